//! Teaching modules through the use cases, on a store in memory.

use crate::common::{as_person, house};
use domain::command::Envelope;
use domain::files::{FileAbout, FileHash, NewFile};
use domain::ids::{CommandId, FileId, ModuleId};
use domain::issue::{Issue, IssueCode};
use domain::modules::view::ModuleSearch;
use domain::modules::{CopyModule, ImportModule, Licence, ModuleCommand, ModuleStage, Shelf};
use domain::text::{ShortText, Title};
use domain::time::length::ToLength as _;
use jiff::civil::date;
use service::seed::{AINO, INGRID, MARTE, Profile, SAMIR, VEGARD};
use service::{Ctx, ServiceError, modules};
use ulid::Ulid;

fn envelope<C>(key: u128, version: Option<u64>, command: C) -> Envelope<C> {
    Envelope {
        key: CommandId::new(Ulid(key)),
        expected_version: version,
        confirmed: Default::default(),
        command,
    }
}

async fn found(ctx: &Ctx, words: &str) -> Vec<String> {
    let asked = ModuleSearch {
        words: words.to_owned(),
        ..ModuleSearch::default()
    };
    let list = modules::search(ctx, &asked).await.unwrap();
    list.rows.into_iter().map(|row| row.title).collect()
}

async fn id_of(ctx: &Ctx, title: &str) -> ModuleId {
    let list = modules::search(ctx, &ModuleSearch::default()).await.unwrap();
    list.rows.into_iter().find(|row| row.title == title).unwrap().id
}

#[tokio::test]
async fn each_reader_finds_what_is_theirs_to_find() {
    let house = house(Profile::Demo).await;
    let ingrid = as_person(&house, INGRID).await;
    assert_eq!(
        found(&ingrid, "rettar").await,
        ["Retten til å velge selv", "Mobilen min"]
    );
    assert_eq!(found(&ingrid, "hvem kan hjelpe").await[0], "Hvem kan hjelpe?");
    let marte = as_person(&house, MARTE).await;
    assert_eq!(found(&marte, "mobilen").await, Vec::<String>::new());
    let vegard = as_person(&house, VEGARD).await;
    assert_eq!(found(&vegard, "mobilen").await, ["Mobilen min"]);
    let list = modules::search(&vegard, &ModuleSearch::default()).await.unwrap();
    assert_eq!((list.waiting, list.total), (1, 4));
    let shelves: Vec<(Shelf, usize)> = list.shelves.iter().map(|facet| (facet.value, facet.count)).collect();
    assert_eq!(
        shelves,
        [(Shelf::Personal, 1), (Shelf::Shared, 1), (Shelf::National, 2)]
    );
}

#[tokio::test]
async fn what_is_approved_becomes_an_edition_and_is_found_by_all_at_once() {
    let house = house(Profile::Demo).await;
    let (ingrid, vegard) = (as_person(&house, INGRID).await, as_person(&house, VEGARD).await);
    let aino = as_person(&house, AINO).await;
    assert_eq!(found(&aino, "mobilen").await, Vec::<String>::new());
    let id = id_of(&ingrid, "Mobilen min").await;
    assert!(matches!(modules::view(&aino, id).await, Err(ServiceError::NotFound)));
    let view = modules::view(&vegard, id).await.unwrap();
    assert!(view.may_review && !view.may_edit);
    let approve = ModuleCommand::Approve {
        review_due: date(2027, 11, 1),
    };
    let own = modules::change(&ingrid, id, envelope(1, Some(view.module.version), approve.clone())).await;
    assert!(matches!(own, Err(ServiceError::Denied)));
    let stale = modules::change(&vegard, id, envelope(2, Some(0), approve.clone())).await;
    assert!(matches!(stale, Err(ServiceError::Stale)));
    let approved = modules::change(&vegard, id, envelope(3, Some(view.module.version), approve))
        .await
        .unwrap();
    assert_eq!(approved.module.stage(0), ModuleStage::Approved);
    assert_eq!(found(&aino, "mobilen").await, ["Mobilen min"]);
    let edition = modules::edition(&aino, id, 1).await.unwrap();
    assert_eq!(edition.content, approved.module.content);
}

