//! The library: every module in memory, searched by words and by what it is. It follows the store: each search first asks
//! what has been written since, by this process or another.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::access::Actor;
use domain::deliveries::usage;
use domain::ids::{DeliveryId, ModuleId, UnitId};
use domain::modules::view::{Facet, ModuleSearch, ModuleUse};
use domain::modules::{Module, ModuleStage, ModuleState};
use i18n::Language;
use jiff::{SignedDuration, Timestamp};
use store::Store;
use store::deliveries::{Mark, marks_since};
use store::modules::{StoredModule, changed_since};
use tokio::sync::RwLock;

use crate::ServiceError;
use crate::words::{WordIndex, Words, broken};

/// How long after its instant a row may come to be seen: a change takes its instant before it is committed, and another process
/// has a clock of its own.
const LATE: SignedDuration = SignedDuration::from_secs(10);

/// How many rows a page of the library has.
pub const PAGE: usize = 30;

/// All modules, ready to be searched.
#[derive(Debug, Default)]
pub struct Library(RwLock<Shelves>);

#[derive(Debug, Default)]
struct Shelves {
    /// When the store was last asked.
    read_at: Option<Timestamp>,
    deliveries: HashMap<ModuleId, BTreeMap<DeliveryId, Mark>>,
    slots: HashMap<ModuleId, usize>,
    entries: Vec<Entry>,
    words: Option<WordIndex>,
}

/// A module in the library.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The module as it is worked on.
    pub module: Module,
    /// How it was used.
    pub used: ModuleUse,
    /// Where.
    pub units: Vec<UnitId>,
}

impl Entry {
    /// Where it stands in its life.
    pub const fn stage(&self) -> ModuleStage {
        self.module.stage(self.used.held)
    }
}

/// What a search found.
#[derive(Debug, Default)]
pub struct Found {
    /// A page of entries, the best first.
    pub entries: Vec<Entry>,
    /// How many there are in all.
    pub total: usize,
    /// Counts by theme.
    pub themes: Vec<Facet<domain::themes::Theme>>,
    /// Counts by grade.
    pub grades: Vec<Facet<domain::groups::Grade>>,
    /// Counts by shelf.
    pub shelves: Vec<Facet<domain::modules::Shelf>>,
    /// Counts by stage.
    pub stages: Vec<Facet<ModuleStage>>,
    /// How many wait for review.
    pub waiting: usize,
}

/// Who searches: whose modules are theirs, and where they work.
#[derive(Debug)]
pub struct Searcher<'a> {
    /// The reader.
    pub actor: &'a Actor,
    /// Where the reader works.
    pub units: Vec<UnitId>,
    /// Whether the reader reviews modules.
    pub reviews: bool,
}

impl Library {
    /// Searches.
    ///
    /// # Errors
    /// `Unavailable` when the store does not answer.
    pub async fn search(
        &self,
        store: &Store,
        now: Timestamp,
        asked: &ModuleSearch,
        by: &Searcher<'_>,
    ) -> Result<Found, ServiceError> {
        self.follow(store, now).await?;
        let shelves = self.0.read().await;
        shelves.search(asked, by).map_err(broken)
    }

    async fn follow(&self, store: &Store, now: Timestamp) -> Result<(), ServiceError> {
        let since = self.0.read().await.read_at.map(|read_at| read_at - LATE);
        let written = changed_since(store, since).await?;
        let marks = marks_since(store, since).await?;
        let is_known = |shelves: &Shelves, row: &StoredModule| {
            let entry = shelves.entry(row.module.id);
            entry.is_some_and(|entry| entry.module.version >= row.module.version)
        };
        {
            let shelves = self.0.read().await;
            let is_told = shelves.words.is_some() && written.iter().all(|row| is_known(&shelves, row));
            let is_recent = shelves.read_at.is_some_and(|read_at| now < read_at + LATE);
            if is_told && is_recent && marks.iter().all(|mark| shelves.knows(mark)) {
                return Ok(());
            }
        }
        let mut shelves = self.0.write().await;
        let new: Vec<StoredModule> = written.into_iter().filter(|row| !is_known(&shelves, row)).collect();
        if !new.is_empty() || shelves.words.is_none() {
            shelves.put(new).map_err(broken)?;
        }
        shelves.note(marks);
        // Of two searches at once the later may be done first.
        shelves.read_at = shelves.read_at.max(Some(now));
        Ok(())
    }
}

