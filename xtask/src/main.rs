//! Set-up, build, run, test and bench of Handlingsrom: `cargo xtask --help`.
//!
//! Every command first makes sure that what it needs is on the machine, says what it installs, and finds it again
//! the next time. Nothing here is part of the program that is served.

mod bench;
mod build;
mod database;
mod e2e;
mod layers;
mod passed;
mod serve;
mod setup;
mod stamp;
mod test;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::workspace::Workspace;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Set up, build, run, test and measure Handlingsrom")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install what building needs: the wasm target, wasm-bindgen, the style sheets
    Setup,
    /// Build the server and the site into `target/bin` and `target/site`
    Build(build::BuildArgs),
    /// Build, migrate, seed an empty store, and serve
    Serve(serve::ServeArgs),
    /// Run every test, or one part of them
    Test(test::TestArgs),
    /// Formatting, clippy and layers: the quick checks
    Check,
    /// Measure size and speed, each figure with its conditions
    Bench(bench::BenchArgs),
    /// Take the pictures of the README into `docs/screenshots`
    Screenshots,
}

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<()> {
    let workspace = Workspace::locate()?;
    setup::tools::make(&workspace)?;
    match cli.command {
        Command::Setup => setup::everything(&workspace),
        Command::Build(args) => build::run(&workspace, &args).map(|_| ()),
        Command::Serve(args) => serve::start(&workspace, &args),
        Command::Test(args) => test::run(&workspace, &args),
        Command::Check => test::check(&workspace),
        Command::Bench(args) => bench::run(&workspace, &args),
        Command::Screenshots => e2e::screenshots(&workspace),
    }
}
