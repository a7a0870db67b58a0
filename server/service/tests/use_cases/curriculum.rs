//! Competence aims through the use cases, on a store in memory.

use crate::common::{as_person, house};
use domain::curriculum::AimSearch;
use domain::ids::CommandId;
use domain::import::ImportText;
use domain::people::Language;
use service::seed::{INGRID, MARTE, Profile, VEGARD};
use service::{Ctx, ServiceError, curriculum, import};
use ulid::Ulid;

async fn found(ctx: &Ctx, words: &str) -> Vec<String> {
    let asked = AimSearch {
        words: words.to_owned(),
    };
    let list = curriculum::search(ctx, &asked).await.unwrap();
    list.rows.into_iter().map(|row| row.code).collect()
}

fn key(number: u128) -> CommandId {
    CommandId::new(Ulid(number))
}

#[tokio::test]
async fn aims_are_found_by_stem_subject_and_code_in_both_forms() {
    let house = house(Profile::Demo).await;
    let ingrid = as_person(&house, INGRID).await;
    assert_eq!(found(&ingrid, "KM1647").await[0], "KM1647");
    assert_eq!(found(&ingrid, "egne grenser identitet").await[0], "KM1647");
    assert_eq!(found(&ingrid, "eigne grenser identitet").await[0], "KM1647");
    assert!(found(&ingrid, "seksualitet krle").await.contains(&"KM1966".to_owned()));
    assert_eq!(found(&ingrid, "").await, Vec::<String>::new());
    let nynorsk = Ctx {
        language: Language::Nn,
        ..ingrid.clone()
    };
    let asked = AimSearch {
        words: "KM1648".to_owned(),
    };
    let list = curriculum::search(&nynorsk, &asked).await.unwrap();
    assert!(
        list.rows[0].text.starts_with("reflektere over kva for aktørar"),
        "{list:?}"
    );
    let marte = as_person(&house, MARTE).await;
    assert!(matches!(
        curriculum::search(&marte, &asked).await,
        Err(ServiceError::Denied)
    ));
}

#[tokio::test]
async fn an_import_is_all_or_nothing_found_at_once_and_harmless_twice() {
    let house = house(Profile::Demo).await;
    let (ingrid, vegard) = (as_person(&house, INGRID).await, as_person(&house, VEGARD).await);
    let file = |text: &str| ImportText::Text(text.to_owned());
    assert_eq!(found(&ingrid, "prøvemål").await, Vec::<String>::new());
    let good = file(
        r#"[{"kode":"KM99999","tittel":"utforske prøvemål","tilhoerer-laereplan":{"kode":"X","tittel":"Prøving"}}]"#,
    );
    let broken = file(r#"[{"kode":"KM99998","tittel":"enda et prøvemål"},{"kode":"KM1"}]"#);
    assert!(matches!(
        import::import_aims(&ingrid, key(1), &good).await,
        Err(ServiceError::Denied)
    ));
    let preview = import::preview_aims(&vegard, &good).await.unwrap();
    assert_eq!((preview.new, preview.saved), (1, false));
    let refused = import::import_aims(&vegard, key(2), &broken).await.unwrap();
    assert_eq!((refused.refused, refused.saved), (1, false));
    assert_eq!(found(&ingrid, "prøvemål").await, Vec::<String>::new());
    assert!(import::import_aims(&vegard, key(3), &good).await.unwrap().saved);
    assert_eq!(found(&ingrid, "prøvemål").await, ["KM99999"]);
    let again = import::import_aims(&vegard, key(4), &good).await.unwrap();
    assert_eq!(
        (again.unchanged, again.new, again.changed, again.saved),
        (1, 0, 0, false)
    );
    let replaced =
        file(r#"{"kode":"KM99999","tittel":"utforske prøvemål","status":"https://data.udir.no/status_utgaatt"}"#);
    let changed = import::import_aims(&vegard, key(5), &replaced).await.unwrap();
    assert_eq!((changed.changed, changed.saved), (1, true));
    assert_eq!(found(&ingrid, "prøvemål").await, Vec::<String>::new());
    let shipped = import::preview_aims(&vegard, &file(curriculum::EXCERPT)).await.unwrap();
    assert_eq!((shipped.refused, shipped.new, shipped.changed), (0, 0, 0));
}
