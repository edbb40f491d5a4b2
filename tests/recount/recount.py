#!/usr/bin/env python3
"""Counts published files of cases a second time, sharing nothing with the library.

    python3 tests/recount/recount.py FILE...
    python3 tests/recount/recount.py --data DIR    every .json and .csv below DIR

Prints one JSON object a file and line, with the keys of `draw --tally`; `left_out` counts rows that
have neither a readable date nor a known country. Standard library only.
"""

import argparse
import calendar
import csv
import datetime
import html
import json
import pathlib
import re
import sys

# The English names that IOM and UCDP write, with ISO 3166-1 alpha-2. Parts of a state that have a
# code of their own keep it. "Mixed/Unknown" (IOM) is no country and so isn't here.
COUNTRIES = """
AE United Arab Emirates; AF Afghanistan; AL Albania; AO Angola; AR Argentina; AT Austria; AW Aruba;
BA Bosnia and Herzegovina; BD Bangladesh; BE Belgium; BF Burkina Faso; BG Bulgaria; BJ Benin;
BO Bolivia (Plurinational State of); BR Brazil; BS Bahamas; BY Belarus; CA Canada;
CD Democratic Republic of the Congo; CF Central African Republic; CH Switzerland; CI Côte d'Ivoire;
CL Chile; CM Cameroon; CN China; CO Colombia; CR Costa Rica; CU Cuba; CV Cabo Verde; CW Curaçao;
CY Cyprus; DE Germany; DJ Djibouti; DO Dominican Republic; DZ Algeria; EC Ecuador; EG Egypt;
EH Western Sahara; ER Eritrea; ES Spain; ET Ethiopia; FI Finland; FR France; GA Gabon;
GB United Kingdom of Great Britain and Northern Ireland; GD Grenada; GF French Guiana; GH Ghana;
GM Gambia; GN Guinea; GR Greece; GT Guatemala; GW Guinea-Bissau; GY Guyana;
HK China, Hong Kong Special Administrative Region; HN Honduras; HR Croatia; HT Haiti; HU Hungary;
ID Indonesia; IL Israel; IN India; IQ Iraq; IR Iran (Islamic Republic of); IT Italy; JM Jamaica;
JO Jordan; JP Japan; KE Kenya; KH Cambodia; KM Comoros; KN Saint Kitts and Nevis;
KP Democratic People's Republic of Korea; KR Republic of Korea; KY Cayman Islands; KZ Kazakhstan;
LA Lao People's Democratic Republic; LB Lebanon; LR Liberia; LS Lesotho; LT Lithuania; LV Latvia;
LY Libya; MA Morocco; MD Republic of Moldova; ME Montenegro; MG Madagascar; MK North Macedonia;
ML Mali; MM Myanmar; MM Myanmar (Burma); MO China, Macao Special Administrative Region;
MR Mauritania; MT Malta; MW Malawi; MX Mexico; MY Malaysia; MZ Mozambique; NE Niger; NG Nigeria;
NI Nicaragua; NL Netherlands; NO Norway; NP Nepal; OM Oman; PA Panama; PE Peru; PK Pakistan;
PL Poland; PR Puerto Rico; PT Portugal; PY Paraguay; RO Romania; RS Serbia; RU Russian Federation;
RW Rwanda; SA Saudi Arabia; SD Sudan; SE Sweden; SG Singapore; SI Slovenia; SL Sierra Leone;
SN Senegal; SO Somalia; SS South Sudan; SV El Salvador; SY Syrian Arab Republic;
TC Turks and Caicos Islands; TD Chad; TG Togo; TH Thailand; TJ Tajikistan; TN Tunisia; TR Türkiye;
TT Trinidad and Tobago; TZ United Republic of Tanzania; UA Ukraine; UG Uganda;
US United States of America; VC Saint Vincent and the Grenadines;
VE Venezuela (Bolivarian Republic of); VI United States Virgin Islands; VN Viet Nam; YE Yemen;
YT Mayotte; ZA South Africa; ZM Zambia; ZW Zimbabwe
"""
CODES = {
    name: code
    for code, name in (entry.strip().split(" ", 1) for entry in COUNTRIES.split(";"))
}

