//! Marks from 1 to 5, added up: what is kept of an answer that nobody is to be found by. A single mark has no stored or sent form.

use serde::{Deserialize, Serialize};

use crate::issue::IssueCode;

/// The highest mark; the lowest is 1.
pub const MAX_MARK: u8 = 5;
/// Answers are shown together with at least this many others, themselves included (domain brief, 4.4).
pub const FEWEST: u16 = 5;
/// From how many answers on it is told how often each mark was given: of fewer, one mark beside the others is one person.
pub const FEWEST_FOR_SPREAD: u16 = 10;

/// One mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark(u8);

impl Mark {
    /// A mark as it was chosen.
    ///
    /// # Errors
    /// `Required` when nothing was; `UnknownChoice`.
    pub fn parse(typed: &str) -> Result<Self, IssueCode> {
        match typed.trim() {
            "" => Err(IssueCode::Required),
            typed => match typed.parse() {
                Ok(mark) if (1..=MAX_MARK).contains(&mark) => Ok(Self(mark)),
                _ => Err(IssueCode::UnknownChoice),
            },
        }
    }
}

/// How often each mark was given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Spread([u16; MAX_MARK as usize]);

impl Spread {
    /// With one more.
    #[must_use]
    pub fn with(mut self, mark: Mark) -> Self {
        for (value, times) in (1..).zip(&mut self.0) {
            if value == mark.0 {
                *times = times.saturating_add(1);
            }
        }
        self
    }

    /// How many marks.
    pub fn answers(self) -> u16 {
        self.0.iter().copied().fold(0, u16::saturating_add)
    }

    /// How often each was given, from 1 to 5.
    pub const fn times(self) -> [u16; MAX_MARK as usize] {
        self.0
    }

    /// The mean in tenths, rounded: 27 is 2.7. None without a mark.
    pub fn tenths(self) -> Option<u16> {
        let answers = u64::from(self.answers());
        let sum: u64 = (1_u64..).zip(self.0).map(|(mark, times)| mark * u64::from(times)).sum();
        let mean = (sum * 10 + answers / 2).checked_div(answers)?;
        u16::try_from(mean).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_one_of_five_and_a_mean_is_rounded_to_tenths() {
        assert_eq!(Mark::parse(" "), Err(IssueCode::Required));
        for bad in ["0", "6", "-1", "fem", "2,5"] {
            assert_eq!(Mark::parse(bad), Err(IssueCode::UnknownChoice), "{bad}");
        }
        let marks = ["1", "5", "5"].map(|typed| Mark::parse(typed).unwrap());
        let spread = marks.into_iter().fold(Spread::default(), Spread::with);
        assert_eq!((spread.times(), spread.answers()), ([1, 0, 0, 0, 2], 3));
        assert_eq!(spread.tenths(), Some(37), "11 by 3 is 3.67");
        assert_eq!(Spread::default().tenths(), None);
    }
}
