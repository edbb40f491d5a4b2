//! Names of columns that name people or find them, in the languages that caseplot ships.

/// What a column or a text tells of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Trait {
    Name,
    Birth,
    Address,
    Phone,
    Mail,
    Plate,
    CaseFile,
    Document,
    Point,
}

impl Trait {
    /// In words.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Name => "names of people",
            Self::Birth => "birth dates or ages",
            Self::Address => "addresses",
            Self::Phone => "phone numbers",
            Self::Mail => "e-mail addresses",
            Self::Plate => "licence plates",
            Self::CaseFile => "numbers of case files",
            Self::Document => "numbers of identity documents",
            Self::Point => "exact places",
        }
    }
}

/// Words and beginnings of words (with a `*`) in names of columns, in small letters without accents.
/// Two words stand with a space between them.
const WORDS: [(Trait, &str); 8] = [
    (
        Trait::Name,
        "name|names|first name|last name|full name|surname|forename|given name|family name|maiden name|alias|nickname|\
         defendant*|accused|suspect|victim name|lawyer*|attorney*|witness*|judge|prosecutor|contact*|person|\
         initials|client|detainee|prisoner|complainant|plaintiff|spouse|interviewee|interviewer|informant|author|created by|entered by|\
         username|user name|twitter|instagram|facebook|telegram|tiktok|\
         vorname*|nachname*|familienname*|geburtsname|angeklagte*|beschuldigte*|anwalt*|rechtsanwalt*|strafverteidiger*|verteidiger*|richter*|zeug*|ansprechpartner*|\
         nom|noms|prenom*|nom famille|avocat*|prevenu*|accuse|temoin*|juge|\
         nome|nomi|cognome*|imputat*|indagat*|avvocat*|testimon*|giudice|nominativ*|\
         nombre|nombres|apellido*|abogad*|acusad*|testigo*|juez|\
         sobrenome*|apelido*|advogad*|arguid*|reu|testemunha*|juiz|\
         naam|namen|voornaam*|achternaam*|familienaam*|verdachte*|advocaat*|getuige*|rechter|\
         imie|imiona|nazwisk*|oskarzon*|adwokat*|obronc*|swiad*|sedzi*|\
         namn|fornamn*|efternamn*|advokat*|vittne*|domare|tilltalad*|\
         navn|fornavn*|efternavn*|etternavn*|tiltalt*|vidne*|vitne*|dommer*|\
         nimi|etunimi*|sukunimi*|syytet*|asianaja*|todista*|tuomari*|\
         eesnimi*|perekonnanimi*|suudista*|advokaat*|tunnista*|kohtunik*|\
         vards|uzvards|apsudzet*|advokat*|lieciniek*|tiesnes*|\
         vardas|pavard*|kaltinam*|advokat*|liudytoj*|teisej*|\
         jmeno|prijmeni*|obzalovan*|obvinen*|svedek|svedk*|soudce*|\
         meno|priezvisk*|obzalovan*|advokat*|sudca*|\
         ime|priimek*|prezime*|obdolzen*|optuzen*|okrivljen*|odvetnik*|odvjetnik*|svjedo*|sudac|sudija|sodnik*|\
         nume|prenume*|inculpat*|avocat*|martor*|judecator*|\
         nev|vezeteknev*|keresztnev*|vadlott*|ugyved*|tanu*|biro|\
         emer*|mbiemr*|avokat*|deshmitar*|gjyqtar*|\
         ad|adi|soyad*|isim|sanik*|avukat*|tanik*|hakim*|\
         isem|kunjom*|akkuzat*|avukat*|xhud|imhallef*|\
         ainm*|sloinne*|cosantoir*|aturnae*|finne|breitheamh*|\
         ονομα|ονοματεπωνυμο|επωνυμο|επιθετο|κατηγορουμεν*|δικηγορ*|μαρτυρα*|δικαστ*|\
         име|имена|фамили*|презиме*|собствено име|обвиняем*|подсъдим*|адвокат*|свидетел*|съдия|судья|\
         имя|фио|отчество|подсудим*|імя|ім я|прізвищ*|піб|по батькові|підсудн*|обвинувачен*|свідк*|суддя|окривљен*|оптужен*|сведок|судија|\
         الاسم|اسم|اللقب|المتهم|المحامي|الشاهد|نام|نام خانوادگی|متهم|وکیل|شاهد",
    ),
    (
        Trait::Birth,
        "birth*|dob|born|age|year birth|jahrgang|\
         geburt*|geboren|alter|naissance*|ne le|age|nascita|nato|nata|eta|nacimiento*|edad|nascimento*|idade|geboorte*|leeftijd|\
         urodzen*|wiek|fodels*|alder|fodsel*|fodt|syntyma*|ika|sunni*|vanus|dzimsan*|dzimis*|vecums|gimim*|amzius|\
         narozen*|vek|narodeni*|rojen*|roden*|rodjen*|starost|dob|nastere*|nascut*|varsta|szuletes*|eletkor|kor|\
         ditelindj*|lindj*|mosha|dogum*|yas|twelid|eta|breithe*|aois|\
         γεννηση*|ηλικια|раждан*|роден*|възраст|рождени*|возраст|народжен*|вік|рођен*|узраст|الميلاد|العمر|تولد|سن",
    ),
    (
        Trait::Address,
        "address*|street|postcode*|postal code|zip|zip code|house number|residence|domicile|home|\
         adresse*|anschrift*|strasse*|hausnummer*|plz|postleitzahl*|wohnort*|wohnsitz*|rue|code postal|domicile|\
         indirizz*|via|cap|residenza|domicilio|direccion*|calle|codigo postal|endereco*|morada|rua|codigo postal|\
         adres*|straat*|postcode|woonplaats*|ulica|kod pocztowy|zamieszkan*|gata|gatuadress|postnummer|bostad*|gade|vej|bopael|\
         osoite*|katu*|postinumero|aadress*|tanav*|adrese|iela|dzivesviet*|adresas|gatve|gyvenam*|adresa*|ulice|psc|bydlist*|bydlisk*|\
         naslov*|ulica|prebivalis*|prebivalist*|strada|domiciliu*|cim|lakcim*|utca|iranyitoszam|adresa|rruga|adres|sokak|indirizz|triq|seoladh*|sraid*|\
         διευθυνση*|οδος|ταχυδρομικος|адрес*|улица|адреса|вулиця|پستی|آدرس|خیابان|العنوان|عنوان|شارع",
    ),
    (
        Trait::Phone,
        "phone*|telephone*|tel|mobile*|cell|cellphone|whatsapp|signal|fax|\
         telefon*|handy*|mobil|portable|cellulare|telefono*|movil|celular|telemovel|gsm|komork*|puhelin*|matkapuhelin*|mobiil*|\
         talrunis|talrunis|tel nr|mobitel|telefoon*|celular|mobilni|τηλεφων*|κινητο|телефон*|мобил*|هاتف|جوال|موبایل|تلفن|fon|guthan",
    ),
    (
        Trait::Mail,
        "email*|e mail*|mail|mailadres*|courriel*|correo|posta|e posta|posta elettronica|epost*|e post|sahkoposti*|meil|epasts|e pasts|el pastas|elpastas|\
         mejl|imejl|имейл|почта|пошта|ηλεκτρονικο ταχυδρομειο|بريد|ایمیل|riomhphost",
    ),
    (
        Trait::Plate,
        "plate|plates|licence plate|license plate|number plate|registration|vehicle registration|vin|\
         kennzeichen*|nummernschild*|immatriculation*|plaque*|targa|targhe|matricula*|placa|kenteken*|rejestracyjn*|tablica*|\
         registreringsnummer|registreringsskylt|nummerplade|rekisterinumero|rekisteritunnus|numbrimark|numurzime|valstybinis numeris|\
         spz|registracni znacka|ecv|registrska*|registarska*|tablice|numar inmatriculare|rendszam*|targa|plaka*|pjanca|πινακιδα*|\
         рег номер|номерной знак|госномер|номерний знак|регистарска|لوحة|پلاک",
    ),
    (
        Trait::CaseFile,
        "case number|case no|case nr|case file|file number|file no|docket*|court file|reference number|case ref|procedure number|proceeding number|\
         aktenzeichen*|az|geschaftszeichen*|numero dossier|no dossier|rg|rgnr|numero procedimento|fascicolo*|procedimiento numero|expediente*|\
         processo numero|numero processo|nuipc|zaaknummer*|dossiernummer*|parketnummer*|sygnatur*|malnummer*|journalnummer*|sagsnummer*|saksnummer*|\
         asianumero*|diaarinumero*|kriminaalasja*|lietas numurs|bylos numeris|bylos nr|spisova znacka|cislo jednaci|spisova znacka|opravilna*|\
         broj predmeta|poslovni broj|dosar*|numar dosar|ugyszam*|numri ceshtjes|dosya*|esas no|αριθμος υποθεσης|αβμ|номер дело|дело номер|номер дела|\
         номер справи|број предмета|رقم القضية|شماره پرونده|ecli",
    ),
    (
        Trait::Document,
        "passport*|id card|id number|national id|identity card|social security|ssn|tax id|iban|account number|residence permit number|eurodac*|fingerprint*|\
         reisepass*|ausweis*|personalausweis*|passeport*|carte identite|passaporto*|codice fiscale|carta identita|pasaporte*|dni|nie|passaporte*|nif|paspoort*|bsn|\
         paszport*|pesel|personnummer|cpr|fodselsnummer|henkilotunnus|hetu|isikukood|personas kods|asmens kodas|rodne cislo|rodne cislo|emso|oib|jmbg|cnp|\
         szemelyi*|pasaporta|pasaport*|kimlik*|tc kimlik|αφμ|διαβατηριο|αμκα|егн|паспорт*|инн|снилс|رقم الهوية|جواز*|گذرنامه|کد ملی",
    ),
];

