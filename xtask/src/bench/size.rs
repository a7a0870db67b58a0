//! What the first page costs over the line: wasm, JavaScript and CSS of the release build, as sent (brotli).

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::build::{self, PKG_DIR, Profile};
use crate::workspace::Workspace;

/// Bytes that wasm, JavaScript and CSS may take together: 400 kB.
const BUDGET: u64 = 400_000;

/// One file of the first page.
struct Row {
    name: String,
    plain: u64,
    brotli: u64,
}

/// Builds the site of a release and prints the table.
///
/// # Errors
/// When the build fails or the sum is over the budget.
pub fn run(workspace: &Workspace) -> Result<()> {
    let site = build::build_site(workspace, Profile::Release)?;
    let rows = measure(&site.join(PKG_DIR))?;
    println!("{:48} {:>10} {:>10}", "file", "bytes", "brotli");
    for row in &rows {
        println!("{:48} {:>10} {:>10}", row.name, row.plain, row.brotli);
    }
    let sum: u64 = rows.iter().map(|row| row.brotli).sum();
    println!(
        "{:48} {:>10} {:>10}  {} % of {BUDGET}",
        "together",
        "",
        sum,
        sum * 100 / BUDGET
    );
    if sum > BUDGET {
        bail!("the first page is {} bytes over its budget", sum - BUDGET);
    }
    Ok(())
}

fn measure(pkg: &Path) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for entry in fs::read_dir(pkg).with_context(|| format!("cannot list {}", pkg.display()))? {
        let path = entry?.path();
        if !path
            .extension()
            .is_some_and(|end| end == "wasm" || end == "js" || end == "css")
        {
            continue;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let plain = fs::metadata(&path)?.len();
        // What does not shrink is sent as it is.
        let brotli = fs::metadata(pkg.join(format!("{name}.br"))).map_or(plain, |data| data.len());
        rows.push(Row { name, plain, brotli });
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.brotli));
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_without_a_smaller_sibling_counts_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.wasm"), [0; 100]).unwrap();
        fs::write(folder.path().join("a.wasm.br"), [0; 10]).unwrap();
        fs::write(folder.path().join("a.js"), [0; 20]).unwrap();
        let sizes: Vec<_> = measure(folder.path()).unwrap().iter().map(|row| row.brotli).collect();
        assert_eq!(sizes, [20, 10]);
    }
}
