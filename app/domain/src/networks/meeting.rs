//! A meeting of a network, and its rules.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::access::Subject;
use crate::courses::ServiceKind;
use crate::groups::calendar::CalendarMark;
use crate::ids::{NetworkId, OwnerId, PersonId, UnitId};
use crate::issue::{Issue, IssueCode};
use crate::text::{Headcount, ShortText, Title, WebAddress, WorkMinutes};
use crate::time::Occasion;

/// The most places that a meeting is for besides the first.
pub const MAX_FURTHER: usize = 30;
/// The most things that are agreed in one meeting.
pub const MAX_AGREED: usize = 8;

named! {
    /// What kind of network.
    NetworkKind[5] {
        /// Services around one school or municipality.
        Local = "local",
        /// The few who meet most often.
        CoreGroup = "core_group",
        /// Coordination of crime prevention (SLT), or a police council.
        Prevention = "prevention",
        /// Of a region or county.
        Regional = "regional",
        /// Another.
        Other = "other",
    }
}

named! {
    /// Why a meeting is not held.
    NetworkCallOff[4] {
        /// Too few could come.
        TooFew = "too_few",
        /// Whoever calls it was ill.
        Illness = "illness",
        /// It is not needed now.
        NotNeeded = "not_needed",
        /// Another reason.
        Other = "other",
    }
}

/// What is planned of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NetworkPlan {
    /// What it is about: a neutral name.
    pub theme: Title,
    /// What kind of network.
    pub kind: NetworkKind,
    /// The places that it is for besides the first.
    pub further: BTreeSet<UnitId>,
    /// The services that take part; never empty.
    pub services: BTreeSet<ServiceKind>,
    /// Where; may be empty.
    pub place: ShortText,
    /// Where it is met on a screen.
    pub video: Option<WebAddress>,
    /// When.
    pub slot: Occasion,
}

/// Something that was agreed: who does what by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreed {
    /// A service or a role.
    pub who: Title,
    /// What.
    pub what: Title,
    /// By when.
    #[serde(default, with = "crate::time::wire::option")]
    pub by: Option<Date>,
}

/// How a meeting was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NetworkClosing {
    /// How many were there.
    pub present: Headcount,
    /// What was agreed; may be nothing.
    pub agreed: Vec<Agreed>,
    /// Time of the meeting.
    pub delivery_minutes: WorkMinutes,
    /// Preparation and follow-up work.
    pub preparation_minutes: WorkMinutes,
}

/// What came of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum NetworkOutcome {
    /// It lies ahead, or nobody has closed it.
    Ahead,
    /// It was held.
    Held {
        /// How it was closed.
        closing: NetworkClosing,
    },
    /// It is not held.
    Cancelled {
        /// Why.
        reason: NetworkCallOff,
    },
}

named! {
    /// Where a meeting stands.
    NetworkStage[3] {
        /// It is to be held.
        Planned = "planned",
        /// It was held.
        Held = "held",
        /// It is not held.
        Cancelled = "cancelled",
    }
}

impl NetworkStage {
    /// Whether it is still to be held.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Planned)
    }
}

/// A meeting of a network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkMeeting {
    /// Which.
    pub id: NetworkId,
    /// The place that calls it: its headcount and time are counted here.
    pub unit: UnitId,
    /// The unit's owner.
    pub owner: Option<OwnerId>,
    /// Who calls it.
    pub adviser: PersonId,
    /// What is planned.
    #[serde(flatten)]
    pub plan: NetworkPlan,
    /// What came of it.
    pub outcome: NetworkOutcome,
    /// How it stands in calendars outside.
    pub calendar: CalendarMark,
    /// Counts changes; a stale edit is refused.
    pub version: u64,
}

impl NetworkMeeting {
    /// Whose it is and where, for the access table.
    pub fn subject(&self) -> Subject {
        Subject {
            people: vec![self.adviser],
            unit: Some(self.unit),
            owner: self.owner,
        }
    }

    /// The places that it is for, the one that calls it first.
    pub fn units(&self) -> impl Iterator<Item = UnitId> + use<'_> {
        let further = self.plan.further.iter().copied().filter(|unit| *unit != self.unit);
        std::iter::once(self.unit).chain(further)
    }

    /// Where it stands.
    pub const fn stage(&self) -> NetworkStage {
        match &self.outcome {
            NetworkOutcome::Ahead => NetworkStage::Planned,
            NetworkOutcome::Held { .. } => NetworkStage::Held,
            NetworkOutcome::Cancelled { .. } => NetworkStage::Cancelled,
        }
    }

    /// How it was closed, if it was held.
    pub const fn closing(&self) -> Option<&NetworkClosing> {
        match &self.outcome {
            NetworkOutcome::Held { closing } => Some(closing),
            NetworkOutcome::Ahead | NetworkOutcome::Cancelled { .. } => None,
        }
    }

    /// Whether it can be closed now, or its closing corrected.
    pub fn can_close(&self, today: Date) -> bool {
        self.stage() != NetworkStage::Cancelled && self.plan.slot.date <= today
    }

    /// Whether its day is past and nobody has said what came of it.
    pub fn is_unclosed(&self, today: Date) -> bool {
        self.stage().is_open() && self.plan.slot.date < today
    }
}

