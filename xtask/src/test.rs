//! `cargo xtask test` and `check`: every part runs that has not passed on this very tree, and the end tells of each.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail};
use clap::{Args, ValueEnum};

use crate::build::{self, Profile, Warnings};
use crate::database::Database;
use crate::e2e;
use crate::layers;
use crate::passed::Tree;
use crate::setup::{room, tools, wasm::Toolchain};
use crate::workspace::{Workspace, find_program, run as run_to_end, say, seconds};

#[derive(Args)]
pub struct TestArgs {
    /// Run this part only; may be given several times
    #[arg(long, value_enum)]
    only: Vec<Part>,
    /// Run also what has passed on this very tree already
    #[arg(long)]
    again: bool,
    /// Passed to the runner of the parts `unit`, `database` and `e2e`, for example a filter
    #[arg(last = true)]
    rest: Vec<String>,
}

/// In the order in which they run: what fails quickest comes first.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Formatting
    Fmt,
    /// Which crate may know which
    Layers,
    /// Lints, warnings refused, of both halves
    Clippy,
    /// Unit, property, store, service and HTTP tests, with nextest
    Unit,
    /// Examples in the documentation
    Doc,
    /// The store's tests, and a rush at two programs, against a SurrealDB server
    Database,
    /// Journeys in Chromium
    E2e,
}

