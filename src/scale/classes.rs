//! Where classes of a colour scale begin, by the ways that cartography knows.

use super::color::{CLASSES, ColorScale};

/// A number of a scale whose values have decimals is so many parts of one.
pub const PARTS: u64 = 1_000_000;

/// More classes can't be told apart, however the colours are chosen.
const MOST_CLASSES: usize = 9;

/// Natural breaks are looked for among so many different values at most.
const MOST_VALUES: usize = 2_000;

/// How values are put into classes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Classing {
    /// Classes begin at round numbers: 1, 2, 5, 10 ...
    #[default]
    Round,
    /// Each class holds as many countries as any other, as far as equal values allow.
    Quantile,
    /// Classes whose values are as near to each other as can be (Jenks 1967, by the exact method of Fisher
    /// 1958).
    Jenks,
    /// Classes are of one width.
    Equal,
    /// There are no classes: a colour for each value, from 0 to the highest.
    Continuous,
    /// Classes begin at these numbers, in [`PARTS`] of one, ascending; the first one below them.
    Breaks(Vec<u64>),
}

impl Classing {
    /// What values of the option can be.
    pub const EXPECTED: &str = "\"round\", \"quantile\", \"jenks\", \"equal\", \"continuous\", or one to eight numbers over 0 in ascending order, such as \"5 20 100\"";

    /// From a name, or from numbers with spaces between them; none if it is neither, or if the numbers are
    /// not in ascending order.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "" | "round" => Self::Round,
            "quantile" => Self::Quantile,
            "jenks" => Self::Jenks,
            "equal" => Self::Equal,
            "continuous" => Self::Continuous,
            _ => {
                let numbers = text.split_ascii_whitespace().map(parts);
                return Self::breaks(numbers.collect::<Option<_>>()?);
            }
        })
    }

    /// From numbers in [`PARTS`] of one; none if they are none, too many, or not in ascending order.
    pub fn breaks(numbers: Vec<u64>) -> Option<Self> {
        let ascending = numbers.windows(2).all(|two| two[0] < two[1]);
        let good = (1..MOST_CLASSES).contains(&numbers.len()) && numbers[0] > 0 && ascending;
        good.then_some(Self::Breaks(numbers))
    }

    /// The scale for the values of all countries, in any order. `unit` is how many parts of a value are one:
    /// 1 for counts, [`PARTS`] for numbers with decimals. Counts of 0 have no class; other values of 0 have.
    pub fn scale(&self, mut values: Vec<u64>, unit: u64) -> ColorScale {
        let least = u64::from(unit == 1);
        values.retain(|&value| value >= least);
        let max = values.iter().copied().max().unwrap_or(least).max(1);
        if matches!(self, Self::Quantile | Self::Jenks) {
            values.sort_unstable();
        }
        let ends = match self {
            Self::Round => return ColorScale::round(max, unit),
            Self::Continuous => return ColorScale::smooth(max, unit),
            Self::Quantile => quantiles(&values, CLASSES),
            Self::Jenks => jenks(&values, CLASSES),
            Self::Equal => (1..CLASSES as u64)
                .map(|step| max.saturating_mul(step).div_ceil(CLASSES as u64))
                .collect(),
            Self::Breaks(breaks) => breaks
                .iter()
                .map(|&at| if unit == 1 { at.div_ceil(PARTS) } else { at })
                .collect(),
        };
        let mut lower = vec![least];
        for end in ends {
            if lower.last().is_some_and(|&last| end > last) {
                lower.push(end);
            }
        }
        ColorScale::with_classes(lower, max, unit)
    }
}

/// A number as it is written, without sign or exponent, in [`PARTS`] of one; what is finer is cut off.
fn parts(text: &str) -> Option<u64> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(decimals) {
        return None;
    }
    let mut number: u64 = whole.parse().ok()?;
    let mut decimals = decimals.bytes();
    let mut place = PARTS;
    while place > 1 {
        number = number
            .checked_mul(10)?
            .checked_add(decimals.next().map_or(0, |b| u64::from(b - b'0')))?;
        place /= 10;
    }
    Some(number)
}

/// The values at which a next class begins, for values in ascending order. Equal values are in one class: it
/// begins or ends where that is nearer.
fn quantiles(values: &[u64], classes: usize) -> Vec<u64> {
    let begins = |class: usize| {
        let wanted = class * values.len() / classes;
        let value = *values.get(wanted)?;
        let first = values.partition_point(|&other| other < value);
        let next = values.partition_point(|&other| other <= value);
        let at = if first > 0 && wanted - first <= next - wanted {
            first
        } else {
            next
        };
        values.get(at).copied()
    };
    (1..classes).filter_map(begins).collect()
}

