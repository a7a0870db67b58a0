//! The title of the tab.
//!
//! The server's goes through `leptos_meta`. In the browser that one is empty whenever no page says a title, as from when one page goes until the
//! next is there; and what it was told by a page that is drawn again, it never forgets. So the browser's is set here.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::shell::NAME;

/// Names the page in the tab, as «Grupper – Handlingsrom».
///
/// Somebody may stand behind the reader: a title says where one is, never whom or what a page is about (domain brief, 4.7).
#[component]
pub fn PageTitle(
    /// Name of the page, in the reader's language.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    // Leptos puts the title into the head after it has drawn the page, and by then the page's signals may be gone: under load,
    // now and then, the answer was a 500. The server draws each page once, so the words can be taken now.
    #[cfg(feature = "ssr")]
    tell_head(whole(&text.get_untracked()));
    follow(text);
}

/// Begins with the product's name, for what says no title. Once, around all pages.
pub(crate) fn provide() {
    #[cfg(feature = "ssr")]
    tell_head(NAME.to_owned());
    provide_context(Board(StoredValue::new(Titles::default())));
}

/// What is said is taken when the function is called; nothing of it is drawn.
#[cfg(feature = "ssr")]
fn tell_head(text: String) {
    let _taken = view! { <leptos_meta::Title text /> };
}

/// «Grupper – Handlingsrom».
fn whole(page: &str) -> String {
    if page.is_empty() {
        NAME.to_owned()
    } else {
        format!("{page} – {NAME}")
    }
}

/// Shows the words as long as the page stands. The server runs no effects.
fn follow(text: Signal<String>) {
    let Some(Board(board)) = use_context::<Board>() else {
        return;
    };
    let pathname = use_location().pathname;
    let begun_at = pathname.get_untracked();
    let Some(id) = board.try_update_value(Titles::begin) else {
        return;
    };
    Effect::new(move || {
        let text = text.get();
        if let Some(Some(top)) = board.try_update_value(|titles| titles.say(id, text)) {
            show(&top);
        }
    });
    on_cleanup(move || {
        let is_left = pathname.try_get_untracked().is_none_or(|now| now != begun_at);
        if let Some(Some(top)) = board.try_update_value(|titles| titles.end(id, is_left)) {
            show(&top);
        }
    });
}

#[cfg(feature = "hydrate")]
fn show(page: &str) {
    document().set_title(&whole(page));
}

#[cfg(not(feature = "hydrate"))]
const fn show(_page: &str) {}

/// The titles of the browser's tab.
#[derive(Clone, Copy)]
struct Board(StoredValue<Titles>);

/// What is said now, in the order in which it began: a failure inside a page names the tab until it is gone.
#[derive(Debug, Default)]
struct Titles {
    begun: u32,
    said: Vec<(u32, Option<String>)>,
}

impl Titles {
    fn begin(&mut self) -> u32 {
        self.begun = self.begun.wrapping_add(1);
        self.said.push((self.begun, None));
        self.begun
    }

    /// The title to show after somebody has said one.
    fn say(&mut self, id: u32, text: String) -> Option<String> {
        let (_, own) = self.said.iter_mut().find(|(of, _)| *of == id)?;
        *own = Some(text);
        self.top()
    }

    /// The title to show after one is gone. None where the old one stays: the next is about to be said, or the page is drawn again at the same
    /// address. Else the name of the product until the next page is there, and never nothing.
    fn end(&mut self, id: u32, is_left: bool) -> Option<String> {
        self.said.retain(|(of, _)| *of != id);
        let is_between = is_left && self.said.is_empty();
        self.top().or_else(|| is_between.then(String::new))
    }

    fn top(&self) -> Option<String> {
        self.said.iter().rev().find_map(|(_, text)| text.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn between_two_pages_stands_the_name_of_the_product() {
        let mut titles = Titles::default();
        let groups = titles.begin();
        assert_eq!(titles.say(groups, "Grupper".to_owned()), said("Grupper"));
        assert_eq!(titles.end(groups, true), said(""));
        assert_eq!(whole(""), NAME);
        let week = titles.begin();
        assert_eq!(titles.say(week, "Min uke".to_owned()), said("Min uke"));
        assert_eq!(whole("Min uke"), "Min uke – Handlingsrom");
    }

    #[test]
    fn the_next_page_keeps_the_tab_when_the_one_before_goes_after_it() {
        let mut titles = Titles::default();
        let groups = titles.begin();
        titles.say(groups, "Grupper".to_owned());
        let week = titles.begin();
        titles.say(week, "Min uke".to_owned());
        let hours = titles.begin();
        assert_eq!(titles.end(groups, true), said("Min uke"));
        assert_eq!(titles.end(week, true), None, "the next is about to be said");
        assert_eq!(titles.say(hours, "Timer".to_owned()), said("Timer"));
        // Its language changes, long gone.
        assert_eq!(titles.say(groups, "Groups".to_owned()), None);
    }

    #[test]
    fn a_page_that_is_drawn_again_keeps_its_title_meanwhile() {
        let mut titles = Titles::default();
        let unit = titles.begin();
        titles.say(unit, "Skole".to_owned());
        assert_eq!(titles.end(unit, false), None);
        let again = titles.begin();
        assert_eq!(titles.say(again, "Skole".to_owned()), said("Skole"));
        assert_eq!(titles.said.len(), 1);
    }

    #[test]
    fn a_failure_names_the_tab_until_it_is_gone_whoever_speaks_first() {
        let mut titles = Titles::default();
        let page = titles.begin();
        let failure = titles.begin();
        assert_eq!(titles.say(failure, "Fant ikke".to_owned()), said("Fant ikke"));
        assert_eq!(titles.say(page, "Grupper".to_owned()), said("Fant ikke"));
        assert_eq!(titles.end(failure, false), said("Grupper"));
    }
}
