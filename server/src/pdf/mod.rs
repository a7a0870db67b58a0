//! Tagged PDF (PDF/UA-1, ISO 14289-1), read aloud in the order in which it stands: what certificates and sheets of figures have in common.

pub mod face;
pub mod sheet;

use i18n::Language;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::{Document, SerializeSettings};

/// What a file of PDF is called.
pub const TYPE: &str = "application/pdf";
/// A4 on its end, in points.
pub const A4: (f32, f32) = (595.276, 841.89);

/// An empty document with its title, language and the one entry of its outline.
pub fn begun(title: &str, language: Language) -> Option<Document> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .ok()?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    document.set_metadata(
        Metadata::new()
            .title(title.to_owned())
            .language(language.tag().to_owned())
            .creator("Handlingsrom".to_owned()),
    );
    let mut outline = Outline::new();
    outline.push_child(OutlineNode::new(
        title.to_owned(),
        XyzDestination::new(0, Point::from_xy(0.0, 0.0)),
    ));
    document.set_outline(outline);
    Some(document)
}

/// The bytes of a document; none when the library can't write it, which is logged with what it was to be.
pub fn ended(document: Document, what: &'static str) -> Option<Vec<u8>> {
    match document.finish() {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            tracing::error!(?error, what, "a PDF could not be written");
            None
        }
    }
}
