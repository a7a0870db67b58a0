//! Mails leave once, whatever happens between.

use std::time::Duration;

use domain::people::Language;
use domain::people::Person;
use domain::role::{Role, RoleGrant};
use jiff::SignedDuration;
use service::mail::Mail;
use store::{Tx, jobs, people};

use crate::support::{PASSWORD, TestApp};

#[tokio::test]
async fn a_runner_that_dies_after_sending_leaves_one_mail() {
    let app = TestApp::start().await;
    app.person("kari", vec![RoleGrant::everywhere(Role::Adviser)]).await;
    app.browser().give_password("kari@skole.example", PASSWORD).await;
    // A runner takes the job, sends the mail and dies before it can say so.
    let taken = jobs::claim(app.store(), "dead", 10, app.now(), Duration::from_secs(60))
        .await
        .unwrap();
    assert_eq!(taken.len(), 1);
    let mail: Mail = taken[0].payload().unwrap();
    let letter = mail.write(app.mail_desk()).await.unwrap().unwrap();
    app.jobs.mailer.send(&letter, &taken[0].id).await.unwrap();
    assert_eq!(app.jobs.run_outbox("second").await.unwrap(), 0, "the lease still holds");
    app.advance(SignedDuration::from_secs(61));
    assert_eq!(app.jobs.run_outbox("second").await.unwrap(), 1);
    assert_eq!(app.mails_sent().await, 1);
    assert_eq!(jobs::state(app.store()).await.unwrap().waiting, 0);
}

#[tokio::test]
async fn neither_queue_nor_store_holds_the_code() {
    let app = TestApp::start().await;
    app.person("kari", vec![RoleGrant::everywhere(Role::Adviser)]).await;
    app.browser().give_password("kari@skole.example", PASSWORD).await;
    let waiting: Vec<serde_json::Value> = app.store().list("SELECT * FROM outbox").await.unwrap();
    let code = app.mailed_code().await;
    let done: Vec<serde_json::Value> = app.store().list("SELECT * FROM outbox_done").await.unwrap();
    let attempts: Vec<serde_json::Value> = app.store().list("SELECT * FROM sign_in_attempt").await.unwrap();
    assert_eq!((waiting.len(), done.len(), attempts.len()), (1, 1, 1));
    let all = serde_json::to_string(&(waiting, done, attempts)).unwrap();
    assert!(!all.contains(&code), "{all}");
}

#[tokio::test]
async fn a_mail_is_written_in_the_receivers_language_and_a_late_one_not_at_all() {
    let app = TestApp::start().await;
    let kari = app.person("kari", vec![RoleGrant::everywhere(Role::Adviser)]).await;
    let nynorsk = Person {
        language: Language::Nn,
        ..kari.clone()
    };
    let mut tx = Tx::new();
    people::save(&mut tx, &kari, &nynorsk, 1);
    app.store().commit(tx).await.unwrap();
    let mail = Mail::SignInCode {
        person: kari.id,
        attempt: "01J".to_owned(),
        until: app.now() + SignedDuration::from_mins(10),
    };
    let letter = mail.write(app.mail_desk()).await.unwrap().unwrap();
    assert_eq!(letter.subject, "Eingongskode til Handlingsrom");
    assert!(letter.body.contains("Han gjeld i ti minutt"), "{}", letter.body);
    app.advance(SignedDuration::from_mins(10));
    assert_eq!(mail.write(app.mail_desk()).await.unwrap(), None);
}
