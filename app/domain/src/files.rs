//! Files that belong to a record: what kinds are taken, how large they may be, and what is kept of one beside its bytes.
//!
//! A kind is told by the bytes, never by the name. What a file holds is kept once under its hash, whoever brought it.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::FileId;
use crate::modules::Licence;
use crate::text::{ShortText, Title};
use crate::text_guard::{FreeText, FreeTexts};

/// The largest file, in bytes. Films are linked to.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;

/// The same in megabytes of 1024 × 1024 bytes, for sentences.
pub const MAX_MEGABYTES: u32 = 20;

/// A kind of file that is taken: documents without macros, and pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// Portable Document Format.
    Pdf,
    /// Portable Network Graphics.
    Png,
    /// A photograph.
    Jpeg,
    /// WebP.
    Webp,
    /// A Word document without macros.
    Docx,
    /// A PowerPoint presentation without macros.
    Pptx,
    /// An Excel workbook without macros.
    Xlsx,
    /// A text of OpenDocument.
    Odt,
    /// A presentation of OpenDocument.
    Odp,
    /// A spreadsheet of OpenDocument.
    Ods,
}

impl FileKind {
    /// Every kind, in the order of a sentence.
    pub const ALL: [Self; 10] = [
        Self::Pdf,
        Self::Png,
        Self::Jpeg,
        Self::Webp,
        Self::Docx,
        Self::Pptx,
        Self::Xlsx,
        Self::Odt,
        Self::Odp,
        Self::Ods,
    ];

    /// What a file chooser is told to offer, as in HTML: the endings of [`FileKind::ALL`].
    pub const ACCEPT: &'static str = ".pdf,.png,.jpg,.jpeg,.webp,.docx,.pptx,.xlsx,.odt,.odp,.ods";

    /// The registered media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Odp => "application/vnd.oasis.opendocument.presentation",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
        }
    }

    /// The ending that a saved file gets.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Webp => "webp",
            Self::Docx => "docx",
            Self::Pptx => "pptx",
            Self::Xlsx => "xlsx",
            Self::Odt => "odt",
            Self::Odp => "odp",
            Self::Ods => "ods",
        }
    }

    /// Whether a name that ends so, in small letters and without the dot, says this kind.
    pub fn is_called(self, ending: &str) -> bool {
        ending == self.ending() || (self == Self::Jpeg && matches!(ending, "jpeg" | "jpe" | "jfif"))
    }

    /// Whether a page can show it as a picture.
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg | Self::Webp)
    }

    /// Whether a browser shows it by itself.
    pub const fn opens_in_browser(self) -> bool {
        self.is_picture() || matches!(self, Self::Pdf)
    }
}

/// SHA-256 of a file's bytes, in 64 small hexadecimal digits: the name under which they are kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FileHash(String);

/// Not 64 small hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a hash of a file")]
pub struct InvalidHash;

impl FileHash {
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for FileHash {
    type Error = InvalidHash;

    fn try_from(text: String) -> Result<Self, InvalidHash> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() == 64 && text.bytes().all(is_digit) {
            Ok(Self(text))
        } else {
            Err(InvalidHash)
        }
    }
}

impl From<FileHash> for String {
    fn from(hash: FileHash) -> Self {
        hash.0
    }
}

/// What a person says of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileAbout {
    /// What it is; the name that it is saved under.
    pub name: Title,
    /// What others may do with it.
    pub licence: Licence,
    /// The last day on which it may be used; none for ever.
    #[serde(default, with = "crate::time::wire::option", skip_serializing_if = "Option::is_none")]
    pub expires: Option<Date>,
}

/// A file that belongs to a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// Made where the person chose it.
    pub id: FileId,
    /// What is said of it.
    pub about: FileAbout,
    /// What its bytes are.
    pub kind: FileKind,
    /// How many bytes.
    pub bytes: u32,
    /// Of which bytes.
    pub hash: FileHash,
}

impl Attachment {
    /// Whether it may no longer be used.
    pub fn is_expired(&self, today: Date) -> bool {
        self.about.expires.is_some_and(|last| last < today)
    }

    /// The same bytes of the same file, whatever is said of it.
    pub fn is_same_file(&self, other: &Self) -> bool {
        (self.id, self.kind, self.bytes, &self.hash) == (other.id, other.kind, other.bytes, &other.hash)
    }
}

/// A file on its way: what is said of it; its bytes travel beside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewFile {
    /// Made where the person chose it.
    pub id: FileId,
    /// What is said of it.
    pub about: FileAbout,
    /// How the chosen file's name ended, without the dot, e.g. `pdf`; empty for none. A file that says another kind than it is
    /// comes in by mistake or in disguise.
    pub ending: ShortText,
}

impl FreeTexts for FileAbout {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            name,
            licence: _,
            expires: _,
        } = self;
        vec![FreeText::asked("file_name", name.as_str())]
    }
}

impl FreeTexts for NewFile {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            id: _,
            about,
            ending: _,
        } = self;
        about.free_texts()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_a_name_of_a_file_and_of_nothing_else() {
        let hash = "0123456789abcdef".repeat(4);
        assert_eq!(FileHash::try_from(hash.clone()).unwrap().as_str(), hash);
        for bad in [
            "",
            "../../../../../../../etc/passwd",
            &hash[1..],
            &hash.to_uppercase(),
            &format!("{hash}0"),
        ] {
            assert_eq!(FileHash::try_from(bad.to_owned()), Err(InvalidHash), "{bad}");
        }
    }

    #[test]
    fn every_kind_is_offered_by_its_own_ending() {
        for kind in FileKind::ALL {
            let offered = FileKind::ACCEPT
                .split(',')
                .any(|ending| ending == format!(".{}", kind.ending()));
            assert!(offered, "{kind:?}");
            assert!(kind.is_called(kind.ending()));
        }
        let offered = FileKind::ACCEPT
            .split(',')
            .filter_map(|ending| ending.strip_prefix('.'));
        for ending in offered {
            assert_eq!(
                FileKind::ALL.iter().filter(|kind| kind.is_called(ending)).count(),
                1,
                "{ending}"
            );
        }
        assert_eq!(MAX_BYTES, MAX_MEGABYTES as usize * 1024 * 1024);
    }
}
