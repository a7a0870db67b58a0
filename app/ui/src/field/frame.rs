//! What surrounds a control of any kind.

use i18n::{say, use_language};
use leptos::prelude::*;

/// The texts around a control.
#[derive(Clone)]
pub(super) struct Frame {
    /// Id of the control; the other ids are made from it.
    pub id: String,
    /// The label.
    pub label: Signal<String>,
    /// A sentence of help.
    pub description: Option<Signal<String>>,
    /// A sentence of what is wrong.
    pub error: Signal<Option<String>>,
    /// Whether the field may stay empty, which the label says.
    pub is_optional: bool,
}

impl Frame {
    /// What `aria-describedby` of the control says: the help, and what is wrong.
    pub fn described_by(&self) -> impl Fn() -> Option<String> + Clone + Send + Sync + use<> {
        let help = self.description.map(|_| description_id(&self.id));
        let wrong = error_id(&self.id);
        let error = self.error;
        move || match (&help, error.with(Option::is_some)) {
            (Some(help), true) => Some(format!("{help} {wrong}")),
            (Some(help), false) => Some(help.clone()),
            (None, true) => Some(wrong.clone()),
            (None, false) => None,
        }
    }

    /// What `aria-invalid` of the control says.
    pub fn invalid(&self) -> impl Fn() -> Option<&'static str> + Clone + Send + Sync + use<> {
        let error = self.error;
        move || error.with(Option::is_some).then_some("true")
    }

    /// Label, help, control and fault below one another.
    pub fn around(self, control: AnyView, class: &'static str) -> AnyView {
        let Self {
            id,
            label,
            description,
            error,
            is_optional,
        } = self;
        view! {
            <div class=format!("ds-field {class}")>
                <label class="ds-label" for=id.clone()>
                    {move || label.get()}
                    {is_optional.then(OptionalMark)}
                </label>
                {description_view(&id, description)}
                {control}
                {error_view(&id, error)}
            </div>
        }
        .into_any()
    }
}

pub(super) fn description_id(id: &str) -> String {
    format!("{id}-description")
}

pub(super) fn error_id(id: &str) -> String {
    format!("{id}-error")
}

pub(super) fn description_view(id: &str, description: Option<Signal<String>>) -> Option<impl IntoView + use<>> {
    let id = description_id(id);
    description.map(|text| view! { <div id=id data-field="description">{move || text.get()}</div> })
}

pub(super) fn error_view(id: &str, error: Signal<Option<String>>) -> impl IntoView + use<> {
    let id = error_id(id);
    move || {
        let id = id.clone();
        error
            .get()
            .map(|text| view! { <p id=id class="ds-validation-message" data-field="validation">{text}</p> })
    }
}

/// «(valgfritt)»: few fields are optional, so these are marked and not the others.
#[component]
pub(super) fn OptionalMark() -> impl IntoView {
    let language = use_language();
    view! { <span class="hr-muted">" " {say(language, i18n::ui::optional)}</span> }
}
