//! The steps of an agreement, its dates, and what it is refused for.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use ulid::Ulid;

use super::apply::step;
use super::testing::{ADVISER, TODAY, UNIT, WRITER, draft, standing_in, terms};
use super::*;
use crate::ids::{AgreementId, UnitId};
use crate::issue::{Issue, IssueCode};
use crate::text::Remark;

mod expenses;
mod forms;
mod together;

fn notice(last_day: Date) -> AgreementCommand {
    AgreementCommand::Terminate {
        given_on: TODAY,
        last_day,
        is_agreed: true,
        reason: Remark::parse("Fylkeskommunen legger ned tilbudet.").unwrap(),
    }
}

/// The steps, one of each.
fn steps() -> [AgreementCommand; 8] {
    [
        AgreementCommand::Send,
        AgreementCommand::TakeBack,
        AgreementCommand::Sign,
        AgreementCommand::Renegotiate,
        AgreementCommand::Resume,
        notice(date(2027, 2, 28)),
        AgreementCommand::Withdraw,
        AgreementCommand::Expire,
    ]
}

#[test]
fn the_machine_has_the_steps_of_its_drawing_and_no_others() {
    use State::{Active, Draft, Expired, Renegotiation, Terminated, ToSign, Withdrawn};
    // In the order of `steps`.
    let table: [(State, [Option<State>; 8]); 7] = [
        (
            Draft,
            [Some(ToSign), None, None, None, None, None, Some(Withdrawn), None],
        ),
        (
            ToSign,
            [None, Some(Draft), Some(Active), None, None, None, Some(Withdrawn), None],
        ),
        (
            Active,
            [
                None,
                None,
                None,
                Some(Renegotiation),
                None,
                Some(Terminated),
                None,
                Some(Expired),
            ],
        ),
        (
            Renegotiation,
            [
                None,
                None,
                None,
                None,
                Some(Active),
                Some(Terminated),
                None,
                Some(Expired),
            ],
        ),
        (Expired, [None; 8]),
        (Terminated, [None; 8]),
        (Withdrawn, [None; 8]),
    ];
    assert_eq!(table.map(|(state, _)| state), State::ALL);
    for (from, row) in table {
        for (command, expected) in steps().iter().zip(row) {
            let led = step(from, command).map(|(to, _)| to);
            assert_eq!(led, expected, "{from:?} {command:?}");
            // What ends of itself is a step of the time after.
            let day = match command {
                AgreementCommand::Expire => date(2027, 8, 1),
                _ => TODAY,
            };
            let applied = apply(&standing_in(from), command, WRITER, day);
            match expected {
                Some(to) => assert_eq!(applied.unwrap().state, to, "{from:?} {command:?}"),
                None => assert_eq!(applied, Err(AgreementRule::NotNow(from)), "{command:?}"),
            }
        }
        let edit = AgreementCommand::Edit {
            terms: Box::new(terms()),
        };
        assert_eq!(
            apply(&standing_in(from), &edit, WRITER, TODAY).is_ok(),
            from.is_open(),
            "{from:?}"
        );
        let renewed = renew(&standing_in(from), AgreementId::new(Ulid(11)), WRITER, TODAY);
        assert_eq!(
            renewed.is_ok(),
            matches!(from, Active | Renegotiation | Expired | Terminated),
            "{from:?}"
        );
    }
}

#[test]
fn it_is_expired_the_day_after_its_last_whatever_is_stored() {
    let last = date(2027, 7, 31);
    for state in State::ALL {
        let one = standing_in(state);
        assert_eq!(one.stage(last), state);
        let after = one.stage(last.tomorrow().unwrap());
        match state {
            State::Terminated | State::Withdrawn => assert_eq!(after, state),
            _ => assert_eq!(after, State::Expired),
        }
    }
    let active = standing_in(State::Active);
    assert!(active.is_in_force(last) && !active.is_in_force(last.tomorrow().unwrap()));
    assert!(!active.is_in_force(date(2024, 7, 31)) && !draft().is_in_force(TODAY));
}

#[test]
fn what_is_not_whole_is_not_sent_and_what_is_over_is_not_signed() {
    let mut lacking = draft();
    lacking.terms.responsibilities.remove(&Item::Keys);
    let send = |one: &Agreement, day| apply(one, &AgreementCommand::Send, WRITER, day).map(|_| ());
    assert_eq!(send(&lacking, TODAY), Err(AgreementRule::Incomplete));
    let mut nobody = draft();
    nobody.terms.contacts.retain(|contact| contact.party == Party::Imdi);
    assert_eq!(send(&nobody, TODAY), Err(AgreementRule::Incomplete));
    assert_eq!(send(&draft(), date(2027, 8, 1)), Err(AgreementRule::Over));
    let signed = apply(
        &standing_in(State::ToSign),
        &AgreementCommand::Sign,
        WRITER,
        date(2027, 8, 1),
    );
    assert_eq!(signed, Err(AgreementRule::Over));
    let expired = apply(&standing_in(State::Active), &AgreementCommand::Expire, WRITER, TODAY);
    assert_eq!(expired, Err(AgreementRule::Running));
}

