//! A certificate as a file: one page of tagged PDF (PDF/UA-1, ISO 14289-1), read aloud in the order in which it stands.

use std::num::NonZeroU16;

use app::courses::words;
use domain::courses::Certificate;
use i18n::{Language, format, training as text};
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{ContentTag, SpanTag, Tag, TagGroup, TagKind, TagTree};
use krilla::text::{Font, TextDirection};
use krilla::{Document, SerializeSettings};
use service::courses::links::CERTIFICATE;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};

/// A4, in points.
const PAGE: (f32, f32) = (595.276, 841.89);
const MARGIN: f32 = 71.0;
const LEADING: f32 = 1.35;

/// A face of the type, and its measures.
struct Face {
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

    fn width(&self, text: &str, size: f32) -> f32 {
        let metrics = self.measures.glyph_metrics(Size::new(size), LocationRef::default());
        let letters = self.measures.charmap();
        let width = |letter| metrics.advance_width(letters.map(letter)?);
        text.chars().filter_map(width).sum()
    }

    /// The text with a question mark for what the face does not have.
    fn sayable(&self, text: &str) -> String {
        let letters = self.measures.charmap();
        let known = |letter: char| if letters.map(letter).is_some() { letter } else { '?' };
        text.chars().map(known).collect()
    }

    /// A word, or the pieces of one that is wider than the page.
    fn pieces(&self, word: &str, size: f32, room: f32) -> Vec<String> {
        let mut pieces = vec![String::new()];
        for letter in word.chars() {
            let Some(piece) = pieces.last_mut() else { continue };
            if !piece.is_empty() && self.width(&format!("{piece}{letter}"), size) > room {
                pieces.push(letter.to_string());
            } else {
                piece.push(letter);
            }
        }
        pieces
    }

