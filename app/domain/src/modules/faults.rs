//! What keeps a module from being reviewed. A draft may have all of them.

use serde::{Deserialize, Serialize};

use super::content::ModuleContent;

/// Something that is not right yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "fault", content = "by")]
pub enum ModuleFault {
    /// The blocks take so many minutes more than the lesson has.
    Over(u32),
    /// The blocks leave so many minutes of the lesson empty.
    Under(u32),
    /// There are no blocks.
    NoRunSheet,
    /// It is not said what it is.
    NoSummary,
    /// It is not said what the pupils should learn.
    NoGoals,
    /// It is not said whom it is for.
    NoGrade,
    /// It is not said what it is about.
    NoTheme,
    /// A sensitive theme without a whole safety note.
    NoSafetyNote,
}

impl ModuleFault {
    /// The name on the wire, a key of the translations.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Over(_) => "over",
            Self::Under(_) => "under",
            Self::NoRunSheet => "no_run_sheet",
            Self::NoSummary => "no_summary",
            Self::NoGoals => "no_goals",
            Self::NoGrade => "no_grade",
            Self::NoTheme => "no_theme",
            Self::NoSafetyNote => "no_safety_note",
        }
    }
}

/// Everything that is not right yet, in the order of the page.
pub fn faults(content: &ModuleContent) -> Vec<ModuleFault> {
    let head = &content.head;
    let (lesson, planned) = (u32::from(head.minutes.get()), content.run_sheet.total_minutes());
    let fill = match planned {
        _ if content.run_sheet.blocks.is_empty() => Some(ModuleFault::NoRunSheet),
        planned if planned > lesson => Some(ModuleFault::Over(planned - lesson)),
        planned if planned < lesson => Some(ModuleFault::Under(lesson - planned)),
        _ => None,
    };
    let missing = |is_missing: bool, fault| is_missing.then_some(fault);
    [
        missing(head.summary.as_str().is_empty(), ModuleFault::NoSummary),
        missing(head.grades.is_empty(), ModuleFault::NoGrade),
        missing(head.goals.as_str().is_empty(), ModuleFault::NoGoals),
        missing(head.themes.is_empty(), ModuleFault::NoTheme),
        missing(
            head.is_sensitive() && !head.safety.missing().is_empty(),
            ModuleFault::NoSafetyNote,
        ),
        fill,
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::modules::testing::{content, minutes};
    use crate::modules::{SafetyNote, Sensitivity};
    use crate::text::{LessonMinutes, Note};
    use crate::themes::Theme;

    #[test]
    fn a_sound_module_has_no_fault() {
        assert_eq!(faults(&content()), []);
    }

    #[test]
    fn over_and_under_are_told_in_minutes() {
        let mut module = content();
        module.head.minutes = LessonMinutes::new(45).unwrap();
        assert_eq!(faults(&module), [ModuleFault::Over(15)]);
        module.head.minutes = LessonMinutes::new(90).unwrap();
        assert_eq!(faults(&module), [ModuleFault::Under(30)]);
        module.run_sheet.blocks[0].minutes = minutes(50);
        assert_eq!(faults(&module), []);
        module.run_sheet.blocks.clear();
        assert_eq!(faults(&module), [ModuleFault::NoRunSheet]);
    }

    #[test]
    fn a_sensitive_theme_or_level_needs_every_part_of_the_safety_note() {
        let mut module = content();
        module.head.safety = SafetyNote::default();
        assert_eq!(faults(&module), []);
        module.head.themes.insert(Theme::ForcedMarriage);
        assert_eq!(faults(&module), [ModuleFault::NoSafetyNote]);
        module.head.safety = content().head.safety;
        module.head.safety.opt_out = Note::default();
        assert_eq!(faults(&module), [ModuleFault::NoSafetyNote]);
        module.head.themes.remove(&Theme::ForcedMarriage);
        assert_eq!(faults(&module), []);
        module.head.sensitivity = Sensitivity::High;
        assert_eq!(faults(&module), [ModuleFault::NoSafetyNote]);
    }

    #[test]
    fn what_is_not_said_is_told() {
        let mut module = content();
        module.head.summary = Note::default();
        module.head.goals = Note::default();
        module.head.grades.clear();
        module.head.themes.clear();
        assert_eq!(
            faults(&module),
            [
                ModuleFault::NoSummary,
                ModuleFault::NoGrade,
                ModuleFault::NoGoals,
                ModuleFault::NoTheme
            ]
        );
    }
}
