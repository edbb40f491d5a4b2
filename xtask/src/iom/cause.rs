//! Kinds of causes of death: the publisher's cells hold some 1,900 different texts.

/// The kind of a cell that names no cause, or causes of several kinds.
pub(super) const MIXED_OR_UNKNOWN: &str = "mixed-or-unknown";

/// The kinds and their names, in the order in which figures stack them.
pub(super) const KINDS: [(&str, &str); 7] = [
    ("drowning", "Drowning"),
    ("vehicle", "Vehicles and transport"),
    ("harsh", "Heat, cold, hunger, thirst"),
    ("violence", "Violence"),
    ("sickness", "Sickness, lack of care"),
    ("accident", "Other accidents"),
    (MIXED_OR_UNKNOWN, "Mixed or unknown"),
];

/// Beginnings of words by which a kind is known.
const WORDS: [(&str, &[&str]); 5] = [
    (
        "drowning",
        &["drown", "water-related", "shipwreck", "capsiz"],
    ),
    (
        "vehicle",
        &[
            "vehicle",
            "car",
            "cars",
            "truck",
            "lorry",
            "train",
            "bus",
            "motorbike",
            "motorcycle",
            "bike",
            "traffic",
            "van",
            "crash",
            "transport",
            "road accident",
            "run over",
            "rollover",
        ],
    ),
    (
        "harsh",
        &[
            "hypotherm",
            "hypertherm",
            "dehydrat",
            "starv",
            "exposure",
            "heat",
            "harsh",
            "thirst",
            "hunger",
            "cold",
            "exhaust",
            "froze",
            "freez",
            "weather",
            "environmental",
        ],
    ),
    (
        "violence",
        &[
            "violen",
            "shot",
            "shoot",
            "gun",
            "stab",
            "knife",
            "murder",
            "homicide",
            "abuse",
            "artillery",
            "shelling",
            "beat",
            "tortur",
            "bandit",
            "strang",
            "landmine",
            "mine",
            "killed by",
            "kill by",
            "weapon",
            "bomb",
            "air strike",
            "airstrike",
            "assault",
            "execut",
            "rape",
            "hanged",
        ],
    ),
    (
        "sickness",
        &[
            "sick",
            "medic",
            "health",
            "heart",
            "cardi",
            "stroke",
            "illness",
            "cancer",
            "covid",
            "natural de",
            "disease",
            "infection",
            "diabet",
            "childbirth",
            "birth",
            "malaria",
            "tubercul",
            "organ failure",
            "pneumonia",
            "cholera",
            "pregnan",
            "miscarr",
            "seizure",
        ],
    ),
];

/// Accidents are known by these only where no other kind is: `vehicle accident` is none of them.
const ACCIDENT: &[&str] = &[
    "accident", "fall", "fell", "electr", "suffocat", "asphyx", "fire", "burn", "crush", "gas",
    "explo", "snake", "collapse", "poison", "bitten", "wall", "intoxic",
];

/// The kind of cause that a cell of the publisher names.
pub(super) fn kind(text: &str) -> &'static str {
    // `heat stroke` is heat, not a stroke; `car accident` in one word; underscores for spaces.
    let text = text.to_lowercase().replace('_', " ");
    let text = text
        .replace("heat stroke", "heat")
        .replace("heatstroke", "heat");
    let text = format!(
        " {}",
        text.replace(['/', ',', '(', ')', ';', '\n', '"'], " ")
    );
    let has = |words: &[&str]| words.iter().any(|word| word_begins(&text, word));
    let mut kinds = WORDS.iter().filter(|(_, words)| has(words));
    match (kinds.next(), kinds.next()) {
        (Some((kind, _)), None) => kind,
        (None, _) if has(ACCIDENT) => "accident",
        _ => MIXED_OR_UNKNOWN,
    }
}

/// Whether a word of a text begins so; short ones must be the whole word, so that `car` is not
/// `cardiac` and `mine` not `mineral`.
fn word_begins(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        let whole = word.len() > 4 || !after.is_some_and(char::is_alphabetic);
        !before.is_some_and(char::is_alphabetic) && (whole || LOOSE.contains(&word))
    })
}

/// Short beginnings that any ending may follow.
const LOOSE: &[&str] = &[
    "shot", "stab", "froz", "sick", "beat", "burn", "fall", "bomb",
];
