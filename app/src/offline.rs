//! What stands when the server can't be reached: a service worker (`public/sw.js`) keeps the emergency numbers (domain brief,
//! 4.7) and a page that says so, and nothing else.

use i18n::{say, shell as text, told};
use leptos::prelude::*;
use ui::PageHeader;

use crate::title::PageTitle;

/// Where the page is that the worker shows in place of one that can't be had.
pub const PATH: &str = "/offline";

/// Starts the worker once the browser has taken over the page, and anew in each language that the reader chooses.
pub(crate) fn provide() {
    let language = i18n::use_language();
    Effect::new(move || {
        let tag = language.get().tag();
        leptos::task::spawn_local(async move {
            // Refused in private windows and without HTTPS: then the pages are as good as before, with a network.
            let _started = worker::start(tag).await;
        });
    });
}

#[cfg(feature = "hydrate")]
mod worker {
    use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
    use wasm_bindgen_futures::JsFuture;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = ["navigator", "serviceWorker"], catch)]
        fn register(script: &str) -> Result<js_sys::Promise, JsValue>;
    }

    /// A worker whose address differs takes the place of the one before.
    pub(super) async fn start(language: &str) -> Result<(), JsValue> {
        let asked = register(&format!("/sw.js?language={language}"))?;
        JsFuture::from(asked).await.map(drop)
    }
}

#[cfg(not(feature = "hydrate"))]
mod worker {
    pub(super) async fn start(_language: &str) -> Result<(), ()> {
        Ok(())
    }
}

/// Says that Handlingsrom can't be reached, and where help is all the same. Plain links: the worker keeps the page without
/// its scripts, and shows it at the address that was asked for.
#[component]
pub fn OfflinePage() -> impl IntoView {
    let language = i18n::use_language();
    let title = told(language, text::offline_title);
    view! {
        <PageTitle text=title />
        <PageHeader title=title lead=told(language, text::offline_lead) />
        <div class="hr-prose">
            <p>{say(language, text::offline_kept)}</p>
            <div class="hr-actions">
                <a class="ds-button" data-variant="primary" href="" rel="external">
                    {say(language, text::try_again)}
                </a>
                <a class="ds-button" data-variant="secondary" href="/emergency" rel="external">
                    {say(language, text::emergency)}
                </a>
            </div>
        </div>
    }
}
