//! Words for the values of modules, in the reader's language.

use std::borrow::Cow;

use domain::clash::What;
use domain::groups::Grade;
use domain::modules::view::ModuleUse;
use domain::modules::{LanguageForm, Licence, ModuleFault, ModuleStage, Sensitivity, Shelf};
use domain::themes::Theme;
use i18n::{Language, format, groups, modules as text};
use ui::{Icon, Tone};

use crate::groups::words;

/// Who finds a module.
pub fn shelf(language: Language, shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Personal => text::shelf_personal(language),
        Shelf::Shared => text::shelf_shared(language),
        Shelf::National => text::shelf_national(language),
    }
}

/// Where a module stands in its life.
pub fn stage(language: Language, stage: ModuleStage) -> &'static str {
    match stage {
        ModuleStage::Draft => text::stage_draft(language),
        ModuleStage::InReview => text::stage_in_review(language),
        ModuleStage::Approved => text::stage_approved(language),
        ModuleStage::InUse => text::stage_in_use(language),
        ModuleStage::Revised => text::stage_revised(language),
        ModuleStage::Retired => text::stage_retired(language),
    }
}

/// An icon that goes before the word, so that colour is never alone.
pub const fn stage_icon(stage: ModuleStage) -> Icon {
    match stage {
        ModuleStage::Draft | ModuleStage::Revised => Icon::Pencil,
        ModuleStage::InReview => Icon::Clock,
        ModuleStage::Approved => Icon::Check,
        ModuleStage::InUse => Icon::Star,
        ModuleStage::Retired => Icon::Cross,
    }
}

/// The colour of the word.
pub const fn stage_tone(stage: ModuleStage) -> Tone {
    match stage {
        ModuleStage::Approved | ModuleStage::InUse => Tone::Success,
        ModuleStage::InReview => Tone::Warning,
        ModuleStage::Draft | ModuleStage::Revised | ModuleStage::Retired => Tone::Neutral,
    }
}

/// Where a module stands, by the state's name.
pub fn state(language: Language, name: &str) -> &'static str {
    match name {
        "in_review" => text::stage_in_review(language),
        "approved" => text::stage_approved(language),
        "retired" => text::stage_retired(language),
        _ => text::stage_draft(language),
    }
}

/// The language it is written in.
pub fn form(language: Language, form: LanguageForm) -> &'static str {
    match form {
        LanguageForm::Bokmal => text::form_bokmal(language),
        LanguageForm::Nynorsk => text::form_nynorsk(language),
        LanguageForm::Simple => text::form_simple(language),
        LanguageForm::English => text::form_english(language),
    }
}

/// How near it comes.
pub fn sensitivity(language: Language, level: Sensitivity) -> &'static str {
    match level {
        Sensitivity::Low => text::sensitivity_low(language),
        Sensitivity::Medium => text::sensitivity_medium(language),
        Sensitivity::High => text::sensitivity_high(language),
    }
}

/// What others may do with it.
pub fn licence(language: Language, licence: Licence) -> &'static str {
    match licence {
        Licence::CcBy => text::licence_cc_by(language),
        Licence::CcBySa => text::licence_cc_by_sa(language),
        Licence::Internal => text::licence_internal(language),
    }
}

/// Grades side by side.
pub fn grades<'a>(language: Language, grades: impl IntoIterator<Item = &'a Grade>) -> String {
    joined(grades.into_iter().map(|grade| words::grade(language, *grade)))
}

/// Themes side by side.
pub fn themes<'a>(language: Language, themes: impl IntoIterator<Item = &'a Theme>) -> String {
    joined(themes.into_iter().map(|theme| i18n::theme_name(language, *theme)))
}

