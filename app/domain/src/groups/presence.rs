//! Who else has the same plan open. It holds names of those who may change the plan, and only while they have it open.

use serde::{Deserialize, Serialize};

/// How often an open plan asks, in seconds.
pub const ASKED_EVERY_SECONDS: u64 = 5;

/// How long somebody counts as having it open after the last time that was heard, in seconds: long enough for an answer or two to be lost on
/// the way, short enough that whoever closed the window is soon gone.
pub const LASTS_SECONDS: i64 = 20;

/// What an open plan is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlsoOpen {
    /// The names of the others who have it open, in alphabetical order.
    pub names: Vec<String>,
    /// The version of the group as it is stored.
    pub version: u64,
}

impl AlsoOpen {
    /// Those who were not there before.
    pub fn newcomers(&self, before: &[String]) -> Vec<String> {
        let is_new = |name: &&String| !before.contains(name);
        self.names.iter().filter(is_new).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_comes_is_news() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let told = |now: &[&str]| AlsoOpen {
            names: names(now),
            version: 1,
        };
        assert_eq!(told(&["Aino", "Samir"]).newcomers(&names(&["Aino"])), ["Samir"]);
        assert_eq!(told(&["Aino"]).newcomers(&names(&["Aino", "Samir"])), [""; 0]);
    }
}
