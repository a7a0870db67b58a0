//! Turns `locales/{nb,nn,en}/{slice}.json` into a function a key: `i18n::groups::title(language)`.
//!
//! A key that one language lacks or has too much, and placeholders that differ, fail the build with the list of them.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

#[path = "src/catalogue.rs"]
mod catalogue;

use catalogue::{LANGUAGES, Texts, faults, placeholders};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=src/catalogue.rs");
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("locales");
    let mut slices: BTreeMap<String, [Texts; 3]> = BTreeMap::new();
    for (at, language) in LANGUAGES.iter().enumerate() {
        for file in fs::read_dir(root.join(language))? {
            let path = file?.path();
            let slice = path
                .file_stem()
                .and_then(|stem| stem.to_str())
                .ok_or("a file name is not text")?
                .to_owned();
            let texts = serde_json::from_str(&fs::read_to_string(&path)?)
                .map_err(|error| format!("{}: {error}", path.display()))?;
            slices.entry(slice).or_default()[at] = texts;
        }
    }
    let faults: Vec<String> = slices.iter().flat_map(|(slice, texts)| faults(slice, texts)).collect();
    if !faults.is_empty() {
        return Err(format!("translations do not agree:\n{}", faults.join("\n")).into());
    }
    let mut code = String::new();
    for (slice, texts) in &slices {
        write_slice(&mut code, slice, texts)?;
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("texts.rs"), code)?;
    Ok(())
}

fn write_slice(code: &mut String, slice: &str, texts: &[Texts; 3]) -> Result<(), Box<dyn Error>> {
    writeln!(
        code,
        "/// Texts of the slice `{slice}`.\npub mod {slice} {{\n    use super::Language;"
    )?;
    for (key, nb) in &texts[0] {
        let names = placeholders(nb);
        let arms = ["Nb", "Nn", "En"].iter().zip(texts);
        writeln!(code, "    /// {}", nb.replace('\n', " "))?;
        if names.is_empty() {
            writeln!(
                code,
                "    pub fn {key}(language: Language) -> &'static str {{\n        match language {{"
            )?;
            for (variant, texts) in arms {
                writeln!(code, "            Language::{variant} => {:?},", texts[key])?;
            }
        } else {
            let list: Vec<String> = names
                .iter()
                .map(|name| format!("{name}: impl std::fmt::Display"))
                .collect();
            writeln!(
                code,
                "    pub fn {key}(language: Language, {}) -> String {{\n        match language {{",
                list.join(", ")
            )?;
            for (variant, texts) in arms {
                writeln!(code, "            Language::{variant} => format!({:?}),", texts[key])?;
            }
        }
        writeln!(code, "        }}\n    }}")?;
    }
    writeln!(code, "}}")?;
    Ok(())
}
