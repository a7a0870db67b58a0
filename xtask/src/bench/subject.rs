//! The server that is measured: a release build on a store of its own in a temporary folder, with the embedded engine as in production.

use std::env;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::machine::field;
use crate::build::{self, Built, Profile};
use crate::serve::{SeedProfile, database_url};
use crate::workspace::{Workspace, run, succeeds, timed};

/// The day of the stories, so that the week has sessions in it whenever the figures are taken.
const TODAY: &str = "2026-11-23";
/// How long a server may take to answer for the first time, and to stop.
const PATIENCE: Duration = Duration::from_secs(60);
/// A page that anyone may open.
const FIRST_PAGE: &str = "/emergency";

/// A filled store; the folder goes with this value.
pub struct Subject {
    built: Built,
    profile: SeedProfile,
    folder: PathBuf,
}

/// A server that runs on it; ends with this value.
pub struct Running {
    child: Child,
    address: SocketAddr,
    /// From the start of the process to the first page answered with 200.
    pub first_page: Duration,
}

impl Subject {
    /// Builds the server and fills a store.
    ///
    /// # Errors
    /// When the build fails or the store cannot be filled.
    pub fn fill(workspace: &Workspace, profile: SeedProfile) -> Result<Self> {
        let built = build::build(workspace, Profile::Release)?;
        let name = format!("handlingsrom-bench-{}-{}", profile.name(), std::process::id());
        let folder = env::temp_dir().join(name);
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let subject = Self { built, profile, folder };
        timed(&format!("filling a store with the profile {}", profile.name()), || {
            run(quiet(&mut subject.server(workspace, "migrate")))?;
            run(quiet(
                subject
                    .server(workspace, "seed")
                    .env("HANDLINGSROM_PROFILE", profile.name()),
            ))
        })?;
        Ok(subject)
    }

    /// Bytes of the store on the disk.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn size(&self) -> Result<u64> {
        size_of(&self.folder.join("store"))
    }

    /// What the table says of the store and the server.
    pub fn describe(&self) -> String {
        format!(
            "profile {}, embedded engine (surrealkv, sync=every), release build, one process",
            self.profile.name()
        )
    }

    /// Starts the server and waits for its first page.
    ///
    /// The demonstration's door is open whatever the store holds, for it is how a session is got without a mailbox.
    ///
    /// # Errors
    /// When the server ends or does not answer in time; its log is printed.
    pub fn start(&self, workspace: &Workspace) -> Result<Running> {
        let address = free_address()?;
        let log = self.folder.join("log");
        let started = Instant::now();
        let child = self
            .server(workspace, "serve")
            .env("HANDLINGSROM_PROFILE", "demo")
            .env("HANDLINGSROM_ADDR", address.to_string())
            .env("HANDLINGSROM_PUBLIC_URL", format!("http://{address}"))
            .env("HANDLINGSROM_INTERNAL_ADDR", "off")
            // Those who register come from an address each.
            .env("HANDLINGSROM_TRUSTED_PROXY", "127.0.0.1")
            .stdout(Stdio::null())
            .stderr(File::create(&log)?)
            .spawn()
            .context("cannot start the server")?;
        let mut running = Running {
            child,
            address,
            first_page: Duration::ZERO,
        };
        loop {
            if answers(address) {
                running.first_page = started.elapsed();
                return Ok(running);
            }
            let ended = running.child.try_wait()?;
            if ended.is_some() || started.elapsed() > PATIENCE {
                eprint!("{}", fs::read_to_string(&log).unwrap_or_default());
                bail!("the server does not answer");
            }
            thread::sleep(Duration::from_millis(2));
        }
    }

    fn server(&self, workspace: &Workspace, step: &str) -> Command {
        let mut command = self.built.server(workspace);
        command
            .arg(step)
            .env("HANDLINGSROM_DATABASE", database_url(&self.folder))
            .env("HANDLINGSROM_TODAY", TODAY);
        command
    }
}

