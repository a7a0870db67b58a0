//! How a module was used, on the module's page: where and how often, what pupils thought, the time of its blocks, and what
//! colleagues did in another way.

use domain::deliveries::usage::BlockUse;
use domain::deliveries::view::Adaptation;
use domain::modules::view::ModuleUse;
use i18n::{Language, deliveries as text, format, say, told, use_language};
use leptos::prelude::*;
use ui::DataTable;

/// The section of the page.
#[component]
pub(crate) fn UsageSection(
    used: ModuleUse,
    at_units: Vec<(String, u32)>,
    blocks: Vec<BlockUse>,
    adaptations: Vec<Adaptation>,
) -> impl IntoView {
    let language = use_language();
    let places = at_units.clone();
    let where_held = move || {
        let language = language.get();
        let units = places.iter().map(|(unit, times)| match times {
            1 => unit.clone(),
            times => text::unit_times(language, unit, times),
        });
        units.collect::<Vec<_>>().join(", ")
    };
    let facts = (used.held > 0).then(|| {
        view! {
            <dl class="hr-facts">
                <div>
                    <dt>{say(language, text::usage_where)}</dt>
                    <dd>{where_held}</dd>
                </div>
            </dl>
        }
    });
    view! {
        <section class="hr-section" aria-labelledby="usage-heading">
            <h2 id="usage-heading">{say(language, text::usage)}</h2>
            <p>{move || held(language.get(), used)}</p>
            {facts}
            {(!blocks.is_empty()).then(|| view! { <Blocks blocks /> })}
            {(!adaptations.is_empty()).then(|| view! { <Changed adaptations /> })}
        </section>
    }
    .into_any()
}

/// «Holdt 3 ganger. Elevenes svar: 2,7 av 3 i snitt, 44 svar.»
fn held(language: Language, used: ModuleUse) -> String {
    let times = match used.held {
        0 => return text::usage_none(language).to_owned(),
        1 => text::usage_held_one(language).to_owned(),
        times => text::usage_held(language, times),
    };
    let mean = match used.mean {
        Some(mean) => text::usage_mean(language, format::one_decimal(language, mean.into()), used.answers),
        None => text::usage_mean_none(language).to_owned(),
    };
    format!("{times} {mean}")
}

#[component]
fn Blocks(blocks: Vec<BlockUse>) -> impl IntoView {
    let language = use_language();
    let row = move |one: BlockUse| {
        let BlockUse {
            step,
            planned,
            median,
            times,
            ..
        } = one;
        let minutes = move |minutes: u16| format::duration(language.get(), minutes.into());
        view! {
            <tr>
                <th scope="row">{step}</th>
                <td data-label=say(language, text::col_planned)>{move || minutes(planned)}</td>
                <td data-label=say(language, text::col_median)>{move || minutes(median)}</td>
                <td data-label=say(language, text::col_times)>{times}</td>
            </tr>
        }
    };
    view! {
        <h3 id="blocks-heading">{say(language, text::usage_blocks)}</h3>
        <p class="hr-muted">{say(language, text::usage_blocks_help)}</p>
        <DataTable id="block-use" caption=told(language, text::usage_blocks) hide_caption=true stacks=true>
            <thead>
                <tr>
                    <th scope="col">{say(language, text::col_step)}</th>
                    <th scope="col">{say(language, text::col_planned)}</th>
                    <th scope="col">{say(language, text::col_median)}</th>
                    <th scope="col">{say(language, text::col_times)}</th>
                </tr>
            </thead>
            <tbody>{blocks.into_iter().map(row).collect_view()}</tbody>
        </DataTable>
    }
    .into_any()
}

#[component]
fn Changed(adaptations: Vec<Adaptation>) -> impl IntoView {
    let language = use_language();
    let one = move |adaptation: Adaptation| {
        let Adaptation {
            by,
            on,
            adapted,
            learnt,
        } = adaptation;
        let said = move || text::changed_by(language.get(), &by, format::date_long(language.get(), on));
        let adapted = (!adapted.is_empty()).then(|| {
            view! { <p class="hr-lines">{move || text::changed_adapted(language.get(), &adapted)}</p> }
        });
        let learnt = (!learnt.is_empty()).then(|| {
            view! { <p class="hr-lines">{move || text::changed_learnt(language.get(), &learnt)}</p> }
        });
        view! {
            <li class="hr-comment">
                <p class="hr-muted">{said}</p>
                {adapted}
                {learnt}
            </li>
        }
    };
    view! {
        <h3 id="changed-heading">{say(language, text::usage_changed)}</h3>
        <ul class="hr-comments">{adaptations.into_iter().map(one).collect_view()}</ul>
    }
    .into_any()
}
