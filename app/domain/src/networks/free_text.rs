//! Which fields of a meeting people write freely. A room may bear a name; all that is told of the meeting is asked about.

use super::meeting::{
    Agreed, NetworkClosing, NetworkCommand, NetworkMeeting, NetworkOutcome, NetworkPlan, NewNetworkMeeting,
};
use crate::text_guard::{FreeText, FreeTexts};

impl FreeTexts for NewNetworkMeeting {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self { id: _, unit: _, plan } = self;
        of_plan(plan).to_vec()
    }
}

impl FreeTexts for NetworkCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        match self {
            Self::Edit { plan } => of_plan(plan).to_vec(),
            Self::Close { closing } => of_closing(closing),
            Self::Cancel { reason: _ } | Self::Reopen => Vec::new(),
        }
    }
}

/// All that stands in a meeting: a word that stands there already needs no second confirmation.
impl FreeTexts for NetworkMeeting {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            id: _,
            unit: _,
            owner: _,
            adviser: _,
            plan,
            outcome,
            calendar: _,
            version: _,
        } = self;
        let mut texts = of_plan(plan).to_vec();
        match outcome {
            NetworkOutcome::Held { closing } => texts.extend(of_closing(closing)),
            NetworkOutcome::Ahead | NetworkOutcome::Cancelled { reason: _ } => {}
        }
        texts
    }
}

fn of_plan(plan: &NetworkPlan) -> [FreeText<'_>; 2] {
    let NetworkPlan {
        theme,
        kind: _,
        further: _,
        services: _,
        place,
        // An address on the web is no text that somebody makes up.
        video: _,
        slot: _,
    } = plan;
    [
        FreeText::asked("theme", theme.as_str()),
        FreeText::naming("place", place.as_str()),
    ]
}

fn of_closing(closing: &NetworkClosing) -> Vec<FreeText<'_>> {
    let NetworkClosing {
        present: _,
        agreed,
        delivery_minutes: _,
        preparation_minutes: _,
    } = closing;
    let lines = agreed.iter().enumerate().flat_map(|(at, line)| {
        let Agreed { who, what, by: _ } = line;
        [
            FreeText::asked(format!("agreed[{at}].who"), who.as_str()),
            FreeText::asked(format!("agreed[{at}].what"), what.as_str()),
        ]
    });
    lines.collect()
}
