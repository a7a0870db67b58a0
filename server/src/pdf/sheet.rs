//! Sheets of A4 with running text and tables that go on over many of them: the row of headings stands on each, and each has its number.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use app::paper::{Block, Paper, Table, Turn};
use i18n::printouts as text;
use krilla::geom::{PathBuilder, Rect};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, SpanTag, TableHeaderScope, Tag, TagGroup, TagKind,
    TagTree,
};

use super::face::{Faces, LEADING, SOFT_HYPHEN, Weight};
use super::{A4, begun, ended};

/// 15 mm, which every printer leaves.
const MARGIN: f32 = 42.5;
/// What the foot of a sheet takes.
const FOOT: f32 = 24.0;
/// Around a line of a table.
const PADDING: f32 = 3.0;
/// From one line for a hand to the next.
const HAND: f32 = 24.0;
/// A heading stands on a sheet where so much follows it.
const FOLLOWS: f32 = 48.0;

/// Letters of a kind of text, in points, with what stands above it.
#[derive(Clone, Copy)]
struct Style {
    weight: Weight,
    size: f32,
    gap: f32,
}

const TITLE: Style = style(Weight::Bold, 20.0, 0.0);
const HEADING: Style = style(Weight::Bold, 13.0, 14.0);
const SUBHEADING: Style = style(Weight::Bold, 10.5, 8.0);
const BODY: Style = style(Weight::Plain, 9.5, 3.0);
const STRONG: Style = style(Weight::Bold, 10.5, 5.0);
const CELL: f32 = 8.0;
const SMALL: f32 = 8.0;

const fn style(weight: Weight, size: f32, gap: f32) -> Style {
    Style { weight, size, gap }
}

/// A line of text on a sheet.
struct Line {
    x: f32,
    y: f32,
    size: f32,
    weight: Weight,
    text: String,
    /// The number of the piece that it is part of; none for what is repeated, which is not read aloud.
    piece: Option<usize>,
}

/// What stands on a sheet.
#[derive(Default)]
struct Leaf {
    lines: Vec<Line>,
    /// Where a thin line goes across.
    rules: Vec<f32>,
}

/// A part of what is read aloud: a piece of text, or what holds several.
struct Knot {
    tag: TagKind,
    piece: Option<usize>,
    below: Vec<Knot>,
}

impl Knot {
    fn over(tag: impl Into<TagKind>, below: Vec<Self>) -> Self {
        Self {
            tag: tag.into(),
            piece: None,
            below,
        }
    }

    fn of(tag: impl Into<TagKind>, piece: usize) -> Self {
        Self {
            tag: tag.into(),
            piece: Some(piece),
            below: Vec::new(),
        }
    }

    fn tagged(self, written: &mut BTreeMap<usize, Vec<Identifier>>) -> TagGroup {
        let mut group = TagGroup::new(self.tag);
        let own = self.piece.and_then(|piece| written.remove(&piece));
        own.into_iter().flatten().for_each(|part| group.push(part));
        for one in self.below {
            group.push(one.tagged(written));
        }
        group
    }
}

/// A cell that is being put down.
struct Cell {
    x: f32,
    weight: Weight,
    lines: Vec<String>,
    piece: Option<usize>,
}

/// The columns of a table on the sheet, each with where it begins and its width, and their headings.
struct Frame<'a> {
    columns: Vec<(f32, f32)>,
    headings: Vec<&'a str>,
}

/// Everything with its place.
struct Layout<'a> {
    faces: &'a Faces,
    size: (f32, f32),
    /// How far the sheet is written.
    y: f32,
    leaves: Vec<Leaf>,
    pieces: usize,
}

impl<'a> Layout<'a> {
    fn new(faces: &'a Faces, turn: Turn) -> Self {
        Self {
            faces,
            size: match turn {
                Turn::Portrait => A4,
                Turn::Landscape => (A4.1, A4.0),
            },
            y: MARGIN,
            leaves: vec![Leaf::default()],
            pieces: 0,
        }
    }

