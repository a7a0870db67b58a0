//! Writing an expense down: what is likely is filled in, so that an amount and a receipt are all there is to type.

use domain::agreements::form::ExpenseForm;
use domain::agreements::view::SpendView;
use domain::ids::ExpenseId;
use i18n::{agreements as text, format, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;
use ui::{
    Announcer, Button, ButtonKind, Choice, DateField, EmptyState, PageHeader, RadioGroup, SelectField, TextField,
};

use super::api::{change_spending, view_spending};
use super::page::agreement_in_address;
use super::words;
use crate::error::{AppError, ErrorCode};
use crate::failure::Failure;
use crate::form::{CommandForm, Draft, DraftNote, FreeTextField};
use crate::fresh;
use crate::page_frame::Loaded;
use crate::title::PageTitle;

/// `/agreements/:id/expense`.
#[component]
pub fn SpendPage() -> impl IntoView {
    let language = use_language();
    let id = agreement_in_address();
    let loaded = Resource::new(
        move || id.get(),
        |id| async move {
            match id {
                Some(id) => view_spending(id).await,
                None => Err(AppError::new(ErrorCode::NotFound)),
            }
        },
    );
    view! {
        <PageTitle text=told(language, text::spend) />
        <Loaded of=loaded let:view>
            <Whole view />
        </Loaded>
    }
}

#[component]
fn Whole(view: SpendView) -> impl IntoView {
    let language = use_language();
    let owner_name = view.owner_name.clone();
    let lead = Signal::derive(move || text::spend_lead(language.get(), &owner_name));
    let back = format!("/agreements/{}", view.id);
    view! {
        <p class="hr-back"><A href=back>{move || format!("← {}", text::agreement(language.get()))}</A></p>
        <PageHeader title=told(language, text::spend) lead />
        {if view.lines.is_empty() {
            view! { <EmptyState title=told(language, text::no_lines) text=told(language, text::no_lines_help) /> }
                .into_any()
        } else {
            view! { <SpendForm view /> }.into_any()
        }}
    }
    .into_any()
}

#[component]
fn SpendForm(view: SpendView) -> impl IntoView {
    let language = use_language();
    let SpendView {
        id,
        lines,
        activities,
        reader,
        today,
        ..
    } = view;
    let text_of = |text: String| RwSignal::new(text);
    // Where there is but one line, it is that.
    let only = match lines.as_slice() {
        [line] => line.category.name(),
        _ => "",
    };
    let category = text_of(only.to_owned());
    let (amount, receipt) = (text_of(String::new()), text_of(String::new()));
    let (activity, reason) = (text_of(String::new()), text_of(String::new()));
    let date = text_of(today.to_string());
    let form = CommandForm::new();
    let state = form.state;
    let fields = vec![
        ("category", category),
        ("amount", amount),
        ("date", date),
        ("receipt", receipt),
        ("activity", activity),
        ("reason", reason),
    ];
    let draft = Draft::keep("expense", &id.to_string(), reader, fields);
    let categories = Signal::derive(move || {
        let language = language.get();
        let choice = |line| words::line_choice(language, line);
        lines.iter().map(choice).collect::<Vec<_>>()
    });
    let activities = Signal::derive(move || {
        let language = language.get();
        let choice = |one: &domain::agreements::view::ActivityOption| {
            let day = format::date_short(language, one.date);
            Choice::new(one.activity.value(), text::activity_of(language, &one.title, day))
        };
        activities.iter().map(choice).collect::<Vec<_>>()
    });
    // The same id for every attempt at the same expense: pressing twice has the effect of once.
    let new_id = StoredValue::new(None::<ExpenseId>);
    let announcer = use_context::<Announcer>();
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let which = new_id.get_value().unwrap_or_else(|| ExpenseId::new(fresh::ulid()));
        new_id.set_value(Some(which));
        let typed = ExpenseForm {
            category: category.get_untracked(),
            amount: amount.get_untracked(),
            date: date.get_untracked(),
            receipt: receipt.get_untracked(),
            activity: activity.get_untracked(),
            reason: reason.get_untracked(),
        };
        let parsed = typed.parse(which, today).map(|command| (command, None));
        let navigate = navigate.clone();
        form.submit(
            &event,
            parsed,
            move |envelope| change_spending(id, envelope),
            move |_| {
                draft.clear();
                if let Some(announcer) = announcer {
                    announcer.say(text::spent_saved(language.get_untracked()));
                }
                navigate(&format!("/agreements/{id}"), Default::default());
            },
        );
    };
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            <RadioGroup
                id="category"
                legend=told(language, text::category)
                choices=categories
                value=category
                error=state.error("category")
            />
            <TextField id="amount" label=told(language, text::amount) value=amount error=state.error("amount") />
            <TextField
                id="receipt"
                label=told(language, text::receipt)
                description=told(language, text::receipt_help)
                value=receipt
                error=state.error("receipt")
            />
            <DateField id="date" label=told(language, text::date) value=date error=state.error("date") />
            <SelectField
                id="activity"
                is_optional=true
                label=told(language, text::col_for)
                empty=told(language, text::no_activity)
                choices=activities
                value=activity
                error=state.error("activity")
            />
            <FreeTextField
                id="over-reason"
                is_optional=true
                label=told(language, text::over_reason)
                description=told(language, text::over_reason_help)
                value=reason
                names=form.names
                issue=state.issue("over-reason")
            />
            <Failure error=state.failure() rule=words::rule />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::spend)}</Button>
            </div>
        </form>
    }
    .into_any()
}