impl Part {
    /// As it is asked for.
    fn name(self) -> String {
        self.to_possible_value()
            .map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

/// The store's tests but for those of dumps: a server is backed up with its own tool. What is for a server only is ignored elsewhere.
const DATABASE_TESTS: &str = "package(store) & kind(lib) & !(test(tests::backups::) | test(a_dump_of_the_step_before)) \
                              | test(tests::server::) | test(rush::on_a_server::)";

/// What a part leaves to be said at the end: the closing lines of its runner.
type Closing = Vec<String>;

/// Runs the parts that were asked for, or all; what passed on this very tree before is told of and not run again.
///
/// # Errors
/// When a part failed; all of them have run by then.
pub fn run(workspace: &Workspace, args: &TestArgs) -> Result<()> {
    let parts: Vec<Part> = Part::value_variants()
        .iter()
        .copied()
        .filter(|part| args.only.is_empty() || args.only.contains(part))
        .collect();
    room::make(workspace)?;
    // With a filter only some of a part is run.
    let tree = if args.rest.is_empty() {
        Some(Tree::read(workspace)?)
    } else {
        None
    };
    run_parts(&parts, |part| {
        let name = part.name();
        let known = tree.as_ref().filter(|_| !args.again);
        if let Some(mut closing) = known.and_then(|tree| tree.closing(&name)) {
            let told = format!("{name}: passed on this very tree before; `--again` runs it nevertheless");
            println!("{told}");
            closing.push(told);
            return Ok((closing, Ok(())));
        }
        let (closing, outcome) = run_part(workspace, part, &args.rest)?;
        if let (Some(tree), Ok(())) = (&tree, &outcome) {
            tree.note(&name, &closing)?;
        }
        Ok((closing, outcome))
    })
}

/// Formatting, clippy and layers.
///
/// # Errors
/// As [`run`].
pub fn check(workspace: &Workspace) -> Result<()> {
    run_parts(&[Part::Fmt, Part::Layers, Part::Clippy], |part| {
        run_part(workspace, part, &[])
    })
}

fn run_parts(parts: &[Part], mut one: impl FnMut(Part) -> Result<(Closing, Result<()>)>) -> Result<()> {
    let mut report = Vec::new();
    let mut closing = Vec::new();
    let mut failed = Vec::new();
    for &part in parts {
        let name = part.name();
        say(format!("test: {name}"));
        let start = Instant::now();
        let outcome = match one(part) {
            Ok((lines, outcome)) => {
                closing.extend(lines);
                outcome
            }
            Err(error) => Err(error),
        };
        let took = seconds(start.elapsed());
        match outcome {
            Ok(()) => report.push(format!("{name:8} passed in {took}")),
            Err(error) => {
                eprintln!("{name}: {error:#}");
                report.push(format!("{name:8} FAILED in {took}: {error:#}"));
                failed.push(name);
            }
        }
    }
    println!();
    for line in report.iter().chain(&closing) {
        println!("{line}");
    }
    if failed.is_empty() {
        Ok(())
    } else {
        bail!("failed: {}", failed.join(", "))
    }
}

fn run_part(workspace: &Workspace, part: Part, rest: &[String]) -> Result<(Closing, Result<()>)> {
    let silent = |outcome| Ok((Vec::new(), outcome));
    match part {
        Part::Fmt => silent(run_to_end(workspace.cargo().args(["fmt", "--all", "--check"]))),
        Part::Layers => silent(layers::check(&workspace.root)),
        Part::Clippy => silent(clippy(workspace)),
        Part::Unit => {
            tools::python(workspace)?;
            run_and_keep(nextest(workspace)?.args(rest), is_nextest_closing)
        }
        Part::Doc => silent(doc(workspace)),
        Part::Database => {
            let database = Database::start(workspace)?;
            let mut command = nextest(workspace)?;
            database.tell(&mut command);
            run_and_keep(
                command.args(["--run-ignored", "all", "-E", DATABASE_TESTS]).args(rest),
                is_nextest_closing,
            )
        }
        Part::E2e => {
            // First, for it takes seconds, and the build minutes.
            e2e::check_types(workspace)?;
            let mut command = e2e::playwright(workspace, "journeys", Profile::Dev)?;
            run_and_keep(command.args(rest), is_playwright_closing)
        }
    }
}

fn clippy(workspace: &Workspace) -> Result<()> {
    if find_program("clippy-driver").is_none() {
        bail!("clippy is missing: rustup component add clippy");
    }
    let with_clippy = |mut command: Command, arguments: &[&str]| {
        command
            .arg("check")
            .args(arguments)
            .env("RUSTC_WORKSPACE_WRAPPER", workspace.root.join(".cargo/clippy"))
            .env("CLIPPY_ARGS", "-Dwarnings__CLIPPY_HACKERY__");
        run_to_end(&mut command)
    };
    with_clippy(workspace.cargo(), &["--all-targets"])?;
    let toolchain = Toolchain::find_or_install(workspace)?;
    if toolchain.has_clippy() {
        let frontend = [
            "--package",
            "frontend",
            "--target",
            "wasm32-unknown-unknown",
            "--profile",
            "wasm-dev",
        ];
        with_clippy(toolchain.cargo(workspace), &frontend)
    } else {
        // The compiler's own warnings are all there is to be had for the browser half.
        build::compile_frontend(workspace, &toolchain, Profile::Dev, Warnings::Refused).map(|_| ())
    }
}

fn nextest(workspace: &Workspace) -> Result<Command> {
    let own = tools::nextest(workspace)?;
    let mut command = workspace.cargo();
    if let Some(folder) = own {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(folder).chain(std::env::split_paths(&path));
        command.env("PATH", std::env::join_paths(folders)?);
    }
    command.args(["nextest", "run"]);
    Ok(command)
}

fn doc(workspace: &Workspace) -> Result<()> {
    let with_examples = ["app", "server"]
        .iter()
        .any(|folder| has_example(&workspace.root.join(folder)));
    if !with_examples {
        println!("no examples in the documentation");
        return Ok(());
    }
    run_to_end(workspace.cargo().args(["test", "--doc"]))
}

/// Whether a source below the folder has a code block in a doc comment.
fn has_example(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else {
        return false;
    };
    entries.filter_map(Result::ok).any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return has_example(&path);
        }
        path.extension().is_some_and(|end| end == "rs")
            && fs::read_to_string(&path).is_ok_and(|text| {
                text.lines().map(str::trim_start).any(|line| {
                    let block = line.strip_prefix("/// ```").or_else(|| line.strip_prefix("//! ```"));
                    block.is_some_and(|language| matches!(language, "" | "rust"))
                })
            })
    })
}

