//! One-time codes by mail. A code is derived from the attempt's random name with the server's key, so that neither the
//! store nor the queue of mails ever holds one.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// Digits of a code.
pub const DIGITS: usize = 8;

/// The server's secret key (32 bytes).
#[derive(Clone)]
pub struct Key([u8; 32]);

impl Key {
    /// A key as read from its file.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A fresh one, for the first start and for tests.
    pub fn fresh() -> Self {
        Self(rand::random())
    }

    /// The bytes, for the key's file.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// HMAC-SHA-256 over a purpose and a text.
    pub(crate) fn mac(&self, purpose: &str, text: &str) -> [u8; 32] {
        let mut padded = [0_u8; 64];
        padded[..32].copy_from_slice(&self.0);
        let mut mac = Hmac::<Sha256>::new(&padded.into());
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// The code of an attempt: eight digits, zeros in front kept.
pub fn of_attempt(key: &Key, attempt: &str) -> String {
    let mac = key.mac("sign-in code", attempt);
    let mut bytes = [0_u8; 8];
    bytes.copy_from_slice(&mac[..8]);
    format!("{:08}", u64::from_be_bytes(bytes) % 100_000_000)
}

/// Whether a person typed the attempt's code; spaces and hyphens between the digits don't matter.
pub fn is_right(key: &Key, attempt: &str, typed: &str) -> bool {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    of_attempt(key, attempt).as_bytes().ct_eq(typed.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_eight_digits_and_belongs_to_one_attempt() {
        let key = Key::new([7; 32]);
        let code = of_attempt(&key, "first");
        assert_eq!(code.len(), DIGITS);
        assert!(code.bytes().all(|byte| byte.is_ascii_digit()));
        assert!(is_right(&key, "first", &code));
        assert!(!is_right(&key, "second", &code));
        assert!(!is_right(&Key::new([8; 32]), "first", &code));
    }

    #[test]
    fn a_code_may_be_typed_in_two_groups() {
        let key = Key::new([7; 32]);
        let code = of_attempt(&key, "first");
        assert!(is_right(&key, "first", &format!(" {} {}", &code[..4], &code[4..])));
    }
}
