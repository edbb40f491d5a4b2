//! Classes of round numbers for a colour scale.

/// At most this many classes can be told apart at a glance in a sequential palette.
pub const CLASSES: usize = 5;

/// A scale from a count to one of at most [`CLASSES`] classes with round lower ends.
///
/// The lower ends follow the series 1, 2, 5, 10, 20, 50 ..., since what has to be read is "how
/// many, roughly", and counts of cases are skewed: most countries have few. So the classes reach down
/// to these: with a highest count in the thousands, they begin at every second number of the series, and
/// in the tens of thousands at every third.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColorScale {
    lower: Vec<u64>,
    max: u64,
    /// How many parts of a value are one.
    #[cfg(feature = "formats")]
    unit: u64,
    /// Whether each value has a colour of its own.
    #[cfg(feature = "formats")]
    smooth: bool,
}

impl ColorScale {
    /// For counts from 1 to `max`. Classes: the last ones of the series that do not exceed `max`, or every
    /// second, third ... of them where it is long, the first widened down to 1; single numbers where `max` is
    /// at most [`CLASSES`].
    pub fn new(max: u64) -> Self {
        let max = max.max(1);
        if max <= CLASSES as u64 {
            return Self::of((1..=max).collect(), max);
        }
        let last = last_round(max);
        Self::every(last, last / (CLASSES - 1), max)
    }

    /// With as many lower ends up to the `last` of the series as there can be classes, or every second of them, and
    /// so on.
    fn every(last: usize, step: usize, max: u64) -> Self {
        let step = step.max(1);
        let classes = (last / step + 1).min(CLASSES);
        let lower = (0..classes).map(|class| round_number(last - step * (classes - 1 - class)));
        let mut lower: Vec<u64> = lower.collect();
        lower[0] = 1;
        Self::of(lower, max)
    }

    fn of(lower: Vec<u64>, max: u64) -> Self {
        Self {
            lower,
            max,
            #[cfg(feature = "formats")]
            unit: 1,
            #[cfg(feature = "formats")]
            smooth: false,
        }
    }

    /// With round lower ends, for values of which `unit` parts are one. Rates of few are no smaller than others:
    /// their classes are the last ones.
    #[cfg(feature = "formats")]
    pub(super) fn round(max: u64, unit: u64) -> Self {
        if unit == 1 || max <= CLASSES as u64 {
            return Self {
                unit,
                ..Self::new(max)
            };
        }
        let mut scale = Self::every(last_round(max), 1, max);
        scale.unit = unit;
        scale.lower[0] = 0;
        scale
    }

    /// With classes that begin where `lower` says, ascending.
    #[cfg(feature = "formats")]
    pub(super) fn with_classes(lower: Vec<u64>, max: u64, unit: u64) -> Self {
        Self {
            unit,
            ..Self::of(lower, max)
        }
    }

    /// Without classes: colours go from 0 to `max`.
    #[cfg(feature = "formats")]
    pub(super) fn smooth(max: u64, unit: u64) -> Self {
        Self {
            unit,
            smooth: true,
            ..Self::of(vec![u64::from(unit == 1)], max)
        }
    }

    /// Where a value's colour lies between the first and the last of a palette, from 0 to 1; none for a
    /// count of 0.
    #[cfg(feature = "formats")]
    pub fn position(&self, value: u64) -> Option<f64> {
        let class = self.class(value)?;
        Some(if self.smooth {
            value.min(self.max) as f64 / self.max as f64
        } else if self.len() == 1 {
            0.5
        } else {
            class as f64 / (self.len() - 1) as f64
        })
    }

    /// Whether each value has a colour of its own.
    #[cfg(feature = "formats")]
    pub fn is_smooth(&self) -> bool {
        self.smooth
    }

    /// How many parts of a value are one: 1 for counts.
    #[cfg(feature = "formats")]
    pub fn unit(&self) -> u64 {
        self.unit
    }

    /// How many classes.
    pub fn len(&self) -> usize {
        self.lower.len()
    }

    /// The highest count it was made for, at least 1.
    #[cfg(feature = "formats")]
    pub fn max(&self) -> u64 {
        self.max
    }

    /// Whether there is no class: never.
    pub fn is_empty(&self) -> bool {
        self.lower.is_empty()
    }

    /// The class of a count, from 0; none for 0.
    pub fn class(&self, count: u64) -> Option<usize> {
        self.lower.iter().rposition(|&lower| count >= lower)
    }

    /// First and last count of a class; no last one for the highest class, which is open unless
    /// it holds one number only.
    pub fn interval(&self, class: usize) -> (u64, Option<u64>) {
        let first = self.lower[class];
        match self.lower.get(class + 1) {
            Some(next) => (first, Some(next - 1)),
            None => (first, (first == self.max).then_some(first)),
        }
    }

    /// Which of `colors` a class takes, so that few classes are as far apart as many.
    pub fn color_index(&self, class: usize, colors: usize) -> usize {
        match self.len() {
            1 => colors / 2,
            len => class * (colors - 1) / (len - 1),
        }
    }
}

/// The series 1, 2, 5, 10, 20, 50 ..., from 0 on.
fn round_number(index: usize) -> u64 {
    [1, 2, 5][index % 3] * 10_u64.pow((index / 3) as u32)
}

/// Where the last one of the series is that does not exceed a number.
fn last_round(max: u64) -> usize {
    const MOST: usize = 56;
    let mut last = 0;
    while last < MOST && round_number(last + 1) <= max {
        last += 1;
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_counts_have_a_class_each() {
        let scale = ColorScale::new(3);
        assert_eq!(scale.len(), 3);
        assert_eq!(
            (0..4).map(|n| scale.class(n)).collect::<Vec<_>>(),
            [None, Some(0), Some(1), Some(2)]
        );
        assert_eq!(scale.interval(2), (3, Some(3)));
    }

    #[test]
    fn classes_begin_at_round_numbers_and_leave_no_gap() {
        let scale = ColorScale::new(74);
        let intervals: Vec<_> = (0..scale.len()).map(|c| scale.interval(c)).collect();
        assert_eq!(
            intervals,
            [
                (1, Some(4)),
                (5, Some(9)),
                (10, Some(19)),
                (20, Some(49)),
                (50, None)
            ]
        );
    }

    #[test]
    fn where_one_has_thousands_those_with_few_still_differ() {
        let begins = |max| ColorScale::new(max).lower;
        assert_eq!(begins(499), [1, 20, 50, 100, 200]);
        assert_eq!(begins(700), [1, 5, 20, 100, 500]);
        assert_eq!(begins(21_000), [1, 20, 200, 2_000, 20_000]);
    }

    #[test]
    fn every_count_from_one_has_a_class() {
        for max in [1, 2, 5, 6, 99, 1_000, 123_456_789] {
            let scale = ColorScale::new(max);
            assert!(scale.len() <= CLASSES);
            assert!(scale.class(1).is_some() && scale.class(max) == Some(scale.len() - 1));
            assert_eq!(scale.class(0), None);
        }
    }

    #[test]
    fn few_classes_use_the_ends_of_the_palette() {
        let scale = ColorScale::new(2);
        assert_eq!((scale.color_index(0, 5), scale.color_index(1, 5)), (0, 4));
        assert_eq!(ColorScale::new(1).color_index(0, 5), 2);
    }
}
