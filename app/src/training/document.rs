//! The document around a public page.

use i18n::{Language, shell, training as text};
use leptos::prelude::*;

use super::{CATALOGUE, FEED, MINE};
use crate::preferences::{self, Theme};

/// What the reader has chosen, and where the style sheet is.
#[derive(Debug, Clone)]
pub struct Look {
    /// The language of every text.
    pub language: Language,
    /// The colours.
    pub theme: Theme,
    /// The address of the style sheet.
    pub style: String,
    /// The page's own address, for the way back from the switch of languages.
    pub path: String,
}

/// The page as HTML. `describes` is what a link to it shows elsewhere.
pub(crate) fn document(look: &Look, title: &str, describes: &str, body: impl FnOnce() -> AnyView) -> String {
    Owner::new().with(|| {
        i18n::provide_language(look.language);
        let language = look.language;
        let heading = format!("{title} – {}", text::site(language));
        let page = view! {
            <!DOCTYPE html>
            <html lang=language.tag() data-color-scheme=look.theme.word()>
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <meta name="color-scheme" content="light dark" />
                    <meta name="format-detection" content="telephone=no" />
                    <title>{heading}</title>
                    <meta name="description" content=describes.to_owned() />
                    {told_elsewhere("og:title", title)}
                    {told_elsewhere("og:description", describes)}
                    <link rel="icon" href="/icon.svg" type="image/svg+xml" />
                    <link rel="alternate" type="application/atom+xml" href=FEED title=text::feed_title(language) />
                    <link rel="stylesheet" href=look.style.clone() />
                </head>
                <body>
                    <a class="ds-skip-link" href="#main">{text::skip(language)}</a>
                    <header class="hr-header hr-public">
                        <div class="hr-header__bar">
                            <a class="hr-brand" href=CATALOGUE>
                                <span class="hr-brand__name">{text::site(language)}</span>
                            </a>
                            {languages(look)}
                        </div>
                    </header>
                    <main id="main" class="hr-main" tabindex="-1">{body()}</main>
                    <footer class="hr-footer">
                        <ul class="hr-footer__links">
                            <li><a href=MINE>{text::mine(language)}</a></li>
                            <li><a href="/accessibility">{text::accessibility(language)}</a></li>
                            <li><a href="/sign-in">{text::sign_in(language)}</a></li>
                        </ul>
                    </footer>
                </body>
            </html>
        };
        page.to_html()
    })
}

/// What other sites show of a link to the page (ogp.me).
fn told_elsewhere(property: &'static str, content: &str) -> AnyView {
    leptos::html::meta()
        .attr("property", property)
        .attr("content", content.to_owned())
        .into_any()
}

fn languages(look: &Look) -> AnyView {
    let language = look.language;
    let button = |choice: Language| {
        let pressed = (choice == language).to_string();
        view! {
            <button
                type="submit"
                name="lang"
                value=choice.tag()
                lang=choice.tag()
                class="ds-button"
                data-variant="tertiary"
                aria-pressed=pressed
            >
                {shell::language_name(choice)}
            </button>
        }
    };
    view! {
        <form method="post" action=preferences::PATH class="hr-tongues">
            <input type="hidden" name="back" value=look.path.clone() />
            <div role="group" aria-label=text::switch_language(language)>{Language::ALL.map(button).collect_view()}</div>
        </form>
    }
    .into_any()
}

/// The way back to the catalogue.
pub(super) fn back(language: Language) -> AnyView {
    view! {
        <p class="hr-back"><a href=CATALOGUE>{format!("← {}", text::back(language))}</a></p>
    }
    .into_any()
}

/// A message in the page, read out where it answers what the reader did.
pub(crate) fn alert(tone: &'static str, is_answer: bool, body: String) -> AnyView {
    view! {
        <div class="ds-alert" data-color=tone role=is_answer.then_some("alert")><p>{body}</p></div>
    }
    .into_any()
}

/// In place of a course that is not there.
pub fn missing_page(look: &Look) -> String {
    plain(
        look,
        text::not_found(look.language),
        text::not_found_text(look.language),
    )
}

/// In place of a registration whose link is not one.
pub fn bad_link_page(look: &Look) -> String {
    plain(look, text::bad_link(look.language), text::bad_link_text(look.language))
}

pub(crate) fn plain(look: &Look, title: &'static str, body: &'static str) -> String {
    let language = look.language;
    document(look, title, "", || {
        view! {
            {back(language)}
            <h1 class="ds-heading" data-size="lg">{title}</h1>
            <p>{body}</p>
        }
        .into_any()
    })
}
