use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::json;

use super::*;
use crate::text::Seats;

const OPEN: EvaluationCommand = EvaluationCommand::Open;
const CLOSE: EvaluationCommand = EvaluationCommand::Close;

fn grounds(seats: i64) -> Grounds {
    Grounds {
        seats: Seats::new(seats).unwrap(),
        has_held: true,
    }
}

fn answer(smileys: [Smiley; 3]) -> Answer {
    let [safe, useful, recommend] = smileys.map(Some);
    Answer::complete(|question| match question {
        Question::Safe => safe,
        Question::Useful => useful,
        Question::Recommend => recommend,
    })
    .unwrap()
}

fn sum(answers: &[Answer]) -> Tally {
    answers
        .iter()
        .fold(Tally::default(), |tally, answer| tally.with(answer).unwrap())
}

fn add(answers: &[Answer]) -> EvaluationCommand {
    EvaluationCommand::Add { answers: sum(answers) }
}

fn after(commands: &[EvaluationCommand]) -> Evaluation {
    commands.iter().fold(Evaluation::default(), |before, command| {
        apply(&before, command, grounds(15)).unwrap()
    })
}

fn happy(count: usize) -> Vec<Answer> {
    vec![answer([Smiley::Happy; 3]); count]
}

#[test]
fn an_answer_needs_all_three_and_says_which_are_missing() {
    let only = |wanted: Question| move |question| (question == wanted).then_some(Smiley::Sad);
    assert_eq!(
        Answer::complete(only(Question::Useful)),
        Err(vec![Question::Safe, Question::Recommend])
    );
    assert!(Answer::complete(|_| Some(Smiley::Neutral)).is_ok());
}

#[test]
fn sums_that_are_not_of_whole_answers_are_refused() {
    let counts = |sad: u32, happy: u32| json!({ "sad": sad, "neutral": 0, "happy": happy });
    let read = |safe, useful, recommend| {
        serde_json::from_value::<Tally>(json!({ "safe": safe, "useful": useful, "recommend": recommend }))
    };
    assert_eq!(read(counts(1, 1), counts(2, 0), counts(0, 2)).unwrap().answers(), 2);
    assert!(read(counts(1, 1), counts(1, 0), counts(0, 2)).is_err());
    assert!(read(counts(200, 200), counts(200, 200), counts(200, 200)).is_err());
    let named = json!({ "safe": counts(1, 0), "useful": counts(1, 0), "recommend": counts(1, 0), "at": "12:15" });
    assert!(serde_json::from_value::<Tally>(named).is_err());
}

#[test]
fn a_tally_is_written_as_it_is_read() {
    let tally = sum(&[
        answer([Smiley::Sad, Smiley::Neutral, Smiley::Happy]),
        answer([Smiley::Happy; 3]),
    ]);
    let written = serde_json::to_value(tally).unwrap();
    assert_eq!(written["useful"], json!({ "sad": 0, "neutral": 1, "happy": 1 }));
    assert_eq!(serde_json::from_value::<Tally>(written).unwrap(), tally);
}

/// The drawing in `docs/state-machines/evaluation.md`: every command from every state.
#[test]
fn the_machine_has_the_steps_of_its_drawing_and_no_others() {
    let (not_opened, open, closed) = (after(&[]), after(&[OPEN]), after(&[OPEN, CLOSE]));
    let one = add(&happy(1));
    for (from, command, to) in [
        (not_opened, &OPEN, Ok(RoundState::Open)),
        (not_opened, &CLOSE, Err(EvaluationRule::NotOpen)),
        (not_opened, &one, Err(EvaluationRule::NotOpen)),
        (open, &OPEN, Err(EvaluationRule::AlreadyOpen)),
        (open, &CLOSE, Ok(RoundState::Closed)),
        (open, &one, Ok(RoundState::Open)),
        (closed, &OPEN, Ok(RoundState::Open)),
        (closed, &CLOSE, Err(EvaluationRule::NotOpen)),
        (closed, &one, Ok(RoundState::Closed)),
    ] {
        let step = apply(&from, command, grounds(15)).map(|after| after.state);
        assert_eq!(step, to, "{command:?} from {:?}", from.state);
    }
}

#[test]
fn a_group_without_a_held_session_can_not_be_evaluated() {
    let nothing_held = Grounds {
        has_held: false,
        ..grounds(10)
    };
    assert_eq!(
        apply(&Evaluation::default(), &OPEN, nothing_held),
        Err(EvaluationRule::NoSessionHeld)
    );
}

#[test]
fn four_answers_are_hidden_and_five_are_shown_when_the_round_is_closed() {
    let four = after(&[OPEN, add(&happy(4)), CLOSE]);
    assert_eq!(four.results(), Results::Hidden { answers: 4 });
    let open = after(&[OPEN, add(&happy(5))]);
    assert_eq!(open.results(), Results::Hidden { answers: 5 });
    let closed = after(&[OPEN, add(&happy(5)), CLOSE]);
    let (tally, waiting) = (sum(&happy(5)), 0);
    assert_eq!(closed.results(), Results::Shown { tally, waiting });
}

#[test]
fn what_is_hidden_holds_no_sum() {
    let hidden = serde_json::to_value(after(&[OPEN, add(&happy(4)), CLOSE]).results()).unwrap();
    assert_eq!(hidden, json!({ "kind": "hidden", "answers": 4 }));
}

#[test]
fn a_sixth_answer_waits_until_there_are_five_new_ones() {
    let sad = vec![answer([Smiley::Sad; 3]); 5];
    let mut story = vec![OPEN, add(&happy(5)), CLOSE, OPEN, add(&sad[..1]), CLOSE];
    let five = sum(&happy(5));
    assert_eq!(
        after(&story).results(),
        Results::Shown {
            tally: five,
            waiting: 1
        }
    );
    story.extend([OPEN, add(&sad[1..]), CLOSE]);
    let ten = five.plus(sum(&sad)).unwrap();
    assert_eq!(after(&story).results(), Results::Shown { tally: ten, waiting: 0 });
}