# UCDP GED codebook 19.1: where_prec and the value of date_prec for "known to the month".
UCDP_PLACES = {
    "1": "site",
    "2": "city",
    "3": "admin2",
    "4": "admin1",
    "5": "unknown",
    "6": "country",
    "7": "sea",
}
UCDP_MONTH = "4"

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


# Values. None is "not there", "not known" or "can't be read": all three count alike.


def whole(text):
    """A whole number, perhaps negative, perhaps with commas between the thousands."""
    text = text.strip()
    if re.fullmatch(r"-?(\d+|\d{1,3}(,\d{3})+)", text, re.ASCII):
        return int(text.replace(",", ""))
    return None


def count(text):
    """A number of people: no number of people is negative."""
    number = whole(text)
    return number if number is not None and number >= 0 else None


def country(name):
    """The code of a country's name, which IOM writes with HTML entities ("d&#039;Ivoire")."""
    return CODES.get(html.unescape(name).strip())


def iso_day(text):
    """The day of "2016-02-29", with or without a time behind it."""
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)(?![\d-])", text.strip(), re.ASCII)
    return day(*found.groups()) if found else None


def export_day(text):
    """The day of "Fri, 01/02/2026 - 12:00": month first, and only the weekday proves it."""
    found = re.match(r"(\w{3}), (\d\d)/(\d\d)/(\d{4})\b", text.strip(), re.ASCII)
    if not found:
        return None
    weekday, month, of_month, year = found.groups()
    read = day(year, month, of_month)
    return read if read and WEEKDAYS[read.weekday()] == weekday else None


def day(year, month, of_month):
    try:
        return datetime.date(int(year), int(month), int(of_month))
    except ValueError:
        return None


def end_of_month(of):
    return of.replace(day=calendar.monthrange(of.year, of.month)[1])


def on(only):
    """The interval of one day."""
    return (only, only) if only else None


def usable_point(lat, lon):
    """Whether a pair of texts is a place on the globe."""
    try:
        return abs(float(lat)) <= 90 and abs(float(lon)) <= 180
    except ValueError:
        return False


def usable_pair(text):
    """Whether a text is "lat, lon"."""
    lat, _, lon = text.partition(",")
    return usable_point(lat, lon)


# Cases, a reader a publisher. A case is the interval of its days, the code of its country, its people
# as (least, most) and the precision of its place ("none" without a point).


def case(days, code, people, place):
    return {"days": days, "country": code, "people": people, "place": place}


def at_least(number):
    return None if number is None else (number, None)


def iom_case(row):
    return case(
        on(iso_day(row["reported_date"])),
        country(row["country_of_incident"]),
        at_least(count(row["total_dead_and_missing"])),
        "unknown" if usable_pair(row["location_coodinates"]) else "none",
    )


def export_case(row):
    # The only country in this file is where people came from, not where they died.
    return case(
        on(export_day(row["Incident Date"])),
        None,
        at_least(dead_and_missing(row)),
        "unknown" if usable_pair(row["Coordinates"]) else "none",
    )


def dead_and_missing(row):
    """The sum as the publisher's own totals have it: a negative number of missing takes back some
    who were found dead. Total and parts agree so in all rows of the yearly JSON files."""
    parts = (row["Number Dead"], row["Minimum Estimated Number of Missing"])
    given = [whole(part) for part in parts if part.strip()]
    if not given or None in given or sum(given) < 0:
        return None
    return sum(given)


def arvig_case(row):
    usable = usable_point(row["latitude"], row["longitude"])
    return case(on(iso_day(row["date"])), None, None, "unknown" if usable else "none")


def ucdp_case(row):
    usable = usable_point(row["latitude"], row["longitude"])
    place = UCDP_PLACES.get(row["where_prec"].strip(), "unknown")
    return case(
        ucdp_days(row), country(row["country"]), ucdp_people(row), place if usable else "none"
    )


