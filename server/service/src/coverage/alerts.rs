//! Gaps that the rules find, what is said of them, and how the rules are set.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::access::{Action, Actor, Subject, may, may_some};
use domain::agreements::{Agreement, State};
use domain::calendars::combined;
use domain::collation::Collated;
use domain::command::Envelope;
use domain::coverage::Fact;
use domain::coverage::gaps::{
    self, Gap, GapCommand, GapNote, GapRule, GapState, GapStep, Ground as Looked, NextStep, RuleSetting, SetRule,
    Surroundings, next_step,
};
use domain::coverage::view::{GapRow, GapTask, GapsView};
use domain::ids::{AgreementId, OwnerId, PersonId, UnitId};
use domain::needs::view::NeedChoice;
use domain::places::{Placement, Unit};
use domain::text_guard::{Confirmed, confirmed_names};
use domain::time::SchoolCalendar;
use jiff::ToSpan as _;
use jiff::civil::Date;
use store::coverage::{self as rows, NOTE, RULE};
use store::{Tx, hours, places as place_rows};

use crate::once::once;
use crate::{Ctx, ServiceError, needs, people, places};

/// Every gap that the reader may see, those that wait for a coordinator first.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `Unavailable`.
pub async fn alerts(ctx: &Ctx) -> Result<GapsView, ServiceError> {
    let actor = ctx.authorise_some(Action::EditTargets)?;
    let said = rows::said(ctx.store()).await?;
    let set = RuleSetting::all(&said.rules);
    let field = Field::read(ctx, None).await?;
    let found = field.gaps(ctx, &set).await?;
    let notes: HashMap<Gap, GapNote> = said.notes.into_iter().map(|note| (note.gap, note)).collect();
    let there = found.iter().flat_map(|gap| field.people(gap.unit));
    let said = notes.values().filter_map(|note| speaker(&note.state));
    let names = people::names(ctx, there.chain(said)).await?;
    let mut shown: Vec<GapRow> = found
        .into_iter()
        .filter_map(|gap| {
            let unit = field.units.get(&gap.unit)?;
            let note = notes.get(&gap);
            let state = note.map_or(GapState::Found, |note| note.state.clone());
            Some(GapRow {
                unit_name: unit.name.to_string(),
                county: places::county_name(unit),
                advisers: field.named(gap, &names),
                weeks: (gap.rule == GapRule::Hours).then(|| field.unconfirmed(gap.unit)),
                next: field.next(gap, &state, actor),
                by: speaker(&state)
                    .and_then(|id| names.get(&id).cloned())
                    .unwrap_or_default(),
                version: note.map(|note| note.version),
                state,
                gap,
            })
        })
        .collect();
    shown.sort_by(|one, other| {
        let key = |row: &GapRow| (!row.state.is_open(), row.gap.rule, row.gap.since);
        (key(one), Collated(&one.unit_name)).cmp(&(key(other), Collated(&other.unit_name)))
    });
    Ok(GapsView {
        rows: shown,
        rules: set,
        today: ctx.today(),
        reader: actor.person,
        may_edit: may_some(&actor.grants, Action::EditTargets),
    })
}

/// The gaps that a coordinator has asked about, at the units where somebody has a position today.
///
/// # Errors
/// `Unavailable`.
pub(crate) async fn tasks(ctx: &Ctx, own: &BTreeSet<UnitId>) -> Result<Vec<GapTask>, ServiceError> {
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let said = rows::said(ctx.store()).await?;
    let mut asked = said.notes;
    asked.retain(|note| {
        own.contains(&note.gap.unit) && matches!(note.state, GapState::Sent { .. } | GapState::Answered { .. })
    });
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let set = RuleSetting::all(&said.rules);
    let own: Vec<UnitId> = own.iter().copied().collect();
    let field = Field::read(ctx, Some(&own)).await?;
    let found = field.gaps(ctx, &set).await?;
    Ok(asked
        .into_iter()
        .filter(|note| found.contains(&note.gap))
        .filter_map(|note| {
            Some(GapTask {
                unit_name: field.units.get(&note.gap.unit)?.name.to_string(),
                need: field.need(note.gap).map(NeedChoice::value),
                gap: note.gap,
                state: note.state,
                version: note.version,
            })
        })
        .collect())
}

