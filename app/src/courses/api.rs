//! Server functions of courses.

use domain::command::Envelope;
use domain::conflicts::Conflict;
use domain::courses::mails::{CourseMails, MailCommand, MailPreview, MailSample};
use domain::courses::templates::view::{TemplateList, TemplateView};
use domain::courses::templates::{FromTemplate, NewTemplate, TemplateCommand};
use domain::courses::view::{
    AttendanceCommand, Attended, EventChoices, EventList, EventView, RegistrationCommand, WantedParts,
};
use domain::courses::{CopyEvent, EventCommand, NewEvent};
use domain::ids::{CourseTemplateId, EventId};
use domain::part_plans::PartPlanCommand;
use domain::part_plans::view::PartPlansView;
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// The courses that the reader may see.
#[server(endpoint = "courses/list", prefix = "/api", input = Json, output = Json)]
pub async fn list_courses() -> Result<EventList, AppError> {
    let ctx = ctx()?;
    service::courses::list(&ctx).await.map_err(|error| told(&ctx, error))
}

/// One course.
#[server(endpoint = "courses/view", prefix = "/api", input = Json, output = Json)]
pub async fn view_course(id: EventId) -> Result<EventView, AppError> {
    let ctx = ctx()?;
    service::courses::view(&ctx, id)
        .await
        .map_err(|error| told(&ctx, error))
}

/// What the planner offers.
#[server(endpoint = "courses/choices", prefix = "/api", input = Json, output = Json)]
pub async fn course_choices() -> Result<EventChoices, AppError> {
    let ctx = ctx()?;
    service::courses::choices(&ctx).await.map_err(|error| told(&ctx, error))
}

/// What else is booked at the times of a course that are not saved yet.
#[server(endpoint = "courses/conflicts", prefix = "/api", input = Json, output = Json)]
pub async fn course_conflicts(wanted: WantedParts) -> Result<Vec<Conflict>, AppError> {
    let ctx = ctx()?;
    service::courses::conflicts_of_parts(&ctx, &wanted)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Plans a course.
#[server(endpoint = "courses/create", prefix = "/api", input = Json, output = Json)]
pub async fn create_course(envelope: Envelope<NewEvent>) -> Result<EventId, AppError> {
    let ctx = ctx()?;
    service::courses::create(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Plans the same course on other dates.
#[server(endpoint = "courses/copy", prefix = "/api", input = Json, output = Json)]
pub async fn copy_course(envelope: Envelope<CopyEvent>) -> Result<EventId, AppError> {
    let ctx = ctx()?;
    service::courses::copy(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Changes a course by one command.
#[server(endpoint = "courses/change", prefix = "/api", input = Json, output = Json)]
pub async fn change_course(id: EventId, envelope: Envelope<EventCommand>) -> Result<EventView, AppError> {
    let ctx = ctx()?;
    service::courses::change(&ctx, id, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// The programme of a course, part by part.
#[server(endpoint = "courses/programme", prefix = "/api", input = Json, output = Json)]
pub async fn view_course_programme(id: EventId) -> Result<PartPlansView, AppError> {
    let ctx = ctx()?;
    service::courses::view_programme(&ctx, id)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Changes the programme of a course by one command.
#[server(endpoint = "courses/change_programme", prefix = "/api", input = Json, output = Json)]
pub async fn change_course_programme(
    id: EventId,
    envelope: Envelope<PartPlanCommand>,
) -> Result<PartPlansView, AppError> {
    let ctx = ctx()?;
    service::courses::change_programme(&ctx, id, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Takes a registration away, or gives a seat.
#[server(endpoint = "courses/change_registration", prefix = "/api", input = Json, output = Json)]
pub async fn change_registration(id: EventId, envelope: Envelope<RegistrationCommand>) -> Result<EventView, AppError> {
    let ctx = ctx()?;
    service::courses::change_registration(&ctx, id, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Says who was there.
#[server(endpoint = "courses/attend", prefix = "/api", input = Json, output = Json)]
pub async fn attend(id: EventId, envelope: Envelope<AttendanceCommand>) -> Result<Attended, AppError> {
    let ctx = ctx()?;
    service::courses::attend(&ctx, id, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Who of a course gets what when.
#[server(endpoint = "courses/mails", prefix = "/api", input = Json, output = Json)]
pub async fn view_course_mails(id: EventId) -> Result<CourseMails, AppError> {
    let ctx = ctx()?;
    service::courses::mails(&ctx, id)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Holds mails to several back, or sends them.
#[server(endpoint = "courses/change_mails", prefix = "/api", input = Json, output = Json)]
pub async fn change_course_mails(id: EventId, envelope: Envelope<MailCommand>) -> Result<CourseMails, AppError> {
    let ctx = ctx()?;
    service::courses::change_mails(&ctx, id, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// The text of a mail to somebody who has registered.
#[server(endpoint = "courses/preview_mail", prefix = "/api", input = Json, output = Json)]
pub async fn preview_course_mail(id: EventId, sample: MailSample) -> Result<MailPreview, AppError> {
    let ctx = ctx()?;
    service::courses::preview_mail(&ctx, id, sample)
        .await
        .map_err(|error| told(&ctx, error))
}

/// The templates that a course can be made from.
#[server(endpoint = "courses/templates", prefix = "/api", input = Json, output = Json)]
pub async fn list_course_templates() -> Result<TemplateList, AppError> {
    let ctx = ctx()?;
    service::courses::templates(&ctx)
        .await
        .map_err(|error| told(&ctx, error))
}

/// One template.
#[server(endpoint = "courses/template", prefix = "/api", input = Json, output = Json)]
pub async fn view_course_template(id: CourseTemplateId) -> Result<TemplateView, AppError> {
    let ctx = ctx()?;
    service::courses::template(&ctx, id)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Saves a course as a template.
#[server(endpoint = "courses/save_template", prefix = "/api", input = Json, output = Json)]
pub async fn save_course_template(envelope: Envelope<NewTemplate>) -> Result<CourseTemplateId, AppError> {
    let ctx = ctx()?;
    service::courses::save_template(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Changes a template by one command.
#[server(endpoint = "courses/change_template", prefix = "/api", input = Json, output = Json)]
pub async fn change_course_template(
    id: CourseTemplateId,
    envelope: Envelope<TemplateCommand>,
) -> Result<TemplateView, AppError> {
    let ctx = ctx()?;
    service::courses::change_template(&ctx, id, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Plans a course from a template.
#[server(endpoint = "courses/from_template", prefix = "/api", input = Json, output = Json)]
pub async fn make_from_template(envelope: Envelope<FromTemplate>) -> Result<EventId, AppError> {
    let ctx = ctx()?;
    service::courses::from_template(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}
