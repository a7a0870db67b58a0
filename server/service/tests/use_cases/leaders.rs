//! A group with several leaders: each of them may change it, and who leads it no longer does not find it.

use crate::common::{as_person, house};
use domain::command::Envelope;
use domain::groups::GroupCommand;
use domain::groups::presence::AlsoOpen;
use domain::groups::view::GroupView;
use domain::ids::{BlockId, CommandId, CommentId, GroupId, PersonId};
use domain::text::{Note, ShortText};
use domain::text_guard::Confirmed;
use jiff::SignedDuration;
use jiff::civil::date;
use service::seed::{AINO, INGRID, MARTE, Profile, SAMIR, TOR};
use service::{Ctx, ServiceError, conflicts, groups, printouts, week, year_plan};
use store::people;
use ulid::Ulid;

async fn group(ctx: &Ctx, name: &str) -> Option<GroupId> {
    let all = groups::list(ctx).await.unwrap();
    all.iter().find(|group| group.name == name).map(|group| group.id)
}

async fn change(ctx: &Ctx, id: GroupId, command: GroupCommand) -> Result<GroupView, ServiceError> {
    let expected_version = groups::view(ctx, id).await.ok().map(|view| view.group.version);
    let envelope = Envelope {
        key: CommandId::new(Ulid::generate()),
        expected_version,
        command,
        confirmed: Confirmed::default(),
    };
    groups::change(ctx, id, envelope).await
}

fn theme(theme: &str) -> GroupCommand {
    GroupCommand::SetTheme {
        number: 5,
        theme: ShortText::parse(theme).unwrap(),
    }
}

const fn add(person: PersonId) -> GroupCommand {
    GroupCommand::AddLeader { person }
}

const fn remove(person: PersonId) -> GroupCommand {
    GroupCommand::RemoveLeader { person }
}

