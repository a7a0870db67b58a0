//! The packing list of a session, compiled from what its blocks need.

use super::{Block, RunSheet};

/// One thing to bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackingItem<'a> {
    /// As it is written the first time.
    pub name: &'a str,
    /// How many each pupil needs, where it says so: «2 ark per elev».
    pub each: Option<u32>,
    /// The blocks that need it, in order.
    pub blocks: Vec<&'a Block>,
}

/// The ends of a text that say that every pupil needs it, in the three languages of the product.
const FOR_EACH: [&str; 16] = [
    " per elev",
    " pr. elev",
    " pr elev",
    " per deltaker",
    " per deltakar",
    " per person",
    " pr. person",
    " per plass",
    " til hver",
    " til kvar",
    " til hver elev",
    " til kvar elev",
    " per pupil",
    " per participant",
    " for each pupil",
    " each",
];

impl PackingItem<'_> {
    /// The same for every spelling of it in large or small letters: what a tick is kept under.
    pub fn key(&self) -> String {
        self.name.to_lowercase()
    }

    /// How many are needed for a group of so many; `None` where it does not follow the group.
    pub fn needed_for(&self, people: u16) -> Option<u32> {
        Some(self.each?.saturating_mul(people.into()))
    }
}

/// Everything the blocks need, in the order it is needed first. Material is a list with commas, semicolons or lines.
pub fn packing_list(sheet: &RunSheet) -> Vec<PackingItem<'_>> {
    let mut items: Vec<PackingItem<'_>> = Vec::new();
    for block in &sheet.blocks {
        let names = block.material.as_str().split([',', ';', '\n']).map(str::trim);
        for name in names.filter(|name| !name.is_empty()) {
            let key = name.to_lowercase();
            match items.iter_mut().find(|item| item.key() == key) {
                Some(item) if item.blocks.last().is_some_and(|last| last.id == block.id) => {}
                Some(item) => item.blocks.push(block),
                None => items.push(PackingItem {
                    name,
                    each: each(&key),
                    blocks: vec![block],
                }),
            }
        }
    }
    items
}

/// How many each needs: the number that it begins with, or one. `None` for what is not for each.
fn each(lower: &str) -> Option<u32> {
    let what = FOR_EACH.iter().find_map(|end| lower.strip_suffix(end))?;
    let first = what.split_whitespace().next()?;
    Some(first.parse().unwrap_or(1))
}
