//! Amendments, notice, and what agreements say together.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use ulid::Ulid;

use super::form::{AgreementForm, AmendmentForm, TerminationForm};
use super::testing::{ADVISER, PLACEMENT, TODAY, UNIT, WRITER, contact, draft, standing_in, terms};
use super::*;
use crate::ids::{AgreementId, PlacementId, UnitId};
use crate::issue::{Issue, IssueCode};
use crate::places::{Placement, PlacementState};
use crate::text::{NoticeMonths, Percent, Remark};

const OTHER: UnitId = UnitId::new(Ulid(30));

fn edit(terms: Terms) -> AgreementCommand {
    AgreementCommand::Edit { terms: Box::new(terms) }
}

fn amend(terms: Terms, signed_on: Date) -> AgreementCommand {
    AgreementCommand::Amend {
        terms: Box::new(terms),
        signed_on,
        reference: Reference::parse("2026/1234-5").unwrap(),
        reason: Remark::parse("Skolen får en halv stilling til.").unwrap(),
    }
}

/// Terms in each of which something that both have signed is otherwise.
fn signed_otherwise() -> [Terms; 5] {
    let mut all = [terms(), terms(), terms(), terms(), terms()];
    all[0].positions[0].percent = Percent::new(50).unwrap();
    all[1].to = date(2028, 7, 31);
    all[2]
        .responsibilities
        .insert(Item::Keys, BTreeSet::from([Party::SchoolLeader]));
    all[3].notice_months = NoticeMonths::new(6).unwrap();
    all[4].units.insert(OTHER);
    all
}

#[test]
fn the_terms_of_a_signed_agreement_are_changed_by_an_amendment_alone() {
    for state in [State::Active, State::Renegotiation] {
        let before = standing_in(state);
        for changed in signed_otherwise() {
            assert_eq!(
                apply(&before, &edit(changed.clone()), WRITER, TODAY),
                Err(AgreementRule::NeedsAmendment)
            );
            let after = apply(&before, &amend(changed.clone(), date(2026, 11, 20)), WRITER, TODAY).unwrap();
            assert_eq!((after.state, &after.terms), (State::Active, &changed));
            assert_eq!(after.history.last().unwrap().deed, Deed::Amended);
            let kept = &after.amendments[0];
            assert_eq!(
                (&kept.before, kept.signed_on, kept.on),
                (&terms(), date(2026, 11, 20), TODAY)
            );
        }
    }
    let drafted = apply(&draft(), &amend(signed_otherwise()[0].clone(), TODAY), WRITER, TODAY);
    assert_eq!(drafted, Err(AgreementRule::NotNow(State::Draft)));
}

#[test]
fn contact_persons_of_a_signed_agreement_are_changed_freely() {
    let mut changed = terms();
    changed.contacts.push(contact(Party::SchoolLeader, "Tor Hegge"));
    let after = apply(&standing_in(State::Active), &edit(changed.clone()), WRITER, TODAY).unwrap();
    assert_eq!((after.terms.contacts.len(), after.amendments.len()), (3, 0));
    let nothing = apply(&standing_in(State::Active), &amend(changed, TODAY), WRITER, TODAY);
    assert_eq!(nothing, Err(AgreementRule::NothingAmended));
}

#[test]
fn each_amendment_keeps_what_was_agreed_before_it() {
    let [first, second, ..] = signed_otherwise();
    let once = apply(&standing_in(State::Active), &amend(first.clone(), TODAY), WRITER, TODAY).unwrap();
    let twice = apply(&once, &amend(second.clone(), TODAY), ADVISER, TODAY).unwrap();
    let told: Vec<(&Terms, &Terms)> = twice.amended().map(|(one, after)| (&one.before, after)).collect();
    assert_eq!(told, [(&terms(), &first), (&first, &second)]);
    let ahead = apply(&once, &amend(second, date(2026, 11, 24)), WRITER, TODAY).unwrap_err();
    assert_eq!(ahead.issue(), Some(Issue::new("signed_on", IssueCode::AfterToday)));
}

