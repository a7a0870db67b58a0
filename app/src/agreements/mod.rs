//! Agreements with school owners: the list, one agreement with its lines, expenses and meetings, writing and renewing, and what is
//! handed over when an adviser leaves.

mod api;
mod desk;
mod edit_page;
mod expenses;
mod fields;
mod handover_page;
mod list_page;
mod meetings;
mod new_page;
mod notice;
mod page;
mod past;
mod renew;
mod rows;
mod signals;
mod spend_page;
mod steps;
mod terms;
mod words;

pub use edit_page::EditAgreementPage;
pub use handover_page::HandoverPage;
pub use list_page::AgreementsPage;
pub use new_page::NewAgreementPage;
pub(crate) use notice::{AgreementNotices, UnitStanding};
pub use page::AgreementPage;
pub(crate) use renew::RenewButton;
pub use spend_page::SpendPage;
