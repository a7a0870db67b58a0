//! Teaching modules: found in the library, written, reviewed, copied.

mod files;
mod library;

use std::collections::HashMap;

use domain::access::{Action, Actor, Subject, may};
use domain::command::Envelope;
use domain::deliveries::view::Adaptation;
use domain::deliveries::{Delivery, Source, usage};
use domain::ids::{ModuleId, PersonId};
use domain::issue::IssueCode;
use domain::modules::apply::{
    At, ModuleRule, apply, copy as copy_module, create as create_module, import as import_module,
};
use domain::modules::file;
use domain::modules::view::{Edition, EditionRow, ModuleList, ModuleRow, ModuleSearch, ModuleView, SourceOffer};
use domain::modules::{CopyModule, ImportModule, Module, ModuleCommand, ModuleContent, ModuleState, NewModule};
use domain::needs::Measure;
use domain::text::{OccasionMinutes, Title};
use domain::text_guard::{Confirmed, confirmed_names};
use store::modules::{self as rows, MODULE};
use store::{StoreError, Tx};
use store::{deliveries, needs};

use self::library::{Entry, Searcher};
use crate::once::{once, seen};
use crate::{Ctx, ServiceError, people, places};

pub use files::{add_file, forget_files, may_add_file, read_file};
pub use library::Library;

/// How many colleagues' words on a module are shown, the latest first.
const MOST_ADAPTATIONS: usize = 20;

/// What the library has for the reader.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`.
pub async fn search(ctx: &Ctx, asked: &ModuleSearch) -> Result<ModuleList, ServiceError> {
    let actor = ctx.authorise(Action::ViewModule, &Subject::general())?;
    let units = if asked.at_my_schools {
        places::units_of(ctx, actor.person).await?
    } else {
        Vec::new()
    };
    let by = Searcher {
        actor,
        units: units.into_iter().map(|unit| unit.id).collect(),
        reviews: may(actor, Action::ReviewModule, &Subject::general()),
    };
    let found = ctx.services.library.search(ctx.store(), ctx.now(), asked, &by).await?;
    let authors = people::names(ctx, found.entries.iter().map(|entry| entry.module.author)).await?;
    Ok(ModuleList {
        rows: found
            .entries
            .into_iter()
            .map(|entry| row(ctx, actor, entry, &authors))
            .collect(),
        total: found.total,
        themes: found.themes,
        grades: found.grades,
        shelves: found.shelves,
        stages: found.stages,
        waiting: found.waiting,
        may_create: may(actor, Action::CreateModule, &Subject::general()),
        may_import_aims: may(actor, Action::ImportAims, &Subject::general()),
    })
}

fn row(ctx: &Ctx, actor: &Actor, entry: Entry, authors: &HashMap<PersonId, String>) -> ModuleRow {
    let stage = entry.stage();
    let Entry { module, used, .. } = entry;
    let is_review_due = module.is_review_due(ctx.today());
    let files = module.content.files.len();
    let head = module.content.head;
    ModuleRow {
        id: module.id,
        title: head.title.to_string(),
        summary: head.summary.to_string(),
        author_name: authors.get(&module.author).cloned().unwrap_or_default(),
        is_own: module.author == actor.person,
        grades: head.grades,
        minutes: head.minutes,
        themes: head.themes,
        subject: head.subject.to_string(),
        shelf: module.shelf,
        stage,
        used,
        is_review_due,
        files,
    }
}

/// One module. While a new edition is written, all but its author read the latest.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound`; `Unavailable`.
pub async fn view(ctx: &Ctx, id: ModuleId) -> Result<ModuleView, ServiceError> {
    let actor = ctx.authorise(Action::ViewModule, &Subject::general())?;
    show(ctx, actor, visible(ctx, actor, id).await?).await
}

/// What a module was when it was approved for the `number`th time.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound`; `Unavailable`.
pub async fn edition(ctx: &Ctx, id: ModuleId, number: u32) -> Result<Edition, ServiceError> {
    let actor = ctx.authorise(Action::ViewModule, &Subject::general())?;
    visible(ctx, actor, id).await?;
    let edition = rows::edition(ctx.store(), id, number).await?;
    edition.ok_or(ServiceError::NotFound)
}

