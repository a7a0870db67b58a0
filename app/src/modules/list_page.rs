//! The library. What is asked stands in the address, so that it works without scripts, can be kept and be gone back to.

use std::collections::BTreeSet;

use domain::groups::Grade;
use domain::modules::view::{Facet, ModuleList, ModuleRow, ModuleSearch};
use domain::modules::{ModuleStage, Shelf};
use domain::themes::Theme;
use i18n::{Language, format, modules as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::{A, Form};
use leptos_router::hooks::use_query_map;
use ui::{
    Button, ButtonKind, ButtonVariant, Checkbox, Details, EmptyState, LinkButton, NumberField, PageHeader, Pagination,
    StateBadge, Tag, TextField, TextKind, Tone,
};

use super::api::search_modules;
use super::words;
use crate::address::escaped;
use crate::failure::FailurePage;
use crate::title::PageTitle;

const PATH: &str = "/modules";
/// How many rows the server gives at a time.
const PAGE: usize = 30;

/// `/modules`.
#[component]
pub fn ModulesPage() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let query = query.read();
        let all = |name: &str| -> Vec<String> { query.get_all(name).unwrap_or_default() };
        let one = |name: &str| query.get_str(name).unwrap_or_default().to_owned();
        let page = one("page").parse::<usize>().unwrap_or(1).saturating_sub(1);
        ModuleSearch {
            words: one("words"),
            themes: chosen(&all("theme"), &Theme::ALL, Theme::name),
            grades: chosen(&all("grade"), &Grade::ALL, Grade::name),
            minutes: one("minutes").parse().ok(),
            subject: one("subject"),
            shelves: chosen(&all("shelf"), &Shelf::ALL, Shelf::name),
            stages: chosen(&all("stage"), &ModuleStage::ALL, ModuleStage::name),
            at_my_schools: !one("mine").is_empty(),
            is_well_rated: !one("rated").is_empty(),
            from: page * PAGE,
        }
    });
    let loaded = Resource::new(
        move || asked.get(),
        |asked| async move { search_modules(asked.clone()).await.map(|list| (asked, list)) },
    );
    view! {
        <PageTitle text=told(language, text::title) />
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok((asked, list)) => view! { <Library asked list /> }.into_any(),
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

fn chosen<T: Copy + Ord>(names: &[String], all: &[T], name: fn(T) -> &'static str) -> BTreeSet<T> {
    let is_chosen = |one: &T| names.iter().any(|chosen| chosen == name(*one));
    all.iter().copied().filter(is_chosen).collect()
}

#[component]
fn Library(asked: ModuleSearch, list: ModuleList) -> impl IntoView {
    let language = use_language();
    let ModuleList {
        rows,
        total,
        themes,
        grades,
        shelves,
        stages,
        waiting,
        may_create,
        may_import_aims,
    } = list;
    let (page, pages) = (asked.from / PAGE + 1, total.div_ceil(PAGE));
    let here = asked.clone();
    let count = i64::try_from(total).unwrap_or(i64::MAX);
    view! {
        <PageHeader title=told(language, text::title) lead=told(language, text::lead)>
            {may_create.then(|| view! { <LinkButton href="/modules/new">{say(language, text::new_module)}</LinkButton> })}
            {may_import_aims.then(|| view! {
                <LinkButton href="/modules/aims" variant=ButtonVariant::Secondary>{say(language, text::aims_import)}</LinkButton>
            })}
        </PageHeader>
        {(waiting > 0).then(|| view! {
            <p><A href="/modules?stage=in_review">{move || text::waiting(language.get(), waiting)}</A></p>
        })}
        <SearchForm asked themes grades shelves stages />
        <p role="status">{move || text::found(language.get(), format::number(language.get(), count))}</p>
        {if rows.is_empty() {
            view! { <EmptyState title=told(language, text::none) text=told(language, text::none_help) /> }.into_any()
        } else {
            view! { <ul class="hr-modules">{rows.into_iter().map(|row| view! { <Row row /> }).collect_view()}</ul> }.into_any()
        }}
        <Pagination page pages href=move |to| address(&here, to) />
    }
    .into_any()
}

/// The address of another page of what was asked.
fn address(asked: &ModuleSearch, page: usize) -> String {
    let mut parts = vec![format!("page={page}")];
    let mut part = |name: &str, value: &str| {
        if !value.is_empty() {
            parts.push(format!("{name}={}", escaped(value)));
        }
    };
    part("words", &asked.words);
    part("subject", &asked.subject);
    part(
        "minutes",
        &asked.minutes.map(|most| most.to_string()).unwrap_or_default(),
    );
    part("mine", if asked.at_my_schools { "on" } else { "" });
    part("rated", if asked.is_well_rated { "on" } else { "" });
    asked.themes.iter().for_each(|theme| part("theme", theme.name()));
    asked.grades.iter().for_each(|grade| part("grade", grade.name()));
    asked.shelves.iter().for_each(|shelf| part("shelf", shelf.name()));
    asked.stages.iter().for_each(|stage| part("stage", stage.name()));
    format!("{PATH}?{}", parts.join("&"))
}

/// A value of a facet: its name in the address, what it is called, how many there are, and whether it is asked for.
struct Tick {
    name: &'static str,
    word: Callback<Language, &'static str>,
    count: usize,
    is_asked: bool,
}

fn ticks<T: Copy + Ord + Send + Sync + 'static>(
    facets: &[Facet<T>],
    asked: &BTreeSet<T>,
    name: fn(T) -> &'static str,
    word: fn(Language, T) -> &'static str,
) -> Vec<Tick> {
    let found = facets.iter().map(|facet| (facet.value, facet.count));
    let missing = asked
        .iter()
        .filter(|value| facets.iter().all(|facet| facet.value != **value));
    found
        .chain(missing.map(|value| (*value, 0)))
        .map(|(value, count)| Tick {
            name: name(value),
            word: Callback::new(move |language| word(language, value)),
            count,
            is_asked: asked.contains(&value),
        })
        .collect()
}

