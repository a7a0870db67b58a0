//! The page that goes round among the pupils on the adviser's tablet: three questions, and nothing else of Handlingsrom.
//!
//! What a pupil has chosen lives in signals of the page until «Ferdig», and then only in a sum. A reload begins anew, and the
//! back button stays on the page.

use domain::evaluations::view::RoundView;
use domain::evaluations::{Answer, Question, Smiley};
use domain::ids::GroupId;
use i18n::{evaluations as text, say, told, use_language};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::{use_navigate, use_params_map};
use ui::{Alert, Announcer, Button, ButtonKind, ButtonVariant, Dialog, PageHeader, Tone};

use super::api::view_round;
use super::kept::Place;
use super::post::Post;
use super::smiley::SmileyFace;
use super::words;
use crate::error::{AppError, ErrorCode};
use crate::failure::FailurePage;
use crate::title::PageTitle;
use crate::wake_lock;

const HEADING: &str = "round-heading";

/// Whether an address is that of the page for the pupils, which has neither header nor navigation nor footer.
pub fn is_round(path: &str) -> bool {
    path.starts_with("/groups/") && path.ends_with("/evaluation/round")
}

/// `/groups/:id/evaluation/round`, for whoever may change the group.
#[component]
pub fn RoundPage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let loaded = Resource::new(move || id.get(), load);
    view! {
        <PageTitle text=told(language, text::round_tab) />
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(view) if view.is_open => view! { <Round view /> }.into_any(),
                    Ok(view) => view! { <Shut group=view.group /> }.into_any(),
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

async fn load(id: String) -> Result<RoundView, AppError> {
    match id.parse::<GroupId>() {
        Ok(id) => view_round(id).await,
        Err(_) => Err(AppError::new(ErrorCode::NotFound)),
    }
}

/// No round is open: nothing for pupils here.
#[component]
fn Shut(group: GroupId) -> impl IntoView {
    let language = use_language();
    view! {
        <PageHeader
            title=told(language, text::round_shut)
            lead=told(language, text::round_shut_help)
        />
        <p><A href=format!("/groups/{group}/evaluation")>{say(language, text::to_evaluation)}</A></p>
    }
    .into_any()
}

/// What is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// A pupil answers.
    Answers,
    /// One has answered; another is next.
    Thanks,
    /// There is an answer for every seat.
    Full,
}

/// What the pupil whose turn it is has chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Chosen {
    safe: Option<Smiley>,
    useful: Option<Smiley>,
    recommend: Option<Smiley>,
}

impl Chosen {
    const fn of(self, question: Question) -> Option<Smiley> {
        match question {
            Question::Safe => self.safe,
            Question::Useful => self.useful,
            Question::Recommend => self.recommend,
        }
    }

    const fn set(&mut self, question: Question, smiley: Smiley) {
        let place = match question {
            Question::Safe => &mut self.safe,
            Question::Useful => &mut self.useful,
            Question::Recommend => &mut self.recommend,
        };
        *place = Some(smiley);
    }
}

/// The round in this browser.
#[derive(Clone, Copy)]
struct Tablet {
    turn: RwSignal<Turn>,
    chosen: RwSignal<Chosen>,
    /// Whether the pupil has pressed «Ferdig» too early: then what is missing is told.
    is_checked: RwSignal<bool>,
    /// Whether this browser could not keep an answer.
    is_lost: RwSignal<bool>,
    place: StoredValue<Place>,
    room: u8,
}

impl Tablet {
    fn new(view: RoundView) -> Self {
        let tablet = Self {
            turn: RwSignal::new(Turn::Answers),
            chosen: RwSignal::new(Chosen::default()),
            is_checked: RwSignal::new(false),
            is_lost: RwSignal::new(false),
            place: StoredValue::new(Place::of(view.reader, view.group)),
            room: view.room,
        };
        Effect::new(move |_| tablet.begin());
        tablet
    }

    /// A clean page for the next pupil.
    fn begin(self) {
        self.chosen.set(Chosen::default());
        self.is_checked.set(false);
        self.is_lost.set(false);
        self.turn.set(if self.is_full() { Turn::Full } else { Turn::Answers });
    }

    fn is_full(self) -> bool {
        self.place.with_value(Place::answers) >= self.room
    }

    /// Takes the answer, or says what is missing.
    fn finish(self) {
        let chosen = self.chosen.get_untracked();
        let answer = match Answer::complete(|question| chosen.of(question)) {
            Ok(answer) => answer,
            Err(missing) => {
                self.is_checked.set(true);
                if let Some(question) = missing.first() {
                    focus_drawn(format!("{}-{}", question.name(), Smiley::Sad.name()));
                }
                return;
            }
        };
        if self.place.with_value(|place| place.add(&answer)) {
            self.begin();
            if self.turn.get_untracked() == Turn::Answers {
                self.turn.set(Turn::Thanks);
            }
            focus_drawn(HEADING.to_owned());
        } else {
            self.is_lost.set(true);
        }
    }
}

/// Puts the focus on an element that is drawn with the next frame.
fn focus_drawn(id: String) {
    request_animation_frame(move || crate::focus::on(&id));
}

#[component]
fn Round(view: RoundView) -> impl IntoView {
    let tablet = Tablet::new(view);
    wake_lock::keep_awake();
    stay_on_page(tablet);
    view! {
        <div class="hr-round">
            {move || match tablet.turn.get() {
                Turn::Answers => view! { <Questions tablet /> }.into_any(),
                Turn::Thanks | Turn::Full => view! { <Thanks tablet /> }.into_any(),
            }}
            <Leave view />
        </div>
    }
    .into_any()
}

