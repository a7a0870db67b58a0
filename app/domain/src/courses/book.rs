//! The book of seats: how many are taken, who waits, and who gets the next one. Pure arithmetic; whoever calls holds the book
//! alone while it is asked.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::event::GroupPolicy;
use super::opening::Opening;

/// How many. One row an event, changed with every seat.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Seats that somebody has, or that are kept for somebody.
    pub taken: u32,
    /// Registrations that wait.
    pub waiting: u32,
    /// Registrations so far: the last number given.
    pub last: u32,
}

/// A registration that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Its number: who came first has the smaller one.
    pub number: u32,
    /// How many seats it needs.
    pub seats: u32,
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

impl Book {
    /// Seats that nobody has.
    pub const fn free(&self) -> u32 {
        self.opening.capacity.saturating_sub(self.count.taken)
    }

    /// Takes a new registration in, and gives its number and place. A newcomer never passes somebody who could have had the seat.
    pub fn enter(&mut self, seats: u32, now: Timestamp) -> (u32, Placing) {
        self.count.last += 1;
        let number = self.count.last;
        let may_pass = self.count.waiting == 0
            || (self.opening.group_policy == GroupPolicy::SkipOver && !self.opening.is_frozen(now));
        if may_pass && seats <= self.free() {
            self.count.taken += seats;
            (number, Placing::Seated)
        } else {
            self.count.waiting += 1;
            self.queue.push(Waiting { number, seats });
            (number, Placing::Waits)
        }
    }

    /// Takes in somebody who has come on the day, whatever is free, and gives the number.
    pub const fn walk_in(&mut self, seats: u32) -> u32 {
        self.count.last += 1;
        self.count.taken += seats;
        self.count.last
    }

    /// Gives back the seats of somebody who had them.
    pub const fn give_back(&mut self, seats: u32) {
        self.count.taken = self.count.taken.saturating_sub(seats);
    }

    /// Some who have seats become more, or fewer.
    pub const fn resize(&mut self, had: u32, wants: u32) {
        self.count.taken = self.count.taken.saturating_sub(had) + wants;
    }

    /// Some who wait become more, or fewer; their place stays.
    pub fn resize_waiting(&mut self, number: u32, wants: u32) {
        for one in &mut self.queue {
            if one.number == number {
                one.seats = wants;
            }
        }
    }

    /// Takes somebody off the queue, who leaves it or is given a seat by hand.
    pub fn leave_queue(&mut self, number: u32) {
        self.count.waiting = self.count.waiting.saturating_sub(1);
        self.queue.retain(|one| one.number != number);
    }

    /// Seats somebody who waits whatever is free: an organiser has said so, and why.
    pub fn seat_over(&mut self, number: u32, seats: u32) {
        self.leave_queue(number);
        self.count.taken += seats;
    }

    /// Moves up those who get the seats that are free, in order, and tells their numbers. Nobody from the frozen days on.
    pub fn move_up(&mut self, now: Timestamp) -> Vec<Waiting> {
        if self.opening.is_frozen(now) {
            return Vec::new();
        }
        let mut free = self.free();
        let mut moved = Vec::new();
        for one in &self.queue {
            if one.seats <= free {
                free -= one.seats;
                moved.push(*one);
            } else if self.opening.group_policy == GroupPolicy::HoldPlace {
                break;
            }
            if free == 0 {
                break;
            }
        }
        for one in &moved {
            self.seat_over(one.number, one.seats);
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
