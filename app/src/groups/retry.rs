//! How often a command is sent again, and when the server's no is final.
//!
//! An answer that is not ours (a proxy's page, a network that asks for a password) says nothing about the command: it is
//! sent again for as long as it takes. Our own server says who it is by a request id.

use std::time::Duration;

use crate::error::{AppError, ErrorCode};

/// The wait before the first attempts that follow.
const FIRST: Duration = Duration::from_secs(3);

/// The longest wait; a server that comes back is found within it.
const LONGEST: Duration = Duration::from_secs(15);

/// How often our own server may fail at the very same command before that is its answer.
const FAILURES: u32 = 5;

/// What to do after an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Send it again after this time.
    Wait(Duration),
    /// It will never be made.
    GiveUp,
}

/// The attempts at one command.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tries {
    attempts: u32,
    /// How often our own server failed at it.
    failures: u32,
}

impl Tries {
    /// What to do after this error.
    pub fn after(&mut self, error: &AppError) -> Next {
        match error.code {
            ErrorCode::Offline | ErrorCode::Unavailable | ErrorCode::Throttled => Next::Wait(self.wait(error)),
            ErrorCode::Unexpected if error.request_id.is_empty() => Next::Wait(self.wait(error)),
            ErrorCode::Unexpected => {
                self.failures += 1;
                if self.failures < FAILURES {
                    Next::Wait(self.wait(error))
                } else {
                    Next::GiveUp
                }
            }
            _ => Next::GiveUp,
        }
    }

    /// How long to wait before the next attempt: longer each time, but no longer than the server asks for. A browser
    /// without network costs nobody anything, and signing in is looked for as often.
    pub fn wait(&mut self, error: &AppError) -> Duration {
        self.attempts = self.attempts.saturating_add(1);
        let asked = error.detail.as_deref().and_then(|seconds| seconds.parse().ok());
        match (error.code, asked) {
            (ErrorCode::Throttled, Some(seconds)) => Duration::from_secs(seconds).max(FIRST),
            (ErrorCode::Offline | ErrorCode::SignedOut, _) => FIRST,
            _ => (FIRST * self.attempts).min(LONGEST),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(code: ErrorCode, request_id: &str) -> AppError {
        AppError {
            request_id: request_id.to_owned(),
            ..AppError::new(code)
        }
    }

    #[test]
    fn a_page_of_a_proxy_is_never_taken_for_the_servers_no() {
        let mut tries = Tries::default();
        let undecodable = error(ErrorCode::Unexpected, "");
        for _ in 0..100 {
            assert!(matches!(tries.after(&undecodable), Next::Wait(length) if length <= LONGEST));
        }
    }

    #[test]
    fn a_server_that_fails_at_the_same_command_again_and_again_has_answered() {
        let mut tries = Tries::default();
        let failure = error(ErrorCode::Unexpected, "01K");
        for _ in 1..FAILURES {
            assert!(matches!(tries.after(&failure), Next::Wait(_)));
        }
        assert_eq!(tries.after(&failure), Next::GiveUp);
    }

    #[test]
    fn too_many_attempts_are_waited_out_as_long_as_the_server_asks() {
        let throttled = AppError {
            detail: Some("40".to_owned()),
            ..AppError::new(ErrorCode::Throttled)
        };
        assert_eq!(Tries::default().after(&throttled), Next::Wait(Duration::from_secs(40)));
    }

    #[test]
    fn a_refusal_is_final() {
        for code in [
            ErrorCode::Denied,
            ErrorCode::NotFound,
            ErrorCode::Invalid,
            ErrorCode::Rule,
        ] {
            assert_eq!(Tries::default().after(&error(code, "01K")), Next::GiveUp);
        }
    }
}
