//! The bin: a group that is thrown away lies there for ninety days, and comes back as it was.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::apply::GroupRule;
use super::plan::Group;
use crate::ids::{GroupId, PersonId};
use crate::text_guard::{FreeText, FreeTexts};
use crate::time::length::ToLength as _;

/// How many days a group lies in the bin.
pub const DAYS_IN_BIN: i64 = 90;

/// Who threw a group away, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Binned {
    /// Who.
    pub by: PersonId,
    /// The day in Norway.
    #[serde(with = "crate::time::wire")]
    pub on: Date,
}

impl Binned {
    /// The first day on which it is gone for good.
    pub fn gone_on(&self) -> Date {
        self.on.saturating_add(DAYS_IN_BIN.days())
    }
}

/// What can be done with the bin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum BinCommand {
    /// Into the bin.
    ThrowAway {
        /// Which group.
        group: GroupId,
    },
    /// Out of it.
    TakeBack {
        /// Which group.
        group: GroupId,
    },
}

impl BinCommand {
    /// The group it is about.
    pub const fn group(self) -> GroupId {
        match self {
            Self::ThrowAway { group } | Self::TakeBack { group } => group,
        }
    }
}

impl FreeTexts for BinCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        Vec::new()
    }
}

/// The group after the command.
///
/// # Errors
/// `Binned` when it lies there already, `NotBinned` when it does not.
pub fn apply_to_bin(group: &Group, command: BinCommand, by: PersonId, today: Date) -> Result<Group, GroupRule> {
    let binned = match (command, group.binned) {
        (BinCommand::ThrowAway { .. }, None) => Some(Binned { by, on: today }),
        (BinCommand::TakeBack { .. }, Some(_)) => None,
        (BinCommand::ThrowAway { .. }, Some(_)) => return Err(GroupRule::Binned),
        (BinCommand::TakeBack { .. }, None) => return Err(GroupRule::NotBinned),
    };
    Ok(Group {
        binned,
        version: group.version + 1,
        ..group.clone()
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use ulid::Ulid;

    use super::*;
    use crate::groups::apply::apply;
    use crate::groups::command::GroupCommand;
    use crate::groups::testing::group_on;

    const TODAY: Date = date(2026, 11, 25);
    const ME: PersonId = PersonId::new(Ulid(3));

    #[test]
    fn a_group_comes_back_as_it_was_and_can_not_be_changed_meanwhile() {
        let before = group_on(&[date(2026, 12, 1)]);
        let (throw, take) = (
            BinCommand::ThrowAway { group: before.id },
            BinCommand::TakeBack { group: before.id },
        );
        assert_eq!(apply_to_bin(&before, take, ME, TODAY), Err(GroupRule::NotBinned));
        let thrown = apply_to_bin(&before, throw, ME, TODAY).unwrap();
        assert_eq!(thrown.binned, Some(Binned { by: ME, on: TODAY }));
        let confirm = GroupCommand::ConfirmSession { number: 1 };
        assert_eq!(apply(&thrown, &confirm, TODAY), Err(GroupRule::Binned));
        assert_eq!(apply_to_bin(&thrown, throw, ME, TODAY), Err(GroupRule::Binned));
        let back = apply_to_bin(&thrown, take, ME, TODAY).unwrap();
        assert_eq!(back.version, 3);
        assert_eq!(Group { version: 1, ..back }, before);
    }

    #[test]
    fn it_is_gone_after_ninety_days() {
        let binned = Binned { by: ME, on: TODAY };
        assert_eq!(binned.gone_on(), date(2027, 2, 23));
    }
}
