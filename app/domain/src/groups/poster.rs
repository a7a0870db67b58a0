//! How high the blocks of a wall poster are: in proportion to their minutes, none too low to be read from the floor.

/// Heights that together fill `room`, in the order of `minutes`, in the unit of `room`. Blocks whose share is under `least` get that,
/// and the others share the rest in proportion. When even the least is too much for the room, every block gets it and the poster goes on
/// overleaf.
pub fn heights(minutes: &[u16], room: u32, least: u32) -> Vec<u32> {
    let count = u32::try_from(minutes.len()).unwrap_or(u32::MAX);
    if least.saturating_mul(count) >= room {
        return vec![least; minutes.len()];
    }
    let mut low = vec![false; minutes.len()];
    loop {
        let (mut rest, mut total) = (room, 0_u64);
        for (is_low, length) in low.iter().zip(minutes) {
            if *is_low {
                rest -= least;
            } else {
                total += u64::from(*length);
            }
        }
        let share = |length: u16| u64::from(length) * u64::from(rest);
        let mut more = false;
        for (is_low, length) in low.iter_mut().zip(minutes) {
            if !*is_low && share(*length) < u64::from(least) * total {
                *is_low = true;
                more = true;
            }
        }
        if !more {
            return shared(minutes, &low, rest, least);
        }
    }
}

/// The rest shared by largest remainder, so that nothing of it is lost to rounding.
fn shared(minutes: &[u16], low: &[bool], rest: u32, least: u32) -> Vec<u32> {
    let free = || minutes.iter().zip(low).enumerate().filter(|(_, (_, is_low))| !**is_low);
    let total: u64 = free().map(|(_, (length, _))| u64::from(*length)).sum::<u64>().max(1);
    let share = |length: u16| u64::from(length) * u64::from(rest);
    let mut heights = vec![least; minutes.len()];
    let mut left = u64::from(rest);
    let mut order: Vec<(u64, usize)> = Vec::new();
    for (at, (length, _)) in free() {
        let whole = share(*length) / total;
        left -= whole;
        order.push((share(*length) % total, at));
        if let Some(height) = heights.get_mut(at) {
            *height = u32::try_from(whole).unwrap_or(u32::MAX);
        }
    }
    order.sort_by(|(one, first), (other, second)| other.cmp(one).then(first.cmp(second)));
    for (_, at) in order.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        if let Some(height) = heights.get_mut(at) {
            *height += 1;
        }
    }
    heights
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_hour_is_six_times_as_high_as_ten_minutes_and_five_minutes_are_still_read() {
        assert_eq!(heights(&[10, 60, 10], 800, 40), [100, 600, 100]);
        assert_eq!(heights(&[5, 60, 60], 800, 40), [40, 380, 380]);
        assert_eq!(heights(&[], 800, 40), Vec::<u32>::new());
    }

    #[test]
    fn more_blocks_than_a_page_holds_are_all_of_the_least_height() {
        assert_eq!(heights(&[3; 30], 800, 40), [40; 30]);
    }

    proptest! {
        #[test]
        fn the_page_is_filled_none_is_too_low_and_the_longer_is_never_the_lower(
            minutes in proptest::collection::vec(1_u16..=480, 1..=20),
        ) {
            let found = heights(&minutes, 840, 40);
            prop_assert_eq!(found.len(), minutes.len());
            prop_assert_eq!(found.iter().sum::<u32>(), 840);
            prop_assert!(found.iter().all(|height| *height >= 40));
            for (one, first) in minutes.iter().zip(&found) {
                for (other, second) in minutes.iter().zip(&found) {
                    prop_assert!(one <= other || first >= second, "{one} min is {first}, {other} min is {second}");
                }
            }
        }
    }
}
