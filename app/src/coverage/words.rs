//! Words for coverage, in the reader's language.

use domain::coverage::gaps::{Gap, GapRule, GapState, NextStep};
use domain::coverage::view::{ActivityDay, Position, UnitSet};
use domain::coverage::{Cell, CellState, Kind, Period, PeriodKind, Reached, Source, Standing, Targets};
use domain::ids::UnitId;
use domain::places::view::PlacedName;
use domain::text::Target;
use domain::time::SchoolYear;
use i18n::{Language, Text, coverage as text, format};
use jiff::civil::Date;
use ui::{Choice, Icon, Tone};

use crate::places::words as places;
use crate::routines::words as routine_words;

/// The name of a kind of measure.
pub fn kind(language: Language, kind: Kind) -> &'static str {
    match kind {
        Kind::Groups => text::kind_groups(language),
        Kind::Teaching => text::kind_teaching(language),
        Kind::Presentations => text::kind_presentations(language),
        Kind::Competence => text::kind_competence(language),
        Kind::NeedsMapping => text::kind_needs_mapping(language),
        Kind::Routines => text::kind_routines(language),
        Kind::Networks => text::kind_networks(language),
        Kind::Services => text::kind_services(language),
    }
}

/// The name of a kind of measure, or of any of them.
pub(super) fn measure(language: Language, measure: Option<Kind>) -> &'static str {
    measure.map_or_else(|| text::any_measure(language), |of| kind(language, of))
}

/// The same above a narrow column: long words may be parted where they are joined.
pub(super) fn column(language: Language, kind: Kind) -> &'static str {
    match kind {
        Kind::Groups => text::column_groups(language),
        Kind::Teaching => text::column_teaching(language),
        Kind::Presentations => text::column_presentations(language),
        Kind::Competence => text::column_competence(language),
        Kind::NeedsMapping => text::column_needs_mapping(language),
        Kind::Routines => text::column_routines(language),
        Kind::Networks => text::column_networks(language),
        Kind::Services => text::column_services(language),
    }
}

/// «Skoleåret 2026/27», «Høsten 2026».
pub fn period(language: Language, period: Period) -> String {
    let year = period.year;
    match period.kind {
        PeriodKind::SchoolYear => text::period_school_year(language, SchoolYear::starting(year)),
        PeriodKind::Autumn => text::period_autumn(language, year),
        PeriodKind::Spring => text::period_spring(language, year),
        PeriodKind::CalendarYear => text::period_calendar_year(language, year),
        PeriodKind::FirstHalf => text::period_first_half(language, year),
        PeriodKind::SecondHalf => text::period_second_half(language, year),
    }
}

/// Periods around a day to choose from, and the one that is shown.
pub(super) fn periods(language: Language, today: Date, shown: Period) -> Vec<Choice> {
    let year = today.year();
    let school = SchoolYear::of(today).start_year();
    let mut all: Vec<Period> = PeriodKind::ALL
        .into_iter()
        .flat_map(|kind| {
            let (first, last) = match kind {
                PeriodKind::SchoolYear => (school - 3, school + 1),
                PeriodKind::CalendarYear => (year - 3, year),
                PeriodKind::Autumn | PeriodKind::Spring => (year - 1, year + 1),
                PeriodKind::FirstHalf | PeriodKind::SecondHalf => (year - 2, year),
            };
            (first..=last).rev().map(move |year| Period { kind, year })
        })
        .collect();
    if !all.contains(&shown) {
        all.insert(0, shown);
    }
    all.into_iter()
        .map(|one| Choice::new(one.to_string(), period(language, one)))
        .collect()
}

/// Which places are looked at.
pub(super) fn set(language: Language, set: UnitSet) -> &'static str {
    match set {
        UnitSet::Advised => text::set_advised(language),
        UnitSet::Nearby => text::set_nearby(language),
        UnitSet::All => text::set_all(language),
    }
}

/// The icon of a cell.
pub(super) const fn icon(state: CellState) -> Icon {
    match state {
        CellState::Gap => Icon::Minus,
        CellState::Planned => Icon::Clock,
        CellState::Reached => Icon::Check,
    }
}

