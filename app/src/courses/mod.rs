//! Courses as those who plan and hold them see them. The side that participants see is [`crate::training`].

mod api;
mod approvals;
mod attendance;
mod cancel;
mod desk;
mod evaluation;
mod list_page;
mod mail_lists;
mod mail_words;
mod mails_page;
mod new_page;
mod page;
mod people;
mod plan_fields;
mod plan_parts;
mod plan_quotas;
mod plan_section;
mod programme_page;
mod save_template;
mod tasks;
mod template_page;
mod templates_page;
pub mod words;

pub(crate) use api::{change_course_programme, view_course_programme};
pub use list_page::CoursesPage;
pub use mails_page::CourseMailsPage;
pub use new_page::NewCoursePage;
pub use page::CoursePage;
pub use programme_page::{CourseProgrammePage, CourseRunPage, CourseScriptPage};
pub use template_page::CourseTemplatePage;
pub use templates_page::CourseTemplatesPage;
