//! What the invitation says in the languages that have a template. It names no person: questions go to the school.

use domain::languages::Tongue;
use domain::outreach::Audience;
use domain::presentations::view::PresentationView;
use domain::presentations::{BookingState, Presentation, TaskKind};
use i18n::{Language, presentations as text, tongue_name};

use super::words;
use crate::groups::words as times;

/// An invitation in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Invitation {
    /// Above everything.
    pub(super) heading: String,
    /// Before the facts.
    pub(super) before: Vec<String>,
    /// Label and value; the label may be empty.
    pub(super) facts: Vec<(String, String)>,
    /// After the facts.
    pub(super) after: Vec<String>,
}

impl Invitation {
    /// The invitation in a language: the template where there is one, else what was pasted; nothing where nothing was.
    pub(super) fn in_tongue(view: &PresentationView, tongue: Tongue) -> Option<Self> {
        match tongue.of_interface() {
            Some(language) => Some(template(view, language, tongue)),
            None => pasted(view, tongue),
        }
    }

    /// The same as plain text, to be pasted elsewhere.
    pub(super) fn plain(&self) -> String {
        let facts = self.facts.iter().map(|(label, value)| {
            if label.is_empty() {
                value.clone()
            } else {
                format!("{label}: {value}")
            }
        });
        let facts: Vec<String> = facts.collect();
        let mut parts = vec![self.heading.clone()];
        parts.extend(self.before.iter().cloned());
        parts.push(facts.join("\n"));
        parts.extend(self.after.iter().cloned());
        parts.retain(|part| !part.is_empty());
        parts.join("\n\n")
    }
}

fn template(view: &PresentationView, language: Language, tongue: Tongue) -> Invitation {
    let presentation = &view.presentation;
    let host = match presentation.host.as_str() {
        "" => view.unit_name.as_str(),
        host => host,
    };
    let mut before = vec![
        greeting(language, presentation).to_owned(),
        text::tpl_invites(language, host, &presentation.title),
    ];
    before.extend(presentation.invitation.get(&tongue).map(ToString::to_string));
    before.push(text::tpl_about(language).to_owned());
    Invitation {
        heading: text::tpl_heading(language).to_owned(),
        before,
        facts: facts(view, language),
        after: after(view, language),
    }
}

fn greeting(language: Language, presentation: &Presentation) -> &'static str {
    let audiences: Vec<Audience> = presentation.audiences.iter().copied().collect();
    match audiences.as_slice() {
        [Audience::Parents] => text::tpl_parents(language),
        [Audience::Pupils] => text::tpl_pupils(language),
        [Audience::Staff | Audience::Services] => text::tpl_staff(language),
        _ => text::tpl_all(language),
    }
}

fn facts(view: &PresentationView, language: Language) -> Vec<(String, String)> {
    let presentation = &view.presentation;
    let mut facts = vec![(
        text::tpl_when(language).to_owned(),
        words::capital(&times::slot(language, &presentation.slot)),
    )];
    if !presentation.place.as_str().is_empty() {
        facts.push((text::tpl_where(language).to_owned(), place(view)));
    }
    if let Some(video) = &presentation.video {
        let label = if presentation.place.as_str().is_empty() {
            text::tpl_video_only(language)
        } else {
            text::tpl_video(language)
        };
        facts.push((label.to_owned(), video.to_string()));
    }
    facts
}

fn after(view: &PresentationView, language: Language) -> Vec<String> {
    let presentation = &view.presentation;
    let mut after = Vec::new();
    let tongues: Vec<&str> = presentation
        .interpreters
        .iter()
        .filter(|(_, booking)| !matches!(booking.state, BookingState::Cancelled { .. }))
        .map(|(tongue, _)| tongue_name(language, *tongue))
        .collect();
    if !tongues.is_empty() {
        after.push(format!(
            "{} {}",
            text::tpl_interpreters(language, words::joined(language, &tongues)),
            text::tpl_interpreter_ask(language)
        ));
    }
    let has = |kind: TaskKind| presentation.tasks.values().any(|task| task.kind == kind);
    let served = [
        has(TaskKind::Food).then(|| text::tpl_food(language)),
        has(TaskKind::ChildMinding).then(|| text::tpl_children(language)),
    ];
    let served: Vec<&str> = served.into_iter().flatten().collect();
    if !served.is_empty() {
        after.push(served.join(" "));
    }
    after.push(text::tpl_contact(language).to_owned());
    after.push(text::tpl_closing(language, &view.unit_name));
    after
}

fn pasted(view: &PresentationView, tongue: Tongue) -> Option<Invitation> {
    let presentation = &view.presentation;
    let text = presentation.invitation.get(&tongue)?;
    let slot = &presentation.slot;
    // Digits and names read the same in every language.
    let day = slot.date.strftime("%d.%m.%Y").to_string();
    let mut facts = vec![
        (String::new(), format!("{day} {}", times::clock(Language::Nb, slot))),
        (String::new(), place(view)),
    ];
    facts.extend(
        presentation
            .video
            .as_ref()
            .map(|video| (String::new(), video.to_string())),
    );
    Some(Invitation {
        heading: String::new(),
        before: text.as_str().split("\n\n").map(str::to_owned).collect(),
        facts,
        after: Vec::new(),
    })
}

