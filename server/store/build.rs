//! Embeds the schema files and the migrations, so that a new file needs no list to be kept.
//!
//! As long as `migrations/0001_initial.surql` has not been written, the first migration is the schema itself.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let schema = files(&root.join("schema"))?;
    let migrations = files(&root.join("migrations"))?;
    let mut code = String::new();
    writeln!(code, "pub(crate) const SCHEMA: &[(&str, &str)] = &[")?;
    for path in &schema {
        let name = path.strip_prefix(root.join("schema"))?;
        writeln!(
            code,
            "    ({:?}, include_str!({:?})),",
            name.display().to_string(),
            path.display().to_string()
        )?;
    }
    writeln!(code, "];\npub(crate) const MIGRATIONS: &[(&str, &str)] = &[")?;
    for path in &migrations {
        let name = path
            .file_name()
            .ok_or("a migration has a file name")?
            .to_string_lossy()
            .into_owned();
        writeln!(code, "    ({name:?}, include_str!({:?})),", path.display().to_string())?;
    }
    writeln!(code, "];")?;
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("schema.rs"), code)?;
    // Both folders are there, always: what is watched and missing counts as changed at every build.
    println!("cargo::rerun-if-changed=schema");
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}

/// All `.surql` files below a folder, in path order.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "surql") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
