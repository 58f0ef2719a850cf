//! Names: the patient's, the payer's, the state's, and any other that no fact holds.

use super::words::{Token, TokenKind};
use super::{Doubt, held::Held, lexicon};
use crate::document::FlagKind;
use clinical::state::State;

/// Words that letters write with a capital.
const CAPITALS: &[&str] = &[
    "i",
    "dr",
    "mr",
    "mrs",
    "ms",
    "icd",
    "icd-10",
    "icd-10-cm",
    "cpt",
    "hcpcs",
    "medicare",
    "medicaid",
    "english",
    "american",
    "p2p",
    "medical",
    "director",
    "department",
    "re",
    "dear",
    "sincerely",
    "hg",
];
/// What a person does at the beginning of a sentence.
const DOES: &[&str] = &[
    "has",
    "had",
    "is",
    "was",
    "did",
    "does",
    "failed",
    "tried",
    "remains",
    "continues",
    "reports",
    "reported",
    "takes",
    "took",
    "lives",
    "needs",
    "requires",
    "cannot",
    "experienced",
    "received",
    "tolerated",
    "completed",
    "suffers",
    "presented",
    "presents",
    "developed",
    "underwent",
    "meets",
    "stopped",
    "started",
    "responded",
    "denies",
    "will",
    "and",
    "would",
    "uses",
    "used",
    "carries",
    "discontinued",
    "'s",
    "weighs",
    "scored",
    "responds",
    "asks",
    "hopes",
    "wishes",
    "wants",
    "feels",
    "says",
    "works",
    "walks",
    "sleeps",
    "drives",
    "lost",
    "gained",
    "attends",
    "missed",
    "smokes",
    "drinks",
    "describes",
];

/// Given names that are everyday words as well. Source: the 3,000 most frequent names of the US Social Security
/// Administration (public domain) that stand in our list of everyday words, less those that letters begin with.
const GIVEN: &[&str] = &[
    "abbey", "alia", "allie", "ally", "amber", "angel", "aria", "ashely", "aspen", "astrid",
    "august", "autumn", "barrett", "basil", "bill", "blanche", "bob", "brandi", "brandie",
    "brandy", "brook", "brooke", "brooks", "cadence", "candi", "candy", "carol", "carole",
    "carrie", "charity", "chase", "chastity", "cherish", "cherry", "christen", "chuck", "clay",
    "colt", "cooper", "coral", "coy", "crystal", "curt", "daisy", "dawn", "dean", "derrick",
    "dolly", "dusty", "earnest", "ebony", "eddie", "eddy", "ember", "eve", "everly", "faith",
    "fern", "flora", "frances", "frank", "gale", "garland", "garret", "garrison", "gay", "gene",
    "ginger", "glen", "grace", "grant", "halle", "harry", "haven", "heath", "heather", "holly",
    "hope", "ivy", "jack", "jade", "jarred", "jay", "jean", "jewel", "joy", "ken", "kitty", "lacy",
    "lance", "laurel", "lee", "levi", "liberty", "lily", "lyric", "maria", "marina", "mark",
    "martin", "mason", "matt", "maverick", "mercy", "merry", "mike", "miles", "misty", "nick",
    "noe", "nova", "olive", "opal", "pat", "patty", "pearl", "penny", "peter", "phoenix", "pierce",
    "porter", "princess", "raven", "reed", "rob", "robin", "rocky", "rod", "roman", "rose",
    "rosemary", "ruby", "rusty", "sade", "sage", "sally", "sandy", "scarlet", "sherry", "sierra",
    "sterling", "stormy", "summer", "sunny", "tanner", "tiara", "valentin", "van", "victor",
    "viola", "violet", "wade", "warren", "willow", "winter",
];

/// Endings of nouns that are no names.
const NOUNS: &[&str] = &[
    "tion", "sion", "ity", "ness", "ment", "ance", "ence", "ism", "logy", "graphy", "therapy",
    "itis", "emia", "osis", "ing", "ics", "scopy", "metry", "ectomy", "plasty", "pathy", "uria",
    "algia", "oma", "ology",
];

/// Names that no fact holds.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let mut at = 0;
    while at < held.tokens.len() {
        if let Some((to, doubt)) = place_name(held, at) {
            doubts.extend(doubt);
            at = to;
            continue;
        }
        if is_unknown_name(held, at) {
            let text = held.at(at).map(|token| token.text.clone()).unwrap_or_default();
            doubts.push(held.doubt(FlagKind::Name, at, at + 1, explanation(held, &text)));
        }
        at += 1;
    }
    doubts
}

/// A state or payer of our lists at this token: known, or a doubt.
fn place_name(held: &Held, at: usize) -> Option<(usize, Option<Doubt>)> {
    // A patient called Nia is no plan called NIA, whatever sign stands behind her name.
    if !held.at(at)?.is_capital() || is_own(held, at) {
        return None;
    }
    for length in (1..=4).rev() {
        let Some(last) = held.at(at + length - 1) else { continue };
        let text = held
            .text
            .get(held.at(at)?.start..last.end)?
            .trim_end_matches("'s")
            .trim_end_matches("’s");
        let state = State::all().find(|state| state.name().trim_start_matches("the ") == text);
        let listed = state.is_some() || text.len() > 3 && clinical::payer::find(text).is_some();
        if !listed {
            continue;
        }
        let known = stands(held, text)
            || (at..at + length)
                .all(|place| held.at(place).is_some_and(|token| known_word(held, token)));
        let doubt =
            (!known).then(|| held.doubt(FlagKind::Name, at, at + length, explanation(held, text)));
        return Some((at + length, doubt));
    }
    None
}

