//! Units from the national school register.

use std::collections::{BTreeSet, HashMap};

use domain::access::{Action, Actor, Subject};
use domain::ids::{CommandId, OwnerId, UnitId};
use domain::import::{ImportFault, ImportNote, ImportReport, ImportText};
use domain::people::Language;
use domain::places::{Merger, OrgNumber, Owner, OwnerKind, Unit};
use domain::text::Title;
use i18n::places as words;
use jiff::civil::Date;
use store::places::{self as rows, OWNER, UNIT};
use store::{AuditEntry, Tx, placements};

use super::register::{Listed, listed};
use crate::once::once_by_key;
use crate::places::fresh;
use crate::{Ctx, ServiceError};

/// What an import would do. Nothing is written.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`. Faults of the file are in the report.
pub async fn preview_units(ctx: &Ctx, file: &ImportText) -> Result<ImportReport, ServiceError> {
    ctx.authorise(Action::ImportUnits, &Subject::general())?;
    Ok(decide(ctx, file).await?.report)
}

/// Imports the file if every row is sound, under the command's key.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`. Faults of the file are in the report, which then says that nothing was saved.
pub async fn import_units(ctx: &Ctx, key: CommandId, file: &ImportText) -> Result<ImportReport, ServiceError> {
    let actor = ctx.authorise(Action::ImportUnits, &Subject::general())?;
    once_by_key(ctx, actor, key, || async {
        let mut decision = decide(ctx, file).await?;
        let mut tx = Tx::new();
        if decision.report.is_ready() {
            write(ctx, actor, &mut tx, &decision);
            decision.report.saved = true;
        }
        Ok((tx, decision.report))
    })
    .await
}

#[derive(Default)]
struct Decision {
    report: ImportReport,
    owners: Vec<Owner>,
    new: Vec<Unit>,
    changed: Vec<(Unit, Unit)>,
}

/// Reads the file and compares it with what is known.
async fn decide(ctx: &Ctx, file: &ImportText) -> Result<Decision, ServiceError> {
    let mut decision = Decision::default();
    let Some(text) = super::read(file, &mut decision.report) else {
        return Ok(decision);
    };
    let found = listed(&text, ctx.today(), &mut decision.report);
    let found = once_each(found, &mut decision.report);
    let units = rows::units(ctx.store()).await?;
    let mergers = Mergers::of(&units, ctx.today());
    let known: HashMap<OrgNumber, &Unit> = units.iter().filter_map(|unit| Some((unit.org_number?, unit))).collect();
    let mut owners = Owners::load(ctx).await?;
    let in_use = in_use(ctx).await?;
    for one in found {
        match known.get(&one.org_number) {
            Some(unit) => decision.compare(unit, &one, in_use.contains(&unit.id), &mergers),
            None => decision.add(ctx, &one, &mut owners),
        }
    }
    decision.owners = owners.made;
    Ok(decision)
}

/// Units where somebody has or is to have a position, or something is planned from today on.
async fn in_use(ctx: &Ctx) -> Result<BTreeSet<UnitId>, ServiceError> {
    let today = ctx.today();
    let placed = placements::all(ctx.store()).await?;
    let placed = placed
        .into_iter()
        .filter(|one| one.person.is_some() && one.to.is_none_or(|to| today <= to))
        .map(|one| one.unit);
    let mut used: BTreeSet<UnitId> = placed.collect();
    used.extend(ctx.services.coverage.planned_at(ctx.store(), today).await?);
    Ok(used)
}

/// A number that comes twice is refused the second time.
fn once_each(found: Vec<Listed>, report: &mut ImportReport) -> Vec<Listed> {
    let mut first: HashMap<OrgNumber, usize> = HashMap::new();
    let mut kept = Vec::with_capacity(found.len());
    for one in found {
        match first.get(&one.org_number) {
            Some(row) => {
                let fault = ImportFault::Duplicate { first: *row };
                report.refuse(Some(one.row), one.name.as_str(), fault);
            }
            None => {
                first.insert(one.org_number, one.row);
                kept.push(one);
            }
        }
    }
    kept
}

/// What is to be known of mergers when a file opens and closes units.
struct Mergers<'a> {
    names: HashMap<UnitId, &'a str>,
    /// What has become, or is to become, a part of a unit: name and day.
    came: HashMap<UnitId, Vec<(&'a str, Date)>>,
    today: Date,
}

impl<'a> Mergers<'a> {
    fn of(units: &'a [Unit], today: Date) -> Self {
        let mut came: HashMap<UnitId, Vec<(&str, Date)>> = HashMap::new();
        for unit in units {
            if let Some(merger) = unit.merged {
                came.entry(merger.into)
                    .or_default()
                    .push((unit.name.as_str(), merger.from));
            }
        }
        Self {
            names: units.iter().map(|unit| (unit.id, unit.name.as_str())).collect(),
            came,
            today,
        }
    }

    fn came(&self, unit: UnitId) -> &[(&'a str, Date)] {
        self.came.get(&unit).map_or(&[], Vec::as_slice)
    }

    /// The name of one that is still to come.
    fn ahead(&self, unit: UnitId) -> Option<&'a str> {
        let mut came = self.came(unit).iter();
        came.find(|(_, from)| self.today < *from).map(|(name, _)| *name)
    }

    fn name(&self, unit: UnitId) -> String {
        self.names
            .get(&unit)
            .map_or_else(String::new, |name| (*name).to_owned())
    }
}

