use proptest::prelude::*;

use super::*;
use FindingKind::{Email, ImmigrationCase, Name, NationalIdentity, Phone};

/// What is found, as (kind, words).
fn found(text: &str) -> Vec<(FindingKind, &str)> {
    find(text)
        .iter()
        .map(|finding| (finding.kind, finding.of(text)))
        .collect()
}

#[track_caller]
fn only(text: &str, kind: FindingKind, words: &str) {
    assert_eq!(found(text), [(kind, words)], "{text}");
}

#[track_caller]
fn nothing(text: &str) {
    assert_eq!(found(text), [], "{text}");
}

/// Completes nine digits to an identity number whose first check digit leaves the remainder; none where it would be 10.
fn identity(nine: &[u32], remainder: u32) -> Option<Vec<u32>> {
    let sum = |digits: &[u32], weights: &[u32]| {
        digits
            .iter()
            .zip(weights)
            .map(|(digit, weight)| digit * weight)
            .sum::<u32>()
    };
    let check = |sum: u32, remainder: u32| Some((11 + remainder - sum % 11) % 11).filter(|digit| *digit < 10);
    let mut digits = nine.to_vec();
    digits.push(check(sum(nine, &[3, 7, 6, 1, 8, 9, 4, 5, 2]), remainder)?);
    digits.push(check(sum(&digits, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]), 0)?);
    Some(digits)
}

/// The nine first digits of a number of one of the series: day + 0 or 40, month + 0, 20, 40, 60 or 80.
fn first_nine(day: u32, month: u32, year: u32, serial: u32) -> Vec<u32> {
    [
        day / 10,
        day % 10,
        month / 10,
        month % 10,
        year / 10,
        year % 10,
        serial / 100,
        serial / 10 % 10,
        serial % 10,
    ]
    .to_vec()
}

fn written(digits: &[u32], separators: &[&str], zero: char) -> String {
    let digit = |value: &u32| char::from_u32(zero as u32 + value).unwrap();
    digits
        .iter()
        .zip(separators.iter().chain(std::iter::repeat(&"")))
        .flat_map(|(value, after)| std::iter::once(digit(value)).chain(after.chars()).collect::<Vec<_>>())
        .collect()
}

#[test]
fn identity_numbers_of_every_series_are_refused_however_they_are_grouped() {
    // Numbers made here from the rule; the month tells that the second and third are of test series.
    for nine in [
        first_nine(1, 1, 90, 123),
        first_nine(15, 85, 8, 900),
        first_nine(41, 52, 8, 900),
    ] {
        let digits = (0..4).find_map(|remainder| identity(&nine, remainder)).unwrap();
        let plain: String = digits.iter().map(u32::to_string).collect();
        for text in [
            plain.clone(),
            format!("{} {}", &plain[..6], &plain[6..]),
            format!("{}-{}", &plain[..6], &plain[6..]),
            format!(
                "{}.{}.{} {} {}",
                &plain[..2],
                &plain[2..4],
                &plain[4..6],
                &plain[6..9],
                &plain[9..]
            ),
        ] {
            only(&format!("Sak gjelder {text}, se mappe"), NationalIdentity, &text);
        }
        only(&format!("fnr{plain}x"), NationalIdentity, &plain);
    }
}

#[test]
fn eleven_digits_without_the_check_or_without_a_date_are_something_else() {
    nothing("Konto 01019012346 hos banken");
    nothing("Varenummer 35139912345");
}

/// Dates and times whose digits pass a check by chance are among all of them.
#[test]
fn a_date_with_a_time_of_day_is_no_number_however_it_is_written() {
    let days = (1..=31).flat_map(|day| (1..=12).map(move |month| (day, month)));
    for (day, month) in days.filter(|(day, month)| jiff::civil::Date::new(2026, *month, *day).is_ok()) {
        for (hour, minute) in [(8, 5), (9, 30), (12, 0), (12, 5), (12, 15), (19, 10), (23, 45)] {
            for text in [
                format!("Møtet er {day}.{month}.2026 {hour}.{minute:02}"),
                format!("Møtet er {day}.{month}.2026 {hour}:{minute:02}"),
                format!("Møtet er {day:02}.{month:02}.2026 {hour:02}.{minute:02}, på rom 204"),
                format!("Møtet er {day}. {month}. 2026 {hour:02}.{minute:02}"),
                format!("Møtet er {day}.{month}.2026 - {hour:02}.{minute:02}"),
                format!("Møtet er {day:02}.{month:02}.2026 {hour:02}.{minute:02}-20.00"),
                format!("Møtet er {day}.{month}.2026 {hour:02}.{minute:02} 8 stykker"),
                format!("Møtet er 2026-{month:02}-{day:02} {hour:02}:{minute:02}"),
            ] {
                nothing(&text);
            }
        }
    }
}

