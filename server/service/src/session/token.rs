//! Secrets that a browser or a calendar holds: random, compared and stored as hashes.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// A random 256-bit secret that a browser holds in a cookie, or a calendar in its address. Never shown in logs.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// A fresh one from the system's generator.
    pub fn fresh() -> Self {
        Self(URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()))
    }

    /// What a browser sent, if it has the shape of a token.
    pub fn sent(text: &str) -> Option<Self> {
        let shaped = text.len() == 43
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        shaped.then(|| Self(text.to_owned()))
    }

    /// The cookie's value, or the part of the address.
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// The key it is stored under.
    pub fn hash(&self) -> String {
        hex::encode(Sha256::digest(self.0.as_bytes()))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fresh_token_is_read_back_and_another_shape_is_not() {
        let token = Token::fresh();
        assert_eq!(Token::sent(token.secret()).map(|sent| sent.hash()), Some(token.hash()));
        for bad in ["", "short", &"a".repeat(44), &"/".repeat(43)] {
            assert!(Token::sent(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn debug_does_not_show_the_secret() {
        let token = Token::fresh();
        assert!(!format!("{token:?}").contains(token.secret()));
    }
}
