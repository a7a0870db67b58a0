//! Keeps the linker's relocations: the site's build cuts the module into pieces, and finds by them what calls what.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-cdylib=--emit-relocs");
        // The futures that take over a drawn page are deep, and in a development build wide: a megabyte is too little.
        println!("cargo::rustc-link-arg-cdylib=-zstack-size=4194304");
    }
}