impl Shelves {
    fn entry(&self, id: ModuleId) -> Option<&Entry> {
        self.slots.get(&id).and_then(|slot| self.entries.get(*slot))
    }

    fn knows(&self, mark: &Mark) -> bool {
        let known = self.deliveries.get(&mark.module).and_then(|held| held.get(&mark.id));
        known == Some(mark)
    }

    /// Counts the modules again that were held.
    fn note(&mut self, marks: Vec<Mark>) {
        for mark in marks {
            let module = mark.module;
            self.deliveries.entry(module).or_default().insert(mark.id, mark);
            self.count_again(module);
        }
    }

    fn count_again(&mut self, module: ModuleId) {
        let (Some(held), Some(slot)) = (self.deliveries.get(&module), self.slots.get(&module)) else {
            return;
        };
        let Some(entry) = self.entries.get_mut(*slot) else {
            return;
        };
        entry.used = usage::figures(held.values().map(|mark| &mark.outcome));
        let at = held
            .values()
            .filter(|mark| mark.outcome.is_held())
            .map(|mark| mark.unit);
        entry.units = at.collect::<BTreeSet<_>>().into_iter().collect();
    }

    fn put(&mut self, written: Vec<StoredModule>) -> tantivy::Result<()> {
        let mut changed = Vec::with_capacity(written.len());
        for StoredModule { module, .. } in written {
            let slot = *self.slots.entry(module.id).or_insert(self.entries.len());
            changed.push((slot as u64, words_of(&module)));
            let id = module.id;
            match self.entries.get_mut(slot) {
                Some(known) => known.module = module,
                None => self.entries.push(Entry {
                    module,
                    used: ModuleUse::default(),
                    units: Vec::new(),
                }),
            }
            self.count_again(id);
        }
        let words = match self.words.take() {
            Some(words) => words,
            None => WordIndex::new()?,
        };
        let words = self.words.insert(words);
        words.put(changed)
    }

    fn search(&self, asked: &ModuleSearch, by: &Searcher<'_>) -> tantivy::Result<Found> {
        let hits = match &self.words {
            Some(words) => words.find(&asked.words, self.entries.len())?,
            None => None,
        };
        let score = |slot: usize| {
            hits.as_ref()
                .map_or(Some(0.0), |hits| hits.get(&(slot as u64)).copied())
        };
        let seen = |entry: &&Entry| is_seen(entry, by);
        let candidates: Vec<(f32, &Entry)> = self
            .entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| seen(entry))
            .filter_map(|(slot, entry)| Some((score(slot)?, entry)))
            .collect();
        let mut found = Found {
            waiting: self
                .entries
                .iter()
                .filter(|entry| entry.module.state == ModuleState::InReview && seen(entry))
                .count(),
            ..Found::default()
        };
        count(&mut found, &candidates, asked, by);
        let mut fitting: Vec<(f32, &Entry)> = candidates
            .into_iter()
            .filter(|(_, entry)| Question::ALL.iter().all(|question| question.fits(asked, by, entry)))
            .collect();
        fitting.sort_by(|(one_score, one), (other_score, other)| {
            let best = other_score.total_cmp(one_score);
            let held = other.used.held.cmp(&one.used.held);
            let name = |entry: &Entry| entry.module.content.head.title.as_str().to_lowercase();
            best.then(held).then_with(|| name(one).cmp(&name(other)))
        });
        found.total = fitting.len();
        found.entries = fitting
            .into_iter()
            .skip(asked.from)
            .take(PAGE)
            .map(|(_, entry)| entry.clone())
            .collect();
        Ok(found)
    }
}

/// Whether the reader finds it: their own, what is shared or approved and not retired, and for the professional team what
/// waits.
fn is_seen(entry: &Entry, by: &Searcher<'_>) -> bool {
    let module = &entry.module;
    module.author == by.actor.person
        || (module.state == ModuleState::InReview && by.reviews)
        || (module.state != ModuleState::Retired && module.is_shared())
}

