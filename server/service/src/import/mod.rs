//! Imports with a dry run: units from the national school register (NSR), school calendars, and competence aims from the
//! curriculum's register (Grep).
//!
//! The same function reads, compares and counts for the dry run and for the import, so that the one can't promise what the
//! other doesn't do. All or nothing, and a second import of the same file changes nothing.

mod aims;
mod calendars;
mod register;
mod table;
mod units;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::import::{FileShape, ImportFault, ImportReport, ImportText, MAX_BYTES, decode};
use serde_json::Value;

pub use aims::{import_aims, preview_aims};
pub use calendars::{import_calendars, preview_calendars};
pub use units::{import_units, preview_units};

pub(crate) use aims::listed as listed_aims;

/// The value of a JSON text; where it stops making sense is in the report.
fn json(text: &str, report: &mut ImportReport) -> Option<Value> {
    report.shape = Some(FileShape::Json);
    match serde_json::from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            let (line, column) = (error.line(), error.column());
            report.refuse(None, "", ImportFault::NotJson { line, column });
            None
        }
    }
}

/// The text of a file; how it was written is noted in the report.
fn read(file: &ImportText, report: &mut ImportReport) -> Option<String> {
    let decoded;
    let bytes = match file {
        ImportText::Text(text) => text.as_bytes(),
        ImportText::Base64(text) => {
            // What the browser sends is base64; anything else is no file.
            decoded = STANDARD.decode(text).unwrap_or_else(|_| vec![0]);
            decoded.as_slice()
        }
    };
    if bytes.len() > MAX_BYTES {
        report.refuse(None, "", ImportFault::TooLarge);
        return None;
    }
    match decode(bytes) {
        Ok((text, encoding)) => {
            report.encoding = Some(encoding);
            Some(text)
        }
        Err(fault) => {
            report.refuse(None, "", fault);
            None
        }
    }
}
