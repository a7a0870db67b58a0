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

/// A text on a page, in the reader's language. All texts are of one type: the code of an element is made anew for each type
/// that is put into it, and a closure is a type of its own.
pub fn say(
    language: RwSignal<Language>,
    text: fn(Language) -> &'static str,
) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    move || text(language.get())
}

/// The same for a component that asks for a signal.
pub fn told(language: RwSignal<Language>, text: fn(Language) -> &'static str) -> Signal<String> {
    Signal::derive(move || text(language.get()).to_owned())
}
