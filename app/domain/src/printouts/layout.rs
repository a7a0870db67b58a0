//! How tall each stretch of time is on a poster, and with which letters. All lengths are tenths of a millimetre.
//!
//! A row's height follows its minutes, but is never less than its text needs. The widths behind the numbers are those of
//! `style/printouts.css`: a text column of 134 mm on A4, with the widest of the fonts that browsers have for the page,
//! where a bold letter is two thirds as wide as it is high.

/// What is left for the rows of a page of A4, below the poster's head.
pub const PAGE_HEIGHT: u32 = 2180;

/// Poster rows that always go on one page, whatever their texts.
const ALWAYS_ONE_PAGE: usize = 20;

/// The least height of free time; it is shown without words when it is lower than a line.
const LEAST_FREE: u32 = 15;

/// Letters of the text on free time.
const FREE_LETTERS: usize = 12;

/// What the layout knows of a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// How long, in minutes.
    pub minutes: u32,
    /// Letters of its text; `None` for free time.
    pub letters: Option<usize>,
}

/// The size of a row's letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lettering {
    /// 9 points, not bold: a full page of long texts.
    Tiny,
    /// 12 points.
    Condensed,
    /// 16 points: to be read from a chair.
    Small,
    /// 22 points.
    Medium,
    /// 30 points: to be read from across the room.
    Large,
}

/// A row of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Which entry, from 0.
    pub entry: usize,
    /// How tall.
    pub height: u32,
    /// With which letters; `None` when it is too low for words.
    pub lettering: Option<Lettering>,
}

impl Lettering {
    /// The largest first.
    const FROM_LARGE: [Self; 5] = [Self::Large, Self::Medium, Self::Small, Self::Condensed, Self::Tiny];

    /// The name of its style.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tiny => "tiny",
            Self::Condensed => "condensed",
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }

    /// Letters that surely fit on a line, the height of a line, and the air above and below.
    const fn measures(self) -> (usize, u32, u32) {
        match self {
            Self::Tiny => (60, 37, 10),
            Self::Condensed => (41, 49, 12),
            Self::Small => (31, 65, 30),
            Self::Medium => (22, 90, 30),
            Self::Large => (16, 122, 40),
        }
    }

    /// The height that a text of so many letters needs.
    pub fn height_of(self, letters: usize) -> u32 {
        let (on_a_line, line, air) = self.measures();
        let lines = u32::try_from(letters.div_ceil(on_a_line).max(1)).unwrap_or(u32::MAX);
        lines.saturating_mul(line).saturating_add(air)
    }
}

impl Entry {
    /// The least height when letters are no smaller than these.
    fn least(self, smallest: Lettering) -> u32 {
        self.letters.map_or(LEAST_FREE, |letters| smallest.height_of(letters))
    }

    /// The largest letters that fit.
    fn lettering(self, height: u32) -> Option<Lettering> {
        let letters = self.letters.unwrap_or(FREE_LETTERS);
        Lettering::FROM_LARGE
            .into_iter()
            .find(|lettering| lettering.height_of(letters) <= height)
    }
}

/// The rows of each page, in order. The rows of a page fill it; nothing at all gives no page.
pub fn pages(entries: &[Entry]) -> Vec<Vec<Row>> {
    let fits = |smallest: Lettering| entries.iter().map(|entry| entry.least(smallest)).sum::<u32>() <= PAGE_HEIGHT;
    let few = entries.iter().filter(|entry| entry.letters.is_some()).count() <= ALWAYS_ONE_PAGE;
    let smallest = [Lettering::Small, Lettering::Condensed]
        .into_iter()
        .find(|smallest| fits(*smallest))
        .unwrap_or(if few { Lettering::Tiny } else { Lettering::Small });
    let numbered: Vec<(usize, Entry)> = entries.iter().copied().enumerate().collect();
    split(&numbered, smallest)
        .into_iter()
        .map(|page| fill(page, smallest))
        .collect()
}

/// Cuts the entries into pages of about the same content, none with more than goes on a page.
fn split(entries: &[(usize, Entry)], smallest: Lettering) -> Vec<&[(usize, Entry)]> {
    let least = |entries: &[(usize, Entry)]| entries.iter().map(|(_, entry)| entry.least(smallest)).sum::<u32>();
    let mut pages = Vec::new();
    let mut rest = entries;
    while !rest.is_empty() {
        let needed = least(rest);
        let share = needed.div_ceil(needed.div_ceil(PAGE_HEIGHT).max(1));
        let mut used = 0;
        let taken = rest
            .iter()
            .take_while(|(_, entry)| {
                let before = used;
                used += entry.least(smallest);
                before == 0 || (before < share && used <= PAGE_HEIGHT)
            })
            .count();
        let (page, left) = rest.split_at(taken);
        pages.push(page);
        rest = left;
    }
    pages
}

