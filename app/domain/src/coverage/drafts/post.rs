//! Who would work where.

use jiff::civil::Date;

use super::step::Step;
use crate::ids::{PersonId, PlacementId, UnitId};
use crate::places::{Placement, PlacementState};

/// A share of a position at a unit, as it is or as it would be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Post {
    /// Where.
    pub unit: UnitId,
    /// The first day.
    pub from: Date,
    /// The last day, where there is one.
    pub to: Option<Date>,
    /// Who; nobody where it is vacant.
    pub person: Option<PersonId>,
    /// Of a full position.
    pub percent: u8,
    /// Active, on leave, vacant.
    pub state: PlacementState,
    /// What is left of which placement; none for what the draft has made.
    pub placement: Option<PlacementId>,
}

impl Post {
    fn of(placement: &Placement) -> Self {
        Self {
            unit: placement.unit,
            from: placement.from,
            to: placement.to,
            person: placement.person,
            percent: placement.percent.get(),
            state: placement.state,
            placement: Some(placement.id),
        }
    }

    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// Whether somebody is at work there on a day.
    pub fn serves_on(&self, day: Date) -> bool {
        self.state == PlacementState::Active && self.holds_on(day)
    }

    /// Whether it holds on any of these days.
    pub fn meets(&self, first: Date, last: Date) -> bool {
        self.from <= last && self.to.is_none_or(|to| first <= to)
    }
}

/// The posts after these steps, in order of the units. A step that names a placement that is no longer there changes nothing.
pub fn posts(placements: &[Placement], steps: &[Step]) -> Vec<Post> {
    let mut posts: Vec<Post> = placements.iter().map(Post::of).collect();
    for step in steps {
        match step {
            Step::Move {
                placement,
                unit,
                percent,
                on,
            } => posts = take(posts, *placement, percent.get(), *on, Some(*unit)),
            Step::End { placement, on } => {
                let after = on.tomorrow().unwrap_or(*on);
                posts = take(posts, *placement, u8::MAX, after, None);
            }
            Step::Add {
                person,
                unit,
                percent,
                on,
            } => posts.push(Post {
                unit: *unit,
                from: *on,
                to: None,
                person: *person,
                percent: percent.get(),
                state: person.map_or(PlacementState::Vacant, |_| PlacementState::Active),
                placement: None,
            }),
            Step::Measure { .. } => {}
        }
    }
    posts.sort();
    posts
}

/// Takes a share of a placement from a day on, to another unit or away.
fn take(posts: Vec<Post>, placement: PlacementId, percent: u8, from: Date, to: Option<UnitId>) -> Vec<Post> {
    let parted = |post: Post| {
        if post.placement != Some(placement) || post.to.is_some_and(|to| to < from) {
            return [Some(post), None, None];
        }
        let first = post.from.max(from);
        let taken = percent.min(post.percent);
        let before = (post.from < first).then(|| Post {
            to: first.yesterday().ok(),
            ..post.clone()
        });
        let stays = (taken < post.percent).then(|| Post {
            from: first,
            percent: post.percent - taken,
            ..post.clone()
        });
        let moved = to.map(|unit| Post {
            unit,
            from: first,
            percent: taken,
            placement: None,
            ..post
        });
        [before, stays, moved]
    };
    posts.into_iter().flat_map(parted).flatten().collect()
}
