//! Words and formats. Numbers, dates and country names come from [`Formats`] (in a page the
//! browser's own `Intl`), the sentences from [`Messages`], a file a language.

mod en;
mod names;
mod native;
mod numbers;
#[cfg(feature = "formats")]
mod rtl;

pub use en::EN;
pub use native::NativeFormats;
#[cfg(feature = "formats")]
pub use rtl::is_rtl;

use crate::calendar::Day;
use crate::scale::time::Unit;

/// How a day is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateStyle {
    /// 14 March 2021
    Day,
    /// March 2021
    Month,
    /// Mar
    MonthShort,
    /// 14 Mar
    DayShort,
    /// 2021
    Year,
}

/// Writes numbers, dates and names in a reader's language.
pub trait Formats {
    /// A whole number with its separators.
    fn number(&self, n: u64) -> String;
    /// A date.
    fn date(&self, day: Day, style: DateStyle) -> String;
    /// The days from `first` to `last`, both included, in one expression.
    fn days(&self, first: Day, last: Day, style: DateStyle) -> String;
    /// A number of percent with its sign, and at most one decimal.
    #[cfg(feature = "formats")]
    fn percent(&self, n: f64) -> String;
    /// A number with at most three digits that tell something.
    #[cfg(feature = "formats")]
    fn decimal(&self, n: f64) -> String;
    /// The name of a country by its unit code; the code itself where there is none.
    fn country(&self, code: &str) -> String;
}

