//! Form fields: label, description, control, sentence of what is wrong.
//!
//! All hold their text in a signal of the form's, as typed; what it means is parsed elsewhere. A field that is drawn by the
//! server and filled in before the browser's half has loaded keeps what was typed.

mod checks;
mod choice;
mod file;
mod frame;
mod select;
mod text;

pub use checks::{CheckboxGroup, as_ticked, ticked};
pub use choice::{Checkbox, Choice, RadioGroup, ToggleGroup};
pub use file::FileField;
pub use select::SelectField;
pub use text::{DateField, NumberField, TextArea, TextField, TextKind, TimeField};
