//! What the sessions of a new group begin with: a programme, an earlier group, or nothing.

use domain::groups::Group;
use domain::groups::form::{FROM_GROUP, THEMES_OF};
use domain::programmes::sessions_kept;
use domain::programmes::view::ProgrammeChoice;
use domain::text::SessionMinutes;
use i18n::{Language, groups as text};
use ui::Choice;

/// A choice of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// What the form holds of it.
    pub key: String,
    from: Origin,
    /// How long each session is.
    pub minutes: SessionMinutes,
    /// The themes in order.
    pub themes: Vec<String>,
}

/// Where it comes from, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Origin {
    Programme(String),
    Group(String),
    ThemesOf(String),
}

impl Content {
    /// The choices: an earlier group first, where it is planned again, with all of it or its themes alone.
    pub fn choices(programmes: Vec<ProgrammeChoice>, earlier: Option<&Group>) -> Vec<Self> {
        let programme = |one: ProgrammeChoice| Self {
            key: one.id.to_string(),
            from: Origin::Programme(one.title),
            minutes: one.minutes,
            themes: one.themes,
        };
        earlier
            .into_iter()
            .flat_map(Self::of_group)
            .chain(programmes.into_iter().map(programme))
            .collect()
    }

    fn of_group(group: &Group) -> Vec<Self> {
        let Some(first) = sessions_kept(group).next() else {
            return Vec::new();
        };
        let themes: Vec<String> = sessions_kept(group).map(|session| session.theme.to_string()).collect();
        let content = |before: &str, from| Self {
            key: format!("{before}{}", group.id),
            from,
            minutes: first.slot.minutes,
            themes: themes.clone(),
        };
        let name = group.name.to_string();
        vec![
            content(FROM_GROUP, Origin::Group(name.clone())),
            content(THEMES_OF, Origin::ThemesOf(name)),
        ]
    }

    /// As a choice in words.
    pub fn choice(&self, language: Language) -> Choice {
        let words = match &self.from {
            Origin::Programme(title) => title.clone(),
            Origin::Group(name) => text::again_all(language, name),
            Origin::ThemesOf(name) => text::again_themes(language, name),
        };
        Choice::new(self.key.clone(), words)
    }
}
