//! What is wrong with a value that a person typed: the field, and a code that `i18n` turns into a sentence.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text_guard::FindingKind;

/// One fault in one field. `field` is the form field's name, with a row for lists: `blocks[2].minutes`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// The form field's name.
    pub field: String,
    /// What is wrong with it.
    pub code: IssueCode,
}

impl Issue {
    /// A fault in a field.
    pub fn new(field: impl Into<String>, code: IssueCode) -> Self {
        Self {
            field: field.into(),
            code,
        }
    }
}

/// The kinds of fault. Closed, so that each language has a sentence for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum IssueCode {
    /// Nothing was given where something is needed.
    Required,
    /// More characters than `max`.
    TooLong {
        /// The most characters allowed.
        max: u32,
    },
    /// Fewer characters than `min`.
    TooShort {
        /// The fewest characters allowed.
        min: u32,
    },
    /// A number outside `min..=max`.
    OutOfRange {
        /// Smallest value allowed.
        min: i64,
        /// Largest value allowed.
        max: i64,
    },
    /// Not a number.
    NotANumber,
    /// Not a date (`YYYY-MM-DD`).
    NotADate,
    /// Not a time of day (`HH:MM`).
    NotATime,
    /// Minutes that are no whole quarters of an hour.
    NotAQuarter,
    /// A day outside the school year (1 August to 31 July) that it belongs to.
    OutsideSchoolYear,
    /// The end is before the start.
    EndBeforeStart,
    /// A day that has not come, where it must have been.
    AfterToday,
    /// A day that is past, where it must lie ahead.
    Past,
    /// A day more than so many days ahead.
    TooFarAhead {
        /// How many.
        days: i64,
    },
    /// A day after the one on which it begins.
    AfterTheStart,
    /// A day in the last two school days before it begins.
    TooCloseToTheStart,
    /// Not a person's name.
    NotAName,
    /// Not an e-mail address.
    NotAnEmail,
    /// Not a web address that begins with `https://`.
    NotAWebAddress,
    /// Not a Norwegian organisation number (nine digits, mod-11).
    NotAnOrgNumber,
    /// Not a choice of the list.
    UnknownChoice,
    /// A code (of a municipality, of a county) that no register knows, or that no longer holds.
    UnknownCode,
    /// Something was given where nothing can be.
    MustBeEmpty,
    /// Something with this value exists already.
    AlreadyExists,
    /// It is one's own, where it must be another's.
    MustBeSomebodyElse,
    /// An address that can't be used here; why is nobody's to know.
    NotThisAddress,
    /// Who comes alone does not come as a group.
    TooFewForAGroup,
    /// There is room for so many in all.
    NoRoom {
        /// How many.
        max: u32,
    },
    /// What was chosen is no longer offered.
    Withdrawn,
    /// The text holds something that identifies a person and can't be stored: an identity number, a phone, an e-mail
    /// address. Where it stands is told, not what it is, so that an error never carries it on.
    IdentifiesAPerson {
        /// What it is.
        what: FindingKind,
        /// First byte in the text.
        start: u32,
        /// The byte after the last.
        end: u32,
    },
    /// A word of the text may be a person's name; it can be stored when the person says of that word that it is not.
    MayBeAName {
        /// First byte in the text.
        start: u32,
        /// The byte after the last.
        end: u32,
    },
    /// The person must say yes before going on.
    MustBeAccepted,
    /// The password is too easy to guess.
    WeakPassword,
    /// It is not the present password.
    WrongPassword,
    /// It is not the code that is shown now.
    WrongCode,
    /// The sum of parts must equal the whole.
    DoesNotAddUp,
    /// Not a telephone number.
    NotAPhone,
    /// Not a reference to an archive or a receipt: letters, digits and a few signs.
    NotAReference,
    /// What IMDi alone can be or pay (E1).
    OnlyImdi,
    /// A person would have so many per cent of a full position, which is more than one.
    MoreThanFull {
        /// How many.
        percent: u32,
    },
    /// A day outside the period that a draft of coverage is about.
    OutsidePeriod,
    /// A place that is not in use in the period.
    NotInPeriod,
    /// The place where it is already.
    SamePlace,
    /// A place that would become a part of itself.
    MergedWithItself,
    /// A place that becomes, or has become, a part of another.
    MergedAlready {
        /// From this day.
        #[serde(with = "crate::time::wire")]
        from: Date,
    },
    /// A place that is closed.
    ClosedPlace,
    /// A day that is not after the one on which another place became a part of this one.
    BeforeLastMerger {
        /// That day.
        #[serde(with = "crate::time::wire")]
        day: Date,
    },
    /// A day on which the place is a part of another.
    AfterMerger {
        /// The first such day.
        #[serde(with = "crate::time::wire")]
        from: Date,
    },
    /// Somebody would have more than a full position.
    PersonOverFull {
        /// Who.
        name: String,
        /// How many per cent.
        percent: u32,
        /// From this day.
        #[serde(with = "crate::time::wire")]
        from: Date,
    },
    /// A day before the first or after the last that is taken.
    OutsideDays {
        /// The first.
        #[serde(with = "crate::time::wire")]
        first: Date,
        /// The last.
        #[serde(with = "crate::time::wire")]
        last: Date,
    },
    /// A day after the one on which it was gone through first.
    AfterReview {
        /// That day.
        #[serde(with = "crate::time::wire")]
        day: Date,
    },
    /// A last day before so many months of notice are over.
    NoticeTooShort {
        /// The months of notice.
        months: i64,
    },
    /// A day on which the agreement does not hold.
    OutsideAgreement,
    /// A place of another owner's.
    OtherOwner,
    /// More than is left of the year's limit, and nobody has said why.
    OverLimit {
        /// How much more, in øre.
        ore: i64,
    },
    /// A file of a kind that is not taken.
    UnknownFileKind,
    /// A file that is of another kind than its name says.
    DisguisedFile,
    /// A file that is broken, or that brings programs along.
    BrokenFile,
    /// A file with more than so many megabytes.
    FileTooLarge {
        /// The most, in megabytes of 1024 × 1024 bytes.
        max: u32,
    },
}

/// Collects faults while a form is parsed, so that a person sees all of them at once.
#[derive(Debug, Default)]
pub struct Issues(Vec<Issue>);

impl Issues {
    /// None found so far.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a fault.
    pub fn push(&mut self, field: impl Into<String>, code: IssueCode) {
        self.0.push(Issue::new(field, code));
    }

    /// Keeps the value of a good parse; notes the fault of a bad one.
    pub fn keep<T>(&mut self, field: impl Into<String>, parsed: Result<T, IssueCode>) -> Option<T> {
        parsed.map_err(|code| self.push(field, code)).ok()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All faults, in the order found.
    pub fn into_vec(self) -> Vec<Issue> {
        self.0
    }
}