/// Writes a new module; the one who writes is its author.
///
/// # Errors
/// As [`Ctx::authorise`]; `Invalid`; `Rule`; `Unavailable`.
pub async fn create(ctx: &Ctx, envelope: Envelope<NewModule>) -> Result<ModuleId, ServiceError> {
    let actor = ctx.authorise(Action::CreateModule, &Subject::general())?;
    let new = &envelope.command;
    once(ctx, actor, &envelope, || async {
        let module = create_module(new, actor.person).map_err(ruled)?;
        let mut tx = Tx::new();
        rows::create(&mut tx, &module, ctx.now());
        tx.audit(
            ctx.audit(actor, "create_module", MODULE, module.id.to_string())
                .after(&module)
                .confirmed(&confirmed_names(new, &envelope.confirmed, &Confirmed::default())),
        );
        Ok((tx, module.id))
    })
    .await
    .map_err(taken)
}

/// Makes a module of the actor's own of a file.
///
/// # Errors
/// As [`Ctx::authorise`]; `Invalid`; `Rule`; `Unavailable`.
pub async fn import(ctx: &Ctx, envelope: Envelope<ImportModule>) -> Result<ModuleId, ServiceError> {
    let actor = ctx.authorise(Action::CreateModule, &Subject::general())?;
    let new = &envelope.command;
    if let Some(field) = file::fault_of(&new.content) {
        return Err(ServiceError::field(field, IssueCode::DoesNotAddUp));
    }
    once(ctx, actor, &envelope, || async {
        let module = import_module(new, actor.person).map_err(ruled)?;
        let mut tx = Tx::new();
        rows::create(&mut tx, &module, ctx.now());
        tx.audit(
            ctx.audit(actor, "import_module", MODULE, module.id.to_string())
                .after(&module)
                .confirmed(&confirmed_names(new, &envelope.confirmed, &Confirmed::default())),
        );
        Ok((tx, module.id))
    })
    .await
    .map_err(taken)
}

/// A module as a file: its name and its text. As the actor reads it.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound`; `Unavailable`.
pub async fn export(ctx: &Ctx, id: ModuleId) -> Result<(Title, String), ServiceError> {
    let actor = ctx.authorise(Action::ViewModule, &Subject::general())?;
    let module = as_read(ctx, actor, visible(ctx, actor, id).await?).await?;
    let names = people::names(ctx, [module.author]).await?;
    let author = names.get(&module.author).map(String::as_str).unwrap_or_default();
    Ok((module.content.head.title.clone(), file::write(&module, author)))
}

/// Makes a module of the actor's own from one that a colleague made.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound`; `Unavailable`.
pub async fn copy(ctx: &Ctx, envelope: Envelope<CopyModule>) -> Result<ModuleId, ServiceError> {
    let actor = ctx.authorise(Action::CreateModule, &Subject::general())?;
    let CopyModule { id, source, follows } = &envelope.command;
    once(ctx, actor, &envelope, || async {
        let source = as_read(ctx, actor, visible(ctx, actor, *source).await?).await?;
        let module = copy_module(&source, *id, actor.person, *follows);
        let mut tx = Tx::new();
        rows::create(&mut tx, &module, ctx.now());
        for file in &module.content.files {
            files::came(&mut tx, ctx, &module, file, actor.person);
        }
        tx.audit(ctx.audit(actor, "copy_module", MODULE, id.to_string()).after(&module));
        Ok((tx, *id))
    })
    .await
    .map_err(taken)
}

/// Changes a module by one command and gives it back as it then is.
///
/// # Errors
/// `NotFound` for one the actor may not see, `Denied` for what is not the actor's to do; `Stale` when it moved on since
/// `expected_version`; `Rule`; `Unavailable`.
pub async fn change(ctx: &Ctx, id: ModuleId, envelope: Envelope<ModuleCommand>) -> Result<ModuleView, ServiceError> {
    let actor = ctx.authorise_some(Action::CommentModule)?;
    let command = &envelope.command;
    let changed: Module = once(ctx, actor, &envelope, || async {
        let before = visible(ctx, actor, id).await?;
        ctx.authorise(action_of(&before, command, actor), &before.subject())?;
        seen(&envelope, before.version)?;
        let at = At {
            by: actor.person,
            today: ctx.today(),
        };
        let after = apply(&before, command, &at).map_err(ruled)?;
        if let ModuleCommand::MeetSource { edition } = command {
            exists(ctx, &after, *edition).await?;
        }
        let mut tx = Tx::new();
        files::follow(&mut tx, ctx, (&before, &after), actor.person).await?;
        rows::save(&mut tx, &after, before.version, ctx.now());
        if after.edition > before.edition {
            rows::keep_edition(&mut tx, &after, ctx.today());
        }
        let key = (MODULE, id.to_string());
        tx.audit(ctx.audit_change(actor, command.name(), key, (&before, &after), &envelope));
        Ok((tx, after))
    })
    .await?;
    show(ctx, actor, changed).await
}

