//! Imports: dry run, all or nothing, twice is once, and files as people have them.

use std::fmt::Write;

use crate::common::{as_person, house};
use domain::ids::CommandId;
use domain::import::{FileShape, ImportFault, ImportReport, ImportText, TextEncoding};
use domain::places::OrgNumber;
use domain::places::view::PlaceFilter;
use domain::time::SchoolYear;
use service::import::{import_calendars, import_units, preview_calendars, preview_units};
use service::seed::{GRANLIA, INGRID, MARTE, NORDLYS, Profile};
use service::{Ctx, ServiceError, calendars, places};
use ulid::Ulid;

fn key(number: u128) -> CommandId {
    CommandId::new(Ulid(number))
}

/// Invented numbers, clear of the demonstration's.
fn org(number: u32) -> String {
    let found = (0..10).find_map(|step| OrgNumber::with_check_digit(35_000_000 + number * 10 + step));
    found.unwrap().to_string()
}

fn pasted(text: &str) -> ImportText {
    ImportText::Text(text.to_owned())
}

/// As the browser sends a chosen file.
fn chosen(bytes: &[u8]) -> ImportText {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let joined = three.iter().fold(0u32, |sum, byte| (sum << 8) | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = LETTERS[usize::try_from((joined >> (18 - 6 * place)) & 63).unwrap()];
            text.push(if place <= u32::try_from(three.len()).unwrap() {
                char::from(letter)
            } else {
                '='
            });
        }
    }
    ImportText::Base64(text)
}

fn counts(report: &ImportReport) -> [usize; 5] {
    [
        report.new,
        report.changed,
        report.unchanged,
        report.skipped,
        report.refused,
    ]
}

fn faults(report: &ImportReport) -> Vec<(Option<usize>, ImportFault)> {
    report
        .faults
        .iter()
        .map(|fault| (fault.row, fault.fault.clone()))
        .collect()
}

fn register() -> String {
    let (one, two, three, four) = (org(1), org(2), org(3), org(4));
    format!(
        r#"{{"AntallSider":1,"EnhetListe":[
        {{"Organisasjonsnummer":"{one}","Navn":"Tjernlia vgs (test)","Fylkesnummer":"03","Kommunenummer":"0301","ErAktiv":true,"ErSkole":true,"ErVideregaaendeSkole":true}},
        {{"Organisasjonsnummer":"{two}","Navn":"Kilden skole (test)","Fylkesnummer":"30","Kommunenummer":"3030","ErAktiv":true,"ErSkole":true,"ErGrunnskole":true,"ErVideregaaendeSkole":false}},
        {{"Organisasjonsnummer":"{three}","Navn":"Knerten barnehage (test)","Fylkesnummer":"03","Kommunenummer":"0301","ErAktiv":true,"ErSkole":false,"ErVideregaaendeSkole":false}},
        {{"Organisasjonsnummer":"{four}","Navn":"Gamle skole (test)","Fylkesnummer":"03","Kommunenummer":"0301","ErAktiv":false,"ErSkole":true,"ErVideregaaendeSkole":false}}]}}"#
    )
}

async fn total(ctx: &Ctx) -> usize {
    places::list(ctx, PlaceFilter::default()).await.unwrap().total
}

