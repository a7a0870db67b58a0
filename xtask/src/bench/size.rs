//! What a page costs over the line when nothing is cached: wasm, JavaScript and CSS of the release build, as sent (brotli).

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::build::{self, LOADER, OUTPUT_NAME, PKG_DIR, Profile};
use crate::workspace::Workspace;

/// Bytes that wasm, JavaScript and CSS may take together on each step of the way in: 400 kB.
const BUDGET: u64 = 400_000;

/// The piece of the form to sign in by, which is the first page there is while nothing is cached.
const FIRST: &str = "sign_in";

/// The piece that comes next, with what it does not share with the first.
const NEXT: &str = "week";

/// Bytes by a file's name without its hash: `frontend.wasm`.
type Sizes = BTreeMap<String, Size>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Size {
    plain: u64,
    brotli: u64,
}

/// Builds the site of a release and prints the tables.
///
/// # Errors
/// When the build fails, or a page that people begin with is over the budget.
pub fn run(workspace: &Workspace) -> Result<()> {
    let pkg = build::build_site(workspace, Profile::Release)?.join(PKG_DIR);
    let sizes = measure(&pkg)?;
    let needed = build::needed(workspace, Profile::Release)?;
    let main: Vec<String> = [
        format!("{OUTPUT_NAME}.wasm"),
        format!("{OUTPUT_NAME}.js"),
        format!("{OUTPUT_NAME}.css"),
        format!("{LOADER}.js"),
    ]
    .into();
    println!("{:28} {:>10} {:>10}", "every page", "bytes", "brotli");
    for name in &main {
        let size = of(&sizes, name)?;
        println!("{name:28} {:>10} {:>10}", size.plain, size.brotli);
    }
    let every: u64 = sum(&sizes, &main)?;
    println!();
    println!(
        "{:28} {:>6} {:>10} {:>10}  of {BUDGET}",
        "pages of the piece", "files", "brotli", "with all"
    );
    let mut over = Vec::new();
    for (piece, files) in &needed {
        let own = sum(
            &sizes,
            &files.iter().map(|file| format!("{file}.wasm")).collect::<Vec<_>>(),
        )?;
        let whole = every + own;
        println!(
            "{piece:28} {:>6} {own:>10} {whole:>10}  {} %",
            files.len(),
            whole * 100 / BUDGET
        );
        if piece == FIRST && whole > BUDGET {
            over.push(format!("{piece} by {}", whole - BUDGET));
        }
    }
    let more = further(&sizes, &needed)?;
    println!("\n{NEXT} after {FIRST}: {more} more, {} %", more * 100 / BUDGET);
    if more > BUDGET {
        over.push(format!("{NEXT} by {}", more - BUDGET));
    }
    if !over.is_empty() {
        bail!("over the budget: {}", over.join(", "));
    }
    Ok(())
}

/// What the second page fetches that the first has not.
fn further(sizes: &Sizes, needed: &BTreeMap<String, Vec<String>>) -> Result<u64> {
    let files = |piece: &str| needed.get(piece).with_context(|| format!("there is no piece {piece}"));
    let before = files(FIRST)?;
    let more = files(NEXT)?.iter().filter(|file| !before.contains(file));
    sum(sizes, &more.map(|file| format!("{file}.wasm")).collect::<Vec<_>>())
}

fn of(sizes: &Sizes, name: &str) -> Result<Size> {
    sizes
        .get(name)
        .copied()
        .with_context(|| format!("the site has no {name}"))
}

fn sum(sizes: &Sizes, names: &[String]) -> Result<u64> {
    names.iter().map(|name| of(sizes, name).map(|size| size.brotli)).sum()
}

fn measure(pkg: &Path) -> Result<Sizes> {
    let mut sizes = Sizes::new();
    for entry in fs::read_dir(pkg).with_context(|| format!("cannot list {}", pkg.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some((plain_name, [_hash, "wasm" | "js" | "css"])) = parts(&name) else {
            continue;
        };
        let plain = fs::metadata(&path)?.len();
        // What does not shrink is sent as it is.
        let brotli = fs::metadata(pkg.join(format!("{name}.br"))).map_or(plain, |data| data.len());
        sizes.insert(plain_name, Size { plain, brotli });
    }
    Ok(sizes)
}

/// `frontend.0123.wasm` as `frontend.wasm`, and what was taken apart.
fn parts(name: &str) -> Option<(String, [&str; 2])> {
    let (rest, end) = name.rsplit_once('.')?;
    let (stem, hash) = rest.rsplit_once('.')?;
    Some((format!("{stem}.{end}"), [hash, end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_without_a_smaller_sibling_counts_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.0f.wasm"), [0; 100]).unwrap();
        fs::write(folder.path().join("a.0f.wasm.br"), [0; 10]).unwrap();
        fs::write(folder.path().join("a.0f.js"), [0; 20]).unwrap();
        let sizes = measure(folder.path()).unwrap();
        let brotli: Vec<_> = sizes.iter().map(|(name, size)| (name.as_str(), size.brotli)).collect();
        assert_eq!(brotli, [("a.js", 20), ("a.wasm", 10)]);
    }

    #[test]
    fn what_the_first_page_has_fetched_counts_for_the_second_no_more() {
        let size = |brotli| Size { plain: 100, brotli };
        let names = [("chunk_1.wasm", 10), ("split_week.wasm", 7), ("split_sign_in.wasm", 5)];
        let sizes = names.map(|(name, brotli)| (name.to_owned(), size(brotli))).into();
        let files = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let needed = [
            (FIRST.to_owned(), files(&["chunk_1", "split_sign_in"])),
            (NEXT.to_owned(), files(&["chunk_1", "split_week"])),
        ];
        assert_eq!(further(&sizes, &needed.into()).unwrap(), 7);
    }

    #[test]
    fn a_file_that_is_missing_is_told_by_its_name() {
        let told = sum(&Sizes::new(), &["split_week.wasm".to_owned()]).unwrap_err();
        assert!(told.to_string().contains("split_week.wasm"), "{told}");
    }
}
