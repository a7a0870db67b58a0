//! The outlines of Norway's municipalities since 2024, from Kartverket's borders under CC BY 4.0: one county at a time, so that a page
//! carries no more than it draws. How the file is made stands in the README of the counties' outlines (`app/src/coverage/outlines`).

/// A municipality on the map of its county.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Outline {
    /// Four digits.
    pub code: &'static str,
    /// Units of the whole map from west to east and from north to south.
    pub size: (u32, u32),
    /// Where its number stands.
    pub spot: (i32, i32),
    /// Its borders, as the path of an SVG.
    pub path: &'static str,
}

/// The municipalities of a county, by code; none for a county that was not there in 2024.
pub(super) fn of_county(county: &str) -> impl Iterator<Item = Outline> + use<'_> {
    all().filter(move |one| one.code.starts_with(county))
}

fn all() -> impl Iterator<Item = Outline> {
    include_str!("municipalities.tsv").lines().skip(1).filter_map(read)
}

fn read(line: &'static str) -> Option<Outline> {
    let mut cells = line.split('\t');
    let code = cells.next()?;
    let size = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
    let spot = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
    Some(Outline {
        code,
        size,
        spot,
        path: cells.next()?,
    })
}

#[cfg(test)]
mod tests {
    use domain::places::codes::municipalities_on;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_municipality_has_an_outline_and_a_countys_page_stays_light() {
        let drawn: Vec<_> = all().map(|one| one.code).collect();
        let mut there: Vec<_> = municipalities_on(date(2024, 1, 1)).map(|one| one.code).collect();
        there.sort_unstable();
        assert_eq!(drawn, there);
        for one in all() {
            assert!(one.path.starts_with('M') && one.path.ends_with('z'), "{}", one.code);
            let of_its_county = of_county(&one.code[..2]);
            assert!(
                of_its_county.map(|one| one.path.len()).sum::<usize>() < 10_000,
                "{}",
                one.code
            );
        }
    }
}
