//! Places: counties, municipalities, owners, units, nearby lists and placements.
