//! Pages that belong to no slice.

mod accessibility;
mod emergency;
mod gallery;
mod not_found;

pub use accessibility::AccessibilityPage;
pub use emergency::EmergencyPage;
pub(crate) use emergency::{hours as helper_hours, name as helper_name};
pub use gallery::GalleryPage;
pub use not_found::NotFoundPage;
