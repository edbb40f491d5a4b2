//! Country codes of three digits (ISO 3166-1 numeric), for reading without a browser: in a page, `Intl`
//! knows them.

/// Numbers with their unit codes, in order of the number.
#[rustfmt::skip]
const NUMBERS: &[(u16, &[u8; 2])] = &[
    (4, b"AF"), (8, b"AL"), (10, b"AQ"), (12, b"DZ"), (16, b"AS"), (20, b"AD"), (24, b"AO"),
    (28, b"AG"), (31, b"AZ"), (32, b"AR"), (36, b"AU"), (40, b"AT"), (44, b"BS"), (48, b"BH"),
    (50, b"BD"), (51, b"AM"), (52, b"BB"), (56, b"BE"), (60, b"BM"), (64, b"BT"), (68, b"BO"),
    (70, b"BA"), (72, b"BW"), (74, b"BV"), (76, b"BR"), (84, b"BZ"), (86, b"IO"), (90, b"SB"),
    (92, b"VG"), (96, b"BN"), (100, b"BG"), (104, b"MM"), (108, b"BI"), (112, b"BY"),
    (116, b"KH"), (120, b"CM"), (124, b"CA"), (132, b"CV"), (136, b"KY"), (140, b"CF"),
    (144, b"LK"), (148, b"TD"), (152, b"CL"), (156, b"CN"), (158, b"TW"), (162, b"CX"),
    (166, b"CC"), (170, b"CO"), (174, b"KM"), (175, b"YT"), (178, b"CG"), (180, b"CD"),
    (184, b"CK"), (188, b"CR"), (191, b"HR"), (192, b"CU"), (196, b"CY"), (203, b"CZ"),
    (204, b"BJ"), (208, b"DK"), (212, b"DM"), (214, b"DO"), (218, b"EC"), (222, b"SV"),
    (226, b"GQ"), (231, b"ET"), (232, b"ER"), (233, b"EE"), (234, b"FO"), (238, b"FK"),
    (239, b"GS"), (242, b"FJ"), (246, b"FI"), (248, b"AX"), (250, b"FR"), (254, b"GF"),
    (258, b"PF"), (260, b"TF"), (262, b"DJ"), (266, b"GA"), (268, b"GE"), (270, b"GM"),
    (275, b"PS"), (276, b"DE"), (288, b"GH"), (292, b"GI"), (296, b"KI"), (300, b"GR"),
    (304, b"GL"), (308, b"GD"), (312, b"GP"), (316, b"GU"), (320, b"GT"), (324, b"GN"),
    (328, b"GY"), (332, b"HT"), (334, b"HM"), (336, b"VA"), (340, b"HN"), (344, b"HK"),
    (348, b"HU"), (352, b"IS"), (356, b"IN"), (360, b"ID"), (364, b"IR"), (368, b"IQ"),
    (372, b"IE"), (376, b"IL"), (380, b"IT"), (384, b"CI"), (388, b"JM"), (392, b"JP"),
    (398, b"KZ"), (400, b"JO"), (404, b"KE"), (408, b"KP"), (410, b"KR"), (414, b"KW"),
    (417, b"KG"), (418, b"LA"), (422, b"LB"), (426, b"LS"), (428, b"LV"), (430, b"LR"),
    (434, b"LY"), (438, b"LI"), (440, b"LT"), (442, b"LU"), (446, b"MO"), (450, b"MG"),
    (454, b"MW"), (458, b"MY"), (462, b"MV"), (466, b"ML"), (470, b"MT"), (474, b"MQ"),
    (478, b"MR"), (480, b"MU"), (484, b"MX"), (492, b"MC"), (496, b"MN"), (498, b"MD"),
    (499, b"ME"), (500, b"MS"), (504, b"MA"), (508, b"MZ"), (512, b"OM"), (516, b"NA"),
    (520, b"NR"), (524, b"NP"), (528, b"NL"), (531, b"CW"), (533, b"AW"), (534, b"SX"),
    (535, b"BQ"), (540, b"NC"), (548, b"VU"), (554, b"NZ"), (558, b"NI"), (562, b"NE"),
    (566, b"NG"), (570, b"NU"), (574, b"NF"), (578, b"NO"), (580, b"MP"), (581, b"UM"),
    (583, b"FM"), (584, b"MH"), (585, b"PW"), (586, b"PK"), (591, b"PA"), (598, b"PG"),
    (600, b"PY"), (604, b"PE"), (608, b"PH"), (612, b"PN"), (616, b"PL"), (620, b"PT"),
    (624, b"GW"), (626, b"TL"), (630, b"PR"), (634, b"QA"), (638, b"RE"), (642, b"RO"),
    (643, b"RU"), (646, b"RW"), (652, b"BL"), (654, b"SH"), (659, b"KN"), (660, b"AI"),
    (662, b"LC"), (663, b"MF"), (666, b"PM"), (670, b"VC"), (674, b"SM"), (678, b"ST"),
    (682, b"SA"), (686, b"SN"), (688, b"RS"), (690, b"SC"), (694, b"SL"), (702, b"SG"),
    (703, b"SK"), (704, b"VN"), (705, b"SI"), (706, b"SO"), (710, b"ZA"), (716, b"ZW"),
    (724, b"ES"), (728, b"SS"), (729, b"SD"), (732, b"EH"), (740, b"SR"), (744, b"SJ"),
    (748, b"SZ"), (752, b"SE"), (756, b"CH"), (760, b"SY"), (762, b"TJ"), (764, b"TH"),
    (768, b"TG"), (772, b"TK"), (776, b"TO"), (780, b"TT"), (784, b"AE"), (788, b"TN"),
    (792, b"TR"), (795, b"TM"), (796, b"TC"), (798, b"TV"), (800, b"UG"), (804, b"UA"),
    (807, b"MK"), (818, b"EG"), (826, b"GB"), (831, b"GG"), (832, b"JE"), (833, b"IM"),
    (834, b"TZ"), (840, b"US"), (850, b"VI"), (854, b"BF"), (858, b"UY"), (860, b"UZ"),
    (862, b"VE"), (876, b"WF"), (882, b"WS"), (887, b"YE"), (894, b"ZM"),
];

/// The unit code of a number.
pub(super) fn code_of_number(text: &str) -> Option<[u8; 2]> {
    let number: u16 = text.parse().ok()?;
    let at = NUMBERS
        .binary_search_by_key(&number, |&(known, _)| known)
        .ok()?;
    Some(*NUMBERS[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_names_its_country() {
        assert_eq!(code_of_number("380"), Some(*b"IT"));
        assert_eq!(code_of_number("008"), Some(*b"AL"));
        assert_eq!(code_of_number("1"), None);
        assert!(NUMBERS.is_sorted_by(|a, b| a.0 < b.0));
    }
}
