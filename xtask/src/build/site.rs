//! Puts the site together: hashed names, `public/`, compressed siblings, and the list of hashes for Leptos.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::pieces::{self, LOADER, MANIFEST};
use super::{OUTPUT_NAME, PKG_DIR, Profile};
use crate::stamp::{self, Fingerprint, Stamp};
use crate::workspace::{Workspace, read, run, timed};

/// Assembles `target/site` from the frontend's folder and the style sheet.
pub fn assemble(workspace: &Workspace, profile: Profile, frontend: &Path, styles: &Path) -> Result<PathBuf> {
    let site = workspace.site();
    let hashes = workspace.output().join("bin/hash.txt");
    let name_of = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let stage = workspace.output().join("stage");
    let fingerprint = Fingerprint::default()
        .setting(profile.name())
        .path(&stage, &name_of(frontend))?
        .path(&stage, &name_of(styles))?
        .path(&workspace.root, "public")?
        .path(&workspace.root, "xtask/node/compress.mjs")?
        .path(&workspace.root, "xtask/src/build/site.rs")?
        .path(&workspace.root, "style/package-lock.json")?
        .finish();
    let stamp = Stamp::at(workspace.output().join("stamps/site"));
    if stamp.is(&fingerprint) && site.is_dir() && hashes.is_file() {
        return Ok(site);
    }
    let fresh = workspace.output().join("site.new");
    if fresh.exists() {
        fs::remove_dir_all(&fresh)?;
    }
    let script = |path: &Path| match profile {
        Profile::Release => minified(workspace, path),
        Profile::Dev => plain(path),
    };
    let list = fill(&workspace.root.join("public"), frontend, styles, &fresh, script)?;
    timed("compressing the site", || {
        let mut command = workspace.program("node");
        command
            .arg("xtask/node/compress.mjs")
            .arg(&fresh)
            .arg(if profile == Profile::Release { "11" } else { "5" });
        run(&mut command)
    })?;
    if site.exists() {
        fs::remove_dir_all(&site)?;
    }
    fs::rename(&fresh, &site).with_context(|| format!("cannot make {}", site.display()))?;
    if let Some(folder) = hashes.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&hashes, list).with_context(|| format!("cannot write {}", hashes.display()))?;
    stamp.set(&fingerprint)?;
    Ok(site)
}

fn plain(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("the build left no {}", path.display()))
}

/// A script as Terser writes it: without comments and blanks, with short names inside. What it exports keeps its names.
fn minified(workspace: &Workspace, path: &Path) -> Result<String> {
    let mut command = workspace.program(workspace.root.join("style/node_modules/.bin/terser"));
    read(command.arg(path).args(["--module", "--compress", "--mangle"]))
}

/// Copies everything into the new site and returns the hashes as Leptos reads them: `js: …`, `wasm: …`, a line each. `script` gives the
/// text of a script as it is served.
fn fill(
    public: &Path,
    frontend: &Path,
    styles: &Path,
    site: &Path,
    script: impl Fn(&Path) -> Result<String>,
) -> Result<String> {
    let pkg = site.join(PKG_DIR);
    fs::create_dir_all(&pkg)?;
    if public.is_dir() {
        copy_tree(public, site)?;
    }
    let snippets = frontend.join("snippets");
    if snippets.is_dir() {
        copy_tree(&snippets, &pkg.join("snippets"))?;
    }
    let parts = pieces::wasm_files(frontend)?;
    let loader_file = frontend.join(format!("{LOADER}.js"));
    let needed = pieces::needed(&plain(&loader_file)?, &parts);
    let mut main = script(&frontend.join(format!("{OUTPUT_NAME}.js")))?;
    let mut loader = script(&loader_file)?;
    // Scripts and pieces call one another, so they are named together: one hash of all.
    let mut all = Vec::new();
    for part in &parts {
        all.extend(fs::read(frontend.join(format!("{part}.wasm")))?);
    }
    all.extend(main.as_bytes());
    all.extend(loader.as_bytes());
    let hash = stamp::of_bytes(&all);
    for part in &parts {
        let name = public_name(part, &hash);
        fs::copy(frontend.join(format!("{part}.wasm")), pkg.join(&name))?;
        loader = loader.replace(&format!("./{part}.wasm"), &format!("./{name}"));
        main = main.replace(&format!("{part}.wasm"), &name);
    }
    loader = loader.replace(&format!("./{OUTPUT_NAME}.js"), &format!("./{OUTPUT_NAME}.{hash}.js"));
    // Only where the file is fetched: the module asks for its imports by the plain name.
    for from in ["from ", "from"] {
        main = main.replace(
            &format!("{from}\"./{LOADER}.js\""),
            &format!("{from}\"./{LOADER}.{hash}.js\""),
        );
    }
    fs::write(pkg.join(format!("{OUTPUT_NAME}.{hash}.js")), main)?;
    fs::write(pkg.join(format!("{LOADER}.{hash}.js")), loader)?;
    let needed: BTreeMap<_, Vec<_>> = needed
        .into_iter()
        .map(|(piece, parts)| (piece, parts.iter().map(|part| format!("{part}.{hash}")).collect()))
        .collect();
    // Plain names in lists in a table: Rust writes them as JSON does.
    fs::write(pkg.join(format!("{MANIFEST}.{hash}.json")), format!("{needed:?}"))?;
    let sheet = fs::read(styles)?;
    let sheet_hash = stamp::of_bytes(&sheet);
    fs::write(pkg.join(format!("{OUTPUT_NAME}.{sheet_hash}.css")), sheet)?;
    Ok(format!(
        "js: {hash}\nwasm: {hash}\ncss: {sheet_hash}\nsplit: {hash}\nmanifest: {hash}\n"
    ))
}

