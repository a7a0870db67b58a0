//! The accessibility statement.

use i18n::{accessibility as text, say, told};
use leptos::prelude::*;
use ui::PageHeader;

use crate::title::PageTitle;

/// What is aimed at, what is tested, what is known to be wrong, and whom to tell.
#[component]
pub fn AccessibilityPage() -> impl IntoView {
    let language = i18n::use_language();
    let title = told(language, text::title);
    view! {
        <PageTitle text=title />
        <PageHeader title=title lead=told(language, text::lead) />
        <div class="hr-prose">
            <h2>{say(language, text::aim_title)}</h2>
            <p>{say(language, text::aim)}</p>
            <h2>{say(language, text::done_title)}</h2>
            <ul>
                <li>{say(language, text::done_keyboard)}</li>
                <li>{say(language, text::done_touch)}</li>
                <li>{say(language, text::done_colour)}</li>
                <li>{say(language, text::done_motion)}</li>
                <li>{say(language, text::done_scripts)}</li>
                <li>{say(language, text::done_tests)}</li>
            </ul>
            <h2>{say(language, text::known_title)}</h2>
            <p>{say(language, text::known)}</p>
            <h2>{say(language, text::tell_title)}</h2>
            <p>{say(language, text::tell)}</p>
        </div>
    }
}
