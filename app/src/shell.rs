//! The document around the application, and the application itself.

use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, Html, MetaTags, provide_meta_context};
use leptos_router::components::Router;

use crate::connection::{self, ConnectionBanner};
use crate::evaluations::SendWaiting;
use crate::layout::Layout;
use crate::offline;
use crate::person;
use crate::preferences::Preferences;
use crate::routes::Pages;
use crate::title;

/// The name in the tab and the header. Says nothing of what the work is about (domain brief, 4.7).
pub const NAME: &str = "Handlingsrom";

/// The whole document. The server alone draws it; language and theme are put on `<html>` by [`App`].
pub fn shell(options: LeptosOptions) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="robots" content="noindex, nofollow" />
                <meta name="format-detection" content="telephone=no" />
                <link rel="icon" href="/icon.svg" type="image/svg+xml" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <HashedStylesheet options=options.clone() id="style" />
                <AutoReload options=options.clone() />
                <HydrationScripts options=options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The application, the same on the server and in the browser.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    title::provide();
    let preferences = Preferences::provide();
    person::provide();
    crate::terms::provide();
    connection::provide();
    offline::provide();
    ui::provide_announcer();
    let Preferences { language, theme } = preferences;
    view! {
        <Html {..} lang=move || language.get().tag() data-color-scheme=move || theme.get().word() />
        <Router>
            <SendWaiting />
            <Layout>
                <ConnectionBanner />
                <Pages />
            </Layout>
        </Router>
        <ui::LiveRegion />
    }
}
