//! What an agreement is written with: money, telephones of offices, references to an archive.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::issue::IssueCode;
use crate::text_guard::{FindingKind, find};

/// Money in øre, a hundredth of a krone: from nothing to ten million kroner.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Amount(i64);

impl Amount {
    /// The largest, in kroner.
    pub const MAX_KRONER: i64 = 10_000_000;

    /// So many øre.
    ///
    /// # Errors
    /// `OutOfRange`, in kroner.
    pub const fn from_ore(ore: i64) -> Result<Self, IssueCode> {
        if 0 <= ore && ore <= Self::MAX_KRONER * 100 {
            Ok(Self(ore))
        } else {
            Err(Self::out_of_range(0))
        }
    }

    /// Reads kroner as people type them: «1250», «1 250,50», «249,5 kr», «300,-».
    ///
    /// # Errors
    /// `Required`, `NotANumber` or `OutOfRange`, in kroner.
    pub fn parse(text: &str) -> Result<Self, IssueCode> {
        let typed: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        let typed = typed.strip_suffix("kr").unwrap_or(&typed);
        let typed = typed.strip_suffix(",-").unwrap_or(typed);
        if typed.is_empty() {
            return Err(IssueCode::Required);
        }
        let (is_negative, digits) = match typed.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, typed),
        };
        let (kroner, ore) = match digits.split_once([',', '.']) {
            None => (digits, "00".to_owned()),
            Some((kroner, tens)) if tens.len() == 1 => (kroner, format!("{tens}0")),
            Some((kroner, ore)) if ore.len() == 2 => (kroner, ore.to_owned()),
            Some(_) => return Err(IssueCode::NotANumber),
        };
        let (kroner, ore) = (whole(kroner)?, whole(&ore)?);
        let all = kroner.checked_mul(100).and_then(|kroner| kroner.checked_add(ore));
        match all {
            Some(all) if !is_negative => Self::from_ore(all),
            _ => Err(Self::out_of_range(0)),
        }
    }

    /// The same for what was paid: a krone at least.
    ///
    /// # Errors
    /// As [`Amount::parse`].
    pub fn parse_paid(text: &str) -> Result<Self, IssueCode> {
        match Self::parse(text) {
            Ok(amount) if amount.0 < 100 => Err(Self::out_of_range(1)),
            Err(IssueCode::OutOfRange { .. }) => Err(Self::out_of_range(1)),
            other => other,
        }
    }

    /// In øre.
    pub const fn ore(self) -> i64 {
        self.0
    }

    const fn out_of_range(min: i64) -> IssueCode {
        IssueCode::OutOfRange {
            min,
            max: Self::MAX_KRONER,
        }
    }
}

fn whole(digits: &str) -> Result<i64, IssueCode> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(IssueCode::NotANumber);
    }
    digits.parse().map_err(|_| IssueCode::NotANumber)
}

impl fmt::Display for Amount {
    /// As it would have been typed: `1250`, `1250,50`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 % 100 {
            0 => write!(f, "{}", self.0 / 100),
            ore => write!(f, "{},{ore:02}", self.0 / 100),
        }
    }
}

impl TryFrom<i64> for Amount {
    type Error = String;

    fn try_from(ore: i64) -> Result<Self, Self::Error> {
        Self::from_ore(ore).map_err(|code| format!("Amount: {code:?}"))
    }
}

impl From<Amount> for i64 {
    fn from(amount: Amount) -> Self {
        amount.0
    }
}

macro_rules! checked_text {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = String;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text).map_err(|code| format!("{}: {code:?}", stringify!($name)))
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }
    )+};
}

checked_text! {
    /// The telephone of somebody's office: digits, spaces and a plus before them. Of contact persons alone, never of pupils.
    Phone,
    /// Where a paper lies: a case number of an archive, the number of a receipt. No sentence and no person.
    Reference,
}

