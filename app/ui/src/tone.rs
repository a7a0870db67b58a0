//! Colours with a meaning. Never the only bearer of it: an icon or a word says the same.

/// What a colour says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Neutral,
    /// The house's own colour.
    Accent,
    /// Good to know.
    Info,
    /// It went well, it is done.
    Success,
    /// Mind this.
    Warning,
    /// It went wrong, or it can't be undone.
    Danger,
}

impl Tone {
    /// The word of Designsystemet's `data-color`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Accent => "accent",
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }
}