/// What the access table is asked for a command.
fn action_of(module: &Module, command: &ModuleCommand, actor: &Actor) -> Action {
    match command {
        ModuleCommand::Approve { .. } | ModuleCommand::Return { .. } => Action::ReviewModule,
        ModuleCommand::Comment { .. } => Action::CommentModule,
        ModuleCommand::Resolve { id, .. } if module.comment(*id).is_some_and(|said| said.by == actor.person) => {
            Action::CommentModule
        }
        _ => Action::EditModule,
    }
}

/// The edition of the source that is said to have been looked at must be there.
async fn exists(ctx: &Ctx, module: &Module, edition: u32) -> Result<(), ServiceError> {
    let Some(source) = &module.based_on else {
        return Err(ruled(ModuleRule::NoSource));
    };
    let kept = rows::edition(ctx.store(), source.module, edition).await?;
    kept.map(|_| ()).ok_or_else(|| ruled(ModuleRule::NoSource))
}

/// A module that the actor may know of; `NotFound` is said of any other.
pub(crate) async fn visible(ctx: &Ctx, actor: &Actor, id: ModuleId) -> Result<Module, ServiceError> {
    let module = rows::load(ctx.store(), id).await?.ok_or(ServiceError::NotFound)?;
    if is_seen(actor, &module) {
        Ok(module)
    } else {
        Err(ServiceError::NotFound)
    }
}

/// Whether the actor may know of a module: the author of each, the professional team what it is asked to read, all what was
/// shared or approved once.
fn is_seen(actor: &Actor, module: &Module) -> bool {
    module.author == actor.person
        || module.edition > 0
        || module.is_shared()
        || (module.state == ModuleState::InReview && may(actor, Action::ReviewModule, &Subject::general()))
}

/// The module as the actor reads it: the latest edition while a new one is being written by somebody else.
async fn as_read(ctx: &Ctx, actor: &Actor, module: Module) -> Result<Module, ServiceError> {
    let reviews = may(actor, Action::ReviewModule, &Subject::general());
    let is_at_work = match module.state {
        ModuleState::Draft => true,
        ModuleState::InReview => !reviews,
        ModuleState::Approved | ModuleState::Retired => false,
    };
    if module.author == actor.person || module.edition == 0 || !is_at_work {
        return Ok(module);
    }
    let edition = rows::edition(ctx.store(), module.id, module.edition).await?;
    Ok(match edition {
        Some(edition) => Module {
            content: edition.content,
            ..module
        },
        None => module,
    })
}

/// What a class would be held from: the latest edition, or the module as it is while it has none. A lesson is planned from it
/// by whoever may see it; one that is retired, or has nothing to hold, is not found.
pub(crate) async fn to_hold(ctx: &Ctx, actor: &Actor, id: ModuleId) -> Result<(Module, Source), ServiceError> {
    let module = visible(ctx, actor, id).await?;
    let content = match module.edition {
        0 => module.content.clone(),
        number => match rows::edition(ctx.store(), id, number).await? {
            Some(edition) => edition.content,
            None => return Err(ServiceError::NotFound),
        },
    };
    if !is_held(&module, &content) {
        return Err(ServiceError::NotFound);
    }
    let minutes =
        OccasionMinutes::new(content.head.minutes.into()).map_err(|code| ServiceError::field("minutes", code))?;
    let source = Source {
        edition: module.edition,
        title: content.head.title,
        minutes,
        run_sheet: content.run_sheet,
    };
    Ok((module, source))
}

fn is_held(module: &Module, content: &ModuleContent) -> bool {
    module.state != ModuleState::Retired && !content.run_sheet.blocks.is_empty()
}

