//! Lists of what is held on a day: what is ahead first, then what has been.

use i18n::{Text, say, told, use_language};
use leptos::prelude::*;
use ui::EmptyState;

/// What such a list says.
#[derive(Clone, Copy)]
pub struct ListWords {
    /// Over what is ahead.
    pub ahead: Text,
    /// Where nothing is.
    pub none_ahead: Text,
    /// What to do about it, where that is to be said.
    pub none_ahead_help: Option<Text>,
    /// Over what has been.
    pub past: Text,
    /// Where nothing has been.
    pub none_past: Text,
}

/// Both lists under their headings. The tables are named landmarks already; sections of the same names would be found twice.
#[component]
pub fn AheadAndPast<R>(
    /// What is ahead.
    ahead: Vec<R>,
    /// What has been.
    past: Vec<R>,
    /// What is said.
    words: ListWords,
    /// Draws a table: its id, its caption, its rows.
    table: fn(&'static str, Text, Vec<R>) -> AnyView,
) -> impl IntoView
where
    R: 'static,
{
    let language = use_language();
    let ahead = match (ahead.is_empty(), words.none_ahead_help) {
        (false, _) => table("ahead", words.ahead, ahead),
        (true, Some(help)) => {
            view! { <EmptyState title=told(language, words.none_ahead) text=told(language, help) /> }.into_any()
        }
        (true, None) => view! { <EmptyState title=told(language, words.none_ahead) /> }.into_any(),
    };
    let past = if past.is_empty() {
        view! { <p class="hr-muted">{say(language, words.none_past)}</p> }.into_any()
    } else {
        table("past", words.past, past)
    };
    view! {
        <div class="hr-section">
            <h2 id="ahead-heading">{say(language, words.ahead)}</h2>
            {ahead}
        </div>
        <div class="hr-section">
            <h2 id="past-heading">{say(language, words.past)}</h2>
            {past}
        </div>
    }
    .into_any()
}
