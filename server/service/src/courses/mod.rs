//! Courses: planned together, published, registered for without an account.

mod ask;
mod attendance;
mod certificates;
mod decide;
mod desk;
mod evaluation;
pub(crate) mod letters;
pub mod links;
mod mails;
mod mine;
mod plan;
mod programme;
mod public;
#[cfg(test)]
mod race;
mod reminders;
mod seats;
mod telling;
mod templates;

pub use ask::Answer;
pub use attendance::{Room, attend, here, is_on, numbered, on_now, open_list, room, walk_in};
pub use certificates::{certificate, certify};
pub use desk::Desks;
pub use evaluation::{answer as answer_evaluation, asked as asked_evaluation, screen as evaluation_screen};
pub use mails::{change_mails, mails, preview_mail};
pub use mine::{MyCourse, ask_for_mine, mine};
pub use plan::{change, choices, conflicts_of_parts, copy, create, list, view};
pub use programme::{change as change_programme, view as view_programme};
pub use public::{LeaderView, Receipt, asked_leader, catalogue, event, opened, own, receipt};
pub use reminders::remind;
pub use seats::{amend, approve, change_registration, confirm, forget, lapse, owed, register, substitute, withdraw};
pub use templates::{change_template, from_template, save_template, template, templates};
