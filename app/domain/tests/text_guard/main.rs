//! How much the guard of free text finds, on sentences as advisers write them.
//!
//! `sentences.tsv` has two parts, both written after the rules: `a` follows the rules' own cases, `b` looks for what they
//! leave out. `cargo nextest run -p domain --test text_guard --no-capture` prints the figures of `docs/text-guard.md`.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;

use domain::text_guard::{FindingKind, find};

const SENTENCES: &str = include_str!("sentences.tsv");

struct Sentence {
    part: &'static str,
    text: String,
    /// Kind and bytes of what identifies somebody.
    marked: Vec<(FindingKind, std::ops::Range<usize>)>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Score {
    hits: u32,
    misses: u32,
    false_alarms: u32,
}

impl Score {
    fn precision(self) -> f64 {
        f64::from(self.hits) / f64::from((self.hits + self.false_alarms).max(1))
    }

    fn recall(self) -> f64 {
        f64::from(self.hits) / f64::from((self.hits + self.misses).max(1))
    }
}

fn kind(word: &str) -> FindingKind {
    match word {
        "id" => FindingKind::NationalIdentity,
        "duf" => FindingKind::ImmigrationCase,
        "phone" => FindingKind::Phone,
        "email" => FindingKind::Email,
        "name" => FindingKind::Name,
        other => unreachable!("{other}"),
    }
}

fn sentences() -> Vec<Sentence> {
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let (part, _language, written) = (cells.next().unwrap(), cells.next().unwrap(), cells.next().unwrap());
        let (mut text, mut marked) = (String::new(), Vec::new());
        for (at, piece) in written.split(['⟦', '⟧']).enumerate() {
            match piece.split_once(':').filter(|_| at % 2 == 1) {
                Some((name, words)) => {
                    marked.push((kind(name), text.len()..text.len() + words.len()));
                    text.push_str(words);
                }
                None => text.push_str(piece),
            }
        }
        Sentence { part, text, marked }
    };
    SENTENCES.lines().skip(1).map(row).collect()
}

/// By kind, over the sentences of a part.
fn measure(part: &str) -> BTreeMap<FindingKind, Score> {
    let mut scores: BTreeMap<FindingKind, Score> = FindingKind::ALL.map(|kind| (kind, Score::default())).into();
    for sentence in sentences().iter().filter(|sentence| sentence.part == part) {
        let found = find(&sentence.text);
        let meets = |one: &std::ops::Range<usize>, other: &std::ops::Range<usize>| {
            one.start < other.end && other.start < one.end
        };
        for (kind, range) in &sentence.marked {
            let score = scores.get_mut(kind).unwrap();
            if found
                .iter()
                .any(|finding| finding.kind == *kind && meets(&finding.range, range))
            {
                score.hits += 1;
            } else {
                score.misses += 1;
                println!(
                    "missed   {part} {kind:?}: «{}» in: {}",
                    &sentence.text[range.clone()],
                    sentence.text
                );
            }
        }
        for finding in &found {
            if !sentence
                .marked
                .iter()
                .any(|(kind, range)| *kind == finding.kind && meets(&finding.range, range))
            {
                scores.get_mut(&finding.kind).unwrap().false_alarms += 1;
                println!(
                    "for nothing {part} {:?}: «{}» in: {}",
                    finding.kind,
                    finding.of(&sentence.text),
                    sentence.text
                );
            }
        }
    }
    for (kind, score) in &scores {
        let (precision, recall) = (score.precision(), score.recall());
        println!("{part} {kind:?}: {score:?} precision {precision:.3} recall {recall:.3}");
    }
    scores
}

#[test]
fn the_list_is_long_enough_and_half_harmless() {
    let all = sentences();
    let harmless = all.iter().filter(|sentence| sentence.marked.is_empty()).count();
    println!("{} sentences, {harmless} harmless", all.len());
    assert!(all.len() >= 150);
    assert!(harmless * 5 >= all.len() * 2 && harmless * 5 <= all.len() * 3);
}

#[test]
fn numbers_and_addresses_are_found_and_nothing_else_is_refused() {
    for part in ["a", "b"] {
        for (kind, score) in measure(part).into_iter().filter(|(kind, _)| !kind.can_be_confirmed()) {
            assert_eq!(score.false_alarms, 0, "{part} {kind:?}");
            // An address written around its sign is not found: «(at)».
            let known = u32::from(part == "b" && kind == FindingKind::Email);
            assert!(score.misses <= known, "{part} {kind:?}");
        }
    }
}

#[test]
fn most_names_are_asked_about_and_few_words_for_nothing() {
    for (part, recall, precision) in [("a", 0.97, 0.97), ("b", 0.80, 0.90)] {
        let score = measure(part).remove(&FindingKind::Name).unwrap();
        assert!(score.recall() >= recall, "{part}: {score:?}");
        assert!(score.precision() >= precision, "{part}: {score:?}");
    }
}