    fn room(&self) -> f32 {
        self.size.0 - 2.0 * MARGIN
    }

    fn bottom(&self) -> f32 {
        self.size.1 - MARGIN - FOOT
    }

    fn turn_over(&mut self) {
        self.leaves.push(Leaf::default());
        self.y = MARGIN;
    }

    fn next_piece(&mut self) -> usize {
        self.pieces += 1;
        self.pieces
    }

    fn put(&mut self, line: Line) {
        if let Some(leaf) = self.leaves.last_mut() {
            leaf.lines.push(line);
        }
    }

    /// Text below what is there, `left` from the margin.
    fn text(&mut self, style: Style, left: f32, text: &str) -> usize {
        let piece = self.next_piece();
        self.y += style.gap;
        for line in self.faces.of(style.weight).lines(text, style.size, self.room() - left) {
            if self.y + style.size * LEADING > self.bottom() {
                self.turn_over();
            }
            self.y += style.size * LEADING;
            self.put(Line {
                x: MARGIN + left,
                y: self.y,
                size: style.size,
                weight: style.weight,
                text: line,
                piece: Some(piece),
            });
        }
        piece
    }

    fn heading(&mut self, level: NonZeroU16, style: Style, text: &str) -> Knot {
        if self.y + style.gap + style.size * LEADING + FOLLOWS > self.bottom() {
            self.turn_over();
        }
        let piece = self.text(style, 0.0, text);
        Knot::of(Tag::Hn(level, Some(text.to_owned())), piece)
    }

    fn block(&mut self, block: &Block) -> Vec<Knot> {
        let level = |level| NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
        match block {
            Block::Heading(text) => vec![self.heading(level(2), HEADING, text)],
            Block::Subheading(text) => vec![self.heading(level(3), SUBHEADING, text)],
            Block::Text(text) => vec![Knot::of(Tag::P, self.text(BODY, 0.0, text))],
            Block::Strong(text) => vec![Knot::of(Tag::P, self.text(STRONG, 0.0, text))],
            Block::Facts(facts) => facts
                .iter()
                .map(|(term, said)| Knot::of(Tag::P, self.text(BODY, 0.0, &format!("{term}: {said}"))))
                .collect(),
            Block::List(items) => {
                let items = items.iter().map(|item| self.item(item)).collect();
                vec![Knot::over(Tag::L(ListNumbering::Disc), items)]
            }
            Block::Table(table) => vec![self.table(table)],
            Block::Lines(count) => {
                self.lines(*count);
                Vec::new()
            }
        }
    }

    /// For a pencil: nothing that is read aloud.
    fn lines(&mut self, count: usize) {
        for _ in 0..count {
            if self.y + HAND > self.bottom() {
                self.turn_over();
            }
            self.y += HAND;
            let y = self.y;
            if let Some(leaf) = self.leaves.last_mut() {
                leaf.rules.push(y);
            }
        }
    }

    fn item(&mut self, item: &str) -> Knot {
        if self.y + BODY.gap + BODY.size * LEADING > self.bottom() {
            self.turn_over();
        }
        let before = self.y;
        let mark = self.text(BODY, 0.0, "•");
        self.y = before;
        let said = self.text(BODY, 10.0, item);
        Knot::over(Tag::LI, vec![Knot::of(Tag::Lbl, mark), Knot::of(Tag::LBody, said)])
    }

