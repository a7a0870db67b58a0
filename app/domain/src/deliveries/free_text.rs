//! Which fields of a delivery people write freely. A class and a room may bear a name; all that is told of the lesson is asked
//! about.

use super::command::{DeliveryCommand, DeliveryPlan, NewDelivery};
use super::delivery::{Closing, Delivery, Outcome};
use crate::text_guard::{FreeText, FreeTexts};

impl FreeTexts for NewDelivery {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            id: _,
            module: _,
            unit: _,
            reason,
            plan,
        } = self;
        let mut texts = vec![FreeText::asked("reason", reason.as_str())];
        texts.extend(of_plan(plan));
        texts
    }
}

impl FreeTexts for DeliveryCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        match self {
            Self::Edit { plan } => of_plan(plan).to_vec(),
            Self::Close { closing, taken: _ } => vec![of_closing(closing)],
            Self::Count { answers: _ } | Self::Reopen | Self::Cancel { reason: _ } | Self::Restore => Vec::new(),
        }
    }
}

/// All that stands in a delivery: a word that stands there already needs no second confirmation.
impl FreeTexts for Delivery {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            id: _,
            module: _,
            edition: _,
            title: _,
            unit: _,
            owner: _,
            reason,
            adviser: _,
            class,
            teacher,
            place,
            slot: _,
            adaptation,
            // Looked through when it was written in the module.
            run_sheet: _,
            outcome,
            calendar: _,
            version: _,
        } = self;
        let mut texts = vec![
            FreeText::asked("reason", reason.as_str()),
            FreeText::naming("class", class.as_str()),
            FreeText::asked("teacher", teacher.as_str()),
            FreeText::naming("place", place.as_str()),
            FreeText::asked("adaptation", adaptation.as_str()),
        ];
        match outcome {
            Outcome::Held { closing, answers: _ } => texts.push(of_closing(closing)),
            Outcome::Ahead | Outcome::Cancelled { reason: _ } => {}
        }
        texts
    }
}

fn of_plan(plan: &DeliveryPlan) -> [FreeText<'_>; 4] {
    let DeliveryPlan {
        class,
        teacher,
        place,
        slot: _,
        adaptation,
    } = plan;
    [
        FreeText::naming("class", class.as_str()),
        FreeText::asked("teacher", teacher.as_str()),
        FreeText::naming("place", place.as_str()),
        FreeText::asked("adaptation", adaptation.as_str()),
    ]
}

fn of_closing(closing: &Closing) -> FreeText<'_> {
    let Closing {
        present: _,
        contacts: _,
        learnt,
        delivery_minutes: _,
        preparation_minutes: _,
    } = closing;
    FreeText::asked("learnt", learnt.as_str())
}
