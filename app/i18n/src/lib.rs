//! Every text a person reads, in bokmål, nynorsk and English.
//!
//! One JSON file a slice and language under `locales/`; the build makes a function of each key, so that a text that is
//! missing in one language, or used with the wrong values, does not compile. The same functions serve pages and mails.

#[cfg(test)]
mod catalogue;
pub mod format;
mod reader;
mod sentences;

pub use domain::people::Language;
pub use reader::{provide_language, say, told, use_language};
pub use sentences::{
    audience_name, break_kind, found_text, issue_text, known_name, role_name, service_name, staff_role_name,
    theme_definition, theme_name, tongue_name,
};

/// A text without values, by its function.
pub type Text = fn(Language) -> &'static str;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

#[cfg(test)]
mod one_form;

#[cfg(test)]
mod tests {
    use super::catalogue::{Texts, faults, placeholders};

    fn texts(pairs: &[(&str, &str)]) -> Texts {
        pairs
            .iter()
            .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn a_key_that_one_language_lacks_is_found() {
        let whole = texts(&[("title", "Uka mi"), ("next", "Neste")]);
        let found = faults("week", &[whole.clone(), texts(&[("title", "Veka mi")]), whole]);
        assert_eq!(found, ["nn/week.json lacks `next`"]);
    }

    #[test]
    fn an_empty_text_and_a_forgotten_placeholder_are_found() {
        let found = faults(
            "week",
            &[
                texts(&[("left", "{n} igjen"), ("title", "Uka")]),
                texts(&[("left", "igjen"), ("title", " ")]),
                texts(&[("left", "{n} left"), ("title", "Week")]),
            ],
        );
        assert_eq!(
            found,
            [
                "week.json: `left` has other placeholders in another language",
                "nn/week.json: `title` is empty"
            ]
        );
    }

    #[test]
    fn placeholders_are_named_once_in_order() {
        assert_eq!(placeholders("{n} av {total}, {n} igjen"), ["n", "total"]);
    }
}
