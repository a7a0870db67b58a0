//! A delivery as the record of its page.

use domain::command::Envelope;
use domain::deliveries::DeliveryCommand;
use domain::deliveries::view::DeliveryView;
use domain::ids::DeliveryId;
use i18n::Language;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api::{change_delivery, view_delivery};
use super::words;
use crate::desk::Record;
use crate::error::{AppError, ErrorCode};

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

impl Desk {
    /// Whether the person may change the delivery and it is still to be held.
    pub(super) fn can_plan(self) -> Memo<bool> {
        self.part(|view| view.may_edit && view.delivery.stage().is_open())
    }
}

/// The delivery that the address names, as it is followed.
pub(super) fn delivery_in_address() -> Resource<Result<DeliveryView, AppError>> {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse::<DeliveryId>().ok())));
    Resource::new(
        move || id.get(),
        |id| async move {
            match id {
                Some(id) => view_delivery(id).await,
                None => Err(AppError::new(ErrorCode::NotFound)),
            }
        },
    )
}
