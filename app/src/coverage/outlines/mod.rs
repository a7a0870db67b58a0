//! The outlines of Norway's counties since 2024, from Kartverket's borders under CC BY 4.0. How the file is made stands in the README
//! beside it.

/// A county on the map, in units of [`WIDTH`] by [`HEIGHT`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Outline {
    /// Two digits.
    pub code: &'static str,
    /// Where its name and figures stand.
    pub label: (i32, i32),
    /// The line from there to the county.
    pub line: [(i32, i32); 2],
    /// Its borders, as the path of an SVG.
    pub path: &'static str,
}

/// Units from west to east.
pub(super) const WIDTH: u32 = 1000;
/// Units from north to south, with the labels below.
pub(super) const HEIGHT: u32 = 1345;

/// Every county, by code.
pub(super) fn outlines() -> impl Iterator<Item = Outline> {
    include_str!("counties.tsv").lines().skip(1).filter_map(read)
}

fn read(line: &'static str) -> Option<Outline> {
    let mut cells = line.split('\t');
    let code = cells.next()?;
    let mut point = || Some((cells.next()?.parse().ok()?, cells.next()?.parse().ok()?));
    let (label, from, to) = (point()?, point()?, point()?);
    Some(Outline {
        code,
        label,
        line: [from, to],
        path: cells.next()?,
    })
}

#[cfg(test)]
mod tests {
    use domain::places::codes::counties_on;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_county_of_today_has_an_outline_and_the_file_stays_small() {
        let drawn: Vec<_> = outlines().map(|one| one.code).collect();
        let mut there: Vec<_> = counties_on(date(2024, 1, 1)).map(|county| county.code).collect();
        there.sort_unstable();
        assert_eq!(drawn, there);
        assert!(include_str!("counties.tsv").len() < 60_000);
        for one in outlines() {
            assert!(one.path.starts_with('M') && one.path.ends_with('z'), "{}", one.code);
        }
    }
}
