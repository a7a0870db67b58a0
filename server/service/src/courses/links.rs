//! Links to a registration. A link holds the registration's name and a secret that is derived from it with the server's key, so
//! that neither the store nor the queue of mails holds one.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::courses::CertificateCode;
use domain::courses::evaluation::Phase;
use domain::ids::EventId;
use domain::text::Email;
use jiff::Timestamp;
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
/// Where somebody's list of courses is.
pub const MINE: &str = "/my-courses/of";
const MINE_PURPOSE: &str = "my courses";
/// Where a leader says yes or no.
pub const APPROVAL: &str = "/approval";
const LEADER_PURPOSE: &str = "leader";
/// Where participants say how a course was.
pub const EVALUATION: &str = "/evaluation";
const EVALUATION_PURPOSE: &str = "evaluation";

/// The address of a registration below the public address; a secret of whoever reads the mail. Who comes instead has another.
pub fn own(key: &Key, event: EventId, number: u32, email: &Email) -> String {
    format!(
        "{OWN}/{}",
        signed(key, &of_address(OWN_PURPOSE, email), &format!("{event}.{number}"))
    )
}

/// Which registration an address of a mail is about; whether it is genuine is known when the receiver is.
pub fn named(text: &str) -> Option<(EventId, u32)> {
    let mut parts = text.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// Whether an address is that of whoever answers for the registration.
pub fn opens_own(key: &Key, (event, number): (EventId, u32), email: &Email, text: &str) -> bool {
    is_signed(key, &of_address(OWN_PURPOSE, email), &format!("{event}.{number}"), text)
}

/// What a secret is for, of one address alone.
fn of_address(purpose: &str, email: &Email) -> String {
    format!("{purpose} {email}")
}

/// What the page right after registering is found by: it shows, and lets nobody change.
pub fn receipt(key: &Key, event: EventId, number: u32) -> String {
    secret(key, RECEIPT_PURPOSE, event, number)
}

/// The registration of a receipt.
pub fn receipt_of(key: &Key, text: &str) -> Option<(EventId, u32)> {
    genuine(key, RECEIPT_PURPOSE, text)
}

/// The address at which participants say how a course was at one time: the same for all of them, so that it tells of nobody.
pub fn evaluation(key: &Key, event: EventId, phase: Phase) -> String {
    format!(
        "{EVALUATION}/{}",
        signed(key, EVALUATION_PURPOSE, &evaluation_name(event, phase))
    )
}

/// What an address's last part asks about, if it is one of ours.
pub fn evaluation_of(key: &Key, text: &str) -> Option<(EventId, Phase)> {
    let mut parts = text.split('.');
    let event: EventId = parts.next()?.parse().ok()?;
    let phase = Phase::from_name(parts.next()?)?;
    is_signed(key, EVALUATION_PURPOSE, &evaluation_name(event, phase), text).then_some((event, phase))
}

fn evaluation_name(event: EventId, phase: Phase) -> String {
    format!("{event}.{}", phase.name())
}

/// The address at which a leader says yes or no. The leader's own: another leader has another.
pub fn approval(key: &Key, event: EventId, number: u32, leader: &Email) -> String {
    format!(
        "{APPROVAL}/{}",
        signed(key, &of_address(LEADER_PURPOSE, leader), &format!("{event}.{number}"))
    )
}

/// Whether an address is that of the registration's leader.
pub fn opens_approval(key: &Key, (event, number): (EventId, u32), leader: &Email, text: &str) -> bool {
    is_signed(
        key,
        &of_address(LEADER_PURPOSE, leader),
        &format!("{event}.{number}"),
        text,
    )
}

/// The address of somebody's list of courses, good until an instant.
pub fn mine(key: &Key, email: &Email, until: Timestamp) -> String {
    format!("{MINE}/{}", signed(key, MINE_PURPOSE, &mine_name(email, until)))
}

/// Whose list an address's last part opens now.
pub fn mine_of(key: &Key, text: &str, now: Timestamp) -> Option<Email> {
    let mut parts = text.split('.');
    let email = URL_SAFE_NO_PAD.decode(parts.next()?).ok()?;
    let email = Email::parse(&String::from_utf8(email).ok()?).ok()?;
    let until = Timestamp::from_second(parts.next()?.parse().ok()?).ok()?;
    let is_right = is_signed(key, MINE_PURPOSE, &mine_name(&email, until), text);
    (is_right && now < until).then_some(email)
}

fn mine_name(email: &Email, until: Timestamp) -> String {
    format!("{}.{}", URL_SAFE_NO_PAD.encode(email.as_str()), until.as_second())
}

/// What names the mail of somebody's list: the same for an hour, and tells nobody whose it is.
pub fn tag_of(key: &Key, email: &Email, now: Timestamp) -> String {
    let hour = now.as_second() / 3600;
    URL_SAFE_NO_PAD.encode(&key.mac("my courses mail", &format!("{hour} {email}"))[..12])
}

/// What tells the calendar entries of one person from those of another in the same registration, and tells nobody who it is.
pub fn entry_of(key: &Key, email: &Email) -> String {
    URL_SAFE_NO_PAD.encode(&key.mac("calendar entry", email.as_str())[..9])
}

/// How long what stands on the screen holds: it is good until the next has stood there as long.
const SHOWN_SECONDS: i64 = 15 * 60;

/// What stands on the screen while a part of a course is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// To be typed: six digits.
    pub code: String,
    /// In the picture that is scanned: too long to be guessed.
    pub pass: String,
}

