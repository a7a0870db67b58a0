//! A form that sends one command: parse, refuse or send, take the answer.

use domain::command::Envelope;
use domain::issue::Issue;
use domain::text_guard::{Confirmed, FreeTexts};
use leptos::ev::SubmitEvent;
use leptos::task::spawn_local;
use ui::Announcer;

use super::{FormState, Names};
use crate::attempt::AttemptKey;
use crate::error::AppError;
use crate::focus;

/// Says that a change is saved. What was typed in is drawn anew with the page, so the focus goes to the page's start.
pub fn tell_saved(announcer: Option<Announcer>, sentence: impl Into<String>) {
    if let Some(announcer) = announcer {
        announcer.say(sentence);
    }
    focus::on("main");
}

/// The state of a form and the key of its attempt. Cheap to copy into closures.
#[derive(Clone, Copy)]
pub struct CommandForm {
    /// What is wrong and whether it is being sent, for the fields and the button.
    pub state: FormState,
    /// Words of the form that the person has said are nobody's name, for its fields of free text.
    pub names: Names,
    attempt: AttemptKey,
}

impl CommandForm {
    /// A form that nothing is wrong with and nothing was sent from.
    pub fn new() -> Self {
        Self {
            state: FormState::new(),
            names: Names::new(),
            attempt: AttemptKey::new(),
        }
    }

    /// Takes a submission. Faults, those of the guard of free text too, go beside their fields, and the first of them takes the
    /// focus; else the command is sent, unless an answer is awaited, and `done` gets the answer when it went well.
    ///
    /// `parsed` is the command and the version that the person saw; none for a record that is new.
    pub fn submit<C, T, A>(
        self,
        event: &SubmitEvent,
        parsed: Result<(C, Option<u64>), Vec<Issue>>,
        send: impl FnOnce(Envelope<C>) -> A,
        done: impl FnOnce(T) + 'static,
    ) where
        C: FreeTexts,
        A: Future<Output = Result<T, AppError>> + 'static,
        T: 'static,
    {
        event.prevent_default();
        let id = focus::form_of(event);
        let admitted = parsed.and_then(|(command, seen)| Ok((self.names.admit(&command)?, command, seen)));
        match admitted {
            Ok((confirmed, command, seen)) => self.send(id, seen, (confirmed, command), send, done),
            Err(issues) => {
                self.state.refuse(issues);
                focus::first_fault_in(id);
            }
        }
    }

    /// Sends a command of a button: nothing is typed, so nothing can be wrong with it here. `seen` is the version that the
    /// person saw, as for [`CommandForm::submit`].
    pub fn press<C, T, A>(
        self,
        seen: Option<u64>,
        command: C,
        send: impl FnOnce(Envelope<C>) -> A,
        done: impl FnOnce(T) + 'static,
    ) where
        A: Future<Output = Result<T, AppError>> + 'static,
        T: 'static,
    {
        self.send(None, seen, (Confirmed::default(), command), send, done);
    }

    fn send<C, T, A>(
        self,
        form: Option<focus::Form>,
        seen: Option<u64>,
        (confirmed, command): (Confirmed, C),
        send: impl FnOnce(Envelope<C>) -> A,
        done: impl FnOnce(T) + 'static,
    ) where
        A: Future<Output = Result<T, AppError>> + 'static,
        T: 'static,
    {
        if !self.state.begin() {
            return;
        }
        let answer = send(self.attempt.confirmed_envelope(seen, confirmed, command));
        spawn_local(async move {
            let answer = answer.await;
            self.attempt.settle(&answer);
            match self.state.finish(answer) {
                Some(value) => done(value),
                None => focus::first_fault_in(form),
            }
        });
    }
}

impl Default for CommandForm {
    fn default() -> Self {
        Self::new()
    }
}
