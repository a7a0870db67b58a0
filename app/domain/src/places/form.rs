//! What a person types into the forms of places, and the one way it becomes a command.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::codes::{MunicipalityCode, counties_on, municipality_on};
use super::command::{OwnerEdit, PlacementEdit, UnitEdit};
use super::org_number::OrgNumber;
use super::past::change_days;
use super::placement::{PlacementState, check};
use super::unit::{Merger, Owner, OwnerKind, Unit, UnitKind};
use crate::ids::UnitId;
use crate::issue::{Issue, IssueCode, Issues};
use crate::text::{Percent, Title};
use crate::time::parse_date;

/// An owner as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OwnerForm {
    /// Official name.
    pub name: String,
    /// `municipality`, `county_authority` or `private`.
    pub kind: String,
    /// Code of the municipality or county.
    pub code: String,
    /// Nine digits, or empty.
    pub org_number: String,
}

impl OwnerForm {
    /// The owner as a command's content.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self, today: Date) -> Result<OwnerEdit, Vec<Issue>> {
        let mut issues = Issues::new();
        let name = issues.keep("name", Title::parse(&self.name));
        let kind = issues.keep("kind", choice(&OwnerKind::ALL, OwnerKind::name, &self.kind));
        let code = match kind {
            Some(kind) => issues.keep("code", owner_code(kind, self.code.trim(), today)),
            None => None,
        };
        let org_number = issues.keep("org_number", optional(&self.org_number, OrgNumber::parse));
        match (name, kind, code, org_number) {
            (Some(name), Some(kind), Some(code), Some(org_number)) => Ok(OwnerEdit {
                name,
                kind,
                code,
                org_number,
            }),
            _ => Err(issues.into_vec()),
        }
    }
}

impl From<&Owner> for OwnerForm {
    fn from(owner: &Owner) -> Self {
        Self {
            name: owner.name.to_string(),
            kind: owner.kind.name().to_owned(),
            code: owner.code.clone().unwrap_or_default(),
            org_number: shown(owner.org_number.as_ref()),
        }
    }
}

fn owner_code(kind: OwnerKind, typed: &str, today: Date) -> Result<Option<String>, IssueCode> {
    match kind {
        OwnerKind::Private if typed.is_empty() => Ok(None),
        OwnerKind::Private => Err(IssueCode::MustBeEmpty),
        OwnerKind::Municipality | OwnerKind::CountyAuthority if typed.is_empty() => Err(IssueCode::Required),
        OwnerKind::Municipality => municipality_on(typed, today)
            .map(|place| Some(place.code.to_owned()))
            .map_err(|_| IssueCode::UnknownCode),
        OwnerKind::CountyAuthority => counties_on(today)
            .find(|county| county.code == typed)
            .map(|county| Some(county.code.to_owned()))
            .ok_or(IssueCode::UnknownCode),
    }
}

/// A unit as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct UnitForm {
    /// Name.
    pub name: String,
    /// `lower_secondary` ….
    pub kind: String,
    /// Four digits.
    pub municipality: String,
    /// Owner id, or empty.
    pub owner: String,
    /// Nine digits, or empty.
    pub org_number: String,
    /// A number, or empty.
    pub pupils: String,
    /// A number, or empty.
    pub staff: String,
    /// `yes` when it is in use; empty when closed.
    pub active: String,
    /// `YYYY-MM-DD` that what is changed holds from, or empty for today.
    pub since: String,
}

impl UnitForm {
    /// The unit as a command's content. An old municipality code is brought forward to today's.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self, today: Date) -> Result<UnitEdit, Vec<Issue>> {
        let mut issues = Issues::new();
        let name = issues.keep("name", Title::parse(&self.name));
        let kind = issues.keep("kind", choice(&UnitKind::ALL, UnitKind::name, &self.kind));
        let municipality = issues.keep("municipality", municipality_today(&self.municipality, today));
        let owner = issues.keep(
            "owner",
            optional(&self.owner, |text| text.parse().map_err(|_| IssueCode::UnknownChoice)),
        );
        let org_number = issues.keep("org_number", optional(&self.org_number, OrgNumber::parse));
        let pupils = issues.keep("pupils", optional(&self.pupils, |text| count(text, 10_000)));
        let staff = issues.keep("staff", optional(&self.staff, |text| count(text, 2_000)));
        let since = issues.keep("since", optional(&self.since, |text| changed_since(text, today)));
        let counts = pupils.zip(staff).zip(since);
        match (name, kind, municipality, owner, org_number, counts) {
            (
                Some(name),
                Some(kind),
                Some(municipality),
                Some(owner),
                Some(org_number),
                Some(((pupils, staff), since)),
            ) => Ok(UnitEdit {
                name,
                kind,
                municipality,
                owner,
                org_number,
                pupils,
                staff,
                active: !self.active.is_empty(),
                since,
            }),
            _ => Err(issues.into_vec()),
        }
    }
}

