//! Time that goes after an activity which was moved to another day.

use super::command::{begun, fits_the_day, in_order, open_day};
use super::sheet::MOST_ENTRIES;
use super::{ActivityRef, Around, Entry, WeekRule, WeekSheet};

/// The time itself stays as it was entered, and where it is counted too.
pub(super) fn follow(sheet: &mut WeekSheet, activity: ActivityRef, around: &Around<'_>) -> Result<(), WeekRule> {
    begun(sheet, around)?;
    let moved = around.moved.iter().find(|one| one.activity == activity);
    let moved = moved.ok_or(WeekRule::Missing)?;
    if moved.is_closed {
        return Err(WeekRule::MonthClosed);
    }
    open_day(sheet, moved.day, around)?;
    if moved.monday == sheet.monday {
        for entry in &mut sheet.entries {
            if entry.activity == Some(activity) {
                entry.day = moved.day;
            }
        }
    } else {
        if sheet.entries.len() >= MOST_ENTRIES {
            return Err(WeekRule::TooMany);
        }
        let number = sheet.last_number.checked_add(1).ok_or(WeekRule::TooMany)?;
        sheet.last_number = number;
        sheet.entries.push(Entry {
            number,
            day: moved.day,
            ..moved.entry
        });
    }
    fits_the_day(sheet, moved.day)?;
    in_order(sheet);
    Ok(())
}

/// The week that an activity's time was taken from by another week's [`WeekStep::Follow`].
#[must_use]
pub fn left_behind(before: &WeekSheet, activity: ActivityRef) -> WeekSheet {
    let mut after = before.clone();
    after.entries.retain(|entry| entry.activity != Some(activity));
    after
}