/// Shares a page among its rows by their minutes, none lower than its text needs.
fn fill(page: &[(usize, Entry)], smallest: Lettering) -> Vec<Row> {
    let no_minutes = page.iter().all(|(_, entry)| entry.minutes == 0);
    let weight = |entry: &Entry| u64::from(if no_minutes { 1 } else { entry.minutes });
    let least = |entry: &Entry| u64::from(entry.least(smallest));
    // Whoever would get less than it needs gets that, and the others share what is left.
    let mut is_held: Vec<bool> = vec![false; page.len()];
    let (mut height, mut minutes) = (
        u64::from(PAGE_HEIGHT),
        page.iter().map(|(_, entry)| weight(entry)).sum::<u64>(),
    );
    loop {
        let short = page
            .iter()
            .zip(&mut is_held)
            .find(|((_, entry), held)| !**held && weight(entry) * height < least(entry) * minutes);
        let Some(((_, entry), held)) = short else { break };
        *held = true;
        height = height.saturating_sub(least(entry));
        minutes -= weight(entry);
    }
    // Each ends where its minutes end, to the nearest unit below, so that the heights add up to the page.
    let mut passed = 0;
    page.iter()
        .zip(is_held)
        .map(|((at, entry), held)| {
            let tall = if held {
                least(entry)
            } else {
                let begins = (passed * height).checked_div(minutes).unwrap_or(0);
                passed += weight(entry);
                (passed * height).checked_div(minutes).unwrap_or(0) - begins
            };
            let tall = u32::try_from(tall).unwrap_or(PAGE_HEIGHT);
            Row {
                entry: *at,
                height: tall,
                lettering: entry.lettering(tall),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::run_sheet::MAX_BLOCKS;
    use crate::text::{BlockMinutes, Title};

    fn block(minutes: u32, letters: usize) -> Entry {
        Entry {
            minutes,
            letters: Some(letters),
        }
    }

    fn entry() -> impl Strategy<Value = Entry> {
        let letters = prop_oneof![9 => (1..=Title::MAX as usize).prop_map(Some), 1 => Just(None)];
        (0..=u32::from(BlockMinutes::MAX), letters).prop_map(|(minutes, letters)| Entry { minutes, letters })
    }

    proptest! {
        #[test]
        fn the_rows_fill_each_page_keep_their_order_and_hold_their_texts(entries in prop::collection::vec(entry(), 0..=MAX_BLOCKS)) {
            let pages = pages(&entries);
            for page in &pages {
                prop_assert_eq!(page.iter().map(|row| row.height).sum::<u32>(), PAGE_HEIGHT);
            }
            let order: Vec<usize> = pages.iter().flatten().map(|row| row.entry).collect();
            prop_assert_eq!(order, (0..entries.len()).collect::<Vec<_>>());
            for row in pages.iter().flatten() {
                let entry = entries[row.entry];
                match (entry.letters, row.lettering) {
                    (Some(letters), Some(lettering)) => prop_assert!(lettering.height_of(letters) <= row.height),
                    (Some(_), None) => prop_assert!(false, "a block without words"),
                    (None, _) => prop_assert!(row.height >= LEAST_FREE),
                }
            }
        }

        #[test]
        fn twenty_blocks_go_on_one_page_whatever_their_texts(
            blocks in prop::collection::vec((0..=480_u32, 1..=Title::MAX as usize), 1..=20),
            gaps in prop::collection::vec(any::<bool>(), 20),
        ) {
            let with_gaps = blocks.iter().zip(gaps).flat_map(|((minutes, letters), gap)| {
                let free = gap.then_some(Entry { minutes: 10, letters: None });
                free.into_iter().chain([block(*minutes, *letters)])
            });
            prop_assert_eq!(pages(&with_gaps.collect::<Vec<_>>()).len(), 1);
        }

        #[test]
        fn of_two_blocks_of_a_page_with_texts_as_long_the_longer_is_no_lower(
            blocks in prop::collection::vec(0..=480_u32, 2..=20),
            letters in 1..=40_usize,
        ) {
            let entries: Vec<Entry> = blocks.iter().map(|minutes| block(*minutes, letters)).collect();
            for page in pages(&entries) {
                for one in &page {
                    for other in &page {
                        let (short, long) = (entries[one.entry].minutes, entries[other.entry].minutes);
                        // One unit for what is cut off when heights are made whole.
                        prop_assert!(short > long || one.height <= other.height + 1);
                    }
                }
            }
        }

        #[test]
        fn more_than_a_page_is_shared_so_that_no_page_is_nearly_empty(count in 60..=MAX_BLOCKS, letters in 1..=Title::MAX as usize) {
            let pages = pages(&vec![block(5, letters); count]);
            prop_assert!(pages.len() > 1);
            let counts: Vec<usize> = pages.iter().map(Vec::len).collect();
            let (few, many) = (counts.iter().min().copied(), counts.iter().max().copied());
            prop_assert!(many <= few.map(|few| few * 2 + 1), "{counts:?}");
        }
    }

    #[test]
    fn without_small_blocks_the_heights_are_the_minutes() {
        let heights: Vec<u32> = pages(&[block(60, 10), block(30, 10), block(10, 10), block(9, 10)])
            .concat()
            .iter()
            .map(|row| row.height)
            .collect();
        assert_eq!(heights, [1200, 600, 200, 180]);
    }

    #[test]
    fn five_minutes_beside_an_hour_are_readable() {
        let page = pages(&[block(60, 20), block(5, 20), block(60, 20), block(55, 20)]).concat();
        let letters: Vec<_> = page.iter().filter_map(|row| row.lettering).collect();
        assert_eq!(
            letters,
            [Lettering::Large, Lettering::Small, Lettering::Large, Lettering::Large]
        );
        assert_eq!(page[1].height, 95);
    }

    #[test]
    fn no_blocks_give_no_page_and_blocks_without_minutes_share_it_alike() {
        assert_eq!(pages(&[]), Vec::<Vec<Row>>::new());
        let heights: Vec<u32> = pages(&[block(0, 5), block(0, 5)])
            .concat()
            .iter()
            .map(|row| row.height)
            .collect();
        assert_eq!(heights, [1090, 1090]);
    }
}