impl Drop for Subject {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            eprintln!("{} is left behind: {error}", self.folder.display());
        }
    }
}

impl Running {
    /// The load generator, told where this server is.
    ///
    /// # Errors
    /// When it does not build.
    pub fn load(&self, workspace: &Workspace) -> Result<Command> {
        run(workspace
            .cargo()
            .args(["build", "--quiet", "--release", "--package", "load"]))?;
        let mut command = workspace.program(workspace.host_target().join("release").join("load"));
        command
            .args(["--url", &format!("http://{}", self.address)])
            .args(["--pid", &self.child.id().to_string()]);
        Ok(command)
    }

    /// Resident memory now and the most it has been, in bytes (`VmRSS` and `VmHWM` of proc_pid_status(5)).
    ///
    /// # Errors
    /// When the process has ended.
    pub fn memory(&self) -> Result<(u64, u64)> {
        let path = format!("/proc/{}/status", self.child.id());
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {path}"))?;
        let bytes = |name| {
            let kilobytes: u64 = field(&text, name)?.strip_suffix(" kB")?.parse().ok()?;
            Some(kilobytes * 1024)
        };
        Option::zip(bytes("VmRSS"), bytes("VmHWM")).context("the kernel does not tell the memory of the server")
    }

    /// Stops the server as an operator does, and waits for it.
    ///
    /// # Errors
    /// When it does not end in time.
    pub fn stop(mut self, workspace: &Workspace) -> Result<()> {
        if !succeeds(workspace.program("kill").arg(self.child.id().to_string())) {
            bail!("the server cannot be told to stop");
        }
        let asked = Instant::now();
        while self.child.try_wait()?.is_none() {
            if asked.elapsed() > PATIENCE {
                bail!("the server does not stop");
            }
            thread::sleep(Duration::from_millis(10));
        }
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // After `stop` there is nothing left to end, which is no fault.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn quiet(command: &mut Command) -> &mut Command {
    command.env("RUST_LOG", "warn")
}

fn free_address() -> Result<SocketAddr> {
    let probe = TcpListener::bind("127.0.0.1:0").context("no port is free")?;
    Ok(probe.local_addr()?)
}

/// Whether the first page comes with 200.
fn answers(address: SocketAddr) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        // In one piece: written part by part, the other side may see a part of it.
        let request = format!("GET {FIRST_PAGE} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes())?;
        let mut head = [0; 12];
        stream.read_exact(&mut head)?;
        Ok(&head == b"HTTP/1.1 200")
    };
    ask().unwrap_or_default()
}

fn size_of(folder: &Path) -> Result<u64> {
    let mut sum = 0;
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let entry = entry?;
        let data = entry.metadata()?;
        sum += if data.is_dir() {
            size_of(&entry.path())?
        } else {
            data.len()
        };
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead as _, BufReader};

    use super::*;

    #[test]
    fn only_200_counts_as_an_answer() {
        for (status, answered) in [("200 OK", true), ("503 Service Unavailable", false)] {
            let listener = TcpListener::bind("127.0.0.1:0").unwrap();
            let address = listener.local_addr().unwrap();
            let serving = thread::spawn(move || {
                let (mut stream, _) = listener.accept().unwrap();
                let lines = BufReader::new(&stream).lines().map(Result::unwrap);
                let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
                assert_eq!(head[0], "GET /emergency HTTP/1.1");
                // In one piece: whoever asks is gone after the first line.
                let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");
                stream.write_all(answer.as_bytes()).unwrap();
            });
            assert_eq!(answers(address), answered, "{status}");
            serving.join().unwrap();
        }
    }

    #[test]
    fn the_size_of_a_folder_is_that_of_all_files_below_it() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("below")).unwrap();
        fs::write(folder.path().join("a"), [0; 10]).unwrap();
        fs::write(folder.path().join("below/b"), [0; 20]).unwrap();
        assert_eq!(size_of(folder.path()).unwrap(), 30);
    }
}
