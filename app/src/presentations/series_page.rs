//! A series for many classes: classes and days, the whole set to be looked at and changed, and all of it saved or nothing.

use domain::ids::PresentationId;
use domain::outreach::Audience;
use domain::presentations::NewSeries;
use domain::presentations::form::PlanForm;
use domain::presentations::series::{Preview, SeriesForm, preview};
use domain::presentations::view::{PresentationChoices, WantedTimes};
use domain::text::ShortText;
use domain::time::slot::parse_date;
use domain::time::{Occasion, SchoolYear};
use i18n::{Language, format, presentations as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use ui::{Alert, Announcer, Button, ButtonKind, ButtonVariant, DateField, NumberField, TextArea, TimeField, Tone};

use super::api::{create_series, planning_choices, presentation_conflicts};
use super::new_page::{UnitField, calendar_of};
use super::plan_fields::{NameFields, PlaceFields, PlanSignals};
use super::series_rows::{RowList, SeriesRows};
use super::words;
use crate::conflicts::ConflictSummary;
use crate::failure::Failure;
use crate::focus;
use crate::form::{CommandForm, Draft, DraftNote, FormState};
use crate::fresh;
use crate::groups::words as times;
use crate::look_up::look_up;
use crate::page_frame::{Loaded, NewPage};
use crate::title::PageTitle;

/// `/presentations/series`.
#[component]
pub fn NewSeriesPage() -> impl IntoView {
    let language = use_language();
    let loaded = Resource::new(|| (), |()| planning_choices());
    let title = told(language, text::new_series);
    view! {
        <PageTitle text=title />
        <Loaded of=loaded let:choices>
            <NewPage
                title
                lead=text::series_lead
                list="/presentations"
                see_all=text::see_all
                instead=choices.units.is_empty().then_some(text::no_units)
            >
                <Series choices />
            </NewPage>
        </Loaded>
    }
}

/// The rule as typed.
#[derive(Clone, Copy)]
struct RuleSignals {
    classes: RwSignal<String>,
    first: RwSignal<String>,
    start: RwSignal<String>,
    minutes: RwSignal<String>,
    pause: RwSignal<String>,
    per_day: RwSignal<String>,
}

impl RuleSignals {
    fn new() -> Self {
        let text = |text: &str| RwSignal::new(text.to_owned());
        Self {
            classes: text(""),
            first: text(""),
            start: text("09:00"),
            minutes: text("15"),
            pause: text("10"),
            per_day: text("4"),
        }
    }

    fn form(self) -> SeriesForm {
        SeriesForm {
            classes: self.classes.get(),
            first: self.first.get(),
            start: self.start.get(),
            minutes: self.minutes.get(),
            pause: self.pause.get(),
            per_day: self.per_day.get(),
        }
    }

    fn kept(self) -> Vec<(&'static str, RwSignal<String>)> {
        vec![
            ("classes", self.classes),
            ("first", self.first),
            ("series_start", self.start),
            ("minutes", self.minutes),
            ("pause", self.pause),
            ("per_day", self.per_day),
        ]
    }
}

#[component]
fn Series(choices: PresentationChoices) -> impl IntoView {
    let language = use_language();
    let PresentationChoices { me, units, .. } = choices;
    let plan = PlanSignals::new(PlanForm {
        unit: units.first().map(|unit| unit.id.to_string()).unwrap_or_default(),
        audiences: vec![Audience::Pupils.name().to_owned()],
        ..PlanForm::default()
    });
    let rule = RuleSignals::new();
    let rows = SeriesRows::new();
    let form = CommandForm::new();
    let units = StoredValue::new(units);
    let calendar = Signal::derive(move || calendar_of(units, &plan.unit.get()));
    let mut kept = plan.kept();
    kept.extend(rule.kept());
    kept.push(("rows", rows.kept));
    let draft = Draft::keep("presentation-series", "new", me, kept);
    Effect::new(move |_| rows.take_back());
    Effect::new(move |_| rows.note());
    let told_of = RwSignal::new(None::<Preview>);

    let question = Signal::derive(move || {
        let slots: Vec<Occasion> = rows.forms().iter().filter_map(|row| row.slot()).collect();
        (!slots.is_empty()).then_some(())?;
        Some(WantedTimes {
            of: None,
            unit: plan.unit.get().parse().ok()?,
            place: ShortText::parse(&plan.place.get()).unwrap_or_default(),
            slots,
        })
    });
    let known = look_up(question, presentation_conflicts);
    let slots = Signal::derive(move || rows.forms().iter().filter_map(|row| row.slot()).collect::<Vec<_>>());
    let has_rows = move || rows.all.with(|rows| !rows.is_empty());
    let add = move |_| {
        let row = rows.add();
        request_animation_frame(move || focus::on(&format!("row-{}-class", row.key)));
    };
    let announcer = use_context::<Announcer>();
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let typed = untrack(|| rows.forms());
        let parsed = untrack(|| plan.form()).parse_series(&typed, || PresentationId::new(fresh::ulid()));
        let parsed = parsed.map(|presentations| (NewSeries { presentations }, None));
        let navigate = navigate.clone();
        form.submit(&event, parsed, create_series, move |made: Vec<PresentationId>| {
            draft.clear();
            if let Some(announcer) = announcer {
                announcer.say(text::series_saved(language.get_untracked(), made.len()));
            }
            let first = typed.iter().find_map(|row| parse_date(&row.date).ok());
            let year = first.map(|day| SchoolYear::of(day).start_year());
            let to = year.map_or_else(
                || "/presentations".to_owned(),
                |year| format!("/presentations?year={year}"),
            );
            navigate(&to, Default::default());
        });
    };
    view! {
        <DraftNote draft />
        <RuleForm rule rows calendar told_of />
        <form class="hr-form" novalidate=true on:submit=submit>
            <h2>{say(language, text::series_shared)}</h2>
            <NameFields plan form />
            <UnitField units plan form />
            <PlaceFields plan form is_series=true />
            <section aria-labelledby="preview">
                <h2 id="preview" tabindex="-1">{say(language, text::preview)}</h2>
                <Told told_of />
                <Show when=has_rows fallback=move || view! { <p class="hr-muted">{say(language, text::series_empty)}</p> }>
                    <ConflictSummary known slots />
                </Show>
                {move || form.state.error("rows").get().map(|error| view! {
                    <p class="ds-validation-message" role="alert">{error}</p>
                })}
                <RowList rows form calendar known />
                <Button variant=ButtonVariant::Secondary on:click=add>{say(language, text::add_row)}</Button>
            </section>
            <Failure error=form.state.failure() rule=words::rule />
            <p class="hr-muted">{say(language, text::save_series_help)}</p>
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=form.state.busy()>{say(language, text::save_series)}</Button>
            </div>
        </form>
    }
    .into_any()
}

