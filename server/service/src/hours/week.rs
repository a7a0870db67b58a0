//! The own week: what is entered, what the calendar proposes, what is missing, and where the semester leads.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::access::{Action, Subject};
use domain::choice::Choice;
use domain::hours::view::{EntryRow, HoursDay, HoursView, MovedRow, OwnGuide, ProposalRow};
use domain::hours::{
    ActivityRef, Booking, Guide, HourPeriod, LONG_DAY, Month, Moved, Proposal, Rules, WeekSheet, closed_months,
    expected_on, fingerprint, gaps, monday_of, moved, position_on, previous, projection, proposals, sums_of,
};
use domain::ids::{PersonId, UnitId};
use domain::places::Placement;
use domain::time::length::ToLength as _;
use domain::time::{SchoolYear, Semester, public_holiday, zone};
use jiff::civil::Date;
use store::agenda::{self, AgendaRow};
use store::hours as rows;

use super::bookings::{activity_of, bookings};
use super::units::WeekUnits;
use super::{is_guided, rules_now};
use crate::{Ctx, ServiceError, people};

/// The reader's week that holds `day`, today's when none is given.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`.
pub async fn view(ctx: &Ctx, day: Option<Date>) -> Result<HoursView, ServiceError> {
    let person = ctx.signed_in()?.person;
    let actor = ctx.authorise(Action::ViewHours, &Subject::of(person))?;
    let today = ctx.today();
    let monday = monday_of(day.unwrap_or(today));
    let semester = Semester::of(today);
    let known = Known::of(ctx, person, monday, semester).await?;
    let sheets = &known.sheets;
    let sheet = found(sheets, monday).unwrap_or_else(|| WeekSheet::empty(person, monday, is_guided(actor)));
    let proposed = known.proposals(ctx, &sheet);
    let units = WeekUnits::of(ctx, person, monday).await?;
    let in_week = sheet.entries.iter().filter_map(|entry| entry.unit);
    let names = units.names(in_week.chain(proposed.iter().filter_map(|one| one.entry.unit)));
    let last_week = found(sheets, monday.saturating_sub(1_i64.weeks()));
    Ok(HoursView {
        today,
        monday,
        reader: person,
        days: days(&sheet, &proposed, &known, &units.placements, &names, today),
        fingerprint: fingerprint(&proposed),
        proposals: proposed
            .iter()
            .map(|proposal| ProposalRow {
                proposal: *proposal,
                name: known.name(proposal.activity),
                unit_name: name_of(&names, proposal.entry.unit),
            })
            .collect(),
        moved: known
            .moved(&sheet)
            .into_iter()
            .map(|moved| MovedRow {
                name: known.name(moved.activity),
                moved,
            })
            .collect(),
        confirmed_on: sheet.confirmed_at.map(|at| at.to_zoned(zone()).date()),
        has_begun: monday <= monday_of(today),
        may_copy: last_week.is_some_and(|week| week.entries.iter().any(|entry| entry.activity.is_none())),
        version: sheet.version,
        closed_by: closed_by(ctx, &known.periods, &sheet).await?,
        preset_unit: units.only().map(|unit| unit.to_string()).unwrap_or_default(),
        units: unit_choices(&sheet, units, &names),
        rules: known.rules.all(),
        guide: is_guided(actor).then(|| own_guide(&known, semester, today)),
    })
}

/// The person's units, and those of the week's entries that are not among them.
fn unit_choices(sheet: &WeekSheet, own: WeekUnits, names: &HashMap<UnitId, String>) -> Vec<Choice> {
    let used: BTreeSet<UnitId> = sheet.entries.iter().filter_map(|entry| entry.unit).collect();
    let others: Vec<(UnitId, String)> = used
        .into_iter()
        .filter(|id| !own.has(*id))
        .map(|id| (id, name_of(names, Some(id))))
        .collect();
    own.all
        .into_iter()
        .chain(others)
        .map(|(id, name)| Choice {
            value: id.to_string(),
            name,
        })
        .collect()
}

/// What a week is decided by, beside the week itself.
pub(super) struct Known {
    /// Where time is counted.
    pub(super) rules: Rules,
    /// The months that are closed for the person, as far as the weeks go.
    pub(super) closed: BTreeSet<Month>,
    /// Those and the months that were opened again.
    periods: Vec<HourPeriod>,
    /// The weeks of the last semester, of this school year and of half a year around the week shown, itself among them.
    pub(super) sheets: Vec<WeekSheet>,
    /// The calendar of the semester and of the week.
    bookings: Vec<Booking>,
    names: HashMap<ActivityRef, String>,
}

