//! Reading a document of a word processor: paragraphs, lists and tables with their words, and nothing else of it. Changes that were
//! tracked are read as taken; pictures, boxes and comments are passed over. Nothing that a document points to is fetched.

use std::io::{Cursor, Read as _};

use app::printouts::document::Part;
use domain::issue::IssueCode;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::ZipArchive;

/// Bytes of a document's text when it is unpacked. A book has less.
const MOST: u64 = 8 * 1024 * 1024;

/// What is not the text of the document, or is there twice.
const PASSED_OVER: [&[u8]; 7] = [
    b"moveFrom",
    b"Fallback",
    b"drawing",
    b"pict",
    b"object",
    b"txbxContent",
    b"sdtPr",
];

/// The parts of a document.
///
/// # Errors
/// What the person is told of a file that is none, or broken.
pub fn read(content: &[u8]) -> Result<Vec<Part>, IssueCode> {
    let text = text_of(content)?;
    let mut reader = Reader::from_str(&text);
    let mut reading = Reading::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => reading.open(&tag),
            Ok(Event::Empty(tag)) => {
                reading.open(&tag);
                reading.close(tag.local_name().as_ref());
            }
            Ok(Event::End(tag)) => reading.close(tag.local_name().as_ref()),
            Ok(Event::Text(words)) => reading.say(&words.decode().map_err(|_| IssueCode::BrokenFile)?),
            Ok(Event::GeneralRef(reference)) => reading.say(&letter_of(&reference)),
            Ok(Event::Eof) => return Ok(reading.parts),
            Ok(_) => {}
            Err(_) => return Err(IssueCode::BrokenFile),
        }
    }
}

fn text_of(content: &[u8]) -> Result<String, IssueCode> {
    if content.is_empty() {
        return Err(IssueCode::Required);
    }
    if !content.starts_with(b"PK\x03\x04") {
        return Err(IssueCode::UnknownFileKind);
    }
    let mut archive = ZipArchive::new(Cursor::new(content)).map_err(|_| IssueCode::BrokenFile)?;
    let part = archive
        .by_name("word/document.xml")
        .map_err(|_| IssueCode::UnknownFileKind)?;
    let mut text = String::new();
    // It may say that it is small and unpack to anything.
    part.take(MOST + 1)
        .read_to_string(&mut text)
        .map_err(|_| IssueCode::BrokenFile)?;
    if text.len() as u64 > MOST {
        return Err(IssueCode::BrokenFile);
    }
    Ok(text)
}

/// `&amp;` and `&#229;`; of an entity that a document has made itself nothing.
fn letter_of(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return letter.to_string();
    }
    let name = reference.decode().unwrap_or_default();
    resolve_predefined_entity(&name).unwrap_or_default().to_owned()
}

/// What a paragraph is.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Kind {
    #[default]
    Plain,
    Title,
    Heading,
    Bullet,
}

#[derive(Default)]
struct Reading {
    parts: Vec<Part>,
    /// How deep in what is passed over.
    over: usize,
    kind: Kind,
    words: String,
    is_text: bool,
    /// How deep in tables: one within a cell is text of that cell.
    tables: usize,
    rows: Vec<Vec<String>>,
}

impl Reading {
    fn open(&mut self, tag: &BytesStart<'_>) {
        let name = tag.local_name();
        let name = name.as_ref();
        if self.over > 0 || PASSED_OVER.contains(&name) {
            self.over += 1;
            return;
        }
        match name {
            b"tbl" => self.tables += 1,
            b"tr" if self.tables == 1 => self.rows.push(Vec::new()),
            b"tc" if self.tables == 1 => {
                if let Some(row) = self.rows.last_mut() {
                    row.push(String::new());
                }
            }
            b"p" => {
                self.kind = Kind::Plain;
                self.words.clear();
            }
            b"pStyle" => {
                if let Some(kind) = value_of(tag).and_then(|style| kind_of(&style)) {
                    self.kind = kind;
                }
            }
            b"numPr" if self.kind == Kind::Plain => self.kind = Kind::Bullet,
            b"t" => self.is_text = true,
            b"tab" => self.words.push(' '),
            b"noBreakHyphen" => self.words.push('-'),
            b"br" | b"cr" => self.words.push('\n'),
            _ => {}
        }
    }

