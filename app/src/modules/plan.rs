//! A module as a plan: what the planner asks of it.

use std::borrow::Cow;

use domain::clash::{Clash, Seen, What};
use domain::command::Envelope;
use domain::ids::{ModuleId, PersonId};
use domain::modules::undo::undo;
use domain::modules::view::ModuleView;
use domain::modules::{At, Module, ModuleCommand, ModuleRule, apply, rebase, refused};
use domain::run_sheet::{RunSheet, RunSheetEdit};
use i18n::{Language, groups, modules as text};
use jiff::civil::Time;

use super::api::{change_module, view_module};
use super::words;
use crate::error::AppError;
use crate::planner::{InTime, Met, Plan, Sheet};

/// A module being worked on.
pub type Planner = crate::planner::Planner<Module>;

const fn at(view: &ModuleView) -> At {
    At {
        by: view.reader,
        today: view.today,
    }
}

impl Plan for Module {
    type Id = ModuleId;
    type View = ModuleView;
    type Command = ModuleCommand;
    type Rule = ModuleRule;

    const NEWEST: &'static str = "newest-module:";

    fn of(view: &ModuleView) -> &Self {
        &view.module
    }

    fn of_mut(view: &mut ModuleView) -> &mut Self {
        &mut view.module
    }

    fn id(&self) -> ModuleId {
        self.id
    }

    fn version(&self) -> u64 {
        self.version
    }

    fn reader(view: &ModuleView) -> PersonId {
        view.reader
    }

    fn may_change(view: &ModuleView) -> bool {
        view.can_change()
    }

    fn apply(&self, command: &ModuleCommand, view: &ModuleView) -> Result<Self, ModuleRule> {
        apply(self, command, &at(view))
    }

    fn undo(&self, command: &ModuleCommand) -> Vec<ModuleCommand> {
        undo(self, command)
    }

    fn rebase(&self, commands: &[ModuleCommand], newest: &ModuleView) -> Met<Self> {
        let met = rebase(self, commands, &newest.module, &at(newest));
        Met {
            plan: met.module,
            kept: met.kept,
            clashes: met.clashes,
        }
    }

    fn refused(&self, command: &ModuleCommand, newest: &Self) -> Clash<ModuleCommand> {
        refused(self, command, newest)
    }

    fn load(id: ModuleId) -> impl Future<Output = Result<ModuleView, AppError>> {
        view_module(id)
    }

    fn send(id: ModuleId, envelope: Envelope<ModuleCommand>) -> impl Future<Output = Result<ModuleView, AppError>> {
        change_module(id, envelope)
    }

    fn rule_text(language: Language, name: &str) -> Cow<'static, str> {
        words::rule(language, name).into()
    }

    fn rule_name(rule: ModuleRule) -> &'static str {
        rule.name()
    }

    fn what(language: Language, what: &What) -> String {
        match what {
            What::Head(field) => words::field(language, field),
            What::Stage => text::stage(language),
            What::Comment => text::comment(language),
            // Of other plans, or the planner's own.
            _ => "",
        }
        .to_owned()
    }

    fn seen(language: Language, view: &ModuleView, what: &What, value: &Seen) -> String {
        match value {
            Seen::State(name) => words::state(language, name).to_owned(),
            Seen::Person(person) => view.name_of(*person).unwrap_or_default().to_owned(),
            Seen::Choices(names) => words::choices(language, what, names),
            _ => groups::clash_empty(language).to_owned(),
        }
    }
}

/// The run sheet of a module: it has no clock, its blocks fill the lesson.
#[derive(Debug, Clone, Copy)]
pub struct ModuleSheet;

impl Sheet<Module> for ModuleSheet {
    const HAS_CLOCK: bool = false;

    fn in_time(self, module: &Module) -> Option<InTime> {
        Some(InTime {
            run_sheet: module.content.run_sheet.clone(),
            start: Time::midnight(),
            minutes: module.content.head.minutes.get(),
            people: None,
        })
    }

    fn run_sheet_mut(self, module: &mut Module) -> Option<&mut RunSheet> {
        Some(&mut module.content.run_sheet)
    }

    fn is_open(self, view: &ModuleView) -> bool {
        view.may_edit && view.module.is_open()
    }

    fn command(self, edit: RunSheetEdit) -> ModuleCommand {
        ModuleCommand::EditRunSheet { edit }
    }

    fn edit_of(self, command: &ModuleCommand) -> Option<&RunSheetEdit> {
        match command {
            ModuleCommand::EditRunSheet { edit } => Some(edit),
            _ => None,
        }
    }

    fn name(self, module: &Module) -> String {
        module.id.to_string()
    }
}