impl From<&Unit> for UnitForm {
    fn from(unit: &Unit) -> Self {
        Self {
            name: unit.name.to_string(),
            kind: unit.kind.name().to_owned(),
            municipality: unit.municipality.to_string(),
            owner: shown(unit.owner.as_ref()),
            org_number: shown(unit.org_number.as_ref()),
            pupils: shown(unit.pupils.as_ref()),
            staff: shown(unit.staff.as_ref()),
            active: if unit.active { "yes".to_owned() } else { String::new() },
            since: String::new(),
        }
    }
}

/// A placement as typed; the unit is that of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PlacementForm {
    /// Person id; empty when vacant.
    pub person: String,
    /// Share of a full position.
    pub percent: String,
    /// `YYYY-MM-DD`.
    pub from: String,
    /// `YYYY-MM-DD`, or empty while nobody knows.
    pub to: String,
    /// `active`, `leave` or `vacant`.
    pub state: String,
}

impl PlacementForm {
    /// The placement as a command's content.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self, unit: UnitId) -> Result<PlacementEdit, Vec<Issue>> {
        let mut issues = Issues::new();
        let person = issues.keep(
            "person",
            optional(&self.person, |text| text.parse().map_err(|_| IssueCode::UnknownChoice)),
        );
        let percent = issues.keep("percent", Percent::parse(&self.percent));
        let from = issues.keep("from", parse_date(&self.from));
        let to = issues.keep("to", optional(&self.to, parse_date));
        let state = issues.keep("state", choice(&PlacementState::ALL, PlacementState::name, &self.state));
        if let (Some(person), Some(from), Some(to), Some(state)) = (person, from, to, state) {
            check(person, from, to, state, &mut issues);
        }
        match (person, percent, from, to, state) {
            (Some(person), Some(percent), Some(from), Some(to), Some(state)) if issues.is_empty() => {
                Ok(PlacementEdit {
                    person,
                    unit,
                    percent,
                    from,
                    to,
                    state,
                })
            }
            _ => Err(issues.into_vec()),
        }
    }
}

/// What a unit becomes a part of, as typed; the unit is that of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MergerForm {
    /// Unit id.
    pub into: String,
    /// `YYYY-MM-DD`.
    pub from: String,
}

impl MergerForm {
    /// The merger as a command's content.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self) -> Result<Merger, Vec<Issue>> {
        let mut issues = Issues::new();
        let into = match self.into.trim() {
            "" => Err(IssueCode::Required),
            text => text.parse().map_err(|_| IssueCode::UnknownChoice),
        };
        let into = issues.keep("into", into);
        let from = issues.keep("merge_from", parse_date(&self.from));
        match (into, from) {
            (Some(into), Some(from)) => Ok(Merger { into, from }),
            _ => Err(issues.into_vec()),
        }
    }
}

/// The code in force today of a typed one, which may be old.
pub(super) fn municipality_today(typed: &str, today: Date) -> Result<MunicipalityCode, IssueCode> {
    match typed.trim() {
        "" => Err(IssueCode::Required),
        code => municipality_on(code, today)
            .map(MunicipalityCode::from)
            .map_err(|_| IssueCode::UnknownCode),
    }
}

/// A day that a change can hold from.
fn changed_since(typed: &str, today: Date) -> Result<Date, IssueCode> {
    let day = parse_date(typed)?;
    let (first, last) = change_days(today);
    if (first..=last).contains(&day) {
        Ok(day)
    } else {
        Err(IssueCode::OutsideDays { first, last })
    }
}

fn choice<T: Copy>(all: &[T], name: fn(T) -> &'static str, typed: &str) -> Result<T, IssueCode> {
    match typed.trim() {
        "" => Err(IssueCode::Required),
        typed => all
            .iter()
            .copied()
            .find(|one| name(*one) == typed)
            .ok_or(IssueCode::UnknownChoice),
    }
}

