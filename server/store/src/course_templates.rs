//! Templates of courses, a row each.

use domain::courses::templates::CourseTemplate;
use domain::ids::CourseTemplateId;

use crate::{Result, Store, Table, Tx};

/// Rows are [`CourseTemplate`] as it is.
pub const TEMPLATE: Table = Table::new("course_template");

/// The template with this id.
///
/// # Errors
/// As every read.
pub async fn load(store: &Store, id: CourseTemplateId) -> Result<Option<CourseTemplate>> {
    store.get(TEMPLATE, id.to_string()).await
}

/// Every template, by name.
///
/// # Errors
/// As every read.
pub async fn all(store: &Store) -> Result<Vec<CourseTemplate>> {
    store.list("SELECT * FROM course_template ORDER BY title").await
}

/// Adds a template.
pub fn create(tx: &mut Tx, template: &CourseTemplate) {
    tx.create(TEMPLATE, template.id.to_string(), template);
}

/// Writes a template over version `expected`.
pub fn save(tx: &mut Tx, template: &CourseTemplate, expected: u64) {
    tx.update_versioned(TEMPLATE, template.id.to_string(), expected, template);
}
