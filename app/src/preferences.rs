//! Language and theme of the reader: from the request on the server, from the page in the browser, so that both draw the
//! same page. A switch works at once, and is kept in a cookie for the next page.

use i18n::Language;
use leptos::prelude::*;

/// The cookie that holds the theme's word.
pub const THEME_COOKIE: &str = "theme";

/// Where the forms of the switches are sent when there are no scripts.
pub const PATH: &str = "/preferences";

/// Light, dark, or as the device says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the device says.
    #[default]
    System,
    /// Dark text on light.
    Light,
    /// Light text on dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word in the cookie and in `data-color-scheme`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::System => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a word, if it is one of ours.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.word() == word)
    }
}

/// What the reader has chosen, as signals.
#[derive(Clone, Copy)]
pub struct Preferences {
    /// The language of every text.
    pub language: RwSignal<Language>,
    /// The colours.
    pub theme: RwSignal<Theme>,
}

impl Preferences {
    /// Reads the choices and makes them known to everything below.
    pub fn provide() -> Self {
        let (language, theme) = of_page();
        let known = Self {
            language: i18n::provide_language(language),
            theme: RwSignal::new(theme),
        };
        provide_context(known);
        known
    }

    /// Changes the language at once, and for the pages to come in this browser. The switch tells the server.
    pub fn set_language(self, language: Language) {
        self.language.set(language);
        remember("lang", language.tag());
    }

    /// Changes the theme at once, and for the pages to come.
    pub fn set_theme(self, theme: Theme) {
        self.theme.set(theme);
        remember(THEME_COOKIE, theme.word());
    }
}

/// The reader's choices; the usual ones where nothing is provided.
pub fn use_preferences() -> Preferences {
    use_context().unwrap_or_else(|| Preferences {
        language: i18n::use_language(),
        theme: RwSignal::new(Theme::default()),
    })
}

#[cfg(feature = "ssr")]
fn of_page() -> (Language, Theme) {
    let language = use_context::<service::Ctx>()
        .map(|ctx| ctx.language)
        .unwrap_or_default();
    let theme = use_context::<http::request::Parts>()
        .and_then(|parts| theme_of(&parts.headers))
        .unwrap_or_default();
    (language, theme)
}

#[cfg(feature = "ssr")]
fn theme_of(headers: &http::HeaderMap) -> Option<Theme> {
    headers
        .get_all(http::header::COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == THEME_COOKIE)
        .and_then(|(_, word)| Theme::from_word(word))
}

#[cfg(not(feature = "ssr"))]
fn of_page() -> (Language, Theme) {
    let root = document().document_element();
    let attribute = |name: &str| {
        root.as_ref()
            .and_then(|root| root.get_attribute(name))
            .unwrap_or_default()
    };
    (
        Language::from_tag(&attribute("lang")).unwrap_or_default(),
        Theme::from_word(&attribute("data-color-scheme")).unwrap_or_default(),
    )
}

/// Writes a cookie that lasts a year. It holds no secret, so the browser may write it itself.
fn remember(name: &str, value: &str) {
    let secure = window()
        .location()
        .protocol()
        .is_ok_and(|protocol| protocol == "https:");
    let flag = if secure { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax{flag}");
    // Refused only where cookies are off: then the choice lasts until the next page.
    let _ = js_sys::Reflect::set(&document(), &"cookie".into(), &cookie.into());
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn the_theme_is_found_among_other_cookies_and_an_unknown_word_is_none() {
        let mut headers = http::HeaderMap::new();
        headers.insert(
            http::header::COOKIE,
            http::HeaderValue::from_static("lang=nn; theme=dark"),
        );
        assert_eq!(theme_of(&headers), Some(Theme::Dark));
        headers.insert(http::header::COOKIE, http::HeaderValue::from_static("theme=pink"));
        assert_eq!(theme_of(&headers), None);
    }
}
