use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use proptest::prelude::*;
use ulid::Ulid;

use super::apply::step;
use super::form::{AgreementForm, AmendmentForm, ContactForm, ExpenseForm, LineForm, TerminationForm, parse_meeting};
use super::testing::{ADVISER, NEAR, TODAY, UNIT, WRITER, contact, draft, standing_in, terms};
use super::*;
use crate::ids::{AgreementId, ExpenseId, OwnerId, PersonId, PlacementId, UnitId};
use crate::issue::{Issue, IssueCode};
use crate::places::{Placement, PlacementState};
use crate::text::{Percent, Remark, ShortText};
use crate::text_guard::{Confirmed, FindingKind, check};

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

#[test]
fn nobody_has_more_than_a_full_position_on_any_day() {
    let placements = placed([(5, None), (6, None)]);
    let position = |placement: u128, percent: i64| Position {
        unit: UNIT,
        percent: Percent::new(percent).unwrap(),
        placement: Some(PlacementId::new(Ulid(placement))),
    };
    let split = Terms {
        positions: vec![position(5, 60), position(6, 50)],
        ..terms()
    };
    let told = |at: usize, percent| Issue::new(format!("positions[{at}].percent"), IssueCode::MoreThanFull { percent });
    assert_eq!(over_full(&split, &placements, &[]), [told(1, 110)]);
    // Two others that follow one another are not there at once.
    let other = |from, to, percent| Agreement {
        terms: Terms {
            from,
            to,
            positions: vec![position(5, percent)],
            ..terms()
        },
        ..standing_in(State::Active)
    };
    let first = other(date(2024, 1, 1), date(2025, 12, 31), 40);
    let second = other(date(2026, 1, 1), date(2027, 12, 31), 50);
    let half = Terms {
        positions: vec![position(6, 50)],
        ..terms()
    };
    assert_eq!(over_full(&half, &placements, &[&first, &second]), []);
    let more = Terms {
        positions: vec![position(6, 60)],
        ..terms()
    };
    assert_eq!(over_full(&more, &placements, &[&first, &second]), [told(0, 110)]);
    // A vacant position is nobody's, and a draft is nothing yet.
    assert_eq!(over_full(&more, &BTreeMap::new(), &[&second]), []);
    let unsigned = Agreement {
        state: State::Draft,
        ..second
    };
    assert_eq!(over_full(&more, &placements, &[&unsigned]), []);
}

/// Placements of the adviser since 2020, with their last days.
fn placed<const N: usize>(rows: [(u128, Option<Date>); N]) -> BTreeMap<PlacementId, Placement> {
    let row = |(id, to)| {
        let id = PlacementId::new(Ulid(id));
        let placement = Placement {
            id,
            person: Some(ADVISER),
            unit: UNIT,
            percent: Percent::new(100).unwrap(),
            from: date(2020, 1, 1),
            to,
            state: PlacementState::Active,
            version: 1,
        };
        (id, placement)
    };
    rows.map(row).into()
}

fn at_unit(from: Date, to: Date) -> Agreement {
    Agreement {
        terms: Terms { from, to, ..terms() },
        ..standing_in(State::Active)
    }
}

#[test]
fn a_unit_stands_with_the_agreement_that_is_in_force_or_with_the_last_that_was() {
    let id = draft().id;
    let on = |all: &[Agreement], day| standing_of(UNIT, all, day);
    let first = at_unit(date(2024, 8, 1), date(2027, 7, 31));
    assert_eq!(on(&[], TODAY), None);
    assert_eq!(on(&[draft()], TODAY), None, "a draft is no agreement");
    assert_eq!(on(std::slice::from_ref(&first), date(2024, 7, 31)), None);
    assert_eq!(
        on(std::slice::from_ref(&first), date(2026, 8, 1)),
        Some(AgreementStanding::Active { agreement: id })
    );
    assert_eq!(
        on(std::slice::from_ref(&first), TODAY),
        Some(AgreementStanding::Ends {
            agreement: id,
            last_day: date(2027, 7, 31),
            months: 8
        })
    );
    assert_eq!(
        on(std::slice::from_ref(&first), date(2027, 8, 1)),
        Some(AgreementStanding::Expired {
            agreement: id,
            last_day: date(2027, 7, 31)
        })
    );
    assert!(standing_of(NEAR, std::slice::from_ref(&first), TODAY).is_some());
    assert_eq!(
        standing_of(UnitId::new(Ulid(99)), std::slice::from_ref(&first), TODAY),
        None
    );
    // What follows without a gap is its going on; with a gap it is not.
    let next = at_unit(date(2027, 8, 1), date(2030, 7, 31));
    assert_eq!(
        on(&[first.clone(), next.clone()], TODAY),
        Some(AgreementStanding::Active { agreement: id })
    );
    let late = at_unit(date(2027, 8, 2), date(2030, 7, 31));
    assert!(matches!(
        on(&[first.clone(), late], TODAY),
        Some(AgreementStanding::Ends { months: 8, .. })
    ));
    // Notice was given.
    let ended = apply(&first, &notice(date(2026, 12, 31)), WRITER, TODAY).unwrap();
    assert!(matches!(
        on(std::slice::from_ref(&ended), TODAY),
        Some(AgreementStanding::Ends { months: 1, .. })
    ));
    assert!(matches!(
        on(std::slice::from_ref(&ended), date(2027, 1, 1)),
        Some(AgreementStanding::Expired { .. })
    ));
}

