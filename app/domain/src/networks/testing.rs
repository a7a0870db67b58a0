//! A meeting to try rules on.

use std::collections::BTreeSet;

use jiff::civil::{Date, date, time};
use ulid::Ulid;

use super::*;
use crate::courses::ServiceKind;
use crate::ids::{NetworkId, PersonId, UnitId};
use crate::text::{Headcount, OccasionMinutes, ShortText, Title, WorkMinutes};
use crate::time::LocalSlot;

pub(crate) const TODAY: Date = date(2026, 11, 23);
pub(crate) const UNIT: UnitId = UnitId::new(Ulid(3));
pub(crate) const NEARBY: UnitId = UnitId::new(Ulid(4));

pub(crate) fn planned(on: Date) -> NetworkMeeting {
    let new = NewNetworkMeeting {
        id: NetworkId::new(Ulid(5)),
        unit: UNIT,
        plan: NetworkPlan {
            theme: Title::parse("Hvem gjør hva før sommeren").unwrap(),
            kind: NetworkKind::Local,
            further: BTreeSet::from([UNIT, NEARBY]),
            services: BTreeSet::from([ServiceKind::Nav, ServiceKind::ChildWelfare]),
            place: ShortText::parse("Rådhuset").unwrap(),
            video: None,
            slot: LocalSlot {
                date: on,
                start: time(13, 0, 0, 0),
                minutes: OccasionMinutes::new(90).unwrap(),
            },
        },
    };
    plan(&new, PersonId::new(Ulid(1)), None).unwrap()
}

pub(crate) fn closing() -> NetworkClosing {
    NetworkClosing {
        present: Headcount::new(9).unwrap(),
        agreed: vec![Agreed {
            who: Title::parse("NAV").unwrap(),
            what: Title::parse("Sender oversikt over kontaktpunkter").unwrap(),
            by: Some(date(2026, 12, 15)),
        }],
        delivery_minutes: WorkMinutes::new(90).unwrap(),
        preparation_minutes: WorkMinutes::new(30).unwrap(),
    }
}

/// Held today for two places.
pub(crate) fn held_for_two() -> NetworkMeeting {
    let close = NetworkCommand::Close { closing: closing() };
    apply(&planned(TODAY), &close, TODAY).unwrap()
}