/// The name of a cell's style.
pub(super) const fn style(state: CellState) -> &'static str {
    match state {
        CellState::Gap => "gap",
        CellState::Planned => "planned",
        CellState::Reached => "reached",
    }
}

/// What a cell counts: «3», «1 av 2»; nothing in a gap without a target.
pub(super) fn count(language: Language, cell: Cell, target: Option<Target>) -> String {
    match (cell.state(), target) {
        (CellState::Planned, None) => format::number(language, cell.planned.into()),
        (CellState::Reached, None) => format::number(language, cell.held.into()),
        (CellState::Gap, None) => String::new(),
        (CellState::Planned, Some(target)) => text::planned_target(language, cell.planned, target.get()),
        (CellState::Reached | CellState::Gap, Some(target)) => text::of_target(language, cell.held, target.get()),
    }
}

/// What a cell says.
pub(super) fn state(language: Language, kind: Kind, cell: Cell) -> &'static str {
    match cell.state() {
        // A routine is not carried out: it holds.
        CellState::Reached if kind == Kind::Routines => text::cell_in_force(language),
        CellState::Reached => text::cell_held(language),
        CellState::Planned => text::cell_planned(language),
        CellState::Gap => text::cell_gap(language),
    }
}

/// How long ago it last was otherwise in a gap, or what more is planned.
pub(super) fn more(language: Language, cell: Cell, today: Date) -> Option<String> {
    match cell.state() {
        CellState::Reached => (cell.planned > 0).then(|| text::cell_also_planned(language, cell.planned)),
        CellState::Planned => None,
        CellState::Gap => Some(since(language, cell, today)),
    }
}

/// How long ago something was carried out last.
pub(super) fn since(language: Language, cell: Cell, today: Date) -> String {
    match cell.months_since(today) {
        None => text::never(language).to_owned(),
        Some(0) => text::last_month(language).to_owned(),
        Some(months) => text::last_months(language, months),
    }
}

/// «34 elever», «58 foreldre».
pub(super) fn people(language: Language, reached: Reached) -> Vec<String> {
    let of: [(u32, Text); 5] = [
        (reached.pupils, text::pupils),
        (reached.parents, text::parents),
        (reached.staff, text::staff),
        (reached.services, text::services),
        (reached.mixed, text::mixed),
    ];
    of.into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, who)| text::people_of(language, format::number(language, count.into()), who(language)))
        .collect()
}

/// What an activity is called, as far as the reader may know.
pub(super) fn activity(language: Language, source: Option<Source>, title: &str) -> String {
    match source {
        None => text::not_named(language).to_owned(),
        Some(Source::Survey(_)) => text::survey(language).to_owned(),
        Some(Source::Outreach(_)) => text::outreach(language).to_owned(),
        Some(Source::Routine(at)) if title.is_empty() => routine_words::scope(language, at.scope).to_owned(),
        Some(_) => title.to_owned(),
    }
}

/// «3.9.2026, 10.9.2026 gjennomført; 17.9.2026 planlagt»: days of one standing that follow one another are said together.
pub(super) fn days(language: Language, days: &[ActivityDay], today: Date) -> String {
    let is_late = |day: &ActivityDay| day.on < today;
    let is_like = |one: &ActivityDay, other: &ActivityDay| {
        one.standing == other.standing && (one.standing == Standing::Held || is_late(one) == is_late(other))
    };
    let said = |alike: &[ActivityDay]| {
        let all: Vec<String> = alike.iter().map(|day| format::date_short(language, day.on)).collect();
        let on = all.join(", ");
        match alike.first() {
            Some(day) => match day.standing {
                Standing::Held => text::day_held(language, on),
                Standing::Planned | Standing::Runs if is_late(day) => text::day_unclosed(language, on),
                Standing::Planned | Standing::Runs => text::day_planned(language, on),
                Standing::Off => on,
            },
            None => on,
        }
    };
    let all: Vec<String> = days.chunk_by(is_like).map(said).collect();
    all.join("; ")
}

/// Municipality and county, and one name where they are the same, as in Oslo.
pub(super) fn place(municipality: &str, county: &str) -> String {
    if municipality == county {
        county.to_owned()
    } else {
        format!("{municipality}, {county}")
    }
}

