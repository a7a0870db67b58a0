//! The files of a module: brought, read, and forgotten when they have left it.

mod content;

use domain::access::{Action, Actor, Subject};
use domain::command::Envelope;
use domain::files::{Attachment, NewFile};
use domain::ids::{FileId, ModuleId, PersonId};
use domain::issue::IssueCode;
use domain::modules::view::ModuleView;
use domain::modules::{Module, ModuleRule, add_file as add};
use domain::time::length::ToLength as _;
use jiff::Timestamp;
use store::modules::{self as rows, MODULE, ModuleFileRow};
use store::{StoreError, Tx};

use super::{as_read, ruled, show, visible};
use crate::once::once;
use crate::{Ctx, ServiceError, Services};

use self::content::Sniffed;

/// How long a file that was taken away can be had back.
const KEPT_DAYS: i64 = 7;

/// How often a file is tried to be written beside what else is written of the module.
const TRIES: usize = 5;

/// Whether the actor may add a file to a module, before its bytes are taken in.
///
/// # Errors
/// As [`add_file`], but for the file's own.
pub async fn may_add_file(ctx: &Ctx, id: ModuleId) -> Result<&Actor, ServiceError> {
    let actor = ctx.authorise_some(Action::EditModule)?;
    let module = visible(ctx, actor, id).await?;
    ctx.authorise(Action::EditModule, &module.subject())?;
    if module.is_open() {
        Ok(actor)
    } else {
        Err(ruled(ModuleRule::NotOpen))
    }
}

/// Adds a file to a module of the actor's own and gives the module back as it then is.
///
/// # Errors
/// As [`super::change`], but never `Stale`: a file meets nothing of what was changed meanwhile. `Invalid` for a file that is
/// not taken. `Rule("no_room")` when its bytes can't be kept.
pub async fn add_file(
    ctx: &Ctx,
    id: ModuleId,
    envelope: Envelope<NewFile>,
    content: Vec<u8>,
) -> Result<ModuleView, ServiceError> {
    let actor = may_add_file(ctx, id).await?;
    let NewFile {
        id: file,
        about,
        ending,
    } = envelope.command.clone();
    let Sniffed { kind, content } = content::look_at(content, ending.as_str()).map_err(in_the_file)?;
    let bytes = u32::try_from(content.len()).map_err(|_| in_the_file(IssueCode::BrokenFile))?;
    let hash = ctx.services.files.put(content).await.map_err(|error| {
        tracing::error!(request_id = %ctx.request_id, error = &error as &dyn std::error::Error, "a file can't be kept");
        ServiceError::Rule("no_room")
    })?;
    let file = Attachment {
        id: file,
        about,
        kind,
        bytes,
        hash,
    };
    let mut tries = 0;
    let changed = loop {
        tries += 1;
        match write(ctx, actor, id, &envelope, &file).await {
            // A change of the module came in between: the file is added to what it is now.
            Err(ServiceError::Stale) if tries < TRIES => {}
            done => break done?,
        }
    };
    show(ctx, actor, changed).await
}

async fn write(
    ctx: &Ctx,
    actor: &Actor,
    id: ModuleId,
    envelope: &Envelope<NewFile>,
    file: &Attachment,
) -> Result<Module, ServiceError> {
    once(ctx, actor, envelope, || async {
        let before = visible(ctx, actor, id).await?;
        ctx.authorise(Action::EditModule, &before.subject())?;
        let after = add(&before, file, actor.person).map_err(|rule| match rule {
            ModuleRule::FileIsThere => in_the_file(IssueCode::AlreadyExists),
            rule => ruled(rule),
        })?;
        let mut tx = Tx::new();
        rows::save(&mut tx, &after, before.version, ctx.now());
        came(&mut tx, ctx, &after, file, actor.person);
        let key = (MODULE, id.to_string());
        tx.audit(ctx.audit_change(actor, "add_module_file", key, (&before, &after), envelope));
        Ok((tx, after))
    })
    .await
}

fn in_the_file(code: IssueCode) -> ServiceError {
    ServiceError::field("file", code)
}