#[tokio::test]
async fn the_dry_run_counts_and_saves_nothing_and_a_second_import_changes_nothing() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    let file = register();
    let before = total(&marte).await;
    let dry = preview_units(&marte, &pasted(&file)).await.unwrap();
    assert_eq!(counts(&dry), [2, 0, 0, 2, 0]);
    assert!(!dry.saved);
    assert_eq!(total(&marte).await, before);

    assert!(import_units(&marte, key(1), &pasted(&file)).await.unwrap().saved);
    let repeat = import_units(&marte, key(1), &pasted(&file)).await.unwrap();
    assert_eq!(counts(&repeat), [2, 0, 0, 2, 0], "the first answer");
    assert_eq!(total(&marte).await, before + 2);
    let again = import_units(&marte, key(2), &pasted(&file)).await.unwrap();
    assert_eq!(counts(&again), [0, 0, 2, 2, 0]);
    assert!(!again.saved);

    let renamed = file.replace("Kilden skole (test)", "Kilden ungdomsskole (test)");
    let changed = import_units(&marte, key(3), &pasted(&renamed)).await.unwrap();
    assert_eq!(counts(&changed), [0, 1, 1, 2, 0]);
    let found = places::list(
        &marte,
        PlaceFilter {
            text: "kilden".to_owned(),
            ..PlaceFilter::default()
        },
    )
    .await
    .unwrap();
    assert_eq!(found.rows[0].name, "Kilden ungdomsskole (test)");
    assert_eq!(
        found.rows[0].municipality, "Lillestrøm",
        "the code of 2020 is followed to today's"
    );
    assert_eq!(found.rows[0].owner.as_deref(), Some("Lillestrøm kommune"));
}

#[tokio::test]
async fn one_broken_row_and_nothing_is_saved() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    let (one, two) = (org(1), org(2));
    let file = format!(
        "Organisasjonsnummer;Navn;Kommunenummer;ErSkole;ErVideregaaendeSkole\r\n\
         {one};Tjernlia vgs (test);301;ja;ja\r\n\
         123456789;Feil nummer (test);0301;ja;ja\r\n\
         {two};Ukjent sted (test);9999;ja;nei\r\n\
         {two};Delt sted (test);1507;ja;nei\r\n\
         {one};Samme igjen (test);0301;ja;ja\r\n\
         {two};Kort rad\r\n\
         ;Uten nummer (test);0301;ja;nei\r\n"
    );
    let report = import_units(&marte, key(1), &pasted(&file)).await.unwrap();
    assert_eq!(
        faults(&report),
        [
            (Some(7), ImportFault::CellCount { expected: 5, found: 2 }),
            (
                Some(3),
                ImportFault::BadOrgNumber {
                    value: "123456789".to_owned()
                }
            ),
            (
                Some(4),
                ImportFault::UnknownMunicipality {
                    code: "9999".to_owned()
                }
            ),
            (
                Some(5),
                ImportFault::PartedMunicipality {
                    code: "1507".to_owned()
                }
            ),
            (
                Some(8),
                ImportFault::MissingValue {
                    column: "Organisasjonsnummer".to_owned()
                }
            ),
            (Some(6), ImportFault::Duplicate { first: 2 }),
        ]
    );
    assert!(!report.saved);
    assert_eq!(report.refused, 6);
    assert_eq!(total(&marte).await, 12);
}

#[tokio::test]
async fn files_that_cannot_be_read_are_each_answered() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    let told = async |bytes: &[u8]| faults(&preview_units(&marte, &chosen(bytes)).await.unwrap());
    assert_eq!(told(b"").await, [(None, ImportFault::Empty)]);
    assert_eq!(told(b"PK\x03\x04\0\0").await, [(None, ImportFault::NotText)]);
    assert_eq!(
        told(b"{\"EnhetListe\": [").await,
        [(None, ImportFault::NotJson { line: 1, column: 16 })]
    );
    assert_eq!(told(b"{\"liste\": []}").await, [(None, ImportFault::NoUnitList)]);
    let missing = |name: &str| (None, ImportFault::MissingColumn { name: name.to_owned() });
    assert_eq!(
        told(b"orgnr;navn\n1;a\n").await,
        [missing("organisasjonsnummer"), missing("kommunenummer")]
    );
    let ingrid = as_person(&house, INGRID).await;
    assert!(matches!(
        preview_units(&ingrid, &pasted("x")).await,
        Err(ServiceError::Denied)
    ));
}