/// A sentence for one, and for any other number.
pub type Plural = [&'static str; 2];

/// The sentences of a language. `{0}`, `{1}` are filled with numbers already written, names or
/// other sentences.
#[expect(
    missing_docs,
    reason = "each sentence says itself what it is for, in locale/en.rs"
)]
#[derive(Debug, Clone, Copy)]
pub struct Messages {
    pub cases: Plural,
    pub people: Plural,
    pub people_at_least: Plural,
    pub people_range: &'static str,
    pub and_unknown: Plural,
    pub people_unknown: &'static str,
    pub named_only: &'static str,
    pub measure_cases: &'static str,
    pub measure_people: &'static str,
    pub by_country: &'static str,
    /// By day, week, month, quarter, year.
    pub per_unit: [&'static str; 5],
    pub by_facet: &'static str,
    pub class: &'static str,
    pub class_open: &'static str,
    pub none_reported: &'static str,
    pub not_covered: &'static str,
    pub no_case: &'static str,
    pub others: &'static str,
    pub several: &'static str,
    pub no_value: &'static str,
    pub mark: &'static str,
    pub part: &'static str,
    pub map_summary: &'static str,
    pub map_empty: &'static str,
    pub countries: Plural,
    pub timeline_summary: &'static str,
    pub timeline_empty: &'static str,
    pub some_time: &'static str,
    pub partly: &'static str,
    pub range: &'static str,
    pub vague: &'static str,
    #[cfg(feature = "formats")]
    pub per_period: &'static str,
    /// Days, weeks, months, quarters, years.
    #[cfg(feature = "formats")]
    pub units: [Plural; 5],
    #[cfg(feature = "formats")]
    pub by_the_end: &'static str,
    #[cfg(feature = "formats")]
    pub running: &'static str,
    #[cfg(feature = "formats")]
    pub running_summary: &'static str,
    #[cfg(feature = "formats")]
    pub without_gaps: &'static str,
    #[cfg(feature = "formats")]
    pub in_percent: &'static str,
    #[cfg(feature = "formats")]
    pub percent_and: &'static str,
    #[cfg(feature = "formats")]
    pub shares_of_few: &'static str,
    #[cfg(feature = "formats")]
    pub no_parts: &'static str,
    #[cfg(feature = "formats")]
    pub hollow: &'static str,
    #[cfg(feature = "formats")]
    pub mean_line: &'static str,
    #[cfg(feature = "formats")]
    pub mean_title: &'static str,
    #[cfg(feature = "formats")]
    pub mean_words: &'static str,
    #[cfg(feature = "formats")]
    pub no_mean: &'static str,
    #[cfg(feature = "formats")]
    pub marked: &'static str,
    #[cfg(feature = "formats")]
    pub marked_here: &'static str,
    #[cfg(feature = "formats")]
    pub numbered: &'static str,
    #[cfg(feature = "formats")]
    pub a_year: &'static str,
    #[cfg(feature = "formats")]
    pub in_a_year: &'static str,
    #[cfg(feature = "formats")]
    pub days_looked: &'static str,
    #[cfg(feature = "formats")]
    pub years_looked: &'static str,
    #[cfg(feature = "formats")]
    pub days_covered: &'static str,
    #[cfg(feature = "formats")]
    pub days: &'static str,
    #[cfg(feature = "formats")]
    pub in_no_period: Plural,
    #[cfg(feature = "formats")]
    pub in_no_small_chart: Plural,
    #[cfg(feature = "formats")]
    pub in_no_countrys_chart: Plural,
    #[cfg(feature = "formats")]
    pub totals_in_no_chart: &'static str,
    #[cfg(feature = "formats")]
    pub in_several: &'static str,
    #[cfg(feature = "formats")]
    pub panels_summary: &'static str,
    #[cfg(feature = "formats")]
    pub highest: &'static str,
    #[cfg(feature = "formats")]
    pub no_facet: &'static str,
    #[cfg(feature = "formats")]
    pub marked_outside: &'static str,
    #[cfg(feature = "formats")]
    pub doubt: &'static str,
    #[cfg(feature = "formats")]
    pub doubtful: &'static str,
    #[cfg(feature = "formats")]
    pub who_only: &'static str,
    #[cfg(feature = "formats")]
    pub who_apart: &'static str,
    #[cfg(feature = "formats")]
    pub who_unsaid: &'static str,
    #[cfg(feature = "formats")]
    pub one_period: &'static str,
    #[cfg(feature = "formats")]
    pub counts_new: &'static str,
    #[cfg(feature = "formats")]
    pub counts_ongoing: &'static str,
    #[cfg(feature = "formats")]
    pub not_added: &'static str,
    #[cfg(feature = "formats")]
    pub each_at_its_place: &'static str,
    #[cfg(feature = "formats")]
    pub circles: &'static str,
    /// `{0}`: none reported, or no case in the data.
    #[cfg(feature = "formats")]
    pub without_circle: &'static str,
    #[cfg(feature = "formats")]
    pub canary_islands: &'static str,
    #[cfg(feature = "formats")]
    pub azores: &'static str,
    #[cfg(feature = "formats")]
    pub madeira: &'static str,
    #[cfg(feature = "formats")]
    pub by_area: &'static str,
    #[cfg(feature = "formats")]
    pub area_of_cases: &'static str,
    #[cfg(feature = "formats")]
    pub areas_of_cases: Plural,
    #[cfg(feature = "formats")]
    pub inhabitants: &'static str,
    #[cfg(feature = "formats")]
    pub rate: &'static str,
    #[cfg(feature = "formats")]
    pub rate_title: &'static str,
    #[cfg(feature = "formats")]
    pub share: &'static str,
    #[cfg(feature = "formats")]
    pub share_title: &'static str,
    #[cfg(feature = "formats")]
    pub of_few: &'static str,
    #[cfg(feature = "formats")]
    pub tiny_base: &'static str,
    #[cfg(feature = "formats")]
    pub no_rate: &'static str,
    #[cfg(feature = "formats")]
    pub no_base: &'static str,
    #[cfg(feature = "formats")]
    pub no_value_like_it: &'static str,
    #[cfg(feature = "formats")]
    pub class_under: &'static str,
    #[cfg(feature = "formats")]
    pub class_to_under: &'static str,
    #[cfg(feature = "formats")]
    pub as_squares: &'static str,
    #[cfg(feature = "formats")]
    pub as_circles: &'static str,
    #[cfg(feature = "formats")]
    pub dots: &'static str,
    #[cfg(feature = "formats")]
    pub rings: &'static str,
    #[cfg(feature = "formats")]
    pub areas: &'static str,
    #[cfg(feature = "formats")]
    pub dot: &'static str,
    #[cfg(feature = "formats")]
    pub ring: &'static str,
    #[cfg(feature = "formats")]
    pub area: &'static str,
    #[cfg(feature = "formats")]
    pub within: &'static str,
    #[cfg(feature = "formats")]
    pub no_point: Plural,
    #[cfg(feature = "formats")]
    pub point_outside: Plural,
    #[cfg(feature = "formats")]
    pub more_places: Plural,
    #[cfg(feature = "formats")]
    pub clusters: &'static str,
    #[cfg(feature = "formats")]
    pub clusters_vague: &'static str,
    #[cfg(feature = "formats")]
    pub clusters_people: &'static str,
    #[cfg(feature = "formats")]
    pub clusters_people_vague: &'static str,
    #[cfg(feature = "formats")]
    pub hollow_hexagon: &'static str,
    #[cfg(feature = "formats")]
    pub hexagons_are_people: &'static str,
    #[cfg(feature = "formats")]
    pub more_clusters: Plural,
    #[cfg(feature = "formats")]
    pub clusters_title: &'static str,
    #[cfg(feature = "formats")]
    pub places: Plural,
    #[cfg(feature = "formats")]
    pub at_places: &'static str,
    #[cfg(feature = "formats")]
    pub and_more: &'static str,
    #[cfg(feature = "formats")]
    pub some_in_areas: &'static str,
    #[cfg(feature = "formats")]
    pub some_unsaid: &'static str,
    #[cfg(feature = "formats")]
    pub opens: &'static str,
    #[cfg(feature = "formats")]
    pub hexagon: &'static str,
    #[cfg(feature = "formats")]
    pub in_hexagons: &'static str,
    #[cfg(feature = "formats")]
    pub in_a_hexagon: &'static str,
    #[cfg(feature = "formats")]
    pub hexagons_are: &'static str,
    #[cfg(feature = "formats")]
    pub too_vague: Plural,
    #[cfg(feature = "formats")]
    pub unsaid: Plural,
    #[cfg(feature = "formats")]
    pub more_hexagons: Plural,
    #[cfg(feature = "formats")]
    pub with_others: &'static str,
    #[cfg(feature = "formats")]
    pub about: &'static str,
    #[cfg(feature = "formats")]
    pub at_least: &'static str,
    #[cfg(feature = "formats")]
    pub at_most: &'static str,
    #[cfg(feature = "formats")]
    pub from_to: &'static str,
    #[cfg(feature = "formats")]
    pub withheld_short: &'static str,
    #[cfg(feature = "formats")]
    pub withheld_number: &'static str,
    #[cfg(feature = "formats")]
    pub withheld: &'static str,
    #[cfg(feature = "formats")]
    pub withheld_people: &'static str,
    #[cfg(feature = "formats")]
    pub withheld_bounds: &'static str,
    #[cfg(feature = "formats")]
    pub and_withheld: Plural,
    #[cfg(feature = "formats")]
    pub withheld_noted: Plural,
    #[cfg(feature = "formats")]
    pub share_of: &'static str,
    #[cfg(feature = "formats")]
    pub more_shares: &'static str,
    #[cfg(feature = "formats")]
    pub in_none: &'static str,
    #[cfg(feature = "formats")]
    pub more_in_none: Plural,
    #[cfg(feature = "formats")]
    pub no_own_figure: &'static str,
    #[cfg(feature = "formats")]
    pub no_date: &'static str,
    #[cfg(feature = "formats")]
    pub no_place: &'static str,
    #[cfg(feature = "formats")]
    pub many_countries: &'static str,
    #[cfg(feature = "formats")]
    pub published_total: &'static str,
    #[cfg(feature = "formats")]
    pub address_unknown: &'static str,
    #[cfg(feature = "formats")]
    pub address_too_long: &'static str,
    #[cfg(feature = "formats")]
    pub or_later: &'static str,
    #[cfg(feature = "formats")]
    pub or_earlier: &'static str,
    #[cfg(feature = "formats")]
    pub in_doubt: &'static str,
    #[cfg(feature = "formats")]
    pub lanes_title: &'static str,
    #[cfg(feature = "formats")]
    pub lanes_by_date: &'static str,
    #[cfg(feature = "formats")]
    pub lanes_summary: &'static str,
    #[cfg(feature = "formats")]
    pub lanes_empty: &'static str,
    #[cfg(feature = "formats")]
    pub lane_alone: &'static str,
    #[cfg(feature = "formats")]
    pub lane_inexact: &'static str,
    #[cfg(feature = "formats")]
    pub lane_between: &'static str,
    #[cfg(feature = "formats")]
    pub lane_open: &'static str,
    #[cfg(feature = "formats")]
    pub lanes_undated: Plural,
    #[cfg(feature = "formats")]
    pub lanes_totals: Plural,
    #[cfg(feature = "formats")]
    pub lane: &'static str,
    #[cfg(feature = "formats")]
    pub lane_label: &'static str,
    #[cfg(feature = "formats")]
    pub case: &'static str,
    #[cfg(feature = "formats")]
    pub date: &'static str,
    #[cfg(feature = "formats")]
    pub lanes_more: Plural,
    #[cfg(feature = "formats")]
    pub so_many_of: &'static str,
    /// What is said of a picture whose figure is scrolled in a page: "Not all of {0} have room in the picture."
    #[cfg(feature = "formats")]
    pub not_all_lanes: &'static str,
    #[cfg(feature = "formats")]
    pub no_such_facet: &'static str,
    #[cfg(feature = "formats")]
    pub days_summary: &'static str,
    #[cfg(feature = "formats")]
    pub days_withheld: &'static str,
    #[cfg(feature = "formats")]
    pub days_empty: &'static str,
    #[cfg(feature = "formats")]
    pub days_of_month: &'static str,
    #[cfg(feature = "formats")]
    pub days_of_year: &'static str,
    #[cfg(feature = "formats")]
    pub days_totals: &'static str,
    #[cfg(feature = "formats")]
    pub days_cut: &'static str,
    #[cfg(feature = "formats")]
    pub in_the_month: &'static str,
    #[cfg(feature = "formats")]
    pub and_so_many: &'static str,
    #[cfg(feature = "formats")]
    pub days_wider: Plural,
    /// From Monday.
    #[cfg(feature = "formats")]
    pub weekdays: [&'static str; 7],
    #[cfg(feature = "formats")]
    pub together: &'static str,
    #[cfg(feature = "formats")]
    pub bars_summary: &'static str,
    #[cfg(feature = "formats")]
    pub bars_of_shares: &'static str,
    #[cfg(feature = "formats")]
    pub bars_empty: &'static str,
    #[cfg(feature = "formats")]
    pub part_of_all: &'static str,
    #[cfg(feature = "formats")]
    pub with_share: &'static str,
    #[cfg(feature = "formats")]
    pub others_of: &'static str,
    #[cfg(feature = "formats")]
    pub unfolds: &'static str,
    #[cfg(feature = "formats")]
    pub folds: &'static str,
    #[cfg(feature = "formats")]
    pub none_chosen: &'static str,
    #[cfg(feature = "formats")]
    pub of_unfiltered: &'static str,
    #[cfg(feature = "formats")]
    pub unfiltered: &'static str,
    #[cfg(feature = "formats")]
    pub published_in_percent: &'static str,
    #[cfg(feature = "formats")]
    pub published_shares: &'static str,
    #[cfg(feature = "formats")]
    pub shares_are: &'static str,
    #[cfg(feature = "formats")]
    pub shares_without: &'static str,
    #[cfg(feature = "formats")]
    pub shares_several: &'static str,
    #[cfg(feature = "formats")]
    pub few_for_shares: &'static str,
    #[cfg(feature = "formats")]
    pub plus: &'static str,
    #[cfg(feature = "formats")]
    pub named_is_not_none: &'static str,
    #[cfg(feature = "formats")]
    pub lacks_field: &'static str,
    #[cfg(feature = "formats")]
    pub meant: &'static str,
    #[cfg(feature = "formats")]
    pub facets_are: &'static str,
    #[cfg(feature = "formats")]
    pub total_people: &'static str,
    #[cfg(feature = "formats")]
    pub total_cases: &'static str,
    #[cfg(feature = "formats")]
    pub total_countries: &'static str,
    #[cfg(feature = "formats")]
    pub total_time: &'static str,
    #[cfg(feature = "formats")]
    pub unknown_number: &'static str,
    #[cfg(feature = "formats")]
    pub kinds_not_added: &'static str,
    #[cfg(feature = "formats")]
    pub several_shares: &'static str,
    #[cfg(feature = "formats")]
    pub unknown_word: &'static str,
    #[cfg(feature = "formats")]
    pub words_are: &'static str,
    #[cfg(feature = "formats")]
    pub a_figure_is: &'static str,
    #[cfg(feature = "formats")]
    pub a_dot_is: &'static str,
    #[cfg(feature = "formats")]
    pub perhaps_more: &'static str,
    #[cfg(feature = "formats")]
    pub units_summary: &'static str,
    #[cfg(feature = "formats")]
    pub total: &'static str,
    #[cfg(feature = "formats")]
    pub number: &'static str,
    /// All that there is, and part of it.
    #[cfg(feature = "formats")]
    pub all_of: &'static str,
    #[cfg(feature = "formats")]
    pub in_all: &'static str,
    #[cfg(feature = "formats")]
    pub part_of: &'static str,
    #[cfg(feature = "formats")]
    pub and_unknown_of: Plural,
    #[cfg(feature = "formats")]
    pub published_totals: Plural,
    #[cfg(feature = "formats")]
    pub of_whom: &'static str,
    #[cfg(feature = "formats")]
    pub either: &'static str,
    #[cfg(feature = "formats")]
    pub or_more: &'static str,
    #[cfg(feature = "formats")]
    pub containing: &'static str,
    pub status: &'static str,
    pub status_of_kosovo: &'static str,
    pub status_of_palestine: &'static str,
    pub wider: Plural,
    pub undated: Plural,
    pub no_country: Plural,
    pub outside: Plural,
    pub left_out: Plural,
    pub source: &'static str,
    pub licence: &'static str,
    pub country: &'static str,
    pub period: &'static str,
}

/// A language: its sentences and its formats.
#[derive(Clone, Copy)]
pub struct Locale<'a> {
    /// Sentences.
    pub messages: &'a Messages,
    /// Numbers, dates and names.
    pub formats: &'a dyn Formats,
}

impl Locale<'_> {
    /// The days from one to another, as exactly as they need it: whole years, months or days.
    pub fn time(&self, first: Day, last: Day) -> String {
        let style = if Unit::Year.divides(first, last) {
            DateStyle::Year
        } else if Unit::Month.divides(first, last) {
            DateStyle::Month
        } else {
            DateStyle::Day
        };
        self.formats.days(first, last, style)
    }

