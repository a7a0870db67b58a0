//! What pages of one school year share: the year that the address asks for, and the way to the years beside.

use i18n::{outreach, say, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

/// The year that `?year=` says, as the year that the school year starts in. What is no year leads to this one, as an address without.
pub fn year_in_address() -> Memo<Option<i16>> {
    let query = use_query_map();
    Memo::new(move |_| {
        let year = query.with(|query| query.get("year").and_then(|year| year.parse::<i16>().ok()));
        year.filter(|year| (2000..=2100).contains(year))
    })
}

/// The way to the school years beside.
#[component]
pub fn YearNav(
    /// The year that the school year starts in.
    year: i16,
    /// The page.
    path: &'static str,
    /// What else stands in the page's address.
    #[prop(optional, into)]
    more: String,
) -> impl IntoView {
    let language = use_language();
    let (before, after) = (year - 1, year + 1);
    let to = |year: i16| format!("{path}?year={year}{more}");
    let here = format!("{path}?{}", more.trim_start_matches('&'));
    view! {
        <nav class="hr-week-nav" aria-label=say(language, outreach::years)>
            <A href=to(before)>{move || format!("← {}", outreach::previous(language.get()))}</A>
            <A href=here.trim_end_matches('?').to_owned()>{say(language, outreach::current)}</A>
            <A href=to(after)>{move || format!("{} →", outreach::next(language.get()))}</A>
        </nav>
    }
    .into_any()
}
