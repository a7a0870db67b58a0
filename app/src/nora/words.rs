//! Words for proposals, in the reader's language.

use domain::nora::view::ProposalRow;
use domain::nora::{Check, LanguageForm, Origin, ProposalKind, Publication, Step, TargetGroup, Turn};
use i18n::{Language, format, nora as text};
use ui::{Choice, Icon, Tone};

/// Where it stands.
pub fn step(language: Language, step: Step) -> &'static str {
    match step {
        Step::Idea => text::step_idea(language),
        Step::Draft => text::step_draft(language),
        Step::Professional => text::step_professional(language),
        Step::Language => text::step_language(language),
        Step::Legal => text::step_legal(language),
        Step::Approved => text::step_approved(language),
        Step::Published => text::step_published(language),
        Step::Revised => text::step_revised(language),
        Step::Unpublished => text::step_unpublished(language),
    }
}

/// An icon that goes before the word, so that colour is never alone.
pub const fn step_icon(step: Step) -> Icon {
    match step {
        Step::Idea | Step::Draft => Icon::Pencil,
        Step::Professional | Step::Language | Step::Legal => Icon::Clock,
        Step::Approved => Icon::Check,
        Step::Published | Step::Revised => Icon::Globe,
        Step::Unpublished => Icon::Cross,
    }
}

/// The colour of the word.
pub const fn step_tone(step: Step) -> Tone {
    match step {
        Step::Professional | Step::Language | Step::Legal => Tone::Warning,
        Step::Approved | Step::Published | Step::Revised => Tone::Success,
        Step::Idea | Step::Draft | Step::Unpublished => Tone::Neutral,
    }
}

/// Who takes it on from a step; nobody from most.
pub fn turn_of(language: Language, step: Step) -> Option<&'static str> {
    match step {
        Step::Professional => Some(text::turn_of_team(language)),
        Step::Language | Step::Approved => Some(text::turn_of_editor(language)),
        Step::Legal => Some(text::turn_of_legal(language)),
        Step::Idea | Step::Draft | Step::Published | Step::Revised | Step::Unpublished => None,
    }
}

/// What was done; none for the first entry of a history.
pub fn did(language: Language, turn: Option<Turn>) -> &'static str {
    match turn {
        None => text::did_propose(language),
        Some(Turn::Begin) => text::did_begin(language),
        Some(Turn::Submit) => text::did_submit(language),
        Some(Turn::Pass) => text::did_pass(language),
        Some(Turn::Return) => text::did_return(language),
        Some(Turn::TakeBack) => text::did_take_back(language),
        Some(Turn::Publish) => text::did_publish(language),
        Some(Turn::Unpublish) => text::did_unpublish(language),
        Some(Turn::Revise) => text::did_revise(language),
    }
}

/// What is proposed.
pub fn kind(language: Language, kind: ProposalKind) -> &'static str {
    match kind {
        ProposalKind::Story => text::kind_story(language),
        ProposalKind::Article => text::kind_article(language),
        ProposalKind::Module => text::kind_module(language),
        ProposalKind::Film => text::kind_film(language),
        ProposalKind::Translation => text::kind_translation(language),
        ProposalKind::Correction => text::kind_correction(language),
    }
}

/// Whom it is for.
pub fn target(language: Language, target: TargetGroup) -> &'static str {
    match target {
        TargetGroup::Young => text::target_young(language),
        TargetGroup::Parents => text::target_parents(language),
        TargetGroup::Staff => text::target_staff(language),
        TargetGroup::Services => text::target_services(language),
    }
}

/// What it is written in.
pub fn form(language: Language, form: &LanguageForm) -> String {
    match form {
        LanguageForm::Other { which } => which.to_string(),
        known => form_name(language, known.name()).to_owned(),
    }
}

fn form_name(language: Language, name: &str) -> &'static str {
    match name {
        "bokmal" => text::form_bokmal(language),
        "nynorsk" => text::form_nynorsk(language),
        _ => text::form_other(language),
    }
}

/// Where it comes from.
pub fn origin(language: Language, origin: &Origin) -> String {
    match origin {
        Origin::Module { title, .. } => format!("{} {title}", text::origin_module(language)),
        Origin::Method => text::origin_method(language).to_owned(),
        Origin::Experience => text::origin_experience(language).to_owned(),
    }
}

/// A point of the checklist.
pub fn check(language: Language, check: Check) -> &'static str {
    match check {
        Check::NoRealCase => text::check_no_real_case(language),
        Check::Composite => text::check_composite(language),
        Check::Unrecognisable => text::check_unrecognisable(language),
        Check::Consent => text::check_consent(language),
    }
}

/// «har ventet i 3 dager»
pub fn waited(language: Language, days: i32) -> String {
    match days {
        1 => text::waited_day(language).to_owned(),
        days => text::waited_days(language, days),
    }
}

/// «2 åpne kommentarer»; nothing for none.
pub fn open_comments(language: Language, count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some(text::one_comment(language).to_owned()),
        count => Some(text::many_comments(language, count)),
    }
}

/// «publisert 3. mars 2026»
pub fn publication(language: Language, publication: &Publication) -> String {
    let day = format::date_long(language, publication.on);
    match publication.ended {
        Some(ended) => text::was_published(language, day, format::date_long(language, ended)),
        None => text::published_on(language, day),
    }
}

/// What a row says of one that waits: «Siden 3. mars 2026», how long, and how many comments are open.
pub fn waiting(language: Language, row: &ProposalRow) -> String {
    let mut parts = vec![text::since(language, format::date_long(language, row.since))];
    if row.step.is_waiting() && row.days > 0 {
        parts.push(waited(language, row.days));
    }
    parts.extend(open_comments(language, row.open_comments));
    parts.join(" · ")
}

/// What can be chosen as kind.
pub fn kind_choices(language: Language) -> Vec<Choice> {
    ProposalKind::ALL
        .map(|one| Choice::new(one.name(), kind(language, one)))
        .into()
}

/// What can be chosen as target.
pub fn target_choices(language: Language) -> Vec<Choice> {
    TargetGroup::ALL
        .map(|one| Choice::new(one.name(), target(language, one)))
        .into()
}

/// What can be chosen as language.
pub fn form_choices(language: Language) -> Vec<Choice> {
    LanguageForm::NAMES
        .map(|name| Choice::new(name, form_name(language, name)))
        .into()
}

/// The sentence of a rule.
pub fn rule(language: Language, name: &str) -> Option<&'static str> {
    match name {
        "proposal_wrong_step" => Some(text::rule_wrong_step(language)),
        "proposal_own_review" => Some(text::own_review(language)),
        "proposal_checklist_open" => Some(text::rule_checklist_open(language)),
        "proposal_no_text" => Some(text::rule_no_text(language)),
        "proposal_unknown_comment" => Some(text::rule_unknown_comment(language)),
        "proposal_others_comment" => Some(text::rule_others_comment(language)),
        "proposal_too_many_comments" => Some(text::rule_too_many_comments(language)),
        _ => None,
    }
}
