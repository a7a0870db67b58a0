//! Teaching modules through the use cases, on a store in memory.
#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{as_person, house};
use domain::command::Envelope;
use domain::ids::{CommandId, ModuleId};
use domain::modules::view::ModuleSearch;
use domain::modules::{CopyModule, ImportModule, ModuleCommand, ModuleStage, Shelf};
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
