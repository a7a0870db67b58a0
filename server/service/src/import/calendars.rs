//! School calendars from a file of cells: owner, school year, kind, name, first day, last day.

use std::collections::{BTreeMap, HashMap};

use domain::access::{Action, Subject};
use domain::calendars::OwnerCalendar;
use domain::ids::{CommandId, OwnerId};
use domain::import::{ImportFault, ImportReport, ImportText, shortened};
use domain::people::Language;
use domain::places::Owner;
use domain::text::Title;
use domain::time::{BreakKind, CalendarBreak, SchoolYear, parse_date};
use jiff::civil::Date;
use store::{Tx, calendars as rows, places};

use super::register::bad;
use super::table::{CellTable, Row};
use crate::once::once_by_key;
use crate::{Ctx, ServiceError, calendars};

/// The columns a file must have. `eier` is the owner's name, code or organisation number; `til` may be left empty.
const NEEDED: [&str; 6] = ["eier", "skoleår", "type", "navn", "fra", "til"];

/// What an import would do. Nothing is written. Counts are calendars, one an owner and school year.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`. Faults of the file are in the report.
pub async fn preview_calendars(ctx: &Ctx, file: &ImportText) -> Result<ImportReport, ServiceError> {
    ctx.authorise(Action::EditCalendars, &Subject::general())?;
    Ok(decide(ctx, file).await?.0)
}

/// Imports the file if every row is sound, under the command's key. A calendar in the file replaces the one of the same
/// owner and year as a whole.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`. Faults of the file are in the report, which then says that nothing was saved.
pub async fn import_calendars(ctx: &Ctx, key: CommandId, file: &ImportText) -> Result<ImportReport, ServiceError> {
    let actor = ctx.authorise(Action::EditCalendars, &Subject::general())?;
    once_by_key(ctx, actor, key, || async {
        let (mut report, changes) = decide(ctx, file).await?;
        let mut tx = Tx::new();
        if report.is_ready() {
            for (before, after) in changes {
                calendars::save(ctx, actor, &mut tx, before, after);
            }
            report.saved = true;
        }
        Ok((tx, report))
    })
    .await
}

/// A calendar before and after.
type Change = (Option<OwnerCalendar>, OwnerCalendar);

async fn decide(ctx: &Ctx, file: &ImportText) -> Result<(ImportReport, Vec<Change>), ServiceError> {
    let mut report = ImportReport::default();
    let mut changes = Vec::new();
    let Some(text) = super::read(file, &mut report) else {
        return Ok((report, changes));
    };
    let Some(table) = CellTable::read(&text, &mut report) else {
        return Ok((report, changes));
    };
    if !table.need(&NEEDED, &mut report) {
        return Ok((report, changes));
    }
    let owners = Owners::of(places::owners(ctx.store()).await?);
    for ((owner, year), mut breaks) in stretches(&table, &owners, &mut report) {
        breaks.sort_by_key(|one| (one.first, one.last, one.kind));
        let before = rows::load(ctx.store(), owner, year).await?;
        match &before {
            None => report.new += 1,
            Some(known) if known.breaks == breaks => {
                report.unchanged += 1;
                continue;
            }
            Some(_) => report.changed += 1,
        }
        let after = OwnerCalendar {
            owner,
            year,
            breaks,
            version: 1,
        };
        changes.push((before, after));
    }
    Ok((report, changes))
}

fn stretches(
    table: &CellTable,
    owners: &Owners,
    report: &mut ImportReport,
) -> BTreeMap<(OwnerId, SchoolYear), Vec<CalendarBreak>> {
    let mut found: BTreeMap<(OwnerId, SchoolYear), Vec<CalendarBreak>> = BTreeMap::new();
    let mut seen: HashMap<(OwnerId, BreakKind, Date, Date), usize> = HashMap::new();
    for row in table.rows() {
        let read = stretch(row, owners).and_then(|(owner, year, one)| {
            let first = *seen.entry((owner, one.kind, one.first, one.last)).or_insert(row.number);
            if first == row.number {
                Ok((owner, year, one))
            } else {
                Err(ImportFault::Duplicate { first })
            }
        });
        match read {
            Ok((owner, year, one)) => found.entry((owner, year)).or_default().push(one),
            Err(fault) => report.refuse(Some(row.number), row.cell("navn"), fault),
        }
    }
    found
}

fn stretch(row: Row<'_>, owners: &Owners) -> Result<(OwnerId, SchoolYear, CalendarBreak), ImportFault> {
    for column in ["eier", "skoleår", "type", "navn", "fra"] {
        if row.cell(column).is_empty() {
            let column = column.to_owned();
            return Err(ImportFault::MissingValue { column });
        }
    }
    let owner = owners.find(row.cell("eier")).ok_or_else(|| ImportFault::UnknownOwner {
        value: shortened(row.cell("eier")),
    })?;
    let wrong = |column: &str| bad(column, row.cell(column));
    let year = school_year(row.cell("skoleår")).ok_or_else(|| wrong("skoleår"))?;
    let kind = kind(row.cell("type")).ok_or_else(|| wrong("type"))?;
    let name = Title::parse(row.cell("navn")).map_err(|_| wrong("navn"))?;
    let first = day(row.cell("fra")).ok_or_else(|| wrong("fra"))?;
    let last = match row.cell("til") {
        "" => first,
        text => day(text).ok_or_else(|| wrong("til"))?,
    };
    if last < first {
        return Err(ImportFault::EndBeforeStart);
    }
    if first < year.first_day() || year.last_day() < last {
        return Err(ImportFault::OutsideSchoolYear);
    }
    let one = CalendarBreak {
        kind,
        name,
        first,
        last,
    };
    Ok((owner, year, one))
}

/// Owners by name, code and organisation number.
struct Owners(HashMap<String, OwnerId>);

impl Owners {
    fn of(owners: Vec<Owner>) -> Self {
        let mut by = HashMap::new();
        for owner in owners {
            by.insert(owner.name.as_str().to_lowercase(), owner.id);
            by.extend(owner.code.map(|code| (code, owner.id)));
            by.extend(owner.org_number.map(|number| (number.to_string(), owner.id)));
        }
        Self(by)
    }

    fn find(&self, text: &str) -> Option<OwnerId> {
        let text = text.to_lowercase();
        // A spreadsheet takes the zero off 0301.
        self.0.get(&text).or_else(|| self.0.get(&format!("0{text}"))).copied()
    }
}

/// `2026/27`, `2026/2027`, `2026-2027` or `2026`.
fn school_year(text: &str) -> Option<SchoolYear> {
    let start = text.split(['/', '-', '–']).next()?.trim();
    let year: i16 = start.parse().ok()?;
    (2000..=2100).contains(&year).then(|| SchoolYear::starting(year))
}

/// The stored name, or what the kind is called in one of the languages.
fn kind(text: &str) -> Option<BreakKind> {
    let text = text.to_lowercase();
    BreakKind::from_name(&text).or_else(|| {
        BreakKind::ALL.into_iter().find(|kind| {
            let mut names = Language::ALL
                .map(|language| i18n::break_kind(language, *kind))
                .into_iter();
            names.any(|name| name.to_lowercase() == text)
        })
    })
}

/// `2026-10-05`, or as Norwegians write it: `5.10.2026`.
fn day(text: &str) -> Option<Date> {
    if let Ok(day) = parse_date(text) {
        return Some(day);
    }
    let mut parts = text.split('.').map(str::trim);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    (parts.next().is_none() && (2000..=2100).contains(&date.year())).then_some(date)
}
