//! The reader's language, as a signal: a switch changes every text at once.

use leptos::prelude::*;

use crate::Language;

#[derive(Clone, Copy)]
struct Reader(RwSignal<Language>);

/// Makes the language known to everything below.
pub fn provide_language(language: Language) -> RwSignal<Language> {
    let signal = RwSignal::new(language);
    provide_context(Reader(signal));
    signal
}

/// The reader's language; bokmål where nobody has said.
pub fn use_language() -> RwSignal<Language> {
    use_context::<Reader>().map_or_else(|| RwSignal::new(Language::Nb), |reader| reader.0)
}
