//! Values that name people or find them: what a text looks like, whatever its column is called.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::names::{Trait, is_mark};

/// Given names that are common where caseplot's languages are spoken and where people come from who seek refuge, in
/// small letters. A name alone is a word; with another capital letter behind it, it is a person's.
const GIVEN: &str = " aaron abdallah abdul abdullah adam adriana agnes agnieszka ahmad ahmed aisha aleksandar aleksander aleksandra \
    alessandro alexander alexandra alexandros ali alice amal amina amir ana anastasia anders andrea andreas andrei andrej andrew \
    andrzej angela angelika anja anke ann anna anne annika anton antonella antonio aras ari arne artur ashraf astrid ayse barbara bashir \
    beata beatrice bernd bilal birgit bjorn björn bogdan boris britta bruno camille carla carlo carlos carmen carola caroline catherine \
    cecilia cédric céline charles charlotte chiara christian christina christine christoph claire claudia claudio clara cornelia \
    cristina dagmar daniel daniela daniele dario darius david davide deborah denis diana didier dietmar dimitra dimitrios dimitris dirk \
    dmitri dominique dorota eduardo ekaterina elena eleni elisabeth elisa elizabeth emanuele emil emilia emily emma emmanuel enrico eric \
    erik ernst ersin esra eva ewa fabio farid fatima fatma federica federico felix fernando filip florian francesca francesco francisco \
    françois françoise frank franz franziska fred friedrich gabriel gabriele gabriella georg george georgi georgios gerard gerhard \
    giorgia giorgio giorgos giovanna giovanni giulia giuseppe grzegorz guido guillaume gunnar habib hadi hakan hamid hamza hanna hannah \
    hannes hans harald hassan heike heinz helen helena helga henrik henry hélène holger hussein ibrahim igor ilaria ilse ines ingrid \
    ioana ioannis ion irene irina isabel isabelle ismail ivan ivana jacek jacob jacques jakob jamal james jamila jan jana jane janusz \
    javier jean jelena jens jerzy joachim joana joanna joão johan johann johannes john jonas jose josé josef joseph juan judith julia \
    julian julie jürgen karim karin karl karolina katarina katarzyna katerina katharina kathrin katja kees kemal kerstin khaled khalid \
    klaus konstantin konstantinos kristian krzysztof lars laura laurent layla lea leila lena leon leyla lidia linda lisa lorenzo louis \
    luca lucia luigi luis luisa lukas maciej magdalena mahmoud majid małgorzata manfred manuel manuela marc marcel marcin marco marek \
    margarita maria maría marie marija marina mario marion mark marko markus marta martin martina mary maryam mateusz mathias matteo \
    matthias maurizio max maxime mehmet melanie michael michał michel michele miguel mihai mikhail milan milena miriam mohamed mohammad \
    mohammed monica monika mourad muhammad mustafa nadia nadine natalia natascha nicola nicolas nicole nikola nikolaos nikos nils nina noor \
    nour olaf oleg olena olga olivier omar osman otto pablo paola paolo patricia patrick paul paula pavel pedro peter petr petra philip \
    philippe pierre piotr rachel rafael rainer ralf ramón ranja rashid raul rebecca reinhard renate ricardo riccardo richard rita robert \
    roberta roberto roger roland rolf roman rosa ruth said salim salma sami samir samira samuel sandra sara sarah sebastian selma serge \
    sergei sergey sergio silke silvia simon simona simone sofia sonia sophie stefan stefania stefano stephan stephen susanne svetlana sven \
    sylvie tahir tamara tanja tareq tatiana teresa thomas thorsten tibor tim tobias tom tomasz tomáš torsten udo ulrich ulrike ursula ute \
    valentina valerie vasile vera veronika victor viktor vincent vincenzo vladimir volker walter werner wiktor wilhelm william wojciech \
    wolfgang yasmin yusuf yves yvonne zahra zainab zbigniew zeynep zoltán zsolt мария иван анна ольга олена андрей андрій дмитрий \
    наталья сергей николай георги димитър елена петър γιώργος μαρία δημήτρης νίκος ελένη κώστας παναγιώτης ";

/// What stands before names.
const TITLES: [&str; 30] = [
    "mr", "mrs", "ms", "herr", "herrn", "frau", "monsieur", "madame", "mme", "mlle", "sig",
    "signor", "signora", "sra", "sr", "señor", "señora", "senhor", "senhora", "dhr", "mevr",
    "mevrouw", "pan", "pani", "pán", "paní", "gospod", "gospodin", "kyrios", "avv",
];

