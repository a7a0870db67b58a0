//! Gap rules (domain brief, 6.3): what a coordinator is told of without looking for it, and what was done about it.
//!
//! A gap is found anew each time from what there is; nothing closes it but that it is no longer so. What is stored is the thresholds, and
//! what was said of a gap: sent to whoever works there, answered, or set aside with a reason.

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::fact::{Fact, Kind, Standing};
use super::period::{Period, PeriodKind};
use crate::ids::{PersonId, UnitId};
use crate::issue::{Issue, IssueCode, Issues};
use crate::places::{Placement, PlacementState};
use crate::text::{GapThreshold, ShortText};
use crate::text_guard::{FreeText, FreeTexts};
use crate::time::length::ToLength as _;
use crate::time::{SchoolCalendar, SchoolYear};

named! {
    /// A rule that finds gaps.
    GapRule[4] {
        /// Nothing was carried out for so many weeks of school, and nothing is planned.
        NoActivity = "no_activity",
        /// No competence measure is held or planned in the school year, so many months into it.
        NoStaffTraining = "no_staff_training",
        /// No needs survey for so many months.
        NoSurvey = "no_survey",
        /// A position has been vacant for so many days.
        Vacant = "vacant",
    }
}

impl GapRule {
    /// The threshold as long as nobody has set another.
    pub const fn usual(self) -> u16 {
        match self {
            Self::NoActivity => 8,
            // From 1 August to 1 February.
            Self::NoStaffTraining => 6,
            Self::NoSurvey => 18,
            Self::Vacant => 30,
        }
    }
}

/// A rule as it is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSetting {
    /// Which.
    pub rule: GapRule,
    /// Whether it is looked at.
    pub is_on: bool,
    /// Weeks, months or days, as the rule counts.
    pub threshold: GapThreshold,
    /// Counts changes; 0 where nobody has set it.
    pub version: u64,
}

impl RuleSetting {
    /// As it is before anybody has set it.
    pub fn usual(rule: GapRule) -> Option<Self> {
        Some(Self {
            rule,
            is_on: true,
            threshold: GapThreshold::new(rule.usual().into()).ok()?,
            version: 0,
        })
    }

    /// Every rule, as it was set or as it usually is.
    pub fn all(set: &[Self]) -> Vec<Self> {
        GapRule::ALL
            .into_iter()
            .filter_map(|rule| {
                let own = set.iter().find(|one| one.rule == rule).copied();
                own.or_else(|| Self::usual(rule))
            })
            .collect()
    }
}

/// A gap at a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// Which rule has found it.
    pub rule: GapRule,
    /// Where.
    pub unit: UnitId,
    /// The last day on which it was otherwise; none where it never was. A gap that comes back after it was closed is another.
    #[serde(default, with = "crate::time::wire::option")]
    pub since: Option<Date>,
}

/// What gaps of a unit are looked for in.
#[derive(Debug)]
pub struct Ground<'a> {
    /// Which unit.
    pub unit: UnitId,
    /// What is known of it.
    pub facts: &'a [Fact],
    /// The positions there, past and coming ones too.
    pub placements: &'a [Placement],
    /// When its pupils are away.
    pub calendar: &'a SchoolCalendar,
}

/// The gaps of a unit on a day. Only where somebody has a position is anything expected.
pub fn gaps(ground: &Ground<'_>, rules: &[RuleSetting], today: Date) -> Vec<Gap> {
    let now: Vec<&Placement> = ground.placements.iter().filter(|one| one.holds_on(today)).collect();
    if now.is_empty() {
        return Vec::new();
    }
    let found = |setting: &RuleSetting| {
        let limit = setting.threshold.get();
        let since = match setting.rule {
            GapRule::NoActivity => no_activity(ground, &now, limit, today),
            GapRule::NoStaffTraining => no_training(ground, limit, today),
            GapRule::NoSurvey => no_survey(ground, &now, limit, today),
            GapRule::Vacant => vacant(ground.placements, limit, today),
        }?;
        Some(Gap {
            rule: setting.rule,
            unit: ground.unit,
            since,
        })
    };
    rules.iter().filter(|setting| setting.is_on).filter_map(found).collect()
}

/// The last day of what a rule looks for; nothing where it is planned.
fn last_of(facts: &[Fact], is_asked_for: impl Fn(&Fact) -> bool, today: Date) -> Option<Option<Date>> {
    let mut last = None;
    for fact in facts.iter().filter(|fact| is_asked_for(fact)) {
        match fact.standing.by(fact.day, today) {
            Standing::Held => last = last.max(Some(fact.day)),
            Standing::Planned | Standing::Runs if fact.day >= today => return None,
            Standing::Planned | Standing::Runs | Standing::Off => {}
        }
    }
    Some(last)
}

