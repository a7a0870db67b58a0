//! The check behind "a missing key fails the build". Used by the build script and by the tests.

use std::collections::BTreeMap;

/// Folder names, in the order of `Language`.
pub const LANGUAGES: [&str; 3] = ["nb", "nn", "en"];

/// A slice's texts in one language.
pub type Texts = BTreeMap<String, String>;

/// The names in braces, each once, in order.
pub fn placeholders(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in text.split('{').skip(1) {
        if let Some((name, _)) = part.split_once('}')
            && !names.iter().any(|known| known == name)
        {
            names.push(name.to_owned());
        }
    }
    names
}

/// What does not agree between the languages of a slice, a line each.
pub fn faults(slice: &str, texts: &[Texts; 3]) -> Vec<String> {
    let mut found = Vec::new();
    let mut keys: Vec<&String> = texts.iter().flat_map(BTreeMap::keys).collect();
    keys.sort();
    keys.dedup();
    for key in keys {
        for (language, texts) in LANGUAGES.iter().zip(texts) {
            match texts.get(key) {
                None => found.push(format!("{language}/{slice}.json lacks `{key}`")),
                Some(text) if text.trim().is_empty() => {
                    found.push(format!("{language}/{slice}.json: `{key}` is empty"))
                }
                Some(_) => {}
            }
        }
        let sets: Vec<Vec<String>> = texts
            .iter()
            .filter_map(|texts| texts.get(key))
            .map(|text| {
                let mut names = placeholders(text);
                names.sort();
                names
            })
            .collect();
        if sets.windows(2).any(|pair| pair[0] != pair[1]) {
            found.push(format!(
                "{slice}.json: `{key}` has other placeholders in another language"
            ));
        }
    }
    found
}