/// A wasm file's name in public: the main one loses the mark of its binding.
fn public_name(part: &str, hash: &str) -> String {
    format!("{}.{hash}.wasm", part.strip_suffix("_bg").unwrap_or(part))
}

fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot list {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_tree(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site_of(folder: &Path) -> (PathBuf, String) {
        let frontend = folder.join("frontend");
        fs::create_dir_all(frontend.join("snippets/one")).unwrap();
        fs::write(frontend.join("snippets/one/inline0.js"), "export {}").unwrap();
        let script = "import * as loader from \"./__wasm_split.js\"; load('frontend_bg.wasm', { \"./__wasm_split.js\": loader })";
        fs::write(frontend.join("frontend.js"), script).unwrap();
        fs::write(frontend.join("frontend_bg.wasm"), [0, 1, 2]).unwrap();
        let loader = "import { initSync } from \"./frontend.js\";\nexport const __wasm_split_load_week = f(\"./split_week.wasm\")";
        fs::write(frontend.join("__wasm_split.js"), loader).unwrap();
        fs::write(frontend.join("split_week.wasm"), [3]).unwrap();
        let styles = folder.join("main.css");
        fs::write(&styles, "a{}").unwrap();
        let site = folder.join("site");
        let list = fill(&folder.join("no-public"), &frontend, &styles, &site, plain).unwrap();
        (site, list)
    }

    #[test]
    fn every_hash_of_the_list_names_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let (site, list) = site_of(folder.path());
        let mut kinds = Vec::new();
        for line in list.lines() {
            let (kind, hash) = line.split_once(": ").unwrap();
            kinds.push(kind);
            let name = match kind {
                "split" => format!("__wasm_split.{hash}.js"),
                "manifest" => format!("__wasm_split_manifest.{hash}.json"),
                kind => format!("frontend.{hash}.{kind}"),
            };
            assert!(site.join("pkg").join(name).is_file(), "{line}");
        }
        assert_eq!(kinds, ["js", "wasm", "css", "split", "manifest"]);
        assert!(site.join("pkg/snippets/one/inline0.js").is_file());
    }

    #[test]
    fn scripts_and_pieces_find_one_another_under_their_hashed_names() {
        let folder = tempfile::tempdir().unwrap();
        let (site, list) = site_of(folder.path());
        let hash = list.lines().next().unwrap().strip_prefix("js: ").unwrap();
        let read = |name: String| fs::read_to_string(site.join("pkg").join(name)).unwrap();
        let script = read(format!("frontend.{hash}.js"));
        assert!(
            script.contains(&format!("from \"./__wasm_split.{hash}.js\"")),
            "{script}"
        );
        assert!(script.contains("\"./__wasm_split.js\": loader"), "{script}");
        assert!(script.contains(&format!("'frontend.{hash}.wasm'")), "{script}");
        let loader = read(format!("__wasm_split.{hash}.js"));
        assert!(loader.contains(&format!("\"./frontend.{hash}.js\"")), "{loader}");
        assert!(loader.contains(&format!("\"./split_week.{hash}.wasm\"")), "{loader}");
        assert!(site.join(format!("pkg/split_week.{hash}.wasm")).is_file());
        let manifest = read(format!("__wasm_split_manifest.{hash}.json"));
        assert_eq!(manifest, format!("{{\"week\": [\"split_week.{hash}\"]}}"));
    }
}
