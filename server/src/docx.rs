//! Writing a document for word processors (Office Open XML, which LibreOffice and Word both read).

use std::io::Cursor;

use app::printouts::document::{Part, SHARES};
use docx_rs::{
    AbstractNumbering, BreakType, Docx, IndentLevel, Level, LevelJc, LevelText, LineSpacing, NumberFormat, Numbering,
    NumberingId, PageMargin, Paragraph, Run, RunFonts, SpecialIndentType, Start, Style, StyleType, Table, TableCell,
    TableRow, WidthType,
};
use jiff::Timestamp;

/// The one list there is.
const BULLETS: usize = 2;
/// 2 cm, in twentieths of a point.
const MARGIN: i32 = 1134;
/// So much an A4 page leaves between its margins.
const WIDTH: usize = 9638;
/// Above a heading, below a paragraph, and above a line to write on.
const ABOVE: u32 = 280;
const BELOW: u32 = 80;
const HAND: u32 = 240;
/// Sizes in half points.
const BODY: usize = 22;
/// In a table, so that no word of a narrow column is cut.
const CELL: usize = 20;
const TITLE: usize = 40;
const HEADING: usize = 28;

/// The bytes of a document; none when the library can't write it.
pub fn write(parts: &[Part], now: Timestamp) -> Option<Vec<u8>> {
    let mut written = Cursor::new(Vec::new());
    let made = parts.iter().fold(blank(now), with);
    made.build().pack(&mut written).ok()?;
    Some(written.into_inner())
}

fn blank(now: Timestamp) -> Docx {
    let day = now.to_string();
    let heading = |id: &str, name: &str, level: usize, size: usize| {
        let above = if level == 0 { 0 } else { ABOVE };
        Style::new(id, StyleType::Paragraph)
            .name(name)
            .based_on("Normal")
            .next("Normal")
            .outline_lvl(level)
            .size(size)
            .bold()
            .line_spacing(LineSpacing::new().before(above).after(BELOW))
    };
    let bullet = Level::new(
        0,
        Start::new(1),
        NumberFormat::new("bullet"),
        LevelText::new("•"),
        LevelJc::new("left"),
    )
    .indent(Some(720), Some(SpecialIndentType::Hanging(360)), None, None);
    Docx::new()
        .created_at(&day)
        .updated_at(&day)
        .page_size(11906, 16838)
        .page_margin(PageMargin::new().top(MARGIN).right(MARGIN).bottom(MARGIN).left(MARGIN))
        .default_line_spacing(LineSpacing::new().after(BELOW))
        .default_size(BODY)
        .default_fonts(RunFonts::new().ascii("Calibri").hi_ansi("Calibri").cs("Calibri"))
        .add_style(heading("Heading1", "heading 1", 0, TITLE))
        .add_style(heading("Heading2", "heading 2", 1, HEADING))
        .add_abstract_numbering(AbstractNumbering::new(BULLETS).add_level(bullet))
        .add_numbering(Numbering::new(BULLETS, BULLETS))
}

fn with(document: Docx, part: &Part) -> Docx {
    match part {
        Part::Title(text) => document.add_paragraph(Paragraph::new().style("Heading1").add_run(run(text))),
        Part::Heading(text) => {
            document.add_paragraph(Paragraph::new().style("Heading2").keep_next(true).add_run(run(text)))
        }
        Part::Text(text) => document.add_paragraph(Paragraph::new().add_run(run(text))),
        Part::Fact(label, value) => document.add_paragraph(
            Paragraph::new()
                .add_run(run(&format!("{label}: ")).bold())
                .add_run(run(value)),
        ),
        Part::Bullet(text) => document.add_paragraph(
            Paragraph::new()
                .numbering(NumberingId::new(BULLETS), IndentLevel::new(0))
                .add_run(run(text)),
        ),
        Part::Table(head, rows) => document.add_table(table(head, rows)).add_paragraph(Paragraph::new()),
        Part::Line => document.add_paragraph(
            Paragraph::new()
                .line_spacing(LineSpacing::new().before(HAND))
                .add_run(Run::new().add_text("_".repeat(60))),
        ),
        Part::NewPage => document.add_paragraph(Paragraph::new().add_run(Run::new().add_break(BreakType::Page))),
    }
}

fn table(head: &[String], rows: &[Vec<String>]) -> Table {
    let widths = widths(head.len());
    let cell = |(text, width): (&String, &usize), is_head: bool| {
        let run = run(text).size(CELL);
        let run = if is_head { run.bold() } else { run };
        TableCell::new()
            .width(*width, WidthType::Dxa)
            .add_paragraph(Paragraph::new().add_run(run))
    };
    let row = |cells: &[String], is_head: bool| {
        let cells = cells.iter().zip(&widths);
        TableRow::new(cells.map(|one| cell(one, is_head)).collect()).cant_split()
    };
    let rows = std::iter::once(row(head, true)).chain(rows.iter().map(|cells| row(cells, false)));
    Table::new(rows.collect())
        .set_grid(widths.clone())
        .width(WIDTH, WidthType::Dxa)
}

/// The columns of a run sheet, each by what stands in it; of any other table, all alike.
fn widths(columns: usize) -> Vec<usize> {
    if columns != SHARES.len() {
        return vec![WIDTH / columns.max(1); columns];
    }
    let shares = SHARES.map(usize::from);
    let whole: usize = shares.iter().sum();
    shares.iter().map(|share| WIDTH * share / whole).collect()
}

/// Lines stay lines; what no XML can hold is left out.
fn run(text: &str) -> Run {
    let mut made = Run::new();
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            made = made.add_break(BreakType::TextWrapping);
        }
        let line: String = line.chars().filter(|letter| !letter.is_control()).collect();
        made = made.add_text(line);
    }
    made
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use zip::ZipArchive;

    use super::*;

    fn document(parts: &[Part]) -> String {
        let bytes = write(parts, Timestamp::UNIX_EPOCH).unwrap();
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        assert!(archive.by_name("[Content_Types].xml").is_ok());
        let mut text = String::new();
        archive
            .by_name("word/document.xml")
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    }

    #[test]
    fn headings_lists_and_tables_are_what_a_word_processor_takes_them_for() {
        let text = document(&[
            Part::Title("Grenser og omsorg".to_owned()),
            Part::Heading("Læringsmål".to_owned()),
            Part::Bullet("Kjenne egne rettigheter".to_owned()),
            Part::Table(
                vec!["Tid".to_owned(), "Hva".to_owned()],
                vec![vec!["0–10 min".to_owned(), "Åpning".to_owned()]],
            ),
            Part::NewPage,
        ]);
        assert!(
            text.contains("<w:pStyle w:val=\"Heading1\"") && text.contains("Grenser og omsorg"),
            "{text}"
        );
        assert!(
            text.contains("<w:pStyle w:val=\"Heading2\"") && text.contains("<w:numPr>"),
            "{text}"
        );
        assert_eq!(text.matches("<w:tc>").count(), 4);
        assert!(text.contains("w:type=\"page\""), "{text}");
    }

    #[test]
    fn what_people_write_is_text_and_nothing_else() {
        let text = document(&[Part::Text("</w:t><w:evil/>&\u{1}\u{b}én\ntil".to_owned())]);
        assert!(!text.contains("<w:evil/>") && text.contains("&amp;"), "{text}");
        assert!(text.contains("én") && text.contains("<w:br"), "{text}");
        assert!(
            !text.chars().any(|letter| letter.is_control() && letter != '\n'),
            "{text}"
        );
    }
}
