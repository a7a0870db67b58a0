//! What a module is, for whoever reads it; and the mandate's own words on its themes.

use domain::modules::view::ModuleView;
use domain::modules::{Aim, Link, SafetyNote};
use domain::themes::Theme;
use i18n::{Language, format, modules as text, say, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::Details;

use super::plan::Planner;
use super::words;

/// The facts as a list.
#[component]
pub fn Facts(planner: Planner) -> impl IntoView {
    let language = use_language();
    let view = planner.view;
    let fact = move |label: fn(Language) -> &'static str, read: fn(Language, &ModuleView) -> String| {
        let value = Memo::new(move |_| view.with(|view| read(language.get(), view)));
        view! {
            <Show when=move || !value.with(String::is_empty)>
                <div>
                    <dt>{say(language, label)}</dt>
                    <dd class="hr-lines">{value}</dd>
                </div>
            </Show>
        }
    };
    view! {
        <dl class="hr-facts">
            {fact(text::length, |language, view| format::duration(language, view.module.content.head.minutes.get().into()))}
            {fact(text::grades, |language, view| words::grades(language, &view.module.content.head.grades))}
            {fact(i18n::themes::title, |language, view| words::themes(language, &view.module.content.head.themes))}
            {fact(text::goals, |_, view| view.module.content.head.goals.to_string())}
            {fact(text::subject, |_, view| view.module.content.head.subject.to_string())}
            {fact(text::prerequisites, |_, view| view.module.content.head.prerequisites.to_string())}
            {fact(text::language, |language, view| words::form(language, view.module.content.head.language).to_owned())}
            {fact(text::sensitivity, |language, view| {
                words::sensitivity(language, view.module.content.head.sensitivity).to_owned()
            })}
            {fact(text::author, |_, view| view.name_of(view.module.author).unwrap_or_default().to_owned())}
            {fact(text::credit, |_, view| {
                view.module.credit.as_ref().map(ToString::to_string).unwrap_or_default()
            })}
            {fact(text::shelf, |language, view| words::shelf(language, view.module.shelf).to_owned())}
            {fact(text::licence, |language, view| words::licence(language, view.module.content.head.licence).to_owned())}
            {fact(text::review_date, |language, view| {
                view.module.review_due.map(|due| format::date_long(language, due)).unwrap_or_default()
            })}
        </dl>
        <BasedOn planner />
        <Lists planner />
        <Safety planner />
        <Definitions planner />
    }
    .into_any()
}

#[component]
fn BasedOn(planner: Planner) -> impl IntoView {
    let language = use_language();
    let source = Memo::new(move |_| {
        planner.view.with(|view| {
            let source = view.module.based_on.clone()?;
            let author = view.name_of(source.author).unwrap_or_default().to_owned();
            Some((source.module, source.title.to_string(), author))
        })
    });
    move || {
        source.get().map(|(id, title, author)| {
            view! {
                <p>
                    {move || text::based_on(language.get(), &author)}
                    " "
                    <A href=format!("/modules/{id}")>{title}</A>
                </p>
            }
        })
    }
}

/// Aims of the curriculum, and material on the web.
#[component]
fn Lists(planner: Planner) -> impl IntoView {
    let language = use_language();
    let lists = Memo::new(move |_| {
        planner.view.with(|view| {
            let head = &view.module.content.head;
            (head.aims.clone(), head.links.clone())
        })
    });
    move || {
        let (aims, links) = lists.get();
        view! {
            {(!aims.is_empty()).then(|| view! {
                <section>
                    <h2>{say(language, text::aims)}</h2>
                    <ul>{aims.into_iter().map(|Aim { code, text }| view! { <li><strong>{code.to_string()}</strong> " " {text.to_string()}</li> }).collect_view()}</ul>
                </section>
            })}
            {(!links.is_empty()).then(|| view! {
                <section>
                    <h2>{say(language, text::links)}</h2>
                    <ul>
                        {links.into_iter().map(|Link { title, address }| view! {
                            <li><a href=address.to_string() rel="noopener noreferrer external">{title.to_string()}</a></li>
                        }).collect_view()}
                    </ul>
                </section>
            })}
        }
    }
}

#[component]
fn Safety(planner: Planner) -> impl IntoView {
    let language = use_language();
    let note = Memo::new(move |_| planner.view.with(|view| view.module.content.head.safety.clone()));
    move || {
        let SafetyNote {
            duties,
            present,
            afterwards,
            opt_out,
        } = note.get();
        let parts: Vec<_> = [
            (text::duties as fn(Language) -> &'static str, duties),
            (text::present, present),
            (text::afterwards, afterwards),
            (text::opt_out, opt_out),
        ]
        .into_iter()
        .filter(|(_, words)| !words.as_str().is_empty())
        .collect();
        (!parts.is_empty()).then(|| {
            view! {
                <section class="hr-safety" aria-labelledby="safety-heading">
                    <h2 id="safety-heading">{say(language, text::safety)}</h2>
                    <dl class="hr-facts">
                        {parts
                            .into_iter()
                            .map(|(label, words)| view! {
                                <div>
                                    <dt>{say(language, label)}</dt>
                                    <dd class="hr-lines">{words.to_string()}</dd>
                                </div>
                            })
                            .collect_view()}
                    </dl>
                </section>
            }
        })
    }
}

/// The mandate's own texts, for the themes that it defines.
#[component]
fn Definitions(planner: Planner) -> impl IntoView {
    let language = use_language();
    let defined = Memo::new(move |_| {
        planner.view.with(|view| {
            let themes = view.module.content.head.themes.iter().copied();
            themes.filter(|theme| theme.is_defined()).collect::<Vec<Theme>>()
        })
    });
    move || {
        let themes = defined.get();
        (!themes.is_empty()).then(|| {
            view! {
                <section aria-labelledby="definitions-heading">
                    <h2 id="definitions-heading">{say(language, i18n::themes::definitions)}</h2>
                    {themes
                        .into_iter()
                        .map(|theme| {
                            let summary = Signal::derive(move || {
                                let language = language.get();
                                i18n::themes::definition_of(language, i18n::theme_name(language, theme).to_lowercase())
                            });
                            view! {
                                <Details summary>
                                    {i18n::theme_definition(theme).iter().map(|paragraph| view! { <p>{say(language, *paragraph)}</p> }).collect_view()}
                                </Details>
                            }
                        })
                        .collect_view()}
                </section>
            }
        })
    }
}
