//! `cargo xtask serve`: from a clone to a running Handlingsrom in one command.

use std::env;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use crate::build::{self, Profile};
use crate::workspace::{Workspace, run, say};

#[derive(Args)]
pub struct ServeArgs {
    /// What an empty store is filled with
    #[arg(long, value_enum, default_value_t = SeedProfile::Demo)]
    profile: SeedProfile,
    /// Optimise: slow to build, quick to run
    #[arg(long)]
    release: bool,
    /// Folder of the store; `data` in the clone unless told otherwise
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Address to listen on
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:3000")]
    addr: SocketAddr,
}

/// The stores that the server can make.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SeedProfile {
    /// A few people, schools and groups, and a page to sign in as any of them
    Demo,
    /// As large as the whole country
    Full,
    /// Nothing but what the program itself needs
    Empty,
}

impl SeedProfile {
    pub fn name(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::Full => "full",
            Self::Empty => "empty",
        }
    }
}

/// Where a store lives in a folder: the embedded engine, each commit on the disk before it is answered.
pub fn database_url(folder: &Path) -> String {
    format!("surrealkv://{}?sync=every", folder.join("store").display())
}

/// Builds, migrates, seeds an empty store, and serves until interrupted.
///
/// # Errors
/// When a step fails; the server itself says what is wrong with its store or address.
pub fn start(workspace: &Workspace, args: &ServeArgs) -> Result<()> {
    let built = build::build(workspace, Profile::of(args.release))?;
    let folder = match &args.data {
        Some(folder) => env::current_dir()?.join(folder),
        None => workspace.root.join("data"),
    };
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let server = |step: &str| {
        let mut command = built.server(workspace);
        command
            .arg(step)
            .env("HANDLINGSROM_DATABASE", database_url(&folder))
            .env("HANDLINGSROM_ADDR", args.addr.to_string())
            .env("HANDLINGSROM_PROFILE", args.profile.name());
        command
    };
    say(format!("the store is in {}", folder.display()));
    run(&mut server("migrate"))?;
    run(&mut server("seed"))?;
    say(format!("Handlingsrom is at http://{} (end with Ctrl-C)", args.addr));
    run(&mut server("serve"))
}
