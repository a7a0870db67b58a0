//! Competence aims: found by their words while a module is written.

use std::collections::HashMap;
use std::sync::Arc;

use domain::access::{Action, Subject};
use domain::curriculum::{AimList, AimSearch, CurriculumAim, MOST_FOUND};
use domain::import::ImportReport;
use jiff::Timestamp;
use store::curriculum::{self as rows, LastImport};
use store::{Store, StoreError, Tx};
use tokio::sync::RwLock;

use crate::words::{WordIndex, Words, broken};
use crate::{Ctx, ServiceError, import};

/// An excerpt of the register in its own shape: aims that lessons on rights, boundaries and identity use, of five subjects.
/// From data.udir.no on 3 March 2026, under NLOD.
pub const EXCERPT: &str = include_str!("excerpt.json");

/// All aims in memory, ready to be searched; read anew when an import has written since.
#[derive(Debug, Default)]
pub struct Aims(RwLock<Option<Arc<Known>>>);

#[derive(Debug)]
struct Known {
    import: LastImport,
    aims: Vec<CurriculumAim>,
    words: WordIndex,
}

/// Looks for aims.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`.
pub async fn search(ctx: &Ctx, asked: &AimSearch) -> Result<AimList, ServiceError> {
    ctx.authorise(Action::CreateModule, &Subject::general())?;
    let Some(known) = ctx.services.aims.known(ctx.store()).await? else {
        return Ok(AimList::default());
    };
    let found = known.words.find(&asked.words, known.aims.len()).map_err(broken)?;
    Ok(AimList {
        rows: best(&known.aims, found.unwrap_or_default())
            .map(|aim| aim.row(ctx.language))
            .collect(),
    })
}

/// The best of what was found, those alike by code.
fn best(aims: &[CurriculumAim], found: HashMap<u64, f32>) -> impl Iterator<Item = &CurriculumAim> {
    let mut hits: Vec<(&CurriculumAim, f32)> = found
        .into_iter()
        .filter_map(|(slot, score)| Some((aims.get(usize::try_from(slot).ok()?)?, score)))
        .filter(|(aim, _)| aim.in_force)
        .collect();
    hits.sort_by(|(one, by), (other, than)| than.total_cmp(by).then_with(|| one.code.cmp(&other.code)));
    hits.into_iter().map(|(aim, _)| aim).take(MOST_FOUND)
}

impl Aims {
    async fn known(&self, store: &Store) -> Result<Option<Arc<Known>>, ServiceError> {
        let Some(newest) = rows::last_import(store).await? else {
            return Ok(None);
        };
        if let Some(known) = self.0.read().await.as_ref().filter(|known| known.import == newest) {
            return Ok(Some(known.clone()));
        }
        let mut place = self.0.write().await;
        // Another search may have read them meanwhile.
        if let Some(known) = place.as_ref().filter(|known| known.import == newest) {
            return Ok(Some(known.clone()));
        }
        let known = Arc::new(read(newest, rows::all(store).await?).map_err(broken)?);
        *place = Some(known.clone());
        Ok(Some(known))
    }
}

fn read(import: LastImport, aims: Vec<CurriculumAim>) -> tantivy::Result<Known> {
    let mut words = WordIndex::new()?;
    words.put((0..).zip(&aims).map(|(slot, aim)| {
        let CurriculumAim {
            code,
            plan,
            stage,
            words,
            in_force: _,
        } = aim;
        let words = Words {
            title: format!("{code} {} {} {stage}", plan.code, plan.title),
            text: format!("{} {}", words.nb, words.nn),
        };
        (slot, words)
    }))?;
    Ok(Known { import, aims, words })
}

/// Fills a store with the excerpt.
///
/// # Errors
/// The store's own.
pub(crate) async fn fill(store: &Store, now: Timestamp) -> Result<(), StoreError> {
    let aims = import::listed_aims(EXCERPT, &mut ImportReport::default());
    let mut tx = Tx::new();
    let import = LastImport {
        at: now,
        key: "excerpt".to_owned(),
    };
    rows::put(&mut tx, &aims, &import);
    store.commit(tx).await
}
