//! Two units that become one: the form with what follows of it, and what both pages say of it afterwards.

use domain::ids::UnitId;
use domain::places::PlaceCommand;
use domain::places::form::MergerForm;
use domain::places::view::{MergePreview, MergedName, MergerNames, MovedPlacement};
use i18n::{Language, format, places as text, say, told, use_language};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use ui::{Alert, Announcer, Button, ButtonKind, ButtonVariant, Choice, DateField, SelectField, Tone};

use super::api::{change_place, preview_merger};
use super::search::PlaceSearch;
use super::words;
use crate::coverage::words::kind;
use crate::failure::Failure;
use crate::focus;
use crate::form::{CommandForm, FormState, tell_saved};

/// What a page says of a unit's mergers, with links to the others' pages under `base`.
#[component]
pub(crate) fn MergerNotice(
    /// What it became a part of, and what became a part of it.
    mergers: MergerNames,
    /// Today in Norway.
    today: Date,
    /// `/places` or `/coverage`.
    base: &'static str,
) -> impl IntoView {
    let MergerNames { into, came } = mergers;
    view! {
        {into
            .map(|one| {
                let said: Said = if one.from <= today { text::merged_into } else { text::merges_into };
                view! { <Alert tone=Tone::Info><Line one said base /></Alert> }
            })}
        {came
            .into_iter()
            .map(|one| {
                let said: Said = if one.from <= today { text::merged_here } else { text::merges_here };
                view! { <Line one said base /> }
            })
            .collect_view()}
    }
    .into_any()
}

type Said = fn(Language, String, String) -> String;

#[component]
fn Line(one: MergedName, said: Said, base: &'static str) -> impl IntoView {
    let language = use_language();
    let MergedName {
        id,
        name,
        from,
        may_open,
    } = one;
    let shown = name.clone();
    let words = move || said(language.get(), shown.clone(), format::date_medium(language.get(), from));
    view! {
        <p>
            {words} " "
            {may_open
                .then(|| view! { <A href=format!("{base}/{id}")>{move || text::see_place(language.get(), &name)}</A> })}
        </p>
    }
    .into_any()
}

/// Chooses the other unit and the day, shows what follows, and does it when that is confirmed.
#[component]
pub(super) fn MergerEditor(
    /// The unit that ends.
    id: UnitId,
    /// Its name.
    name: String,
    /// Units that it can become a part of.
    choices: Vec<Choice>,
    /// Called when it is done.
    changed: Callback<()>,
) -> impl IntoView {
    let language = use_language();
    let (into, from) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let state = FormState::new();
    let preview = RwSignal::new(None::<MergePreview>);
    let look = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = focus::form_of(&event);
        preview.set(None);
        let typed = MergerForm {
            into: into.get_untracked(),
            from: from.get_untracked(),
        };
        let merger = match typed.parse() {
            Ok(merger) => merger,
            Err(issues) => {
                state.refuse(issues);
                focus::first_fault_in(form);
                return;
            }
        };
        if !state.begin() {
            return;
        }
        spawn_local(async move {
            match state.finish(preview_merger(id, merger).await) {
                Some(found) => {
                    preview.set(Some(found));
                    request_animation_frame(|| focus::on("merger-preview"));
                }
                None => focus::first_fault_in(form),
            }
        });
    };
    let name = StoredValue::new(name);
    let choices = RwSignal::new(choices);
    view! {
        <p>{say(language, text::merger_lead)}</p>
        <PlaceSearch id="into_search" label=told(language, text::merger_search) except=id choices />
        <form class="hr-form" novalidate=true on:submit=look>
            <SelectField
                id="into"
                label=told(language, text::merger_into)
                description=told(language, text::merger_into_help)
                value=into
                choices=choices
                empty=Signal::derive(String::new)
                error=state.error("into")
            />
            <DateField
                id="merge_from"
                label=told(language, text::merger_from)
                description=told(language, text::merger_from_help)
                value=from
                error=state.error("merge_from")
            />
            <Failure error=state.failure() rule=words::rule />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary busy=state.busy()>
                    {say(language, text::merger_look)}
                </Button>
            </div>
        </form>
        {move || {
            preview
                .get()
                .map(|found| view! { <Confirm id name=name.get_value() found preview changed /> })
        }}
    }
    .into_any()
}

