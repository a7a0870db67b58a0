//! Links to a registration. A link holds the registration's name and a secret that is derived from it with the server's key, so
//! that neither the store nor the queue of mails holds one.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::courses::CertificateCode;
use domain::ids::EventId;
use subtle::ConstantTimeEq as _;

use crate::session::code::Key;

/// The page behind the link of a mail.
pub const OWN: &str = "/registration";
const OWN_PURPOSE: &str = "registration";
const RECEIPT_PURPOSE: &str = "registration receipt";
const CODE_PURPOSE: &str = "attendance code";
/// The page that shows what a certificate is of.
pub const CERTIFICATE: &str = "/certificate";
const CERTIFICATE_PURPOSE: &str = "certificate";

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

/// The code on the screen while a part of a course is held: six digits.
pub fn code(key: &Key, event: EventId, part: u8) -> String {
    let mac = key.mac(CODE_PURPOSE, &format!("{event}.{part}"));
    let mut bytes = [0_u8; 8];
    bytes.copy_from_slice(&mac[..8]);
    format!("{:06}", u64::from_be_bytes(bytes) % 1_000_000)
}

/// Which of some parts a code belongs to; spaces between the digits don't matter.
pub fn part_of_code(key: &Key, event: EventId, parts: &[u8], typed: &str) -> Option<u8> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let is_theirs = |part: &u8| bool::from(code(key, event, *part).as_bytes().ct_eq(typed.as_bytes()));
    parts.iter().copied().find(is_theirs)
}

/// The address of a certificate's file below the public address; a secret of whoever reads the mail.
pub fn certificate(key: &Key, code: &CertificateCode) -> String {
    let proof = URL_SAFE_NO_PAD.encode(&key.mac(CERTIFICATE_PURPOSE, code.as_str())[..16]);
    format!("{CERTIFICATE}/{code}/{proof}")
}

/// Whether the last part of a certificate's address is right.
pub fn opens_certificate(key: &Key, code: &CertificateCode, proof: &str) -> bool {
    let right = certificate(key, code);
    let given = format!("{CERTIFICATE}/{code}/{proof}");
    right.as_bytes().ct_eq(given.as_bytes()).into()
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
    fn a_code_belongs_to_one_part_of_one_course() {
        let (key, event) = (Key::new([7; 32]), EventId::new(Ulid(5)));
        let shown = code(&key, event, 2);
        assert_eq!(shown.len(), 6);
        let typed = format!("{} {}", &shown[..3], &shown[3..]);
        assert_eq!(part_of_code(&key, event, &[1, 2], &typed), Some(2));
        assert_eq!(part_of_code(&key, event, &[1], &shown), None, "that part is not today");
        assert_eq!(part_of_code(&key, EventId::new(Ulid(6)), &[1, 2], &shown), None);
        assert_eq!(part_of_code(&key, event, &[1, 2], ""), None);
    }

    #[test]
    fn a_certificates_file_is_opened_by_its_own_address_alone() {
        let (key, code) = (Key::new([7; 32]), CertificateCode::from_chance([3; 10]));
        let address = certificate(&key, &code);
        let proof = address.rsplit('/').next().unwrap();
        assert!(opens_certificate(&key, &code, proof));
        assert!(!opens_certificate(&key, &CertificateCode::from_chance([4; 10]), proof));
        assert!(!opens_certificate(&Key::new([8; 32]), &code, proof));
        assert!(!opens_certificate(&key, &code, ""));
    }

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
