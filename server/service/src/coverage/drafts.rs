//! Drafts of what if placements and plans were others. They are counted from what is there when they are read, and change nothing of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::access::{Action, Actor, Subject};
use domain::command::Envelope;
use domain::coverage::Period;
use domain::coverage::drafts::view::{
    CellRow, CompareFilter, CompareView, Compared, Comparison, LeftRow, PlacedChoice, StepRow, WhatIfRow, WhatIfView,
    WhatIfsView,
};
use domain::coverage::drafts::{Change, Field, Outcome, Step, WhatIf, WhatIfCommand, apply, faults, outcome};
use domain::hours::Rules;
use domain::ids::{PersonId, UnitId, WhatIfId};
use domain::issue::IssueCode;
use domain::people::Person;
use domain::places::view::{Choice, PlacedName};
use domain::places::{Placement, Unit};
use domain::role::Role;
use domain::text_guard::{Confirmed, confirmed_names};
use store::coverage::drafts::{self as rows, DRAFT};
use store::{StoreError, Tx, hours, people, placements, places as place_rows};

use crate::once::once;
use crate::{Ctx, ServiceError};

/// The reader's drafts.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`.
pub async fn list(ctx: &Ctx) -> Result<WhatIfsView, ServiceError> {
    let actor = planner(ctx)?;
    Ok(WhatIfsView {
        rows: own(ctx, actor).await?.iter().map(row).collect(),
        today: ctx.today(),
        reader: actor.person,
    })
}

/// A draft with what it would change.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound` for one that is not the reader's; `Unavailable`.
pub async fn view(ctx: &Ctx, id: WhatIfId) -> Result<WhatIfView, ServiceError> {
    let actor = planner(ctx)?;
    let draft = one(ctx, actor, id).await?;
    let ground = Ground::read(ctx).await?;
    let units = ground.in_use(draft.period);
    let followed = ctx.services.coverage.now(ctx.store()).await?;
    let field = ground.field(&followed.board, &units, draft.period, ctx);
    let Outcome {
        before,
        after,
        cells,
        left,
    } = outcome(&field, &draft.steps);
    Ok(WhatIfView {
        row: row(&draft),
        can_undo: draft.earlier.is_some(),
        steps: ground.steps(&field, &draft.steps),
        before,
        after,
        cells: cells
            .into_iter()
            .map(|cell| CellRow {
                unit_name: ground.unit_name(cell.unit),
                cell,
            })
            .collect(),
        left: left
            .into_iter()
            .map(|left| LeftRow {
                unit_name: ground.unit_name(left.unit),
                left,
            })
            .collect(),
        placements: ground.choices(draft.period),
        units: ground.unit_choices(&units),
        people: ground.advisers(),
        today: ctx.today(),
        reader: actor.person,
    })
}

/// Begins, changes or deletes a draft; the version of what is there now comes back, of one that is deleted the last.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound` for one that is not the reader's; `Stale`; `Invalid` for a step that can't be taken, beside its
/// fields, and for an id that is taken; `Unavailable`.
pub async fn change(ctx: &Ctx, envelope: Envelope<WhatIfCommand>) -> Result<u64, ServiceError> {
    let actor = planner(ctx)?;
    once(ctx, actor, &envelope, || async {
        match &envelope.command {
            WhatIfCommand::Create { id, name, period } => {
                let new = WhatIf {
                    id: *id,
                    owner: actor.person,
                    name: name.clone(),
                    period: *period,
                    steps: Vec::new(),
                    earlier: None,
                    changed_on: ctx.today(),
                    version: 1,
                };
                Ok(written(ctx, actor, &envelope, None, &new))
            }
            command => changed(ctx, actor, &envelope, command).await,
        }
    })
    .await
    .map_err(|error| match error {
        // The id is made with the command: only a mistake in the client takes one twice.
        ServiceError::Unavailable(StoreError::Taken { .. }) => ServiceError::field("name", IssueCode::AlreadyExists),
        other => other,
    })
}

async fn changed(
    ctx: &Ctx,
    actor: &Actor,
    envelope: &Envelope<WhatIfCommand>,
    command: &WhatIfCommand,
) -> Result<(Tx, u64), ServiceError> {
    let before = one(ctx, actor, command.id()).await?;
    if envelope.expected_version != Some(before.version) {
        return Err(ServiceError::Stale);
    }
    match command {
        WhatIfCommand::Delete { id } => {
            let mut tx = Tx::new();
            rows::delete(&mut tx, &before);
            tx.audit(
                ctx.audit(actor, "delete_coverage_draft", DRAFT, id.to_string())
                    .before(&before),
            );
            return Ok((tx, before.version));
        }
        WhatIfCommand::Add { step, .. } => can_be_taken(ctx, &before, step).await?,
        WhatIfCommand::Create { .. }
        | WhatIfCommand::Rename { .. }
        | WhatIfCommand::Remove { .. }
        | WhatIfCommand::Undo { .. } => {}
    }
    let after = apply(&before, command, ctx.today()).map_err(|rule| ServiceError::Invalid(vec![rule.issue()]))?;
    Ok(written(ctx, actor, envelope, Some(&before), &after))
}

