//! What came of a module, on the module's page.

use domain::access::Action;
use domain::ids::ModuleId;
use domain::nora::view::ModuleProposal;
use i18n::{nora as text, say, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{ButtonVariant, LinkButton};

use super::api::proposals_of_module;
use super::words;
use crate::person::use_person;

/// The proposals, and the way to one more. Nothing for one who sees none and writes none.
#[component]
pub(crate) fn OfModule(module: ModuleId) -> impl IntoView {
    let language = use_language();
    let person = use_person();
    let loaded = Resource::new(|| (), move |()| proposals_of_module(module));
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let came = loaded.await.unwrap_or_default();
                view! {
                    <Show when={
                        let is_empty = came.is_empty();
                        move || !is_empty || person.may_some(Action::WriteProposal)
                    }>
                        <section class="hr-section" aria-labelledby="nora-heading">
                            <h2 id="nora-heading">{say(language, text::title)}</h2>
                            <ul>{came.clone().into_iter().map(|one| view! { <One one /> }).collect_view()}</ul>
                            <Show when=move || person.may_some(Action::WriteProposal)>
                                <div class="hr-actions">
                                    <LinkButton href=format!("/nora/new?module={module}") variant=ButtonVariant::Secondary>
                                        {say(language, text::propose)}
                                    </LinkButton>
                                </div>
                            </Show>
                        </section>
                    </Show>
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn One(one: ModuleProposal) -> impl IntoView {
    let language = use_language();
    let ModuleProposal {
        id,
        title,
        step,
        publication,
    } = one;
    let name = match id {
        Some(id) => view! { <A href=format!("/nora/{id}")>{title}</A> }.into_any(),
        None => title.into_any(),
    };
    let stands = move || {
        let language = language.get();
        let published = publication
            .as_ref()
            .map(|publication| words::publication(language, publication));
        published.unwrap_or_else(|| words::step(language, step).to_owned())
    };
    view! { <li>{name} " · " {stands}</li> }.into_any()
}
