//! Hours: the own week and share, the scheme's sums, months, and where time is counted.

mod absence;
pub mod api;
mod bar;
mod days;
mod entry_form;
mod figures_page;
mod guide;
mod page;
mod periods_page;
mod plan_share;
mod proposals;
mod rules_page;
mod words;

pub(crate) use bar::GuideBar;
pub use figures_page::FiguresPage;
pub use page::HoursPage;
pub use periods_page::PeriodsPage;
pub use plan_share::{PlanShare, WeekShare};
pub use rules_page::HourRulesPage;
pub(crate) use words::ratio;
