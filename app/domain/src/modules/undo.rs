//! How a change of a module is taken back; a run sheet has its own history ([`crate::run_sheet::invert`]).

use super::command::ModuleCommand;
use super::module::{Module, Shelf};

/// The commands that take one back, computed from the module before it. None for a step in its life: others have read of
/// it, so that it is taken back in the open, not by a key.
pub fn undo(before: &Module, command: &ModuleCommand) -> Vec<ModuleCommand> {
    match command {
        ModuleCommand::EditHead { .. } => vec![ModuleCommand::EditHead {
            head: Box::new(before.content.head.clone()),
        }],
        ModuleCommand::DescribeFile { id, .. } => before
            .file(*id)
            .map(|file| ModuleCommand::DescribeFile {
                id: *id,
                about: file.about.clone(),
            })
            .into_iter()
            .collect(),
        ModuleCommand::RemoveFile { id } => before
            .file(*id)
            .map(|file| ModuleCommand::TakeFile { file: file.clone() })
            .into_iter()
            .collect(),
        ModuleCommand::TakeFile { file } => vec![ModuleCommand::RemoveFile { id: file.id }],
        ModuleCommand::Share => vec![ModuleCommand::Unshare],
        ModuleCommand::Unshare if before.shelf == Shelf::Shared => vec![ModuleCommand::Share],
        ModuleCommand::Resolve { id, resolved } => vec![ModuleCommand::Resolve {
            id: *id,
            resolved: !resolved,
        }],
        ModuleCommand::Follow { follows } => vec![ModuleCommand::Follow { follows: !follows }],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::modules::testing::{AUTHOR, after, head, module, note};
    use crate::modules::{ModuleHead, apply::apply, testing::by};

    #[test]
    fn a_change_and_its_way_back_leave_the_module_as_it_was() {
        let module = module();
        let edited = ModuleHead {
            summary: note("Ny"),
            ..head()
        };
        for command in [ModuleCommand::EditHead { head: Box::new(edited) }, ModuleCommand::Share] {
            let changed = apply(&module, &command, &by(AUTHOR)).unwrap();
            assert_ne!(changed.content == module.content, changed.shelf == module.shelf);
            let back: Vec<_> = undo(&module, &command).into_iter().map(|back| (back, AUTHOR)).collect();
            let mut undone = after(&changed, &back);
            undone.version = module.version;
            assert_eq!(undone, module);
        }
        assert_eq!(undo(&module, &ModuleCommand::Submit), []);
    }
}
