//! The book of seats: how many are taken, who waits, and who gets the next one. Pure arithmetic; whoever calls holds the book
//! alone while it is asked.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::event::GroupPolicy;
use super::opening::Opening;
use super::quota::MAX_QUOTAS;

/// How many. One row an event, changed with every seat.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Seats that somebody has, or that are kept for somebody.
    pub taken: u32,
    /// Registrations that wait.
    pub waiting: u32,
    /// Registrations so far: the last number given.
    pub last: u32,
    /// Of the seats that are taken, those of each quota.
    #[serde(default)]
    pub by_quota: [u32; MAX_QUOTAS],
}

/// Seats that are asked for together, and the quota in which they are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// How many.
    pub seats: u32,
    /// The quota's place, where they are counted in one.
    #[serde(default)]
    pub quota: Option<u8>,
}

impl Party {
    /// Of nobody for whom seats are kept.
    pub const fn of(seats: u32) -> Self {
        Self { seats, quota: None }
    }
}

/// A registration that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Its number: who came first has the smaller one.
    pub number: u32,
    /// What it needs.
    #[serde(flatten)]
    pub party: Party,
}

/// Where a new registration comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placing {
    /// It has its seats.
    Seated,
    /// It waits.
    Waits,
}

/// The book of an event, opened to be written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    /// What registration goes by.
    pub opening: Opening,
    /// How many.
    pub count: Count,
    /// Those who wait, in order. May be left out while nothing is freed.
    pub queue: Vec<Waiting>,
}

impl Count {
    fn take(&mut self, party: Party) {
        self.taken += party.seats;
        if let Some(theirs) = self.of_quota(party.quota) {
            *theirs += party.seats;
        }
    }

    fn give_back(&mut self, party: Party) {
        self.taken = self.taken.saturating_sub(party.seats);
        if let Some(theirs) = self.of_quota(party.quota) {
            *theirs = theirs.saturating_sub(party.seats);
        }
    }

    fn of_quota(&mut self, quota: Option<u8>) -> Option<&mut u32> {
        self.by_quota.get_mut(usize::from(quota?))
    }

    /// Counts the seats of each quota anew.
    pub fn recount(&mut self, seated: impl IntoIterator<Item = Party>) {
        (self.taken, self.by_quota) = (0, [0; MAX_QUOTAS]);
        for party in seated {
            self.take(party);
        }
    }
}

impl Book {
    /// Seats that nobody has.
    pub const fn free(&self) -> u32 {
        self.opening.capacity.saturating_sub(self.count.taken)
    }

    /// Seats that nobody has and that are kept for one quota, while they are.
    pub fn kept(&self, quota: u8, now: Timestamp) -> u32 {
        if now >= self.opening.kept_until {
            return 0;
        }
        let place = usize::from(quota);
        let (kept, taken) = (self.opening.kept.get(place), self.count.by_quota.get(place));
        let left = kept.zip(taken).map_or(0, |(kept, taken)| kept.saturating_sub(*taken));
        left.min(self.free())
    }

    /// Seats that somebody can have who is counted in a quota, or in none: those that are kept for others are not among them.
    pub fn free_for(&self, quota: Option<u8>, now: Timestamp) -> u32 {
        let others = (0_u8..)
            .zip(self.opening.kept)
            .filter(|(place, _)| Some(*place) != quota);
        let kept = others.map(|(place, _)| self.kept(place, now)).sum();
        self.free().saturating_sub(kept)
    }

    /// Seats that nobody has and that are kept for whoever is counted in a quota.
    fn kept_for(&self, quota: Option<u8>, now: Timestamp) -> u32 {
        quota.map_or(0, |quota| self.kept(quota, now))
    }

    /// Takes a new registration in, and gives its number and place. A newcomer never passes somebody who could have had the seat.
    pub fn enter(&mut self, party: Party, now: Timestamp) -> (u32, Placing) {
        self.count.last += 1;
        let number = self.count.last;
        let waits = self.count.waiting > 0;
        let holds = self.opening.group_policy == GroupPolicy::HoldPlace;
        let is_behind = holds && self.queue.iter().any(|one| one.party.quota == party.quota);
        let may_pass = !waits || (!self.opening.is_frozen(now) && !is_behind);
        // Where somebody holds a place, what is for all is theirs.
        let room = match waits && holds {
            true => self.kept_for(party.quota, now),
            false => self.free_for(party.quota, now),
        };
        if may_pass && party.seats <= room {
            self.count.take(party);
            (number, Placing::Seated)
        } else {
            self.count.waiting += 1;
            self.queue.push(Waiting { number, party });
            (number, Placing::Waits)
        }
    }

    /// Takes in somebody who has come on the day, whatever is free, and gives the number.
    pub fn walk_in(&mut self, party: Party) -> u32 {
        self.count.last += 1;
        self.count.take(party);
        self.count.last
    }

    /// Gives back the seats of somebody who had them.
    pub fn give_back(&mut self, party: Party) {
        self.count.give_back(party);
    }

    /// Some who have seats become more or fewer, or are counted elsewhere.
    pub fn resize(&mut self, had: Party, wants: Party) {
        self.count.give_back(had);
        self.count.take(wants);
    }

    /// Some who wait become more or fewer, or are counted elsewhere; their place stays.
    pub fn resize_waiting(&mut self, number: u32, wants: Party) {
        for one in &mut self.queue {
            if one.number == number {
                one.party = wants;
            }
        }
    }

    /// Takes somebody off the queue, who leaves it or is given a seat by hand.
    pub fn leave_queue(&mut self, number: u32) {
        self.count.waiting = self.count.waiting.saturating_sub(1);
        self.queue.retain(|one| one.number != number);
    }

    /// Seats somebody who waits whatever is free: an organiser has said so, and why.
    pub fn seat_over(&mut self, number: u32, party: Party) {
        self.leave_queue(number);
        self.count.take(party);
    }

    /// Moves up those who get the seats that are free, in order, and tells their numbers. Nobody from the frozen days on. Behind a group
    /// that holds its place those wait who are counted as it is, and others have what is kept for them alone.
    pub fn move_up(&mut self, now: Timestamp) -> Vec<Waiting> {
        if self.opening.is_frozen(now) {
            return Vec::new();
        }
        let mut moved = Vec::new();
        let mut behind: BTreeSet<Option<u8>> = BTreeSet::new();
        for one in self.queue.clone() {
            if self.free() == 0 {
                break;
            }
            if behind.contains(&one.party.quota) {
                continue;
            }
            let room = match behind.is_empty() {
                true => self.free_for(one.party.quota, now),
                false => self.kept_for(one.party.quota, now),
            };
            if one.party.seats <= room {
                self.seat_over(one.number, one.party);
                moved.push(one);
            } else if self.opening.group_policy == GroupPolicy::HoldPlace {
                behind.insert(one.party.quota);
            }
        }
        moved
    }

    /// How many wait before a number.
    pub fn before(&self, number: u32) -> usize {
        self.queue.iter().filter(|one| one.number < number).count()
    }

    /// Whether a seat is free that the first who fits should have had: a fault that the check looks for.
    pub fn owes_a_seat(&self, now: Timestamp) -> bool {
        !self.clone().move_up(now).is_empty()
    }
}
