//! What has passed already: a part that passed on exactly this tree, with exactly this compiler, need not be run once more.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::stamp::Fingerprint;
use crate::workspace::Workspace;

/// Everything in the tree but what only journeys are made of. Documents count: tests read some of them.
const COMMON: [&str; 16] = [
    ".cargo",
    ".ci",
    ".config",
    "Cargo.lock",
    "Cargo.toml",
    "CHANGELOG.md",
    "README.md",
    "app",
    "clippy.toml",
    "docs",
    "frontend",
    "public",
    "rustfmt.toml",
    "server",
    "style",
    "xtask",
];
/// What the journeys read as well.
const OF_JOURNEYS: &str = "end2end";

/// What the tree was when the command began.
pub struct Tree {
    common: String,
    whole: String,
    folder: PathBuf,
}

impl Tree {
    /// Reads it.
    ///
    /// # Errors
    /// When a file can't be read, or there is no compiler.
    pub fn read(workspace: &Workspace) -> Result<Self> {
        let compiler = Command::new("rustc")
            .arg("-vV")
            .output()
            .context("rustc does not answer")?;
        let mut common = Fingerprint::default().setting(String::from_utf8_lossy(&compiler.stdout));
        for name in COMMON {
            common = common.path(&workspace.root, name)?;
        }
        let common = common.finish();
        let whole = Fingerprint::default()
            .setting(&common)
            .path(&workspace.root, OF_JOURNEYS)?;
        Ok(Self {
            common,
            whole: whole.finish(),
            folder: workspace.output().join("stamps"),
        })
    }

    /// The closing lines that a part left when it passed on this very tree.
    pub fn closing(&self, part: &str) -> Option<Vec<String>> {
        let text = fs::read_to_string(self.path(part)).ok()?;
        let mut lines = text.lines();
        let is_this = lines.next() == Some(self.of(part));
        is_this.then(|| lines.map(str::to_owned).collect())
    }

    /// Notes that a part has passed, and what its runner said in the end.
    ///
    /// # Errors
    /// When the note can't be written.
    pub fn note(&self, part: &str, closing: &[String]) -> Result<()> {
        let path = self.path(part);
        fs::create_dir_all(&self.folder)?;
        let mut text = format!("{}\n", self.of(part));
        for line in closing {
            text.push_str(line);
            text.push('\n');
        }
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
    }

    fn of(&self, part: &str) -> &str {
        if part == "e2e" { &self.whole } else { &self.common }
    }

    fn path(&self, part: &str) -> PathBuf {
        self.folder.join(format!("passed-{part}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(folder: &std::path::Path, common: &str, whole: &str) -> Tree {
        Tree {
            common: common.to_owned(),
            whole: whole.to_owned(),
            folder: folder.join("stamps"),
        }
    }

    #[test]
    fn only_what_passed_on_this_very_tree_has_passed() {
        let folder = tempfile::tempdir().unwrap();
        let now = tree(folder.path(), "a", "b");
        assert_eq!(now.closing("unit"), None);
        now.note("unit", &["  3 passed".to_owned()]).unwrap();
        now.note("e2e", &[]).unwrap();
        assert_eq!(now.closing("unit"), Some(vec!["  3 passed".to_owned()]));
        assert_eq!(now.closing("e2e"), Some(Vec::new()));
        assert_eq!(now.closing("doc"), None);
        // A journey was changed: the journeys are run again, and nothing else is.
        let later = tree(folder.path(), "a", "c");
        assert!(later.closing("unit").is_some());
        assert_eq!(later.closing("e2e"), None);
        assert_eq!(tree(folder.path(), "d", "e").closing("unit"), None);
    }
}
