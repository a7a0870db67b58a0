//! The own calendar at a private address: who reads what there, and when it ends.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use crate::common::{as_person, house};
use domain::agreements::AgreementCommand;
use domain::agreements::view::AgreementFilter;
use domain::command::Envelope;
use domain::groups::{BinCommand, CancelReason, GroupCommand};
use domain::ids::{CommandId, GroupId, PersonId};
use domain::people::{Language, Person, PersonCommand};
use domain::role::{Role, RoleGrant};
use domain::text_guard::Confirmed;
use jiff::{SignedDuration, ToSpan};
use service::calendar_feed::{self, Asked, Calendar};
use service::seed::{ADMIN, AINO, INGRID, MARTE, Profile};
use service::session::limits::Limits;
use service::{Ctx, ServiceError, Services, agreements, groups, people};
use store::{Tx, calendar_feed as rows, people as person_rows};
use ulid::Ulid;

struct Door {
    services: Arc<Services>,
    limits: Limits,
}

impl Door {
    async fn open() -> Self {
        let services = house(Profile::Demo).await;
        let limits = Limits::new(services.clock.clone());
        Self { services, limits }
    }

    async fn make(&self, person: PersonId) -> String {
        let new = calendar_feed::make(&as_person(&self.services, person).await)
            .await
            .unwrap();
        let name = new.path.strip_prefix("/calendar/").unwrap();
        name.strip_suffix(".ics").unwrap().to_owned()
    }

    async fn read(&self, secret: &str) -> Result<Calendar, ServiceError> {
        let asked = Asked {
            secret,
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            public_url: "https://handlingsrom.example",
        };
        calendar_feed::read(&self.services, &self.limits, asked).await
    }

    /// The calendar without the folds of its lines.
    async fn text(&self, secret: &str) -> String {
        self.read(secret).await.unwrap().text.replace("\r\n ", "")
    }

    async fn save(&self, change: impl FnOnce(&mut Person), id: PersonId) {
        let before = person_rows::load(&self.services.store, id).await.unwrap().unwrap();
        let mut after = before.clone();
        change(&mut after);
        let mut tx = Tx::new();
        person_rows::save(&mut tx, &before, &after, before.version);
        self.services.store.commit(tx).await.unwrap();
    }
}

/// The events that hold a text.
fn events<'a>(calendar: &'a str, with: &str) -> Vec<&'a str> {
    let blocks = calendar.split("BEGIN:VEVENT").skip(1);
    blocks.filter(|block| block.contains(with)).collect()
}

async fn girls(ctx: &Ctx) -> GroupId {
    let all = groups::list(ctx).await.unwrap();
    all.iter().find(|group| group.name == "Jentegruppe høst").unwrap().id
}

async fn change(ctx: &Ctx, id: GroupId, command: GroupCommand) {
    let seen = groups::view(ctx, id).await.unwrap().group.version;
    let envelope = Envelope {
        key: CommandId::new(Ulid::generate()),
        expected_version: Some(seen),
        command,
        confirmed: Confirmed::default(),
    };
    groups::change(ctx, id, envelope).await.unwrap();
}

#[tokio::test]
async fn a_calendar_holds_the_own_sessions_with_their_places_and_nothing_that_was_written_about_them() {
    let door = Door::open().await;
    let text = door.text(&door.make(INGRID).await).await;
    assert_eq!(events(&text, "SUMMARY:Jentegruppe høst\\, samling ").len(), 8);
    let next = events(&text, "samling 6\r\n")[0];
    for line in [
        "DTSTART;TZID=Europe/Oslo:20261124T121500",
        "DTEND;TZID=Europe/Oslo:20261124T133000",
        "LOCATION:Granlia vgs (demo)\\, Grupperom 2",
        "SEQUENCE:0",
        "DTSTAMP:20261123T110000Z",
        "STATUS:CONFIRMED",
    ] {
        assert!(next.contains(&format!("\r\n{line}\r\n")), "{line} in {next}");
    }
    let ctx = as_person(&door.services, INGRID).await;
    let view = groups::view(&ctx, girls(&ctx).await).await.unwrap();
    for session in &view.group.sessions {
        assert!(!text.contains(session.theme.as_str()), "{}", session.theme);
    }
    assert!(!text.contains(view.group.goal.as_str()) && !text.contains("ATTENDEE") && !text.contains("DESCRIPTION"));
    let other = door.text(&door.make(AINO).await).await;
    assert!(!other.contains("Jentegruppe høst") && !events(&other, "SUMMARY").is_empty());
}

