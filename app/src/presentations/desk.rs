//! What the parts of a presentation's page share: the presentation as it was last seen, and how a command is sent.

use domain::command::Envelope;
use domain::ids::PresentationId;
use domain::presentations::PresentationCommand;
use domain::presentations::view::PresentationView;
use i18n::{Language, presentations as text, say, use_language};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::{Announcer, Button, ButtonVariant};

use super::api::{change_presentation, view_presentation};
use super::words;
use crate::error::{AppError, ErrorCode};
use crate::failure::Failure;
use crate::focus;
use crate::form::CommandForm;

/// The presentation on the screen. Cheap to copy into closures.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) view: RwSignal<PresentationView>,
    pub(super) language: RwSignal<Language>,
    announcer: Option<Announcer>,
}

impl Desk {
    pub(super) fn new(view: PresentationView) -> Self {
        Self {
            view: RwSignal::new(view),
            language: use_language(),
            announcer: use_context(),
        }
    }

    pub(super) fn id(self) -> PresentationId {
        self.view.with_untracked(|view| view.presentation.id)
    }

    /// The version that the person sees.
    pub(super) fn version(self) -> u64 {
        self.view.with_untracked(|view| view.presentation.version)
    }

    /// A part of what is seen, told when it changes and not before.
    pub(super) fn part<T: PartialEq + Send + Sync + 'static>(self, of: fn(&PresentationView) -> T) -> Memo<T> {
        Memo::new(move |_| self.view.with(of))
    }

    /// Whether the person may change the presentation and it is still to be held.
    pub(super) fn can_plan(self) -> Memo<bool> {
        self.part(|view| view.may_edit && view.presentation.stage().is_open())
    }

    /// Sends a command as a form does.
    pub(super) fn send(
        self,
        envelope: Envelope<PresentationCommand>,
    ) -> impl Future<Output = Result<PresentationView, AppError>> + 'static {
        change_presentation(self.id(), envelope)
    }

    /// Sends the command of a button.
    pub(super) fn press(
        self,
        form: CommandForm,
        command: PresentationCommand,
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

    /// Shows what the presentation is now, says what was done, and puts the focus on the part's heading: what was pressed may
    /// be gone.
    pub(super) fn done(
        self,
        view: PresentationView,
        place: &'static str,
        sentence: impl FnOnce(Language) -> String + 'static,
    ) {
        let _ = self.view.try_set(view);
        if let Some(announcer) = self.announcer {
            announcer.say(sentence(self.language.get_untracked()));
        }
        request_animation_frame(move || focus::on(place));
    }

    /// Fetches what the presentation is now. What was typed and not saved is kept as a draft.
    fn refresh(self, form: CommandForm) {
        let id = self.id();
        spawn_local(async move {
            if form.state.begin()
                && let Some(view) = form.state.finish(view_presentation(id).await)
            {
                let _ = self.view.try_set(view);
            }
        });
    }
}

/// What went wrong with a form, and the way to what is new when somebody else changed it.
#[component]
pub(super) fn Trouble(desk: Desk, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let failure = form.state.failure();
    let is_old = move || failure.with(|failure| failure.as_ref().is_some_and(is_of_old));
    view! {
        <Failure error=failure rule=words::rule />
        <Show when=is_old>
            <div class="hr-actions">
                <Button variant=ButtonVariant::Secondary on:click=move |_| desk.refresh(form)>
                    {say(language, text::get_newest)}
                </Button>
            </div>
        </Show>
    }
    .into_any()
}

fn is_of_old(error: &AppError) -> bool {
    matches!(error.code, ErrorCode::Stale | ErrorCode::Rule)
}
