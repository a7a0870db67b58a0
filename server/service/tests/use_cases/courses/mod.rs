//! Courses from a plan to a withdrawal: who may, what is written, what is mailed.

mod day;
mod mails;
mod own;
mod planning;
mod said;
mod seats;
mod templates;

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use crate::common::{as_person, house};
use domain::command::Envelope;
use domain::courses::form::{EventForm, QuotaForm};
use domain::courses::mails::BULK_WAIT;
use domain::courses::sign_up::SignUpForm;
use domain::courses::view::{AttendanceCommand, CatalogueFilter, EventView, RegistrationCommand};
use domain::courses::{CopyEvent, EventCommand, Kind, Lifecycle, Said, Side, Standing, State};
use domain::ids::{CommandId, EventId};
use domain::people::Language;
use domain::text::{Capacity, Headcount, ShortText};
use domain::text_guard::Confirmed;
use jiff::SignedDuration;
use jiff::civil::date;
use service::courses::{self, Answer, links};
use service::mail::{Desk, Letter, Mail};
use service::seed::{AINO, INGRID, MARTE, Profile, SAMIR, VEGARD};
use service::session::SignInDesk;
use service::session::code::Key;
use service::{Ctx, ServiceError, Services};
use store::{courses as rows, jobs};
use ulid::Ulid;

pub(crate) const URL: &str = "https://handlingsrom.example";

pub(crate) fn envelope<C>(seen: Option<u64>, command: C) -> Envelope<C> {
    Envelope {
        key: CommandId::new(Ulid::generate()),
        expected_version: seen,
        confirmed: Confirmed::default(),
        command,
    }
}

pub(crate) fn key() -> Key {
    Key::new([7; 32])
}

/// The demonstration's course of this title.
pub(crate) async fn titled(services: &Services, title: &str) -> EventId {
    let all = rows::events(&services.store).await.unwrap();
    all.iter().find(|event| event.title.as_str() == title).unwrap().id
}

pub(crate) const SEMINAR: &str = "Fra uro til handling";
pub(crate) const WEBINAR: &str = "Grunnkurs NSK for NAV og flyktningtjenesten";
pub(crate) const DRAFT: &str = "Rutiner som virker";
pub(crate) const TODAYS: &str = "Taushetsplikt og avvergeplikt i praksis";
pub(crate) const HELD: &str = "Den vanskelige samtalen";

pub(crate) fn typed(turn: usize) -> SignUpForm {
    SignUpForm {
        name: "Åse Bø".into(),
        email: format!("ase{turn}@nav.example"),
        role: "nav_adviser".into(),
        service: "nav".into(),
        workplace: "NAV Bærum".into(),
        municipality: "3201".into(),
        ..SignUpForm::fresh(Kind::One, String::new())
    }
}

pub(crate) async fn register(
    services: &Arc<Services>,
    event: EventId,
    form: &SignUpForm,
) -> Result<Answer, ServiceError> {
    let desk = SignInDesk::new(services.clone(), key());
    let new = form.parse(Language::Nb, date(2026, 11, 23), false).unwrap();
    let address = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));
    courses::register(&desk, services, event, (CommandId::new(Ulid::generate()), new), address).await
}

pub(crate) async fn entered(services: &Arc<Services>, event: EventId, turn: usize) -> u32 {
    match register(services, event, &typed(turn)).await.unwrap() {
        Answer::Entered { number, .. } => number,
        other => panic!("{other:?}"),
    }
}

pub(crate) async fn state(services: &Services, event: EventId, number: u32) -> State {
    rows::registration(&services.store, event, number)
        .await
        .unwrap()
        .unwrap()
        .state
}

pub(crate) async fn change(ctx: &Ctx, id: EventId, command: EventCommand) -> Result<EventView, ServiceError> {
    let seen = rows::event(ctx.store(), id).await.unwrap().unwrap().version;
    courses::change(ctx, id, envelope(Some(seen), command)).await
}

/// Everything that waits to be mailed, as it would be sent now; the queue is empty then.
pub(crate) async fn mailed(services: &Services) -> Vec<Letter> {
    let now = services.clock.now();
    let mut letters = Vec::new();
    loop {
        let taken = jobs::claim(&services.store, "test", 50, now, std::time::Duration::from_secs(60))
            .await
            .unwrap();
        if taken.is_empty() {
            return letters;
        }
        for job in taken {
            let mail: Mail = job.payload().unwrap();
            let desk = Desk {
                store: &services.store,
                key: &key(),
                public_url: URL,
                now,
            };
            letters.extend(mail.write(desk).await.unwrap());
            jobs::done(&services.store, &job, now).await.unwrap();
        }
    }
}

/// Subjects to one address.
pub(crate) fn to<'a>(letters: &'a [Letter], address: &str) -> Vec<&'a str> {
    let theirs = letters.iter().filter(|letter| letter.address == address);
    theirs.map(|letter| letter.subject.as_str()).collect()
}