#[tokio::test]
async fn a_moved_session_keeps_its_name_and_counts_a_theme_does_not_and_a_cancelled_one_stays() {
    let door = Door::open().await;
    let secret = door.make(INGRID).await;
    let ctx = as_person(&door.services, INGRID).await;
    let id = girls(&ctx).await;
    let before = door.read(&secret).await.unwrap();
    let uid = format!("\r\nUID:{id}-7@handlingsrom\r\n");
    assert_eq!(events(&before.text, &uid).len(), 1);

    door.services.clock.advance(SignedDuration::from_mins(5));
    let theme = domain::text::ShortText::parse("Språk og kjensler").unwrap();
    change(&ctx, id, GroupCommand::SetTheme { number: 7, theme }).await;
    assert_eq!(
        door.read(&secret).await.unwrap(),
        before,
        "not a word has changed, nor has the tag"
    );

    let mut slot = groups::view(&ctx, id).await.unwrap().group.session(7).unwrap().slot;
    slot.date += 1.day();
    change(&ctx, id, GroupCommand::MoveSession { number: 7, slot }).await;
    let moved = door.read(&secret).await.unwrap();
    assert_ne!(moved.etag, before.etag);
    let event = events(&moved.text, &uid)[0];
    for line in [
        "SEQUENCE:1",
        "DTSTART;TZID=Europe/Oslo:20261202T121500",
        "LAST-MODIFIED:20261123T110500Z",
    ] {
        assert!(event.contains(&format!("\r\n{line}\r\n")), "{line} in {event}");
    }
    assert_eq!(events(&moved.text, "SEQUENCE:1").len(), 1, "the others have not moved");

    let reason = CancelReason::Illness;
    change(&ctx, id, GroupCommand::CancelSession { number: 7, reason }).await;
    let cancelled = door.text(&secret).await;
    let event = events(&cancelled, &uid)[0];
    for line in [
        "SEQUENCE:2",
        "STATUS:CANCELLED",
        "SUMMARY:Avlyst: Jentegruppe høst\\, samling 7",
    ] {
        assert!(event.contains(&format!("\r\n{line}\r\n")), "{line} in {event}");
    }
}

#[tokio::test]
async fn who_no_longer_leads_a_group_is_told_that_its_coming_sessions_are_off_for_eight_weeks() {
    let door = Door::open().await;
    let (ingrid, secret) = (as_person(&door.services, INGRID).await, door.make(AINO).await);
    let id = girls(&ingrid).await;
    let of_group = format!("\r\nUID:{id}-");
    change(&ingrid, id, GroupCommand::AddLeader { person: AINO }).await;
    let joined = door.text(&secret).await;
    assert_eq!(events(&joined, &of_group).len(), 8);
    assert!(
        events(&joined, &of_group)
            .iter()
            .all(|event| event.contains("\r\nSEQUENCE:1\r\n"))
    );

    door.services.clock.advance(SignedDuration::from_hours(1));
    change(&ingrid, id, GroupCommand::RemoveLeader { person: AINO }).await;
    let left = door.text(&secret).await;
    // Five were held; of those the calendar says nothing.
    assert_eq!(events(&left, &of_group).len(), 3);
    let event = events(&left, &format!("{of_group}7@handlingsrom\r\n"))[0];
    for line in [
        "SEQUENCE:2",
        "STATUS:CANCELLED",
        "TRANSP:TRANSPARENT",
        "DTSTART;TZID=Europe/Oslo:20261201T121500",
        "DTSTAMP:20261123T120000Z",
        "SUMMARY:Teken ut: Jentegruppe høst\\, samling 7",
    ] {
        assert!(event.contains(&format!("\r\n{line}\r\n")), "{line} in {event}");
    }
    // What becomes of the group is not the former leader's any more.
    assert!(!event.contains("LOCATION") && !event.contains("URL"));
    let reason = CancelReason::Illness;
    change(&ingrid, id, GroupCommand::CancelSession { number: 7, reason }).await;
    assert_eq!(door.text(&secret).await, left);

    // Whoever comes back is believed.
    change(&ingrid, id, GroupCommand::AddLeader { person: AINO }).await;
    let back = door.text(&secret).await;
    let event = events(&back, &format!("{of_group}8@handlingsrom\r\n"))[0];
    assert!(
        event.contains("\r\nSEQUENCE:3\r\n") && event.contains("\r\nSTATUS:CONFIRMED\r\n"),
        "{event}"
    );
    assert_eq!(events(&back, &of_group).len(), 8, "each of them once");

    change(&ingrid, id, GroupCommand::RemoveLeader { person: AINO }).await;
    let now = || door.services.clock.now();
    door.services.clock.advance(SignedDuration::from_hours(24 * 55));
    assert_eq!(
        calendar_feed::forget_farewells(&door.services.store, now())
            .await
            .unwrap(),
        0
    );
    assert_eq!(events(&door.text(&secret).await, &of_group).len(), 3);
    door.services.clock.advance(SignedDuration::from_hours(24 * 2));
    assert_eq!(
        calendar_feed::forget_farewells(&door.services.store, now())
            .await
            .unwrap(),
        3
    );
    assert_eq!(events(&door.text(&secret).await, &of_group), [""; 0]);
}

