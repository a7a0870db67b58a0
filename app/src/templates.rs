//! What the two kinds of templates share, those of courses and the programmes of groups: saving one, and whether it is offered.

use domain::command::Envelope;
use i18n::{Language, Text, say, told, use_language};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Alert, Announcer, Button, ButtonKind, ButtonVariant, Details, Tone};

use crate::error::AppError;
use crate::failure::{Failure, RuleText};
use crate::form::{CommandForm, tell_saved};

/// What was saved: where it can be opened, and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Its page.
    pub href: String,
    /// Its name, as typed.
    pub name: String,
}

/// What the form says that saves one.
#[derive(Clone, Copy)]
pub struct SaveWords {
    /// What the fold says.
    pub save_as: Text,
    /// What is kept, and what isn't.
    pub help: Text,
    /// The button.
    pub save: Text,
    /// That the one of this name is saved.
    pub saved: fn(Language, &str) -> String,
    /// The way to it.
    pub see_saved: Text,
    /// Sentences of its rules.
    pub rule: RuleText,
}

/// A form that unfolds; what it saved can be opened from there.
#[component]
pub fn SaveAs(
    /// What is said.
    words: SaveWords,
    /// The form.
    form: CommandForm,
    /// Sends it.
    submit: Callback<SubmitEvent>,
    /// What it has saved last.
    saved: RwSignal<Option<Saved>>,
    /// The look of the button.
    #[prop(optional)]
    variant: ButtonVariant,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let language = use_language();
    view! {
        <Details summary=told(language, words.save_as)>
            <p>{say(language, words.help)}</p>
            {move || saved.get().map(|Saved { href, name }| view! {
                <Alert tone=Tone::Success>
                    <p>{move || (words.saved)(language.get(), &name)}</p>
                    <p><A href>{say(language, words.see_saved)}</A></p>
                </Alert>
            })}
            <form class="hr-form" novalidate=true on:submit=move |event| submit.run(event)>
                {children()}
                <Failure error=form.state.failure() rule=words.rule />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit variant busy=form.state.busy()>{say(language, words.save)}</Button>
                </div>
            </form>
        </Details>
    }
    .into_any()
}

/// What is said of whether one is offered.
#[derive(Clone, Copy)]
pub struct OfferWords {
    /// The button that offers it again.
    pub offer: Text,
    /// Said when it is offered.
    pub offered: Text,
    /// The button that offers it no more.
    pub withdraw: Text,
    /// Said when it is offered no more.
    pub withdrawn: Text,
    /// What that means, below the button.
    pub help: Text,
    /// Sentences of its rules.
    pub rule: RuleText,
}

/// The button that withdraws one, or offers it again.
#[component]
pub fn Offering<C, S, A, T>(
    /// What is said.
    words: OfferWords,
    /// Whether it is offered no more.
    is_withdrawn: bool,
    /// The version that is seen.
    version: u64,
    /// The command that offers it.
    offer: fn() -> C,
    /// The command that withdraws it.
    withdraw: fn() -> C,
    /// Sends the command.
    send: S,
    /// It is otherwise now.
    changed: Callback<()>,
) -> impl IntoView
where
    C: 'static,
    S: Fn(Envelope<C>) -> A + Copy + Send + Sync + 'static,
    A: Future<Output = Result<T, AppError>> + 'static,
    T: 'static,
{
    let language = use_language();
    let form = CommandForm::new();
    let announcer = use_context::<Announcer>();
    let press = move |_| {
        let (command, said) = if is_withdrawn {
            (offer(), words.offered)
        } else {
            (withdraw(), words.withdrawn)
        };
        form.press(Some(version), command, send, move |_| {
            tell_saved(announcer, said(language.get_untracked()));
            changed.run(());
        });
    };
    view! {
        <Failure error=form.state.failure() rule=words.rule />
        <div class="hr-actions">
            <Button variant=ButtonVariant::Secondary busy=form.state.busy() on:click=press>
                {say(language, if is_withdrawn { words.offer } else { words.withdraw })}
            </Button>
        </div>
        {(!is_withdrawn).then(|| view! { <p class="hr-muted">{say(language, words.help)}</p> })}
    }
    .into_any()
}