/// What colleagues did in another way or learnt, the latest first.
fn adaptations(held: &[Delivery], measures: &[Measure], names: &HashMap<PersonId, String>) -> Vec<Adaptation> {
    let told = |one: &Delivery| {
        let closing = one.closing()?;
        let told = Adaptation {
            by: names.get(&one.adviser).cloned().unwrap_or_default(),
            on: one.slot.date,
            adapted: one.adaptation.to_string(),
            learnt: closing.learnt.to_string(),
        };
        (!told.adapted.is_empty() || !told.learnt.is_empty()).then_some(told)
    };
    // What was learnt where the staff were taught with it.
    let of_staff = |one: &Measure| {
        let told = Adaptation {
            by: names.get(&one.adviser).cloned().unwrap_or_default(),
            on: one.plan.parts.last()?.date,
            adapted: String::new(),
            learnt: one.closing()?.evaluation.to_string(),
        };
        (!told.learnt.is_empty()).then_some(told)
    };
    let mut all: Vec<Adaptation> = held.iter().filter_map(told).collect();
    all.extend(measures.iter().filter_map(of_staff));
    all.sort_by_key(|one| std::cmp::Reverse(one.on));
    all.truncate(MOST_ADAPTATIONS);
    all
}

async fn show(ctx: &Ctx, actor: &Actor, module: Module) -> Result<ModuleView, ServiceError> {
    let module = as_read(ctx, actor, module).await?;
    let people_in = module.comments.iter().map(|comment| comment.by);
    let people_in = people_in.chain([module.author]).chain(module.approved_by);
    let people_in = people_in.chain(module.based_on.as_ref().map(|source| source.author));
    let held = deliveries::of_module(ctx.store(), module.id).await?;
    let measures = needs::held_from_module(ctx.store(), module.id).await?;
    let advisers = held
        .iter()
        .map(|one| one.adviser)
        .chain(measures.iter().map(|one| one.adviser));
    let names = people::names(ctx, people_in.chain(advisers)).await?;
    let units = places::unit_names(ctx, held.iter().map(|one| one.unit)).await?;
    let mut at_units: Vec<(String, u32)> = usage::by_unit(&held)
        .into_iter()
        .map(|(unit, times)| (units.get(&unit).cloned().unwrap_or_default(), times))
        .collect();
    at_units.sort();
    let editions = usage::by_edition(&held);
    let days = rows::editions(ctx.store(), module.id).await?;
    let is_author = module.author == actor.person;
    Ok(ModuleView {
        today: ctx.today(),
        reader: actor.person,
        may_hold: may(actor, Action::EditDelivery, &Subject::of(actor.person)) && is_held(&module, &module.content),
        used: usage::figures(held.iter().map(|one| &one.outcome)),
        at_units,
        blocks: usage::blocks(&module.content.run_sheet, &held),
        adaptations: adaptations(&held, &measures, &names),
        names: names.into_iter().collect(),
        may_edit: may(actor, Action::EditModule, &module.subject()),
        may_comment: may(actor, Action::CommentModule, &module.subject()),
        may_review: !is_author && may(actor, Action::ReviewModule, &module.subject()),
        may_use: may(actor, Action::CreateModule, &Subject::general()),
        editions: days
            .into_iter()
            .map(|day| EditionRow {
                number: day.number,
                on: day.on,
                held: editions.get(&day.number).copied().unwrap_or_default(),
            })
            .collect(),
        source: if is_author { source(ctx, &module).await? } else { None },
        module,
    })
}

/// What the source of a module that follows it has become since it was looked at.
async fn source(ctx: &Ctx, module: &Module) -> Result<Option<SourceOffer>, ServiceError> {
    let Some(based_on) = module.based_on.as_ref().filter(|source| source.follows) else {
        return Ok(None);
    };
    let Some(now) = rows::load(ctx.store(), based_on.module).await? else {
        return Ok(None);
    };
    if now.edition <= based_on.edition {
        return Ok(None);
    }
    let content = async |number: u32| -> Result<Option<ModuleContent>, ServiceError> {
        let edition = rows::edition(ctx.store(), based_on.module, number).await?;
        Ok(edition.map(|edition| edition.content))
    };
    let Some(after) = content(now.edition).await? else {
        return Ok(None);
    };
    Ok(Some(SourceOffer {
        number: now.edition,
        before: content(based_on.edition)
            .await?
            .unwrap_or_else(|| module.content.clone()),
        after,
    }))
}

fn ruled(rule: ModuleRule) -> ServiceError {
    ServiceError::Rule(rule.name())
}

fn taken(error: ServiceError) -> ServiceError {
    match error {
        // The id is made with the command: only a mistake in the client takes one twice.
        ServiceError::Unavailable(StoreError::Taken { .. }) => ServiceError::field("title", IssueCode::AlreadyExists),
        other => other,
    }
}
