//! What files hold, beside the database: each content once, under its hash, in a folder of its own.
//!
//! A content is on the disk before a row names it, so that a row never names what is not there. What no row names is swept away
//! later ([`Files::sweep`]).

use std::collections::{BTreeSet, HashMap};
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use domain::files::FileHash;
use sha2::{Digest as _, Sha256};

use crate::{Result, StoreError};

/// How old a content that no row names must be before it is swept away: one that came in just now gets its row yet.
pub const SWEPT_AFTER: Duration = Duration::from_secs(24 * 60 * 60);

/// Where contents are kept.
#[derive(Debug, Clone)]
pub struct Files(Arc<Place>);

#[derive(Debug)]
enum Place {
    Folder(PathBuf),
    /// For a database in memory.
    Memory(Mutex<HashMap<FileHash, Vec<u8>>>),
}

impl Files {
    /// In this folder, which is made, for this user's eyes alone (0700), when it is not there.
    ///
    /// # Errors
    /// [`StoreError::Folder`].
    pub fn open(folder: &Path) -> Result<Self> {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .map_err(|source| fault(folder, "cannot be created", source))?;
        Ok(Self(Arc::new(Place::Folder(folder.to_owned()))))
    }

    /// In memory, gone with the process.
    pub fn memory() -> Self {
        Self(Arc::new(Place::Memory(Mutex::default())))
    }

    /// Keeps a content and says under which hash. When it returns, the content is on the disk.
    ///
    /// # Errors
    /// [`StoreError::Folder`]: the disk is full, or the folder is gone.
    pub async fn put(&self, content: Vec<u8>) -> Result<FileHash> {
        self.aside(move |place| {
            let hash = hash_of(&content)?;
            match place {
                Place::Folder(folder) => write(folder, &hash, &content)?,
                Place::Memory(kept) => {
                    kept.lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .insert(hash.clone(), content);
                }
            }
            Ok(hash)
        })
        .await
    }

    /// A content; none when it is not there.
    ///
    /// # Errors
    /// [`StoreError::Folder`] when it is there and can't be read, or is no longer what it was.
    pub async fn get(&self, hash: &FileHash) -> Result<Option<Vec<u8>>> {
        let hash = hash.clone();
        self.aside(move |place| match place {
            Place::Folder(folder) => read(folder, &hash),
            Place::Memory(kept) => Ok(kept.lock().unwrap_or_else(PoisonError::into_inner).get(&hash).cloned()),
        })
        .await
    }

    /// Takes away what no row names any more and says how many contents that were. Of two processes on one folder each may
    /// sweep: what is being brought in is younger than [`SWEPT_AFTER`].
    ///
    /// # Errors
    /// [`StoreError::Folder`].
    pub async fn sweep(&self, named: BTreeSet<FileHash>) -> Result<usize> {
        self.aside(move |place| match place {
            Place::Folder(folder) => sweep(folder, &named),
            // It goes with the process.
            Place::Memory(_) => Ok(0),
        })
        .await
    }

    /// Copies the named contents into another place: a backup, or back from one.
    ///
    /// # Errors
    /// [`StoreError::Folder`]; what is named and not there is one, told by its hash.
    pub async fn copy_to(&self, other: &Self, named: &BTreeSet<FileHash>) -> Result<()> {
        for hash in named {
            let Some(content) = self.get(hash).await? else {
                let path = match &*self.0 {
                    Place::Folder(folder) => path_of(folder, hash),
                    Place::Memory(_) => PathBuf::from(hash.as_str()),
                };
                return Err(fault(&path, "is missing", std::io::ErrorKind::NotFound.into()));
            };
            other.put(content).await?;
        }
        Ok(())
    }

    /// Disks take their time; requests go on meanwhile.
    async fn aside<T: Send + 'static>(&self, work: impl FnOnce(&Place) -> Result<T> + Send + 'static) -> Result<T> {
        let place = Arc::clone(&self.0);
        match tokio::task::spawn_blocking(move || work(&place)).await {
            Ok(done) => done,
            Err(ended) => Err(StoreError::Unavailable(Box::new(ended))),
        }
    }
}

fn hash_of(content: &[u8]) -> Result<FileHash> {
    FileHash::try_from(hex::encode(Sha256::digest(content))).map_err(|bad| StoreError::Config(bad.to_string()))
}

/// In folders by the first two digits, so that none grows without end.
fn path_of(folder: &Path, hash: &FileHash) -> PathBuf {
    let digits = hash.as_str();
    folder.join(digits.get(..2).unwrap_or_default()).join(digits)
}

/// Under another name first: what stands under a hash is whole.
fn write(folder: &Path, hash: &FileHash, content: &[u8]) -> Result<()> {
    let path = path_of(folder, hash);
    let told = |source| fault(&path, "takes no data", source);
    let within = path.parent().unwrap_or(folder);
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(within)
        .map_err(told)?;
    let partial = within.join(format!("{:032x}.partial", rand::random::<u128>()));
    let written = (|| {
        let mut file = OpenOptions::new()
            .create_new(true)
            .write(true)
            .mode(0o600)
            .open(&partial)?;
        file.write_all(content)?;
        file.sync_all()?;
        // Written anew where it is there: its age begins again, so that no sweep takes it before its row is there.
        fs::rename(&partial, &path)?;
        File::open(within)?.sync_all()
    })();
    written.map_err(|source| {
        // Nothing half written stays; what can't be removed either is swept.
        let _ = fs::remove_file(&partial);
        told(source)
    })
}

