"""What both examples share: the two statements, and the file that they make of the rows."""

import argparse
import gzip
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

COLUMNS = ("date", "country", "charge", "cases", "people_min", "people_max", "people_unknown")

HEADER = {
    "title": {"en": "Fiction: people facing proceedings for helping migrants"},
    "note": {
        "en": "Fiction: every case in this figure is made up by a program. None of them happened; "
        "no real person, place or proceeding is meant, and no number says anything about a country."
    },
    "source": {"name": {"en": "made up by caseplot, for show"}, "licence": "CC0"},
    "measure": "cases",
    "coverage": {
        "from": "2015",
        "to": "2024",
        "countries": "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(),
    },
    "facets": [
        {
            "name": "charge",
            "label": {"en": "Charge"},
            "values": [
                {"value": "facilitation", "label": {"en": "Facilitation of entry, transit or stay"}},
                {"value": "smuggling", "label": {"en": "Smuggling"}},
                {"value": "membership", "label": {"en": "Membership of an organisation"}},
                {"value": "obstruction", "label": {"en": "Obstruction or disobedience"}},
                {"value": "other", "label": {"en": "Other charges"}},
            ],
        }
    ],
}


def statement(name):
    """The text of a statement, `fiction.sql` or `aggregate.sql`."""
    return (HERE / name).read_text(encoding="utf-8")


def arguments(description, rows):
    """The options of both examples."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--rows", type=int, default=rows, help=f"cases to make up ({rows:,})")
    parser.add_argument("--out", type=Path, required=True, help="the file of cases to write")
    return parser


def case(row):
    """A row of `aggregate.sql` as a case with a weight. What is not known is left out."""
    row = dict(zip(COLUMNS, row))
    told = {name: row[name] for name in ("date", "country", "charge", "cases") if row[name] is not None}
    if row["people_unknown"] < row["cases"]:
        people = {"min": row["people_min"], "max": row["people_max"], "unknown": row["people_unknown"]}
        # No upper end; none unknown.
        told["people"] = {name: n for name, n in people.items() if n is not None and (name != "unknown" or n)}
    return told


def write(out, rows):
    """Writes the file, a line a row, in an order that packs well and is the same for every engine."""
    ordered = sorted(rows, key=lambda row: [(key is None, key or "") for key in row[:3]])
    compact = {"ensure_ascii": False, "separators": (",", ":")}
    header = [f"{json.dumps(name)}: {json.dumps(value, **compact)},\n" for name, value in HEADER.items()]
    lines = ",\n".join(json.dumps(case(row), **compact) for row in ordered)
    text = "{\n" + "".join(header) + '"cases": [\n' + lines + "\n]}\n"
    out.write_bytes(text.encode())
    return len(ordered), len(text.encode()), len(gzip.compress(text.encode(), 9))


def report(cases, seconds, written):
    """One line of what was done, beside whatever is printed for programs."""
    rows, size, packed = written
    print(
        f"{cases:,} made-up cases in {seconds:.1f} s: {rows:,} rows, {size:,} bytes, {packed:,} in gzip",
        file=sys.stderr,
    )