/// Words beside `name` and its like that make it another thing's name.
const OTHERS: [&str; 26] = [
    "country",
    "place",
    "region",
    "city",
    "town",
    "district",
    "province",
    "state",
    "event",
    "group",
    "organisation",
    "organization",
    "ship",
    "vessel",
    "route",
    "source",
    "dataset",
    "file",
    "field",
    "land",
    "stadt",
    "ort",
    "pays",
    "ville",
    "paese",
    "side",
];

/// What a column of this name tells of people.
pub(super) fn of_column(name: &str) -> Option<Trait> {
    let plain = plain(name);
    let words: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty()).collect();
    let is_other = words.iter().any(|word| OTHERS.contains(word));
    WORDS.iter().find_map(|&(kind, list)| {
        let known = list.split('|').any(|pattern| fits(pattern, &words));
        (known && !(kind == Trait::Name && is_other)).then_some(kind)
    })
}

/// Whether the words of a pattern follow each other among some words.
fn fits(pattern: &str, words: &[&str]) -> bool {
    let parts: Vec<&str> = pattern.split(' ').collect();
    let joined: String = parts.concat();
    let fits = |part: &str, word: &str| match part.strip_suffix('*') {
        Some(begin) => word.starts_with(begin),
        None => word == part,
    };
    let follow = words.windows(parts.len()).any(|window| {
        parts
            .iter()
            .zip(window)
            .all(|(part, word)| fits(part, word))
    });
    follow || parts.len() > 1 && words.iter().any(|word| *word == joined)
}

