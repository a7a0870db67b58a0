//! The municipalities of a county with what was reached there.

use std::collections::BTreeMap;

use domain::collation::Collated;
use domain::coverage::UnitFigures;
use domain::coverage::county::{CountyMap, MapMunicipality};
use domain::coverage::view::Sums;
use domain::places::Unit;
use domain::places::codes::{municipality, municipality_on};

use super::county::MAP_DAY;
use super::outlines::of_county;

/// The map of a county with its places; none for a county that was not there in 2024.
pub(super) fn map(county: &str, counted: &[(Unit, UnitFigures)]) -> Option<CountyMap> {
    let mut there: BTreeMap<&str, (Sums, Vec<String>)> = BTreeMap::new();
    for (unit, figures) in counted {
        let code = unit.municipality.as_str();
        let code = municipality_on(code, MAP_DAY).map_or(code, |then| then.code);
        let (sums, places) = there.entry(code).or_default();
        sums.add(figures);
        places.push(unit.name.to_string());
    }
    let mut size = None;
    let mut municipalities: Vec<MapMunicipality> = of_county(county)
        .map(|outline| {
            size = Some(outline.size);
            let (sums, mut places) = match there.remove(outline.code) {
                Some((sums, places)) => (Some(sums), places),
                None => (None, Vec::new()),
            };
            places.sort_by(|one, other| Collated(one).cmp(&Collated(other)));
            MapMunicipality {
                name: municipality(outline.code)
                    .map_or(outline.code, |one| one.name)
                    .to_owned(),
                path: outline.path.to_owned(),
                spot: outline.spot,
                sums,
                places,
            }
        })
        .collect();
    municipalities.sort_by(|one, other| Collated(&one.name).cmp(&Collated(&other.name)));
    size.map(|(width, height)| CountyMap {
        width,
        height,
        municipalities,
    })
}
