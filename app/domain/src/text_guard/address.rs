//! E-mail addresses and the names of accounts.

use super::seen::Seen;
use super::{Finding, FindingKind};

/// Every e-mail address (refused), and every `@name` (asked: an account's name is often a person's).
pub(super) fn find(seen: &[Seen]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, _) in seen.iter().enumerate().filter(|(_, one)| one.letter == '@') {
        let (from, to) = (local_part(seen, at), host(seen, at + 1));
        if from < at && to > at + 1 {
            found.push(Finding::over(seen, FindingKind::Email, from, to));
        } else if let Some((from, to)) = spaced(seen, at) {
            found.push(Finding::over(seen, FindingKind::Email, from, to));
        } else if to > at + 2 && seen.get(at + 1).is_some_and(|one| one.letter.is_alphabetic()) {
            found.push(Finding::over(seen, FindingKind::Name, at, to));
        }
    }
    found
}

/// Where the part before the sign begins.
fn local_part(seen: &[Seen], at: usize) -> usize {
    let length = seen
        .get(..at)
        .unwrap_or_default()
        .iter()
        .rev()
        .take_while(|one| one.letter.is_alphanumeric() || "._-+%".contains(one.letter))
        .count();
    at - length
}

/// Where the part after the sign ends; a dot at the end is that of the sentence.
fn host(seen: &[Seen], from: usize) -> usize {
    let all = seen.get(from..).unwrap_or_default();
    let length = all
        .iter()
        .take_while(|one| one.letter.is_alphanumeric() || "._-".contains(one.letter))
        .count();
    let ending = all
        .get(..length)
        .unwrap_or_default()
        .iter()
        .rev()
        .take_while(|one| !one.letter.is_alphanumeric())
        .count();
    from + length - ending
}

/// `kari @ skole.no`: spaces around the sign, and a domain after it.
fn spaced(seen: &[Seen], at: usize) -> Option<(usize, usize)> {
    let is_space = |place: usize| seen.get(place).is_some_and(|one| one.letter == ' ');
    let before = if at > 0 && is_space(at - 1) { at - 1 } else { at };
    let after = if is_space(at + 1) { at + 2 } else { at + 1 };
    let (from, to) = (local_part(seen, before), host(seen, after));
    let domain: String = seen.get(after..to)?.iter().map(|one| one.letter).collect();
    let (_, top) = domain.rsplit_once('.')?;
    (from < before && top.chars().count() >= 2 && top.chars().all(char::is_alphabetic)).then_some((from, to))
}
