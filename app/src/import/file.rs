//! Reading a chosen file in the browser, byte by byte as it is: old spreadsheets don't write UTF-8.

use leptos::prelude::*;

/// Puts the file's content into `content` as base64; what is chosen anew replaces it.
#[cfg(feature = "hydrate")]
pub(super) fn read_chosen(event: &leptos::ev::Event, content: RwSignal<String>) {
    use wasm_bindgen::JsCast as _;
    use wasm_bindgen::closure::Closure;

    content.set(String::new());
    let input = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    let Some(file) = input.and_then(|input| input.files()).and_then(|files| files.get(0)) else {
        return;
    };
    let Ok(reader) = web_sys::FileReader::new() else { return };
    let finished = reader.clone();
    let done = Closure::once_into_js(move || {
        // `data:text/csv;base64,T3Nsbw==`
        let address = finished
            .result()
            .ok()
            .and_then(|result| result.as_string())
            .unwrap_or_default();
        let base64 = address.split_once(',').map_or("", |(_, base64)| base64);
        content.set(base64.to_owned());
    });
    reader.set_onload(done.dyn_ref());
    // A file that can't be read leaves the content empty, which the form says.
    let _started = reader.read_as_data_url(&file);
}

/// No file is chosen while the server draws the page.
#[cfg(not(feature = "hydrate"))]
pub(super) fn read_chosen(_event: &leptos::ev::Event, _content: RwSignal<String>) {}
