"""From made-up cases to a file that caseplot draws, with DuckDB: `pip install duckdb`.

    python duckdb_example.py --out cases.json
    python duckdb_example.py --out cases.json --check   # and print totals of the cases themselves
"""

import json
import time

import duckdb

import fiction


def main():
    parser = fiction.arguments("Makes up cases and aggregates them with DuckDB.", 1_000_000)
    parser.add_argument("--check", action="store_true", help="print totals counted case by case, as JSON")
    options = parser.parse_args()

    start = time.monotonic()
    connection = duckdb.connect()
    connection.execute(f"CREATE VIEW numbers AS SELECT range AS n FROM range({options.rows})")
    connection.execute(f"CREATE VIEW cases AS {fiction.statement('fiction.sql')}")
    rows = connection.execute(fiction.statement("aggregate.sql")).fetchall()
    written = fiction.write(options.out, rows)
    fiction.report(options.rows, time.monotonic() - start, written)

    if options.check:
        cases = connection.execute("SELECT date, country, people_min, people_max FROM cases")
        print(json.dumps(totals(cases), sort_keys=True))


class Sum:
    """A tally of cases, by the rule that caseplot follows."""

    def __init__(self):
        self.cases = self.least = self.most = self.unknown = 0

    def add(self, least, most):
        self.cases += 1
        if least is None:
            self.unknown += 1
            return
        self.least += least
        # No number is the sum of one without an upper end.
        self.most = None if most is None or self.most is None else self.most + most

    def json(self):
        return {"cases": self.cases, "people": {"min": self.least, "max": self.most, "unknown": self.unknown}}


def totals(cases):
    """What `draw --tally` must say of the file: counted here without SQL, one case after the other."""
    total, countries, months = Sum(), {}, {}
    while chunk := cases.fetchmany(50_000):
        for date, country, least, most in chunk:
            total.add(least, most)
            if country is not None:
                countries.setdefault(country, Sum()).add(least, most)
            if date is not None:
                months.setdefault(f"{date:%Y-%m}", Sum()).add(least, most)
    return {
        **total.json(),
        "countries": {name: part.json() for name, part in countries.items()},
        "months": {name: part.json() for name, part in months.items()},
    }


if __name__ == "__main__":
    main()
