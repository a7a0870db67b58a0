//! The parts of a course or a measure as a plan: what the planner asks of them.

use std::borrow::Cow;

use domain::clash::{Clash, Seen, What};
use domain::command::Envelope;
use domain::ids::PersonId;
use domain::part_plans::view::PartPlansView;
use domain::part_plans::{PartPlanCommand, PartPlanRule, PartPlans, PlanOf, apply, rebase, refused};
use domain::run_sheet::{RunSheet, RunSheetEdit};
use i18n::{Language, groups, parts as text};

use super::words;
use crate::courses::{change_course_programme, view_course_programme};
use crate::error::AppError;
use crate::needs::{change_measure_sheets, view_measure_sheets};
use crate::planner::{InTime, Met, Plan, Sheet};

/// The parts being worked on.
pub(super) type Planner = crate::planner::Planner<PartPlans>;

impl Plan for PartPlans {
    type Id = PlanOf;
    type View = PartPlansView;
    type Command = PartPlanCommand;
    type Rule = PartPlanRule;

    const NEWEST: &'static str = "newest-parts:";

    fn of(view: &PartPlansView) -> &Self {
        &view.plans
    }

    fn of_mut(view: &mut PartPlansView) -> &mut Self {
        &mut view.plans
    }

    fn id(&self) -> PlanOf {
        self.of
    }

    fn version(&self) -> u64 {
        self.version
    }

    fn reader(view: &PartPlansView) -> PersonId {
        view.reader
    }

    fn may_change(view: &PartPlansView) -> bool {
        view.can_change()
    }

    fn apply(&self, command: &PartPlanCommand, view: &PartPlansView) -> Result<Self, PartPlanRule> {
        if view.is_held {
            apply(self, command)
        } else {
            Err(PartPlanRule::NotHeld)
        }
    }

    /// A run sheet has its own history.
    fn undo(&self, _: &PartPlanCommand) -> Vec<PartPlanCommand> {
        Vec::new()
    }

    fn rebase(&self, commands: &[PartPlanCommand], newest: &PartPlansView) -> Met<Self> {
        let met = rebase(self, commands, &newest.plans);
        Met {
            plan: met.plans,
            kept: met.kept,
            clashes: met.clashes,
        }
    }

    fn refused(&self, command: &PartPlanCommand, newest: &Self) -> Clash<PartPlanCommand> {
        refused(self, command, newest)
    }

    async fn load(of: PlanOf) -> Result<PartPlansView, AppError> {
        match of {
            PlanOf::Course(id) => view_course_programme(id).await,
            PlanOf::Measure(id) => view_measure_sheets(id).await,
        }
    }

    async fn send(of: PlanOf, envelope: Envelope<PartPlanCommand>) -> Result<PartPlansView, AppError> {
        match of {
            PlanOf::Course(id) => change_course_programme(id, envelope).await,
            PlanOf::Measure(id) => change_measure_sheets(id, envelope).await,
        }
    }

    fn rule_text(language: Language, name: &str) -> Cow<'static, str> {
        words::rule(language, name).into()
    }

    fn rule_name(rule: PartPlanRule) -> &'static str {
        rule.name()
    }

    fn what(_: Language, _: &What) -> String {
        // There is nothing in it but run sheets, which the planner tells of itself.
        String::new()
    }

    fn seen(language: Language, _: &PartPlansView, _: &What, value: &Seen) -> String {
        match value {
            Seen::Choices(_) => text::break_word(language),
            _ => groups::clash_empty(language),
        }
        .to_owned()
    }
}

/// The run sheet of a part, by its number.
#[derive(Debug, Clone, Copy)]
pub(super) struct PartSheet {
    /// Whose part.
    pub of: PlanOf,
    /// Which.
    pub part: u16,
}

impl Sheet<PartPlans> for PartSheet {
    const HAS_CLOCK: bool = true;
    const HAS_SPEAKERS: bool = true;

    fn heading(self) -> i18n::Text {
        match self.of {
            PlanOf::Course(_) => text::programme,
            PlanOf::Measure(_) => groups::run_sheet,
        }
    }

    fn in_time(self, plans: &PartPlans) -> Option<InTime> {
        let part = plans.part(self.part)?;
        Some(InTime {
            run_sheet: part.run_sheet.clone(),
            start: part.slot.start,
            minutes: part.slot.minutes.get(),
            people: None,
        })
    }

    fn run_sheet_mut(self, plans: &mut PartPlans) -> Option<&mut RunSheet> {
        plans.run_sheet_mut(self.part)
    }

    fn is_open(self, view: &PartPlansView) -> bool {
        view.can_change() && view.plans.part(self.part).is_some()
    }

    fn command(self, edit: RunSheetEdit) -> PartPlanCommand {
        PartPlanCommand::EditRunSheet { part: self.part, edit }
    }

    fn edit_of(self, command: &PartPlanCommand) -> Option<&RunSheetEdit> {
        match command {
            PartPlanCommand::EditRunSheet { part, edit } if *part == self.part => Some(edit),
            PartPlanCommand::EditRunSheet { .. } | PartPlanCommand::Begin { .. } => None,
        }
    }

    fn name(self, plans: &PartPlans) -> String {
        format!("{}:{}", plans.of, self.part)
    }
}
