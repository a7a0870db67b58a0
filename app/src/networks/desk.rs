//! A meeting as the record of its page.

use domain::command::Envelope;
use domain::ids::NetworkId;
use domain::networks::NetworkCommand;
use domain::networks::view::NetworkView;
use i18n::Language;
use leptos::prelude::*;

use super::api::{change_network, view_network};
use super::words;
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

impl Desk {
    /// Whether the person may change the meeting and it is still to be held.
    pub(super) fn can_plan(self) -> Memo<bool> {
        self.part(|view| view.may_edit && view.meeting.stage().is_open())
    }
}
