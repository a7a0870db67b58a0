//! Filling an empty store: the demonstration's story, national scale for measuring, or nothing.

mod agreements;
mod calendars;
mod cooperation;
mod courses;
mod coverage;
mod deliveries;
mod full;
mod groups;
mod hours;
mod modules;
mod needs;
mod nora;
mod part_plans;
mod people;
mod places;
mod presentations;
mod said;

use domain::groups::note_changes;
use domain::presentations::note_change;
use domain::time::{SchoolYear, zone};
use jiff::Timestamp;
use store::people::PERSON;
use store::{Store, StoreError, Tx, calendars as calendar_rows, placements, places as place_rows};

pub use people::{ADMIN, AINO, INGRID, JONAS, MARTE, NINA, PER, SAMIR, SILJE, TOR, VEGARD};
pub use places::{BEKKEFARET, GRANLIA, NORDLYS, SOLASEN, TUNVOLLEN};

/// What to fill an empty store with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// A small hand-made story (domain brief, 9.7).
    Demo,
    /// National scale (domain brief, 9.4–9.6).
    Full,
    /// Nothing.
    Empty,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The store had people already and was left alone.
    LeftAlone,
    /// The store was filled.
    Filled,
}

/// Groups written in one transaction: few enough that each is quick.
const GROUPS_AT_A_TIME: usize = 10;
/// The same for presentations.
const PRESENTATIONS_AT_A_TIME: usize = 50;

/// Fills an empty store; one with people in it is left alone.
///
/// # Errors
/// The store's own.
pub async fn run(store: &Store, profile: Profile, now: Timestamp) -> Result<Outcome, StoreError> {
    if profile == Profile::Empty || store.count(PERSON).await? > 0 {
        return Ok(Outcome::LeftAlone);
    }
    let mut tx = Tx::new();
    people::demo(&mut tx, now);
    let today = now.to_zoned(zone()).date();
    let made = match profile {
        Profile::Full => {
            let full = full::make(places::demo());
            for adviser in &full.advisers {
                people::add(&mut tx, adviser, now);
            }
            full.places
        }
        Profile::Demo | Profile::Empty => places::demo(),
    };
    write(&mut tx, &made, SchoolYear::of(today));
    store.commit(tx).await?;
    crate::curriculum::fill(store, now).await?;
    let mut told = groups::demo(&made.units, today);
    if let Some(programme) = groups::programme(&told, today) {
        let mut tx = Tx::new();
        store::programmes::create(&mut tx, &programme);
        store.commit(tx).await?;
    }
    let mut tx = Tx::new();
    for module in modules::demo(today) {
        store::modules::create(&mut tx, &module, now);
        if module.edition > 0 {
            store::modules::keep_edition(&mut tx, &module, module.approved_on.unwrap_or(today));
        }
    }
    for proposal in nora::demo(today) {
        store::nora::create(&mut tx, &proposal);
    }
    store.commit(tx).await?;
    if profile == Profile::Full {
        told.extend(groups::national(&made, today));
    }
    told.iter_mut().for_each(|group| note_changes(None, group, now));
    for some in told.chunks(GROUPS_AT_A_TIME) {
        let mut tx = Tx::new();
        some.iter().for_each(|group| store::groups::create(&mut tx, group));
        store.commit(tx).await?;
    }
    tell(store, profile, &made, now).await?;
    hours::fill(store, &made.placements, now).await?;
    Ok(Outcome::Filled)
}

/// Presentations, what was made known without one, lessons, courses, agreements, what staff need to learn, routines and networks.
async fn tell(store: &Store, profile: Profile, made: &places::Places, now: Timestamp) -> Result<(), StoreError> {
    let today = now.to_zoned(zone()).date();
    let mut told = presentations::demo(&made.units, today);
    if profile == Profile::Full {
        told.extend(presentations::national(made, today));
    }
    told.iter_mut().for_each(|one| note_change(None, one, now));
    for some in told.chunks(PRESENTATIONS_AT_A_TIME) {
        let mut tx = Tx::new();
        some.iter().for_each(|one| store::presentations::create(&mut tx, one));
        store.commit(tx).await?;
    }
    let mut lessons = deliveries::demo(&modules::demo(today), &made.units, today);
    lessons
        .iter_mut()
        .for_each(|one| domain::deliveries::note_change(None, one, now));
    let mut tx = Tx::new();
    lessons
        .iter()
        .for_each(|one| store::deliveries::create(&mut tx, one, now));
    let held = courses::demo(today, now);
    if let Some(template) = courses::template(&held, today) {
        store::course_templates::create(&mut tx, &template);
    }
    for (event, registrations) in held {
        store::courses::seed(&mut tx, &event, &part_plans::of(&event), &registrations);
        for (phase, evaluation) in said::demo(&event, now) {
            store::courses::put_evaluation(&mut tx, event.id, phase, &evaluation);
        }
    }
    for targets in coverage::targets(today) {
        store::coverage::set_targets(&mut tx, None, &targets);
    }
    if let Some(draft) = coverage::draft(today) {
        store::coverage::drafts::save(&mut tx, None, &draft);
    }
    for (agreement, spent) in agreements::told(made, today) {
        store::agreements::create(&mut tx, &agreement);
        spent.iter().for_each(|one| store::agreements::spend(&mut tx, one));
    }
    for item in presentations::items(&made.units, today) {
        store::outreach::create(&mut tx, &item);
    }
    let surveys = needs::surveys(&made.units, today);
    for (survey, given) in &surveys {
        store::needs::open(&mut tx, survey);
        store::needs::put_tally(&mut tx, survey.id, given);
    }
    for mut measure in needs::measures(&made.units, &surveys, today) {
        domain::needs::note_change(None, &mut measure, now);
        store::needs::create(&mut tx, &measure);
    }
    for routine in cooperation::routines(&made.units, today) {
        store::routines::create(&mut tx, &routine);
    }
    for mut meeting in cooperation::meetings(&made.units, today) {
        domain::networks::note_change(None, &mut meeting, now);
        store::networks::create(&mut tx, &meeting);
    }
    store.commit(tx).await?;
    if profile == Profile::Full {
        let mut tx = Tx::new();
        for routine in cooperation::national(made, today) {
            store::routines::create(&mut tx, &routine);
        }
        store.commit(tx).await?;
    }
    Ok(())
}

/// Owners with their calendars of the last and this school year, units, nearby lists and placements.
fn write(tx: &mut Tx, made: &places::Places, this_year: SchoolYear) {
    for (at, owner) in made.owners.iter().enumerate() {
        place_rows::create_owner(tx, owner);
        // Every second owner, Oslo the first of them, has its holidays later.
        let (autumn, winter) = if at.is_multiple_of(2) { (41, 9) } else { (40, 8) };
        for start in [this_year.start_year() - 1, this_year.start_year()] {
            let year = SchoolYear::starting(start);
            calendar_rows::create(tx, &calendars::calendar(owner.id, year, autumn, winter));
        }
    }
    place_rows::create_units(tx, &made.units);
    for nearby in &made.nearby {
        place_rows::put_nearby(tx, nearby);
    }
    for placement in &made.placements {
        placements::create(tx, placement);
    }
}
