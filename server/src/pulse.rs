//! Whether the jobs beside the requests are alive: each says so after every round, and readiness asks who has been silent too long.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;

/// How long a round may take beyond the pause before it: a mail server that hangs is given up after a minute, the disk after two.
const LONGEST_ROUND: Duration = Duration::from_secs(300);

/// When each job last ended a round. Cheap to clone; all clones are one.
#[derive(Debug, Clone, Default)]
pub struct Pulse {
    jobs: Arc<Mutex<BTreeMap<&'static str, Beat>>>,
    rounds: watch::Sender<u64>,
}

#[derive(Debug, Clone, Copy)]
struct Beat {
    last: Instant,
    pause: Duration,
}

impl Pulse {
    /// Expects a job to end a round after each `pause`, the first one from now on.
    pub fn expect(&self, job: &'static str, pause: Duration) {
        let last = Instant::now();
        self.jobs().insert(job, Beat { last, pause });
    }

    /// The job is alive: it has ended a round or a part of one, well or badly.
    pub fn beat(&self, job: &'static str) {
        if let Some(beat) = self.jobs().get_mut(job) {
            beat.last = Instant::now();
        }
        self.rounds.send_modify(|rounds| *rounds += 1);
    }

    /// The jobs that have been silent for too long at `now`, by name. A job that has ended for good is one of them.
    pub fn silent(&self, now: Instant) -> Vec<&'static str> {
        let is_silent = |beat: &Beat| now.saturating_duration_since(beat.last) > beat.pause + LONGEST_ROUND;
        let jobs = self.jobs();
        jobs.iter()
            .filter(|(_, beat)| is_silent(beat))
            .map(|(job, _)| *job)
            .collect()
    }

    /// Tells of every beat, so that one can wait for a round.
    pub fn rounds(&self) -> watch::Receiver<u64> {
        self.rounds.subscribe()
    }

    fn jobs(&self) -> MutexGuard<'_, BTreeMap<&'static str, Beat>> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_is_silent_when_its_pause_and_the_longest_round_are_over() {
        let pulse = Pulse::default();
        pulse.expect("outbox", Duration::from_secs(1));
        pulse.expect("forget", Duration::from_secs(600));
        let soon = Instant::now() + Duration::from_secs(300);
        assert!(pulse.silent(soon).is_empty());
        let later = Instant::now() + Duration::from_secs(302);
        assert_eq!(pulse.silent(later), ["outbox"]);
        assert_eq!(pulse.silent(later + Duration::from_secs(600)), ["forget", "outbox"]);
    }

    #[test]
    fn a_beat_counts_from_when_it_came() {
        let pulse = Pulse::default();
        pulse.expect("outbox", Duration::ZERO);
        let before = Instant::now();
        pulse.beat("outbox");
        assert!(pulse.silent(before + LONGEST_ROUND).is_empty());
        assert_eq!(*pulse.rounds().borrow(), 1);
    }
}
