//! Fields of a form that the browser sends by itself: markup alone, with what was typed and what is wrong with it.

use domain::issue::{Issue, IssueCode};
use i18n::{Language, training as text};
use leptos::prelude::*;

/// What stands around a control.
#[derive(Debug, Clone)]
pub(super) struct Around {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    /// Why it is asked.
    pub(super) why: Option<&'static str>,
    pub(super) is_optional: bool,
}

impl Around {
    pub(super) const fn new(name: &'static str, label: &'static str) -> Self {
        Self {
            name,
            label,
            why: None,
            is_optional: false,
        }
    }

    pub(super) const fn why(mut self, why: &'static str) -> Self {
        self.why = Some(why);
        self
    }

    pub(super) const fn optional(mut self) -> Self {
        self.is_optional = true;
        self
    }
}

/// What is wrong with a form.
#[derive(Clone, Copy)]
pub(super) struct Faults<'a> {
    pub(super) language: Language,
    pub(super) issues: &'a [Issue],
}

impl<'a> Faults<'a> {
    fn of(self, field: &str) -> Option<&'a IssueCode> {
        self.issues
            .iter()
            .find(|issue| issue.field == field)
            .map(|issue| &issue.code)
    }

    /// The faults of a field and of its lines, a sentence each.
    fn sentences(self, field: &str) -> Vec<String> {
        let lines = format!("{field}[");
        let own = self.of(field).map(|code| i18n::issue_text(self.language, code));
        let of_lines = self.issues.iter().filter_map(|issue| {
            let number: usize = issue.field.strip_prefix(&lines)?.strip_suffix(']')?.parse().ok()?;
            Some(text::line(
                self.language,
                number + 1,
                i18n::issue_text(self.language, &issue.code),
            ))
        });
        own.into_iter().chain(of_lines).collect()
    }

    /// Above the form, with a link to each field.
    pub(super) fn summary(self, labels: &[(&'static str, &'static str)]) -> Option<AnyView> {
        if self.issues.is_empty() {
            return None;
        }
        let language = self.language;
        let rows: Vec<_> = labels
            .iter()
            .filter(|(field, _)| !self.sentences(field).is_empty())
            .map(|(field, label)| view! { <li><a href=format!("#{field}")>{*label}</a></li> })
            .collect();
        Some(
            view! {
                // The page is loaded anew: whoever reads with keys begins here, and not at its top.
                <div class="ds-alert" data-color="danger" role="alert" tabindex="-1" autofocus>
                    <h2 class="ds-heading" data-size="xs">{text::faults(language)}</h2>
                    <p>{text::faults_help(language)}</p>
                    <ul>{rows}</ul>
                </div>
            }
            .into_any(),
        )
    }
}

fn field(
    around: &Around,
    faults: Faults<'_>,
    control: impl FnOnce(Option<String>, Option<&'static str>) -> AnyView,
) -> AnyView {
    let name = around.name;
    let sentences = faults.sentences(name);
    let (why_id, fault_id) = (format!("{name}-why"), format!("{name}-fault"));
    let described: Vec<String> = [
        around.why.map(|_| why_id.clone()),
        (!sentences.is_empty()).then(|| fault_id.clone()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let invalid = (!sentences.is_empty()).then_some("true");
    let mark = around.is_optional.then(|| {
        view! { <span class="hr-muted">" " {text::optional(faults.language)}</span> }
    });
    let told = (!sentences.is_empty()).then(|| {
        let lines: Vec<_> = sentences
            .into_iter()
            .map(|line| view! { <span class="hr-line">{line}</span> })
            .collect();
        view! { <p id=fault_id class="ds-validation-message" data-field="validation">{lines}</p> }
    });
    view! {
        <div class="ds-field">
            <label class="ds-label" for=name>{around.label}{mark}</label>
            {around.why.map(|why| view! { <div id=why_id data-field="description">{why}</div> })}
            {control(described, invalid)}
            {told}
        </div>
    }
    .into_any()
}

/// One line.
pub(super) fn line(
    around: &Around,
    faults: Faults<'_>,
    kind: &'static str,
    autocomplete: &'static str,
    value: &str,
) -> AnyView {
    let (name, value, needed) = (around.name, value.to_owned(), !around.is_optional);
    let digits = (kind == "number").then_some("numeric");
    let kind = if kind == "number" { "text" } else { kind };
    field(around, faults, |described, invalid| {
        view! {
            <input
                class="ds-input"
                id=name
                name=name
                type=kind
                inputmode=digits
                autocomplete=autocomplete
                value=value
                required=needed
                aria-describedby=described
                aria-invalid=invalid
            />
        }
        .into_any()
    })
}

/// Several lines.
pub(super) fn area(around: &Around, faults: Faults<'_>, rows: u8, value: &str) -> AnyView {
    let (name, value, needed) = (around.name, value.to_owned(), !around.is_optional);
    field(around, faults, |described, invalid| {
        let area = view! {
            <textarea
                class="ds-input"
                id=name
                name=name
                rows=rows.to_string()
                required=needed
                aria-describedby=described
                aria-invalid=invalid
            ></textarea>
        };
        // An empty child would be drawn as a space.
        if value.is_empty() {
            area.into_any()
        } else {
            area.into_inner().child(value).into_any()
        }
    })
}

/// One of many; in groups with a heading each where there is more than one group.
pub(super) fn select(
    around: &Around,
    faults: Faults<'_>,
    empty: &'static str,
    groups: &[(String, Vec<(String, String)>)],
    chosen: &str,
) -> AnyView {
    let (name, needed) = (around.name, !around.is_optional);
    let options = |some: &[(String, String)]| {
        some.iter()
            .map(|(value, label)| {
                let selected = value == chosen;
                view! { <option value=value.clone() selected=selected>{label.clone()}</option> }
            })
            .collect::<Vec<_>>()
    };
    let all: Vec<AnyView> = match groups {
        [(_, some)] => vec![options(some).into_any()],
        many => many
            .iter()
            .map(|(heading, some)| view! { <optgroup label=heading.clone()>{options(some)}</optgroup> }.into_any())
            .collect(),
    };
    field(around, faults, |described, invalid| {
        view! {
            <select class="ds-input" id=name name=name required=needed aria-describedby=described aria-invalid=invalid>
                <option value="">{empty}</option>
                {all}
            </select>
        }
        .into_any()
    })
}
