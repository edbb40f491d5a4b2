-- From a table of cases to the rows of a figure: one row a month, country and charge.
--
-- A table of any size becomes a file that a phone draws: its length depends on how many months,
-- countries and charges there are, not on how many cases. Run it where the cases are (it is the
-- same text for DuckDB, Spark SQL and most other engines) and write each row as a case with a
-- weight; README.md beside this file shows one.
--
-- It reads a table or view
--
--     cases(date DATE, country VARCHAR, charge VARCHAR, people_min INTEGER, people_max INTEGER)
--
-- with one row a case. Yours has other names? Put a view before it. Another facet than `charge`, or
-- one more: name it in both lists. Each multiplies the number of rows by its values; leave out what
-- no reader will ask for. By day instead of by month: `date` alone in place of SUBSTRING(...).
--
-- What is not known stays unknown:
--   * a case without a date, country or charge keeps that column null, and is counted nowhere else
--     (with neither date nor country there is nothing to draw: caseplot leaves the row out, and says so);
--   * people_min null says that a case gives no number: it counts in people_unknown, never as 0;
--   * people_max null beside a people_min says "at least": one such case leaves the sum open too.
SELECT
    SUBSTRING(CAST(date AS VARCHAR(10)), 1, 7) AS date, -- 2021-03
    country,                                            -- ISO 3166-1: IT
    charge,
    -- The weight: how many cases the row stands for.
    COUNT(*) AS cases,
    -- At least so many people, in the cases that give a number.
    COALESCE(SUM(people_min), 0) AS people_min,
    -- At most so many; null where one of those cases has no upper end.
    CASE
        WHEN COUNT(CASE WHEN people_min IS NOT NULL AND people_max IS NULL THEN 1 END) = 0
        THEN COALESCE(SUM(CASE WHEN people_min IS NOT NULL THEN people_max END), 0)
    END AS people_max,
    -- Cases that give no number.
    COUNT(*) - COUNT(people_min) AS people_unknown
FROM cases
GROUP BY SUBSTRING(CAST(date AS VARCHAR(10)), 1, 7), country, charge
