//! What stands when the server can't be reached: a service worker (`public/sw.js`) keeps the emergency numbers (domain brief,
//! 4.7), a page that says so, and for a day the plans of sessions that this person has opened.

use i18n::{say, shell as text, told};
use leptos::prelude::*;
use ui::PageHeader;

use crate::person::use_person;
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
    let person = use_person();
    Effect::new(move || {
        // Plans that were kept for another person are let go.
        if let Some(me) = person.get() {
            crate::planner::kept::stays_with(me.id);
            tell("reader", me.id.to_string());
        }
    });
}

/// Has the page at this address kept for when it is opened without a network: a plan, and no names of pupils.
pub fn keep_plan(path: String) {
    Effect::new(move || tell("plan", path.clone()));
}

/// Without a worker nothing is kept, and nothing is missed as long as there is a network.
fn tell(what: &'static str, value: String) {
    leptos::task::spawn_local(async move {
        let _told = worker::tell(what, &value).await;
    });
}

#[cfg(feature = "hydrate")]
mod worker {
    use js_sys::{Function, Object, Promise, Reflect};
    use wasm_bindgen::JsCast as _;
    use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
    use wasm_bindgen_futures::JsFuture;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = ["navigator", "serviceWorker"], catch)]
        fn register(script: &str) -> Result<Promise, JsValue>;
    }

    /// A worker whose address differs takes the place of the one before.
    pub(super) async fn start(language: &str) -> Result<(), JsValue> {
        let asked = register(&format!("/sw.js?language={language}"))?;
        JsFuture::from(asked).await.map(drop)
    }

    /// Sends one word to the worker, once it has started, and to one that is about to take its place.
    pub(super) async fn tell(what: &str, value: &str) -> Result<(), JsValue> {
        let container = Reflect::get(&leptos::prelude::window().navigator(), &"serviceWorker".into())?;
        let ready: Promise = Reflect::get(&container, &"ready".into())?.dyn_into()?;
        let registration = JsFuture::from(ready).await?;
        let message = Object::new();
        Reflect::set(&message, &what.into(), &value.into())?;
        for place in ["active", "waiting", "installing"] {
            let worker = Reflect::get(&registration, &place.into())?;
            if worker.is_object() {
                let post: Function = Reflect::get(&worker, &"postMessage".into())?.dyn_into()?;
                post.call1(&worker, &message)?;
            }
        }
        Ok(())
    }
}

#[cfg(not(feature = "hydrate"))]
mod worker {
    pub(super) async fn start(_language: &str) -> Result<(), ()> {
        Ok(())
    }

    pub(super) async fn tell(_what: &str, _value: &str) -> Result<(), ()> {
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