/// Whether the word is the patient's first name.
pub(super) fn is_own(held: &Held, at: usize) -> bool {
    held.at(at).is_some_and(|token| token.lower == held.name.to_lowercase())
}

/// Whether the words stand so in an entry, or name a payer that an entry names by another of its names.
fn stands(held: &Held, text: &str) -> bool {
    let lower = text.to_lowercase();
    let payer = clinical::payer::find(text);
    held.wide.iter().any(|entry| {
        entry.text.to_lowercase().contains(&lower)
            || payer.is_some_and(|payer| {
                entry.text.contains(payer.name())
                    || alias(&entry.text).is_some_and(|other| other == payer)
            })
    })
}

/// The payer that a payer fact names.
fn alias(text: &str) -> Option<clinical::payer::Payer> {
    let name = text.strip_prefix("The payer is ")?;
    clinical::payer::find(name.split(',').next().unwrap_or(name))
}

/// A word with a capital that is neither known, nor everyday, nor at a beginning where every word has one.
fn is_unknown_name(held: &Held, at: usize) -> bool {
    let Some(token) = held.at(at) else { return false };
    if !token.is_capital() || known_word(held, token) || token.lower.chars().count() < 2 {
        return false;
    }
    let acronym = token.text.chars().skip(1).any(|c| c.is_uppercase() || c.is_ascii_digit());
    if acronym {
        return false; // Tests, scores and societies: the families of terms and citations know them.
    }
    // `Epworth Sleepiness Scale`: everyday words of a title behind a word that is known.
    let title = at.checked_sub(1).and_then(|back| held.at(back)).is_some_and(|before| {
        before.is_capital()
            && before.text != held.name
            && !lexicon::is_plain(&before.stem)
            && known_word(held, before)
    });
    if title && lexicon::is_plain(&token.stem) {
        return false;
    }
    // `Invega Sustenna`: the second word of a brand; `G-tube`: a letter and a thing.
    let of_brand = held.reading.drugs.iter().any(|drug| drug.place.end + 1 == token.start);
    let joined =
        token.lower.split_once('-').is_some_and(|(a, b)| a.len() < 3 && lexicon::is_plain(b));
    if of_brand || joined {
        return false;
    }
    let first = at == 0
        || held
            .at(at - 1)
            .is_some_and(|before| before.is_any(&[".", ":", "“", "\"", "(", "?", "!"]));
    if NOUNS.iter().any(|ending| token.lower.ends_with(ending)) {
        return false;
    }
    let does = held.at(at + 1).is_some_and(|next| next.is_any(DOES));
    let possessive = token.text.ends_with("'s") || token.text.ends_with("’s");
    if first {
        (does || possessive) && !lexicon::is_plain(&token.stem) && !is_medical(held, token)
            || is_given_name(held, token, does || possessive)
    } else {
        !is_medical(held, token)
    }
}

/// A word that the facts, the patient's name or the language of letters hold.
fn known_word(held: &Held, token: &Token) -> bool {
    let own = held.name.to_lowercase();
    token.lower == own
        || own.split(['-', ' ']).any(|part| part == token.lower)
        || CAPITALS.contains(&token.lower.as_str())
        || held.wide.iter().any(|entry| {
            entry.tokens.iter().any(|other| other.lower == token.lower)
                || entry.implied.contains(&token.stem)
                || entry.means(&token.stem)
                || is_of_place(entry, token)
        })
}

/// `Texan` where the patient lives in Texas.
pub(super) fn is_of_place(entry: &super::entry::Entry, token: &Token) -> bool {
    const ENDINGS: &[&str] = &["an", "ian", "er", "ite", "n"];
    let place = |name: &Token| {
        let shared =
            name.lower.bytes().zip(token.lower.bytes()).take_while(|(a, b)| a == b).count();
        let rest = token.lower.get(shared..).unwrap_or_default();
        shared >= 4 && shared + 2 >= name.lower.len() && ENDINGS.contains(&rest)
    };
    entry.kind == super::entry::EntryKind::Base
        && entry.tokens.iter().any(|name| name.is_capital() && place(name))
}

/// Drugs have a family of their own; a disease may be named after a person.
fn is_medical(held: &Held, token: &Token) -> bool {
    held.reading
        .drugs
        .iter()
        .any(|drug| drug.place.start <= token.start && token.start < drug.place.end)
        || token.kind == TokenKind::Word && held.knows(&token.stem)
}

/// A word that begins a sentence and is also a given name (`Grace has …`), where a person would stand.
fn is_given_name(held: &Held, token: &Token, acts: bool) -> bool {
    acts && GIVEN.contains(&token.lower.as_str()) && held.name.to_lowercase() != token.lower
}

fn explanation(held: &Held, name: &str) -> String {
    format!(
        "The name “{name}” is in no fact. The patient is called {}.{}",
        held.name,
        held.nearest(|entry| entry.text.starts_with("The payer"))
    )
}

#[cfg(test)]
mod tests {
    use super::super::trial::{doubts_of, holds};
    use super::*;

    #[test]
    fn the_own_name_of_the_patient_is_no_payer() {
        assert!(!doubts_of("Nia", doubts, "Your plan has denied this to Nia."));
        holds(doubts, &["Your plan has denied this to Nia."], &["Ana lives in California."]);
    }
}
