//! The evaluation of a group, by itself.

use domain::evaluations::view::EvaluationView;
use domain::ids::GroupId;
use i18n::{evaluations as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use ui::PageHeader;

use super::api::view_evaluation;
use super::panel::EvaluationPanel;
use crate::error::{AppError, ErrorCode};
use crate::page_frame::Loaded;
use crate::title::PageTitle;

/// `/groups/:id/evaluation`.
#[component]
pub fn EvaluationPage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let loaded = Resource::new(move || id.get(), load);
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:view>
            <Detail view />
        </Loaded>
    }
}

async fn load(id: String) -> Result<EvaluationView, AppError> {
    match id.parse::<GroupId>() {
        Ok(id) => view_evaluation(id).await,
        Err(_) => Err(AppError::new(ErrorCode::NotFound)),
    }
}

#[component]
fn Detail(view: EvaluationView) -> impl IntoView {
    let language = use_language();
    let group_href = format!("/groups/{}", view.group);
    let name = view.group_name.clone();
    view! {
        <p class="hr-back">
            <A href=group_href>{move || format!("← {}", text::back_to_group(language.get()))}</A>
        </p>
        <PageHeader title=Signal::stored(name) />
        <section aria-labelledby="evaluation-heading">
            <h2 id="evaluation-heading" tabindex="-1">{say(language, text::title)}</h2>
            <EvaluationPanel view />
        </section>
    }
    .into_any()
}
