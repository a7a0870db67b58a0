//! Where the reader's semesters end with what is planned, for the places where more is planned. A guide, shown to the planner alone.

use domain::hours::view::{PlanGuide, SemesterGuide};
use domain::hours::{Guide, Intended, Zone};
use i18n::{hours as text, use_language};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::StateBadge;

use super::api::view_own_projection;
use super::words;

/// The semesters that the form's times lie in, without them and with them, as they are typed. Nothing for who is not bound by the guide.
#[component]
pub fn PlanShare(
    /// What the form holds now.
    #[prop(into)]
    intended: Signal<Vec<Intended>>,
) -> impl IntoView {
    let known = projection();
    view! { {move || known.get().map(|known| view! { <Shares known intended /> })} }.into_any()
}

/// Asked for when the page is there: a form or a week is of use without it, and is not kept waiting.
fn projection() -> RwSignal<Option<PlanGuide>> {
    let known = RwSignal::new(None);
    Effect::new(move |_| {
        spawn_local(async move {
            if let Ok(found) = view_own_projection().await {
                // The reader may have gone on meanwhile.
                let _ = known.try_set(found);
            }
        });
    });
    known
}

#[component]
fn Shares(known: PlanGuide, intended: Signal<Vec<Intended>>) -> impl IntoView {
    let language = use_language();
    let found = Memo::new(move |_| known.with(&intended.get()));
    let one = move |(before, after): (SemesterGuide, Guide)| {
        let said = move || {
            let language = language.get();
            text::plan_share(
                language,
                words::semester(language, before.semester),
                words::ratio(language, before.guide),
                words::ratio(language, after),
            )
        };
        view! { <p>{said} " " <Outside guide=after /></p> }
    };
    view! { <div class="hr-plan-share">{move || found.get().into_iter().map(one).collect_view()}</div> }.into_any()
}

/// The semester of now with what the calendar has, for My week.
#[component]
pub fn WeekShare() -> impl IntoView {
    let language = use_language();
    let known = projection();
    let said = move |now: SemesterGuide| {
        let language = language.get();
        let split = words::ratio(language, now.guide);
        text::week_share(language, words::semester(language, now.semester), split)
    };
    let now = move || {
        let first = known.with(|known| known.as_ref().and_then(|known| known.semesters.first().copied()));
        first.filter(|now| now.guide.share().is_some())
    };
    view! {
        {move || {
            now()
                .map(|now| {
                    view! { <p class="hr-no-print">{move || said(now)} " " <Outside guide=now.guide /></p> }
                })
        }}
    }
    .into_any()
}

/// A word where a share is worth a look; within the band there is nothing to say.
#[component]
fn Outside(guide: Guide) -> impl IntoView {
    let language = use_language();
    let zone = guide.zone().filter(|zone| *zone == Zone::Outside);
    let badge = zone.map(|zone| {
        let (tone, icon) = words::zone_sign(zone);
        view! { <StateBadge tone icon text=Signal::derive(move || words::zone(language.get(), zone).to_owned()) /> }
    });
    badge.into_any()
}
