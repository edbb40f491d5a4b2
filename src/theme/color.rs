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

    /// Whether it covers all that lies below.
    pub const fn is_opaque(self) -> bool {
        self.alpha == 255
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

    /// What is seen of it on an opaque colour.
    #[cfg(feature = "formats")]
    #[must_use]
    pub fn over(self, below: Self) -> Self {
        let alpha = u32::from(self.alpha);
        let pairs = self.channels().into_iter().zip(below.channels());
        let mixed = pairs.map(|(over, below)| {
            (u32::from(over) * alpha + u32::from(below) * (255 - alpha) + 127) / 255
        });
        Self::rgb(mixed.fold(0, |rgb, channel| rgb << 8 | channel))
    }

    /// Red, green and blue, 0 to 255.
    pub const fn channels(self) -> [u8; 3] {
        let [_, r, g, b] = self.rgb.to_be_bytes();
        [r, g, b]
    }

    /// The colour between this one and another, `t` of the way from 0 to 1, in the space of their channels:
    /// neighbours of a palette are so near that no other space shows a difference.
    #[cfg(feature = "formats")]
    pub fn mix(self, other: Self, t: f64) -> Self {
        let (a, b) = (self.channels(), other.channels());
        let channel =
            |i: usize| (f64::from(a[i]) + (f64::from(b[i]) - f64::from(a[i])) * t).round();
        Self::rgb((0..3).fold(0, |rgb, i| rgb << 8 | channel(i) as u32))
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
    fn a_mix_lies_between_its_colours() {
        let (a, b) = (Color::rgb(0x10_80_f0), Color::rgb(0x30_80_d0));
        assert_eq!(a.mix(b, 0.0), a);
        assert_eq!(a.mix(b, 1.0), b);
        assert_eq!(a.mix(b, 0.5), Color::rgb(0x20_80_e0));
    }

    #[test]
    fn half_a_colour_over_another_is_between_them() {
        let over = |alpha| Color::rgba(0xff_00_80, alpha).over(Color::rgb(0x00_ff_80));
        assert_eq!(over(255), Color::rgb(0xff_00_80));
        assert_eq!(over(0), Color::rgb(0x00_ff_80));
        assert_eq!(over(51), Color::rgb(0x33_cc_80));
    }

    #[test]
    fn black_on_white_has_the_highest_contrast() {
        let ratio = Color::rgb(0).contrast(Color::rgb(0xff_ff_ff));
        assert!((ratio - 21.0).abs() < 1e-9);
    }
}
