//! How a measure went: headcounts, hours and coverage; and what it has led to.

use domain::ids::PersonId;
use domain::needs::MeasureCommand;
use domain::needs::form::{MeasureCloseForm, parse_effect};
use i18n::{Language, format, needs as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonKind, DateField, Details, NumberField, Tone};

use super::measure_desk::MeasureDesk;
use super::measure_fields::{GroupCounts, as_typed, counts_of};
use super::words;
use crate::closing::{CLOSING, MinutesFields};
use crate::desk::Trouble;
use crate::form::{CommandForm, Draft, DraftNote, FreeTextField};

const EFFECT: &str = "effect-heading";

/// The section of the page.
#[component]
pub(super) fn ClosingSection(desk: MeasureDesk) -> impl IntoView {
    let language = use_language();
    let is_held = desk.part(|view| view.measure.closing().is_some());
    let can_close = desk.part(|view| view.may_edit && view.measure.can_close(view.today));
    let opens_on = desk.part(|view| {
        let is_ahead = view.may_edit && view.measure.stage().is_open() && !view.measure.can_close(view.today);
        view.measure.last_day().filter(|_| is_ahead)
    });
    let start = desk.part(|view| MeasureCloseForm::of(&view.measure));
    let reader = desk.view.with_untracked(|view| view.reader);
    let told_of = move || {
        let language = language.get();
        desk.view.with(|view| sentences(language, view))
    };
    view! {
        <section class="hr-section" aria-labelledby=CLOSING>
            <h2 id=CLOSING tabindex="-1">{say(language, text::closing)}</h2>
            {move || told_of().into_iter().map(|sentence| view! { <p class="hr-lines">{sentence}</p> }).collect_view()}
            {move || opens_on.get().map(|day| view! {
                <p class="hr-muted">
                    {move || text::closing_later(language.get(), format::date_long(language.get(), day))}
                </p>
            })}
            <Show when=move || can_close.get()>
                {move || {
                    let fields = view! { <Fields desk start=start.get() reader is_held=is_held.get() /> };
                    if is_held.get() {
                        view! {
                            <Details summary=told(language, text::correct)>{fields}</Details>
                            <NotHeld desk />
                        }
                            .into_any()
                    } else {
                        fields.into_any()
                    }
                }}
            </Show>
        </section>
    }
    .into_any()
}

/// «50 av 62 ansatte var med (81 %): …».
fn sentences(language: Language, view: &domain::needs::view::MeasureView) -> Vec<String> {
    let measure = &view.measure;
    let (Some(closing), Some(present), Some(share)) = (measure.closing(), measure.present(), measure.coverage()) else {
        return Vec::new();
    };
    let groups: Vec<String> = closing
        .present
        .iter()
        .map(|(group, count)| text::group_count(language, words::group(language, *group), count))
        .collect();
    let minutes = |minutes: u16| format::duration(language, minutes.into());
    let (delivery, preparation) = (closing.delivery_minutes.get(), closing.preparation_minutes.get());
    let mut told = vec![
        text::covered(
            language,
            present,
            measure.plan.staff,
            format::percent(language, share.into()),
            groups.join(", "),
        ),
        text::spent(
            language,
            minutes(delivery),
            minutes(preparation),
            minutes(delivery.saturating_add(preparation)),
        ),
    ];
    if !closing.evaluation.as_str().is_empty() {
        told.push(closing.evaluation.to_string());
    }
    told
}

