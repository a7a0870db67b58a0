//! Proposals for Nora through the use cases, on a store in memory.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::common::{as_person, house};
use domain::command::Envelope;
use domain::ids::{CommandId, ModuleId, PersonId, ProposalId};
use domain::issue::{Issue, IssueCode};
use domain::nora::markdown::{Block, Inline};
use domain::nora::view::ProposalView;
use domain::nora::{
    Checklist, Content, LanguageForm, NewProposal, Origin, ProposalCommand, ProposalKind, Step, TargetGroup, Turn,
};
use domain::text::{LongText, Remark, Title, WebAddress};
use jiff::civil::date;
use service::seed::{AINO, INGRID, MARTE, PER, Profile, SAMIR, SILJE, TOR, VEGARD};
use service::{Ctx, ServiceError, Services, nora};
use ulid::Ulid;

const MODULE: ModuleId = ModuleId::new(Ulid(77));

fn envelope<C>(key: u128, edition: Option<u64>, command: C) -> Envelope<C> {
    Envelope {
        key: CommandId::new(Ulid(key)),
        expected_version: edition,
        confirmed: Default::default(),
        command,
    }
}

fn content(title: &str) -> Content {
    Content {
        kind: ProposalKind::Module,
        target: TargetGroup::Staff,
        language: LanguageForm::Bokmal,
        title: Title::parse(title).unwrap(),
        body: LongText::parse("Snakk om *grenser*.").unwrap(),
        checklist: Checklist {
            no_real_case: true,
            composite: true,
            unrecognisable: true,
            ..Checklist::default()
        },
        legal_check: false,
    }
}

fn from_module(id: u128, title: &str) -> NewProposal {
    NewProposal {
        id: ProposalId::new(Ulid(id)),
        origin: Origin::Module {
            module: MODULE,
            title: Title::parse("Mobilen min").unwrap(),
        },
        content: content(title),
        is_idea: false,
    }
}

fn publish() -> ProposalCommand {
    ProposalCommand::Publish {
        address: WebAddress::parse("https://www.imdi.no/nora/grenser").unwrap(),
        on: date(2026, 11, 20),
    }
}

fn returned(why: &str) -> ProposalCommand {
    let comment = Remark::parse(why).unwrap();
    ProposalCommand::Return { comment }
}

const PASS: ProposalCommand = ProposalCommand::Pass { ask_legal: false };
const ASK_LEGAL: ProposalCommand = ProposalCommand::Pass { ask_legal: true };

/// A house, and one who acts in it: each command with a key of its own, on the edition as it stands.
struct Story {
    house: Arc<Services>,
    id: ProposalId,
    keys: u128,
}

impl Story {
    async fn new(author: PersonId) -> Self {
        let house = house(Profile::Demo).await;
        let ctx = as_person(&house, author).await;
        let id = nora::create(&ctx, envelope(1, None, from_module(900, "Grenser på mobilen")))
            .await
            .unwrap();
        Self { house, id, keys: 1 }
    }

    async fn of(&self, person: PersonId) -> Ctx {
        as_person(&self.house, person).await
    }

    async fn edition(&self) -> u64 {
        store::nora::load(&self.house.store, self.id)
            .await
            .unwrap()
            .unwrap()
            .edition
    }

    async fn does(&mut self, person: PersonId, command: ProposalCommand) -> Result<ProposalView, ServiceError> {
        self.keys += 1;
        let ctx = self.of(person).await;
        nora::change(&ctx, self.id, envelope(self.keys, Some(self.edition().await), command)).await
    }

    async fn submits(&mut self, person: PersonId) -> Step {
        let content = content("Grenser på mobilen");
        let view = self.does(person, ProposalCommand::Submit { content }).await.unwrap();
        view.proposal.step
    }
}

fn is_rule<T: std::fmt::Debug>(answer: Result<T, ServiceError>, name: &str) -> bool {
    matches!(answer, Err(ServiceError::Rule(rule)) if rule == name)
}

