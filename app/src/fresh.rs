//! Fresh identifiers and the time of now, made where a person acts: in the browser.

use jiff::Timestamp;
use ulid::Ulid;

/// A new ULID from the browser's clock and its cryptographic randomness.
#[cfg(feature = "hydrate")]
pub fn ulid() -> Ulid {
    let mut bytes = [0u8; 10];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        // Fails only above 65,536 bytes.
        let _filled = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    let random = bytes.iter().fold(0u128, |sum, byte| (sum << 8) | u128::from(*byte));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "milliseconds since 1970, positive"
    )]
    let millis = js_sys::Date::now() as u64;
    Ulid::from_parts(millis, random)
}

/// The server never acts for a person while it draws a page.
#[cfg(not(feature = "hydrate"))]
pub fn ulid() -> Ulid {
    Ulid::nil()
}

/// The time of now, by the browser's clock.
#[cfg(feature = "hydrate")]
pub fn now() -> Timestamp {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds since 1970")]
    let millis = js_sys::Date::now() as i64;
    Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The server never acts for a person while it draws a page.
#[cfg(not(feature = "hydrate"))]
pub fn now() -> Timestamp {
    Timestamp::UNIX_EPOCH
}
