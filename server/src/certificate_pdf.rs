//! A certificate as a file: one page of tagged PDF (PDF/UA-1, ISO 14289-1), read aloud in the order in which it stands.

use std::num::NonZeroU16;

use app::courses::words;
use domain::courses::Certificate;
use i18n::{Language, format, training as text};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{ContentTag, SpanTag, Tag, TagGroup, TagKind, TagTree};
use service::courses::links::CERTIFICATE;

use crate::pdf::face::{Faces, LEADING, Weight};
use crate::pdf::{self, A4};

const MARGIN: f32 = 71.0;
/// How wide a line may be.
const ROOM: f32 = A4.0 - 2.0 * MARGIN;

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

/// How far down the paragraphs reach, at a scale.
fn foot(faces: &Faces, told: &[Paragraph], scale: f32) -> f32 {
    let height = |one: &Paragraph| {
        let size = one.size * scale;
        let lines = faces.of(one.weight).lines(&one.text, size, ROOM);
        one.gap * scale + lines.iter().map(|_| size * LEADING).sum::<f32>()
    };
    TOP + told.iter().map(height).sum::<f32>()
}

/// The largest scale at which all of it stands on the page.
fn scale(faces: &Faces, told: &[Paragraph]) -> f32 {
    let fits = |scale: &f32| foot(faces, told, *scale) <= A4.1 - MARGIN;
    SCALES.into_iter().find(fits).unwrap_or(0.5)
}

/// Writes the paragraphs, and gives the tree of their tags.
fn drawn(faces: &Faces, mut surface: Surface<'_>, told: &[Paragraph], title: &str, language: Language) -> TagTree {
    let scale = scale(faces, told);
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
        let (face, size) = (faces.of(one.weight), one.size * scale);
        for line in face.lines(&one.text, size, ROOM) {
            y += size * LEADING;
            let written = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
            face.draw(&mut surface, (MARGIN, y), size, &line);
            surface.end_tagged();
            group.push(written);
        }
        tree.push(group);
    }
    surface.finish();
    tree
}

/// The bytes of a certificate; none when the library can't write it. `public_url` is where anybody sees whether it is genuine.
pub fn write(one: &Certificate, public_url: &str) -> Option<Vec<u8>> {
    let language = one.language;
    let heading = text::certificate(language);
    let title = format!("{heading}: {}", one.title);
    let mut document = pdf::begun(&title, language)?;
    let faces = Faces::load()?;
    let mut page = document.start_page_with(PageSettings::from_wh(A4.0, A4.1)?);
    let tree = drawn(&faces, page.surface(), &told(one, public_url), &title, language);
    page.finish();
    document.set_tag_tree(tree);
    pdf::ended(document, "certificate")
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
        let scale = scale(&faces, &told);
        assert!(scale < 1.0);
        assert!(foot(&faces, &told, scale) <= A4.1 - MARGIN);
        for one in &told {
            let face = faces.of(one.weight);
            for line in face.lines(&one.text, one.size * scale, ROOM) {
                assert!(face.width(line.trim_end(), one.size * scale) <= ROOM + 0.1, "{line}");
            }
        }
        assert!(write(&most, "https://handlingsrom.example").is_some());
    }
}