/// The same for the classes with the least sum of squared distances from their means: Fisher's dynamic
/// programme over the different values, each with its weight. Its time grows with the square of their number.
fn jenks(values: &[u64], classes: usize) -> Vec<u64> {
    let mut distinct: Vec<(f64, f64)> = Vec::new();
    for &value in values {
        let value = value as f64;
        match distinct.last_mut() {
            Some((known, weight)) if *known == value => *weight += 1.0,
            _ => distinct.push((value, 1.0)),
        }
    }
    // More are as good as a sample of them, evenly over their order.
    let step = distinct.len().div_ceil(MOST_VALUES).max(1);
    let distinct: Vec<(f64, f64)> = distinct.into_iter().step_by(step).collect();
    let n = distinct.len();
    let classes = classes.min(n);
    if classes < 2 {
        return Vec::new();
    }
    // cost[k][end]: the least sum for the first `end` values in k + 1 classes; start[k][end]: where the last
    // of those begins.
    let mut cost = vec![vec![f64::INFINITY; n + 1]; classes];
    let mut start = vec![vec![0; n + 1]; classes];
    for end in 1..=n {
        let (mut weight, mut mean, mut spread) = (0.0, 0.0, 0.0);
        // Backwards from `end`, the class grows by one value (Welford 1962).
        for first in (0..end).rev() {
            let (value, more) = distinct[first];
            weight += more;
            let away = value - mean;
            mean += away * more / weight;
            spread += more * away * (value - mean);
            if first == 0 {
                cost[0][end] = spread;
            }
            for class in 1..classes {
                let sum = cost[class - 1][first] + spread;
                if first > 0 && sum < cost[class][end] {
                    (cost[class][end], start[class][end]) = (sum, first);
                }
            }
        }
    }
    let mut ends = Vec::new();
    let mut end = n;
    for starts in start[1..].iter().rev() {
        end = starts[end];
        ends.push(distinct[end].0 as u64);
    }
    ends.reverse();
    ends
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lower(scale: &ColorScale) -> Vec<u64> {
        (0..scale.len())
            .map(|class| scale.interval(class).0)
            .collect()
    }

    fn scaled(name: &str, values: &[u64]) -> Vec<u64> {
        lower(&Classing::parse(name).unwrap().scale(values.to_vec(), 1))
    }

    #[test]
    fn a_quantile_holds_as_many_countries_as_another() {
        let values: Vec<u64> = (1..=20).collect();
        assert_eq!(scaled("quantile", &values), [1, 5, 9, 13, 17]);
        assert_eq!(scaled("quantile", &[3, 3, 3, 3, 3, 3, 9]), [1, 9]);
    }

    #[test]
    fn natural_breaks_lie_in_the_gaps() {
        let values = [1, 2, 2, 3, 20, 21, 22, 90, 95, 400, 1_000];
        assert_eq!(scaled("jenks", &values), [1, 20, 90, 400, 1_000]);
        assert_eq!(scaled("jenks", &[7, 7, 7]), [1]);
        assert_eq!(scaled("jenks", &[]), [1]);
    }

    #[test]
    fn classes_of_one_width_reach_up_to_the_highest_value() {
        assert_eq!(scaled("equal", &[3, 50]), [1, 10, 20, 30, 40]);
        let percent = Classing::Equal.scale(vec![0, 100 * PARTS], PARTS);
        assert_eq!(
            lower(&percent),
            [0, 20 * PARTS, 40 * PARTS, 60 * PARTS, 80 * PARTS]
        );
        assert_eq!(percent.class(0), Some(0));
    }

    #[test]
    fn given_breaks_begin_classes_and_what_is_below_them_is_one_more() {
        assert_eq!(scaled("5 20 100", &[7]), [1, 5, 20, 100]);
        assert_eq!(scaled("1 5", &[7]), [1, 5]);
        // Half a case is none: the class begins at the next whole number.
        assert_eq!(scaled("2.5", &[7]), [1, 3]);
        let rates = Classing::parse("0.5 2.25").unwrap().scale(vec![1], PARTS);
        assert_eq!(lower(&rates), [0, 500_000, 2_250_000]);
    }

    #[test]
    fn breaks_out_of_order_and_other_words_are_refused() {
        for text in [
            "5 5",
            "20 5",
            "0 5",
            "-1",
            "1e3",
            "natural",
            "1 2 3 4 5 6 7 8 9",
            "1,5",
            ".",
        ] {
            assert_eq!(Classing::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_value_has_a_class_and_no_class_comes_twice(
            values in prop::collection::vec(1..5_000_u64, 0..60),
            way in 0..5_usize,
        ) {
            let name = ["round", "quantile", "jenks", "equal", "3 50 700"][way];
            let scale = Classing::parse(name).unwrap().scale(values.clone(), 1);
            let lower = lower(&scale);
            prop_assert!(lower.windows(2).all(|two| two[0] < two[1]), "{lower:?}");
            prop_assert!(scale.len() <= CLASSES);
            for value in values {
                prop_assert!(scale.class(value).is_some());
            }
        }

        #[test]
        fn natural_breaks_are_the_best_of_all(values in prop::collection::vec(1..60_u64, 3..9)) {
            let mut values = values;
            values.sort_unstable();
            let found = jenks(&values, 3);
            let cost = |a: u64, b: u64| -> f64 {
                let classes = [(0, a), (a, b), (b, u64::MAX)];
                classes.iter().map(|&(from, until)| {
                    let class: Vec<f64> = values.iter().filter(|&&v| v >= from && v < until).map(|&v| v as f64).collect();
                    let mean = class.iter().sum::<f64>() / class.len().max(1) as f64;
                    class.iter().map(|v| (v - mean).powi(2)).sum::<f64>()
                }).sum()
            };
            let best = values.iter().flat_map(|&a| values.iter().map(move |&b| (a, b)))
                .filter(|(a, b)| a <= b).map(|(a, b)| cost(a, b)).fold(f64::INFINITY, f64::min);
            let ends = [found.first().copied().unwrap_or(0), found.last().copied().unwrap_or(0)];
            prop_assert!((cost(ends[0], ends[1]) - best).abs() < 1e-6, "{found:?}");
        }
    }
}
