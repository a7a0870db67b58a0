//! Saving a group as a programme, on the group's page.

use domain::ids::{GroupId, ProgrammeId};
use domain::programmes::ProgrammeForm;
use i18n::{programmes as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Alert, Button, ButtonKind, Details, Tone};

use super::api::save_programme;
use super::edit::HeadFields;
use super::rule;
use crate::failure::Failure;
use crate::form::CommandForm;
use crate::fresh;

/// A form that unfolds; what it saved can be opened from there.
#[component]
pub fn SaveAsProgramme(
    group: GroupId,
    /// The group's name, which the programme's begins as.
    name: String,
) -> impl IntoView {
    let language = use_language();
    let title = RwSignal::new(name);
    let summary = RwSignal::new(String::new());
    let saved = RwSignal::new(None::<(ProgrammeId, String)>);
    let form = CommandForm::new();
    let state = form.state;
    let announcer = use_context::<ui::Announcer>();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let typed = ProgrammeForm {
            title: title.get_untracked(),
            summary: summary.get_untracked(),
            sessions: Vec::new(),
        };
        let parsed = typed
            .parse_new(ProgrammeId::new(fresh::ulid()), group)
            .map(|command| (command, None));
        form.submit(&event, parsed, save_programme, move |id| {
            let name = title.get_untracked();
            if let Some(announcer) = announcer {
                announcer.say(text::saved(language.get_untracked(), &name));
            }
            saved.set(Some((id, name)));
        });
    };
    view! {
        <Details summary=told(language, text::save_as)>
            <p>{say(language, text::save_as_help)}</p>
            {move || saved.get().map(|(id, name)| view! {
                <Alert tone=Tone::Success>
                    <p>{move || text::saved(language.get(), &name)}</p>
                    <p><A href=format!("/programmes/{id}")>{say(language, text::see_saved)}</A></p>
                </Alert>
            })}
            <form class="hr-form" novalidate=true on:submit=submit>
                <HeadFields title summary form />
                <Failure error=state.failure() rule />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::save)}</Button>
                </div>
            </form>
        </Details>
    }
    .into_any()
}