#[component]
fn SearchForm(
    asked: ModuleSearch,
    themes: Vec<Facet<Theme>>,
    grades: Vec<Facet<Grade>>,
    shelves: Vec<Facet<Shelf>>,
    stages: Vec<Facet<ModuleStage>>,
) -> impl IntoView {
    let language = use_language();
    let typed = RwSignal::new(asked.words.clone());
    let subject = RwSignal::new(asked.subject.clone());
    let minutes = RwSignal::new(asked.minutes.map(|most| most.to_string()).unwrap_or_default());
    let (mine, rated) = (RwSignal::new(asked.at_my_schools), RwSignal::new(asked.is_well_rated));
    let themes = ticks(&themes, &asked.themes, Theme::name, i18n::theme_name);
    let grades = ticks(&grades, &asked.grades, Grade::name, crate::groups::words::grade);
    let shelves = ticks(&shelves, &asked.shelves, Shelf::name, words::shelf);
    let stages = ticks(&stages, &asked.stages, ModuleStage::name, words::stage);
    let is_narrowed = !(asked.themes.is_empty()
        && asked.grades.is_empty()
        && asked.shelves.is_empty()
        && asked.stages.is_empty()
        && asked.subject.is_empty()
        && asked.minutes.is_none())
        || asked.at_my_schools
        || asked.is_well_rated;
    view! {
        <Form method="GET" action=PATH attr:class="hr-library-search" attr:aria-label=say(language, text::search)>
            <div class="hr-filter">
                <TextField
                    id="words"
                    name="words"
                    label=told(language, text::words)
                    description=told(language, text::words_help)
                    value=typed
                    kind=TextKind::Search
                    is_optional=true
                />
                <Button kind=ButtonKind::Submit>{say(language, text::search)}</Button>
            </div>
            <Details summary=told(language, text::narrow) is_open=is_narrowed>
                <div class="hr-facets">
                    <Facets legend=i18n::themes::title field="theme" ticks=themes />
                    <Facets legend=text::grades field="grade" ticks=grades />
                    <Facets legend=text::shelf field="shelf" ticks=shelves />
                    <Facets legend=text::stage field="stage" ticks=stages />
                </div>
                <div class="hr-field-row">
                    <NumberField id="minutes" name="minutes" label=told(language, text::at_most) value=minutes is_optional=true />
                    <TextField id="subject" name="subject" label=told(language, text::subject_or_aim) value=subject is_optional=true />
                </div>
                <Checkbox id="mine" name="mine" label=told(language, text::at_my_schools) checked=mine />
                <Checkbox id="rated" name="rated" label=told(language, text::well_rated) checked=rated />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit>{say(language, text::search)}</Button>
                    <A href=PATH>{say(language, text::clear)}</A>
                </div>
            </Details>
        </Form>
    }
    .into_any()
}

#[component]
fn Facets(legend: fn(Language) -> &'static str, field: &'static str, ticks: Vec<Tick>) -> impl IntoView {
    let language = use_language();
    (!ticks.is_empty())
        .then(|| {
            let boxes = ticks
                .into_iter()
                .map(|tick| {
                    let Tick {
                        name,
                        word,
                        count,
                        is_asked,
                    } = tick;
                    view! {
                        <label class="hr-facet">
                            <input class="ds-input" type="checkbox" name=field value=name checked=is_asked />
                            <span>{move || word.run(language.get())}</span>
                            <span class="hr-muted">{count}</span>
                        </label>
                    }
                })
                .collect_view();
            view! {
                <fieldset class="ds-fieldset hr-choices">
                    <legend class="ds-label">{say(language, legend)}</legend>
                    {boxes}
                </fieldset>
            }
        })
        .into_any()
}

#[component]
fn Row(row: ModuleRow) -> impl IntoView {
    let language = use_language();
    let ModuleRow {
        id,
        title,
        summary,
        author_name,
        is_own,
        grades,
        minutes,
        themes,
        shelf,
        stage,
        used,
        is_review_due,
        files,
        ..
    } = row;
    let facts = move || {
        let language = language.get();
        let parts = [
            format::duration(language, minutes.get().into()),
            words::grades(language, &grades),
            words::themes(language, &themes),
            match files {
                0 => String::new(),
                1 => text::file_count_one(language).to_owned(),
                files => text::file_count(language, files),
            },
        ];
        parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ")
    };
    let by = move || {
        let language = language.get();
        let author = if is_own {
            text::own(language).to_owned()
        } else {
            text::by(language, &author_name)
        };
        format!("{author} · {}", words::shelf(language, shelf))
    };
    let used = move || words::used(language.get(), used);
    let stage_word = Signal::derive(move || words::stage(language.get(), stage).to_owned());
    view! {
        <li class="hr-module">
            <h2 class="hr-module__title"><A href=format!("{PATH}/{id}")>{title}</A></h2>
            <p class="hr-module__badges">
                <StateBadge icon=words::stage_icon(stage) tone=words::stage_tone(stage) text=stage_word />
                {is_review_due.then(|| view! { <Tag tone=Tone::Warning text=told(language, text::review_due) /> })}
            </p>
            <p>{summary}</p>
            <p class="hr-muted">{facts}</p>
            <p class="hr-muted">{by}{used}</p>
        </li>
    }
    .into_any()
}