/// Words of streets that stand before or behind a number.
const STREETS: [&str; 44] = [
    "street",
    "road",
    "avenue",
    "lane",
    "st",
    "rd",
    "ave",
    "rue",
    "boulevard",
    "bd",
    "impasse",
    "via",
    "viale",
    "piazza",
    "corso",
    "vicolo",
    "calle",
    "plaza",
    "avenida",
    "rua",
    "praça",
    "straat",
    "laan",
    "ulica",
    "ul",
    "aleja",
    "gata",
    "gatan",
    "gade",
    "vej",
    "katu",
    "iela",
    "gatvė",
    "ulice",
    "utca",
    "strada",
    "str",
    "rruga",
    "sokak",
    "caddesi",
    "triq",
    "οδός",
    "улица",
    "вулиця",
];
/// Endings of streets' names.
const STREET_ENDS: [&str; 9] = [
    "straße", "strasse", "str.", "weg", "gasse", "platz", "straat", "gatan", "katu",
];

/// Shapes of licence plates: `A` is a capital letter, `9` a digit.
const PLATES: [&str; 16] = [
    "AA999AA",
    "AA-999-AA",
    "AA 999 AA",
    "AA99 AAA",
    "AA99AAA",
    "9999 AAA",
    "9999AAA",
    "99-AA-99",
    "99-AAA-9",
    "A-AA 9999",
    "A-AA 999",
    "AA-AA 999",
    "AA-AA 9999",
    "AAA-AA 999",
    "A-A 9999",
    "AAA-9999",
];

/// Words before the number of a case file.
const FILES: [&str; 34] = [
    "js",
    "ds",
    "cs",
    "ks",
    "ls",
    "ns",
    "rg",
    "rgnr",
    "r.g",
    "r.g.n.r",
    "az",
    "az.",
    "aktenzeichen",
    "proc",
    "proc.",
    "n.",
    "nr",
    "nr.",
    "no",
    "no.",
    "n°",
    "docket",
    "case",
    "file",
    "sygn",
    "sygn.",
    "spzn",
    "zn",
    "tk",
    "pp",
    "expediente",
    "dossier",
    "nuipc",
    "ref",
];

/// Words of being born.
const BORN: [&str; 24] = [
    "born",
    "dob",
    "geb",
    "geb.",
    "geboren",
    "né",
    "née",
    "nato",
    "nata",
    "nacido",
    "nacida",
    "nascido",
    "nascida",
    "geboren",
    "ur",
    "ur.",
    "urodzony",
    "urodzona",
    "född",
    "født",
    "syntynyt",
    "narozen",
    "narozena",
    "γεννηθείς",
];

/// What a text tells of a person, if anything.
pub(super) fn of_text(text: &str) -> Option<Trait> {
    if text.contains(is_mark) {
        return of_text(&text.replace(is_mark, ""));
    }
    // Most values are codes and single words.
    if text.len() < 5 {
        return None;
    }
    let found = [
        (has_mail as fn(&str) -> bool, Trait::Mail),
        (has_phone, Trait::Phone),
        (has_iban, Trait::Document),
        (has_plate, Trait::Plate),
        (has_point, Trait::Point),
    ];
    let direct = found.into_iter().find(|(has, _)| has(text));
    direct.map(|(_, kind)| kind).or_else(|| of_words(text))
}

/// Whether a text looks like the name of one person and nothing else: two to four words with capitals.
pub(super) fn looks_like_a_name(text: &str) -> bool {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter(|word| !word.is_empty())
        .collect();
    let is_name = |word: &&str| {
        word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || "'’.".contains(c))
    };
    (2..=4).contains(&words.len()) && words.iter().all(is_name)
}

/// Ways to write an at sign that hide it from machines.
const AT: [&str; 6] = ["[at]", "(at)", "{at}", " [at] ", " (at) ", " {at} "];

