//! Words of agreements.

use std::collections::BTreeSet;

use domain::agreements::view::{AgreementView, PlacementOption, UnitOption};
use domain::agreements::{
    ActivityKind, Alert, Category, Contact, Deed, Field, Item, Line, LineStanding, Nearness, Party, Position, State,
    Terms,
};
use domain::ids::UnitId;
use i18n::{Language, agreements as text, format};
use ui::{Choice, Icon, Tone};

/// Who is responsible, or pays.
pub(super) fn party(language: Language, party: Party) -> &'static str {
    match party {
        Party::Imdi => text::party_imdi(language),
        Party::SchoolLeader => text::party_school_leader(language),
        Party::SchoolOwner => text::party_school_owner(language),
    }
}

/// What somebody is responsible for.
pub(super) fn item(language: Language, item: Item) -> &'static str {
    match item {
        Item::FollowUp => text::item_follow_up(language),
        Item::Employer => text::item_employer(language),
        Item::Office => text::item_office(language),
        Item::Equipment => text::item_equipment(language),
        Item::Systems => text::item_systems(language),
        Item::Keys => text::item_keys(language),
        Item::Budget => text::item_budget(language),
        Item::Meetings => text::item_meetings(language),
        Item::Privacy => text::item_privacy(language),
        Item::Nearby => text::item_nearby(language),
    }
}

/// What an expense is for.
pub(super) fn category(language: Language, category: Category) -> &'static str {
    match category {
        Category::Salary => text::category_salary(language),
        Category::Food => text::category_food(language),
        Category::Interpreter => text::category_interpreter(language),
        Category::Material => text::category_material(language),
        Category::Travel => text::category_travel(language),
        Category::Rent => text::category_rent(language),
        Category::Other => text::category_other(language),
    }
}

/// What kind of activity something belongs to.
pub(super) fn kind(language: Language, kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Group => text::kind_group(language),
        ActivityKind::Presentation => text::kind_presentation(language),
        ActivityKind::Delivery => text::kind_delivery(language),
        ActivityKind::Measure => text::kind_measure(language),
        ActivityKind::Course => text::kind_course(language),
        ActivityKind::Network => text::kind_network(language),
    }
}

/// Where an agreement stands.
pub(super) fn stage(language: Language, stage: State) -> &'static str {
    match stage {
        State::Draft => text::stage_draft(language),
        State::ToSign => text::stage_to_sign(language),
        State::Active => text::stage_active(language),
        State::Renegotiation => text::stage_renegotiation(language),
        State::Expired => text::stage_expired(language),
        State::Terminated => text::stage_terminated(language),
        State::Withdrawn => text::stage_withdrawn(language),
    }
}

/// Its colour and icon. One that was renewed is history and no alarm.
pub(super) const fn stage_sign(stage: State, is_renewed: bool) -> (Tone, Icon) {
    match stage {
        State::Draft => (Tone::Neutral, Icon::Pencil),
        State::ToSign => (Tone::Info, Icon::Clock),
        State::Active => (Tone::Success, Icon::Check),
        State::Renegotiation => (Tone::Info, Icon::Repeat),
        State::Expired if is_renewed => (Tone::Neutral, Icon::Check),
        State::Expired => (Tone::Danger, Icon::Warning),
        State::Terminated | State::Withdrawn => (Tone::Neutral, Icon::Cross),
    }
}

/// What was done.
pub(super) fn deed(language: Language, deed: Deed) -> &'static str {
    match deed {
        Deed::Created => text::deed_created(language),
        Deed::Renewed => text::deed_renewed(language),
        Deed::Edited => text::deed_edited(language),
        Deed::Amended => text::deed_amended(language),
        Deed::Sent => text::deed_sent(language),
        Deed::TakenBack => text::deed_taken_back(language),
        Deed::Signed => text::deed_signed(language),
        Deed::Renegotiated => text::deed_renegotiated(language),
        Deed::Resumed => text::deed_resumed(language),
        Deed::Terminated => text::deed_terminated(language),
        Deed::Withdrawn => text::deed_withdrawn(language),
        Deed::Expired => text::deed_expired(language),
    }
}

/// What to look after, in a few words.
pub(super) fn alert(language: Language, alert: Alert) -> String {
    match alert {
        Alert::Expired { last_day } => text::alert_expired(language, format::date_short(language, last_day)),
        Alert::Uncovered { last_day } => text::alert_uncovered(language, format::date_short(language, last_day)),
        Alert::Ends { months: 0, .. } => text::alert_ends_now(language).to_owned(),
        Alert::Ends { months, .. } => text::alert_ends(language, months),
        Alert::NoMeeting => text::alert_no_meeting(language).to_owned(),
    }
}

/// Its colour and icon.
pub(super) const fn alert_sign(alert: Alert) -> (Tone, Icon) {
    match alert {
        Alert::Expired { .. } | Alert::Uncovered { .. } => (Tone::Danger, Icon::Warning),
        Alert::Ends {
            nearness: Nearness::Three | Nearness::Six,
            ..
        } => (Tone::Warning, Icon::Warning),
        Alert::Ends {
            nearness: Nearness::Nine,
            ..
        } => (Tone::Info, Icon::Clock),
        Alert::NoMeeting => (Tone::Warning, Icon::People),
    }
}

/// The same as a sentence.
pub(super) fn notice(language: Language, alert: Alert, last_day: jiff::civil::Date) -> String {
    let day = format::date_short(language, last_day);
    match alert {
        Alert::Expired { .. } => text::expired_notice(language, day),
        Alert::Uncovered { .. } => text::uncovered_notice(language, day),
        Alert::Ends { .. } => text::ends_notice(language, day),
        Alert::NoMeeting => text::no_meeting_notice(language).to_owned(),
    }
}