#[component]
fn Questions(tablet: Tablet) -> impl IntoView {
    let language = use_language();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tablet.finish();
    };
    view! {
        <h1 id=HEADING class="ds-heading" data-size="lg" tabindex="-1">{say(language, text::round_title)}</h1>
        <p class="hr-prose">{say(language, text::round_lead)}</p>
        // The browser is not to bring back what somebody chose.
        <form class="hr-round-form" novalidate=true autocomplete="off" on:submit=submit>
            {Question::ALL.into_iter().map(|question| view! { <Smileys tablet question /> }).collect_view()}
            <Show when=move || tablet.is_lost.get()>
                <Alert tone=Tone::Danger is_answer=true>
                    <p>{say(language, text::not_kept)}</p>
                </Alert>
            </Show>
            <Button kind=ButtonKind::Submit>{say(language, text::done)}</Button>
        </form>
    }
    .into_any()
}

/// One question with its three smileys.
#[component]
fn Smileys(tablet: Tablet, question: Question) -> impl IntoView {
    let language = use_language();
    let is_missing = Memo::new(move |_| tablet.is_checked.get() && tablet.chosen.get().of(question).is_none());
    let error = format!("{}-error", question.name());
    let described_by = error.clone();
    let smiley = move |smiley: Smiley| {
        let id = format!("{}-{}", question.name(), smiley.name());
        view! {
            <label class="hr-smiley">
                <input
                    type="radio"
                    id=id
                    name=question.name()
                    value=smiley.name()
                    autocomplete="off"
                    aria-invalid=move || is_missing.get().then_some("true")
                    prop:checked=move || tablet.chosen.get().of(question) == Some(smiley)
                    on:change=move |_| tablet.chosen.update(|chosen| chosen.set(question, smiley))
                />
                <SmileyFace smiley />
                <span class="hr-smiley__word">{move || words::smiley(language.get(), smiley)}</span>
            </label>
        }
    };
    view! {
        <fieldset
            class="ds-fieldset hr-smileys"
            aria-describedby=move || is_missing.get().then(|| described_by.clone())
        >
            <legend class="ds-label">{move || words::question(language.get(), question)}</legend>
            <div class="hr-smileys__row">{Smiley::ALL.into_iter().map(smiley).collect_view()}</div>
            {move || is_missing.get().then(|| view! {
                <p id=error.clone() class="ds-validation-message" data-field="validation">
                    {say(language, text::missing)}
                </p>
            })}
        </fieldset>
    }
    .into_any()
}

/// Between two pupils: nothing of either.
#[component]
fn Thanks(tablet: Tablet) -> impl IntoView {
    let language = use_language();
    let is_full = tablet.turn.get_untracked() == Turn::Full;
    let heading = move || {
        if is_full {
            text::thanks_last(language.get())
        } else {
            text::thanks(language.get())
        }
    };
    let next = move |_| {
        tablet.begin();
        focus_drawn(HEADING.to_owned());
    };
    view! {
        <h1 id=HEADING class="ds-heading" data-size="xl" tabindex="-1">{heading}</h1>
        {(!is_full).then(|| view! {
            <div class="hr-round-next"><Button on:click=next>{say(language, text::next)}</Button></div>
        })}
    }
    .into_any()
}

/// For the adviser: the way out, after a question.
#[component]
fn Leave(view: RoundView) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let asking = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let post = Post::new(view.reader, view.group);
    let navigate = use_navigate();
    let leave = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        if let Some(announcer) = announcer.filter(|_| post.has_kept()) {
            announcer.say(text::sending(language.get_untracked()));
        }
        let navigate = navigate.clone();
        spawn_local(async move {
            // What could not be sent is kept, and sent from the group's page.
            post.attempt().await;
            let options = NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            };
            navigate(&format!("/groups/{}", view.group), options);
        });
    };
    view! {
        <div class="hr-round-leave">
            <Button variant=ButtonVariant::Tertiary tone=Tone::Neutral on:click=move |_| asking.set(true)>
                {say(language, text::leave)}
            </Button>
        </div>
        <Dialog
            id="leave-round"
            title=told(language, text::leave_title)
            open=asking
        >
            <p>{say(language, text::leave_help)}</p>
            <div class="hr-actions hr-dialog__actions">
                <Button variant=ButtonVariant::Secondary on:click=move |_| asking.set(false)>
                    {say(language, text::leave_no)}
                </Button>
                <Button busy on:click=leave>{say(language, text::leave_yes)}</Button>
            </div>
        </Dialog>
    }
    .into_any()
}

/// Keeps the page on the screen when somebody presses back, and begins anew when the browser brings it back from its memory.
fn stay_on_page(tablet: Tablet) {
    Effect::new(move || {
        #[cfg(feature = "hydrate")]
        browser::stay(tablet);
        #[cfg(not(feature = "hydrate"))]
        let _ = tablet;
    });
}

#[cfg(feature = "hydrate")]
mod browser {
    use js_sys::Reflect;
    use leptos::ev;
    use leptos::prelude::*;
    use wasm_bindgen::JsValue;

    use super::Tablet;

    pub fn stay(tablet: Tablet) {
        push();
        let back = window_event_listener(ev::popstate, |_| push());
        let shown = window_event_listener_untyped("pageshow", move |event| {
            let is_from_memory = Reflect::get(&event, &"persisted".into()).is_ok_and(|is| is.is_truthy());
            if is_from_memory {
                tablet.begin();
            }
        });
        on_cleanup(move || {
            back.remove();
            shown.remove();
        });
    }

    /// The same address once more: a step back leads to this page.
    fn push() {
        if let Ok(history) = window().history() {
            // Refused only when it is asked for very often in a short time.
            let _ = history.push_state(&JsValue::NULL, "");
        }
    }
}
