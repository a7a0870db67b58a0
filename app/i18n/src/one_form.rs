//! One form of each word, where the written languages leave a choice.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Language, the form that is not ours, and ours.
const FORMS: &[(&str, &str, &str)] = &[
    ("nb", "uka", "uken"),
    ("nb", "gruppa", "gruppen"),
    ("nb", "klokka", "klokken"),
    ("nb", "samlinga", "samlingen"),
    ("nb", "blokka", "blokken"),
    ("nn", "serveren", "tenaren"),
    ("nn", "vart", "blei"),
    ("nn", "skolen", "skulen"),
    ("nn", "skoleåret", "skuleåret"),
    ("nn", "skoleruta", "skuleruta"),
];

/// Before «ho» in nynorsk: then it is the object, and «henne».
const VERBS: &[&str] = &[
    "avlys", "byte", "bruker", "del", "du", "endre", "hentar", "henta", "kopier", "set", "ta",
];

fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn each(language: &str, mut see: impl FnMut(&str, &[String])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language);
    let mut seen = 0;
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let texts: BTreeMap<String, String> = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        for (key, text) in texts {
            seen += 1;
            let place = format!("{}: {key}", path.display());
            see(&place, &words(&text));
        }
    }
    assert!(seen > 100, "the texts are elsewhere");
}

#[test]
fn a_word_with_two_forms_is_written_in_one() {
    let mut found = Vec::new();
    for language in ["nb", "nn"] {
        each(language, |place, words| {
            for (_, wrong, right) in FORMS.iter().filter(|(of, ..)| *of == language) {
                if words.iter().any(|word| word == wrong) {
                    found.push(format!("{place}: «{wrong}» is written «{right}»"));
                }
            }
        });
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn what_is_done_something_to_is_henne_in_nynorsk() {
    let mut found = Vec::new();
    each("nn", |place, words| {
        for pair in words.windows(2) {
            if let [verb, ho] = pair
                && ho == "ho"
                && VERBS.contains(&verb.as_str())
            {
                found.push(format!("{place}: «{verb} ho»"));
            }
        }
    });
    assert_eq!(found, Vec::<String>::new());
}
