//! Who of a course gets what when: what time brings, what waits in the queue and can be held back, what went out and what failed.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::notice::Notice;
use crate::ids::EventId;
use crate::time::Occasion;

mod reminders;

pub use reminders::{Reminder, reminders, samples};

/// How long a mail to several waits after an organiser's change, so that it can be held back.
pub const BULK_WAIT: SignedDuration = SignedDuration::from_mins(5);

/// What is planned and not queued yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Planned {
    /// A mail that time brings.
    Mail(Notice),
    /// A seat that was kept for whoever has not said yes by mail is given on.
    SeatLapses,
    /// The same for a seat that was offered to one who waited.
    OfferLapses,
    /// The same for a seat whose leader has not answered.
    AnswerLapses,
}

impl Planned {
    /// What tells rows apart.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mail(notice) => notice.name(),
            Self::SeatLapses => "seat_lapses",
            Self::OfferLapses => "offer_lapses",
            Self::AnswerLapses => "answer_lapses",
        }
    }
}

/// A row of what is planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedRow {
    /// What.
    pub what: Planned,
    /// When.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
    /// To how many, as it stands now.
    pub many: usize,
    /// Which registration it concerns, where it is one.
    pub number: Option<u32>,
    /// Whom it concerns, where it is one and the reader may see it.
    pub name: Option<String>,
    /// Which part it reminds of, where there are several.
    pub part: Option<Occasion>,
}

/// Somebody who gets, or has got, a mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receiver {
    /// What tells rows apart.
    pub key: String,
    /// The name; none for somebody who is in the registration no more.
    pub name: Option<String>,
    /// When it is due, or went out.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
}

/// Mails of one kind that wait or went out together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailGroup {
    /// What they tell.
    pub notice: Notice,
    /// When the first is due, or the last went out.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
    /// How many.
    pub many: usize,
    /// To whom; empty for who may not see the people.
    pub people: Vec<Receiver>,
}

/// Mails to several that an organiser's change has queued and that can be held back, or were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// What they tell.
    pub notice: Notice,
    /// When the first is due, or when they were held back.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
    /// How many wait, or were held back.
    pub many: usize,
    /// How many have gone, or are being sent.
    pub gone: usize,
}

/// Why a mail has not gone out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailTrouble {
    /// The receiver's address can't be used, or is refused.
    Address,
    /// The mail server could not be reached.
    Unreachable,
    /// Something else; whoever runs the program has the details.
    Other,
}

impl MailTrouble {
    /// What the words of a failure mean to an organiser.
    pub fn of(error: &str) -> Self {
        let error = error.to_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| error.contains(word));
        if says(&[
            "address is unusable",
            "mailbox unavailable",
            "user unknown",
            "5.1.",
            "(550)",
            "(553)",
        ]) {
            Self::Address
        } else if says(&["connection", "timed out", "timeout", "dns", "lookup", "network", "tls"]) {
            Self::Unreachable
        } else {
            Self::Other
        }
    }
}

/// A mail that could not be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedRow {
    /// What tells rows apart.
    pub key: String,
    /// What it tells.
    pub notice: Notice,
    /// To whom; none for who may not see the people.
    pub name: Option<String>,
    /// Why.
    pub trouble: MailTrouble,
    /// When it is tried again; none when it was laid aside.
    #[serde(with = "crate::time::wire::option")]
    pub again: Option<Timestamp>,
}

/// Somebody of whose mail the text can be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reader {
    /// The registration.
    pub number: u32,
    /// Who has registered.
    pub name: String,
}

/// What became of an attempt to hold mails back or to send them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailOutcome {
    /// How many were held back, or go out now.
    pub done: usize,
    /// How many had gone, or were being sent.
    pub gone: usize,
}

/// The mails of a course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseMails {
    /// Which course.
    pub id: EventId,
    /// Its name.
    pub title: String,
    /// Its version.
    pub version: u64,
    /// Which change of time or place the participants are told of.
    pub sequence: u32,
    /// Whether the reader may see who has registered.
    pub may_see_people: bool,
    /// Whether the reader may hold mails back.
    pub may_edit: bool,
    /// What is planned, the next first.
    pub planned: Vec<PlannedRow>,
    /// What can be held back.
    pub batch: Option<Batch>,
    /// What was held back of the latest change, of which participants therefore have not heard.
    pub held: Option<Batch>,
    /// What waits, the next first.
    pub waiting: Vec<MailGroup>,
    /// What went out, the last first.
    pub sent: Vec<MailGroup>,
    /// What was held back, the last first.
    pub held_back: Vec<MailGroup>,
    /// What failed.
    pub failed: Vec<FailedRow>,
    /// Of whose mails the text can be shown; empty for who may not see the people.
    pub readers: Vec<Reader>,
    /// Of which mails.
    pub samples: Vec<Notice>,
    /// What became of the command that this answers.
    pub outcome: Option<MailOutcome>,
}

/// What an organiser does with mails to several, as a whole. Each names the change that it was shown for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum MailCommand {
    /// Takes out of the queue what no runner has.
    HoldBack {
        /// The change.
        sequence: u32,
    },
    /// Sends what waits at once.
    SendNow {
        /// The change.
        sequence: u32,
    },
    /// Sends after all what was held back.
    SendAfterAll {
        /// The change.
        sequence: u32,
    },
}

impl MailCommand {
    /// The change that the mails tell of.
    pub const fn sequence(self) -> u32 {
        match self {
            Self::HoldBack { sequence } | Self::SendNow { sequence } | Self::SendAfterAll { sequence } => sequence,
        }
    }

    /// The name in the trail.
    pub const fn name(self) -> &'static str {
        match self {
            Self::HoldBack { .. } => "hold_back_course_mails",
            Self::SendNow { .. } => "send_course_mails_now",
            Self::SendAfterAll { .. } => "send_held_course_mails",
        }
    }
}

impl crate::text_guard::FreeTexts for MailCommand {
    fn free_texts(&self) -> Vec<crate::text_guard::FreeText<'_>> {
        Vec::new()
    }
}

/// Which mail's text is to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSample {
    /// To which registration's contact.
    pub number: u32,
    /// What it tells.
    pub notice: Notice,
}

/// A mail as it would be written now. Links are named and not shown: they open the receiver's own registration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailPreview {
    /// To whom.
    pub name: String,
    /// The receiver's address.
    pub address: String,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_an_organisers_change_tells_to_all_waits() {
        let bulk: Vec<_> = Notice::ALL
            .into_iter()
            .filter(|notice| notice.is_of_a_change())
            .collect();
        assert_eq!(bulk, [Notice::Changed, Notice::Cancelled]);
    }

    #[test]
    fn every_notice_is_found_by_its_name() {
        for notice in Notice::ALL {
            assert_eq!(Notice::from_name(notice.name()), Some(notice));
        }
        assert_eq!(Notice::from_name("letter"), None);
    }

    #[test]
    fn a_failure_is_told_by_what_can_be_done() {
        let told = [
            ("the receiver's address is unusable: x", MailTrouble::Address),
            (
                "the mail server did not take the mail: permanent error (550): no such user",
                MailTrouble::Address,
            ),
            (
                "the mail server did not take the mail: Connection error: timed out",
                MailTrouble::Unreachable,
            ),
            ("No space left on device", MailTrouble::Other),
        ];
        for (error, trouble) in told {
            assert_eq!(MailTrouble::of(error), trouble, "{error}");
        }
    }
}
