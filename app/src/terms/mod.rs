//! Terminology: the words of today, known to every page, and the administrator's page.

pub mod api;
mod current;
mod page;

pub(crate) use current::provide;
pub use current::{CurrentTerms, RoleLabel, is_adviser, role_title, use_terms};
pub use page::TermsPage;