#[tokio::test]
async fn a_group_in_the_bin_is_off_in_the_calendars_of_its_leaders_until_it_is_taken_back() {
    let door = Door::open().await;
    let (ingrid, secret) = (as_person(&door.services, INGRID).await, door.make(INGRID).await);
    let id = girls(&ingrid).await;
    let uid = format!("\r\nUID:{id}-8@handlingsrom\r\n");
    let version = groups::view(&ingrid, id).await.unwrap().group.version;
    let envelope = |expected_version, command| Envelope {
        key: CommandId::new(Ulid::generate()),
        expected_version: Some(expected_version),
        command,
        confirmed: Confirmed::default(),
    };
    let throw = BinCommand::ThrowAway { group: id };
    let bin = groups::change_bin(&ingrid, envelope(version, throw)).await.unwrap();
    let text = door.text(&secret).await;
    let binned = events(&text, &uid)[0];
    assert!(
        binned.contains("\r\nSTATUS:CANCELLED\r\n") && binned.contains("\r\nSEQUENCE:1\r\n"),
        "{binned}"
    );
    let take = BinCommand::TakeBack { group: id };
    groups::change_bin(&ingrid, envelope(bin[0].version, take))
        .await
        .unwrap();
    let text = door.text(&secret).await;
    let back = events(&text, &uid)[0];
    assert!(
        back.contains("\r\nSTATUS:CONFIRMED\r\n") && back.contains("\r\nSEQUENCE:2\r\n"),
        "{back}"
    );
}

#[tokio::test]
async fn an_evaluation_meeting_fills_a_day_for_those_who_work_where_the_agreement_holds() {
    let door = Door::open().await;
    let marte = as_person(&door.services, MARTE).await;
    let all = agreements::list(&marte, AgreementFilter::default()).await.unwrap();
    let oslo = all.rows.iter().find(|row| row.owner_name.starts_with("Oslo")).unwrap();
    let envelope = Envelope {
        key: CommandId::new(Ulid::generate()),
        expected_version: Some(agreements::view(&marte, oslo.id).await.unwrap().agreement.version),
        command: AgreementCommand::AddMeeting {
            date: jiff::civil::date(2026, 12, 9),
        },
        confirmed: Confirmed::default(),
    };
    agreements::change(&marte, oslo.id, envelope).await.unwrap();
    let uid = format!("\r\nUID:{}-2026-12-09@handlingsrom\r\n", oslo.id);
    let text = door.text(&door.make(INGRID).await).await;
    let event = events(&text, &uid)[0];
    for line in [
        "DTSTART;VALUE=DATE:20261209",
        "TRANSP:TRANSPARENT",
        &format!("SUMMARY:Evalueringsmøte om avtalen med {}", oslo.owner_name),
        &format!("URL:https://handlingsrom.example/agreements/{}", oslo.id),
    ] {
        assert!(event.contains(&format!("\r\n{line}\r\n")), "{line} in {event}");
    }
    assert_eq!(
        door.text(&door.make(INGRID).await).await,
        text,
        "the same each time it is read"
    );
    let other = door.text(&door.make(AINO).await).await;
    assert_eq!(events(&other, &uid), [""; 0]);
    // Who looks after agreements and leads nothing has those meetings, and nothing else.
    let coordinator = door.text(&door.make(MARTE).await).await;
    assert_eq!(events(&coordinator, &uid).len(), 1);
    assert!(
        !coordinator.contains("T121500"),
        "no session of anybody's: {coordinator}"
    );
}

#[tokio::test]
async fn words_follow_the_persons_language() {
    let door = Door::open().await;
    let secret = door.make(INGRID).await;
    door.save(|person| person.language = Language::En, INGRID).await;
    assert!(door.text(&secret).await.contains("\\, session 6\r\n"));
}

#[tokio::test]
async fn a_replaced_and_a_revoked_address_are_not_found_from_then_on() {
    let door = Door::open().await;
    let ctx = as_person(&door.services, INGRID).await;
    let view = calendar_feed::view(&ctx).await.unwrap();
    assert_eq!((view.feed, view.may_make), (None, true));
    let first = door.make(INGRID).await;
    let second = door.make(INGRID).await;
    assert!(matches!(door.read(&first).await, Err(ServiceError::NotFound)));
    assert!(door.read(&second).await.is_ok());
    let row = rows::of_person(&door.services.store, INGRID).await.unwrap().unwrap();
    assert!(!row.token_hash.contains(&second), "the secret is not kept");
    calendar_feed::revoke(&ctx).await.unwrap();
    assert!(matches!(door.read(&second).await, Err(ServiceError::NotFound)));
    calendar_feed::revoke(&ctx).await.unwrap();
    for wrong in ["", "x", &"A".repeat(43), &"A".repeat(44)] {
        assert!(matches!(door.read(wrong).await, Err(ServiceError::NotFound)), "{wrong}");
    }
}

