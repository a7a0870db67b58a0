//! The packing list: what the blocks need, ticked off in this browser.

use std::collections::BTreeSet;

use domain::run_sheet::packing_list;
use i18n::{groups as text, say, use_language};
use leptos::prelude::*;

use super::editor::Editor;
use crate::planner::kept;

/// A thing to bring and the steps that need it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Item {
    key: String,
    name: String,
    /// How many for how many pupils, where each needs some.
    needed: Option<(u32, u16)>,
    steps: String,
}

/// The section of a plan's page; not there when nothing is needed.
#[component]
pub fn PackingSection(editor: Editor) -> impl IntoView {
    let language = use_language();
    let items = Memo::new(move |_| {
        editor.sheet.with(|sheet| {
            let Some(sheet) = sheet else { return Vec::new() };
            let people = sheet.people;
            let item = |item: domain::run_sheet::PackingItem<'_>| {
                let steps: Vec<&str> = item.blocks.iter().map(|block| block.step.as_str()).collect();
                Item {
                    key: item.key(),
                    name: item.name.to_owned(),
                    needed: people.and_then(|people| Some((item.needed_for(people)?, people))),
                    steps: steps.join(", "),
                }
            };
            packing_list(&sheet.run_sheet).into_iter().map(item).collect()
        })
    });
    let storage = StoredValue::new(editor.key("packed"));
    let packed = RwSignal::new(BTreeSet::<String>::new());
    Effect::new(move |_| {
        if let Some(before) = storage.with_value(|key| kept::read(key)) {
            packed.set(before);
        }
    });
    let tick = move |key: &str, is_packed: bool| {
        packed.update(|packed| {
            if is_packed {
                packed.insert(key.to_owned());
            } else {
                packed.remove(key);
            }
        });
        packed.with_untracked(|packed| storage.with_value(|key| kept::write(key, packed)));
    };
    let left = move || {
        let (count, left) = items.with(|items| {
            let left = packed.with(|packed| items.iter().filter(|item| !packed.contains(&item.key)).count());
            (items.len(), left)
        });
        text::packing_left(language.get(), count - left, count)
    };
    let has_people = Memo::new(move |_| {
        editor
            .sheet
            .with(|sheet| sheet.as_ref().is_some_and(|sheet| sheet.people.is_some()))
    });
    view! {
        <Show when=move || !items.with(Vec::is_empty)>
            <section aria-labelledby="packing-heading" class="hr-packing">
                <h2 id="packing-heading">{say(language, text::packing)}</h2>
                <p aria-live="polite">{left}</p>
                <Show when=move || has_people.get()>
                    <p class="hr-muted">{say(language, text::packing_each_help)}</p>
                </Show>
                <ul class="hr-packing-list">
                    <For each=move || items.get() key=|item| item.clone() let:item>
                        {
                            let Item { key, name, needed, steps } = item;
                            let (mine, ticked) = (key.clone(), key);
                            view! {
                                <li>
                                    <label class="hr-packing-item">
                                        <input
                                            type="checkbox"
                                            class="ds-input"
                                            prop:checked=move || packed.with(|packed| packed.contains(&mine))
                                            on:change=move |event| tick(&ticked, event_target_checked(&event))
                                        />
                                        <span>{name}</span>
                                        {needed.map(|(count, people)| view! {
                                            <strong>{move || text::packing_needed(language.get(), count, people)}</strong>
                                        })}
                                        <span class="hr-muted">{steps}</span>
                                    </label>
                                </li>
                            }
                        }
                    </For>
                </ul>
            </section>
        </Show>
    }
    .into_any()
}
