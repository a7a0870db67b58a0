//! The fields of a module's head.

use domain::groups::Grade;
use domain::modules::form::ModuleForm;
use domain::modules::{LanguageForm, Licence, Sensitivity};
use domain::text_guard::NameRule;
use domain::themes::Theme;
use i18n::{Language, modules as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Checkbox, Choice, Details, NumberField, SelectField, TextArea};

use super::aims::FindAims;
use super::words;
use crate::form::{FormState, FreeTextField, Names};

/// What is typed, a signal a field. Sets are names with spaces between them, rows are lines: both outlive a reload as text.
#[derive(Clone, Copy)]
pub struct HeadSignals {
    title: RwSignal<String>,
    summary: RwSignal<String>,
    grades: RwSignal<String>,
    minutes: RwSignal<String>,
    goals: RwSignal<String>,
    subject: RwSignal<String>,
    aims: RwSignal<String>,
    themes: RwSignal<String>,
    links: RwSignal<String>,
    language: RwSignal<String>,
    prerequisites: RwSignal<String>,
    sensitivity: RwSignal<String>,
    duties: RwSignal<String>,
    present: RwSignal<String>,
    afterwards: RwSignal<String>,
    opt_out: RwSignal<String>,
    licence: RwSignal<String>,
}

impl HeadSignals {
    /// Starts from a form.
    pub fn new(form: &ModuleForm) -> Self {
        let [
            title,
            summary,
            grades,
            minutes,
            goals,
            subject,
            aims,
            themes,
            links,
            language,
            prerequisites,
            sensitivity,
            duties,
            present,
            afterwards,
            opt_out,
            licence,
        ] = texts(form).map(RwSignal::new);
        Self {
            title,
            summary,
            grades,
            minutes,
            goals,
            subject,
            aims,
            themes,
            links,
            language,
            prerequisites,
            sensitivity,
            duties,
            present,
            afterwards,
            opt_out,
            licence,
        }
    }

    /// The fields by name, for a draft.
    pub fn fields(self) -> Vec<(&'static str, RwSignal<String>)> {
        NAMES.into_iter().zip(self.all()).collect()
    }

    /// Stands as a version has it, whatever was typed.
    pub fn set(self, form: &ModuleForm) {
        for (field, value) in self.all().into_iter().zip(texts(form)) {
            if field.with_untracked(|typed| *typed != value) {
                field.set(value);
            }
        }
    }

    /// Follows a newer version where nothing was typed; `opened` is what each field started from.
    pub fn follow(self, opened: &mut ModuleForm, newest: &ModuleForm) {
        let (was, now) = (texts(opened), texts(newest));
        let mut started = was.clone();
        for ((field, started), (was, now)) in self.all().into_iter().zip(&mut started).zip(was.iter().zip(now)) {
            let typed = field.get_untracked();
            if typed == *was || typed == now {
                if typed != now {
                    field.set(now.clone());
                }
                *started = now;
            }
        }
        *opened = form_of(&started);
    }

    /// What stands in the fields now; tracks every field.
    pub fn form(self) -> ModuleForm {
        form_of(&self.all().map(|field| field.get()))
    }

    const fn all(self) -> [RwSignal<String>; 17] {
        [
            self.title,
            self.summary,
            self.grades,
            self.minutes,
            self.goals,
            self.subject,
            self.aims,
            self.themes,
            self.links,
            self.language,
            self.prerequisites,
            self.sensitivity,
            self.duties,
            self.present,
            self.afterwards,
            self.opt_out,
            self.licence,
        ]
    }
}

const NAMES: [&str; 17] = [
    "title",
    "summary",
    "grades",
    "minutes",
    "goals",
    "subject",
    "aims",
    "themes",
    "links",
    "language",
    "prerequisites",
    "sensitivity",
    "duties",
    "present",
    "afterwards",
    "opt_out",
    "licence",
];