    /// The text in lines that fit, a space at the end of each but the last.
    fn lines(&self, text: &str, size: f32) -> Vec<String> {
        let room = PAGE.0 - 2.0 * MARGIN;
        let mut lines = vec![String::new()];
        let text = self.sayable(text);
        let words = text.split_whitespace().flat_map(|word| self.pieces(word, size, room));
        for word in words.collect::<Vec<_>>() {
            let word = word.as_str();
            let Some(line) = lines.last_mut() else { continue };
            if line.is_empty() {
                line.push_str(word);
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
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    Plain,
    Bold,
}

/// A paragraph as it is to be written.
#[derive(Debug, Clone, PartialEq)]
struct Paragraph {
    weight: Weight,
    /// Of the letters, in points.
    size: f32,
    /// Above it, in points.
    gap: f32,
    text: String,
    /// Of the text, where it is not the page's.
    language: Option<Language>,
}

impl Paragraph {
    fn plain(size: f32, gap: f32, text: impl Into<String>) -> Self {
        Self {
            weight: Weight::Plain,
            size,
            gap,
            text: text.into(),
            language: None,
        }
    }

    fn bold(size: f32, gap: f32, text: impl Into<String>) -> Self {
        Self {
            weight: Weight::Bold,
            ..Self::plain(size, gap, text)
        }
    }
}

/// What a certificate tells, from the top; the first paragraph is the heading.
fn told(one: &Certificate, public_url: &str) -> Vec<Paragraph> {
    let language = one.language;
    let mut told = vec![
        Paragraph::bold(34.0, 0.0, text::certificate(language)),
        Paragraph::bold(20.0, 36.0, one.name.as_str()),
        Paragraph::plain(12.0, 6.0, text::certificate_took_part(language)),
        Paragraph {
            language: (one.title_language != language).then_some(one.title_language),
            ..Paragraph::bold(20.0, 6.0, one.title.as_str())
        },
    ];
    let part = |part| Paragraph::plain(12.0, 4.0, words::when(language, part));
    told.extend(one.parts.iter().map(part));
    let length = text::certificate_length(language);
    let lasted = format::duration(language, one.minutes());
    told.push(Paragraph::plain(12.0, 18.0, format!("{length}: {lasted}")));
    let themes = app::training::themes(language, one);
    if !themes.is_empty() {
        let label = text::certificate_themes(language);
        told.push(Paragraph::plain(12.0, 4.0, format!("{label}: {themes}")));
    }
    let by = text::certificate_by(language, &one.organiser);
    told.push(Paragraph::plain(12.0, 18.0, by));
    let (label, day) = (
        text::certificate_issued(language),
        format::date_long(language, one.issued_on),
    );
    told.push(Paragraph::plain(12.0, 4.0, format!("{label}: {day}")));
    let address = format!("{public_url}{CERTIFICATE}/{}", one.code);
    told.push(Paragraph::plain(
        10.0,
        48.0,
        text::certificate_verify(language, &address),
    ));
    told
}

/// Where the first line stands, and how small the letters get when much is told.
const TOP: f32 = 120.0;
const SCALES: [f32; 6] = [1.0, 0.9, 0.8, 0.7, 0.6, 0.5];

/// The two faces that a certificate is written in.
struct Faces {
    plain: Face,
    bold: Face,
}

impl Faces {
    fn load() -> Option<Self> {
        Some(Self {
            plain: Face::of(dejavu::sans::regular())?,
            bold: Face::of(dejavu::sans::bold())?,
        })
    }

    const fn of(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Plain => &self.plain,
            Weight::Bold => &self.bold,
        }
    }

    /// How far down the paragraphs reach, at a scale.
    fn foot(&self, told: &[Paragraph], scale: f32) -> f32 {
        let height = |one: &Paragraph| {
            let size = one.size * scale;
            let lines = self.of(one.weight).lines(&one.text, size).len();
            one.gap * scale + lines as f32 * size * LEADING
        };
        TOP + told.iter().map(height).sum::<f32>()
    }

    /// The largest scale at which all of it stands on the page.
    fn scale(&self, told: &[Paragraph]) -> f32 {
        let fits = |scale: &f32| self.foot(told, *scale) <= PAGE.1 - MARGIN;
        SCALES.into_iter().find(fits).unwrap_or(0.5)
    }

    /// Writes the paragraphs, and gives the tree of their tags.
    fn write(&self, mut surface: Surface<'_>, told: &[Paragraph], title: &str, language: Language) -> TagTree {
        let scale = self.scale(told);
        let mut tree = TagTree::new().with_lang(Some(language.tag().to_owned()));
        let mut y = TOP;
        for (at, one) in told.iter().enumerate() {
            y += one.gap * scale;
            let lang = one.language.map(|language| language.tag().to_owned());
            let tag: TagKind = match at {
                0 => Tag::Hn(NonZeroU16::MIN, Some(title.to_owned())).into(),
                _ => Tag::P.with_lang(lang).into(),
            };
            let mut group = TagGroup::new(tag);
            let (face, size) = (self.of(one.weight), one.size * scale);
            for line in face.lines(&one.text, size) {
                y += size * LEADING;
                let written = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                let start = Point::from_xy(MARGIN, y);
                surface.draw_text(start, face.font.clone(), size, &line, false, TextDirection::Auto);
                surface.end_tagged();
                group.push(written);
            }
            tree.push(group);
        }
        surface.finish();
        tree
    }
}

/// The bytes of a certificate; none when the library can't write it. `public_url` is where anybody sees whether it is genuine.
pub fn write(one: &Certificate, public_url: &str) -> Option<Vec<u8>> {
    let language = one.language;
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .ok()?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let heading = text::certificate(language);
    let title = format!("{heading}: {}", one.title);
    document.set_metadata(
        Metadata::new()
            .title(title.clone())
            .language(language.tag().to_owned())
            .creator("Handlingsrom".to_owned()),
    );
    let mut outline = Outline::new();
    outline.push_child(OutlineNode::new(
        title.clone(),
        XyzDestination::new(0, Point::from_xy(0.0, 0.0)),
    ));
    document.set_outline(outline);

    let mut page = document.start_page_with(PageSettings::from_wh(PAGE.0, PAGE.1)?);
    let tree = Faces::load()?.write(page.surface(), &told(one, public_url), &title, language);
    page.finish();
    document.set_tag_tree(tree);
    match document.finish() {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            tracing::error!(?error, "a certificate could not be written");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::courses::CertificateCode;
    use domain::ids::EventId;
    use domain::people::Language;
    use domain::text::{OccasionMinutes, PersonName, Title};
    use domain::themes::Theme;
    use domain::time::LocalSlot;
    use jiff::civil::{date, time};

    use super::*;

    fn certificate(name: &str, title: &str) -> Certificate {
        Certificate {
            code: CertificateCode::from_chance([5; 10]),
            event: EventId::new(ulid::Ulid(5)),
            number: 1,
            person: 0,
            name: PersonName::parse(name).unwrap(),
            title: Title::parse(title).unwrap(),
            title_language: Language::Nb,
            parts: vec![LocalSlot {
                date: date(2026, 12, 10),
                start: time(9, 0, 0, 0),
                minutes: OccasionMinutes::new(360).unwrap(),
            }],
            themes: [Theme::SocialControl].into(),
            organiser: "Ingrid Moen".to_owned(),
            language: Language::Nb,
            issued_on: date(2026, 12, 10),
            revoked_on: None,
            version: 1,
        }
    }

    #[test]
    fn a_certificate_is_a_tagged_page_whatever_the_name_is_made_of() {
        let long = "Å se, forstå og handle når unge lever under negativ sosial kontroll og æresrelatert vold";
        for name in [
            "Silje Ruud",
            "Łukasz Đurić-Þórsson",
            "محمد علي",
            "Nguyễn Thị Ánh",
            "Kari 😀 Dahl",
        ] {
            let written = write(&certificate(name, long), "https://handlingsrom.example").unwrap();
            assert!(written.starts_with(b"%PDF-1.7"), "{name}");
            let has = |needle: &[u8]| written.windows(needle.len()).any(|window| window == needle);
            assert!(has(b"/StructTreeRoot") && has(b"/Lang"), "{name}");
        }
    }

    #[test]
    fn it_tells_who_took_part_in_what_when_and_for_how_long_and_where_that_is_seen_to_be_true() {
        let one = certificate("Silje Ruud", "Den vanskelige samtalen");
        let told = told(&one, "https://handlingsrom.example");
        let lines: Vec<&str> = told.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(lines[..2], ["Kursbevis", "Silje Ruud"]);
        assert_eq!(
            lines[3..5],
            ["Den vanskelige samtalen", "torsdag 10. desember 2026, 09:00–15:00"]
        );
        let all = lines.join("\n");
        let address = format!("https://handlingsrom.example/certificate/{}", one.code);
        for fact in ["6\u{a0}t", "Ingrid Moen", address.as_str()] {
            assert!(all.contains(fact), "{fact}: {all}");
        }
        assert!(told.iter().all(|one| one.language.is_none()));
        let english = super::told(
            &Certificate {
                language: Language::En,
                ..one
            },
            "",
        );
        assert_eq!(
            english[3].language,
            Some(Language::Nb),
            "the course's name stays in its language"
        );
    }

    #[test]
    fn whatever_is_told_stands_on_the_page() {
        let faces = Faces::load().unwrap();
        let mut most = certificate(&"W".repeat(100), &"W".repeat(120));
        most.parts = vec![most.parts[0]; 12];
        most.themes = Theme::ALL.into_iter().collect();
        most.organiser = "W".repeat(100);
        let told = told(&most, "https://handlingsrom.example");
        let scale = faces.scale(&told);
        assert!(scale < 1.0);
        assert!(faces.foot(&told, scale) <= PAGE.1 - MARGIN);
        for one in &told {
            let face = faces.of(one.weight);
            for line in face.lines(&one.text, one.size * scale) {
                assert!(
                    face.width(line.trim_end(), one.size * scale) <= PAGE.0 - 2.0 * MARGIN + 0.1,
                    "{line}"
                );
            }
        }
        assert!(write(&most, "https://handlingsrom.example").is_some());
    }

    #[test]
    fn a_long_title_is_broken_between_words_and_no_line_is_wider_than_the_page() {
        let face = Face::of(dejavu::sans::bold()).unwrap();
        let title = "Å se, forstå og handle når unge lever under negativ sosial kontroll og æresrelatert vold";
        let lines = face.lines(title, 20.0);
        assert!(lines.len() > 1);
        assert_eq!(lines.concat(), title);
        assert!(
            lines
                .iter()
                .all(|line| face.width(line.trim_end(), 20.0) <= PAGE.0 - 2.0 * MARGIN)
        );
    }
}
