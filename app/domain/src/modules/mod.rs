//! Teaching modules for pupils (undervisningsopplegg, O1): found, adapted, reviewed, held, and better for it.
//!
//! A module is worked on as a plan (content and run sheet); what was approved is kept as an edition. A class is held from
//! an edition, so that what was held stays what it was.

pub mod apply;
pub mod command;
pub mod content;
pub mod diff;
pub mod document;
pub mod faults;
pub mod file;
pub mod form;
mod free_text;
pub mod module;
pub mod rebase;
#[cfg(test)]
pub(crate) mod testing;
pub mod undo;
pub mod view;

pub use crate::comments::Comment;
pub use apply::{At, ModuleRule, add_file, apply, copy, create, import};
pub use command::{CopyModule, ImportModule, ModuleCommand, NewModule};
pub use content::{Aim, LanguageForm, Licence, Link, ModuleContent, ModuleHead, SafetyNote, Sensitivity};
pub use diff::{Difference, differences, restore_block, take_file};
pub use faults::{ModuleFault, faults};
pub use module::{BasedOn, Module, ModuleStage, ModuleState, Shelf};
pub use rebase::{Rebased, rebase, refused};
