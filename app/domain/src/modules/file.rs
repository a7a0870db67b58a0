//! A module as a file, to be kept or given to a colleague elsewhere. The form is described in `docs/module-file.md`.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::error::Category;

use super::content::{MAX_ROWS, ModuleContent};
use super::module::Module;
use crate::run_sheet::MAX_BLOCKS;
use crate::text::Title;

/// What says that a file holds a module.
pub const FORMAT: &str = "handlingsrom-module";

/// The form that is written. Files of a later one are not read.
pub const VERSION: u32 = 1;

/// The largest file that is read, in bytes. A module of two hundred full blocks is smaller.
pub const MAX_BYTES: usize = 1024 * 1024;

/// What a file of a module holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModuleFile {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
    /// Who made it first.
    pub credit: Option<Title>,
    /// What it is.
    pub content: ModuleContent,
}

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// Larger than [`MAX_BYTES`].
    #[error("larger than {MAX_BYTES} bytes")]
    TooLarge,
    /// No JSON.
    #[error("not JSON from line {line}, column {column}")]
    NotJson {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
    /// JSON, and no module.
    #[error("not a module")]
    NoModule,
    /// Of a later form.
    #[error("of form {version}")]
    Newer {
        /// Which.
        version: u32,
    },
    /// A field is missing, unknown, or has no possible value.
    #[error("the field {field}, by line {line}")]
    Field {
        /// The way to it, e.g. `content.head.minutes`.
        field: String,
        /// From 1.
        line: usize,
    },
}

/// What every form begins with.
#[derive(Deserialize)]
struct Start {
    format: String,
    version: u32,
}

/// The text of a module's file, without the files that belong to the module; `author` is what its author is called, who is named unless somebody else made it first.
pub fn write(module: &Module, author: &str) -> String {
    let credit = module.credit.clone().or_else(|| Title::parse(author).ok());
    written(&ModuleFile {
        format: FORMAT.to_owned(),
        version: VERSION,
        credit,
        content: ModuleContent {
            files: Vec::new(),
            ..module.content.clone()
        },
    })
}

/// The text of a file.
pub fn written(file: &ModuleFile) -> String {
    // The fields are texts, numbers and lists of them: nothing that JSON can't hold.
    let text = serde_json::to_string_pretty(file).unwrap_or_default();
    format!("{text}\n")
}

