//! Several of a few.

use leptos::prelude::*;

use super::choice::Choice;
use super::frame::{Frame, OptionalMark, description_view, error_view};

/// The values ticked in a [`CheckboxGroup`], in order.
pub fn ticked(chosen: &str) -> Vec<String> {
    let values = chosen.split(',').filter(|value| !value.is_empty());
    values.map(str::to_owned).collect()
}

/// The text that a [`CheckboxGroup`] holds for these values.
pub fn as_ticked<V: AsRef<str>>(values: impl IntoIterator<Item = V>) -> String {
    let values: Vec<String> = values.into_iter().map(|value| value.as_ref().to_owned()).collect();
    values.join(",")
}

/// Several of a few, all seen.
#[component]
pub fn CheckboxGroup(
    /// Id of the group; the first control has the same id with `-0`.
    #[prop(into)]
    id: String,
    /// The question.
    #[prop(into)]
    legend: Signal<String>,
    /// The values ticked, with commas between: a text, so that a draft can keep it.
    chosen: RwSignal<String>,
    /// What can be ticked.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// A sentence of help.
    #[prop(optional, into)]
    description: Option<Signal<String>>,
    /// A sentence of what is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether nothing may be ticked.
    #[prop(optional)]
    is_optional: bool,
) -> impl IntoView {
    let frame = Frame {
        id: id.clone(),
        label: legend,
        description,
        error,
        is_optional,
    };
    let described_by = frame.described_by();
    let ids = id.clone();
    let boxes = move || {
        let invalid = frame.invalid();
        let one = |(at, choice): (usize, Choice)| check(format!("{ids}-{at}"), choice, chosen, invalid.clone());
        choices.get().into_iter().enumerate().map(one).collect_view()
    };
    view! {
        <fieldset class="ds-fieldset hr-choices" id=id.clone() tabindex="-1" aria-describedby=described_by>
            <legend class="ds-label">{move || legend.get()} {is_optional.then(OptionalMark)}</legend>
            {description_view(&id, description)}
            {boxes}
            {error_view(&id, error)}
        </fieldset>
    }
}

fn check(
    id: String,
    choice: Choice,
    chosen: RwSignal<String>,
    invalid: impl Fn() -> Option<&'static str> + Send + Sync + 'static,
) -> impl IntoView {
    let Choice { value: own, text } = choice;
    let same = own.clone();
    let is_ticked = move |all: &str| all.split(',').any(|value| value == same);
    let drawn = chosen.with_untracked(|all| is_ticked(all));
    let value = own.clone();
    view! {
        <div class="ds-field">
            <input
                class="ds-input"
                type="checkbox"
                id=id.clone()
                value=value
                checked=drawn
                aria-invalid=invalid
                prop:checked=move || chosen.with(|all| is_ticked(all))
                on:change=move |event| {
                    let is_checked = event_target_checked(&event);
                    let now = chosen.with_untracked(|all| turned(all, &own, is_checked));
                    chosen.set(now);
                }
            />
            <label class="ds-label" data-weight="regular" for=id>{text}</label>
        </div>
    }
}

fn turned(chosen: &str, value: &str, is_checked: bool) -> String {
    let mut all = ticked(chosen);
    all.retain(|one| one != value);
    if is_checked {
        all.push(value.to_owned());
    }
    as_ticked(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_ticked_once_and_taken_away_again() {
        let one = turned("", "parents", true);
        let two = turned(&turned(&one, "pupils", true), "pupils", true);
        assert_eq!(two, "parents,pupils");
        assert_eq!(ticked(&turned(&two, "parents", false)), ["pupils"]);
        assert_eq!(turned(&one, "parents", false), "");
        assert!(ticked("").is_empty());
    }
}
