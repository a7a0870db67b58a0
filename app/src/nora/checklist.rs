//! What the author vouches for before anybody else reads the text: nobody can be known from it.

use domain::nora::{Check, Checklist};
use i18n::{nora as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Checkbox, Choice, RadioGroup};

use super::words;
use crate::form::{CommandForm, FormState};

/// What is ticked, as text, so that a draft keeps it.
#[derive(Clone, Copy)]
pub(super) struct Ticks {
    /// `made_up` or `real`.
    story: RwSignal<String>,
    checks: [(Check, RwSignal<String>); 4],
}

impl Ticks {
    pub(super) fn new(checklist: Checklist) -> Self {
        let story = if checklist.real_story { "real" } else { "made_up" };
        Self {
            story: RwSignal::new(story.to_owned()),
            checks: Check::ALL.map(|check| (check, RwSignal::new(mark(checklist.has(check))))),
        }
    }

    /// As ticked now; read where it is to be followed.
    pub(super) fn checklist(self) -> Checklist {
        let has = |of: Check| {
            self.checks
                .iter()
                .any(|(check, ticked)| *check == of && !ticked.read().is_empty())
        };
        Checklist {
            real_story: *self.story.read() == "real",
            no_real_case: has(Check::NoRealCase),
            composite: has(Check::Composite),
            unrecognisable: has(Check::Unrecognisable),
            consent: has(Check::Consent),
        }
    }

    /// What a draft keeps.
    pub(super) fn kept(self) -> Vec<(&'static str, RwSignal<String>)> {
        let checks = self.checks.into_iter().map(|(check, ticked)| (check.name(), ticked));
        checks.chain([("story", self.story)]).collect()
    }
}

/// A tick as a draft keeps it.
pub(super) fn mark(is_ticked: bool) -> String {
    if is_ticked { "on".to_owned() } else { String::new() }
}

/// A tick that a draft keeps.
#[component]
pub(super) fn KeptTick(
    id: &'static str,
    #[prop(into)] label: Signal<String>,
    kept: RwSignal<String>,
    state: FormState,
) -> impl IntoView {
    let checked = RwSignal::new(!kept.read_untracked().is_empty());
    // A draft that is brought back is seen in the box.
    Effect::new(move |_| checked.set(!kept.read().is_empty()));
    let on_change = Callback::new(move |is_ticked| kept.set(mark(is_ticked)));
    view! { <Checkbox id label checked error=state.error(id) on_change /> }.into_any()
}

/// The points, by what the text is made of.
#[component]
pub(super) fn ChecklistFields(ticks: Ticks, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let asked = Memo::new(move |_| ticks.checklist().asked().to_vec());
    let done = move || {
        let checklist = ticks.checklist();
        let all = checklist.asked().len();
        text::ticked(language.get(), all.saturating_sub(checklist.missing().len()), all)
    };
    let stories = Signal::derive(move || {
        let language = language.get();
        vec![
            Choice::new("made_up", text::story_made_up(language)),
            Choice::new("real", text::story_real(language)),
        ]
    });
    view! {
        <fieldset class="ds-fieldset hr-choices">
            <legend class="ds-label">{say(language, text::checklist)}</legend>
            <p>{say(language, text::checklist_help)}</p>
            <RadioGroup id="story" legend=told(language, text::story) value=ticks.story choices=stories />
            <For each=move || asked.get() key=|check| *check let:check>
                {ticks
                    .checks
                    .into_iter()
                    .find(|(one, _)| *one == check)
                    .map(|(check, kept)| view! {
                        <KeptTick
                            id=check.name()
                            label=Signal::derive(move || words::check(language.get(), check).to_owned())
                            kept
                            state=form.state
                        />
                    })}
            </For>
            <p class="hr-muted" aria-live="polite">{done}</p>
        </fieldset>
    }
    .into_any()
}