/// Notes that a file belongs to a module now.
pub(super) fn came(tx: &mut Tx, ctx: &Ctx, module: &Module, file: &Attachment, by: PersonId) {
    let row = ModuleFileRow {
        module: module.id,
        file: file.clone(),
        by,
        at: ctx.now(),
        left_at: None,
    };
    rows::put_file(tx, &row);
}

/// Notes which files a change took in or away. A file that is taken in must have been brought before: to this module, or to
/// the one that it was made from and whose edition the actor may read.
pub(super) async fn follow(
    tx: &mut Tx,
    ctx: &Ctx,
    (before, after): (&Module, &Module),
    by: PersonId,
) -> Result<(), ServiceError> {
    for file in &after.content.files {
        if before.file(file.id).is_none() {
            if !is_known(ctx, after, file).await? {
                return Err(ruled(ModuleRule::UnknownFile));
            }
            came(tx, ctx, after, file, by);
        }
    }
    for file in &before.content.files {
        if after.file(file.id).is_none()
            && let Some(row) = rows::file(ctx.store(), before.id, file.id).await?
        {
            let left = ModuleFileRow {
                left_at: Some(ctx.now()),
                ..row
            };
            rows::put_file(tx, &left);
        }
    }
    Ok(())
}

async fn is_known(ctx: &Ctx, module: &Module, file: &Attachment) -> Result<bool, ServiceError> {
    let is_same = |row: Option<ModuleFileRow>| row.is_some_and(|row| row.file.is_same_file(file));
    if is_same(rows::file(ctx.store(), module.id, file.id).await?) {
        return Ok(true);
    }
    let Some(source) = &module.based_on else {
        return Ok(false);
    };
    // Of a draft of the source nobody else knows.
    Ok(is_same(rows::file(ctx.store(), source.module, file.id).await?)
        && rows::is_in_an_edition(ctx.store(), source.module, file.id).await?)
}

/// A file of a module and what it holds.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound` also for a file that the actor does not see the module with; `Unavailable`.
pub async fn read_file(ctx: &Ctx, id: ModuleId, file: FileId) -> Result<(Attachment, Vec<u8>), ServiceError> {
    let actor = ctx.authorise(Action::ViewModule, &Subject::general())?;
    let module = as_read(ctx, actor, visible(ctx, actor, id).await?).await?;
    let file = match module.file(file) {
        Some(file) => file.clone(),
        None => of_the_past(ctx, actor, &module, file).await?,
    };
    match ctx.services.files.get(&file.hash).await? {
        Some(content) => Ok((file, content)),
        None => {
            let missing = StoreError::Config(format!("the content of file {} is missing", file.id));
            Err(ServiceError::Unavailable(missing))
        }
    }
}

/// A file that the module has no longer: its author can have it back, and whoever reads an edition reads its files.
async fn of_the_past(ctx: &Ctx, actor: &Actor, module: &Module, file: FileId) -> Result<Attachment, ServiceError> {
    let row = rows::file(ctx.store(), module.id, file).await?;
    let row = row.ok_or(ServiceError::NotFound)?;
    if module.author == actor.person || rows::is_in_an_edition(ctx.store(), module.id, file).await? {
        Ok(row.file)
    } else {
        Err(ServiceError::NotFound)
    }
}

/// Forgets files that left their modules long ago and that no edition has, and contents that no file names. Says how many
/// contents were swept away.
///
/// # Errors
/// `Unavailable`.
pub async fn forget_files(services: &Services, now: Timestamp) -> Result<usize, ServiceError> {
    let store = &services.store;
    for row in rows::files_left_before(store, now - (KEPT_DAYS * 24).hours()).await? {
        if rows::is_in_an_edition(store, row.module, row.file.id).await? {
            continue;
        }
        let mut tx = Tx::new();
        rows::forget_file(&mut tx, &row);
        match store.commit(tx).await {
            // Another process was here first.
            Ok(()) | Err(StoreError::NotFound { .. } | StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let named = rows::file_hashes(store).await?;
    Ok(services.files.sweep(named).await?)
}