fn has_mail(text: &str) -> bool {
    if let Some(at) = AT.iter().rev().find(|at| text.contains(*at)) {
        let dots = |text: String| {
            ["[dot]", "(dot)", "{dot}"].iter().fold(text, |text, dot| {
                text.replace(&format!(" {dot} "), ".").replace(dot, ".")
            })
        };
        return has_mail(&dots(text.replace(at, "@")));
    }
    let part = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
    text.match_indices('@').any(|(at, _)| {
        let before = text[..at].chars().next_back().is_some_and(part);
        let host: String = text[at + 1..].chars().take_while(|&c| part(c)).collect();
        let host = host.trim_end_matches('.');
        before
            && host
                .rsplit_once('.')
                .is_some_and(|(name, end)| !name.is_empty() && end.chars().count() >= 2)
    })
}

/// A run of digits with signs between them, as phones are written. Dates, coordinates and counts are none.
fn has_phone(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let begins = bytes[at] == b'+' || bytes[at] == b'0' || bytes[at] == b'(';
        let alone =
            at == 0 || !bytes[at - 1].is_ascii_alphanumeric() && !b".,-+".contains(&bytes[at - 1]);
        if !(begins && alone) {
            at += 1;
            continue;
        }
        let end = bytes[at..]
            .iter()
            .position(|b| !b.is_ascii_digit() && !b" -/().+".contains(b));
        let run = &text[at..end.map_or(bytes.len(), |end| at + end)];
        if is_phone(run.trim_end_matches([' ', '-', '/', '(', '.'])) {
            return true;
        }
        at += run.len().max(1);
    }
    false
}

fn is_phone(run: &str) -> bool {
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    let digits_first: String = run.chars().filter(char::is_ascii_digit).collect();
    let international = run.starts_with('+') || digits_first.starts_with("00");
    let national = digits_first.starts_with('0') && !run.starts_with("0.");
    let is_date = run.split(['-', '/', '.']).count() == 3 && digits <= 8;
    let most = (8..=15).contains(&digits);
    !is_date && most && (international || national && digits >= 9)
}

fn has_iban(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| {
            let bytes = word.as_bytes();
            (15..=34).contains(&bytes.len())
                && bytes[..2].iter().all(u8::is_ascii_uppercase)
                && bytes[2..4].iter().all(u8::is_ascii_digit)
                && bytes
                    .iter()
                    .all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
                && bytes.iter().filter(|b| b.is_ascii_digit()).count() >= 12
        })
}

fn has_plate(text: &str) -> bool {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    // A byte for each letter.
    let shape: Vec<u8> = text
        .chars()
        .map(|c| match c {
            _ if c.is_uppercase() => b'A',
            _ if c.is_ascii_digit() => b'9',
            _ if c.is_alphabetic() => b'a',
            ' ' | '-' => c as u8,
            _ => b'.',
        })
        .collect();
    let is_edge = |at: Option<usize>| {
        let byte = at.and_then(|at| shape.get(at));
        byte.is_none_or(|b| matches!(b, b' ' | b'.'))
    };
    let starts = (0..shape.len()).filter(|&at| is_edge(at.checked_sub(1)));
    starts.into_iter().any(|at| {
        PLATES.iter().any(|plate| {
            let fits = shape[at..].starts_with(plate.as_bytes());
            fits && is_edge(Some(at + plate.len())) && !has_year_in(text, at, plate.len())
        })
    })
}

/// Whether one of the parts of what stands there is a year.
fn has_year_in(text: &str, at: usize, length: usize) -> bool {
    let part: String = text.chars().skip(at).take(length).collect();
    let mut parts = part.split([' ', '-']);
    parts.any(|part| part.len() == 4 && (part.starts_with("19") || part.starts_with("20")))
}

/// Two numbers beside each other that may be a latitude and a longitude, told to a hundred metres, or degrees with
/// minutes.
fn has_point(text: &str) -> bool {
    let degrees = text.split('°').skip(1);
    let has_minutes = |rest: &str| {
        let rest = rest
            .trim_start()
            .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        rest.trim_start().starts_with(['\'', '’', '′'])
    };
    if degrees.into_iter().any(has_minutes) {
        return true;
    }
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || ",;/()[]".contains(c))
        .filter(|part| !part.is_empty())
        .collect();
    let sharp = |part: &str, most: f64| {
        let decimals = part.rsplit_once('.').map_or(0, |(_, end)| end.len());
        let number: Option<f64> = part.parse().ok();
        decimals >= 3 && number.is_some_and(|number| number.abs() <= most)
    };
    parts.windows(2).any(|pair| {
        sharp(pair[0], 180.0)
            && sharp(pair[1], 180.0)
            && (sharp(pair[0], 90.0) || sharp(pair[1], 90.0))
    })
}

