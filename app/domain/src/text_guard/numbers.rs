//! Numbers that point at a person: national identity numbers, case numbers of the immigration authorities, telephones.

use std::ops::Range;

use super::seen::{Seen, folded};
use super::{Finding, FindingKind};
use crate::emergency::NUMBERS;

/// Digits that stand together.
#[derive(Debug)]
struct Group {
    digits: Vec<u8>,
    /// Place of the first digit among what is seen.
    from: usize,
    /// The place after the last.
    to: usize,
    /// What stands between the group before and this one; none for the first of a run.
    separator: Option<String>,
}

impl Group {
    /// What stands between the group before and this one, without spaces around it.
    fn parted_by(&self) -> &str {
        self.separator.as_deref().unwrap_or_default().trim()
    }

    fn value(&self) -> u32 {
        self.digits
            .iter()
            .take(9)
            .fold(0, |value, digit| value * 10 + u32::from(*digit))
    }
}

/// Groups that only spaces, dots, dashes and the like part.
type Run = Vec<Group>;

/// Characters that people put inside a number.
const SEPARATORS: &str = " \n.-/_:()'";

/// The most separators in a row inside a number.
const LONGEST_SEPARATOR: usize = 3;

/// Every number that points at a person, in the order of the text.
pub(super) fn find(seen: &[Seen]) -> Vec<Finding> {
    let mut found: Vec<(FindingKind, usize, usize)> = Vec::new();
    for run in runs(seen) {
        let moments = moments(&run);
        for at in 0..run.len() {
            let free = |from: usize| found.iter().all(|(_, _, to)| *to <= from);
            if !free(run[at].from) {
                continue;
            }
            let hit =
                identity(&run, at, &moments).or_else(|| phone(seen, &run, at).map(|last| (FindingKind::Phone, last)));
            if let Some((kind, last)) = hit {
                found.push((kind, run[at].from, run[last].to));
            }
        }
    }
    found
        .into_iter()
        .map(|(kind, from, to)| Finding::over(seen, kind, from, to))
        .collect()
}

fn runs(seen: &[Seen]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut at = 0;
    while at < seen.len() {
        if !seen[at].letter.is_ascii_digit() {
            at += 1;
            continue;
        }
        let from = at;
        let mut digits = Vec::new();
        while let Some(digit) = seen.get(at).and_then(|one| one.letter.to_digit(10)) {
            digits.push(u8::try_from(digit).unwrap_or_default());
            at += 1;
        }
        let before = runs.last().and_then(|run| run.last()).map(|group| group.to);
        let separator = before.and_then(|end| separator(&seen[end..from]));
        let group = Group {
            digits,
            from,
            to: at,
            separator,
        };
        match runs.last_mut() {
            Some(run) if group.separator.is_some() => run.push(group),
            _ => runs.push(vec![group]),
        }
    }
    runs
}

/// What stands between two groups, if it is what people put inside a number; several spaces count as one.
fn separator(between: &[Seen]) -> Option<String> {
    let fits = between.iter().all(|one| SEPARATORS.contains(one.letter));
    if !fits || between.len() > LONGEST_SEPARATOR {
        return None;
    }
    let mut text: String = between.iter().map(|one| one.letter).collect();
    while text.contains("  ") {
        text = text.replace("  ", " ");
    }
    Some(text)
}

/// An identity number that begins with group `at`, however it is grouped: the kind and its last group. Groups that tell a
/// day and a time of day are in none.
fn identity(run: &[Group], at: usize, moments: &[Range<usize>]) -> Option<(FindingKind, usize)> {
    let mut digits: Vec<u8> = Vec::new();
    for (last, group) in run.iter().enumerate().skip(at) {
        if moments.iter().any(|moment| moment.contains(&last)) {
            return None;
        }
        digits.extend(&group.digits);
        match digits.len() {
            11 if is_national_identity(&digits) => return Some((FindingKind::NationalIdentity, last)),
            12 if is_duf(&digits) => return Some((FindingKind::ImmigrationCase, last)),
            13.. => return None,
            _ => {}
        }
    }
    None
}

const WEIGHTS_1: [u32; 9] = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const WEIGHTS_2: [u32; 11] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

/// Whether eleven digits are a national identity number, a D-number, one of the health service's or NAV's, or a made-up one
/// of a test series.
///
/// Day + 40 is a D-number; month + 20 NAV's own, + 40 NAV's made-up and the hospitals', + 60 and + 80 made-up ones
/// (Skatteetaten's «Tenor» is + 80), in any combination. Numbers given from 2032 on have the same shape, with remainders 0
/// to 3 for the first check digit (Skatteetaten, «Nytt fødselsnummer fra 2032»). A first digit of 8 or 9 is the health
/// service's common auxiliary number, which has no date.
fn is_national_identity(digits: &[u8]) -> bool {
    let digit = |at: usize| u32::from(digits.get(at).copied().unwrap_or_default());
    let sum = |weights: &[u32]| {
        weights
            .iter()
            .zip(0..)
            .map(|(weight, at)| weight * digit(at))
            .sum::<u32>()
    };
    if (sum(&WEIGHTS_1) + digit(9)) % 11 > 3 || sum(&WEIGHTS_2) % 11 != 0 {
        return false;
    }
    if digit(0) >= 8 {
        return true;
    }
    let day = (digit(0) % 4) * 10 + digit(1);
    let month = (digit(2) % 2) * 10 + digit(3);
    is_date(2000 + digit(4) * 10 + digit(5), month, day)
}