/// How many weeks of work a person has not confirmed, where that is more than the rule lets pass: told to the person alone, and nothing while
/// the rule is not in use.
///
/// # Errors
/// `Unavailable`.
pub(crate) async fn weeks_to_confirm(ctx: &Ctx, person: PersonId) -> Result<u32, ServiceError> {
    let set = RuleSetting::all(&rows::rules(ctx.store()).await?);
    let Some(rule) = set.iter().find(|one| one.rule == GapRule::Hours && one.is_on) else {
        return Ok(0);
    };
    let today = ctx.today();
    let sheets = hours::weeks(ctx.store(), person, today.saturating_sub(BACK_DAYS.days()), today).await?;
    let confirmed = sheets.iter().filter(|sheet| sheet.confirmed_at.is_some());
    let Some(last) = confirmed.map(|sheet| sheet.monday).max() else {
        return Ok(0);
    };
    let calendars = places::calendars_of(ctx, person).await?;
    let calendar = calendars.into_iter().next().unwrap_or_default();
    let count = gaps::weeks_behind(last, &calendar, today);
    Ok(if count >= u32::from(rule.threshold.get()) {
        count
    } else {
        0
    })
}

/// Sends a gap to whoever works there, answers, or sets it aside; the version of what is said now comes back.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound` for a gap that is none, or at a unit that isn't the reader's; `Denied` for a step that is
/// somebody else's; `Stale`; `Invalid` for an answer or a reason without words; `Unavailable`.
pub async fn note_gap(ctx: &Ctx, envelope: Envelope<GapCommand>) -> Result<u64, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewCoverage)?;
    once(ctx, actor, &envelope, || async {
        let GapCommand { gap, step } = &envelope.command;
        let set = RuleSetting::all(&rows::rules(ctx.store()).await?);
        let field = Field::read(ctx, Some(&[gap.unit])).await?;
        let unit = field.units.get(&gap.unit).ok_or(ServiceError::NotFound)?;
        must(actor, step, unit, field.people(gap.unit))?;
        if !field.gaps(ctx, &set).await?.contains(gap) {
            return Err(ServiceError::NotFound);
        }
        let before = rows::notes_of(ctx.store(), [gap]).await?.into_iter().next();
        if envelope.expected_version != before.as_ref().map(|note| note.version) {
            return Err(ServiceError::Stale);
        }
        let state = before.as_ref().map_or(GapState::Found, |note| note.state.clone());
        let state = gaps::step(&state, step, actor.person, ctx.today())
            .map_err(|fault| ServiceError::Invalid(vec![fault.issue(step)]))?;
        let after = GapNote {
            gap: *gap,
            state,
            version: before.as_ref().map_or(1, |note| note.version + 1),
        };
        let mut tx = Tx::new();
        rows::note(&mut tx, before.as_ref(), &after);
        let mut entry = ctx.audit(actor, "note_gap", NOTE, rows::note_key(gap)).after(&after);
        if let Some(before) = &before {
            entry = entry.before(before);
        }
        tx.audit(entry.confirmed(&confirmed_names(
            &envelope.command,
            &envelope.confirmed,
            &Confirmed::default(),
        )));
        Ok((tx, after.version))
    })
    .await
}

/// Who may take a step: coordinators ask and set aside, whoever works there answers.
fn must(actor: &Actor, step: &GapStep, unit: &Unit, there: impl Iterator<Item = PersonId>) -> Result<(), ServiceError> {
    let subject = Subject {
        people: there.collect(),
        unit: Some(unit.id),
        owner: unit.owner,
    };
    if !may(actor, Action::ViewCoverage, &subject) {
        return Err(ServiceError::NotFound);
    }
    let is_theirs = match step {
        GapStep::Send | GapStep::Dismiss { .. } => may(actor, Action::EditTargets, &subject),
        GapStep::Answer { .. } => subject.people.contains(&actor.person),
    };
    if is_theirs { Ok(()) } else { Err(ServiceError::Denied) }
}