impl Known {
    /// Reads it. The semester is that of today; the week may lie elsewhere.
    pub(super) async fn of(
        ctx: &Ctx,
        person: PersonId,
        monday: Date,
        semester: Semester,
    ) -> Result<Self, ServiceError> {
        let sunday = monday.saturating_add(6_i64.days());
        let (first, last) = semester.days();
        let mut agenda = agenda::between(ctx.store(), person, first, last).await?;
        if monday < first || last < sunday {
            let week = agenda::between(ctx.store(), person, monday, sunday).await?;
            let is_new = |row: &AgendaRow| row.slot.date < first || last < row.slot.date;
            agenda.extend(week.into_iter().filter(is_new));
        }
        let (from, to) = reach(monday, semester);
        let sheets = rows::weeks(ctx.store(), person, from, to).await?;
        let periods = rows::periods(ctx.store(), person, Month::of(from), Month::of(to)).await?;
        Ok(Self {
            rules: rules_now(ctx).await?,
            closed: closed_months(&periods),
            periods,
            sheets,
            bookings: bookings(ctx.store(), &agenda).await?,
            names: agenda
                .into_iter()
                .filter_map(|row| Some((activity_of(&row)?, row.title)))
                .collect(),
        })
    }

    /// What is proposed for the week now.
    pub(super) fn proposals(&self, ctx: &Ctx, sheet: &WeekSheet) -> Vec<Proposal> {
        let now = ctx.services.clock.local();
        proposals(sheet, &self.sheets, &self.bookings, &self.rules, &self.closed, now)
    }

    /// What was entered on another day than the calendar has now.
    pub(super) fn moved(&self, sheet: &WeekSheet) -> Vec<Moved> {
        moved(sheet, &self.sheets, &self.bookings, &self.closed)
    }

    /// The name of an activity; empty for one that is in the calendar no more.
    fn name(&self, activity: ActivityRef) -> String {
        self.names.get(&activity).cloned().unwrap_or_default()
    }
}

/// From when to when weeks are read: the last semester, this school year, and half a year to each side of the week shown, for what of
/// the calendar is entered in another week has been moved since.
fn reach(monday: Date, semester: Semester) -> (Date, Date) {
    let (first, _) = previous(semester).days();
    let (_, last) = semester.days();
    let year = SchoolYear::of(last);
    let (before, after) = (
        monday.saturating_sub(26_i64.weeks()),
        monday.saturating_add(26_i64.weeks()),
    );
    let first = monday_of(first.min(year.first_day()).min(before));
    (first, year.last_day().max(after))
}

/// Who closed the month that the week ends in, or else the one that it begins in.
async fn closed_by(ctx: &Ctx, periods: &[HourPeriod], sheet: &WeekSheet) -> Result<String, ServiceError> {
    let [monday, .., sunday] = sheet.days();
    let of = |day: Date| {
        let mut closed = periods.iter().filter(|period| period.is_closed());
        closed.find(|period| period.month == Month::of(day))
    };
    let Some(period) = of(sunday).or_else(|| of(monday)) else {
        return Ok(String::new());
    };
    let names = people::names(ctx, [period.by]).await?;
    Ok(names.get(&period.by).cloned().unwrap_or_default())
}

fn found(sheets: &[WeekSheet], monday: Date) -> Option<WeekSheet> {
    sheets.iter().find(|sheet| sheet.monday == monday).cloned()
}

fn own_guide(known: &Known, semester: Semester, today: Date) -> OwnGuide {
    let year = SchoolYear::of(today);
    let of = |(first, last): (Date, Date)| Guide::of(sums_of(&known.sheets, first, last));
    let (first, last) = semester.days();
    OwnGuide {
        semester,
        this_semester: of((first, last)),
        this_year: of((year.first_day(), year.last_day())),
        last_semester: of(previous(semester).days()),
        projection: projection(
            &known.sheets,
            &known.bookings,
            &known.rules,
            &known.closed,
            (first, last),
        ),
    }
}

fn days(
    sheet: &WeekSheet,
    proposed: &[Proposal],
    known: &Known,
    placed: &[Placement],
    names: &HashMap<UnitId, String>,
    today: Date,
) -> Vec<HoursDay> {
    let expected: BTreeMap<Date, u32> = sheet
        .days()
        .into_iter()
        .map(|day| (day, expected_on(position_on(placed, sheet.person, day), day)))
        .collect();
    let of = |day: Date| expected.get(&day).copied().unwrap_or_default();
    let gaps = gaps(sheet, proposed, of, today);
    let row = |entry: &domain::hours::Entry| EntryRow {
        entry: *entry,
        name: entry.activity.map(|activity| known.name(activity)).unwrap_or_default(),
        unit_name: name_of(names, entry.unit),
    };
    sheet
        .days()
        .into_iter()
        .map(|date| HoursDay {
            date,
            holiday: public_holiday(date),
            expected: of(date),
            worked: sheet.worked(date),
            entries: sheet.on(date).map(row).collect(),
            absence: sheet.absent(date).copied(),
            is_gap: gaps.contains(&date) && !known.closed.contains(&Month::of(date)),
            is_closed: known.closed.contains(&Month::of(date)),
            is_long: sheet.worked(date) > LONG_DAY,
        })
        .collect()
}

fn name_of(names: &HashMap<UnitId, String>, unit: Option<UnitId>) -> String {
    unit.and_then(|unit| names.get(&unit)).cloned().unwrap_or_default()
}
