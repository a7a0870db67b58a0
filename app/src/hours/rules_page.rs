//! Where the time of each kind of work is counted, and how much preparation is proposed: the professional team decides.

use domain::hours::view::RulesView;
use domain::hours::{Bucket, HourRule, RuleForm};
use i18n::{hours as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Announcer, Button, ButtonKind, Details, NumberField, PageHeader};

use super::api::{change_hour_rule, view_hour_rules};
use super::words;
use crate::failure::Failure;
use crate::form::{CommandForm, tell_saved};
use crate::page_frame::Loaded;
use crate::title::PageTitle;

/// `/hours/rules`.
#[component]
pub fn HourRulesPage() -> impl IntoView {
    let language = use_language();
    let loaded = Resource::new(|| (), |()| view_hour_rules());
    let changed = Callback::new(move |()| loaded.refetch());
    view! {
        <PageTitle text=told(language, text::rules_title) />
        <Loaded of=loaded let:view>
            <Rules view changed />
        </Loaded>
    }
}

#[component]
fn Rules(view: RulesView, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let RulesView { rules } = view;
    view! {
        <PageHeader title=told(language, text::rules_title) lead=told(language, text::rules_lead) />
        <div class="hr-section">
            {rules.into_iter().map(|rule| view! { <OneRule rule changed /> }).collect_view()}
        </div>
    }
    .into_any()
}

#[component]
fn OneRule(rule: HourRule, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let form = CommandForm::new();
    let state = form.state;
    let HourRule {
        kind,
        split,
        preparation,
        minutes: _,
        version,
    } = rule;
    let percent = |bucket: Bucket| RwSignal::new(split.percent(bucket).to_string());
    let (pupils, competence, common) = (
        percent(Bucket::Pupils),
        percent(Bucket::Competence),
        percent(Bucket::Common),
    );
    let before = RwSignal::new(preparation.get().to_string());
    let submit = move |event: leptos::ev::SubmitEvent| {
        let typed = RuleForm {
            pupils: pupils.get_untracked(),
            competence: competence.get_untracked(),
            common: common.get_untracked(),
            preparation: before.get_untracked(),
        };
        let parsed = typed.parse(kind).map(|edit| (edit, Some(version)));
        form.submit(&event, parsed, change_hour_rule, move |_| {
            tell_saved(announcer, text::rule_saved(language.get_untracked()));
            changed.run(());
        });
    };
    let summary = Signal::derive(move || {
        let language = language.get();
        text::rule_of(language, words::kind(language, kind), words::split(language, split))
    });
    let label = Signal::derive(move || text::rule_save_of(language.get(), words::kind(language.get(), kind)));
    let field = move |name: &'static str, label: i18n::Text, value: RwSignal<String>| {
        view! {
            <NumberField
                id=format!("{}-{name}", kind.name())
                name
                label=told(language, label)
                value
                error=state.error(name)
            />
        }
    };
    view! {
        <Details summary>
            <form class="hr-form" novalidate=true on:submit=submit>
                {field("pupils", text::rule_pupils, pupils)}
                {field("competence", text::rule_competence, competence)}
                {field("common", text::rule_common, common)}
                {field("preparation", text::rule_preparation, before)}
                <Failure error=state.failure() rule=words::rule />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit busy=state.busy() label>{say(language, text::rule_save)}</Button>
                </div>
            </form>
        </Details>
    }
    .into_any()
}