    fn table(&mut self, table: &Table) -> Knot {
        let shares: f32 = table.columns.iter().map(|column| column.share).sum();
        let mut x = MARGIN;
        let mut frame = Frame {
            columns: Vec::new(),
            headings: Vec::new(),
        };
        for column in &table.columns {
            let width = self.room() * column.share / shares;
            frame.columns.push((x, width - 2.0 * PADDING));
            frame.headings.push(&column.heading);
            x += width;
        }
        self.y += BODY.gap;
        let heads = self.row(&frame, &frame.headings, Weight::Bold, None, true);
        let heads = heads
            .into_iter()
            .map(|piece| Knot::of(Tag::TH(TableHeaderScope::Column), piece));
        let head = Knot::over(Tag::THead, vec![Knot::over(Tag::TR, heads.collect())]);
        let rows = table.rows.iter().map(|row| {
            let cells: Vec<&str> = row.iter().map(String::as_str).collect();
            let pieces = self.row(&frame, &cells, Weight::Plain, Some(&frame), true);
            let cells = pieces.into_iter().enumerate().map(|(at, piece)| match at {
                0 => Knot::of(Tag::TH(TableHeaderScope::Row), piece),
                _ => Knot::of(Tag::TD, piece),
            });
            Knot::over(Tag::TR, cells.collect())
        });
        let body = Knot::over(Tag::TBody, rows.collect());
        let tag = Tag::Table.with_summary(Some(table.summary.clone()));
        Knot::over(tag, vec![head, body])
    }

    /// A row; where it does not fit, it begins the next sheet, below the headings. The pieces of its cells, where it is read aloud.
    fn row(
        &mut self,
        frame: &Frame<'_>,
        texts: &[&str],
        others: Weight,
        repeated: Option<&Frame<'_>>,
        is_read: bool,
    ) -> Vec<usize> {
        let mut pieces = Vec::new();
        let mut cells = Vec::new();
        for (at, ((x, width), text)) in frame.columns.iter().zip(texts).enumerate() {
            let weight = if at == 0 { Weight::Bold } else { others };
            // A cell without anything in it would be no cell to who has it read aloud.
            let text = if text.trim().is_empty() { "–" } else { text };
            let face = self.faces.of(weight);
            let piece = is_read.then(|| self.next_piece());
            pieces.extend(piece);
            cells.push(Cell {
                x: x + PADDING,
                weight,
                lines: text
                    .split('\n')
                    .flat_map(|part| face.lines(part, CELL, *width))
                    .collect(),
                piece,
            });
        }
        self.put_down(cells, repeated);
        pieces
    }

    fn put_down(&mut self, mut cells: Vec<Cell>, repeated: Option<&Frame<'_>>) {
        let lead = CELL * LEADING;
        let longest = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
        let height = 2.0 * PADDING
            + cells
                .iter()
                .max_by_key(|cell| cell.lines.len())
                .map_or(0.0, |cell| cell.lines.iter().map(|_| lead).sum::<f32>());
        if self.y + height > self.bottom() {
            self.go_on(repeated);
        }
        self.y += PADDING;
        for _ in 0..longest {
            if self.y + lead > self.bottom() {
                self.go_on(repeated);
            }
            self.y += lead;
            for cell in &mut cells {
                if cell.lines.is_empty() {
                    continue;
                }
                let text = cell.lines.remove(0);
                self.put(Line {
                    x: cell.x,
                    y: self.y,
                    size: CELL,
                    weight: cell.weight,
                    text,
                    piece: cell.piece,
                });
            }
        }
        self.y += PADDING + 1.0;
        let y = self.y;
        if let Some(leaf) = self.leaves.last_mut() {
            leaf.rules.push(y);
        }
    }

    /// The next sheet, with the headings of the table that goes on.
    fn go_on(&mut self, repeated: Option<&Frame<'_>>) {
        self.turn_over();
        if let Some(frame) = repeated {
            self.row(frame, &frame.headings, Weight::Bold, None, false);
        }
    }
}

/// Every block in its place, and what is read aloud.
fn laid<'a>(faces: &'a Faces, paper: &Paper) -> (Layout<'a>, Vec<Knot>) {
    let mut layout = Layout::new(faces, paper.turn);
    let mut knots = vec![layout.heading(NonZeroU16::MIN, TITLE, &paper.title)];
    for block in &paper.blocks {
        knots.extend(layout.block(block));
    }
    (layout, knots)
}

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
    use app::paper::Column;
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
