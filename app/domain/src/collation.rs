//! The order of names in a Norwegian list: æ, ø and å come last, aa is å (Unicode CLDR, collation of `nb` and `nn`).

use std::cmp::Ordering;
use std::iter::from_fn;

/// A text that is ordered as Norwegians order names: without regard to case and accents, æ, ø, å after z, ä as æ, ö as ø, aa as å. What is
/// the same by that is ordered by its letters, so that only equal texts are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Collated<'a>(pub &'a str);

impl Ord for Collated<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        weights(self.0).cmp(weights(other.0)).then_with(|| self.0.cmp(other.0))
    }
}

impl PartialOrd for Collated<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Where a letter stands: marks before digits, digits before letters, other scripts last.
type Weight = (u8, char);

const MARK: u8 = 0;
const DIGIT: u8 = 1;
const LETTER: u8 = 2;
const AFTER_Z: u8 = 3;
const OTHER: u8 = 4;
/// The three last, in their order.
const AE: Weight = (AFTER_Z, '1');
const OE: Weight = (AFTER_Z, '2');
const AA: Weight = (AFTER_Z, '3');
/// Written after the letter that they stand on.
const DIAERESIS: char = '\u{308}';
const RING: char = '\u{30a}';

fn weights(text: &str) -> impl Iterator<Item = Weight> + use<'_> {
    let mut letters = text.chars().flat_map(char::to_lowercase).peekable();
    let mut second: Option<Weight> = None;
    from_fn(move || {
        if let Some(waiting) = second.take() {
            return Some(waiting);
        }
        let letter = letters.find(|letter| !is_accent(*letter))?;
        let next = letters.peek().copied();
        let joined = match (letter, next) {
            ('a', Some('a' | RING)) => Some(AA),
            ('a', Some(DIAERESIS)) => Some(AE),
            ('o', Some(DIAERESIS)) => Some(OE),
            _ => None,
        };
        if let Some(joined) = joined {
            letters.next();
            return Some(joined);
        }
        let (first, after) = weight(letter);
        second = after;
        Some(first)
    })
}

/// An accent that is written after its letter.
const fn is_accent(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// A small letter's place; two for a letter that counts as two.
fn weight(letter: char) -> (Weight, Option<Weight>) {
    let base = match letter {
        'æ' | 'ä' => return (AE, None),
        'ø' | 'ö' | 'ő' => return (OE, None),
        'å' => return (AA, None),
        'þ' => return ((LETTER, 't'), Some((LETTER, 'h'))),
        'œ' => return ((LETTER, 'o'), Some((LETTER, 'e'))),
        'ß' => return ((LETTER, 's'), Some((LETTER, 's'))),
        'á' | 'à' | 'â' | 'ã' | 'ă' | 'ą' | 'ā' => 'a',
        'ç' | 'č' | 'ć' => 'c',
        'đ' | 'ð' | 'ď' => 'd',
        'é' | 'è' | 'ê' | 'ë' | 'ę' | 'ě' | 'ē' => 'e',
        'ğ' => 'g',
        'í' | 'ì' | 'î' | 'ï' | 'ı' | 'ī' => 'i',
        'ł' => 'l',
        'ñ' | 'ŋ' | 'ń' | 'ň' => 'n',
        'ó' | 'ò' | 'ô' | 'õ' | 'ō' => 'o',
        'ř' => 'r',
        'š' | 'ś' | 'ş' | 'ș' => 's',
        'ŧ' | 'ť' | 'ţ' | 'ț' => 't',
        'ú' | 'ù' | 'û' | 'ů' | 'ū' => 'u',
        'ý' | 'ü' | 'ű' | 'ÿ' => 'y',
        'ž' | 'ź' | 'ż' | 'ʒ' | 'ǯ' => 'z',
        other => other,
    };
    let class = match base {
        'a'..='z' => LETTER,
        '0'..='9' => DIGIT,
        other if other.is_alphanumeric() => OTHER,
        _ => MARK,
    };
    ((class, base), None)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sorted(names: &[&'static str]) -> Vec<&'static str> {
        let mut names = names.to_vec();
        names.sort_by_key(|name| Collated(name));
        names
    }

    #[test]
    fn the_norwegian_letters_come_last_and_in_their_order() {
        let names = ["Åsen", "Østre", "Ævongen", "Zacco", "Asker", "asker", "Bekkefaret"];
        assert_eq!(
            sorted(&names),
            ["Asker", "asker", "Bekkefaret", "Zacco", "Ævongen", "Østre", "Åsen"]
        );
    }

    #[test]
    fn aa_is_aa_with_a_ring_and_accents_do_not_count() {
        assert_eq!(
            sorted(&["Aasen", "Ål", "Åby", "Abel", "Ørland", "Vågan"]),
            ["Abel", "Vågan", "Ørland", "Åby", "Ål", "Aasen"]
        );
        assert_eq!(
            sorted(&["Ångström", "Örebro", "Ärla", "Zürich", "Zyl"])[2..],
            ["Ärla", "Örebro", "Ångström"]
        );
        assert_eq!(sorted(&["Kárášjohka", "Karasjoz", "Karasjak"])[1], "Kárášjohka");
        // Written as a letter and an accent, as some systems send it.
        assert_eq!(sorted(&["A\u{30a}s", "Øy", "Vik"]), ["Vik", "Øy", "A\u{30a}s"]);
    }

    #[test]
    fn a_word_comes_before_a_longer_one_and_marks_before_letters() {
        assert_eq!(
            sorted(&["Åsen skole", "Ås vgs", "Ås", "Ås skole"]),
            ["Ås", "Ås skole", "Ås vgs", "Åsen skole"]
        );
        assert_eq!(sorted(&["b", "1", "محمد", "-", ""]), ["", "-", "1", "b", "محمد"]);
    }

    proptest! {
        #[test]
        fn it_is_one_order_of_all_texts(one in ".{0,12}", two in ".{0,12}", three in ".{0,12}") {
            let (a, b, c) = (Collated(&one), Collated(&two), Collated(&three));
            prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
            prop_assert_eq!(a.cmp(&b) == Ordering::Equal, one == two);
            if a <= b && b <= c {
                prop_assert!(a <= c);
            }
        }
    }
}