/// A form as texts, in the order of [`NAMES`].
fn texts(form: &ModuleForm) -> [String; 17] {
    let names = |names: &std::collections::BTreeSet<String>| names.iter().cloned().collect::<Vec<_>>().join(" ");
    let lines = |rows: &[(String, String)]| {
        let line = |(one, other): &(String, String)| format!("{one} {other}").trim().to_owned();
        rows.iter().map(line).collect::<Vec<_>>().join("\n")
    };
    [
        form.title.clone(),
        form.summary.clone(),
        names(&form.grades),
        form.minutes.clone(),
        form.goals.clone(),
        form.subject.clone(),
        lines(&form.aims),
        names(&form.themes),
        lines(&form.links),
        form.language.clone(),
        form.prerequisites.clone(),
        form.sensitivity.clone(),
        form.duties.clone(),
        form.present.clone(),
        form.afterwards.clone(),
        form.opt_out.clone(),
        form.licence.clone(),
    ]
}

/// The reverse of [`texts`]. An aim begins with its code, a link ends with its address.
fn form_of(texts: &[String; 17]) -> ModuleForm {
    let [
        title,
        summary,
        grades,
        minutes,
        goals,
        subject,
        aims,
        themes,
        links,
        language,
        prerequisites,
        sensitivity,
        duties,
        present,
        afterwards,
        opt_out,
        licence,
    ] = texts.clone();
    let names = |names: &str| names.split_whitespace().map(str::to_owned).collect();
    let rows = |lines: &str, split: fn(&str) -> (&str, &str)| {
        let row = |line: &str| {
            let (one, other) = split(line.trim());
            (one.trim().to_owned(), other.trim().to_owned())
        };
        lines.lines().filter(|line| !line.trim().is_empty()).map(row).collect()
    };
    ModuleForm {
        title,
        summary,
        grades: names(&grades),
        minutes,
        goals,
        subject,
        aims: rows(&aims, |line| line.split_once(char::is_whitespace).unwrap_or((line, ""))),
        themes: names(&themes),
        links: rows(&links, |line| {
            line.rsplit_once(char::is_whitespace).unwrap_or(("", line))
        }),
        language,
        prerequisites,
        sensitivity,
        duties,
        present,
        afterwards,
        opt_out,
        licence,
    }
}

/// All fields; what is needed first stands open, the rest unfolds.
#[component]
pub fn HeadFields(head: HeadSignals, form: FormState, names: Names) -> impl IntoView {
    let language = use_language();
    let long = move |id: &'static str, label: fn(Language) -> &'static str, value: RwSignal<String>, rule: NameRule| {
        view! {
            <FreeTextField
                id
                is_long=true
                is_optional=true
                rule
                label=told(language, label)
                value
                names
                issue=form.issue(id)
            />
        }
    };
    view! {
        <FreeTextField id="title" label=told(language, text::name) value=head.title names issue=form.issue("title") />
        {long("summary", text::summary, head.summary, NameRule::Asked)}
        <NumberField id="minutes" label=told(language, text::minutes) value=head.minutes error=form.error("minutes") />
        <Ticks id="grades" legend=text::grades value=head.grades names=grade_names() />
        <Ticks id="themes" legend=i18n::themes::title value=head.themes names=theme_names() />
        {long("goals", text::goals, head.goals, NameRule::Asked)}
        <SafetyFields head form names />
        <Details summary=told(language, text::more)>
            <FreeTextField
                id="subject"
                is_optional=true
                label=told(language, text::subject)
                value=head.subject
                names
                issue=form.issue("subject")
            />
            <TextArea
                id="aims"
                is_optional=true
                label=told(language, text::aims)
                description=told(language, text::aims_help)
                value=head.aims
                error=form.error("aims")
            />
            <FindAims chosen=head.aims />
            <TextArea
                id="links"
                is_optional=true
                label=told(language, text::links)
                description=told(language, text::links_help)
                value=head.links
                error=form.error("links")
            />
            {long("prerequisites", text::prerequisites, head.prerequisites, NameRule::Asked)}
            <Choices head form />
        </Details>
    }
    .into_any()
}