#[tokio::test]
async fn reading_is_noted_once_a_day() {
    let door = Door::open().await;
    let secret = door.make(INGRID).await;
    let row = || async { rows::of_person(&door.services.store, INGRID).await.unwrap().unwrap() };
    assert_eq!(row().await.read_on, None);
    door.read(&secret).await.unwrap();
    let first = row().await;
    assert_eq!(first.read_on, Some(jiff::civil::date(2026, 11, 23)));
    door.services.clock.advance(SignedDuration::from_hours(3));
    door.read(&secret).await.unwrap();
    assert_eq!(row().await, first, "nothing is written");
    door.services.clock.advance(SignedDuration::from_hours(24));
    door.read(&secret).await.unwrap();
    assert_eq!(row().await.read_on, Some(jiff::civil::date(2026, 11, 24)));
}

#[tokio::test]
async fn a_calendar_rests_without_the_role_or_the_declaration_and_ends_with_the_account() {
    let door = Door::open().await;
    let secret = door.make(INGRID).await;
    let grants = vec![RoleGrant::everywhere(Role::Statistics)];
    let held = person_rows::load(&door.services.store, INGRID)
        .await
        .unwrap()
        .unwrap()
        .grants;
    door.save(|person| person.grants = grants, INGRID).await;
    assert!(matches!(door.read(&secret).await, Err(ServiceError::NotFound)));
    let without = calendar_feed::view(&as_person(&door.services, INGRID).await)
        .await
        .unwrap();
    assert!(without.feed.is_some() && !without.may_make, "it can still be revoked");
    door.save(|person| person.grants = held, INGRID).await;
    assert!(door.read(&secret).await.is_ok());

    door.services.clock.advance(SignedDuration::from_hours(24 * 400));
    assert!(matches!(door.read(&secret).await, Err(ServiceError::PledgeNeeded)));

    let admin = as_person(&door.services, ADMIN).await;
    let version = person_rows::load(&door.services.store, INGRID)
        .await
        .unwrap()
        .unwrap()
        .version;
    let close = Envelope {
        key: CommandId::new(Ulid::generate()),
        expected_version: Some(version),
        command: PersonCommand::Close { id: INGRID },
        confirmed: Confirmed::default(),
    };
    people::change(&admin, close).await.unwrap();
    assert_eq!(
        rows::of_person(&door.services.store, INGRID).await.unwrap(),
        None,
        "nothing of it is kept"
    );
    assert!(matches!(door.read(&secret).await, Err(ServiceError::NotFound)));
}

#[tokio::test]
async fn who_has_no_calendar_gets_no_address() {
    let door = Door::open().await;
    let admin = as_person(&door.services, ADMIN).await;
    assert!(matches!(calendar_feed::make(&admin).await, Err(ServiceError::Denied)));
    let view = calendar_feed::view(&admin).await.unwrap();
    assert_eq!((view.feed, view.may_make), (None, false));
}

#[tokio::test]
async fn making_replacing_and_revoking_leave_a_trail_without_the_secret() {
    let door = Door::open().await;
    let ctx = as_person(&door.services, INGRID).await;
    let secrets = [door.make(INGRID).await, door.make(INGRID).await];
    calendar_feed::revoke(&ctx).await.unwrap();
    let entries: Vec<serde_json::Value> = door
        .services
        .store
        .list("SELECT * FROM audit_entry WHERE table = 'calendar_feed' ORDER BY id")
        .await
        .unwrap();
    let mut actions: Vec<_> = entries.iter().map(|entry| entry["action"].as_str().unwrap()).collect();
    // Made in the same millisecond, they have no order.
    actions.sort_unstable();
    assert_eq!(
        actions,
        ["calendar_feed.make", "calendar_feed.replace", "calendar_feed.revoke"]
    );
    let trail = serde_json::to_string(&entries).unwrap();
    for secret in secrets {
        assert!(!trail.contains(&secret) && !trail.contains("token_hash"), "{trail}");
    }
}

#[tokio::test]
async fn an_address_that_asks_without_end_is_slowed_down() {
    let door = Door::open().await;
    let secret = door.make(INGRID).await;
    for _ in 0..240 {
        assert!(matches!(door.read("guess").await, Err(ServiceError::NotFound)));
    }
    let full = door.read(&secret).await;
    assert!(matches!(full, Err(ServiceError::Throttled { .. })), "{full:?}");
    door.services.clock.advance(SignedDuration::from_secs(2));
    assert!(door.read(&secret).await.is_ok());
}