def ucdp_days(row):
    first, last = iso_day(row["date_start"]), iso_day(row["date_end"])
    if not first or not last or last < first:
        return None
    if row["date_prec"].strip() == UCDP_MONTH:
        return first.replace(day=1), end_of_month(last)
    return first, last


def ucdp_people(row):
    least, best, most = (count(row[name]) for name in ("low", "best", "high"))
    if least is None:
        return None
    # A range that ends before it begins, or before its best estimate, has no end to be believed; nor
    # has one whose best estimate lies before it begins, as nobody knows which of them is wrong.
    ordered = most is not None and most >= least and (best is None or least <= best <= most)
    return least, most if ordered else None


# Which reader a CSV file needs, by columns that only it has together.
READERS = (
    ({"Incident Date", "Number Dead", "Coordinates"}, export_case),
    ({"date_start", "date_end", "date_prec", "where_prec", "low", "high"}, ucdp_case),
    ({"date", "longitude", "latitude", "category_de"}, arvig_case),
)


def cases_of(path):
    if path.suffix == ".json":
        with open(path, encoding="utf-8") as file:
            return [iom_case(row) for row in json.load(file)]
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        read = reader_of(set(rows.fieldnames or ()), path)
        return [read(row) for row in rows if not tags(row)]


def reader_of(columns, path):
    for needed, read in READERS:
        if needed <= columns:
            return read
    raise SystemExit(f"{path}: these columns are not known: {sorted(columns)}")


def tags(row):
    """Whether a row holds tags of the Humanitarian Exchange Language rather than a case."""
    filled = [value for value in row.values() if value]
    return bool(filled) and all(value.startswith("#") for value in filled)


# Counting.


def total(cases):
    known = [each["people"] for each in cases if each["people"]]
    open_end = any(most is None for _, most in known)
    return {
        "cases": len(cases),
        "people": {
            "min": sum(least for least, _ in known),
            "max": None if open_end else sum(most for _, most in known),
            "unknown": len(cases) - len(known),
        },
    }


def totals_by(cases, key_of):
    """A total for each key; cases whose key is None are in none."""
    groups = {}
    for each in cases:
        groups.setdefault(key_of(each), []).append(each)
    groups.pop(None, None)
    return {key: total(groups[key]) for key in sorted(groups)}


def month_of(each):
    """The month that holds the whole of a case's days."""
    if not each["days"]:
        return None
    first, last = each["days"]
    same = (first.year, first.month) == (last.year, last.month)
    return f"{first.year:04}-{first.month:02}" if same else None


def exactness(each):
    """How exact a date is, told by its days alone."""
    if not each["days"]:
        return "none"
    first, last = each["days"]
    if first == last:
        return "day"
    if first.day == 1 and last == end_of_month(first):
        return "month"
    if (first.month, first.day, last) == (1, 1, datetime.date(first.year, 12, 31)):
        return "year"
    return "interval"


def recount(path):
    rows = cases_of(path)
    cases = [each for each in rows if each["days"] or each["country"]]
    counted = total(cases)
    counted["countries"] = totals_by(cases, lambda each: each["country"])
    counted["months"] = totals_by(cases, month_of)
    counted["dates"] = totals_by(cases, exactness)
    counted["places"] = totals_by(cases, lambda each: each["place"])
    counted["left_out"] = len(rows) - len(cases)
    return counted


def main():
    parser = argparse.ArgumentParser(description="Counts files of cases a second time.")
    parser.add_argument("files", nargs="*", type=pathlib.Path, metavar="FILE")
    parser.add_argument("--data", type=pathlib.Path, metavar="DIR")
    given = parser.parse_args()
    files = given.files
    if given.data:
        found = given.data.rglob("*")
        files += sorted(path for path in found if path.suffix in (".json", ".csv"))
    if not files:
        parser.error("name files, or a folder with --data")
    for path in files:
        json.dump(recount(path), sys.stdout)
        print()


if __name__ == "__main__":
    main()