/// Outer none: no gap.
fn no_activity(ground: &Ground<'_>, now: &[&Placement], weeks: u16, today: Date) -> Option<Option<Date>> {
    let last = last_of(ground.facts, |_| true, today)?;
    // Where nothing ever was, since somebody began there.
    let from = last.or_else(|| now.iter().map(|one| one.from).min())?;
    let is_long = has_school_days(ground.calendar, (from, today), u32::from(weeks) * 5);
    is_long.then_some(last)
}

/// No school has pupils then, whether its calendar is known or not.
fn is_summer(day: Date) -> bool {
    ((6, 21)..=(8, 14)).contains(&(day.month(), day.day()))
}

/// Whether at least so many days with pupils lie after the first day and before the last.
fn has_school_days(calendar: &SchoolCalendar, (first, last): (Date, Date), wanted: u32) -> bool {
    let mut day = first.saturating_add(1.days());
    let mut seen = 0;
    while day < last && seen < wanted {
        let is_weekday = day.weekday().to_monday_zero_offset() < 5;
        seen += u32::from(is_weekday && !is_summer(day) && calendar.day_off(day).is_none());
        day = day.saturating_add(1.days());
    }
    seen >= wanted
}

fn no_training(ground: &Ground<'_>, months: u16, today: Date) -> Option<Option<Date>> {
    let year = SchoolYear::of(today);
    if today < year.first_day().saturating_add(Span::new().months(i64::from(months))) {
        return None;
    }
    let period = Period {
        kind: PeriodKind::SchoolYear,
        year: year.start_year(),
    };
    let is_asked_for = |fact: &Fact| fact.kind == Kind::Competence && period.holds(fact.day);
    let held = last_of(ground.facts, is_asked_for, today)?;
    // Each school year is another gap.
    held.is_none().then(|| year.first_day().yesterday().ok())
}

fn no_survey(ground: &Ground<'_>, now: &[&Placement], months: u16, today: Date) -> Option<Option<Date>> {
    let last = last_of(ground.facts, |fact| fact.kind == Kind::NeedsMapping, today)?;
    let from = last.or_else(|| now.iter().map(|one| one.from).min())?;
    let is_long = from.saturating_add(Span::new().months(i64::from(months))) < today;
    is_long.then_some(last)
}

fn vacant(placements: &[Placement], days: u16, today: Date) -> Option<Option<Date>> {
    let from = placements
        .iter()
        .filter(|one| one.state == PlacementState::Vacant && one.holds_on(today))
        .map(|one| one.from)
        .min()?;
    let is_long = from.saturating_add(i64::from(days).days()) < today;
    is_long.then(|| from.yesterday().ok())
}

/// What was done about a gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum GapState {
    /// It was found, and nobody has said anything.
    Found,
    /// Whoever works there is asked.
    Sent {
        /// When.
        #[serde(with = "crate::time::wire")]
        on: Date,
        /// By whom.
        by: PersonId,
    },
    /// Whoever works there has answered.
    Answered {
        /// When.
        #[serde(with = "crate::time::wire")]
        on: Date,
        /// Who.
        by: PersonId,
        /// What.
        text: ShortText,
    },
    /// It is set aside.
    Dismissed {
        /// When.
        #[serde(with = "crate::time::wire")]
        on: Date,
        /// By whom.
        by: PersonId,
        /// Why.
        reason: ShortText,
    },
}

impl GapState {
    /// The name of the state, as a key of its translation.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Sent { .. } => "sent",
            Self::Answered { .. } => "answered",
            Self::Dismissed { .. } => "dismissed",
        }
    }

    /// Whether a coordinator is to do something.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Found | Self::Answered { .. })
    }
}

/// What is stored of a gap that something was said of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapNote {
    /// Which.
    pub gap: Gap,
    /// What.
    pub state: GapState,
    /// Counts changes.
    pub version: u64,
}

/// One thing that is done about a gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum GapStep {
    /// Asks whoever works there.
    Send,
    /// Answers.
    Answer {
        /// What.
        text: ShortText,
    },
    /// Sets it aside.
    Dismiss {
        /// Why.
        reason: ShortText,
    },
}

/// A step with the gap that it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GapCommand {
    /// Which.
    pub gap: Gap,
    /// What is done.
    pub step: GapStep,
}

