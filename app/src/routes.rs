//! Every page's address, a group of lines a slice.
//!
//! Pages are drawn whole before they are sent (`SsrMode::Async`): then they read without scripts, and a page that finds
//! nothing can still answer 404.

use leptos::prelude::*;
use leptos_router::components::{Route, Routes};
use leptos_router::{Lazy, SsrMode, path};

use crate::pages::NotFoundPage;
use crate::pieces::*;

/// What stands between header and footer.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=NotFoundPage>
            // pages for everyone
            <Route path=path!("/emergency") view={Lazy::<EmergencyRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/accessibility") view={Lazy::<AccessibilityRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/offline") view={Lazy::<OfflineRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/gallery") view={Lazy::<GalleryRoute>::new()} ssr=SsrMode::Async />
            // groups and the week
            <Route path=path!("/") view={Lazy::<HomeRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/groups") view={Lazy::<GroupsRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/groups/new") view={Lazy::<NewGroupRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/groups/bin") view={Lazy::<BinRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/groups/:id") view={Lazy::<GroupRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/groups/:id/sessions/:number") view={Lazy::<SessionRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/groups/:id/sessions/:number/run") view={Lazy::<RunRoute>::new()} ssr=SsrMode::Async />
            // the year plan
            <Route path=path!("/year-plan") view={Lazy::<YearPlanRoute>::new()} ssr=SsrMode::Async />
            // printouts
            <Route path=path!("/groups/:id/programme") view={Lazy::<HandoutRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/groups/:id/sessions/:number/script") view={Lazy::<ScriptRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/groups/:id/sessions/:number/poster") view={Lazy::<PosterRoute>::new()} ssr=SsrMode::Async />
            // programmes
            <Route path=path!("/programmes") view={Lazy::<ProgrammesRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/programmes/:id") view={Lazy::<ProgrammeRoute>::new()} ssr=SsrMode::Async />
            // evaluations
            <Route path=path!("/groups/:id/evaluation") view={Lazy::<EvaluationRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/groups/:id/evaluation/round") view={Lazy::<RoundRoute>::new()} ssr=SsrMode::Async />
            // session
            <Route path=path!("/sign-in") view={Lazy::<SignInRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/sign-in/code") view={Lazy::<CodeRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/demo/sign-in") view={Lazy::<DemoRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/declaration") view={Lazy::<DeclarationRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/account") view={Lazy::<AccountRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/password") view={Lazy::<PasswordRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/password/forgotten") view={Lazy::<ForgottenRoute>::new()} ssr=SsrMode::Async />
            // people
            <Route path=path!("/people") view={Lazy::<PeopleRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/people/new") view={Lazy::<NewPersonRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/people/:id") view={Lazy::<PersonRoute>::new()} ssr=SsrMode::Async />
            // places
            <Route path=path!("/places") view={Lazy::<PlacesRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/places/new") view={Lazy::<NewUnitRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/places/import") view={Lazy::<ImportUnitsRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/places/:id") view={Lazy::<UnitRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/owners/new") view={Lazy::<NewOwnerRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/owners/:id") view={Lazy::<OwnerRoute>::new()} ssr=SsrMode::Async />
            // calendars
            <Route path=path!("/calendars") view={Lazy::<CalendarsRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/calendars/import") view={Lazy::<ImportCalendarsRoute>::new()} ssr=SsrMode::Async />
            <Route path=path!("/calendars/:owner/:year") view={Lazy::<CalendarRoute>::new()} ssr=SsrMode::Async />
            // terms
            <Route path=path!("/terms") view={Lazy::<TermsRoute>::new()} ssr=SsrMode::Async />
        </Routes>
    }
}
