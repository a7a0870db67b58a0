//! A certificate as a file: one page of tagged PDF (PDF/UA-1, ISO 14289-1), read aloud in the order in which it stands.

use std::num::NonZeroU16;

use domain::courses::Certificate;
use i18n::{format, training as text};
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

    /// The text in lines that fit, a space at the end of each but the last.
    fn lines(&self, text: &str, size: f32) -> Vec<String> {
        let room = PAGE.0 - 2.0 * MARGIN;
        let mut lines = vec![String::new()];
        for word in self.sayable(text).split_whitespace() {
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

/// Writes down the page.
struct Writer<'a> {
    surface: Surface<'a>,
    tree: TagTree,
    y: f32,
}

impl Writer<'_> {
    fn paragraph(&mut self, tag: impl Into<TagKind>, face: &Face, size: f32, gap: f32, text: &str) {
        self.y += gap;
        let mut group = TagGroup::new(tag);
        for line in face.lines(text, size) {
            self.y += size * LEADING;
            let written = self.surface.start_tagged(ContentTag::Span(SpanTag::empty()));
            let start = Point::from_xy(MARGIN, self.y);
            let direction = TextDirection::Auto;
            self.surface
                .draw_text(start, face.font.clone(), size, &line, false, direction);
            self.surface.end_tagged();
            group.push(written);
        }
        self.tree.push(group);
    }
}

/// The bytes of a certificate; none when the library can't write it. `public_url` is where anybody sees whether it is genuine.
pub fn write(one: &Certificate, public_url: &str) -> Option<Vec<u8>> {
    let language = one.language;
    let (plain, bold) = (Face::of(dejavu::sans::regular())?, Face::of(dejavu::sans::bold())?);
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
    let mut writer = Writer {
        surface: page.surface(),
        tree: TagTree::new().with_lang(Some(language.tag().to_owned())),
        y: 120.0,
    };
    let first = Tag::Hn(NonZeroU16::MIN, Some(title));
    writer.paragraph(first, &bold, 34.0, 0.0, heading);
    writer.paragraph(Tag::P, &bold, 20.0, 36.0, one.name.as_str());
    writer.paragraph(Tag::P, &plain, 12.0, 6.0, text::certificate_took_part(language));
    writer.paragraph(Tag::P, &bold, 20.0, 6.0, one.title.as_str());
    for part in &one.parts {
        let (day, end) = (format::date_long(language, part.date), part.end().time());
        let (from, to) = (format::time(language, part.start), format::time(language, end));
        writer.paragraph(Tag::P, &plain, 12.0, 4.0, &format!("{day}, {from}–{to}"));
    }
    let length = text::certificate_length(language);
    let lasted = format::duration(language, one.minutes());
    writer.paragraph(Tag::P, &plain, 12.0, 18.0, &format!("{length}: {lasted}"));
    let themes = app::training::themes(language, one);
    if !themes.is_empty() {
        let told = format!("{}: {themes}", text::certificate_themes(language));
        writer.paragraph(Tag::P, &plain, 12.0, 4.0, &told);
    }
    writer.paragraph(
        Tag::P,
        &plain,
        12.0,
        18.0,
        &text::certificate_by(language, &one.organiser),
    );
    let issued = format::date_long(language, one.issued_on);
    let given = format!("{}: {issued}", text::certificate_issued(language));
    writer.paragraph(Tag::P, &plain, 12.0, 4.0, &given);
    let address = format!("{public_url}{CERTIFICATE}/{}", one.code);
    writer.paragraph(
        Tag::P,
        &plain,
        10.0,
        48.0,
        &text::certificate_verify(language, &address),
    );

    let Writer { surface, tree, .. } = writer;
    surface.finish();
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
