use jiff::civil::date;
use ulid::Ulid;

use super::*;
use crate::modules::ModuleStage;
use crate::modules::testing::{AUTHOR, REVIEWER, TODAY, after, by, file, module, note};
use crate::run_sheet::RunSheetEdit;

const DUE: Date = date(2027, 11, 1);
const APPROVE: ModuleCommand = ModuleCommand::Approve { review_due: DUE };

fn returned() -> ModuleCommand {
    ModuleCommand::Return {
        id: CommentId::new(Ulid(1)),
        comment: note("Si mer om filmen"),
    }
}

fn approved() -> Module {
    after(&module(), &[(ModuleCommand::Submit, AUTHOR), (APPROVE, REVIEWER)])
}

fn edit() -> ModuleCommand {
    ModuleCommand::EditRunSheet {
        edit: RunSheetEdit::Remove {
            id: BlockId::new(Ulid(1)),
        },
    }
}

/// Every step from every state: where it leads, or that there is no such step.
#[test]
fn every_step_from_every_state() {
    use ModuleState::{Approved, Draft, InReview, Retired};
    let draft = module();
    let in_review = after(&draft, &[(ModuleCommand::Submit, AUTHOR)]);
    let revised = after(&approved(), &[(ModuleCommand::Revise, AUTHOR)]);
    let retired = after(&approved(), &[(ModuleCommand::Retire, AUTHOR)]);
    let starts = [draft, in_review, approved(), revised, retired];
    let steps: [(ModuleCommand, PersonId, [Option<ModuleState>; 5]); 7] = [
        (
            ModuleCommand::Submit,
            AUTHOR,
            [Some(InReview), None, None, Some(InReview), None],
        ),
        (ModuleCommand::TakeBack, AUTHOR, [None, Some(Draft), None, None, None]),
        (APPROVE, REVIEWER, [None, Some(Approved), None, None, None]),
        (returned(), REVIEWER, [None, Some(Draft), None, None, None]),
        (ModuleCommand::Revise, AUTHOR, [None, None, Some(Draft), None, None]),
        (
            ModuleCommand::Retire,
            AUTHOR,
            [None, None, Some(Retired), Some(Retired), None],
        ),
        (ModuleCommand::Reinstate, AUTHOR, [None, None, None, None, Some(Draft)]),
    ];
    for (command, person, outcomes) in steps {
        for (start, outcome) in starts.iter().zip(outcomes) {
            let expected = outcome.ok_or(ModuleRule::NoSuchStep);
            let state = apply(start, &command, &by(person)).map(|module| module.state);
            assert_eq!(state, expected, "{command:?} from {:?} {}", start.state, start.edition);
        }
    }
}

#[test]
fn an_approved_module_is_an_edition_on_the_national_shelf() {
    let module = approved();
    assert_eq!((module.edition, module.shelf), (1, Shelf::National));
    assert_eq!((module.approved_by, module.approved_on), (Some(REVIEWER), Some(TODAY)));
    assert!(!module.is_review_due(TODAY));
    assert!(module.is_review_due(DUE));
    assert_eq!(
        (module.stage(0), module.stage(3)),
        (ModuleStage::Approved, ModuleStage::InUse)
    );
    assert_eq!(apply(&module, &edit(), &by(AUTHOR)), Err(ModuleRule::NotOpen));
    let revised = after(&module, &[(ModuleCommand::Revise, AUTHOR)]);
    assert_eq!(revised.stage(3), ModuleStage::Revised);
    let again = after(&revised, &[(ModuleCommand::Submit, AUTHOR), (APPROVE, REVIEWER)]);
    assert_eq!(again.edition, 2);
}

#[test]
fn nobody_reviews_what_is_their_own() {
    let module = after(&module(), &[(ModuleCommand::Submit, AUTHOR)]);
    for command in [APPROVE, returned()] {
        assert_eq!(apply(&module, &command, &by(AUTHOR)), Err(ModuleRule::OwnReview));
    }
}

#[test]
fn nobody_else_writes_in_it() {
    for command in [
        edit(),
        ModuleCommand::Share,
        ModuleCommand::Submit,
        ModuleCommand::Retire,
    ] {
        assert_eq!(apply(&module(), &command, &by(REVIEWER)), Err(ModuleRule::NotTheAuthor));
    }
}

#[test]
fn a_fault_is_saved_in_a_draft_and_not_reviewed() {
    let short = after(&module(), &[(edit(), AUTHOR)]);
    assert_eq!(
        apply(&short, &ModuleCommand::Submit, &by(AUTHOR)),
        Err(ModuleRule::HasFaults)
    );
    let in_review = after(&module(), &[(ModuleCommand::Submit, AUTHOR), (edit(), AUTHOR)]);
    assert_eq!(apply(&in_review, &APPROVE, &by(REVIEWER)), Err(ModuleRule::HasFaults));
}