impl FreeTexts for GapCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self { gap: _, step } = self;
        match step {
            GapStep::Send => Vec::new(),
            GapStep::Answer { text } => vec![FreeText::asked("text", text.as_str())],
            GapStep::Dismiss { reason } => vec![FreeText::asked("reason", reason.as_str())],
        }
    }
}

/// Why a step is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GapFault {
    /// Nothing is said.
    #[error("nothing is said")]
    Silent,
    /// Nobody has asked.
    #[error("nobody has asked")]
    NotAsked,
    /// It was set aside, or asked of already.
    #[error("done already")]
    Done,
}

impl GapFault {
    /// The field that the fault is about, and what is wrong with it.
    pub fn issue(self, step: &GapStep) -> Issue {
        let field = match step {
            GapStep::Send => "",
            GapStep::Answer { .. } => "text",
            GapStep::Dismiss { .. } => "reason",
        };
        let code = match self {
            Self::Silent => IssueCode::Required,
            Self::NotAsked | Self::Done => IssueCode::AlreadyExists,
        };
        Issue::new(field, code)
    }
}

/// The state after a step. The table of all steps in all states is in `docs/state-machines/gap.md`.
///
/// # Errors
/// `Silent`, `NotAsked`, `Done`.
pub fn step(before: &GapState, step: &GapStep, by: PersonId, today: Date) -> Result<GapState, GapFault> {
    match (step, before) {
        (GapStep::Send, GapState::Found | GapState::Answered { .. } | GapState::Dismissed { .. }) => {
            Ok(GapState::Sent { on: today, by })
        }
        (GapStep::Send, GapState::Sent { .. }) => Err(GapFault::Done),
        (GapStep::Answer { text }, GapState::Sent { .. } | GapState::Answered { .. }) => {
            if text.as_str().is_empty() {
                return Err(GapFault::Silent);
            }
            Ok(GapState::Answered {
                on: today,
                by,
                text: text.clone(),
            })
        }
        (GapStep::Answer { .. }, GapState::Found | GapState::Dismissed { .. }) => Err(GapFault::NotAsked),
        (GapStep::Dismiss { .. }, GapState::Dismissed { .. }) => Err(GapFault::Done),
        (GapStep::Dismiss { reason }, GapState::Found | GapState::Sent { .. } | GapState::Answered { .. }) => {
            if reason.as_str().is_empty() {
                return Err(GapFault::Silent);
            }
            Ok(GapState::Dismissed {
                on: today,
                by,
                reason: reason.clone(),
            })
        }
    }
}

/// Sets a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetRule {
    /// Which.
    pub rule: GapRule,
    /// Whether it is looked at.
    pub is_on: bool,
    /// Weeks, months or days.
    pub threshold: GapThreshold,
}

impl FreeTexts for SetRule {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            rule: _,
            is_on: _,
            threshold: _,
        } = self;
        Vec::new()
    }
}

/// A rule as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RuleForm {
    /// Whether it is looked at.
    pub is_on: bool,
    /// A number.
    pub threshold: String,
}

impl RuleForm {
    /// The name of the field of a rule.
    pub fn field(rule: GapRule) -> String {
        format!("threshold-{}", rule.name())
    }

