//! Words of a text, each with what stands before it: enough to tell a name from the first word of a sentence.

use super::seen::{Seen, folded};

/// A word: letters, with digits, dashes and apostrophes between them.
#[derive(Debug)]
pub(super) struct Word {
    /// Place of the first character among what is seen.
    pub(super) from: usize,
    /// The place after the last.
    pub(super) to: usize,
    /// Whether a sentence, a line, a quotation or a heading begins here.
    pub(super) starts: bool,
    /// Whether only one space parts it from the word before.
    pub(super) follows: bool,
    /// As typed, but for what [`super::seen::see`] takes away.
    pub(super) typed: String,
    /// As lists are searched for it.
    pub(super) folded: String,
}

/// Abbreviations whose dot ends no sentence.
const ABBREVIATIONS: [&str; 29] = [
    "bl", "a", "f", "eks", "ca", "kl", "nr", "dr", "jf", "mht", "pga", "evt", "ev", "inkl", "ekskl", "dvs", "dvs",
    "tlf", "mob", "t", "d", "m", "s", "min", "maks", "gj", "ift", "vedr", "st",
];

/// Every word of the text, in order.
pub(super) fn words(seen: &[Seen]) -> Vec<Word> {
    let mut reader = Reader {
        seen,
        at: 0,
        words: Vec::new(),
        starts: true,
        line_starts: true,
    };
    while reader.at < seen.len() {
        reader.step();
    }
    reader.words
}

struct Reader<'a> {
    seen: &'a [Seen],
    at: usize,
    words: Vec<Word>,
    starts: bool,
    line_starts: bool,
}

impl Reader<'_> {
    fn letter(&self, at: usize) -> Option<char> {
        self.seen.get(at).map(|one| one.letter)
    }

    fn step(&mut self) {
        let Some(letter) = self.letter(self.at) else { return };
        if letter.is_alphabetic() {
            self.word();
            return;
        }
        let next = self.letter(self.at + 1);
        let previous = self.at.checked_sub(1).and_then(|at| self.letter(at));
        let is_open_behind = next.is_none_or(char::is_whitespace);
        match letter {
            '\n' => (self.starts, self.line_starts) = (true, true),
            '.' if is_open_behind => self.starts |= !self.is_abbreviated(),
            '!' | '?' | '…' | '•' | '*' | '→' | '|' | '>' | '«' | '“' | '„' => self.starts = true,
            ':' if is_open_behind => self.starts = true,
            '"' if previous.is_none_or(|before| !before.is_alphanumeric()) => self.starts = true,
            '-' if is_open_behind && previous.is_none_or(char::is_whitespace) => self.starts = true,
            // «Jente/Gutt»: what is after the slash stands as what is before it.
            '/' => {
                if let Some(before) = self.words.last().filter(|word| word.to == self.at) {
                    self.starts = before.starts;
                }
            }
            // «1. Runde» at the start of a line is numbering.
            digit if digit.is_ascii_digit() && self.line_starts => {}
            digit if digit.is_ascii_digit() => self.starts = false,
            _ => {}
        }
        if !letter.is_whitespace() && !letter.is_ascii_digit() && !matches!(letter, '.' | ')' | '-' | '•' | '*') {
            self.line_starts = false;
        }
        self.at += 1;
    }

    fn word(&mut self) {
        let from = self.at;
        while self.letter(self.at).is_some_and(|letter| self.goes_on(letter)) {
            self.at += 1;
        }
        let of = |range: &[Seen]| -> String { range.iter().map(|one| one.letter).collect() };
        let typed = of(&self.seen[from..self.at]);
        let follows = self
            .words
            .last()
            .is_some_and(|before| before.to + 1 == from && self.letter(before.to) == Some(' '));
        self.words.push(Word {
            from,
            to: self.at,
            starts: self.starts,
            follows,
            folded: typed.chars().map(folded).collect(),
            typed,
        });
        (self.starts, self.line_starts) = (false, false);
    }

    fn goes_on(&self, letter: char) -> bool {
        let between_letters = || {
            self.letter(self.at + 1).is_some_and(char::is_alphabetic)
                && self
                    .at
                    .checked_sub(1)
                    .and_then(|at| self.letter(at))
                    .is_some_and(char::is_alphanumeric)
        };
        letter.is_alphanumeric() || (matches!(letter, '-' | '\'') && between_letters())
    }

    /// Whether the dot here is that of an abbreviation, of an initial, or inside a number.
    fn is_abbreviated(&self) -> bool {
        self.words
            .last()
            .filter(|word| word.to == self.at)
            .is_some_and(|word| ABBREVIATIONS.contains(&word.folded.as_str()) || word.typed.chars().count() == 1)
    }
}