#[test]
fn a_form_asks_for_the_signatures_only_where_terms_become_otherwise() {
    let active = standing_in(State::Active);
    let mut form = AgreementForm::of(&active);
    form.contacts[1].name = "Nora Lie".to_owned();
    assert!(matches!(
        form.parse_change(&active, &AmendmentForm::default(), TODAY),
        Ok(AgreementCommand::Edit { .. })
    ));
    form.positions[0].percent = "50".to_owned();
    let faults = form
        .parse_change(&active, &AmendmentForm::default(), TODAY)
        .unwrap_err();
    let fields: Vec<&str> = faults.iter().map(|issue| issue.field.as_str()).collect();
    assert_eq!(fields, ["signed_on", "reference", "amend_reason"]);
    let signed = AmendmentForm {
        signed_on: "2026-11-20".to_owned(),
        reference: "2026/1234-5".to_owned(),
        reason: "Halv stilling fra nyttår".to_owned(),
    };
    assert!(matches!(
        form.parse_change(&active, &signed, TODAY),
        Ok(AgreementCommand::Amend { .. })
    ));
}

#[test]
fn a_notice_is_kept_unless_both_are_agreed() {
    let active = standing_in(State::Active);
    let notice = |given_on: &str, last_day: &str, is_agreed| {
        let typed = TerminationForm {
            given_on: given_on.to_owned(),
            last_day: last_day.to_owned(),
            is_agreed,
            reason: "Skolen legges ned.".to_owned(),
        };
        typed
            .parse(TODAY)
            .map(|command| apply(&active, &command, WRITER, TODAY))
    };
    // Three months from 20 November.
    let soon = notice("2026-11-20", "2027-02-19", false).unwrap().unwrap_err();
    assert_eq!(
        soon.issue(),
        Some(Issue::new("last_day", IssueCode::NoticeTooShort { months: 3 }))
    );
    assert!(notice("2026-11-20", "2027-02-20", false).unwrap().is_ok());
    let agreed = notice("2026-11-20", "2026-12-31", true).unwrap().unwrap();
    assert!(agreed.termination.is_some_and(|one| one.is_agreed));
    assert_eq!(
        notice("2026-11-24", "2027-05-01", false).unwrap_err(),
        [Issue::new("given_on", IssueCode::AfterToday)]
    );
}

#[test]
fn a_terminated_agreement_can_be_begun_anew_the_day_after_its_last() {
    let ended = Agreement {
        state: State::Terminated,
        termination: Some(Termination {
            given_on: TODAY,
            last_day: date(2027, 2, 28),
            is_agreed: false,
            reason: Remark::parse("Flyttes.").unwrap(),
        }),
        ..draft()
    };
    let anew = renew(&ended, AgreementId::new(Ulid(11)), WRITER, TODAY).unwrap();
    assert_eq!((anew.terms.from, anew.terms.to), (date(2027, 3, 1), date(2030, 2, 28)));
    assert!(anew.amendments.is_empty() && anew.termination.is_none());
}

#[test]
fn a_placement_that_has_ended_fills_no_position_any_more() {
    let position = |placement: u128, percent: i64| Position {
        unit: UNIT,
        percent: Percent::new(percent).unwrap(),
        placement: Some(PlacementId::new(Ulid(placement))),
    };
    let placed = |id: u128, from: Date, to: Option<Date>| {
        let id = PlacementId::new(Ulid(id));
        let placement = Placement {
            id,
            person: Some(ADVISER),
            unit: UNIT,
            percent: Percent::new(100).unwrap(),
            from,
            to,
            state: PlacementState::Active,
            version: 1,
        };
        (id, placement)
    };
    let split = Terms {
        positions: vec![position(5, 60), position(6, 60)],
        ..terms()
    };
    let begins = date(2024, 8, 1);
    let after = BTreeMap::from([
        placed(5, begins, Some(date(2025, 7, 31))),
        placed(6, date(2025, 8, 1), None),
    ]);
    assert_eq!(over_full(&split, &after, &[]), []);
    let a_day = BTreeMap::from([
        placed(5, begins, Some(date(2025, 8, 1))),
        placed(6, date(2025, 8, 1), None),
    ]);
    let told = |percent| Issue::new("positions[1].percent", IssueCode::MoreThanFull { percent });
    assert_eq!(over_full(&split, &a_day, &[]), [told(120)]);
    // The same across agreements, and after an agreement was ended.
    let beside = standing_in(State::Active);
    let own = Terms {
        positions: vec![position(6, 60)],
        ..terms()
    };
    assert_eq!(PLACEMENT, PlacementId::new(Ulid(5)));
    assert_eq!(over_full(&own, &after, &[&beside]), []);
    assert_eq!(over_full(&own, &a_day, &[&beside]).len(), 1);
}