/// One of the questions that a search asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Question {
    Themes,
    Grades,
    Minutes,
    Subject,
    Shelves,
    Stages,
    MySchools,
    WellRated,
}

impl Question {
    const ALL: [Self; 8] = [
        Self::Themes,
        Self::Grades,
        Self::Minutes,
        Self::Subject,
        Self::Shelves,
        Self::Stages,
        Self::MySchools,
        Self::WellRated,
    ];

    fn fits(self, asked: &ModuleSearch, by: &Searcher<'_>, entry: &Entry) -> bool {
        let head = &entry.module.content.head;
        match self {
            Self::Themes => asked.themes.is_empty() || !asked.themes.is_disjoint(&head.themes),
            Self::Grades => asked.grades.is_empty() || !asked.grades.is_disjoint(&head.grades),
            Self::Minutes => asked.minutes.is_none_or(|most| head.minutes.get() <= most),
            Self::Subject => {
                let wanted = asked.subject.trim().to_lowercase();
                let has = |text: &str| text.to_lowercase().contains(&wanted);
                wanted.is_empty() || has(head.subject.as_str()) || head.aims.iter().any(|aim| has(aim.code.as_str()))
            }
            Self::Shelves => asked.shelves.is_empty() || asked.shelves.contains(&entry.module.shelf),
            Self::Stages => asked.stages.is_empty() || asked.stages.contains(&entry.stage()),
            Self::MySchools => !asked.at_my_schools || entry.units.iter().any(|unit| by.units.contains(unit)),
            Self::WellRated => !asked.is_well_rated || entry.used.mean.is_some_and(|mean| mean >= 25),
        }
    }
}

/// Counts each value among those that all other questions leave.
fn count(found: &mut Found, candidates: &[(f32, &Entry)], asked: &ModuleSearch, by: &Searcher<'_>) {
    let (mut themes, mut grades) = (BTreeMap::new(), BTreeMap::new());
    let (mut shelves, mut stages) = (BTreeMap::new(), BTreeMap::new());
    for (_, entry) in candidates {
        let fails: Vec<Question> = Question::ALL
            .into_iter()
            .filter(|question| !question.fits(asked, by, entry))
            .collect();
        let counts_for = |question| fails.iter().all(|failed| *failed == question);
        let head = &entry.module.content.head;
        if counts_for(Question::Themes) {
            head.themes
                .iter()
                .for_each(|theme| *themes.entry(*theme).or_insert(0) += 1);
        }
        if counts_for(Question::Grades) {
            head.grades
                .iter()
                .for_each(|grade| *grades.entry(*grade).or_insert(0) += 1);
        }
        if counts_for(Question::Shelves) {
            *shelves.entry(entry.module.shelf).or_insert(0) += 1;
        }
        if counts_for(Question::Stages) {
            *stages.entry(entry.stage()).or_insert(0) += 1;
        }
    }
    found.themes = facets(themes);
    found.grades = facets(grades);
    found.shelves = facets(shelves);
    found.stages = facets(stages);
}

fn facets<T>(counts: BTreeMap<T, usize>) -> Vec<Facet<T>> {
    let facet = |(value, count)| Facet { value, count };
    counts.into_iter().map(facet).collect()
}

/// What a module is found by: its own words, and the names of its themes.
fn words_of(module: &Module) -> Words {
    let head = &module.content.head;
    let themes = head
        .themes
        .iter()
        .flat_map(|theme| [Language::Nb, Language::Nn].map(|language| i18n::theme_name(language, *theme).to_owned()));
    let aims = head.aims.iter().map(|aim| format!("{} {}", aim.code, aim.text));
    let blocks = module.content.run_sheet.blocks.iter();
    let blocks = blocks.map(|block| format!("{} {} {}", block.step, block.method, block.goal));
    let own = [head.summary.as_str(), head.goals.as_str(), head.subject.as_str()].map(str::to_owned);
    let all: Vec<String> = own.into_iter().chain(themes).chain(aims).chain(blocks).collect();
    Words {
        title: head.title.to_string(),
        text: all.join(" "),
    }
}
