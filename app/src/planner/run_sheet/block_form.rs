//! The fields of a block: a short form for a new one, all of them when one is edited.

use domain::ids::BlockId;
use domain::issue::{IssueCode, Issues};
use domain::run_sheet::{Block, BlockField, Place, RunSheetEdit};
use domain::text::{BlockMinutes, Note, ShortText, Title};
use domain::text_guard::NameRule;
use domain::time::parse_time;
use i18n::{Language, format, groups as text, parts, say, use_language};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use ui::{Button, ButtonKind, ButtonVariant, Checkbox, NumberField, TimeField};

use super::editor::Editor;
use crate::form::{Draft, DraftNote, FormState, FreeTextField, Names, mirrored};
use crate::{focus, fresh};

/// The name of a block's draft.
pub const DRAFT: &str = "block";

/// A block as typed.
#[derive(Clone, Copy)]
struct BlockSignals {
    step: RwSignal<String>,
    minutes: RwSignal<String>,
    method: RwSignal<String>,
    material: RwSignal<String>,
    goal: RwSignal<String>,
    speaker: RwSignal<String>,
    is_break: RwSignal<bool>,
    note: RwSignal<String>,
    lock: RwSignal<String>,
    min_minutes: RwSignal<String>,
    form: FormState,
}

impl BlockSignals {
    fn empty() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            step: empty(),
            minutes: RwSignal::new("10".to_owned()),
            method: empty(),
            material: empty(),
            goal: empty(),
            speaker: empty(),
            is_break: RwSignal::new(false),
            note: empty(),
            lock: empty(),
            min_minutes: empty(),
            form: FormState::new(),
        }
    }

    fn of(block: &Block) -> Self {
        let typed = |text: &dyn ToString| RwSignal::new(text.to_string());
        Self {
            step: typed(&block.step),
            minutes: typed(&block.minutes),
            method: typed(&block.method),
            material: typed(&block.material),
            goal: typed(&block.goal),
            speaker: typed(&block.speaker),
            is_break: RwSignal::new(block.is_break),
            note: typed(&block.note),
            lock: RwSignal::new(
                block
                    .lock
                    .map(|lock| format::time(Language::Nb, lock))
                    .unwrap_or_default(),
            ),
            min_minutes: RwSignal::new(block.min_minutes.map(|minutes| minutes.to_string()).unwrap_or_default()),
            form: FormState::new(),
        }
    }

    /// What is typed and not saved stays in this browser.
    fn keep(self, editor: Editor, of: &str) -> Draft {
        let tick = self.is_break;
        let is_break = mirrored(move || tick.get().to_string(), move |kept| tick.set(kept == "true"));
        let fields = vec![
            ("is_break", is_break),
            ("step", self.step),
            ("minutes", self.minutes),
            ("method", self.method),
            ("material", self.material),
            ("goal", self.goal),
            ("speaker", self.speaker),
            ("note", self.note),
            ("lock", self.lock),
            ("min_minutes", self.min_minutes),
        ];
        Draft::keep(DRAFT, &editor.draft_of(of), editor.reader, fields)
    }

    /// Makes the edit, unless its texts name somebody: then that is shown beside the field.
    fn send(
        self,
        editor: Editor,
        edit: RunSheetEdit,
        form: Option<focus::Form>,
        make: impl FnOnce(RunSheetEdit) -> bool,
    ) -> bool {
        match editor.look_through(&edit) {
            Ok(()) => make(edit),
            Err(found) => {
                self.form.refuse(found);
                focus::first_fault_in(form);
                false
            }
        }
    }

    /// The block typed; faults are shown beside their fields.
    fn parse(self, id: BlockId, form: Option<focus::Form>) -> Option<Block> {
        fn optional<T>(parsed: Result<T, IssueCode>) -> Result<Option<T>, IssueCode> {
            match parsed {
                Err(IssueCode::Required) => Ok(None),
                other => other.map(Some),
            }
        }
        let mut issues = Issues::new();
        let typed = |field: RwSignal<String>| field.get_untracked();
        let step = issues.keep("step", Title::parse(&typed(self.step)));
        let minutes = issues.keep("minutes", BlockMinutes::parse(&typed(self.minutes)));
        let method = issues.keep("method", ShortText::parse(&typed(self.method)));
        let material = issues.keep("material", ShortText::parse(&typed(self.material)));
        let goal = issues.keep("goal", ShortText::parse(&typed(self.goal)));
        let speaker = issues.keep("speaker", ShortText::parse(&typed(self.speaker)));
        let note = issues.keep("note", Note::parse(&typed(self.note)));
        let lock = issues.keep("lock", optional(parse_time(&typed(self.lock))));
        let min_minutes = issues.keep("min_minutes", optional(BlockMinutes::parse(&typed(self.min_minutes))));
        let faulty = !issues.is_empty();
        self.form.refuse(issues.into_vec());
        if faulty {
            focus::first_fault_in(form);
        }
        Some(Block {
            method: method?,
            material: material?,
            goal: goal?,
            speaker: speaker?,
            is_break: self.is_break.get_untracked(),
            note: note?,
            lock: lock?,
            min_minutes: min_minutes?,
            ..Block::new(id, minutes?, step?)
        })
    }
}

fn label(say: fn(Language) -> &'static str) -> Signal<String> {
    let language = use_language();
    Signal::derive(move || say(language.get()).to_owned())
}

