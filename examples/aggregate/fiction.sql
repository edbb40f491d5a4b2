-- Fiction: cases that never happened, computed from the number of their row. No person, place or
-- proceeding is meant, and no number says anything about a country.
--
-- From a table numbers(n BIGINT) to the table that aggregate.sql reads. There is no random number in
-- it, so that every engine and every run makes the same cases.
SELECT
    -- Some cases have no date, others no country; caseplot leaves out one that has neither.
    CASE WHEN a % 400 <> 0 OR country IS NULL THEN DATE '2015-01-01' + CAST(day AS INTEGER) END AS date,
    country,
    charge,
    -- One case in seven gives no number; one in fifty is about many people.
    CASE WHEN f % 7 <> 0 THEN people END AS people_min,
    CASE
        WHEN f % 7 = 0 THEN NULL
        -- From 2020 on three countries sometimes tell only the least number.
        WHEN country IN ('GR', 'HR', 'PL') AND day >= 1826 AND a % 5 = 0 THEN NULL
        WHEN b % 3 = 0 THEN people + CAST(c % 6 AS INTEGER)
        ELSE people
    END AS people_max
FROM (
    SELECT
        a, b, c, f,
        -- Ten years; a third of the cases grow more frequent towards the end.
        CASE WHEN a % 3 = 0 THEN GREATEST(b % 3653, c % 3653) ELSE b % 3653 END AS day,
        CASE
            WHEN d % 1000 < 5 THEN NULL
            WHEN d % 1000 < 180 THEN 'IT'
            WHEN d % 1000 < 325 THEN 'GR'
            WHEN d % 1000 < 440 THEN 'FR'
            WHEN d % 1000 < 530 THEN 'ES'
            WHEN d % 1000 < 610 THEN 'PL'
            WHEN d % 1000 < 660 THEN 'HR'
            WHEN d % 1000 < 705 THEN 'DE'
            WHEN d % 1000 < 740 THEN 'MT'
            WHEN d % 1000 < 775 THEN 'BE'
            WHEN d % 1000 < 805 THEN 'HU'
            WHEN d % 1000 < 830 THEN 'LV'
            WHEN d % 1000 < 855 THEN 'LT'
            WHEN d % 1000 < 880 THEN 'CY'
            WHEN d % 1000 < 900 THEN 'BG'
            WHEN d % 1000 < 920 THEN 'SI'
            WHEN d % 1000 < 935 THEN 'AT'
            WHEN d % 1000 < 945 THEN 'DK'
            WHEN d % 1000 < 960 THEN 'NL'
            WHEN d % 1000 < 970 THEN 'SE'
            WHEN d % 1000 < 980 THEN 'FI'
            WHEN d % 1000 < 988 THEN 'PT'
            WHEN d % 1000 < 994 THEN 'RO'
            WHEN d % 1000 < 998 THEN 'EE'
            ELSE 'IE'
        END AS country,
        CASE
            WHEN e % 100 < 62 THEN 'facilitation'
            WHEN e % 100 < 78 THEN 'smuggling'
            WHEN e % 100 < 87 THEN 'membership'
            WHEN e % 100 < 95 THEN 'obstruction'
            ELSE 'other'
        END AS charge,
        CAST(CASE WHEN f % 50 = 1 THEN 5 + e % 40 ELSE 1 + d % 3 END AS INTEGER) AS people
    FROM (
        -- Numbers that look unrelated: multiples modulo the prime 2^31 - 1.
        SELECT
            a,
            a * 48271 % 2147483647 AS b,
            a * 69621 % 2147483647 AS c,
            a * 16807 % 2147483647 AS d,
            a * 39373 % 2147483647 AS e,
            a * 630360016 % 2147483647 AS f
        FROM (SELECT (n * 1103515245 + 12345) % 2147483647 AS a FROM numbers) AS seeds
    ) AS mixed
) AS told