    fn close(&mut self, name: &[u8]) {
        if self.over > 0 {
            self.over -= 1;
            return;
        }
        match name {
            b"t" => self.is_text = false,
            b"p" => self.paragraph(),
            b"tbl" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    let mut rows = std::mem::take(&mut self.rows).into_iter();
                    if let Some(head) = rows.next() {
                        self.parts.push(Part::Table(head, rows.collect()));
                    }
                }
            }
            _ => {}
        }
    }

    fn say(&mut self, words: &str) {
        if self.is_text && self.over == 0 {
            self.words.push_str(words);
        }
    }

    fn paragraph(&mut self) {
        let words = std::mem::take(&mut self.words);
        let words = words.trim();
        if self.tables > 0 {
            let cell = self.rows.last_mut().and_then(|row| row.last_mut());
            if let Some(cell) = cell.filter(|_| !words.is_empty()) {
                if !cell.is_empty() {
                    cell.push('\n');
                }
                cell.push_str(words);
            }
            return;
        }
        if words.is_empty() {
            return;
        }
        let words = words.to_owned();
        self.parts.push(match self.kind {
            Kind::Plain => Part::Text(words),
            Kind::Title => Part::Title(words),
            Kind::Heading => Part::Heading(words),
            Kind::Bullet => Part::Bullet(words),
        });
    }
}

fn value_of(tag: &BytesStart<'_>) -> Option<String> {
    let found = tag
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == b"val")?;
    Some(String::from_utf8_lossy(&found.value).to_lowercase())
}

/// The names that word processors give the styles of headings and lists, in their own languages.
fn kind_of(style: &str) -> Option<Kind> {
    let starts = |names: &[&str]| names.iter().any(|name| style.starts_with(name));
    if starts(&["title", "tittel"]) {
        return Some(Kind::Title);
    }
    if starts(&["heading", "overskrift"]) {
        return Some(if style.ends_with('1') {
            Kind::Title
        } else {
            Kind::Heading
        });
    }
    starts(&["listbullet", "listparagraph", "punktliste", "listeavsnitt"]).then_some(Kind::Bullet)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use jiff::Timestamp;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::docx;

    fn packed(name: &str, text: &[u8]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text).unwrap();
        archive.finish().unwrap().into_inner()
    }

    fn body(text: &str) -> Result<Vec<Part>, IssueCode> {
        let text = format!("<w:document xmlns:w=\"w\"><w:body>{text}</w:body></w:document>");
        read(&packed("word/document.xml", text.as_bytes()))
    }

    #[test]
    fn what_was_written_is_read() {
        let row = |one: &str, other: &str| vec![one.to_owned(), other.to_owned()];
        let parts = [
            Part::Title("Grenser & «omsorg»".to_owned()),
            Part::Heading("Læringsmål".to_owned()),
            Part::Bullet("Kjenne <egne> rettigheter".to_owned()),
            Part::Text("En linje\nog en til".to_owned()),
            Part::Table(
                row("Tid", "Hva"),
                vec![row("0–10 min", "Åpning\nTrygghet"), row("10–20 min", "")],
            ),
        ];
        let written = docx::write(&parts, Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(read(&written).unwrap(), parts);
    }

    #[test]
    fn what_was_tracked_is_taken_and_what_is_no_text_is_passed_over() {
        let found = body(
            "<w:p><w:pPr><w:pStyle w:val=\"Overskrift2\"/></w:pPr><w:r><w:t>Kj&#248;replan</w:t></w:r></w:p>\
             <w:p><w:r><w:t xml:space=\"preserve\">Ny </w:t></w:r><w:ins><w:r><w:t>tekst</w:t></w:r></w:ins>\
             <w:del><w:r><w:delText>gammel</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>flyttet</w:t></w:r></w:moveFrom>\
             <w:r><w:drawing><a:p><a:t>boks</a:t></a:p></w:drawing></w:r></w:p><w:p/>",
        );
        assert_eq!(
            found,
            Ok(vec![
                Part::Heading("Kjøreplan".to_owned()),
                Part::Text("Ny tekst".to_owned())
            ])
        );
    }

    #[test]
    fn what_is_no_document_is_told_and_nothing_is_unpacked_without_an_end() {
        assert_eq!(read(b""), Err(IssueCode::Required));
        assert_eq!(read(b"%PDF-1.7"), Err(IssueCode::UnknownFileKind));
        assert_eq!(read(b"PK\x03\x04broken"), Err(IssueCode::BrokenFile));
        assert_eq!(
            read(&packed("xl/workbook.xml", b"<x/>")),
            Err(IssueCode::UnknownFileKind)
        );
        let bomb = vec![b' '; usize::try_from(MOST).unwrap() + 2];
        assert_eq!(read(&packed("word/document.xml", &bomb)), Err(IssueCode::BrokenFile));
        assert_eq!(body("<w:p><w:r></w:p>"), Err(IssueCode::BrokenFile));
        let made = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><x><w:p><w:t>&b;</w:t></w:p></x>";
        assert_eq!(read(&packed("word/document.xml", made.as_bytes())), Ok(Vec::new()));
    }
}
