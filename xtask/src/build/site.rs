//! Puts the site together: hashed names, `public/`, compressed siblings, and the list of hashes for Leptos.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{OUTPUT_NAME, PKG_DIR, Profile};
use crate::stamp::{self, Fingerprint, Stamp};
use crate::workspace::{Workspace, run, timed};

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
        .finish();
    let stamp = Stamp::at(workspace.output().join("stamps/site"));
    if stamp.is(&fingerprint) && site.is_dir() && hashes.is_file() {
        return Ok(site);
    }
    let fresh = workspace.output().join("site.new");
    if fresh.exists() {
        fs::remove_dir_all(&fresh)?;
    }
    let list = fill(&workspace.root.join("public"), frontend, styles, &fresh)?;
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

/// Copies everything into the new site and returns the hashes as Leptos reads them: `js: …`, `wasm: …`, `css: …`, a line each.
fn fill(public: &Path, frontend: &Path, styles: &Path, site: &Path) -> Result<String> {
    let pkg = site.join(PKG_DIR);
    fs::create_dir_all(&pkg)?;
    if public.is_dir() {
        copy_tree(public, site)?;
    }
    let snippets = frontend.join("snippets");
    if snippets.is_dir() {
        copy_tree(&snippets, &pkg.join("snippets"))?;
    }
    let wasm = fs::read(frontend.join(format!("{OUTPUT_NAME}_bg.wasm"))).context("wasm-bindgen left no wasm")?;
    let wasm_hash = stamp::of_bytes(&wasm);
    let wasm_name = format!("{OUTPUT_NAME}.{wasm_hash}.wasm");
    let script =
        fs::read_to_string(frontend.join(format!("{OUTPUT_NAME}.js"))).context("wasm-bindgen left no script")?;
    let script = script.replace(&format!("{OUTPUT_NAME}_bg.wasm"), &wasm_name);
    // The script calls into this very wasm, whose name is in it: one hash of the script says both.
    let script_hash = stamp::of_bytes(script.as_bytes());
    let sheet = fs::read(styles)?;
    let sheet_hash = stamp::of_bytes(&sheet);
    fs::write(pkg.join(wasm_name), wasm)?;
    fs::write(pkg.join(format!("{OUTPUT_NAME}.{script_hash}.js")), script)?;
    fs::write(pkg.join(format!("{OUTPUT_NAME}.{sheet_hash}.css")), sheet)?;
    Ok(format!("js: {script_hash}\nwasm: {wasm_hash}\ncss: {sheet_hash}\n"))
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

    #[test]
    fn every_hash_of_the_list_names_a_file_and_the_script_loads_the_hashed_wasm() {
        let folder = tempfile::tempdir().unwrap();
        let frontend = folder.path().join("frontend");
        fs::create_dir_all(frontend.join("snippets/one")).unwrap();
        fs::write(frontend.join("snippets/one/inline0.js"), "export {}").unwrap();
        fs::write(frontend.join("frontend.js"), "load('frontend_bg.wasm')").unwrap();
        fs::write(frontend.join("frontend_bg.wasm"), [0, 1, 2]).unwrap();
        let styles = folder.path().join("main.css");
        fs::write(&styles, "a{}").unwrap();
        let site = folder.path().join("site");

        let list = fill(&folder.path().join("no-public"), &frontend, &styles, &site).unwrap();

        let mut kinds = Vec::new();
        for line in list.lines() {
            let (kind, hash) = line.split_once(": ").unwrap();
            kinds.push(kind);
            assert!(site.join(format!("pkg/frontend.{hash}.{kind}")).is_file(), "{line}");
            if kind == "wasm" {
                let script = fs::read_dir(site.join("pkg"))
                    .unwrap()
                    .map(|entry| entry.unwrap().path());
                let script = script
                    .filter(|path| path.extension().is_some_and(|end| end == "js"))
                    .last()
                    .unwrap();
                assert!(
                    fs::read_to_string(script)
                        .unwrap()
                        .contains(&format!("frontend.{hash}.wasm"))
                );
            }
        }
        assert_eq!(kinds, ["js", "wasm", "css"]);
        assert!(site.join("pkg/snippets/one/inline0.js").is_file());
    }
}
