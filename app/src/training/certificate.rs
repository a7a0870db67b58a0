//! What a certificate is of, for whoever has its code: the course and the date, and never whom it was given to.

use domain::courses::Certificate;
use i18n::{Language, format, training as text};
use leptos::prelude::*;

use super::document::{Look, alert, back, document};

/// The page behind a code.
pub fn certificate_page(look: &Look, one: &Certificate) -> String {
    let language = look.language;
    let title = text::certificate(language);
    document(look, title, "", || {
        let fact = |label: &'static str, value: String| view! { <div><dt>{label}</dt><dd>{value}</dd></div> };
        let days: Vec<String> = one
            .parts
            .iter()
            .map(|part| format::date_long(language, part.date))
            .collect();
        view! {
            {back(language)}
            <h1 class="ds-heading" data-size="lg">{title}</h1>
            {match one.revoked_on {
                None => alert("success", false, text::certificate_holds(language).to_owned()),
                Some(day) => {
                    let day = format::date_long(language, day);
                    alert("danger", false, text::certificate_revoked(language, day))
                }
            }}
            <dl class="hr-facts">
                {fact(text::certificate_course(language), one.title.to_string())}
                {fact(text::when(language), days.join(", "))}
                {fact(text::certificate_length(language), format::duration(language, one.minutes()))}
                {fact(text::certificate_issued(language), format::date_long(language, one.issued_on))}
                {fact(text::certificate_code(language), one.code.to_string())}
            </dl>
            <p class="hr-muted">{text::certificate_note(language)}</p>
        }
        .into_any()
    })
}

/// In place of a certificate that is not there.
pub fn no_certificate_page(look: &Look) -> String {
    super::document::plain(
        look,
        text::certificate_gone(look.language),
        text::certificate_gone_text(look.language),
    )
}

/// The themes of a certificate, in a sentence.
pub fn themes(language: Language, one: &Certificate) -> String {
    let names = one.themes.iter().map(|theme| i18n::theme_name(language, *theme));
    names.collect::<Vec<_>>().join(", ")
}
