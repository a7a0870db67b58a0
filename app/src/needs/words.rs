//! Words of needs and measures, for both sides.

use domain::marks::{FEWEST, MAX_MARK};
use domain::needs::view::NeedChoice;
use domain::needs::{Area, Level, MeasureFormat, MeasureStage, Reason, StaffGroup};
use i18n::{Language, format, needs as text};
use ui::{Choice, Icon, Tone};

/// An area of competence, by name.
pub fn area(language: Language, area: Area) -> &'static str {
    match area {
        Area::Understanding => text::area_understanding(language),
        Area::Signs => text::area_signs(language),
        Area::Conversation => text::area_conversation(language),
        Area::Severity => text::area_severity(language),
        Area::Duties => text::area_duties(language),
        Area::Contacts => text::area_contacts(language),
        Area::Routine => text::area_routine(language),
        Area::Parents => text::area_parents(language),
        Area::StayAbroad => text::area_stay_abroad(language),
        Area::BetweenPupils => text::area_between_pupils(language),
    }
}

/// What somebody is asked about an area.
pub fn question(language: Language, area: Area) -> &'static str {
    match area {
        Area::Understanding => text::asks_understanding(language),
        Area::Signs => text::asks_signs(language),
        Area::Conversation => text::asks_conversation(language),
        Area::Severity => text::asks_severity(language),
        Area::Duties => text::asks_duties(language),
        Area::Contacts => text::asks_contacts(language),
        Area::Routine => text::asks_routine(language),
        Area::Parents => text::asks_parents(language),
        Area::StayAbroad => text::asks_stay_abroad(language),
        Area::BetweenPupils => text::asks_between_pupils(language),
    }
}

/// Staff by what they do.
pub fn group(language: Language, group: StaffGroup) -> &'static str {
    match group {
        StaffGroup::Teachers => text::group_teachers(language),
        StaffGroup::Counsellors => text::group_counsellors(language),
        StaffGroup::SocialWorkers => text::group_social_workers(language),
        StaffGroup::Leaders => text::group_leaders(language),
        StaffGroup::Nurses => text::group_nurses(language),
        StaffGroup::Others => text::group_others(language),
    }
}

/// How far a measure goes.
pub fn level(language: Language, level: Level) -> &'static str {
    match level {
        Level::Basic => text::level_basic(language),
        Level::Further => text::level_further(language),
        Level::Specialist => text::level_specialist(language),
    }
}

/// What kind of occasion a measure is.
pub fn format(language: Language, format: MeasureFormat) -> &'static str {
    match format {
        MeasureFormat::PlanningDay => text::format_planning_day(language),
        MeasureFormat::StaffMeeting => text::format_staff_meeting(language),
        MeasureFormat::TeamMeeting => text::format_team_meeting(language),
        MeasureFormat::CaseDiscussion => text::format_case_discussion(language),
        MeasureFormat::Other => text::format_other(language),
    }
}

/// Where a measure stands.
pub fn stage(language: Language, stage: MeasureStage) -> &'static str {
    match stage {
        MeasureStage::Planned => text::stage_planned(language),
        MeasureStage::Held => text::stage_held(language),
        MeasureStage::FollowedUp => text::stage_followed_up(language),
        MeasureStage::Cancelled => text::stage_cancelled(language),
    }
}

/// Its icon.
pub const fn stage_icon(stage: MeasureStage) -> Icon {
    match stage {
        MeasureStage::Planned => Icon::Clock,
        MeasureStage::Held => Icon::Check,
        MeasureStage::FollowedUp => Icon::Star,
        MeasureStage::Cancelled => Icon::Cross,
    }
}

/// Its colour.
pub const fn stage_tone(stage: MeasureStage) -> Tone {
    match stage {
        MeasureStage::Planned => Tone::Info,
        MeasureStage::Held | MeasureStage::FollowedUp => Tone::Success,
        MeasureStage::Cancelled => Tone::Danger,
    }
}

/// Why a measure is not held.
pub fn reason(language: Language, reason: Reason) -> &'static str {
    match reason {
        Reason::School => text::reason_school(language),
        Reason::Illness => text::reason_illness(language),
        Reason::Absence => text::reason_absence(language),
        Reason::Other => text::reason_other(language),
    }
}

/// A mean in tenths: «2,7».
pub fn mean(language: Language, tenths: u16) -> String {
    format::one_decimal(language, tenths.into())
}

/// «41 av 62 har svart (66 %)»; that they are fewer than are counted aloud.
pub fn response(language: Language, answers: Option<(u16, u32)>, invited: u16) -> String {
    match answers {
        Some((answers, response)) => {
            let share = format::percent(language, response.into());
            text::response(language, answers, invited, share)
        }
        None => text::response_few(language, FEWEST, invited),
    }
}

/// The groups as choices.
pub(super) fn group_choices(language: Language) -> Vec<Choice> {
    StaffGroup::ALL
        .map(|one| Choice::new(one.name(), group(language, one)))
        .to_vec()
}

/// The areas as choices.
pub(super) fn area_choices(language: Language) -> Vec<Choice> {
    Area::ALL
        .map(|one| Choice::new(one.name(), area(language, one)))
        .to_vec()
}

/// The needs that a measure can answer to, and «annet».
pub(super) fn need_choices(language: Language, needs: &[NeedChoice]) -> Vec<Choice> {
    let surveyed = needs.iter().map(|need| {
        let since = format::date_medium(language, need.since);
        Choice::new(need.value(), text::need_of(language, area(language, need.area), since))
    });
    let other = Choice::new(domain::needs::form::OTHER_NEED, text::need_other(language));
    surveyed.chain([other]).collect()
}

/// The sentence of a rule.
pub fn rule(language: Language, name: &str) -> Option<&'static str> {
    Some(match name {
        "survey_closed" => text::rule_closed(language),
        "survey_open" => text::rule_open(language),
        "survey_open_already" => text::rule_open_already(language),
        "survey_priorities" => text::rule_priorities(language),
        "measure_no_such_need" => text::rule_no_such_need(language),
        "measure_not_open" => text::rule_not_open(language),
        "measure_ahead" => text::rule_ahead(language),
        "measure_not_held" => text::rule_not_held(language),
        "measure_same_already" => text::rule_same_already(language),
        "measure_too_many" => text::rule_too_many(language),
        _ => return None,
    })
}

/// «1: 3, 2: 10, 3: 12, 4: 9, 5: 7».
pub(crate) fn spread(ratings: [u16; MAX_MARK as usize]) -> String {
    let marks: Vec<String> = (1..)
        .zip(ratings)
        .map(|(mark, times): (u8, u16)| format!("{mark}:\u{a0}{times}"))
        .collect();
    marks.join(", ")
}

/// «2,4, opp 0,3».
pub(crate) fn change(language: Language, tenths: u16, before: Option<u16>) -> String {
    let Some(before) = before else {
        return "–".to_owned();
    };
    let was = mean(language, before);
    match tenths.cmp(&before) {
        std::cmp::Ordering::Greater => text::went_up(language, was, mean(language, tenths - before)),
        std::cmp::Ordering::Less => text::went_down(language, was, mean(language, before - tenths)),
        std::cmp::Ordering::Equal => text::stayed(language, was),
    }
}
