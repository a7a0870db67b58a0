//! What participants say of a course: before it, after it and three months later (domain brief, 5). Anonymous: an answer disappears in
//! sums, and its words among the words of others.
//!
//! What readers see moves in steps: it is brought up to date when [`FEWEST`] more have answered, so that no two states of it differ by
//! fewer than that many people.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::event::{CourseEvent, Lifecycle};
use super::opening::instant;
use crate::issue::{Issue, Issues};
use crate::marks::{FEWEST, Mark, Spread};
use crate::text::Remark;
use crate::text_guard::{Confirmed, FreeText, find};
use crate::time::length::ToLength as _;

/// Days after the last part until which one can say how it was.
const AFTER_DAYS: i64 = 21;
/// Days after the last part at which one is asked what has come of it: thirteen weeks.
pub const LATER_DAYS: i64 = 91;
/// For how many days one can answer that.
const LATER_FOR_DAYS: i64 = 30;

named! {
    /// When participants are asked.
    Phase[3] {
        /// Before the course begins.
        Before = "before",
        /// From the last part on.
        After = "after",
        /// Three months afterwards.
        Later = "later",
    }
}

named! {
    /// What is marked. Three are asked before and after.
    Item[7] {
        /// It was useful.
        Useful = "useful",
        /// It was about one's own work.
        Relevant = "relevant",
        /// One sees the signs.
        Signs = "signs",
        /// One dares the difficult conversation.
        Conversation = "conversation",
        /// One knows the duties.
        Duties = "duties",
        /// One would recommend it.
        Recommends = "recommends",
        /// One has used what was learnt.
        Used = "used",
    }
}

named! {
    /// What is answered in words, or not at all.
    OpenQuestion[3] {
        /// What was most useful.
        Best = "best",
        /// What can be better.
        Better = "better",
        /// What was used, or what stands in the way.
        Practice = "practice",
    }
}

impl Phase {
    /// What is marked then, in order.
    pub const fn items(self) -> &'static [Item] {
        use Item::{Conversation, Duties, Recommends, Relevant, Signs, Used, Useful};
        match self {
            Self::Before => &[Signs, Conversation, Duties],
            Self::After => &[Useful, Relevant, Signs, Conversation, Duties, Recommends],
            Self::Later => &[Used, Signs, Conversation, Duties],
        }
    }

    /// What is asked in words then.
    pub const fn questions(self) -> &'static [OpenQuestion] {
        match self {
            Self::Before => &[],
            Self::After => &[OpenQuestion::Best, OpenQuestion::Better],
            Self::Later => &[OpenQuestion::Practice],
        }
    }
}

impl CourseEvent {
    /// Whether participants can answer at an instant.
    pub fn asks(&self, phase: Phase, now: Timestamp) -> bool {
        if !matches!(self.lifecycle, Lifecycle::Published { .. }) {
            return false;
        }
        let opening = self.opening();
        let Some(last) = self.parts.last() else { return false };
        let after = |days: i64| instant(last.date.saturating_add(days.days()), Time::midnight());
        match phase {
            Phase::Before => now < opening.starts,
            // In the room too, when the last part comes to its end.
            Phase::After => last.instant().is_some_and(|begins| begins <= now) && now < after(AFTER_DAYS + 1),
            Phase::Later => (after(LATER_DAYS)..after(LATER_DAYS + LATER_FOR_DAYS)).contains(&now),
        }
    }
}

/// What one participant says. It can't be serialised: nothing stores or sends it by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    marks: BTreeMap<Item, Mark>,
    words: BTreeMap<OpenQuestion, Remark>,
}

/// The field that says of the words of a question that nobody is named there.
pub fn sure_field(question: OpenQuestion) -> String {
    format!("sure-{}", question.name())
}