impl Decision {
    /// The register decides name, municipality and whether it is in use; kind and owner are set by hand here and stay. What is in use here
    /// is not closed by a file: people and plans would be left at a place that is none. What a merger has closed is not opened by one, and
    /// keeps what it was.
    fn compare(&mut self, unit: &Unit, one: &Listed, is_in_use: bool, mergers: &Mergers<'_>) {
        if let Some(merger) = unit.merged.filter(|merger| merger.from <= mergers.today) {
            self.report.unchanged += 1;
            if one.active {
                let Merger { into, from } = merger;
                let into = mergers.name(into);
                self.report
                    .note(one.row, one.name.as_str(), ImportNote::StaysMerged { into, from });
            }
            return;
        }
        let closes = unit.active && !one.active;
        if closes && let Some(name) = mergers.ahead(unit.id) {
            let name = name.to_owned();
            self.report
                .refuse(Some(one.row), one.name.as_str(), ImportFault::MergerAhead { name });
            return;
        }
        if closes && let Some(Merger { into, from }) = unit.merged {
            let into = mergers.name(into);
            self.report
                .note(one.row, one.name.as_str(), ImportNote::ClosesByMerger { into, from });
        } else if unit.active && !one.active && is_in_use {
            let fault = ImportFault::UnitInUse;
            self.report.refuse(Some(one.row), one.name.as_str(), fault);
            return;
        }
        let mut after = Unit {
            name: one.name.clone(),
            municipality: one.municipality,
            active: if unit.merged.is_some() { unit.active } else { one.active },
            pupils: one.pupils.or(unit.pupils),
            staff: one.staff.or(unit.staff),
            ..unit.clone()
        };
        if closes && !after.active && !mergers.came(unit.id).is_empty() {
            let others = mergers.came(unit.id).len();
            self.report
                .note(one.row, one.name.as_str(), ImportNote::ClosesWithOthers { others });
        }
        if after == *unit {
            self.report.unchanged += 1;
        } else {
            self.report.changed += 1;
            after.version += 1;
            self.changed
                .push((unit.clone(), unit.changed_from(mergers.today, after)));
        }
    }

    fn add(&mut self, ctx: &Ctx, one: &Listed, owners: &mut Owners) {
        let Some(kind) = one.kind.filter(|_| one.active) else {
            self.report.skipped += 1;
            return;
        };
        let owner = if one.private {
            None
        } else {
            owners.of(ctx, kind.owned_by(), one)
        };
        self.report.new += 1;
        self.new.push(Unit {
            id: UnitId::new(fresh(ctx)),
            name: one.name.clone(),
            kind,
            municipality: one.municipality,
            owner,
            org_number: Some(one.org_number),
            pupils: one.pupils,
            staff: one.staff,
            active: true,
            merged: None,
            past: Vec::new(),
            version: 1,
        });
    }
}

/// Owners by what they stand for; one that is missing is made.
struct Owners {
    known: HashMap<(OwnerKind, String), OwnerId>,
    made: Vec<Owner>,
}

impl Owners {
    async fn load(ctx: &Ctx) -> Result<Self, ServiceError> {
        let owners = rows::owners(ctx.store()).await?;
        Ok(Self {
            known: owners
                .into_iter()
                .filter_map(|owner| Some(((owner.kind, owner.code?), owner.id)))
                .collect(),
            made: Vec::new(),
        })
    }

    /// The owner by law. Oslo kommune is municipality and county in one.
    fn of(&mut self, ctx: &Ctx, kind: OwnerKind, one: &Listed) -> Option<OwnerId> {
        let code = one.municipality.as_str();
        let (kind, code) = match kind {
            OwnerKind::CountyAuthority if code != "0301" => (kind, code.get(..2)?),
            _ => (OwnerKind::Municipality, code),
        };
        if let Some(known) = self.known.get(&(kind, code.to_owned())) {
            return Some(*known);
        }
        // The official name is Norwegian, whatever language the reader has.
        let name = match kind {
            OwnerKind::CountyAuthority => words::county_authority_name(Language::Nb, one.municipality.county()?.name),
            _ => words::municipal_owner_name(Language::Nb, one.municipality.name()),
        };
        let id = OwnerId::new(fresh(ctx));
        self.known.insert((kind, code.to_owned()), id);
        self.made.push(Owner {
            id,
            name: Title::parse(&name).ok()?,
            kind,
            code: Some(code.to_owned()),
            org_number: None,
            version: 1,
        });
        Some(id)
    }
}

fn write(ctx: &Ctx, actor: &Actor, tx: &mut Tx, decision: &Decision) {
    let Decision {
        owners, new, changed, ..
    } = decision;
    for owner in owners {
        rows::create_owner(tx, owner);
    }
    rows::create_units(tx, new);
    rows::save_units(tx, changed);
    let entry = |table, id: String| ctx.audit(actor, "import_units", table, id);
    let mut entries: Vec<AuditEntry> = Vec::with_capacity(owners.len() + new.len() + changed.len());
    for owner in owners {
        entries.push(entry(OWNER, owner.id.to_string()).after(owner));
    }
    for unit in new {
        entries.push(entry(UNIT, unit.id.to_string()).after(unit));
    }
    for (before, after) in changed {
        entries.push(entry(UNIT, after.id.to_string()).before(before).after(after));
    }
    tx.audit_all(entries);
}
