//! A SurrealDB server, as one would install it: `database start --bind 127.0.0.1:8000 --user root --pass … memory`.

use std::process::ExitCode;

fn main() -> ExitCode {
    surrealdb_server::init(surrealdb_core::CommunityComposer())
}
