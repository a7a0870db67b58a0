//! Proof that the layers hold: which crate may know which.
//!
//! Reads the sources and the manifests of every crate, so that a shortcut fails a test with the file and the line, before it becomes a
//! habit. The table is that of `docs/architecture.md`.

mod source;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use source::{code_only, words};

/// What one crate must not know.
struct Layer {
    /// Name of the package.
    name: &'static str,
    /// Its folder below the root of the workspace.
    folder: &'static str,
    /// Crates that it must neither depend on nor mention.
    crates: &'static [&'static str],
    /// Functions that it must not call: the last two parts of a path, or one.
    calls: &'static [&'static str],
    /// Crates that it may know only behind a feature: the dependency has to be optional.
    optional: &'static [&'static str],
}

const LAYERS: &[Layer] = &[
    Layer {
        name: "domain",
        folder: "app/domain",
        crates: &[
            "app",
            "axum",
            "chrono",
            "getrandom",
            "http",
            "i18n",
            "js_sys",
            "leptos",
            "rand",
            "reqwest",
            "server",
            "service",
            "store",
            "surrealdb",
            "tokio",
            "ui",
            "web_sys",
        ],
        // No clock and no randomness: the same command gives the same answer in the browser and on the server.
        calls: &["now", "thread_rng", "Ulid::new", "Ulid::generate"],
        optional: &[],
    },
    Layer {
        name: "ui",
        folder: "app/ui",
        crates: &[
            "app",
            "axum",
            "domain",
            "server",
            "service",
            "store",
            "surrealdb",
            "tokio",
        ],
        calls: &[],
        optional: &[],
    },
    Layer {
        name: "i18n",
        folder: "app/i18n",
        crates: &["app", "axum", "server", "service", "store", "surrealdb", "tokio", "ui"],
        calls: &[],
        optional: &[],
    },
    Layer {
        name: "app",
        folder: "app",
        crates: &["server", "store", "surrealdb"],
        calls: &[],
        optional: &["axum", "leptos_axum", "service"],
    },
    Layer {
        name: "service",
        folder: "server/service",
        crates: &[
            "app",
            "axum",
            "leptos",
            "leptos_axum",
            "server",
            "surrealdb",
            "ui",
            "web_sys",
        ],
        calls: &[],
        optional: &[],
    },
    Layer {
        name: "store",
        folder: "server/store",
        crates: &[
            "app",
            "axum",
            "i18n",
            "leptos",
            "leptos_axum",
            "server",
            "service",
            "ui",
            "web_sys",
        ],
        calls: &[],
        optional: &[],
    },
    Layer {
        name: "server",
        folder: "server",
        crates: &["surrealdb"],
        calls: &[],
        optional: &[],
    },
];

/// A place where a layer is broken.
#[derive(Debug, PartialEq, Eq)]
struct Shortcut {
    layer: &'static str,
    file: PathBuf,
    line: usize,
    what: String,
}

impl fmt::Display for Shortcut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: {} must not know {}",
            self.file.display(),
            self.line,
            self.layer,
            self.what
        )
    }
}

/// Looks at every crate of the workspace.
///
/// # Errors
/// When there is a shortcut, all of them named, or when a crate of the table is not there.
pub fn check(root: &Path) -> Result<()> {
    let mut shortcuts = Vec::new();
    for layer in LAYERS {
        let folder = root.join(layer.folder);
        let manifest = folder.join("Cargo.toml");
        let text = fs::read_to_string(&manifest).with_context(|| format!("cannot read {}", manifest.display()))?;
        shortcuts.extend(in_manifest(layer, &manifest, &text));
        let mut sources = Vec::new();
        rust_files(&folder.join("src"), &mut sources)?;
        for file in sources {
            let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
            shortcuts.extend(in_source(layer, &file, &text));
        }
    }
    if shortcuts.is_empty() {
        return Ok(());
    }
    for shortcut in &shortcuts {
        eprintln!("{shortcut}");
    }
    bail!("{} shortcuts through the layers", shortcuts.len())
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            rust_files(&path, files)?;
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

/// Dependencies, those of tests apart: a test may reach further to set its scene.
fn in_manifest(layer: &Layer, file: &Path, text: &str) -> Vec<Shortcut> {
    let mut shortcuts = Vec::new();
    let mut in_dependencies = false;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.starts_with('[') {
            in_dependencies =
                line.trim_matches(['[', ']']).ends_with("dependencies") && !line.contains("dev-dependencies");
            continue;
        }
        let Some((key, value)) = line
            .split_once('=')
            .filter(|_| in_dependencies && !line.starts_with('#'))
        else {
            continue;
        };
        let name = key
            .trim()
            .split('.')
            .next()
            .unwrap_or_default()
            .trim_matches('"')
            .replace('-', "_");
        let what = if layer.crates.contains(&name.as_str()) {
            name
        } else if layer.optional.contains(&name.as_str()) && !value.replace(' ', "").contains("optional=true") {
            format!("{name} without a feature")
        } else {
            continue;
        };
        shortcuts.push(Shortcut {
            layer: layer.name,
            file: file.to_path_buf(),
            line: index + 1,
            what,
        });
    }
    shortcuts
}