#[tokio::test]
async fn a_copy_follows_its_source() {
    let house = house(Profile::Demo).await;
    let (ingrid, samir) = (as_person(&house, INGRID).await, as_person(&house, SAMIR).await);
    let source = id_of(&ingrid, "Grenser og omsorg").await;
    let id = ModuleId::new(Ulid(77));
    let copy = CopyModule {
        id,
        source,
        follows: true,
    };
    modules::copy(&ingrid, envelope(1, None, copy)).await.unwrap();
    let own = modules::view(&ingrid, id).await.unwrap();
    assert_eq!(own.module.based_on.as_ref().unwrap().edition, 1);
    assert_eq!(own.source, None);
    assert!(matches!(modules::view(&samir, id).await, Err(ServiceError::NotFound)));
    let before = modules::view(&samir, source).await.unwrap();
    let revised = modules::change(
        &samir,
        source,
        envelope(2, Some(before.module.version), ModuleCommand::Revise),
    )
    .await
    .unwrap();
    // While the new edition is written, others read the latest.
    let read = modules::view(&ingrid, source).await.unwrap();
    assert_eq!(read.module.content, before.module.content);
    let submitted = modules::change(
        &samir,
        source,
        envelope(3, Some(revised.module.version), ModuleCommand::Submit),
    )
    .await
    .unwrap();
    let vegard = as_person(&house, VEGARD).await;
    let approve = ModuleCommand::Approve {
        review_due: date(2027, 11, 1),
    };
    modules::change(&vegard, source, envelope(4, Some(submitted.module.version), approve))
        .await
        .unwrap();
    let offered = modules::view(&ingrid, id).await.unwrap();
    assert_eq!(offered.source.map(|offer| offer.number), Some(2));
}

#[tokio::test]
async fn a_module_goes_by_file_from_one_adviser_to_another() {
    let house = house(Profile::Demo).await;
    let (ingrid, aino) = (as_person(&house, INGRID).await, as_person(&house, AINO).await);
    let source = id_of(&ingrid, "Grenser og omsorg").await;
    let (title, text) = modules::export(&ingrid, source).await.unwrap();
    assert_eq!(title.as_str(), "Grenser og omsorg");
    let file = domain::modules::file::read(text.as_bytes()).unwrap();
    let import = |number: u128| ImportModule {
        id: ModuleId::new(Ulid(number)),
        content: file.content.clone(),
        credit: file.credit.clone(),
    };
    let id = modules::import(&aino, envelope(1, None, import(5))).await.unwrap();
    let own = modules::view(&aino, id).await.unwrap();
    assert_eq!(own.module.stage(0), ModuleStage::Draft);
    assert_eq!(own.module.credit.as_ref().unwrap().as_str(), "Samir Haddad-Lie");
    assert_eq!(modules::export(&aino, id).await.unwrap().1, text);
    // A draft is nobody else's to take.
    assert!(matches!(
        modules::export(&ingrid, id).await,
        Err(ServiceError::NotFound)
    ));
    let mut twice = import(6);
    let again = twice.content.run_sheet.blocks[0].clone();
    twice.content.run_sheet.blocks.push(again);
    let refused = modules::import(&aino, envelope(2, None, twice)).await;
    assert!(matches!(refused, Err(ServiceError::Invalid(_))), "{refused:?}");
}

fn new_file(id: u128, name: &str) -> NewFile {
    NewFile {
        id: FileId::new(Ulid(id)),
        about: FileAbout {
            name: Title::parse(name).unwrap(),
            licence: Licence::CcBy,
            expires: None,
        },
        ending: ShortText::parse("pdf").unwrap(),
    }
}

