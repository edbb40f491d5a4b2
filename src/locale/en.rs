//! English.

use super::Messages;

/// The sentences of the embed itself; other languages have the same fields.
pub const EN: Messages = Messages {
    cases: ["{0} case", "{0} cases"],
    people: ["{0} person", "{0} people"],
    people_at_least: ["at least {0} person", "at least {0} people"],
    people_range: "{0} to {1} people",
    and_unknown: [
        "{0}, and {1} case with unknown number",
        "{0}, and {1} cases with unknown number",
    ],
    people_unknown: "number of people unknown",
    named_only: "named, without a figure",
    measure_cases: "Cases",
    measure_people: "People (at least)",
    by_country: "{0} by country",
    per_unit: [
        "{0} per day",
        "{0} per week",
        "{0} per month",
        "{0} per quarter",
        "{0} per year",
    ],
    by_facet: "{0}, by {1}",
    class: "{0}–{1}",
    class_open: "{0} or more",
    none_reported: "none reported",
    not_covered: "not covered",
    no_case: "no case in the data",
    others: "other",
    several: "several at once",
    no_value: "not stated",
    mark: "{0}: {1}",
    part: "{0} {1}",
    map_summary: "Map. {0} in {1}. Most: {2}.",
    map_empty: "Map. No case in what is shown.",
    countries: ["{0} country", "{0} countries"],
    timeline_summary: "Time chart, {0}. {1}. Highest: {2}.",
    timeline_empty: "Time chart. No case with a date in what is shown.",
    some_time: "some time in {0}",
    partly: "{0} (partly not covered)",
    range: "at most",
    vague: "dated less exactly",
    #[cfg(feature = "formats")]
    per_period: "{0} per published period",
    #[cfg(feature = "formats")]
    units: [
        ["{0} day", "{0} days"],
        ["{0} week", "{0} weeks"],
        ["{0} month", "{0} months"],
        ["{0} quarter", "{0} quarters"],
        ["{0} year", "{0} years"],
    ],
    #[cfg(feature = "formats")]
    by_the_end: "by the end of {0}",
    #[cfg(feature = "formats")]
    running: "{0}, running total",
    #[cfg(feature = "formats")]
    running_summary: "Time chart of a running total, {0}. By the end: {1}.",
    #[cfg(feature = "formats")]
    without_gaps: "{0}, times not covered left out",
    #[cfg(feature = "formats")]
    in_percent: "{0}, in percent",
    #[cfg(feature = "formats")]
    percent_and: "{0} ({1})",
    #[cfg(feature = "formats")]
    shares_of_few: "with a ring: of so few that one more or less changes the shares much",
    #[cfg(feature = "formats")]
    no_parts: "Without parts (stack) there is nothing to show shares of: these are numbers.",
    #[cfg(feature = "formats")]
    hollow: "hollow: date approximate or uncertain",
    #[cfg(feature = "formats")]
    mean_line: "line: mean of the last {0}",
    #[cfg(feature = "formats")]
    mean_title: "Mean of the last {0}",
    #[cfg(feature = "formats")]
    mean_words: "{0}; mean of the last {1}: {2}",
    #[cfg(feature = "formats")]
    no_mean: "No mean is drawn: there is one of stacked bars, of areas and of a single line only.",
    #[cfg(feature = "formats")]
    marked: "Marked: {0}.",
    #[cfg(feature = "formats")]
    marked_here: "{0}; marked: {1}",
    #[cfg(feature = "formats")]
    numbered: "({0}) {1}",
    #[cfg(feature = "formats")]
    a_year: "{0} a year",
    #[cfg(feature = "formats")]
    in_a_year: "{0} in a year",
    #[cfg(feature = "formats")]
    days_looked: "{0} of {1} days were looked at",
    #[cfg(feature = "formats")]
    years_looked: "Numbers are of a year of the time that was looked at; periods of other lengths are made comparable by it. A difference is no trend: what is looked for changes too.",
    #[cfg(feature = "formats")]
    days_covered: "Days looked at",
    #[cfg(feature = "formats")]
    days: "Days in the period",
    #[cfg(feature = "formats")]
    in_no_period: [
        "{0} case may be of a period, but is dated less exactly, or not at all: it is not counted.",
        "{0} cases may be of a period, but are dated less exactly, or not at all: they are not counted.",
    ],
    #[cfg(feature = "formats")]
    in_no_small_chart: [
        "{0} case is dated less exactly, or not at all, and is in no chart.",
        "{0} cases are dated less exactly, or not at all, and are in no chart.",
    ],
    #[cfg(feature = "formats")]
    in_no_countrys_chart: [
        "{0} case is of several countries, or of none, and is in no chart.",
        "{0} cases are of several countries, or of none, and are in no chart.",
    ],
    #[cfg(feature = "formats")]
    totals_in_no_chart: "Published totals are of times of their own, and are in no small chart.",
    #[cfg(feature = "formats")]
    in_several: "A case with several values is in the chart of each.",
    #[cfg(feature = "formats")]
    panels_summary: "{0} small time charts with the same axes, by {1}: {2}.",
    #[cfg(feature = "formats")]
    highest: "{0}; highest: {1}",
    #[cfg(feature = "formats")]
    no_facet: "The data has no field {0}, so there is no chart of it. There are: {1}.",
    #[cfg(feature = "formats")]
    marked_outside: "Marked, but outside what is shown: {0}.",
    #[cfg(feature = "formats")]
    doubt: "date approximate or uncertain",
    #[cfg(feature = "formats")]
    doubtful: "{0}; of these, {1} with an approximate or uncertain date",
    #[cfg(feature = "formats")]
    who_only: "Counted: {0}. Not counted: {1}.",
    #[cfg(feature = "formats")]
    who_unsaid: "The data doesn't say who its cases concern, so all of them are counted.",
    #[cfg(feature = "formats")]
    who_apart: "Numbers of people are not added up: the data counts {0}.",
    #[cfg(feature = "formats")]
    one_period: "Totals of {0} only: totals of different times can't be added.",
    #[cfg(feature = "formats")]
    counts_new: "{0} (new in this time)",
    #[cfg(feature = "formats")]
    counts_ongoing: "{0} (under way in this time)",
    #[cfg(feature = "formats")]
    not_added: "Each bar is as long as its time. The times differ or overlap: they can't be added or compared as a trend.",
    #[cfg(feature = "formats")]
    each_at_its_place: "Cases, each at its place",
    #[cfg(feature = "formats")]
    circles: "area of a circle: the number",
    #[cfg(feature = "formats")]
    without_circle: "without a circle: {0}",
    #[cfg(feature = "formats")]
    canary_islands: "Canary Islands",
    #[cfg(feature = "formats")]
    azores: "Azores",
    #[cfg(feature = "formats")]
    madeira: "Madeira",
    #[cfg(feature = "formats")]
    by_area: "{0} by area",
    #[cfg(feature = "formats")]
    area_of_cases: "Area",
    #[cfg(feature = "formats")]
    areas_of_cases: ["{0} area", "{0} areas"],
    #[cfg(feature = "formats")]
    inhabitants: "inhabitants",
    #[cfg(feature = "formats")]
    rate: "{0} per {1} {2}",
    #[cfg(feature = "formats")]
    rate_title: "{0} per {1} {2}",
    #[cfg(feature = "formats")]
    share: "{0} of {1} ({2}: {3})",
    #[cfg(feature = "formats")]
    share_title: "{0} with {1}: {2}, in percent",
    #[cfg(feature = "formats")]
    of_few: "{0} (of few: one more or less changes it much)",
    #[cfg(feature = "formats")]
    tiny_base: "with a ring: of so few that one more or less changes the rate much",
    #[cfg(feature = "formats")]
    no_rate: "cases, but no rate: nothing to count them per is known",
    #[cfg(feature = "formats")]
    no_base: "The data gives nothing to count per, so this map shows no rate.",
    #[cfg(feature = "formats")]
    no_value_like_it: "The data has no case with {0}: {1}, so this map shows no rate.",
    #[cfg(feature = "formats")]
    class_under: "under {0}",
    #[cfg(feature = "formats")]
    class_to_under: "{0} to under {1}",
    #[cfg(feature = "formats")]
    as_squares: "Each country is a square of the same size, about where it lies.",
    #[cfg(feature = "formats")]
    as_circles: "Each country is a circle about where it lies. The smallest have no number.",
    #[cfg(feature = "formats")]
    dots: "case, in this town or closer",
    #[cfg(feature = "formats")]
    rings: "case; how exact the place is, was not said",
    #[cfg(feature = "formats")]
    areas: "cases somewhere in this area",
    #[cfg(feature = "formats")]
    dot: "{0}, in this town or closer",
    #[cfg(feature = "formats")]
    ring: "{0}; how exact the place is, was not said",
    #[cfg(feature = "formats")]
    area: "{0}, somewhere in this area",
    #[cfg(feature = "formats")]
    within: "{0}, somewhere within {1} km",
    #[cfg(feature = "formats")]
    no_point: [
        "{0} case has no point and is not drawn.",
        "{0} cases have no point and are not drawn.",
    ],
    #[cfg(feature = "formats")]
    point_outside: [
        "The point of {0} case lies outside this map.",
        "The points of {0} cases lie outside this map.",
    ],
    #[cfg(feature = "formats")]
    more_places: [
        "{0} more place is drawn, which has fewer cases and is not told here.",
        "{0} more places are drawn, which have fewer cases and are not told here.",
    ],
    #[cfg(feature = "formats")]
    clusters: "cases near each other, counted together",
    #[cfg(feature = "formats")]
    clusters_vague: "cases near each other, none at a place known exactly",
    #[cfg(feature = "formats")]
    clusters_people: "people (at least) in cases near each other",
    #[cfg(feature = "formats")]
    clusters_people_vague: "people (at least) in cases near each other, none at a place known exactly",
    #[cfg(feature = "formats")]
    hollow_hexagon: "cases, but no number of people, or none",
    #[cfg(feature = "formats")]
    hexagons_are_people: "Hexagons are about {0} km wide, and count people (at least).",
    #[cfg(feature = "formats")]
    more_clusters: [
        "{0} more circle is drawn, which has fewer cases and is not told here.",
        "{0} more circles are drawn, which have fewer cases and are not told here.",
    ],
    #[cfg(feature = "formats")]
    clusters_title: "{0}, near ones together",
    #[cfg(feature = "formats")]
    places: ["{0} place", "{0} places"],
    #[cfg(feature = "formats")]
    at_places: "{0}, at {1}",
    #[cfg(feature = "formats")]
    and_more: "{0} and {1} more",
    #[cfg(feature = "formats")]
    some_in_areas: "{0}; {1} of them somewhere in an area",
    #[cfg(feature = "formats")]
    some_unsaid: "{0}; {1} of them where it was not said how exact the place is",
    #[cfg(feature = "formats")]
    opens: "{0}. Choose to come closer.",
    #[cfg(feature = "formats")]
    hexagon: "{0}, in this hexagon about {1} km wide",
    #[cfg(feature = "formats")]
    in_hexagons: "{0} in hexagons about {1} km wide",
    #[cfg(feature = "formats")]
    in_a_hexagon: "{0} in a hexagon",
    #[cfg(feature = "formats")]
    hexagons_are: "Hexagons are about {0} km wide, and count cases.",
    #[cfg(feature = "formats")]
    too_vague: [
        "{0} case is in no hexagon: where it was is known less exactly than a hexagon is wide.",
        "{0} cases are in no hexagon: where they were is known less exactly than a hexagon is wide.",
    ],
    #[cfg(feature = "formats")]
    unsaid: [
        "{0} case is in no hexagon: how exact its place is, was not said.",
        "{0} cases are in no hexagon: how exact their places are, was not said.",
    ],
    #[cfg(feature = "formats")]
    more_hexagons: [
        "{0} more hexagon is drawn, which has fewer cases and is not told here.",
        "{0} more hexagons are drawn, which have fewer cases and are not told here.",
    ],
    #[cfg(feature = "formats")]
    with_others: "together with {0}: {1}",
    #[cfg(feature = "formats")]
    about: "about {0}",
    #[cfg(feature = "formats")]
    at_least: "at least {0}",
    #[cfg(feature = "formats")]
    at_most: "at most {0}",
    #[cfg(feature = "formats")]
    from_to: "{0} to {1}",
    #[cfg(feature = "formats")]
    withheld_short: "withheld",
    #[cfg(feature = "formats")]
    withheld_number: "a withheld number of",
    #[cfg(feature = "formats")]
    withheld: "number withheld to protect people",
    #[cfg(feature = "formats")]
    withheld_people: "number of people withheld to protect them",
    #[cfg(feature = "formats")]
    withheld_bounds: "{0} ({1})",
    #[cfg(feature = "formats")]
    and_withheld: [
        "{0}, and {1} number withheld to protect people",
        "{0}, and {1} numbers withheld to protect people",
    ],
    #[cfg(feature = "formats")]
    withheld_noted: [
        "{0} number is withheld to protect people and is in no sum.",
        "{0} numbers are withheld to protect people and are in no sum.",
    ],
    #[cfg(feature = "formats")]
    more_shares: "There are more percentages, which a list shows.",
    #[cfg(feature = "formats")]
    share_of: "{0} ({1}): {2}, published without a count.",
    #[cfg(feature = "formats")]
    in_none: "Counted together, so in no country's colour: {0} in {1}.",
    #[cfg(feature = "formats")]
    more_in_none: [
        "{0} more count stands for several countries together and is in no country's colour.",
        "{0} more counts stand for several countries together and are in no country's colour.",
    ],
    #[cfg(feature = "formats")]
    no_own_figure: "no figure of its own",
    #[cfg(feature = "formats")]
    no_date: "date not known",
    #[cfg(feature = "formats")]
    no_place: "country not known",
    #[cfg(feature = "formats")]
    many_countries: "several countries together",
    #[cfg(feature = "formats")]
    published_total: "published total",
    #[cfg(feature = "formats")]
    address_unknown: "The address asks for {0}=\"{1}\", which these cases don't have: passed over.",
    #[cfg(feature = "formats")]
    address_too_long: "The address is too long to be one of this page's: what it chooses is passed over.",
    #[cfg(feature = "formats")]
    or_later: "{0} or later",
    #[cfg(feature = "formats")]
    or_earlier: "{0} or earlier",
    #[cfg(feature = "formats")]
    in_doubt: "{0} (approximate or uncertain)",
    #[cfg(feature = "formats")]
    lanes_title: "Cases through their stages",
    #[cfg(feature = "formats")]
    lanes_by_date: "Cases by their date",
    #[cfg(feature = "formats")]
    lanes_summary: "One line for each case, {0}. {1}. Stages: {2}.",
    #[cfg(feature = "formats")]
    lanes_empty: "One line for each case. No case with a date in what is shown.",
    #[cfg(feature = "formats")]
    lane_alone: "date of a case without stages",
    #[cfg(feature = "formats")]
    lane_inexact: "hollow: the day is not known for certain",
    #[cfg(feature = "formats")]
    lane_between: "from the first possible day to the last",
    #[cfg(feature = "formats")]
    lane_open: "open end",
    #[cfg(feature = "formats")]
    lanes_undated: [
        "{0} case has no date and no line.",
        "{0} cases have no date and no line.",
    ],
    #[cfg(feature = "formats")]
    lanes_totals: [
        "{0} published total is no single case and has no line.",
        "{0} published totals are no single cases and have no line.",
    ],
    #[cfg(feature = "formats")]
    lane: "Case {0}, {1}",
    #[cfg(feature = "formats")]
    lane_label: "{0} · {1}",
    #[cfg(feature = "formats")]
    case: "Case",
    #[cfg(feature = "formats")]
    date: "Date",
    #[cfg(feature = "formats")]
    so_many_of: "{0} of {1}",
    #[cfg(feature = "formats")]
    not_all_lanes: "Not all of {0} have room in the picture.",
    #[cfg(feature = "formats")]
    no_such_facet: "{0}=\"{1}\": the data has no facet of this name, so it is not used. Nearest: \"{2}\".",
    #[cfg(feature = "formats")]
    lanes_more: [
        "{0} more case, not in this table",
        "{0} more cases, not in this table",
    ],
    #[cfg(feature = "formats")]
    days_summary: "Calendar, {0}. {1}. Most: {2}.",
    #[cfg(feature = "formats")]
    days_withheld: "Calendar. In what is shown: {0}.",
    #[cfg(feature = "formats")]
    days_empty: "Calendar. No case with a day in what is shown.",
    #[cfg(feature = "formats")]
    days_of_month: "Dated to a month only, so on no day: {0}, told below the month.",
    #[cfg(feature = "formats")]
    days_of_year: "Dated less exactly than to a month, so on no day: {0}.",
    #[cfg(feature = "formats")]
    days_totals: "Published totals are of longer times than a day and are not in this calendar.",
    #[cfg(feature = "formats")]
    days_cut: "The data has more than three years, which a time chart shows better. Here are {0}.",
    #[cfg(feature = "formats")]
    in_the_month: "some time in the month",
    #[cfg(feature = "formats")]
    and_so_many: "+{0}",
    #[cfg(feature = "formats")]
    days_wider: [
        "{0} case has an open or long date and is on no day.",
        "{0} cases have open or long dates and are on no day.",
    ],
    #[cfg(feature = "formats")]
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    #[cfg(feature = "formats")]
    together: "{0}, together",
    #[cfg(feature = "formats")]
    bars_summary: "Ranked bars, {0}. {1}. First: {2}.",
    #[cfg(feature = "formats")]
    bars_of_shares: "Bars of published percentages, {0}. First: {1}",
    #[cfg(feature = "formats")]
    bars_empty: "Ranked bars. No case in what is shown.",
    #[cfg(feature = "formats")]
    part_of_all: "Share",
    #[cfg(feature = "formats")]
    with_share: "{0} ({1})",
    #[cfg(feature = "formats")]
    others_of: "others ({0})",
    #[cfg(feature = "formats")]
    unfolds: "{0}. Choose to show them one by one.",
    #[cfg(feature = "formats")]
    folds: "{0}. Choose to show them as one again.",
    #[cfg(feature = "formats")]
    none_chosen: "none in what is chosen",
    #[cfg(feature = "formats")]
    of_unfiltered: "{0} (of {1} without the other choices)",
    #[cfg(feature = "formats")]
    unfiltered: "without the other choices",
    #[cfg(feature = "formats")]
    published_in_percent: "{0}, published in percent",
    #[cfg(feature = "formats")]
    published_shares: "Published in percent",
    #[cfg(feature = "formats")]
    shares_are: "100 % is {0}.",
    #[cfg(feature = "formats")]
    shares_without: "100 % is {0}, of which something is stated. Nothing is stated of {1}.",
    #[cfg(feature = "formats")]
    shares_several: "What has several values counts for each of them, so percentages add up to more than 100 %.",
    #[cfg(feature = "formats")]
    few_for_shares: "Percentages of so few change much with one more or less.",
    #[cfg(feature = "formats")]
    plus: "+: at least so many. An upper end is not known.",
    #[cfg(feature = "formats")]
    named_is_not_none: "Some countries are named without a figure, which is not none.",
    #[cfg(feature = "formats")]
    lacks_field: "The data has no field “{0}”.",
    #[cfg(feature = "formats")]
    meant: "Did you mean “{0}”?",
    #[cfg(feature = "formats")]
    facets_are: "It has: {0}.",
    #[cfg(feature = "formats")]
    total_people: "{people} {people:person|people}",
    #[cfg(feature = "formats")]
    total_cases: "{cases} {cases:case|cases}",
    #[cfg(feature = "formats")]
    total_countries: " in {countries} {countries:country|countries}",
    #[cfg(feature = "formats")]
    total_time: ", {time}",
    #[cfg(feature = "formats")]
    unknown_number: "an unknown number of",
    #[cfg(feature = "formats")]
    kinds_not_added: "several kinds (not added up) of",
    #[cfg(feature = "formats")]
    several_shares: "– ({0} percentages are published)",
    #[cfg(feature = "formats")]
    unknown_word: "The sentence’s {0} is no word that can be filled.",
    #[cfg(feature = "formats")]
    words_are: "Words are: {0}.",
    #[cfg(feature = "formats")]
    a_figure_is: "One figure stands for {0}.",
    #[cfg(feature = "formats")]
    a_dot_is: "One dot stands for {0}.",
    #[cfg(feature = "formats")]
    perhaps_more: "hollow: perhaps so many more",
    #[cfg(feature = "formats")]
    units_summary: "{0}. {1}",
    #[cfg(feature = "formats")]
    total: "Total",
    #[cfg(feature = "formats")]
    number: "Number",
    #[cfg(feature = "formats")]
    all_of: "All {0}",
    #[cfg(feature = "formats")]
    in_all: "All cases: {0}",
    #[cfg(feature = "formats")]
    part_of: "{0} of {1}",
    #[cfg(feature = "formats")]
    and_unknown_of: [
        "{0}, and {1} of {2} case with unknown number",
        "{0}, and {1} of {2} cases with unknown number",
    ],
    #[cfg(feature = "formats")]
    published_totals: ["{0} published total", "{0} published totals"],
    #[cfg(feature = "formats")]
    of_whom: "{0} ({1})",
    #[cfg(feature = "formats")]
    either: "{0} or {1}",
    #[cfg(feature = "formats")]
    or_more: "{0} or {1} more",
    #[cfg(feature = "formats")]
    containing: "containing “{0}”",
    status: "Names and borders on this map imply no opinion on the legal status of any territory.",
    status_of_kosovo: "Kosovo: this designation is without prejudice to positions on status, and is in line with UNSCR 1244/1999 and the ICJ Opinion on the Kosovo declaration of independence.",
    status_of_palestine: "Palestine: this designation shall not be construed as recognition of a State of Palestine and is without prejudice to the individual positions of the Member States on this issue.",
    wider: [
        "{0} case has an open or long date and is in no bar.",
        "{0} cases have open or long dates and are in no bar.",
    ],
    undated: ["{0} case has no date.", "{0} cases have no date."],
    no_country: [
        "{0} case has no country that could be read.",
        "{0} cases have no country that could be read.",
    ],
    outside: [
        "{0} case lies outside this map.",
        "{0} cases lie outside this map.",
    ],
    left_out: [
        "{0} case could not be read and is left out.",
        "{0} cases could not be read and are left out.",
    ],
    source: "Source: {0}",
    licence: "Licence: {0}",
    country: "Country",
    period: "Period",
};