/// Classes and days, and the button that makes the proposal. Nothing is sent.
#[component]
fn RuleForm(
    rule: RuleSignals,
    rows: SeriesRows,
    calendar: Signal<domain::time::SchoolCalendar>,
    told_of: RwSignal<Option<Preview>>,
) -> impl IntoView {
    let language = use_language();
    let state = FormState::new();
    let announcer = use_context::<Announcer>();
    let propose = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = focus::form_of(&event);
        match untrack(|| rule.form()).parse() {
            Ok(parsed) => {
                state.refuse(Vec::new());
                let made = calendar.with_untracked(|calendar| preview(&parsed, calendar));
                rows.propose(&made.turns);
                if let Some(announcer) = announcer {
                    announcer.say(text::preview_made(language.get_untracked(), made.turns.len()));
                }
                told_of.set(Some(made));
                request_animation_frame(|| focus::on("preview"));
            }
            Err(issues) => {
                state.refuse(issues);
                focus::first_fault_in(form);
            }
        }
    };
    // A school year of which no calendar is known has no days off but the public holidays.
    let unknown_year = Memo::new(move |_| {
        let year = SchoolYear::of(parse_date(&rule.first.get()).ok()?);
        let is_known = calendar.with(|calendar| {
            calendar
                .breaks
                .iter()
                .any(|one| one.first <= year.last_day() && year.first_day() <= one.last)
        });
        (!is_known).then_some(year.start_year())
    });
    let has_rows = move || rows.all.with(|rows| !rows.is_empty());
    let number = move |id: &'static str, label: i18n::Text, value: RwSignal<String>| {
        view! { <NumberField id label=told(language, label) value error=state.error(id) /> }
    };
    view! {
        <form class="hr-form" novalidate=true on:submit=propose>
            <h2>{say(language, text::series_rule)}</h2>
            <TextArea
                id="classes"
                label=told(language, text::classes)
                description=told(language, text::classes_help)
                value=rule.classes
                error=state.error("classes")
            />
            <div class="hr-field-row">
                <DateField id="first" label=told(language, text::first) value=rule.first error=state.error("first") />
                <TimeField
                    id="series_start"
                    label=told(language, text::series_start)
                    value=rule.start
                    error=state.error("series_start")
                />
            </div>
            <div class="hr-field-row">
                {number("minutes", text::minutes, rule.minutes)}
                {number("pause", text::pause, rule.pause)}
                {number("per_day", text::per_day, rule.per_day)}
            </div>
            {move || unknown_year.get().map(|year| view! {
                <p class="hr-conflict">
                    {move || text::no_calendar(language.get(), SchoolYear::starting(year))}
                </p>
            })}
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary>
                    {move || if has_rows() { text::make_again(language.get()) } else { text::make_preview(language.get()) }}
                </Button>
            </div>
            <Show when=has_rows>
                <p class="hr-muted">{say(language, text::make_again_help)}</p>
            </Show>
        </form>
    }
    .into_any()
}

/// Which days were passed over and why, and which classes found none.
#[component]
fn Told(told_of: RwSignal<Option<Preview>>) -> impl IntoView {
    let language = use_language();
    let skipped = move || told_of.with(|made| made.as_ref().and_then(|made| skipped(language.get(), made)));
    let left_out = move || told_of.with(|made| made.as_ref().and_then(|made| left_out(language.get(), made)));
    view! {
        {move || skipped().map(|words| view! { <p>{words}</p> })}
        {move || left_out().map(|words| view! { <Alert tone=Tone::Warning>{words}</Alert> })}
    }
    .into_any()
}

fn skipped(language: Language, made: &Preview) -> Option<String> {
    let day = |(day, off): &(jiff::civil::Date, domain::time::calendar::DayOff)| {
        text::skipped_day(
            language,
            format::date_long(language, *day),
            times::day_off(language, off),
        )
    };
    let days: Vec<String> = made.skipped.iter().map(day).collect();
    (!days.is_empty()).then(|| text::skipped(language, words::joined(language, &days)))
}

fn left_out(language: Language, made: &Preview) -> Option<String> {
    let classes: Vec<&str> = made.left_out.iter().map(ShortText::as_str).collect();
    (!classes.is_empty()).then(|| text::left_out(language, words::joined(language, &classes)))
}
