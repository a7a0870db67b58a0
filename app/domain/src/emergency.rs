//! Telephone numbers for someone in danger or in need of advice (domain brief, 4.7). Data, so that a check of a number is a
//! change of one line and its date.

use jiff::civil::{Date, Time, date, time};

/// Who answers. The names and what each is for are in the translations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Helper {
    /// Police, in danger of life.
    Police,
    /// The expert team against negative social control and honour-based violence.
    ExpertTeam,
    /// The Red Cross telephone.
    RedCross,
    /// The alarm telephone for children and young people.
    ChildrenAndYouth,
    /// The line for violence and abuse.
    ViolenceLine,
    /// Self-help for immigrants and refugees.
    Seif,
}

/// When the telephone is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hours {
    /// Day and night.
    Always,
    /// Monday to Friday between two times, Norwegian time.
    Weekdays {
        /// From.
        from: Time,
        /// Until.
        until: Time,
    },
    /// Not known for certain: see the helper's own page.
    NotKnown,
}

/// One telephone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EmergencyNumber {
    /// Who answers.
    pub helper: Helper,
    /// As a person reads it, in groups.
    pub number: &'static str,
    /// When it is answered.
    pub hours: Hours,
    /// When number and hours were last compared with the published source; not a promise that somebody has called.
    pub checked: Date,
}

impl EmergencyNumber {
    /// The address of a telephone link. Short numbers take no country code (RFC 3966).
    pub fn href(&self) -> String {
        let digits: String = self.number.chars().filter(char::is_ascii_digit).collect();
        if digits.len() == 8 {
            format!("tel:+47{digits}")
        } else {
            format!("tel:{digits}")
        }
    }
}

/// The day on which every number was compared with the source list (domain brief, 4.7 and 12). Nobody has called them.
const CHECKED: Date = date(2026, 11, 22);

/// The numbers, the most urgent first.
pub const NUMBERS: [EmergencyNumber; 6] = [
    number(Helper::Police, "112", Hours::Always),
    number(
        Helper::ExpertTeam,
        "478 09 050",
        Hours::Weekdays {
            from: time(9, 0, 0, 0),
            until: time(15, 0, 0, 0),
        },
    ),
    number(Helper::RedCross, "815 55 201", Hours::NotKnown),
    number(Helper::ChildrenAndYouth, "116 111", Hours::Always),
    number(Helper::ViolenceLine, "116 006", Hours::Always),
    number(Helper::Seif, "22 03 48 30", Hours::NotKnown),
];

const fn number(helper: Helper, number: &'static str, hours: Hours) -> EmergencyNumber {
    EmergencyNumber {
        helper,
        number,
        hours,
        checked: CHECKED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_get_the_country_code_and_short_ones_do_not() {
        let links: Vec<String> = NUMBERS.iter().map(EmergencyNumber::href).collect();
        assert_eq!(
            links,
            [
                "tel:112",
                "tel:+4747809050",
                "tel:+4781555201",
                "tel:116111",
                "tel:116006",
                "tel:+4722034830"
            ]
        );
    }
}
