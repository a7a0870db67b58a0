use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use ulid::Ulid;

use super::*;
use crate::ids::{ModuleId, PersonId, ProposalId};
use crate::issue::{Issue, IssueCode};
use crate::text::{LongText, Remark, Title, WebAddress};
use crate::text_guard::{Confirmed, check};

const TODAY: Date = date(2026, 11, 23);
const AUTHOR: PersonId = PersonId::new(Ulid(1));
const REVIEWER: PersonId = PersonId::new(Ulid(2));
const EDITOR: PersonId = PersonId::new(Ulid(3));

fn passed() -> Checklist {
    Checklist {
        no_real_case: true,
        composite: true,
        unrecognisable: true,
        ..Checklist::default()
    }
}

fn content() -> Content {
    Content {
        kind: ProposalKind::Story,
        target: TargetGroup::Young,
        language: LanguageForm::Bokmal,
        title: Title::parse("Ferie med uro").unwrap(),
        body: LongText::parse("Hun pakket kofferten.").unwrap(),
        checklist: passed(),
        legal_check: false,
    }
}

fn proposed(content: Content, is_idea: bool) -> Proposal {
    let new = NewProposal {
        id: ProposalId::new(Ulid(9)),
        origin: Origin::Method,
        content,
        is_idea,
    };
    create(&new, AUTHOR, TODAY)
}

fn remark(text: &str) -> Remark {
    Remark::parse(text).unwrap()
}

fn publish(on: Date) -> ProposalCommand {
    ProposalCommand::Publish {
        address: WebAddress::parse("https://www.imdi.no/nora/ferie").unwrap(),
        on,
    }
}

fn submit() -> ProposalCommand {
    ProposalCommand::Submit { content: content() }
}

const PASS: ProposalCommand = ProposalCommand::Pass { ask_legal: false };

/// A command that makes the turn, and one who would be let through to it.
fn command(turn: Turn) -> (ProposalCommand, PersonId) {
    match turn {
        Turn::Begin => (ProposalCommand::Begin { content: content() }, AUTHOR),
        Turn::Submit => (submit(), AUTHOR),
        Turn::TakeBack => (ProposalCommand::TakeBack, AUTHOR),
        Turn::Pass => (PASS, REVIEWER),
        Turn::Return => {
            let comment = remark("For mange fremmedord.");
            (ProposalCommand::Return { comment }, REVIEWER)
        }
        Turn::Publish => (publish(TODAY), EDITOR),
        Turn::Unpublish => (ProposalCommand::Unpublish, EDITOR),
        Turn::Revise => (ProposalCommand::Revise, AUTHOR),
    }
}

fn done(proposal: &Proposal, turns: &[Turn]) -> Proposal {
    turns.iter().fold(proposal.clone(), |proposal, turn| {
        let (command, actor) = command(*turn);
        apply(&proposal, &command, actor, TODAY).unwrap()
    })
}

/// The drawing, a line each: from, turn, to; `legal`, `again` and `live` where it depends.
const DRAWING: &str = "
    idea begin draft
    draft submit professional
    draft unpublish draft live
    professional pass language
    professional return draft
    professional take_back draft
    professional unpublish professional live
    language pass approved -legal
    language pass legal legal
    language return draft
    language take_back draft
    language unpublish language live
    legal pass approved
    legal return draft
    legal take_back draft
    legal unpublish legal live
    approved publish published -again
    approved publish revised again
    approved return draft
    approved take_back draft
    approved unpublish approved live
    published publish published
    published unpublish unpublished
    published revise draft
    revised publish revised
    revised unpublish unpublished
    revised revise draft
    unpublished revise draft
";

#[test]
fn the_machine_has_the_steps_of_its_drawing_and_no_others() {
    let mut drawn = BTreeSet::new();
    let mut walked = BTreeSet::new();
    for at in 0..8_u8 {
        let facts = Facts {
            needs_legal: at & 1 != 0,
            was_published: at & 2 != 0,
            is_live: at & 4 != 0,
        };
        let holds = |when: &str| match when {
            "legal" => facts.needs_legal,
            "-legal" => !facts.needs_legal,
            "again" => facts.was_published,
            "-again" => !facts.was_published,
            "live" => facts.is_live,
            other => panic!("{other}"),
        };
        for line in DRAWING.lines().filter(|line| !line.trim().is_empty()) {
            let words: Vec<&str> = line.split_whitespace().collect();
            let [from, turn, to, when @ ..] = words.as_slice() else {
                panic!("{line}")
            };
            let turn: Turn = serde_json::from_value((*turn).into()).unwrap();
            if when.iter().all(|when| holds(when)) {
                let (from, to) = (Step::from_name(from).unwrap(), Step::from_name(to).unwrap());
                drawn.insert((at, from, turn, to));
            }
        }
        for from in Step::ALL {
            for turn in Turn::ALL {
                walked.extend(from.after(turn, facts).map(|to| (at, from, turn, to)));
            }
        }
    }
    assert_eq!(walked, drawn);
}

