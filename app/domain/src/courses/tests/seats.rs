//! Seats: who gets one, who waits, and for whom they are kept.

use jiff::SignedDuration;
use proptest::prelude::*;

use super::super::form::EventForm;
use super::super::testing::registered;
use super::*;
use crate::places::codes::MunicipalityCode;
use crate::text::{Email, PersonName};

fn book(capacity: u32, policy: GroupPolicy) -> Book {
    let mut opening = published().opening();
    opening.capacity = capacity;
    opening.group_policy = policy;
    Book {
        opening,
        count: Count::default(),
        queue: Vec::new(),
    }
}

#[test]
fn twenty_seats_are_given_to_the_first_twenty_and_the_others_wait_in_order() {
    let mut book = book(20, GroupPolicy::SkipOver);
    let placed: Vec<_> = (0..500).map(|_| book.enter(Party::of(1), now())).collect();
    assert!(placed[..20].iter().all(|(_, place)| *place == Placing::Seated));
    assert!(placed[20..].iter().all(|(_, place)| *place == Placing::Waits));
    assert_eq!((book.count.taken, book.count.waiting), (20, 480));
    book.give_back(Party::of(1));
    assert_eq!(
        book.move_up(now()),
        [Waiting {
            number: 21,
            party: Party::of(1)
        }]
    );
    assert_eq!((book.count.taken, book.count.waiting, book.before(22)), (20, 479, 0));
}

#[test]
fn a_group_that_does_not_fit_is_passed_or_holds_its_place_as_the_event_says() {
    for (policy, moved) in [(GroupPolicy::SkipOver, vec![4]), (GroupPolicy::HoldPlace, vec![])] {
        let mut book = book(10, policy);
        book.enter(Party::of(8), now());
        book.enter(Party::of(2), now());
        book.enter(Party::of(5), now());
        book.enter(Party::of(1), now());
        book.give_back(Party::of(2));
        let numbers: Vec<u32> = book.move_up(now()).iter().map(|one| one.number).collect();
        assert_eq!(numbers, moved, "{policy:?}");
        // A newcomer comes in behind a group that keeps its place, and past one that does not.
        let (_, placing) = book.enter(Party::of(1), now());
        assert_eq!(placing == Placing::Seated, policy == GroupPolicy::SkipOver);
    }
}

#[test]
fn nobody_is_moved_up_in_the_last_two_school_days_but_by_an_organiser() {
    let mut book = book(1, GroupPolicy::SkipOver);
    book.enter(Party::of(1), now());
    let (second, _) = book.enter(Party::of(1), now());
    book.give_back(Party::of(1));
    let late: Timestamp = "2026-12-08T08:00:00Z".parse().unwrap();
    assert!(book.move_up(late).is_empty());
    assert!(!book.owes_a_seat(late));
    // Nor does a newcomer pass who waits.
    assert_eq!(book.clone().enter(Party::of(1), late).1, Placing::Waits);
    book.seat_over(second, Party::of(1));
    assert_eq!((book.count.taken, book.count.waiting), (1, 0));
}

proptest! {
    #[test]
    fn however_people_come_and_go_no_seat_is_sold_twice_and_none_is_owed(
        capacity in 1_u32..12,
        holds in any::<bool>(),
        kept in (0_u32..4, 0_u32..4),
        is_released in any::<bool>(),
        steps in prop::collection::vec((0_u8..6, 1_u32..5, 0_u8..3, any::<prop::sample::Index>()), 1..80),
    ) {
        let policy = if holds { GroupPolicy::HoldPlace } else { GroupPolicy::SkipOver };
        let mut book = book(capacity, policy);
        let first = kept.0.min(capacity);
        book.opening.kept[0] = first;
        book.opening.kept[1] = kept.1.min(capacity - first);
        book.opening.kept_until = if is_released { now() } else { Timestamp::MAX };
        let mut seated: Vec<(u32, Party)> = Vec::new();
        for (what, seats, quota, which) in steps {
            // The third of three is nobody for whom seats are kept.
            let party = Party { seats, quota: (quota < 2).then_some(quota) };
            match what {
                0 | 1 => {
                    let (number, placing) = book.enter(party, now());
                    if placing == Placing::Seated {
                        seated.push((number, party));
                    }
                }
                2 if !seated.is_empty() => {
                    let (_, party) = seated.remove(which.index(seated.len()));
                    book.give_back(party);
                }
                3 if !book.queue.is_empty() => {
                    let one = book.queue[which.index(book.queue.len())];
                    book.leave_queue(one.number);
                }
                // Fewer, or more where seats are free for them and nobody waits.
                4 if !seated.is_empty() => {
                    let at = which.index(seated.len());
                    let one = &mut seated[at];
                    let spare = if book.count.waiting == 0 { book.free_for(one.1.quota, now()) } else { 0 };
                    let wants = Party { seats: seats.min(one.1.seats + spare), ..one.1 };
                    book.resize(one.1, wants);
                    one.1 = wants;
                }
                5 if !book.queue.is_empty() => {
                    let one = book.queue[which.index(book.queue.len())];
                    book.resize_waiting(one.number, Party { seats, ..one.party });
                }
                _ => {}
            }
            seated.extend(book.move_up(now()).iter().map(|one| (one.number, one.party)));
            let taken = |quota: Option<u8>| -> u32 {
                let theirs = seated.iter().filter(|(_, party)| quota.is_none() || party.quota == quota);
                theirs.map(|(_, party)| party.seats).sum()
            };
            prop_assert_eq!(book.count.taken, taken(None));
            prop_assert_eq!(book.count.by_quota[..2].to_vec(), vec![taken(Some(0)), taken(Some(1))]);
            prop_assert!(book.count.taken <= capacity);
            prop_assert_eq!(book.count.waiting as usize, book.queue.len());
            prop_assert!(!book.owes_a_seat(now()));
            prop_assert!(book.queue.is_sorted_by_key(|one| one.number));
            // What is kept can be had by those for whom it is, until the day.
            let left = (0..2).map(|quota| book.opening.kept[quota].saturating_sub(book.count.by_quota[quota]));
            prop_assert!(is_released || book.free() >= left.sum::<u32>());
        }
    }
}

