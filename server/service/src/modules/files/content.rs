//! What a file is, told by its bytes; and what of it is kept.

use std::io::Cursor;

use domain::files::{FileKind, MAX_BYTES, MAX_MEGABYTES};
use domain::issue::IssueCode;
use img_parts::jpeg::markers;
use img_parts::{DynImage, ImageEXIF as _};
use zip::ZipArchive;

/// A file that is taken.
#[derive(Debug)]
pub(crate) struct Sniffed {
    /// What it is.
    pub kind: FileKind,
    /// Its bytes; of a picture without where and when it was taken.
    pub content: Vec<u8>,
}

/// Looks at a file whose name ends with `ending`.
///
/// # Errors
/// What the person is told.
pub(crate) fn look_at(content: Vec<u8>, ending: &str) -> Result<Sniffed, IssueCode> {
    if content.is_empty() {
        return Err(IssueCode::Required);
    }
    if content.len() > MAX_BYTES {
        return Err(IssueCode::FileTooLarge { max: MAX_MEGABYTES });
    }
    let kind = kind_of(&content)?;
    if !ending.is_empty() && !kind.is_called(&ending.to_lowercase()) {
        return Err(IssueCode::DisguisedFile);
    }
    let content = if kind.is_picture() {
        without_particulars(content)?
    } else {
        content
    };
    Ok(Sniffed { kind, content })
}

fn kind_of(content: &[u8]) -> Result<FileKind, IssueCode> {
    if content.starts_with(b"PK\x03\x04") {
        return of_archive(content);
    }
    let found = infer::get(content).map(|found| found.mime_type());
    FileKind::ALL
        .into_iter()
        .find(|kind| found == Some(kind.media_type()))
        .ok_or(IssueCode::UnknownFileKind)
}

/// Office documents are archives; their kind stands in them, and so do macros. Nothing is unpacked but a line of a few bytes.
fn of_archive(content: &[u8]) -> Result<FileKind, IssueCode> {
    let mut archive = ZipArchive::new(Cursor::new(content)).map_err(|_| IssueCode::BrokenFile)?;
    let names: Vec<String> = archive.file_names().map(str::to_lowercase).collect();
    let has = |name: &str| names.iter().any(|one| one == name);
    let has_macros = names
        .iter()
        .any(|name| name.ends_with("vbaproject.bin") || name.starts_with("basic/") || name.starts_with("scripts/"));
    let kind = if has("[content_types].xml") {
        let parts = [
            ("word/document.xml", FileKind::Docx),
            ("ppt/presentation.xml", FileKind::Pptx),
            ("xl/workbook.xml", FileKind::Xlsx),
        ];
        parts.into_iter().find(|(part, _)| has(part)).map(|(_, kind)| kind)
    } else {
        of_open_document(&mut archive)
    };
    match kind {
        Some(_) if has_macros => Err(IssueCode::BrokenFile),
        Some(kind) => Ok(kind),
        None => Err(IssueCode::UnknownFileKind),
    }
}

