//! Designsystemet in Leptos: thin components over native elements. No word of any feature.
//!
//! Ids come as props, never made here, so that the server and the browser agree. Every text comes as a prop too, but for
//! the few that belong to a component itself (`i18n::ui`).

mod announcer;
mod menu;
mod page_header;

pub use announcer::{Announcer, LiveRegion, announce, provide_announcer};
pub use menu::{Menu, MenuAlign};
pub use page_header::PageHeader;
