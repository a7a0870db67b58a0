//! The administrator's page: each term with its wordings, and a form for the next.

use domain::people::Language;
use domain::terms::{Term, TermForm, TermHistory, TermKey, TermsView, term_on};
use i18n::{format, say, terms as text, told, use_language};
use jiff::civil::Date;
use leptos::prelude::*;
use ui::{Button, ButtonKind, DataTable, DateField, Details, PageHeader, Tag, TextField, Tone};

use super::api::{change_term, view_terms};
use super::use_terms;
use crate::failure::{Failure, FailurePage};
use crate::form::{CommandForm, tell_saved};
use crate::title::PageTitle;

/// `/terms`.
#[component]
pub fn TermsPage() -> impl IntoView {
    let language = use_language();
    let loaded = Resource::new(|| (), |()| view_terms());
    let title = told(language, text::title);
    let changed = Callback::new(move |()| loaded.refetch());
    view! {
        <PageTitle text=title />
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(TermsView { terms, today }) => {
                        let lead = told(language, text::lead);
                        view! {
                            <PageHeader title=title lead=lead />
                            {terms
                                .into_iter()
                                .map(|history| view! { <History history today changed /> })
                                .collect_view()}
                        }
                            .into_any()
                    }
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

fn key_name(language: Language, key: TermKey) -> &'static str {
    match key {
        TermKey::AdviserTitle => text::key_adviser_title(language),
        TermKey::EmbassyAdviser => text::key_embassy_adviser(language),
        TermKey::ExpertTeam => text::key_expert_team(language),
        TermKey::FagTeam => text::key_fag_team(language),
        TermKey::HonourViolence => text::key_honour_violence(language),
    }
}

#[component]
fn History(history: TermHistory, today: Date, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let TermHistory { key, wordings } = history;
    let current = term_on(&wordings, key, today).map(|term| term.valid_from);
    let start = term_on(&wordings, key, today)
        .map(|term| TermForm::of(term, today))
        .unwrap_or_default();
    let versions: Vec<(Date, u64)> = wordings.iter().map(|term| (term.valid_from, term.version)).collect();
    // Each table is a region of its own, so each has a name of its own.
    let caption = Signal::derive(move || {
        let language = language.get();
        std::format!("{}: {}", key_name(language, key), text::wordings(language))
    });
    view! {
        <section class="hr-section">
            <h2 class="ds-heading" data-size="sm">{move || key_name(language.get(), key)}</h2>
            <DataTable id=std::format!("wordings-{}", key.name()) caption hide_caption=true stacks=true>
                <thead>
                    <tr>
                        <th scope="col">{say(language, text::valid_from)}</th>
                        <th scope="col">{say(language, text::bokmal)}</th>
                        <th scope="col">{say(language, text::nynorsk)}</th>
                        <th scope="col">{say(language, text::english)}</th>
                    </tr>
                </thead>
                <tbody>
                    {wordings
                        .into_iter()
                        .map(|term| {
                            let in_use = Some(term.valid_from) == current;
                            view! { <Wording term in_use /> }
                        })
                        .collect_view()}
                </tbody>
            </DataTable>
            <Details summary=told(language, text::change)>
                <WordingForm key start versions changed />
            </Details>
        </section>
    }
}

#[component]
fn Wording(term: Term, in_use: bool) -> impl IntoView {
    let language = use_language();
    let (from, version) = (term.valid_from, term.version);
    let cell = |text: &domain::terms::TermText| match text.plural.as_str() {
        "" => text.singular.to_string(),
        plural => std::format!("{} / {plural}", text.singular),
    };
    view! {
        <tr>
            <th scope="row">
                {move || {
                    let language = language.get();
                    if version == 0 {
                        text::from_the_start(language).to_owned()
                    } else {
                        format::date_medium(language, from)
                    }
                }}
                {in_use
                    .then(|| view! {
                        " "
                        <Tag tone=Tone::Success text=told(language, text::in_use) />
                    })}
            </th>
            <td lang="nb" data-label=say(language, text::bokmal)>{cell(&term.nb)}</td>
            <td lang="nn" data-label=say(language, text::nynorsk)>{cell(&term.nn)}</td>
            <td lang="en" data-label=say(language, text::english)>{cell(&term.en)}</td>
        </tr>
    }
}

#[component]
fn WordingForm(key: TermKey, start: TermForm, versions: Vec<(Date, u64)>, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let terms = use_terms();
    let valid_from = RwSignal::new(start.valid_from);
    let fields = [
        start.nb_singular,
        start.nb_plural,
        start.nn_singular,
        start.nn_plural,
        start.en_singular,
        start.en_plural,
    ]
    .map(RwSignal::new);
    let form = CommandForm::new();
    let state = form.state;
    let announcer = use_context::<ui::Announcer>();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let [nb_singular, nb_plural, nn_singular, nn_plural, en_singular, en_plural] =
            fields.map(|field| field.get_untracked());
        let typed = TermForm {
            valid_from: valid_from.get_untracked(),
            nb_singular,
            nb_plural,
            nn_singular,
            nn_plural,
            en_singular,
            en_plural,
        };
        let mut from = None;
        let parsed = typed.parse(key).map(|command| {
            let domain::terms::TermCommand::Set { valid_from, .. } = command;
            from = Some(valid_from);
            // A wording of that very day that is a row is corrected; version 0 comes with the program and is no row.
            let seen = versions
                .iter()
                .find(|(day, version)| *day == valid_from && *version > 0)
                .map(|(_, version)| *version);
            (command, seen)
        });
        form.submit(&event, parsed, change_term, move |_words| {
            let language = language.get_untracked();
            let day = from.map(|from| format::date_medium(language, from)).unwrap_or_default();
            tell_saved(announcer, text::saved(language, day));
            terms.refresh();
            changed.run(());
        });
    };
    let control = move |field: &str| std::format!("{}-{field}", key.name());
    let labels: [(&'static str, i18n::Text); 6] = [
        ("nb_singular", text::nb_singular),
        ("nb_plural", text::nb_plural),
        ("nn_singular", text::nn_singular),
        ("nn_plural", text::nn_plural),
        ("en_singular", text::en_singular),
        ("en_plural", text::en_plural),
    ];
    view! {
        <form class="hr-form" novalidate=true on:submit=submit>
            <DateField
                id=control("valid_from")
                label=told(language, text::valid_from)
                value=valid_from
                error=state.error("valid_from")
            />
            {labels
                .into_iter()
                .zip(fields)
                .map(|((field, label), value)| view! {
                    <TextField
                        id=control(field)
                        label=Signal::derive(move || label(language.get()).to_owned())
                        value
                        error=state.error(field)
                        is_optional=field.ends_with("plural")
                    />
                })
                .collect_view()}
            <p class="hr-muted">{say(language, text::plural_help)}</p>
            <Failure error=state.failure() />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::save)}</Button>
            </div>
        </form>
    }
}