#[test]
fn a_notice_ends_it_on_a_day_of_its_own() {
    let active = standing_in(State::Active);
    let ended = apply(&active, &notice(date(2027, 2, 28)), WRITER, TODAY).unwrap();
    assert_eq!(ended.last_day(), date(2027, 2, 28));
    assert!(ended.is_in_force(date(2027, 2, 28)) && !ended.is_in_force(date(2027, 3, 1)));
    for outside in [date(2024, 7, 31), date(2027, 8, 1)] {
        let refused = apply(&active, &notice(outside), WRITER, TODAY).unwrap_err();
        assert_eq!(
            refused.issue(),
            Some(Issue::new("last_day", IssueCode::OutsideAgreement))
        );
    }
}

#[test]
fn meetings_stand_in_order_are_ticked_when_held_and_are_missed_in_a_semester_without_one() {
    let active = standing_in(State::Active);
    let all = |one: &Agreement, day: Date| alerts(one, &[], &BTreeSet::new(), day);
    assert!(all(&active, TODAY).contains(&Alert::NoMeeting));
    let add = |one: &Agreement, date| apply(one, &AgreementCommand::AddMeeting { date }, WRITER, TODAY);
    let set = add(&active, date(2026, 12, 1)).unwrap();
    assert!(!all(&set, TODAY).contains(&Alert::NoMeeting), "it lies ahead");
    assert!(
        all(&set, date(2026, 12, 2)).contains(&Alert::NoMeeting),
        "it is past and was not held"
    );
    let earlier = add(&set, date(2026, 9, 1)).unwrap();
    assert_eq!(
        earlier.meetings.iter().map(|one| one.date).collect::<Vec<_>>(),
        [date(2026, 9, 1), date(2026, 12, 1)]
    );
    assert_eq!(add(&earlier, date(2026, 9, 1)), Err(AgreementRule::MeetingTwice));
    assert_eq!(add(&earlier, date(2027, 8, 1)), Err(AgreementRule::MeetingOutside));
    let tick = |date, is_held| AgreementCommand::TickMeeting { date, is_held };
    assert_eq!(
        apply(&earlier, &tick(date(2026, 12, 1), true), WRITER, TODAY),
        Err(AgreementRule::MeetingAhead)
    );
    assert_eq!(
        apply(&earlier, &tick(date(2026, 9, 2), true), WRITER, TODAY),
        Err(AgreementRule::NoMeeting)
    );
    let held = apply(&earlier, &tick(date(2026, 9, 1), true), WRITER, TODAY).unwrap();
    let remove = AgreementCommand::RemoveMeeting {
        date: date(2026, 12, 1),
    };
    let one = apply(&held, &remove, WRITER, TODAY).unwrap();
    assert_eq!(one.meetings.len(), 1);
    assert!(!all(&one, TODAY).contains(&Alert::NoMeeting));
    assert!(
        all(&one, date(2027, 1, 4)).contains(&Alert::NoMeeting),
        "another semester"
    );
    // Meetings are no terms: the history does not tell of them.
    assert_eq!(one.history, active.history);
}

#[test]
fn it_warns_nine_six_and_three_months_before_and_not_when_the_renewal_is_signed() {
    let mut one = standing_in(State::Active);
    one.meetings.push(Meeting {
        date: date(2026, 9, 1),
        is_held: true,
    });
    let first = |one: &Agreement, all: &[Agreement], day| alerts(one, all, &BTreeSet::new(), day).first().copied();
    let ends = |nearness, months| Some(Alert::Ends { nearness, months });
    // The last day is 31 July 2027.
    assert_eq!(first(&one, &[], date(2026, 10, 30)), None);
    assert_eq!(first(&one, &[], date(2026, 10, 31)), ends(Nearness::Nine, 9));
    assert_eq!(first(&one, &[], TODAY), ends(Nearness::Nine, 8));
    assert_eq!(first(&one, &[], date(2027, 1, 31)), ends(Nearness::Six, 6));
    assert_eq!(first(&one, &[], date(2027, 4, 30)), ends(Nearness::Three, 3));
    assert_eq!(first(&one, &[], date(2027, 7, 31)), ends(Nearness::Three, 0));
    let ended = Alert::Expired {
        last_day: date(2027, 7, 31),
    };
    let expired = Some(ended);
    assert_eq!(first(&one, &[], date(2027, 8, 1)), expired);
    let renewal = renew(&one, AgreementId::new(Ulid(11)), WRITER, TODAY).unwrap();
    assert_eq!(first(&one, std::slice::from_ref(&renewal), date(2027, 8, 1)), expired);
    let signed = Agreement {
        state: State::Active,
        ..renewal
    };
    for day in [date(2026, 11, 23), date(2027, 8, 1)] {
        assert_eq!(first(&one, std::slice::from_ref(&signed), day), None);
    }
    // The most pressing first, as the list has them.
    let ends = |nearness, months| Alert::Ends { nearness, months };
    let mut sorted = [
        Alert::NoMeeting,
        ends(Nearness::Nine, 8),
        ends(Nearness::Three, 2),
        ended,
    ];
    sorted.sort();
    assert_eq!(
        sorted,
        [
            ended,
            ends(Nearness::Three, 2),
            ends(Nearness::Nine, 8),
            Alert::NoMeeting
        ]
    );
}

