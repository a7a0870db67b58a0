//! Saving a group as a programme, on the group's page.

use domain::ids::{GroupId, ProgrammeId};
use domain::programmes::ProgrammeForm;
use i18n::{programmes as text, use_language};
use leptos::prelude::*;

use super::api::save_programme;
use super::edit::HeadFields;
use super::rule;
use crate::form::CommandForm;
use crate::fresh;
use crate::templates::{SaveAs, SaveWords, Saved};

const SAVE_WORDS: SaveWords = SaveWords {
    save_as: text::save_as,
    help: text::save_as_help,
    save: text::save,
    saved: |language, name| text::saved(language, name),
    see_saved: text::see_saved,
    rule,
};

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
    let saved = RwSignal::new(None::<Saved>);
    let form = CommandForm::new();
    let announcer = use_context::<ui::Announcer>();
    let submit = Callback::new(move |event: leptos::ev::SubmitEvent| {
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
            let href = format!("/programmes/{id}");
            saved.set(Some(Saved { href, name }));
        });
    });
    view! {
        <SaveAs words=SAVE_WORDS form submit saved>
            <HeadFields title summary form />
        </SaveAs>
    }
    .into_any()
}
