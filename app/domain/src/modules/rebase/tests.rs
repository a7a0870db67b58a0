use jiff::civil::date;
use proptest::prelude::*;
use ulid::Ulid;

use super::*;
use crate::ids::{BlockId, CommentId};
use crate::modules::testing::{AUTHOR, REVIEWER, after, block, by, file, head, minutes, module, note};
use crate::modules::{LanguageForm, ModuleState, Sensitivity};
use crate::run_sheet::{Place, RunSheetEdit};
use crate::text::{LessonMinutes, ShortText, Title};

fn edit_head(change: impl FnOnce(&mut ModuleHead)) -> ModuleCommand {
    let mut head = head();
    change(&mut head);
    ModuleCommand::EditHead { head: Box::new(head) }
}

fn edit_sheet(edit: RunSheetEdit) -> ModuleCommand {
    ModuleCommand::EditRunSheet { edit }
}

fn length(id: u128, length: i64) -> ModuleCommand {
    edit_sheet(RunSheetEdit::minutes(BlockId::new(Ulid(id)), minutes(length)))
}

#[test]
fn different_fields_are_both_kept() {
    let base = module();
    let newest = after(&base, &[(edit_head(|head| head.goals = note("Nye mål")), AUTHOR)]);
    let mine = [edit_head(|head| head.summary = note("Kort sagt")), length(1, 25)];
    let met = rebase(&base, &mine, &newest, &by(AUTHOR));
    assert_eq!(met.clashes, []);
    let head = &met.module.content.head;
    assert_eq!((head.goals.as_str(), head.summary.as_str()), ("Nye mål", "Kort sagt"));
}

#[test]
fn the_same_field_is_shown_side_by_side_and_the_rest_is_made() {
    let base = module();
    let newest = after(&base, &[(edit_head(|head| head.summary = note("Deres")), AUTHOR)]);
    let mine = edit_head(|head| {
        head.summary = note("Min");
        head.subject = ShortText::parse("KRLE").unwrap();
    });
    let met = rebase(&base, &[mine], &newest, &by(AUTHOR));
    let [clash] = met.clashes.as_slice() else {
        panic!("{met:?}")
    };
    assert_eq!(
        clash.rows,
        [ClashRow {
            what: What::Head("summary".into()),
            mine: Seen::Text("Min".into()),
            theirs: Seen::Text("Deres".into()),
        }]
    );
    assert_eq!(met.module.content.head.subject.as_str(), "KRLE");
    let taken = after(&met.module, &[(clash.mine.clone().unwrap(), AUTHOR)]);
    assert_eq!(taken.content.head.summary.as_str(), "Min");
    assert_eq!(taken.content.head.subject.as_str(), "KRLE");
}

#[test]
fn an_approval_of_what_has_changed_since_is_asked_again() {
    let base = after(&module(), &[(ModuleCommand::Submit, AUTHOR)]);
    let newest = after(&base, &[(length(1, 15), AUTHOR), (length(3, 20), AUTHOR)]);
    let approve = ModuleCommand::Approve {
        review_due: date(2027, 11, 1),
    };
    let met = rebase(&base, std::slice::from_ref(&approve), &newest, &by(REVIEWER));
    assert_eq!(met.kept, []);
    assert_eq!(met.module.state, ModuleState::InReview);
    assert_eq!(met.clashes[0].mine, Some(approve.clone()));
    // A comment meanwhile does not change what was read.
    let commented = ModuleCommand::Comment {
        id: CommentId::new(Ulid(4)),
        text: note("Fint"),
        block: None,
    };
    let resolved = ModuleCommand::Resolve {
        id: CommentId::new(Ulid(4)),
        resolved: true,
    };
    let newest = after(&base, &[(commented, AUTHOR), (resolved, AUTHOR)]);
    let met = rebase(&base, &[approve], &newest, &by(REVIEWER));
    assert_eq!(met.module.state, ModuleState::Approved);
}

#[test]
fn an_edit_of_what_was_approved_meanwhile_keeps_its_words() {
    let base = after(&module(), &[(ModuleCommand::Submit, AUTHOR)]);
    let approve = ModuleCommand::Approve {
        review_due: date(2027, 11, 1),
    };
    let newest = after(&base, &[(approve, REVIEWER)]);
    let mine = edit_head(|head| head.summary = note("For sent"));
    let met = rebase(&base, std::slice::from_ref(&mine), &newest, &by(AUTHOR));
    let clash = &met.clashes[0];
    assert_eq!(clash.rule.as_deref(), Some("module_not_open"));
    assert_eq!(clash.rows[0].mine, Seen::Text("For sent".into()));
    assert_eq!(clash.mine, Some(mine));
}

#[test]
fn fields_are_taken_over_by_their_names() {
    let mut other = head();
    other.summary = note("Kildens");
    other.safety.duties = note("Kildens plikt");
    other.goals = note("Kildens mål");
    let taken = take_fields(&head(), &other, &["summary", "duties"].into());
    assert_eq!(taken.summary.as_str(), "Kildens");
    assert_eq!(taken.safety.duties.as_str(), "Kildens plikt");
    assert_eq!(taken.goals, head().goals);
}

