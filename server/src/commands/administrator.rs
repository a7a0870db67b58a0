//! `administrator`: the first account of an installation, and the way back in.

use anyhow::{Result, anyhow};
use domain::text::{Email, Title};
use service::{Services, people};

use crate::commands::{open, serve};
use crate::config::{Administrator, Common};

/// Runs the command and prints the link to choose a password.
///
/// # Errors
/// When the name or e-mail can't be read, or the database can't be opened or written.
pub async fn run(common: &Common, given: &Administrator) -> Result<()> {
    let name = Title::parse(&given.name).map_err(|_| anyhow!("--name must have 1 to {} characters", Title::MAX))?;
    let email = Email::parse(&given.email).map_err(|_| anyhow!("{} is not an e-mail address", given.email))?;
    let key = serve::key(common)?;
    let services = Services::new(open(common).await?, common.clock());
    let founded = people::found(&services, &key, name, email).await?;
    let public_url = given.public_url.trim_end_matches('/');
    if founded.is_new {
        println!("{} has an account as administrator.", founded.person.name);
    } else {
        println!(
            "{} had an account; it is open and an administrator's.",
            founded.person.name
        );
    }
    println!("Choose a password at {public_url}{}", founded.path);
    println!("The link is good once, for seven days. Codes for signing in are mailed, so --mail must be set.");
    services.store.close().await;
    Ok(())
}
