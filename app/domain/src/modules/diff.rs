//! What differs between two versions of a module, readable; and a block of an old one put back.

use serde::{Deserialize, Serialize};

use super::command::ModuleCommand;
use super::content::ModuleContent;
use super::rebase::head_rows;
use crate::clash::ClashRow;
use crate::files::Attachment;
use crate::ids::BlockId;
use crate::run_sheet::{Block, BlockField, Place, RunSheet, RunSheetEdit};

/// One difference, from an old version to a new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "difference")]
pub enum Difference {
    /// A field of the head: `theirs` is the old value, `mine` the new one.
    Head {
        /// Both values.
        row: ClashRow,
    },
    /// A file that was not there.
    FileAdded {
        /// The file.
        file: Attachment,
    },
    /// A file that is gone.
    FileRemoved {
        /// The file.
        file: Attachment,
    },
    /// A file of which something else is said.
    FileChanged {
        /// As it was.
        before: Attachment,
        /// As it is.
        after: Attachment,
    },
    /// A block that was not there.
    Added {
        /// As it is in the new one.
        block: Block,
    },
    /// A block that is gone.
    Removed {
        /// As it was in the old one.
        block: Block,
    },
    /// A block with other fields.
    Changed {
        /// As it was.
        before: Block,
        /// As it is.
        after: Block,
    },
    /// A block that stands elsewhere among those of both.
    Moved {
        /// As it is.
        block: Block,
        /// Its place in the old one, 1 for the first.
        before: usize,
        /// Its place in the new one.
        after: usize,
    },
}

/// Every difference, the head first, then block by block in the order of the new version, then the files.
pub fn differences(old: &ModuleContent, new: &ModuleContent) -> Vec<Difference> {
    let head = head_rows(&old.head, &old.head, &new.head);
    let mut found: Vec<Difference> = head.into_iter().map(|row| Difference::Head { row }).collect();
    let stays = unmoved(&old.run_sheet, &new.run_sheet);
    for (place, block) in new.run_sheet.blocks.iter().enumerate() {
        let Some(before) = old.run_sheet.block(block.id) else {
            found.push(Difference::Added { block: block.clone() });
            continue;
        };
        if before != block {
            found.push(Difference::Changed {
                before: before.clone(),
                after: block.clone(),
            });
        }
        if !stays.contains(&block.id) {
            found.push(Difference::Moved {
                block: block.clone(),
                before: old.run_sheet.position(block.id).map_or(0, |at| at + 1),
                after: place + 1,
            });
        }
    }
    let gone = old.run_sheet.blocks.iter();
    let gone = gone.filter(|block| new.run_sheet.block(block.id).is_none());
    found.extend(gone.map(|block| Difference::Removed { block: block.clone() }));
    found.extend(of_files(&old.files, &new.files));
    found
}

fn of_files(old: &[Attachment], new: &[Attachment]) -> Vec<Difference> {
    let in_new = new.iter().filter_map(|file| {
        let Some(before) = old.iter().find(|before| before.id == file.id) else {
            return Some(Difference::FileAdded { file: file.clone() });
        };
        (before != file).then(|| Difference::FileChanged {
            before: before.clone(),
            after: file.clone(),
        })
    });
    let gone = old.iter().filter(|file| new.iter().all(|now| now.id != file.id));
    let gone = gone.map(|file| Difference::FileRemoved { file: file.clone() });
    in_new.chain(gone).collect()
}

/// The command that makes a module's files take over one difference; `None` for one of something else, and where there is
/// nothing to do.
pub fn take_file(difference: &Difference, now: &[Attachment]) -> Option<ModuleCommand> {
    let here = |id| now.iter().find(|file| file.id == id);
    match difference {
        Difference::FileAdded { file } => here(file.id)
            .is_none()
            .then(|| ModuleCommand::TakeFile { file: file.clone() }),
        Difference::FileRemoved { file } => here(file.id).map(|file| ModuleCommand::RemoveFile { id: file.id }),
        Difference::FileChanged { after, .. } => {
            here(after.id)
                .filter(|file| file.about != after.about)
                .map(|file| ModuleCommand::DescribeFile {
                    id: file.id,
                    about: after.about.clone(),
                })
        }
        _ => None,
    }
}

/// The edit that gives a run sheet a block as it was in an old one: its fields where it still stands, else the block at
/// its old place. `None` when the old one has no such block, or it is the same.
pub fn restore_block(old: &RunSheet, now: &RunSheet, id: BlockId) -> Option<RunSheetEdit> {
    let (at, block) = old.position(id).zip(old.block(id))?;
    match now.block(id) {
        Some(standing) => {
            let fields = BlockField::changed(standing, block);
            (!fields.is_empty()).then_some(RunSheetEdit::Change { id, fields })
        }
        None => Some(RunSheetEdit::Insert {
            place: Place::among(&old.blocks, at),
            block: block.clone(),
        }),
    }
}

/// The edit that makes a run sheet take over one difference of another; `None` for one of something else.
pub fn take(difference: &Difference, from: &RunSheet, now: &RunSheet) -> Option<RunSheetEdit> {
    match difference {
        Difference::Head { .. }
        | Difference::FileAdded { .. }
        | Difference::FileRemoved { .. }
        | Difference::FileChanged { .. } => None,
        Difference::Added { block } => restore_block(from, now, block.id),
        Difference::Changed { before, after } => now.block(before.id).map(|_| RunSheetEdit::Change {
            id: before.id,
            fields: BlockField::changed(before, after),
        }),
        Difference::Removed { block } => now
            .block(block.id)
            .map(|standing| RunSheetEdit::Remove { id: standing.id }),
        Difference::Moved { block, .. } => now.block(block.id).map(|standing| RunSheetEdit::Move {
            id: standing.id,
            place: Place::among(
                from.blocks.iter().filter(|other| other.id != block.id),
                from.position(block.id).unwrap_or_default(),
            ),
        }),
    }
}

