//! Flags and environment.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use service::Clock;
use store::files::Files;
use store::{Credentials, DatabaseConfig};

/// Handlingsrom: planning and follow-up for minority advisers.
#[derive(Debug, Parser)]
#[command(name = "handlingsrom", version, about)]
pub struct Cli {
    /// Where the data is, and which story it tells.
    #[command(flatten)]
    pub common: Common,
    /// Write logs as JSON, a line an event
    #[arg(long, env = "HANDLINGSROM_LOG_JSON", global = true)]
    pub log_json: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the application until stopped
    Serve(Box<Serve>),
    /// Make the data folder if it is missing, and bring the schema up to date
    Migrate,
    /// Make an administrator's account, or open it again, and print a link to choose a password
    Administrator(Administrator),
    /// Fill an empty database by the profile; a database with content is left alone
    Seed,
    /// Write a backup
    Backup {
        /// File to make; its manifest is written beside it
        to: PathBuf,
    },
    /// Restore a backup into an empty database
    Restore {
        /// File of the backup
        from: PathBuf,
    },
    /// Check schema, audit trail, links and counts; fails when something is wrong
    Check {
        /// Manifest of the newest backup: the audit trail must still hold where it ended then
        #[arg(long, env = "HANDLINGSROM_MANIFEST", value_name = "FILE")]
        manifest: Option<PathBuf>,
    },
    /// List the jobs that wait and those laid aside after too many failures
    Jobs {
        /// Put the laid-aside job of this name back into the queue
        #[arg(long, value_name = "NAME")]
        revive: Option<String>,
    },
}

/// For every command.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// surrealkv:///FOLDER?sync=every (embedded), mem:// (gone at exit), or ws://HOST:PORT, wss://HOST:PORT (a SurrealDB server)
    #[arg(long, env = "HANDLINGSROM_DATABASE", value_name = "URL", global = true)]
    pub database: Option<String>,
    /// File with the user name for a database server
    #[arg(long, env = "HANDLINGSROM_DATABASE_USER_FILE", value_name = "FILE", global = true)]
    pub database_user_file: Option<PathBuf>,
    /// File with the password for a database server
    #[arg(
        long,
        env = "HANDLINGSROM_DATABASE_PASSWORD_FILE",
        value_name = "FILE",
        global = true
    )]
    pub database_password_file: Option<PathBuf>,
    /// What `seed` fills an empty database with; `demo` also opens the page to sign in as anyone and stops the story on --today
    #[arg(long, env = "HANDLINGSROM_PROFILE", value_enum, default_value_t = Profile::Empty, global = true)]
    pub profile: Profile,
    /// The date that the demonstration calls today [default: 2026-11-23 in the demo profile, else the real date]
    #[arg(long, env = "HANDLINGSROM_TODAY", value_name = "YYYY-MM-DD", global = true)]
    pub today: Option<Date>,
    /// File with the server's secret key; made on first use, readable by its owner alone [default: secret.key beside the data]
    #[arg(long, env = "HANDLINGSROM_SECRET_FILE", value_name = "FILE", global = true)]
    pub secret_file: Option<PathBuf>,
    /// Folder for what files hold; made when it is missing [default: files beside the data]
    #[arg(long, env = "HANDLINGSROM_FILES", value_name = "FOLDER", global = true)]
    pub files: Option<PathBuf>,
}

/// Which data and which doors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Profile {
    /// A small hand-made story with fictional people, for trying out
    Demo,
    /// National scale with fictional people, for measuring
    Full,
    /// Nothing
    Empty,
}

/// For `administrator`.
#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub struct Administrator {
    /// Full name; kept as it is for an account that exists
    #[arg(long, env = "HANDLINGSROM_ADMINISTRATOR_NAME", value_name = "NAME")]
    pub name: String,
    /// Work e-mail: the name to sign in with
    #[arg(long, env = "HANDLINGSROM_ADMINISTRATOR_EMAIL", value_name = "ADDRESS")]
    pub email: String,
    /// The address that people type, for the link
    #[arg(
        long,
        env = "HANDLINGSROM_PUBLIC_URL",
        value_name = "URL",
        default_value = "http://localhost:3000"
    )]
    pub public_url: String,
}

