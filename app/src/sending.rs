//! Sending a chosen file, with how much of it has gone: what `fetch` does not tell.

use leptos::prelude::*;

use crate::error::{AppError, ErrorCode};

/// A file that was chosen.
#[cfg(feature = "hydrate")]
pub type ChosenFile = web_sys::File;

/// No file is chosen while the server draws the page.
#[cfg(not(feature = "hydrate"))]
#[derive(Debug, Clone)]
pub struct ChosenFile;

/// Where the chosen file is kept. A file of the browser's belongs to its one thread; the server has none, and lets go of a page on whatever
/// thread comes.
#[cfg(feature = "hydrate")]
pub type KeptFile = StoredValue<Option<ChosenFile>, LocalStorage>;

/// See [`ChosenFile`].
#[cfg(not(feature = "hydrate"))]
pub type KeptFile = StoredValue<Option<ChosenFile>>;

/// Nothing is chosen yet.
#[cfg(feature = "hydrate")]
pub fn no_file() -> KeptFile {
    StoredValue::new_local(None)
}

/// See [`ChosenFile`].
#[cfg(not(feature = "hydrate"))]
pub fn no_file() -> KeptFile {
    StoredValue::new(None)
}

/// The file that was chosen in a field, if one was.
#[cfg(feature = "hydrate")]
pub fn chosen_in(event: &leptos::ev::Event) -> Option<ChosenFile> {
    use wasm_bindgen::JsCast as _;
    let input = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok())?;
    input.files()?.get(0)
}

/// See [`ChosenFile`].
#[cfg(not(feature = "hydrate"))]
pub fn chosen_in(_event: &leptos::ev::Event) -> Option<ChosenFile> {
    None
}

/// Name and size in bytes.
#[cfg(feature = "hydrate")]
pub fn name_and_size(file: &ChosenFile) -> (String, f64) {
    (file.name(), file.size())
}

/// See [`ChosenFile`].
#[cfg(not(feature = "hydrate"))]
pub fn name_and_size(_file: &ChosenFile) -> (String, f64) {
    (String::new(), 0.0)
}

/// Chooses nothing in the field with this id.
pub fn choose_nothing(id: &str) {
    use wasm_bindgen::JsCast as _;
    let field = document().get_element_by_id(id);
    if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        field.set_value("");
    }
}

/// Sends the file to an address of our own; `progress` is told the per cent that has gone, and nothing when it is over. What is answered, as
/// text.
///
/// # Errors
/// What the server says; `Offline` when it was not reached.
#[cfg(feature = "hydrate")]
pub async fn send(address: &str, file: &ChosenFile, progress: RwSignal<Option<u8>>) -> Result<String, AppError> {
    use js_sys::Promise;
    use wasm_bindgen::closure::Closure;
    use wasm_bindgen::{JsCast as _, JsValue};
    use wasm_bindgen_futures::JsFuture;

    let offline = |_: JsValue| AppError::new(ErrorCode::Offline);
    let request = web_sys::XmlHttpRequest::new().map_err(offline)?;
    request.open("POST", address).map_err(offline)?;
    request
        .set_request_header("accept", "application/json")
        .map_err(offline)?;
    let gone = Closure::<dyn FnMut(web_sys::ProgressEvent)>::new(move |event: web_sys::ProgressEvent| {
        if event.length_computable() && event.total() > 0.0 {
            let percent = (event.loaded() / event.total() * 100.0).clamp(0.0, 100.0);
            // The page may be left meanwhile.
            let _ = progress.try_set(Some(percent as u8));
        }
    });
    if let Ok(upload) = request.upload() {
        upload.set_onprogress(Some(gone.as_ref().unchecked_ref()));
    }
    let _ = progress.try_set(Some(0));
    let over = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    let sent = request.send_with_opt_blob(Some(file)).map_err(offline);
    let over = match sent {
        Ok(()) => JsFuture::from(over).await.map(|_| ()).map_err(offline),
        Err(error) => Err(error),
    };
    drop(gone);
    let _ = progress.try_set(None);
    over?;
    let said = request.response_text().ok().flatten().unwrap_or_default();
    match request.status().unwrap_or_default() {
        0 => Err(AppError::new(ErrorCode::Offline)),
        200..=299 => Ok(said),
        _ => {
            // What is no error of ours was said by a proxy in between.
            Err(serde_json::from_str(&said).unwrap_or_else(|_| AppError::new(ErrorCode::Unavailable)))
        }
    }
}

/// Nothing is sent while the server draws the page.
///
/// # Errors
/// Always.
#[cfg(not(feature = "hydrate"))]
pub async fn send(_address: &str, _file: &ChosenFile, _progress: RwSignal<Option<u8>>) -> Result<String, AppError> {
    Err(AppError::new(ErrorCode::Offline))
}