fn optional<T>(typed: &str, parse: impl FnOnce(&str) -> Result<T, IssueCode>) -> Result<Option<T>, IssueCode> {
    match typed.trim() {
        "" => Ok(None),
        typed => parse(typed).map(Some),
    }
}

/// A count of people at a unit.
pub(super) fn count(typed: &str, max: u16) -> Result<u16, IssueCode> {
    let number: i64 = typed.trim().parse().map_err(|_| IssueCode::NotANumber)?;
    u16::try_from(number)
        .ok()
        .filter(|number| *number <= max)
        .ok_or(IssueCode::OutOfRange {
            min: 0,
            max: i64::from(max),
        })
}

fn shown<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use ulid::Ulid;

    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    #[test]
    fn a_unit_typed_with_an_old_municipality_code_lies_in_todays() {
        let form = UnitForm {
            name: "Solåsen vgs (demo)".to_owned(),
            kind: "upper_secondary".to_owned(),
            municipality: "0231".to_owned(),
            active: "yes".to_owned(),
            ..UnitForm::default()
        };
        assert_eq!(form.parse(TODAY).map(|unit| unit.municipality.as_str()), Ok("3205"));
    }

    #[test]
    fn every_fault_of_a_unit_is_told_at_once() {
        let form = UnitForm {
            kind: "kindergarten".to_owned(),
            municipality: "9999".to_owned(),
            owner: "someone".to_owned(),
            org_number: "123456789".to_owned(),
            pupils: "-1".to_owned(),
            staff: "mange".to_owned(),
            since: "2026-11-24".to_owned(),
            ..UnitForm::default()
        };
        let fields: Vec<_> = form
            .parse(TODAY)
            .unwrap_err()
            .into_iter()
            .map(|issue| issue.field)
            .collect();
        assert_eq!(
            fields,
            [
                "name",
                "kind",
                "municipality",
                "owner",
                "org_number",
                "pupils",
                "staff",
                "since"
            ]
        );
    }

    #[test]
    fn a_municipality_owns_by_its_code_and_a_private_owner_has_none() {
        let form = |kind: &str, code: &str| {
            let form = OwnerForm {
                name: "Eier".to_owned(),
                kind: kind.to_owned(),
                code: code.to_owned(),
                org_number: String::new(),
            };
            form.parse(TODAY)
                .map(|owner| owner.code)
                .map_err(|issues| issues.into_iter().map(|issue| issue.code).collect::<Vec<_>>())
        };
        assert_eq!(form("municipality", "0301"), Ok(Some("0301".to_owned())));
        assert_eq!(form("county_authority", "32"), Ok(Some("32".to_owned())));
        assert_eq!(form("county_authority", "30"), Err(vec![IssueCode::UnknownCode]));
        assert_eq!(form("municipality", ""), Err(vec![IssueCode::Required]));
        assert_eq!(form("private", ""), Ok(None));
        assert_eq!(form("private", "0301"), Err(vec![IssueCode::MustBeEmpty]));
    }

    #[test]
    fn a_merger_needs_a_place_and_a_day() {
        let fields = |form: &MergerForm| {
            let issues = form.parse().unwrap_err().into_iter();
            issues.map(|issue| (issue.field, issue.code)).collect::<Vec<_>>()
        };
        let form = MergerForm {
            into: "nowhere".to_owned(),
            from: "2027-02-30".to_owned(),
        };
        assert_eq!(
            fields(&form),
            [
                ("into".to_owned(), IssueCode::UnknownChoice),
                ("merge_from".to_owned(), IssueCode::NotADate)
            ]
        );
        assert_eq!(fields(&MergerForm::default()).len(), 2);
        let into = UnitId::new(Ulid::from(7u128));
        let form = MergerForm {
            into: into.to_string(),
            from: "2027-08-01".to_owned(),
        };
        let from = date(2027, 8, 1);
        assert_eq!(form.parse(), Ok(Merger { into, from }));
    }

    #[test]
    fn a_placement_that_ends_before_it_starts_or_has_nobody_is_refused() {
        let form = PlacementForm {
            percent: "101".to_owned(),
            from: "2026-08-01".to_owned(),
            to: "2026-07-01".to_owned(),
            state: "active".to_owned(),
            ..PlacementForm::default()
        };
        let fields: Vec<_> = form
            .parse(UnitId::new(Ulid::from(1u128)))
            .unwrap_err()
            .into_iter()
            .map(|issue| issue.field)
            .collect();
        assert_eq!(fields, ["percent", "to", "person"]);
    }
}
