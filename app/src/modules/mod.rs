//! Teaching modules: the library, one module being written and reviewed, its editions.

mod aims;
pub mod api;
mod comments;
mod document;
mod editions;
mod facts;
mod files;
mod head_fields;
mod import;
mod list_page;
mod module_page;
mod new_page;
mod plan;
mod source;
mod steps;
pub(crate) mod words;

pub use list_page::ModulesPage;
pub use module_page::ModulePage;
pub use new_page::NewModulePage;