/// What every block has.
#[component]
fn MainFields(fields: BlockSignals, names: Names, id: String) -> impl IntoView {
    let error = move |field: &'static str| fields.form.error(field);
    view! {
        <div class="hr-field-row">
            <NumberField id=format!("{id}-minutes") label=label(text::block_minutes) value=fields.minutes error=error("minutes") />
            <FreeTextField
                id=format!("{id}-step")
                label=label(text::block_step)
                value=fields.step
                names
                issue=fields.form.issue("step")
            />
        </div>
        <div class="hr-field-row">
            <FreeTextField
                id=format!("{id}-method")
                label=label(text::block_method)
                value=fields.method
                names
                issue=fields.form.issue("method")
            />
            <FreeTextField
                id=format!("{id}-material")
                label=label(text::block_material)
                value=fields.material
                names
                issue=fields.form.issue("material")
            />
        </div>
    }
    .into_any()
}

/// What a programme says besides.
#[component]
fn ProgrammeFields(fields: BlockSignals, names: Names, id: String) -> impl IntoView {
    view! {
        <div class="hr-field-row">
            <FreeTextField
                id=format!("{id}-speaker")
                label=label(parts::speaker)
                value=fields.speaker
                names
                rule=NameRule::Allowed
                issue=fields.form.issue("speaker")
                is_optional=true
            />
            <Checkbox id=format!("{id}-break") label=label(parts::is_break) checked=fields.is_break />
        </div>
    }
    .into_any()
}

/// What is given when it is wanted.
#[component]
fn MoreFields(fields: BlockSignals, names: Names, id: String, has_clock: bool) -> impl IntoView {
    let error = move |field: &'static str| fields.form.error(field);
    view! {
        <div class="hr-field-row">
            {has_clock.then(|| view! {
                <TimeField
                    id=format!("{id}-lock")
                    label=label(text::block_lock_field)
                    value=fields.lock
                    error=error("lock")
                    is_optional=true
                />
            })}
            <NumberField
                id=format!("{id}-min")
                label=label(text::block_min_minutes)
                value=fields.min_minutes
                error=error("min_minutes")
                is_optional=true
            />
        </div>
        <FreeTextField
            id=format!("{id}-goal")
            label=label(text::block_goal)
            value=fields.goal
            names
            issue=fields.form.issue("goal")
            is_optional=true
        />
        <FreeTextField
            id=format!("{id}-note")
            is_long=true
            label=label(text::block_note)
            value=fields.note
            names
            issue=fields.form.issue("note")
            is_optional=true
        />
    }
    .into_any()
}

/// The form at the end of the list.
#[component]
pub fn AddBlock(editor: Editor) -> impl IntoView {
    let language = use_language();
    let fields = BlockSignals::empty();
    let draft = fields.keep(editor, "new");
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let form = focus::form_of(&event);
        let Some(block) = fields.parse(BlockId::new(fresh::ulid()), form.clone()) else {
            return;
        };
        let blocks = editor.sheet_now().blocks;
        let place = Place::among(&blocks, blocks.len());
        if fields.send(editor, RunSheetEdit::Insert { place, block }, form, |edit| {
            editor.edit(edit)
        }) {
            for field in [fields.step, fields.method, fields.material, fields.speaker] {
                field.set(String::new());
            }
            fields.is_break.set(false);
            draft.clear();
            focus::on("new-block-minutes");
        }
    };
    view! {
        <form class="hr-form hr-block-form" novalidate=true on:submit=save>
            <DraftNote draft />
            <MainFields fields names=editor.names id="new-block".to_owned() />
            {editor.has_speakers.then(|| view! {
                <ProgrammeFields fields names=editor.names id="new-block".to_owned() />
            })}
            <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary>{say(language, text::block_add)}</Button>
        </form>
    }
    .into_any()
}

/// The form in place of a block. Only the fields that were changed are sent: what a colleague changes meanwhile stays, and
/// where that is the same field, both are shown.
#[component]
pub fn EditBlock(editor: Editor, block: Block) -> impl IntoView {
    let language = use_language();
    let id = block.id;
    let fields = BlockSignals::of(&block);
    let opened = StoredValue::new(block);
    let draft = fields.keep(editor, &id.to_string());
    let close = move || {
        draft.clear();
        editor.edited.set(None);
        request_animation_frame(move || focus::on(&format!("edit-{id}")));
    };
    // Whether all is saved; faults are shown otherwise.
    let save = move |form: Option<focus::Form>| {
        let Some(typed) = fields.parse(id, form.clone()) else {
            return false;
        };
        let changed = opened.with_value(|opened| {
            let typed = Block {
                actual: opened.actual,
                ..typed
            };
            BlockField::changed(opened, &typed)
        });
        let make = |edit| opened.with_value(|opened| editor.edit_from(opened, edit));
        changed.is_empty() || fields.send(editor, RunSheetEdit::Change { id, fields: changed }, form, make)
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if save(focus::form_of(&event)) {
            close();
        }
    };
    let form_id = format!("block-form-{id}");
    let own = form_id.clone();
    editor.on_leave(
        id,
        Callback::new(move |()| {
            let is_saved = save(focus::form_by_id(&own));
            if is_saved {
                draft.clear();
            }
            is_saved
        }),
    );
    view! {
        <form id=form_id class="hr-form hr-block-form" novalidate=true on:submit=submit>
            <DraftNote draft />
            <MainFields fields names=editor.names id=format!("block-{id}") />
            {editor.has_speakers.then(|| view! {
                <ProgrammeFields fields names=editor.names id=format!("block-{id}") />
            })}
            <MoreFields fields names=editor.names id=format!("block-{id}") has_clock=editor.has_clock />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit>{say(language, text::block_save)}</Button>
                <Button variant=ButtonVariant::Tertiary on:click=move |_| close()>
                    {say(language, text::cancel_edit)}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