/// What stands on the screen at an instant. It changes every quarter of an hour, so that a picture of it is of no use at home.
pub fn shown(key: &Key, event: EventId, part: u8, now: Timestamp) -> Shown {
    shown_in(key, event, part, now.as_second().div_euclid(SHOWN_SECONDS))
}

fn shown_in(key: &Key, event: EventId, part: u8, quarter: i64) -> Shown {
    let mac = key.mac(CODE_PURPOSE, &format!("{event}.{part}.{quarter}"));
    let mut bytes = [0_u8; 8];
    bytes.copy_from_slice(&mac[..8]);
    Shown {
        code: format!("{:06}", u64::from_be_bytes(bytes) % 1_000_000),
        pass: URL_SAFE_NO_PAD.encode(&mac[8..24]),
    }
}

/// Whether it is what a picture holds, and not a code that somebody has typed.
pub fn is_pass(typed: &str) -> bool {
    typed.trim().len() > 12
}

/// Which of some parts a code or a pass belongs to, of now or of a quarter of an hour before; spaces between the digits don't matter.
pub fn part_of_code(key: &Key, event: EventId, parts: &[u8], typed: &str, now: Timestamp) -> Option<u8> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let quarter = now.as_second().div_euclid(SHOWN_SECONDS);
    let is_theirs = |part: &u8| {
        [quarter, quarter - 1].into_iter().any(|quarter| {
            let Shown { code, pass } = shown_in(key, event, *part, quarter);
            let is = |right: &str| bool::from(right.as_bytes().ct_eq(typed.as_bytes()));
            is(&code) | is(&pass)
        })
    };
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
    signed(key, purpose, &format!("{event}.{number}"))
}

fn genuine(key: &Key, purpose: &str, text: &str) -> Option<(EventId, u32)> {
    let mut parts = text.split('.');
    let event: EventId = parts.next()?.parse().ok()?;
    let number: u32 = parts.next()?.parse().ok()?;
    is_signed(key, purpose, &format!("{event}.{number}"), text).then_some((event, number))
}

/// A name with a secret that this server's key alone makes of it.
fn signed(key: &Key, purpose: &str, name: &str) -> String {
    format!("{name}.{}", URL_SAFE_NO_PAD.encode(&key.mac(purpose, name)[..16]))
}

