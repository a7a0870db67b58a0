//! The own week: what is entered, what the calendar proposes, what is missing, and where the semester leads.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::access::{Action, Subject};
use domain::choice::Choice;
use domain::groups::view::UnitChoice;
use domain::hours::view::{EntryRow, HoursDay, HoursView, OwnGuide, ProposalRow};
use domain::hours::{
    ActivityRef, Booking, Guide, LONG_DAY, Month, Proposal, Rules, WeekSheet, closed_months, expected_on, fingerprint,
    gaps, monday_of, position_on, previous, projection, proposals, sums_of,
};
use domain::ids::{PersonId, UnitId};
use domain::places::Placement;
use domain::time::length::ToLength as _;
use domain::time::{SchoolYear, Semester, public_holiday, zone};
use jiff::civil::Date;
use store::agenda::{self, AgendaRow};
use store::{hours as rows, placements};

use super::bookings::{activity_of, bookings};
use super::{is_guided, rules_now};
use crate::{Ctx, ServiceError, places};

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
    let sheets = sheets_around(ctx, person, monday, semester).await?;
    let sheet = found(&sheets, monday).unwrap_or_else(|| WeekSheet::empty(person, monday, is_guided(actor)));
    let known = Known::of(ctx, &sheet, semester).await?;
    let proposed = known.proposals(ctx, &sheet);
    let units = places::units_of(ctx, person).await?;
    let in_week = sheet.entries.iter().filter_map(|entry| entry.unit);
    let names = places::unit_names(ctx, in_week.chain(proposed.iter().filter_map(|one| one.entry.unit))).await?;
    let placed = placements::of_person(ctx.store(), person).await?;
    let last_week = found(&sheets, monday.saturating_sub(1_i64.weeks()));
    Ok(HoursView {
        today,
        monday,
        reader: person,
        days: days(&sheet, &proposed, &known, &placed, &names, today),
        fingerprint: fingerprint(&proposed),
        proposals: proposed
            .iter()
            .map(|proposal| ProposalRow {
                proposal: *proposal,
                name: known.name(proposal.activity),
                unit_name: name_of(&names, proposal.entry.unit),
            })
            .collect(),
        confirmed_on: sheet.confirmed_at.map(|at| at.to_zoned(zone()).date()),
        has_begun: monday <= monday_of(today),
        may_copy: last_week.is_some_and(|week| week.entries.iter().any(|entry| entry.activity.is_none())),
        version: sheet.version,
        units: unit_choices(&sheet, units, &names),
        rules: known.rules.all(),
        guide: is_guided(actor).then(|| own_guide(&sheets, &known, semester, today)),
    })
}

/// The person's units, and those of the week's entries that are not among them.
fn unit_choices(sheet: &WeekSheet, own: Vec<UnitChoice>, names: &HashMap<UnitId, String>) -> Vec<Choice> {
    let used: BTreeSet<UnitId> = sheet.entries.iter().filter_map(|entry| entry.unit).collect();
    let others: Vec<(UnitId, String)> = used
        .into_iter()
        .filter(|id| own.iter().all(|unit| unit.id != *id))
        .map(|id| (id, name_of(names, Some(id))))
        .collect();
    let own = own.into_iter().map(|unit| (unit.id, unit.name));
    own.chain(others)
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
    /// The months that are closed for the person.
    pub(super) closed: BTreeSet<Month>,
    /// The calendar of the semester and of the week.
    bookings: Vec<Booking>,
    names: HashMap<ActivityRef, String>,
}

impl Known {
    /// Reads it. The semester is that of today; the week may lie elsewhere.
    pub(super) async fn of(ctx: &Ctx, sheet: &WeekSheet, semester: Semester) -> Result<Self, ServiceError> {
        let days = sheet.days();
        let [monday, .., sunday] = days;
        let (first, last) = semester.days();
        let mut agenda = agenda::between(ctx.store(), sheet.person, first, last).await?;
        if monday < first || last < sunday {
            let week = agenda::between(ctx.store(), sheet.person, monday, sunday).await?;
            let is_new = |row: &AgendaRow| row.slot.date < first || last < row.slot.date;
            agenda.extend(week.into_iter().filter(is_new));
        }
        let (from, to) = (Month::of(monday), Month::of(sunday));
        let periods = rows::periods(ctx.store(), sheet.person, from, to).await?;
        Ok(Self {
            rules: rules_now(ctx).await?,
            closed: closed_months(&periods),
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
        proposals(sheet, &self.bookings, &self.rules, &self.closed, now)
    }

    /// The name of an activity; empty for one that is in the calendar no more.
    fn name(&self, activity: ActivityRef) -> String {
        self.names.get(&activity).cloned().unwrap_or_default()
    }
}

/// The person's weeks of the last semester, of this school year, and around the week shown: one range, two when it lies far off.
async fn sheets_around(
    ctx: &Ctx,
    person: PersonId,
    monday: Date,
    semester: Semester,
) -> Result<Vec<WeekSheet>, ServiceError> {
    let (first, _) = previous(semester).days();
    let (_, last) = semester.days();
    let year = SchoolYear::of(last);
    let first = monday_of(first.min(year.first_day()));
    let last = year.last_day();
    let mut sheets = rows::weeks(ctx.store(), person, first, last).await?;
    let before = monday.saturating_sub(1_i64.weeks());
    if before < first || last < monday {
        for sheet in rows::weeks(ctx.store(), person, before, monday).await? {
            if found(&sheets, sheet.monday).is_none() {
                sheets.push(sheet);
            }
        }
    }
    Ok(sheets)
}

fn found(sheets: &[WeekSheet], monday: Date) -> Option<WeekSheet> {
    sheets.iter().find(|sheet| sheet.monday == monday).cloned()
}

fn own_guide(sheets: &[WeekSheet], known: &Known, semester: Semester, today: Date) -> OwnGuide {
    let year = SchoolYear::of(today);
    let of = |(first, last): (Date, Date)| Guide::of(sums_of(sheets, first, last));
    let (first, last) = semester.days();
    OwnGuide {
        semester,
        this_semester: of((first, last)),
        this_year: of((year.first_day(), year.last_day())),
        last_semester: of(previous(semester).days()),
        projection: projection(sheets, &known.bookings, &known.rules, first, last),
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
