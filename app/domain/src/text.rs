//! Values parsed once into types that can't be wrong, then trusted.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::issue::IssueCode;

macro_rules! bounded_text {
    ($($(#[$doc:meta])* $name:ident: $min:literal..=$max:literal),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The most characters it can hold.
            pub const MAX: u32 = $max;

            /// Trims and checks the length in characters.
            ///
            /// # Errors
            /// `Required` when empty and something is needed, `TooLong` over the limit.
            pub fn parse(text: &str) -> Result<Self, IssueCode> {
                let text = text.trim();
                match text.chars().count() {
                    length if length > $max => Err(IssueCode::TooLong { max: $max }),
                    length if !($min..).contains(&length) => Err(IssueCode::Required),
                    _ => Ok(Self(text.to_owned())),
                }
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = String;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text).map_err(|code| format!("{}: {code:?}", stringify!($name)))
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }
    )+};
}

bounded_text! {
    /// A name or heading on one line.
    Title: 1..=120,
    /// A short text that may be empty: a room, a method, a material.
    #[derive(Default)]
    ShortText: 0..=200,
    /// Free text that may be empty. Never personal data about pupils (domain brief, 4.2 rule 1): the type holds the
    /// length, [`crate::text_guard`] looks at what is written.
    #[derive(Default)]
    Note: 0..=2000,
    /// Something said about a text; never empty.
    Remark: 1..=2000,
    /// A whole article that may be empty while it is being written.
    #[derive(Default)]
    LongText: 0..=20000,
}

