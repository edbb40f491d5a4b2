//! A scale of counts to lengths, from 0.

/// The end of an axis for counts up to `max`: the least of 1, 2, 2.5 (from 25 on), 4, 5, 8 or 10
/// times a power of ten that holds it, so that it divides evenly.
pub fn axis_end(max: u64) -> u64 {
    const STEPS: [u64; 7] = [10, 20, 25, 40, 50, 80, 100];
    let max = max.max(1);
    let mut power = 1;
    loop {
        for step in STEPS {
            let end = step * power / 10;
            if step * power % 10 == 0 && end >= max {
                return end;
            }
        }
        power *= 10;
    }
}

/// The distance between ticks that divides `end` into at most `most` whole, round parts.
pub fn tick_step(end: u64, most: u64) -> u64 {
    let mut power = 1;
    loop {
        for (digit, part) in [(1, 1), (2, 1), (5, 2), (5, 1)] {
            // 2.5 only where it is whole.
            let step = digit * power / part;
            if step * part == digit * power && end.is_multiple_of(step) && end / step <= most.max(1)
            {
                return step;
            }
        }
        if power > end {
            return end.max(1);
        }
        power *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_ends_at_a_round_number() {
        let ends = [0, 1, 3, 7, 10, 11, 24, 39, 74, 101, 999_999].map(axis_end);
        assert_eq!(ends, [1, 1, 4, 8, 10, 20, 25, 40, 80, 200, 1_000_000]);
    }

    #[test]
    fn ticks_are_round_and_reach_the_end() {
        for max in 1..5_000 {
            let end = axis_end(max);
            let step = tick_step(end, 5);
            assert!(
                end.is_multiple_of(step) && end / step <= 5,
                "{max}: {end} by {step}"
            );
        }
    }
}
