//! How long a run sheet of 200 blocks takes: `cargo run --release -p domain --example run_sheet`.
//!
//! Prints the median and the slowest of a thousand turns, of what happens at each key press in the planner: one edit with
//! its inverse, all clock times, the fit, the packing list; and of a squeeze. A frame has 16 ms.
#![expect(clippy::print_stdout, reason = "it is what the example is for")]

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use domain::ids::BlockId;
use domain::issue::IssueCode;
use domain::run_sheet::{Block, RunSheet, RunSheetEdit};
use domain::run_sheet::{MAX_BLOCKS, invert, packing_list, squeeze};
use domain::text::{BlockMinutes, SessionMinutes, ShortText, Title};
use jiff::ToSpan;
use jiff::civil::Time;
use ulid::Ulid;

const TURNS: usize = 1000;

fn main() -> Result<(), Box<dyn Error>> {
    let start = Time::constant(9, 0, 0, 0);
    let plan = long_plan(start).map_err(|code| format!("{code:?}"))?;
    let id = plan.blocks.first().ok_or("no blocks")?.id;
    let longer = RunSheetEdit::minutes(id, BlockMinutes::new(2).map_err(|code| format!("{code:?}"))?);
    let length = SessionMinutes::new(180).map_err(|code| format!("{code:?}"))?;
    report("edit, inverse, times, packing list", || {
        let back = invert(&plan, &longer).ok();
        let mut next = plan.clone();
        let done = next.edit(&longer).is_ok();
        let times: i64 = next.timed(start).map(|timed| timed.offset).sum();
        black_box((
            back,
            done,
            times,
            next.fit(start, length.get()),
            packing_list(&next).len(),
        ));
    });
    report("squeeze", || {
        black_box(squeeze(&plan, start, length.get()).is_ok());
    });
    Ok(())
}

/// As many blocks as a run sheet can have, with material, and a lock at every fiftieth.
fn long_plan(start: Time) -> Result<RunSheet, IssueCode> {
    let blocks = (0..MAX_BLOCKS).map(|at| {
        let number = i64::try_from(at).unwrap_or(0);
        Ok(Block {
            material: ShortText::parse(&format!("kort {}, tavle, ark {}", at % 40, at % 7))?,
            lock: (at > 0 && at % 50 == 0).then(|| start.wrapping_add(number.minutes())),
            ..Block::new(
                BlockId::new(Ulid(at as u128)),
                BlockMinutes::new(1)?,
                Title::parse(&format!("Blokk {at}"))?,
            )
        })
    });
    Ok(RunSheet {
        blocks: blocks.collect::<Result<_, IssueCode>>()?,
    })
}

fn report(name: &str, turn: impl Fn()) {
    let mut times: Vec<Duration> = (0..TURNS)
        .map(|_| {
            let begun = Instant::now();
            turn();
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    let (median, slowest) = (times[TURNS / 2], times[TURNS - 1]);
    println!("{name}: median {median:?}, slowest {slowest:?} of {TURNS}");
}
