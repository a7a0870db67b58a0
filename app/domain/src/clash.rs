//! What two people changed at once, side by side: mine, theirs, and what «mine» would send. The same for every kind of
//! plan; what a plan calls its fields and choices it says itself.

use std::borrow::Cow;

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use crate::groups::{CloseSession, Composition, Grade};
use crate::ids::PersonId;
use crate::run_sheet::BlockField;
use crate::text::Seats;
use crate::time::slot::LocalSlot;

/// A command, or a part of one, that met something else on the newest version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clash<C> {
    /// What differs, side by side.
    pub rows: Vec<ClashRow>,
    /// The rule that says no, by its name, when it is no difference of values.
    pub rule: Option<Cow<'static, str>>,
    /// What «mine» sends, on the newest version; `None` when only theirs is possible.
    pub mine: Option<C>,
}

impl<C> Clash<C> {
    /// Values that differ, and what «mine» sends.
    pub const fn of(rows: Vec<ClashRow>, mine: Option<C>) -> Self {
        Self { rows, rule: None, mine }
    }

    /// A rule says no on the newest version.
    pub fn ruled(rows: Vec<ClashRow>, rule: &'static str, mine: Option<C>) -> Self {
        Self {
            rows,
            rule: Some(rule.into()),
            mine,
        }
    }

    /// The same clash of a command that holds this one.
    pub fn map<D>(self, wrap: impl FnOnce(C) -> D) -> Clash<D> {
        Clash {
            rows: self.rows,
            rule: self.rule,
            mine: self.mine.map(wrap),
        }
    }
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClashRow {
    /// What it is about.
    pub what: What,
    /// As this person wants it.
    pub mine: Seen,
    /// As it is on the newest version.
    pub theirs: Seen,
}

/// What a difference is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// A field of the plan's head, by its name in the command that edits the head.
    Head(Cow<'static, str>),
    /// A session's time.
    Slot(u8),
    /// A session's theme.
    Theme(u8),
    /// A session's goal.
    Goal(u8),
    /// The grade of a seat.
    Grade(u8),
    /// Where a session stands.
    State(u8),
    /// Where the plan itself stands.
    Stage,
    /// Who is responsible for the group.
    Responsible,
    /// Whether a person leads the group.
    Leader,
    /// A seat in a session.
    Seat {
        /// Session.
        number: u8,
        /// Seat.
        seat: u8,
    },
    /// A comment on the plan.
    Comment,
    /// A field of a block.
    Field {
        /// The block's step, as this person knew it.
        step: String,
        /// Which field; its value is without meaning here.
        field: BlockField,
    },
    /// A block as a whole.
    Block {
        /// Its step, as this person knew it.
        step: String,
    },
}

/// A value as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Seen {
    /// It is not there.
    Gone,
    /// It is there, with this text.
    Text(String),
    /// Minutes.
    Minutes(u16),
    /// A clock time, or none.
    Clock(#[serde(with = "crate::time::wire::option")] Option<Time>),
    /// A date and time.
    Slot(LocalSlot),
    /// A state's name.
    State(Cow<'static, str>),
    /// How a session was closed.
    Closing(Box<CloseSession>),
    /// Present, absent, or not ticked.
    Tick(Option<bool>),
    /// Who the group is for.
    Composition(Composition),
    /// Seats.
    Seats(Seats),
    /// A grade, or none.
    Grade(Option<Grade>),
    /// A place among blocks: after the one with this step, or first.
    After(Option<String>),
    /// A person.
    Person(PersonId),
    /// What was chosen from a list, by its names; of which list says what the difference is about.
    Choices(Vec<Cow<'static, str>>),
}