#[tokio::test]
async fn a_proposal_goes_from_draft_over_every_reviewer_to_the_portal_and_shows_on_its_module() {
    let mut story = Story::new(INGRID).await;
    assert_eq!(story.submits(INGRID).await, Step::Professional);
    let back = story.does(VEGARD, returned("Mangler råd til lærere.")).await.unwrap();
    assert_eq!(back.proposal.step, Step::Draft);
    assert_eq!(back.name_of(VEGARD), "Vegard Strøm");
    story
        .does(
            INGRID,
            ProposalCommand::Resolve {
                number: 1,
                resolved: true,
            },
        )
        .await
        .unwrap();
    story.submits(INGRID).await;
    story.does(VEGARD, ASK_LEGAL).await.unwrap();
    assert!(matches!(story.does(VEGARD, PASS).await, Err(ServiceError::Denied)));
    let language = story.does(MARTE, PASS).await.unwrap();
    assert_eq!(language.proposal.step, Step::Legal);
    assert!(matches!(story.does(MARTE, PASS).await, Err(ServiceError::Denied)));
    assert_eq!(story.does(PER, PASS).await.unwrap().proposal.step, Step::Approved);

    let aino = story.of(AINO).await;
    assert_eq!(nora::of_module(&aino, MODULE).await.unwrap(), []);
    let out = story.does(MARTE, publish()).await.unwrap();
    assert_eq!(out.proposal.step, Step::Published);
    let seen = nora::of_module(&aino, MODULE).await.unwrap();
    let [row] = seen.as_slice() else { panic!("{seen:?}") };
    assert_eq!((row.id, row.step), (None, Step::Published));
    let publication = row.publication.as_ref().unwrap();
    assert_eq!(publication.address.as_str(), "https://www.imdi.no/nora/grenser");
    assert_eq!(publication.on, date(2026, 11, 20));
    let own = nora::of_module(&story.of(INGRID).await, MODULE).await.unwrap();
    assert_eq!(own[0].id, Some(story.id));
    let turns: Vec<_> = out.proposal.history.iter().filter_map(|taken| taken.turn).collect();
    let expected = [
        Turn::Submit,
        Turn::Return,
        Turn::Submit,
        Turn::Pass,
        Turn::Pass,
        Turn::Pass,
        Turn::Publish,
    ];
    assert_eq!(turns, expected);
}

#[tokio::test]
async fn nobody_takes_a_text_of_their_own_through_a_review() {
    let mut story = Story::new(VEGARD).await;
    story.submits(VEGARD).await;
    let view = nora::view(&story.of(VEGARD).await, story.id).await.unwrap();
    assert!(view.rights.is_own_review && !view.rights.review);
    assert!(is_rule(story.does(VEGARD, PASS).await, "proposal_own_review"));
    assert!(is_rule(
        story.does(VEGARD, returned("Nei.")).await,
        "proposal_own_review"
    ));
    let queue = nora::queue(&story.of(VEGARD).await).await.unwrap();
    let row = queue.waiting.iter().find(|row| row.id == story.id).unwrap();
    assert!(!row.is_yours);
    let mut others = Story::new(INGRID).await;
    others.submits(INGRID).await;
    assert!(matches!(others.does(INGRID, PASS).await, Err(ServiceError::Denied)));
}

#[tokio::test]
async fn the_checklist_is_asked_of_whoever_sends_the_command() {
    let mut story = Story::new(INGRID).await;
    let mut unsafe_text = content("Grenser");
    unsafe_text.checklist.composite = false;
    let answer = story
        .does(INGRID, ProposalCommand::Submit { content: unsafe_text })
        .await;
    assert!(is_rule(answer, "proposal_checklist_open"));
    let tomorrow = ProposalCommand::Publish {
        address: WebAddress::parse("https://www.imdi.no/nora/grenser").unwrap(),
        on: date(2026, 11, 24),
    };
    story.submits(INGRID).await;
    story.does(VEGARD, PASS).await.unwrap();
    story.does(MARTE, PASS).await.unwrap();
    let answer = story.does(MARTE, tomorrow).await;
    let Err(ServiceError::Invalid(issues)) = answer else {
        panic!("{answer:?}")
    };
    assert_eq!(issues, [Issue::new("on", IssueCode::AfterToday)]);
}

#[tokio::test]
async fn a_draft_is_its_authors_and_what_was_sent_is_seen_by_reviewers_alone() {
    let mut story = Story::new(INGRID).await;
    for person in [VEGARD, MARTE, PER, SAMIR, AINO] {
        let ctx = story.of(person).await;
        assert!(matches!(nora::view(&ctx, story.id).await, Err(ServiceError::NotFound)));
    }
    story.submits(INGRID).await;
    for person in [VEGARD, MARTE, PER] {
        let ctx = story.of(person).await;
        assert!(nora::view(&ctx, story.id).await.is_ok());
    }
    for person in [SAMIR, AINO] {
        let ctx = story.of(person).await;
        assert!(matches!(nora::view(&ctx, story.id).await, Err(ServiceError::NotFound)));
        assert!(matches!(nora::queue(&ctx).await, Err(ServiceError::Denied)));
        let overview = nora::overview(&ctx).await.unwrap();
        assert!(overview.queue.is_none() && overview.mine.is_some());
    }
    for person in [TOR, SILJE] {
        let ctx = story.of(person).await;
        assert!(matches!(nora::overview(&ctx).await, Err(ServiceError::Denied)));
        let refused = nora::create(&ctx, envelope(50, None, from_module(901, "Mitt"))).await;
        assert!(matches!(refused, Err(ServiceError::Denied)));
        let text = LongText::parse("x").unwrap();
        assert!(matches!(nora::preview(&ctx, &text), Err(ServiceError::Denied)));
    }
}