fn pdf(text: &str) -> Vec<u8> {
    format!("%PDF-1.7\n{text}").into_bytes()
}

#[tokio::test]
async fn a_file_follows_its_module_through_its_life_and_is_read_by_whoever_reads_that() {
    let house = house(Profile::Demo).await;
    let (samir, ingrid) = (as_person(&house, SAMIR).await, as_person(&house, INGRID).await);
    let vegard = as_person(&house, VEGARD).await;
    let source = id_of(&ingrid, "Grenser og omsorg").await;
    let closed = modules::add_file(&samir, source, envelope(1, None, new_file(1, "Kort")), pdf("kort")).await;
    assert!(matches!(closed, Err(ServiceError::Rule("module_not_open"))));
    let version = modules::view(&samir, source).await.unwrap().module.version;
    modules::change(&samir, source, envelope(2, Some(version), ModuleCommand::Revise))
        .await
        .unwrap();
    let foreign = modules::add_file(&ingrid, source, envelope(3, None, new_file(1, "Kort")), pdf("kort")).await;
    assert!(matches!(foreign, Err(ServiceError::Denied)));
    let sent = envelope(4, None, new_file(1, "Kort"));
    let added = modules::add_file(&samir, source, sent.clone(), pdf("kort"))
        .await
        .unwrap();
    let again = modules::add_file(&samir, source, sent, pdf("kort")).await.unwrap();
    assert_eq!(added.module.content.files, again.module.content.files);
    assert_eq!(added.module.version, again.module.version);
    let file = FileId::new(Ulid(1));
    let (about, content) = modules::read_file(&samir, source, file).await.unwrap();
    assert_eq!((about.about.name.as_str(), content), ("Kort", pdf("kort")));
    // Of the new edition others know nothing yet.
    for reader in [&ingrid, &vegard] {
        let hidden = modules::read_file(reader, source, file).await;
        assert!(matches!(hidden, Err(ServiceError::NotFound)));
    }
    let twice = modules::add_file(&samir, source, envelope(5, None, new_file(2, "Igjen")), pdf("kort")).await;
    assert!(
        matches!(twice, Err(ServiceError::Invalid(issues)) if issues == [Issue::new("file", IssueCode::AlreadyExists)])
    );
    let hostile = modules::add_file(
        &samir,
        source,
        envelope(6, None, new_file(3, "Kort")),
        b"MZ\x90".to_vec(),
    )
    .await;
    assert!(
        matches!(hostile, Err(ServiceError::Invalid(issues)) if issues == [Issue::new("file", IssueCode::UnknownFileKind)])
    );
    let named = modules::add_file(
        &samir,
        source,
        envelope(7, None, new_file(4, "Til Fatima")),
        pdf("brev"),
    )
    .await;
    assert!(matches!(named, Err(ServiceError::Invalid(issues)) if issues[0].field == "file_name"));

    let submitted = modules::change(
        &samir,
        source,
        envelope(8, Some(again.module.version), ModuleCommand::Submit),
    )
    .await
    .unwrap();
    let approve = ModuleCommand::Approve {
        review_due: date(2027, 11, 1),
    };
    let approved = modules::change(&vegard, source, envelope(9, Some(submitted.module.version), approve))
        .await
        .unwrap();
    assert!(modules::read_file(&ingrid, source, file).await.is_ok());

    // Taken out of the next edition, it is read with the one that has it.
    let revised = modules::change(
        &samir,
        source,
        envelope(10, Some(approved.module.version), ModuleCommand::Revise),
    )
    .await
    .unwrap();
    let remove = ModuleCommand::RemoveFile { id: file };
    let removed = modules::change(&samir, source, envelope(11, Some(revised.module.version), remove))
        .await
        .unwrap();
    assert_eq!(removed.module.content.files, []);
    assert!(modules::read_file(&ingrid, source, file).await.is_ok());
    house.clock.advance(30.days());
    modules::forget_files(&house, house.clock.now()).await.unwrap();
    assert!(modules::read_file(&ingrid, source, file).await.is_ok());
}

