//! Words that may be a person's name.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::seen::{Seen, folded};
use super::words::{Word, words};
use super::{Finding, FindingKind};
use crate::places::codes;

/// Given names that are common in Norway, those of its minorities included, and the commonest family names. Small, without
/// marks, sorted. Compiled by hand from what is commonly known.
const GIVEN_NAMES: &str = include_str!("lists/given_names.txt");

/// Given names that are words too, or the name of something else: only what stands beside them tells.
const NAMES_THAT_ARE_WORDS: &str = include_str!("lists/names_that_are_words.txt");

/// Countries, towns and districts; municipalities and counties come from the table of codes.
const PLACES: &str = include_str!("lists/places.txt");

/// Institutions, services, holidays, titles of sections: capitalised words that are no person's.
const NOT_PEOPLE: &str = include_str!("lists/not_people.txt");

/// Words that small letters and marks taken away make a name of.
const NOT_A_NAME_AS_TYPED: [&str; 12] = [
    "søndre", "øve", "låna", "såra", "tåra", "måna", "håna", "åsa", "øvre", "råna", "lån", "gård",
];

/// What people say of people: after it stands a name, whatever else the word may be.
const BEFORE_A_NAME: [&str; 47] = [
    "elev",
    "eleven",
    "eleva",
    "jente",
    "jenta",
    "jenten",
    "gutt",
    "gutten",
    "gut",
    "guten",
    "mor",
    "mora",
    "moren",
    "far",
    "faren",
    "bror",
    "broren",
    "soster",
    "sosteren",
    "sostera",
    "syster",
    "systera",
    "lillesoster",
    "storesoster",
    "storebror",
    "lillebror",
    "fetter",
    "fetteren",
    "kusine",
    "kusina",
    "tante",
    "onkel",
    "mamma",
    "pappa",
    "familien",
    "kjaresten",
    "venninnen",
    "venninna",
    "vennen",
    "heter",
    "heiter",
    "het",
    "heitte",
    "navnet",
    "namnet",
    "fru",
    "herr",
];

/// What only people do: before it stands a name, whatever else the word may be.
const AFTER_A_NAME: [&str; 49] = [
    "sa",
    "sier",
    "seier",
    "grat",
    "grater",
    "gret",
    "fortalte",
    "fortalde",
    "forteller",
    "fortel",
    "spurte",
    "spurde",
    "ringte",
    "ringde",
    "lo",
    "ler",
    "snakket",
    "snakka",
    "svarte",
    "svara",
    "skrev",
    "skreiv",
    "trodde",
    "onsket",
    "onskte",
    "onska",
    "onsker",
    "onskjer",
    "folte",
    "folde",
    "bor",
    "bur",
    "bodde",
    "budde",
    "heter",
    "heiter",
    "liker",
    "likar",
    "likte",
    "savner",
    "saknar",
    "gikk",
    "gjekk",
    "motte",
    "lurte",
    "torte",
    "torde",
    "klaget",
    "klaga",
];

/// What follows the name of a school, a municipality or a district.
const AFTER_A_PLACE: [&str; 24] = [
    "skole",
    "skule",
    "skolen",
    "skulen",
    "ungdomsskole",
    "ungdomsskule",
    "barneskole",
    "barneskule",
    "videregaende",
    "vidaregaande",
    "vgs",
    "vg",
    "skolesenter",
    "skulesenter",
    "folkehogskole",
    "folkehogskule",
    "voksenopplering",
    "vaksenopplering",
    "kommune",
    "fylkeskommune",
    "fylke",
    "bydel",
    "universitet",
    "sykehus",
];

/// What stands before the name of a school, a municipality or a district.
const BEFORE_A_PLACE: [&str; 9] = [
    "skolen",
    "skulen",
    "ungdomsskolen",
    "ungdomsskulen",
    "kommunen",
    "bydel",
    "bydelen",
    "fylket",
    "byen",
];

/// How words end that name a house, a service or an event.
const ENDINGS_OF_PLACES: [&str; 26] = [
    "skolen",
    "skulen",
    "skole",
    "skule",
    "teamet",
    "senteret",
    "kontoret",
    "telefonen",
    "tjenesten",
    "tenesta",
    "gruppen",
    "gruppa",
    "radet",
    "vernet",
    "vakten",
    "vakta",
    "hallen",
    "salen",
    "rommet",
    "biblioteket",
    "klubben",
    "prosjektet",
    "dagen",
    "uka",
    "veka",
    "loven",
];

static OTHER: LazyLock<HashSet<String>> = LazyLock::new(|| NOT_PEOPLE.lines().map(str::to_owned).collect());

/// Bø folds into Bo, who is somebody: of our own table only what is no name.
static PLACE_WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let ours = codes::place_names()
        .flat_map(|name| name.split([' ', '-']).chain([name]))
        .map(fold)
        .filter(|word| !is_word_name(word));
    let listed = PLACES.lines().flat_map(|name| name.split('-').chain([name]));
    listed.map(str::to_owned).chain(ours).collect()
});

static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| GIVEN_NAMES.lines().collect());
static WORD_NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| NAMES_THAT_ARE_WORDS.lines().collect());

fn fold(text: &str) -> String {
    text.chars().map(folded).collect()
}

/// Every word, or words in a row, that may be a person's name, in the order of the text.
pub(super) fn find(seen: &[Seen]) -> Vec<Finding> {
    let words = words(seen);
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if !is_asked(&words, at) {
            continue;
        }
        match spans.last_mut() {
            // «Fatima Ali» is one question.
            Some((_, to)) if word.follows && *to + 1 == word.from => *to = word.to,
            _ => spans.push((word.from, word.to)),
        }
    }
    spans
        .into_iter()
        .map(|(from, to)| Finding::over(seen, FindingKind::Name, from, to))
        .collect()
}