#[test]
fn every_turn_of_every_step_does_what_the_machine_says_and_leaves_an_entry() {
    use Turn::{Begin, Pass, Publish, Revise, Submit, Unpublish};
    let mut legal = content();
    legal.legal_check = true;
    let idea = proposed(content(), true);
    let draft = proposed(content(), false);
    let stands = [
        idea.clone(),
        done(&idea, &[Begin]),
        done(&draft, &[Submit]),
        done(&draft, &[Submit, Pass]),
        apply(
            &done(&draft, &[Submit]),
            &ProposalCommand::Pass { ask_legal: true },
            REVIEWER,
            TODAY,
        )
        .map(|asked| done(&asked, &[Pass]))
        .unwrap(),
        done(&draft, &[Submit, Pass, Pass]),
        done(&draft, &[Submit, Pass, Pass, Publish]),
        done(&draft, &[Submit, Pass, Pass, Publish, Revise]),
        done(
            &draft,
            &[Submit, Pass, Pass, Publish, Revise, Submit, Pass, Pass, Publish],
        ),
        done(&draft, &[Submit, Pass, Pass, Publish, Unpublish]),
    ];
    let seen: BTreeSet<Step> = stands.iter().map(|proposal| proposal.step).collect();
    assert_eq!(seen.len(), Step::ALL.len());
    for before in &stands {
        for turn in Turn::ALL {
            let (command, actor) = command(turn);
            assert_eq!(command.turn(), Some(turn));
            match (apply(before, &command, actor, TODAY), before.after(turn)) {
                (Ok(after), Some(step)) => {
                    let entry = after.history.last().unwrap();
                    assert_eq!((after.step, entry.step, entry.turn), (step, step, Some(turn)));
                    assert_eq!((entry.by, entry.on), (actor, TODAY));
                    assert_eq!(after.history.len(), before.history.len() + 1);
                    assert_eq!(after.edition, before.edition + 1);
                }
                (Err(ProposalRule::WrongStep), None) => {}
                other => panic!("{:?} {turn:?}: {other:?}", before.step),
            }
        }
    }
}

#[test]
fn nobody_reviews_a_text_of_their_own() {
    let sent = done(&proposed(content(), false), &[Turn::Submit]);
    let approved = done(&sent, &[Turn::Pass, Turn::Pass]);
    for (proposal, turn) in [
        (&sent, Turn::Pass),
        (&sent, Turn::Return),
        (&approved, Turn::Return),
        (&approved, Turn::Publish),
    ] {
        let (command, _) = command(turn);
        assert_eq!(
            apply(proposal, &command, AUTHOR, TODAY),
            Err(ProposalRule::OwnReview),
            "{turn:?}"
        );
    }
}

#[test]
fn nothing_leaves_the_draft_before_the_checklist_is_passed() {
    let draft = proposed(content(), false);
    let with = |checklist| ProposalCommand::Submit {
        content: Content { checklist, ..content() },
    };
    for at in 0..32_u8 {
        let bit = |bit: u8| at & (1 << bit) != 0;
        let checklist = Checklist {
            real_story: bit(0),
            no_real_case: bit(1),
            composite: bit(2),
            unrecognisable: bit(3),
            consent: bit(4),
        };
        let is_safe = if bit(0) {
            bit(3) && bit(4)
        } else {
            bit(1) && bit(2) && bit(3)
        };
        let answer = apply(&draft, &with(checklist), AUTHOR, TODAY);
        match answer {
            Ok(_) => assert!(is_safe, "{checklist:?}"),
            Err(rule) => assert!(rule == ProposalRule::ChecklistOpen && !is_safe, "{checklist:?}"),
        }
    }
    let nothing = ProposalCommand::Submit {
        content: Content {
            body: LongText::default(),
            ..content()
        },
    };
    assert_eq!(apply(&draft, &nothing, AUTHOR, TODAY), Err(ProposalRule::NoText));
}

#[test]
fn law_and_privacy_see_it_when_anybody_asks_and_always_a_story_of_ones_own() {
    let way = |content: Content, ask_legal| {
        let draft = proposed(content.clone(), false);
        let sent = apply(&draft, &ProposalCommand::Submit { content }, AUTHOR, TODAY).unwrap();
        let read = apply(&sent, &ProposalCommand::Pass { ask_legal }, REVIEWER, TODAY).unwrap();
        apply(&read, &PASS, EDITOR, TODAY).unwrap().step
    };
    assert_eq!(way(content(), false), Step::Approved);
    assert_eq!(way(content(), true), Step::Legal);
    let asked = Content {
        legal_check: true,
        ..content()
    };
    assert_eq!(way(asked, false), Step::Legal);
    let own = Content {
        checklist: Checklist {
            real_story: true,
            unrecognisable: true,
            consent: true,
            ..Checklist::default()
        },
        ..content()
    };
    assert_eq!(way(own, false), Step::Legal);
}