/// Whether twelve digits are a DUF number of the immigration authorities: a year, six digits, and the remainder by 11 of
/// the weighted sum, the six digits first.
fn is_duf(digits: &[u8]) -> bool {
    const WEIGHTS: [u32; 10] = [4, 6, 3, 2, 7, 5, 4, 6, 3, 2];
    let [year @ .., _, _, _, _, _, _, ten, one] = digits else {
        return false;
    };
    let serial = digits.get(4..10).unwrap_or_default();
    let sum: u32 = serial
        .iter()
        .chain(year)
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(*digit) * weight)
        .sum();
    matches!(year, [1, 9, ..] | [2, 0, ..]) && sum % 11 == u32::from(*ten) * 10 + u32::from(*one)
}

/// Where five groups in a row tell a day and a time of day. «1.10.2026 12.15» has eleven digits too, and
/// «2026-10-01 12:05» as many as a DUF number: some pass the check by chance.
fn moments(run: &[Group]) -> Vec<Range<usize>> {
    let all = run.windows(5).enumerate();
    all.filter(|(_, five)| is_moment(five))
        .map(|(at, five)| at..at + five.len())
        .collect()
}

/// `d.m.yyyy` or `yyyy-mm-dd`, and then `hh.mm` or `hh:mm`.
fn is_moment(groups: &[Group]) -> bool {
    let [first, second, third, hour, minute] = groups else {
        return false;
    };
    let (year, month, day) = match (second.parted_by(), third.parted_by()) {
        (".", ".") => (third, second, first),
        ("-", "-") => (first, second, third),
        _ => return false,
    };
    let is_short = |group: &Group| group.digits.len() <= 2;
    let is_day = year.digits.len() == 4
        && is_year(year.value())
        && is_short(month)
        && is_short(day)
        && is_date(year.value(), month.value(), day.value());
    let is_time = is_short(hour) && minute.digits.len() == 2 && hour.value() < 24 && minute.value() < 60;
    is_day && is_time && matches!(hour.parted_by(), "" | "-") && matches!(minute.parted_by(), "." | ":")
}

/// A year that people write about.
fn is_year(year: u32) -> bool {
    (1900..2100).contains(&year)
}

/// A day that exists. Every year that four divides has a leap day: two digits don't tell 1900 from 2000.
fn is_date(year: u32, month: u32, day: u32) -> bool {
    let last = match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        1..=12 => 31,
        _ => return false,
    };
    (1..=last).contains(&day)
}

/// A telephone that begins with group `at`: its last group.
fn phone(seen: &[Seen], run: &[Group], at: usize) -> Option<usize> {
    let group = run.get(at)?;
    let before = group.from.checked_sub(1).and_then(|place| seen.get(place));
    if at == 0 && before.is_some_and(|one| one.letter == '+') {
        return international(run, 8, 15);
    }
    if at == 0 && group.digits.starts_with(&[0, 0]) {
        return international(run, 10, 17);
    }
    if group.digits.len() == 10 && group.digits.starts_with(&[4, 7]) && matches!(group.digits.get(2), Some(4 | 9)) {
        return Some(at);
    }
    let (last, national) = if at == 0 && is_announced(seen, group.from) {
        announced(run)?
    } else {
        grouped(run, at)?
    };
    let digits: Vec<u8> = run
        .get(at..=last)?
        .iter()
        .flat_map(|group| group.digits.clone())
        .collect();
    let is_persons = matches!(digits.first(), Some(2..=7 | 9)) && !is_helpers(&digits);
    let is_other = !national && (is_amount(seen, run, at, last) || is_glued(seen, group.from));
    (is_persons && !is_other).then_some(last)
}

/// A number with a country code: the groups that give at least `min` digits, and no more than `max`.
fn international(run: &[Group], min: usize, max: usize) -> Option<usize> {
    let mut length = 0;
    let mut last = None;
    for (at, group) in run.iter().enumerate() {
        length += group.digits.len();
        if (min..=max).contains(&length) {
            last = Some(at);
        }
    }
    last
}

/// Words that say that a telephone follows.
const ANNOUNCING: [&str; 12] = [
    "tlf",
    "telefon",
    "telefonen",
    "telefonnummer",
    "telefonnummeret",
    "mobil",
    "mobilen",
    "mobilnummer",
    "mob",
    "ring",
    "sms",
    "whatsapp",
];