    /// The change, or what is wrong beside the field.
    ///
    /// # Errors
    /// For what is no number, or none from 1 to 999.
    pub fn parse(&self, rule: GapRule) -> Result<SetRule, Vec<Issue>> {
        let mut issues = Issues::new();
        match issues.keep(Self::field(rule), GapThreshold::parse(&self.threshold)) {
            Some(threshold) => Ok(SetRule {
                rule,
                is_on: self.is_on,
                threshold,
            }),
            None => Err(issues.into_vec()),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;
    use ulid::Ulid;

    use super::*;
    use crate::coverage::{Reached, Source};
    use crate::ids::{GroupId, MeasureId, PlacementId, SurveyId};
    use crate::text::{Percent, Title};
    use crate::time::calendar::{BreakKind, CalendarBreak};

    const UNIT: UnitId = UnitId::new(Ulid(1));
    const TODAY: Date = date(2026, 11, 23);
    const ME: PersonId = PersonId::new(Ulid(5));

    fn fact(kind: Kind, day: Date, standing: Standing) -> Fact {
        Fact {
            source: match kind {
                Kind::Competence => Source::Measure(MeasureId::new(Ulid(2))),
                Kind::NeedsMapping => Source::Survey(SurveyId::new(Ulid(3))),
                _ => Source::Group(GroupId::new(Ulid(4))),
            },
            number: 1,
            kind,
            unit: UNIT,
            day,
            standing,
            reached: Reached::default(),
            minutes: 60,
        }
    }

    fn placed(from: Date, state: PlacementState) -> Placement {
        Placement {
            id: PlacementId::new(Ulid(1)),
            person: (state != PlacementState::Vacant).then_some(ME),
            unit: UNIT,
            percent: Percent::new(100).unwrap(),
            from,
            to: None,
            state,
            version: 1,
        }
    }

    fn found(facts: &[Fact], placements: &[Placement], calendar: &SchoolCalendar, today: Date) -> Vec<Gap> {
        let ground = Ground {
            unit: UNIT,
            facts,
            placements,
            calendar,
        };
        gaps(&ground, &RuleSetting::all(&[]), today)
    }

    fn rules(facts: &[Fact], today: Date) -> Vec<GapRule> {
        let there = [placed(date(2024, 8, 1), PlacementState::Active)];
        let gaps = found(facts, &there, &SchoolCalendar::default(), today);
        gaps.iter().map(|gap| gap.rule).collect()
    }

    #[test]
    fn eight_weeks_of_school_without_anything_are_a_gap_and_holidays_do_not_count() {
        let survey = fact(Kind::NeedsMapping, date(2026, 3, 1), Standing::Held);
        // From Friday 25 September to Monday 23 November lie forty days with pupils.
        let held = fact(Kind::Groups, date(2026, 9, 25), Standing::Held);
        assert_eq!(rules(&[survey, held], TODAY), [GapRule::NoActivity]);
        assert_eq!(rules(&[survey, held], date(2026, 11, 20)), []);
        let there = [placed(date(2024, 8, 1), PlacementState::Active)];
        let autumn = SchoolCalendar {
            breaks: vec![CalendarBreak {
                kind: BreakKind::Autumn,
                name: Title::parse("Høstferie").unwrap(),
                first: date(2026, 10, 5),
                last: date(2026, 10, 9),
            }],
        };
        assert_eq!(found(&[survey, held], &there, &autumn, TODAY), []);
        assert_eq!(found(&[survey, held], &there, &autumn, date(2026, 11, 30)).len(), 1);
    }

    #[test]
    fn a_summer_is_no_gap_where_no_calendar_is_known() {
        let around = [
            fact(Kind::NeedsMapping, date(2026, 3, 1), Standing::Held),
            fact(Kind::Groups, date(2026, 6, 12), Standing::Held),
        ];
        assert_eq!(rules(&around, date(2026, 9, 15)), []);
        assert_eq!(rules(&around, date(2026, 10, 6)), [GapRule::NoActivity]);
    }

    #[test]
    fn a_measure_that_nobody_closed_is_no_training_and_each_year_is_another_gap() {
        let around = |year: i16| {
            [
                fact(Kind::NeedsMapping, date(year - 1, 10, 1), Standing::Held),
                fact(Kind::Competence, date(year - 1, 10, 2), Standing::Planned),
                fact(Kind::Groups, date(year, 1, 28), Standing::Held),
            ]
        };
        let there = [placed(date(2024, 8, 1), PlacementState::Active)];
        let of = |year: i16| found(&around(year), &there, &SchoolCalendar::default(), date(year, 2, 1));
        assert_eq!(of(2027)[0].rule, GapRule::NoStaffTraining);
        assert_ne!(of(2027)[0], of(2028)[0]);
    }

    #[test]
    fn what_is_planned_closes_a_gap_and_what_should_have_been_does_not() {
        let survey = fact(Kind::NeedsMapping, date(2026, 3, 1), Standing::Held);
        let old = fact(Kind::Groups, date(2026, 3, 2), Standing::Held);
        let ahead = fact(Kind::Competence, date(2026, 12, 1), Standing::Planned);
        let missed = fact(Kind::Competence, date(2026, 10, 1), Standing::Planned);
        assert_eq!(rules(&[survey, old], TODAY), [GapRule::NoActivity]);
        assert_eq!(rules(&[survey, old, ahead], TODAY), []);
        assert_eq!(rules(&[survey, old, missed], TODAY), [GapRule::NoActivity]);
    }

    #[test]
    fn staff_training_is_missed_from_the_first_of_february() {
        let around = [
            fact(Kind::NeedsMapping, date(2026, 10, 1), Standing::Held),
            fact(Kind::Groups, date(2027, 1, 28), Standing::Held),
        ];
        assert_eq!(rules(&around, date(2027, 1, 31)), []);
        assert_eq!(rules(&around, date(2027, 2, 1)), [GapRule::NoStaffTraining]);
        let held = fact(Kind::Competence, date(2026, 8, 17), Standing::Held);
        assert_eq!(rules(&[around[0], around[1], held], date(2027, 2, 1)), []);
    }

    #[test]
    fn a_survey_is_old_after_eighteen_months_and_an_open_one_closes_the_gap() {
        let active = fact(Kind::Groups, date(2026, 11, 20), Standing::Held);
        let of = |day| fact(Kind::NeedsMapping, day, Standing::Held);
        assert_eq!(rules(&[active, of(date(2025, 5, 23))], TODAY), []);
        assert_eq!(rules(&[active, of(date(2025, 5, 22))], TODAY), [GapRule::NoSurvey]);
        let open = fact(Kind::NeedsMapping, TODAY, Standing::Runs);
        assert_eq!(rules(&[active, of(date(2020, 1, 1)), open], TODAY), []);
    }

    #[test]
    fn nothing_is_expected_where_nobody_has_a_position_and_a_vacant_one_is_told_after_a_month() {
        let calendar = SchoolCalendar::default();
        assert_eq!(found(&[], &[], &calendar, TODAY), []);
        let new = [placed(date(2026, 11, 1), PlacementState::Active)];
        assert_eq!(found(&[], &new, &calendar, TODAY), [], "somebody has just begun");
        let vacant = |from| {
            let gaps = found(&[], &[placed(from, PlacementState::Vacant)], &calendar, TODAY);
            gaps.into_iter().find(|gap| gap.rule == GapRule::Vacant)
        };
        assert_eq!(vacant(date(2026, 10, 24)), None);
        assert_eq!(vacant(date(2026, 10, 23)).unwrap().since, Some(date(2026, 10, 22)));
    }

    #[test]
    fn a_rule_is_set_to_a_number_of_days_and_never_to_less_than_one() {
        let typed = |threshold: &str| {
            let form = RuleForm {
                is_on: true,
                threshold: threshold.to_owned(),
            };
            form.parse(GapRule::Vacant)
        };
        assert_eq!(typed("45").unwrap().threshold.get(), 45);
        for bad in ["-1", "0", "1000", "mange", ""] {
            let issues = typed(bad).unwrap_err();
            assert_eq!(issues[0].field, "threshold-vacant", "{bad}");
        }
        let off = RuleSetting {
            is_on: false,
            ..RuleSetting::usual(GapRule::NoSurvey).unwrap()
        };
        assert!(RuleSetting::all(&[off]).contains(&off));
        assert_eq!(RuleSetting::all(&[off]).len(), GapRule::ALL.len());
    }

    #[test]
    fn every_step_in_every_state_is_as_the_table_says() {
        let text = |text: &str| ShortText::parse(text).unwrap();
        let states = [
            GapState::Found,
            GapState::Sent { on: TODAY, by: ME },
            GapState::Answered {
                on: TODAY,
                by: ME,
                text: text("Kommer"),
            },
            GapState::Dismissed {
                on: TODAY,
                by: ME,
                reason: text("Nedlagt"),
            },
        ];
        let steps = [
            GapStep::Send,
            GapStep::Answer { text: text("Snart") },
            GapStep::Dismiss {
                reason: text("Flyttet"),
            },
        ];
        let taken: Vec<[&str; 3]> = states
            .iter()
            .map(|state| {
                steps
                    .each_ref()
                    .map(|one| step(state, one, ME, TODAY).map_or("-", |after| after.name()))
            })
            .collect();
        assert_eq!(
            taken,
            [
                ["sent", "-", "dismissed"],
                ["-", "answered", "dismissed"],
                ["sent", "answered", "dismissed"],
                ["sent", "-", "-"],
            ]
        );
        for silent in [
            GapStep::Answer { text: text("") },
            GapStep::Dismiss { reason: text("") },
        ] {
            assert_eq!(step(&states[1], &silent, ME, TODAY), Err(GapFault::Silent));
        }
    }

    proptest! {
        #[test]
        fn one_more_thing_carried_out_or_planned_never_opens_a_gap(
            days in prop::collection::vec((0i64..1200, 0..Kind::ALL.len(), 0..3usize), 0..12), more in 0i64..800,
        ) {
            let of = |day: i64, kind: usize, standing: usize| {
                fact(Kind::ALL[kind], date(2024, 8, 1).saturating_add(day.days()), Standing::ALL[standing])
            };
            let facts: Vec<Fact> = days.iter().map(|(day, kind, standing)| of(*day, *kind, *standing)).collect();
            let before = rules(&facts, TODAY);
            let with = [facts, vec![of(more, 0, 2)]].concat();
            for rule in rules(&with, TODAY) {
                prop_assert!(before.contains(&rule));
            }
        }
    }
}
