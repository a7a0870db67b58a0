//! A person's calendar for other programs: what the account page shows of its address.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Where calendars are read, as `/calendar/<secret>.ics`.
pub const PATH: &str = "/calendar/";
/// How every such address ends (RFC 5545, 8.1).
pub const ENDING: &str = ".ics";

/// How far back a calendar reaches, in days: last term's first sessions are history, last week's are not.
pub const LOOK_BACK_DAYS: i64 = 56;

/// How long a calendar is told of sessions that have left it, in days from then: calendars that only add what they are sent keep a
/// session that is merely no longer mentioned. As long as it tells of what is past, so that one that is asked for once a month hears it.
pub const FAREWELL_DAYS: i64 = LOOK_BACK_DAYS;

/// An address that is in force, without its secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feed {
    /// The day it was made.
    #[serde(with = "crate::time::wire")]
    pub made_on: Date,
    /// The day a calendar last asked for it; none when none has.
    #[serde(default, with = "crate::time::wire::option")]
    pub read_on: Option<Date>,
}

/// What the account page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedView {
    /// The address in force, if there is one.
    pub feed: Option<Feed>,
    /// Whether the person has a week that may be read elsewhere.
    pub may_make: bool,
}

/// A new address. It is told once: only its hash is kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewFeed {
    /// The address below that of the house, with the secret in it.
    pub path: String,
    /// What is known of it from now on.
    pub feed: Feed,
}

impl fmt::Debug for NewFeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewFeed")
            .field("feed", &self.feed)
            .finish_non_exhaustive()
    }
}