#[test]
fn what_only_looks_like_a_date_with_a_time_is_still_looked_at() {
    // Each in a grouping that a date and a time has, but for one thing.
    let identity_of = |day: u32, month: u32, year: u32| {
        (0..1000)
            .find_map(|serial| identity(&first_nine(day, month, year, serial), 0))
            .map(|digits| digits.iter().map(u32::to_string).collect::<String>())
            .unwrap()
    };
    let plain = identity_of(11, 2, 90);
    for text in [
        // The third group is no year that people write about.
        format!(
            "{}.{}.{} {}.{}",
            &plain[..1],
            &plain[1..3],
            &plain[3..7],
            &plain[7..9],
            &plain[9..]
        ),
        // Beside a date with a time, an identity number is found all the same.
        format!("1.10.2026 12.15, {plain}"),
        format!("{plain}, 1.10.2026 12.15"),
        format!("{} {}. Møtet er 1.10.2026 12.15", &plain[..6], &plain[6..]),
    ] {
        assert!(
            found(&text).iter().any(|(kind, _)| *kind == NationalIdentity),
            "{text}: {:?}",
            found(&text)
        );
    }
}

#[test]
fn an_address_beside_another_is_found_once() {
    for text in ["A@Ա@A", "a@b.no@c.no", "ring 912 34 567@skole.no"] {
        let all = find(text);
        assert!(
            all.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start),
            "{text}: {all:?}"
        );
    }
}

#[test]
fn a_case_number_of_the_immigration_authorities_is_refused() {
    let serial = [1, 2, 3, 4, 5, 6];
    let sum: u32 = serial
        .iter()
        .chain(&[2, 0, 1, 5])
        .zip([4, 6, 3, 2, 7, 5, 4, 6, 3, 2])
        .map(|(a, b)| a * b)
        .sum();
    let text = format!("2015123456{:02}", sum % 11);
    only(&format!("DUF {text}"), ImmigrationCase, &text);
    let spaced = format!("2015 123456 {:02}", sum % 11);
    only(&spaced, ImmigrationCase, &spaced);
    nothing(&format!("2015123456{:02}", (sum + 1) % 11));
}

#[test]
fn telephones_are_refused_as_people_write_them() {
    for phone in [
        "91234567",
        "912 34 567",
        "91 23 45 67",
        "+47 912 34 567",
        "+4791234567",
        "0047 91 23 45 67",
        "91.23.45.67",
        "912-34-567",
        "22 12 34 56",
        "4791234567",
        "47 91 23 45 67",
        "+46 70 123 45 67",
        "٩١٢٣٤٥٦٧",
        "９１２ ３４ ５６７",
    ] {
        let text = format!("Mor kan nås på {phone} etter jobb");
        let all = found(&text);
        assert!(all.iter().any(|(kind, _)| *kind == Phone), "{phone}: {all:?}");
    }
    only("tlf. 9123 4567", Phone, "9123 4567");
    only("Mobil: 91 234 567.", Phone, "91 234 567");
}

#[test]
fn years_dates_times_rooms_amounts_and_organisation_numbers_are_no_telephones() {
    for text in [
        "Skoleåret 2026-2027",
        "Skoleåret 2026 2027",
        "20261123",
        "Frist 23112026",
        "23.11.2026 kl. 12.15-13.30",
        "2026-11-23 12:15–13:30",
        "20.15-21.30",
        "Rom 204 og rom 3112",
        "Org.nr. 974 760 673",
        "974760673",
        "Tilskudd på 25000000 kr",
        "kr 45 000 000",
        "uke 41 42 43 44",
        "Alder 15, 16, 17 og 18",
        "8 av 10 svarte, 75 min, 3 grupper",
        "Sak 2026/45678901",
        "ISBN 978-82-15-02345-6",
    ] {
        nothing(text);
    }
}

