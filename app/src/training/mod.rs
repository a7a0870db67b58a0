//! The public side of courses: catalogue, course, registration. Pages of the server alone, without a line of script: they are read
//! and used on any telephone at once, whatever it blocks. Only in the server's half.

mod approval;
mod catalogue;
mod certificate;
mod document;
mod evaluation;
mod event;
mod fields;
mod here;
mod list;
mod list_paper;
mod mine;
mod own;
mod register;
pub mod scale;

pub use approval::approval_page;
pub use catalogue::catalogue_page;
pub use certificate::{certificate_page, no_certificate_page, themes};
pub use document::{Look, bad_link_page, missing_page};
pub(crate) use document::{alert, document, plain};
pub use evaluation::{evaluation_page, evaluation_screen, no_evaluation_page};
pub use event::event_page;
pub use here::{Arrival, here_page, on_now_page, screen_page, sheet_page};
pub use list::{list_headings, list_rows};
pub use list_paper::list_paper;
pub use mine::{Asking, MyLinks, ask_for_mine_page, mine_page};
pub use own::{Outcome, change_page, own_page, replaced_page};
pub use register::{Trouble, known_page, receipt_page, register_page};

/// The catalogue.
pub const CATALOGUE: &str = "/training";
/// Its courses as a feed.
pub const FEED: &str = "/training/feed.atom";
/// Where links of mails lead.
pub const OWN: &str = "/registration";
/// Where somebody in a room says which course they are at: short, for it is typed from a screen.
pub const HERE: &str = "/her";
/// What a certificate is of.
pub const CERTIFICATE: &str = "/certificate";

/// The questions of a survey, drawn as these are ([`crate::needs::public`]).
pub const SURVEY: &str = "/survey";
/// Where participants say how a course was.
pub const EVALUATION: &str = "/evaluation";
/// Where somebody asks for their list of courses.
pub const MINE: &str = "/my-courses";
/// Where a leader says yes or no.
pub const APPROVAL: &str = "/approval";

/// Whether a page is one of these, open for anyone.
pub fn is_public(path: &str) -> bool {
    [CATALOGUE, HERE, OWN, CERTIFICATE, SURVEY, EVALUATION, APPROVAL, MINE]
        .iter()
        .any(|public| {
            path.strip_prefix(public)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_these_pages_are_open() {
        for open in [
            "/training",
            "/training/01J",
            "/registration/x",
            "/certificate/x",
            "/survey/x",
            "/evaluation/x",
            "/approval/x",
            "/my-courses",
        ] {
            assert!(is_public(open), "{open}");
        }
        for shut in ["/", "/trainings", "/courses", "/courses/training"] {
            assert!(!is_public(shut), "{shut}");
        }
    }
}
