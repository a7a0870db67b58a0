//! Where one is: the pages above this one, and the pages of a long list.

use i18n::{say, use_language};
use leptos::prelude::*;

/// One page above this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    /// Where it is.
    pub href: String,
    /// What it is called.
    pub text: String,
}

impl Crumb {
    /// A page above this one.
    pub fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            text: text.into(),
        }
    }
}

/// The pages above this one, the highest first. The page itself is not among them: its heading is right below.
#[component]
pub fn Breadcrumbs(
    /// The pages.
    #[prop(into)]
    crumbs: Signal<Vec<Crumb>>,
) -> impl IntoView {
    let language = use_language();
    let crumb = |crumb: Crumb| {
        view! {
            <li>
                <a href=crumb.href class="ds-link">{crumb.text}</a>
            </li>
        }
    };
    view! {
        <nav class="ds-breadcrumbs" aria-label=say(language, i18n::ui::you_are_here)>
            <ol>{move || crumbs.get().into_iter().map(crumb).collect_view()}</ol>
        </nav>
    }
}

/// Links to the pages of a long list.
#[component]
pub fn Pagination(
    /// The page shown, from 1.
    #[prop(into)]
    page: Signal<usize>,
    /// How many pages there are.
    #[prop(into)]
    pages: Signal<usize>,
    /// The address of a page.
    #[prop(into)]
    href: Callback<usize, String>,
) -> impl IntoView {
    let language = use_language();
    let step = move |to: usize, text: fn(i18n::Language) -> &'static str| {
        view! {
            <li>
                <a href=href.run(to) class="ds-button" data-variant="tertiary">
                    {move || text(language.get())}
                </a>
            </li>
        }
    };
    let number = move |at: usize| {
        view! {
            <li>
                <a
                    href=href.run(at)
                    class="ds-button"
                    data-variant=if at == page.get() { "primary" } else { "tertiary" }
                    aria-current=(at == page.get()).then_some("page")
                    aria-label=move || i18n::ui::page_number(language.get(), at)
                >
                    {at}
                </a>
            </li>
        }
    };
    view! {
        <nav class="hr-pagination" aria-label=say(language, i18n::ui::pages) hidden=move || pages.get() < 2>
            <ul>
                {move || (page.get() > 1).then(|| step(page.get() - 1, i18n::ui::previous))}
                {move || around(page.get(), pages.get()).into_iter().map(number).collect_view()}
                {move || (page.get() < pages.get()).then(|| step(page.get() + 1, i18n::ui::next))}
            </ul>
        </nav>
    }
}

/// The numbers shown: the first, the last, and two on each side of the present one.
fn around(page: usize, pages: usize) -> Vec<usize> {
    (1..=pages)
        .filter(|at| *at == 1 || *at == pages || at.abs_diff(page) <= 2)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn a_long_list_shows_its_ends_and_what_is_near() {
        assert_eq!(around(10, 63), [1, 8, 9, 10, 11, 12, 63]);
        assert_eq!(around(1, 3), [1, 2, 3]);
        assert_eq!(around(1, 0), Vec::<usize>::new());
    }
}
