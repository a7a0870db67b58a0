//! Fields that people write freely in, with the guard that looks for what names a person (`domain::text_guard`).
//!
//! What is found stands beside the field when typing stops, when the field is left and when the form is sent. A probable
//! name can be confirmed to be nobody; a number or an address can't. Nothing typed is lost.

use std::time::Duration;

use domain::issue::{Issue, IssueCode};
use domain::text_guard::{self, Confirmed, Finding, FindingKind, FreeTexts, NameRule};
use leptos::prelude::*;
use ui::{Announcer, Checkbox, TextArea, TextField};

/// How long typing rests before the text is looked through.
const REST: Duration = Duration::from_millis(700);

/// How long after a field is left its text is looked through. A sentence that came while a button is pressed would push the
/// button from under the finger, and the press would be lost.
const LEFT: Duration = Duration::from_millis(300);

/// The words of one form, or of one page's record, that are nobody's name: those that stood in the record when the page was
/// drawn, and those that the person has ticked.
#[derive(Clone, Copy)]
pub struct Names {
    ticked: RwSignal<Confirmed>,
    standing: RwSignal<Confirmed>,
}

impl Names {
    /// None yet.
    pub fn new() -> Self {
        Self {
            ticked: RwSignal::default(),
            standing: RwSignal::default(),
        }
    }

    /// What stands in the record already was confirmed when it was written.
    fn stand(self, text: &str) {
        let names = names_of(text);
        if !names.is_empty() {
            self.standing
                .update(|standing| names.iter().for_each(|name| standing.add(name)));
        }
    }

    /// The same for all texts of a record, or of a change that was made before and is taken back.
    pub fn stand_in<R: FreeTexts>(self, record: &R) {
        let names = text_guard::names_in(record);
        self.standing
            .update(|standing| names.iter().for_each(|name| standing.add(name)));
    }

    fn tick(self, words: &str, is_nobody: bool) {
        self.ticked.update(|ticked| {
            if is_nobody {
                ticked.add(words);
            } else {
                ticked.remove(words);
            }
        });
    }

    fn is_nobody(self, words: &str) -> bool {
        self.ticked.with(|ticked| ticked.has(words)) || self.standing.with(|standing| standing.has(words))
    }

    /// The words of a command that were confirmed, for its envelope.
    ///
    /// # Errors
    /// Every fault of its texts, by field.
    pub fn admit<C: FreeTexts>(self, command: &C) -> Result<Confirmed, Vec<Issue>> {
        let confirmed: Confirmed = text_guard::names_in(command)
            .into_iter()
            .filter(|words| untrack(|| self.is_nobody(words)))
            .collect();
        let faults = text_guard::check(command, &confirmed);
        if faults.is_empty() { Ok(confirmed) } else { Err(faults) }
    }

    /// The same for a command on a record: what stands anywhere in it needs no second confirmation, so that moving a text
    /// about or taking a change back is not asked about again.
    ///
    /// # Errors
    /// As [`Names::admit`].
    pub fn admit_in<C: FreeTexts, R: FreeTexts>(self, command: &C, record: &R) -> Result<Confirmed, Vec<Issue>> {
        self.admit(command).or_else(|_| {
            self.stand_in(record);
            self.admit(command)
        })
    }
}

impl Default for Names {
    fn default() -> Self {
        Self::new()
    }
}

fn names_of(text: &str) -> Vec<String> {
    let findings = text_guard::find(text).into_iter();
    let names = findings.filter(|finding| finding.kind.can_be_confirmed());
    names.map(|finding| finding.of(text).to_owned()).collect()
}

/// One line or several, looked through by the guard.
#[component]
pub fn FreeTextField(
    /// Id of the control.
    #[prop(into)]
    id: String,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The text as typed.
    value: RwSignal<String>,
    /// What was confirmed in this form.
    names: Names,
    /// The fault of the field, as the form knows it: [`super::FormState::issue`].
    issue: Signal<Option<IssueCode>>,
    /// A sentence of help.
    #[prop(optional, into)]
    description: Option<Signal<String>>,
    /// Whether there is room for several lines.
    #[prop(optional)]
    is_long: bool,
    /// Whether it may stay empty.
    #[prop(optional)]
    is_optional: bool,
    /// Whether names are asked about; as in the command's `FreeTexts`.
    #[prop(default = NameRule::Asked)]
    rule: NameRule,
) -> impl IntoView {
    let found = Found::watch(value, names, rule, issue);
    let error = Signal::derive(move || found.sentence(found.language.get(), issue.get()));
    let area = id.clone();
    let control = match (is_long, description) {
        (true, Some(description)) => {
            view! { <TextArea id=area label value description error is_optional /> }.into_any()
        }
        (true, None) => view! { <TextArea id=area label value error is_optional /> }.into_any(),
        (false, Some(description)) => {
            view! { <TextField id=area label value description error is_optional /> }.into_any()
        }
        (false, None) => view! { <TextField id=area label value error is_optional /> }.into_any(),
    };
    view! {
        <div class="hr-free-text" on:focusout=move |_| set_timeout(move || found.look(), LEFT)>
            {control}
            <For each=move || found.questions() key=|words| words.clone() let:words>
                <Question id=id.clone() words names />
            </For>
        </div>
    }
    .into_any()
}

