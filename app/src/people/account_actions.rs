//! What an administrator does to an account beside editing it: a new link, shut, open.

use domain::people::{Person, PersonCommand};
use i18n::{people as text, say, use_language};
use leptos::prelude::*;
use ui::{Alert, Button, ButtonVariant, Dialog, Tone};

use super::api::change_person;
use super::words;
use crate::failure::Failure;
use crate::form::CommandForm;

/// The buttons, the question before an account is shut, and what came of it.
#[component]
pub(super) fn AccountActions(
    /// The account as seen.
    person: Person,
    /// Called when something has changed.
    changed: Callback<()>,
    /// Says what was done; outlives the page's reload.
    done: RwSignal<Option<String>>,
) -> impl IntoView {
    let language = use_language();
    let form = CommandForm::new();
    let state = form.state;
    let asking = RwSignal::new(false);
    let (id, version, is_open) = (person.id, person.version, person.active);
    let (email, name) = (person.email.to_string(), StoredValue::new(person.name.to_string()));
    let send = move |command: PersonCommand, sentence: String| {
        done.set(None);
        form.press(Some(version), command, change_person, move |_id| {
            done.set(Some(sentence));
            changed.run(());
        });
    };
    let invite = move |_| {
        send(
            PersonCommand::Invite { id },
            text::invited(language.get_untracked(), &email),
        );
    };
    let close = move |_| {
        asking.set(false);
        send(
            PersonCommand::Close { id },
            text::closed(language.get_untracked()).to_owned(),
        );
    };
    let reopen = move |_| {
        send(
            PersonCommand::Reopen { id },
            text::reopened(language.get_untracked()).to_owned(),
        );
    };
    let buttons = if is_open {
        view! {
            <Button variant=ButtonVariant::Secondary busy=state.busy() on:click=invite>
                {say(language, text::invite)}
            </Button>
            <Button variant=ButtonVariant::Tertiary on:click=move |_| asking.set(true)>
                {say(language, text::close)}
            </Button>
        }
        .into_any()
    } else {
        view! {
            <Button variant=ButtonVariant::Secondary busy=state.busy() on:click=reopen>
                {say(language, text::reopen)}
            </Button>
        }
        .into_any()
    };
    view! {
        <div class="hr-actions">{buttons}</div>
        <Failure error=state.failure() rule=words::rule />
        <Dialog
            id="close-account"
            title=Signal::derive(move || text::close_title(language.get(), name.get_value()))
            open=asking
        >
            <p>{say(language, text::close_help)}</p>
            <div class="hr-actions hr-dialog__actions">
                <Button on:click=close>{say(language, text::close)}</Button>
                <Button variant=ButtonVariant::Secondary on:click=move |_| asking.set(false)>
                    {say(language, text::keep_open)}
                </Button>
            </div>
        </Dialog>
    }
}

/// What was done, read out.
#[component]
pub(super) fn Done(
    /// The sentence.
    done: RwSignal<Option<String>>,
) -> impl IntoView {
    move || {
        done.get().map(|sentence| {
            view! {
                <Alert tone=Tone::Success is_answer=true>
                    <p>{sentence}</p>
                </Alert>
            }
        })
    }
}