fn state(name: &str) -> State {
    let until = now() + SignedDuration::from_hours(1);
    match name {
        "held" => State::Held { until },
        "held too long" => State::Held { until: now() },
        "asked" => State::Asked { until },
        "asked too long" => State::Asked { until: now() },
        "confirmed" => State::Confirmed,
        "waiting" => State::Waiting,
        "offered" => State::Offered { until },
        "offered too long" => State::Offered { until: now() },
        _ => State::Ended {
            how: End::Withdrawn,
            at: now(),
        },
    }
}

/// Every state and every step.
const PATHS: &str = "
                  confirm    approve    decline   withdraw   remove   lapse   move_up  seat_over
held              confirmed  -          -         withdrawn  removed  -       -        -
held_too_long     -          -          -         withdrawn  removed  lapsed  -        -
asked             asked      confirmed  declined  withdrawn  removed  -       -        -
asked_too_long    -          -          declined  withdrawn  removed  lapsed  -        -
confirmed         confirmed  confirmed  -         withdrawn  removed  -       -        -
waiting           waiting    waiting    declined  withdrawn  removed  -       offered  confirmed
offered           confirmed  offered    declined  withdrawn  removed  -       -        -
offered_too_long  -          -          declined  withdrawn  removed  lapsed  -        -
ended             -          -          -         -          -        -       -        -
";

#[test]
fn every_path_of_a_registration_ends_where_it_should() {
    let opening = published().opening();
    for line in PATHS.lines().skip(2).filter(|line| !line.is_empty()) {
        let mut words = line.split_whitespace();
        let from = words.next().unwrap().replace('_', " ");
        for (step, expected) in Step::ALL.into_iter().zip(words) {
            let after = state(&from).after(step, Known::default(), &opening, now());
            assert_eq!(after.map_or("-", State::name), expected, "{from} {step:?}");
        }
    }
}

#[test]
fn a_seat_that_is_freed_is_given_at_once_only_where_the_event_says_so_and_the_address_is_known() {
    let mut opening = published().opening();
    opening.promotion = Promotion::Automatic;
    let up = |is_verified, opening: &Opening| {
        let known = Known {
            is_verified,
            awaits_leader: false,
        };
        State::Waiting.after(Step::MoveUp, known, opening, now()).unwrap()
    };
    assert_eq!(up(true, &opening), State::Confirmed);
    assert!(matches!(up(false, &opening), State::Offered { .. }));
    opening.promotion = Promotion::Offer;
    assert_eq!(up(true, &opening), State::Offered { until: now() + OFFER });
    let late = opening.starts - SignedDuration::from_hours(20);
    let withdrawn = State::Confirmed
        .after(Step::Withdraw, Known::default(), &opening, late)
        .unwrap();
    assert_eq!(withdrawn.name(), "withdrawn_late");
}