    /// A sentence with a number in it: `{0}` is `n`.
    pub fn count(&self, plural: &Plural, n: u64) -> String {
        fill(choose(plural, n), &[&self.formats.number(n)])
    }

    /// A number of people: at least `min`, at most `max`, and `unknown` cases without a number.
    pub fn people(&self, min: u64, max: Option<u64>, unknown: u64, cases: u64) -> String {
        let m = self.messages;
        if unknown >= cases && cases > 0 {
            return m.people_unknown.to_owned();
        }
        let sum = match max {
            Some(max) if max == min => self.count(&m.people, min),
            Some(max) => fill(
                m.people_range,
                &[&self.formats.number(min), &self.formats.number(max)],
            ),
            None => self.count(&m.people_at_least, min),
        };
        if unknown == 0 {
            return sum;
        }
        fill(
            choose(&m.and_unknown, unknown),
            &[&sum, &self.formats.number(unknown)],
        )
    }
}

/// Languages whose plural has more forms than two bring their own rule with their file.
pub(crate) fn choose(plural: &Plural, n: u64) -> &'static str {
    plural[usize::from(n != 1)]
}

/// What was expected and how to mend it, for an issue of a code, in English.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn issue_text(code: &str) -> &'static str {
    // The package ships the same file. Its texts hold no other escape than that of a quote, which
    // `no_text_needs_more_than_it_can_read` sees to.
    const TEXTS: &str = include_str!("issues.en.json");
    let texts = TEXTS
        .lines()
        .filter_map(|line| line.trim().strip_prefix('"')?.split_once("\": \""));
    let found = texts.into_iter().find(|(known, _)| *known == code);
    found.map_or("", |(_, text)| {
        text.trim_end_matches(',').trim_end_matches('"')
    })
}

