//! Designsystemet in Leptos: thin components over native elements. No word of any feature.
//!
//! Ids come as props, never made here, so that the server and the browser agree. Every text comes as a prop too, but for
//! the few that belong to a component itself (`i18n::ui`).

mod announcer;
mod button;
mod card;
mod dialog;
mod error_summary;
mod field;
mod focus;
mod icon;
mod menu;
mod message;
mod page_header;
mod sortable;
mod stepper;
mod table;
mod tag;
mod tone;
mod trail;

pub use announcer::{Announcer, LiveRegion, announce, provide_announcer};
pub use button::{Button, ButtonKind, ButtonVariant, LinkButton};
pub use card::{Card, Details};
pub use dialog::Dialog;
pub use error_summary::{ErrorSummary, Fault};
pub use field::{
    Checkbox, CheckboxGroup, Choice, DateField, FileField, NumberField, RadioGroup, SelectField, TextArea, TextField,
    TextKind, TimeField, ToggleGroup, as_ticked, ticked,
};
pub use focus::keep_focus;
pub use icon::{Icon, IconMark};
pub use menu::{Menu, MenuAlign};
pub use message::{Alert, EmptyState, Skeleton, Spinner};
pub use page_header::PageHeader;
pub use sortable::{SortableItem, SortableList, Step};
pub use stepper::Stepper;
pub use table::DataTable;
pub use tag::{StateBadge, Tag};
pub use tone::Tone;
pub use trail::{Breadcrumbs, Crumb, Pagination};
