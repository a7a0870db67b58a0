//! Handlingsrom's server program.

use std::path::absolute;
use std::process::ExitCode;

use clap::Parser as _;
use server::config::{Cli, Command};
use server::control::{self, Order};
use server::{commands, logging};

/// A third of a request's work is memory that is taken and given back: `docs/performance.md`.
#[global_allocator]
static MEMORY: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// SurrealDB's parser and executor recurse deeply.
const STACK: usize = 16 * 1024 * 1024;

fn main() -> ExitCode {
    let cli = Cli::parse();
    logging::start(cli.log_json);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(STACK)
        .build();
    let outcome = match runtime {
        Ok(runtime) => runtime.block_on(run(cli)),
        Err(error) => Err(error.into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("handlingsrom: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// On a thread of the pool, since the main thread's stack is small.
async fn run(cli: Cli) -> anyhow::Result<()> {
    tokio::spawn(async move {
        match &cli.command {
            Command::Serve(serve) => commands::serve::run(&cli.common, serve).await,
            Command::Migrate => commands::migrate::run(&cli.common).await,
            Command::Seed => commands::seed::run(&cli.common).await,
            Command::Restore { from } => commands::backup::restore(&cli.common, from).await,
            Command::Administrator(given) => control::run(&cli.common, Order::Administrator(given.clone())).await,
            Command::Backup { to } => control::run(&cli.common, Order::Backup(absolute(to)?)).await,
            Command::Check { manifest } => {
                let manifest = manifest.as_deref().map(absolute).transpose()?;
                control::run(&cli.common, Order::Check(manifest)).await
            }
            Command::Jobs { revive } => control::run(&cli.common, Order::Jobs(revive.clone())).await,
        }
    })
    .await?
}
