//! The parts that the mandate splits working time into, and minutes that are counted in them (W1; domain brief, 2.10).

use std::ops::{Add, AddAssign};

use serde::{Deserialize, Serialize};

named! {
    /// Where a minute is counted.
    Bucket[3] {
        /// Follow-up of pupils and measures for them: the 60.
        Pupils = "pupils",
        /// Competence of staff in schools and helping services: the 40.
        Competence = "competence",
        /// What belongs to neither; shown, and outside the ratio.
        Common = "common",
    }
}

/// Minutes by bucket.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sums {
    /// Minutes for pupils.
    pub pupils: u32,
    /// Minutes for the competence of staff.
    pub competence: u32,
    /// Minutes for neither.
    pub common: u32,
}

impl Sums {
    /// All minutes.
    pub const fn total(self) -> u32 {
        self.pupils.saturating_add(self.competence).saturating_add(self.common)
    }

    /// The minutes of one bucket.
    pub const fn of(self, bucket: Bucket) -> u32 {
        match bucket {
            Bucket::Pupils => self.pupils,
            Bucket::Competence => self.competence,
            Bucket::Common => self.common,
        }
    }

    /// What is left when `other` is taken away; never less than nothing.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self {
            pupils: self.pupils.saturating_sub(other.pupils),
            competence: self.competence.saturating_sub(other.competence),
            common: self.common.saturating_sub(other.common),
        }
    }
}

impl Add for Sums {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            pupils: self.pupils.saturating_add(other.pupils),
            competence: self.competence.saturating_add(other.competence),
            common: self.common.saturating_add(other.common),
        }
    }
}

impl AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl std::iter::Sum for Sums {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Add::add)
    }
}

/// How the time of one kind of work is split, in per cent; always 100 in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Split {
    pupils: u8,
    competence: u8,
}

/// A split as it is stored and sent.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    pupils: u8,
    competence: u8,
    common: u8,
}

impl Split {
    /// A split of whole per cents; `None` when they are not 100 in all.
    pub fn new(pupils: u8, competence: u8, common: u8) -> Option<Self> {
        let all = u16::from(pupils) + u16::from(competence) + u16::from(common);
        (all == 100).then_some(Self { pupils, competence })
    }

    /// All in one bucket.
    pub const fn whole(bucket: Bucket) -> Self {
        match bucket {
            Bucket::Pupils => Self::between(100),
            Bucket::Competence => Self::between(0),
            Bucket::Common => Self {
                pupils: 0,
                competence: 0,
            },
        }
    }

    /// So many per cent for pupils, the rest for the competence of staff. More than 100 is 100.
    pub const fn between(pupils: u8) -> Self {
        let pupils = if pupils > 100 { 100 } else { pupils };
        Self {
            pupils,
            competence: 100 - pupils,
        }
    }

    /// The per cent of a bucket.
    pub const fn percent(self, bucket: Bucket) -> u8 {
        match bucket {
            Bucket::Pupils => self.pupils,
            Bucket::Competence => self.competence,
            Bucket::Common => 100 - self.pupils - self.competence,
        }
    }

    /// The minutes by bucket. Minutes that the per cents do not reach go one each to the buckets with the largest remainder, so
    /// that every minute lands in exactly one.
    pub fn divide(self, minutes: u32) -> Sums {
        let share = |bucket: Bucket| {
            let hundredths = u64::from(minutes) * u64::from(self.percent(bucket));
            (hundredths / 100, hundredths % 100)
        };
        let mut shares = Bucket::ALL.map(|bucket| (bucket, share(bucket)));
        let given: u64 = shares.iter().map(|(_, (whole, _))| whole).sum();
        let mut left = u64::from(minutes) - given;
        // The largest remainder first; the order of the buckets where two are alike.
        shares.sort_by_key(|(bucket, (_, rest))| (std::cmp::Reverse(*rest), *bucket));
        let mut sums = Sums::default();
        for (bucket, (whole, _)) in shares {
            let extra = left.min(1);
            left -= extra;
            let part = u32::try_from(whole + extra).unwrap_or(u32::MAX);
            match bucket {
                Bucket::Pupils => sums.pupils = part,
                Bucket::Competence => sums.competence = part,
                Bucket::Common => sums.common = part,
            }
        }
        sums
    }
}

impl TryFrom<Parts> for Split {
    type Error = String;

    fn try_from(parts: Parts) -> Result<Self, Self::Error> {
        Self::new(parts.pupils, parts.competence, parts.common).ok_or_else(|| "not 100 per cent in all".to_owned())
    }
}

impl From<Split> for Parts {
    fn from(split: Split) -> Self {
        Self {
            pupils: split.percent(Bucket::Pupils),
            competence: split.percent(Bucket::Competence),
            common: split.percent(Bucket::Common),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    prop_compose! {
        pub(in crate::hours) fn splits()(one in 0u8..=100, other in 0u8..=100) -> Split {
            let (low, high) = (one.min(other), one.max(other));
            Split::new(low, high - low, 100 - high).unwrap()
        }
    }

    proptest! {
        #[test]
        fn every_minute_lands_in_exactly_one_bucket(split in splits(), minutes in 0u32..100_000) {
            let sums = split.divide(minutes);
            prop_assert_eq!(sums.total(), minutes);
            for bucket in Bucket::ALL {
                let exact = u64::from(minutes) * u64::from(split.percent(bucket));
                let given = u64::from(sums.of(bucket)) * 100;
                prop_assert!(given.abs_diff(exact) < 100, "{:?} is off by a minute or more", bucket);
            }
        }

        #[test]
        fn a_split_is_read_back_as_it_was_written(split in splits()) {
            let json = serde_json::to_value(split).unwrap();
            prop_assert_eq!(serde_json::from_value::<Split>(json).unwrap(), split);
        }
    }

    #[test]
    fn per_cents_that_are_not_100_in_all_are_no_split() {
        assert_eq!(Split::new(60, 40, 1), None);
        assert_eq!(Split::new(60, 30, 0), None);
        let wrong = serde_json::json!({ "pupils": 60, "competence": 41, "common": 0 });
        assert!(serde_json::from_value::<Split>(wrong).is_err());
        assert_eq!(Split::new(0, 0, 100), Some(Split::whole(Bucket::Common)));
    }
}