/// An agreement for some units, signed.
fn signed(id: u128, units: &[UnitId], from: Date, to: Date) -> Agreement {
    Agreement {
        id: AgreementId::new(Ulid(id)),
        terms: Terms {
            units: units.iter().copied().collect(),
            from,
            to,
            ..terms()
        },
        ..standing_in(State::Active)
    }
}

#[test]
fn an_agreement_is_renewed_only_when_each_unit_goes_on_without_a_day_between() {
    let old = signed(10, &[UNIT, OTHER], date(2024, 8, 1), date(2027, 7, 31));
    let left = |all: &[Agreement], day| uncovered(&old, all, day);
    let whole = signed(11, &[UNIT, OTHER], date(2027, 8, 1), date(2030, 7, 31));
    assert!(is_renewed(&old, &[old.clone(), whole], TODAY));
    let half = [signed(11, &[UNIT], date(2027, 8, 1), date(2030, 7, 31))];
    assert_eq!(left(&half, TODAY), BTreeSet::from([OTHER]));
    assert!(matches!(
        alerts(&old, &half, &BTreeSet::new(), TODAY)[..],
        [Alert::Ends { .. }, Alert::NoMeeting]
    ));
    let late = [signed(11, &[UNIT, OTHER], date(2027, 8, 16), date(2030, 7, 31))];
    assert_eq!(left(&late, TODAY).len(), 2);
    assert!(matches!(
        alerts(&old, &late, &BTreeSet::new(), date(2027, 8, 5))[..],
        [Alert::Expired { .. }]
    ));
    // When it has begun, the days between are past.
    assert!(alerts(&old, &late, &BTreeSet::new(), date(2027, 8, 16)).is_empty());
}

#[test]
fn what_was_ended_on_purpose_is_told_where_somebody_works_without_an_agreement() {
    let placed = BTreeSet::from([UNIT]);
    let day = date(2027, 8, 2);
    for state in [State::Expired, State::Terminated] {
        let ended = Agreement {
            state,
            ..signed(10, &[UNIT], date(2024, 8, 1), date(2027, 7, 31))
        };
        let told = [Alert::Uncovered {
            last_day: date(2027, 7, 31),
        }];
        assert_eq!(alerts(&ended, &[], &placed, day), told, "{state:?}");
        assert_eq!(alerts(&ended, &[], &BTreeSet::new(), day), [], "nobody works there");
        let next = [signed(11, &[UNIT], date(2027, 8, 1), date(2030, 7, 31))];
        assert_eq!(alerts(&ended, &next, &placed, day), [], "{state:?}");
    }
}

#[test]
fn agreements_that_cover_a_unit_on_the_same_days_name_one_another() {
    let one = signed(10, &[UNIT, OTHER], date(2024, 8, 1), date(2027, 7, 31));
    let two = signed(11, &[OTHER], date(2027, 1, 1), date(2029, 12, 31));
    let told = Overlap {
        agreement: two.id,
        units: BTreeSet::from([OTHER]),
        from: date(2027, 1, 1),
        to: date(2027, 7, 31),
    };
    let all = [one.clone(), two.clone()];
    assert_eq!(overlaps(&one, &all, TODAY), [told]);
    assert_eq!(overlaps(&two, &all, TODAY)[0].agreement, one.id);
    assert_eq!(overlaps(&one, &all, date(2027, 8, 1)), [], "it is past");
    let drafted = [Agreement {
        state: State::Draft,
        ..two
    }];
    assert_eq!(overlaps(&one, &drafted, TODAY), []);
}

proptest! {
    /// A unit is told of as left exactly when no other agreement is in force on the day after the last, or since.
    #[test]
    fn a_unit_is_left_exactly_when_nothing_follows(
        spans in proptest::collection::vec((0_i64..900, 0_i64..400), 0..5),
        last in 0_i64..900,
        now in 0_i64..900,
    ) {
        let day = |days: i64| date(2026, 1, 1).saturating_add(days.days());
        let old = signed(10, &[UNIT], day(0), day(last));
        let others: Vec<Agreement> = (20..)
            .zip(&spans)
            .map(|(id, (first, length))| signed(id, &[UNIT], day(*first), day(first + length)))
            .collect();
        let days = (last + 1)..=now.max(last + 1);
        let follows = days.into_iter().any(|at| others.iter().any(|other| other.is_in_force(day(at))));
        prop_assert_eq!(uncovered(&old, &others, day(now)).is_empty(), follows);
    }
}
