//! Sums of everybody's hours. No list of people, and no sum of few.

use std::collections::{BTreeSet, HashMap};

use domain::access::{Action, Subject, may};
use domain::hours::view::{CountyRow, FigureFilter, FiguresView, UnitRow};
use domain::hours::{CountyFigures, HourPeriod, HourSpan, Month, Part, figures};
use domain::ids::{PersonId, UnitId};
use domain::places::Unit;
use domain::places::codes::county;
use domain::time::Semester;
use store::hours as rows;
use store::places as place_rows;

use crate::{Ctx, ServiceError};

/// The sums of a semester or a school year, of months that are closed: three reads, however many people there are.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`.
pub async fn view(ctx: &Ctx, filter: &FigureFilter) -> Result<FiguresView, ServiceError> {
    let actor = ctx.authorise(Action::ViewHourFigures, &Subject::general())?;
    let today = ctx.today();
    let span = filter.span.unwrap_or(HourSpan::Semester(Semester::of(today)));
    let (first, last) = span.days();
    let sums = rows::sums(ctx.store(), Month::of(first), Month::of(last)).await?;
    let closed: BTreeSet<(PersonId, Month)> = rows::periods_between(ctx.store(), Month::of(first), Month::of(last))
        .await?
        .into_iter()
        .filter(HourPeriod::is_closed)
        .map(|period| (period.person, period.month))
        .collect();
    let mut ids: Vec<UnitId> = sums.iter().filter_map(|row| row.unit).collect();
    ids.sort_unstable();
    ids.dedup();
    let units = place_rows::units_by_id(ctx.store(), &ids).await?;
    let units: HashMap<UnitId, Unit> = units.into_iter().map(|unit| (unit.id, unit)).collect();
    let parts: Vec<Part> = sums
        .into_iter()
        .map(|row| Part {
            person: row.person,
            month: row.month,
            is_closed: closed.contains(&(row.person, row.month)),
            unit: row.unit,
            county: row
                .unit
                .and_then(|id| units.get(&id))
                .map(|unit| unit.county_code().to_owned()),
            sums: row.sums,
        })
        .collect();
    let told = figures(&parts);
    let mut counties: Vec<CountyRow> = told.counties.into_iter().map(|one| county_row(one, &units)).collect();
    counties.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(FiguresView {
        span,
        today,
        months: told.months,
        waiting: told.waiting,
        nation: told.nation,
        counties,
        elsewhere: told.elsewhere,
        may_close: may(actor, Action::CloseHours, &Subject::general()),
    })
}

fn county_row(told: CountyFigures, units: &HashMap<UnitId, Unit>) -> CountyRow {
    let name = |id: &UnitId| units.get(id).map(|unit| unit.name.to_string()).unwrap_or_default();
    let mut rows: Vec<UnitRow> = told
        .units
        .iter()
        .map(|(id, figure)| UnitRow {
            name: name(id),
            figure: *figure,
        })
        .collect();
    rows.sort_by(|one, other| one.name.cmp(&other.name));
    CountyRow {
        name: county(&told.code).map_or(told.code, |county| county.name.to_owned()),
        figure: told.figure,
        units: rows,
        other_units: told.other_units,
    }
}