/// Sets a rule.
///
/// # Errors
/// As [`Ctx::authorise`]; `Stale`; `Unavailable`.
pub async fn set_rule(ctx: &Ctx, envelope: Envelope<SetRule>) -> Result<u64, ServiceError> {
    let actor = ctx.authorise(Action::EditTargets, &Subject::general())?;
    once(ctx, actor, &envelope, || async {
        let SetRule { rule, is_on, threshold } = envelope.command;
        let before = rows::rules(ctx.store()).await?.into_iter().find(|one| one.rule == rule);
        let version = before.as_ref().map_or(0, |one| one.version);
        if envelope.expected_version != Some(version) {
            return Err(ServiceError::Stale);
        }
        let after = RuleSetting {
            rule,
            is_on,
            threshold,
            version: version + 1,
        };
        let mut tx = Tx::new();
        rows::set_rule(&mut tx, before.as_ref(), &after);
        let mut entry = ctx.audit(actor, "set_gap_rule", RULE, rule.name()).after(&after);
        if let Some(before) = &before {
            entry = entry.before(before);
        }
        tx.audit(entry);
        Ok((tx, after.version))
    })
    .await
}

/// Units with the positions and calendars that gaps are looked for in.
struct Field {
    today: Date,
    units: HashMap<UnitId, Unit>,
    placed: HashMap<UnitId, Vec<Placement>>,
    calendars: HashMap<OwnerId, SchoolCalendar>,
    no_calendar: SchoolCalendar,
    agreements: HashMap<UnitId, Vec<Agreement>>,
    needs: HashMap<UnitId, NeedChoice>,
    weeks: BTreeMap<PersonId, BTreeSet<Date>>,
}

/// How far back confirmed weeks are read.
const BACK_DAYS: i64 = 400;

impl Field {
    /// Of these units, or of all.
    async fn read(ctx: &Ctx, wanted: Option<&[UnitId]>) -> Result<Self, ServiceError> {
        let store = ctx.store();
        let units = match wanted {
            Some(ids) => place_rows::units_by_id(store, ids).await?,
            None => place_rows::units(store).await?,
        };
        let mut placed: HashMap<UnitId, Vec<Placement>> = HashMap::new();
        let around = rows::around(store).await?;
        for one in around.placements {
            placed.entry(one.unit).or_default().push(one);
        }
        let mut of_owner: HashMap<OwnerId, Vec<_>> = HashMap::new();
        for calendar in around.calendars {
            of_owner.entry(calendar.owner).or_default().push(calendar);
        }
        let today = ctx.today();
        let mut weeks: BTreeMap<PersonId, BTreeSet<Date>> = BTreeMap::new();
        for (person, monday) in hours::confirmed(store, today.saturating_sub(BACK_DAYS.days()), today).await? {
            weeks.entry(person).or_default().insert(monday);
        }
        let mut agreements: HashMap<UnitId, Vec<Agreement>> = HashMap::new();
        for one in around.agreements {
            for unit in one.terms.covered() {
                agreements.entry(unit).or_default().push(one.clone());
            }
        }
        Ok(Self {
            today,
            no_calendar: SchoolCalendar::default(),
            agreements,
            needs: needs::oldest_open(ctx).await?,
            weeks,
            units: units
                .into_iter()
                .filter(|unit| unit.is_open_on(today))
                .map(|unit| (unit.id, unit))
                .collect(),
            placed,
            calendars: of_owner.iter().map(|(owner, all)| (*owner, combined(all))).collect(),
        })
    }