/// Every way to change content.
fn edits() -> impl Strategy<Value = ModuleCommand> {
    let id = || (1u128..=4).prop_map(|id| BlockId::new(Ulid(id)));
    prop_oneof![
        "[a-z]{0,4}".prop_map(|text| edit_head(|head| head.summary = note(&text))),
        "[a-z]{0,4}".prop_map(|text| edit_head(|head| head.safety.opt_out = note(&text))),
        "[a-z]{1,4}".prop_map(|text| edit_head(|head| head.title = Title::parse(&text).unwrap())),
        (10i64..90).prop_map(|length| edit_head(|head| head.minutes = LessonMinutes::new(length).unwrap())),
        any::<bool>().prop_map(|low| edit_head(|head| {
            head.sensitivity = if low { Sensitivity::Low } else { Sensitivity::High };
            head.language = LanguageForm::Nynorsk;
        })),
        proptest::sample::subsequence(Theme::ALL.to_vec(), 0..4)
            .prop_map(|themes| edit_head(|head| head.themes = themes.into_iter().collect())),
        (id(), 1i64..60).prop_map(|(id, length)| edit_sheet(RunSheetEdit::minutes(id, minutes(length)))),
        id().prop_map(|id| edit_sheet(RunSheetEdit::Remove { id })),
        (id(), 0usize..4).prop_map(|(id, at)| edit_sheet(RunSheetEdit::Move {
            id,
            place: Place::number(at)
        })),
        (5u128..9, 0usize..4, "[a-z]{1,4}").prop_map(|(id, at, step)| edit_sheet(RunSheetEdit::Insert {
            place: Place::number(at),
            block: block(id, 10, &step),
        })),
    ]
}

fn all_of(module: &Module, commands: &[ModuleCommand]) -> (Module, Vec<ModuleCommand>) {
    let mut module = module.clone();
    let mut made = Vec::new();
    for command in commands {
        if let Ok(next) = apply(&module, command, &by(AUTHOR)) {
            module = next;
            made.push(command.clone());
        }
    }
    (module, made)
}

proptest! {
    /// What only one of two wrote is there in the end, and what both wrote is shown.
    #[test]
    fn no_edit_of_two_is_lost(
        mine in proptest::collection::vec(edits(), 0..6), theirs in proptest::collection::vec(edits(), 0..6),
    ) {
        let base = module();
        let (ours, made) = all_of(&base, &mine);
        let (newest, _) = all_of(&base, &theirs);
        let met = rebase(&base, &made, &newest, &by(AUTHOR));
        // The kept commands make the shown module of the newest.
        let kept: Vec<ModuleCommand> = met.kept.iter().map(|(_, command)| command.clone()).collect();
        let (again, all) = all_of(&newest, &kept);
        prop_assert_eq!(all.len(), kept.len());
        prop_assert_eq!(&again.content, &met.module.content);
        if newest.content == base.content {
            prop_assert_eq!(&met.module.content, &ours.content);
            prop_assert_eq!(&met.clashes, &[]);
        }
        if ours.content == base.content && made.is_empty() {
            prop_assert_eq!(&met.module.content, &newest.content);
        }
        // A field that I alone changed is mine; one that they alone changed is theirs. (One that I changed and changed back
        // is mine too.)
        let is_head = |command: &&ModuleCommand| matches!(command, ModuleCommand::EditHead { .. });
        let (was, is, then) = (&base.content.head, &met.module.content.head, &ours.content.head);
        let now = &newest.content.head;
        if met.clashes.is_empty() && made.iter().filter(is_head).count() < 2 {
            prop_assert_eq!(&is.summary, if then.summary == was.summary { &now.summary } else { &then.summary });
        }
    }
}

#[test]
fn what_two_devices_say_of_one_file_is_shown_side_by_side_and_taken_away_twice_is_once() {
    let mut base = module();
    base.content.files.push(file(7, "Kort"));
    let describe = |name| ModuleCommand::DescribeFile {
        id: file(7, "Kort").id,
        about: file(7, name).about,
    };
    let remove = ModuleCommand::RemoveFile { id: file(7, "Kort").id };
    let newest = after(&base, &[(describe("Deres"), AUTHOR)]);
    let met = rebase(&base, &[describe("Mitt")], &newest, &by(AUTHOR));
    assert_eq!((met.kept.len(), met.clashes.len()), (0, 1));
    assert_eq!(met.clashes[0].rows[0].mine, Seen::Text("Mitt".to_owned()));
    assert_eq!(met.clashes[0].rows[0].theirs, Seen::Text("Deres".to_owned()));
    let gone = after(&base, &[(remove.clone(), AUTHOR)]);
    let met = rebase(&base, std::slice::from_ref(&remove), &gone, &by(AUTHOR));
    assert_eq!((met.kept.len(), met.clashes.len()), (0, 0));
    let elsewhere = after(&base, &[(ModuleCommand::Share, AUTHOR)]);
    let met = rebase(&base, &[describe("Mitt")], &elsewhere, &by(AUTHOR));
    assert_eq!((met.kept.len(), met.clashes.len()), (1, 0));
}
