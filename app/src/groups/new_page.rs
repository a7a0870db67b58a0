//! Planning a new group: one form of few fields, and the whole series before saving.

use domain::command::Envelope;
use domain::groups::form::HeadForm;
use domain::groups::view::NewGroupChoices;
use domain::groups::{Group, NewGroup};
use domain::hours::{HourKind, Intended};
use domain::ids::{CommandId, GroupId, PersonId};
use domain::text::ShortText;
use domain::time::Semester;
use i18n::{groups as text, say, told, use_language};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_query_map};
use ui::{Button, ButtonKind, ButtonVariant, Choice, PageHeader, SelectField};

use super::api::{create_group, group_choices};
use super::content::Content;
use super::group_page::load;
use super::head_fields::{HeadFields, HeadSignals};
use super::series_form::{Place, SeriesFields, SeriesSignals};
use super::series_rows::DateRow;
use super::words;
use crate::error::{AppError, ErrorCode};
use crate::failure::{Failure, FailurePage};
use crate::focus;
use crate::form::{Draft, DraftNote, FormState, Names};
use crate::fresh;
use crate::hours::PlanShare;
use crate::title::PageTitle;

/// `/groups/new`.
#[component]
pub fn NewGroupPage() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    let again = Memo::new(move |_| query.with(|query| query.get("again")));
    let loaded = Resource::new(
        move || again.get(),
        |again| async move {
            let choices = group_choices().await?;
            let earlier = match again {
                Some(id) => Some(load(id).await?.group),
                None => None,
            };
            Ok::<_, AppError>((choices, earlier))
        },
    );
    let title = told(language, text::new_group);
    view! {
        <PageTitle text=title />
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok((choices, earlier)) => {
                        let me = choices.me;
                        view! {
                            <PageHeader title=title />
                            <NewGroupForm choices earlier me />
                        }
                            .into_any()
                    }
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn NewGroupForm(choices: NewGroupChoices, earlier: Option<Group>, me: PersonId) -> impl IntoView {
    let language = use_language();
    let NewGroupChoices {
        units,
        programmes,
        today,
        ..
    } = choices;
    let contents = StoredValue::new(Content::choices(programmes, earlier.as_ref()));
    let asked = use_query_map().with_untracked(|query| query.get("programme"));
    let now = Semester::of(today);
    let own_unit = units.first().map(|unit| unit.id.to_string()).unwrap_or_default();
    let head = HeadSignals::new(match &earlier {
        Some(earlier) => HeadForm {
            unit: match units.iter().any(|unit| unit.id == earlier.unit) {
                true => earlier.unit.to_string(),
                false => own_unit,
            },
            semester: if earlier.semester == now { now.next() } else { now }.to_string(),
            programme: contents
                .with_value(|contents| contents.first().map(|content| content.key.clone()))
                .unwrap_or_default(),
            ..HeadForm::of(earlier)
        },
        None => HeadForm {
            unit: own_unit,
            semester: now.to_string(),
            composition: "mixed".to_owned(),
            seats_min: "6".to_owned(),
            seats_max: "10".to_owned(),
            programme: asked.clone().unwrap_or_default(),
            ..HeadForm::default()
        },
    });
    let place = Signal::derive(move || {
        Some(Place {
            unit: head.unit.get().parse().ok()?,
            // One that can't be read yet is told of at its field.
            room: ShortText::parse(&head.room.get()).unwrap_or_default(),
            co_leader: ShortText::parse(&head.co_leader.get()).unwrap_or_default(),
        })
    });
    let series = SeriesSignals::new(place);
    if let Some(earlier) = &earlier {
        series.begin_as(earlier);
    }
    let form = FormState::new();
    let names = Names::new();
    let of = earlier
        .as_ref()
        .map_or_else(|| "new".to_owned(), |earlier| format!("again:{}", earlier.id));
    let draft = Draft::keep("group", &of, me, [head.fields(), series.fields()].concat());

    let chosen = Memo::new(move |_| {
        let key = head.programme.get();
        contents.with_value(|all| all.iter().find(|one| one.key == key).cloned())
    });
    // What the address asks for goes before what a draft remembers.
    Effect::new(move |_| {
        if let Some(asked) = &asked {
            head.programme.set(asked.clone());
        }
    });
    let themes = Signal::derive(move || chosen.get().map(|content| content.themes).unwrap_or_default());
    // Another programme gives another number of sessions; what a draft brought back stays.
    Effect::new(move |before: Option<Option<String>>| {
        let content = chosen.get();
        let key = content.as_ref().map(|content| content.key.clone());
        let is_new = match before {
            Some(before) => before != key,
            None => !draft.restored().get_untracked(),
        };
        if let Some(content) = content.filter(|_| is_new) {
            series.follow(&content);
        }
        key
    });
    let programme_options = Signal::derive(move || {
        let language = language.get();
        contents.with_value(|all| all.iter().map(|one| one.choice(language)).collect())
    });
    let units = StoredValue::new(units);
    let unit_options = Signal::derive(move || {
        let language = language.get();
        units.with_value(|units| {
            units
                .iter()
                .map(|unit| {
                    let name = if unit.placed {
                        unit.name.clone()
                    } else {
                        text::nearby(language, &unit.name)
                    };
                    Choice::new(unit.id.to_string(), name)
                })
                .collect()
        })
    });
    let semesters = Signal::derive(move || {
        let language = language.get();
        [now, now.next()]
            .map(|one| Choice::new(one.to_string(), words::semester(language, one)))
            .to_vec()
    });
    // A series that begins in January belongs to the spring: the semester follows the first date until another is chosen by hand.
    let opened = head.semester.get_untracked();
    Effect::new(move |set: Option<String>| {
        let set = set.unwrap_or_else(|| opened.clone());
        let of_date = series
            .first_date()
            .map(Semester::of)
            .filter(|semester| [now, now.next()].contains(semester))
            .map(|semester| semester.to_string());
        match of_date {
            Some(semester) if semester != set && head.semester.get_untracked() == set => {
                head.semester.set(semester.clone());
                semester
            }
            _ => set,
        }
    });
    let calendar = Signal::derive(move || {
        let chosen = head.unit.get();
        units.with_value(|units| {
            units
                .iter()
                .find(|unit| unit.id.to_string() == chosen)
                .map(|unit| unit.calendar.clone())
                .unwrap_or_default()
        })
    });

    let intended = Signal::derive(move || {
        let of = |row: &DateRow| {
            let slot = row.slot()?;
            Some(Intended {
                kind: HourKind::GroupSession,
                day: slot.date,
                minutes: slot.minutes.into(),
            })
        };
        series
            .rows
            .all
            .with(|rows| rows.iter().filter_map(of).collect::<Vec<_>>())
    });

    // The same id and key for every attempt at the same group: pressing twice has the effect of once.
    let id = StoredValue::new(None::<GroupId>);
    let key = StoredValue::new(None::<CommandId>);
    let navigate = use_navigate();
    // Which of the two buttons was pressed.
    let as_draft = StoredValue::new(false);
    let press = move |is_draft: bool| {
        if as_draft.get_value() != is_draft {
            as_draft.set_value(is_draft);
            // Another command than before.
            key.set_value(None);
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let group = id.get_value().unwrap_or_else(|| GroupId::new(fresh::ulid()));
        id.set_value(Some(group));
        let sessions: Vec<_> = series
            .rows
            .all
            .get_untracked()
            .into_iter()
            .map(|row| untrack(move || row.form()))
            .collect();
        let planned = untrack(move || head.form())
            .parse_new(group, &sessions)
            .map(|command| NewGroup {
                draft: as_draft.get_value(),
                ..command
            })
            .and_then(|command| Ok((names.admit(&command)?, command)));
        let (confirmed, command) = match planned {
            Ok(planned) => planned,
            Err(found) => {
                form.refuse(found);
                focus::first_fault();
                return;
            }
        };
        if !form.begin() {
            return;
        }
        let fresh_key = key.get_value().unwrap_or_else(|| CommandId::new(fresh::ulid()));
        key.set_value(Some(fresh_key));
        let navigate = navigate.clone();
        spawn_local(async move {
            let answer = create_group(Envelope {
                key: fresh_key,
                expected_version: None,
                confirmed,
                command,
            })
            .await;
            if matches!(&answer, Err(error) if error.code == ErrorCode::Invalid) {
                // Corrected, it is another command.
                key.set_value(None);
            }
            match form.finish(answer) {
                Some(group) => {
                    draft.clear();
                    navigate(&format!("/groups/{group}"), Default::default());
                }
                None => focus::first_fault(),
            }
        });
    };
    let earlier = earlier.map(|earlier| earlier.name.to_string());
    view! {
        {earlier.map(|name| view! { <p>{move || text::again_note(language.get(), &name)}</p> })}
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            <SelectField
                id="unit"
                label=told(language, text::unit)
                choices=unit_options
                value=head.unit
                error=form.error("unit")
            />
            <SelectField
                id="semester"
                label=told(language, text::semester)
                choices=semesters
                value=head.semester
                error=form.error("semester")
            />
            <HeadFields head form names />
            <SelectField
                id="programme"
                label=told(language, text::programme)
                description=told(language, text::programme_help)
                choices=programme_options
                empty=told(language, text::programme_none)
                value=head.programme
                error=form.error("programme")
            />
            <SeriesFields series calendar themes form names />
            <PlanShare intended />
            <Failure error=form.failure() />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=form.busy() on:click=move |_| press(false)>
                    {say(language, text::save_group)}
                </Button>
                <Button
                    kind=ButtonKind::Submit
                    variant=ButtonVariant::Secondary
                    busy=form.busy()
                    on:click=move |_| press(true)
                >
                    {say(language, text::save_draft)}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