/// `     Summary [   1.204s] 132 tests run: 132 passed, 0 skipped`
fn is_nextest_closing(line: &str) -> bool {
    line.trim_start().starts_with("Summary [")
}

/// `  23 passed (1.4m)`, `  1 failed`, `  2 flaky`, `  1 skipped`, `  3 did not run`
fn is_playwright_closing(line: &str) -> bool {
    let mut words = line.split_whitespace();
    words.next().is_some_and(|word| word.parse::<u32>().is_ok())
        && matches!(words.next(), Some("passed" | "failed" | "flaky" | "skipped" | "did"))
}

/// Runs a test runner; its output goes to the terminal line by line, and the closing lines are kept.
fn run_and_keep(command: &mut Command, is_closing: fn(&str) -> bool) -> Result<(Closing, Result<()>)> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {name}"))?;
    let kept = Arc::new(Mutex::new(Vec::new()));
    let streams: [Option<Box<dyn Read + Send>>; 2] = [
        child.stdout.take().map(|out| Box::new(out) as _),
        child.stderr.take().map(|err| Box::new(err) as _),
    ];
    let readers: Vec<_> = streams
        .into_iter()
        .flatten()
        .map(|stream| {
            let kept = Arc::clone(&kept);
            thread::spawn(move || forward(stream, is_closing, &kept))
        })
        .collect();
    for reader in readers {
        reader
            .join()
            .map_err(|_| anyhow!("the output of {name} could not be read"))??;
    }
    let status = child.wait()?;
    let closing = std::mem::take(&mut *kept.lock().unwrap_or_else(PoisonError::into_inner));
    let outcome = if status.success() {
        Ok(())
    } else {
        Err(anyhow!("the runner ended with {status}"))
    };
    Ok((closing, outcome))
}

fn forward(stream: impl Read, is_closing: fn(&str) -> bool, kept: &Mutex<Closing>) -> Result<()> {
    let mut reader = BufReader::new(stream);
    let mut bytes = Vec::new();
    while reader.read_until(b'\n', &mut bytes)? > 0 {
        let line = String::from_utf8_lossy(&bytes).trim_end().to_owned();
        // A terminal that is gone must not stop the tests.
        writeln!(std::io::stdout(), "{line}").ok();
        if is_closing(&line) {
            kept.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        }
        bytes.clear();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_part_does_not_keep_the_next_from_running_and_fails_the_whole() {
        let mut seen = 0;
        let outcome = run_parts(&[Part::Fmt, Part::Layers], |part| {
            seen += 1;
            Ok((
                Vec::new(),
                if part == Part::Fmt {
                    Err(anyhow!("crooked"))
                } else {
                    Ok(())
                },
            ))
        });
        assert_eq!(seen, 2);
        assert_eq!(outcome.unwrap_err().to_string(), "failed: fmt");
    }

    #[test]
    fn closing_lines_of_the_runners_are_known() {
        assert!(is_nextest_closing(
            "     Summary [   1.204s] 132 tests run: 132 passed, 0 skipped"
        ));
        assert!(!is_nextest_closing("        PASS [   0.004s] domain text::tests::a"));
        assert!(is_playwright_closing("  23 passed (1.4m)"));
        assert!(is_playwright_closing("  1 failed"));
        assert!(!is_playwright_closing("  ✓  1 [journeys] › sign-in.spec.ts"));
    }

    #[test]
    fn output_of_a_runner_is_kept_where_it_closes_and_its_failure_is_told() {
        let mut command = Command::new("sh");
        command.args([
            "-c",
            "echo noise; echo '  3 passed (1s)'; echo '  1 failed' >&2; exit 1",
        ]);
        let (mut closing, outcome) = run_and_keep(&mut command, is_playwright_closing).unwrap();
        closing.sort();
        assert_eq!(closing, ["  1 failed", "  3 passed (1s)"]);
        assert!(outcome.is_err());
    }
}
