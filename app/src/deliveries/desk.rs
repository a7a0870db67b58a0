//! A delivery as the record of its page.

use domain::command::Envelope;
use domain::deliveries::form::parse_reason;
use domain::deliveries::view::DeliveryView;
use domain::deliveries::{CallOff, DeliveryCommand, Stage};
use domain::ids::DeliveryId;
use domain::issue::Issue;
use i18n::{Language, deliveries as text};
use leptos::prelude::*;
use ui::Choice;

use super::api::{change_delivery, view_delivery};
use super::words;
use crate::call_off::{CallOffWords, CanBeCalledOff};
use crate::desk::Record;
use crate::error::AppError;
use crate::page_frame::of_address;

/// The delivery on the screen.
pub(super) type Desk = crate::desk::Desk<DeliveryView>;

impl Record for DeliveryView {
    type Id = DeliveryId;
    type Command = DeliveryCommand;

    fn id(&self) -> DeliveryId {
        self.delivery.id
    }

    fn version(&self) -> u64 {
        self.delivery.version
    }

    fn load(id: DeliveryId) -> impl Future<Output = Result<Self, AppError>> + 'static {
        view_delivery(id)
    }

    fn change(
        id: DeliveryId,
        envelope: Envelope<DeliveryCommand>,
    ) -> impl Future<Output = Result<Self, AppError>> + 'static {
        change_delivery(id, envelope)
    }

    fn rule(language: Language, name: &str) -> Option<&'static str> {
        words::rule(language, name)
    }
}

impl CanBeCalledOff for DeliveryView {
    const WORDS: CallOffWords = CallOffWords {
        id: "call_off",
        field: "call_off",
        heading: text::cancel_heading,
        help: Some(text::cancel_help),
        reason: text::call_off,
        call_off: text::cancel,
        called_off: text::cancelled,
        restore: text::restore,
        restored: text::restored,
    };

    fn may_be_called_off(&self) -> bool {
        self.may_edit && self.delivery.stage().is_open()
    }

    fn may_be_restored(&self) -> bool {
        self.may_edit && self.delivery.stage() == Stage::Cancelled
    }

    fn reasons(language: Language) -> Vec<Choice> {
        CallOff::ALL
            .map(|reason| Choice::new(reason.name(), words::reason(language, reason)))
            .to_vec()
    }

    fn parse(reason: &str) -> Result<DeliveryCommand, Vec<Issue>> {
        parse_reason(reason)
    }

    fn restore() -> DeliveryCommand {
        DeliveryCommand::Restore
    }
}

impl Desk {
    /// Whether the person may change the delivery and it is still to be held.
    pub(super) fn can_plan(self) -> Memo<bool> {
        self.part(DeliveryView::may_be_called_off)
    }
}

/// The delivery that the address names, as it is followed.
pub(super) fn delivery_in_address() -> Resource<Result<DeliveryView, AppError>> {
    of_address(view_delivery)
}