macro_rules! bounded_number {
    ($($(#[$doc:meta])* $name:ident($inner:ty): $min:literal..=$max:literal),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "i64", into = "i64")]
        pub struct $name($inner);

        impl $name {
            /// Smallest value allowed.
            pub const MIN: $inner = $min;
            /// Largest value allowed.
            pub const MAX: $inner = $max;

            /// Checks the range.
            ///
            /// # Errors
            /// `OutOfRange` with both limits.
            pub fn new(value: i64) -> Result<Self, IssueCode> {
                let range = IssueCode::OutOfRange { min: $min, max: $max };
                if !($min..=$max).contains(&value) {
                    return Err(range);
                }
                <$inner>::try_from(value).map(Self).map_err(|_| range)
            }

            /// Reads digits as a person types them.
            ///
            /// # Errors
            /// `Required` when empty, `NotANumber`, or `OutOfRange`.
            pub fn parse(text: &str) -> Result<Self, IssueCode> {
                let text = text.trim();
                if text.is_empty() {
                    return Err(IssueCode::Required);
                }
                Self::new(text.parse().map_err(|_| IssueCode::NotANumber)?)
            }

            /// The number.
            pub const fn get(self) -> $inner {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl TryFrom<i64> for $name {
            type Error = String;

            fn try_from(value: i64) -> Result<Self, Self::Error> {
                Self::new(value).map_err(|code| format!("{}: {code:?}", stringify!($name)))
            }
        }

        impl From<$name> for i64 {
            fn from(number: $name) -> Self {
                i64::from(number.0)
            }
        }
    )+};
}

bounded_number! {
    /// Length of one block of a run sheet, in minutes.
    BlockMinutes(u16): 1..=480,
    /// How long a block took, in minutes; none for one that was passed over.
    TakenMinutes(u16): 0..=1440,
    /// Length of a lesson, in minutes (domain brief, 2.2).
    LessonMinutes(u16): 10..=360,
    /// Length of a session, in minutes (domain brief, 2.1).
    SessionMinutes(u16): 30..=180,
    /// Length of anything that stands in a calendar, in minutes: from a word in a class to a whole day.
    OccasionMinutes(u16): 5..=720,
    /// Working time spent on one occasion, in minutes.
    WorkMinutes(u16): 0..=1440,
    /// Working time spent on all parts of a competence measure, in minutes: eight parts of twelve hours, and twice as long beside them.
    MeasureMinutes(u16): 0..=17280,
    /// Numbered seats of a group (domain brief, 2.1).
    Seats(u8): 3..=15,
    /// A headcount of one occasion.
    Headcount(u16): 0..=2000,
    /// The staff of a unit, or those of them who are asked.
    StaffCount(u16): 1..=2000,
    /// Seats of a course.
    Capacity(u16): 1..=2000,
    /// Seats that one registration takes: a whole staff at most.
    PartySize(u16): 1..=300,
    /// Interpreters of one language at one occasion.
    InterpreterCount(u8): 1..=10,
    /// Absence on one day, in minutes.
    AbsenceMinutes(u16): 1..=720,
    /// How long before one has to give notice, in months.
    NoticeMonths(u8): 0..=24,
    /// Per cent of a full position.
    Percent(u8): 1..=100,
    /// How many of one kind of measure a unit is to have in a school year.
    Target(u8): 0..=99,
    /// How many measures of one kind a draft of coverage plans at once.
    MeasureCount(u8): 1..=50,
    /// How long a gap rule waits, in weeks, months or days as the rule counts.
    GapThreshold(u16): 1..=999,
}

/// Whatever a session may last, an occasion may.
impl From<SessionMinutes> for OccasionMinutes {
    fn from(minutes: SessionMinutes) -> Self {
        Self(minutes.0)
    }
}

/// A person's name as it stands in lists, mails and certificates: one line, without control characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);

impl PersonName {
    /// The most characters it can hold.
    pub const MAX: u32 = 100;

    /// Puts single spaces between the words; what can't be seen becomes one.
    ///
    /// # Errors
    /// `Required` when nothing is left, `TooLong` over the limit.
    pub fn parse(text: &str) -> Result<Self, IssueCode> {
        let seen: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let name = seen.split_whitespace().collect::<Vec<_>>().join(" ");
        match name.chars().count() {
            0 => Err(IssueCode::Required),
            length if length > Self::MAX as usize => Err(IssueCode::TooLong { max: Self::MAX }),
            _ => Ok(Self(name)),
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for PersonName {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|code| format!("PersonName: {code:?}"))
    }
}

impl From<PersonName> for String {
    fn from(name: PersonName) -> Self {
        name.0
    }
}

/// A work e-mail address: one `@`, a dot in the domain, no spaces, lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

impl Email {
    /// Trims, lowers and checks the shape; whether the box exists is proven by a mail.
    ///
    /// # Errors
    /// `Required`, `TooLong` (254 characters, RFC 5321) or `NotAnEmail`.
    pub fn parse(text: &str) -> Result<Self, IssueCode> {
        let text = text.trim().to_lowercase();
        if text.is_empty() {
            return Err(IssueCode::Required);
        }
        if text.chars().count() > 254 {
            return Err(IssueCode::TooLong { max: 254 });
        }
        let (local, host) = text.split_once('@').ok_or(IssueCode::NotAnEmail)?;
        let host_is_good = host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
            && host.chars().all(|c| c.is_alphanumeric() || c == '.' || c == '-');
        let local_is_good = !local.is_empty()
            && local
                .chars()
                .all(|c| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c));
        if host_is_good && local_is_good {
            Ok(Self(text))
        } else {
            Err(IssueCode::NotAnEmail)
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Email {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "not an e-mail address".to_owned())
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

/// The address of a page on the web that a reader can be led to: `https`, a host with a dot, no name or password in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WebAddress(String);

impl WebAddress {
    /// The most characters it can hold.
    pub const MAX: u32 = 500;

    /// Trims and checks the shape; whether anything is there is not asked.
    ///
    /// # Errors
    /// `Required`, `TooLong` or `NotAWebAddress`.
    pub fn parse(text: &str) -> Result<Self, IssueCode> {
        let text = text.trim();
        if text.is_empty() {
            return Err(IssueCode::Required);
        }
        if text.chars().count() > Self::MAX as usize {
            return Err(IssueCode::TooLong { max: Self::MAX });
        }
        let rest = text.strip_prefix("https://").ok_or(IssueCode::NotAWebAddress)?;
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let (name, port) = host.split_once(':').unwrap_or((host, "443"));
        let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
        let is_plain = !text
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || "<>\"\\^`{|}".contains(c));
        let is_port = !port.starts_with('+') && port.parse::<u16>().is_ok();
        if is_plain && is_port && name.contains('.') && name.split('.').all(is_label) {
            Ok(Self(text.to_owned()))
        } else {
            Err(IssueCode::NotAWebAddress)
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for WebAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for WebAddress {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "not a web address".to_owned())
    }
}

impl From<WebAddress> for String {
    fn from(address: WebAddress) -> Self {
        address.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_of_spaces_is_missing_and_a_long_one_is_too_long() {
        assert_eq!(Title::parse("   "), Err(IssueCode::Required));
        assert_eq!(Title::parse(&"å".repeat(121)), Err(IssueCode::TooLong { max: 120 }));
        assert!(Title::parse(&"å".repeat(120)).is_ok());
    }

    #[test]
    fn minus_one_seat_is_out_of_range_and_words_are_not_a_number() {
        assert_eq!(Seats::parse("-1"), Err(IssueCode::OutOfRange { min: 3, max: 15 }));
        assert_eq!(Seats::parse("ti"), Err(IssueCode::NotANumber));
        assert_eq!(Seats::parse("99999999999999999999"), Err(IssueCode::NotANumber));
    }

    #[test]
    fn a_name_is_one_line_whatever_was_pasted() {
        let name = |text: &str| PersonName::parse(text).map(String::from);
        assert_eq!(
            name(" Silje\r\nBcc: alle@nav.example\t Ruud "),
            Ok("Silje Bcc: alle@nav.example Ruud".to_owned())
        );
        assert_eq!(name("\u{0} \n"), Err(IssueCode::Required));
        assert_eq!(name(&"å".repeat(101)), Err(IssueCode::TooLong { max: 100 }));
    }

    #[test]
    fn an_address_is_lowered_and_a_half_one_refused() {
        assert_eq!(
            Email::parse(" Kari@Skole.example ").map(String::from),
            Ok("kari@skole.example".to_owned())
        );
        for bad in [
            "kari",
            "kari@",
            "@skole.example",
            "kari@skole",
            "k ari@skole.example",
            "a@b@c.no",
            "a@.no",
        ] {
            assert_eq!(Email::parse(bad), Err(IssueCode::NotAnEmail), "{bad}");
        }
    }

    #[test]
    fn only_a_plain_address_on_the_safe_web_is_one() {
        for good in [
            "https://www.imdi.no/nora/",
            " https://ndla.no/nn/subject:1?x=a%20b#del ",
            "https://skole.example:8443/film",
        ] {
            assert!(WebAddress::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "http://www.imdi.no",
            "javascript:alert(1)",
            "https://",
            "https://localhost/x",
            "https://kari:hemmelig@skole.example/",
            "https://www.imdi.no:hemmelig@skole.example/",
            "https://www.imdi.no@skole.example/",
            "https://skole.example:443443/",
            "https://skole.example/ film",
            "https://skole.example/\"onclick",
            "https://.example/",
        ] {
            assert_eq!(WebAddress::parse(bad), Err(IssueCode::NotAWebAddress), "{bad}");
        }
    }
}
