//! The packing list of a session, compiled from what its blocks need.

use super::{Block, RunSheet};

/// One thing to bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackingItem<'a> {
    /// As it is written the first time.
    pub name: &'a str,
    /// The blocks that need it, in order.
    pub blocks: Vec<&'a Block>,
}

impl PackingItem<'_> {
    /// The same for every spelling of it in large or small letters: what a tick is kept under.
    pub fn key(&self) -> String {
        self.name.to_lowercase()
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
                    blocks: vec![block],
                }),
            }
        }
    }
    items
}
