//! Finding a place in any county, for the fields that offer those of one's own.

use domain::ids::UnitId;
use domain::issue::{Issue, IssueCode};
use domain::places::view::PlaceFilter;
use i18n::{places as text, say, told, use_language};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::{Button, ButtonKind, ButtonVariant, Choice, TextField};

use super::api::list_places;
use crate::failure::Failure;
use crate::focus;
use crate::form::FormState;

/// A field and a button; what is found is put among the choices of another field, with municipality and county.
#[component]
pub(super) fn PlaceSearch(
    /// Id of the field, another on each page.
    id: &'static str,
    /// What the field is called.
    label: Signal<String>,
    /// The place of the page, which is not offered.
    except: UnitId,
    /// What is offered besides.
    choices: RwSignal<Vec<Choice>>,
) -> impl IntoView {
    let language = use_language();
    let typed = RwSignal::new(String::new());
    let state = FormState::new();
    let count = RwSignal::new(None::<usize>);
    let search = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = focus::form_of(&event);
        count.set(None);
        let text = typed.get_untracked().trim().to_owned();
        if text.is_empty() {
            state.refuse(vec![Issue::new(id, IssueCode::Required)]);
            focus::first_fault_in(form);
            return;
        }
        if !state.begin() {
            return;
        }
        spawn_local(async move {
            let filter = PlaceFilter {
                text,
                ..PlaceFilter::default()
            };
            let Some(view) = state.finish(list_places(filter).await) else {
                return;
            };
            let stays = view.rows.into_iter().filter(|row| row.active && row.id != except);
            let found: Vec<Choice> = stays
                .map(|row| {
                    let place = format!("{} ({}, {})", row.name, row.municipality, row.county);
                    Choice::new(row.id.to_string(), place)
                })
                .collect();
            count.set(Some(found.len()));
            choices.update(|all| {
                all.retain(|one| found.iter().all(|new| new.value != one.value));
                all.splice(0..0, found);
            });
        });
    };
    view! {
        <form class="hr-form" novalidate=true role="search" aria-label=move || label.get() on:submit=search>
            <TextField
                id=id
                label
                description=told(language, text::search_help)
                value=typed
                error=state.error(id)
            />
            <Failure error=state.failure() />
            <div class="hr-actions">
                <Button
                    kind=ButtonKind::Submit
                    variant=ButtonVariant::Tertiary
                    busy=state.busy()
                    label=Signal::derive(move || format!("{}: {}", text::search_places(language.get()), label.get()))
                >
                    {say(language, text::search_places)}
                </Button>
            </div>
            <p role="status">{move || count.get().map(|count| text::search_found(language.get(), count))}</p>
        </form>
    }
    .into_any()
}
