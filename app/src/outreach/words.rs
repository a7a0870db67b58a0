//! Words for outreach, in the reader's language.

use domain::outreach::{Cell, Channel};
use i18n::{Language, format, outreach as text};
use ui::{Icon, Tone};

/// How something was made known.
pub(super) fn channel(language: Language, channel: Channel) -> &'static str {
    match channel {
        Channel::Poster => text::channel_poster(language),
        Channel::Intranet => text::channel_intranet(language),
        Channel::Newsletter => text::channel_newsletter(language),
        Channel::Meeting => text::channel_meeting(language),
        Channel::Other => text::channel_other(language),
    }
}

/// How far something is known.
pub(super) fn cell(language: Language, cell: Cell) -> String {
    match cell {
        Cell::NotYet => text::not_yet(language).to_owned(),
        Cell::OtherMeans(day) => text::other_means(language, format::day_month(language, day)),
        Cell::Presented(day) => text::presented(language, format::day_month(language, day)),
    }
}

/// Colour and icon of it.
pub(super) const fn sign(cell: Cell) -> (Tone, Icon) {
    match cell {
        Cell::NotYet => (Tone::Warning, Icon::Minus),
        Cell::OtherMeans(_) => (Tone::Info, Icon::Pencil),
        Cell::Presented(_) => (Tone::Success, Icon::Check),
    }
}
