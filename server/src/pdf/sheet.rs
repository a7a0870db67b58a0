//! Sheets of A4 with running text and tables that go on over many of them: the row of headings stands on each, and each has its number.

use std::collections::BTreeMap;

use app::paper::Paper;
use i18n::printouts as text;
use krilla::geom::{PathBuilder, Rect};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TagTree};

use super::face::{Faces, SOFT_HYPHEN, Weight};
use super::{begun, ended};

mod layout;

use layout::{Leaf, MARGIN, SMALL, laid};

/// The bytes of the sheets; none when the library can't write them, which is logged with what they were to be.
pub fn write(paper: &Paper, what: &'static str) -> Option<Vec<u8>> {
    let faces = Faces::load()?;
    let mut document = begun(&paper.title, paper.language)?;
    let (layout, knots) = laid(&faces, paper);
    let sheets = layout.leaves.len();
    let mut written: BTreeMap<usize, Vec<Identifier>> = BTreeMap::new();
    for (number, leaf) in (1..).zip(&layout.leaves) {
        let mut page = document.start_page_with(PageSettings::from_wh(layout.size.0, layout.size.1)?);
        let mut surface = page.surface();
        draw(&faces, &mut surface, leaf, layout.size.0, &mut written);
        let count = text::sheet_of(paper.language, number, sheets);
        foot(&faces, &mut surface, layout.size, (&paper.foot, &count));
        surface.finish();
        page.finish();
    }
    let mut tree = TagTree::new().with_lang(Some(paper.language.tag().to_owned()));
    for knot in knots {
        tree.push(knot.tagged(&mut written));
    }
    document.set_tag_tree(tree);
    ended(document, what)
}

fn draw(
    faces: &Faces,
    surface: &mut Surface<'_>,
    leaf: &Leaf,
    width: f32,
    written: &mut BTreeMap<usize, Vec<Identifier>>,
) {
    for line in &leaf.lines {
        let tag = match line.piece {
            // Read aloud and copied, a parted word is one word.
            Some(_) if line.text.ends_with(SOFT_HYPHEN) => {
                ContentTag::Span(SpanTag::empty().with_actual_text(Some(&line.text)))
            }
            Some(_) => ContentTag::Span(SpanTag::empty()),
            None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
        };
        let part = surface.start_tagged(tag);
        faces
            .of(line.weight)
            .draw(surface, (line.x, line.y), line.size, &line.text);
        surface.end_tagged();
        if let Some(piece) = line.piece {
            written.entry(piece).or_default().push(part);
        }
    }
    for y in &leaf.rules {
        let mut path = PathBuilder::new();
        if let Some(thin) = Rect::from_xywh(MARGIN, *y, width - 2.0 * MARGIN, 0.4) {
            path.push_rect(thin);
        }
        if let Some(path) = path.finish() {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
            surface.draw_path(&path);
            surface.end_tagged();
        }
    }
}

/// What stands at the foot of every sheet, and its number.
fn foot(faces: &Faces, surface: &mut Surface<'_>, size: (f32, f32), (said, count): (&str, &str)) {
    let face = faces.of(Weight::Plain);
    let y = size.1 - MARGIN;
    let wide = face.width(count, SMALL);
    let room = size.0 - 2.0 * MARGIN - wide - 12.0;
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
    if let Some(line) = face.lines(said, SMALL, room).first() {
        face.draw(surface, (MARGIN, y), SMALL, line);
    }
    surface.end_tagged();
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::PageNumber)));
    face.draw(surface, (size.0 - MARGIN - wide, y), SMALL, count);
    surface.end_tagged();
}

/// What each sheet says, for tests of what is put on paper.
#[cfg(test)]
pub fn said(paper: &Paper) -> Vec<String> {
    let faces = Faces::load().unwrap();
    let (layout, _) = laid(&faces, paper);
    let text = |leaf: &Leaf| {
        leaf.lines
            .iter()
            .map(|line| line.text.trim_end())
            .collect::<Vec<_>>()
            .join("\n")
    };
    layout.leaves.iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use app::paper::{Block, Column, Table, Turn};
    use i18n::Language;

    use super::*;

    fn paper(rows: usize, name: &str) -> Paper {
        Paper {
            title: "Dekning".to_owned(),
            language: Language::Nb,
            turn: Turn::Landscape,
            blocks: vec![
                Block::Heading("Steder".to_owned()),
                Block::List(vec!["Ett".to_owned(), "To".to_owned()]),
                Block::Table(Table {
                    summary: "Steder og tiltak".to_owned(),
                    columns: vec![Column::new("Sted", 2.0), Column::new("Samtalegrupper", 1.0)],
                    rows: (1..=rows)
                        .map(|row| vec![format!("{name} {row}."), String::new()])
                        .collect(),
                }),
            ],
            foot: "23. november 2026".to_owned(),
        }
    }

    #[test]
    fn a_table_goes_on_over_many_sheets_with_its_headings_on_each_and_no_row_is_lost() {
        let paper = paper(190, "Sted");
        let sheets = said(&paper);
        assert!(sheets.len() > 5);
        assert!(sheets.iter().all(|sheet| sheet.contains("Samtalegrupper")));
        for row in 1..=190 {
            let there = sheets
                .iter()
                .filter(|sheet| sheet.lines().any(|line| line == format!("Sted {row}.")));
            assert_eq!(there.count(), 1, "{row}");
        }
        let bytes = write(&paper, "test").unwrap();
        assert!(bytes.starts_with(b"%PDF-1.7"));
        let has = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
        assert!(has(b"/StructTreeRoot") && has(b"/Lang") && has(b"/DisplayDocTitle true"));
    }

    #[test]
    fn nothing_stands_beyond_the_edges_however_long_a_name_is() {
        let faces = Faces::load().unwrap();
        for name in ["W".repeat(120), "Å se ".repeat(900), "😀 محمد".to_owned()] {
            let paper = paper(3, &name);
            let (layout, _) = laid(&faces, &paper);
            for line in layout.leaves.iter().flat_map(|leaf| &leaf.lines) {
                let end = line.x + faces.of(line.weight).width(line.text.trim_end(), line.size);
                assert!(end <= layout.size.0 - MARGIN + 0.1, "{}", line.text);
                assert!(line.y <= layout.bottom() + 0.1 && line.y >= MARGIN, "{}", line.text);
            }
            assert!(write(&paper, "test").is_some());
        }
    }

    #[test]
    fn a_heading_does_not_stand_alone_at_the_foot() {
        let mut paper = paper(0, "");
        paper.turn = Turn::Portrait;
        for fill in 30..60 {
            paper.blocks = vec![Block::Text("Tekst".to_owned()); fill];
            paper.blocks.push(Block::Heading("Overskrift".to_owned()));
            paper.blocks.push(Block::Text("Det som følger".to_owned()));
            let sheets = said(&paper);
            let with_heading = sheets.iter().find(|sheet| sheet.contains("Overskrift")).unwrap();
            assert!(with_heading.contains("Det som følger"), "{fill}");
        }
    }
}
