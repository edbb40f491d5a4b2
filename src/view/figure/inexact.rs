//! Which cases are dated too inexactly to be counted for a time.

use crate::calendar::Day;
use crate::data::date::Doubt;
use crate::data::{Cases, NO_DATE};

/// Whether a case may be of a time that is cut at some edges, but isn't known to lie between two of them.
pub(super) fn is_inexact(cases: &Cases, row: usize, edges: &[Day]) -> bool {
    let (start, doubt) = (cases.start[row], cases.flags.get(row));
    let (Some(&first), Some(&end)) = (edges.first(), edges.last()) else {
        return false;
    };
    if start == NO_DATE {
        return true;
    }
    let begins = match doubt & Doubt::OPEN_START {
        0 => start,
        _ => Day::MIN,
    };
    let last = match doubt & Doubt::OPEN_END {
        0 => cases.last_day(row),
        _ => Day::MAX,
    };
    if last < first || begins >= end {
        return false;
    }
    let next = edges.partition_point(|&edge| edge <= begins);
    next == 0 || edges.get(next).is_none_or(|&edge| last >= edge)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::day_of;
    use crate::read::Reader;

    #[test]
    fn a_case_is_inexact_if_it_may_lie_in_a_time_and_is_not_known_to() {
        let edges = [2020, 2021, 2022].map(|year| day_of(year, 1, 1));
        for (date, inexact) in [
            ("2020-05", false),
            ("2021", false),
            ("2020/2021", true),
            ("2019-12/2020-01", true),
            ("2021-12-31/2022-01-01", true),
            ("2018/2019", false),
            ("2022", false),
            ("../2020", true),
            ("../2019", false),
            ("2019/..", true),
            ("2022/..", false),
        ] {
            let mut reader = Reader::new();
            reader.feed(format!(r#"[{{"date":"{date}"}},{{"country":"IT"}}]"#).as_bytes());
            let data = reader.finish().unwrap();
            let undated = data.cases.start.iter().position(|&day| day == NO_DATE);
            let undated = undated.unwrap();
            assert!(is_inexact(&data.cases, undated, &edges));
            assert_eq!(
                is_inexact(&data.cases, 1 - undated, &edges),
                inexact,
                "{date}"
            );
        }
    }
}
