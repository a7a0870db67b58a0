//! Recording what was made known without a presentation.

use domain::groups::view::UnitChoice;
use domain::ids::{OutreachId, PersonId};
use domain::outreach::{Channel, OutreachCommand, OutreachForm};
use i18n::{outreach as text, say, told, use_language};
use jiff::civil::Date;
use leptos::prelude::*;
use ui::{Button, ButtonKind, CheckboxGroup, Choice, DateField, Details, NumberField, SelectField, ticked};

use super::api::change_outreach;
use super::words;
use crate::failure::Failure;
use crate::form::{CommandForm, Draft, DraftNote, FreeTextField, tell_saved};
use crate::fresh;
use crate::presentations::words as presentations;

/// The form.
#[component]
pub(super) fn RecordForm(
    units: Vec<UnitChoice>,
    reader: PersonId,
    today: Date,
    changed: Callback<()>,
) -> impl IntoView {
    let language = use_language();
    let text_of = |text: String| RwSignal::new(text);
    let unit = text_of(units.first().map(|unit| unit.id.to_string()).unwrap_or_default());
    let (audiences, known) = (text_of(String::new()), text_of(String::new()));
    let channel = text_of(Channel::Poster.name().to_owned());
    let date = text_of(today.to_string());
    let (reach, note) = (text_of(String::new()), text_of(String::new()));
    let form = CommandForm::new();
    let state = form.state;
    let fields = vec![
        ("unit", unit),
        ("audiences", audiences),
        ("known", known),
        ("channel", channel),
        ("date", date),
        ("reach", reach),
        ("note", note),
    ];
    let draft = Draft::keep("outreach", "new", reader, fields);
    let units = StoredValue::new(units);
    let channels = Signal::derive(move || {
        let language = language.get();
        Channel::ALL
            .map(|channel| Choice::new(channel.name(), words::channel(language, channel)))
            .to_vec()
    });
    let announcer = use_context::<ui::Announcer>();
    // The same id for every attempt at the same record: pressing twice has the effect of once.
    let id = StoredValue::new(None::<OutreachId>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        let item = id.get_value().unwrap_or_else(|| OutreachId::new(fresh::ulid()));
        id.set_value(Some(item));
        let typed = OutreachForm {
            unit: unit.get_untracked(),
            audiences: ticked(&audiences.get_untracked()),
            known: ticked(&known.get_untracked()),
            channel: channel.get_untracked(),
            date: date.get_untracked(),
            reach: reach.get_untracked(),
            note: note.get_untracked(),
        };
        let parsed = typed
            .parse(item, today)
            .map(|item| (OutreachCommand::Record { item }, None));
        form.submit(&event, parsed, change_outreach, move |_| {
            draft.clear();
            tell_saved(announcer, text::saved(language.get_untracked()));
            changed.run(());
        });
    };
    view! {
        <Details summary=told(language, text::record)>
            <DraftNote draft />
            <form class="hr-form" novalidate=true on:submit=submit>
                <SelectField
                    id="unit"
                    label=told(language, text::unit)
                    choices=Signal::derive(move || {
                        units.with_value(|units| crate::presentations::unit_choices(language.get(), units))
                    })
                    value=unit
                    error=state.error("unit")
                />
                <SelectField
                    id="channel"
                    label=told(language, text::channel)
                    choices=channels
                    value=channel
                    error=state.error("channel")
                />
                <CheckboxGroup
                    id="audiences"
                    legend=told(language, text::audiences)
                    chosen=audiences
                    choices=Signal::derive(move || presentations::audience_choices(language.get()))
                    error=state.error("audiences")
                />
                <CheckboxGroup
                    id="known"
                    legend=told(language, text::known)
                    chosen=known
                    choices=Signal::derive(move || presentations::known_choices(language.get()))
                    error=state.error("known")
                />
                <DateField id="date" label=told(language, text::date) value=date error=state.error("date") />
                <NumberField
                    id="reach"
                    is_optional=true
                    label=told(language, text::reach)
                    value=reach
                    error=state.error("reach")
                />
                <FreeTextField
                    id="note"
                    is_optional=true
                    label=told(language, text::note)
                    description=told(language, text::note_help)
                    value=note
                    names=form.names
                    issue=state.issue("note")
                />
                <Failure error=state.failure() />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::save)}</Button>
                </div>
            </form>
        </Details>
    }
    .into_any()
}
