//! Links to a registration. A link holds the registration's name and a secret that is derived from it with the server's key, so
//! that neither the store nor the queue of mails holds one.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ids::EventId;
use subtle::ConstantTimeEq as _;

use crate::session::code::Key;

/// The page behind the link of a mail.
pub const OWN: &str = "/registration";
const OWN_PURPOSE: &str = "registration";
const RECEIPT_PURPOSE: &str = "registration receipt";

/// The address of a registration below the public address; a secret of whoever reads the mail.
pub fn own(key: &Key, event: EventId, number: u32) -> String {
    format!("{OWN}/{}", secret(key, OWN_PURPOSE, event, number))
}

/// The registration of an address's last part, if the secret in it is right.
pub fn opened(key: &Key, text: &str) -> Option<(EventId, u32)> {
    genuine(key, OWN_PURPOSE, text)
}

/// What the page right after registering is found by: it shows, and lets nobody change.
pub fn receipt(key: &Key, event: EventId, number: u32) -> String {
    secret(key, RECEIPT_PURPOSE, event, number)
}

/// The registration of a receipt.
pub fn receipt_of(key: &Key, text: &str) -> Option<(EventId, u32)> {
    genuine(key, RECEIPT_PURPOSE, text)
}

fn secret(key: &Key, purpose: &str, event: EventId, number: u32) -> String {
    let name = format!("{event}.{number}");
    format!("{name}.{}", URL_SAFE_NO_PAD.encode(&key.mac(purpose, &name)[..16]))
}

fn genuine(key: &Key, purpose: &str, text: &str) -> Option<(EventId, u32)> {
    let mut parts = text.split('.');
    let event: EventId = parts.next()?.parse().ok()?;
    let number: u32 = parts.next()?.parse().ok()?;
    let right: bool = secret(key, purpose, event, number)
        .as_bytes()
        .ct_eq(text.as_bytes())
        .into();
    right.then_some((event, number))
}

#[cfg(test)]
mod tests {
    use ulid::Ulid;

    use super::*;

    #[test]
    fn a_link_opens_its_own_registration_with_this_servers_key_alone() {
        let (key, event) = (Key::new([7; 32]), EventId::new(Ulid(5)));
        let address = own(&key, event, 12);
        let text = address.strip_prefix("/registration/").unwrap();
        assert_eq!(opened(&key, text), Some((event, 12)));
        assert_eq!(opened(&Key::new([8; 32]), text), None);
        assert_eq!(receipt_of(&key, text), None, "a receipt is no key");
        assert_eq!(opened(&key, &receipt(&key, event, 12)), None);
        let another = text.replacen(".12.", ".13.", 1);
        for bad in ["", "..", "x.1.y", another.as_str(), &text[..text.len() - 1]] {
            assert_eq!(opened(&key, bad), None, "{bad}");
        }
    }
}