/// What follows, and the button that does it.
#[component]
fn Confirm(
    id: UnitId,
    name: String,
    found: MergePreview,
    preview: RwSignal<Option<MergePreview>>,
    changed: Callback<()>,
) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let form = CommandForm::new();
    let state = form.state;
    let (merger, version) = (found.merger, found.version);
    let into_name = StoredValue::new(found.into_name.clone());
    let day = move |language| format::date_medium(language, merger.from);
    let merge = move |_| {
        let command = PlaceCommand::MergeUnit { id, merger };
        form.press(Some(version), command, change_place, move |_placed| {
            tell_saved(announcer, text::merger_done(language.get_untracked()));
            changed.run(());
        });
    };
    // What was seen no longer holds: the form is asked again.
    let refused = move || {
        let fault = state.error("into").get().or_else(|| state.error("merge_from").get());
        fault.map(|fault| view! { <p class="ds-validation-message" role="alert">{fault}</p> })
    };
    view! {
        <section class="hr-section" aria-labelledby="merger-preview">
            <h2 id="merger-preview" tabindex="-1" class="ds-heading" data-size="xs">
                {move || into_name.with_value(|into| text::merger_follows(language.get(), &name, into, day(language.get())))}
            </h2>
            <Follows found />
            <p>{say(language, text::merger_for_good)}</p>
            {refused}
            <Failure error=state.failure() rule=words::rule />
            <div class="hr-actions">
                <Button busy=state.busy() on:click=merge>
                    {move || into_name.with_value(|into| text::merger_do(language.get(), into, day(language.get())))}
                </Button>
                <Button variant=ButtonVariant::Tertiary on:click=move |_| preview.set(None)>
                    {say(language, text::merger_not)}
                </Button>
            </div>
        </section>
    }
    .into_any()
}

/// What goes on, what is told, and what stays.
#[component]
fn Follows(found: MergePreview) -> impl IntoView {
    let language = use_language();
    let MergePreview {
        placements,
        lists,
        served,
        agreement_count,
        agreements,
        planned,
        held,
        targets,
        needs,
        roles,
        ..
    } = found;
    let no_placements = placements.is_empty();
    let line = move |is_shown: bool, words: fn(Language, String) -> String, value: String| {
        is_shown.then(|| view! { <li>{move || words(language.get(), value.clone())}</li> })
    };
    let count = move |number: usize, words: fn(Language, String) -> String| {
        (number > 0).then(|| view! { <li>{move || words(language.get(), counted(language.get(), number))}</li> })
    };
    let years: Vec<String> = targets.iter().map(ToString::to_string).collect();
    let (has_lists, has_served, has_years) = (!lists.is_empty(), !served.is_empty(), !years.is_empty());
    view! {
        <ul class="ds-list">
            {if no_placements {
                view! { <li>{say(language, text::merger_nobody)}</li> }.into_any()
            } else {
                view! {
                    <li>
                        {say(language, text::merger_people)}
                        <ul class="ds-list">
                            {placements.into_iter().map(|one| view! { <Moved one /> }).collect_view()}
                        </ul>
                    </li>
                }
                    .into_any()
            }}
            {line(has_lists, text::merger_lists, lists.join(", "))}
            {line(has_served, text::merger_served, served.join(", "))}
            {(!planned.is_empty())
                .then(|| view! {
                    <li>
                        {move || {
                            let language = language.get();
                            let one = |(of, number): &(_, usize)| {
                                std::format!("{}: {}", kind(language, *of), counted(language, *number))
                            };
                            text::merger_planned(language, planned.iter().map(one).collect::<Vec<_>>().join(", "))
                        }}
                    </li>
                })}
            {count(held, text::merger_held)}
            {(agreement_count > 0)
                .then(|| view! {
                    <li>
                        {move || text::merger_agreements(language.get(), counted(language.get(), agreement_count))}
                        <ul class="ds-list">
                            {agreements
                                .into_iter()
                                .map(|one| {
                                    let owner = one.owner_name;
                                    view! {
                                        <li>
                                            <A href=format!("/agreements/{}", one.id)>
                                                {move || {
                                                    let day = format::date_short(language.get(), one.last_day);
                                                    text::merger_agreement(language.get(), &owner, day)
                                                }}
                                            </A>
                                        </li>
                                    }
                                })
                                .collect_view()}
                        </ul>
                    </li>
                })}
            {line(has_years, text::merger_targets, years.join(", "))}
            {count(needs, text::merger_needs)}
            {count(roles, text::merger_roles)}
        </ul>
    }
    .into_any()
}

#[component]
fn Moved(one: MovedPlacement) -> impl IntoView {
    let language = use_language();
    let MovedPlacement {
        name,
        percent,
        from,
        to,
    } = one;
    let words = move || {
        let language = language.get();
        let name = name.clone().unwrap_or_else(|| text::vacant(language).to_owned());
        let share = format::percent(language, i64::from(percent));
        let first = format::date_medium(language, from);
        match to {
            Some(to) => text::merger_person_until(language, name, share, first, format::date_medium(language, to)),
            None => text::merger_person(language, name, share, first),
        }
    };
    view! { <li>{words}</li> }.into_any()
}

fn counted(language: Language, number: usize) -> String {
    format::number(language, i64::try_from(number).unwrap_or(i64::MAX))
}
