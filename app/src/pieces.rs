//! The pieces that the browser's half is cut into: a page's code comes when the page is first opened, so that the first page
//! of all costs little. What several pieces need lies in pieces of its own; the cutting is done when the site is built.
//!
//! Few pieces, for each pair that shares code makes one more file; what is opened together lies together.
//!
//! A piece that can't be fetched is tried again; a page is never left dead for a moment without a network.

use std::pin::Pin;
use std::time::Duration;

use domain::ids::{GroupId, PersonId};
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use leptos_router::ChooseView;

use crate::error::{AppError, ErrorCode};
use crate::failure::FailurePage;
use crate::pause::pause;

type Later<T> = Pin<Box<dyn Future<Output = T>>>;

/// A page in one of the pieces. One type for all: the router is built for each type of page that it is given.
#[derive(Debug, Clone, Copy)]
pub struct LazyPage {
    piece: &'static str,
    view: fn() -> Later<Result<AnyView, SplitLoaderError>>,
    preload: fn() -> Later<()>,
}

impl ChooseView for LazyPage {
    async fn choose(self) -> AnyView {
        fetched(self).await
    }

    async fn preload(&self) {
        (self.preload)().await;
    }
}

/// Declares the pages of each piece: `piece { NAME: function => page }`.
macro_rules! pieces {
    ($($(#[$doc:meta])* $piece:ident { $($name:ident: $view:ident => $page:path),+ $(,)? })+) => {$(
        $(
            #[doc = concat!("`", stringify!($page), "`.")]
            pub const $name: LazyPage = LazyPage {
                piece: stringify!($piece),
                view: || Box::pin($view::$view()),
                preload: || Box::pin(async {
                    // What fails here is tried again when the page is drawn.
                    let _ = $view::preload().await;
                }),
            };

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
    /// Signing in.
    sign_in {
        SIGN_IN: sign_in => crate::session::SignInPage,
        CODE: code => crate::session::CodePage,
        DEMO: demo => crate::session::DemoPage,
    }

    /// What comes before the first page, and what anybody may read.
    front_door {
        DECLARATION: declaration => crate::session::DeclarationPage,
        PASSWORD: password => crate::session::PasswordPage,
        FORGOTTEN: forgotten => crate::session::ForgottenPage,
        EMERGENCY: emergency => crate::pages::EmergencyPage,
        ACCESSIBILITY: accessibility => crate::pages::AccessibilityPage,
        OFFLINE: offline => crate::offline::OfflinePage,
    }

    /// The week.
    week {
        HOME: home => crate::groups::HomePage,
    }

    /// Groups as a whole, and what they are planned from.
    groups {
        GROUPS: groups => crate::groups::GroupsPage,
        NEW_GROUP: new_group => crate::groups::NewGroupPage,
        BIN: bin => crate::groups::BinPage,
        GROUP: group => crate::groups::GroupPage,
        PROGRAMMES: programmes => crate::programmes::ProgrammesPage,
        PROGRAMME: programme => crate::programmes::ProgrammePage,
        YEAR_PLAN: year_plan => crate::year_plan::YearPlanPage,
    }

    /// One session: planned, run, printed, and what the pupils say of it all.
    session {
        SESSION: session => crate::groups::SessionPage,
        RUN: run => crate::groups::RunPage,
        HANDOUT: handout => crate::printouts::HandoutPage,
        SCRIPT: script => crate::printouts::ScriptPage,
        POSTER: poster => crate::printouts::PosterPage,
        EVALUATION: evaluation => crate::evaluations::EvaluationPage,
        ROUND: round => crate::evaluations::RoundPage,
    }

    /// Teaching modules, and the lessons that they are held in.
    modules {
        MODULES: modules => crate::modules::ModulesPage,
        NEW_MODULE: new_module => crate::modules::NewModulePage,
        MODULE: module => crate::modules::ModulePage,
        HOLD: hold => crate::deliveries::HoldPage,
        DELIVERIES: deliveries => crate::deliveries::DeliveriesPage,
        DELIVERY: delivery => crate::deliveries::DeliveryPage,
        RUN_LESSON: run_lesson => crate::deliveries::RunLessonPage,
        GUIDE: guide => crate::printouts::GuidePage,
        PUPILS: pupils => crate::printouts::PupilsPage,
    }

    /// Presentations, and who was told of what.
    presentations {
        PRESENTATIONS: presentations => crate::presentations::PresentationsPage,
        NEW_PRESENTATION: new_presentation => crate::presentations::NewPresentationPage,
        NEW_SERIES: new_series => crate::presentations::NewSeriesPage,
        PRESENTATION: presentation => crate::presentations::PresentationPage,
        INVITATION: invitation => crate::presentations::InvitationPage,
        OUTREACH: outreach => crate::outreach::OutreachPage,
    }

    /// What staff need to learn and what is done about it, routines and networks, courses, and who has registered for them.
    courses {
        COURSES: courses => crate::courses::CoursesPage,
        NEW_COURSE: new_course => crate::courses::NewCoursePage,
        COURSE_TEMPLATES: course_templates => crate::courses::CourseTemplatesPage,
        COURSE_TEMPLATE: course_template => crate::courses::CourseTemplatePage,
        COURSE: course => crate::courses::CoursePage,
        COURSE_MAILS: course_mails => crate::courses::CourseMailsPage,
        COURSE_PROGRAMME: course_programme => crate::courses::CourseProgrammePage,
        COURSE_RUN: course_run => crate::courses::CourseRunPage,
        COURSE_SCRIPT: course_script => crate::courses::CourseScriptPage,
        NEEDS: needs => crate::needs::NeedsPage,
        NEW_SURVEY: new_survey => crate::needs::NewSurveyPage,
        SURVEY: survey => crate::needs::SurveyPage,
        SURVEY_PAPER: survey_paper => crate::needs::SurveyPaperPage,
        NEW_MEASURE: new_measure => crate::needs::NewMeasurePage,
        MEASURE: measure => crate::needs::MeasurePage,
        MEASURE_SHEET: measure_sheet => crate::needs::MeasureSheetPage,
        MEASURE_RUN: measure_run => crate::needs::MeasureRunPage,
        MEASURE_SCRIPT: measure_script => crate::needs::MeasureScriptPage,
        ROUTINES: routines => crate::routines::RoutinesPage,
        ROUTINE: routine => crate::routines::RoutinePage,
        NETWORKS: networks => crate::networks::NetworksPage,
        NEW_NETWORK: new_network => crate::networks::NewNetworkPage,
        NETWORK: network => crate::networks::NetworkPage,
    }

    /// Which measures reached which places.
    coverage {
        COVERAGE: coverage => crate::coverage::CoveragePage,
        UNIT_COVERAGE: unit_coverage => crate::coverage::UnitCoveragePage,
        COUNTY_COVERAGE: county_coverage => crate::coverage::CountyPage,
        COVERAGE_MAP: coverage_map => crate::coverage::MapPage,
        TREND: trend => crate::coverage::TrendPage,
        GAPS: gaps => crate::coverage::GapsPage,
        SERVICES: services => crate::coverage::ServicesPage,
        COVERAGE_DRAFTS: coverage_drafts => crate::coverage::DraftsPage,
        COVERAGE_DRAFT: coverage_draft => crate::coverage::DraftPage,
        COMPARE_DRAFTS: compare_drafts => crate::coverage::CompareDraftsPage,
    }

    /// Hours: the own week, the sums, months and rules.
    hours {
        HOURS: hours => crate::hours::HoursPage,
        HOUR_FIGURES: hour_figures => crate::hours::FiguresPage,
        HOUR_PERIODS: hour_periods => crate::hours::PeriodsPage,
        HOUR_RULES: hour_rules => crate::hours::HourRulesPage,
    }

    /// Proposals for Nora.
    nora {
        PROPOSALS: proposals => crate::nora::ProposalsPage,
        NEW_PROPOSAL: new_proposal => crate::nora::NewProposalPage,
        PROPOSAL: proposal => crate::nora::ProposalPage,
    }

    /// People, places, agreements, calendars, words: what is set up once.
    house {
        ACCOUNT: account => crate::session::AccountPage,
        PEOPLE: people => crate::people::PeoplePage,
        NEW_PERSON: new_person => crate::people::NewPersonPage,
        PERSON: person => crate::people::PersonPage,
        PLACES: places => crate::places::PlacesPage,
        NEW_UNIT: new_unit => crate::places::NewUnitPage,
        UNIT: unit => crate::places::UnitPage,
        NEW_OWNER: new_owner => crate::places::NewOwnerPage,
        OWNER: owner => crate::places::OwnerPage,
        AGREEMENTS: agreements => crate::agreements::AgreementsPage,
        NEW_AGREEMENT: new_agreement => crate::agreements::NewAgreementPage,
        AGREEMENT: agreement => crate::agreements::AgreementPage,
        EDIT_AGREEMENT: edit_agreement => crate::agreements::EditAgreementPage,
        SPEND: spend => crate::agreements::SpendPage,
        HANDOVER: handover => crate::agreements::HandoverPage,
        IMPORT_AIMS: import_aims => crate::import::ImportAimsPage,
        IMPORT_UNITS: import_units => crate::import::ImportUnitsPage,
        CALENDARS: calendars => crate::calendars::CalendarsPage,
        CALENDAR: calendar => crate::calendars::CalendarPage,
        IMPORT_CALENDARS: import_calendars => crate::import::ImportCalendarsPage,
        TERMS: terms => crate::terms::TermsPage,
        GALLERY: gallery => crate::pages::GalleryPage,
    }
}

/// Answers of a round that wait in this browser are sent from whatever page is open, and seldom: their code comes with the
/// piece that takes them down.
pub use answers::deliver_kept;

mod answers {
    use super::*;

    #[leptos::wasm_split::wasm_split(session, wasm_split_path = ::leptos::wasm_split, preload(preload), fallible)]
    pub fn deliver_kept(person: PersonId, group: GroupId) -> Result<Later<bool>, SplitLoaderError> {
        Ok(Box::pin(crate::evaluations::deliver_kept(person, group)))
    }
}

/// The form that answers to a gap: My week has one where a coordinator has asked, which is seldom, so it comes with the pages of coverage.
pub(crate) use sentences::sentence_form;

mod sentences {
    use super::*;
    use crate::coverage::Sentence;

    #[leptos::wasm_split::wasm_split(coverage, wasm_split_path = ::leptos::wasm_split, preload(preload), fallible)]
    pub(crate) fn sentence_form() -> Result<fn(Sentence) -> AnyView, SplitLoaderError> {
        Ok(crate::coverage::sentence_form)
    }
}

/// How often a piece is asked for before the page says that it can't be fetched.
const TRIES: u32 = 3;
const RETRY_AFTER: Duration = Duration::from_secs(1);

/// The page, once its piece is here.
async fn fetched(page: LazyPage) -> AnyView {
    sent_along(page.piece);
    // The server has drawn the page already: it stands there to be read until it can be taken over.
    let is_drawn = Owner::current_shared_context().is_some_and(|context| context.during_hydration());
    let mut tries = 0;
    loop {
        tries += 1;
        match (page.view)().await {
            Ok(view) => return view,
            Err(_) if is_drawn || tries < TRIES => pause(RETRY_AFTER).await,
            Err(_) => return view! { <FailurePage error=AppError::new(ErrorCode::Offline) /> }.into_any(),
        }
    }
}

/// Has the piece's files fetched together with the page.
#[cfg(feature = "ssr")]
fn sent_along(piece: &'static str) {
    leptos::prefetch_lazy_fn_on_server(piece);
}

/// The browser has the page already.
#[cfg(not(feature = "ssr"))]
const fn sent_along(_piece: &'static str) {}

/// How long after a page is drawn the pieces that come next are fetched.
#[cfg(feature = "hydrate")]
const AHEAD_AFTER: Duration = Duration::from_secs(3);

/// Fetches what an adviser opens next while there is a network: a session is opened in a classroom, where there may be none.
/// Once for each time that the application is loaded; what fails is fetched when it is needed.
#[cfg(feature = "hydrate")]
pub fn fetch_ahead() {
    use std::sync::atomic::{AtomicBool, Ordering};

    static IS_ASKED: AtomicBool = AtomicBool::new(false);
    if !IS_ASKED.swap(true, Ordering::Relaxed) {
        leptos::task::spawn_local(async {
            pause(AHEAD_AFTER).await;
            while !window().navigator().on_line() {
                pause(AHEAD_AFTER).await;
            }
            for page in [GROUP, SESSION, HOME] {
                page.preload().await;
            }
        });
    }
}

/// The server sends what a page needs, and no more.
#[cfg(not(feature = "hydrate"))]
pub const fn fetch_ahead() {}
