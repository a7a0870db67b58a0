//! One template: what it holds, the next course from it, its words, and whether it is offered.

use domain::courses::templates::view::{MadeRow, TemplateView};
use domain::courses::templates::{
    CourseTemplate, FromTemplateForm, TemplateCommand, TemplateForm, TemplatePart, TemplateTask,
};
use domain::ids::EventId;
use domain::text_guard::NameRule;
use i18n::{Language, course_templates as text, courses, format, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;
use ui::{Alert, Button, ButtonKind, Checkbox, Choice, DateField, Details, PageHeader, SelectField, Tone};

use super::api::{change_course_template, make_from_template, view_course_template};
use super::evaluation::SaidBeforeSection;
use super::tasks::task_name;
use super::templates_page::length;
use super::words;
use crate::failure::Failure;
use crate::form::{CommandForm, FreeTextField, tell_saved};
use crate::fresh;
use crate::page_frame::{Loaded, of_address};
use crate::templates::{OfferWords, Offering};
use crate::title::PageTitle;

/// `/courses/templates/:id`.
#[component]
pub fn CourseTemplatePage() -> impl IntoView {
    let language = use_language();
    let loaded = of_address(view_course_template);
    let changed = Callback::new(move |()| loaded.refetch());
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:view>
            <Sheet view changed />
        </Loaded>
    }
}

#[component]
fn Sheet(view: TemplateView, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let TemplateView {
        template,
        author_name,
        may_edit,
        made,
        said,
        advisers,
    } = view;
    let title = Signal::stored(template.title.to_string());
    let (made_on, is_shared, is_retired) = (template.made_on, template.is_shared, template.is_retired);
    let saved_by = move || {
        let language = language.get();
        let said = text::saved_by(language, &author_name, format::date_medium(language, made_on));
        let seen = if is_shared { text::is_shared } else { text::is_own };
        format!("{said} · {}", seen(language))
    };
    let about = template.about.to_string();
    let next = template.clone();
    view! {
        <p class="hr-back">
            <A href="/courses/templates">{move || format!("← {}", text::see_all(language.get()))}</A>
        </p>
        <PageHeader title />
        {is_retired.then(|| view! { <Alert tone=Tone::Warning>{say(language, text::retired_note)}</Alert> })}
        <p class="hr-lines">{about}</p>
        <p class="hr-muted">{saved_by}</p>
        {(!is_retired).then(|| view! { <Make template=next advisers /> })}
        <section class="hr-section" aria-labelledby="holds">
            <h2 id="holds">{say(language, text::holds)}</h2>
            {facts(&template)}
        </section>
        <section class="hr-section" aria-labelledby="made">
            <h2 id="made">{say(language, text::made)}</h2>
            {made_list(made)}
        </section>
        <SaidBeforeSection said />
        {may_edit.then(|| view! { <Editing template changed /> })}
    }
    .into_any()
}

fn made_list(made: Vec<MadeRow>) -> AnyView {
    let language = use_language();
    if made.is_empty() {
        return view! { <p class="hr-muted">{say(language, text::none_made)}</p> }.into_any();
    }
    let row = |row: MadeRow| {
        let day = row.first_day;
        view! {
            <li>
                <A href=format!("/courses/{}", row.id)>
                    {row.title} ", " {move || format::date_long(language.get(), day)}
                </A>
            </li>
        }
    };
    view! { <ul class="hr-plain">{made.into_iter().map(row).collect_view()}</ul> }.into_any()
}

/// When a part is, told from the first.
fn when(language: Language, part: &TemplatePart) -> String {
    let time = format::time(language, part.start);
    let minutes = format::duration(language, part.minutes.get().into());
    match part.after {
        0 => text::part_first(language, time, minutes),
        1 => text::part_next_day(language, time, minutes),
        days => text::part_after(language, days, time, minutes),
    }
}

fn days_before(language: Language, days: u16) -> String {
    match days {
        0 => text::same_day(language).to_owned(),
        1 => text::one_day_before(language).to_owned(),
        days => text::days_before(language, days),
    }
}

