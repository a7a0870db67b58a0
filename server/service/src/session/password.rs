//! Passwords: argon2id, verified off the async threads, few at a time, and always with the same work.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::issue::IssueCode;
use tokio::sync::Semaphore;
use zxcvbn::{Score, zxcvbn};

use crate::error::ServiceError;

/// Fewest characters of a password (ASVS 6.2.1 asks for 8 and recommends 15; there are no rules of composition).
pub const SHORTEST: usize = 15;
/// Guesses that a password has to withstand: what takes a machine with the hash longer than anybody waits.
const STRONG: Score = Score::Three;
/// Most characters read, so that nobody can make the server hash megabytes.
pub const LONGEST: usize = 256;
/// Verifications at once; each takes 19 MiB.
const AT_ONCE: usize = 4;

/// Hashes and verifies.
#[derive(Debug)]
pub struct Hasher {
    permits: Semaphore,
    /// Verified against when there is no account, so that the answer takes as long.
    decoy: String,
}

impl Hasher {
    /// With a decoy of its own.
    pub fn new() -> Self {
        let decoy = hash(&hex::encode(rand::random::<[u8; 16]>()));
        Self {
            permits: Semaphore::new(AT_ONCE),
            decoy,
        }
    }

    /// Whether the password is the one of this hash. Without a hash the work is the same and the answer no.
    pub async fn verify(&self, password: &str, hash: Option<&str>) -> bool {
        let Ok(_permit) = self.permits.acquire().await else {
            return false;
        };
        let genuine = hash.is_some();
        let hash = hash.unwrap_or(&self.decoy).to_owned();
        let password: String = password.chars().take(LONGEST + 1).collect();
        let matches = tokio::task::spawn_blocking(move || {
            PasswordHash::new(&hash)
                .is_ok_and(|parsed| argon2id().verify_password(password.as_bytes(), &parsed).is_ok())
        });
        matches.await.unwrap_or(false) && genuine
    }

    /// The hash of a password that has been judged.
    ///
    /// # Errors
    /// `Rule("no_hash")` when the system has no randomness to give.
    pub async fn hash(&self, password: &str) -> Result<String, ServiceError> {
        let no_hash = || ServiceError::Rule("no_hash");
        let _permit = self.permits.acquire().await.map_err(|_| no_hash())?;
        let password = password.to_owned();
        let hashed = tokio::task::spawn_blocking(move || hash(&password)).await;
        hashed.ok().filter(|hash| !hash.is_empty()).ok_or_else(no_hash)
    }
}

/// Whether a password will do: long enough, and hard to guess for one who knows the usual passwords, words and patterns and
/// these words about the person (ASVS 6.2.1, 6.2.4, 6.2.11). No rules of composition.
///
/// # Errors
/// `Required`, `TooShort`, `TooLong` or `WeakPassword`.
pub fn judge(password: &str, about: &[&str]) -> Result<(), IssueCode> {
    let length = password.chars().count();
    if length == 0 {
        return Err(IssueCode::Required);
    }
    if length < SHORTEST {
        return Err(IssueCode::TooShort { min: SHORTEST as u32 });
    }
    if length > LONGEST {
        return Err(IssueCode::TooLong { max: LONGEST as u32 });
    }
    let words: Vec<&str> = about
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().count() > 2)
        .chain(about.iter().copied())
        .chain(["handlingsrom", "imdi"])
        .collect();
    if zxcvbn(password, &words).score() < STRONG {
        return Err(IssueCode::WeakPassword);
    }
    Ok(())
}

impl Default for Hasher {
    fn default() -> Self {
        Self::new()
    }
}

/// The argon2id hash of a password in PHC form; empty, and so never matched, if the system has no randomness to give.
pub fn hash(password: &str) -> String {
    argon2id()
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .unwrap_or_default()
}

/// OWASP's first recommendation for argon2id: 19 MiB, two passes, one lane.
fn argon2id() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_will_do_and_patterns_names_and_short_words_will_not() {
        let about = ["Kari Test", "kari.test@skole.example"];
        assert_eq!(judge("fire ville hester i fjæra", &about), Ok(()));
        assert_eq!(judge("", &about), Err(IssueCode::Required));
        assert_eq!(judge("fire hester", &about), Err(IssueCode::TooShort { min: 15 }));
        assert_eq!(judge(&"å".repeat(257), &about), Err(IssueCode::TooLong { max: 256 }));
        for weak in [
            "aaaaaaaaaaaaaaaaaaaa",
            "1234567890123456",
            "passwordpassword",
            "qwertyuiopasdfghjkl",
            "kari.test@skole.example",
        ] {
            assert_eq!(judge(weak, &about), Err(IssueCode::WeakPassword), "{weak}");
        }
    }

    #[tokio::test]
    async fn the_right_password_is_known_and_nothing_matches_a_missing_account() {
        let hasher = Hasher::new();
        let stored = hash("fire ville hester i fjæra");
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(hasher.verify("fire ville hester i fjæra", Some(&stored)).await);
        assert!(!hasher.verify("fire ville hester", Some(&stored)).await);
        assert!(!hasher.verify("fire ville hester", None).await);
        assert!(!hasher.verify("", Some("")).await);
    }
}