#[test]
fn it_is_approved_when_every_comment_is_dealt_with() {
    let id = CommentId::new(Ulid(5));
    let comment = ModuleCommand::Comment {
        id,
        text: note("Hvilken film?"),
        block: Some(BlockId::new(Ulid(1))),
    };
    let resolve = ModuleCommand::Resolve { id, resolved: true };
    let asked = after(
        &module(),
        &[(ModuleCommand::Submit, AUTHOR), (comment.clone(), REVIEWER)],
    );
    assert_eq!(apply(&asked, &APPROVE, &by(REVIEWER)), Err(ModuleRule::OpenComments));
    assert_eq!(apply(&asked, &comment, &by(REVIEWER)), Err(ModuleRule::TooManyRows));
    let third = PersonId::new(Ulid(3));
    assert_eq!(apply(&asked, &resolve, &by(third)), Err(ModuleRule::NotTheAuthor));
    for person in [AUTHOR, REVIEWER] {
        let answered = after(&asked, &[(resolve.clone(), person), (APPROVE, REVIEWER)]);
        assert_eq!(answered.state, ModuleState::Approved);
    }
}

#[test]
fn it_is_returned_with_words_and_looked_at_again_after_today() {
    let module = after(&module(), &[(ModuleCommand::Submit, AUTHOR)]);
    let wordless = ModuleCommand::Return {
        id: CommentId::new(Ulid(1)),
        comment: Note::default(),
    };
    assert_eq!(apply(&module, &wordless, &by(REVIEWER)), Err(ModuleRule::NoComment));
    let past = ModuleCommand::Approve { review_due: TODAY };
    assert_eq!(apply(&module, &past, &by(REVIEWER)), Err(ModuleRule::ReviewInThePast));
    let back = after(&module, &[(returned(), REVIEWER)]);
    assert_eq!(back.comments.len(), 1);
}

#[test]
fn a_copy_says_whose_it_was_and_follows_what_comes_later() {
    let source = approved();
    let own = copy(&source, ModuleId::new(Ulid(10)), REVIEWER, true);
    assert_eq!(
        (own.shelf, own.state, own.edition),
        (Shelf::Personal, ModuleState::Draft, 0)
    );
    let based_on = own.based_on.as_ref().unwrap();
    assert_eq!((based_on.author, based_on.edition, based_on.follows), (AUTHOR, 1, true));
    let met = ModuleCommand::MeetSource { edition: 2 };
    let looked_at = after(&own, &[(met.clone(), REVIEWER)]);
    assert_eq!(apply(&looked_at, &met, &by(REVIEWER)), Err(ModuleRule::NoSource));
    assert_eq!(apply(&source, &met, &by(AUTHOR)), Err(ModuleRule::NoSource));
    let left = after(&own, &[(ModuleCommand::Follow { follows: false }, REVIEWER)]);
    assert_eq!(left.based_on.map(|source| source.follows), Some(false));
}

#[test]
fn a_personal_module_is_found_by_colleagues_when_it_is_shared_or_approved() {
    assert!(!module().is_shared());
    let shared = after(&module(), &[(ModuleCommand::Share, AUTHOR)]);
    assert!(shared.is_shared());
    assert!(!after(&shared, &[(ModuleCommand::Unshare, AUTHOR)]).is_shared());
    assert!(approved().is_shared());
    assert_eq!(
        apply(&approved(), &ModuleCommand::Unshare, &by(AUTHOR)),
        Err(ModuleRule::NoSuchStep)
    );
}

#[test]
fn a_file_comes_is_described_and_goes_and_the_way_back_is_the_same() {
    use crate::modules::undo::undo;
    let with_file = add_file(&module(), &file(7, "Lovkort"), AUTHOR).unwrap();
    assert_eq!(with_file.content.files, [file(7, "Lovkort")]);
    let described = ModuleCommand::DescribeFile {
        id: file(7, "Lovkort").id,
        about: file(7, "Kort med lover").about,
    };
    for command in [
        described,
        ModuleCommand::RemoveFile {
            id: file(7, "Lovkort").id,
        },
    ] {
        let changed = apply(&with_file, &command, &by(AUTHOR)).unwrap();
        assert_ne!(changed.content, with_file.content);
        let back: Vec<_> = undo(&with_file, &command)
            .into_iter()
            .map(|back| (back, AUTHOR))
            .collect();
        assert_eq!(after(&changed, &back).content, with_file.content);
    }
}

#[test]
fn the_same_bytes_are_not_taken_twice_nor_more_files_than_there_is_room_for_nor_in_what_is_approved() {
    let mut full = module();
    for id in 0..MAX_FILES as u128 {
        full = add_file(&full, &file(id, "Kort"), AUTHOR).unwrap();
        let mut again = file(900 + id, "Igjen");
        again.hash = file(id, "Kort").hash;
        if full.content.files.len() < MAX_FILES {
            assert_eq!(add_file(&full, &again, AUTHOR), Err(ModuleRule::FileIsThere));
        }
    }
    assert_eq!(
        add_file(&full, &file(99, "En til"), AUTHOR),
        Err(ModuleRule::TooManyRows)
    );
    assert_eq!(
        add_file(&module(), &file(1, "Kort"), REVIEWER),
        Err(ModuleRule::NotTheAuthor)
    );
    assert_eq!(
        add_file(&approved(), &file(1, "Kort"), AUTHOR),
        Err(ModuleRule::NotOpen)
    );
    let gone = ModuleCommand::RemoveFile { id: file(1, "Kort").id };
    assert_eq!(apply(&module(), &gone, &by(AUTHOR)), Err(ModuleRule::UnknownFile));
}
