//! Check-sums that tell whether a step has anything to do.
//!
//! Cargo looks at the age of files, which says nothing about a folder that another clone has written to as well. A stamp is
//! the hash of everything that went into a step, kept beside what came out of it.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Folders that never go into a stamp.
const SKIPPED: [&str; 3] = ["node_modules", "target", ".git"];

/// A running hash over names, contents and settings. Not cryptographic: it guards against forgetting, not against an attacker.
#[derive(Default)]
pub struct Fingerprint(DefaultHasher);

impl Fingerprint {
    /// Adds a setting, such as the profile or the version of a tool.
    pub fn setting(mut self, text: impl AsRef<str>) -> Self {
        self.0.write(text.as_ref().as_bytes());
        self.0.write_u8(0xff);
        self
    }

    /// Adds a file or everything in a folder, by name below `root` and content. What does not exist adds its absence.
    ///
    /// # Errors
    /// When a file that is listed cannot be read.
    pub fn path(mut self, root: &Path, name: &str) -> Result<Self> {
        let mut files = Vec::new();
        collect(&root.join(name), &mut files)?;
        files.sort();
        self.0.write(name.as_bytes());
        for file in files {
            let content = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            self.0
                .write(file.strip_prefix(root).unwrap_or(&file).as_os_str().as_encoded_bytes());
            self.0.write_usize(content.len());
            self.0.write(&content);
        }
        Ok(self)
    }

    /// The hash as 16 hexadecimal digits.
    pub fn finish(self) -> String {
        format!("{:016x}", self.0.finish())
    }
}

/// The hash of one file's bytes, as used in its public name.
///
/// # Errors
/// When the file cannot be read.
pub fn of_file(path: &Path) -> Result<String> {
    let content = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(of_bytes(&content))
}

/// The hash of some bytes, as 16 hexadecimal digits.
pub fn of_bytes(content: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(content);
    format!("{:016x}", hasher.finish())
}

/// A stamp on disk.
pub struct Stamp(PathBuf);

impl Stamp {
    pub fn at(path: PathBuf) -> Self {
        Self(path)
    }

    /// Whether the step was last finished with exactly this fingerprint.
    pub fn is(&self, fingerprint: &str) -> bool {
        fs::read_to_string(&self.0).is_ok_and(|text| text.trim() == fingerprint)
    }

    /// Notes that the step is finished.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn set(&self, fingerprint: &str) -> Result<()> {
        if let Some(folder) = self.0.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&self.0, fingerprint).with_context(|| format!("cannot write {}", self.0.display()))
    }
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_file() {
        files.push(path.to_path_buf());
    } else if path.is_dir() {
        for entry in fs::read_dir(path).with_context(|| format!("cannot list {}", path.display()))? {
            let entry = entry?;
            if !SKIPPED.iter().any(|name| entry.file_name() == *name) {
                collect(&entry.path(), files)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fingerprint(root: &Path) -> String {
        Fingerprint::default()
            .setting("dev")
            .path(root, "src")
            .unwrap()
            .finish()
    }

    #[test]
    fn changed_content_changes_the_fingerprint_and_a_new_date_does_not() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("src")).unwrap();
        let file = folder.path().join("src/a.rs");
        fs::write(&file, "one").unwrap();
        let first = fingerprint(folder.path());
        fs::write(&file, "one").unwrap();
        assert_eq!(first, fingerprint(folder.path()));
        fs::write(&file, "two").unwrap();
        assert_ne!(first, fingerprint(folder.path()));
    }

    #[test]
    fn moving_a_byte_to_the_next_file_changes_the_fingerprint() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("src")).unwrap();
        let write = |a: &str, b: &str| {
            fs::write(folder.path().join("src/a.rs"), a).unwrap();
            fs::write(folder.path().join("src/b.rs"), b).unwrap();
            fingerprint(folder.path())
        };
        assert_ne!(write("xy", "z"), write("x", "yz"));
    }

    #[test]
    fn stamp_is_fresh_only_for_what_it_was_set_to() {
        let folder = tempfile::tempdir().unwrap();
        let stamp = Stamp::at(folder.path().join("deep/stamp"));
        assert!(!stamp.is("abc"));
        stamp.set("abc").unwrap();
        assert!(stamp.is("abc"));
        assert!(!stamp.is("abd"));
    }
}
