//! What becomes of the plans when parts are moved, added or taken away.

use super::{PartPlan, PartPlans};
use crate::run_sheet::RunSheet;
use crate::time::Occasion;

impl PartPlans {
    /// The plans for the parts as they are now; `None` where nothing has changed. A part that is where it was keeps its
    /// plan; those that are left take theirs along in order of time, since a part that was moved is the same part. A plan
    /// goes only where there are fewer parts than before.
    pub fn followed(&self, parts: &[Occasion]) -> Option<Self> {
        if self.parts.iter().map(|part| &part.slot).eq(parts) {
            return None;
        }
        let mut left: Vec<&PartPlan> = self.parts.iter().collect();
        let stayed: Vec<Option<&PartPlan>> = parts
            .iter()
            .map(|slot| {
                let at = left.iter().position(|part| part.slot == *slot)?;
                Some(left.remove(at))
            })
            .collect();
        let mut left = left.into_iter();
        let mut next = Self {
            of: self.of,
            parts: Vec::with_capacity(parts.len()),
            last: self.last,
            version: self.version + 1,
        };
        for (slot, stayed) in parts.iter().zip(stayed) {
            let known = stayed.or_else(|| left.next());
            let plan = known.cloned().unwrap_or_else(|| {
                next.last = next.last.saturating_add(1);
                PartPlan {
                    part: next.last,
                    slot: *slot,
                    run_sheet: RunSheet::default(),
                    module: None,
                }
            });
            next.parts.push(PartPlan { slot: *slot, ..plan });
        }
        Some(next)
    }
}
