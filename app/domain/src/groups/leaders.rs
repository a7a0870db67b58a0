//! Who leads a group: one adviser who is responsible, and up to three more who may do the same with it.

use super::apply::GroupRule;
use super::plan::Group;
use crate::ids::PersonId;

/// The most who lead one group, the one who is responsible included.
pub const MAX_LEADERS: usize = 4;

/// One more leads the group.
pub(super) fn add(group: &mut Group, person: PersonId) -> Result<(), GroupRule> {
    if group.is_led_by(person) {
        return Err(GroupRule::AlreadyLeader);
    }
    if group.leaders().count() >= MAX_LEADERS {
        return Err(GroupRule::TooManyLeaders);
    }
    group.further_leaders.insert(person);
    Ok(())
}

/// One fewer leads the group. Whoever is responsible hands that over first, so that a group never stands without.
pub(super) fn remove(group: &mut Group, person: PersonId) -> Result<(), GroupRule> {
    match person == group.leader {
        true if group.further_leaders.is_empty() => Err(GroupRule::LastLeader),
        true => Err(GroupRule::Responsible),
        false if group.further_leaders.remove(&person) => Ok(()),
        false => Err(GroupRule::NotLeader),
    }
}

/// Another of those who lead the group is responsible; the one who was, still leads it.
pub(super) fn hand_over(group: &mut Group, person: PersonId) -> Result<(), GroupRule> {
    if person == group.leader {
        return Err(GroupRule::AlreadyLeader);
    }
    if !group.further_leaders.remove(&person) {
        return Err(GroupRule::NotLeader);
    }
    group
        .further_leaders
        .insert(std::mem::replace(&mut group.leader, person));
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use proptest::prelude::*;
    use ulid::Ulid;

    use super::*;
    use crate::groups::testing::group_on;
    use crate::groups::{GroupCommand, apply};

    const TODAY: Date = date(2026, 9, 8);

    fn person(id: u128) -> PersonId {
        PersonId::new(Ulid(1000 + id))
    }

    fn led_by(further: u128) -> Group {
        (1..=further).fold(group_on(&[TODAY]), |group, id| {
            apply(&group, &GroupCommand::AddLeader { person: person(id) }, TODAY).unwrap()
        })
    }

    #[test]
    fn all_who_lead_a_group_are_those_it_belongs_to_the_responsible_first() {
        let group = led_by(2);
        assert_eq!(group.subject().people, [group.leader, person(1), person(2)]);
    }

    #[test]
    fn a_group_is_led_by_four_at_most_and_by_nobody_twice() {
        let group = led_by(3);
        let add = |id| apply(&group, &GroupCommand::AddLeader { person: id }, TODAY).map(|_| ());
        assert_eq!(add(person(4)), Err(GroupRule::TooManyLeaders));
        assert_eq!(add(person(1)), Err(GroupRule::AlreadyLeader));
        assert_eq!(add(group.leader), Err(GroupRule::AlreadyLeader));
    }

    #[test]
    fn whoever_is_responsible_hands_it_over_before_leaving() {
        let alone = led_by(0);
        let remove = |group: &Group, person| apply(group, &GroupCommand::RemoveLeader { person }, TODAY);
        assert_eq!(remove(&alone, alone.leader), Err(GroupRule::LastLeader));
        let two = led_by(1);
        assert_eq!(remove(&two, two.leader), Err(GroupRule::Responsible));
        assert_eq!(remove(&two, person(9)), Err(GroupRule::NotLeader));
        let handed = apply(&two, &GroupCommand::HandOver { person: person(1) }, TODAY).unwrap();
        assert_eq!(handed.leader, person(1));
        let left = remove(&handed, two.leader).unwrap();
        assert_eq!(left.leaders().collect::<Vec<_>>(), [person(1)]);
    }

    #[test]
    fn it_is_handed_over_to_one_who_leads_the_group_only() {
        let two = led_by(1);
        let to = |person| apply(&two, &GroupCommand::HandOver { person }, TODAY).map(|_| ());
        assert_eq!(to(person(9)), Err(GroupRule::NotLeader));
        assert_eq!(to(two.leader), Err(GroupRule::AlreadyLeader));
    }

    proptest! {
        #[test]
        fn whatever_is_done_a_group_has_from_one_to_four_leaders_each_once(
            steps in proptest::collection::vec((0u8..3, 0u128..6), 0..40),
        ) {
            let mut group = led_by(0);
            for (kind, id) in steps {
                let person = if id == 0 { group.leader } else { person(id) };
                let command = match kind {
                    0 => GroupCommand::AddLeader { person },
                    1 => GroupCommand::RemoveLeader { person },
                    _ => GroupCommand::HandOver { person },
                };
                group = apply(&group, &command, TODAY).unwrap_or(group);
                prop_assert!((1..=MAX_LEADERS).contains(&group.leaders().count()));
                prop_assert!(!group.further_leaders.contains(&group.leader));
            }
        }
    }
}
