//! Processor time of another process, from `/proc`. On a machine that has other work it says more than the clock on the wall.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};

/// Linux tells processor time in hundredths of a second (`USER_HZ`), whatever the kernel's own clock.
const TICKS_PER_SECOND: u64 = 100;

/// A process to look at.
#[derive(Debug, Clone)]
pub struct Processor {
    stat: PathBuf,
}

impl Processor {
    /// The process with this id.
    pub fn of(pid: u32) -> Self {
        Self {
            stat: PathBuf::from(format!("/proc/{pid}/stat")),
        }
    }

    /// User and system time since the process began.
    ///
    /// # Errors
    /// When there is no such process.
    pub fn time(&self) -> Result<Duration> {
        let text = fs::read_to_string(&self.stat).with_context(|| format!("cannot read {}", self.stat.display()))?;
        let ticks = ticks(&text).context("the kernel tells of the process in an unknown way")?;
        Ok(Duration::from_millis(ticks * 1000 / TICKS_PER_SECOND))
    }
}

/// Fields 14 and 15 of proc_pid_stat(5). The name, field 2, may hold spaces and brackets, so counting begins after its last bracket.
fn ticks(stat: &str) -> Option<u64> {
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(user + system)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_brackets_does_not_move_the_fields() {
        let stat = "7 (a) b) S 1 7 7 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 4 0 1000 1 1";
        assert_eq!(ticks(stat), Some(300));
        assert_eq!(ticks("7 (server"), None);
    }
}