fn read(folder: &Path, hash: &FileHash) -> Result<Option<Vec<u8>>> {
    let path = path_of(folder, hash);
    let content = match fs::read(&path) {
        Ok(content) => content,
        Err(source) if source.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(fault(&path, "cannot be read", source)),
    };
    if hash_of(&content)? == *hash {
        Ok(Some(content))
    } else {
        Err(fault(
            &path,
            "is not what it was when it came in",
            std::io::ErrorKind::InvalidData.into(),
        ))
    }
}

fn sweep(folder: &Path, named: &BTreeSet<FileHash>) -> Result<usize> {
    let told = |source| fault(folder, "cannot be read", source);
    let now = time_of(folder).map_err(told)?;
    let mut swept = 0;
    for within in fs::read_dir(folder).map_err(told)? {
        let within = within.map_err(told)?.path();
        if !within.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&within).map_err(told)? {
            let entry = entry.map_err(told)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_named = FileHash::try_from(name).is_ok_and(|hash| named.contains(&hash));
            let is_old = entry
                .metadata()
                .and_then(|about| about.modified())
                .is_ok_and(|at| now.duration_since(at).is_ok_and(|age| age >= SWEPT_AFTER));
            if !is_named && is_old {
                fs::remove_file(entry.path()).map_err(told)?;
                swept += 1;
            }
        }
    }
    Ok(swept)
}

/// What time it is by the clock that gives files their age. The application's may be another one: a demonstration stops it.
fn time_of(folder: &Path) -> std::io::Result<SystemTime> {
    let mark = folder.join("sweep.mark");
    fs::write(&mark, b".")?;
    fs::metadata(&mark)?.modified()
}

fn fault(path: &Path, problem: &'static str, source: std::io::Error) -> StoreError {
    StoreError::Folder {
        path: path.display().to_string(),
        problem,
        source,
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn folder() -> (tempfile::TempDir, Files) {
        let made = tempfile::tempdir().unwrap();
        let files = Files::open(&made.path().join("files")).unwrap();
        (made, files)
    }

    #[tokio::test]
    async fn what_is_put_is_got_back_whole_once_and_for_this_user_alone() {
        let (made, files) = folder();
        let hash = files.put(b"lovkort".to_vec()).await.unwrap();
        assert_eq!(files.put(b"lovkort".to_vec()).await.unwrap(), hash);
        assert_eq!(files.get(&hash).await.unwrap().as_deref(), Some(&b"lovkort"[..]));
        let path = path_of(&made.path().join("files"), &hash);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
        let other = hash_of(b"noe annet").unwrap();
        assert_eq!(files.get(&other).await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_content_that_was_changed_on_the_disk_is_not_given_out() {
        let (made, files) = folder();
        let hash = files.put(b"lovkort".to_vec()).await.unwrap();
        fs::write(path_of(&made.path().join("files"), &hash), b"lovk0rt").unwrap();
        assert!(matches!(files.get(&hash).await, Err(StoreError::Folder { .. })));
    }

    #[tokio::test]
    async fn the_sweep_takes_what_is_old_and_named_by_nothing() {
        let (made, files) = folder();
        let named = files.put(b"named".to_vec()).await.unwrap();
        let old = files.put(b"old".to_vec()).await.unwrap();
        let fresh = files.put(b"fresh".to_vec()).await.unwrap();
        let root = made.path().join("files");
        let past = time_of(&root).unwrap() - SWEPT_AFTER - Duration::from_secs(60);
        let left = root.join("ab");
        fs::create_dir_all(&left).unwrap();
        fs::write(left.join("0.partial"), b"half").unwrap();
        for path in [path_of(&root, &named), path_of(&root, &old), left.join("0.partial")] {
            File::options()
                .write(true)
                .open(path)
                .unwrap()
                .set_modified(past)
                .unwrap();
        }
        assert_eq!(files.sweep([named.clone()].into()).await.unwrap(), 2);
        assert!(files.get(&named).await.unwrap().is_some());
        assert!(files.get(&fresh).await.unwrap().is_some());
        assert!(files.get(&old).await.unwrap().is_none());
    }

    #[tokio::test]
    async fn a_copy_holds_what_is_named_and_tells_what_is_missing() {
        let (_made, files) = folder();
        let hash = files.put(b"lovkort".to_vec()).await.unwrap();
        let copy = Files::memory();
        files.copy_to(&copy, &[hash.clone()].into()).await.unwrap();
        assert_eq!(copy.get(&hash).await.unwrap().as_deref(), Some(&b"lovkort"[..]));
        let missing = hash_of(b"missing").unwrap();
        let told = files.copy_to(&copy, &[missing.clone()].into()).await.unwrap_err();
        assert!(told.to_string().contains(missing.as_str()), "{told}");
    }
}