/// A meeting as it is first planned. The one who plans calls it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewNetworkMeeting {
    /// Made where the person plans.
    pub id: NetworkId,
    /// The place that calls it.
    pub unit: UnitId,
    /// What is planned.
    pub plan: NetworkPlan,
}

/// One change of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum NetworkCommand {
    /// Changes the plan.
    Edit {
        /// As it is to be.
        plan: Box<NetworkPlan>,
    },
    /// It was held; said again, it corrects the closing.
    Close {
        /// How.
        closing: NetworkClosing,
    },
    /// It is not held.
    Cancel {
        /// Why.
        reason: NetworkCallOff,
    },
    /// It is held after all, or was not held after all.
    Reopen,
}

impl NetworkCommand {
    /// The name in the audit trail.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Edit { .. } => "edit_network_meeting",
            Self::Close { .. } => "close_network_meeting",
            Self::Cancel { .. } => "cancel_network_meeting",
            Self::Reopen => "reopen_network_meeting",
        }
    }
}

/// Why a meeting is not planned or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NetworkRule {
    /// No service takes part.
    #[error("no service takes part")]
    NoService,
    /// There are as many as there can be.
    #[error("there are as many as there can be")]
    TooMany,
    /// It is held or cancelled.
    #[error("a meeting that is {0:?} is no longer planned")]
    NotOpen(NetworkStage),
    /// Its day has not come.
    #[error("its day has not come")]
    Ahead,
    /// It is planned.
    #[error("it is planned")]
    SameAlready,
}

impl NetworkRule {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            // Told beside the field.
            Self::NoService => "network_field",
            Self::TooMany => "network_too_many",
            Self::NotOpen(_) => "network_not_open",
            Self::Ahead => "network_ahead",
            Self::SameAlready => "network_same_already",
        }
    }

    /// The field that the rule is about, if it is about one, and what is wrong with it.
    pub fn issue(self) -> Option<Issue> {
        (self == Self::NoService).then(|| Issue::new("services", IssueCode::Required))
    }
}

/// A meeting as it is first planned.
///
/// # Errors
/// The rule of the plan that says no.
pub fn plan(new: &NewNetworkMeeting, adviser: PersonId, owner: Option<OwnerId>) -> Result<NetworkMeeting, NetworkRule> {
    is_sound(&new.plan)?;
    Ok(NetworkMeeting {
        id: new.id,
        unit: new.unit,
        owner,
        adviser,
        plan: new.plan.clone(),
        outcome: NetworkOutcome::Ahead,
        calendar: CalendarMark::default(),
        version: 1,
    })
}

/// Applies a command. The meeting given is not changed when it fails.
///
/// # Errors
/// The rule that says no.
pub fn apply(before: &NetworkMeeting, command: &NetworkCommand, today: Date) -> Result<NetworkMeeting, NetworkRule> {
    let mut next = before.clone();
    let stage = before.stage();
    match command {
        NetworkCommand::Edit { .. } | NetworkCommand::Cancel { .. } if !stage.is_open() => {
            return Err(NetworkRule::NotOpen(stage));
        }
        NetworkCommand::Edit { plan } => {
            is_sound(plan)?;
            next.plan = plan.as_ref().clone();
        }
        NetworkCommand::Cancel { reason } => next.outcome = NetworkOutcome::Cancelled { reason: *reason },
        NetworkCommand::Close { .. } if stage == NetworkStage::Cancelled => return Err(NetworkRule::NotOpen(stage)),
        NetworkCommand::Close { .. } if !before.can_close(today) => return Err(NetworkRule::Ahead),
        NetworkCommand::Close { closing } if closing.agreed.len() > MAX_AGREED => return Err(NetworkRule::TooMany),
        NetworkCommand::Close { closing } => {
            next.outcome = NetworkOutcome::Held {
                closing: closing.clone(),
            };
        }
        NetworkCommand::Reopen if stage.is_open() => return Err(NetworkRule::SameAlready),
        NetworkCommand::Reopen => next.outcome = NetworkOutcome::Ahead,
    }
    next.version += 1;
    Ok(next)
}

/// Marks `after` when calendars have to hear of it. `before` is the meeting as it was, none for a new one.
pub fn note_change(before: Option<&NetworkMeeting>, after: &mut NetworkMeeting, now: Timestamp) {
    let place = |one: &NetworkMeeting| {
        let is_cancelled = one.stage() == NetworkStage::Cancelled;
        (one.plan.slot, one.plan.place.clone(), is_cancelled)
    };
    after.calendar = CalendarMark::after(
        before.map(|before| before.calendar),
        before.is_some_and(|before| place(before) != place(after)),
        before.is_some_and(|before| before.plan.theme != after.plan.theme),
        now,
    );
}

fn is_sound(plan: &NetworkPlan) -> Result<(), NetworkRule> {
    if plan.services.is_empty() {
        return Err(NetworkRule::NoService);
    }
    if plan.further.len() > MAX_FURTHER {
        return Err(NetworkRule::TooMany);
    }
    Ok(())
}