/// Whether a word is to be asked about, by itself and by its neighbours.
fn is_asked(words: &[Word], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    if !word.typed.chars().any(char::is_uppercase) {
        return false;
    }
    let before = at
        .checked_sub(1)
        .and_then(|place| words.get(place))
        .filter(|_| word.follows);
    let after = words.get(at + 1).filter(|next| next.follows);
    let is_something_else = is_in(&OTHER, &word.folded) || is_in(&PLACE_WORDS, &word.folded);
    if is_something_else && !is_known(&word.typed, &word.folded) {
        return tells_of_a_person(word, before, after);
    }
    parts(word).iter().any(|part| part_is_asked(part, word, before, after))
}

/// A word between dashes: «Anne» and «Marie» of «Anne-Marie».
struct Part {
    typed: String,
    folded: String,
    /// Whether the word begins with it.
    is_first: bool,
}

fn parts(word: &Word) -> Vec<Part> {
    let letters = |text: &str| -> String {
        text.chars()
            .filter(|letter| letter.is_alphabetic() || *letter == '\'')
            .collect()
    };
    word.typed
        .split('-')
        .zip(0..)
        .map(|(typed, place)| {
            let typed = letters(typed);
            Part {
                folded: fold(&typed),
                typed,
                is_first: place == 0,
            }
        })
        .collect()
}

fn part_is_asked(part: &Part, word: &Word, before: Option<&Word>, after: Option<&Word>) -> bool {
    let mut capitals = part.typed.chars().take_while(|letter| letter.is_uppercase()).count();
    let length = part.typed.chars().count();
    if !part.typed.chars().any(char::is_uppercase) || length < 2 {
        return false;
    }
    if is_known(&part.typed, &part.folded) {
        return true;
    }
    if is_in(&OTHER, &part.folded) || is_in(&PLACE_WORDS, &part.folded) {
        return tells_of_a_person(word, before, after);
    }
    // «O'Brien» has two capitals and is a name.
    if part.typed.contains('\'') {
        capitals = capitals.min(1);
    }
    if capitals != 1 {
        return false;
    }
    let is_start = word.starts && part.is_first;
    if is_word_name(&part.folded) {
        return !is_start || tells_of_a_person(word, before, after) || before_a_family_name(after);
    }
    let has_digits = word.typed.chars().any(|letter| letter.is_ascii_digit());
    let is_code = has_digits && length < 4;
    !(is_start || is_code || is_place_by_its_neighbours(&part.folded, before, after))
}

/// Whether «sa», «gråt» after the word or «jenta», «heter» before it say that it is somebody.
fn tells_of_a_person(word: &Word, before: Option<&Word>, after: Option<&Word>) -> bool {
    let is_capitalised_word = word.typed.chars().skip(1).any(char::is_lowercase);
    let may_be_somebody = is_word_name(&word.folded) || is_in(&PLACE_WORDS, &word.folded);
    let said_before = before.is_some_and(|one| BEFORE_A_NAME.contains(&one.folded.as_str()));
    let said_after = is_word_name(&word.folded) && after.is_some_and(|one| AFTER_A_NAME.contains(&one.folded.as_str()));
    is_capitalised_word && may_be_somebody && (said_before || said_after)
}

/// «Stein Hansen»: a capitalised word that is nothing else follows.
fn before_a_family_name(after: Option<&Word>) -> bool {
    after.is_some_and(|next| {
        let mut letters = next.typed.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.all(char::is_lowercase)
            && !is_in(&OTHER, &next.folded)
            && !is_in(&PLACE_WORDS, &next.folded)
    })
}

fn is_place_by_its_neighbours(folded: &str, before: Option<&Word>, after: Option<&Word>) -> bool {
    let is = |word: Option<&Word>, list: &[&str]| word.is_some_and(|one| list.contains(&one.folded.as_str()));
    ENDINGS_OF_PLACES.iter().any(|ending| folded.ends_with(ending))
        || is(after, &AFTER_A_PLACE)
        || is(before, &BEFORE_A_PLACE)
}

/// The word itself, and what it is the genitive of.
fn bases(folded: &str) -> impl Iterator<Item = &str> {
    let plain = folded.trim_end_matches('\'');
    let bare = plain.strip_suffix("'s").or_else(|| plain.strip_suffix('s'));
    [Some(plain), bare].into_iter().flatten().filter(|base| base.len() > 1)
}

fn is_known(typed: &str, folded: &str) -> bool {
    let small = typed.to_lowercase();
    !NOT_A_NAME_AS_TYPED.contains(&small.as_str()) && bases(folded).any(|base| NAMES.binary_search(&base).is_ok())
}

fn is_word_name(folded: &str) -> bool {
    bases(folded).any(|base| WORD_NAMES.binary_search(&base).is_ok())
}

fn is_in(list: &HashSet<String>, folded: &str) -> bool {
    bases(folded).any(|base| list.contains(base))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_and_written_as_they_are_searched() {
        for list in [GIVEN_NAMES, NAMES_THAT_ARE_WORDS, PLACES, NOT_PEOPLE] {
            let lines: Vec<&str> = list.lines().collect();
            assert!(lines.is_sorted_by(|one, next| one < next), "sorted, nothing twice");
            for line in lines {
                assert_eq!(line, fold(line));
            }
        }
    }

    #[test]
    fn no_name_is_in_both_lists() {
        assert_eq!(NAMES.iter().find(|name| WORD_NAMES.contains(name)), None);
    }
}