fn written(
    ctx: &Ctx,
    actor: &Actor,
    envelope: &Envelope<WhatIfCommand>,
    before: Option<&WhatIf>,
    after: &WhatIf,
) -> (Tx, u64) {
    let mut tx = Tx::new();
    rows::save(&mut tx, before, after);
    let action = if before.is_some() {
        "change_coverage_draft"
    } else {
        "create_coverage_draft"
    };
    let mut entry = ctx.audit(actor, action, DRAFT, after.id.to_string()).after(after);
    if let Some(before) = before {
        entry = entry.before(before);
    }
    tx.audit(entry.confirmed(&confirmed_names(
        &envelope.command,
        &envelope.confirmed,
        &Confirmed::default(),
    )));
    (tx, after.version)
}

/// Whether a step can be taken after those of the draft, as things are now.
async fn can_be_taken(ctx: &Ctx, draft: &WhatIf, step: &Step) -> Result<(), ServiceError> {
    let ground = Ground::read(ctx).await?;
    let units = ground.in_use(draft.period);
    let followed = ctx.services.coverage.now(ctx.store()).await?;
    let field = ground.field(&followed.board, &units, draft.period, ctx);
    if let Step::Add {
        person: Some(person), ..
    } = step
        && !ground.people.contains_key(person)
    {
        return Err(ServiceError::field("person", IssueCode::UnknownChoice));
    }
    let found = faults(&field, &draft.steps, step);
    if found.is_empty() {
        Ok(())
    } else {
        Err(ServiceError::Invalid(found))
    }
}

/// Two drafts of the reader's side by side, and as today.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound` for one that is not the reader's; `Unavailable`.
pub async fn compare(ctx: &Ctx, filter: CompareFilter) -> Result<CompareView, ServiceError> {
    let actor = planner(ctx)?;
    let drafts = own(ctx, actor).await?;
    let find = |id: Option<WhatIfId>| -> Result<Option<&WhatIf>, ServiceError> {
        let Some(id) = id else { return Ok(None) };
        let found = drafts.iter().find(|draft| draft.id == id);
        found.map(Some).ok_or(ServiceError::NotFound)
    };
    let comparison = match (find(filter.one)?, find(filter.other)?) {
        (Some(one), Some(other)) if one.id == other.id => Comparison::Same,
        (Some(one), Some(other)) if one.period != other.period => Comparison::OtherPeriod,
        (Some(one), Some(other)) => beside(ctx, one, other).await?,
        _ => Comparison::Choose,
    };
    Ok(CompareView {
        rows: drafts.iter().map(row).collect(),
        filter,
        comparison,
    })
}

async fn beside(ctx: &Ctx, one: &WhatIf, other: &WhatIf) -> Result<Comparison, ServiceError> {
    let ground = Ground::read(ctx).await?;
    let units = ground.in_use(one.period);
    let followed = ctx.services.coverage.now(ctx.store()).await?;
    let field = ground.field(&followed.board, &units, one.period, ctx);
    let compared = |draft: &WhatIf, outcome: &Outcome| {
        let of = |change: Change| outcome.cells.iter().filter(|cell| cell.change == change).count();
        Box::new(Compared {
            row: row(draft),
            tally: outcome.after,
            filled: of(Change::Filled),
            unstaffed: of(Change::Unstaffed),
            left: outcome.left.iter().map(|left| ground.unit_name(left.unit)).collect(),
        })
    };
    let (first, second) = (outcome(&field, &one.steps), outcome(&field, &other.steps));
    Ok(Comparison::Shown {
        today: Box::new(first.before),
        one: compared(one, &first),
        other: compared(other, &second),
    })
}

fn planner(ctx: &Ctx) -> Result<&Actor, ServiceError> {
    ctx.authorise(Action::EditTargets, &Subject::general())
}

/// Whoever may not know of a draft is told that there is none.
async fn one(ctx: &Ctx, actor: &Actor, id: WhatIfId) -> Result<WhatIf, ServiceError> {
    let found = rows::load(ctx.store(), id).await?;
    found
        .filter(|draft| draft.owner == actor.person)
        .ok_or(ServiceError::NotFound)
}

/// The one that was changed last first.
async fn own(ctx: &Ctx, actor: &Actor) -> Result<Vec<WhatIf>, ServiceError> {
    let mut drafts = rows::of(ctx.store(), actor.person).await?;
    drafts.sort_by_key(|one| std::cmp::Reverse((one.changed_on, one.id)));
    Ok(drafts)
}