impl Phone {
    /// Puts single spaces between the parts and checks the shape.
    ///
    /// # Errors
    /// `Required` or `NotAPhone`.
    pub fn parse(text: &str) -> Result<Self, IssueCode> {
        let phone = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if phone.is_empty() {
            return Err(IssueCode::Required);
        }
        let rest = phone.strip_prefix('+').unwrap_or(&phone);
        let digits = rest.chars().filter(char::is_ascii_digit).count();
        let is_plain = rest.chars().all(|letter| letter.is_ascii_digit() || letter == ' ');
        if is_plain && (5..=15).contains(&digits) && phone.len() <= 30 {
            Ok(Self(phone))
        } else {
            Err(IssueCode::NotAPhone)
        }
    }
}

impl Reference {
    /// The most characters it can hold.
    pub const MAX: u32 = 60;

    /// Trims and checks that it is a reference and nothing else: «2026/1234-5», «Bilag 10234567».
    ///
    /// # Errors
    /// `Required`, `TooLong`, `NotAReference`; `IdentifiesAPerson` for an identity number.
    pub fn parse(text: &str) -> Result<Self, IssueCode> {
        let text = text.trim();
        match text.chars().count() {
            0 => return Err(IssueCode::Required),
            length if length > Self::MAX as usize => return Err(IssueCode::TooLong { max: Self::MAX }),
            _ => {}
        }
        if !text
            .chars()
            .all(|letter| letter.is_alphanumeric() || " /-._:#".contains(letter))
        {
            return Err(IssueCode::NotAReference);
        }
        let is_identity =
            |kind: FindingKind| matches!(kind, FindingKind::NationalIdentity | FindingKind::ImmigrationCase);
        match find(text).into_iter().find(|finding| is_identity(finding.kind)) {
            Some(finding) => Err(finding.issue()),
            None => Ok(Self(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn kroner_are_read_as_people_type_them() {
        for (typed, ore) in [
            ("1250", 125_000),
            ("1 250,50", 125_050),
            ("1\u{a0}250,5", 125_050),
            ("249.90 kr", 24_990),
            ("300,-", 30_000),
            ("0", 0),
        ] {
            assert_eq!(Amount::parse(typed).map(Amount::ore), Ok(ore), "{typed}");
        }
        let range = |min| IssueCode::OutOfRange { min, max: 10_000_000 };
        assert_eq!(Amount::parse("-1"), Err(range(0)));
        assert_eq!(Amount::parse("10000001"), Err(range(0)));
        assert_eq!(Amount::parse("99999999999999999"), Err(range(0)));
        assert_eq!(Amount::parse_paid("0"), Err(range(1)));
        assert_eq!(Amount::parse_paid("-5"), Err(range(1)));
        for bad in [
            "1.250,50",
            "12,345",
            "hundre",
            "1,",
            ",5",
            "--1",
            "1e3",
            "99999999999999999999",
        ] {
            assert_eq!(Amount::parse(bad), Err(IssueCode::NotANumber), "{bad}");
        }
        assert_eq!(Amount::parse(" "), Err(IssueCode::Required));
    }

    #[test]
    fn a_telephone_is_digits_and_a_reference_is_no_person() {
        assert_eq!(
            Phone::parse(" 22  00 00 00 ").map(String::from),
            Ok("22 00 00 00".to_owned())
        );
        assert!(Phone::parse("+47 478 09 050").is_ok());
        for bad in ["12", "ring meg", "22-00-00-00", "0047 1234 5678 9012 3456"] {
            assert_eq!(Phone::parse(bad), Err(IssueCode::NotAPhone), "{bad}");
        }
        for good in ["2026/1234-5", "Bilag 10234567", "EA-2026.17"] {
            assert!(Reference::parse(good).is_ok(), "{good}");
        }
        assert_eq!(Reference::parse("hei; og hå"), Err(IssueCode::NotAReference));
        assert!(matches!(
            Reference::parse("01010112345 eller 13097248022"),
            Err(IssueCode::IdentifiesAPerson { .. })
        ));
    }

    proptest! {
        #[test]
        fn what_a_form_shows_is_read_back(ore in 0_i64..=1_000_000_000) {
            let amount = Amount::from_ore(ore).unwrap();
            prop_assert_eq!(Amount::parse(&amount.to_string()), Ok(amount));
        }
    }
}
