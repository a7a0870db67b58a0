use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use ulid::Ulid;

use super::form::{EventForm, PartForm};
use super::sign_up::SignUpForm;
use super::testing::{ADVISER, COLLEAGUE, TODAY, done, draft, part, plan, published, registered};
use super::*;
use crate::ids::EventId;
use crate::issue::{Issue, IssueCode};
use crate::people::Language;
use crate::places::codes::MunicipalityCode;
use crate::text::{Capacity, Email, PersonName, ShortText};

fn now() -> Timestamp {
    "2026-11-23T11:00:00Z".parse().unwrap()
}

fn refused(event: &CourseEvent, command: &EventCommand, taken: u32) -> EventRule {
    apply(event, command, ADVISER, taken, TODAY).unwrap_err()
}

#[test]
fn nothing_is_published_before_both_sides_have_said_yes() {
    let first = draft();
    assert_eq!(refused(&first, &EventCommand::Publish, 0), EventRule::NotApproved);
    let half = done(&first, &[(EventCommand::Approve { side: Side::Adviser }, ADVISER)]);
    assert_eq!(refused(&half, &EventCommand::Publish, 0), EventRule::NotApproved);
    let by_another = apply(
        &first,
        &EventCommand::Approve { side: Side::Adviser },
        COLLEAGUE,
        0,
        TODAY,
    );
    assert_eq!(by_another.unwrap_err(), EventRule::NoSuchSide);
    assert_eq!(published().standing(0, now()), Standing::Open);
}

#[test]
fn a_draft_that_is_changed_has_to_be_said_yes_to_again_and_a_published_one_has_not() {
    let mut changed = plan();
    changed.capacity = Capacity::new(30).unwrap();
    let edit = EventCommand::Edit {
        plan: Box::new(changed),
    };
    let half = done(&draft(), &[(EventCommand::Approve { side: Side::Adviser }, ADVISER)]);
    let after = apply(&half, &edit, ADVISER, 0, TODAY).unwrap();
    assert_eq!(after.approvals, Approvals::default());
    let same = apply(&half, &EventCommand::Edit { plan: Box::new(plan()) }, ADVISER, 0, TODAY).unwrap();
    assert_eq!(same.approvals, half.approvals);
    assert!(
        apply(&published(), &edit, ADVISER, 0, TODAY)
            .unwrap()
            .approvals
            .are_both()
    );
}

#[test]
fn there_are_never_fewer_seats_than_are_taken() {
    let mut fewer = plan();
    fewer.capacity = Capacity::new(30).unwrap();
    let edit = EventCommand::Edit { plan: Box::new(fewer) };
    assert_eq!(refused(&published(), &edit, 31), EventRule::SeatsTaken(31));
    assert!(apply(&published(), &edit, ADVISER, 30, TODAY).is_ok());
}

#[test]
fn parts_that_have_been_held_stay_for_attendance_hangs_on_them() {
    let (first, second, third) = (date(2026, 12, 10), date(2026, 12, 11), date(2026, 12, 17));
    let mut event = published();
    event.parts = [first, second, third].map(|day| part(day, 9, 180)).to_vec();
    let edited = |parts: Vec<crate::time::Occasion>| {
        let plan = PlanEdit {
            parts,
            ..PlanEdit::of(&event)
        };
        // On the second day.
        apply(&event, &EventCommand::Edit { plan: Box::new(plan) }, ADVISER, 0, second)
    };
    let held = part(first, 9, 180);
    let later = part(date(2026, 12, 18), 9, 180);
    // Today's hours, and what lies ahead, can be changed; parts ahead can go and come.
    assert!(edited(vec![held, part(second, 10, 180), later]).is_ok());
    assert!(edited(vec![held, part(second, 9, 180)]).is_ok());
    assert!(edited(vec![held, part(second, 9, 180), part(third, 9, 180), later]).is_ok());
    for parts in [
        vec![part(second, 9, 180), part(third, 9, 180)],
        vec![part(first, 10, 180), part(second, 9, 180), part(third, 9, 180)],
        vec![held, part(third, 9, 180), later],
        vec![part(third, 9, 180), later, part(date(2026, 12, 19), 9, 60)],
    ] {
        assert_eq!(edited(parts).unwrap_err(), EventRule::Begun);
    }
    assert_eq!(
        edited(vec![
            held,
            part(second, 9, 180),
            part(second, 13, 60),
            part(first, 20, 60)
        ])
        .unwrap_err(),
        EventRule::PartsOverlap(3)
    );
}

