//! Codes that are printed, typed and read aloud: of a certificate, of a survey. Too many to be found by trying.

use serde::{Deserialize, Serialize};

/// Letters and digits of a code: none that can be taken for another.
const ALPHABET: [char; 28] = [
    '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M', 'N', 'P', 'Q', 'R',
    'T', 'V', 'W', 'X', 'Y',
];
/// How many stand in a code, in two groups.
const LENGTH: usize = 10;

/// Ten letters and digits, `7K4QM-2XR9T`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SpokenCode(String);

impl SpokenCode {
    /// A code from chance that the caller has made.
    pub fn from_chance(chance: [u8; LENGTH]) -> Self {
        let letters = chance.map(|byte| ALPHABET[usize::from(byte) % ALPHABET.len()]);
        let (first, last) = letters.split_at(LENGTH / 2);
        Self(format!("{}-{}", String::from_iter(first), String::from_iter(last)))
    }

    /// A code as people type it: small letters, with or without the hyphen.
    pub fn typed(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let plain = plain.to_uppercase();
        let is_code = plain.chars().count() == LENGTH && plain.chars().all(|c| ALPHABET.contains(&c));
        is_code.then(|| {
            let (first, last) = plain.split_at(LENGTH / 2);
            Self(format!("{first}-{last}"))
        })
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for SpokenCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for SpokenCode {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::typed(&text).ok_or_else(|| "not a code".to_owned())
    }
}

impl From<SpokenCode> for String {
    fn from(code: SpokenCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it_and_has_no_letter_that_is_taken_for_another() {
        let code = SpokenCode::from_chance([0, 1, 2, 3, 27, 28, 255, 100, 9, 8]);
        assert_eq!(code.as_str().len(), 11);
        let typed = code.as_str().to_lowercase().replace('-', " ");
        assert_eq!(SpokenCode::typed(&typed), Some(code));
        for bad in ["", "2345", "OI10OI10OI", "23456789ABC", "23456-789A!"] {
            assert_eq!(SpokenCode::typed(bad), None, "{bad}");
        }
    }
}
