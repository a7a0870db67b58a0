//! The invitation, to print and to copy, in the languages chosen.

use domain::languages::Tongue;
use domain::presentations::form::parse_invitation;
use domain::presentations::view::PresentationView;
use i18n::{presentations as text, say, told, tongue_name, use_language};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::{
    Alert, Announcer, Button, ButtonKind, ButtonVariant, CheckboxGroup, Choice, Details, Tone, as_ticked, ticked,
};

use super::desk::Desk;
use super::page::presentation_in_address;
use super::template::Invitation;
use super::tongues::Tongues;
use super::words;
use crate::clipboard::copy;
use crate::desk::Trouble;
use crate::form::{CommandForm, Draft, DraftNote, FreeTextField};
use crate::page_frame::Loaded;
use crate::printouts::sheet::Sheet;
use crate::title::PageTitle;

/// `/presentations/:id/invitation`.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let language = use_language();
    let loaded = presentation_in_address();
    view! {
        <PageTitle text=told(language, text::invitation) />
        <Loaded of=loaded let:view>
            <Whole desk=Desk::new(view) />
        </Loaded>
    }
}

/// What is chosen at first: the language of the school, and those that somebody has written a text in.
fn chosen_at_first(view: &PresentationView) -> String {
    let own = view.presentation.invitation.keys().copied();
    let mut tongues: Vec<Tongue> = [Tongue::Bokmal].into_iter().chain(own).collect();
    tongues.sort_unstable();
    tongues.dedup();
    as_ticked(tongues.into_iter().map(Tongue::tag))
}

/// What can be ticked without looking in the long list: those with a template, those with an interpreter, those with a text.
fn offered(view: &PresentationView) -> Vec<Tongue> {
    let presentation = &view.presentation;
    let with_template = Tongue::ALL.into_iter().filter(|tongue| tongue.of_interface().is_some());
    let mut tongues: Vec<Tongue> = with_template
        .chain(presentation.interpreters.keys().copied())
        .chain(presentation.invitation.keys().copied())
        .filter(|tongue| tongue.is_written())
        .collect();
    tongues.sort_unstable();
    tongues.dedup();
    tongues
}

#[component]
fn Whole(desk: Desk) -> impl IntoView {
    let language = use_language();
    let chosen = RwSignal::new(desk.view.with_untracked(chosen_at_first));
    let more = RwSignal::new(String::new());
    let near = desk.part(offered);
    let choices = Signal::derive(move || {
        let language = language.get();
        near.get()
            .into_iter()
            .map(|tongue| Choice::new(tongue.tag(), words::capital(tongue_name(language, tongue))))
            .collect::<Vec<_>>()
    });
    let tongues = Memo::new(move |_| {
        let mut tags = ticked(&chosen.get());
        tags.extend(ticked(&more.get()));
        let mut tongues: Vec<Tongue> = tags.iter().filter_map(|tag| Tongue::from_tag(tag)).collect();
        tongues.sort_unstable();
        tongues.dedup();
        tongues
    });
    let none = Signal::derive(move || {
        let is_none = tongues.with(Vec::is_empty);
        is_none.then(|| text::invite_none(language.get()).to_owned())
    });
    let can_plan = desk.can_plan();
    let running = desk.view.with_untracked(|view| view.presentation.title.to_string());
    view! {
        <Sheet back=format!("/presentations/{}", desk.id()) back_text=text::back_to running>
            <div class="hr-no-print">
                <h1>{say(language, text::invitation)}</h1>
                <Alert tone=Tone::Info>{say(language, text::invite_no_personal)}</Alert>
                <div class="hr-form">
                    <CheckboxGroup
                        id="languages"
                        legend=told(language, text::invite_languages)
                        chosen
                        choices
                        error=none
                    />
                    <Details summary=told(language, text::invite_other)>
                        <p>{say(language, text::invite_other_help)}</p>
                        <Tongues
                            id="other-language"
                            label=text::tongue
                            add=text::add_material
                            chosen=more
                            offered=|tongue| tongue.is_written() && tongue.of_interface().is_none()
                        />
                    </Details>
                </div>
                <Show when=move || can_plan.get() && !tongues.with(Vec::is_empty)>
                    <section class="hr-section" aria-labelledby="texts">
                        <h2 id="texts" tabindex="-1">{say(language, text::adjust)}</h2>
                        <For each=move || tongues.get() key=|tongue| tongue.tag() let:tongue>
                            <TextForm desk tongue />
                        </For>
                    </section>
                </Show>
            </div>
            <For each=move || tongues.get() key=|tongue| tongue.tag() let:tongue>
                {move || desk.view.with(|view| one(view, tongue))}
            </For>
        </Sheet>
    }
    .into_any()
}