/// Who took part, and for how long.
pub(super) fn taken(language: Language, reached: Reached, minutes: u32) -> String {
    let mut parts = people(language, reached);
    if minutes > 0 {
        parts.push(format::duration(language, minutes));
    }
    parts.join(" · ")
}

/// The terms of coverage, each with what it means.
pub(super) fn definitions() -> [(Text, Text); 11] {
    [
        (text::cell_held, text::def_reached),
        (text::cell_planned, text::def_planned),
        (text::cell_gap, text::def_gap),
        (text::col_rate, text::def_rate),
        (text::col_breadth, text::def_breadth),
        (text::staff_coverage, text::def_staff),
        (text::col_people, text::def_people),
        (text::col_hours, text::def_hours),
        (text::term_count, text::def_group),
        (text::kind_routines, text::def_routines),
        (text::kind_networks, text::def_networks),
    ]
}

/// Who is at a place: «Ingrid Moen», «Ledig stilling, 50 %».
pub fn position(language: Language, position: &Position) -> String {
    let placed = PlacedName {
        name: position.name.clone(),
        percent: position.percent,
        state: position.state,
    };
    places::placed(language, &placed)
}

/// From when to when somebody is there.
pub(super) fn stretch(language: Language, position: &Position) -> String {
    let from = format::date_medium(language, position.from);
    match position.to {
        Some(to) => text::from_to(language, from, format::date_medium(language, to)),
        None => text::from(language, from),
    }
}

/// «Samtalegrupper 2, Undervisning 8».
pub(super) fn targets(language: Language, targets: &Targets) -> String {
    if targets.is_empty() {
        return text::no_targets(language).to_owned();
    }
    let each: Vec<String> = targets
        .iter()
        .map(|(of, count)| text::target_of(language, kind(language, *of), count.get()))
        .collect();
    each.join(", ")
}

/// So many of so many in per cent.
pub fn rate(language: Language, of: usize, all: usize) -> String {
    let rounded = (of * 100 + all / 2).checked_div(all).unwrap_or_default();
    // All is all, and none is none.
    let percent = if of == 0 || of == all {
        rounded
    } else {
        rounded.clamp(1, 99)
    };
    format::percent(language, i64::try_from(percent).unwrap_or(i64::MAX))
}

/// What a rule has found, in a sentence without blame.
pub(super) fn gap(language: Language, gap: Gap) -> String {
    let day = |day: Date| format::date_medium(language, day);
    match (gap.rule, gap.since) {
        (GapRule::NoActivity, Some(since)) => text::gap_no_activity(language, day(since)),
        (GapRule::NoActivity, None) => text::gap_no_activity_ever(language).to_owned(),
        (GapRule::NoStaffTraining, _) => text::gap_no_staff_training(language).to_owned(),
        (GapRule::NoSurvey, Some(since)) => text::gap_no_survey(language, day(since)),
        (GapRule::NoSurvey, None) => text::gap_no_survey_ever(language).to_owned(),
        (GapRule::Vacant, Some(last)) => text::gap_vacant(language, day(last.tomorrow().unwrap_or(last))),
        (GapRule::Agreement, Some(last)) => text::gap_agreement(language, day(last)),
        (GapRule::Agreement, None) => text::gap_agreement_ever(language).to_owned(),
        (GapRule::Need, Some(since)) => text::gap_need(language, day(since)),
        (GapRule::Need, None) => text::rule_need(language).to_owned(),
        (GapRule::Routine, Some(until)) => text::gap_routine(language, day(until)),
        (GapRule::Routine, None) => text::gap_routine_ever(language).to_owned(),
        (GapRule::TravelRoutine, _) => text::gap_travel_routine(language).to_owned(),
        (GapRule::Hours, _) => text::gap_hours(language).to_owned(),
        (GapRule::Vacant, None) => text::vacant(language).to_owned(),
    }
}