/// Reads a module's file. What it holds is as sound as what is typed, but for a module's own faults, which its page shows.
///
/// # Errors
/// Every [`FileFault`].
pub fn read(bytes: &[u8]) -> Result<ModuleFile, FileFault> {
    if bytes.len() > MAX_BYTES {
        return Err(FileFault::TooLarge);
    }
    let start: Start = serde_json::from_slice(bytes).map_err(|error| match error.classify() {
        Category::Data => FileFault::NoModule,
        Category::Io | Category::Syntax | Category::Eof => FileFault::NotJson {
            line: error.line(),
            column: error.column(),
        },
    })?;
    if start.format != FORMAT {
        return Err(FileFault::NoModule);
    }
    if start.version > VERSION {
        return Err(FileFault::Newer { version: start.version });
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let file: ModuleFile = serde_path_to_error::deserialize(&mut reader).map_err(|error| FileFault::Field {
        field: error.path().to_string(),
        line: error.inner().line(),
    })?;
    match fault_of(&file.content) {
        Some(field) => Err(FileFault::Field {
            field: field.to_owned(),
            line: 1,
        }),
        None => Ok(file),
    }
}

/// What no single field shows.
pub fn fault_of(content: &ModuleContent) -> Option<&'static str> {
    let blocks = &content.run_sheet.blocks;
    let ids: BTreeSet<_> = blocks.iter().map(|block| block.id).collect();
    if blocks.len() > MAX_BLOCKS || ids.len() != blocks.len() {
        return Some("content.run_sheet.blocks");
    }
    if content.head.aims.len() > MAX_ROWS {
        return Some("content.head.aims");
    }
    if content.head.links.len() > MAX_ROWS {
        return Some("content.head.links");
    }
    // Their bytes do not come along.
    (!content.files.is_empty()).then_some("content.files")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::modules::testing::{self, block, module, note};
    use crate::text::ShortText;

    fn text() -> String {
        write(&module(), "Ingrid Moen")
    }

    #[test]
    fn a_file_says_who_made_it_first_and_is_read_as_it_was_written() {
        let file = read(text().as_bytes()).unwrap();
        assert_eq!(file.content, module().content);
        assert_eq!(file.credit.as_ref().map(Title::as_str), Some("Ingrid Moen"));
        let handed_on = Module {
            credit: file.credit,
            ..module()
        };
        let again = read(write(&handed_on, "Aino Berg").as_bytes()).unwrap();
        assert_eq!(again.credit.as_ref().map(Title::as_str), Some("Ingrid Moen"));
    }

    #[test]
    fn the_form_stays_what_is_written_down_of_it() {
        insta::assert_snapshot!(text());
    }

    #[test]
    fn what_is_wrong_with_a_file_is_told_with_its_place() {
        let whole = text();
        assert_eq!(read(b"%PDF-1.7"), Err(FileFault::NotJson { line: 1, column: 1 }));
        assert_eq!(read(b"{}"), Err(FileFault::NoModule));
        assert_eq!(read(b"[1]"), Err(FileFault::NoModule));
        let other = whole.replace(FORMAT, "another-module");
        assert_eq!(read(other.as_bytes()), Err(FileFault::NoModule));
        let newer = whole.replace("\"version\": 1", "\"version\": 2");
        assert_eq!(read(newer.as_bytes()), Err(FileFault::Newer { version: 2 }));
        assert_eq!(read(&vec![b' '; MAX_BYTES + 1]), Err(FileFault::TooLarge));
        let field = |from: &str, to: &str| match read(whole.replacen(from, to, 1).as_bytes()) {
            Err(FileFault::Field { field, .. }) => field,
            other => panic!("{other:?}"),
        };
        assert_eq!(field("\"minutes\": 60", "\"minutes\": 6000"), "content.head.minutes");
    }

    #[test]
    fn files_of_the_module_stay_behind_and_are_not_smuggled_in() {
        let mut with_file = module();
        with_file.content.files.push(testing::file(1, "Lovkort"));
        assert_eq!(write(&with_file, "Ingrid Moen"), text());
        let smuggled = written(&ModuleFile {
            format: FORMAT.to_owned(),
            version: VERSION,
            credit: None,
            content: with_file.content,
        });
        let field = "content.files".to_owned();
        assert_eq!(read(smuggled.as_bytes()), Err(FileFault::Field { field, line: 1 }));
    }

    #[test]
    fn two_blocks_are_never_one() {
        let mut twice = module();
        twice.content.run_sheet.blocks.push(block(1, 5, "Igjen"));
        let found = read(write(&twice, "Ingrid Moen").as_bytes());
        let field = "content.run_sheet.blocks".to_owned();
        assert_eq!(found, Err(FileFault::Field { field, line: 1 }));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_is_read_is_written_byte_by_byte_as_it_was(
            words in "[ -~æøåÆØÅ«»\n\"\\\\]{0,80}", material in "[ -~]{0,40}", lengths in proptest::collection::vec(1i64..90, 0..8),
        ) {
            let mut any = module();
            any.content.head.summary = note(&words);
            let made = lengths.iter().zip(1..).map(|(length, id)| {
                let mut made = block(id, *length, "Del");
                made.material = ShortText::parse(&material).unwrap();
                made
            });
            any.content.run_sheet.blocks = made.collect();
            let text = write(&any, "Ingrid Moen");
            prop_assert_eq!(written(&read(text.as_bytes()).unwrap()), text);
        }
    }
}