#[test]
fn the_helpers_own_telephones_may_be_written() {
    nothing("Heng opp plakat: Kompetanseteamet 478 09 050 og Røde Kors 815 55 201, SEIF 22 03 48 30");
}

#[test]
fn addresses_are_refused_and_account_names_asked() {
    only("Skriv til fatima.ali@skole.no.", Email, "fatima.ali@skole.no");
    only("fatima ＠ skole.no", Email, "fatima ＠ skole.no");
    only("Følger @fatima_03 på nett", Name, "@fatima_03");
    nothing("Møtes @ kantina, 3 stk @ 50 kr");
}

#[test]
fn a_name_is_asked_at_the_start_and_inside_a_sentence() {
    only("Fatima gråt", Name, "Fatima");
    only("I dag var Fatima Ali lei seg", Name, "Fatima Ali");
    only("Fatimas mor kom", Name, "Fatimas");
    only("Snakket med Šárka etterpå", Name, "Šárka");
    only("Vi lo. Mohammed fortalte om Tøyen.", Name, "Mohammed");
    only("Plan: Anne-Marie leser høyt", Name, "Anne-Marie");
    only("FATIMA var trist", Name, "FATIMA");
    only("møtte Xyrbo i gangen", Name, "Xyrbo");
    only("bl.a. Abdi var med", Name, "Abdi");
}

#[test]
fn words_that_are_names_too_are_told_apart_by_their_neighbours() {
    nothing("Per i dag er vi åtte. Sommer og vinter. Liv og død. Stein, saks, papir. Finn tre ord. Vår gruppe.");
    nothing("Hans og hennes syn. Tale er sølv. Mai er lang. Jo mer, jo bedre. Andre tema.");
    only("Liv gråt", Name, "Liv");
    only("Stein Haugvold kom", Name, "Stein Haugvold");
    only("Jenta heter Sommer", Name, "Sommer");
    only("Snakket med Liv om det", Name, "Liv");
}

#[test]
fn places_institutions_and_headings_are_not_asked() {
    for text in [
        "Besøk fra NAV, BUP, PPT og Kompetanseteamet. Vi brukte Nora og FLEXid fra IMDi.",
        "Elevene kom fra Oslo, Nordre Follo, Møre og Romsdal, Somalia og Sør-Sudan.",
        "Granlia skole og Bekkefaret ungdomsskole deltok, i Bydel Alna.",
        "Vi feiret Eid i Ramadan, på Vg2, i Plass 3, med Røde Kors og Redd Barna.",
        "Tema: Hva er ære? – Rettigheter i Norge\n1. Runde\n2) Film\n- Deling",
        "«Hva ville du gjort?» spurte gruppen. Svaret: «Jeg ville gått.»",
        "Søndre Nordstrand. Øve på å si nei. Læra om grenser. Ikkje alle vil.",
        "Jente/Gutt. Elevrådet og FN-dagen. Opplæringsloven § 9 A-4.",
    ] {
        nothing(text);
    }
}

#[test]
fn tricks_of_writing_do_not_get_through() {
    only("Fa\u{200b}tima gråt", Name, "Fa\u{200b}tima");
    only("Fa\u{ad}tima gråt", Name, "Fa\u{ad}tima");
    only("Fa\u{301}tima gråt", Name, "Fa\u{301}tima");
    only("Ｆａｔｉｍａ gråt", Name, "Ｆａｔｉｍａ");
    only("𝐅𝐚𝐭𝐢𝐦𝐚 gråt", Name, "𝐅𝐚𝐭𝐢𝐦𝐚");
    only("F\u{430}tima gråt", Name, "F\u{430}tima");
    only("Ayşe gråt", Name, "Ayşe");
    only("Fatıma gråt", Name, "Fatıma");
    only("A\u{30a}se gråt", Name, "A\u{30a}se");
    let digits = identity(&first_nine(1, 1, 90, 123), 0)
        .or_else(|| identity(&first_nine(1, 1, 90, 124), 0))
        .unwrap();
    for zero in ['0', '٠', '۰', '०', '０', '𝟎', '߀'] {
        let text = written(&digits, &["\u{200b}", "", "\u{a0}", "", "", "\u{2013}"], zero);
        only(&text, NationalIdentity, &text);
    }
}