/// The name of a rule.
pub(super) fn rule(language: Language, rule: GapRule) -> &'static str {
    match rule {
        GapRule::NoActivity => text::rule_no_activity(language),
        GapRule::NoStaffTraining => text::rule_no_staff_training(language),
        GapRule::NoSurvey => text::rule_no_survey(language),
        GapRule::Vacant => text::rule_vacant(language),
        GapRule::Agreement => text::rule_agreement(language),
        GapRule::Need => text::rule_need(language),
        GapRule::Routine => text::rule_routine(language),
        GapRule::TravelRoutine => text::rule_travel_routine(language),
        GapRule::Hours => text::rule_hours(language),
    }
}

/// What the threshold of a rule counts.
pub(super) fn rule_unit(language: Language, rule: GapRule) -> String {
    let unit = match rule {
        GapRule::NoActivity => text::unit_no_activity(language),
        GapRule::NoStaffTraining => text::unit_no_staff_training(language),
        GapRule::NoSurvey => text::unit_no_survey(language),
        GapRule::Vacant => text::unit_vacant(language),
        GapRule::Agreement => text::unit_agreement(language),
        GapRule::Need => text::unit_need(language),
        GapRule::Routine => text::unit_routine(language),
        GapRule::TravelRoutine => text::unit_travel_routine(language),
        GapRule::Hours => text::unit_hours(language),
    };
    unit.to_owned()
}

/// Where what closes a gap is planned, by whoever works there. `need` is the one that a gap is about, as a form's choice.
pub(super) fn plan_at(rule: GapRule, need: Option<&str>) -> Option<(String, Text)> {
    let (href, label): (&str, Text) = match rule {
        GapRule::NoActivity => ("/presentations/new", text::plan_presentation),
        GapRule::NoStaffTraining | GapRule::Need => ("/needs/measures/new", text::plan_measure),
        GapRule::NoSurvey => ("/needs/surveys/new", text::open_survey),
        GapRule::Routine | GapRule::TravelRoutine => ("/routines", text::to_routines),
        GapRule::Hours => ("/hours", text::confirm_hours),
        GapRule::Vacant | GapRule::Agreement => return None,
    };
    let href = match need {
        Some(need) => format!("{href}?need={need}"),
        None => href.to_owned(),
    };
    Some((href, label))
}

/// Where what leads on from a gap is done, by a coordinator; none where that is a button: somebody is asked, a
/// renewal is begun.
pub(super) fn next_at(next: &NextStep, unit: UnitId) -> Option<(String, Text)> {
    match next {
        NextStep::Send | NextStep::Renew { .. } => None,
        NextStep::Place => Some((format!("/places/{unit}"), text::place_somebody)),
        NextStep::OpenRenewal { agreement } => Some((format!("/agreements/{agreement}"), text::open_renewal)),
        NextStep::WriteAgreement => Some(("/agreements/new".to_owned(), text::write_agreement)),
        NextStep::PlanMeasure { need } => plan_at(GapRule::Need, Some(need)),
        NextStep::SeeMonths => Some(("/hours/periods".to_owned(), text::see_months)),
    }
}

/// What was done about a gap, in a word.
pub(super) fn gap_state(language: Language, state: &GapState) -> &'static str {
    match state {
        GapState::Found => text::gap_found(language),
        GapState::Sent { .. } => text::gap_sent(language),
        GapState::Answered { .. } => text::gap_answered(language),
        GapState::Dismissed { .. } => text::gap_dismissed(language),
    }
}

/// Colour and icon of it.
pub(super) const fn gap_sign(state: &GapState) -> (Tone, Icon) {
    match state {
        GapState::Found => (Tone::Warning, Icon::Warning),
        GapState::Sent { .. } => (Tone::Info, Icon::Clock),
        GapState::Answered { .. } => (Tone::Accent, Icon::Person),
        GapState::Dismissed { .. } => (Tone::Neutral, Icon::Cross),
    }
}

/// Who has said what.
pub(super) fn gap_said(language: Language, state: &GapState, by: &str) -> Option<String> {
    let day = |day: Date| format::date_medium(language, day);
    match state {
        GapState::Found => None,
        GapState::Sent { on, .. } => Some(text::said_sent(language, by, day(*on))),
        GapState::Answered { on, text: said, .. } => Some(text::said_answered(language, by, day(*on), said.as_str())),
        GapState::Dismissed { on, reason, .. } => Some(text::said_dismissed(language, by, day(*on), reason.as_str())),
    }
}
