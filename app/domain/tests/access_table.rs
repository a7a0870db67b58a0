//! The access table held cell by cell against a second copy of it, written from the domain brief (1.3) and not from the code:
//! a cell that is changed by mistake has to be changed in two places.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use domain::access::{Action, Actor, Subject, may, may_some};
use domain::ids::{OwnerId, PersonId, SignInId, UnitId};
use domain::role::{Role, RoleGrant, RolePlace, Scope};
use ulid::Ulid;

/// A line an action, a column a role. `o` the person's own, `s` within the place of the role, `*` everything, `-` nothing.
const EXPECTED: &str = "
                     adviser fag_team coordinator case_supervisor statistics school_leader school_owner participant nora_editor admin privacy_officer
manage_own_account   o       o        o           o               o          o             o            o           o           o     o
view_week            o       o        -           -               -          -             -            -           -           -     -
follow_calendar      o       o        o           -               -          -             -            -           -           -     -
view_group           o       -        *           -               -          s             -            -           -           -     -
create_group         *       -        -           -               -          -             -            -           -           -     -
edit_group           o       -        -           -               -          -             -            -           -           -     -
view_programme       *       *        *           -               -          -             -            -           -           -     -
save_programme       *       -        -           -               -          -             -            -           -           -     -
edit_programme       o       -        -           -               -          -             -            -           -           -     -
view_module          *       *        *           -               -          -             -            -           *           -     -
create_module        *       *        -           -               -          -             -            -           -           -     -
edit_module          o       o        -           -               -          -             -            -           -           -     -
comment_module       *       *        -           -               -          -             -            -           -           -     -
review_module        -       *        -           -               -          -             -            -           -           -     -
import_aims          -       *        -           -               -          -             -            -           -           -     -
view_evaluation      o       -        *           -               -          -             -            -           -           -     -
view_delivery        o       -        *           -               -          s             -            -           -           -     -
edit_delivery        o       -        -           -               -          -             -            -           -           -     -
view_presentation    o       -        *           -               -          s             -            -           -           -     -
edit_presentation    o       -        -           -               -          -             -            -           -           -     -
view_outreach        *       *        *           -               -          s             s            -           -           -     -
edit_outreach        o       -        -           -               -          -             -            -           -           -     -
view_needs           o       *        *           -               -          s             s            -           -           -     -
edit_needs           o       -        -           -               -          -             -            -           -           -     -
view_cooperation     o       *        *           -               -          s             s            -           -           -     -
edit_cooperation     o       -        -           -               -          -             -            -           -           -     -
view_agreement       o       -        *           -               -          s             s            -           -           -     -
edit_agreement       -       -        *           -               -          -             -            -           -           -     -
add_expense          o       -        *           -               -          -             -            -           -           -     -
view_proposal        o       *        *           -               -          -             -            -           *           -     *
write_proposal       o       o        -           -               -          -             -            -           -           -     -
review_proposal      -       *        -           -               -          -             -            -           -           -     -
edit_nora            -       -        -           -               -          -             -            -           *           -     -
review_proposal_legally -    -        -           -               -          -             -            -           -           -     *
view_course          *       *        *           -               -          -             -            -           -           -     -
create_course        *       *        -           -               -          -             -            -           -           -     -
edit_course          o       *        -           -               -          -             -            -           -           -     -
view_participants    o       *        -           -               -          -             -            -           -           -     -
view_coverage        o       *        *           -               *          s             s            -           -           -     -
edit_targets         -       -        *           -               -          -             -            -           -           -     -
view_hours           o       o        -           -               -          -             -            -           -           -     -
edit_hours           o       o        -           -               -          -             -            -           -           -     -
view_hour_figures    -       -        *           -               *          -             -            -           -           -     -
close_hours          -       -        *           -               -          -             -            -           -           -     -
edit_hour_rules      -       *        -           -               -          -             -            -           -           -     -
view_places          *       *        *           -               *          s             s            -           -           *     -
edit_places          -       -        *           -               -          -             -            -           -           *     -
import_units         -       -        *           -               -          -             -            -           -           *     -
edit_placements      -       -        *           -               -          -             -            -           -           -     -
view_calendars       *       *        *           -               -          s             s            -           -           *     -
edit_calendars       -       -        *           -               -          -             -            -           -           *     -
edit_terms           -       -        -           -               -          -             -            -           -           *     -
view_people          -       -        *           -               -          -             -            -           -           *     -
edit_people          -       -        -           -               -          -             -            -           -           *     -
view_audit           -       -        -           -               -          -             -            -           -           -     *
view_jobs            -       -        -           -               -          -             -            -           -           *     -
";

