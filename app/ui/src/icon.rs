//! A small set of line icons, drawn in the colour of the text. Always beside a word, and silent to screen readers.

use leptos::prelude::*;

/// An icon by what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// A tick: done.
    Check,
    /// A cross: closed, called off.
    Cross,
    /// A clock: planned, waiting.
    Clock,
    /// A pencil: a draft.
    Pencil,
    /// A triangle: mind this.
    Warning,
    /// A lock: no access, sealed.
    Lock,
    /// A sheet of a calendar.
    Calendar,
    /// A globe: languages.
    Globe,
    /// One person.
    Person,
    /// Two people.
    People,
    /// A pin on a map.
    Place,
    /// Plus.
    Plus,
    /// Minus.
    Minus,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left: previous.
    Left,
    /// Arrow right: next.
    Right,
    /// A bin: remove.
    Bin,
    /// An arrow in a circle: moved, repeated.
    Repeat,
    /// A star: evaluated.
    Star,
    /// Three dots: more to choose from.
    More,
    /// Three lines: the navigation.
    Menu,
}

impl Icon {
    /// The strokes, on a grid of 24.
    const fn path(self) -> &'static str {
        match self {
            Self::Check => "M4 12.5l5 5L20 6.5",
            Self::Cross => "M6 6l12 12M18 6L6 18",
            Self::Clock => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3.5 2",
            Self::Pencil => "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
            Self::Warning => "M12 4L2.5 20h19zM12 10v4.5M12 17.2v.1",
            Self::Lock => "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
            Self::Calendar => "M4 6h16v14H4zM4 10.5h16M8.5 3.5V7M15.5 3.5V7",
            Self::Globe => {
                "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c4.500 5 4.500 13 0 18M12 3c-4.500 5-4.500 13 0 18"
            }
            Self::Person => "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.500 20.500c.600-4 3.400-6 7.500-6s6.900 2 7.500 6",
            Self::People => {
                "M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11M3 19.5c.4-3.4 2.6-5.5 6-5.5s5.6 2.1 6 5.5M16 5a3 3 0 0 1 0 5.8M18 14.5c1.8.8 2.8 2.5 3 5"
            }
            Self::Place => {
                "M12 21c4-4.5 6.500-7.600 6.500-11a6.500 6.500 0 0 0-13 0c0 3.400 2.500 6.500 6.500 11M12 12.200a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400"
            }
            Self::Plus => "M12 5v14M5 12h14",
            Self::Minus => "M5 12h14",
            Self::Up => "M12 19V5M6 11l6-6 6 6",
            Self::Down => "M12 5v14M6 13l6 6 6-6",
            Self::Left => "M15 5l-7 7 7 7",
            Self::Right => "M9 5l7 7-7 7",
            Self::Bin => "M4 7h16M9 7V4h6v3M6.500 7l1 13h9l1-13M10 11v5M14 11v5",
            Self::Repeat => "M19.500 12a7.500 7.500 0 1 1-2.300-5.400M20 3.500V7h-3.500",
            Self::More => {
                "M6 12a1 1 0 1 0-2 0 1 1 0 0 0 2 0M13 12a1 1 0 1 0-2 0 1 1 0 0 0 2 0M20 12a1 1 0 1 0-2 0 1 1 0 0 0 2 0"
            }
            Self::Menu => "M4 7h16M4 12h16M4 17h16",
            Self::Star => {
                "M12 3.500l2.600 5.500 6 .800-4.400 4.200 1.100 6-5.300-2.900L6.700 20l1.100-6L3.400 9.800l6-.800z"
            }
        }
    }
}

/// Draws an icon.
#[component]
pub fn IconMark(
    /// Which.
    icon: Icon,
) -> impl IntoView {
    view! {
        <svg class="hr-icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
            <path d=icon.path() />
        </svg>
    }
}
