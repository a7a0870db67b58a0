//! Where a run sheet stands in a plan, and the time that it fills.

use domain::run_sheet::{RunSheet, RunSheetEdit};
use jiff::civil::Time;

use crate::planner::Plan;

/// A run sheet and the time that it fills.
#[derive(Debug, Clone, PartialEq)]
pub struct InTime {
    /// The blocks.
    pub run_sheet: RunSheet,
    /// When the first begins; midnight where there is no clock.
    pub start: Time,
    /// How long it all should take.
    pub minutes: u16,
    /// For how many it is, where that is known: what each needs is counted for the packing list.
    pub people: Option<u16>,
}

/// One of the run sheets of a plan.
pub trait Sheet<P: Plan>: Copy + Send + Sync + 'static {
    /// Whether it is run at a time of day, so that blocks have clock times and can be locked to one. Else their places are
    /// minutes from the start.
    const HAS_CLOCK: bool;
    /// Whether somebody may speak in a block, and a block may be a break, as in a programme.
    const HAS_SPEAKERS: bool = false;

    /// What it is called.
    fn heading(self) -> i18n::Text {
        i18n::groups::run_sheet
    }

    /// The run sheet and its time, while it is there.
    fn in_time(self, plan: &P) -> Option<InTime>;
    /// The run sheet itself, to be put back to what a form started from.
    fn run_sheet_mut(self, plan: &mut P) -> Option<&mut RunSheet>;
    /// Whether the reader can edit it now.
    fn is_open(self, view: &P::View) -> bool;
    /// An edit as the command it is sent in.
    fn command(self, edit: RunSheetEdit) -> P::Command;
    /// The edit of a command that was made by [`Sheet::command`].
    fn edit_of(self, command: &P::Command) -> Option<&RunSheetEdit>;
    /// Which one it is, for what is kept of it in this browser.
    fn name(self, plan: &P) -> String;
}
