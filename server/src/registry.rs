//! Every server function, with the action that guards it. A function without a row fails at start and in the tests, and
//! the tests call each row as every role over HTTP.
//!
//! A new server function needs one line in [`ROWS`].

use std::collections::BTreeSet;

use anyhow::{Result, bail};
use domain::access::Action;
use http::Method;

/// Who gets through to a server function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// Anyone, signed in or not.
    Open,
    /// Anyone signed in, even before the declaration of secrecy.
    SignedIn,
    /// By the access table, for something of the person's own.
    Own(Action),
    /// By the access table, for nothing in particular: a list, a creation, a setting.
    General(Action),
    /// By the access table, for a list: whoever may do the action to at least something; the rows are filtered.
    Some(Action),
    /// By the access table, for a record that the body names; whoever may do the action somewhere, but not to this record
    /// (it belongs to someone else, or is not there), is told «not found».
    Record(Action),
}

/// A server function.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Its address after `/api/`.
    pub path: &'static str,
    /// Who gets through.
    pub guard: Guard,
    /// A body that decodes, in the function's own encoding.
    pub body: &'static str,
}

const fn row(path: &'static str, guard: Guard, body: &'static str) -> Row {
    Row { path, guard, body }
}

/// All of them.
pub const ROWS: &[Row] = &[
    row("session/current_person", Guard::Open, ""),
    row("session/sign_out", Guard::Open, ""),
    row("session/set_language", Guard::Open, "language=nb"),
    row("session/accept_declaration", Guard::SignedIn, "version=1&accepted=on"),
    row("session/own_devices", Guard::Own(Action::ManageOwnAccount), ""),
    row("groups/week", Guard::Own(Action::ViewWeek), r#"{"day":null}"#),
    row("groups/list", Guard::Some(Action::ViewGroup), "{}"),
    row(
        "groups/view",
        Guard::Record(Action::ViewGroup),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row("year_plan/view", Guard::Some(Action::ViewGroup), r#"{"year":null}"#),
    row(
        "printouts/handout",
        Guard::Record(Action::ViewGroup),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row(
        "printouts/poster",
        Guard::Record(Action::ViewGroup),
        r#"{"id":"01J00000000000000000000000","number":1}"#,
    ),
    row(
        "conflicts/of_new",
        Guard::General(Action::CreateGroup),
        r#"{"new":{"unit":"01J00000000000000000000000","room":"","co_leader":"","slots":[]}}"#,
    ),
    row(
        "conflicts/of_times",
        Guard::Record(Action::ViewGroup),
        r#"{"id":"01J00000000000000000000000","slots":[]}"#,
    ),
    row("groups/choices", Guard::General(Action::CreateGroup), "{}"),
    row(
        "groups/create",
        Guard::General(Action::CreateGroup),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"id":"01J00000000000000000000000","name":"x","unit":"01J00000000000000000000000","semester":"2026-autumn","composition":"girls","seats_min":6,"seats_max":10,"target":"","goal":"","room":"","co_leader":"","recruitment":"","budget":"","sessions":[]}}}"#,
    ),
    row(
        "groups/change",
        Guard::Record(Action::EditGroup),
        r#"{"id":"01J00000000000000000000000","envelope":{"key":"01J00000000000000000000000","expected_version":1,"command":{"do":"restore_session","number":1}}}"#,
    ),
    row(
        "groups/open_plan",
        Guard::Record(Action::EditGroup),
        r#"{"id":"01J00000000000000000000000","number":1,"is_open":true}"#,
    ),
    row(
        "groups/leader_choices",
        Guard::Record(Action::EditGroup),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row("groups/bin", Guard::Some(Action::EditGroup), "{}"),
    row(
        "groups/change_bin",
        Guard::Record(Action::EditGroup),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":1,"command":{"do":"throw_away","group":"01J00000000000000000000000"}}}"#,
    ),
    row("programmes/list", Guard::General(Action::ViewProgramme), "{}"),
    row(
        "programmes/view",
        Guard::Record(Action::ViewProgramme),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row(
        "programmes/save",
        Guard::Record(Action::SaveProgramme),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"id":"01J00000000000000000000000","from":"01J00000000000000000000000","title":"x","summary":""}}}"#,
    ),
    row(
        "programmes/change",
        Guard::Record(Action::EditProgramme),
        r#"{"id":"01J00000000000000000000000","envelope":{"key":"01J00000000000000000000000","expected_version":1,"command":{"do":"withdraw"}}}"#,
    ),
    row("modules/search", Guard::General(Action::ViewModule), r#"{"asked":{}}"#),
    row(
        "modules/view",
        Guard::Record(Action::ViewModule),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row(
        "modules/edition",
        Guard::Record(Action::ViewModule),
        r#"{"id":"01J00000000000000000000000","number":1}"#,
    ),
    row(
        "modules/create",
        Guard::General(Action::CreateModule),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"id":"01J00000000000000000000000","head":{"title":"x","summary":"","grades":[],"minutes":60,"goals":"","subject":"","aims":[],"themes":[],"links":[],"language":"bokmal","prerequisites":"","sensitivity":"low","safety":{"duties":"","present":"","afterwards":"","opt_out":""},"licence":"cc_by"}}}}"#,
    ),
    row(
        "modules/import",
        Guard::General(Action::CreateModule),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"id":"01J00000000000000000000000","credit":null,"content":{"head":{"title":"x","summary":"","grades":[],"minutes":60,"goals":"","subject":"","aims":[],"themes":[],"links":[],"language":"bokmal","prerequisites":"","sensitivity":"low","safety":{"duties":"","present":"","afterwards":"","opt_out":""},"licence":"cc_by"},"run_sheet":{"blocks":[]}}}}}"#,
    ),
    row(
        "modules/copy",
        Guard::Record(Action::CreateModule),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"id":"01J00000000000000000000000","source":"01J00000000000000000000000","follows":false}}}"#,
    ),
    row(
        "modules/change",
        Guard::Record(Action::CommentModule),
        r#"{"id":"01J00000000000000000000000","envelope":{"key":"01J00000000000000000000000","expected_version":1,"command":{"do":"share"}}}"#,
    ),
    row("deliveries/list", Guard::Some(Action::ViewDelivery), r#"{"year":null}"#),
    row(
        "deliveries/view",
        Guard::Record(Action::ViewDelivery),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row(
        "deliveries/choices",
        Guard::Record(Action::EditDelivery),
        r#"{"module":"01J00000000000000000000000"}"#,
    ),
    row("deliveries/other_units", Guard::Own(Action::EditDelivery), "{}"),
    row(
        "deliveries/create",
        Guard::Own(Action::EditDelivery),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"id":"01J00000000000000000000000","module":"01J00000000000000000000000","unit":"01J00000000000000000000000","plan":{"class":"9B","teacher":"","place":"","slot":{"date":"2026-11-30","start":"10:15:00","minutes":60},"adaptation":""}}}}"#,
    ),
    row(
        "deliveries/change",
        Guard::Record(Action::EditDelivery),
        r#"{"id":"01J00000000000000000000000","envelope":{"key":"01J00000000000000000000000","expected_version":1,"command":{"do":"reopen"}}}"#,
    ),
    row(
        "deliveries/conflicts",
        Guard::Own(Action::EditDelivery),
        r#"{"wanted":{"of":null,"unit":"01J00000000000000000000000","place":"","slot":{"date":"2026-11-30","start":"10:15:00","minutes":60}}}"#,
    ),
    row(
        "presentations/list",
        Guard::Some(Action::ViewPresentation),
        r#"{"year":null}"#,
    ),
    row(
        "presentations/view",
        Guard::Record(Action::ViewPresentation),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row("presentations/choices", Guard::Own(Action::EditPresentation), "{}"),
    row(
        "presentations/create",
        Guard::Own(Action::EditPresentation),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"id":"01J00000000000000000000000","unit":"01J00000000000000000000000","plan":{"title":"x","audiences":["parents"],"class":"","host":"","place":"x","video":null,"slot":{"date":"2026-12-01","start":"18:00:00","minutes":90},"expected":null}}}}"#,
    ),
    row(
        "presentations/create_series",
        Guard::Own(Action::EditPresentation),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"presentations":[]}}}"#,
    ),
    row(
        "presentations/change",
        Guard::Record(Action::EditPresentation),
        r#"{"id":"01J00000000000000000000000","envelope":{"key":"01J00000000000000000000000","expected_version":1,"command":{"do":"invite"}}}"#,
    ),
    row(
        "presentations/conflicts",
        Guard::Own(Action::EditPresentation),
        r#"{"wanted":{"of":null,"unit":"01J00000000000000000000000","place":"","slots":[]}}"#,
    ),
    row("needs/overview", Guard::Some(Action::ViewNeeds), "{}"),
    row("needs/choices", Guard::Own(Action::EditNeeds), "{}"),
    row(
        "needs/open_survey",
        Guard::Own(Action::EditNeeds),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"id":"01J00000000000000000000000","unit":"01J00000000000000000000000","plan":{"audience":["teachers"],"invited":62,"closes_on":"2026-12-07"}}}}"#,
    ),
    row(
        "needs/survey",
        Guard::Record(Action::ViewNeeds),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row(
        "needs/change_survey",
        Guard::Record(Action::EditNeeds),
        r#"{"id":"01J00000000000000000000000","envelope":{"key":"01J00000000000000000000000","expected_version":1,"command":{"do":"close"}}}"#,
    ),
    row(
        "needs/conflicts",
        Guard::Own(Action::EditNeeds),
        r#"{"wanted":{"of":null,"unit":"01J00000000000000000000000","place":"","slots":[]}}"#,
    ),
    row(
        "needs/plan_measure",
        Guard::Own(Action::EditNeeds),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"id":"01J00000000000000000000000","unit":"01J00000000000000000000000","plan":{"title":"Rutinen","goal":"","areas":["routine"],"need":{"kind":"other","reason":"Ledelsen ba om det"},"groups":{"teachers":40},"staff":62,"level":"basic","format":"staff_meeting","place":"","parts":[{"date":"2027-01-04","start":"09:00:00","minutes":90}],"follow_up_on":null}}}}"#,
    ),
    row(
        "needs/measure",
        Guard::Record(Action::ViewNeeds),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row(
        "needs/change_measure",
        Guard::Record(Action::EditNeeds),
        r#"{"id":"01J00000000000000000000000","envelope":{"key":"01J00000000000000000000000","expected_version":1,"command":{"do":"reopen"}}}"#,
    ),
    row(
        "needs/run_sheets",
        Guard::Record(Action::ViewNeeds),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row(
        "needs/change_run_sheets",
        Guard::Record(Action::EditNeeds),
        r#"{"id":"01J00000000000000000000000","envelope":{"key":"01J00000000000000000000000","expected_version":1,"command":{"do":"edit_run_sheet","part":1,"edit":{"edit":"remove","id":"01J00000000000000000000000"}}}}"#,
    ),
    row("coverage/matrix", Guard::Some(Action::ViewCoverage), r#"{"filter":{}}"#),
    row(
        "coverage/unit",
        Guard::Record(Action::ViewCoverage),
        r#"{"unit":"01J00000000000000000000000","period":null}"#,
    ),
    row(
        "coverage/county",
        Guard::Some(Action::ViewCoverage),
        r#"{"code":"32","period":null,"set":null}"#,
    ),
    row(
        "coverage/map",
        Guard::Some(Action::ViewCoverage),
        r#"{"period":null,"set":null}"#,
    ),
    row("coverage/trend", Guard::Some(Action::ViewCoverage), r#"{"filter":{}}"#),
    row(
        "coverage/services",
        Guard::General(Action::ViewCourse),
        r#"{"filter":{}}"#,
    ),
    row("coverage/gaps", Guard::Some(Action::EditTargets), "{}"),
    row(
        "coverage/note_gap",
        Guard::Record(Action::ViewCoverage),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"gap":{"rule":"no_survey","unit":"01J00000000000000000000000"},"step":{"do":"send"}}}}"#,
    ),
    row(
        "coverage/set_rule",
        Guard::General(Action::EditTargets),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":99,"command":{"rule":"vacant","is_on":true,"threshold":30}}}"#,
    ),
    row("coverage/mark", Guard::Some(Action::ViewCoverage), "{}"),
    row("coverage/start", Guard::Some(Action::ViewCoverage), "{}"),
    row("coverage/drafts", Guard::General(Action::EditTargets), "{}"),
    row(
        "coverage/draft",
        Guard::Record(Action::EditTargets),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row(
        "coverage/compare_drafts",
        Guard::General(Action::EditTargets),
        r#"{"filter":{}}"#,
    ),
    row(
        "coverage/change_draft",
        Guard::Record(Action::EditTargets),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":1,"command":{"do":"remove","id":"01J00000000000000000000000","number":1}}}"#,
    ),
    row(
        "coverage/targets",
        Guard::General(Action::EditTargets),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"unit":"01J00000000000000000000000","year":2026,"targets":{"groups":2},"reason":""}}}"#,
    ),
    row("hours/view", Guard::Own(Action::ViewHours), r#"{"day":null}"#),
    row(
        "hours/change",
        Guard::Own(Action::EditHours),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":0,"command":{"monday":"2026-11-16","step":{"do":"copy_last_week"}}}}"#,
    ),
    row(
        "hours/figures",
        Guard::General(Action::ViewHourFigures),
        r#"{"filter":{"span":null}}"#,
    ),
    row("hours/projection", Guard::Own(Action::ViewHours), "{}"),
    row("hours/periods", Guard::General(Action::CloseHours), r#"{"month":null}"#),
    row(
        "hours/change_periods",
        Guard::General(Action::CloseHours),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"do":"reopen","month":"2026-10","person":"01J00000000000000000000000","reason":"missing"}}}"#,
    ),
    row("hours/rules", Guard::General(Action::EditHourRules), "{}"),
    row(
        "hours/change_rule",
        Guard::General(Action::EditHourRules),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":0,"command":{"kind":"routines","split":{"pupils":0,"competence":100,"common":0},"preparation":0}}}"#,
    ),
    row(
        "agreements/list",
        Guard::Some(Action::ViewAgreement),
        r#"{"filter":{}}"#,
    ),
    row(
        "agreements/view",
        Guard::Record(Action::ViewAgreement),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row("agreements/choices", Guard::General(Action::EditAgreement), "{}"),
    row(
        "agreements/create",
        Guard::General(Action::EditAgreement),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"id":"01J00000000000000000000000","owner":"01J00000000000000000000000","terms":{"units":["01J00000000000000000000000"],"nearby":[],"positions":[],"from":"2027-08-01","to":"2030-07-31","notice_months":3,"responsibilities":{},"lines":{},"contacts":[],"document":null}}}}"#,
    ),
    row(
        "agreements/renew",
        Guard::Record(Action::EditAgreement),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":1,"command":{"id":"01J00000000000000000000000","of":"01J00000000000000000000001"}}}"#,
    ),
    row(
        "agreements/change",
        Guard::Record(Action::EditAgreement),
        r#"{"id":"01J00000000000000000000000","envelope":{"key":"01J00000000000000000000000","expected_version":1,"command":{"do":"send"}}}"#,
    ),
    row(
        "agreements/spending",
        Guard::Record(Action::AddExpense),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row(
        "agreements/spend",
        Guard::Record(Action::AddExpense),
        r#"{"id":"01J00000000000000000000000","envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"do":"record","expense":{"id":"01J00000000000000000000000","category":"food","date":"2026-11-20","amount":12500,"activity":null,"receipt":"Bilag 1","reason":""}}}}"#,
    ),
    row("agreements/notices", Guard::Some(Action::ViewAgreement), "{}"),
    row(
        "agreements/handover",
        Guard::Record(Action::ViewAgreement),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row(
        "routines/list",
        Guard::Some(Action::ViewCooperation),
        r#"{"filter":{"county":"","sign":null}}"#,
    ),
    row(
        "routines/view",
        Guard::Record(Action::ViewCooperation),
        r#"{"at":"01J00000000000000000000000.handling"}"#,
    ),
    row(
        "routines/change",
        Guard::Record(Action::EditCooperation),
        r#"{"at":"01J00000000000000000000000.handling","envelope":{"key":"01J00000000000000000000000","expected_version":1,"command":{"do":"submit"}}}"#,
    ),
    row(
        "networks/list",
        Guard::Some(Action::ViewCooperation),
        r#"{"year":null}"#,
    ),
    row(
        "networks/view",
        Guard::Record(Action::ViewCooperation),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row("networks/choices", Guard::Own(Action::EditCooperation), "{}"),
    row(
        "networks/plan",
        Guard::Own(Action::EditCooperation),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"id":"01J00000000000000000000000","unit":"01J00000000000000000000000","plan":{"theme":"Kontaktpunkter","kind":"local","further":[],"services":["nav"],"place":"","video":null,"slot":{"date":"2027-01-14","start":"13:00:00","minutes":90}}}}}"#,
    ),
    row(
        "networks/change",
        Guard::Record(Action::EditCooperation),
        r#"{"id":"01J00000000000000000000000","envelope":{"key":"01J00000000000000000000000","expected_version":1,"command":{"do":"reopen"}}}"#,
    ),
    row(
        "networks/conflicts",
        Guard::Own(Action::EditCooperation),
        r#"{"wanted":{"of":null,"unit":"01J00000000000000000000000","place":"","slot":{"date":"2027-01-14","start":"13:00:00","minutes":90}}}"#,
    ),
    row(
        "outreach/view",
        Guard::Some(Action::ViewOutreach),
        r#"{"filter":{"year":null,"audience":"staff","lacks":null}}"#,
    ),
    row(
        "outreach/change",
        Guard::Own(Action::EditOutreach),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"do":"record","item":{"id":"01J00000000000000000000000","unit":"01J00000000000000000000000","audiences":["staff"],"known":["nora"],"channel":"poster","date":"2026-11-02","reach":null,"note":""}}}}"#,
    ),
    row(
        "evaluations/view",
        Guard::Record(Action::ViewEvaluation),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row(
        "evaluations/round",
        Guard::Record(Action::EditGroup),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row(
        "evaluations/change",
        Guard::Record(Action::EditGroup),
        r#"{"id":"01J00000000000000000000000","envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"do":"open"}}}"#,
    ),
    row(
        "session/revoke_device",
        Guard::Record(Action::ManageOwnAccount),
        "id=01J00000000000000000000000",
    ),
    row("session/revoke_others", Guard::Own(Action::ManageOwnAccount), ""),
    row("calendar_feed/view", Guard::Own(Action::ManageOwnAccount), "{}"),
    row("calendar_feed/make", Guard::Own(Action::FollowCalendar), "{}"),
    row("calendar_feed/revoke", Guard::Own(Action::ManageOwnAccount), "{}"),
    row("courses/list", Guard::Some(Action::ViewCourse), "{}"),
    row(
        "courses/view",
        Guard::Record(Action::ViewCourse),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row("courses/choices", Guard::General(Action::CreateCourse), "{}"),
    row(
        "courses/conflicts",
        Guard::General(Action::CreateCourse),
        r#"{"wanted":{"of":null,"adviser":null,"slots":[]}}"#,
    ),
    row(
        "courses/create",
        Guard::General(Action::CreateCourse),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"id":"01J00000000000000000000000","adviser":null,"plan":{"title":"x","about":"","programme":"","themes":[],"services":["nav"],"municipalities":[],"format":"physical","place":"x","access":"","video":null,"parts":[{"date":"2026-12-10","start":"09:00:00","minutes":60}],"speakers":"","host":"","contact":"x","contact_email":"x@imdi.example","capacity":10,"deadline":"2026-12-01","promotion":"offer","group_policy":"skip_over","language":"nb"}}}}"#,
    ),
    row(
        "courses/copy",
        Guard::General(Action::CreateCourse),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"id":"01J00000000000000000000000","source":"01J00000000000000000000000","first_day":"2027-12-10"}}}"#,
    ),
    row("courses/templates", Guard::General(Action::CreateCourse), "{}"),
    row(
        "courses/template",
        Guard::General(Action::CreateCourse),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row(
        "courses/save_template",
        Guard::General(Action::CreateCourse),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"id":"01J00000000000000000000000","from":"01J00000000000000000000000","title":"x","is_shared":true}}}"#,
    ),
    row(
        "courses/change_template",
        Guard::Record(Action::EditCourse),
        r#"{"id":"01J00000000000000000000000","envelope":{"key":"01J00000000000000000000000","expected_version":1,"command":{"do":"retire"}}}"#,
    ),
    row(
        "courses/from_template",
        Guard::General(Action::CreateCourse),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"id":"01J00000000000000000000000","template":"01J00000000000000000000000","adviser":null,"first_day":"2027-12-10","place":"x"}}}"#,
    ),
    row(
        "courses/change",
        Guard::Record(Action::EditCourse),
        r#"{"id":"01J00000000000000000000000","envelope":{"key":"01J00000000000000000000000","expected_version":1,"command":{"do":"publish"}}}"#,
    ),
    row(
        "courses/programme",
        Guard::Record(Action::ViewCourse),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row(
        "courses/change_programme",
        Guard::Record(Action::EditCourse),
        r#"{"id":"01J00000000000000000000000","envelope":{"key":"01J00000000000000000000000","expected_version":1,"command":{"do":"edit_run_sheet","part":1,"edit":{"edit":"remove","id":"01J00000000000000000000000"}}}}"#,
    ),
    row(
        "courses/change_registration",
        Guard::Record(Action::ViewParticipants),
        r#"{"id":"01J00000000000000000000000","envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"do":"remove","number":1}}}"#,
    ),
    row(
        "courses/attend",
        Guard::Record(Action::ViewParticipants),
        r#"{"id":"01J00000000000000000000000","envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"number":1,"part":1,"said":{"person":{"place":0,"is_there":true}}}}}"#,
    ),
    row(
        "courses/mails",
        Guard::Record(Action::ViewCourse),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row(
        "courses/change_mails",
        Guard::Record(Action::EditCourse),
        r#"{"id":"01J00000000000000000000000","envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"do":"hold_back","sequence":0}}}"#,
    ),
    row(
        "courses/preview_mail",
        Guard::Record(Action::ViewParticipants),
        r#"{"id":"01J00000000000000000000000","sample":{"number":1,"notice":"changed"}}"#,
    ),
    row("nora/overview", Guard::Some(Action::ViewProposal), "{}"),
    row(
        "nora/view",
        Guard::Record(Action::ViewProposal),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row(
        "nora/of_module",
        Guard::Some(Action::ViewProposal),
        r#"{"module":"01J00000000000000000000000"}"#,
    ),
    row("nora/preview", Guard::Own(Action::WriteProposal), r#"{"text":"x"}"#),
    row(
        "nora/create",
        Guard::Own(Action::WriteProposal),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"id":"01J00000000000000000000000","origin":{"from":"method"},"content":{"kind":"article","target":"staff","language":{"form":"bokmal"},"title":"x","body":"","checklist":{},"legal_check":false},"is_idea":false}}}"#,
    ),
    row(
        "nora/change",
        Guard::Record(Action::ViewProposal),
        r#"{"id":"01J00000000000000000000000","envelope":{"key":"01J00000000000000000000000","expected_version":1,"command":{"do":"take_back"}}}"#,
    ),
    row("people/list", Guard::Some(Action::ViewPeople), r#"{"filter":{}}"#),
    row(
        "people/view",
        Guard::Record(Action::ViewPeople),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row("people/places", Guard::General(Action::EditPeople), "{}"),
    row(
        "people/change",
        Guard::General(Action::EditPeople),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":1,"command":{"kind":"close","id":"01J00000000000000000000000"}}}"#,
    ),
    row("places/list", Guard::Some(Action::ViewPlaces), r#"{"filter":{}}"#),
    row(
        "places/unit",
        Guard::Record(Action::ViewPlaces),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row(
        "places/owner",
        Guard::Record(Action::ViewPlaces),
        r#"{"id":"01J00000000000000000000000"}"#,
    ),
    row(
        "places/change",
        Guard::General(Action::EditPlaces),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"kind":"remove_nearby","host":"01J00000000000000000000000","nearby":"01J00000000000000000000000"}}}"#,
    ),
    row(
        "places/preview_merger",
        Guard::General(Action::EditPlaces),
        r#"{"id":"01J00000000000000000000000","merger":{"into":"01J00000000000000000000001","from":"2027-08-01"}}"#,
    ),
    row(
        "placements/change",
        Guard::General(Action::EditPlacements),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"kind":"create","id":"01J00000000000000000000000","placement":{"person":null,"unit":"01J00000000000000000000000","percent":50,"from":"2026-11-01","to":null,"state":"vacant"}}}}"#,
    ),
    row("calendars/list", Guard::Some(Action::ViewCalendars), "{}"),
    row(
        "calendars/view",
        Guard::Record(Action::ViewCalendars),
        r#"{"owner":"01J00000000000000000000000","year":2026}"#,
    ),
    row(
        "calendars/change",
        Guard::General(Action::EditCalendars),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"kind":"save","owner":"01J00000000000000000000000","year":2026,"breaks":[]}}}"#,
    ),
    row("terms/current", Guard::Open, "{}"),
    row("terms/view", Guard::General(Action::EditTerms), "{}"),
    row(
        "terms/change",
        Guard::General(Action::EditTerms),
        r#"{"envelope":{"key":"01J00000000000000000000000","expected_version":null,"command":{"kind":"set","key":"fag_team","valid_from":"2026-11-01","nb":{"singular":"a","plural":""},"nn":{"singular":"a","plural":""},"en":{"singular":"a","plural":""}}}}"#,
    ),
    row(
        "import/preview_units",
        Guard::General(Action::ImportUnits),
        r#"{"text":{"kind":"text","content":"x"}}"#,
    ),
    row(
        "import/units",
        Guard::General(Action::ImportUnits),
        r#"{"key":"01J00000000000000000000000","text":{"kind":"text","content":"x"}}"#,
    ),
    row(
        "curriculum/search_aims",
        Guard::General(Action::CreateModule),
        r#"{"asked":{"words":"rettigheter"}}"#,
    ),
    row(
        "import/preview_aims",
        Guard::General(Action::ImportAims),
        r#"{"text":{"kind":"text","content":"x"}}"#,
    ),
    row(
        "import/aims",
        Guard::General(Action::ImportAims),
        r#"{"key":"01J00000000000000000000000","text":{"kind":"text","content":"x"}}"#,
    ),
    row(
        "import/preview_calendars",
        Guard::General(Action::EditCalendars),
        r#"{"text":{"kind":"text","content":"x"}}"#,
    ),
    row(
        "import/calendars",
        Guard::General(Action::EditCalendars),
        r#"{"key":"01J00000000000000000000000","text":{"kind":"text","content":"x"}}"#,
    ),
];

/// Proves that every server function has a row and every row a function, and that none answers GET.
///
/// # Errors
/// The sentence says which.
pub fn check() -> Result<()> {
    let mut built = BTreeSet::new();
    for (path, method) in server_fn::axum::server_fn_paths() {
        if method != Method::POST {
            bail!(
                "the server function {path} answers {method}; only POST may be used, so that a link can't change anything"
            );
        }
        built.insert(path.to_owned());
    }
    let listed: BTreeSet<String> = ROWS.iter().map(|row| format!("/api/{}", row.path)).collect();
    if let Some(path) = built.difference(&listed).next() {
        bail!("the server function {path} has no row in the registry, so nothing says who may call it");
    }
    if let Some(path) = listed.difference(&built).next() {
        bail!("the registry has a row for {path}, which is no server function");
    }
    Ok(())
}
