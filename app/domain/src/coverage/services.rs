//! Which services of which municipalities have been at a course, and how long ago (domain brief, 6.1 question 8). No numbers: that somebody
//! was there, and when last.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::collation::Collated;
use crate::courses::ServiceKind;
use crate::outreach::Share;
use crate::places::codes::{Municipality, municipality_on};

/// The services outside the school that courses are for (T3), in the order of the columns.
pub const SERVICES: [ServiceKind; 6] = [
    ServiceKind::Refugee,
    ServiceKind::Nav,
    ServiceKind::AdultEducation,
    ServiceKind::ChildWelfare,
    ServiceKind::Health,
    ServiceKind::Police,
];

/// The months that can be looked back, the usual in the middle.
pub const MONTHS: [u16; 3] = [12, 24, 36];

/// Somebody of a service was at a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The municipality's code when they registered.
    pub municipality: String,
    /// Which service.
    pub service: ServiceKind,
    /// The course's last day.
    pub on: Date,
}

/// A municipality with the last day of each of [`SERVICES`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceRow {
    /// Four digits, in force today.
    pub code: String,
    /// Its name.
    pub name: String,
    /// By service.
    pub cells: [ServiceCell; 6],
}

/// One service of one municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ServiceCell {
    /// The last day on which somebody was at a course.
    #[serde(default, with = "crate::time::wire::option")]
    pub last: Option<Date>,
    /// Whether that is within the months that are looked back.
    pub is_reached: bool,
}

/// Each municipality once, those with the most services that were not reached first. Visits from a municipality that was merged count for the
/// one that it lies in now.
pub fn services<'a>(
    visits: &[Visit],
    municipalities: impl IntoIterator<Item = &'a Municipality>,
    since: Date,
    today: Date,
) -> Vec<ServiceRow> {
    let mut last: BTreeMap<(&str, ServiceKind), Date> = BTreeMap::new();
    for visit in visits {
        if let Ok(now) = municipality_on(&visit.municipality, today) {
            let day = last.entry((now.code, visit.service)).or_insert(visit.on);
            *day = (*day).max(visit.on);
        }
    }
    let mut rows: Vec<ServiceRow> = municipalities
        .into_iter()
        .map(|place| ServiceRow {
            code: place.code.to_owned(),
            name: place.name.to_owned(),
            cells: SERVICES.map(|service| {
                let last = last.get(&(place.code, service)).copied();
                ServiceCell {
                    last,
                    is_reached: last.is_some_and(|day| day >= since),
                }
            }),
        })
        .collect();
    let reached = |row: &ServiceRow| row.cells.iter().filter(|cell| cell.is_reached).count();
    rows.sort_by(|one, other| (reached(one), Collated(&one.name)).cmp(&(reached(other), Collated(&other.name))));
    rows
}

/// Of how many municipalities each service was reached.
pub fn shares(rows: &[ServiceRow]) -> [Share; 6] {
    let mut shares = [Share::default(); 6];
    for row in rows {
        for (share, cell) in shares.iter_mut().zip(&row.cells) {
            share.all += 1;
            share.of += usize::from(cell.is_reached);
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::places::codes::municipalities_on;

    const TODAY: Date = date(2026, 11, 23);
    const SINCE: Date = date(2024, 11, 23);

    fn visit(municipality: &str, service: ServiceKind, on: Date) -> Visit {
        Visit {
            municipality: municipality.to_owned(),
            service,
            on,
        }
    }

    fn row(visits: &[Visit], code: &str) -> ServiceRow {
        let rows = services(visits, municipalities_on(TODAY), SINCE, TODAY);
        rows.into_iter().find(|row| row.code == code).unwrap()
    }

    #[test]
    fn the_last_visit_counts_and_an_old_one_is_told_and_does_not() {
        let visits = [
            visit("3205", ServiceKind::Nav, date(2023, 5, 1)),
            visit("3205", ServiceKind::Nav, date(2026, 9, 1)),
            visit("3205", ServiceKind::Refugee, date(2024, 11, 22)),
            visit("3205", ServiceKind::AdultEducation, SINCE),
        ];
        let cells = row(&visits, "3205").cells;
        assert_eq!((cells[1].last, cells[1].is_reached), (Some(date(2026, 9, 1)), true));
        assert_eq!((cells[0].last, cells[0].is_reached), (Some(date(2024, 11, 22)), false));
        assert!(cells[2].is_reached, "the first day of the months counts");
        assert_eq!(cells[3], ServiceCell::default());
    }

    #[test]
    fn a_visit_from_before_a_reform_counts_where_the_municipality_lies_now() {
        // Lillestrøm was 3030 from 2020 to 2023.
        let visits = [visit("3030", ServiceKind::Nav, date(2023, 5, 1))];
        assert_eq!(row(&visits, "3205").cells[1].last, Some(date(2023, 5, 1)));
        assert_eq!(
            row(&[visit("9999", ServiceKind::Nav, TODAY)], "3205").cells[1].last,
            None
        );
    }

    #[test]
    fn gaps_come_first_and_shares_are_of_all() {
        let visits = [visit("3205", ServiceKind::Nav, TODAY)];
        let rows = services(&visits, municipalities_on(TODAY), SINCE, TODAY);
        assert_eq!(rows.last().map(|row| row.code.as_str()), Some("3205"));
        let shares = shares(&rows);
        assert_eq!((shares[1].of, shares[1].all), (1, rows.len()));
        assert_eq!(shares[0].of, 0);
        assert!(rows.len() > 300);
    }
}
