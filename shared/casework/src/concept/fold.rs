// Included by the build script and by the library, so that both read a phrase alike.

/// Words that a wording may have or not: articles, pronouns, possessives, forms of `be`.
const LEFT_OUT: &[&str] = &[
    "a",
    "an",
    "the",
    "his",
    "her",
    "hers",
    "their",
    "its",
    "my",
    "our",
    "your",
    "he",
    "she",
    "they",
    "it",
    "him",
    "them",
    "i",
    "we",
    "you",
    "himself",
    "herself",
    "themselves",
    "oneself",
    "this",
    "that",
    "these",
    "those",
    "patient",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "being",
    "am",
];

/// Words of which another form is the usual one.
const FORMS: &[(&str, &str)] = &[
    ("does", "do"),
    ("did", "do"),
    ("done", "do"),
    ("has", "have"),
    ("had", "have"),
    ("having", "have"),
    ("can't", "cannot"),
    ("couldn't", "cannot"),
    ("doesn't", "do not"),
    ("didn't", "do not"),
    ("don't", "do not"),
    ("hasn't", "have not"),
    ("haven't", "have not"),
    ("isn't", "not"),
    ("wasn't", "not"),
    ("aren't", "not"),
    ("weren't", "not"),
    ("won't", "not"),
    ("oedema", "edema"),
    ("anaemia", "anemia"),
    ("diarrhoea", "diarrhea"),
    ("tumour", "tumor"),
    ("haemorrhage", "hemorrhage"),
    ("meds", "med"),
];

/// The words of a text by which wordings are compared, each with the place of the word that it comes from. Hyphens and
/// slashes part words.
pub(crate) fn folded<'a>(words: impl Iterator<Item = &'a str>) -> Vec<(usize, String)> {
    let mut folded = Vec::new();
    for (at, word) in words.enumerate() {
        for part in word.split(['-', '/', ' ']).filter(|part| !part.is_empty()) {
            let bare = part.strip_suffix("'s").or_else(|| part.strip_suffix('\'')).unwrap_or(part);
            let form = FORMS.iter().find(|(form, _)| *form == bare).map_or(bare, |(_, word)| word);
            let kept = form.split(' ').filter(|word| !LEFT_OUT.contains(word));
            folded.extend(kept.map(|word| (at, stem(word))));
        }
    }
    folded
}

/// What a wording is known by.
pub(crate) fn hash<'a>(stems: impl Iterator<Item = &'a str>) -> u64 {
    const SEED: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let step = |state: u64, byte: u8| (state ^ u64::from(byte)).wrapping_mul(PRIME);
    let state = stems.fold(SEED, |state, stem| step(stem.bytes().fold(state, step), b' '));
    let mixed = (state ^ (state >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    mixed ^ (mixed >> 33)
}

/// The word without the endings of plural and verb forms.
pub(crate) fn stem(lower: &str) -> String {
    let long = |ending: &str, rest: usize| {
        lower.strip_suffix(ending).filter(|stem| stem.chars().count() >= rest)
    };
    let cut = if let Some(rest) = long("ies", 3) {
        format!("{rest}y")
    } else if let Some(rest) = long("sses", 2) {
        format!("{rest}ss")
    } else if lower.ends_with("ss") || lower.ends_with("us") || lower.ends_with("is") {
        lower.to_owned()
    } else if let Some(rest) = long("s", 3) {
        rest.to_owned()
    } else {
        lower.to_owned()
    };
    let cut = ["ingly", "ing", "edly", "ed", "ly"]
        .into_iter()
        .find_map(|ending| cut.strip_suffix(ending).filter(|stem| stem.chars().count() >= 4))
        .map_or(cut.clone(), undouble);
    cut.strip_suffix('e').filter(|stem| stem.len() >= 4).map_or(cut.clone(), str::to_owned)
}

/// `stopp` of `stopped` becomes `stop`.
fn undouble(stem: &str) -> String {
    let mut letters = stem.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(a), Some(b)) if a == b && !matches!(a, 's' | 'l' | 'e' | 'o') => {
            stem.chars().take(stem.chars().count() - 1).collect()
        }
        _ => stem.to_owned(),
    }
}
