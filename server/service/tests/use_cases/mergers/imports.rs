//! Files of units in a world where units have become parts of others.

use domain::coverage::Period;
use domain::coverage::view::UnitSet;
use domain::ids::CommandId;
use domain::import::{ImportFault, ImportNote, ImportReport, ImportText};
use domain::places::Unit;
use jiff::civil::date;
use service::import::{import_units, preview_units};
use service::seed::{ADMIN, BEKKEFARET, MARTE, Profile};
use store::places as rows;
use ulid::Ulid;

use super::{DAY, figures, loaded, matrix, merge, named};
use crate::common::{as_person, house};

/// A row of the register for a unit that is known.
fn row(unit: &Unit, name: &str, is_active: bool) -> String {
    let number = unit.org_number.unwrap();
    let active = if is_active { "ja" } else { "nei" };
    format!("{number};{name};{};ja;{active}\n", unit.municipality)
}

fn file(rows: &[String]) -> ImportText {
    let head = "Organisasjonsnummer;Navn;Kommunenummer;ErSkole;ErAktiv\n";
    ImportText::Text(format!("{head}{}", rows.concat()))
}

fn told(report: &ImportReport) -> Vec<(usize, ImportNote)> {
    report.notes.iter().map(|one| (one.row, one.note.clone())).collect()
}

#[tokio::test]
async fn an_import_does_not_open_what_is_merged_and_says_so_before() {
    let house = house(Profile::Demo).await;
    let admin = as_person(&house, ADMIN).await;
    let elvebakken = named(&admin, "Elvebakken").await;
    let from = date(2026, 11, 1);
    merge(&admin, 1, (elvebakken, BEKKEFARET), from).await.unwrap();
    let merged = loaded(&admin, elvebakken).await;
    let open = file(&[row(&merged, "Elvebakken skole (demo)", true)]);
    let dry = preview_units(&admin, &open).await.unwrap();
    let note = ImportNote::StaysMerged {
        into: "Bekkefaret ungdomsskole (demo)".to_owned(),
        from,
    };
    assert_eq!(told(&dry), [(2, note)]);
    assert_eq!((dry.unchanged, dry.changed, dry.refused), (1, 0, 0));
    assert!(
        !import_units(&admin, CommandId::new(Ulid(2)), &open)
            .await
            .unwrap()
            .saved
    );
    let closed = file(&[row(&merged, "Elvebakken VO (demo)", false)]);
    let dry = preview_units(&admin, &closed).await.unwrap();
    assert_eq!((dry.unchanged, dry.notes.len()), (1, 0), "the register has it as it is");
    assert_eq!(loaded(&admin, elvebakken).await, merged);
}

#[tokio::test]
async fn an_import_says_when_it_closes_what_others_lead_to_and_refuses_it_before_their_day() {
    let house = house(Profile::Demo).await;
    let admin = as_person(&house, ADMIN).await;
    let (first, second) = (named(&admin, "Isfjellet").await, named(&admin, "Steinvarden").await);
    let third = named(&admin, "Multemyra").await;
    merge(&admin, 1, (first, second), date(2026, 11, 1)).await.unwrap();
    let heir = loaded(&admin, second).await;
    let closing = file(&[row(&heir, heir.name.as_str(), false)]);
    let dry = preview_units(&admin, &closing).await.unwrap();
    assert_eq!(told(&dry), [(2, ImportNote::ClosesWithOthers { others: 1 })]);
    assert_eq!((dry.changed, dry.refused), (1, 0));

    merge(&admin, 2, (third, second), DAY).await.unwrap();
    let report = import_units(&admin, CommandId::new(Ulid(3)), &closing).await.unwrap();
    let fault = ImportFault::MergerAhead {
        name: "Multemyra vgs (demo)".to_owned(),
    };
    assert_eq!(report.faults[0].fault, fault);
    assert!(!report.saved && loaded(&admin, second).await.active);

    // One that is to end is closed by its merger, and nothing else of the row is lost.
    let ends = loaded(&admin, third).await;
    let renamed = file(&[row(&ends, "Multemyra videregående (demo)", false)]);
    let report = import_units(&admin, CommandId::new(Ulid(4)), &renamed).await.unwrap();
    assert!(report.saved);
    assert!(matches!(
        told(&report)[0].1,
        ImportNote::ClosesByMerger { from: DAY, .. }
    ));
    let after = loaded(&admin, third).await;
    assert_eq!(
        (after.active, after.name.as_str()),
        (true, "Multemyra videregående (demo)")
    );
    assert_eq!(after.merged, ends.merged);
}

#[tokio::test]
async fn units_that_a_file_does_not_name_stay_as_they_are_with_all_that_is_there() {
    let house = house(Profile::Demo).await;
    let (admin, marte) = (as_person(&house, ADMIN).await, as_person(&house, MARTE).await);
    let before = rows::units(&house.store).await.unwrap();
    let counted = figures(&matrix(&marte, Period::school_year(marte.today()), UnitSet::All).await);
    let elvebakken = loaded(&admin, named(&admin, "Elvebakken").await).await;
    let short = file(&[row(&elvebakken, "Elvebakken skole (demo)", true)]);
    let dry = preview_units(&admin, &short).await.unwrap();
    assert_eq!(
        (dry.new, dry.changed, dry.unchanged, dry.skipped, dry.refused),
        (0, 1, 0, 0, 0)
    );
    assert!(
        import_units(&admin, CommandId::new(Ulid(1)), &short)
            .await
            .unwrap()
            .saved
    );
    let mut after = rows::units(&house.store).await.unwrap();
    assert_eq!(after.len(), before.len());
    after.retain(|unit| unit.id != elvebakken.id);
    assert!(after.iter().all(|unit| before.contains(unit)));
    assert_eq!(
        figures(&matrix(&marte, Period::school_year(marte.today()), UnitSet::All).await),
        counted
    );
}