fn task_with_day(language: Language, task: &TemplateTask) -> String {
    let what = task_name(language, &task.what);
    let Some(days) = task.days else {
        return what.to_owned();
    };
    let when = match u16::try_from(days.unsigned_abs()) {
        Ok(before) if days <= 0 => days_before(language, before),
        Ok(1) => text::one_day_after(language).to_owned(),
        _ => text::days_after(language, days),
    };
    format!("{what}: {when}")
}

fn facts(template: &CourseTemplate) -> AnyView {
    let language = use_language();
    let fact = |label: i18n::Text, value: AnyView| {
        view! {
            <div>
                <dt>{say(language, label)}</dt>
                <dd>{value}</dd>
            </div>
        }
        .into_any()
    };
    let parts: Vec<_> = template
        .parts
        .iter()
        .zip(&template.run_sheets)
        .map(|(part, sheet)| {
            let part = *part;
            let steps: Vec<&str> = sheet.blocks.iter().map(|block| block.step.as_str()).collect();
            let steps = steps.join(", ");
            view! {
                <span class="hr-line">{move || when(language.get(), &part)}</span>
                {(!steps.is_empty()).then(|| view! { <span class="hr-line hr-muted">{steps}</span> })}
            }
        })
        .collect();
    let (count, minutes, kind) = (template.parts.len(), template.minutes(), template.format);
    let services = template.services.clone();
    let services = move || {
        let language = language.get();
        let names: Vec<&str> = services.iter().map(|one| i18n::service_name(language, *one)).collect();
        names.join(", ")
    };
    let themes = template.themes.clone();
    let has_themes = !themes.is_empty();
    let themes = move || {
        let language = language.get();
        let names: Vec<&str> = themes.iter().map(|one| i18n::theme_name(language, *one)).collect();
        names.join(", ")
    };
    let tasks: Vec<_> = template
        .tasks
        .iter()
        .map(|task| {
            let task = task.clone();
            view! { <span class="hr-line">{move || task_with_day(language.get(), &task)}</span> }
        })
        .collect();
    let has_tasks = !tasks.is_empty();
    let (deadline, capacity) = (template.deadline_before, template.capacity.to_string());
    let minimum = template.minimum.map(|minimum| {
        move || {
            let language = language.get();
            text::minimum_by(language, minimum.seats.get(), days_before(language, minimum.before))
        }
    });
    let programme = template.programme.to_string();
    view! {
        <dl class="hr-facts">
            {fact(text::col_length, (move || length(language.get(), count, minutes)).into_any())}
            {fact(courses::when, parts.into_any())}
            {fact(courses::format, (move || words::format(language.get(), kind)).into_any())}
            {fact(courses::services, services.into_any())}
            {has_themes.then(|| fact(courses::themes, themes.into_any()))}
            {fact(courses::col_seats, capacity.into_any())}
            {minimum.map(|minimum| fact(courses::minimum, minimum.into_any()))}
            {fact(courses::deadline, (move || days_before(language.get(), deadline)).into_any())}
            {has_tasks.then(|| fact(courses::tasks, tasks.into_any()))}
            {(!programme.is_empty())
                .then(|| {
                    fact(courses::programme, view! { <span class="hr-lines">{programme}</span> }.into_any())
                })}
        </dl>
    }
    .into_any()
}