impl Answer {
    /// The answer of a form: a field for each item and question, under its name.
    ///
    /// # Errors
    /// Each item without a mark; words that are too many, or that point at a person.
    pub fn parse(phase: Phase, fields: &BTreeMap<String, String>) -> Result<Self, Vec<Issue>> {
        let typed = |name: &str| fields.get(name).map_or("", String::as_str);
        let mut issues = Issues::new();
        let marks = phase
            .items()
            .iter()
            .filter_map(|item| Some((*item, issues.keep(item.name(), Mark::parse(typed(item.name())))?)))
            .collect();
        let mut words = BTreeMap::new();
        for question in phase.questions() {
            let name = question.name();
            let text = typed(name);
            if text.trim().is_empty() {
                continue;
            }
            let Some(text) = issues.keep(name, Remark::parse(text)) else {
                continue;
            };
            let is_sure = fields.contains_key(&sure_field(*question));
            match FreeText::asked(name, text.as_str()).fault(&confirmed(text.as_str(), is_sure)) {
                Some(issue) => issues.push(issue.field, issue.code),
                None => {
                    words.insert(*question, text);
                }
            }
        }
        if issues.is_empty() {
            Ok(Self { marks, words })
        } else {
            Err(issues.into_vec())
        }
    }
}

/// The words of a text that may be names, where somebody has said that they are none.
fn confirmed(text: &str, is_sure: bool) -> Confirmed {
    let found = find(text);
    let words = found.iter().filter(|one| is_sure && one.kind.can_be_confirmed());
    words.map(|one| one.of(text)).collect()
}

/// Marks added up. Every answer marks every item of its time, so that the items agree on how many there were.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<Item, Spread>", into = "BTreeMap<Item, Spread>")]
pub struct Sums(BTreeMap<Item, Spread>);

/// The marks are not those of whole answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the items have different numbers of answers")]
pub struct NotSums;

impl TryFrom<BTreeMap<Item, Spread>> for Sums {
    type Error = NotSums;

    fn try_from(marks: BTreeMap<Item, Spread>) -> Result<Self, NotSums> {
        let answers = marks.values().next().map_or(0, |spread| spread.answers());
        if marks.values().all(|spread| spread.answers() == answers) {
            Ok(Self(marks))
        } else {
            Err(NotSums)
        }
    }
}

impl From<Sums> for BTreeMap<Item, Spread> {
    fn from(sums: Sums) -> Self {
        sums.0
    }
}

impl Sums {
    /// How many answers they are the sums of.
    pub fn answers(&self) -> u16 {
        self.0.values().next().map_or(0, |spread| spread.answers())
    }

    /// How an item was marked.
    pub fn of(&self, item: Item) -> Spread {
        self.0.get(&item).copied().unwrap_or_default()
    }

    fn with(&self, answer: &Answer) -> Self {
        let of = |(item, mark): (&Item, &Mark)| (*item, self.of(*item).with(*mark));
        Self(answer.marks.iter().map(of).collect())
    }
}

/// Words by question, in no order.
type Words = BTreeMap<OpenQuestion, Vec<Remark>>;

/// All that was answered at one time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Every answer.
    given: Sums,
    /// Those that readers see.
    shown: Sums,
    /// Words of answers that readers don't see yet.
    waiting: Words,
    /// Words that they see.
    told: Words,
}

impl Evaluation {
    /// How many have answered, where that may be told: not while they are fewer than [`FEWEST`].
    pub fn answers(&self) -> Option<u16> {
        let answers = self.given.answers();
        (answers >= FEWEST).then_some(answers)
    }

    /// The sums that readers see.
    pub const fn shown(&self) -> &Sums {
        &self.shown
    }

    /// The words that readers see of a question.
    pub fn told(&self, question: OpenQuestion) -> &[Remark] {
        self.told.get(&question).map_or(&[], Vec::as_slice)
    }