fn of_open_document(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Option<FileKind> {
    use std::io::Read as _;

    let mut said = String::new();
    let line = archive.by_name("mimetype").ok()?;
    // Longer than the longest media type of the list, shorter than what could be unpacked.
    line.take(128).read_to_string(&mut said).ok()?;
    let open = [FileKind::Odt, FileKind::Odp, FileKind::Ods];
    open.into_iter().find(|kind| kind.media_type() == said.trim())
}

/// A picture carries place, time, camera and words along (Exif, XMP, IPTC, text chunks): none of that is for colleagues. What it
/// is drawn with, its colour profile among it, stays.
fn without_particulars(content: Vec<u8>) -> Result<Vec<u8>, IssueCode> {
    let image = DynImage::from_bytes(content.into()).map_err(|_| IssueCode::BrokenFile)?;
    let mut image = image.ok_or(IssueCode::BrokenFile)?;
    image.set_exif(None);
    match &mut image {
        DynImage::Jpeg(jpeg) => jpeg.segments_mut().retain(|segment| is_drawn_with(segment.marker())),
        DynImage::Png(png) => png.chunks_mut().retain(|chunk| !PNG_WORDS.contains(&chunk.kind())),
        DynImage::WebP(webp) => webp.remove_chunks_by_id(*b"XMP "),
    }
    Ok(image.encoder().bytes().to_vec())
}

/// Chunks of words and times (PNG, 11.3.3 and 11.3.6).
const PNG_WORDS: [[u8; 4]; 5] = [*b"tEXt", *b"zTXt", *b"iTXt", *b"tIME", *b"eXIf"];

/// Whether a segment of a JPEG is needed to draw it: of the applications' own, those of JFIF, of the colour profile and of the
/// colour transform. Comments are not.
const fn is_drawn_with(marker: u8) -> bool {
    match marker {
        markers::APP0 | markers::APP2 | markers::APP14 => true,
        markers::APP0..=markers::APP15 | markers::COM => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut made = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            made.start_file(*name, SimpleFileOptions::default()).unwrap();
            made.write_all(text.as_bytes()).unwrap();
        }
        made.finish().unwrap().into_inner()
    }

    fn word(further: &[(&str, &str)]) -> Vec<u8> {
        let mut parts = vec![
            ("[Content_Types].xml", "<Types/>"),
            ("word/document.xml", "<w:document/>"),
        ];
        parts.extend(further);
        archive(&parts)
    }

    /// One white point, with a text chunk of Exif before the picture.
    fn png(exif: bool) -> Vec<u8> {
        let mut image = DynImage::from_bytes(
            hex::decode(
                "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c48900\
                 00000b49444154789c63f80f040009fb03fdfb5e6b2b0000000049454e44ae426082",
            )
            .unwrap()
            .into(),
        )
        .unwrap()
        .unwrap();
        image.set_exif(exif.then(|| b"MM\0*\0\0\0\x08Askim videregaende".to_vec().into()));
        image.encoder().bytes().to_vec()
    }

    fn told(content: &[u8], ending: &str) -> IssueCode {
        look_at(content.to_vec(), ending).unwrap_err()
    }

    #[test]
    fn each_kind_is_known_by_its_bytes_under_whatever_name_of_its_own() {
        let mime = |kind: FileKind| archive(&[("mimetype", kind.media_type()), ("content.xml", "<x/>")]);
        let known = [
            (FileKind::Pdf, b"%PDF-1.7\n1 0 obj".to_vec()),
            (FileKind::Png, png(false)),
            (FileKind::Docx, word(&[])),
            (
                FileKind::Pptx,
                archive(&[("[Content_Types].xml", ""), ("ppt/presentation.xml", "")]),
            ),
            (
                FileKind::Xlsx,
                archive(&[("[Content_Types].xml", ""), ("xl/workbook.xml", "")]),
            ),
            (FileKind::Odt, mime(FileKind::Odt)),
            (FileKind::Odp, mime(FileKind::Odp)),
            (FileKind::Ods, mime(FileKind::Ods)),
        ];
        for (kind, content) in known {
            for ending in [kind.ending(), &kind.ending().to_uppercase(), ""] {
                assert_eq!(look_at(content.clone(), ending).unwrap().kind, kind);
            }
            if !kind.is_picture() {
                assert_eq!(look_at(content.clone(), "").unwrap().content, content);
            }
        }
    }

    #[test]
    fn what_is_not_of_the_list_is_refused_whatever_it_is_called() {
        let hostile: [&[u8]; 9] = [
            b"MZ\x90\0\x03\0\0\0",
            b"\x7fELF\x02\x01\x01\0",
            b"<!DOCTYPE html><script>alert(1)</script>",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            b"#!/bin/sh\nrm -rf /",
            b"GIF89a\x01\0\x01\0",
            b"Rar!\x1a\x07\0",
            b"{\\rtf1\\ansi}",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        ];
        for content in hostile {
            for ending in ["pdf", "docx", "png", "exe", ""] {
                assert_eq!(told(content, ending), IssueCode::UnknownFileKind, "{content:?}");
            }
        }
        assert_eq!(told(&archive(&[("a.exe", "MZ")]), "docx"), IssueCode::UnknownFileKind);
        assert_eq!(told(b"", "pdf"), IssueCode::Required);
    }

    #[test]
    fn a_file_in_the_clothes_of_another_is_refused() {
        assert_eq!(told(b"%PDF-1.7", "png"), IssueCode::DisguisedFile);
        assert_eq!(told(&png(false), "pdf"), IssueCode::DisguisedFile);
        assert_eq!(told(&word(&[]), "exe"), IssueCode::DisguisedFile);
    }

    #[test]
    fn macros_and_broken_archives_are_refused() {
        let with_macros = word(&[("word/vbaProject.bin", "x")]);
        assert_eq!(told(&with_macros, "docx"), IssueCode::BrokenFile);
        let odt = archive(&[
            ("mimetype", FileKind::Odt.media_type()),
            ("Basic/Standard/Module1.xml", "x"),
        ]);
        assert_eq!(told(&odt, "odt"), IssueCode::BrokenFile);
        let whole = word(&[]);
        assert_eq!(told(&whole[..whole.len() / 2], "docx"), IssueCode::BrokenFile);
        assert_eq!(told(b"\x89PNG\r\n\x1a\n....", "png"), IssueCode::BrokenFile);
    }

    #[test]
    fn what_is_too_large_is_refused_and_the_largest_taken() {
        let mut large = b"%PDF-1.7".to_vec();
        large.resize(MAX_BYTES, b' ');
        assert_eq!(look_at(large.clone(), "pdf").unwrap().content.len(), MAX_BYTES);
        large.push(b' ');
        assert_eq!(told(&large, "pdf"), IssueCode::FileTooLarge { max: 20 });
    }

    #[test]
    fn a_picture_leaves_the_place_where_it_was_taken_behind() {
        let taken = png(true);
        let has_place = |bytes: &[u8]| bytes.windows(5).any(|five| five == b"Askim");
        assert!(has_place(&taken));
        let kept = look_at(taken, "png").unwrap().content;
        assert!(!has_place(&kept));
        assert_eq!(kept, png(false));
    }
}
