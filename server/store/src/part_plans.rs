//! What happens in each part of a course or a competence measure. The row is there for as long as the course or the measure is,
//! and its parts are the same: whoever changes the one writes the other in the same transaction.

use domain::part_plans::{PartPlans, PlanOf};

use crate::{Guard, Key, Result, Store, Table, Tx};

/// Rows are [`PartPlans`] as it is, under `[kind, id]`.
pub const PART_PLAN: Table = Table::new("part_plan");

/// The key of a course's or a measure's row.
pub fn key(of: PlanOf) -> Key {
    Key::from([of.kind().to_owned(), of.id()])
}

/// The plans of a course's or a measure's parts.
///
/// # Errors
/// As every read; `NotFound` when there is no such course or measure.
pub async fn load(store: &Store, of: PlanOf) -> Result<PartPlans> {
    store.need(PART_PLAN, key(of)).await
}

/// The guard of a row: read it before the row, commit with it, so that who moves a part and who plans what happens in it do
/// not refuse each other but decide again.
///
/// # Errors
/// As every read.
pub async fn guard(store: &Store, of: PlanOf) -> Result<Guard> {
    store.guard(PART_PLAN, key(of)).await
}

/// Writes the row of a new course or measure.
pub fn create(tx: &mut Tx, plans: &PartPlans) {
    tx.create(PART_PLAN, key(plans.of), plans);
}

/// Writes a row over the version it was loaded with.
pub fn save(tx: &mut Tx, before: &PartPlans, after: &PartPlans) {
    tx.update_versioned(PART_PLAN, key(after.of), before.version, after);
}

#[cfg(test)]
mod tests {
    use domain::ids::{BlockId, ModuleId};
    use domain::needs::{Closing, Outcome};
    use domain::part_plans::{PartPlanCommand, apply};
    use domain::run_sheet::{Block, Place, RunSheetEdit};
    use domain::text::{BlockMinutes, MeasureMinutes, Note, ShortText, Title};
    use jiff::civil::time;
    use ulid::Ulid;

    use super::*;
    use crate::StoreError;
    use crate::tests::{fresh, sound};

    #[tokio::test]
    async fn plans_come_back_as_they_were_written_and_of_two_at_once_one_decides_again() {
        let store = fresh().await;
        let measure = sound::measure();
        let mut tx = Tx::new();
        crate::needs::create(&mut tx, &measure);
        store.commit(tx).await.unwrap();
        let of = PlanOf::Measure(measure.id);
        let empty = load(&store, of).await.unwrap();
        assert_eq!(empty, PartPlans::new(of, &measure.plan.parts));

        let block = Block {
            speaker: ShortText::parse("Kari Nordlie").unwrap(),
            is_break: true,
            lock: Some(time(10, 0, 0, 0)),
            ..Block::new(
                BlockId::new(Ulid(1)),
                BlockMinutes::new(20).unwrap(),
                Title::parse("Kaffe").unwrap(),
            )
        };
        let edit = RunSheetEdit::Insert {
            place: Place::number(0),
            block,
        };
        let after = apply(&empty, &PartPlanCommand::EditRunSheet { part: 1, edit }).unwrap();
        let seen = [guard(&store, of).await.unwrap(), guard(&store, of).await.unwrap()];
        let mut outcomes = Vec::new();
        for guard in &seen {
            let mut tx = Tx::new();
            tx.guard(guard);
            save(&mut tx, &empty, &after);
            outcomes.push(store.commit(tx).await);
        }
        assert!(outcomes[0].is_ok(), "{outcomes:?}");
        assert!(matches!(outcomes[1], Err(StoreError::Conflict)), "{outcomes:?}");
        assert_eq!(load(&store, of).await.unwrap(), after);
    }

    #[tokio::test]
    async fn a_measure_is_found_by_the_module_that_a_part_of_it_was_begun_with_once_it_was_held() {
        let store = fresh().await;
        let measure = sound::measure();
        let mut tx = Tx::new();
        crate::needs::create(&mut tx, &measure);
        store.commit(tx).await.unwrap();
        let of = PlanOf::Measure(measure.id);
        let empty = load(&store, of).await.unwrap();
        let (module, other) = (ModuleId::new(Ulid(7)), ModuleId::new(Ulid(8)));
        let after = apply(&empty, &PartPlanCommand::Begin { part: 2, module }).unwrap();
        let mut tx = Tx::new();
        save(&mut tx, &empty, &after);
        store.commit(tx).await.unwrap();
        assert_eq!(load(&store, of).await.unwrap().parts[1].module, Some(module));
        let found = async |module| crate::needs::held_from_module(&store, module).await.unwrap();
        assert!(found(module).await.is_empty(), "it lies ahead");
        let mut held = measure.clone();
        held.outcome = Outcome::Held {
            closing: Closing {
                present: measure.plan.groups.clone(),
                delivery_minutes: MeasureMinutes::new(90).unwrap(),
                preparation_minutes: MeasureMinutes::new(90).unwrap(),
                evaluation: Note::parse("Gruppearbeidet virket best.").unwrap(),
            },
            effect: None,
        };
        held.version += 1;
        let mut tx = Tx::new();
        crate::needs::save(&mut tx, &measure, &held);
        store.commit(tx).await.unwrap();
        assert_eq!(found(module).await, [held]);
        assert!(found(other).await.is_empty());
    }
}
