//! What people write freely in the plans of parts. Who speaks is named on purpose, as among a course's speakers; the rest is
//! asked about, as in every run sheet.

use super::{PartPlanCommand, PartPlans};
use crate::text_guard::{FreeText, FreeTexts, NameRule};

impl FreeTexts for PartPlans {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let sheets = self.parts.iter().flat_map(|part| part.run_sheet.free_texts());
        sheets.map(naming_speakers).collect()
    }
}

impl FreeTexts for PartPlanCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        match self {
            Self::EditRunSheet { part: _, edit } => edit.free_texts().into_iter().map(naming_speakers).collect(),
            Self::Begin { part: _, module: _ } => Vec::new(),
        }
    }
}

fn naming_speakers(text: FreeText<'_>) -> FreeText<'_> {
    if text.field == "speaker" {
        FreeText {
            names: NameRule::Allowed,
            ..text
        }
    } else {
        text
    }
}
