//! Every page's address, a group of lines a slice.
//!
//! Pages are drawn whole before they are sent (`SsrMode::Async`): then they read without scripts, and a page that finds
//! nothing can still answer 404.

use leptos::prelude::*;
use leptos_router::components::{Route, Routes};
use leptos_router::{SsrMode, path};

use crate::pages::NotFoundPage;
use crate::pieces::*;

/// What stands between header and footer.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=NotFoundPage>
            // pages for everyone
            <Route path=path!("/emergency") view=EMERGENCY ssr=SsrMode::Async />
            <Route path=path!("/accessibility") view=ACCESSIBILITY ssr=SsrMode::Async />
            <Route path=path!("/offline") view=OFFLINE ssr=SsrMode::Async />
            <Route path=path!("/gallery") view=GALLERY ssr=SsrMode::Async />
            // groups and the week
            <Route path=path!("/") view=HOME ssr=SsrMode::Async />
            <Route path=path!("/groups") view=GROUPS ssr=SsrMode::Async />
            <Route path=path!("/groups/new") view=NEW_GROUP ssr=SsrMode::Async />
            <Route path=path!("/groups/bin") view=BIN ssr=SsrMode::Async />
            <Route path=path!("/groups/:id") view=GROUP ssr=SsrMode::Async />
            <Route path=path!("/groups/:id/sessions/:number") view=SESSION ssr=SsrMode::Async />
            <Route path=path!("/groups/:id/sessions/:number/run") view=RUN ssr=SsrMode::Async />
            // the year plan
            <Route path=path!("/year-plan") view=YEAR_PLAN ssr=SsrMode::Async />
            // printouts
            <Route path=path!("/groups/:id/programme") view=HANDOUT ssr=SsrMode::Async />
            <Route path=path!("/groups/:id/sessions/:number/script") view=SCRIPT ssr=SsrMode::Async />
            <Route path=path!("/groups/:id/sessions/:number/poster") view=POSTER ssr=SsrMode::Async />
            // programmes
            <Route path=path!("/programmes") view=PROGRAMMES ssr=SsrMode::Async />
            <Route path=path!("/programmes/:id") view=PROGRAMME ssr=SsrMode::Async />
            // modules
            <Route path=path!("/modules") view=MODULES ssr=SsrMode::Async />
            <Route path=path!("/modules/new") view=NEW_MODULE ssr=SsrMode::Async />
            <Route path=path!("/modules/aims") view=IMPORT_AIMS ssr=SsrMode::Async />
            <Route path=path!("/modules/:id") view=MODULE ssr=SsrMode::Async />
            <Route path=path!("/modules/:id/guide") view=GUIDE ssr=SsrMode::Async />
            <Route path=path!("/modules/:id/pupils") view=PUPILS ssr=SsrMode::Async />
            // modules held for a class
            <Route path=path!("/modules/:id/hold") view=HOLD ssr=SsrMode::Async />
            <Route path=path!("/deliveries") view=DELIVERIES ssr=SsrMode::Async />
            <Route path=path!("/deliveries/:id") view=DELIVERY ssr=SsrMode::Async />
            <Route path=path!("/deliveries/:id/run") view=RUN_LESSON ssr=SsrMode::Async />
            // presentations and outreach
            <Route path=path!("/presentations") view=PRESENTATIONS ssr=SsrMode::Async />
            <Route path=path!("/presentations/new") view=NEW_PRESENTATION ssr=SsrMode::Async />
            <Route path=path!("/presentations/series") view=NEW_SERIES ssr=SsrMode::Async />
            <Route path=path!("/presentations/:id") view=PRESENTATION ssr=SsrMode::Async />
            <Route path=path!("/presentations/:id/invitation") view=INVITATION ssr=SsrMode::Async />
            <Route path=path!("/outreach") view=OUTREACH ssr=SsrMode::Async />
            // hours
            <Route path=path!("/hours") view=HOURS ssr=SsrMode::Async />
            <Route path=path!("/hours/guide") view=HOUR_FIGURES ssr=SsrMode::Async />
            <Route path=path!("/hours/periods") view=HOUR_PERIODS ssr=SsrMode::Async />
            <Route path=path!("/hours/rules") view=HOUR_RULES ssr=SsrMode::Async />
            // needs and measures
            <Route path=path!("/needs") view=NEEDS ssr=SsrMode::Async />
            <Route path=path!("/needs/surveys/new") view=NEW_SURVEY ssr=SsrMode::Async />
            <Route path=path!("/needs/surveys/:id") view=SURVEY ssr=SsrMode::Async />
            <Route path=path!("/needs/surveys/:id/paper") view=SURVEY_PAPER ssr=SsrMode::Async />
            <Route path=path!("/needs/measures/new") view=NEW_MEASURE ssr=SsrMode::Async />
            <Route path=path!("/needs/measures/:id") view=MEASURE ssr=SsrMode::Async />
            <Route path=path!("/needs/measures/:id/run-sheet/:part") view=MEASURE_SHEET ssr=SsrMode::Async />
            <Route path=path!("/needs/measures/:id/run-sheet/:part/run") view=MEASURE_RUN ssr=SsrMode::Async />
            <Route path=path!("/needs/measures/:id/run-sheet/:part/script") view=MEASURE_SCRIPT ssr=SsrMode::Async />
            // routines and networks
            <Route path=path!("/routines") view=ROUTINES ssr=SsrMode::Async />
            <Route path=path!("/routines/:id") view=ROUTINE ssr=SsrMode::Async />
            <Route path=path!("/networks") view=NETWORKS ssr=SsrMode::Async />
            <Route path=path!("/networks/new") view=NEW_NETWORK ssr=SsrMode::Async />
            <Route path=path!("/networks/:id") view=NETWORK ssr=SsrMode::Async />
            // courses
            <Route path=path!("/courses") view=COURSES ssr=SsrMode::Async />
            <Route path=path!("/courses/new") view=NEW_COURSE ssr=SsrMode::Async />
            <Route path=path!("/courses/templates") view=COURSE_TEMPLATES ssr=SsrMode::Async />
            <Route path=path!("/courses/templates/:id") view=COURSE_TEMPLATE ssr=SsrMode::Async />
            <Route path=path!("/courses/:id") view=COURSE ssr=SsrMode::Async />
            <Route path=path!("/courses/:id/mails") view=COURSE_MAILS ssr=SsrMode::Async />
            <Route path=path!("/courses/:id/programme/:part") view=COURSE_PROGRAMME ssr=SsrMode::Async />
            <Route path=path!("/courses/:id/programme/:part/run") view=COURSE_RUN ssr=SsrMode::Async />
            <Route path=path!("/courses/:id/programme/:part/script") view=COURSE_SCRIPT ssr=SsrMode::Async />
            // coverage
            <Route path=path!("/coverage") view=COVERAGE ssr=SsrMode::Async />
            <Route path=path!("/coverage/services") view=SERVICES ssr=SsrMode::Async />
            <Route path=path!("/coverage/gaps") view=GAPS ssr=SsrMode::Async />
            <Route path=path!("/coverage/map") view=COVERAGE_MAP ssr=SsrMode::Async />
            <Route path=path!("/coverage/trend") view=TREND ssr=SsrMode::Async />
            <Route path=path!("/coverage/counties/:number") view=COUNTY_COVERAGE ssr=SsrMode::Async />
            <Route path=path!("/coverage/drafts") view=COVERAGE_DRAFTS ssr=SsrMode::Async />
            <Route path=path!("/coverage/drafts/compare") view=COMPARE_DRAFTS ssr=SsrMode::Async />
            <Route path=path!("/coverage/drafts/:id") view=COVERAGE_DRAFT ssr=SsrMode::Async />
            <Route path=path!("/coverage/:id") view=UNIT_COVERAGE ssr=SsrMode::Async />
            // proposals for Nora
            <Route path=path!("/nora") view=PROPOSALS ssr=SsrMode::Async />
            <Route path=path!("/nora/new") view=NEW_PROPOSAL ssr=SsrMode::Async />
            <Route path=path!("/nora/:id") view=PROPOSAL ssr=SsrMode::Async />
            // evaluations
            <Route path=path!("/groups/:id/evaluation") view=EVALUATION ssr=SsrMode::Async />
            <Route path=path!("/groups/:id/evaluation/round") view=ROUND ssr=SsrMode::Async />
            // session
            <Route path=path!("/sign-in") view=SIGN_IN ssr=SsrMode::Async />
            <Route path=path!("/sign-in/code") view=CODE ssr=SsrMode::Async />
            <Route path=path!("/demo/sign-in") view=DEMO ssr=SsrMode::Async />
            <Route path=path!("/declaration") view=DECLARATION ssr=SsrMode::Async />
            <Route path=path!("/account") view=ACCOUNT ssr=SsrMode::Async />
            <Route path=path!("/password") view=PASSWORD ssr=SsrMode::Async />
            <Route path=path!("/password/forgotten") view=FORGOTTEN ssr=SsrMode::Async />
            // people
            <Route path=path!("/people") view=PEOPLE ssr=SsrMode::Async />
            <Route path=path!("/people/new") view=NEW_PERSON ssr=SsrMode::Async />
            <Route path=path!("/people/:id") view=PERSON ssr=SsrMode::Async />
            // places
            <Route path=path!("/places") view=PLACES ssr=SsrMode::Async />
            <Route path=path!("/places/new") view=NEW_UNIT ssr=SsrMode::Async />
            <Route path=path!("/places/import") view=IMPORT_UNITS ssr=SsrMode::Async />
            <Route path=path!("/places/:id") view=UNIT ssr=SsrMode::Async />
            <Route path=path!("/owners/new") view=NEW_OWNER ssr=SsrMode::Async />
            <Route path=path!("/owners/:id") view=OWNER ssr=SsrMode::Async />
            // agreements
            <Route path=path!("/agreements") view=AGREEMENTS ssr=SsrMode::Async />
            <Route path=path!("/agreements/new") view=NEW_AGREEMENT ssr=SsrMode::Async />
            <Route path=path!("/agreements/:id") view=AGREEMENT ssr=SsrMode::Async />
            <Route path=path!("/agreements/:id/edit") view=EDIT_AGREEMENT ssr=SsrMode::Async />
            <Route path=path!("/agreements/:id/expense") view=SPEND ssr=SsrMode::Async />
            <Route path=path!("/placements/:id/handover") view=HANDOVER ssr=SsrMode::Async />
            // calendars
            <Route path=path!("/calendars") view=CALENDARS ssr=SsrMode::Async />
            <Route path=path!("/calendars/import") view=IMPORT_CALENDARS ssr=SsrMode::Async />
            <Route path=path!("/calendars/:owner/:year") view=CALENDAR ssr=SsrMode::Async />
            // terms
            <Route path=path!("/terms") view=TERMS ssr=SsrMode::Async />
        </Routes>
    }
}