/// What must be thought of first.
#[component]
fn SafetyFields(head: HeadSignals, form: FormState, names: Names) -> impl IntoView {
    let language = use_language();
    let field = move |id: &'static str, label: fn(Language) -> &'static str, value, rule| {
        view! {
            <FreeTextField
                id
                is_long=true
                is_optional=true
                rule
                label=told(language, label)
                value
                names
                issue=form.issue(id)
            />
        }
    };
    view! {
        <fieldset class="ds-fieldset hr-choices">
            <legend class="ds-label">{say(language, text::safety)}</legend>
            <p data-field="description">{say(language, text::safety_help)}</p>
            {field("duties", text::duties, head.duties, NameRule::Asked)}
            {field("present", text::present, head.present, NameRule::Asked)}
            {field("afterwards", text::afterwards, head.afterwards, NameRule::Allowed)}
            {field("opt_out", text::opt_out, head.opt_out, NameRule::Asked)}
        </fieldset>
    }
    .into_any()
}

#[component]
fn Choices(head: HeadSignals, form: FormState) -> impl IntoView {
    let language = use_language();
    let levels = Signal::derive(move || {
        let language = language.get();
        let choice = |level: Sensitivity| Choice::new(level.name(), words::sensitivity(language, level));
        Sensitivity::ALL.map(choice).to_vec()
    });
    let forms = Signal::derive(move || {
        let language = language.get();
        let choice = |form: LanguageForm| Choice::new(form.name(), words::form(language, form));
        LanguageForm::ALL.map(choice).to_vec()
    });
    let licences = Signal::derive(move || {
        let language = language.get();
        let choice = |licence: Licence| Choice::new(licence.name(), words::licence(language, licence));
        Licence::ALL.map(choice).to_vec()
    });
    view! {
        <SelectField
            id="sensitivity"
            label=told(language, text::sensitivity)
            choices=levels
            value=head.sensitivity
            error=form.error("sensitivity")
        />
        <SelectField
            id="language"
            label=told(language, text::language)
            choices=forms
            value=head.language
            error=form.error("language")
        />
        <SelectField
            id="licence"
            label=told(language, text::licence)
            choices=licences
            value=head.licence
            error=form.error("licence")
        />
    }
    .into_any()
}

/// A choice and what it is called.
type Named = (&'static str, Callback<Language, &'static str>);

fn grade_names() -> Vec<Named> {
    let named = |grade: Grade| {
        let word = move |language| crate::groups::words::grade(language, grade);
        (grade.name(), Callback::new(word))
    };
    Grade::ALL.map(named).to_vec()
}

fn theme_names() -> Vec<Named> {
    let named = |theme: Theme| {
        let word = move |language| i18n::theme_name(language, theme);
        (theme.name(), Callback::new(word))
    };
    Theme::ALL.map(named).to_vec()
}

/// Boxes to tick; what is ticked are names with spaces between them.
#[component]
fn Ticks(
    id: &'static str,
    legend: fn(Language) -> &'static str,
    value: RwSignal<String>,
    names: Vec<Named>,
) -> impl IntoView {
    let language = use_language();
    let boxes = names
        .into_iter()
        .map(|(name, word)| {
            let is_in = move |value: &str| value.split_whitespace().any(|one| one == name);
            let checked = RwSignal::new(value.with_untracked(|value| is_in(value)));
            Effect::new(move |_| {
                let now = value.with(|value| is_in(value));
                if checked.get_untracked() != now {
                    checked.set(now);
                }
            });
            let change = Callback::new(move |is_ticked: bool| {
                value.update(|value| {
                    let mut all: Vec<&str> = value.split_whitespace().filter(|one| *one != name).collect();
                    if is_ticked {
                        all.push(name);
                    }
                    all.sort_unstable();
                    *value = all.join(" ");
                });
            });
            let label = Signal::derive(move || word.run(language.get()).to_owned());
            view! { <Checkbox id=format!("{id}-{name}") label checked on_change=change /> }
        })
        .collect_view();
    view! {
        <fieldset class="ds-fieldset hr-choices hr-ticks" id=id tabindex="-1">
            <legend class="ds-label">{say(language, legend)}</legend>
            {boxes}
        </fieldset>
    }
    .into_any()
}
