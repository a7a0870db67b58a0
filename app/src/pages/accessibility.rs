//! The accessibility statement.

use i18n::accessibility as text;
use leptos::prelude::*;
use ui::PageHeader;

use crate::title::PageTitle;

/// What is aimed at, what is tested, what is known to be wrong, and whom to tell.
#[component]
pub fn AccessibilityPage() -> impl IntoView {
    let language = i18n::use_language();
    let title = Signal::derive(move || text::title(language.get()).to_owned());
    view! {
        <PageTitle text=title />
        <PageHeader title=title lead=Signal::derive(move || text::lead(language.get()).to_owned()) />
        <div class="hr-prose">
            <h2>{move || text::aim_title(language.get())}</h2>
            <p>{move || text::aim(language.get())}</p>
            <h2>{move || text::done_title(language.get())}</h2>
            <ul>
                <li>{move || text::done_keyboard(language.get())}</li>
                <li>{move || text::done_touch(language.get())}</li>
                <li>{move || text::done_colour(language.get())}</li>
                <li>{move || text::done_motion(language.get())}</li>
                <li>{move || text::done_scripts(language.get())}</li>
                <li>{move || text::done_tests(language.get())}</li>
            </ul>
            <h2>{move || text::known_title(language.get())}</h2>
            <p>{move || text::known(language.get())}</p>
            <h2>{move || text::tell_title(language.get())}</h2>
            <p>{move || text::tell(language.get())}</p>
        </div>
    }
}
