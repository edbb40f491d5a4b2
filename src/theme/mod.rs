//! Design tokens and palettes: the only colours in the code.

mod color;
#[cfg(test)]
mod vision;

pub use color::Color;

/// Everything a scene needs to know about looks.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// What the figure stands on; the page is expected to have about this colour.
    pub ground: Color,
    /// Texts and focus outlines.
    pub ink: Color,
    /// Secondary texts: axis labels, notes.
    pub muted: Color,
    /// Grid lines.
    pub grid: Color,
    /// The line between two parts of a bar.
    pub border: Color,
    /// The line between land and sea.
    pub coast: Color,
    /// A country that was looked at and where no case was reported.
    pub none: Color,
    /// How much more there may be than a bar shows.
    pub range: Color,
    /// What dims the time outside the brush.
    pub veil: Color,
    /// From few to many.
    pub sequential: [Color; 5],
    /// The same in another hue, for what lies over the first.
    #[cfg(feature = "formats")]
    pub warm: [Color; 5],
    /// Places and circles on a map, over the colours of countries.
    #[cfg(feature = "formats")]
    pub over: Color,
    /// One for each value of a facet, in order; the last stands for all others. They are told apart also by readers who
    /// see fewer colours: some are light and some dark, as far as all stand out from the ground.
    pub categorical: [Color; 8],
    /// Size of axis labels in CSS pixels.
    pub text_size: f64,
}

impl Theme {
    /// Gives lines the colours that go with those of texts and of the ground, which are a page's own. Where secondary
    /// texts are no fainter than others, as for readers who want more contrast or have colours of their own, neither are
    /// the lines around marks: what is too light to be told from what is beside it (WCAG 2.2, 1.4.11) has an outline.
    pub fn draw_lines(&mut self) {
        // What is drawn in the colour of the ground seems to be cut out of it.
        self.border = self.ground;
        self.veil = self.ground.with_alpha(184);
        if self.muted == self.ink {
            self.border = self.ink;
            self.coast = self.ink;
        }
    }
}

#[cfg(feature = "formats")]
impl Theme {
    /// The colour of a part by its place among others, or of the one that stands for all the rest.
    pub fn part(&self, part: usize, is_rest: bool) -> Color {
        let colors = &self.categorical;
        if is_rest {
            return colors[colors.len() - 1];
        }
        colors[part % colors.len()]
    }
}

const fn hex(rgb: u32) -> Color {
    Color::rgb(rgb)
}

/// For light pages.
pub const LIGHT: Theme = Theme {
    ground: hex(0xff_ff_ff),
    ink: hex(0x1b_1f_24),
    muted: hex(0x55_5e_68),
    grid: hex(0xdf_e3_e8),
    border: hex(0xff_ff_ff),
    coast: hex(0x84_8d_97),
    none: hex(0xec_ee_f1),
    range: Color::rgba(0x55_5e_68, 72),
    veil: Color::rgba(0xff_ff_ff, 184),
    sequential: [
        hex(0xc6_dc_ee),
        hex(0x8d_bc_db),
        hex(0x48_93_c3),
        hex(0x1c_66_a3),
        hex(0x0b_39_6b),
    ],
    #[cfg(feature = "formats")]
    warm: [
        hex(0xfb_d6_b0),
        hex(0xf2_ab_6d),
        hex(0xdf_79_2c),
        hex(0xb4_4f_0e),
        hex(0x73_2c_05),
    ],
    #[cfg(feature = "formats")]
    over: hex(0xc7_4a_0c),
    categorical: [
        hex(0x1c_66_a3),
        hex(0xd8_78_2b),
        hex(0x18_58_17),
        hex(0x71_31_6e),
        hex(0x78_6d_00),
        hex(0x3a_92_bc),
        hex(0x9a_49_6d),
        hex(0x93_90_82),
    ],
    text_size: 12.0,
};

/// For dark pages: more is brighter, as it stands out from the ground.
pub const DARK: Theme = Theme {
    ground: hex(0x14_18_1d),
    ink: hex(0xee_f0_f3),
    muted: hex(0xa9_b2_bc),
    grid: hex(0x2f_36_3e),
    border: hex(0x14_18_1d),
    coast: hex(0x7a_84_8f),
    none: hex(0x2a_30_38),
    range: Color::rgba(0xa9_b2_bc, 84),
    veil: Color::rgba(0x14_18_1d, 184),
    sequential: [
        hex(0x1f_45_66),
        hex(0x2c_69_98),
        hex(0x45_94_c9),
        hex(0x86_bf_e6),
        hex(0xd2_e9_fb),
    ],
    #[cfg(feature = "formats")]
    warm: [
        hex(0x5a_30_12),
        hex(0x8a_48_18),
        hex(0xc4_6a_26),
        hex(0xee_9d_56),
        hex(0xfd_da_b8),
    ],
    #[cfg(feature = "formats")]
    over: hex(0xf0_80_48),
    categorical: [
        hex(0x5a_a7_e0),
        hex(0xe8_73_46),
        hex(0xaa_d6_a6),
        hex(0x91_6a_a8),
        hex(0xe3_b9_30),
        hex(0x58_db_fc),
        hex(0xb2_56_59),
        hex(0xa9_a0_9e),
    ],
    text_size: 12.0,
};