#[test]
fn an_evaluation_without_answers_evaluates_nothing_and_one_with_answers_stays_evaluated() {
    assert!(!after(&[OPEN, CLOSE]).is_evaluated);
    assert!(!after(&[OPEN, add(&happy(1))]).is_evaluated);
    assert!(after(&[OPEN, add(&happy(1)), CLOSE, OPEN]).is_evaluated);
}

#[test]
fn there_are_never_more_answers_than_seats() {
    let nine = apply(&after(&[OPEN]), &add(&happy(9)), grounds(10)).unwrap();
    assert_eq!(nine.room(Seats::new(10).unwrap()), 1);
    let refused = apply(&nine, &add(&happy(2)), grounds(10));
    assert_eq!(refused, Err(EvaluationRule::MoreAnswersThanSeats));
    assert!(apply(&nine, &add(&happy(1)), grounds(10)).is_ok());
    let nothing = EvaluationCommand::Add {
        answers: Tally::default(),
    };
    assert_eq!(apply(&nine, &nothing, grounds(10)), Err(EvaluationRule::NoAnswer));
}

/// A step of a story: a command, answers by their own list.
#[derive(Debug, Clone)]
enum Step {
    Open,
    Close,
    Give(Vec<Answer>),
}

fn smileys() -> impl Strategy<Value = Smiley> {
    prop::sample::select(Smiley::ALL.to_vec())
}

fn stories() -> impl Strategy<Value = Vec<Step>> {
    let answers = [smileys(), smileys(), smileys()].prop_map(answer);
    let step = prop_oneof![
        Just(Step::Open),
        Just(Step::Close),
        prop::collection::vec(answers, 1..7).prop_map(Step::Give),
    ];
    prop::collection::vec(step, 0..24)
}

/// An answer that came in: which step of the story, which of its answers, and how many were published before.
#[derive(Debug, Clone, Copy)]
struct Given {
    step: usize,
    within: usize,
    published: u8,
}

/// Everything that a reader sees who looks after each step, and the answers that came in.
fn told(story: &[Step]) -> (Vec<Results>, Vec<Given>) {
    let (mut now, mut seen, mut given) = (Evaluation::default(), Vec::new(), Vec::new());
    for (at, step) in story.iter().enumerate() {
        let command = match step {
            Step::Open => OPEN,
            Step::Close => CLOSE,
            Step::Give(answers) => add(answers),
        };
        if let Ok(next) = apply(&now, &command, grounds(15)) {
            if let Step::Give(answers) = step {
                given.extend((0..answers.len()).map(|within| Given {
                    step: at,
                    within,
                    published: now.published.answers(),
                }));
            }
            now = next;
        }
        seen.push(now.results());
    }
    (seen, given)
}

fn at(story: &mut [Step], given: Given) -> &mut Answer {
    match &mut story[given.step] {
        Step::Give(answers) => &mut answers[given.within],
        Step::Open | Step::Close => unreachable!(),
    }
}

fn sums_of(seen: &[Results]) -> Vec<Tally> {
    let mut sums: Vec<Tally> = vec![Tally::default()];
    for result in seen {
        if let Results::Shown { tally, .. } = result
            && sums.last() != Some(tally)
        {
            sums.push(*tally);
        }
    }
    sums
}

/// The fewest answers that anybody can single out by holding any two states of the results against each other.
fn fewest_told_apart(sums: &[Tally]) -> Option<u8> {
    let pairs = sums
        .iter()
        .enumerate()
        .flat_map(|(at, later)| sums[..at].iter().map(move |earlier| (earlier, later)));
    pairs
        .map(|(earlier, later)| later.answers().abs_diff(earlier.answers()))
        .min()
}

#[test]
fn results_that_followed_each_answer_would_tell_the_sixth() {
    let each = [0, 5, 6].map(|count| sum(&happy(count)));
    assert_eq!(fewest_told_apart(&each), Some(1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn between_any_two_published_states_lie_at_least_five_answers(story in stories()) {
        let (seen, _) = told(&story);
        prop_assert!(fewest_told_apart(&sums_of(&seen)).is_none_or(|fewest| fewest >= FEWEST));
    }

    /// Nobody can tell whose answer is whose: two pupils of the same stretch between two publications may have swapped
    /// theirs, and everything that was ever shown is the same.
    #[test]
    fn two_who_were_published_together_may_have_swapped_their_answers(
        story in stories(), one in any::<Index>(), other in any::<Index>(),
    ) {
        let (seen, given) = told(&story);
        if given.is_empty() {
            return Ok(());
        }
        let one = given[one.index(given.len())];
        let mates: Vec<Given> = given.into_iter().filter(|mate| mate.published == one.published).collect();
        let other = mates[other.index(mates.len())];
        let mut swapped = story;
        let (first, second) = (*at(&mut swapped, one), *at(&mut swapped, other));
        *at(&mut swapped, one) = second;
        *at(&mut swapped, other) = first;
        prop_assert_eq!(told(&swapped).0, seen);
    }

    #[test]
    fn what_is_shown_is_made_of_answers_that_were_given(story in stories()) {
        let (seen, given) = told(&story);
        let mut story = story;
        let all: Vec<Answer> = given.into_iter().map(|given| *at(&mut story, given)).collect();
        prop_assert!(all.len() <= 15);
        for shown in sums_of(&seen) {
            // Everything that had come in when it was published, and nothing else.
            prop_assert!((0..=all.len()).any(|count| sum(&all[..count]) == shown));
        }
    }
}
