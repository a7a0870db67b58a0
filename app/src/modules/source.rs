//! What the module that this one was made from has become: a difference to take over or to leave.

use std::collections::BTreeSet;

use domain::clash::What;
use domain::modules::diff::{take, take_file};
use domain::modules::rebase::take_fields;
use domain::modules::{Difference, ModuleCommand, ModuleContent, differences};
use i18n::{modules as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Alert, Button, ButtonVariant, Tone};

use super::editions::Shown;
use super::plan::Planner;

/// Not there when the source has not changed.
#[component]
pub fn SourceSection(planner: Planner) -> impl IntoView {
    let language = use_language();
    let offer = Memo::new(move |_| {
        planner.view.with(|view| {
            let met = view.module.based_on.as_ref().map_or(0, |source| source.edition);
            view.source.clone().filter(|offer| offer.number > met)
        })
    });
    move || {
        offer.get().map(|offer| {
            let found = differences(&offer.before, &offer.after);
            let taken = StoredValue::new(offer);
            let take_all = move |_| {
                taken.with_value(|offer| {
                    take_over(planner, &offer.before, &offer.after);
                    planner.send(ModuleCommand::MeetSource { edition: offer.number });
                });
            };
            let leave = move |_| {
                let edition = taken.with_value(|offer| offer.number);
                planner.send(ModuleCommand::MeetSource { edition });
            };
            let rows = found
                .into_iter()
                .map(|difference| view! { <Shown difference restore=None /> })
                .collect_view();
            view! {
                <Alert tone=Tone::Info title=told(language, text::source_changed)>
                    <ul class="hr-differences">{rows}</ul>
                    <div class="hr-actions">
                        <Button on:click=take_all>{say(language, text::source_take)}</Button>
                        <Button variant=ButtonVariant::Secondary on:click=leave>{say(language, text::source_leave)}</Button>
                    </div>
                </Alert>
            }
        })
    }
}

/// Makes every difference between two contents here too; what is not here any more is left.
pub(super) fn take_over(planner: Planner, before: &ModuleContent, after: &ModuleContent) {
    let found = differences(before, after);
    let fields: BTreeSet<&str> = found
        .iter()
        .filter_map(|difference| match difference {
            Difference::Head { row } => match &row.what {
                What::Head(field) => Some(field.as_ref()),
                _ => None,
            },
            _ => None,
        })
        .collect();
    if !fields.is_empty() {
        let head = planner
            .view
            .with_untracked(|view| take_fields(&view.module.content.head, &after.head, &fields));
        planner.names.stand_in(&head);
        planner.send(ModuleCommand::EditHead { head: Box::new(head) });
    }
    for difference in &found {
        let edit = planner
            .view
            .with_untracked(|view| take(difference, &after.run_sheet, &view.module.content.run_sheet));
        if let Some(edit) = edit {
            planner.names.stand_in(&edit);
            planner.send(ModuleCommand::EditRunSheet { edit });
        }
    }
    for difference in &found {
        let command = planner
            .view
            .with_untracked(|view| take_file(difference, &view.module.content.files));
        if let Some(command) = command {
            planner.names.stand_in(&command);
            planner.send(command);
        }
    }
}