#[tokio::test]
async fn a_second_leader_finds_the_group_everywhere_and_may_change_it() {
    let services = house(Profile::Demo).await;
    let samir = as_person(&services, SAMIR).await;
    let id = group(&samir, "Ny i Norge").await.unwrap();
    assert_eq!(groups::list(&samir).await.unwrap().len(), 1);
    let view = change(&samir, id, theme("Hvem hjelper oss?")).await.unwrap();
    assert!(view.may_edit);
    assert_eq!(view.leader_name, "Ingrid Moen, Samir Haddad-Lie");
    let week = week::view(&samir, None).await.unwrap();
    let mut this_week = week.days.iter().flat_map(|day| &day.sessions);
    assert!(this_week.any(|one| one.group() == Some(id)));
    // The course that he holds today comes before it.
    let next = week.next.unwrap().entry;
    assert!(
        matches!(next, domain::groups::view::WeekEntry::Course { .. }),
        "{next:?}"
    );
    assert_eq!(week.unclosed.len(), 1);
    let plan = year_plan::view(&samir, None).await.unwrap();
    assert!(plan.lanes.iter().any(|lane| lane.groups.iter().any(|bar| bar.id == id)));
    // The other leader sees what was changed.
    let ingrid = as_person(&services, INGRID).await;
    let seen = groups::view(&ingrid, id).await.unwrap();
    assert_eq!(seen.group.session(5).unwrap().theme.as_str(), "Hvem hjelper oss?");
    assert_eq!(groups::list(&ingrid).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_stranger_does_not_find_the_group_until_made_a_leader_and_no_longer_when_removed() {
    let services = house(Profile::Demo).await;
    let (ingrid, aino) = (as_person(&services, INGRID).await, as_person(&services, AINO).await);
    let id = group(&ingrid, "Jentegruppe høst").await.unwrap();
    let refused = change(&aino, id, theme("Nytt")).await;
    assert!(matches!(refused, Err(ServiceError::NotFound)), "{refused:?}");
    change(&ingrid, id, add(AINO)).await.unwrap();
    change(&aino, id, theme("Nytt")).await.unwrap();
    assert_eq!(group(&aino, "Jentegruppe høst").await, Some(id));
    change(&ingrid, id, remove(AINO)).await.unwrap();
    let refused = groups::view(&aino, id).await;
    assert!(matches!(refused, Err(ServiceError::NotFound)));
    assert_eq!(group(&aino, "Jentegruppe høst").await, None);
    let found = week::view(&aino, Some(date(2026, 11, 24))).await.unwrap();
    let is_shown = found
        .days
        .iter()
        .flat_map(|day| &day.sessions)
        .any(|one| one.group() == Some(id));
    assert!(!is_shown);
}

#[tokio::test]
async fn two_leaders_see_each_other_at_one_run_sheet_until_one_has_left_it() {
    let services = house(Profile::Demo).await;
    let (ingrid, samir) = (as_person(&services, INGRID).await, as_person(&services, SAMIR).await);
    let id = group(&samir, "Ny i Norge").await.unwrap();
    let open = async |ctx: &Ctx, number, is_open| groups::open_plan(ctx, id, number, is_open).await.unwrap().names;
    assert_eq!(open(&ingrid, 5, true).await, [""; 0]);
    assert_eq!(open(&samir, 5, true).await, ["Ingrid Moen"]);
    assert_eq!(open(&ingrid, 5, true).await, ["Samir Haddad-Lie"]);
    assert_eq!(open(&ingrid, 4, true).await, [""; 0], "another session is another plan");
    open(&samir, 5, false).await;
    open(&samir, 5, false).await;
    assert_eq!(open(&ingrid, 5, true).await, [""; 0]);

    // A window that is closed says nothing any more.
    open(&samir, 5, true).await;
    services.clock.advance(SignedDuration::from_secs(21));
    assert_eq!(open(&ingrid, 5, true).await, [""; 0]);
    let now = services.clock.now();
    assert_eq!(store::forget::forget_presence(&services.store, now).await.unwrap(), 2);
    assert_eq!(open(&samir, 5, true).await, ["Ingrid Moen"], "who is there stays");

    let version = |told: AlsoOpen| told.version;
    let before = groups::open_plan(&ingrid, id, 5, true).await.map(version).unwrap();
    change(&samir, id, theme("Nytt")).await.unwrap();
    let after = groups::open_plan(&ingrid, id, 5, true).await.map(version).unwrap();
    assert_eq!(after, before + 1, "a colleague's change is heard of");

    let refused = groups::open_plan(&as_person(&services, AINO).await, id, 5, true).await;
    assert!(matches!(refused, Err(ServiceError::NotFound)), "{refused:?}");
    let refused = groups::open_plan(&as_person(&services, TOR).await, id, 5, true).await;
    assert!(
        matches!(refused, Err(ServiceError::Denied)),
        "who only reads is not told of: {refused:?}"
    );
    let refused = groups::open_plan(&ingrid, id, 17, true).await;
    assert!(matches!(refused, Err(ServiceError::NotFound)), "{refused:?}");
}

#[tokio::test]
async fn what_one_leader_says_of_a_block_the_other_reads_and_deals_with() {
    let services = house(Profile::Demo).await;
    let (ingrid, samir) = (as_person(&services, INGRID).await, as_person(&services, SAMIR).await);
    let id = group(&samir, "Ny i Norge").await.unwrap();
    let comment = |by, text: &str| GroupCommand::CommentBlock {
        number: 5,
        id: CommentId::new(Ulid(1)),
        block: BlockId::new(Ulid(2)),
        by,
        text: Note::parse(text).unwrap(),
    };
    let refused = change(&samir, id, comment(INGRID, "For langt?")).await;
    assert!(
        matches!(refused, Err(ServiceError::Denied)),
        "in another's name: {refused:?}"
    );
    let refused = change(&samir, id, comment(SAMIR, "Ring 912 34 567")).await;
    assert!(matches!(refused, Err(ServiceError::Invalid(_))), "{refused:?}");
    change(&samir, id, comment(SAMIR, "For langt?")).await.unwrap();
    let view = groups::view(&ingrid, id).await.unwrap();
    let said = &view.group.session(5).unwrap().comments[0];
    assert_eq!(
        (said.text.as_str(), view.name_of(said.by)),
        ("For langt?", Some("Samir Haddad-Lie"))
    );
    for sent in [
        serde_json::to_string(&printouts::handout(&ingrid, id).await.unwrap()).unwrap(),
        serde_json::to_string(&printouts::poster(&ingrid, id, 5).await.unwrap()).unwrap(),
    ] {
        assert!(!sent.contains("For langt?"), "{sent}");
    }
    let resolve = GroupCommand::ResolveComment {
        number: 5,
        id: said.id,
        resolved: true,
    };
    change(&ingrid, id, resolve).await.unwrap();
    change(&ingrid, id, remove(SAMIR)).await.unwrap();
    let view = groups::view(&ingrid, id).await.unwrap();
    let said = &view.group.session(5).unwrap().comments[0];
    assert!(said.resolved);
    assert_eq!(
        view.name_of(said.by),
        Some("Samir Haddad-Lie"),
        "who said it is still told"
    );
}

#[tokio::test]
async fn a_repeat_tells_nothing_to_a_leader_who_was_removed_meanwhile() {
    let services = house(Profile::Demo).await;
    let (ingrid, samir) = (as_person(&services, INGRID).await, as_person(&services, SAMIR).await);
    let id = group(&samir, "Ny i Norge").await.unwrap();
    let envelope = Envelope {
        key: CommandId::new(Ulid::generate()),
        expected_version: Some(groups::view(&samir, id).await.unwrap().group.version),
        command: theme("Nytt"),
        confirmed: Confirmed::default(),
    };
    groups::change(&samir, id, envelope.clone()).await.unwrap();
    assert!(groups::change(&samir, id, envelope.clone()).await.is_ok());
    change(&ingrid, id, remove(SAMIR)).await.unwrap();
    let again = groups::change(&samir, id, envelope).await;
    assert!(matches!(again, Err(ServiceError::NotFound)));
}

#[tokio::test]
async fn only_an_adviser_with_an_open_account_leads_a_group() {
    let services = house(Profile::Demo).await;
    let ingrid = as_person(&services, INGRID).await;
    let id = group(&ingrid, "Jentegruppe høst").await.unwrap();
    let rule = async |person| match change(&ingrid, id, add(person)).await {
        Err(ServiceError::Rule(name)) => name,
        other => panic!("{other:?}"),
    };
    assert_eq!(rule(MARTE).await, "no_adviser");
    assert_eq!(rule(PersonId::new(Ulid(1))).await, "unknown_leader");
    assert_eq!(rule(INGRID).await, "already_leader");
    let before = people::load(&services.store, SAMIR).await.unwrap().unwrap();
    let mut closed = before.clone();
    closed.active = false;
    closed.version += 1;
    let mut tx = store::Tx::new();
    people::save(&mut tx, &before, &closed, before.version);
    services.store.commit(tx).await.unwrap();
    assert_eq!(rule(SAMIR).await, "unknown_leader");
    let choices = groups::leader_choices(&ingrid, id).await.unwrap();
    assert!(choices.iter().any(|choice| choice.id == AINO));
    assert!(choices.iter().all(|choice| choice.id != SAMIR && choice.id != MARTE));
}

#[tokio::test]
async fn responsibility_is_handed_over_and_whoever_had_it_may_leave() {
    let services = house(Profile::Demo).await;
    let (ingrid, samir) = (as_person(&services, INGRID).await, as_person(&services, SAMIR).await);
    let id = group(&ingrid, "Ny i Norge").await.unwrap();
    let refused = change(&ingrid, id, remove(INGRID)).await;
    assert!(matches!(refused, Err(ServiceError::Rule("responsible_leader"))));
    change(&ingrid, id, GroupCommand::HandOver { person: SAMIR })
        .await
        .unwrap();
    change(&ingrid, id, remove(INGRID)).await.unwrap();
    assert!(matches!(groups::view(&ingrid, id).await, Err(ServiceError::NotFound)));
    let view = groups::view(&samir, id).await.unwrap();
    assert_eq!(view.group.leaders().collect::<Vec<_>>(), [SAMIR]);
    let refused = change(&samir, id, remove(SAMIR)).await;
    assert!(matches!(refused, Err(ServiceError::Rule("last_leader"))));
}

#[tokio::test]
async fn a_leader_who_is_booked_elsewhere_is_named() {
    let services = house(Profile::Demo).await;
    let (ingrid, aino) = (as_person(&services, INGRID).await, as_person(&services, AINO).await);
    let dark = group(&aino, "Guttegruppe mørketid").await.unwrap();
    let slots: Vec<_> = groups::view(&aino, dark).await.unwrap().group.sessions;
    let last = slots.last().unwrap().slot;
    let id = group(&ingrid, "Jentegruppe høst").await.unwrap();
    assert_eq!(conflicts::of_times(&ingrid, id, &[last]).await.unwrap().len(), 0);
    change(&ingrid, id, add(AINO)).await.unwrap();
    let found = conflicts::of_times(&ingrid, id, &[last]).await.unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].other.leaders, ["Aino Pedersen"]);
    // Ingrid may not see that group: it has no name here.
    assert_eq!(found[0].other.session, None);
}