/// A template with its `{0}` to `{9}` filled.
pub fn fill(template: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(open) = rest.bytes().position(|b| b == b'{') {
        out.push_str(rest.get(..open).unwrap_or_default());
        let index = rest
            .as_bytes()
            .get(open + 1)
            .map(|b| usize::from(b.wrapping_sub(b'0')));
        out.push_str(
            index
                .and_then(|i| values.get(i))
                .copied()
                .unwrap_or_default(),
        );
        rest = rest.get(open + 3..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: Locale<'_> = Locale {
        messages: &EN,
        formats: &NativeFormats,
    };

    #[test]
    fn one_case_is_not_one_cases() {
        assert_eq!(ENGLISH.count(&EN.cases, 1), "1 case");
        assert_eq!(ENGLISH.count(&EN.cases, 1_200), "1,200 cases");
        assert_eq!(ENGLISH.count(&EN.cases, 0), "0 cases");
    }

    #[test]
    fn a_number_of_people_says_how_surely_it_is_known() {
        assert_eq!(ENGLISH.people(3, Some(3), 0, 2), "3 people");
        assert_eq!(ENGLISH.people(3, Some(5), 0, 2), "3 to 5 people");
        assert_eq!(ENGLISH.people(89, None, 0, 9), "at least 89 people");
        assert_eq!(
            ENGLISH.people(89, None, 4, 90),
            "at least 89 people, and 4 cases with unknown number"
        );
        assert_eq!(ENGLISH.people(0, Some(0), 2, 2), "number of people unknown");
    }

    #[test]
    fn a_template_is_filled_even_where_values_are_missing() {
        assert_eq!(fill("{0} of {1}", &["1", "2"]), "1 of 2");
        assert_eq!(fill("{0} of {1}", &["1"]), "1 of ");
        assert_eq!(fill("{", &[]), "");
    }
}