#[test]
fn a_course_on_video_is_not_published_without_its_address() {
    let mut video = plan();
    video.format = Format::Video;
    let edit = EventCommand::Edit { plan: Box::new(video) };
    assert_eq!(refused(&published(), &edit, 0), EventRule::NoVideo);
    let mut draft = apply(&draft(), &edit, ADVISER, 0, TODAY).unwrap();
    draft.approvals = published().approvals;
    assert_eq!(refused(&draft, &EventCommand::Publish, 0), EventRule::NoVideo);
}

#[test]
fn standing_follows_from_seats_and_dates() {
    let event = published();
    let at = |text: &str| -> Timestamp { text.parse().unwrap() };
    assert_eq!(event.standing(40, now()), Standing::Full);
    // The deadline is the whole of its day in Norway.
    assert_eq!(event.standing(0, at("2026-12-03T22:59:59Z")), Standing::Open);
    assert_eq!(event.standing(0, at("2026-12-03T23:00:00Z")), Standing::Closed);
    assert_eq!(event.standing(0, at("2026-12-10T13:59:00Z")), Standing::Closed);
    assert_eq!(event.standing(0, at("2026-12-10T14:00:00Z")), Standing::Over);
    let closed = done(&event, &[(EventCommand::Close, ADVISER)]);
    assert_eq!(closed.standing(0, now()), Standing::Closed);
    let open = done(&closed, &[(EventCommand::Reopen, ADVISER)]);
    assert_eq!(open.standing(0, now()), Standing::Open);
    let reason = ShortText::parse("For få påmeldte").unwrap();
    let cancelled = done(&event, &[(EventCommand::Cancel { reason }, ADVISER)]);
    assert_eq!(cancelled.standing(0, now()), Standing::Cancelled);
    let edit = EventCommand::Edit { plan: Box::new(plan()) };
    assert_eq!(refused(&cancelled, &edit, 0), EventRule::Cancelled);
}

#[test]
fn a_copy_keeps_the_distances_and_nobodys_yes() {
    let mut source = published();
    source.parts.push(part(date(2026, 12, 17), 10, 120));
    let next = CopyEvent {
        id: EventId::new(Ulid(10)),
        source: source.id,
        first_day: date(2027, 12, 9),
    };
    let made = copy(&source, &next, ADVISER, TODAY).unwrap();
    assert_eq!(made.parts[0].date, date(2027, 12, 9));
    assert_eq!(made.parts[1].date, date(2027, 12, 16));
    assert_eq!(made.deadline, date(2027, 12, 2));
    assert_eq!(
        (made.lifecycle, made.approvals),
        (Lifecycle::Draft, Approvals::default())
    );
    let past = CopyEvent {
        first_day: date(2026, 11, 20),
        ..next
    };
    assert_eq!(copy(&source, &past, ADVISER, TODAY).unwrap_err(), EventRule::Past);
}

#[test]
fn a_move_is_counted_for_calendars_and_a_typo_is_not() {
    let before = published();
    let counted = |change: fn(&mut PlanEdit)| {
        let mut next = plan();
        change(&mut next);
        let mut after = apply(&before, &EventCommand::Edit { plan: Box::new(next) }, ADVISER, 0, TODAY).unwrap();
        note_change(Some(&before), &mut after, now());
        after.calendar.sequence
    };
    assert_eq!(counted(|plan| plan.about = crate::text::Note::parse("Mer").unwrap()), 0);
    assert_eq!(counted(|plan| plan.place = ShortText::parse("Biblioteket").unwrap()), 1);
    assert_eq!(counted(|plan| plan.parts[0].date = date(2026, 12, 11)), 1);
}

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
fn a_leader_is_named_where_the_course_wants_one_and_is_somebody_else() {
    let form = |email: &str| SignUpForm {
        leader_name: "Kari Dahl".into(),
        leader_email: email.into(),
        ..typed()
    };
    let parse = |email: &str| form(email).parse(Language::Nb, TODAY, true);
    assert_eq!(
        parse("kari@nav.example").unwrap().leader.unwrap().name.as_str(),
        "Kari Dahl"
    );
    assert_eq!(
        parse("silje.ruud@nav.example").unwrap_err(),
        [Issue::new("leader_email", IssueCode::MustBeSomebodyElse)]
    );
    assert_eq!(
        parse("").unwrap_err(),
        [Issue::new("leader_email", IssueCode::Required)]
    );
    assert!(form("").parse(Language::Nb, TODAY, false).unwrap().leader.is_none());
    let new = parse("kari@nav.example").unwrap();
    assert_eq!(
        SignUpForm::of(&new).parse(Language::Nb, TODAY, false).unwrap(),
        NewRegistration { leader: None, ..new }
    );
}