/// The next course.
#[component]
fn Make(template: CourseTemplate, advisers: Vec<domain::choice::Choice>) -> impl IntoView {
    let language = use_language();
    let (id, kind) = (template.id, template.format);
    let day = RwSignal::new(String::new());
    let place = RwSignal::new(String::new());
    let adviser = RwSignal::new(String::new());
    let names_adviser = !advisers.is_empty();
    let advisers: Vec<Choice> = advisers
        .into_iter()
        .map(|one| Choice::new(one.value, one.name))
        .collect();
    let offered = StoredValue::new(advisers);
    let form = CommandForm::new();
    let state = form.state;
    // The same id for every attempt at the same course: pressing twice has the effect of once.
    let course = StoredValue::new(None::<EventId>);
    let navigate = StoredValue::new(use_navigate());
    let submit = move |event: leptos::ev::SubmitEvent| {
        let made = course.get_value().unwrap_or_else(|| EventId::new(fresh::ulid()));
        course.set_value(Some(made));
        let typed = FromTemplateForm {
            first_day: day.get_untracked(),
            place: place.get_untracked(),
            adviser: adviser.get_untracked(),
        };
        let parsed = typed
            .parse(made, (id, kind), names_adviser)
            .map(|command| (command, None));
        form.submit(&event, parsed, make_from_template, move |made: EventId| {
            navigate.get_value()(&format!("/courses/{made}"), Default::default());
        });
    };
    view! {
        <section class="hr-section" aria-labelledby="make">
            <h2 id="make">{say(language, text::make_heading)}</h2>
            <form class="hr-form" novalidate=true on:submit=submit>
                <p>{say(language, text::make_help)}</p>
                {names_adviser.then(|| view! {
                    <SelectField
                        id="adviser"
                        label=told(language, courses::adviser)
                        empty=told(language, courses::choose_adviser)
                        choices=Signal::derive(move || offered.get_value())
                        value=adviser
                        error=state.error("adviser")
                    />
                })}
                <DateField
                    id="first_day"
                    label=told(language, text::first_day)
                    value=day
                    error=state.error("first_day")
                />
                {kind.has_room().then(|| view! {
                    <FreeTextField
                        id="place"
                        label=told(language, courses::place)
                        value=place
                        names=form.names
                        rule=NameRule::Allowed
                        issue=state.issue("place")
                    />
                })}
                <Failure error=state.failure() rule=words::rule />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::make)}</Button>
                </div>
            </form>
        </section>
    }
    .into_any()
}

const OFFER_WORDS: OfferWords = OfferWords {
    offer: text::offer,
    offered: text::offered_done,
    withdraw: text::retire,
    withdrawn: text::retired_done,
    help: text::retire_help,
    rule: words::rule,
};

/// Words, who sees it, and whether it is offered.
#[component]
fn Editing(template: CourseTemplate, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let (id, version, is_retired) = (template.id, template.version, template.is_retired);
    let start = TemplateForm::of(&template);
    let title = RwSignal::new(start.title);
    let about = RwSignal::new(start.about);
    let shared = RwSignal::new(start.is_shared);
    let form = CommandForm::new();
    form.names.stand_in(&template);
    let (state, names) = (form.state, form.names);
    let announcer = use_context::<ui::Announcer>();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let typed = TemplateForm {
            title: title.get_untracked(),
            about: about.get_untracked(),
            is_shared: shared.get_untracked(),
        };
        let parsed = typed.parse_edit().map(|command| (command, Some(version)));
        let send = move |envelope| change_course_template(id, envelope);
        form.submit(&event, parsed, send, move |_| {
            tell_saved(announcer, text::edited(language.get_untracked()));
            changed.run(());
        });
    };
    view! {
        <Details summary=told(language, text::edit)>
            <form class="hr-form" novalidate=true on:submit=submit>
                <FreeTextField
                    id="title"
                    label=told(language, text::name)
                    value=title
                    names
                    issue=state.issue("title")
                />
                <FreeTextField
                    id="about"
                    is_long=true
                    is_optional=true
                    label=told(language, courses::about)
                    value=about
                    names
                    issue=state.issue("about")
                />
                <Checkbox id="is_shared" label=told(language, text::share) checked=shared />
                <Failure error=state.failure() rule=words::rule />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::save_edit)}</Button>
                </div>
            </form>
        </Details>
        <Offering
            words=OFFER_WORDS
            is_withdrawn=is_retired
            version
            offer=|| TemplateCommand::Offer
            withdraw=|| TemplateCommand::Retire
            send=move |envelope| change_course_template(id, envelope)
            changed
        />
    }
    .into_any()
}
