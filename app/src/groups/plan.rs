//! A group as a plan: what the planner asks of it.

use std::borrow::Cow;

use domain::clash::{Clash, Seen, What};
use domain::command::Envelope;
use domain::groups::rebase::{rebase, refused};
use domain::groups::undo::undo;
use domain::groups::view::GroupView;
use domain::groups::{Group, GroupCommand, GroupRule, SessionState, apply};
use domain::ids::{GroupId, PersonId};
use domain::run_sheet::{RunSheet, RunSheetEdit};
use i18n::{Language, groups as text};

use super::api::{change_group, view_group};
use super::{leaders, words};
use crate::error::AppError;
use crate::planner::{InTime, Met, Plan, Sheet};

/// A group being worked on.
pub type Planner = crate::planner::Planner<Group>;

impl Plan for Group {
    type Id = GroupId;
    type View = GroupView;
    type Command = GroupCommand;
    type Rule = GroupRule;

    const NEWEST: &'static str = "newest:";

    fn of(view: &GroupView) -> &Self {
        &view.group
    }

    fn of_mut(view: &mut GroupView) -> &mut Self {
        &mut view.group
    }

    fn id(&self) -> GroupId {
        self.id
    }

    fn version(&self) -> u64 {
        self.version
    }

    fn reader(view: &GroupView) -> PersonId {
        view.reader
    }

    fn may_change(view: &GroupView) -> bool {
        view.may_edit
    }

    fn apply(&self, command: &GroupCommand, view: &GroupView) -> Result<Self, GroupRule> {
        apply(self, command, view.today)
    }

    fn undo(&self, command: &GroupCommand) -> Vec<GroupCommand> {
        undo(self, command)
    }

    fn rebase(&self, commands: &[GroupCommand], newest: &GroupView) -> Met<Self> {
        let met = rebase(self, commands, &newest.group, newest.today);
        Met {
            plan: met.group,
            kept: met.kept,
            clashes: met.clashes,
        }
    }

    fn refused(&self, command: &GroupCommand, newest: &Self) -> Clash<GroupCommand> {
        refused(self, command, newest)
    }

    fn load(id: GroupId) -> impl Future<Output = Result<GroupView, AppError>> {
        view_group(id)
    }

    fn send(id: GroupId, envelope: Envelope<GroupCommand>) -> impl Future<Output = Result<GroupView, AppError>> {
        change_group(id, envelope)
    }

    fn rule_text(language: Language, name: &str) -> Cow<'static, str> {
        words::rule(language, name).into()
    }

    fn rule_name(rule: GroupRule) -> &'static str {
        rule.name()
    }

    fn what(language: Language, what: &What) -> String {
        let of_session = |number: &u8, words: &str| format!("{}: {words}", text::session(language, number));
        match what {
            What::Head(field) => head_field(language, field).to_owned(),
            What::Slot(number) => of_session(number, text::clash_slot(language)),
            What::Theme(number) => text::theme_of(language, number),
            What::Goal(number) => text::field_goal(language, number),
            What::Grade(seat) => text::field_grade(language, seat),
            What::State(number) => of_session(number, text::col_stage(language)),
            What::Responsible => text::responsible(language).to_owned(),
            What::Leader => text::leader(language).to_owned(),
            What::Seat { number, seat } => of_session(number, &text::seat(language, seat)),
            What::Comment => i18n::modules::comment(language).to_owned(),
            // Of other plans, or the planner's own.
            What::Stage | What::Field { .. } | What::Block { .. } => String::new(),
        }
    }

    fn seen(language: Language, view: &GroupView, _: &What, value: &Seen) -> String {
        match value {
            Seen::Slot(slot) => words::slot(language, slot),
            Seen::State(name) => words::state(language, name).to_owned(),
            Seen::Closing(closing) => {
                let reflection = &closing.reflection;
                let figures = words::closing(language, closing);
                [&figures, reflection.worked.as_str(), reflection.next_time.as_str()]
                    .join(" ")
                    .trim_end()
                    .to_owned()
            }
            Seen::Tick(Some(true)) => text::present(language).to_owned(),
            Seen::Tick(Some(false)) => text::absent(language).to_owned(),
            Seen::Tick(None) => text::clash_empty(language).to_owned(),
            Seen::Composition(kind) => words::composition(language, *kind).to_owned(),
            Seen::Seats(seats) => seats.to_string(),
            Seen::Person(person) => leaders::name_in(view, *person).unwrap_or_default(),
            Seen::Grade(grade) => grade
                .map_or(text::no_grade(language), |grade| words::grade(language, grade))
                .to_owned(),
            // The planner's own.
            Seen::Gone | Seen::Text(_) | Seen::Minutes(_) | Seen::Clock(_) | Seen::After(_) | Seen::Choices(_) => {
                String::new()
            }
        }
    }
}

fn head_field(language: Language, field: &str) -> &'static str {
    match field {
        "name" => text::name(language),
        "composition" => text::composition(language),
        "seats_min" => text::seats_min(language),
        "seats_max" => text::seats_max(language),
        "target" => text::target(language),
        "goal" => text::goal(language),
        "recruitment" => text::recruitment(language),
        "budget" => text::budget(language),
        "room" => text::room(language),
        _ => text::co_leader(language),
    }
}

/// The run sheet of a session, by its number.
#[derive(Debug, Clone, Copy)]
pub struct SessionSheet(pub u8);

impl SessionSheet {
    /// The key of what is kept of it in this browser.
    pub fn kept_as(self, what: &str, reader: PersonId, group: &Group) -> String {
        format!("{what}:{reader}:{}", self.name(group))
    }
}

impl Sheet<Group> for SessionSheet {
    const HAS_CLOCK: bool = true;

    fn in_time(self, group: &Group) -> Option<InTime> {
        let session = group.session(self.0)?;
        Some(InTime {
            run_sheet: session.run_sheet.clone(),
            start: session.slot.start,
            minutes: session.slot.minutes.get(),
            people: Some(group.seats_max.get().into()),
        })
    }

    fn run_sheet_mut(self, group: &mut Group) -> Option<&mut RunSheet> {
        let session = group.sessions.iter_mut().find(|session| session.number == self.0)?;
        Some(&mut session.run_sheet)
    }

    fn is_open(self, view: &GroupView) -> bool {
        let session = view.group.session(self.0);
        let stands = session.is_some_and(|session| !matches!(session.state, SessionState::Cancelled { .. }));
        view.can_change() && stands
    }

    fn command(self, edit: RunSheetEdit) -> GroupCommand {
        GroupCommand::EditRunSheet { number: self.0, edit }
    }

    fn edit_of(self, command: &GroupCommand) -> Option<&RunSheetEdit> {
        match command {
            GroupCommand::EditRunSheet { edit, .. } => Some(edit),
            _ => None,
        }
    }

    fn name(self, group: &Group) -> String {
        format!("{}:{}", group.id, self.0)
    }
}
