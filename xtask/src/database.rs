//! Tests of the store against a SurrealDB server over a web socket: the same tests that otherwise run in memory. The server is
//! `xtask/database`, of the version that the client has.

use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::workspace::{Workspace, run, timed};

/// How long the database may take to listen.
const PATIENCE: Duration = Duration::from_secs(30);

/// A database server in memory that ends with this value.
pub struct Database {
    child: Child,
    address: String,
}

impl Database {
    /// Builds the server, starts it and waits until it listens.
    ///
    /// # Errors
    /// When it does not build or listen.
    pub fn start(workspace: &Workspace) -> Result<Self> {
        timed("building a SurrealDB server (the first time takes minutes)", || {
            run(workspace.cargo().args(["build", "--package", "database"]))
        })?;
        let address = TcpListener::bind("127.0.0.1:0")
            .context("no port is free")?
            .local_addr()?
            .to_string();
        let child = workspace
            .program(workspace.host_target().join("debug/database"))
            .args(["start", "--no-banner", "--log", "warn", "--bind", &address])
            .args(["--user", "root", "--pass", "root", "memory"])
            .spawn()
            .context("cannot start the database")?;
        let mut database = Self { child, address };
        let started = Instant::now();
        while TcpStream::connect(&database.address).is_err() {
            if database.child.try_wait()?.is_some() || started.elapsed() > PATIENCE {
                bail!("the database does not listen");
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(database)
    }

    /// Tells a test runner where the server is.
    pub fn tell(&self, command: &mut Command) {
        command.env("HANDLINGSROM_TEST_SERVER", format!("ws://{}", self.address));
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // One that has ended by itself is no fault here: the tests have failed then.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
