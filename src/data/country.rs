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

/// Spellings that publishers use and that the names of a browser's language data don't have, in
/// [plain](plain_name) form.
#[cfg(feature = "formats")]
const SPELLINGS: &str = "\
     us united states of america|us usa|gb united kingdom of great britain and northern ireland\
     |gb great britain|ru russian federation|sy syrian arab republic|tr turkey|tr türkiye\
     |ir islamic republic of iran|md republic of moldova|cz czech republic|mk macedonia\
     |mk the former yugoslav republic of macedonia|ps state of palestine\
     |ps occupied palestinian territory|ps palestine|va holy see|vn viet nam|kr republic of korea\
     |kp democratic people's republic of korea|la lao people's democratic republic\
     |tz united republic of tanzania|cd democratic republic of the congo|cg congo|cv cape verde\
     |ci cote d'ivoire|ci ivory coast|sz swaziland|mm burma|mm myanmar|bn brunei darussalam\
     |hk china, hong kong special administrative region|mo china, macao special administrative region\
     |nl holland|hk hong kong|mo macao|tl east timor|gm the gambia|bs the bahamas";

/// A name in small letters (of ASCII), without what stands in brackets: `Iran (Islamic Republic of)` is
/// `iran`. An apostrophe is one however it is written.
pub fn plain_name(name: &[u8]) -> Vec<u8> {
    let end = name.iter().position(|&b| b == b'(').unwrap_or(name.len());
    let name = name[..end].trim_ascii().to_ascii_lowercase();
    let name = super::replaced(&name, "’".as_bytes(), b"'");
    super::replaced(&name, b"&#039;", b"'")
}

/// The unit code of a [plain](plain_name) name that only some publishers write so.
#[cfg(feature = "formats")]
pub fn spelling(name: &[u8]) -> Option<[u8; 2]> {
    let mut known = SPELLINGS.as_bytes().split(|&b| b == b'|');
    let found = known.find(|known| known.get(3..) == Some(name))?;
    Some([found[0], found[1]].map(|b| b.to_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn publishers_spellings_name_the_country_too() {
        for (name, code) in [
            ("Russian Federation", b"RU"),
            ("Türkiye", b"TR"),
            ("Myanmar (Burma)", b"MM"),
            ("Viet Nam", b"VN"),
            ("United States of America", b"US"),
        ] {
            assert_eq!(
                spelling(&plain_name(name.as_bytes())),
                Some(*code),
                "{name}"
            );
        }
        assert_eq!(plain_name(b" Iran (Islamic Republic of) "), b"iran");
        assert_eq!(spelling(b"atlantis"), None);
    }

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