#[tokio::test]
async fn a_change_of_an_edition_that_has_moved_on_is_stale_and_a_comment_never_is() {
    let mut story = Story::new(INGRID).await;
    story.submits(INGRID).await;
    let vegard = story.of(VEGARD).await;
    let text = Remark::parse("Bra.").unwrap();
    let remark = envelope(60, Some(1), ProposalCommand::Comment { text });
    let said = nora::change(&vegard, story.id, remark.clone()).await.unwrap();
    assert_eq!(said.proposal.comments.len(), 1);
    // The same command once more is the first one.
    let again = nora::change(&vegard, story.id, remark).await.unwrap();
    assert_eq!(again.proposal.comments.len(), 1);
    let edition = said.proposal.edition;
    for (key, seen) in [(61, None), (62, Some(edition - 1))] {
        let stale = nora::change(&vegard, story.id, envelope(key, seen, PASS)).await;
        assert!(matches!(stale, Err(ServiceError::Stale)));
    }
    nora::change(&vegard, story.id, envelope(63, Some(edition), PASS))
        .await
        .unwrap();
}

#[tokio::test]
async fn the_queue_has_what_waited_longest_first_and_counts_each_step() {
    let mut story = Story::new(INGRID).await;
    story.submits(INGRID).await;
    let queue = nora::queue(&story.of(VEGARD).await).await.unwrap();
    let rows: Vec<_> = queue.waiting.iter().map(|row| (row.days, row.is_yours)).collect();
    assert_eq!(rows, [(7, true), (0, true)]);
    let counts = [
        (Step::Professional, 2),
        (Step::Language, 0),
        (Step::Legal, 0),
        (Step::Approved, 0),
    ];
    assert_eq!(queue.counts(), counts);
    let [out] = queue.published.as_slice() else {
        panic!("{queue:?}")
    };
    assert_eq!(
        (out.title.as_str(), out.author_name.as_str()),
        ("Ferie med uro", "Samir Haddad-Lie")
    );
    let mine = nora::mine(&story.of(INGRID).await).await.unwrap();
    assert_eq!(mine.len(), 2);
    assert_eq!(mine[0].open_comments + mine[1].open_comments, 1);
}

#[tokio::test]
async fn what_is_published_is_taken_down_by_the_editor_and_taken_up_again_by_its_author() {
    let mut story = Story::new(INGRID).await;
    story.submits(INGRID).await;
    story.does(VEGARD, PASS).await.unwrap();
    story.does(MARTE, PASS).await.unwrap();
    story.does(MARTE, publish()).await.unwrap();
    assert!(matches!(
        story.does(INGRID, ProposalCommand::Unpublish).await,
        Err(ServiceError::Denied)
    ));
    let down = story.does(MARTE, ProposalCommand::Unpublish).await.unwrap();
    assert_eq!(down.proposal.step, Step::Unpublished);
    let ended = down
        .proposal
        .publication
        .as_ref()
        .and_then(|publication| publication.ended);
    assert_eq!(ended, Some(date(2026, 11, 23)));
    assert!(matches!(
        story.does(VEGARD, ProposalCommand::Revise).await,
        Err(ServiceError::Denied)
    ));
    let again = story.does(INGRID, ProposalCommand::Revise).await.unwrap();
    assert_eq!(again.proposal.step, Step::Draft);
    story.submits(INGRID).await;
    story.does(VEGARD, PASS).await.unwrap();
    story.does(MARTE, PASS).await.unwrap();
    assert_eq!(story.does(MARTE, publish()).await.unwrap().proposal.step, Step::Revised);
}

#[tokio::test]
async fn a_preview_shows_hostile_html_as_words() {
    let story = Story::new(INGRID).await;
    let text = LongText::parse("<script>alert(1)</script>").unwrap();
    let shown = nora::preview(&story.of(INGRID).await, &text).unwrap();
    let words = Inline::Text("<script>alert(1)</script>".to_owned());
    assert_eq!(shown, [Block::Paragraph(vec![words])]);
}

#[tokio::test]
async fn no_name_gets_into_a_proposal_unasked_and_the_trail_says_who_did_what() {
    let mut story = Story::new(INGRID).await;
    let mut named = content("Brevet fra Fatima");
    named.body = LongText::parse("Hun heter Fatima.").unwrap();
    let answer = story.does(INGRID, ProposalCommand::Edit { content: named }).await;
    let Err(ServiceError::Invalid(issues)) = answer else {
        panic!("{answer:?}")
    };
    let fields: Vec<_> = issues.iter().map(|issue| issue.field.as_str()).collect();
    assert_eq!(fields, ["title", "body"]);
    story.submits(INGRID).await;
    let entries: Vec<serde_json::Value> = story
        .house
        .store
        .list("SELECT * FROM audit_entry WHERE table = 'nora_proposal' ")
        .await
        .unwrap();
    // Both in one instant of the test's clock: the trail orders them when it is sealed.
    let actions: BTreeSet<_> = entries
        .iter()
        .filter(|entry| entry["key"].to_string().contains(&story.id.to_string()))
        .map(|entry| (entry["action"].as_str().unwrap(), entry["actor"].as_str().unwrap()))
        .collect();
    let ingrid = INGRID.to_string();
    assert_eq!(
        actions,
        BTreeSet::from([
            ("propose_to_nora", ingrid.as_str()),
            ("submit_proposal", ingrid.as_str())
        ])
    );
}
