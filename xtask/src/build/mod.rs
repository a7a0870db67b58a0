//! Builds both halves and puts them where the server finds them:
//!
//! - `target/bin/server`, with `hash.txt` beside it, where Leptos looks for the hashes of the public file names;
//! - `target/site`, all that is served as files: `pkg/` with hashed names, everything from `public/`, and `.br` and `.gz` beside
//!   each file that shrinks.
//!
//! Cargo's folders are shared by all clones, `target/bin` and `target/site` belong to this one.

mod frontend;
mod pieces;
mod server;
mod site;
mod styles;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::workspace::Workspace;

pub use frontend::{Warnings, compile as compile_frontend};
pub use pieces::LOADER;

/// Name of the public files and of the hydration module; Leptos reads it from `LEPTOS_OUTPUT_NAME`.
pub const OUTPUT_NAME: &str = "frontend";
/// Folder of the hashed files inside the site.
pub const PKG_DIR: &str = "pkg";

#[derive(Args)]
pub struct BuildArgs {
    /// Optimise: slow to build, small and quick to run
    #[arg(long)]
    pub release: bool,
}

/// How much is optimised.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    Dev,
    Release,
}

impl Profile {
    pub fn of(release: bool) -> Self {
        if release { Self::Release } else { Self::Dev }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }
}

/// What a finished build consists of.
pub struct Built {
    pub server: PathBuf,
    pub site: PathBuf,
}

impl Built {
    /// The server program, told where the site is and how its files are named.
    pub fn server(&self, workspace: &Workspace) -> Command {
        let mut command = workspace.program(&self.server);
        command
            .env("LEPTOS_OUTPUT_NAME", OUTPUT_NAME)
            .env("LEPTOS_SITE_ROOT", &self.site)
            .env("LEPTOS_SITE_PKG_DIR", PKG_DIR)
            .env("LEPTOS_HASH_FILES", "true")
            .env("LEPTOS_ENV", "PROD")
            .env("HANDLINGSROM_SITE_ROOT", &self.site);
        command
    }
}

/// Builds what has changed.
///
/// # Errors
/// When a tool is missing and cannot be installed, or a part does not build.
pub fn run(workspace: &Workspace, args: &BuildArgs) -> Result<Built> {
    build(workspace, Profile::of(args.release))
}

/// As [`run`], for callers inside.
///
/// # Errors
/// As [`run`].
pub fn build(workspace: &Workspace, profile: Profile) -> Result<Built> {
    let server = server::build(workspace, profile)?;
    let site = build_site(workspace, profile)?;
    Ok(Built { server, site })
}

/// Builds all that is served as files, and nothing else.
///
/// # Errors
/// As [`run`].
pub fn build_site(workspace: &Workspace, profile: Profile) -> Result<PathBuf> {
    let frontend = frontend::build(workspace, profile)?;
    let styles = styles::build(workspace)?;
    site::assemble(workspace, profile, &frontend, &styles)
}

/// Which files of wasm each piece of the browser's half needs, without their hashes.
///
/// # Errors
/// As [`run`].
pub fn needed(workspace: &Workspace, profile: Profile) -> Result<BTreeMap<String, Vec<String>>> {
    pieces::needed_by(&frontend::build(workspace, profile)?)
}
