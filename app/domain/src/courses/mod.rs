//! Courses for staff of schools and helping services: planned by an adviser and the professional team together, published, and
//! registered for without an account (O3, O7, T3).
//!
//! Two aggregates. The [`CourseEvent`] is what is planned; the [`Book`] is how many seats are taken and who waits. Every path to a
//! seat goes through the book, so that a seat is given once.

mod amend;
mod apply;
mod attendance;
mod book;
mod certificate;
mod command;
pub mod evaluation;
mod event;
pub mod form;
mod free_text;
pub mod mails;
mod notice;
mod opening;
mod quota;
mod registration;
mod rule;
pub mod sign_up;
mod staff;
pub mod templates;
#[cfg(test)]
pub(crate) mod testing;
pub mod view;

pub use amend::Amendment;
pub use apply::{apply, copy, create, note_change};
pub use attendance::{AttendanceRule, EARNS_PERCENT, Presence, Present, Said};
pub use book::{Book, Count, Party, Placing, Waiting};
pub use certificate::{Certificate, CertificateCode, Certified, Given, certify};
pub use command::{CopyEvent, EventCommand, NewEvent, PlanEdit, Side};
pub use event::{
    Approval, Approvals, CourseEvent, Format, GroupPolicy, Lifecycle, MAX_MUNICIPALITIES, MAX_PARTS, MAX_TASKS,
    Minimum, Promotion, Standing, Task,
};
pub use notice::Notice;
pub use opening::{Opening, school_days_after};
pub use quota::{KeptFor, MAX_QUOTAS, Quota, Quotas};
pub use registration::{
    Colleague, Contact, End, HOLD, Kind, Known, NewRegistration, OFFER, Registration, State, Step, StepError,
};
pub use rule::EventRule;
pub use staff::{ServiceKind, StaffRole};

#[cfg(test)]
mod tests;
