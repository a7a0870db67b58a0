//! What there is of an address, and making, replacing and revoking it.

use domain::calendar_feed::{Feed, FeedView};
use i18n::{calendar_feed as text, format, say, use_language};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::{Alert, Button, ButtonVariant, Dialog, Tone};

use super::api::{make_calendar_feed, revoke_calendar_feed, view_calendar_feed};
use super::fresh_address::{self, FreshAddress};
use crate::failure::Failure;
use crate::focus;
use crate::form::FormState;

/// The button to make an address, to put the focus on.
const MAKE: &str = "calendar-make";

/// The section of the account page; nothing for those who have no week to show.
#[component]
pub fn CalendarFeed() -> impl IntoView {
    let loaded = Resource::new(|| (), |()| view_calendar_feed());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(view) if view.may_make || view.feed.is_some() => view! { <Section view /> }.into_any(),
                    Ok(_) => ().into_any(),
                    Err(error) => view! { <Failure error=Some(error) /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Section(view: FeedView) -> impl IntoView {
    let language = use_language();
    let feed = RwSignal::new(view.feed);
    // The address as a whole, from its making until the page is left.
    let fresh = RwSignal::new(None::<String>);
    let is_revoked = RwSignal::new(false);
    let state = FormState::new();
    let make = Callback::new(move |()| {
        if !state.begin() {
            return;
        }
        is_revoked.set(false);
        spawn_local(async move {
            if let Some(new) = state.finish(make_calendar_feed().await) {
                fresh.set(Some(fresh_address::whole(&new.path)));
                feed.set(Some(new.feed));
                // Once it is drawn.
                request_animation_frame(|| focus::on(fresh_address::FIELD));
            }
        });
    });
    let revoke = Callback::new(move |()| {
        if !state.begin() {
            return;
        }
        spawn_local(async move {
            if state.finish(revoke_calendar_feed().await).is_some() {
                fresh.set(None);
                feed.set(None);
                is_revoked.set(true);
                request_animation_frame(|| focus::on(MAKE));
            }
        });
    });
    let may_make = view.may_make;
    view! {
        <section class="hr-section" id="calendar">
            <h2 class="ds-heading" data-size="sm">{say(language, text::title)}</h2>
            <p class="hr-prose">{say(language, text::lead)}</p>
            <p class="hr-prose">{say(language, text::secret)}</p>
            {move || fresh.get().map(|address| view! { <FreshAddress address /> })}
            {move || {
                is_revoked
                    .get()
                    .then(|| view! {
                        <Alert tone=Tone::Success is_answer=true>
                            <p>{say(language, text::revoked)}</p>
                        </Alert>
                    })
            }}
            <Failure error=state.failure() />
            {move || match feed.get() {
                Some(feed) => view! { <InForce feed may_make state make revoke /> }.into_any(),
                None if may_make => {
                    view! {
                        <Button id=MAKE variant=ButtonVariant::Secondary busy=state.busy() on:click=move |_| make.run(())>
                            {say(language, text::make)}
                        </Button>
                    }
                        .into_any()
                }
                None => ().into_any(),
            }}
        </section>
    }
}

/// An address in force: when it was made and read, and the questions before it is replaced or revoked.
#[component]
fn InForce(feed: Feed, may_make: bool, state: FormState, make: Callback<()>, revoke: Callback<()>) -> impl IntoView {
    let language = use_language();
    let (replacing, revoking) = (RwSignal::new(false), RwSignal::new(false));
    let made = move || text::made_on(language.get(), format::date_medium(language.get(), feed.made_on));
    let read = move || match feed.read_on {
        Some(day) => text::read_on(language.get(), format::date_medium(language.get(), day)),
        None => text::never_read(language.get()).to_owned(),
    };
    view! {
        <div class="ds-card">
            <p>
                <strong>{say(language, text::in_force)}</strong>
            </p>
            <p class="hr-muted">{made} " " {read}</p>
            <div class="hr-actions">
                {may_make
                    .then(|| view! {
                        <Button variant=ButtonVariant::Secondary busy=state.busy() on:click=move |_| replacing.set(true)>
                            {say(language, text::replace)}
                        </Button>
                    })}
                <Button variant=ButtonVariant::Tertiary busy=state.busy() on:click=move |_| revoking.set(true)>
                    {say(language, text::revoke)}
                </Button>
            </div>
        </div>
        <Question
            id="replace-calendar"
            open=replacing
            title=text::replace_title
            help=text::replace_help
            action=text::replace
            done=make
        />
        <Question
            id="revoke-calendar"
            open=revoking
            title=text::revoke_title
            help=text::revoke_help
            action=text::revoke
            done=revoke
        />
    }
}

/// Asks before something is done that can't be taken back.
#[component]
fn Question(
    /// Id of the dialog.
    id: &'static str,
    /// Whether it is asked.
    open: RwSignal<bool>,
    /// The question.
    title: i18n::Text,
    /// What follows.
    help: i18n::Text,
    /// The word for yes.
    action: i18n::Text,
    /// Called for yes.
    done: Callback<()>,
) -> impl IntoView {
    let language = use_language();
    let yes = move |_| {
        open.set(false);
        done.run(());
    };
    view! {
        <Dialog id=id title=Signal::derive(move || title(language.get()).to_owned()) open=open>
            <p>{move || help(language.get())}</p>
            <div class="hr-actions hr-dialog__actions">
                <Button on:click=yes>{move || action(language.get())}</Button>
                <Button variant=ButtonVariant::Secondary on:click=move |_| open.set(false)>
                    {say(language, text::keep)}
                </Button>
            </div>
        </Dialog>
    }
}
