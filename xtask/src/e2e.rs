//! Journeys in a real browser: Playwright on the machine's Chromium, against the server of this clone.
//!
//! The harness itself (`end2end/`) starts the servers, each with a store of its own in a temporary folder.

use std::process::Command;

use anyhow::Result;

use crate::build::{self, Profile};
use crate::setup::{npm, tools};
use crate::workspace::{Workspace, run};

/// Playwright for one of the projects of `end2end/playwright.config.ts`, ready to run.
///
/// # Errors
/// When something is missing that cannot be installed, or the build fails.
pub fn playwright(workspace: &Workspace, project: &str, profile: Profile) -> Result<Command> {
    let chromium = tools::chromium(workspace)?;
    let qpdf = tools::qpdf(workspace)?;
    npm::install(workspace, "end2end")?;
    let built = build::build(workspace, profile)?;
    let mut command = workspace.program(workspace.root.join("end2end/node_modules/.bin/playwright"));
    // The variables that the server reads are given to the harness, which hands them on.
    for (key, value) in built.server(workspace).get_envs() {
        if let Some(value) = value {
            command.env(key, value);
        }
    }
    command
        .current_dir(workspace.root.join("end2end"))
        // One word: apart, Playwright would take a filter that follows for the name of another project.
        .arg("test")
        .arg(format!("--project={project}"))
        .env("CHROMIUM", chromium)
        .env("QPDF", qpdf)
        .env("SERVER", &built.server)
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    Ok(command)
}

/// Playwright runs TypeScript without checking it; this does.
///
/// # Errors
/// When the compiler cannot be installed or has something to say.
pub fn check_types(workspace: &Workspace) -> Result<()> {
    npm::install(workspace, "end2end")?;
    let mut command = workspace.program(workspace.root.join("end2end/node_modules/.bin/tsc"));
    run(command.current_dir(workspace.root.join("end2end")))
}

/// Takes the README's pictures.
///
/// # Errors
/// As [`playwright`], and when a page cannot be shown.
pub fn screenshots(workspace: &Workspace) -> Result<()> {
    run(&mut playwright(workspace, "screenshots", Profile::Dev)?)
}