fn row(draft: &WhatIf) -> WhatIfRow {
    WhatIfRow {
        id: draft.id,
        name: draft.name.to_string(),
        period: draft.period,
        steps: draft.steps.len(),
        changed_on: draft.changed_on,
        version: draft.version,
    }
}

/// What drafts are counted on, with names.
struct Ground {
    units: BTreeMap<UnitId, Unit>,
    placements: Vec<Placement>,
    people: HashMap<PersonId, Person>,
    rules: Rules,
}

impl Ground {
    /// Four reads.
    async fn read(ctx: &Ctx) -> Result<Self, ServiceError> {
        let store = ctx.store();
        let units = place_rows::units(store).await?;
        let people = people::all(store).await?;
        Ok(Self {
            units: units.into_iter().map(|unit| (unit.id, unit)).collect(),
            placements: placements::all(store).await?,
            people: people.into_iter().map(|person| (person.id, person)).collect(),
            rules: Rules::with(hours::rules(store).await?),
        })
    }

    fn field<'a>(
        &'a self,
        board: &'a domain::coverage::Board,
        units: &'a BTreeSet<UnitId>,
        period: Period,
        ctx: &Ctx,
    ) -> Field<'a> {
        Field {
            board,
            units,
            placements: &self.placements,
            rules: &self.rules,
            period,
            today: ctx.today(),
        }
    }

    fn placed_in(&self, period: Period) -> impl Iterator<Item = &Placement> {
        let (first, last) = (period.first(), period.last());
        self.placements
            .iter()
            .filter(move |one| one.from <= last && one.to.is_none_or(|to| first <= to))
    }

    /// Units that are in use, and those with a position in the period.
    fn in_use(&self, period: Period) -> BTreeSet<UnitId> {
        let first = period.first();
        let active = self
            .units
            .values()
            .filter(|unit| unit.is_open_on(first))
            .map(|unit| unit.id);
        active.chain(self.placed_in(period).map(|one| one.unit)).collect()
    }

    fn unit_name(&self, unit: UnitId) -> String {
        self.units
            .get(&unit)
            .map(|unit| unit.name.to_string())
            .unwrap_or_default()
    }

    fn person_name(&self, person: PersonId) -> Option<String> {
        self.people.get(&person).map(|person| person.name.to_string())
    }

    fn placed(&self, one: &Placement) -> PlacedChoice {
        PlacedChoice {
            id: one.id,
            unit: one.unit,
            unit_name: self.unit_name(one.unit),
            placed: PlacedName {
                name: one.person.and_then(|person| self.person_name(person)),
                percent: one.percent.get(),
                state: one.state,
            },
        }
    }

    fn choices(&self, period: Period) -> Vec<PlacedChoice> {
        let mut all: Vec<PlacedChoice> = self.placed_in(period).map(|one| self.placed(one)).collect();
        all.sort_by(|one, other| (&one.unit_name, &one.placed.name).cmp(&(&other.unit_name, &other.placed.name)));
        all
    }

    fn unit_choices(&self, units: &BTreeSet<UnitId>) -> Vec<Choice> {
        let choice = |id: &UnitId| Choice {
            value: id.to_string(),
            name: self.unit_name(*id),
        };
        by_name(units.iter().map(choice).collect())
    }

    fn advisers(&self) -> Vec<Choice> {
        let is_adviser =
            |person: &&Person| person.active && person.grants.iter().any(|grant| grant.role == Role::Adviser);
        let choice = |person: &Person| Choice {
            value: person.id.to_string(),
            name: person.name.to_string(),
        };
        by_name(self.people.values().filter(is_adviser).map(choice).collect())
    }

    /// The steps with names, each with whether it can be taken after those before it.
    fn steps(&self, field: &Field<'_>, steps: &[Step]) -> Vec<StepRow> {
        (1_u8..)
            .zip(steps.iter().enumerate())
            .map(|(number, (at, step))| {
                let id = step.placement();
                let placement = self.placements.iter().find(|one| Some(one.id) == id);
                let person = match step {
                    Step::Add { person, .. } => *person,
                    Step::Move { .. } | Step::End { .. } | Step::Measure { .. } => None,
                };
                StepRow {
                    number,
                    step: step.clone(),
                    placed: placement.map(|one| self.placed(one)),
                    unit_name: step.unit().map(|unit| self.unit_name(unit)).unwrap_or_default(),
                    person_name: person.and_then(|person| self.person_name(person)),
                    holds: faults(field, steps.get(..at).unwrap_or_default(), step).is_empty(),
                }
            })
            .collect()
    }
}

fn by_name(mut choices: Vec<Choice>) -> Vec<Choice> {
    choices.sort_by(|one, other| one.name.cmp(&other.name));
    choices
}
