//! Room on the disk: what was built before grows with every change, and a full disk fails in the middle of a build.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::workspace::{Workspace, read, say};

/// What building everything may add to what was built before, in GiB. All of it from nothing takes some twenty; most of that is
/// libraries, which stay as they are.
const NEEDED_GIB: u64 = 14;
const KIB_IN_GIB: u64 = 1024 * 1024;

/// Takes away what was built before when the disk has too little room for building everything. A target folder of the user's
/// own is left alone.
///
/// # Errors
/// When a folder can't be removed.
pub fn make(workspace: &Workspace) -> Result<()> {
    let Some(free) = free_gib(&workspace.cache) else {
        return Ok(());
    };
    if free >= NEEDED_GIB {
        return Ok(());
    }
    say(format!(
        "{free} GiB are free, building everything may take {NEEDED_GIB}: what was built before is removed"
    ));
    for folder in [workspace.host_target(), workspace.wasm_target()] {
        if folder.starts_with(&workspace.cache) && folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
        }
    }
    Ok(())
}

/// What the disk of a folder has free; `None` where `df` does not say.
fn free_gib(folder: &Path) -> Option<u64> {
    let told = read(Command::new("df").arg("-Pk").arg(folder)).ok()?;
    available_kib(&told).map(|kib| kib / KIB_IN_GIB)
}

/// The fourth word of the second line, as POSIX has it.
fn available_kib(told: &str) -> Option<u64> {
    told.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_free_is_read_as_posix_writes_it() {
        let told =
            "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/vda 264000000 25000000 71303168 26% /";
        assert_eq!(available_kib(told), Some(71_303_168));
        assert_eq!(available_kib("df: nowhere"), None);
    }

    #[test]
    fn the_disk_of_a_folder_that_is_not_there_is_not_known() {
        assert!(free_gib(Path::new(".")).is_some());
        assert_eq!(free_gib(Path::new("/no/such/folder")), None);
    }
}
