//! A text as it is looked at: the tricks of writing taken away, each character with its place in the text as typed.

/// One character that counts, and the bytes it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen {
    /// As looked at: plain digits, plain spaces, plain dashes; letters as typed.
    pub(super) letter: char,
    /// First byte in the text.
    pub(super) start: usize,
    /// The byte after the last, marks above and below included.
    pub(super) end: usize,
}

/// The text without what can't be seen, marks on letters folded into their letter, digits of every script and of every
/// ornament as 0 to 9, wide and small forms as the common ones, all spaces and dashes alike.
pub(super) fn see(text: &str) -> Vec<Seen> {
    let mut all: Vec<Seen> = Vec::with_capacity(text.len());
    for (start, typed) in text.char_indices() {
        let end = start + typed.len_utf8();
        if is_invisible(typed) {
            continue;
        }
        if is_mark(typed) {
            if let Some(last) = all.last_mut() {
                last.end = end;
            }
            continue;
        }
        all.push(Seen {
            letter: plain(typed),
            start,
            end,
        });
    }
    all
}

/// Zero-width characters, soft hyphens, marks of direction, selectors of variants, tags.
const fn is_invisible(typed: char) -> bool {
    matches!(typed,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Marks that are written over, under or through the letter before.
const fn is_mark(typed: char) -> bool {
    matches!(typed,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{65f}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// One character as the common one that reads the same.
fn plain(typed: char) -> char {
    if typed.is_ascii() {
        return match typed {
            '\r' | '\u{b}' | '\u{c}' => '\n',
            '\t' => ' ',
            '`' => '\'',
            other => other,
        };
    }
    match typed {
        '\u{ff01}'..='\u{ff5e}' => shifted(typed, 0xff01, '!'),
        '\u{fe52}' | '\u{2024}' | '\u{3002}' | '\u{ff61}' => '.',
        '\u{fe6b}' => '@',
        '\u{fe55}' => ':',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '\u{fe58}' | '\u{fe63}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{b4}' | '\u{2032}' => '\'',
        '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\u{2044}' | '\u{2215}' => '/',
        // Mathematical letters: thirteen alphabets of 52 letters each.
        '\u{1d400}'..='\u{1d6a3}' if typed.is_alphabetic() => alphabet((typed as u32 - 0x1d400) % 52),
        '\u{24b6}'..='\u{24cf}' => shifted(typed, 0x24b6, 'A'),
        '\u{24d0}'..='\u{24e9}' => shifted(typed, 0x24d0, 'a'),
        '\u{1f130}'..='\u{1f149}' => shifted(typed, 0x1f130, 'A'),
        other if other.is_whitespace() => ' ',
        other => digit(other).unwrap_or(other),
    }
}

fn shifted(typed: char, from: u32, to: char) -> char {
    char::from_u32(typed as u32 - from + to as u32).unwrap_or(typed)
}

fn alphabet(place: u32) -> char {
    let (first, at) = if place < 26 { ('A', place) } else { ('a', place - 26) };
    char::from_u32(first as u32 + at).unwrap_or(first)
}

/// Where the ten digits of a script begin: general category `Nd` of Unicode 15.
const ZEROS: [u32; 65] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
    0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0,
    0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0,
    0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0,
    0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0,
];

/// The digit that a character of any script stands for, raised, lowered and ringed ones included.
fn digit(typed: char) -> Option<char> {
    let code = typed as u32;
    let ornament = match typed {
        '\u{b9}' => Some(1),
        '\u{b2}' => Some(2),
        '\u{b3}' => Some(3),
        '\u{2070}' | '\u{24ea}' | '\u{24ff}' | '\u{1f100}' => Some(0),
        '\u{2074}'..='\u{2079}' => Some(code - 0x2070),
        '\u{2080}'..='\u{2089}' => Some(code - 0x2080),
        '\u{2460}'..='\u{2468}' => Some(code - 0x245f),
        '\u{2776}'..='\u{277e}' => Some(code - 0x2775),
        '\u{2780}'..='\u{2788}' => Some(code - 0x277f),
        '\u{278a}'..='\u{2792}' => Some(code - 0x2789),
        _ => None,
    };
    ornament
        .or_else(|| {
            let after = ZEROS.partition_point(|zero| *zero <= code);
            let zero = ZEROS.get(after.checked_sub(1)?)?;
            Some(code - zero).filter(|value| *value < 10)
        })
        .and_then(|value| char::from_digit(value, 10))
}

/// Base letters of U+00C0 to U+017F. Ø reads as o and å as a, since people write them so; æ as e.
const LATIN: &[u8; 192] = b"aaaaaaeceeeeiiiidnooooo?ouuuuytsaaaaaaeceeeeiiiidnooooo?ouuuuyty\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Base letters of U+1E00 to U+1EFF.
const LATIN_ADDITIONAL: &[u8; 256] = b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooo\
pppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas??s?aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooo\
uuuuuuuuuuuuuuyyyyyyyy??????";

/// Letters of other alphabets that look like Latin ones, and the Latin ones.
const LOOK_ALIKES: [(char, char); 39] = [
    ('\u{259}', 'e'),
    ('\u{1dd}', 'e'),
    ('\u{251}', 'a'),
    ('\u{261}', 'g'),
    ('\u{219}', 's'),
    ('\u{21b}', 't'),
    ('\u{1a1}', 'o'),
    ('\u{1b0}', 'u'),
    ('\u{1ce}', 'a'),
    ('\u{1e7}', 'g'),
    ('\u{203}', 'a'),
    ('\u{430}', 'a'),
    ('\u{435}', 'e'),
    ('\u{43e}', 'o'),
    ('\u{440}', 'p'),
    ('\u{441}', 'c'),
    ('\u{443}', 'y'),
    ('\u{445}', 'x'),
    ('\u{456}', 'i'),
    ('\u{458}', 'j'),
    ('\u{455}', 's'),
    ('\u{4bb}', 'h'),
    ('\u{43a}', 'k'),
    ('\u{43c}', 'm'),
    ('\u{442}', 't'),
    ('\u{432}', 'b'),
    ('\u{43d}', 'h'),
    ('\u{3b1}', 'a'),
    ('\u{3bf}', 'o'),
    ('\u{3bd}', 'v'),
    ('\u{3b9}', 'i'),
    ('\u{3c1}', 'p'),
    ('\u{3ba}', 'k'),
    ('\u{3c4}', 't'),
    ('\u{3c5}', 'y'),
    ('\u{3b5}', 'e'),
    ('\u{3b2}', 'b'),
    ('\u{3b7}', 'h'),
    ('\u{3bc}', 'm'),
];

/// A letter as lists are searched for it: small, without marks, Latin where it looks Latin.
pub(super) fn folded(letter: char) -> char {
    let small = letter.to_lowercase().next().unwrap_or(letter);
    let base = match small as u32 {
        code @ 0xc0..=0x17f => base_of(LATIN, code - 0xc0),
        code @ 0x1e00..=0x1eff => base_of(LATIN_ADDITIONAL, code - 0x1e00),
        _ => None,
    };
    base.or_else(|| {
        LOOK_ALIKES
            .iter()
            .find(|(other, _)| *other == small)
            .map(|(_, latin)| *latin)
    })
    .unwrap_or(small)
}

fn base_of(table: &[u8], at: u32) -> Option<char> {
    let base = *table.get(usize::try_from(at).ok()?)?;
    (base != b'?').then_some(char::from(base))
}