#[test]
fn those_who_hold_a_course_with_too_few_are_told_in_time() {
    let day = date(2026, 12, 4);
    let mut event = published();
    event.minimum = Some(Minimum {
        seats: Capacity::new(12).unwrap(),
        decide_on: day,
    });
    assert!(!event.is_to_be_decided(11, date(2026, 11, 30)));
    assert!(event.is_to_be_decided(11, date(2026, 12, 1)) && event.is_to_be_decided(11, date(2026, 12, 9)));
    assert!(!event.is_to_be_decided(12, date(2026, 12, 4)));
    assert!(!event.is_to_be_decided(0, date(2026, 12, 10)), "it has begun");
    let edit = |seats: i64, decide_on| EventCommand::Edit {
        plan: Box::new(PlanEdit {
            minimum: Some(Minimum {
                seats: Capacity::new(seats).unwrap(),
                decide_on,
            }),
            ..plan()
        }),
    };
    assert_eq!(
        refused(&published(), &edit(41, day), 0),
        EventRule::MinimumOverCapacity(40)
    );
    assert_eq!(
        refused(&published(), &edit(12, date(2026, 12, 11)), 0),
        EventRule::DecideAfterStart
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

fn typed() -> SignUpForm {
    SignUpForm {
        name: "Silje Ruud".into(),
        email: "Silje.Ruud@nav.example".into(),
        role: "nav_adviser".into(),
        service: "nav".into(),
        workplace: "NAV Grünerløkka".into(),
        municipality: "0301".into(),
        ..SignUpForm::fresh(Kind::One, String::new())
    }
}

#[test]
fn all_faults_of_a_registration_are_told_at_once() {
    let form = SignUpForm {
        name: " ".into(),
        email: "silje".into(),
        role: String::new(),
        municipality: "9999".into(),
        workplace: String::new(),
        ..typed()
    };
    assert_eq!(
        form.parse(Language::Nb, TODAY, false).unwrap_err(),
        [
            Issue::new("name", IssueCode::Required),
            Issue::new("email", IssueCode::NotAnEmail),
            Issue::new("role", IssueCode::Required),
            Issue::new("workplace", IssueCode::Required),
            Issue::new("municipality", IssueCode::UnknownCode),
        ]
    );
    let question = SignUpForm {
        question: "Ring meg på 912 34 567".into(),
        ..typed()
    };
    assert_eq!(
        question.parse(Language::Nb, TODAY, false).unwrap_err()[0].field,
        "question"
    );
    assert_eq!(typed().parse(Language::Nn, TODAY, false).unwrap().seats.get(), 1);
}

#[test]
fn colleagues_are_read_as_people_paste_them_and_a_bad_line_is_told_by_its_number() {
    let form = |lines: &str| SignUpForm {
        kind: "group".into(),
        colleagues: lines.into(),
        ..typed()
    };
    let good = form(
        "Kari Nordmann\tkari@nav.example\r\nOla Bø;ola@nav.example\n\n\"Aud Li\" <aud@nav.example>\nPer Dal, per@nav.example\nUten Adresse",
    );
    let new = good.parse(Language::Nb, TODAY, false).unwrap();
    let names: Vec<&str> = new.colleagues.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Kari Nordmann", "Ola Bø", "Aud Li", "Per Dal", "Uten Adresse"]);
    assert_eq!((new.seats.get(), new.colleagues[4].email.is_none()), (5, true));
    let bad = form("Kari;kari@nav\nOla;ola@nav.example\nOla To;ola@nav.example\n@");
    assert_eq!(
        bad.parse(Language::Nb, TODAY, false).unwrap_err(),
        [
            Issue::new("colleagues[0]", IssueCode::NotAnEmail),
            Issue::new("colleagues[2]", IssueCode::AlreadyExists),
            Issue::new("colleagues[3]", IssueCode::NotAnEmail),
        ]
    );
    assert_eq!(
        form(" \n").parse(Language::Nb, TODAY, false).unwrap_err(),
        [Issue::new("colleagues", IssueCode::Required)]
    );
}

#[test]
fn what_stands_in_the_form_is_what_is_planned_and_faults_stand_beside_their_fields() {
    let form = EventForm::of(&draft(), TODAY);
    assert_eq!(
        form.parse_edit(TODAY),
        Ok(EventCommand::Edit { plan: Box::new(plan()) })
    );
    let bad = EventForm {
        services: Vec::new(),
        municipalities: "Oslo, Ingensteds".into(),
        place: String::new(),
        capacity: "0".into(),
        deadline: "2026-12-11".into(),
        parts: vec![
            PartForm {
                date: "2026-12-10".into(),
                start: "09:00".into(),
                end: "15:00".into(),
            },
            PartForm {
                date: "2026-12-10".into(),
                start: "14:00".into(),
                end: "16:00".into(),
            },
        ],
        ..form
    };
    assert_eq!(
        bad.parse_edit(TODAY).unwrap_err(),
        [
            Issue::new("services", IssueCode::Required),
            Issue::new("municipalities", IssueCode::UnknownCode),
            Issue::new("place", IssueCode::Required),
            Issue::new("parts[1].start", IssueCode::EndBeforeStart),
            Issue::new("capacity", IssueCode::OutOfRange { min: 1, max: 2000 }),
            Issue::new("deadline", IssueCode::AfterTheStart),
        ]
    );
    let named = EventForm {
        municipalities: "oslo; 3205\nBærum".into(),
        ..EventForm::of(&draft(), TODAY)
    };
    let EventCommand::Edit { plan } = named.parse_edit(TODAY).unwrap() else {
        unreachable!()
    };
    let codes: Vec<&str> = plan.municipalities.iter().map(|code| code.as_str()).collect();
    assert_eq!(codes, ["0301", "3201", "3205"]);
}

#[test]
fn every_name_is_found_again_under_which_it_is_stored() {
    for one in ServiceKind::ALL {
        assert_eq!(serde_json::to_value(one).unwrap(), one.name());
        assert_eq!(ServiceKind::from_name(one.name()), Some(one));
    }
    for one in StaffRole::ALL {
        assert_eq!(serde_json::to_value(one).unwrap(), one.name());
        assert_eq!(StaffRole::from_name(one.name()), Some(one));
    }
    for one in Kind::ALL {
        assert_eq!(serde_json::to_value(one).unwrap(), one.name());
    }
    for one in Format::ALL {
        assert_eq!(serde_json::to_value(one).unwrap(), one.name());
    }
}

#[test]
fn a_name_is_no_address() {
    let named = |name: &str| {
        let form = SignUpForm {
            name: name.into(),
            email: "silje@nav.example".into(),
            role: "nav_adviser".into(),
            service: "nav".into(),
            workplace: "NAV".into(),
            municipality: "0301".into(),
            ..SignUpForm::fresh(Kind::One, String::new())
        };
        form.parse(Language::Nb, TODAY, false)
    };
    for name in [
        "Silje Ruud",
        "Per K. Dahl",
        "P.K. Dahl",
        "P.K.Dahl",
        "O.van Dijk",
        "Anne-Marie O'Brien",
        "Nguyễn Thị Ánh",
    ] {
        assert!(named(name).is_ok(), "{name}");
    }
    for name in [
        "https://ond.example",
        "Vinn på ond.example",
        "www.ond.example",
        "Vinn på www.x.example",
        "Silje x.example",
        "silje@nav.example",
        "a<b>",
        "ond.example/x",
    ] {
        let issues = named(name).unwrap_err();
        assert_eq!(issues, [Issue::new("name", IssueCode::NotAName)], "{name}");
    }
}
