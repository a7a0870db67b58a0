//! `administrator`: the first account of an installation, and the way back in.

use anyhow::{Result, anyhow};
use domain::text::{Email, Title};
use service::session::code::Key;
use service::{Services, people};

use crate::config::Administrator;

/// Makes the account, or opens it again, and says the link to choose a password.
///
/// # Errors
/// When the name or e-mail can't be read, or the database not written.
pub async fn run(services: &Services, key: &Key, given: &Administrator, lines: &mut Vec<String>) -> Result<()> {
    let name = Title::parse(&given.name).map_err(|_| anyhow!("--name must have 1 to {} characters", Title::MAX))?;
    let email = Email::parse(&given.email).map_err(|_| anyhow!("{} is not an e-mail address", given.email))?;
    let founded = people::found(services, key, name, email).await?;
    let public_url = given.public_url.trim_end_matches('/');
    let name = founded.person.name;
    lines.push(if founded.is_new {
        format!("{name} has an account as administrator.")
    } else {
        format!("{name} had an account; it is open and an administrator's.")
    });
    lines.push(format!("Choose a password at {public_url}{}", founded.path));
    lines.push("The link is good once, for seven days. Codes for signing in are mailed, so --mail must be set.".into());
    Ok(())
}
