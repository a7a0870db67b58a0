//! The pieces that the browser's half is cut into: a page's code comes when the page is first opened, so that the first page
//! of all costs little. What several pieces need lies in pieces of its own; the cutting is done when the site is built.
//!
//! A piece that can't be fetched is tried again; a page is never left dead for a moment without a network.

use std::time::Duration;

#[cfg(feature = "ssr")]
use leptos::prefetch_lazy_fn_on_server;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use leptos_router::LazyRoute;

use crate::error::{AppError, ErrorCode};
use crate::failure::FailurePage;
use crate::pause::pause;

/// Declares the pages of each piece: `piece { route_type: function => page }`.
macro_rules! pieces {
    ($($(#[$doc:meta])* $piece:ident { $($route:ident: $view:ident => $page:path),+ $(,)? })+) => {$(
        $(
            #[doc = concat!("The route of the page `", stringify!($page), "`.")]
            #[derive(Debug)]
            pub struct $route;

            impl LazyRoute for $route {
                fn data() -> Self {
                    Self
                }

                async fn view(_this: Self) -> AnyView {
                    fetched(stringify!($piece), $view::$view).await
                }

                async fn preload() {
                    // What fails here is tried again when the page is drawn.
                    let _ = $view::preload().await;
                }
            }

            mod $view {
                use super::*;

                #[leptos::wasm_split::wasm_split(
                    $piece,
                    wasm_split_path = ::leptos::wasm_split,
                    preload(preload),
                    fallible
                )]
                pub(super) fn $view() -> Result<AnyView, SplitLoaderError> {
                    Ok($page().into_any())
                }
            }
        )+
    )+};
}

pieces! {
    /// The front door: signing in and what comes before the first page.
    front_door {
        SignInRoute: sign_in => crate::session::SignInPage,
        CodeRoute: code => crate::session::CodePage,
        DemoRoute: demo => crate::session::DemoPage,
        DeclarationRoute: declaration => crate::session::DeclarationPage,
        PasswordRoute: password => crate::session::PasswordPage,
        ForgottenRoute: forgotten => crate::session::ForgottenPage,
    }

    /// The week.
    week {
        HomeRoute: home => crate::groups::HomePage,
    }

    /// Groups as a whole, and what they are planned from.
    groups {
        GroupsRoute: groups => crate::groups::GroupsPage,
        NewGroupRoute: new_group => crate::groups::NewGroupPage,
        BinRoute: bin => crate::groups::BinPage,
        GroupRoute: group => crate::groups::GroupPage,
        ProgrammesRoute: programmes => crate::programmes::ProgrammesPage,
        ProgrammeRoute: programme => crate::programmes::ProgrammePage,
        YearPlanRoute: year_plan => crate::year_plan::YearPlanPage,
    }

    /// One session, planned and run.
    session {
        SessionRoute: session => crate::groups::SessionPage,
        RunRoute: run => crate::groups::RunPage,
    }

    /// What is printed.
    printouts {
        HandoutRoute: handout => crate::printouts::HandoutPage,
        ScriptRoute: script => crate::printouts::ScriptPage,
        PosterRoute: poster => crate::printouts::PosterPage,
    }

    /// What the pupils say.
    evaluations {
        EvaluationRoute: evaluation => crate::evaluations::EvaluationPage,
        RoundRoute: round => crate::evaluations::RoundPage,
    }

    /// People, places, calendars, words: what is set up once.
    house {
        AccountRoute: account => crate::session::AccountPage,
        PeopleRoute: people => crate::people::PeoplePage,
        NewPersonRoute: new_person => crate::people::NewPersonPage,
        PersonRoute: person => crate::people::PersonPage,
        PlacesRoute: places => crate::places::PlacesPage,
        NewUnitRoute: new_unit => crate::places::NewUnitPage,
        UnitRoute: unit => crate::places::UnitPage,
        NewOwnerRoute: new_owner => crate::places::NewOwnerPage,
        OwnerRoute: owner => crate::places::OwnerPage,
        ImportUnitsRoute: import_units => crate::import::ImportUnitsPage,
        CalendarsRoute: calendars => crate::calendars::CalendarsPage,
        CalendarRoute: calendar => crate::calendars::CalendarPage,
        ImportCalendarsRoute: import_calendars => crate::import::ImportCalendarsPage,
        TermsRoute: terms => crate::terms::TermsPage,
    }

    /// Pages that anybody may read.
    general {
        EmergencyRoute: emergency => crate::pages::EmergencyPage,
        AccessibilityRoute: accessibility => crate::pages::AccessibilityPage,
        OfflineRoute: offline => crate::offline::OfflinePage,
        GalleryRoute: gallery => crate::pages::GalleryPage,
    }
}

/// How often a piece is asked for before the page says that it can't be fetched.
const TRIES: u32 = 3;
const RETRY_AFTER: Duration = Duration::from_secs(1);

/// The page, once its piece is here.
async fn fetched<Fetched>(piece: &'static str, view: fn() -> Fetched) -> AnyView
where
    Fetched: Future<Output = Result<AnyView, SplitLoaderError>>,
{
    #[cfg(feature = "ssr")]
    prefetch_lazy_fn_on_server(piece);
    #[cfg(not(feature = "ssr"))]
    let _ = piece;
    // The server has drawn the page already: it stands there to be read until it can be taken over.
    let is_drawn = Owner::current_shared_context().is_some_and(|context| context.during_hydration());
    let mut tries = 0;
    loop {
        tries += 1;
        match view().await {
            Ok(page) => return page,
            Err(_) if is_drawn || tries < TRIES => pause(RETRY_AFTER).await,
            Err(_) => return view! { <FailurePage error=AppError::new(ErrorCode::Offline) /> }.into_any(),
        }
    }
}