proptest! {
    /// Whatever agreements there are, a unit is in force exactly on the days of one of them.
    #[test]
    fn a_unit_is_covered_on_the_days_of_its_agreements_and_on_no_others(
        spans in proptest::collection::vec((0_i64..900, 0_i64..400), 0..5),
        day in 0_i64..1500,
    ) {
        let start = date(2024, 1, 1);
        let later = |days: i64| start.saturating_add(jiff::SignedDuration::from_hours(days * 24));
        let all: Vec<Agreement> = spans.iter().map(|(from, length)| at_unit(later(*from), later(from + length))).collect();
        let today = later(day);
        let standing = standing_of(UNIT, &all, today);
        let in_force = all.iter().any(|one| one.is_in_force(today));
        prop_assert_eq!(
            matches!(standing, Some(AgreementStanding::Active { .. } | AgreementStanding::Ends { .. })),
            in_force
        );
        let has_ended = all.iter().any(|one| one.terms.to < today);
        prop_assert_eq!(matches!(standing, Some(AgreementStanding::Expired { .. })), !in_force && has_ended);
    }

    /// Renewed again and again, the agreements follow one another without a gap.
    #[test]
    fn a_renewal_begins_the_day_after_and_is_as_long(first in 0_i64..5000, length in 0_i64..2000) {
        let start = date(2020, 1, 1).saturating_add(jiff::SignedDuration::from_hours(first * 24));
        let end = start.saturating_add(jiff::SignedDuration::from_hours(length * 24));
        let old = at_unit(start, end);
        let next = renew(&old, AgreementId::new(Ulid(11)), WRITER, TODAY).unwrap();
        prop_assert_eq!(next.terms.from, end.tomorrow().unwrap());
        prop_assert!(next.terms.from <= next.terms.to);
        let days = |terms: &Terms| terms.to.duration_since(terms.from).as_hours() / 24;
        prop_assert!((days(&next.terms) - length).abs() <= 5, "{} and {length}", days(&next.terms));
    }
}

fn spent_on(number: u128, date: Date, ore: i64) -> NewExpense {
    NewExpense {
        id: ExpenseId::new(Ulid(number)),
        category: Category::Food,
        date,
        amount: Amount::from_ore(ore).unwrap(),
        activity: None,
        receipt: Reference::parse("Bilag 17").unwrap(),
        reason: ShortText::default(),
    }
}

