//! Where things are, and how other programs are started from here.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// The clone that is worked on, and the cache folder that every clone of the user shares.
pub struct Workspace {
    pub root: PathBuf,
    pub cache: PathBuf,
}

impl Workspace {
    /// Finds both folders and makes the cache.
    ///
    /// # Errors
    /// When there is no home folder or the cache cannot be made.
    pub fn locate() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask has no folder above it")?
            .to_path_buf();
        let cache_home = match env::var_os("XDG_CACHE_HOME").filter(|value| !value.is_empty()) {
            Some(folder) => PathBuf::from(folder),
            None => PathBuf::from(env::var_os("HOME").context("HOME is not set")?).join(".cache"),
        };
        let cache = cache_home.join("handlingsrom");
        fs::create_dir_all(&cache).with_context(|| format!("cannot make {}", cache.display()))?;
        Ok(Self { root, cache })
    }

    /// Cargo's folder for the server half. A `CARGO_TARGET_DIR` of the user's own wins.
    pub fn host_target(&self) -> PathBuf {
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.cache.join("target"), PathBuf::from)
    }

    /// Cargo's folder for the browser half, which another compiler may build.
    pub fn wasm_target(&self) -> PathBuf {
        self.cache.join("target-wasm")
    }

    /// A folder for one version of one tool.
    pub fn tool(&self, name: &str, version: &str) -> PathBuf {
        self.cache.join("tools").join(format!("{name}-{version}"))
    }

    /// What this clone itself has built: `target/bin`, `target/site`, `target/stamps`.
    pub fn output(&self) -> PathBuf {
        self.root.join("target")
    }

    /// The copy of the server binary that belongs to this clone.
    pub fn server_binary(&self) -> PathBuf {
        self.output().join("bin").join("server")
    }

    /// The folder that the server serves files from.
    pub fn site(&self) -> PathBuf {
        self.output().join("site")
    }

    /// The cargo that started us, on the shared target folder and without what `cargo run` put in the environment.
    pub fn cargo(&self) -> Command {
        let mut command = self.program(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.env("CARGO_TARGET_DIR", self.host_target());
        once_only(&mut command);
        command
    }

    /// Any other program, started in the root of the clone.
    pub fn program(&self, name: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(name);
        command.current_dir(&self.root).stdin(Stdio::null());
        // `cargo run` describes *this* package in the environment and puts its libraries on the path.
        for (key, _) in env::vars_os() {
            let text = key.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&key);
            }
        }
        command.env_remove("LD_LIBRARY_PATH");
        command
    }
}

/// What a build machine compiles is never compiled again from there: notes for the next time only fill its disk.
pub fn once_only(command: &mut Command) {
    if env::var_os("CI").is_some() {
        command.env("CARGO_INCREMENTAL", "0");
    }
}

/// Says what is about to be done.
pub fn say(text: impl AsRef<str>) {
    println!("==> {}", text.as_ref());
}

/// Runs a program to its end; its output goes to the terminal.
///
/// # Errors
/// When it cannot be started or does not exit with zero.
pub fn run(command: &mut Command) -> Result<()> {
    let name = describe(command);
    let status = command.status().with_context(|| format!("cannot start {name}"))?;
    if !status.success() {
        bail!("{name} failed ({status})");
    }
    Ok(())
}

/// Runs a program and gives what it printed, without the last line break.
///
/// # Errors
/// When it cannot be started or does not exit with zero; its complaint is part of the error.
pub fn read(command: &mut Command) -> Result<String> {
    let name = describe(command);
    let output = command.output().with_context(|| format!("cannot start {name}"))?;
    if !output.status.success() {
        bail!(
            "{name} failed ({}): {}",
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
}

/// Whether a program starts and succeeds; its output is dropped.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Where a program is on the search path.
pub fn find_program(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}

/// Runs a step and says how long it took.
///
/// # Errors
/// Whatever the step returns.
pub fn timed<T>(name: &str, step: impl FnOnce() -> Result<T>) -> Result<T> {
    say(name);
    let start = Instant::now();
    let result = step()?;
    println!("    {name}: done in {}", seconds(start.elapsed()));
    Ok(result)
}

/// A duration as a person reads it: `4.2 s`, `3 min 20 s`.
pub fn seconds(duration: Duration) -> String {
    let whole = duration.as_secs();
    if whole < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} min {} s", whole / 60, whole % 60)
    }
}

fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let first: Vec<_> = command
        .get_args()
        .take(3)
        .map(|arg| arg.to_string_lossy().into_owned())
        .collect();
    format!("{program} {}", first.join(" "))
}