/// A part of the terms, by name.
pub(super) fn field(language: Language, field: Field) -> &'static str {
    match field {
        Field::Units => text::units(language),
        Field::Nearby => text::nearby(language),
        Field::Positions => text::positions(language),
        Field::From => text::from(language),
        Field::To => text::to(language),
        Field::Notice => text::notice(language),
        Field::Responsibility(of) => item(language, of),
        Field::Line(of) => category(language, of),
        Field::Contacts => text::contacts(language),
        Field::Document => text::document(language),
    }
}

/// What the terms say of a part.
pub(super) fn value(language: Language, field: Field, terms: &Terms, view: &AgreementView) -> String {
    let said = match field {
        Field::Units => units(&terms.units, &view.units),
        Field::Nearby => units(&terms.nearby, &view.units),
        Field::Positions => {
            let positions = terms.positions.iter().map(|one| position(language, one, view));
            positions.collect::<Vec<_>>().join("; ")
        }
        Field::From => format::date_medium(language, terms.from),
        Field::To => format::date_medium(language, terms.to),
        Field::Notice => text::months(language, terms.notice_months),
        Field::Responsibility(of) => terms
            .responsibilities
            .get(&of)
            .map(|who| parties(language, who))
            .unwrap_or_default(),
        Field::Line(of) => terms.lines.get(&of).map(|one| line(language, one)).unwrap_or_default(),
        Field::Contacts => {
            let contacts = terms.contacts.iter().map(|one| contact(language, one));
            contacts.collect::<Vec<_>>().join("; ")
        }
        Field::Document => terms.document.as_ref().map(ToString::to_string).unwrap_or_default(),
    };
    if said.is_empty() {
        text::empty(language).to_owned()
    } else {
        said
    }
}

/// Units by name.
pub(super) fn units(of: &BTreeSet<UnitId>, known: &[UnitOption]) -> String {
    let names: Vec<&str> = known
        .iter()
        .filter(|unit| of.contains(&unit.id))
        .map(|unit| unit.name.as_str())
        .collect();
    names.join(", ")
}

/// The name of a unit.
pub(super) fn unit(id: UnitId, known: &[UnitOption]) -> String {
    known
        .iter()
        .find(|unit| unit.id == id)
        .map(|unit| unit.name.clone())
        .unwrap_or_default()
}

/// Whoever has a position.
pub(super) fn holder(language: Language, position: &Position, known: &[PlacementOption]) -> String {
    let placement = known.iter().find(|one| Some(one.id) == position.placement);
    let name = placement.and_then(|one| one.name.clone());
    name.unwrap_or_else(|| text::vacant(language).to_owned())
}

fn position(language: Language, position: &Position, view: &AgreementView) -> String {
    text::position_of(
        language,
        unit(position.unit, &view.units),
        format::percent(language, i64::from(position.percent.get())),
        holder(language, position, &view.placements),
    )
}

fn parties(language: Language, who: &BTreeSet<Party>) -> String {
    who.iter()
        .map(|one| party(language, *one))
        .collect::<Vec<_>>()
        .join(", ")
}

fn line(language: Language, line: &Line) -> String {
    let limit = limit(language, line.yearly_limit.map(domain::agreements::Amount::ore));
    text::line_of(language, party(language, line.payer), limit)
}

/// «20 000 kr», «Ingen grense».
pub(super) fn limit(language: Language, ore: Option<i64>) -> String {
    ore.map_or_else(
        || text::no_limit(language).to_owned(),
        |ore| format::amount(language, ore),
    )
}

/// What is left of a line, or how much was spent above it.
pub(super) fn left(language: Language, line: &LineStanding) -> String {
    match line.left() {
        None => "–".to_owned(),
        Some(over) if over < 0 => text::over_by(language, format::amount(language, -over)),
        Some(left) => format::amount(language, left),
    }
}

fn contact(language: Language, contact: &Contact) -> String {
    text::contact_of(language, &contact.name, party(language, contact.party))
}

/// A line as a choice of an expense: with what is left of it.
pub(super) fn line_choice(language: Language, line: &LineStanding) -> Choice {
    let name = category(language, line.category);
    let words = match line.left() {
        None => name.to_owned(),
        Some(left) if left > 0 => text::line_left(language, name, format::amount(language, left)),
        Some(_) => text::line_over(language, name),
    };
    Choice::new(line.category.name(), words)
}

/// The parties as choices.
pub(super) fn party_choices(language: Language) -> Vec<Choice> {
    Party::ALL
        .map(|one| Choice::new(one.name(), party(language, one)))
        .to_vec()
}

/// The sentence of a rule.
pub(super) fn rule(language: Language, name: &str) -> Option<&'static str> {
    Some(match name {
        "agreement_too_many" => text::rule_too_many(language),
        "agreement_needs_amendment" => text::rule_needs_amendment(language),
        "agreement_nothing_amended" => text::rule_nothing_amended(language),
        "agreement_incomplete" => text::rule_incomplete(language),
        "agreement_not_now" => text::rule_not_now(language),
        "agreement_over" => text::rule_over(language),
        "agreement_running" => text::rule_running(language),
        "agreement_meeting_ahead" => text::rule_meeting_ahead(language),
        "agreement_no_meeting" => text::rule_no_meeting(language),
        "agreement_renewed_already" => text::rule_renewed_already(language),
        "agreement_over_full" => text::rule_over_full(language),
        "expense_not_signed" => text::rule_not_signed(language),
        _ => return None,
    })
}
