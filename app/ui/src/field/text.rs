//! Fields that one types in.

use leptos::html;
use leptos::prelude::*;

use super::frame::Frame;

/// What a text is, so that the right keyboard opens and the browser can fill it in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextKind {
    /// Any text.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A password, not shown.
    Password,
    /// A telephone number.
    Telephone,
    /// Something to look for.
    Search,
}

impl TextKind {
    const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Email => "email",
            Self::Password => "password",
            Self::Telephone => "tel",
            Self::Search => "search",
        }
    }
}

/// What differs between the one-line fields.
#[derive(Default)]
struct Line {
    kind: &'static str,
    name: String,
    input_mode: Option<&'static str>,
    autocomplete: Option<String>,
    class: &'static str,
}

fn line(frame: Frame, value: RwSignal<String>, line: Line) -> AnyView {
    let node = NodeRef::<html::Input>::new();
    keep_what_was_typed(value, move || node.get().map(|input| input.value()));
    let control = view! {
        <input
            class="ds-input"
            node_ref=node
            type=line.kind
            id=frame.id.clone()
            name=line.name
            inputmode=line.input_mode
            autocomplete=line.autocomplete
            aria-describedby=frame.described_by()
            aria-invalid=frame.invalid()
            value=value.get_untracked()
            prop:value=move || value.get()
            on:input=move |event| value.set(event_target_value(&event))
        />
    };
    frame.around(control.into_any(), line.class)
}

/// Text that was typed before the browser's half had loaded is in the control and not in the signal: take it over.
fn keep_what_was_typed(value: RwSignal<String>, in_control: impl Fn() -> Option<String> + 'static) {
    let drawn = value.get_untracked();
    Effect::new(move |taken: Option<bool>| {
        let Some(typed) = in_control() else { return false };
        if taken != Some(true) && typed != drawn && value.get_untracked() == drawn {
            value.set(typed);
        }
        true
    });
}

/// One line of text.
#[component]
pub fn TextField(
    /// Id of the control.
    #[prop(into)]
    id: String,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The text as typed.
    value: RwSignal<String>,
    /// Name in the form; the id where none is given.
    #[prop(optional, into)]
    name: Option<String>,
    /// A sentence of help.
    #[prop(optional, into)]
    description: Option<Signal<String>>,
    /// A sentence of what is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What the text is.
    #[prop(optional)]
    kind: TextKind,
    /// What the browser may fill in, a word of HTML's list («username», «current-password», «one-time-code»).
    #[prop(optional, into)]
    autocomplete: Option<String>,
    /// Whether it may stay empty.
    #[prop(optional)]
    is_optional: bool,
) -> impl IntoView {
    let name = name.unwrap_or_else(|| id.clone());
    let what = Line {
        kind: kind.word(),
        name,
        autocomplete,
        ..Line::default()
    };
    line(
        Frame {
            id,
            label,
            description,
            error,
            is_optional,
        },
        value,
        what,
    )
}

/// A calendar date, as `YYYY-MM-DD`, with the browser's own calendar.
#[component]
pub fn DateField(
    /// Id of the control.
    #[prop(into)]
    id: String,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The date as `YYYY-MM-DD`; empty for none.
    value: RwSignal<String>,
    /// Name in the form; the id where none is given.
    #[prop(optional, into)]
    name: Option<String>,
    /// A sentence of help.
    #[prop(optional, into)]
    description: Option<Signal<String>>,
    /// A sentence of what is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it may stay empty.
    #[prop(optional)]
    is_optional: bool,
) -> impl IntoView {
    let name = name.unwrap_or_else(|| id.clone());
    let what = Line {
        kind: "date",
        name,
        class: "hr-field--short",
        ..Line::default()
    };
    line(
        Frame {
            id,
            label,
            description,
            error,
            is_optional,
        },
        value,
        what,
    )
}

/// A time of day, as `HH:MM`.
#[component]
pub fn TimeField(
    /// Id of the control.
    #[prop(into)]
    id: String,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The time as `HH:MM`; empty for none.
    value: RwSignal<String>,
    /// Name in the form; the id where none is given.
    #[prop(optional, into)]
    name: Option<String>,
    /// A sentence of help.
    #[prop(optional, into)]
    description: Option<Signal<String>>,
    /// A sentence of what is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it may stay empty.
    #[prop(optional)]
    is_optional: bool,
) -> impl IntoView {
    let name = name.unwrap_or_else(|| id.clone());
    let what = Line {
        kind: "time",
        name,
        class: "hr-field--short",
        ..Line::default()
    };
    line(
        Frame {
            id,
            label,
            description,
            error,
            is_optional,
        },
        value,
        what,
    )
}

/// A whole number. A text field with the keyboard of digits: what is typed wrong stays to be seen and mended.
#[component]
pub fn NumberField(
    /// Id of the control.
    #[prop(into)]
    id: String,
    /// The label, with the unit («Varighet i minutter»).
    #[prop(into)]
    label: Signal<String>,
    /// The number as typed.
    value: RwSignal<String>,
    /// Name in the form; the id where none is given.
    #[prop(optional, into)]
    name: Option<String>,
    /// A sentence of help.
    #[prop(optional, into)]
    description: Option<Signal<String>>,
    /// A sentence of what is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it may stay empty.
    #[prop(optional)]
    is_optional: bool,
) -> impl IntoView {
    let name = name.unwrap_or_else(|| id.clone());
    let what = Line {
        kind: "text",
        name,
        input_mode: Some("numeric"),
        autocomplete: Some("off".to_owned()),
        class: "hr-field--short",
    };
    line(
        Frame {
            id,
            label,
            description,
            error,
            is_optional,
        },
        value,
        what,
    )
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// Id of the control.
    #[prop(into)]
    id: String,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The text as typed.
    value: RwSignal<String>,
    /// Name in the form; the id where none is given.
    #[prop(optional, into)]
    name: Option<String>,
    /// A sentence of help.
    #[prop(optional, into)]
    description: Option<Signal<String>>,
    /// A sentence of what is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Lines shown at first.
    #[prop(default = 4)]
    rows: u8,
    /// Whether it may stay empty.
    #[prop(optional)]
    is_optional: bool,
) -> impl IntoView {
    let frame = Frame {
        id: id.clone(),
        label,
        description,
        error,
        is_optional,
    };
    let node = NodeRef::<html::Textarea>::new();
    keep_what_was_typed(value, move || node.get().map(|area| area.value()));
    // An empty child would be drawn as a space.
    let drawn = value.get_untracked();
    let area = view! {
        <textarea
            class="ds-input"
            node_ref=node
            id=id.clone()
            name=name.unwrap_or(id)
            rows=rows.to_string()
            aria-describedby=frame.described_by()
            aria-invalid=frame.invalid()
            prop:value=move || value.get()
            on:input=move |event| value.set(event_target_value(&event))
        ></textarea>
    };
    let control = if drawn.is_empty() {
        area.into_any()
    } else {
        area.into_inner().child(drawn).into_any()
    };
    frame.around(control, "")
}
