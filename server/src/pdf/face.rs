//! The two faces that PDF is written in, and how wide text is in them.

use krilla::geom::Point;
use krilla::surface::Surface;
use krilla::text::{Font, TextDirection};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};

/// From line to line, in sizes of the letters.
pub const LEADING: f32 = 1.35;

/// Where a word may be parted; it is seen at the end of a line alone.
pub const SOFT_HYPHEN: char = '\u{ad}';

/// What is seen where a word is parted: a soft hyphen is drawn as nothing.
const HYPHEN: &str = "\u{2010}";

/// How letters look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// As running text.
    Plain,
    /// As a heading.
    Bold,
}

/// A face of the type, and its measures.
pub struct Face {
    font: Font,
    measures: FontRef<'static>,
}

impl Face {
    fn of(bytes: &'static [u8]) -> Option<Self> {
        Some(Self {
            font: Font::new(bytes.into(), 0)?,
            measures: FontRef::new(bytes).ok()?,
        })
    }

    /// How wide a text is, in points.
    pub fn width(&self, text: &str, size: f32) -> f32 {
        let metrics = self.measures.glyph_metrics(Size::new(size), LocationRef::default());
        let letters = self.measures.charmap();
        let width = |letter| metrics.advance_width(letters.map(letter)?);
        text.chars().filter_map(width).sum()
    }

    /// The text with a question mark for what the face does not have.
    pub fn sayable(&self, text: &str) -> String {
        let letters = self.measures.charmap();
        let known = |letter: char| if letters.map(letter).is_some() { letter } else { '?' };
        text.chars().map(known).collect()
    }

    /// A word, or the pieces of one that is wider than the room: parted where it may be, else anywhere.
    fn pieces(&self, word: &str, size: f32, room: f32) -> Vec<String> {
        let mut pieces = vec![String::new()];
        for part in word.split(SOFT_HYPHEN) {
            let Some(piece) = pieces.last_mut() else { continue };
            if piece.is_empty() || self.width(&format!("{piece}{part}-"), size) <= room {
                piece.push_str(part);
            } else {
                piece.push(SOFT_HYPHEN);
                pieces.push(part.to_owned());
            }
        }
        pieces.iter().flat_map(|piece| self.cut(piece, size, room)).collect()
    }

    fn cut(&self, word: &str, size: f32, room: f32) -> Vec<String> {
        let mut pieces = vec![String::new()];
        for letter in word.chars() {
            let Some(piece) = pieces.last_mut() else { continue };
            // A hyphen may stand out a little, rather than alone on a line.
            let is_over = letter != SOFT_HYPHEN && self.width(&format!("{piece}{letter}"), size) > room;
            if !piece.is_empty() && is_over {
                pieces.push(letter.to_string());
            } else {
                piece.push(letter);
            }
        }
        pieces
    }

    /// The text in lines that fit in the room, a space at the end of each but the last and those that end within a word.
    pub fn lines(&self, text: &str, size: f32, room: f32) -> Vec<String> {
        let mut lines = vec![String::new()];
        let text = self.sayable(text);
        let words = text.split_whitespace().flat_map(|word| self.pieces(word, size, room));
        for word in words.collect::<Vec<_>>() {
            let word = word.as_str();
            let Some(line) = lines.last_mut() else { continue };
            if line.is_empty() {
                line.push_str(word);
            } else if line.ends_with(SOFT_HYPHEN) {
                lines.push(word.to_owned());
            } else if self.width(&format!("{line} {word}"), size) <= room {
                line.push(' ');
                line.push_str(word);
            } else {
                line.push(' ');
                lines.push(word.to_owned());
            }
        }
        lines
    }

    /// Writes a line whose letters stand on a point.
    pub fn draw(&self, surface: &mut Surface<'_>, start: (f32, f32), size: f32, line: &str) {
        let start = Point::from_xy(start.0, start.1);
        let seen = line.replace(SOFT_HYPHEN, HYPHEN);
        surface.draw_text(start, self.font.clone(), size, &seen, false, TextDirection::Auto);
    }
}

/// The two faces.
pub struct Faces {
    plain: Face,
    bold: Face,
}

impl Faces {
    /// Reads them; they are part of the program.
    pub fn load() -> Option<Self> {
        Some(Self {
            plain: Face::of(dejavu::sans::regular())?,
            bold: Face::of(dejavu::sans::bold())?,
        })
    }

    /// The face of a weight.
    pub const fn of(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Plain => &self.plain,
            Weight::Bold => &self.bold,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: f32 = 453.0;

    #[test]
    fn a_long_title_is_broken_between_words_and_no_line_is_wider_than_the_room() {
        let faces = Faces::load().unwrap();
        let face = faces.of(Weight::Bold);
        let title = "Å se, forstå og handle når unge lever under negativ sosial kontroll og æresrelatert vold";
        let lines = face.lines(title, 20.0, ROOM);
        assert!(lines.len() > 1);
        assert_eq!(lines.concat(), title);
        assert!(lines.iter().all(|line| face.width(line.trim_end(), 20.0) <= ROOM));
    }

    #[test]
    fn a_word_is_parted_where_it_may_be_and_only_where_it_must() {
        let faces = Faces::load().unwrap();
        let face = faces.of(Weight::Bold);
        let word = "Kompetanse\u{ad}heving";
        assert_eq!(face.lines(word, 8.0, 200.0), ["Kompetanseheving"]);
        assert_eq!(face.lines(word, 8.0, 60.0), ["Kompetanse\u{ad}", "heving"]);
        let no_room_for_the_hyphen = face.width("Kompetanse", 8.0) + 0.1;
        assert_eq!(
            face.lines(word, 8.0, no_room_for_the_hyphen),
            ["Kompetanse\u{ad}", "heving"]
        );
        assert_eq!(face.sayable(HYPHEN), HYPHEN, "the face has the hyphen that is drawn");
    }

    #[test]
    fn a_word_that_is_too_wide_is_parted_and_no_letter_is_lost() {
        let faces = Faces::load().unwrap();
        let face = faces.of(Weight::Plain);
        let lines = face.lines(&"W".repeat(60), 9.0, 60.0);
        assert!(lines.len() > 5);
        assert!(lines.iter().all(|line| face.width(line.trim_end(), 9.0) <= 60.0));
        assert_eq!(lines.concat().replace(' ', ""), "W".repeat(60));
        assert_eq!(
            face.sayable("✓ ◷ – Kárášjohka"),
            "✓ ◷ – Kárášjohka",
            "the face has our signs"
        );
    }
}
