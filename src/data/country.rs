//! Country codes: which unit of the map a file means.

/// ISO 3166-1 alpha-2 and alpha-3 codes, five letters a country, in order of alpha-2; with XK and
/// XKX for Kosovo, which are user-assigned and used for practical reasons.
const CODES: &str = "\
     ADANDAEAREAFAFGAGATGAIAIAALALBAMARMAOAGOAQATAARARGASASMATAUTAUAUSAWABWAXALAAZAZE\
     BABIHBBBRBBDBGDBEBELBFBFABGBGRBHBHRBIBDIBJBENBLBLMBMBMUBNBRNBOBOLBQBESBRBRABSBHS\
     BTBTNBVBVTBWBWABYBLRBZBLZCACANCCCCKCDCODCFCAFCGCOGCHCHECICIVCKCOKCLCHLCMCMRCNCHN\
     COCOLCRCRICUCUBCVCPVCWCUWCXCXRCYCYPCZCZEDEDEUDJDJIDKDNKDMDMADODOMDZDZAECECUEEEST\
     EGEGYEHESHERERIESESPETETHFIFINFJFJIFKFLKFMFSMFOFROFRFRAGAGABGBGBRGDGRDGEGEOGFGUF\
     GGGGYGHGHAGIGIBGLGRLGMGMBGNGINGPGLPGQGNQGRGRCGSSGSGTGTMGUGUMGWGNBGYGUYHKHKGHMHMD\
     HNHNDHRHRVHTHTIHUHUNIDIDNIEIRLILISRIMIMNININDIOIOTIQIRQIRIRNISISLITITAJEJEYJMJAM\
     JOJORJPJPNKEKENKGKGZKHKHMKIKIRKMCOMKNKNAKPPRKKRKORKWKWTKYCYMKZKAZLALAOLBLBNLCLCA\
     LILIELKLKALRLBRLSLSOLTLTULULUXLVLVALYLBYMAMARMCMCOMDMDAMEMNEMFMAFMGMDGMHMHLMKMKD\
     MLMLIMMMMRMNMNGMOMACMPMNPMQMTQMRMRTMSMSRMTMLTMUMUSMVMDVMWMWIMXMEXMYMYSMZMOZNANAM\
     NCNCLNENERNFNFKNGNGANINICNLNLDNONORNPNPLNRNRUNUNIUNZNZLOMOMNPAPANPEPERPFPYFPGPNG\
     PHPHLPKPAKPLPOLPMSPMPNPCNPRPRIPSPSEPTPRTPWPLWPYPRYQAQATREREUROROURSSRBRURUSRWRWA\
     SASAUSBSLBSCSYCSDSDNSESWESGSGPSHSHNSISVNSJSJMSKSVKSLSLESMSMRSNSENSOSOMSRSURSSSSD\
     STSTPSVSLVSXSXMSYSYRSZSWZTCTCATDTCDTFATFTGTGOTHTHATJTJKTKTKLTLTLSTMTKMTNTUNTOTON\
     TRTURTTTTOTVTUVTWTWNTZTZAUAUKRUGUGAUMUMIUSUSAUYURYUZUZBVAVATVCVCTVEVENVGVGBVIVIR\
     VNVNMVUVUTWFWLFWSWSMXKXKXYEYEMYTMYTZAZAFZMZMBZWZWE";

/// The unit code (ISO A2, XK) that a text stands for: ISO A2, ISO A3, or what the EU writes (EL
/// for Greece, UK for the United Kingdom), in any case, with spaces around.
pub fn resolve(text: &[u8]) -> Option<[u8; 2]> {
    let text = text.trim_ascii();
    let mut code = [0; 3];
    let code = code.get_mut(..text.len())?;
    code.copy_from_slice(text);
    code.make_ascii_uppercase();
    let found = match &*code {
        b"EL" => b"GR",
        b"UK" => b"GB",
        _ => {
            let mut units = CODES.as_bytes().chunks_exact(5);
            let unit = units.find(|unit| match code.len() {
                2 => &unit[..2] == code,
                3 => &unit[2..] == code,
                _ => false,
            })?;
            return Some([unit[0], unit[1]]);
        }
    };
    Some(*found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_and_eu_codes_name_the_same_country() {
        for text in ["GR", "EL", "GRC", "gr", " el "] {
            assert_eq!(resolve(text.as_bytes()), Some(*b"GR"), "{text}");
        }
        assert_eq!(resolve(b"UK"), resolve(b"GBR"));
        assert_eq!(resolve(b"XKX"), Some(*b"XK"));
    }

    #[test]
    fn what_is_no_code_is_no_country() {
        for text in ["", "Q", "QQ", "ITAL", "Italy", "é", "\u{0}\u{0}"] {
            assert_eq!(resolve(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn the_table_is_sorted_and_every_code_stands_once() {
        let units: Vec<&[u8]> = CODES.as_bytes().chunks(5).collect();
        assert!(units.iter().all(|unit| unit.len() == 5));
        assert!(units.is_sorted_by(|a, b| a[..2] < b[..2]));
        let mut alpha3: Vec<&[u8]> = units.iter().map(|unit| &unit[2..]).collect();
        alpha3.sort_unstable();
        assert!(alpha3.is_sorted_by(|a, b| a < b));
    }
}