#[tokio::test]
async fn old_spreadsheets_marks_of_order_and_commas_are_read() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    let head = "Organisasjonsnummer,Navn,Kommunenummer,ErVideregaaendeSkole";
    let marked = format!("\u{feff}{head}\n{},\"Øvre, nedre vgs (test)\",0301,true\n", org(1));
    let report = preview_units(&marte, &pasted(&marked)).await.unwrap();
    assert_eq!(counts(&report), [1, 0, 0, 0, 0]);
    assert_eq!(
        (report.shape, report.encoding),
        (Some(FileShape::CommaCsv), Some(TextEncoding::Utf8))
    );

    let mut old = format!("{};", head.replace(',', ";"))
        .trim_end_matches(';')
        .as_bytes()
        .to_vec();
    old.extend(format!("\n{};", org(2)).bytes());
    old.extend(b"\xD8stg\xE5rd vgs (test);0301;ja\n");
    let report = import_units(&marte, key(1), &chosen(&old)).await.unwrap();
    assert_eq!(
        (report.shape, report.encoding),
        (Some(FileShape::SemicolonCsv), Some(TextEncoding::Windows1252))
    );
    let found = places::list(
        &marte,
        PlaceFilter {
            text: "østgård".to_owned(),
            ..PlaceFilter::default()
        },
    )
    .await
    .unwrap();
    assert_eq!(found.total, 1);
}

#[tokio::test]
async fn many_rows_are_imported_whole_and_listed_by_the_page() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    let mut file = "Organisasjonsnummer;Navn;Kommunenummer;ErSkole\n".to_owned();
    for number in 0..400 {
        writeln!(file, "{};Skole {number} (test);3301;ja", org(number)).unwrap();
    }
    let report = import_units(&marte, key(1), &pasted(&file)).await.unwrap();
    assert_eq!(counts(&report), [400, 0, 0, 0, 0]);
    assert!(report.saved);
    let drammen = PlaceFilter {
        county: "33".to_owned(),
        ..PlaceFilter::default()
    };
    let page = places::list(&marte, drammen).await.unwrap();
    assert_eq!((page.total, page.rows.len()), (400, 100));
}

#[tokio::test]
async fn calendars_are_imported_by_owner_and_year_with_norwegian_dates() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    let file = "Eier;Skoleår;Type;Navn;Fra;Til\n\
        Oslo kommune;2027/28;Høstferie;Høstferie;4.10.2027;8.10.2027\n\
        301;2027/28;planning_day;Planleggingsdag;2027-11-15;\n\
        56;2027/2028;haustferie;Haustferie;11.10.2027;15.10.2027\n";
    let dry = preview_calendars(&marte, &pasted(file)).await.unwrap();
    assert_eq!(counts(&dry), [2, 0, 0, 0, 0], "{:?}", dry.faults);
    assert!(import_calendars(&marte, key(1), &pasted(file)).await.unwrap().saved);
    let again = import_calendars(&marte, key(2), &pasted(file)).await.unwrap();
    assert_eq!(counts(&again), [0, 0, 2, 0, 0]);
    let owner = places::unit(&marte, GRANLIA).await.unwrap().owner.unwrap().id;
    let made = calendars::view(&marte, owner, SchoolYear::starting(2027))
        .await
        .unwrap()
        .calendar
        .unwrap();
    assert_eq!(made.breaks.len(), 2);
    assert!(places::unit(&marte, NORDLYS).await.unwrap().calendars.len() >= 2);

    let broken = "eier;skoleår;type;navn;fra;til\n\
        Ukjent kommune;2027/28;autumn;Høst;4.10.2027;8.10.2027\n\
        Oslo kommune;2027/28;autumn;Høst;8.10.2027;4.10.2027\n\
        Oslo kommune;2027/28;autumn;Høst;8.10.2028;9.10.2028\n\
        Oslo kommune;2027/28;ferie;Høst;31.2.2028;\n";
    let report = import_calendars(&marte, key(3), &pasted(broken)).await.unwrap();
    assert_eq!(
        faults(&report),
        [
            (
                Some(2),
                ImportFault::UnknownOwner {
                    value: "Ukjent kommune".to_owned()
                }
            ),
            (Some(3), ImportFault::EndBeforeStart),
            (Some(4), ImportFault::OutsideSchoolYear),
            (
                Some(5),
                ImportFault::BadValue {
                    column: "type".to_owned(),
                    value: "ferie".to_owned()
                }
            ),
        ]
    );
    assert!(!report.saved);
}
