//! What the parts of one record's page share: the record as it was last seen, and how a command is sent. For records that
//! are changed by forms and buttons; a plan that is edited step by step has [`crate::planner`].

use domain::command::Envelope;
use domain::text_guard::FreeTexts;
use i18n::{Language, say, shell, use_language};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::{Announcer, Button, ButtonVariant};

use crate::error::{AppError, ErrorCode};
use crate::failure::Failure;
use crate::focus;
use crate::form::CommandForm;

/// A record as its page shows it.
pub trait Record: Clone + Send + Sync + 'static {
    /// What it is known by.
    type Id: Copy + 'static;
    /// What changes it.
    type Command: FreeTexts + 'static;

    /// Which.
    fn id(&self) -> Self::Id;

    /// The version that a change is made on.
    fn version(&self) -> u64;

    /// Fetches it.
    fn load(id: Self::Id) -> impl Future<Output = Result<Self, AppError>> + 'static;

    /// Changes it.
    fn change(
        id: Self::Id,
        envelope: Envelope<Self::Command>,
    ) -> impl Future<Output = Result<Self, AppError>> + 'static;

    /// The sentence of a rule that refuses a change.
    fn rule(language: Language, name: &str) -> Option<&'static str>;
}

/// The record on the screen. Cheap to copy into closures.
pub struct Desk<R: Record> {
    /// The record as it was last seen.
    pub view: RwSignal<R>,
    language: RwSignal<Language>,
    announcer: Option<Announcer>,
}

impl<R: Record> Clone for Desk<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Record> Copy for Desk<R> {}

impl<R: Record> Desk<R> {
    /// A desk with the record on it.
    pub fn new(view: R) -> Self {
        Self {
            view: RwSignal::new(view),
            language: use_language(),
            announcer: use_context(),
        }
    }

    /// Which record.
    pub fn id(self) -> R::Id {
        self.view.with_untracked(R::id)
    }

    /// The version that the person sees.
    pub fn version(self) -> u64 {
        self.view.with_untracked(R::version)
    }

    /// A part of what is seen, told when it changes and not before.
    pub fn part<T: PartialEq + Send + Sync + 'static>(self, of: fn(&R) -> T) -> Memo<T> {
        Memo::new(move |_| self.view.with(of))
    }

    /// Sends a command as a form does.
    pub fn send(self, envelope: Envelope<R::Command>) -> impl Future<Output = Result<R, AppError>> + 'static {
        R::change(self.id(), envelope)
    }

    /// Sends the command of a button.
    pub fn press(
        self,
        form: CommandForm,
        command: R::Command,
        place: &'static str,
        sentence: impl FnOnce(Language) -> String + 'static,
    ) {
        form.press(
            Some(self.version()),
            command,
            move |envelope| self.send(envelope),
            move |view| self.done(view, place, sentence),
        );
    }

    /// Shows what the record is now, says what was done, and puts the focus on the part's heading: what was pressed may be
    /// gone.
    pub fn done(self, view: R, place: &'static str, sentence: impl FnOnce(Language) -> String + 'static) {
        let _ = self.view.try_set(view);
        self.say(sentence);
        request_animation_frame(move || focus::on(place));
    }

    /// Says what was done, where what was pressed stays and keeps the focus.
    pub fn say(self, sentence: impl FnOnce(Language) -> String) {
        if let Some(announcer) = self.announcer {
            announcer.say(sentence(self.language.get_untracked()));
        }
    }

    /// Fetches what the record is now. What was typed and not saved is kept as a draft.
    fn refresh(self, form: CommandForm) {
        let id = self.id();
        spawn_local(async move {
            if form.state.begin()
                && let Some(view) = form.state.finish(R::load(id).await)
            {
                let _ = self.view.try_set(view);
            }
        });
    }
}

/// What went wrong with a form, and the way to what is new when somebody else changed it.
#[component]
pub fn Trouble<R: Record>(
    /// The record.
    desk: Desk<R>,
    /// The form.
    form: CommandForm,
) -> impl IntoView {
    let language = use_language();
    let failure = form.state.failure();
    let is_old = move || failure.with(|failure| failure.as_ref().is_some_and(is_of_old));
    view! {
        <Failure error=failure rule=R::rule />
        <Show when=is_old>
            <div class="hr-actions">
                <Button variant=ButtonVariant::Secondary on:click=move |_| desk.refresh(form)>
                    {say(language, shell::get_newest)}
                </Button>
            </div>
        </Show>
    }
    .into_any()
}

fn is_of_old(error: &AppError) -> bool {
    matches!(error.code, ErrorCode::Stale | ErrorCode::Rule)
}
