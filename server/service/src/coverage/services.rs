//! Which services of which municipalities have been at a course.

use domain::access::{Action, Subject};
use domain::courses::ServiceKind;
use domain::coverage::services::{MONTHS, ServiceRow, Visit, services as table, shares};
use domain::coverage::view::{Choice, ServicesFilter, ServicesView};
use domain::ids::EventId;
use domain::places::codes::{counties_on, county_of, municipalities_on};
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::collections::HashMap;
use store::courses;

use crate::{Ctx, ServiceError};

/// The municipalities with what was reached in them, gaps first. Two reads.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`.
pub async fn services(ctx: &Ctx, filter: ServicesFilter) -> Result<ServicesView, ServiceError> {
    ctx.authorise(Action::ViewCourse, &Subject::general())?;
    let today = ctx.today();
    let months = filter.months.filter(|months| MONTHS.contains(months)).unwrap_or(24);
    let since = today.saturating_sub(i64::from(months).months());
    let ends: HashMap<EventId, Date> = courses::events(ctx.store())
        .await?
        .into_iter()
        .filter_map(|event| Some((event.id, event.parts.last()?.date)))
        .collect();
    let visits: Vec<Visit> = courses::visits(ctx.store())
        .await?
        .into_iter()
        .filter_map(|visit| {
            Some(Visit {
                on: *ends.get(&visit.event)?,
                municipality: visit.municipality,
                service: visit.service,
            })
        })
        .filter(|visit| visit.on <= today)
        .collect();
    let of_county =
        municipalities_on(today).filter(|place| filter.county.is_empty() || county_of(place.code) == filter.county);
    let mut rows = table(&visits, of_county, since, today);
    let sums = shares(&rows);
    if let Some(lacking) = filter.lacks {
        rows.retain(|row| lacks(row, lacking));
    }
    Ok(ServicesView {
        rows,
        sums,
        months,
        counties: counties_on(today)
            .map(|county| Choice {
                value: county.code.to_owned(),
                name: county.name.to_owned(),
            })
            .collect(),
        filter,
        today,
    })
}

fn lacks(row: &ServiceRow, service: ServiceKind) -> bool {
    let at = domain::coverage::services::SERVICES
        .iter()
        .position(|one| *one == service);
    at.and_then(|at| row.cells.get(at)).is_some_and(|cell| !cell.is_reached)
}
