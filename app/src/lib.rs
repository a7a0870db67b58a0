//! The user interface: pages, feature components and server-function declarations. Runs on the server and in the browser.

pub mod error;
#[cfg(feature = "ssr")]
pub mod server;
