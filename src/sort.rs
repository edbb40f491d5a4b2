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

/// The order of many keys, as indices; equal ones stay in order. A radix sort with two digits of
/// 16 bits: its time grows with their number.
pub(crate) fn order(keys: &[i32]) -> Vec<u32> {
    // Negative keys come before the others once their sign bit is turned.
    let digit =
        |row: u32, shift: u32| (keys[row as usize].cast_unsigned() ^ 1 << 31) >> shift & 0xffff;
    let mut order: Vec<u32> = (0..keys.len() as u32).collect();
    let mut next = vec![0; order.len()];
    for shift in [0, 16] {
        let mut places = vec![0_u32; 0x1_0001];
        for &row in &order {
            places[digit(row, shift) as usize + 1] += 1;
        }
        for at in 1..places.len() {
            places[at] += places[at - 1];
        }
        for &row in &order {
            let place = &mut places[digit(row, shift) as usize];
            next[*place as usize] = row;
            *place += 1;
        }
        std::mem::swap(&mut order, &mut next);
    }
    order
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
            keys in proptest::collection::vec(prop_oneof![-3..3_i32, any::<i32>()], 0..300),
        ) {
            let mut expected: Vec<u32> = (0..keys.len() as u32).collect();
            expected.sort_by_key(|&row| keys[row as usize]);
            prop_assert_eq!(order(&keys), expected);
        }
    }
}
