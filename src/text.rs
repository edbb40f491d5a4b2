//! [`TextMeasure`]: how wide a text will be drawn.

/// Weight of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    /// 400
    #[default]
    Regular,
    /// 600
    Bold,
}

/// Measures texts in the theme's font. In a page the canvas does it; natively a table of widths,
/// so that a scene is the same on every machine.
pub trait TextMeasure {
    /// Width in CSS pixels of one line at `size` CSS pixels.
    fn width(&self, text: &str, size: f64, weight: Weight) -> f64;
}

/// A text in lines that are at most so many CSS pixels wide, as far as its words are.
pub fn wrap(text: &str, most: f64, width: &dyn Fn(&str) -> f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let longer = lines.last().map(|line| [line, " ", word].concat());
        match (longer, lines.last_mut()) {
            (Some(longer), Some(line)) if width(&longer) <= most => *line = longer,
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// As much of a text as is at most so many CSS pixels wide, with three dots where something is left out.
#[cfg(feature = "formats")]
pub fn shorten(text: &str, most: f64, width: &dyn Fn(&str) -> f64) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let mut short = text.to_owned();
    while short.pop().is_some() {
        let cut = [short.trim_end(), "…"].concat();
        if width(&cut) <= most {
            return cut;
        }
    }
    short
}

/// Widths of a common sans-serif face (those of Helvetica's and Arial's metrics, rounded to
/// 1/20 em), for drawing without a browser.
#[derive(Debug, Clone, Copy, Default)]
pub struct TableMeasure;

impl TextMeasure for TableMeasure {
    fn width(&self, text: &str, size: f64, weight: Weight) -> f64 {
        let em: f64 = text.chars().map(em_width).sum();
        em * size * if weight == Weight::Bold { 1.06 } else { 1.0 }
    }
}

/// The same with room for wider faces, such as DejaVu and Verdana: of a picture that is a file, nobody knows with which
/// fonts it is opened.
#[cfg(feature = "formats")]
#[derive(Debug, Clone, Copy, Default)]
pub struct RoomyMeasure;

#[cfg(feature = "formats")]
impl TextMeasure for RoomyMeasure {
    fn width(&self, text: &str, size: f64, weight: Weight) -> f64 {
        1.18 * TableMeasure.width(text, size, weight)
    }
}

fn em_width(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' => 0.22,
        ' ' | '.' | ',' | ':' | ';' | '!' | '/' | 'f' | 't' | 'I' => 0.28,
        'r' | '(' | ')' | '-' | '"' => 0.33,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 0.5,
        'w' | 'C' | 'D' | 'H' | 'N' | 'R' | 'U' => 0.72,
        'G' | 'O' | 'Q' => 0.78,
        'm' | 'M' => 0.83,
        'W' | '@' | '%' => 0.94,
        'A' | 'B' | 'E' | 'K' | 'P' | 'S' | 'V' | 'X' | 'Y' => 0.67,
        'F' | 'L' | 'T' | 'Z' => 0.6,
        '\u{2e80}'.. => 1.0,
        _ => 0.56,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_a_larger_and_a_bolder_text_are_wider() {
        let width = |t, s, w| TableMeasure.width(t, s, w);
        assert!(width("2021", 12.0, Weight::Regular) > width("202", 12.0, Weight::Regular));
        assert!(width("2021", 13.0, Weight::Regular) > width("2021", 12.0, Weight::Regular));
        assert!(width("2021", 12.0, Weight::Bold) > width("2021", 12.0, Weight::Regular));
    }
}
