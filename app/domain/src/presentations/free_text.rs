//! Which fields of a presentation people write freely. Who asks for it, a room and an agency may bear a name; all that is told of
//! the work is asked about.

use super::booking::{Booking, BookingState, BookingStep};
use super::command::{NewPresentation, NewSeries, NewTask, PlanEdit, PresentationCommand};
use super::plan::{Closing, Evaluation, Material, Outcome, Presentation, Task};
use crate::text_guard::{FreeText, FreeTexts};

impl FreeTexts for NewPresentation {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            id: _,
            unit: _,
            plan,
            interpreters: _,
        } = self;
        of_plan(plan)
    }
}

/// The words that all have in common stand once in the form; the class of each has a row.
impl FreeTexts for NewSeries {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self { presentations } = self;
        let mut texts: Vec<FreeText<'_>> = Vec::new();
        for (row, new) in presentations.iter().enumerate() {
            for text in new.free_texts() {
                let stands = |known: &FreeText<'_>| known.field == text.field && known.text == text.text;
                if text.field == "class" {
                    texts.push(FreeText {
                        field: format!("rows[{row}].class"),
                        ..text
                    });
                } else if !texts.iter().any(stands) {
                    texts.push(text);
                }
            }
        }
        texts
    }
}

impl FreeTexts for PresentationCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        match self {
            Self::Edit { plan } => of_plan(plan),
            Self::Close {
                closing:
                    Closing {
                        present: _,
                        known: _,
                        questions: _,
                        delivery_minutes: _,
                        preparation_minutes: _,
                    },
            } => Vec::new(),
            Self::Evaluate { evaluation } => of_evaluation(evaluation).to_vec(),
            Self::Step { tongue: _, step } => match step {
                BookingStep::Order { agency } => vec![FreeText::naming("agency", agency.as_str())],
                BookingStep::Confirm | BookingStep::Cancel | BookingStep::Need => Vec::new(),
            },
            Self::AddTask {
                task: NewTask { kind: _, what, due: _ },
            } => vec![FreeText::asked("what", what.as_str())],
            Self::AddMaterial { material } => vec![of_material(material)],
            Self::SetInvitation { tongue: _, text } => vec![FreeText::asked("text", text.as_str())],
            Self::Invite
            | Self::Reopen
            | Self::Cancel { reason: _ }
            | Self::Restore
            | Self::AddInterpreter { tongue: _, count: _ }
            | Self::RemoveInterpreter { tongue: _ }
            | Self::TickTask { number: _, done: _ }
            | Self::RemoveTask { number: _ }
            | Self::RemoveMaterial { number: _ } => Vec::new(),
        }
    }
}

/// All that stands in a presentation: a word that stands there already needs no second confirmation.
impl FreeTexts for Presentation {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            id: _,
            title,
            audiences: _,
            class,
            unit: _,
            owner: _,
            presenter: _,
            host,
            place,
            video: _,
            slot: _,
            expected: _,
            invited_on: _,
            outcome,
            interpreters,
            tasks,
            materials,
            invitation,
            calendar: _,
            version: _,
        } = self;
        let mut texts = vec![
            FreeText::asked("title", title.as_str()),
            FreeText::naming("class", class.as_str()),
            FreeText::naming("host", host.as_str()),
            FreeText::naming("place", place.as_str()),
        ];
        for Booking { count: _, state } in interpreters.values() {
            texts.extend(agency_of(state));
        }
        for task in tasks.values() {
            let Task {
                kind: _,
                what,
                due: _,
                done: _,
            } = task;
            texts.push(FreeText::asked("what", what.as_str()));
        }
        texts.extend(materials.values().map(of_material));
        texts.extend(invitation.values().map(|text| FreeText::asked("text", text.as_str())));
        match outcome {
            Outcome::Held {
                closing: _,
                evaluation: Some(evaluation),
            } => texts.extend(of_evaluation(evaluation)),
            Outcome::Ahead | Outcome::Held { .. } | Outcome::Cancelled { reason: _ } => {}
        }
        texts
    }
}

fn of_plan(plan: &PlanEdit) -> Vec<FreeText<'_>> {
    let PlanEdit {
        title,
        audiences: _,
        class,
        host,
        place,
        video: _,
        slot: _,
        expected: _,
    } = plan;
    vec![
        FreeText::asked("title", title.as_str()),
        FreeText::naming("class", class.as_str()),
        FreeText::naming("host", host.as_str()),
        FreeText::naming("place", place.as_str()),
    ]
}

fn agency_of(state: &BookingState) -> Option<FreeText<'_>> {
    state.agency().map(|agency| FreeText::naming("agency", agency.as_str()))
}

fn of_evaluation(evaluation: &Evaluation) -> [FreeText<'_>; 2] {
    let Evaluation { worked, next_time } = evaluation;
    [
        FreeText::asked("worked", worked.as_str()),
        FreeText::asked("next_time", next_time.as_str()),
    ]
}

fn of_material(material: &Material) -> FreeText<'_> {
    let Material {
        kind: _,
        title,
        address: _,
        tongue: _,
    } = material;
    FreeText::asked("material_title", title.as_str())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::issue::IssueCode;
    use crate::languages::Tongue;
    use crate::presentations::testing::{new, plan};
    use crate::text::{Note, ShortText, Title};
    use crate::text_guard::{Confirmed, FindingKind, check};

    #[test]
    fn a_telephone_is_refused_wherever_one_writes() {
        let phone = "Ring 912 34 567";
        let edit = |change: fn(&mut PlanEdit, &str)| {
            let mut plan = plan(date(2026, 12, 1));
            change(&mut plan, phone);
            PresentationCommand::Edit { plan }
        };
        let invitation = PresentationCommand::SetInvitation {
            tongue: Tongue::Somali,
            text: Note::parse(phone).unwrap(),
        };
        for (command, field) in [
            (edit(|plan, text| plan.host = ShortText::parse(text).unwrap()), "host"),
            (edit(|plan, text| plan.title = Title::parse(text).unwrap()), "title"),
            (
                PresentationCommand::Step {
                    tongue: Tongue::Arabic,
                    step: BookingStep::Order {
                        agency: Title::parse(phone).unwrap(),
                    },
                },
                "agency",
            ),
            (invitation, "text"),
        ] {
            let faults = check(&command, &Confirmed::default());
            assert_eq!(faults.len(), 1);
            assert_eq!(faults[0].field, field);
            assert!(matches!(
                faults[0].code,
                IssueCode::IdentifiesAPerson {
                    what: FindingKind::Phone,
                    ..
                }
            ));
        }
    }

    #[test]
    fn what_a_series_has_in_common_is_asked_about_once_and_each_class_in_its_row() {
        let mut rows: Vec<NewPresentation> = (1..=3).map(|number| new(number, date(2027, 8, 23))).collect();
        rows[1].plan.class = ShortText::parse("1STB").unwrap();
        let fields: Vec<String> = NewSeries { presentations: rows }
            .free_texts()
            .into_iter()
            .map(|text| text.field)
            .collect();
        assert_eq!(
            fields,
            [
                "title",
                "rows[0].class",
                "host",
                "place",
                "rows[1].class",
                "rows[2].class"
            ]
        );
    }
}