#[test]
fn a_leader_is_asked_when_the_address_is_known_and_the_seat_is_kept_meanwhile() {
    let opening = published().opening();
    let mut one = registered(State::held(&opening, now()));
    one.given.leader = Some(Contact {
        name: PersonName::parse("Kari Dahl").unwrap(),
        email: Email::parse("kari@nav.example").unwrap(),
    });
    let (asked, notices) = one.after(Step::Confirm, &opening, now()).unwrap();
    assert_eq!(asked.state, State::Asked { until: opening.until });
    assert!(asked.state.has_seat());
    assert_eq!(notices, [Notice::Asked, Notice::Leader]);
    let (again, notices) = asked.after(Step::Confirm, &opening, now()).unwrap();
    assert!(
        notices.is_empty() && again.state == asked.state,
        "the leader is asked once"
    );
    let (yes, notices) = asked.after(Step::Approve, &opening, now()).unwrap();
    assert_eq!(
        (yes.state, notices.as_slice()),
        (State::Confirmed, [Notice::Confirmed].as_slice())
    );
    let (no, notices) = asked.after(Step::Decline, &opening, now()).unwrap();
    assert_eq!(
        (no.state.name(), notices.as_slice()),
        ("declined", [Notice::Ended].as_slice())
    );
    // Who waits is asked about too, and moves up at once when the leader has said yes.
    let mut automatic = opening;
    automatic.promotion = Promotion::Automatic;
    one.state = State::Waiting;
    let (waits, notices) = one.after(Step::Confirm, &automatic, now()).unwrap();
    assert_eq!(notices, [Notice::Leader]);
    let (kept, notices) = waits.after(Step::MoveUp, &automatic, now()).unwrap();
    assert_eq!(
        (kept.state.name(), notices.as_slice()),
        ("asked", [Notice::Asked].as_slice())
    );
    let (approved, notices) = waits.after(Step::Approve, &automatic, now()).unwrap();
    assert!(notices.is_empty() && approved.state == State::Waiting);
    assert_eq!(
        approved.after(Step::MoveUp, &automatic, now()).unwrap().0.state,
        State::Confirmed
    );
}

#[test]
fn seats_are_kept_for_those_they_are_kept_for_until_the_day() {
    let mut event = published();
    event.capacity = Capacity::new(3).unwrap();
    event.quotas = Some(Quotas {
        each: vec![
            Quota {
                kept_for: KeptFor::Municipality(MunicipalityCode::parse("0301").unwrap()),
                seats: Capacity::new(1).unwrap(),
            },
            Quota {
                kept_for: KeptFor::Service(ServiceKind::Nav),
                seats: Capacity::new(1).unwrap(),
            },
        ],
        released_on: date(2026, 12, 1),
    });
    let mut given = registered(State::Waiting).given;
    assert_eq!(event.quota_of(&given), Some(0), "the first that is theirs");
    given.municipality = MunicipalityCode::parse("3205").unwrap();
    assert_eq!(event.quota_of(&given), Some(1));
    given.service = ServiceKind::School;
    assert_eq!(event.quota_of(&given), None);
    let mut book = Book {
        opening: event.opening(),
        count: Count::default(),
        queue: Vec::new(),
    };
    let of = |quota| Party { seats: 1, quota };
    assert_eq!(book.enter(of(None), now()).1, Placing::Seated);
    assert_eq!(book.enter(of(None), now()).1, Placing::Waits, "two are kept");
    assert_eq!(
        (book.free(), book.free_for(None, now()), book.free_for(Some(1), now())),
        (2, 0, 1)
    );
    assert_eq!(book.enter(of(Some(1)), now()).1, Placing::Seated, "it is kept for them");
    let release: Timestamp = "2026-11-30T23:00:00Z".parse().unwrap();
    assert!(!book.owes_a_seat(release - SignedDuration::from_secs(1)));
    assert_eq!(book.move_up(release).len(), 1, "from the day on it is for all");
    let refused = |change: fn(&mut Quotas)| {
        let mut plan = PlanEdit::of(&event);
        change(plan.quotas.as_mut().unwrap());
        let edit = EventCommand::Edit { plan: Box::new(plan) };
        apply(&event, &edit, ADVISER, 0, TODAY).unwrap_err()
    };
    assert_eq!(
        refused(|quotas| quotas.each[0].seats = Capacity::new(3).unwrap()),
        EventRule::QuotasOverCapacity(3)
    );
    assert_eq!(
        refused(|quotas| quotas.each[1] = quotas.each[0]),
        EventRule::KeptTwice(1)
    );
    assert_eq!(
        refused(|quotas| quotas.released_on = date(2026, 12, 8)),
        EventRule::ReleasedTooLate
    );
    let form = EventForm::of(&event, TODAY);
    let EventCommand::Edit { plan } = form.parse_edit(TODAY).unwrap() else {
        unreachable!()
    };
    assert_eq!(plan.quotas, event.quotas);
}
