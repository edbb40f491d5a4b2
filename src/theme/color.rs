//! [`Color`].

/// An sRGB colour with opacity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color {
    rgb: u32,
    alpha: u8,
}

impl Color {
    /// An opaque colour, `0xrrggbb`.
    pub const fn rgb(rgb: u32) -> Self {
        Self { rgb, alpha: 255 }
    }

    /// A colour, `0xrrggbb`, of which `alpha` / 255 covers what lies below.
    pub const fn rgba(rgb: u32, alpha: u8) -> Self {
        Self { rgb, alpha }
    }

    /// The same with another opacity, of 255.
    pub const fn with_alpha(self, alpha: u8) -> Self {
        Self {
            rgb: self.rgb,
            alpha,
        }
    }

    /// The opaque colour that `#rrggbb` names; none if it is written otherwise.
    pub fn parse(text: &str) -> Option<Self> {
        let [b'#', digits @ ..] = text.as_bytes() else {
            return None;
        };
        let digit = |rgb, &b: &u8| Some(rgb << 4 | char::from(b).to_digit(16)?);
        let rgb = digits
            .iter()
            .try_fold(0, digit)
            .filter(|_| digits.len() == 6)?;
        Some(Self::rgb(rgb))
    }

    /// Red, green and blue, 0 to 255.
    pub const fn channels(self) -> [u8; 3] {
        let [_, r, g, b] = self.rgb.to_be_bytes();
        [r, g, b]
    }

    /// How much of what lies below it covers, of 255.
    pub const fn alpha(self) -> u8 {
        self.alpha
    }

    /// As CSS and SVG write it: `#rrggbb`, or `#rrggbbaa` where it is not opaque.
    pub fn css(self) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let (value, digits) = if self.alpha == 255 {
            (self.rgb, 6)
        } else {
            (self.rgb << 8 | u32::from(self.alpha), 8)
        };
        let mut out = String::with_capacity(9);
        out.push('#');
        for i in (0..digits).rev() {
            out.push(char::from(DIGITS[(value >> (4 * i) & 15) as usize]));
        }
        out
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2, "relative luminance").
    pub fn luminance(self) -> f64 {
        let channel = |shift: u32| {
            let c = f64::from(self.rgb >> shift & 255) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    /// Contrast ratio, 1 to 21 (WCAG 2.2, "contrast ratio"); opacity is not considered.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn css_names_the_opacity_only_where_there_is_one() {
        assert_eq!(Color::rgb(0x00_0a_ff).css(), "#000aff");
        assert_eq!(Color::rgba(0xff_ff_ff, 16).css(), "#ffffff10");
    }

    #[test]
    fn black_on_white_has_the_highest_contrast() {
        let ratio = Color::rgb(0).contrast(Color::rgb(0xff_ff_ff));
        assert!((ratio - 21.0).abs() < 1e-9);
    }
}
