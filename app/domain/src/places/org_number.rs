//! Norwegian organisation numbers.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::issue::IssueCode;

/// Nine digits, the last a mod-11 check of the others (Enhetsregisteret). Real ones begin with 8 or 9; invented ones here
/// begin with 3, so that they never meet a real organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrgNumber(u32);

const WEIGHTS: [u32; 8] = [3, 2, 7, 6, 5, 4, 3, 2];

impl OrgNumber {
    /// Reads nine digits; spaces between them are what people type.
    ///
    /// # Errors
    /// `Required` when empty, `NotAnOrgNumber` otherwise.
    pub fn parse(text: &str) -> Result<Self, IssueCode> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if digits.is_empty() {
            return Err(IssueCode::Required);
        }
        if digits.len() != 9 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(IssueCode::NotAnOrgNumber);
        }
        let number: u32 = digits.parse().map_err(|_| IssueCode::NotAnOrgNumber)?;
        match check_digit(number / 10) {
            Some(check) if check == number % 10 => Ok(Self(number)),
            _ => Err(IssueCode::NotAnOrgNumber),
        }
    }

    /// The number whose first eight digits these are, if they have a check digit (one in eleven has none).
    pub fn with_check_digit(first_eight: u32) -> Option<Self> {
        if !(10_000_000..=99_999_999).contains(&first_eight) {
            return None;
        }
        check_digit(first_eight).map(|check| Self(first_eight * 10 + check))
    }
}

fn check_digit(first_eight: u32) -> Option<u32> {
    let mut rest = first_eight;
    let mut sum = 0;
    for weight in WEIGHTS.iter().rev() {
        sum += weight * (rest % 10);
        rest /= 10;
    }
    match 11 - sum % 11 {
        11 => Some(0),
        10 => None,
        check => Some(check),
    }
}

impl fmt::Display for OrgNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:09}", self.0)
    }
}

impl TryFrom<String> for OrgNumber {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "not an organisation number".to_owned())
    }
}

impl From<OrgNumber> for String {
    fn from(number: OrgNumber) -> Self {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_real_directorate_is_known_and_a_slip_of_one_digit_is_seen() {
        // Brønnøysundregistrene, published on every letter of theirs.
        assert!(OrgNumber::parse("974 760 673").is_ok());
        assert_eq!(OrgNumber::parse("974760674"), Err(IssueCode::NotAnOrgNumber));
        assert_eq!(OrgNumber::parse("97476067"), Err(IssueCode::NotAnOrgNumber));
        assert_eq!(OrgNumber::parse("97476067x"), Err(IssueCode::NotAnOrgNumber));
        assert_eq!(OrgNumber::parse("  "), Err(IssueCode::Required));
    }

    proptest! {
        #[test]
        fn any_single_wrong_digit_is_seen(first in 10_000_000u32..=99_999_999, place in 0u32..9, by in 1u32..10) {
            if let Some(number) = OrgNumber::with_check_digit(first) {
                let text = number.to_string();
                prop_assert_eq!(OrgNumber::parse(&text), Ok(number));
                let wrong: String = text
                    .bytes()
                    .zip(0u32..)
                    .map(|(digit, at)| {
                        let digit = u32::from(digit - b'0');
                        char::from_digit(if at == place { (digit + by) % 10 } else { digit }, 10).unwrap_or('0')
                    })
                    .collect();
                prop_assert_eq!(OrgNumber::parse(&wrong), Err(IssueCode::NotAnOrgNumber));
            }
        }
    }
}
