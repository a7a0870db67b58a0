//! Reading a chosen file in the browser.

use leptos::prelude::*;

/// How the content is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadAs {
    /// Byte by byte, as base64: old spreadsheets don't write UTF-8.
    Base64,
    /// As text in UTF-8.
    Text,
}

/// What was chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Chosen {
    /// Nothing, or a file that can't be read.
    #[default]
    Nothing,
    /// A file with more bytes than are taken; it was not read.
    TooLarge,
    /// What it holds.
    Content(String),
}

/// Puts what the chosen file holds into `chosen`, unless it has more than `most` bytes; what is chosen anew replaces it.
#[cfg(feature = "hydrate")]
pub fn read_chosen(event: &leptos::ev::Event, read_as: ReadAs, most: f64, chosen: RwSignal<Chosen>) {
    use wasm_bindgen::JsCast as _;
    use wasm_bindgen::closure::Closure;

    chosen.set(Chosen::Nothing);
    let input = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    let Some(file) = input.and_then(|input| input.files()).and_then(|files| files.get(0)) else {
        return;
    };
    if file.size() > most {
        chosen.set(Chosen::TooLarge);
        return;
    }
    let Ok(reader) = web_sys::FileReader::new() else { return };
    let finished = reader.clone();
    let done = Closure::once_into_js(move || {
        let read = finished.result().ok().and_then(|result| result.as_string());
        let content = match read_as {
            // `data:text/csv;base64,T3Nsbw==`
            ReadAs::Base64 => read.and_then(|address| address.split_once(',').map(|(_, base64)| base64.to_owned())),
            ReadAs::Text => read,
        };
        // The page may be left meanwhile.
        let _ = chosen.try_set(content.map_or(Chosen::Nothing, Chosen::Content));
    });
    reader.set_onload(done.dyn_ref());
    // A file that can't be read leaves nothing chosen, which the form says.
    let _started = match read_as {
        ReadAs::Base64 => reader.read_as_data_url(&file),
        ReadAs::Text => reader.read_as_text(&file),
    };
}

/// No file is chosen while the server draws the page.
#[cfg(not(feature = "hydrate"))]
pub fn read_chosen(_event: &leptos::ev::Event, _read_as: ReadAs, _most: f64, _chosen: RwSignal<Chosen>) {}
