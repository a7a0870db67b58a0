//! What the pages of hours show.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Absence, Entry, Figure, Guide, HourRule, HourSpan, Intended, Month, Moved, PeriodState, Proposal, Rules,
    with_intended,
};
use crate::choice::Choice;
use crate::ids::PersonId;
use crate::time::{PublicHoliday, Semester};

/// A person's own week, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoursView {
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
    /// The Monday shown.
    #[serde(with = "crate::time::wire")]
    pub monday: Date,
    /// Who reads, so that a draft on a shared device is the reader's own.
    pub reader: PersonId,
    /// Seven days.
    pub days: Vec<HoursDay>,
    /// What the calendar proposes.
    pub proposals: Vec<ProposalRow>,
    /// What was entered on another day than the calendar has now.
    pub moved: Vec<MovedRow>,
    /// Of the proposals; confirming sends it back.
    pub fingerprint: String,
    /// The day on which the week was confirmed.
    #[serde(default, with = "crate::time::wire::option")]
    pub confirmed_on: Option<Date>,
    /// Whether time can be entered: not in a week to come.
    pub has_begun: bool,
    /// Whether last week has something to copy.
    pub may_copy: bool,
    /// The week's version, which a change expects.
    pub version: u64,
    /// Who closed the month that the week ends in, or else the one that it begins in; empty when neither is closed.
    pub closed_by: String,
    /// Units to choose from: those of placements in force in the week, those nearby, and those of the week's entries.
    pub units: Vec<Choice>,
    /// The only placement in force in the week; nothing is preset when there are several.
    pub preset_unit: String,
    /// What an entry of each kind begins with.
    pub rules: Vec<HourRule>,
    /// The reader's own guide; none for who is not bound by it.
    pub guide: Option<OwnGuide>,
}

/// A day of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoursDay {
    /// Which.
    #[serde(with = "crate::time::wire")]
    pub date: Date,
    /// Why nobody works, if so.
    pub holiday: Option<PublicHoliday>,
    /// Minutes that the position has on it.
    pub expected: u32,
    /// Minutes entered.
    pub worked: u32,
    /// What was entered.
    pub entries: Vec<EntryRow>,
    /// Absence.
    pub absence: Option<Absence>,
    /// Whether nothing is known of a day on which the reader was expected.
    pub is_gap: bool,
    /// Whether its month is closed.
    pub is_closed: bool,
    /// Whether it has more hours than a day of work has.
    pub is_long: bool,
}

/// Time that was entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryRow {
    /// The entry.
    pub entry: Entry,
    /// The name of what of the calendar it is for; empty for none.
    pub name: String,
    /// The unit's name; empty for none.
    pub unit_name: String,
}

/// Time that the calendar proposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalRow {
    /// The proposal.
    pub proposal: Proposal,
    /// The activity's name.
    pub name: String,
    /// The unit's name; empty for none.
    pub unit_name: String,
}

/// Time of an activity that has been moved since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedRow {
    /// What and from where to where.
    pub moved: Moved,
    /// The activity's name.
    pub name: String,
}

/// A person's own shares. Nobody else is shown them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnGuide {
    /// The semester of today.
    pub semester: Semester,
    /// This semester.
    pub this_semester: Guide,
    /// This school year.
    pub this_year: Guide,
    /// The semester before.
    pub last_semester: Guide,
    /// Where this semester ends with what is planned.
    pub projection: Guide,
}

/// Where the reader's semesters end with what the calendar has, for somebody who is about to plan more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanGuide {
    /// This semester and the next.
    pub semesters: Vec<SemesterGuide>,
    /// How time is counted.
    pub rules: Vec<HourRule>,
    /// Months of the reader in which nothing more can be entered.
    pub closed: BTreeSet<Month>,
}

/// Where a semester ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SemesterGuide {
    /// Which.
    pub semester: Semester,
    /// What is entered and planned in it.
    pub guide: Guide,
}

impl PlanGuide {
    /// The semesters that the intended work lies in, without it and with it.
    pub fn with(&self, intended: &[Intended]) -> Vec<(SemesterGuide, Guide)> {
        let rules = Rules::with(self.rules.iter().copied());
        let touched = self.semesters.iter().filter(|one| {
            let (first, last) = one.semester.days();
            intended.iter().any(|plan| first <= plan.day && plan.day <= last)
        });
        touched
            .map(|one| {
                let after = with_intended(one.guide, intended, &rules, &self.closed, one.semester.days());
                (*one, after)
            })
            .collect()
    }
}

/// What figures are asked for; this semester when nothing is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureFilter {
    /// What is summed.
    pub span: Option<HourSpan>,
}

/// The scheme's figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiguresView {
    /// What is summed.
    pub span: HourSpan,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
    /// The months that the sums are of.
    pub months: Vec<Month>,
    /// Months with time in them that are not closed for everybody yet; in no sum.
    pub waiting: Vec<Month>,
    /// The whole scheme; none where no month may be told of.
    pub nation: Option<Figure>,
    /// Counties by name.
    pub counties: Vec<CountyRow>,
    /// What is told of no county by itself.
    pub elsewhere: Option<Figure>,
    /// Whether the reader closes months.
    pub may_close: bool,
}

/// A county.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountyRow {
    /// Its name.
    pub name: String,
    /// All its units.
    pub figure: Figure,
    /// Units by name.
    pub units: Vec<UnitRow>,
    /// What is told of no unit by itself.
    pub other_units: Option<Figure>,
}

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitRow {
    /// Its name.
    pub name: String,
    /// Its sum.
    pub figure: Figure,
}

/// A month of everybody: who has confirmed, for whom it is closed. No hours and no shares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodsView {
    /// Which.
    pub month: Month,
    /// Whether it is over, so that it can be closed.
    pub is_over: bool,
    /// How many weeks it touches.
    pub weeks: usize,
    /// People by name.
    pub rows: Vec<PeriodRow>,
}

/// A person's month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodRow {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// How many of the month's weeks are confirmed.
    pub confirmed: usize,
    /// Closed, or open again; none for a month that nobody has closed.
    pub state: Option<PeriodState>,
    /// Since when.
    #[serde(default, with = "crate::time::wire::option")]
    pub on: Option<Date>,
}

/// The rules, in the order of the kinds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesView {
    /// A rule a kind.
    pub rules: Vec<HourRule>,
}
