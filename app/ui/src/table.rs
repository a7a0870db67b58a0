//! Tables.

use leptos::prelude::*;

/// A table with its heading, in a frame that scrolls sideways on a narrow screen and can be reached by keys.
///
/// The children are `<thead>` and `<tbody>`, written out.
#[component]
pub fn DataTable(
    /// Id of the heading.
    #[prop(into)]
    id: String,
    /// What the table shows.
    #[prop(into)]
    caption: Signal<String>,
    /// Whether the heading is heard and not seen, where a heading above says the same.
    #[prop(optional)]
    hide_caption: bool,
    /// Whether the rows stand as blocks on a phone, each cell with the words of its `data-label` before it.
    #[prop(optional)]
    stacks: bool,
    /// Whether the cells of such a block stand two by two: for short figures.
    #[prop(optional)]
    pairs: bool,
    /// Head and body.
    children: Children,
) -> impl IntoView {
    let labelled_by = id.clone();
    let stacking = match (stacks, pairs) {
        (_, true) => Some("pairs"),
        (true, false) => Some(""),
        (false, false) => None,
    };
    view! {
        <div class="hr-table" data-stacks=stacking role="region" aria-labelledby=labelled_by tabindex="0">
            <table class="ds-table">
                <caption id=id>
                    <span class=if hide_caption { "ds-sr-only" } else { "" }>{move || caption.get()}</span>
                </caption>
                {children()}
            </table>
        </div>
    }
}
