//! What was spent under the agreement.

use domain::agreements::ExpenseCommand;
use domain::agreements::view::ExpenseRow;
use i18n::{agreements as text, format, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Button, ButtonVariant, DataTable};

use super::api::change_spending;
use super::desk::AgreementDesk;
use super::words;
use crate::desk::Trouble;
use crate::form::CommandForm;

const EXPENSES: &str = "expenses-heading";

/// The section of the page.
#[component]
pub(super) fn Expenses(desk: AgreementDesk) -> impl IntoView {
    let language = use_language();
    let rows = desk.part(|view| view.expenses.clone());
    let form = CommandForm::new();
    let table = move || {
        let rows = rows.get();
        if rows.is_empty() {
            return view! { <p class="hr-muted">{say(language, text::no_expenses)}</p> }.into_any();
        }
        view! {
            <DataTable id="expenses" caption=told(language, text::expenses) hide_caption=true stacks=true>
                <thead>
                    <tr>
                        <th scope="col">{say(language, text::category)}</th>
                        <th scope="col">{say(language, text::date)}</th>
                        <th scope="col">{say(language, text::col_amount)}</th>
                        <th scope="col">{say(language, text::payer)}</th>
                        <th scope="col">{say(language, text::receipt)}</th>
                        <th scope="col">{say(language, text::col_for)}</th>
                        <th scope="col">{say(language, text::by)}</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(|row| view! { <Row desk form row /> }).collect_view()}</tbody>
            </DataTable>
        }
        .into_any()
    };
    view! {
        <div class="hr-section">
            <h2 id=EXPENSES tabindex="-1">{say(language, text::expenses)}</h2>
            {table}
            <Trouble desk form />
        </div>
    }
    .into_any()
}

#[component]
fn Row(desk: AgreementDesk, form: CommandForm, row: ExpenseRow) -> impl IntoView {
    let language = use_language();
    let ExpenseRow {
        id,
        category,
        payer,
        date,
        amount,
        activity,
        receipt,
        reason,
        by_name,
        is_own,
        may_remove,
        version,
    } = row;
    let agreement = desk.id();
    let remove = move |_| {
        form.press(
            Some(version),
            ExpenseCommand::Remove { id },
            move |envelope| change_spending(agreement, envelope),
            move |view| desk.done(view, EXPENSES, |language| text::removed(language).to_owned()),
        );
    };
    let label = Signal::derive(move || {
        let language = language.get();
        let what = text::of_day(
            language,
            words::category(language, category),
            format::date_short(language, date),
        );
        text::remove_of(language, what)
    });
    let activity = activity.map(|activity| {
        let kind = activity.kind;
        let name = move || words::kind(language.get(), kind);
        if is_own {
            let href = format!("{}/{}", kind.path(), activity.id);
            view! { <A href>{name}</A> }.into_any()
        } else {
            view! { <span>{name}</span> }.into_any()
        }
    });
    let over = (!reason.is_empty()).then(|| {
        view! { <span class="hr-line hr-muted">{move || text::over_because(language.get(), &reason)}</span> }
    });
    view! {
        <tr>
            <th scope="row">{move || words::category(language.get(), category)} {over}</th>
            <td data-label=say(language, text::date)>{move || format::date_short(language.get(), date)}</td>
            <td data-label=say(language, text::col_amount)>{move || format::amount(language.get(), amount.ore())}</td>
            <td data-label=say(language, text::payer)>{move || words::party(language.get(), payer)}</td>
            <td data-label=say(language, text::receipt)>{receipt}</td>
            <td data-label=say(language, text::col_for)>{activity}</td>
            <td data-label=say(language, text::by)>
                {by_name}
                {may_remove.then(|| view! {
                    <span class="hr-no-print">
                        " "
                        <Button variant=ButtonVariant::Tertiary busy=form.state.busy() label on:click=remove>
                            {say(language, text::remove)}
                        </Button>
                    </span>
                })}
            </td>
        </tr>
    }
    .into_any()
}
