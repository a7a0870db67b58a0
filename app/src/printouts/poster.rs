//! The poster for the wall: one page, each block as high as it is long.

use domain::groups::GroupSession;
use domain::groups::poster::heights;
use domain::groups::view::GroupView;
use i18n::{format, printouts as text, use_language};
use leptos::prelude::*;
use ui::PageHeader;

use super::sheet::SessionSheet;
use crate::groups::words;

/// What an A4 page in portrait has for the blocks, and the least that is read from the floor, in CSS pixels (96 an inch).
const ROOM: u32 = 780;
const LEAST: u32 = 36;

/// `/groups/:id/sessions/:number/poster`.
#[component]
pub fn PosterPage() -> impl IntoView {
    view! { <SessionSheet title=text::poster draw /> }
}

fn draw(view: GroupView, session: GroupSession) -> AnyView {
    let language = use_language();
    let slot = session.slot;
    let heading = match session.theme.as_str() {
        "" => view.group.name.to_string(),
        theme => theme.to_owned(),
    };
    let when = move || words::slot(language.get(), &slot);
    let minutes: Vec<u16> = session
        .run_sheet
        .blocks
        .iter()
        .map(|block| block.minutes.get())
        .collect();
    let rows: Vec<_> = session
        .run_sheet
        .timed(slot.start)
        .zip(heights(&minutes, ROOM, LEAST))
        .map(|(timed, height)| {
            let (start, step) = (timed.start, timed.block.step.to_string());
            view! {
                <tr>
                    // An attribute, since the policy of the page lets no style through.
                    <th scope="row" height=height>{move || format::time(language.get(), start)}</th>
                    <td>{step}</td>
                </tr>
            }
        })
        .collect();
    let end = session.run_sheet.fit(slot.start, slot.minutes.get()).end;
    view! {
        <div class="hr-poster">
            <PageHeader title=Signal::stored(heading) />
            <p class="hr-poster-when">{when}</p>
            {if rows.is_empty() {
                view! { <p>{move || text::no_blocks(language.get())}</p> }.into_any()
            } else {
                view! {
                    <table class="hr-poster-blocks">
                        <caption class="ds-sr-only">{move || text::poster(language.get())}</caption>
                        <tbody>{rows}</tbody>
                    </table>
                    <p class="hr-poster-end">{move || text::ends(language.get(), format::time(language.get(), end))}</p>
                }
                    .into_any()
            }}
        </div>
    }
    .into_any()
}
