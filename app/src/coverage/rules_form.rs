//! How the rules that find gaps are set.

use domain::coverage::gaps::{RuleForm, RuleSetting};
use i18n::{coverage as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Announcer, Button, ButtonKind, ButtonVariant, Checkbox, Details, NumberField};

use super::api::set_gap_rule;
use super::words;
use crate::failure::Failure;
use crate::form::{CommandForm, tell_saved};

/// A form for each rule.
#[component]
pub(super) fn Rules(rules: Vec<RuleSetting>, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    view! {
        <Details summary=told(language, text::rules)>
            <p class="hr-muted">{say(language, text::rules_help)}</p>
            {rules.into_iter().map(|rule| view! { <Rule rule changed /> }).collect_view()}
        </Details>
    }
    .into_any()
}

#[component]
fn Rule(rule: RuleSetting, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let RuleSetting {
        rule,
        is_on,
        threshold,
        version,
    } = rule;
    let form = CommandForm::new();
    let state = form.state;
    let announcer = use_context::<Announcer>();
    let on = RwSignal::new(is_on);
    let number = RwSignal::new(threshold.to_string());
    let submit = move |event: leptos::ev::SubmitEvent| {
        let typed = RuleForm {
            is_on: on.get_untracked(),
            threshold: number.get_untracked(),
        };
        let parsed = typed.parse(rule).map(|set| (set, Some(version)));
        form.submit(&event, parsed, set_gap_rule, move |_: u64| {
            tell_saved(announcer, text::rule_saved(language.get_untracked()));
            changed.run(());
        });
    };
    let name = Signal::derive(move || words::rule(language.get(), rule).to_owned());
    let save = Signal::derive(move || text::save_rule(language.get(), words::rule(language.get(), rule)));
    view! {
        <form class="hr-filter" novalidate=true on:submit=submit aria-label=move || name.get()>
            <NumberField
                id=RuleForm::field(rule)
                label=Signal::derive(move || words::rule_unit(language.get(), rule))
                value=number
                error=state.error(RuleForm::field(rule))
            />
            <Checkbox id=format!("on-{}", rule.name()) label=told(language, text::rule_on) checked=on />
            <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary busy=state.busy() label=save>
                {say(language, text::save)}
            </Button>
            <Failure error=state.failure() />
        </form>
    }
    .into_any()
}
