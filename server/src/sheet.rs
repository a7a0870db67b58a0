//! Rows as files for spreadsheets: text (RFC 4180, with semicolons as Norwegian spreadsheets want them), or a workbook.

use app::sheet::Value;
use axum::body::Bytes;
use csv::{QuoteStyle, Terminator, WriterBuilder};
use jiff::civil::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};

/// Tells spreadsheets that the text is UTF-8; it stands before the first row.
pub const BOM: &str = "\u{feff}";
/// What text is called.
pub const TEXT_TYPE: &str = "text/csv; charset=utf-8; header=present";
/// How a day is shown, whatever language the spreadsheet is in.
const DAY: &str = "yyyy-mm-dd";
/// What a workbook is called.
pub const WORKBOOK_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Rows as text.
///
/// # Errors
/// None that a writer into memory has.
pub fn lines(rows: impl IntoIterator<Item = Vec<Value>>) -> std::io::Result<Bytes> {
    let mut writer = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        // Whatever a spreadsheet takes for the end of a cell.
        .quote_style(QuoteStyle::Always)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.into_iter().map(written))?;
    }
    let written = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(written.into())
}

fn written(cell: Value) -> String {
    match cell {
        Value::Text(text) => harmless(text),
        Value::Number(number) => number.to_string(),
        Value::Day(day) => day.to_string(),
    }
}

/// What somebody typed is never a formula to a spreadsheet (OWASP, CSV injection).
fn harmless(cell: String) -> String {
    let is_blank = |letter: char| letter.is_whitespace() || letter.is_control() || letter == '\u{feff}';
    let begins_one = ['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠'];
    if cell.trim_start_matches(is_blank).starts_with(begins_one) || cell.starts_with(['\t', '\r', '\n']) {
        format!("'{cell}")
    } else {
        cell
    }
}

/// A day as a spreadsheet knows it, which none before 1900 is.
fn excel_day(day: Date) -> Option<ExcelDateTime> {
    let number = |part: i8| u8::try_from(part).ok();
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(year, number(day.month())?, number(day.day())?).ok()
}

/// A workbook of one sheet. Its cells are texts, numbers or days and can't be formulas.
///
/// # Errors
/// For more rows or longer texts than a sheet takes.
pub fn workbook(headings: &[String], rows: impl Iterator<Item = Vec<Value>>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    let date = Format::new().set_num_format(DAY);
    let sheet = workbook.add_worksheet();
    for (column, heading) in (0_u16..).zip(headings) {
        sheet.write_string_with_format(0, column, heading, &bold)?;
    }
    let mut lines = 0;
    for (line, row) in (1_u32..).zip(rows) {
        lines = line;
        for (column, cell) in (0_u16..).zip(row) {
            match cell {
                Value::Text(text) => sheet.write_string(line, column, text)?,
                Value::Number(number) => sheet.write_number(line, column, number)?,
                Value::Day(day) => match excel_day(day) {
                    Some(day) => sheet.write_datetime_with_format(line, column, day, &date)?,
                    None => sheet.write_string(line, column, day.to_string())?,
                },
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    // The width of every cell is counted only where that takes no time.
    if lines < 5_000 {
        sheet.autofit();
    }
    workbook.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(row: &[&str]) -> Vec<Value> {
        row.iter().map(|cell| Value::from(*cell)).collect()
    }

    #[test]
    fn nothing_that_somebody_typed_is_a_formula_and_every_cell_comes_back() {
        let hostile = [
            "=1+1",
            "+47",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "  =1",
            "\u{feff}=1",
            "\u{1}=1",
            "|calc",
            "%0A",
            "＝1",
            "NAV,=1+cmd",
            "a;b",
            "to \"ord\"",
            "linje\nskift",
            "Åse",
        ];
        let written = lines([cells(&hostile)]).unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b';')
            .has_headers(false)
            .from_reader(&written[..]);
        let row = reader.records().next().unwrap().unwrap();
        assert_eq!(row.len(), hostile.len());
        let text = String::from_utf8(written.to_vec()).unwrap();
        assert!(text.contains("\"NAV,=1+cmd\""), "every cell is in quotes: {text}");
        for (read, typed) in row.iter().zip(hostile) {
            let seen = read.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
            assert!(!seen.starts_with(['=', '+', '-', '@', '|', '%', '＝']), "{read}");
            assert!(read.ends_with(typed.trim_start_matches('\'')), "{read}");
        }
    }

    #[test]
    fn a_workbook_is_written_with_its_rows() {
        let day = jiff::civil::date(2026, 11, 23);
        let row = vec![Value::from("=1+1"), Value::from(42), Value::from(day)];
        let bytes = workbook(&["Navn".to_owned()], [row].into_iter()).unwrap();
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let sheet = std::io::read_to_string(zip.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap();
        assert!(!sheet.contains("<f>"), "{sheet}");
        assert!(sheet.contains("<v>42</v>"), "a number is a number: {sheet}");
        assert!(sheet.contains("<v>46349</v>"), "a day is a day: {sheet}");
        let styles = std::io::read_to_string(zip.by_name("xl/styles.xml").unwrap()).unwrap();
        assert!(styles.contains("formatCode=\"yyyy-mm-dd\""), "{styles}");
        let texts = std::io::read_to_string(zip.by_name("xl/sharedStrings.xml").unwrap()).unwrap();
        assert!(texts.contains("=1+1"), "{texts}");
    }
}