/// Paths that begin with a forbidden crate, and forbidden calls.
fn in_source(layer: &Layer, file: &Path, text: &str) -> Vec<Shortcut> {
    let mut shortcuts = Vec::new();
    for (index, line) in code_only(text).lines().enumerate() {
        let words = words(line);
        for (position, word) in words.iter().enumerate() {
            let before = position.checked_sub(1).map_or("", |at| words[at]);
            let after = words.get(position + 1).copied().unwrap_or_default();
            let two_before = position.checked_sub(2).map_or("", |at| words[at]);
            let inside_path = before == "."
                || (before == "::" && two_before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '>'));
            let starts_path = !inside_path && (after == "::" || before == "use" || before == "crate");
            let joined = if before == "::" {
                format!("{two_before}::{word}")
            } else {
                String::new()
            };
            let called = layer
                .calls
                .iter()
                .any(|call| *call == joined || (call == word && before == "::"));
            if (starts_path && layer.crates.contains(word)) || called {
                let what = if called { joined } else { (*word).to_owned() };
                shortcuts.push(Shortcut {
                    layer: layer.name,
                    file: file.to_path_buf(),
                    line: index + 1,
                    what,
                });
            }
        }
    }
    shortcuts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(name: &str) -> &'static Layer {
        LAYERS.iter().find(|layer| layer.name == name).unwrap()
    }

    fn found(name: &str, source: &str) -> Vec<String> {
        in_source(layer(name), Path::new("sample.rs"), source)
            .into_iter()
            .map(|shortcut| shortcut.what)
            .collect()
    }

    #[test]
    fn no_crate_takes_a_shortcut_through_the_layers() {
        check(Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()).unwrap();
    }

    #[test]
    fn forbidden_use_is_found_wherever_it_is_written() {
        assert_eq!(found("app", "use surrealdb::Surreal;"), ["surrealdb"]);
        assert_eq!(
            found("app", "fn f() -> store::Store { store::open() }"),
            ["store", "store"]
        );
        assert_eq!(
            found("service", "extern crate surrealdb;\npub use leptos;"),
            ["surrealdb", "leptos"]
        );
        assert_eq!(
            found("ui", "use { domain::ids::PersonId, leptos::prelude::* };"),
            ["domain"]
        );
        assert_eq!(found("service", "let _ = ::axum::Router::new();"), ["axum"]);
    }

    #[test]
    fn clock_and_randomness_are_found_in_the_domain() {
        assert_eq!(found("domain", "let t = jiff::Zoned::now();"), ["Zoned::now"]);
        assert_eq!(found("domain", "let f = Timestamp::now;"), ["Timestamp::now"]);
        assert_eq!(found("domain", "let id = Ulid::new();"), ["Ulid::new"]);
        assert_eq!(found("domain", "fn f(now: Timestamp) { g(now) }"), Vec::<String>::new());
    }

    #[test]
    fn words_in_comments_text_and_deeper_paths_are_no_shortcut() {
        assert_eq!(
            found("app", "// store::open\n/* surrealdb::x /* store::y */ */"),
            Vec::<String>::new()
        );
        assert_eq!(
            found(
                "app",
                "let a = \"store::x \\\" store::y\"; let b = r#\"surrealdb::\"x\"#;"
            ),
            Vec::<String>::new()
        );
        assert_eq!(
            found("app", "let c: &'static str = f('\"', '\\'', crate::store::x);"),
            Vec::<String>::new()
        );
        assert_eq!(found("app", "let s = '\"'; store::x();"), ["store"]);
    }

    #[test]
    fn line_of_a_shortcut_is_told() {
        let source = "//! Text\n/* two\nlines */\nlet t = \"a\nb\";\nuse store::x;\n";
        let found = in_source(layer("app"), Path::new("sample.rs"), source);
        assert_eq!(
            found.first().unwrap().to_string(),
            "sample.rs:6: app must not know store"
        );
    }

    #[test]
    fn forbidden_dependency_is_found_and_one_for_tests_is_not() {
        let manifest = "[features]\nssr = [\"dep:service\"]\n[dependencies]\nsurrealdb.workspace = true\naxum = { workspace = true, optional = true }\nservice = { workspace = true }\n[dev-dependencies]\nstore.workspace = true\n";
        let found: Vec<_> = in_manifest(layer("app"), Path::new("Cargo.toml"), manifest)
            .into_iter()
            .map(|s| s.what)
            .collect();
        assert_eq!(found, ["surrealdb", "service without a feature"]);
    }
}