#[test]
fn a_renewal_is_a_draft_of_the_same_terms_for_the_time_after() {
    let old = Agreement {
        terms: Terms {
            document: Some(Reference::parse("2024/17-3").unwrap()),
            ..terms()
        },
        ..standing_in(State::Active)
    };
    let id = AgreementId::new(Ulid(11));
    let renewal = renew(&old, id, WRITER, TODAY).unwrap();
    assert_eq!((renewal.state, renewal.renews), (State::Draft, Some(old.id)));
    assert_eq!(
        (renewal.terms.from, renewal.terms.to),
        (date(2027, 8, 1), date(2030, 7, 31))
    );
    assert_eq!(
        differences(&old.terms, &renewal.terms),
        [Field::From, Field::To, Field::Document]
    );
    // A period that is not of whole months is as many days long.
    let odd = Agreement {
        terms: Terms {
            from: date(2026, 1, 10),
            to: date(2026, 1, 19),
            ..terms()
        },
        ..old
    };
    let next = renew(&odd, id, WRITER, TODAY).unwrap().terms;
    assert_eq!((next.from, next.to), (date(2026, 1, 20), date(2026, 1, 29)));
}

#[test]
fn the_history_tells_who_did_what_and_which_parts_became_otherwise() {
    let mut changed = terms();
    changed
        .responsibilities
        .insert(Item::Keys, BTreeSet::from([Party::SchoolLeader]));
    changed.lines.remove(&Category::Travel);
    let edit = AgreementCommand::Edit {
        terms: Box::new(changed),
    };
    let after = apply(&draft(), &edit, ADVISER, TODAY).unwrap();
    let last = after.history.last().unwrap();
    assert_eq!((last.by, last.deed), (ADVISER, Deed::Edited));
    assert_eq!(
        last.fields,
        [Field::Responsibility(Item::Keys), Field::Line(Category::Travel)]
    );
    assert_eq!(after.version, 2);
    for field in Field::all() {
        assert_eq!(field.to_string().parse(), Ok(field));
    }
    let mut long = draft();
    for _ in 0..250 {
        long = apply(&long, &edit, ADVISER, TODAY).unwrap();
    }
    assert_eq!(long.history.len(), 200, "the trail has the rest");
}

#[test]
fn terms_that_cannot_be_are_refused_beside_their_field() {
    let refused = |change: fn(&mut Terms)| {
        let mut bad = terms();
        change(&mut bad);
        let edit = AgreementCommand::Edit { terms: Box::new(bad) };
        let issue = apply(&draft(), &edit, WRITER, TODAY).unwrap_err().issue().unwrap();
        (issue.field, issue.code)
    };
    let at = |field: &str, code| (field.to_owned(), code);
    assert_eq!(refused(|terms| terms.units.clear()), at("units", IssueCode::Required));
    assert_eq!(
        refused(|terms| {
            terms.nearby.insert(UNIT);
        }),
        at("nearby", IssueCode::AlreadyExists)
    );
    assert_eq!(
        refused(|terms| terms.to = date(2024, 7, 31)),
        at("to", IssueCode::EndBeforeStart)
    );
    assert_eq!(
        refused(|terms| terms.positions[0].unit = UnitId::new(Ulid(99))),
        at("positions[0].unit", IssueCode::UnknownChoice)
    );
    assert_eq!(
        refused(|terms| terms.positions.push(terms.positions[0].clone())),
        at("positions[1].placement", IssueCode::AlreadyExists)
    );
    assert_eq!(
        refused(|terms| {
            terms
                .responsibilities
                .insert(Item::Employer, BTreeSet::from(Party::ALL));
        }),
        at("responsibilities.employer", IssueCode::OnlyImdi)
    );
    assert_eq!(
        refused(|terms| {
            let line = Line {
                payer: Party::SchoolOwner,
                yearly_limit: None,
            };
            terms.lines.insert(Category::Salary, line);
        }),
        at("lines.salary.payer", IssueCode::OnlyImdi)
    );
}
