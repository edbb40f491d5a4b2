//! Sorting, small rather than fast: the standard library's sort costs the embed 4 to 8 kB of code
//! for each type it sorts.

/// Sorts few values; equal ones stay in order. Its time grows with the square of their number.
pub(crate) fn sort_few<T>(values: &mut [T], before: impl Fn(&T, &T) -> bool) {
    for end in 1..values.len() {
        let mut at = end;
        while at > 0 && before(&values[at], &values[at - 1]) {
            values.swap(at, at - 1);
            at -= 1;
        }
    }
}

/// The order of many keys, as indices; equal ones stay in order. A counting sort where the keys lie
/// close together, as days do, and else a radix sort: its time grows with their number.
///
/// Keys of `i32::MAX` come last and don't count as far away.
pub(crate) fn order(keys: &[i32]) -> Vec<u32> {
    const LAST: i32 = i32::MAX;
    let near = keys.iter().filter(|&&key| key != LAST);
    let (mut least, mut most) = (LAST, i32::MIN);
    for &key in near {
        least = least.min(key);
        most = most.max(key);
    }
    let order: Vec<u32> = (0..keys.len() as u32).collect();
    let range = i64::from(most) - i64::from(least);
    if range < i64::from(DIGIT) - 1 {
        return pass(keys, &order, least, 0, range.max(0) as u32 + 1);
    }
    let order = pass(keys, &order, i32::MIN, 0, DIGIT);
    pass(keys, &order, i32::MIN, 16, DIGIT)
}

/// The order of counts, the highest first, as indices; all from 2^30 on are equal.
#[cfg(feature = "formats")]
pub(crate) fn most_first(counts: impl Iterator<Item = u64>) -> Vec<u32> {
    /// Up to as many are sorted sooner than the digits of a single one are counted.
    const FEW: usize = 256;
    let fewer: Vec<i32> = counts.map(|count| -(count.min(1 << 30) as i32)).collect();
    if fewer.len() > FEW {
        return order(&fewer);
    }
    let mut order: Vec<u32> = (0..fewer.len() as u32).collect();
    sort_few(&mut order, |&a, &b| fewer[a as usize] < fewer[b as usize]);
    order
}

/// A digit of the radix sort.
const DIGIT: u32 = 0xffff;

/// Orders rows by a digit of their keys: what is left of `key - base` from bit `shift` on, its
/// lowest 16 bits where `last` is `DIGIT`, else at most `last`.
fn pass(keys: &[i32], order: &[u32], base: i32, shift: u32, last: u32) -> Vec<u32> {
    let digit = |row: u32| {
        let place = keys[row as usize].wrapping_sub(base).cast_unsigned() >> shift;
        if last == DIGIT {
            place & last
        } else {
            place.min(last)
        }
    };
    let mut places = vec![0_u32; last as usize + 2];
    for &row in order {
        places[digit(row) as usize + 1] += 1;
    }
    for at in 1..places.len() {
        places[at] += places[at - 1];
    }
    let mut next = vec![0; order.len()];
    for &row in order {
        let place = &mut places[digit(row) as usize];
        next[*place as usize] = row;
        *place += 1;
    }
    next
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn few_values_are_sorted_as_the_standard_library_does(
            mut values in proptest::collection::vec((0..9, any::<u8>()), 0..60),
        ) {
            let mut expected = values.clone();
            expected.sort_by_key(|&(key, _)| key);
            sort_few(&mut values, |a, b| a.0 < b.0);
            prop_assert_eq!(values, expected);
        }

        #[test]
        fn many_keys_are_ordered_as_the_standard_library_does(
            keys in proptest::collection::vec(prop_oneof![-3..3_i32, Just(i32::MAX), any::<i32>()], 0..300),
            near in any::<bool>(),
        ) {
            let keys: Vec<i32> = keys.into_iter().filter(|k| !near || *k == i32::MAX || k.abs() < 9).collect();
            let mut expected: Vec<u32> = (0..keys.len() as u32).collect();
            expected.sort_by_key(|&row| keys[row as usize]);
            prop_assert_eq!(order(&keys), expected);
        }

        #[test]
        fn of_counts_few_or_many_the_highest_come_first_and_equal_ones_stay_in_order(
            counts in prop_oneof![
                proptest::collection::vec(0..5_u64, 0..40),
                proptest::collection::vec(0..100_000_u64, 250..270),
            ],
        ) {
            let mut expected: Vec<u32> = (0..counts.len() as u32).collect();
            expected.sort_by_key(|&at| core::cmp::Reverse(counts[at as usize]));
            prop_assert_eq!(most_first(counts.into_iter()), expected);
        }
    }
}