#[test]
fn an_expense_is_counted_of_its_year_and_goes_over_the_limit_only_with_a_reason() {
    let active = standing_in(State::Active);
    let written = |new: &NewExpense, earlier: &[Expense]| record(new, &active, earlier, ADVISER, TODAY);
    let first = written(&spent_on(1, date(2026, 9, 1), 1_500_000), &[]).unwrap();
    assert_eq!((first.payer, first.by), (Party::SchoolOwner, ADVISER));
    let last_year = written(&spent_on(2, date(2025, 12, 31), 1_900_000), &[]).unwrap();
    let earlier = [first, last_year];
    let left = |expenses: &[Expense]| {
        let lines = lines_of(&active, expenses, 2026);
        lines
            .iter()
            .map(|line| (line.category, line.left()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        left(&earlier),
        [
            (Category::Salary, None),
            (Category::Food, Some(500_000)),
            (Category::Travel, None)
        ]
    );
    let over = spent_on(3, TODAY, 600_050);
    let refused = written(&over, &earlier).unwrap_err();
    assert_eq!(
        refused.issue(),
        Some(Issue::new("over-reason", IssueCode::OverLimit { ore: 100_050 }))
    );
    let with_reason = NewExpense {
        reason: ShortText::parse("Flere deltakere enn ventet.").unwrap(),
        ..over
    };
    let third = written(&with_reason, &earlier).unwrap();
    let [one, two] = earlier;
    assert_eq!(left(&[one, two, third])[1], (Category::Food, Some(-100_050)));
    assert!(written(&spent_on(4, TODAY, 500_000), &[]).is_ok());
}

#[test]
fn an_expense_belongs_to_a_line_of_an_agreement_that_held_on_its_day() {
    let active = standing_in(State::Active);
    let refused = |change: fn(&mut NewExpense)| {
        let mut new = spent_on(1, date(2026, 9, 1), 10_000);
        change(&mut new);
        record(&new, &active, &[], ADVISER, TODAY).unwrap_err()
    };
    assert_eq!(refused(|new| new.date = date(2024, 7, 31)), ExpenseRule::Outside);
    assert_eq!(refused(|new| new.date = date(2026, 11, 24)), ExpenseRule::AfterToday);
    assert_eq!(refused(|new| new.category = Category::Rent), ExpenseRule::NoLine);
    assert_eq!(refused(|new| new.category = Category::Salary), ExpenseRule::NoLine);
    let new = spent_on(1, date(2026, 9, 1), 10_000);
    assert_eq!(record(&new, &draft(), &[], ADVISER, TODAY), Err(ExpenseRule::NotSigned));
    // One that has expired stands for the days on which it held.
    let over = record(&new, &active, &[], ADVISER, date(2027, 9, 1));
    assert!(over.is_ok());
    let late = spent_on(2, date(2027, 8, 1), 10_000);
    assert_eq!(
        record(&late, &active, &[], ADVISER, date(2027, 9, 1)),
        Err(ExpenseRule::Outside)
    );
}

#[test]
fn an_agreement_is_typed_and_read_back() {
    let form = AgreementForm::of(&draft());
    let new = form.parse_new(AgreementId::new(Ulid(12))).unwrap();
    assert_eq!((new.owner, new.terms), (draft().owner, terms()));
    let edit = AgreementCommand::Edit {
        terms: Box::new(terms()),
    };
    assert_eq!(form.parse_change(&draft(), &AmendmentForm::default(), TODAY), Ok(edit));
    let fresh = AgreementForm::fresh();
    let missing: Vec<String> = fresh
        .parse_new(AgreementId::new(Ulid(12)))
        .unwrap_err()
        .into_iter()
        .map(|issue| issue.field)
        .collect();
    assert_eq!(missing, ["owner", "units", "from", "to"], "empty rows are passed over");
}

#[test]
fn each_fault_of_an_agreement_stands_beside_its_field() {
    let mut form = AgreementForm::of(&draft());
    form.owner = OwnerId::new(Ulid(9)).to_string();
    form.units.clear();
    form.from = "2027-08-01".into();
    form.notice_months = "25".into();
    form.document = "se; skapet".into();
    form.positions[0].percent = "101".into();
    form.responsibilities
        .insert("employer".into(), vec!["school_owner".into()]);
    form.responsibilities.insert("keys".into(), vec!["rektor".into()]);
    let line = |payer: &str, limit: &str| LineForm {
        payer: payer.into(),
        yearly_limit: limit.into(),
    };
    form.lines.insert("salary".into(), line("school_owner", ""));
    form.lines.insert("food".into(), line("school_owner", "-1"));
    form.lines.insert("rent".into(), line("", "5000"));
    form.contacts[1] = ContactForm {
        name: "Kari Vik".into(),
        email: "kari".into(),
        phone: "ring meg".into(),
        ..ContactForm::default()
    };
    let faults = form.parse_new(AgreementId::new(Ulid(12))).unwrap_err();
    let has = |field: &str, code: IssueCode| assert!(faults.contains(&Issue::new(field, code)), "{field}: {faults:?}");
    has("units", IssueCode::Required);
    has("to", IssueCode::EndBeforeStart);
    has("notice_months", IssueCode::OutOfRange { min: 0, max: 24 });
    has("document", IssueCode::NotAReference);
    has("positions[0].percent", IssueCode::OutOfRange { min: 1, max: 100 });
    has("responsibilities.employer", IssueCode::OnlyImdi);
    has("responsibilities.keys", IssueCode::UnknownChoice);
    has("lines.salary.payer", IssueCode::OnlyImdi);
    has(
        "lines.food.yearly_limit",
        IssueCode::OutOfRange {
            min: 0,
            max: 10_000_000,
        },
    );
    has("lines.rent.payer", IssueCode::Required);
    has("contacts[1].party", IssueCode::Required);
    has("contacts[1].email", IssueCode::NotAnEmail);
    has("contacts[1].phone", IssueCode::NotAPhone);
    assert_eq!(faults.len(), 13, "{faults:?}");
}

#[test]
fn an_expense_is_typed_and_each_fault_stands_beside_its_field() {
    let id = ExpenseId::new(Ulid(1));
    let form = ExpenseForm {
        category: "food".into(),
        amount: "1 240,50".into(),
        date: "2026-11-20".into(),
        receipt: "Bilag 17".into(),
        activity: format!("group.{}", Ulid(7)),
        reason: String::new(),
    };
    let ExpenseCommand::Record { expense } = form.parse(id, TODAY).unwrap() else {
        unreachable!()
    };
    assert_eq!(expense.amount.ore(), 124_050);
    assert_eq!(expense.activity.unwrap().kind, ActivityKind::Group);
    let bad = ExpenseForm {
        category: String::new(),
        amount: "-1".into(),
        date: "2026-11-24".into(),
        receipt: String::new(),
        activity: "case.7".into(),
        reason: String::new(),
    };
    assert_eq!(
        bad.parse(id, TODAY).unwrap_err(),
        [
            Issue::new("category", IssueCode::Required),
            Issue::new(
                "amount",
                IssueCode::OutOfRange {
                    min: 1,
                    max: 10_000_000
                }
            ),
            Issue::new("date", IssueCode::AfterToday),
            Issue::new("receipt", IssueCode::Required),
            Issue::new("activity", IssueCode::UnknownChoice),
        ]
    );
    assert!(parse_meeting("32.13.2026").is_err() && parse_meeting("2026-12-01").is_ok());
    assert_eq!(TerminationForm::default().parse(TODAY).unwrap_err().len(), 3);
}

#[test]
fn what_names_a_pupil_is_refused_and_contact_persons_are_not() {
    let mut named = terms();
    named.contacts = vec![contact(Party::Imdi, "Kari Vik")];
    named.contacts[0].role = ShortText::parse("ring 912 34 567").unwrap();
    let edit = AgreementCommand::Edit { terms: Box::new(named) };
    let faults = check(&edit, &Confirmed::default());
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].field, "contacts[0].role");
    assert!(matches!(
        faults[0].code,
        IssueCode::IdentifiesAPerson {
            what: FindingKind::Phone,
            ..
        }
    ));
    let sound = AgreementCommand::Edit {
        terms: Box::new(terms()),
    };
    assert_eq!(check(&sound, &Confirmed::default()), []);
    let mut expense = spent_on(1, TODAY, 100);
    expense.reason = ShortText::parse("Mat til Fatima").unwrap();
    assert_eq!(
        check(&ExpenseCommand::Record { expense }, &Confirmed::default()).len(),
        1
    );
    assert_eq!(PersonId::new(Ulid(1)), WRITER);
}

#[test]
fn everything_is_read_back_as_it_was_written() {
    let one = apply(&standing_in(State::Active), &notice(date(2027, 2, 28)), WRITER, TODAY).unwrap();
    let json = serde_json::to_value(&one).unwrap();
    assert_eq!(
        json["units"],
        serde_json::json!([UNIT.to_string()]),
        "the terms lie flat"
    );
    assert_eq!(serde_json::from_value::<Agreement>(json).unwrap(), one);
    let spent = record(
        &spent_on(1, TODAY, 100),
        &standing_in(State::Active),
        &[],
        WRITER,
        TODAY,
    )
    .unwrap();
    let json = serde_json::to_value(&spent).unwrap();
    assert_eq!(json["amount"], 100);
    assert_eq!(serde_json::from_value::<Expense>(json).unwrap(), spent);
}
