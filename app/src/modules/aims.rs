//! Finding competence aims of the curriculum by their words, while a module is written.

use domain::curriculum::{AimList, AimRow, AimSearch};
use i18n::{modules as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Announcer, Button, ButtonVariant, TextField, TextKind};

use super::api::search_aims;
use crate::look_up::look_up;

/// What is found is added to `chosen` as a line: the code, then the words.
#[component]
pub fn FindAims(chosen: RwSignal<String>) -> impl IntoView {
    let language = use_language();
    let typed = RwSignal::new(String::new());
    let question = Signal::derive(move || {
        let words = typed.get().trim().to_owned();
        (!words.is_empty()).then_some(AimSearch { words })
    });
    let answer = look_up(question, search_aims);
    let is_asked = Memo::new(move |_| question.with(Option::is_some));
    let told_now = move || {
        let language = language.get();
        if !is_asked.get() {
            ""
        } else if answer.failed.get() {
            text::aims_away(language)
        } else if answer.found.with(|list: &AimList| list.rows.is_empty()) {
            text::aims_none(language)
        } else {
            ""
        }
    };
    view! {
        <div class="hr-find-aims">
            <TextField
                id="aim_words"
                label=told(language, text::aims_find)
                description=told(language, text::aims_find_help)
                value=typed
                kind=TextKind::Search
                is_optional=true
            />
            <p role="status">{told_now}</p>
            <ul class="hr-found-aims">
                {move || {
                    let rows = if is_asked.get() { answer.found.with(|list| list.rows.clone()) } else { Vec::new() };
                    rows.into_iter().map(|row| view! { <Found row chosen /> }).collect_view()
                }}
            </ul>
        </div>
    }
    .into_any()
}

#[component]
fn Found(row: AimRow, chosen: RwSignal<String>) -> impl IntoView {
    let language = use_language();
    let announcer: Option<Announcer> = use_context();
    let AimRow { code, text: words, of } = row;
    let line = format!("{code} {words}");
    let (is_in, added, shown) = (code.clone(), code.clone(), code.clone());
    let is_chosen = Memo::new(move |_| {
        chosen.with(|lines| {
            lines
                .lines()
                .any(|line| line.split_whitespace().next() == Some(is_in.as_str()))
        })
    });
    let add = move |_| {
        if is_chosen.get_untracked() {
            return;
        }
        chosen.update(|lines| {
            if !lines.trim().is_empty() && !lines.ends_with('\n') {
                lines.push('\n');
            }
            lines.push_str(&line);
        });
        if let Some(announcer) = announcer {
            announcer.say(text::aims_added(language.get_untracked(), &added));
        }
    };
    let label = Signal::derive(move || text::aims_add(language.get(), &code));
    view! {
        <li>
            <p><strong>{shown}</strong> " " {words}</p>
            <p class="hr-muted">{of}</p>
            <Show
                when=move || !is_chosen.get()
                fallback=move || view! { <p class="hr-muted">{say(language, text::aims_chosen)}</p> }
            >
                <Button variant=ButtonVariant::Secondary on:click=add.clone()>{label}</Button>
            </Show>
        </li>
    }
    .into_any()
}