#[cfg(test)]
mod tests {
    use super::vision::Sight;
    use super::*;

    #[test]
    fn text_stands_out_from_the_ground() {
        for theme in [&LIGHT, &DARK] {
            assert!(theme.ink.contrast(theme.ground) >= 7.0);
            assert!(theme.muted.contrast(theme.ground) >= 4.5);
        }
    }

    #[test]
    fn every_categorical_colour_stands_out_from_the_ground() {
        for theme in [&LIGHT, &DARK] {
            for color in theme.categorical {
                assert!(color.contrast(theme.ground) >= 3.0, "{color:?}");
            }
        }
    }

    #[test]
    fn what_stands_on_a_map_stands_out_and_bears_a_number() {
        for theme in [&LIGHT, &DARK] {
            assert!(theme.over.contrast(theme.ground) >= 4.5);
            assert!(theme.over.contrast(theme.none) >= 3.0);
        }
    }

    #[test]
    fn no_two_categorical_colours_look_alike_whatever_colours_a_reader_sees() {
        for theme in [&LIGHT, &DARK] {
            for sight in Sight::ALL {
                for (i, a) in theme.categorical.into_iter().enumerate() {
                    for b in &theme.categorical[..i] {
                        let apart = sight.difference(a, *b);
                        assert!(
                            apart > 0.08,
                            "{} and {}: {apart} ({sight:?})",
                            a.css(),
                            b.css()
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn more_is_always_further_from_the_ground() {
        for theme in [&LIGHT, &DARK] {
            for palette in [theme.sequential, theme.warm] {
                for sight in Sight::ALL {
                    let steps = palette.windows(2).map(|w| sight.difference(w[0], w[1]));
                    assert!(steps.clone().all(|apart| apart > 0.08), "{sight:?}");
                }
                let steps = palette.map(|c| c.contrast(theme.ground));
                assert!(steps.is_sorted(), "{steps:?}");
                assert!(steps[0] > theme.none.contrast(theme.ground));
                assert!(steps.windows(2).all(|w| w[1] / w[0] > 1.35), "{steps:?}");
            }
        }
    }

    #[test]
    fn each_mark_is_told_from_what_is_beside_it_by_its_colour_or_by_a_line() {
        for (theme, more) in [
            (&LIGHT, false),
            (&LIGHT, true),
            (&DARK, false),
            (&DARK, true),
        ] {
            let mut theme = theme.clone();
            if more {
                theme.muted = theme.ink;
            }
            theme.draw_lines();
            // On a map, the line between two countries is of both colours; along the sea is the coast.
            for mark in theme
                .sequential
                .into_iter()
                .chain(theme.warm)
                .chain([theme.none])
            {
                let line = mark.contrast(theme.ground).max(mark.contrast(theme.muted));
                assert!(line >= 3.0, "{} in {}", mark.css(), theme.ground.css());
            }
            for part in theme.categorical {
                let own = part.contrast(theme.ground);
                assert!(
                    own.max(part.contrast(theme.border)) >= 3.0,
                    "{}",
                    part.css()
                );
            }
            // Hatches lie on the ground, and on the colour of what has no number.
            for below in [theme.ground, theme.sequential[0]] {
                assert!(theme.muted.contrast(below) >= 3.0, "{}", below.css());
            }
        }
    }

    #[test]
    fn lines_between_parts_are_cut_out_of_the_ground_but_for_those_who_want_more_contrast() {
        let mut theme = LIGHT;
        theme.ground = hex(0xfa_f0_e6);
        theme.draw_lines();
        assert_eq!((theme.border, theme.coast), (theme.ground, LIGHT.coast));
        theme.muted = theme.ink;
        theme.draw_lines();
        assert_eq!((theme.border, theme.coast), (theme.ink, theme.ink));
    }

    #[test]
    fn the_coast_can_be_seen() {
        for theme in [&LIGHT, &DARK] {
            assert!(theme.coast.contrast(theme.ground) >= 3.0);
        }
    }
}
