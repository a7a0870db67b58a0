//! What one reads.

use i18n::{say, ui as t};
use leptos::prelude::*;
use ui::{
    Alert, Breadcrumbs, Button, ButtonKind, ButtonVariant, Card, Crumb, DataTable, Details, Dialog, EmptyState, Icon,
    LinkButton, Pagination, Skeleton, SortableItem, SortableList, Spinner, StateBadge, Step, Tag, Tone,
};

use super::{Part, text};

/// Alerts, tags, and what stands where there is nothing.
#[component]
pub fn Messages() -> impl IntoView {
    let language = i18n::use_language();
    let alerts = [Tone::Info, Tone::Success, Tone::Warning, Tone::Danger]
        .map(|tone| view! { <Alert tone=tone>{say(language, t::sample_text)}</Alert> })
        .collect_view();
    view! {
        <Part title=text(t::sample_messages)>
            {alerts}
            <div class="hr-actions">
                <Tag text=text(t::sample_weekly) />
                <StateBadge icon=Icon::Pencil text=text(t::sample_draft) />
                <StateBadge tone=Tone::Info icon=Icon::Clock text=text(t::sample_planned) />
                <StateBadge tone=Tone::Success icon=Icon::Check text=text(t::sample_done) />
                <StateBadge tone=Tone::Danger icon=Icon::Cross text=text(t::sample_called_off) />
            </div>
            <EmptyState title=text(t::sample_empty) text=text(t::sample_help)>
                <LinkButton href="/gallery">{say(language, t::add)}</LinkButton>
            </EmptyState>
            <Spinner text=text(t::loading) />
            <Skeleton />
        </Part>
    }
}

/// A table, a list to sort, pages, cards.
#[component]
pub fn Lists() -> impl IntoView {
    let language = i18n::use_language();
    let crumbs = Signal::derive(move || {
        vec![
            Crumb::new("/", i18n::shell::my_week(language.get())),
            Crumb::new("/groups", i18n::shell::groups(language.get())),
        ]
    });
    view! {
        <Part title=text(t::sample_lists)>
            <Breadcrumbs crumbs=crumbs />
            <DataTable id="sample-table" caption=text(t::sample_table)>
                <thead>
                    <tr>
                        <th scope="col">{say(language, t::sample_place)}</th>
                        <th scope="col" data-kind="number">{say(language, t::sample_hours)}</th>
                    </tr>
                </thead>
                <tbody>
                    <tr>
                        <th scope="row">"Gjøvik"</th>
                        <td data-kind="number">{move || i18n::format::one_decimal(language.get(), 125)}</td>
                    </tr>
                    <tr>
                        <th scope="row">"Fauske"</th>
                        <td data-kind="number">{move || i18n::format::one_decimal(language.get(), 75)}</td>
                    </tr>
                </tbody>
            </DataTable>
            <Pagination page=4 pages=12 href=|page: usize| format!("/gallery?page={page}") />
            <Sorting />
            <div class="hr-grid">
                <Card>
                    <h3>{say(language, t::sample_planned)}</h3>
                    <p>{say(language, t::sample_text)}</p>
                </Card>
                <Card tone=Tone::Accent is_tinted=true>
                    <h3>{say(language, t::sample_done)}</h3>
                    <p>{say(language, t::sample_text)}</p>
                </Card>
            </div>
            <Details summary=text(t::sample_more)>
                <p>{say(language, t::sample_text)}</p>
            </Details>
        </Part>
    }
}

#[component]
fn Sorting() -> impl IntoView {
    let language = i18n::use_language();
    let order = RwSignal::new(vec![1, 2, 3]);
    let move_to = move |number: i32, step: Step| {
        order.update(|order| {
            let Some(at) = order.iter().position(|other| *other == number) else {
                return;
            };
            match step {
                Step::Up if at > 0 => order.swap(at, at - 1),
                Step::Down if at + 1 < order.len() => order.swap(at, at + 1),
                _ => {}
            }
        });
    };
    let item = move |number: i32| {
        let name = Signal::derive(move || t::sample_block(language.get(), number));
        let place = Signal::derive(move || order.read().iter().position(|other| *other == number).unwrap_or(0));
        view! {
            <SortableItem name=name place=place count=3 on_move=move |step| move_to(number, step)>
                <p>{move || name.get()}</p>
            </SortableItem>
        }
    };
    view! {
        <SortableList label=text(t::sample_lists)>
            <For each=move || order.get() key=|number| *number children=item />
        </SortableList>
    }
}

/// A dialog.
#[component]
pub fn Dialogs() -> impl IntoView {
    let language = i18n::use_language();
    let open = RwSignal::new(false);
    view! {
        <Part title=text(t::sample_dialog)>
            <Button on:click=move |_| open.set(true)>{say(language, t::sample_open)}</Button>
            <Dialog id="sample-dialog" title=text(t::sample_dialog) open=open>
                <p>{say(language, t::sample_text)}</p>
                <div class="hr-dialog__actions">
                    <Button kind=ButtonKind::Button on:click=move |_| open.set(false)>
                        {say(language, t::save)}
                    </Button>
                    <Button variant=ButtonVariant::Secondary on:click=move |_| open.set(false)>
                        {say(language, t::cancel)}
                    </Button>
                </div>
            </Dialog>
        </Part>
    }
}
