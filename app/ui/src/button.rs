//! Buttons, and links that look like them.

use leptos::prelude::*;

use crate::Tone;

/// How much a button weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonVariant {
    /// The one thing to do here.
    #[default]
    Primary,
    /// Another thing to do.
    Secondary,
    /// Something on the side.
    Tertiary,
}

impl ButtonVariant {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Tertiary => "tertiary",
        }
    }
}

/// What pressing a button means to its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// Nothing: the page does something.
    #[default]
    Button,
    /// Sends the form.
    Submit,
}

/// A button. `on:click` goes on the component.
///
/// A busy button can still be reached and is announced as busy; guard the action itself against a second press.
#[component]
pub fn Button(
    /// How much it weighs.
    #[prop(optional)]
    variant: ButtonVariant,
    /// Its colour; the accent unless it removes something.
    #[prop(default = Tone::Accent)]
    tone: Tone,
    /// What it means to its form.
    #[prop(optional)]
    kind: ButtonKind,
    /// Whether what it does is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Whether it can't be pressed now. Say beside it why.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Id, for a summary or a test to find.
    #[prop(optional, into)]
    id: Option<String>,
    /// Name of a value that goes with the form.
    #[prop(optional, into)]
    name: Option<String>,
    /// That value.
    #[prop(optional, into)]
    value: Option<String>,
    /// What it is called, where the text alone does not say enough. Holds the text.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// Text, with an icon before it or not.
    children: Children,
) -> impl IntoView {
    let kind = match kind {
        ButtonKind::Button => "button",
        ButtonKind::Submit => "submit",
    };
    view! {
        <button
            type=kind
            class="ds-button"
            data-variant=variant.word()
            data-color=tone.word()
            id=id
            name=name
            value=value
            disabled=move || disabled.get()
            aria-label=move || label.map(|label| label.get())
            aria-busy=move || busy.get().then_some("true")
        >
            {children()}
        </button>
    }
}

/// A link that looks like a button: leads somewhere, changes nothing.
#[component]
pub fn LinkButton(
    /// Where to.
    #[prop(into)]
    href: Signal<String>,
    /// How much it weighs.
    #[prop(optional)]
    variant: ButtonVariant,
    /// Its colour.
    #[prop(default = Tone::Accent)]
    tone: Tone,
    /// Text, with an icon before it or not.
    children: Children,
) -> impl IntoView {
    view! {
        <a href=move || href.get() class="ds-button" data-variant=variant.word() data-color=tone.word()>
            {children()}
        </a>
    }
}
