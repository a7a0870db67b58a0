//! Cuts the browser's module into pieces (`app::pieces`), and names what comes of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::OUTPUT_NAME;
use crate::setup::tools;
use crate::workspace::{Workspace, run};

/// The script that fetches the pieces; the binding's script imports it by this name.
pub const LOADER: &str = "__wasm_split";

/// Which files each piece needs, as Leptos reads it to have them fetched with the page.
pub const MANIFEST: &str = "__wasm_split_manifest";

/// Cuts `wasm` into `folder`: `frontend.wasm`, which is bound to JavaScript next, the pieces, and their loader.
pub fn cut(workspace: &Workspace, wasm: &Path, folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let program = tools::wasm_split(workspace)?;
    let mut command = workspace.program(program);
    command.args(["--out-name", OUTPUT_NAME]).arg(wasm).arg(folder);
    run(&mut command)
}

/// The name of a main file once it is bound.
pub fn main_file() -> String {
    format!("{OUTPUT_NAME}.wasm")
}

/// The wasm files of a folder, by name without its ending.
pub fn wasm_files(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        names.extend(name.strip_suffix(".wasm").map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

/// Reads from the loader which files each piece needs: a piece's own, and those that it shares with the pieces named in the
/// comment above them.
pub fn needed(loader: &str, files: &[String]) -> BTreeMap<String, Vec<String>> {
    let mut needed = BTreeMap::<String, Vec<String>>::new();
    let mut sharing: Vec<&str> = Vec::new();
    for line in loader.lines() {
        if let Some(pieces) = line.strip_prefix("/* ").and_then(|line| line.strip_suffix(" */")) {
            sharing = pieces.split(", ").collect();
        } else if let Some(shared) = between(line, "const __", " = makeLoad") {
            for piece in sharing.drain(..) {
                needed.entry(piece.to_owned()).or_default().push(shared.to_owned());
            }
        } else if let Some(piece) = between(line, "export const __wasm_split_load_", " = ") {
            let own = format!("split_{piece}");
            let files_of = needed.entry(piece.to_owned()).or_default();
            // One whose code is all shared has no file.
            if files.contains(&own) {
                files_of.push(own);
            }
        }
    }
    needed
}

/// The same of the frontend's folder.
pub fn needed_by(frontend: &Path) -> Result<BTreeMap<String, Vec<String>>> {
    let loader = frontend.join(format!("{LOADER}.js"));
    let text = fs::read_to_string(&loader).with_context(|| format!("the build left no {}", loader.display()))?;
    Ok(needed(&text, &wasm_files(frontend)?))
}

fn between<'a>(line: &'a str, before: &str, after: &str) -> Option<&'a str> {
    line.strip_prefix(before)?.split_once(after).map(|(word, _)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_needs_its_own_file_and_what_it_shares() {
        let loader = "\
/* groups, week */
const __chunk_3 = makeLoad(() => {
}
, []);
export const __wasm_split_load_week = wrapAsyncCb(makeLoad(() => {
, [__chunk_3]));
export const __wasm_split_load_groups = wrapAsyncCb(makeLoad(() => async (_imp) => ({}), [__chunk_3]));
";
        let files = ["chunk_3".to_owned(), "split_week".to_owned()];
        let needed = needed(loader, &files);
        assert_eq!(needed["week"], ["chunk_3", "split_week"]);
        assert_eq!(needed["groups"], ["chunk_3"]);
    }
}