/// Whether a text is a name with the right secret.
fn is_signed(key: &Key, purpose: &str, name: &str, text: &str) -> bool {
    signed(key, purpose, name).as_bytes().ct_eq(text.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use ulid::Ulid;

    use super::*;

    #[test]
    fn what_stands_on_the_screen_is_of_one_part_and_holds_for_half_an_hour_at_most() {
        let (key, event) = (Key::new([7; 32]), EventId::new(Ulid(5)));
        let at = |clock: &str| -> Timestamp { format!("2026-11-23T{clock}:00Z").parse().unwrap() };
        let now = at("11:07");
        let Shown { code, pass } = shown(&key, event, 2, now);
        assert_eq!(code.len(), 6);
        assert!(is_pass(&pass) && !is_pass(&format!("{} {}", &code[..3], &code[3..])));
        let typed = format!("{} {}", &code[..3], &code[3..]);
        for right in [typed.as_str(), pass.as_str()] {
            let part = |parts: &[u8], now| part_of_code(&key, event, parts, right, now);
            assert_eq!(part(&[1, 2], now), Some(2));
            assert_eq!(part(&[1], now), None, "that part is not on");
            assert_eq!(part(&[2], at("11:29")), Some(2));
            assert_eq!(part(&[2], at("11:30")), None, "another has stood there for a quarter");
            assert_eq!(part(&[2], at("10:59")), None, "it has not stood there yet");
            assert_eq!(part_of_code(&key, EventId::new(Ulid(6)), &[1, 2], right, now), None);
        }
        assert_eq!(part_of_code(&key, event, &[1, 2], "", now), None);
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
    fn what_is_asked_of_a_course_has_an_address_for_each_time() {
        let (key, event) = (Key::new([7; 32]), EventId::new(Ulid(5)));
        let address = evaluation(&key, event, Phase::After);
        let text = address.strip_prefix("/evaluation/").unwrap();
        assert_eq!(evaluation_of(&key, text), Some((event, Phase::After)));
        assert_eq!(evaluation_of(&Key::new([8; 32]), text), None);
        let another = text.replacen(".after.", ".later.", 1);
        for bad in ["", "..", another.as_str()] {
            assert_eq!(evaluation_of(&key, bad), None, "{bad}");
        }
    }

    #[test]
    fn a_list_of_courses_is_opened_by_its_own_address_for_an_hour() {
        let key = Key::new([7; 32]);
        let email = Email::parse("silje@nav.example").unwrap();
        let now: Timestamp = "2026-11-23T11:00:00Z".parse().unwrap();
        let until = now + jiff::SignedDuration::from_hours(1);
        let address = mine(&key, &email, until);
        let text = address.strip_prefix("/my-courses/of/").unwrap();
        assert_eq!(mine_of(&key, text, now), Some(email));
        assert_eq!(mine_of(&key, text, until), None);
        assert_eq!(mine_of(&Key::new([8; 32]), text, now), None);
        let other = Email::parse("kari@nav.example").unwrap();
        let others = mine(&key, &other, until);
        let forged = text.replace(
            text.split('.').next().unwrap(),
            others.split(['/', '.']).nth(3).unwrap(),
        );
        assert_eq!(mine_of(&key, &forged, now), None);
        assert_eq!(mine_of(&key, "", now), None);
    }

    #[test]
    fn a_leaders_address_is_that_of_one_registration_and_one_leader() {
        let (key, event) = (Key::new([7; 32]), EventId::new(Ulid(5)));
        let (kari, ola) = ("kari@nav.example", "ola@nav.example");
        let email = |text: &str| Email::parse(text).unwrap();
        let address = approval(&key, event, 12, &email(kari));
        let text = address.strip_prefix("/approval/").unwrap();
        assert_eq!(named(text), Some((event, 12)));
        assert!(opens_approval(&key, (event, 12), &email(kari), text));
        assert!(!opens_approval(&key, (event, 12), &email(ola), text));
        assert!(!opens_approval(&key, (event, 13), &email(kari), text));
        assert!(
            !opens_own(&key, (event, 12), &email(kari), text),
            "it is not the participant's own"
        );
        assert_eq!(named("x"), None);
    }

    #[test]
    fn a_link_opens_its_own_registration_with_this_servers_key_alone() {
        let (key, event) = (Key::new([7; 32]), EventId::new(Ulid(5)));
        let email = |text: &str| Email::parse(text).unwrap();
        let silje = email("silje@nav.example");
        let address = own(&key, event, 12, &silje);
        let text = address.strip_prefix("/registration/").unwrap();
        assert_eq!(named(text), Some((event, 12)));
        let opens = |key: &Key, number: u32, email: &Email, text: &str| opens_own(key, (event, number), email, text);
        assert!(opens(&key, 12, &silje, text));
        assert!(!opens(&Key::new([8; 32]), 12, &silje, text));
        assert!(
            !opens(&key, 12, &email("omar@nav.example"), text),
            "who comes instead has another"
        );
        assert_eq!(receipt_of(&key, text), None, "a receipt is no key");
        let shown = receipt(&key, event, 12);
        assert!(!opens(&key, 12, &silje, &shown) && receipt_of(&key, &shown) == Some((event, 12)));
        let another = text.replacen(".12.", ".13.", 1);
        for bad in ["", "..", "x.1.y", another.as_str(), &text[..text.len() - 1]] {
            assert!(!opens(&key, 12, &silje, bad) && !opens(&key, 13, &silje, bad), "{bad}");
        }
    }
}
