//! What is told of a registration by mail, and whom it concerns.

use serde::{Deserialize, Serialize};

/// What a mail tells a registration's contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// A seat is kept; confirm the address.
    Held,
    /// No seat yet; confirm the address.
    Waiting,
    /// The seat is theirs, with an entry for the calendar.
    Confirmed,
    /// A seat is free; say yes.
    Offered,
    /// The seat is kept while their leader is asked.
    Asked,
    /// To the leader: may they?
    Leader,
    /// The same, once more.
    LeaderAgain,
    /// To somebody who is in it no more: another comes instead.
    Left,
    /// The registration has ended; the entry goes from the calendar.
    Ended,
    /// Time, place or link has changed.
    Changed,
    /// The course is not held.
    Cancelled,
    /// The course is in a week.
    Week,
    /// The course is tomorrow.
    Tomorrow,
    /// It begins on video in two hours.
    Soon,
    /// It is over: how was it?
    Evaluation,
    /// The same, once more.
    EvaluationAgain,
    /// Three months later: was it of use?
    Later,
    /// A certificate was given.
    Certificate,
}

impl Notice {
    /// All, in the order of a registration's life.
    pub const ALL: [Self; 18] = [
        Self::Held,
        Self::Waiting,
        Self::Confirmed,
        Self::Offered,
        Self::Asked,
        Self::Leader,
        Self::LeaderAgain,
        Self::Left,
        Self::Ended,
        Self::Changed,
        Self::Cancelled,
        Self::Week,
        Self::Tomorrow,
        Self::Soon,
        Self::Evaluation,
        Self::EvaluationAgain,
        Self::Later,
        Self::Certificate,
    ];

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// Whether an organiser's change of the course brings it to all of its participants at once.
    pub const fn is_of_a_change(self) -> bool {
        matches!(self, Self::Changed | Self::Cancelled)
    }

    /// Whether it asks how the course was, or what has come of it: of those who were there.
    pub const fn asks_how_it_was(self) -> bool {
        matches!(self, Self::Evaluation | Self::EvaluationAgain | Self::Later)
    }

    /// Whether it tells where the video is.
    pub const fn shows_video(self) -> bool {
        matches!(
            self,
            Self::Confirmed | Self::Changed | Self::Week | Self::Tomorrow | Self::Soon
        )
    }

    /// Whether colleagues with an address of their own are told too, and not only who has registered them. What has to be answered
    /// for all of them is for the one who has.
    pub const fn is_for_colleagues(self) -> bool {
        match self {
            // A certificate goes to whom it is of.
            Self::Held
            | Self::Waiting
            | Self::Offered
            | Self::Asked
            | Self::Leader
            | Self::LeaderAgain
            | Self::Left
            | Self::Certificate => false,
            Self::Confirmed
            | Self::Ended
            | Self::Changed
            | Self::Cancelled
            | Self::Week
            | Self::Tomorrow
            | Self::Soon
            | Self::Evaluation
            | Self::EvaluationAgain
            | Self::Later => true,
        }
    }

    /// The name in the queue of mails.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Waiting => "waiting",
            Self::Confirmed => "confirmed",
            Self::Offered => "offered",
            Self::Asked => "asked",
            Self::Leader => "leader",
            Self::LeaderAgain => "leader_again",
            Self::Left => "left",
            Self::Ended => "ended",
            Self::Changed => "changed",
            Self::Cancelled => "cancelled",
            Self::Week => "week",
            Self::Tomorrow => "tomorrow",
            Self::Soon => "soon",
            Self::Evaluation => "evaluation",
            Self::EvaluationAgain => "evaluation_again",
            Self::Later => "later",
            Self::Certificate => "certificate",
        }
    }
}