#[test]
fn a_confirmation_is_for_those_very_words() {
    let text = "Fatima og Mohammed lo";
    let mut confirmed = Confirmed::default();
    assert_eq!(confirmed.admit(text), Err(IssueCode::MayBeAName { start: 0, end: 6 }));
    confirmed.add("Fatima");
    assert_eq!(confirmed.admit(text), Err(IssueCode::MayBeAName { start: 10, end: 18 }));
    confirmed.add("MOHAMMED");
    assert_eq!(confirmed.admit(text), Ok(()));
    assert_eq!(
        confirmed.admit("Fatima Ali lo"),
        Err(IssueCode::MayBeAName { start: 0, end: 10 })
    );
    confirmed.remove("Fatima");
    assert!(confirmed.admit(text).is_err());
}

#[test]
fn numbers_and_addresses_can_not_be_confirmed() {
    for text in ["912 34 567", "kari@skole.no"] {
        let confirmed: Confirmed = [text].into_iter().collect();
        assert!(
            matches!(confirmed.admit(text), Err(IssueCode::IdentifiesAPerson { .. })),
            "{text}"
        );
    }
}

#[test]
fn a_confirmation_survives_the_wire_however_it_is_written_there() {
    let confirmed: Confirmed = serde_json::from_str(r#"["FATIMA", "Ayşe"]"#).unwrap();
    assert!(confirmed.has("Fatima") && confirmed.has("Ayse"));
    let again: Confirmed = serde_json::from_str(&serde_json::to_string(&confirmed).unwrap()).unwrap();
    assert_eq!(again, confirmed);
}

proptest! {
    #[test]
    fn every_identity_number_in_any_grouping_and_any_digits_is_refused(
        day in 1u32..=28, d_number in 0u32..2, month in 1u32..=12, series in 0u32..5, year in 0u32..100, serial in 0u32..1000,
        remainder in 0u32..4, before in "[a-zæøå ]{0,10}", after in "[a-zæøå ]{0,10}",
        separators in proptest::collection::vec(prop::sample::select(vec!["", " ", ".", "-", "\u{a0}", " - ", "\u{200b}", "\u{2013}"]), 10),
        zero in prop::sample::select(vec!['0', '٠', '０', '०']),
    ) {
        let nine = first_nine(day + 40 * d_number, month + 20 * series, year, serial);
        if let Some(digits) = identity(&nine, remainder) {
            let number = written(&digits, &separators, zero);
            let text = format!("{before} {number} {after}");
            let all = found(&text);
            prop_assert!(all.iter().any(|(kind, _)| *kind == NationalIdentity), "{}: {:?}", text, all);
            let confirmed: Confirmed = all.iter().map(|(_, words)| *words).collect();
            prop_assert!(confirmed.admit(&text).is_err());
        }
    }

    #[test]
    fn a_text_without_digit_at_sign_or_capital_is_neither_asked_nor_refused(text in "[^\\p{N}\\p{Lu}\\p{Lt}@＠﹫]{0,200}") {
        prop_assume!(!text.chars().any(|letter| letter.is_uppercase() || letter.is_numeric()));
        prop_assert_eq!(found(&text), []);
    }

    #[test]
    fn findings_are_in_order_apart_and_on_whole_characters(text in "\\PC{0,120}") {
        let all = find(&text);
        prop_assert!(all.iter().all(|finding| text.get(finding.range.clone()).is_some_and(|words| !words.is_empty())));
        prop_assert!(all.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start));
    }

    #[test]
    fn a_common_name_is_asked_with_anything_unseen_between_its_letters(
        name in prop::sample::select(vec!["Fatima", "Mohammed", "Åse", "Øyvind", "Ayşe", "Zeynep"]),
        unseen in prop::sample::select(vec!["\u{200b}", "\u{200d}", "\u{ad}", "\u{feff}", "\u{2060}", "\u{301}", "\u{fe0f}"]),
    ) {
        let text: String = name.chars().flat_map(|letter| std::iter::once(letter).chain(unseen.chars())).collect();
        let text = format!("{text} gråt");
        prop_assert!(found(&text).iter().any(|(kind, _)| *kind == Name), "{:?}", text);
    }
}
