//! A meeting as the record of its page.

use domain::command::Envelope;
use domain::ids::NetworkId;
use domain::issue::Issue;
use domain::networks::view::NetworkView;
use domain::networks::{NetworkCallOff, NetworkCommand, NetworkStage, parse_call_off};
use i18n::{Language, networks as text};
use leptos::prelude::*;
use ui::Choice;

use super::api::{change_network, view_network};
use super::words;
use crate::call_off::{CallOffWords, CanBeCalledOff};
use crate::desk::Record;
use crate::error::AppError;

/// The meeting on the screen.
pub(super) type Desk = crate::desk::Desk<NetworkView>;

impl Record for NetworkView {
    type Id = NetworkId;
    type Command = NetworkCommand;

    fn id(&self) -> NetworkId {
        self.meeting.id
    }

    fn version(&self) -> u64 {
        self.meeting.version
    }

    fn load(id: NetworkId) -> impl Future<Output = Result<Self, AppError>> + 'static {
        view_network(id)
    }

    fn change(
        id: NetworkId,
        envelope: Envelope<NetworkCommand>,
    ) -> impl Future<Output = Result<Self, AppError>> + 'static {
        change_network(id, envelope)
    }

    fn rule(language: Language, name: &str) -> Option<&'static str> {
        words::rule(language, name)
    }
}

impl CanBeCalledOff for NetworkView {
    const WORDS: CallOffWords = CallOffWords {
        id: "call_off",
        field: "call_off",
        heading: text::cancel_heading,
        help: Some(text::cancel_help),
        reason: text::call_off,
        call_off: text::cancel,
        called_off: text::cancelled,
        restore: text::restore,
        restored: text::reopened,
    };

    fn may_be_called_off(&self) -> bool {
        self.may_edit && self.meeting.stage().is_open()
    }

    fn may_be_restored(&self) -> bool {
        self.may_edit && self.meeting.stage() == NetworkStage::Cancelled
    }

    fn reasons(language: Language) -> Vec<Choice> {
        NetworkCallOff::ALL
            .map(|reason| Choice::new(reason.name(), words::reason(language, reason)))
            .to_vec()
    }

    fn parse(reason: &str) -> Result<NetworkCommand, Vec<Issue>> {
        parse_call_off(reason)
    }

    fn restore() -> NetworkCommand {
        NetworkCommand::Reopen
    }
}

impl Desk {
    /// Whether the person may change the meeting and it is still to be held.
    pub(super) fn can_plan(self) -> Memo<bool> {
        self.part(NetworkView::may_be_called_off)
    }
}
