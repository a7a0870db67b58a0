//! Who works at a unit and whether it is open are decided under one guard: two decisions about one unit, each sound by what it has
//! read, would else be written side by side, since they write different records.

use domain::ids::UnitId;
use store::Tx;
use store::places::UNIT;

use crate::{Ctx, ServiceError};

/// Makes the decision under the unit's guard: of two made at the same time, the later commit conflicts, and its decision is made
/// again on what the first one left.
///
/// # Errors
/// As the decision; `Unavailable`.
pub(crate) async fn under_guard<Answer>(
    ctx: &Ctx,
    unit: UnitId,
    decision: impl Future<Output = Result<(Tx, Answer), ServiceError>>,
) -> Result<(Tx, Answer), ServiceError> {
    // Read before anything that the decision reads.
    let guard = ctx.store().guard(UNIT, unit.to_string()).await?;
    let (mut tx, answer) = decision.await?;
    tx.guard(&guard);
    Ok((tx, answer))
}