    /// With one more answer; none when as many have answered as took part. `chance` gives a number below the one it is given: where
    /// among the others words are put.
    #[must_use]
    pub fn with(&self, answer: &Answer, most: u32, mut chance: impl FnMut(usize) -> usize) -> Option<Self> {
        if u32::from(self.given.answers()) >= most.min(u32::from(u16::MAX)) {
            return None;
        }
        let mut next = self.clone();
        next.given = self.given.with(answer);
        for (question, text) in &answer.words {
            put(&mut next.waiting, *question, text.clone(), &mut chance);
        }
        if next.given.answers() - next.shown.answers() >= FEWEST {
            next.shown = next.given.clone();
            for (question, texts) in std::mem::take(&mut next.waiting) {
                for text in texts {
                    put(&mut next.told, question, text, &mut chance);
                }
            }
        }
        Some(next)
    }

    /// Without the words: they go when the participants' names do.
    #[must_use]
    pub fn without_words(&self) -> Self {
        Self {
            waiting: Words::new(),
            told: Words::new(),
            ..self.clone()
        }
    }

    /// Whether there are words in it.
    pub fn has_words(&self) -> bool {
        !self.waiting.is_empty() || !self.told.is_empty()
    }
}

fn put(words: &mut Words, question: OpenQuestion, text: Remark, chance: &mut impl FnMut(usize) -> usize) {
    let texts = words.entry(question).or_default();
    let at = chance(texts.len() + 1).min(texts.len());
    texts.insert(at, text);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::{draft, published};
    use super::*;
    use crate::issue::IssueCode;

    fn fields(phase: Phase, mark: u8, more: &[(&str, &str)]) -> BTreeMap<String, String> {
        let marks = phase
            .items()
            .iter()
            .map(|item| (item.name().to_owned(), mark.to_string()));
        let more = more.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        marks.chain(more).collect()
    }

    fn answer(mark: u8, best: &str) -> Answer {
        Answer::parse(Phase::After, &fields(Phase::After, mark, &[("best", best)])).unwrap()
    }

    fn after(answers: &[Answer]) -> Evaluation {
        answers.iter().fold(Evaluation::default(), |before, answer| {
            before.with(answer, 1000, |below| below / 2).unwrap()
        })
    }

    #[test]
    fn what_is_shown_moves_when_five_more_have_answered() {
        let four = after(&vec![answer(4, "Øvelsene"); 4]);
        assert_eq!((four.answers(), four.shown().answers()), (None, 0));
        assert!(four.told(OpenQuestion::Best).is_empty());
        let nine = after(&vec![answer(4, "Øvelsene"); 9]);
        assert_eq!((nine.answers(), nine.shown().answers()), (Some(9), 5));
        assert_eq!(nine.told(OpenQuestion::Best).len(), 5);
        let ten = nine.with(&answer(1, ""), 1000, |_| 0).unwrap();
        assert_eq!(ten.shown().of(Item::Useful).times(), [1, 0, 0, 9, 0]);
        assert_eq!(ten.shown().of(Item::Useful).tenths(), Some(37));
        assert_eq!(ten.told(OpenQuestion::Best).len(), 9);
        assert!(!ten.without_words().has_words() && ten.has_words());
        assert_eq!(ten.without_words().shown(), ten.shown());
    }

    #[test]
    fn no_more_answer_than_took_part() {
        let two = after(&vec![answer(4, ""); 2]);
        assert_eq!(two.with(&answer(4, ""), 2, |_| 0), None);
        assert!(two.with(&answer(4, ""), 3, |_| 0).is_some());
    }

    proptest! {
        /// Whoever compares what was shown at two times learns of five people at least.
        #[test]
        fn two_states_that_are_shown_never_differ_by_fewer_than_five(marks in proptest::collection::vec(1_u8..=5, 0..40)) {
            let mut now = Evaluation::default();
            let mut seen = 0;
            for mark in marks {
                now = now.with(&answer(mark, ""), 1000, |_| 0).unwrap();
                let shown = now.shown().answers();
                prop_assert!(shown == seen || shown - seen >= FEWEST);
                seen = shown;
            }
        }

        /// And from the sums never in which order they answered.
        #[test]
        fn the_sums_are_the_same_in_whatever_order_the_answers_came(marks in proptest::collection::vec(1_u8..=5, 1..30)) {
            let some: Vec<Answer> = marks.iter().map(|mark| answer(*mark, "")).collect();
            let mut other = some.clone();
            other.reverse();
            prop_assert_eq!(after(&some).given, after(&other).given);
        }
    }

    #[test]
    fn words_are_put_where_chance_says_and_no_words_are_none() {
        let said = ["Én", "To", "Tre", "Fire", "Fem"].map(|text| answer(3, text));
        let found = said.iter().fold(Evaluation::default(), |before, one| {
            before.with(one, 1000, |_| 0).unwrap()
        });
        let told: Vec<&str> = found.told(OpenQuestion::Best).iter().map(Remark::as_str).collect();
        assert_eq!(told, ["Én", "To", "Tre", "Fire", "Fem"], "turned round twice");
        assert!(found.told(OpenQuestion::Better).is_empty());
    }

    #[test]
    fn an_answer_marks_all_that_is_asked_and_names_nobody() {
        let mut bad = fields(
            Phase::After,
            3,
            &[("best", "Ring 40612345"), ("better", "Det var fint med Amina Farah")],
        );
        bad.remove("useful");
        let issues = Answer::parse(Phase::After, &bad).unwrap_err();
        let of = |field: &str| {
            issues
                .iter()
                .find(|issue| issue.field == field)
                .map(|issue| &issue.code)
        };
        assert_eq!(of("useful"), Some(&IssueCode::Required));
        assert!(matches!(of("best"), Some(IssueCode::IdentifiesAPerson { .. })));
        assert!(matches!(of("better"), Some(IssueCode::MayBeAName { .. })));
        let sure = sure_field(OpenQuestion::Better);
        let said = [("better", "Det var fint med Amina Farah"), (sure.as_str(), "on")];
        assert!(Answer::parse(Phase::After, &fields(Phase::After, 3, &said)).is_ok());
        // A number stays refused, whatever is said of it.
        let sure = sure_field(OpenQuestion::Best);
        let said = [("best", "Ring 40612345"), (sure.as_str(), "on")];
        assert!(Answer::parse(Phase::After, &fields(Phase::After, 3, &said)).is_err());
    }

    #[test]
    fn sums_of_unequal_answers_are_refused() {
        let sums = after(&vec![answer(3, ""); 2]).given;
        let json = serde_json::to_value(&sums).unwrap();
        assert_eq!(serde_json::from_value::<Sums>(json.clone()).unwrap(), sums);
        let mut more = json;
        more["useful"][0] = 1.into();
        assert!(serde_json::from_value::<Sums>(more).is_err());
    }

    #[test]
    fn one_is_asked_before_the_course_from_its_last_part_on_and_three_months_later() {
        // Thursday 10 December 2026, 9 to 15.
        let event = published();
        let asked = |at: &str| Phase::ALL.map(|phase| event.asks(phase, at.parse().unwrap()));
        assert_eq!(asked("2026-12-10T07:59:00Z"), [true, false, false]);
        assert_eq!(asked("2026-12-10T08:00:00Z"), [false, true, false]);
        assert_eq!(asked("2026-12-31T22:59:00Z"), [false, true, false]);
        assert_eq!(asked("2026-12-31T23:00:00Z"), [false, false, false]);
        assert_eq!(asked("2027-03-10T22:59:00Z"), [false, false, false]);
        assert_eq!(asked("2027-03-10T23:00:00Z"), [false, false, true]);
        assert_eq!(asked("2027-04-11T00:00:00Z"), [false, false, false]);
        assert!(!draft().asks(Phase::Before, "2026-12-01T00:00:00Z".parse().unwrap()));
    }
}