/// What is written of one language: a paragraph for the template, or all of the text.
#[component]
fn TextForm(desk: Desk, tongue: Tongue) -> impl IntoView {
    let language = use_language();
    let stored = desk.view.with_untracked(|view| {
        let stored = view.presentation.invitation.get(&tongue);
        stored.map(ToString::to_string).unwrap_or_default()
    });
    let is_empty = stored.is_empty();
    let has_template = tongue.of_interface().is_some();
    let value = RwSignal::new(stored);
    let form = CommandForm::new();
    let reader = desk.view.with_untracked(|view| view.reader);
    desk.view.with_untracked(|view| form.names.stand_in(&view.presentation));
    let of = format!("{}:{}", desk.id(), tongue.tag());
    let draft = Draft::keep("invitation", &of, reader, vec![("text", value)]);
    let name = move || tongue_name(language.get(), tongue);
    let label = Signal::derive(move || {
        if has_template {
            text::invite_about(language.get(), name())
        } else {
            text::invite_text_of(language.get(), name())
        }
    });
    let help = Signal::derive(move || {
        let help = if has_template {
            text::invite_about_help
        } else {
            text::invite_other_help
        };
        help(language.get()).to_owned()
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = parse_invitation(tongue.tag(), &value.get_untracked());
        let parsed = parsed.map(|command| (command, Some(desk.version())));
        form.submit(
            &event,
            parsed,
            move |envelope| desk.send(envelope),
            move |view| {
                draft.clear();
                desk.done(view, "texts", |language| text::invite_saved(language).to_owned());
            },
        );
    };
    view! {
        <Details summary=label is_open=is_empty && !has_template>
            <DraftNote draft />
            <form class="hr-form" novalidate=true on:submit=submit>
                <FreeTextField
                    id=format!("text-{}", tongue.tag())
                    is_long=true
                    is_optional=true
                    label
                    description=help
                    value
                    names=form.names
                    issue=form.state.issue("text")
                />
                <Trouble desk form />
                <div class="hr-actions">
                    <Button
                        kind=ButtonKind::Submit
                        variant=ButtonVariant::Secondary
                        busy=form.state.busy()
                        label=Signal::derive(move || text::invite_save_of(language.get(), name()))
                    >
                        {say(language, text::invite_save)}
                    </Button>
                </div>
            </form>
        </Details>
    }
    .into_any()
}

/// The invitation in one language, on a sheet of its own.
fn one(view: &PresentationView, tongue: Tongue) -> AnyView {
    let language = use_language();
    let Some(invitation) = Invitation::in_tongue(view, tongue) else {
        return view! {
            <p class="hr-muted hr-no-print">
                {move || text::invite_empty(language.get(), tongue_name(language.get(), tongue))}
            </p>
        }
        .into_any();
    };
    let plain = invitation.plain();
    let Invitation {
        heading,
        before,
        facts,
        after,
    } = invitation;
    let paragraphs = |all: Vec<String>| all.into_iter().map(|words| view! { <p>{words}</p> }).collect_view();
    let fact = |(label, value): (String, String)| {
        view! {
            <div>
                {(!label.is_empty()).then(|| view! { <dt>{label}</dt> })}
                <dd>{value}</dd>
            </div>
        }
    };
    let has_labels = facts.iter().all(|(label, _)| !label.is_empty());
    let facts = if has_labels {
        view! { <dl class="hr-printout-facts">{facts.into_iter().map(fact).collect_view()}</dl> }.into_any()
    } else {
        paragraphs(facts.into_iter().map(|(_, value)| value).collect()).into_any()
    };
    view! {
        <div class="hr-invitation-sheet">
            <article class="hr-printout hr-invitation" lang=tongue.tag() dir="auto" data-language=tongue.tag()>
                {(!heading.is_empty()).then(|| view! { <h2>{heading}</h2> })}
                {paragraphs(before)}
                {facts}
                {paragraphs(after)}
            </article>
            <Plain plain tongue />
        </div>
    }
    .into_any()
}

/// The text without its form, to be pasted into a letter or a message.
#[component]
fn Plain(plain: String, tongue: Tongue) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let field = NodeRef::<html::Textarea>::new();
    let said = RwSignal::new(None::<bool>);
    let to_copy = StoredValue::new(plain.clone());
    let id = format!("plain-{}", tongue.tag());
    let name = move || tongue_name(language.get(), tongue);
    let on_copy = move |_| {
        spawn_local(async move {
            let is_copied = copy(&to_copy.get_value()).await;
            if !is_copied && let Some(field) = field.get_untracked() {
                field.select();
            }
            let _ = said.try_set(Some(is_copied));
            if let Some(announcer) = announcer {
                announcer.say(copied(is_copied)(language.get_untracked()));
            }
        });
    };
    let lines = plain.lines().count() + 2;
    view! {
        <div class="hr-no-print hr-invitation-plain">
            <div class="ds-field">
                <label class="ds-label" for=id.clone()>{move || text::invite_plain(language.get(), name())}</label>
                <textarea
                    class="ds-input"
                    id=id
                    readonly=true
                    rows=lines.to_string()
                    lang=tongue.tag()
                    dir="auto"
                    node_ref=field
                >
                    {plain}
                </textarea>
            </div>
            <div class="hr-actions">
                <Button
                    variant=ButtonVariant::Secondary
                    label=Signal::derive(move || text::invite_copy_of(language.get(), name()))
                    on:click=on_copy
                >
                    {say(language, text::invite_copy)}
                </Button>
            </div>
            {move || said.get().map(|is_copied| view! { <p>{move || copied(is_copied)(language.get())}</p> })}
        </div>
    }
    .into_any()
}

fn copied(is_copied: bool) -> i18n::Text {
    if is_copied {
        text::invite_copied
    } else {
        text::invite_copy_failed
    }
}
