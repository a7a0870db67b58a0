//! The reader's own share: this semester, where it leads, and the periods around it.

use domain::hours::view::OwnGuide;
use domain::hours::{Bucket, Guide};
use i18n::{hours as text, say, told, use_language};
use leptos::prelude::*;
use ui::DataTable;

use super::bar::GuideBar;
use super::words;

/// The section of the page.
#[component]
pub(super) fn OwnShare(guide: OwnGuide) -> impl IntoView {
    let language = use_language();
    let OwnGuide {
        semester,
        this_semester,
        this_year,
        last_semester,
        projection,
    } = guide;
    let heading = move || words::semester(language.get(), semester);
    let projected = (projection != this_semester && projection.share().is_some()).then(|| {
        view! { <p>{move || text::projected(language.get(), words::ratio(language.get(), projection))}</p> }
    });
    let row = move |period: i18n::Text, guide: Guide| {
        view! {
            <tr>
                <th scope="row">{say(language, period)}</th>
                {Bucket::ALL
                    .map(|bucket| {
                        view! {
                            <td data-kind="number" data-label=move || words::bucket(language.get(), bucket)>
                                {move || words::hours(language.get(), guide.sums.of(bucket))}
                            </td>
                        }
                    })
                    .collect_view()}
                <td data-kind="number" data-label=say(language, text::col_split)>
                    {move || words::ratio(language.get(), guide)}
                </td>
            </tr>
        }
    };
    view! {
        <section class="hr-section" aria-labelledby="guide-heading">
            <h2 id="guide-heading">{say(language, text::guide)}</h2>
            <p class="hr-muted">{say(language, text::guide_help)}</p>
            <h3>{heading}</h3>
            <GuideBar guide=this_semester />
            {projected}
            <DataTable id="guide-table" caption=told(language, text::table) hide_caption=true pairs=true>
                <thead>
                    <tr>
                        <th scope="col">{say(language, text::col_period)}</th>
                        {Bucket::ALL
                            .map(|bucket| {
                                view! {
                                    <th scope="col" data-kind="number">{move || words::bucket(language.get(), bucket)}</th>
                                }
                            })
                            .collect_view()}
                        <th scope="col" data-kind="number">{say(language, text::col_split)}</th>
                    </tr>
                </thead>
                <tbody>
                    {row(text::this_semester, this_semester)} {row(text::projection, projection)}
                    {row(text::this_year, this_year)} {row(text::last_semester, last_semester)}
                </tbody>
            </DataTable>
            <p class="hr-muted">{say(language, text::common_help)}</p>
        </section>
    }
    .into_any()
}