const ME: PersonId = PersonId::new(Ulid(1));
const SOMEONE: PersonId = PersonId::new(Ulid(2));
const MY_UNIT: UnitId = UnitId::new(Ulid(3));
const OTHER_UNIT: UnitId = UnitId::new(Ulid(4));
const MY_OWNER: OwnerId = OwnerId::new(Ulid(5));
const OTHER_OWNER: OwnerId = OwnerId::new(Ulid(6));

fn actor(role: Role) -> Actor {
    let scope = match role.place() {
        RolePlace::Everywhere => Scope::Everywhere,
        RolePlace::Unit => Scope::Unit(MY_UNIT),
        RolePlace::Owner => Scope::Owner(MY_OWNER),
    };
    Actor {
        person: ME,
        sign_in: SignInId::new(Ulid(9)),
        grants: vec![RoleGrant { role, scope }],
    }
}

fn subject(person: PersonId, unit: UnitId, owner: OwnerId) -> Subject {
    Subject {
        people: vec![person],
        unit: Some(unit),
        owner: Some(owner),
    }
}

/// What it is called, the subject, and whether a letter reaches it.
type Case = (&'static str, Subject, fn(char) -> bool);

/// Each kind of subject.
fn subjects() -> [Case; 4] {
    [
        ("my own, elsewhere", subject(ME, OTHER_UNIT, OTHER_OWNER), |letter| {
            matches!(letter, 'o' | '*')
        }),
        (
            "another's, in my place",
            subject(SOMEONE, MY_UNIT, MY_OWNER),
            |letter| matches!(letter, 's' | '*'),
        ),
        (
            "another's, elsewhere",
            subject(SOMEONE, OTHER_UNIT, OTHER_OWNER),
            |letter| letter == '*',
        ),
        ("nothing in particular", Subject::general(), |letter| letter == '*'),
    ]
}

fn expected() -> Vec<(Action, Vec<(Role, char)>)> {
    let mut lines = EXPECTED.lines().filter(|line| !line.trim().is_empty());
    let roles: Vec<Role> = lines
        .next()
        .unwrap()
        .split_whitespace()
        .map(|name| Role::from_name(name).unwrap_or_else(|| panic!("no role {name}")))
        .collect();
    lines
        .map(|line| {
            let mut words = line.split_whitespace();
            let action: Action = serde_json::from_value(words.next().unwrap().into()).unwrap();
            let letters: Vec<char> = words.map(|word| word.chars().next().unwrap()).collect();
            assert_eq!(letters.len(), roles.len(), "{line}");
            (action, roles.iter().copied().zip(letters).collect())
        })
        .collect()
}

#[test]
fn every_action_and_every_role_stands_in_the_second_copy_once() {
    let table = expected();
    let actions: Vec<Action> = table.iter().map(|(action, _)| *action).collect();
    assert_eq!(actions, Action::ALL);
    for (_, cells) in &table {
        let roles: Vec<Role> = cells.iter().map(|(role, _)| *role).collect();
        assert_eq!(roles, Role::ALL);
    }
}

#[test]
fn every_cell_reaches_what_the_brief_says_and_no_further() {
    for (action, cells) in expected() {
        for (role, letter) in cells {
            let actor = actor(role);
            for (what, subject, reached) in subjects() {
                assert_eq!(
                    may(&actor, action, &subject),
                    reached(letter),
                    "{action:?} as {role:?} on {what} ({letter})"
                );
            }
            assert_eq!(may_some(&actor.grants, action), letter != '-', "{action:?} as {role:?}");
        }
    }
}

#[test]
fn a_person_without_roles_may_do_nothing() {
    let nobody = Actor {
        grants: Vec::new(),
        ..actor(Role::Admin)
    };
    for action in Action::ALL {
        for (what, subject, _) in subjects() {
            assert!(!may(&nobody, action, &subject), "{action:?} on {what}");
        }
    }
}