/// For `serve`.
#[derive(Debug, Clone, Args)]
pub struct Serve {
    /// Address to serve on
    #[arg(
        long,
        env = "HANDLINGSROM_ADDR",
        value_name = "HOST:PORT",
        default_value = "127.0.0.1:3000"
    )]
    pub addr: SocketAddr,
    /// Address for health and metrics; never to be reached from outside; `off` for none
    #[arg(
        long,
        env = "HANDLINGSROM_INTERNAL_ADDR",
        value_name = "HOST:PORT|off",
        default_value = "127.0.0.1:9464"
    )]
    pub internal_addr: String,
    /// Folder of the built pages, scripts and styles
    #[arg(
        long,
        env = "HANDLINGSROM_SITE_ROOT",
        value_name = "FOLDER",
        default_value = "target/site"
    )]
    pub site_root: PathBuf,
    /// The address that people type, as https://handlingsrom.example [default: http://localhost:PORT]
    #[arg(long, env = "HANDLINGSROM_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// Reverse proxies whose X-Forwarded-For is believed, separated by commas
    #[arg(long, env = "HANDLINGSROM_TRUSTED_PROXY", value_name = "IP,…", value_delimiter = ',')]
    pub trusted_proxy: Vec<IpAddr>,
    /// Where mails go: smtp://USER:PASSWORD@HOST, smtps://…, or file:///FOLDER for .eml files [default in demo: outbox beside the data]
    #[arg(long, env = "HANDLINGSROM_MAIL", value_name = "URL", hide_env_values = true)]
    pub mail: Option<String>,
    /// Sender of mails
    #[arg(
        long,
        env = "HANDLINGSROM_MAIL_FROM",
        value_name = "ADDRESS",
        default_value = "Handlingsrom <noreply@handlingsrom.example>"
    )]
    pub mail_from: String,
    /// Seconds that a request may take
    #[arg(long, env = "HANDLINGSROM_TIMEOUT", value_name = "SECONDS", default_value_t = 30)]
    pub timeout: u64,
}

impl Common {
    /// The database to open; by default the folder `data/store` under the working folder.
    ///
    /// # Errors
    /// When the URL, or a file of credentials, can't be read.
    pub fn database(&self) -> Result<DatabaseConfig> {
        let config = match &self.database {
            Some(url) => DatabaseConfig::parse(url)?,
            None => DatabaseConfig::folder(&PathBuf::from("data/store"))?,
        };
        match (&self.database_user_file, &self.database_password_file) {
            (None, None) => Ok(config),
            (Some(user), Some(password)) => {
                let read = |path: &PathBuf| {
                    let text =
                        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
                    anyhow::Ok(text.trim().to_owned())
                };
                let credentials: Credentials = Credentials {
                    user: read(user)?,
                    password: read(password)?,
                };
                Ok(config.with_credentials(credentials.user, credentials.password))
            }
            _ => bail!("--database-user-file and --database-password-file belong together"),
        }
    }

    /// Folder for what lies beside the data: the secret key, the demo's mails. None for a store in memory or on a server.
    ///
    /// # Errors
    /// When the database URL can't be read.
    pub fn beside_data(&self) -> Result<Option<PathBuf>> {
        let config = self.database()?;
        Ok(config
            .data_folder()
            .and_then(|folder| folder.parent())
            .map(PathBuf::from))
    }

    /// Where files are kept: the folder named, the one beside the data, or memory for a store in memory.
    ///
    /// # Errors
    /// When the folder can't be made, or none is named where it has to be.
    pub fn files(&self) -> Result<Files> {
        let database = self.database()?;
        match (&self.files, self.beside_data()?) {
            (Some(folder), _) => Ok(Files::open(folder)?),
            (None, Some(beside)) => Ok(Files::open(&beside.join("files"))?),
            (None, None) if database.is_memory() => Ok(Files::memory()),
            (None, None) => bail!("a database server needs --files, a folder that every process reaches"),
        }
    }

    /// The clock: the machine's, or in the demo one that starts on the story's day.
    pub fn clock(&self) -> Clock {
        let story = Date::constant(2026, 11, 23);
        match (self.today, self.profile) {
            (Some(today), _) => Clock::starting_on(today),
            (None, Profile::Demo) => Clock::starting_on(story),
            (None, _) => Clock::System,
        }
    }
}

impl Serve {
    /// The address that people type.
    pub fn public_url(&self) -> String {
        match &self.public_url {
            Some(url) => url.trim_end_matches('/').to_owned(),
            None => format!("http://localhost:{}", self.addr.port()),
        }
    }

    /// The address for health and metrics.
    ///
    /// # Errors
    /// When it is not an address, or one that others can reach.
    pub fn internal(&self) -> Result<Option<SocketAddr>> {
        if self.internal_addr == "off" {
            return Ok(None);
        }
        let address: SocketAddr = self
            .internal_addr
            .parse()
            .context("--internal-addr is not HOST:PORT or off")?;
        if address == self.addr {
            bail!("--internal-addr must differ from --addr");
        }
        Ok(Some(address))
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_holds_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_flag_is_explained_and_has_a_variable() {
        let cli = Cli::command();
        for arg in cli
            .get_subcommands()
            .flat_map(|command| command.get_arguments())
            .chain(cli.get_arguments())
            .filter(|arg| arg.get_long().is_some())
        {
            let name = arg.get_id().as_str();
            // `revive` names one job, once: an act and no setting.
            if ["help", "version", "revive"].contains(&name) {
                continue;
            }
            assert!(arg.get_help().is_some(), "{name} has no help");
            assert!(
                arg.get_env()
                    .is_some_and(|env| env.to_string_lossy().starts_with("HANDLINGSROM_")),
                "{name}"
            );
        }
    }
}