#[tokio::test]
async fn what_was_taken_away_is_had_back_for_a_week_and_what_was_never_brought_not_at_all() {
    let house = house(Profile::Demo).await;
    let (ingrid, samir) = (as_person(&house, INGRID).await, as_person(&house, SAMIR).await);
    let own = ModuleId::new(Ulid(77));
    let source = id_of(&ingrid, "Grenser og omsorg").await;
    let copy = CopyModule {
        id: own,
        source,
        follows: true,
    };
    modules::copy(&ingrid, envelope(1, None, copy)).await.unwrap();
    let file = FileId::new(Ulid(1));
    let added = modules::add_file(&ingrid, own, envelope(2, None, new_file(1, "Kort")), pdf("kort"))
        .await
        .unwrap();
    let kept = added.module.content.files[0].clone();
    let change = async |key: u128, command: ModuleCommand| {
        let version = modules::view(&ingrid, own).await.unwrap().module.version;
        modules::change(&ingrid, own, envelope(key, Some(version), command)).await
    };
    change(3, ModuleCommand::RemoveFile { id: file }).await.unwrap();
    let take = ModuleCommand::TakeFile { file: kept.clone() };
    let back = change(4, take.clone()).await.unwrap();
    assert_eq!(back.module.content.files, std::slice::from_ref(&kept));
    change(5, ModuleCommand::RemoveFile { id: file }).await.unwrap();
    // A guess at another's bytes, and a file of another module's draft.
    let mut forged = kept.clone();
    forged.hash = FileHash::try_from("ab".repeat(32)).unwrap();
    let refused = change(6, ModuleCommand::TakeFile { file: forged }).await;
    assert!(matches!(refused, Err(ServiceError::Rule("unknown_file"))));
    let version = modules::view(&samir, source).await.unwrap().module.version;
    modules::change(&samir, source, envelope(7, Some(version), ModuleCommand::Revise))
        .await
        .unwrap();
    let theirs = modules::add_file(&samir, source, envelope(8, None, new_file(9, "Utkast")), pdf("utkast"))
        .await
        .unwrap();
    let draft = theirs.module.content.files[0].clone();
    let refused = change(9, ModuleCommand::TakeFile { file: draft }).await;
    assert!(matches!(refused, Err(ServiceError::Rule("unknown_file"))));

    house.clock.advance(8.days());
    modules::forget_files(&house, house.clock.now()).await.unwrap();
    assert!(matches!(
        modules::read_file(&ingrid, own, file).await,
        Err(ServiceError::NotFound)
    ));
    let too_late = change(10, take).await;
    assert!(matches!(too_late, Err(ServiceError::Rule("unknown_file"))));
}

#[tokio::test]
async fn files_and_words_that_are_written_at_once_are_both_kept() {
    let house = house(Profile::Demo).await;
    let ingrid = as_person(&house, INGRID).await;
    let own = ModuleId::new(Ulid(77));
    let source = id_of(&ingrid, "Grenser og omsorg").await;
    let copy = CopyModule {
        id: own,
        source,
        follows: false,
    };
    modules::copy(&ingrid, envelope(1, None, copy)).await.unwrap();
    let adding = (0..4).map(|id| {
        let ingrid = ingrid.clone();
        tokio::spawn(async move {
            let sent = envelope(100 + id, None, new_file(10 + id, "Kort"));
            modules::add_file(&ingrid, own, sent, pdf(&id.to_string())).await
        })
    });
    for added in adding.collect::<Vec<_>>() {
        added.await.unwrap().unwrap();
    }
    let view = modules::view(&ingrid, own).await.unwrap();
    assert_eq!(view.module.content.files.len(), 4);
}
