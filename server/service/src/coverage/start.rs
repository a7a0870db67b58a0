//! What the front page tells of coverage: how far the scheme reaches, where the most gaps are, and how many wait for the reader.

use domain::access::{Action, may_some};
use domain::coverage::view::{CoverageFilter, START_GAPS, StartGap, StartView};

use super::alerts::alerts;
use super::matrix::matrix;
use crate::{Ctx, ServiceError};

/// This school year's places with a position, as the matrix has them.
///
/// # Errors
/// As [`matrix`].
pub async fn start(ctx: &Ctx) -> Result<StartView, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewCoverage)?;
    let view = matrix(ctx, CoverageFilter::default()).await?;
    let waiting = if may_some(&actor.grants, Action::EditTargets) {
        let found = alerts(ctx).await?.rows;
        Some(found.iter().filter(|row| row.state.is_open()).count())
    } else {
        None
    };
    let with_gaps = view.rows.into_iter().filter(|row| row.figures.gaps() > 0);
    Ok(StartView {
        period: view.period,
        units: view.sums.units,
        gaps: with_gaps
            .take(START_GAPS)
            .map(|row| StartGap {
                unit: row.unit,
                reached: row.figures.breadth().0,
                name: row.name,
                county: row.county,
            })
            .collect(),
        waiting,
    })
}