fn joined(words: impl Iterator<Item = &'static str>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

/// How often it was held and what pupils thought of it, as the end of a line; nothing of what was never held.
pub fn used(language: Language, used: ModuleUse) -> String {
    let times = match used.held {
        0 => return String::new(),
        1 => text::used_once(language).to_owned(),
        times => text::used_times(language, times),
    };
    let mean = used.mean.map(|mean| {
        let mean = format::one_decimal(language, mean.into());
        format!(": {}", text::used_mean(language, mean, used.answers))
    });
    format!(" · {times}{}", mean.unwrap_or_default())
}

/// What is not right yet.
pub fn fault(language: Language, fault: ModuleFault) -> String {
    match fault {
        ModuleFault::Over(minutes) => text::fault_over(language, format::duration(language, minutes)),
        ModuleFault::Under(minutes) => text::fault_under(language, format::duration(language, minutes)),
        ModuleFault::NoRunSheet => text::fault_no_run_sheet(language).to_owned(),
        ModuleFault::NoSummary => text::fault_no_summary(language).to_owned(),
        ModuleFault::NoGoals => text::fault_no_goals(language).to_owned(),
        ModuleFault::NoGrade => text::fault_no_grade(language).to_owned(),
        ModuleFault::NoTheme => text::fault_no_theme(language).to_owned(),
        ModuleFault::NoSafetyNote => text::fault_no_safety_note(language).to_owned(),
    }
}

/// A field of the head, by its name.
pub fn field(language: Language, name: &str) -> &'static str {
    match name {
        "title" => text::name(language),
        "summary" => text::summary(language),
        "grades" => text::grades(language),
        "minutes" => text::minutes(language),
        "goals" => text::goals(language),
        "subject" => text::subject(language),
        "aims" => text::aims(language),
        "themes" => i18n::themes::title(language),
        "links" => text::links(language),
        "language" => text::language(language),
        "prerequisites" => text::prerequisites(language),
        "sensitivity" => text::sensitivity(language),
        "duties" => text::duties(language),
        "present" => text::present(language),
        "afterwards" => text::afterwards(language),
        "opt_out" => text::opt_out(language),
        "files" => text::files(language),
        _ => text::licence(language),
    }
}

/// What was chosen for a field of the head, by its names.
pub fn choices(language: Language, what: &What, names: &[Cow<'static, str>]) -> String {
    let What::Head(field) = what else {
        return String::new();
    };
    let word = |name: &Cow<'static, str>| -> &'static str {
        let name = name.as_ref();
        match field.as_ref() {
            "grades" => find(&Grade::ALL, |grade| grade.name() == name).map(|grade| words::grade(language, grade)),
            "themes" => Theme::from_name(name).map(|theme| i18n::theme_name(language, theme)),
            "language" => find(&LanguageForm::ALL, |one| one.name() == name).map(|one| form(language, one)),
            "sensitivity" => find(&Sensitivity::ALL, |one| one.name() == name).map(|one| sensitivity(language, one)),
            _ => find(&Licence::ALL, |one| one.name() == name).map(|one| licence(language, one)),
        }
        .unwrap_or_default()
    };
    joined(names.iter().map(word))
}

fn find<T: Copy>(all: &[T], is_meant: impl Fn(T) -> bool) -> Option<T> {
    all.iter().copied().find(|one| is_meant(*one))
}

/// Why a change was refused, by the rule's name on the wire.
pub fn rule(language: Language, name: &str) -> &'static str {
    match name {
        "not_the_author" => text::rule_not_the_author(language),
        "own_review" => text::rule_own_review(language),
        "module_not_open" => text::rule_not_open(language),
        "no_such_step" => text::rule_no_such_step(language),
        "module_has_faults" => text::rule_has_faults(language),
        "open_comments" => text::rule_open_comments(language),
        "returned_without_comment" => text::rule_no_comment(language),
        "review_in_the_past" => text::rule_review_in_the_past(language),
        "too_many_rows" => text::rule_too_many_rows(language),
        "unknown_file" => text::rule_unknown_file(language),
        "file_is_there" => text::rule_file_is_there(language),
        "no_room" => text::rule_no_room(language),
        "no_source" => text::rule_no_source(language),
        other => groups_rule(language, other),
    }
}

/// Those of a run sheet are the same in every plan.
fn groups_rule(language: Language, name: &str) -> &'static str {
    match name {
        "unknown_block" => groups::rule_unknown_block(language),
        "too_many_blocks" => groups::rule_too_many_blocks(language),
        "split_outside" => groups::rule_split_outside(language),
        "not_neighbours" => groups::rule_not_neighbours(language),
        "too_long_together" => groups::rule_too_long_together(language),
        _ => text::rule_other(language),
    }
}

/// As [`rule`], for a form that is answered with a rule's name.
pub fn known_rule(language: Language, name: &str) -> Option<&'static str> {
    Some(rule(language, name))
}