    async fn gaps(&self, ctx: &Ctx, rules: &[RuleSetting]) -> Result<Vec<Gap>, ServiceError> {
        let followed = ctx.services.coverage.now(ctx.store()).await?;
        Ok(self
            .units
            .values()
            .flat_map(|unit| {
                let facts: Vec<_> = followed.board.facts(unit.id).copied().collect();
                gaps::gaps(&self.ground(unit, &facts), rules, self.today)
            })
            .collect())
    }

    fn ground<'a>(&'a self, unit: &Unit, facts: &'a [Fact]) -> Looked<'a> {
        let calendar = unit.owner.and_then(|owner| self.calendars.get(&owner));
        Looked {
            unit: unit.id,
            facts,
            placements: self.placed.get(&unit.id).map_or(&[], Vec::as_slice),
            calendar: calendar.unwrap_or(&self.no_calendar),
            agreements: self.agreements.get(&unit.id).map_or(&[], Vec::as_slice),
            need_since: self.needs.get(&unit.id).map(|need| need.since),
            weeks: &self.weeks,
        }
    }

    /// Those who work where a gap is, by name; a gap of hours names nobody.
    fn named(&self, gap: Gap, names: &HashMap<PersonId, String>) -> Vec<String> {
        if gap.rule == GapRule::Hours {
            return Vec::new();
        }
        self.people(gap.unit).filter_map(|id| names.get(&id).cloned()).collect()
    }

    /// Weeks that are not confirmed at a unit.
    fn unconfirmed(&self, unit: UnitId) -> u32 {
        let unit = self.units.get(&unit);
        unit.map_or(0, |unit| gaps::unconfirmed(&self.ground(unit, &[]), self.today))
    }

    /// What leads on from a gap, for the reader.
    fn next(&self, gap: Gap, state: &GapState, actor: &Actor) -> Option<NextStep> {
        let people: Vec<PersonId> = self.people(gap.unit).collect();
        let (agreement, renewal) = self.agreement(gap);
        let subject = Subject {
            people: people.clone(),
            unit: Some(gap.unit),
            owner: self.units.get(&gap.unit).and_then(|unit| unit.owner),
        };
        let need = self.need(gap).filter(|_| may(actor, Action::EditNeeds, &subject));
        let there = Surroundings {
            is_staffed: !people.is_empty(),
            is_asked: matches!(state, GapState::Sent { .. }),
            agreement,
            renewal,
            need: need.map(NeedChoice::value),
        };
        next_step(gap.rule, there)
    }

    /// The need that a gap is about.
    fn need(&self, gap: Gap) -> Option<&NeedChoice> {
        self.needs.get(&gap.unit).filter(|_| gap.rule == GapRule::Need)
    }

    /// The agreement that a gap is about, and the one that renews it.
    fn agreement(&self, gap: Gap) -> (Option<(AgreementId, u64)>, Option<AgreementId>) {
        let known = self
            .agreements
            .get(&gap.unit)
            .filter(|_| gap.rule == GapRule::Agreement);
        let of_unit = known.map_or(&[][..], Vec::as_slice);
        let is_meant = |one: &&Agreement| one.state.is_signed() && Some(one.last_day()) == gap.since;
        let agreement = of_unit.iter().find(is_meant).map(|one| (one.id, one.version));
        let renewal = agreement.and_then(|(renewed, _)| {
            let renews = |one: &&Agreement| one.renews == Some(renewed) && one.state != State::Withdrawn;
            self.agreements.values().flatten().find(renews).map(|one| one.id)
        });
        (agreement, renewal)
    }

    /// Everybody who has a position at a unit now.
    fn people(&self, unit: UnitId) -> impl Iterator<Item = PersonId> + use<'_> {
        let there = self.placed.get(&unit).into_iter().flatten();
        there
            .filter(|one| one.holds_on(self.today))
            .filter_map(|one| one.person)
    }
}

/// Who has said what was said last.
const fn speaker(state: &GapState) -> Option<PersonId> {
    match state {
        GapState::Found => None,
        GapState::Sent { by, .. } | GapState::Answered { by, .. } | GapState::Dismissed { by, .. } => Some(*by),
    }
}
