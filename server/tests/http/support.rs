//! A server to test: `TestApp::start().await`, then `app.browser()`.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use domain::ids::PersonId;
use domain::people::pledge::{Acceptance, CURRENT_VERSION};
use domain::people::{Language, Person};
use domain::role::RoleGrant;
use domain::text::{Email, Title};
use jiff::{SignedDuration, Timestamp};
use leptos::prelude::LeptosOptions;
use server::jobs::Jobs;
use server::mail::Mailer;
use server::pulse::Pulse;
use server::router;
use server::state::{AppState, Settings};
use service::mail::Desk;
use service::seed::{self, Profile};
use service::session::code::Key;
use service::session::{SignInDesk, password};
use service::{Clock, Services};
use store::sessions::{self, CredentialRow};
use store::{Store, Tx, people};
use tempfile::TempDir;
use ulid::Ulid;

use crate::browser::Browser;

pub const PASSWORD: &str = "fire ville hester i fjæra";

/// A server with an empty store.
pub struct TestApp {
    pub router: Router,
    pub services: Arc<Services>,
    pub jobs: Jobs,
    pub mails: TempDir,
}

impl TestApp {
    pub async fn start() -> Self {
        Self::with(true).await
    }

    /// With the people and plans of the demonstration.
    pub async fn demonstration() -> Self {
        let app = Self::start().await;
        seed::run(app.store(), Profile::Demo, app.now()).await.unwrap();
        app
    }

    /// As outside the demo profile.
    pub async fn without_demo() -> Self {
        Self::with(false).await
    }

    async fn with(demo: bool) -> Self {
        let mails = tempfile::tempdir().unwrap();
        let services = Arc::new(Services::new(
            Store::memory().await.unwrap(),
            Clock::manual("2026-11-23T08:00:00Z".parse().unwrap()),
        ));
        let desk = Arc::new(SignInDesk::new(services.clone(), Key::new([7; 32])));
        let url = format!("file://{}", mails.path().display());
        let mailer = Arc::new(Mailer::new(Some(&url), "Handlingsrom <noreply@handlingsrom.example>").unwrap());
        let state = AppState {
            leptos: LeptosOptions::builder()
                .output_name("frontend")
                .site_root(mails.path().display().to_string())
                .build(),
            services: services.clone(),
            desk: desk.clone(),
            style: "/pkg/frontend.css".to_owned(),
            settings: Arc::new(Settings {
                demo,
                public_url: "https://handlingsrom.example".to_owned(),
                trusted_proxies: vec!["10.0.0.1".parse().unwrap()],
                timeout: Duration::from_secs(20),
            }),
        };
        let further = Router::new().route("/test/panic", get(panic));
        Self {
            router: router::with_routes(&state, further).unwrap(),
            jobs: Jobs {
                services: services.clone(),
                desk,
                mailer,
                public_url: "https://handlingsrom.example".to_owned(),
                pulse: Pulse::default(),
            },
            services,
            mails,
        }
    }

    pub fn store(&self) -> &Store {
        &self.services.store
    }

    pub fn now(&self) -> Timestamp {
        self.services.clock.now()
    }

    pub fn advance(&self, by: SignedDuration) {
        self.services.clock.advance(by);
    }

    /// A browser without cookies at an address of its own.
    pub fn browser(&self) -> Browser<'_> {
        Browser::new(self, "192.0.2.10")
    }

    /// The same at another address.
    pub fn browser_at(&self, address: &str) -> Browser<'_> {
        Browser::new(self, address)
    }

    /// A browser in which somebody of the demonstration is signed in and has accepted the declaration today.
    pub async fn signed_in(&self, id: PersonId) -> Browser<'_> {
        let mut tx = Tx::new();
        let acceptance = Acceptance {
            version: CURRENT_VERSION,
            at: self.now(),
        };
        people::accept(&mut tx, id, acceptance);
        self.store().commit(tx).await.unwrap();
        let person = people::load(self.store(), id).await.unwrap().unwrap();
        let mut browser = self.browser();
        browser.demo_sign_in(&person).await;
        browser
    }

    /// A person with a password who has accepted the declaration.
    pub async fn person(&self, mailbox: &str, grants: Vec<RoleGrant>) -> Person {
        let person = self.person_without_pledge(mailbox, grants).await;
        let mut tx = Tx::new();
        let acceptance = Acceptance {
            version: CURRENT_VERSION,
            at: self.now(),
        };
        people::accept(&mut tx, person.id, acceptance);
        self.store().commit(tx).await.unwrap();
        person
    }

    /// A person with a password who has not accepted the declaration.
    pub async fn person_without_pledge(&self, mailbox: &str, grants: Vec<RoleGrant>) -> Person {
        let person = Person {
            id: PersonId::new(Ulid::generate()),
            name: Title::parse(&format!("Person {mailbox}")).unwrap(),
            email: Email::parse(&format!("{mailbox}@skole.example")).unwrap(),
            language: Language::Nb,
            grants,
            active: true,
            version: 1,
        };
        let mut tx = Tx::new();
        people::create(&mut tx, &person);
        let credential = CredentialRow {
            password_hash: password::hash(PASSWORD),
            changed_at: self.now(),
        };
        sessions::set_credential(&mut tx, person.id, &credential);
        self.store().commit(tx).await.unwrap();
        person
    }

    /// The code in the newest mail.
    pub async fn mailed_code(&self) -> String {
        while self.jobs.run_outbox("test").await.unwrap() > 0 {}
        let mut mails: Vec<_> = std::fs::read_dir(self.mails.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        mails.sort();
        let mail = std::fs::read_to_string(mails.last().expect("a mail")).unwrap();
        let line = mail
            .lines()
            .find(|line| line.starts_with("Koden din er"))
            .expect("a code");
        line.chars().filter(char::is_ascii_digit).collect()
    }

    /// What it takes to write a mail now.
    pub fn mail_desk(&self) -> Desk<'_> {
        Desk {
            store: self.store(),
            key: self.jobs.desk.key(),
            public_url: &self.jobs.public_url,
            now: self.now(),
        }
    }

    /// The link to choose a password in the newest mail, below the public address.
    pub async fn mailed_link(&self) -> String {
        let mail = self.newest_mail().await;
        let line = mail
            .lines()
            .find(|line| line.contains("/password?link="))
            .expect("a link");
        let path = line
            .strip_prefix("https://handlingsrom.example")
            .expect("an address of ours");
        path.trim_end().to_owned()
    }

    /// The newest mail as it was sent.
    async fn newest_mail(&self) -> String {
        while self.jobs.run_outbox("test").await.unwrap() > 0 {}
        let mut mails: Vec<_> = std::fs::read_dir(self.mails.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        mails.sort_by_key(|path| std::fs::metadata(path).unwrap().modified().unwrap());
        let mail = std::fs::read_to_string(mails.last().expect("a mail")).unwrap();
        // Quoted-printable: long lines are broken, and the sign of breaking is escaped.
        mail.replace("=\r\n", "").replace("=3D", "=")
    }

    /// How many mails were written.
    pub async fn mails_sent(&self) -> usize {
        while self.jobs.run_outbox("test").await.unwrap() > 0 {}
        std::fs::read_dir(self.mails.path()).unwrap().count()
    }
}

async fn panic() -> &'static str {
    panic!("the secret inside");
}