/// «This is not a person», for one name.
#[component]
fn Question(id: String, words: String, names: Names) -> impl IntoView {
    let language = i18n::use_language();
    let checked = RwSignal::new(untrack(|| names.is_nobody(&words)));
    let (labelled, ticked) = (words.clone(), words.clone());
    let place: String = words.chars().filter(|letter| letter.is_alphanumeric()).collect();
    view! {
        <Checkbox
            id=format!("{id}-nobody-{place}")
            label=Signal::derive(move || i18n::issues::not_a_person(language.get(), &labelled))
            checked
            on_change=Callback::new(move |is_nobody| names.tick(&ticked, is_nobody))
        />
    }
    .into_any()
}

/// What was found in one field when it was last looked through.
#[derive(Clone, Copy)]
struct Found {
    value: RwSignal<String>,
    names: Names,
    rule: NameRule,
    shown: RwSignal<Vec<(FindingKind, String)>>,
    // Taken while the field is drawn: a timer has no context.
    language: RwSignal<i18n::Language>,
    announcer: Option<Announcer>,
}

impl Found {
    /// Looks when typing rests and when the form is refused.
    fn watch(value: RwSignal<String>, names: Names, rule: NameRule, issue: Signal<Option<IssueCode>>) -> Self {
        names.stand(&value.get_untracked());
        let found = Self {
            value,
            names,
            rule,
            shown: RwSignal::new(Vec::new()),
            language: i18n::use_language(),
            announcer: use_context(),
        };
        let typed = StoredValue::new(0_u32);
        Effect::new(move |drawn: Option<()>| {
            let text = value.get();
            let turn = typed.get_value().wrapping_add(1);
            typed.set_value(turn);
            if drawn.is_none() {
                return;
            }
            if found
                .shown
                .with_untracked(|shown| shown.iter().any(|(_, words)| !text.contains(words.as_str())))
            {
                found
                    .shown
                    .update(|shown| shown.retain(|(_, words)| text.contains(words.as_str())));
            }
            let look_if_rested = move || {
                if typed.try_get_value() == Some(turn) {
                    found.look();
                }
            };
            set_timeout(look_if_rested, REST);
        });
        Effect::new(move |_| {
            if issue.get().is_some_and(|code| is_of_the_guard(&code)) {
                found.look();
            }
        });
        found
    }

    /// Looks now, and says aloud what is new.
    fn look(self) {
        let (Some(text), Some(before)) = (self.value.try_get_untracked(), self.shown.try_get_untracked()) else {
            return;
        };
        let is_told = |finding: &Finding| self.rule == NameRule::Asked || !finding.kind.can_be_confirmed();
        let mut now: Vec<(FindingKind, String)> = Vec::new();
        for finding in text_guard::find(&text).into_iter().filter(is_told) {
            let one = (finding.kind, finding.of(&text).to_owned());
            if !now.contains(&one) {
                now.push(one);
            }
        }
        if before != now {
            self.shown.set(now);
            let sentence = untrack(|| self.sentence(self.language.get(), None));
            if let (Some(sentence), Some(announcer)) = (sentence, self.announcer) {
                announcer.say(sentence);
            }
        }
    }

    /// What stands beside the field: the surest finding that is open, or the form's own fault.
    fn sentence(self, language: i18n::Language, issue: Option<IssueCode>) -> Option<String> {
        let told = self.shown.with(|shown| {
            let open =
                |(kind, words): &&(FindingKind, String)| !kind.can_be_confirmed() || !self.names.is_nobody(words);
            let refused = shown.iter().find(|(kind, _)| !kind.can_be_confirmed());
            let first = refused.or_else(|| shown.iter().find(open))?;
            Some(i18n::found_text(language, first.0, &first.1))
        });
        // The guard's own faults are told by what is found now, if it finds them here too.
        let is_answered = |code: &IssueCode| is_of_the_guard(code) && !self.shown.with(Vec::is_empty);
        told.or_else(|| {
            issue
                .filter(|code| !is_answered(code))
                .map(|code| i18n::issue_text(language, &code))
        })
    }

    /// The names that the person can say are nobody's.
    fn questions(self) -> Vec<String> {
        self.shown.with(|shown| {
            shown
                .iter()
                .filter(|(kind, words)| {
                    kind.can_be_confirmed() && !self.names.standing.with(|standing| standing.has(words))
                })
                .map(|(_, words)| words.clone())
                .collect()
        })
    }
}

const fn is_of_the_guard(code: &IssueCode) -> bool {
    matches!(code, IssueCode::IdentifiesAPerson { .. } | IssueCode::MayBeAName { .. })
}

#[cfg(test)]
mod tests {
    use domain::groups::GroupCommand;
    use domain::text::ShortText;

    use super::*;

    fn theme(text: &str) -> GroupCommand {
        GroupCommand::SetTheme {
            number: 1,
            theme: ShortText::parse(text).unwrap(),
        }
    }

    #[test]
    fn only_the_words_that_were_ticked_travel_with_a_command_that_has_them() {
        Owner::new().with(|| {
            let names = Names::new();
            assert!(names.admit(&theme("Samtale med Fatima")).is_err());
            names.tick("Fatima", true);
            names.tick("Mohammed", true);
            let confirmed = names.admit(&theme("Samtale med Fatima")).unwrap();
            assert!(confirmed.has("Fatima") && !confirmed.has("Mohammed"));
            names.tick("Fatima", false);
            assert!(names.admit(&theme("Samtale med Fatima")).is_err());
        });
    }

    #[test]
    fn what_stands_in_the_record_is_not_asked_about_again() {
        Owner::new().with(|| {
            let names = Names::new();
            assert!(
                names
                    .admit_in(&theme("Sommer med Fatima"), &theme("Fatima kommer"))
                    .is_ok()
            );
            assert!(
                names
                    .admit_in(&theme("Møte med Ahmed"), &theme("Fatima kommer"))
                    .is_err()
            );
        });
    }
}
