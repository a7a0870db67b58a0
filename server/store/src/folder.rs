//! The data folder: it exists, is writable, and belongs to one process.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::{Result, StoreError};

/// Held for as long as the store is open. The operating system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct FolderLock {
    _file: File,
}

const LOCK_FILE: &str = "handlingsrom.lock";

/// Checks the folder and takes it for this process.
pub(crate) fn claim(path: &Path) -> Result<FolderLock> {
    let fault = |problem, source| StoreError::Folder {
        path: path.display().to_string(),
        problem,
        source,
    };
    let about = std::fs::metadata(path).map_err(|source| fault("cannot be opened", source))?;
    if !about.is_dir() {
        return Err(fault("is not a folder", std::io::ErrorKind::NotADirectory.into()));
    }
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path.join(LOCK_FILE))
        .map_err(|source| fault("is not writable", source))?;
    match file.try_lock() {
        Ok(()) => Ok(FolderLock { _file: file }),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse {
            path: path.display().to_string(),
        }),
        Err(TryLockError::Error(source)) => Err(fault("cannot be locked", source)),
    }
}