#[test]
fn what_a_reviewer_asked_for_is_not_taken_away_by_writing_on() {
    let sent = done(&proposed(content(), false), &[Turn::Submit]);
    let asked = apply(&sent, &ProposalCommand::Pass { ask_legal: true }, REVIEWER, TODAY).unwrap();
    let again = done(&asked, &[Turn::Return, Turn::Submit, Turn::Pass, Turn::Pass]);
    assert_eq!(again.step, Step::Legal);
}

#[test]
fn what_is_given_back_says_why_where_it_stood() {
    let sent = done(&proposed(content(), false), &[Turn::Submit]);
    let back = done(&sent, &[Turn::Return]);
    assert_eq!((back.step, back.open_comments()), (Step::Draft, 1));
    assert_eq!(back.history.last().unwrap().comment, Some(1));
    let [comment] = back.comments.as_slice() else {
        panic!("{back:?}")
    };
    assert_eq!((comment.by, comment.step), (REVIEWER, Step::Professional));
    assert!(serde_json::from_str::<ProposalCommand>(r#"{"do":"return","comment":"  "}"#).is_err());
}

#[test]
fn a_text_is_written_on_only_while_it_is_its_authors() {
    let edit = ProposalCommand::Edit { content: content() };
    for (turns, may) in [
        (vec![], true),
        (vec![Turn::Submit], false),
        (vec![Turn::Submit, Turn::Pass, Turn::Pass, Turn::Publish], false),
        (vec![Turn::Submit, Turn::Return], true),
    ] {
        let proposal = done(&proposed(content(), false), &turns);
        assert_eq!(apply(&proposal, &edit, AUTHOR, TODAY).is_ok(), may, "{turns:?}");
    }
}

#[test]
fn published_is_with_an_address_and_a_day_that_has_come() {
    let approved = done(&proposed(content(), false), &[Turn::Submit, Turn::Pass, Turn::Pass]);
    let tomorrow = TODAY.tomorrow().unwrap();
    assert_eq!(
        apply(&approved, &publish(tomorrow), EDITOR, TODAY),
        Err(ProposalRule::InTheFuture)
    );
    let yesterday = TODAY.yesterday().unwrap();
    let out = apply(&approved, &publish(yesterday), EDITOR, TODAY).unwrap();
    assert_eq!(out.live().map(|publication| publication.on), Some(yesterday));
    assert_eq!(out.since(), TODAY);
    for address in ["http://www.imdi.no/nora", "javascript:alert(1)", ""] {
        let sent = format!(r#"{{"do":"publish","address":"{address}","on":"2026-11-23"}}"#);
        assert!(serde_json::from_str::<ProposalCommand>(&sent).is_err(), "{address}");
    }
}

#[test]
fn the_old_edition_stays_on_the_portal_while_a_new_one_is_written() {
    let out = done(
        &proposed(content(), false),
        &[Turn::Submit, Turn::Pass, Turn::Pass, Turn::Publish, Turn::Revise],
    );
    assert_eq!(out.step, Step::Draft);
    assert!(out.live().is_some());
    let down = done(&out, &[Turn::Unpublish]);
    assert_eq!((down.step, down.live()), (Step::Draft, None));
    assert_eq!(
        apply(&down, &ProposalCommand::Unpublish, EDITOR, TODAY),
        Err(ProposalRule::WrongStep)
    );
    let again = done(&down, &[Turn::Submit, Turn::Pass, Turn::Pass, Turn::Publish]);
    assert_eq!(again.step, Step::Revised);
    assert!(again.live().is_some());
}

#[test]
fn comments_are_settled_by_the_two_they_concern_and_change_no_edition() {
    let sent = done(&proposed(content(), false), &[Turn::Submit]);
    let text = remark("Fint eksempel.");
    let said = apply(&sent, &ProposalCommand::Comment { text }, REVIEWER, TODAY).unwrap();
    assert_eq!(said.edition, sent.edition);
    assert_eq!(said.version, sent.version + 1);
    let settle = |resolved| ProposalCommand::Resolve { number: 1, resolved };
    assert_eq!(
        apply(&said, &settle(true), EDITOR, TODAY),
        Err(ProposalRule::OthersComment)
    );
    let settled = apply(&said, &settle(true), AUTHOR, TODAY).unwrap();
    assert_eq!(settled.open_comments(), 0);
    let open = apply(&settled, &settle(false), REVIEWER, TODAY).unwrap();
    assert_eq!(open.open_comments(), 1);
    let unknown = ProposalCommand::Resolve {
        number: 2,
        resolved: true,
    };
    assert_eq!(apply(&said, &unknown, AUTHOR, TODAY), Err(ProposalRule::UnknownComment));
    let full = (1..MAX_COMMENTS).fold(said, |proposal, _| {
        let text = remark("Mer");
        apply(&proposal, &ProposalCommand::Comment { text }, REVIEWER, TODAY).unwrap()
    });
    let text = remark("Enda mer");
    assert_eq!(
        apply(&full, &ProposalCommand::Comment { text }, REVIEWER, TODAY),
        Err(ProposalRule::TooManyComments)
    );
}

#[test]
fn a_draft_is_nobody_elses_to_read_before_it_was_sent() {
    let draft = proposed(content(), true);
    assert!(!draft.was_submitted());
    assert!(!done(&draft, &[Turn::Begin]).was_submitted());
    assert!(done(&draft, &[Turn::Begin, Turn::Submit, Turn::TakeBack]).was_submitted());
}

#[test]
fn every_fault_of_the_form_is_told_beside_its_field() {
    let fields = |issues: Vec<Issue>| -> Vec<String> { issues.into_iter().map(|issue| issue.field).collect() };
    let empty = ProposalForm::default();
    assert_eq!(
        fields(empty.parse().unwrap_err()),
        ["kind", "target", "language", "title"]
    );
    let form = ProposalForm {
        language: "other".to_owned(),
        body: " ".to_owned(),
        checklist: Checklist::default(),
        ..ProposalForm::of(&content())
    };
    assert_eq!(fields(form.parse().unwrap_err()), ["other_language"]);
    assert_eq!(
        fields(form.parse_for_review().unwrap_err()),
        ["other_language", "body", "no_real_case", "composite", "unrecognisable"]
    );
    let own = ProposalForm {
        checklist: Checklist {
            real_story: true,
            ..passed()
        },
        ..ProposalForm::of(&content())
    };
    assert_eq!(
        own.parse_for_review().unwrap_err(),
        [Issue::new("consent", IssueCode::MustBeAccepted)]
    );
    let somali = Content {
        language: LanguageForm::Other {
            which: Title::parse("somali").unwrap(),
        },
        ..content()
    };
    assert_eq!(ProposalForm::of(&somali).parse(), Ok(somali));

    let publication = PublicationForm {
        address: "imdi.no".to_owned(),
        on: "2026-11-24".to_owned(),
    };
    assert_eq!(
        publication.parse(TODAY).unwrap_err(),
        [
            Issue::new("address", IssueCode::NotAWebAddress),
            Issue::new("on", IssueCode::AfterToday)
        ]
    );
}

#[test]
fn a_name_in_a_text_a_comment_or_a_reason_is_asked_about() {
    let none = Confirmed::default();
    let named = Content {
        title: Title::parse("Brevet fra Fatima").unwrap(),
        body: LongText::parse("Ring meg på 912 34 567.").unwrap(),
        ..content()
    };
    let faults = |issues: Vec<Issue>| -> Vec<String> { issues.into_iter().map(|issue| issue.field).collect() };
    let submit = ProposalCommand::Submit { content: named };
    assert_eq!(faults(check(&submit, &none)), ["title", "body"]);
    let comment = remark("Spør Fatima først");
    assert_eq!(faults(check(&ProposalCommand::Return { comment }, &none)), ["comment"]);
    let text = remark("Spør Fatima først");
    assert_eq!(faults(check(&ProposalCommand::Comment { text }, &none)), ["text"]);
}

#[test]
fn names_of_lists_are_those_of_the_wire() {
    for kind in ProposalKind::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        assert_eq!(ProposalKind::from_name(kind.name()), Some(kind));
    }
    for target in TargetGroup::ALL {
        assert_eq!(serde_json::to_value(target).unwrap(), target.name());
        assert_eq!(TargetGroup::from_name(target.name()), Some(target));
    }
    for step in Step::ALL {
        assert_eq!(serde_json::to_value(step).unwrap(), step.name());
        assert_eq!(step.is_waiting(), Step::WAITING.contains(&step));
    }
    let origin = Origin::Module {
        module: ModuleId::new(Ulid(4)),
        title: Title::parse("Mobilen min").unwrap(),
    };
    let sent = serde_json::to_value(&origin).unwrap();
    assert_eq!(sent["from"], "module");
    assert_eq!(serde_json::from_value::<Origin>(sent).unwrap(), origin);
}
