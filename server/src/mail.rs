//! Sending mails: by SMTP, or as `.eml` files in a folder.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MaybeString, MultiPart, SinglePart};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use service::mail::Letter;

/// Where mails go.
#[derive(Debug)]
pub enum Post {
    /// To a mail server.
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
    /// Into a folder, a file a mail, named by its Message-ID: a mail written twice is one file.
    Folder(PathBuf),
    /// Nowhere: nothing is configured, so mails wait in the queue.
    None,
}

/// The sender's side of the mail.
#[derive(Debug)]
pub struct Mailer {
    post: Post,
    from: Mailbox,
}

impl Mailer {
    /// Reads `smtp://`, `smtps://` or `file:///folder`, and makes the folder.
    ///
    /// # Errors
    /// When the URL or the sender's address can't be read, or the folder not made.
    pub fn new(url: Option<&str>, from: &str) -> Result<Self> {
        let from: Mailbox = from
            .parse()
            .with_context(|| format!("{from} is not a sender's address"))?;
        let post = match url {
            None => Post::None,
            Some(url) if url.starts_with("smtp://") || url.starts_with("smtps://") => {
                let transport =
                    AsyncSmtpTransport::<Tokio1Executor>::from_url(url).context("--mail is not an SMTP address")?;
                Post::Smtp(Box::new(transport.build()))
            }
            Some(url) => {
                let Some(path) = url.strip_prefix("file://").filter(|path| path.starts_with('/')) else {
                    bail!("--mail must begin with smtp://, smtps:// or file:///");
                };
                std::fs::create_dir_all(path).with_context(|| format!("cannot make the mail folder {path}"))?;
                Post::Folder(PathBuf::from(path))
            }
        };
        Ok(Self { post, from })
    }

    /// Whether mails go anywhere.
    pub fn is_set_up(&self) -> bool {
        !matches!(self.post, Post::None)
    }

    /// Sends under a name that is the same at every attempt, so that a mail sent twice after a crash is seen once.
    ///
    /// # Errors
    /// When an address can't be used or the mail not handed over.
    pub async fn send(&self, letter: &Letter, name: &str) -> Result<()> {
        let message = self.message(letter, name)?;
        match &self.post {
            Post::Smtp(transport) => {
                transport
                    .send(message)
                    .await
                    .context("the mail server did not take the mail")?;
            }
            Post::Folder(folder) => write_once(folder, name, &message.formatted()).await?,
            Post::None => bail!("no way to send mails is configured"),
        }
        Ok(())
    }

    fn message(&self, letter: &Letter, name: &str) -> Result<Message> {
        let to = mailbox(&letter.name, &letter.address).context("the receiver's address is unusable")?;
        let domain = self.from.email.domain();
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .message_id(Some(format!("<{name}@{domain}>")))
            .subject(letter.subject.clone());
        if let Some((name, address)) = &letter.reply_to {
            message = message.reply_to(mailbox(name, address).context("the address for answers is unusable")?);
        }
        let text = SinglePart::builder()
            .header(ContentType::TEXT_PLAIN)
            .body(MaybeString::String(letter.body.clone()));
        let built = match with_calendar(letter, text.clone())? {
            Some(parts) => message.multipart(parts),
            None => message.singlepart(text),
        };
        built.context("the mail can't be put together")
    }
}

/// A name and an address. What can't be seen is no part of a name, and could begin a header of its own.
fn mailbox(name: &str, address: &str) -> Result<Mailbox> {
    let seen: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    Ok(Mailbox::new(Some(seen), address.parse()?))
}

/// The text with its messages to the calendar (RFC 6047): the first as another form of the text, which calendars take by themselves,
/// and each as a file, for programs that do not.
fn with_calendar(letter: &Letter, text: SinglePart) -> Result<Option<MultiPart>> {
    let Some(first) = letter.calendar.first() else {
        return Ok(None);
    };
    let kind = |method: &str| {
        ContentType::parse(&format!("text/calendar; charset=utf-8; method={method}")).context("no kind of calendar")
    };
    let spoken = SinglePart::builder()
        .header(kind(first.method)?)
        .body(MaybeString::String(first.text.clone()));
    let mut parts = MultiPart::mixed().multipart(MultiPart::alternative().singlepart(text).singlepart(spoken));
    let many = letter.calendar.len() > 1;
    for (at, part) in letter.calendar.iter().enumerate() {
        let name = if many {
            format!("invite-{}.ics", at + 1)
        } else {
            "invite.ics".to_owned()
        };
        parts = parts.singlepart(Attachment::new(name).body(part.text.clone(), kind(part.method)?));
    }
    Ok(Some(parts))
}

/// Writes beside and renames: the file is there whole or not at all, and a second writing leaves one.
async fn write_once(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    if !name
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.' || b == b'_')
    {
        bail!("{name} can't be a file's name");
    }
    let target = folder.join(format!("{name}.eml"));
    let beside = folder.join(format!(".{name}.part"));
    let bytes = bytes.to_vec();
    let written = tokio::task::spawn_blocking(move || -> std::io::Result<()> {
        let mut file = std::fs::File::create(&beside)?;
        std::io::Write::write_all(&mut file, &bytes)?;
        file.sync_all()?;
        std::fs::rename(&beside, &target)
    });
    written
        .await?
        .with_context(|| format!("cannot write into {}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        Letter {
            name: "Åse Bø".to_owned(),
            address: "ase@skole.example".to_owned(),
            subject: "Engangskode til Handlingsrom".to_owned(),
            body: "Koden din er 1234 5678\n".to_owned(),
            reply_to: None,
            calendar: Vec::new(),
        }
    }

    #[tokio::test]
    async fn a_mail_sent_twice_is_one_file_with_one_message_id() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("file://{}", folder.path().display());
        let mailer = Mailer::new(Some(&url), "Handlingsrom <noreply@handlingsrom.example>").unwrap();
        mailer.send(&letter(), "sign-in-code.01J").await.unwrap();
        mailer.send(&letter(), "sign-in-code.01J").await.unwrap();
        let names: Vec<_> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(names, ["sign-in-code.01J.eml"]);
        let text = std::fs::read_to_string(folder.path().join("sign-in-code.01J.eml")).unwrap();
        assert!(
            text.contains("Message-ID: <sign-in-code.01J@handlingsrom.example>"),
            "{text}"
        );
        assert!(text.contains("To: =?utf-8?b?"), "{text}");
    }

    #[tokio::test]
    async fn a_calendar_goes_along_with_its_method_in_the_header_and_answers_go_to_the_organiser() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("file://{}", folder.path().display());
        let mailer = Mailer::new(Some(&url), "Handlingsrom <noreply@handlingsrom.example>").unwrap();
        let hostile = Letter {
            name: "Kari\r\nBcc: alle@nav.example".to_owned(),
            reply_to: Some(("Vegard Strøm".to_owned(), "vegard@imdi.example".to_owned())),
            calendar: vec![service::mail::CalendarPart {
                method: "REQUEST",
                text: "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n".to_owned(),
            }],
            ..letter()
        };
        mailer.send(&hostile, "registration.x").await.unwrap();
        let text = std::fs::read_to_string(folder.path().join("registration.x.eml")).unwrap();
        assert!(text.contains("method=REQUEST"), "{text}");
        assert!(text.contains("filename=\"invite.ics\""), "{text}");
        assert!(text.contains("vegard@imdi.example"), "{text}");
        assert!(!text.lines().any(|line| line.starts_with("Bcc:")), "{text}");
    }

    #[tokio::test]
    async fn a_name_that_leaves_the_folder_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(write_once(folder.path(), "../x", b"").await.is_err());
    }
}
