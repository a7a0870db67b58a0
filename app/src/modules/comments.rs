//! What colleagues say of a module; each comment is dealt with, or not yet.

use domain::comments::Comment;
use domain::ids::CommentId;
use domain::modules::ModuleCommand;
use i18n::{modules as text, say, told, use_language};
use leptos::prelude::*;

use super::plan::Planner;
use crate::comments::{CommentForm, CommentItem};
use crate::fresh;

/// The comments, and a form for the next.
#[component]
pub fn Comments(planner: Planner) -> impl IntoView {
    let language = use_language();
    let all = Memo::new(move |_| planner.view.with(|view| view.module.comments.clone()));
    let may_comment = planner.view.with_untracked(|view| view.may_comment);
    view! {
        <Show when=move || may_comment || !all.with(Vec::is_empty)>
            <section aria-labelledby="comments-heading">
                <h2 id="comments-heading" tabindex="-1">{say(language, text::comments)}</h2>
                <ul class="hr-comments">
                    {move || all.get().into_iter().map(|comment| view! { <One planner comment /> }).collect_view()}
                </ul>
                {may_comment.then(|| view! { <Write planner /> })}
            </section>
        </Show>
    }
    .into_any()
}

#[component]
fn One(planner: Planner, comment: Comment) -> impl IntoView {
    let (id, by) = (comment.id, comment.by);
    let (name, may_resolve) = planner.view.with_untracked(|view| {
        let name = view.name_of(by).unwrap_or_default().to_owned();
        (name, view.may_edit || (view.may_comment && view.reader == by))
    });
    let resolve = Callback::new(move |resolved| {
        if planner.send(ModuleCommand::Resolve { id, resolved }) {
            crate::focus::on("comments-heading");
        }
    });
    view! { <CommentItem comment name may_resolve resolve /> }.into_any()
}

#[component]
fn Write(planner: Planner) -> impl IntoView {
    let language = use_language();
    let send = Callback::new(move |text| {
        let command = ModuleCommand::Comment {
            id: CommentId::new(fresh::ulid()),
            text,
            block: None,
        };
        planner.look_through(&command)?;
        Ok(planner.send(command))
    });
    view! { <CommentForm id="text" label=told(language, text::comment) names=planner.names send /> }.into_any()
}
