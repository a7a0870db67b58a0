//! Known devices: a browser that has signed in as a person before carries a mark, signed by the server. The mark proves
//! nothing but that; it opens a bucket of its own, so that strangers' wrong passwords don't slow the person down.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ids::PersonId;
use subtle::ConstantTimeEq;

use super::code::Key;

const PURPOSE: &str = "known device";

/// The mark for a browser in which the person has signed in.
pub fn mark(key: &Key, person: PersonId) -> String {
    let name = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 12]>());
    let text = format!("{person}.{name}");
    let mac = URL_SAFE_NO_PAD.encode(key.mac(PURPOSE, &text));
    format!("{text}.{mac}")
}

/// The device's name, if the mark is genuine and for this person.
pub fn known<'a>(key: &Key, mark: &'a str, person: PersonId) -> Option<&'a str> {
    let (text, mac) = mark.rsplit_once('.')?;
    let (whose, name) = text.split_once('.')?;
    let mac = URL_SAFE_NO_PAD.decode(mac).ok()?;
    let genuine: bool = key.mac(PURPOSE, text).as_slice().ct_eq(&mac).into();
    (genuine && whose == person.to_string()).then_some(name)
}

/// Browser and system in a few words, from the User-Agent header; what a person needs to tell devices apart.
pub fn describe(user_agent: &str) -> String {
    const BROWSERS: [(&str, &str); 6] = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 7] = [
        ("iPad", "iPad"),
        ("iPhone", "iPhone"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let find = |list: &[(&str, &'static str)]| {
        list.iter()
            .find(|(sign, _)| user_agent.contains(sign))
            .map(|found| found.1)
    };
    match (find(&BROWSERS), find(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "?".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_good_for_its_person_and_server_alone() {
        let key = Key::new([1; 32]);
        let person = PersonId::new(ulid::Ulid::from_parts(1, 1));
        let other = PersonId::new(ulid::Ulid::from_parts(1, 2));
        let mark = mark(&key, person);
        assert!(known(&key, &mark, person).is_some());
        assert!(known(&key, &mark, other).is_none());
        assert!(known(&Key::new([2; 32]), &mark, person).is_none());
        let forged = mark.replace(&person.to_string(), &other.to_string());
        assert!(known(&key, &forged, other).is_none());
        assert!(known(&key, "a.b.c", person).is_none());
    }

    #[test]
    fn a_tablet_is_called_by_browser_and_system() {
        let agent = "Mozilla/5.0 (Linux; Android 14; SM-X200) AppleWebKit/537.36 Chrome/130.0 Safari/537.36";
        assert_eq!(describe(agent), "Chrome, Android");
        assert_eq!(describe(""), "?");
    }
}
