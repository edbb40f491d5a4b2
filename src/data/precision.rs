//! [`Precision`]: what a point stands for.

/// What a point stands for; it decides how it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Precision {
    /// The place itself.
    Site,
    /// A town or a village.
    City,
    /// A district, or whatever is below a region.
    Admin2,
    /// A region.
    Admin1,
    /// A country.
    Country,
    /// A place at sea.
    Sea,
    /// Somewhere along a route.
    Route,
    /// It is not told.
    #[default]
    Unknown,
}

/// All of them with their names.
pub const PRECISIONS: [(&str, Precision); 8] = [
    ("site", Precision::Site),
    ("city", Precision::City),
    ("admin2", Precision::Admin2),
    ("admin1", Precision::Admin1),
    ("country", Precision::Country),
    ("sea", Precision::Sea),
    ("route", Precision::Route),
    ("unknown", Precision::Unknown),
];

impl Precision {
    /// The precision of a name; [`Unknown`](Self::Unknown) for any other text.
    pub fn parse(name: &[u8]) -> Self {
        let known = PRECISIONS
            .iter()
            .find(|(known, _)| known.as_bytes() == name);
        known.map_or(Self::Unknown, |&(_, precision)| precision)
    }
}