/// A family name before a given one, and nothing else: “Rossi Maria”, “ROSSI, Maria”. Saints are places.
fn is_family_first(text: &str) -> bool {
    let text = text.replace(',', " ");
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    looks_like_a_name(&text)
        && words.last().is_some_and(|last| is_given(last))
        && words
            .first()
            .is_some_and(|first| !SAINTS.contains(&first.trim_end_matches('.')))
}

/// What stands before a given name in the name of a place.
const SAINTS: [&str; 16] = [
    "saint", "sainte", "st", "san", "santa", "sant", "santo", "são", "sankt", "sveti", "sveta",
    "agios", "agia", "port", "fort", "villa",
];

fn of_words(text: &str) -> Option<Trait> {
    if is_family_first(text) {
        return Some(Trait::Name);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let small: Vec<String> = words
        .iter()
        .map(|word| {
            word.trim_matches([',', ';', ':', '(', ')', '"', '“', '”'])
                .to_lowercase()
        })
        .collect();
    for (at, word) in words.iter().enumerate() {
        let own = small[at].as_str();
        let next = words.get(at + 1).copied();
        let next_small = small.get(at + 1).map_or("", String::as_str);
        let stripped = own.trim_end_matches('.');
        let begins_upper = next
            .and_then(|next| next.chars().next())
            .is_some_and(char::is_uppercase);
        if TITLES.contains(&stripped) && begins_upper && !next_small.is_empty() {
            return Some(Trait::Name);
        }
        let is_capital = word
            .chars()
            .find(|c| c.is_alphabetic())
            .is_some_and(char::is_uppercase);
        if is_capital
            && begins_upper
            && is_given(stripped)
            && next_small
                .chars()
                .all(|c| c.is_alphabetic() || "-'’.".contains(c))
        {
            return Some(Trait::Name);
        }
        if BORN.contains(&own)
            && small[at + 1..]
                .iter()
                .take(4)
                .any(|word| has_year(word) || is_day(word))
        {
            return Some(Trait::Birth);
        }
        if is_street(own, at, &small) {
            return Some(Trait::Address);
        }
        if is_file(
            own,
            at.checked_sub(1).and_then(|before| small.get(before)),
            words.get(at.wrapping_sub(1)).copied(),
        ) {
            return Some(Trait::CaseFile);
        }
    }
    None
}

fn is_given(word: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&'static str>> =
        LazyLock::new(|| GIVEN.split_whitespace().collect());
    let first = word.split('-').next().unwrap_or_default();
    KNOWN.contains(first)
}

fn has_year(word: &str) -> bool {
    word.split(|c: char| !c.is_ascii_digit())
        .any(|part| part.len() == 4 && (part.starts_with("19") || part.starts_with("20")))
}

fn is_day(word: &str) -> bool {
    let parts: Vec<&str> = word
        .split(['.', '/', '-'])
        .filter(|part| !part.is_empty())
        .collect();
    parts.len() == 3
        && parts
            .iter()
            .all(|part| part.bytes().all(|b| b.is_ascii_digit()))
}

/// A street's name with a house number near it.
fn is_street(word: &str, at: usize, words: &[String]) -> bool {
    let bare = word.trim_end_matches('.');
    let number = |word: &String| {
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        !digits.is_empty()
            && digits.len() <= 4
            && digits.bytes().all(|b| b.is_ascii_digit())
            && !has_year(word)
    };
    let near = |from: usize, to: usize| {
        words
            .get(from..to.min(words.len()))
            .unwrap_or_default()
            .iter()
            .any(number)
    };
    let compound = STREET_ENDS
        .iter()
        .any(|end| word.len() > end.len() + 2 && word.ends_with(end));
    if compound {
        return near(at + 1, at + 2);
    }
    STREETS.contains(&bare) && (near(at + 1, at + 4) || near(at.saturating_sub(3), at))
}

/// A number and a year with a stroke between them, behind a word that makes it a file's, or too large for a month.
fn is_file(word: &str, before: Option<&String>, as_written: Option<&str>) -> bool {
    let Some((number, year)) = word.split_once('/') else {
        return false;
    };
    // The year may come first; two years are a time.
    let is_turned = is_year(number);
    let (number, year) = match (is_turned, is_year(year)) {
        (true, true) => return false,
        (true, false) => (year, number),
        _ => (number, year),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (prefix, number) = match number.rsplit_once(['-', '.', ' ']) {
        Some((prefix, number)) => (prefix, number),
        None => ("", number),
    };
    let keyed = before.is_some_and(|before| FILES.contains(&before.as_str()));
    // Polish and German registers: a short sign in capitals before the number.
    let signed = as_written.is_some_and(|sign| {
        (1..=3).contains(&sign.chars().count())
            && sign.chars().all(char::is_alphabetic)
            && sign.chars().next().is_some_and(char::is_uppercase)
    });
    let prefixed =
        (1..=3).contains(&prefix.len()) && prefix.bytes().all(|b| b.is_ascii_alphabetic());
    if !digits(year) || !digits(number) || number.len() > 6 {
        return false;
    }
    let long = is_year(year);
    let value: u32 = number.parse().unwrap_or(0);
    match year.len() {
        4 if is_turned => value > 31 || keyed,
        4 if long => value > 31 || keyed || signed || prefixed,
        2 => keyed || signed || prefixed,
        5 | 6 => keyed,
        _ => false,
    }
}

fn is_year(text: &str) -> bool {
    text.len() == 4
        && text.bytes().all(|b| b.is_ascii_digit())
        && (text.starts_with("19") || text.starts_with("20"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_finds_people_is_seen_in_a_text() {
        for (text, kind) in [
            ("write to m.rossi@example.org", Trait::Mail),
            ("call +39 055 123 4567", Trait::Phone),
            ("Tel. 0171/1234567", Trait::Phone),
            ("0049 30 1234567", Trait::Phone),
            ("a van, AB123CD, was seized", Trait::Plate),
            ("B-AB 1234", Trait::Plate),
            ("FR: AA-123-BB", Trait::Plate),
            ("at Via Roma 12", Trait::Address),
            ("Hauptstraße 5, Berlin", Trait::Address),
            ("12 rue Pasteur", Trait::Address),
            ("Js 123/21", Trait::CaseFile),
            ("procedure 1234/2021", Trait::CaseFile),
            ("II K 123/20", Trait::CaseFile),
            ("C-123/20", Trait::CaseFile),
            ("born on 3 May 1984", Trait::Birth),
            ("geb. 03.05.1984", Trait::Birth),
            ("Maria Rossi was charged", Trait::Name),
            ("Frau Müller", Trait::Name),
            ("Rossi Maria", Trait::Name),
            ("ROSSI, Maria", Trait::Name),
            ("Ma\u{ad}ria\u{a0}Rossi", Trait::Name),
            ("m.rossi [at] example [dot] org", Trait::Mail),
            ("m.rossi(at)example.org", Trait::Mail),
            ("2021/1234 RGNR", Trait::CaseFile),
            ("DE89370400440532013000", Trait::Document),
            ("32.8872094, 13.1913383", Trait::Point),
            ("at 45.649 -13.777 by night", Trait::Point),
            ("POINT(13.7768 45.6495)", Trait::Point),
            ("45° 38′ 58″ N", Trait::Point),
            ("45°38.9' N", Trait::Point),
        ] {
            assert_eq!(of_text(text), Some(kind), "{text}");
        }
    }

    #[test]
    fn numbers_dates_and_plain_words_are_let_pass() {
        for text in [
            "facilitation of entry",
            "2021-03-14",
            "03/2021",
            "24/7",
            "32.9, 13.2",
            "1.234, 500.125",
            "30 °C",
            "0.123456789",
            "-0.5",
            "1,022 people",
            "Trieste",
            "Santa Maria",
            "at sea (at night)",
            "2021/2022",
            "2021/12",
            "May 2021/12",
            "Central Mediterranean",
            "14/03/2021",
            "01.02.2021",
            "Article 10/11",
            "50/50",
            "COVID-2021",
            "in March 2021",
            "Shot or stabbed",
            "http://example.org/a",
            "20-30 people",
            "Eastern Route to/from EHOA",
        ] {
            assert_eq!(of_text(text), None, "{text}");
        }
    }

    #[test]
    fn a_name_is_two_to_four_words_with_capitals() {
        assert!(looks_like_a_name("Ada Lovelace") && looks_like_a_name("Jean-Luc O'Neil"));
        assert!(!looks_like_a_name("Drowning") && !looks_like_a_name("Shot by guards"));
    }
}
