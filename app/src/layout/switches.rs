//! The switches of language and theme: forms without scripts, at once with them.

use i18n::{Language, say, told};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use ui::{Icon, Menu, MenuAlign};

use crate::person::{CurrentPerson, use_person};
use crate::preferences::{self, Preferences, Theme, use_preferences};
use crate::session::api::set_language;

/// The menu with both switches.
#[component]
pub fn DisplayMenu() -> impl IntoView {
    let language = i18n::use_language();
    view! {
        <Menu
            id="display-menu"
            label=told(language, i18n::shell::display)
            text=told(language, i18n::shell::display_short)
            icon=Icon::Globe
            align=MenuAlign::End
        >
            <SwitchForm>
                <LanguageButtons />
                <ThemeButtons />
            </SwitchForm>
        </Menu>
    }
}

/// A form that leads back to this page.
#[component]
fn SwitchForm(children: Children) -> impl IntoView {
    let location = use_location();
    let back = move || format!("{}{}", location.pathname.get(), query(&location.search.get()));
    view! {
        <form method="post" action=preferences::PATH class="hr-switches">
            <input type="hidden" name="back" value=back />
            {children()}
        </form>
    }
}

fn query(search: &str) -> String {
    match search.strip_prefix('?').unwrap_or(search) {
        "" => String::new(),
        pairs => format!("?{pairs}"),
    }
}

#[component]
fn LanguageButtons() -> impl IntoView {
    let preferences = use_preferences();
    let person = use_person();
    let language = preferences.language;
    view! {
        <fieldset class="hr-switch">
            <legend>{say(language, i18n::shell::language)}</legend>
            {Language::ALL
                .map(|choice| {
                    view! {
                        <button
                            type="submit"
                            name="lang"
                            value=choice.tag()
                            lang=choice.tag()
                            class="hr-switch__button"
                            aria-pressed=move || (language.get() == choice).to_string()
                            on:click=move |event| {
                                event.prevent_default();
                                choose(choice, preferences, person);
                            }
                        >
                            {own_name(choice)}
                        </button>
                    }
                })
                .collect_view()}
        </fieldset>
    }
}

/// Changes the language at once, and for the person on every device.
fn choose(language: Language, preferences: Preferences, person: CurrentPerson) {
    preferences.set_language(language);
    if person.is_signed_in_untracked() {
        leptos::task::spawn_local(async move {
            // The choice holds in this browser whether the server has heard of it or not.
            let _heard = set_language(language).await;
        });
    }
}

/// What a language calls itself, whatever language the page has.
fn own_name(language: Language) -> &'static str {
    i18n::shell::language_name(language)
}

#[component]
fn ThemeButtons() -> impl IntoView {
    let preferences = use_preferences();
    let language = preferences.language;
    view! {
        <fieldset class="hr-switch">
            <legend>{say(language, i18n::shell::theme)}</legend>
            {Theme::ALL
                .map(|choice| {
                    view! {
                        <button
                            type="submit"
                            name="theme"
                            value=choice.word()
                            class="hr-switch__button"
                            aria-pressed=move || (preferences.theme.get() == choice).to_string()
                            on:click=move |event| {
                                event.prevent_default();
                                preferences.set_theme(choice);
                            }
                        >
                            {move || theme_name(choice, language.get())}
                        </button>
                    }
                })
                .collect_view()}
        </fieldset>
    }
}

fn theme_name(theme: Theme, language: Language) -> &'static str {
    match theme {
        Theme::System => i18n::shell::theme_system(language),
        Theme::Light => i18n::shell::theme_light(language),
        Theme::Dark => i18n::shell::theme_dark(language),
    }
}
