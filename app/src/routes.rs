//! Every page's address, a group of lines a slice.
//!
//! Pages are drawn whole before they are sent (`SsrMode::Async`): then they read without scripts, and a page that finds
//! nothing can still answer 404.

use leptos::prelude::*;
use leptos_router::components::{Route, Routes};
use leptos_router::{SsrMode, path};

use crate::calendars::{CalendarPage, CalendarsPage};
use crate::evaluations::{EvaluationPage, RoundPage};
use crate::groups::{BinPage, GroupPage, GroupsPage, HomePage, NewGroupPage, RunPage, SessionPage};
use crate::import::{ImportCalendarsPage, ImportUnitsPage};
use crate::offline::OfflinePage;
use crate::pages::{AccessibilityPage, EmergencyPage, GalleryPage, NotFoundPage};
use crate::people::{NewPersonPage, PeoplePage, PersonPage};
use crate::places::{NewOwnerPage, NewUnitPage, OwnerPage, PlacesPage, UnitPage};
use crate::printouts::{HandoutPage, PosterPage, ScriptPage};
use crate::programmes::{ProgrammePage, ProgrammesPage};
use crate::session::{AccountPage, CodePage, DeclarationPage, DemoPage, ForgottenPage, PasswordPage, SignInPage};
use crate::terms::TermsPage;
use crate::year_plan::YearPlanPage;

/// What stands between header and footer.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=NotFoundPage>
            // pages for everyone
            <Route path=path!("/emergency") view=EmergencyPage ssr=SsrMode::Async />
            <Route path=path!("/accessibility") view=AccessibilityPage ssr=SsrMode::Async />
            <Route path=path!("/offline") view=OfflinePage ssr=SsrMode::Async />
            <Route path=path!("/gallery") view=GalleryPage ssr=SsrMode::Async />
            // groups and the week
            <Route path=path!("/") view=HomePage ssr=SsrMode::Async />
            <Route path=path!("/groups") view=GroupsPage ssr=SsrMode::Async />
            <Route path=path!("/groups/new") view=NewGroupPage ssr=SsrMode::Async />
            <Route path=path!("/groups/bin") view=BinPage ssr=SsrMode::Async />
            <Route path=path!("/groups/:id") view=GroupPage ssr=SsrMode::Async />
            <Route path=path!("/groups/:id/sessions/:number") view=SessionPage ssr=SsrMode::Async />
            <Route path=path!("/groups/:id/sessions/:number/run") view=RunPage ssr=SsrMode::Async />
            // the year plan
            <Route path=path!("/year-plan") view=YearPlanPage ssr=SsrMode::Async />
            // printouts
            <Route path=path!("/groups/:id/programme") view=HandoutPage ssr=SsrMode::Async />
            <Route path=path!("/groups/:id/sessions/:number/script") view=ScriptPage ssr=SsrMode::Async />
            <Route path=path!("/groups/:id/sessions/:number/poster") view=PosterPage ssr=SsrMode::Async />
            // programmes
            <Route path=path!("/programmes") view=ProgrammesPage ssr=SsrMode::Async />
            <Route path=path!("/programmes/:id") view=ProgrammePage ssr=SsrMode::Async />
            // evaluations
            <Route path=path!("/groups/:id/evaluation") view=EvaluationPage ssr=SsrMode::Async />
            <Route path=path!("/groups/:id/evaluation/round") view=RoundPage ssr=SsrMode::Async />
            // session
            <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async />
            <Route path=path!("/sign-in/code") view=CodePage ssr=SsrMode::Async />
            <Route path=path!("/demo/sign-in") view=DemoPage ssr=SsrMode::Async />
            <Route path=path!("/declaration") view=DeclarationPage ssr=SsrMode::Async />
            <Route path=path!("/account") view=AccountPage ssr=SsrMode::Async />
            <Route path=path!("/password") view=PasswordPage ssr=SsrMode::Async />
            <Route path=path!("/password/forgotten") view=ForgottenPage ssr=SsrMode::Async />
            // people
            <Route path=path!("/people") view=PeoplePage ssr=SsrMode::Async />
            <Route path=path!("/people/new") view=NewPersonPage ssr=SsrMode::Async />
            <Route path=path!("/people/:id") view=PersonPage ssr=SsrMode::Async />
            // places
            <Route path=path!("/places") view=PlacesPage ssr=SsrMode::Async />
            <Route path=path!("/places/new") view=NewUnitPage ssr=SsrMode::Async />
            <Route path=path!("/places/import") view=ImportUnitsPage ssr=SsrMode::Async />
            <Route path=path!("/places/:id") view=UnitPage ssr=SsrMode::Async />
            <Route path=path!("/owners/new") view=NewOwnerPage ssr=SsrMode::Async />
            <Route path=path!("/owners/:id") view=OwnerPage ssr=SsrMode::Async />
            // calendars
            <Route path=path!("/calendars") view=CalendarsPage ssr=SsrMode::Async />
            <Route path=path!("/calendars/import") view=ImportCalendarsPage ssr=SsrMode::Async />
            <Route path=path!("/calendars/:owner/:year") view=CalendarPage ssr=SsrMode::Async />
            // terms
            <Route path=path!("/terms") view=TermsPage ssr=SsrMode::Async />
        </Routes>
    }
}