fn place(view: &PresentationView) -> String {
    let parts = [view.presentation.place.as_str(), &view.unit_name];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use domain::ids::{PersonId, PresentationId, UnitId};
    use domain::presentations::{NewPresentation, PlanEdit, create};
    use domain::text::{InterpreterCount, Note, OccasionMinutes, ShortText, Title, WebAddress};
    use domain::text_guard::find;
    use domain::time::{LocalSlot, SchoolCalendar};
    use jiff::civil::{date, time};
    use ulid::Ulid;

    use super::*;

    fn view() -> PresentationView {
        let one = InterpreterCount::new(1).unwrap();
        let new = NewPresentation {
            id: PresentationId::new(Ulid(1)),
            unit: UnitId::new(Ulid(2)),
            plan: PlanEdit {
                title: Title::parse("Ungdom mellom to kulturer").unwrap(),
                audiences: [Audience::Parents].into(),
                class: ShortText::default(),
                host: ShortText::parse("FAU").unwrap(),
                place: ShortText::parse("Kantina").unwrap(),
                video: None,
                slot: LocalSlot {
                    date: date(2026, 11, 24),
                    start: time(18, 0, 0, 0),
                    minutes: OccasionMinutes::new(90).unwrap(),
                },
                expected: None,
            },
            interpreters: BTreeMap::from([(Tongue::Somali, one), (Tongue::Arabic, one)]),
        };
        let mut presentation = create(&new, PersonId::new(Ulid(3)), None).unwrap();
        let about = Note::parse("Vi snakker om ferie og rettigheter.").unwrap();
        presentation.invitation.insert(Tongue::Bokmal, about);
        PresentationView {
            presentation,
            unit_name: "Granlia vgs".to_owned(),
            presenter_name: "Ingrid Moen".to_owned(),
            calendar: SchoolCalendar::default(),
            conflicts: Vec::new(),
            reader: PersonId::new(Ulid(3)),
            may_edit: true,
            today: date(2026, 11, 23),
        }
    }

    #[test]
    fn the_template_says_what_when_where_and_who_interprets_and_names_nobody() {
        let plain = Invitation::in_tongue(&view(), Tongue::Bokmal).unwrap().plain();
        assert_eq!(
            plain,
            "Velkommen\n\nKjære foreldre og foresatte!\n\nFAU inviterer til «Ungdom mellom to kulturer».\n\n\
             Vi snakker om ferie og rettigheter.\n\n\
             Minoritetsrådgiveren ved skolen forteller, og det blir god tid til spørsmål og samtale.\n\n\
             Tid: Tirsdag 24. november 2026 18:00–19:30\nSted: Kantina, Granlia vgs\n\n\
             Det blir tolk til arabisk og somali. Tolken har taushetsplikt. \
             Trenger du tolk til et annet språk, si fra til skolen.\n\n\
             Det blir enkel servering. Det er barnepass mens vi snakker sammen.\n\n\
             Har du spørsmål, ta kontakt med skolen.\n\nVennlig hilsen Granlia vgs"
        );
        for tongue in [Tongue::Bokmal, Tongue::Nynorsk, Tongue::English] {
            let plain = Invitation::in_tongue(&view(), tongue).unwrap().plain();
            assert!(!plain.contains("Ingrid"), "{plain}");
            assert!(
                find(&plain).iter().all(|finding| finding.kind.can_be_confirmed()),
                "{plain}"
            );
        }
    }

    #[test]
    fn nynorsk_and_english_are_their_own_and_take_no_paragraph_of_another_language() {
        let nynorsk = Invitation::in_tongue(&view(), Tongue::Nynorsk).unwrap().plain();
        assert!(
            nynorsk.contains("Kjære foreldre og føresette!") && !nynorsk.contains("ferie"),
            "{nynorsk}"
        );
        let english = Invitation::in_tongue(&view(), Tongue::English).unwrap().plain();
        assert!(english.contains("an interpreter for Arabic and Somali"), "{english}");
    }

    #[test]
    fn a_pasted_text_gets_day_and_place_below_it_and_without_one_there_is_no_invitation() {
        let mut view = view();
        assert_eq!(Invitation::in_tongue(&view, Tongue::Somali), None);
        let text = Note::parse("Ku soo dhawow.\n\nWaan ku sugeynaa.").unwrap();
        view.presentation.invitation.insert(Tongue::Somali, text);
        view.presentation.video = WebAddress::parse("https://video.example/kveld").ok();
        let plain = Invitation::in_tongue(&view, Tongue::Somali).unwrap().plain();
        assert_eq!(
            plain,
            "Ku soo dhawow.\n\nWaan ku sugeynaa.\n\n24.11.2026 18:00–19:30\nKantina, Granlia vgs\nhttps://video.example/kveld"
        );
    }
}