/// Whether a word before the number says that it is a telephone.
fn is_announced(seen: &[Seen], from: usize) -> bool {
    let mut before = seen
        .get(..from)
        .unwrap_or_default()
        .iter()
        .rev()
        .map(|one| one.letter)
        .peekable();
    while before.next_if(|letter| matches!(letter, ' ' | '.' | ':')).is_some() {}
    let backwards: Vec<char> = before
        .take_while(|letter| letter.is_alphabetic())
        .take(20)
        .map(folded)
        .collect();
    let word: String = backwards.into_iter().rev().collect();
    ANNOUNCING.contains(&word.as_str())
}

/// Eight digits from the first group on, however they are grouped. The mark says that nothing else can be meant.
fn announced(run: &[Group]) -> Option<(usize, bool)> {
    let mut length = 0;
    for (last, group) in run.iter().enumerate() {
        length += group.digits.len();
        if length >= 8 {
            return (length == 8).then_some((last, true));
        }
    }
    None
}

/// Eight digits as telephones are written: together, 2-2-2-2 or 3-2-3, with the same sign between all groups.
fn grouped(run: &[Group], at: usize) -> Option<(usize, bool)> {
    let lengths = |from: usize| {
        run.get(from..)
            .unwrap_or_default()
            .iter()
            .map(|group| group.digits.len())
    };
    let group = run.get(at)?;
    if group.digits.len() == 8 {
        return (!is_solid_date(&group.digits)).then_some((at, false));
    }
    let wanted: &[usize] = if group.digits.len() == 2 {
        &[2, 2, 2, 2]
    } else {
        &[3, 2, 3]
    };
    let fits = lengths(at).zip(wanted).filter(|(is, wanted)| is == *wanted).count() == wanted.len();
    let last = at + wanted.len() - 1;
    let sign = run.get(at + 1)?.separator.as_deref();
    let alike = run
        .get(at + 1..=last)?
        .iter()
        .all(|group| group.separator.as_deref() == sign);
    if !fits || !alike || !matches!(sign, Some(" " | "." | "-")) {
        return None;
    }
    // Longer rows of pairs are something else, but for a country code before.
    let is_continued = |place: usize| {
        run.get(place)
            .is_some_and(|next| next.digits.len() == 2 && wanted.len() == 4 && next.separator.as_deref() == sign)
    };
    let is_after_more = at > 0 && is_continued(at) && run[at - 1].digits.len() == 2 && run[at - 1].value() != 47;
    let values: Vec<u32> = run[at..=last].iter().map(Group::value).collect();
    let is_counting = wanted.len() == 4 && values.windows(2).all(|pair| pair[1] == pair[0] + 1);
    (!is_after_more && !is_continued(last + 1) && !is_counting).then_some((last, false))
}

/// Eight digits together that are a date: `20261123` or `23112026`.
fn is_solid_date(digits: &[u8]) -> bool {
    let number = |range: std::ops::Range<usize>| {
        digits
            .get(range)
            .unwrap_or_default()
            .iter()
            .fold(0, |value, digit| value * 10 + u32::from(*digit))
    };
    (is_year(number(0..4)) && is_date(number(0..4), number(4..6), number(6..8)))
        || (is_year(number(4..8)) && is_date(number(4..8), number(2..4), number(0..2)))
}

/// A telephone of someone who helps, which is printed on the application's own page.
fn is_helpers(digits: &[u8]) -> bool {
    NUMBERS.iter().any(|helper| {
        helper
            .number
            .chars()
            .filter_map(|letter| letter.to_digit(10))
            .eq(digits.iter().map(|digit| u32::from(*digit)))
    })
}

/// Whether the number is money: «kr» or «kroner» beside it.
fn is_amount(seen: &[Seen], run: &[Group], at: usize, last: usize) -> bool {
    let word = |letters: &mut dyn Iterator<Item = char>| -> String {
        letters
            .skip_while(|letter| *letter == ' ')
            .take_while(|letter| letter.is_alphabetic() || *letter == '%')
            .take(10)
            .map(folded)
            .collect()
    };
    let after = word(
        &mut seen
            .get(run[last].to..)
            .unwrap_or_default()
            .iter()
            .map(|one| one.letter),
    );
    let mut before = seen
        .get(..run[at].from)
        .unwrap_or_default()
        .iter()
        .rev()
        .map(|one| one.letter);
    let before: String = word(&mut before).chars().rev().collect();
    let is_money = |word: &str| matches!(word, "kr" | "kroner" | "nok" | "euro" | "dollar" | "%");
    is_money(&after) || is_money(&before)
}

/// Whether a letter or a slash stands right before the number: a case number, a code.
fn is_glued(seen: &[Seen], from: usize) -> bool {
    from.checked_sub(1)
        .and_then(|place| seen.get(place))
        .is_some_and(|one| one.letter.is_alphabetic() || one.letter == '/')
}
