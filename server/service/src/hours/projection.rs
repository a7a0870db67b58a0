//! Where the reader's semesters end with what the calendar has, for forms in which more is planned.

use domain::access::{Action, Subject};
use domain::hours::view::{PlanGuide, SemesterGuide};
use domain::hours::{Month, closed_months, monday_of, projection};
use domain::time::Semester;
use domain::time::length::ToLength as _;
use store::{agenda, hours as rows};

use super::bookings::bookings;
use super::{is_guided, rules_now};
use crate::{Ctx, ServiceError};

/// This semester and the next; none for who is not bound by the guide.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`.
pub async fn view(ctx: &Ctx) -> Result<Option<PlanGuide>, ServiceError> {
    let person = ctx.signed_in()?.person;
    let actor = ctx.authorise(Action::ViewHours, &Subject::of(person))?;
    if !is_guided(actor) {
        return Ok(None);
    }
    let store = ctx.store();
    let now = Semester::of(ctx.today());
    let semesters = [now, now.next()];
    let ((first, _), (_, last)) = (now.days(), now.next().days());
    let agenda = agenda::between(store, person, first, last).await?;
    let booked = bookings(store, &agenda).await?;
    // Time for an activity may stand in a week before: it has moved since.
    let sheets = rows::weeks(store, person, monday_of(first).saturating_sub(26_i64.weeks()), last).await?;
    let closed = closed_months(&rows::periods(store, person, Month::of(first), Month::of(last)).await?);
    let rules = rules_now(ctx).await?;
    let semesters = semesters.map(|semester| SemesterGuide {
        semester,
        guide: projection(&sheets, &booked, &rules, &closed, semester.days()),
    });
    Ok(Some(PlanGuide {
        semesters: semesters.to_vec(),
        rules: rules.all(),
        closed,
    }))
}