/// A name in small letters without accents, its words apart: `nomDeFamille` is `nom de famille` without the `de`.
pub(in crate::publish) fn plain(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut small_before = false;
    for c in name.chars() {
        if c.is_uppercase() && small_before {
            out.push(' ');
        }
        small_before = c.is_lowercase();
        push_bare(&mut out, c);
    }
    const SMALL: [&str; 14] = [
        "of", "the", "de", "di", "del", "da", "do", "la", "le", "der", "des", "van", "du", "d",
    ];
    let words = out
        .split(' ')
        .filter(|word| !word.is_empty() && !SMALL.contains(word));
    words.collect::<Vec<_>>().join(" ")
}

/// The words of a text in small letters without accents.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| push_bare(&mut out, c));
    out.split_whitespace().map(str::to_owned).collect()
}

/// Adds a letter in small and without its accent, a space for what is none.
fn push_bare(out: &mut String, c: char) {
    if c.is_alphanumeric() {
        for small in c.to_lowercase().filter(|&small| !is_mark(small)) {
            out.push_str(bare(small).unwrap_or(small.encode_utf8(&mut [0; 4])));
        }
    } else if !is_mark(c) {
        out.push(' ');
    }
}

/// Accents that stand behind their letter, and signs that nobody sees: soft hyphens, joiners, byte-order marks.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// A letter without its accent.
fn bare(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' | 'ċ' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ģ' | 'ğ' | 'ġ' => "g",
        'ħ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ő' => "o",
        'ř' | 'ŕ' => "r",
        'š' | 'ś' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ž' | 'ź' | 'ż' => "z",
        'æ' => "ae",
        'ά' => "α",
        'έ' => "ε",
        'ή' => "η",
        'ί' | 'ϊ' | 'ΐ' => "ι",
        'ό' => "ο",
        'ύ' | 'ϋ' | 'ΰ' => "υ",
        'ώ' => "ω",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_are_known_in_many_languages() {
        for (name, kind) in [
            ("name", Trait::Name),
            ("firstName", Trait::Name),
            ("Initials", Trait::Name),
            ("entered_by", Trait::Name),
            ("Instagram", Trait::Name),
            ("Jahrgang", Trait::Birth),
            ("Nom de famille", Trait::Name),
            ("Prénom", Trait::Name),
            ("cognome_imputato", Trait::Name),
            ("Nachname", Trait::Name),
            ("Rechtsanwältin", Trait::Name),
            ("Ονοματεπώνυμο", Trait::Name),
            ("Прізвище", Trait::Name),
            ("Nazwisko", Trait::Name),
            ("soyadı", Trait::Name),
            ("Geburtsdatum", Trait::Birth),
            ("date_of_birth", Trait::Birth),
            ("Fecha de nacimiento", Trait::Birth),
            ("Straße", Trait::Address),
            ("indirizzo", Trait::Address),
            ("Código postal", Trait::Address),
            ("Téléphone", Trait::Phone),
            ("puhelinnumero", Trait::Phone),
            ("E-Mail", Trait::Mail),
            ("Kennzeichen", Trait::Plate),
            ("license_plate", Trait::Plate),
            ("Aktenzeichen", Trait::CaseFile),
            ("caseNumber", Trait::CaseFile),
            ("Sygnatura akt", Trait::CaseFile),
            ("PESEL", Trait::Document),
            ("passport_no", Trait::Document),
        ] {
            assert_eq!(of_column(name), Some(kind), "{name}");
        }
    }

    #[test]
    fn what_is_no_persons_is_let_pass() {
        for name in [
            "charge",
            "help",
            "outcome",
            "country_name",
            "event name",
            "date",
            "people",
            "region",
            "status",
            "route",
            "who",
            "measure",
            "number_missing",
            "adm_1",
            "Kategorie",
        ] {
            assert_eq!(of_column(name), None, "{name}");
        }
    }
}
