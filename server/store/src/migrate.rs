//! Numbered migrations with a ledger in the database.
//!
//! A migration is `migrations/NNNN_name.surql`, carried out once, in one transaction with its line in the ledger. A released
//! migration is never changed: its checksum is in every ledger.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use surrealdb::types::Variables;

use crate::audit::hash;
use crate::{Result, Store, Table, retry_conflicts, schema};

pub(crate) const LEDGER: Table = Table::new("migration");

/// One step of the schema's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migration {
    /// From 1, without gaps.
    pub number: u32,
    /// What it is called, as in its file's name.
    pub name: String,
    /// Statements to run.
    pub text: Cow<'static, str>,
}

/// The schema in the database and the one in this program do not fit.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    /// A step in the ledger is not the one in the program.
    #[error(
        "migration {number} ({name}) has changed since it was carried out on this database; \
         a database made before the first release has to be made anew"
    )]
    Changed {
        /// Number of the step.
        number: u32,
        /// Its name.
        name: String,
    },
    /// The database was migrated by a newer program.
    #[error("the database is at migration {database}, this program knows {program}; start a newer program")]
    Newer {
        /// Last step in the ledger.
        database: u32,
        /// Last step in the program.
        program: u32,
    },
    /// A migration file's name is not `NNNN_name.surql` in an unbroken row.
    #[error("{0} does not follow in the row of migrations")]
    Name(String),
    /// The database has steps that are not carried out yet, where all were wanted.
    #[error("the database lacks migrations from {from} on; run migrate")]
    Behind {
        /// First missing step.
        from: u32,
    },
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct LedgerRow {
    number: u32,
    name: String,
    checksum: String,
}

/// The migrations in this program, in order.
pub fn migrations() -> Result<Vec<Migration>> {
    let mut found = Vec::new();
    if schema::MIGRATIONS.is_empty() {
        found.push(Migration {
            number: 1,
            name: "initial".to_owned(),
            text: schema::present().into(),
        });
    }
    for (file, text) in schema::MIGRATIONS {
        let wrong = || MigrationError::Name((*file).to_owned());
        let (number, name) = file
            .strip_suffix(".surql")
            .and_then(|stem| stem.split_once('_'))
            .ok_or_else(wrong)?;
        let number: u32 = number.parse().map_err(|_| wrong())?;
        if number as usize != found.len() + 1 {
            return Err(wrong().into());
        }
        found.push(Migration {
            number,
            name: name.to_owned(),
            text: Cow::Borrowed(text),
        });
    }
    Ok(found)
}

impl Store {
    /// Carries out what this database lacks of this program's migrations; returns how many steps that were.
    ///
    /// # Errors
    /// [`MigrationError::Changed`], [`MigrationError::Newer`]; nothing has been changed then.
    pub async fn migrate(&self) -> Result<usize> {
        self.migrate_to(&migrations()?).await
    }

    /// Says whether the database is at this program's last migration, changing nothing.
    ///
    /// # Errors
    /// [`MigrationError::Behind`], [`MigrationError::Changed`], [`MigrationError::Newer`].
    pub async fn check_migrations(&self) -> Result<()> {
        let known = migrations()?;
        let done = self.ledger().await?;
        compare(&done, &known)?;
        match known.get(done.len()) {
            Some(missing) => Err(MigrationError::Behind { from: missing.number }.into()),
            None => Ok(()),
        }
    }

    /// The same with other steps than this program's own, for tools and tests.
    pub async fn migrate_to(&self, known: &[Migration]) -> Result<usize> {
        // Of two servers that start at once on a new database one finds the other's steps done.
        retry_conflicts(async || self.carry_out_missing(known).await).await
    }

    async fn carry_out_missing(&self, known: &[Migration]) -> Result<usize> {
        self.run(
            "DEFINE TABLE IF NOT EXISTS migration TYPE NORMAL SCHEMALESS PERMISSIONS NONE",
            Variables::new(),
        )
        .await?
        .check()?;
        let done = self.ledger().await?;
        compare(&done, known)?;
        let mut steps = 0;
        for migration in known.iter().skip(done.len()) {
            self.carry_out(migration).await?;
            steps += 1;
        }
        Ok(steps)
    }

    /// Runs a step without a look at the ledger, for the proofs.
    #[cfg(test)]
    pub(crate) async fn run_schema(&self, text: &str) -> Result<()> {
        let mut response = self.run(&format!("BEGIN;\n{text}\nCOMMIT;"), Variables::new()).await?;
        crate::commit::first_cause(response.take_errors()).map_or(Ok(()), |(_, error)| Err(error.into()))
    }

    async fn carry_out(&self, migration: &Migration) -> Result<()> {
        let row = LedgerRow {
            number: migration.number,
            name: migration.name.clone(),
            checksum: checksum(migration),
        };
        let mut binds = Variables::new();
        binds.insert(
            "ledger_key",
            crate::Key::One(format!("{:04}", row.number)).record(LEDGER),
        );
        binds.insert("ledger_row", crate::row::content(&row)?);
        let text = format!(
            "BEGIN;\n{}\nCREATE $ledger_key CONTENT $ledger_row RETURN NONE;\nCOMMIT;",
            migration.text
        );
        let mut response = self.run(&text, binds).await?;
        crate::commit::first_cause(response.take_errors()).map_or(Ok(()), |(_, error)| Err(error.into()))
    }

    /// What was carried out here; nothing on a database that was never migrated.
    async fn ledger(&self) -> Result<Vec<LedgerRow>> {
        if !self.table_names().await?.iter().any(|name| name == LEDGER.name()) {
            return Ok(Vec::new());
        }
        self.list("SELECT * FROM migration ORDER BY number").await
    }
}

fn compare(done: &[LedgerRow], known: &[Migration]) -> Result<()> {
    if let Some(last) = done.last()
        && done.len() > known.len()
    {
        let program = known.last().map_or(0, |migration| migration.number);
        return Err(MigrationError::Newer {
            database: last.number,
            program,
        }
        .into());
    }
    for (row, migration) in done.iter().zip(known) {
        if row.number != migration.number || row.checksum != checksum(migration) {
            return Err(MigrationError::Changed {
                number: row.number,
                name: row.name.clone(),
            }
            .into());
        }
    }
    Ok(())
}

fn checksum(migration: &Migration) -> String {
    hash(&[&migration.name, &migration.text])
}
