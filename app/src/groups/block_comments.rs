//! What those who plan a session say of its blocks: beside the block, dealt with or not yet, and in no printout.

use domain::comments::Comment;
use domain::groups::GroupCommand;
use domain::ids::{BlockId, CommentId};
use domain::issue::Issue;
use domain::text::Note;
use i18n::{groups as text, say, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonVariant, Details};

use super::plan::Planner;
use crate::comments::{CommentForm, CommentItem};
use crate::fresh;
use crate::planner::Beside;

/// The comments of a session.
#[derive(Clone, Copy)]
pub struct BlockComments {
    planner: Planner,
    number: u8,
    all: Memo<Vec<Comment>>,
    may_edit: bool,
    /// The block that something is being written of.
    written: RwSignal<Option<BlockId>>,
}

impl BlockComments {
    /// Those of one session; a form opens for whoever may change it.
    pub fn new(planner: Planner, number: u8, may_edit: bool) -> Self {
        let all = Memo::new(move |_| {
            planner.view.with(|view| {
                let session = view.group.session(number);
                session.map(|session| session.comments.clone()).unwrap_or_default()
            })
        });
        Self {
            planner,
            number,
            all,
            may_edit,
            written: RwSignal::new(None),
        }
    }

    /// As the run sheet shows them beside its blocks.
    pub fn beside(self) -> Beside {
        let draw =
            move |(block, step): (BlockId, Signal<String>)| view! { <OfBlock comments=self block step /> }.into_any();
        let open = move |block: BlockId| {
            self.written.set(Some(block));
            request_animation_frame(move || crate::focus::on(&field_id(block)));
        };
        Beside {
            draw: Callback::new(draw),
            label: text::block_comment,
            open: Callback::new(open),
        }
    }

    fn say(self, block: BlockId, text: Note) -> Result<bool, Vec<Issue>> {
        let command = GroupCommand::CommentBlock {
            number: self.number,
            id: CommentId::new(fresh::ulid()),
            block,
            by: self.planner.view.with_untracked(|view| view.reader),
            text,
        };
        self.planner.look_through(&command)?;
        let done = self.planner.send(command);
        if done {
            self.close(block);
        }
        Ok(done)
    }

    /// Closes the form; the focus goes back to where it was opened from.
    fn close(self, block: BlockId) {
        self.written.set(None);
        crate::focus::on(&format!("menu-{block}"));
    }
}

fn field_id(block: BlockId) -> String {
    format!("comment-{block}")
}

/// What is said of one block, and the form for the next.
#[component]
fn OfBlock(comments: BlockComments, block: BlockId, step: Signal<String>) -> impl IntoView {
    let language = use_language();
    let said = Memo::new(move |_| {
        comments.all.with(|all| {
            let of_block = all.iter().filter(|comment| comment.block == Some(block));
            of_block.cloned().collect::<Vec<_>>()
        })
    });
    let is_written = move || comments.may_edit && comments.written.get() == Some(block);
    let label = Signal::derive(move || text::block_comment_of(language.get(), step.get()));
    let send = Callback::new(move |text| comments.say(block, text));
    let back_to = format!("menu-{block}");
    view! {
        <Show when=move || is_written() || !said.with(Vec::is_empty)>
            <div class="hr-block-comments hr-no-print">
                <Said comments said back_to=back_to.clone() />
                <Show when=is_written>
                    <CommentForm id=field_id(block) label names=comments.planner.names send>
                        <Button variant=ButtonVariant::Tertiary on:click=move |_| comments.close(block)>
                            {say(language, text::cancel_edit)}
                        </Button>
                    </CommentForm>
                </Show>
            </div>
        </Show>
    }
    .into_any()
}

/// The comments that are open, and the others folded away.
#[component]
fn Said(comments: BlockComments, said: Memo<Vec<Comment>>, back_to: String) -> impl IntoView {
    let language = use_language();
    let back_to = StoredValue::new(back_to);
    let list = move |resolved: bool| {
        let of_kind = said.get().into_iter().filter(|comment| comment.resolved == resolved);
        of_kind
            .map(|comment| {
                let name = comments
                    .planner
                    .view
                    .with_untracked(|view| view.name_of(comment.by).unwrap_or_default().to_owned());
                let (number, id) = (comments.number, comment.id);
                let resolve = Callback::new(move |resolved| {
                    if comments
                        .planner
                        .send(GroupCommand::ResolveComment { number, id, resolved })
                    {
                        back_to.with_value(|id| crate::focus::on(id));
                    }
                });
                view! { <CommentItem comment name may_resolve=comments.may_edit resolve /> }
            })
            .collect_view()
    };
    let count =
        move |resolved: bool| said.with(|said| said.iter().filter(|comment| comment.resolved == resolved).count());
    let resolved = Signal::derive(move || text::block_comments_resolved(language.get(), count(true)));
    view! {
        <Show when=move || count(false) != 0>
            <ul class="hr-comments">{move || list(false)}</ul>
        </Show>
        <Show when=move || count(true) != 0>
            <Details summary=resolved>
                <ul class="hr-comments">{move || list(true)}</ul>
            </Details>
        </Show>
    }
    .into_any()
}

/// What was said of blocks that were taken out since.
#[component]
pub fn GoneBlocks(comments: BlockComments) -> impl IntoView {
    let language = use_language();
    let said = Memo::new(move |_| {
        comments.planner.view.with(|view| {
            let Some(session) = view.group.session(comments.number) else {
                return Vec::new();
            };
            let is_gone = |comment: &&Comment| {
                comment
                    .block
                    .is_none_or(|block| session.run_sheet.block(block).is_none())
            };
            session.comments.iter().filter(is_gone).cloned().collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || !said.with(Vec::is_empty)>
            <section class="hr-no-print" aria-labelledby="gone-blocks-heading">
                <h3 id="gone-blocks-heading" tabindex="-1">{say(language, text::block_comments_gone)}</h3>
                <Said comments said back_to="gone-blocks-heading".to_owned() />
            </section>
        </Show>
    }
    .into_any()
}