/// The blocks of both that keep their order: the longest such row, so that as few as can be are said to have moved.
fn unmoved(old: &RunSheet, new: &RunSheet) -> Vec<BlockId> {
    let places: Vec<(BlockId, usize)> = new
        .blocks
        .iter()
        .filter_map(|block| old.position(block.id).map(|at| (block.id, at)))
        .collect();
    // The longest rising row that ends at each place, and the place before it in that row.
    let mut rows: Vec<(usize, Option<usize>)> = Vec::with_capacity(places.len());
    for (at, (_, place)) in places.iter().enumerate() {
        let longest = (0..at)
            .filter(|before| places[*before].1 < *place)
            .max_by_key(|before| rows[*before].0);
        rows.push((longest.map_or(1, |before| rows[before].0 + 1), longest));
    }
    let mut kept = Vec::new();
    let mut next = (0..rows.len()).max_by_key(|at| rows[*at].0);
    while let Some(at) = next {
        kept.push(places[at].0);
        next = rows[at].1;
    }
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ulid::Ulid;

    use super::*;
    use crate::clash::{Seen, What};
    use crate::modules::testing::{AUTHOR, TODAY, after, block, content, file, minutes, module, note};

    #[test]
    fn nothing_differs_from_itself() {
        assert_eq!(differences(&content(), &content()), []);
    }

    #[test]
    fn every_kind_of_difference_is_told() {
        let (old, mut new) = (content(), content());
        new.head.summary = note("Ny");
        new.run_sheet.blocks[0].minutes = minutes(10);
        new.run_sheet.blocks.remove(1);
        new.run_sheet.blocks.push(block(7, 10, "Oppsummering"));
        let found = differences(&old, &new);
        assert_eq!(found.len(), 4);
        assert!(
            matches!(&found[0], Difference::Head { row } if row.what == What::Head("summary".into())
            && row.mine == Seen::Text("Ny".into()))
        );
        assert!(matches!(&found[1], Difference::Changed { after, .. } if after.minutes == minutes(10)));
        assert!(matches!(&found[2], Difference::Added { block } if block.step.as_str() == "Oppsummering"));
        assert!(matches!(&found[3], Difference::Removed { block } if block.step.as_str() == "Hva ville du gjort?"));
    }

    #[test]
    fn what_differs_of_the_files_is_told_and_taken_over() {
        let (mut old, mut new) = (module(), module());
        old.content.files = vec![file(1, "Lovkort"), file(2, "Fortellinger")];
        let mut renamed = file(2, "Fire fortellinger");
        renamed.about.expires = Some(TODAY);
        new.content.files = vec![renamed.clone(), file(3, "Plakat")];
        let found = differences(&old.content, &new.content);
        assert_eq!(
            found,
            [
                Difference::FileChanged {
                    before: file(2, "Fortellinger"),
                    after: renamed
                },
                Difference::FileAdded {
                    file: file(3, "Plakat")
                },
                Difference::FileRemoved {
                    file: file(1, "Lovkort")
                },
            ]
        );
        let mut now = old;
        for difference in &found {
            let command = take_file(difference, &now.content.files).unwrap();
            now = after(&now, &[(command, AUTHOR)]);
        }
        assert_eq!(now.content, new.content);
        assert!(
            found
                .iter()
                .all(|difference| take_file(difference, &now.content.files).is_none())
        );
    }

    #[test]
    fn one_block_that_went_to_the_end_is_the_only_one_moved() {
        let (old, mut new) = (content(), content());
        let first = new.run_sheet.blocks.remove(0);
        new.run_sheet.blocks.push(first.clone());
        assert_eq!(
            differences(&old, &new),
            [Difference::Moved {
                block: first,
                before: 1,
                after: 3
            }]
        );
    }

    #[test]
    fn a_block_is_put_back_where_it_was_or_as_it_was() {
        let old = content().run_sheet;
        let mut now = old.clone();
        now.blocks.remove(1);
        now.blocks[0].minutes = minutes(5);
        for block in &old.blocks {
            if let Some(edit) = restore_block(&old, &now, block.id) {
                now.edit(&edit).unwrap();
            }
        }
        assert_eq!(now, old);
        assert_eq!(restore_block(&old, &now, BlockId::new(Ulid(99))), None);
    }

    proptest! {
        /// Taking every difference of a run sheet over gives that run sheet.
        #[test]
        fn all_differences_taken_give_the_other(
            order in Just(vec![1u128, 2, 3, 4, 5, 6]).prop_shuffle(), count in 0usize..=6, lengths in proptest::collection::vec(1i64..30, 6),
        ) {
            let (old, mut new) = (content(), content());
            new.run_sheet.blocks = order[..count].iter().zip(&lengths).map(|(id, length)| block(*id, *length, "Steg")).collect();
            let found = differences(&old, &new);
            let mut now = old.run_sheet.clone();
            // Away first, then in and about, as the new one has them.
            let is_removal = |difference: &&Difference| matches!(difference, Difference::Removed { .. });
            for difference in found.iter().filter(is_removal).chain(found.iter().filter(|difference| !is_removal(difference))) {
                if let Some(edit) = take(difference, &new.run_sheet, &now) {
                    now.edit(&edit).unwrap();
                }
            }
            prop_assert_eq!(now, new.run_sheet);
        }
    }
}
