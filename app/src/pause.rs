//! Waiting, in the browser.

use std::time::Duration;

/// Waits so long.
#[cfg(feature = "hydrate")]
pub async fn pause(length: Duration) {
    gloo_timers::future::sleep(length).await;
}

/// The server waits for nothing while it draws a page.
#[cfg(not(feature = "hydrate"))]
pub async fn pause(_length: Duration) {}
