//! What can be done to a delivery.

use serde::{Deserialize, Serialize};

use super::delivery::{CallOff, Closing, Delivery};
use crate::evaluations::Tally;
use crate::ids::{BlockId, DeliveryId, ModuleId, UnitId};
use crate::text::{Note, ShortText, TakenMinutes};
use crate::time::Occasion;

/// The plan of a delivery, as it is first made and as it is edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeliveryPlan {
    /// Which class.
    pub class: ShortText,
    /// What the teacher does; may be empty.
    pub teacher: ShortText,
    /// Where in the house; may be empty.
    pub place: ShortText,
    /// When.
    pub slot: Occasion,
    /// What is done in another way than the module says; may be empty.
    pub adaptation: Note,
}

impl DeliveryPlan {
    /// The plan of a delivery as it stands.
    pub fn of(delivery: &Delivery) -> Self {
        Self {
            class: delivery.class.clone(),
            teacher: delivery.teacher.clone(),
            place: delivery.place.clone(),
            slot: delivery.slot,
            adaptation: delivery.adaptation.clone(),
        }
    }
}

/// A delivery as it is first planned. The one who plans holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewDelivery {
    /// Made where the person plans.
    pub id: DeliveryId,
    /// What is held.
    pub module: ModuleId,
    /// Where.
    pub unit: UnitId,
    /// Why there, at a unit that is neither the adviser's own nor nearby.
    #[serde(default)]
    pub reason: ShortText,
    /// The plan.
    pub plan: DeliveryPlan,
}

/// How long a block took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taken {
    /// Which.
    pub block: BlockId,
    /// How long.
    pub minutes: TakenMinutes,
}

/// One change of a delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum DeliveryCommand {
    /// Changes the plan.
    Edit {
        /// The plan as it is to be.
        plan: DeliveryPlan,
    },
    /// It was held; said again, it corrects the closing.
    Close {
        /// How.
        closing: Closing,
        /// How long each block took, where it was run from the tablet; what was kept before stays when there is none.
        #[serde(default)]
        taken: Vec<Taken>,
    },
    /// What the pupils answered, counted; said again, it corrects the count.
    Count {
        /// The sums.
        answers: Tally,
    },
    /// It was closed by mistake.
    Reopen,
    /// It is not held.
    Cancel {
        /// Why.
        reason: CallOff,
    },
    /// It is held after all.
    Restore,
}
