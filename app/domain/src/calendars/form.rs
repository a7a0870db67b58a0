//! A calendar as typed, row by row.

use serde::{Deserialize, Serialize};

use super::{CalendarCommand, check_rows, sort};
use crate::ids::OwnerId;
use crate::issue::{Issue, IssueCode, Issues};
use crate::text::Title;
use crate::text_guard::{Confirmed, FreeText};
use crate::time::{BreakKind, CalendarBreak, SchoolYear, parse_date};

/// One stretch as typed. A row without any text is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BreakForm {
    /// `autumn`, `exam` ….
    pub kind: String,
    /// What the owner calls it.
    pub name: String,
    /// `YYYY-MM-DD`.
    pub first: String,
    /// `YYYY-MM-DD`; empty for one day.
    pub last: String,
}

impl BreakForm {
    /// Whether nothing is typed in the row.
    pub fn is_blank(&self) -> bool {
        [&self.name, &self.first, &self.last]
            .into_iter()
            .all(|text| text.trim().is_empty())
    }

    /// The stretch, with faults noted under `prefix`.
    pub fn parse_into(&self, prefix: &str, issues: &mut Issues) -> Option<CalendarBreak> {
        let kind = issues.keep(
            format!("{prefix}kind"),
            BreakKind::from_name(self.kind.trim()).ok_or(IssueCode::UnknownChoice),
        );
        let name = issues.keep(format!("{prefix}name"), Title::parse(&self.name));
        let first = issues.keep(format!("{prefix}first"), parse_date(&self.first));
        let last = match self.last.trim() {
            "" => first,
            typed => issues.keep(format!("{prefix}last"), parse_date(typed)),
        };
        Some(CalendarBreak {
            kind: kind?,
            name: name?,
            first: first?,
            last: last?,
        })
    }
}

impl From<&CalendarBreak> for BreakForm {
    fn from(stretch: &CalendarBreak) -> Self {
        Self {
            kind: stretch.kind.name().to_owned(),
            name: stretch.name.to_string(),
            first: stretch.first.to_string(),
            last: stretch.last.to_string(),
        }
    }
}

/// The whole year as a command.
///
/// # Errors
/// Every fault found, by row: `breaks[2].first`.
pub fn parse(owner: OwnerId, year: SchoolYear, rows: &[BreakForm]) -> Result<CalendarCommand, Vec<Issue>> {
    let mut issues = Issues::new();
    let typed: Vec<(usize, CalendarBreak)> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| !row.is_blank())
        .filter_map(|(at, row)| Some((at, row.parse_into(&format!("breaks[{at}]."), &mut issues)?)))
        .collect();
    // Here, where the rows stand as typed: the command has them sorted.
    for (at, stretch) in &typed {
        let name = FreeText::naming(format!("breaks[{at}].name"), stretch.name.as_str());
        if let Some(fault) = name.fault(&Confirmed::default()) {
            issues.push(fault.field, fault.code);
        }
    }
    if issues.is_empty() {
        let numbered: Vec<_> = typed.iter().map(|(at, stretch)| (*at, stretch)).collect();
        check_rows(&numbered, year, &mut issues);
    }
    if issues.is_empty() {
        let mut breaks: Vec<_> = typed.into_iter().map(|(_, stretch)| stretch).collect();
        sort(&mut breaks);
        Ok(CalendarCommand::Save { owner, year, breaks })
    } else {
        Err(issues.into_vec())
    }
}

#[cfg(test)]
mod tests {
    use ulid::Ulid;

    use super::*;

    #[test]
    fn a_blank_row_does_not_shift_where_the_fault_of_the_next_is_told() {
        let backwards = BreakForm {
            kind: BreakKind::Other.name().to_owned(),
            name: "Fri".to_owned(),
            first: "2026-10-02".to_owned(),
            last: "2026-10-01".to_owned(),
        };
        let rows = [BreakForm::default(), backwards];
        let faults = parse(OwnerId::new(Ulid::from(1u128)), SchoolYear::starting(2026), &rows).unwrap_err();
        assert_eq!(faults, [Issue::new("breaks[1].last", IssueCode::EndBeforeStart)]);
    }

    #[test]
    fn a_telephone_in_a_name_is_told_at_the_row_as_typed() {
        let row = |name: &str, day: &str| BreakForm {
            kind: BreakKind::Other.name().to_owned(),
            name: name.to_owned(),
            first: day.to_owned(),
            last: String::new(),
        };
        let rows = [
            row("Fri, ring 912 34 567", "2026-11-02"),
            row("Kari Nordlis dag", "2026-10-02"),
        ];
        let faults = parse(OwnerId::new(Ulid::from(1u128)), SchoolYear::starting(2026), &rows).unwrap_err();
        assert_eq!(
            faults.iter().map(|fault| fault.field.as_str()).collect::<Vec<_>>(),
            ["breaks[0].name"]
        );
        assert!(matches!(faults[0].code, IssueCode::IdentifiesAPerson { .. }));
    }
}
