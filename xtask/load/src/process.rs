//! What another process takes, from `/proc`. On a machine that has other work its processor time says more than the clock on the wall.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};

/// Linux tells processor time in hundredths of a second (`USER_HZ`), whatever the kernel's own clock.
const TICKS_PER_SECOND: u64 = 100;

const UNKNOWN: &str = "the kernel tells of the process in an unknown way";

/// A process to look at.
#[derive(Debug, Clone)]
pub struct Process {
    folder: PathBuf,
}

impl Process {
    /// The process with this id.
    pub fn of(pid: u32) -> Self {
        Self {
            folder: PathBuf::from(format!("/proc/{pid}")),
        }
    }

    /// User and system time since the process began.
    ///
    /// # Errors
    /// When there is no such process.
    pub fn time(&self) -> Result<Duration> {
        let ticks = ticks(&self.read("stat")?).context(UNKNOWN)?;
        Ok(Duration::from_millis(ticks * 1000 / TICKS_PER_SECOND))
    }

    /// Bytes of memory that it holds now.
    ///
    /// # Errors
    /// As [`Self::time`].
    pub fn resident(&self) -> Result<u64> {
        resident(&self.read("status")?).context(UNKNOWN)
    }

    fn read(&self, file: &str) -> Result<String> {
        let path = self.folder.join(file);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
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

/// The line `VmRSS:   118276 kB` of proc_pid_status(5), whose kB are of 1,024 bytes.
fn resident(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes * 1024)
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

    #[test]
    fn memory_is_told_in_bytes() {
        assert_eq!(resident("VmPeak:\t 9 kB\nVmRSS:\t  118276 kB\n"), Some(121_114_624));
        assert_eq!(resident("VmPeak:\t 9 kB\n"), None);
    }
}
