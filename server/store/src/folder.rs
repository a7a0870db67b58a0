//! The data folder: it exists, is writable, and belongs to one process.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use crate::{Result, StoreError};

/// Held for as long as the store is open. The operating system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct FolderLock {
    _file: File,
}

const LOCK_FILE: &str = "handlingsrom.lock";

/// Written over and over to see that the folder takes data.
const TRIAL_FILE: &str = "handlingsrom.trial";

/// One block of most file systems: less might be taken by a disk that is full.
const TRIAL_BYTES: usize = 4096;

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
    if about.permissions().mode() & 0o077 != 0 {
        tracing::warn!(folder = %path.display(), "the data folder is open to other users of the machine: chmod 700");
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

/// Whether the engine's log holds anything: it does not after the engine was closed in good order. RocksDB has no such folder;
/// it begins a new log at each start by itself.
pub(crate) fn has_open_log(folder: &Path) -> bool {
    let Ok(logs) = std::fs::read_dir(folder.join("wal")) else {
        return false;
    };
    logs.filter_map(std::result::Result::ok)
        .any(|log| log.metadata().is_ok_and(|about| about.is_file() && about.len() > 0))
}

/// Waits until the engine has let go of its own lock; a clean stop writes out its buffers first.
pub(crate) async fn released(folder: &Path) {
    const ENGINE_LOCK: &str = "LOCK";
    const PATIENCE: Duration = Duration::from_secs(20);
    const STEP: Duration = Duration::from_millis(5);
    let waiting = async {
        while let Ok(file) = OpenOptions::new().write(true).open(folder.join(ENGINE_LOCK)) {
            if file.try_lock().is_ok() {
                return;
            }
            tokio::time::sleep(STEP).await;
        }
    };
    if tokio::time::timeout(PATIENCE, waiting).await.is_err() {
        tracing::warn!("the database engine is slow to let go of its folder");
    }
}

/// Writes one block anew and waits until it is on the disk: whether the folder is there and the disk takes data now.
pub(crate) fn try_writing(folder: &Path) -> Result<()> {
    let trial = folder.join(TRIAL_FILE);
    // Made anew each time, so that the block has to be found on the disk again.
    let written = OpenOptions::new()
        .create(true)
        .truncate(true)
        .write(true)
        .open(&trial)
        .and_then(|mut file| {
            file.write_all(&[0; TRIAL_BYTES])?;
            file.sync_data()
        });
    written.map_err(|source| StoreError::Folder {
        path: folder.display().to_string(),
        problem: "takes no data",
        source,
    })
}