#[component]
fn Fields(desk: MeasureDesk, start: MeasureCloseForm, reader: PersonId, is_held: bool) -> impl IntoView {
    let language = use_language();
    let counts = counts_of(&start.groups);
    let delivery = RwSignal::new(start.delivery_minutes);
    let preparation = RwSignal::new(start.preparation_minutes);
    let evaluation = RwSignal::new(start.evaluation);
    let staff = RwSignal::new(start.staff);
    let follow_up_on = RwSignal::new(start.follow_up_on);
    let form = CommandForm::new();
    desk.view.with_untracked(|view| form.names.stand_in(&view.measure));
    let state = form.state;
    let mut kept = vec![
        ("delivery_minutes", delivery),
        ("preparation_minutes", preparation),
        ("evaluation", evaluation),
        ("staff", staff),
        ("follow_up_on", follow_up_on),
    ];
    kept.extend(
        domain::needs::StaffGroup::ALL
            .map(domain::needs::StaffGroup::name)
            .into_iter()
            .zip(counts),
    );
    let draft = Draft::keep("measure-closing", &desk.id().to_string(), reader, kept);
    let submit = move |event: leptos::ev::SubmitEvent| {
        let typed = untrack(|| MeasureCloseForm {
            groups: as_typed(&counts),
            delivery_minutes: delivery.get(),
            preparation_minutes: preparation.get(),
            evaluation: evaluation.get(),
            staff: staff.get(),
            follow_up_on: follow_up_on.get(),
        });
        let parsed = typed.parse().map(|command| (command, Some(desk.version())));
        form.submit(
            &event,
            parsed,
            move |envelope| desk.send(envelope),
            move |view| {
                draft.clear();
                desk.done(view, CLOSING, |language| text::closed_measure(language).to_owned());
            },
        );
    };
    let has_too_many = Memo::new(move |_| {
        let number = |typed: String| typed.trim().parse::<u32>().unwrap_or_default();
        let there: u32 = counts.iter().map(|count| number(count.get())).sum();
        there > number(staff.get())
    });
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            <GroupCounts id="present" legend=text::present counts form />
            <NumberField
                id="closing-staff"
                label=told(language, text::staff)
                description=told(language, text::staff_help)
                value=staff
                error=state.error("closing-staff")
            />
            <Show when=move || has_too_many.get()>
                <p class="hr-conflict" role="status">{say(language, text::more_than_staff)}</p>
            </Show>
            <MinutesFields
                delivery
                delivery_label=text::delivery_minutes
                preparation
                preparation_label=text::preparation_minutes
                form
            />
            <FreeTextField
                id="evaluation"
                is_long=true
                is_optional=true
                label=told(language, text::evaluation)
                description=told(language, text::evaluation_help)
                value=evaluation
                names=form.names
                issue=state.issue("evaluation")
            />
            <DateField
                id="closing-follow-up"
                is_optional=true
                label=told(language, text::follow_up_on)
                description=told(language, text::follow_up_help)
                value=follow_up_on
                error=state.error("closing-follow-up")
            />
            <Trouble desk form />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>
                    {move || if is_held { text::correct(language.get()) } else { text::close(language.get()) }}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

/// That it was not held after all: what was written of it goes, so it is asked for by itself.
#[component]
fn NotHeld(desk: MeasureDesk) -> impl IntoView {
    let language = use_language();
    let form = CommandForm::new();
    let reopen = move |_| {
        desk.press(form, MeasureCommand::Reopen, CLOSING, |language| {
            text::reopened(language).to_owned()
        });
    };
    view! {
        <Details summary=told(language, text::not_held_heading)>
            <p>{say(language, text::not_held_help)}</p>
            <Trouble desk form />
            <div class="hr-actions">
                <Button tone=Tone::Danger busy=form.state.busy() on:click=reopen>
                    {say(language, text::not_held_heading)}
                </Button>
            </div>
        </Details>
    }
    .into_any()
}

/// What it has led to; nothing of a measure that was not held.
#[component]
pub(super) fn EffectSection(desk: MeasureDesk) -> impl IntoView {
    let is_held = desk.part(|view| view.measure.closing().is_some());
    view! {
        <Show when=move || is_held.get()>
            <EffectOf desk />
        </Show>
    }
    .into_any()
}

#[component]
fn EffectOf(desk: MeasureDesk) -> impl IntoView {
    let language = use_language();
    let effect = desk.part(|view| match &view.measure.outcome {
        domain::needs::Outcome::Held { effect, .. } => effect.clone(),
        _ => None,
    });
    let may_edit = desk.part(|view| view.may_edit);
    view! {
        <section class="hr-section" aria-labelledby=EFFECT>
            <h2 id=EFFECT tabindex="-1">{say(language, text::effect)}</h2>
            {move || {
                effect
                    .get()
                    .map(|effect| {
                        view! {
                            <p class="hr-lines">{effect.text.to_string()}</p>
                            <p class="hr-muted">{format::date_long(language.get(), effect.on)}</p>
                        }
                    })
            }}
            <Show when=move || may_edit.get()>
                <Details summary=told(language, text::write_effect)>
                    {move || {
                        let start = effect.get().map(|effect| effect.text.to_string()).unwrap_or_default();
                        view! { <EffectForm desk start /> }
                    }}
                </Details>
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn EffectForm(desk: MeasureDesk, start: String) -> impl IntoView {
    let language = use_language();
    let reader = desk.view.with_untracked(|view| view.reader);
    let typed = RwSignal::new(start);
    let form = CommandForm::new();
    desk.view.with_untracked(|view| form.names.stand_in(&view.measure));
    let draft = Draft::keep(
        "measure-effect",
        &desk.id().to_string(),
        reader,
        vec![("effect", typed)],
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = parse_effect(&typed.get_untracked()).map(|command| (command, Some(desk.version())));
        form.submit(
            &event,
            parsed,
            move |envelope| desk.send(envelope),
            move |view| {
                draft.clear();
                desk.done(view, EFFECT, |language| text::saved(language).to_owned());
            },
        );
    };
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            <FreeTextField
                id="effect"
                is_long=true
                label=told(language, text::effect_text)
                description=told(language, text::no_names)
                value=typed
                names=form.names
                issue=form.state.issue("effect")
            />
            <Trouble desk form />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=form.state.busy()>{say(language, text::save)}</Button>
            </div>
        </form>
    }
    .into_any()
}
