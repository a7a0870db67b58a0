//! Questions, smileys, one pupil's answer, and the sums that it disappears in.

use serde::{Deserialize, Serialize};

/// What the pupils are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// Felt safe in the group.
    Safe,
    /// Learned something of use.
    Useful,
    /// Would recommend the group to others.
    Recommend,
}

impl Question {
    /// Every question, in the order asked.
    pub const ALL: [Self; 3] = [Self::Safe, Self::Useful, Self::Recommend];

    /// For ids and names of fields.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Useful => "useful",
            Self::Recommend => "recommend",
        }
    }
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Smiley {
    /// No.
    Sad,
    /// In between.
    Neutral,
    /// Yes.
    Happy,
}

impl Smiley {
    /// Every smiley, from no to yes.
    pub const ALL: [Self; 3] = [Self::Sad, Self::Neutral, Self::Happy];

    /// For ids and names of fields.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sad => "sad",
            Self::Neutral => "neutral",
            Self::Happy => "happy",
        }
    }
}

/// One pupil's answer. It can't be serialised: nothing stores or sends it by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    safe: Smiley,
    useful: Smiley,
    recommend: Smiley,
}

impl Answer {
    /// The answer when every question has one.
    ///
    /// # Errors
    /// The questions without an answer, in the order asked.
    pub fn complete(chosen: impl Fn(Question) -> Option<Smiley>) -> Result<Self, Vec<Question>> {
        let [safe, useful, recommend] = Question::ALL.map(&chosen);
        match (safe, useful, recommend) {
            (Some(safe), Some(useful), Some(recommend)) => Ok(Self {
                safe,
                useful,
                recommend,
            }),
            _ => Err(Question::ALL
                .into_iter()
                .filter(|question| chosen(*question).is_none())
                .collect()),
        }
    }
}

/// How often each smiley was chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    sad: u8,
    neutral: u8,
    happy: u8,
}

impl Counts {
    /// So many of each.
    pub const fn new(sad: u8, neutral: u8, happy: u8) -> Self {
        Self { sad, neutral, happy }
    }

    /// How often this one was.
    pub const fn of(self, smiley: Smiley) -> u8 {
        match smiley {
            Smiley::Sad => self.sad,
            Smiley::Neutral => self.neutral,
            Smiley::Happy => self.happy,
        }
    }

    fn one(smiley: Smiley) -> Self {
        let is = |wanted| u8::from(smiley == wanted);
        Self {
            sad: is(Smiley::Sad),
            neutral: is(Smiley::Neutral),
            happy: is(Smiley::Happy),
        }
    }

    fn total(self) -> Option<u8> {
        self.sad.checked_add(self.neutral)?.checked_add(self.happy)
    }

    fn plus(self, other: Self) -> Option<Self> {
        Some(Self {
            sad: self.sad.checked_add(other.sad)?,
            neutral: self.neutral.checked_add(other.neutral)?,
            happy: self.happy.checked_add(other.happy)?,
        })
    }
}

/// Answers added up, a sum for each question and smiley. Each answer is in all three questions, so their totals agree; which
/// smileys came from one pupil can't be told any more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Sums")]
pub struct Tally {
    safe: Counts,
    useful: Counts,
    recommend: Counts,
}

/// The sums are not those of answers to all three questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the questions have different numbers of answers")]
pub struct NotATally;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sums {
    safe: Counts,
    useful: Counts,
    recommend: Counts,
}

impl TryFrom<Sums> for Tally {
    type Error = NotATally;

    fn try_from(sums: Sums) -> Result<Self, NotATally> {
        Self::of_counts(sums.safe, sums.useful, sums.recommend).ok_or(NotATally)
    }
}

impl Tally {
    fn of_counts(safe: Counts, useful: Counts, recommend: Counts) -> Option<Self> {
        let total = safe.total()?;
        (useful.total() == Some(total) && recommend.total() == Some(total)).then_some(Self {
            safe,
            useful,
            recommend,
        })
    }

    /// Sums that were counted by hand; none when the questions have different numbers of answers, or more than can be counted.
    pub fn counted(safe: Counts, useful: Counts, recommend: Counts) -> Option<Self> {
        Self::of_counts(safe, useful, recommend)
    }

    /// The sums with one more answer; none when they would be more than can be counted.
    #[must_use]
    pub fn with(self, answer: &Answer) -> Option<Self> {
        self.plus(Self {
            safe: Counts::one(answer.safe),
            useful: Counts::one(answer.useful),
            recommend: Counts::one(answer.recommend),
        })
    }

    /// Both added up; none when they would be more than can be counted.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        Self::of_counts(
            self.safe.plus(other.safe)?,
            self.useful.plus(other.useful)?,
            self.recommend.plus(other.recommend)?,
        )
    }

    /// How many answers it is the sum of.
    pub fn answers(self) -> u8 {
        self.safe.total().unwrap_or(u8::MAX)
    }

    /// How a question was answered.
    pub const fn of(self, question: Question) -> Counts {
        match question {
            Question::Safe => self.safe,
            Question::Useful => self.useful,
            Question::Recommend => self.recommend,
        }
    }
}
