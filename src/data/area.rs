//! Codes of an editor's own areas: what stands for a country where cases are counted by areas.

/// As many areas can be told apart.
pub const MOST: usize = FIRST.len() * 26;

const FIRST: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// The unit code of the area of a number, in the order in which a file names them: a digit or a small letter,
/// and a capital, as no country's is. None where there are too many.
pub fn code(number: usize) -> Option<[u8; 2]> {
    let first = FIRST.get(number / 26)?;
    Some([*first, b'A' + (number % 26) as u8])
}

/// The number of an area's code; none for a country's.
pub fn number(code: [u8; 2]) -> Option<usize> {
    let first = FIRST.iter().position(|&first| first == code[0])?;
    let second = code[1].is_ascii_uppercase().then(|| code[1] - b'A')?;
    Some(first * 26 + usize::from(second))
}

/// The key of an area by its code; none for a country's, or of an area that is not among `keys`.
pub fn key<'a>(keys: &'a [String], code: &str) -> Option<&'a String> {
    keys.get(number(code.as_bytes().try_into().ok()?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_area_has_a_code_of_its_own_that_no_country_has() {
        let codes: Vec<[u8; 2]> = (0..MOST).map(|n| code(n).unwrap()).collect();
        for (at, &code) in codes.iter().enumerate() {
            assert_eq!(number(code), Some(at));
            assert_ne!(super::super::country::resolve(&code), Some(code));
        }
        assert_eq!(code(MOST), None);
        assert_eq!(number(*b"IT"), None);
    }
}
