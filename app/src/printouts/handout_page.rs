//! The programme for those who take part: when, where and about what, and where to find help. It lies about at home and
//! at school: nothing internal is in it, nor in what the server sends along with the page.

use domain::printouts::{Handout, HandoutSession};
use i18n::{format, groups, printouts as text, say, told, use_language};
use leptos::prelude::*;

use super::api::view_handout;
use super::help::HelpSection;
use super::sheet::{Sheet, fact, group_in, param};
use crate::groups::words;
use crate::page_frame::Loaded;
use crate::title::PageTitle;

/// `/groups/:id/programme`.
#[component]
pub fn HandoutPage() -> impl IntoView {
    let language = use_language();
    let id = param("id");
    let loaded = Resource::new(move || id.get(), |id| async move { view_handout(group_in(&id)?).await });
    view! {
        <PageTitle text=told(language, text::handout) />
        <Loaded of=loaded let:handout>
            <Programme handout />
        </Loaded>
    }
}

#[component]
fn Programme(handout: Handout) -> impl IntoView {
    let language = use_language();
    let Handout {
        group,
        name,
        unit_name,
        room,
        leader_name,
        sessions,
        today,
    } = handout;
    let caption = move || text::sessions(language.get());
    let as_of = move || text::as_of(language.get(), format::date_medium(language.get(), today));
    view! {
        <Sheet back=format!("/groups/{group}") back_text=groups::see_group running=name.clone()>
            <article class="hr-printout hr-handout">
                <header class="hr-printout-head">
                    <h1>{name}</h1>
                    <p class="hr-printout-kind">{say(language, text::handout)}</p>
                </header>
                <dl class="hr-printout-facts">
                    {fact(groups::col_unit, unit_name)} {fact(groups::room, room)} {fact(groups::leader, leader_name)}
                </dl>
                {if sessions.is_empty() {
                    view! { <p>{say(language, text::no_sessions)}</p> }.into_any()
                } else {
                    view! {
                        <table class="hr-handout-sessions">
                            <caption>{caption}</caption>
                            <thead>
                                <tr>
                                    <th scope="col">{say(language, text::day)}</th>
                                    <th scope="col">{say(language, text::time)}</th>
                                    <th scope="col">{say(language, groups::theme)}</th>
                                </tr>
                            </thead>
                            <tbody>{sessions.into_iter().map(|session| view! { <Session session /> }).collect_view()}</tbody>
                        </table>
                    }
                        .into_any()
                }}
                <HelpSection />
                <p class="hr-printout-note">{as_of}</p>
            </article>
        </Sheet>
    }
    .into_any()
}

#[component]
fn Session(session: HandoutSession) -> impl IntoView {
    let language = use_language();
    let HandoutSession { slot, theme } = session;
    match slot {
        Some(slot) => view! {
            <tr>
                <th scope="row">{move || format::date_long(language.get(), slot.date)}</th>
                <td>{move || words::clock(language.get(), &slot)}</td>
                <td>{theme}</td>
            </tr>
        }
        .into_any(),
        None => view! {
            <tr>
                <th scope="row" colspan="2">{say(language, text::postponed)}</th>
                <td>{theme}</td>
            </tr>
        }
        .into_any(),
    }
}
