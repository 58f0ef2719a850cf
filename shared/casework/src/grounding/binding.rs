//! Whether what a sentence says of a treatment stands in facts about that treatment.

use super::entry::{Entry, EntryKind};
use super::held::Held;
use super::subject;

/// Of the entries that bear something out, one must be about the treatment that it is said of, where the facts about this
/// treatment have something of the kind; in a sentence on several treatments, about the nearest on either side.
pub(super) fn belongs(
    held: &Held,
    at: usize,
    bearing: &[&Entry],
    is_of_kind: impl Fn(&Entry) -> bool,
) -> bool {
    let subjects = subject::nearest(&held.segments, at);
    let own: Vec<&Entry> = subjects
        .iter()
        .filter_map(|number| held.subjects.get(*number))
        .flat_map(|subject| subject.entries.iter().copied())
        .collect();
    let among = |entry: &&Entry| own.iter().any(|other| other.id == entry.id);
    let is_row = |entry: &Entry| {
        matches!(entry.kind, EntryKind::History | EntryKind::Medication) || entry.is_request()
    };
    let has_own = own.iter().any(|entry| is_row(entry) && is_of_kind(entry));
    let here = subject::names_here(&held.segments, at);
    // A length or dose of something else is none of this treatment's, if that has its own.
    let free = |entry: &&Entry| {
        !is_row(entry)
            && (!here || entry.reading.drugs.is_empty())
            && (!has_own || shared(held, entry) > 0)
    };
    let asked = |entry: &&Entry| entry.is_request() && asks(held, entry);
    own.is_empty()
        || bearing.iter().any(among)
        || bearing.iter().any(free)
        || bearing.iter().any(asked)
        || bearing.iter().any(|entry| is_of_payer(entry)) && demands(held)
        || !has_own && bearing.iter().any(|entry| entry.kind == EntryKind::Clinical)
}

/// Whether, of something said of no treatment, no bearing entry shares a telling word with the sentence, but another entry
/// of the kind shares two, or is what the sentence asks for.
pub(super) fn is_rivalled(
    held: &Held,
    at: usize,
    bearing: &[&Entry],
    is_of_kind: impl Fn(&Entry) -> bool,
) -> bool {
    let asked = |entry: &Entry| entry.is_request() && asks(held, entry);
    let other = |entry: &&&Entry| !bearing.iter().any(|known| known.id == entry.id);
    let of_patient = |entry: &&&Entry| {
        !matches!(entry.kind, EntryKind::Denial | EntryKind::Criterion(_) | EntryKind::Source)
    };
    let rivals = held.wide.iter().filter(other).filter(of_patient);
    let mut rivals = rivals.filter(|entry| is_of_kind(entry));
    subject::nearest(&held.segments, at).is_empty()
        && !bearing.iter().any(|entry| shared(held, entry) > 0 || asked(entry))
        && rivals.any(|entry| shared(held, entry) > 1 || asked(entry))
}

/// Words of times, doses and treatments at large.
const LOOSE: &[&str] = &[
    "time",
    "times",
    "period",
    "since",
    "still",
    "taken",
    "given",
    "used",
    "treatment",
    "therapy",
    "dose",
    "doses",
    "lasted",
    "after",
    "first",
    "once",
    "twice",
    "tablet",
    "weekly",
    "daily",
    "monthly",
    "nightly",
    "patient",
    "started",
    "stopped",
    "three",
    "four",
    "five",
    "seven",
    "eight",
    "nine",
    "when",
    "only",
    "into",
    "would",
    "will",
    "medication",
];

/// How many words that are none of times, doses or treatments at large the sentence shares with an entry.
fn shared(held: &Held, entry: &Entry) -> usize {
    let own = held.name.to_lowercase();
    let telling = |token: &&super::words::Token| {
        token.stem.len() > 3
            && !is_small(&token.lower)
            && !token.is_any(LOOSE)
            && token.lower != own
            && entry.tokens.iter().any(|known| super::words::akin(&known.stem, &token.stem))
    };
    held.words().map(|(_, token)| token).filter(telling).count()
}

fn is_of_payer(entry: &Entry) -> bool {
    matches!(entry.kind, EntryKind::Criterion(_) | EntryKind::Denial)
}

/// `Your policy requires three months of bevacizumab`: the payer's length, not the patient's.
fn demands(held: &Held) -> bool {
    const DEMANDS: &[&str] = &[
        "requires", "require", "required", "asks", "demands", "calls", "wants", "policy",
        "criteria",
    ];
    held.tokens.iter().any(|token| token.is_any(DEMANDS))
}

/// Whether the sentence asks for what is requested, or names it.
fn asks(held: &Held, request: &Entry) -> bool {
    const ASKS: &[&str] = &[
        "request",
        "requested",
        "requesting",
        "ask",
        "asking",
        "approve",
        "approval",
        "authorize",
        "authorization",
        "cover",
        "coverage",
        "renew",
        "renewal",
        "seek",
        "seeking",
        "continuation",
    ];
    let same = |generic: &str| {
        request.reading.drugs.iter().any(|other| super::drug::same(generic, other.generic))
    };
    held.tokens.iter().any(|token| token.is_any(ASKS))
        && (held.reading.drugs.is_empty()
            || held.reading.drugs.iter().any(|drug| same(drug.generic)))
}

/// Whether a telling word of the sentence stands in the entry too, or both name one drug or measure.
pub(super) fn shares_a_word(held: &Held, entry: &Entry) -> bool {
    let mut telling = held
        .words()
        .map(|(_, token)| token)
        .filter(|token| {
            let acronym = token.stem.len() == 2 && token.text.chars().all(char::is_uppercase);
            (token.stem.len() > 2 || acronym) && !is_small(&token.lower)
        })
        .peekable();
    let drug = || {
        let said = held.reading.drugs.iter();
        said.into_iter().any(|drug| {
            entry.reading.drugs.iter().any(|other| super::drug::same(drug.generic, other.generic))
        })
    };
    let measure = || {
        let said = held.reading.quantities.iter().filter_map(|quantity| quantity.measure);
        said.into_iter().any(|measure| names_measure(entry, measure))
    };
    held.cites()
        || telling.peek().is_none()
        || telling.any(|token| entry.has(&token.stem))
        || drug()
        || measure()
}

/// Whether the entry holds a value of this measure: in `FVC 64 %, down from 74 %` both are.
pub(super) fn names_measure(entry: &Entry, measure: &str) -> bool {
    entry.reading.quantities.iter().any(|other| other.measure == Some(measure))
}

/// Whether a word tells nothing of what is spoken of.
pub(super) fn is_small(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "the", "and", "for", "was", "were", "with", "has", "had", "have", "over", "about", "than",
        "from", "that", "this", "after", "before", "more", "less", "least", "most", "days", "day",
        "weeks", "week", "months", "month", "years", "year", "hours", "patient", "who", "which",
        "been", "are", "not", "per", "now", "past", "last", "his", "her", "she", "they", "their",
        "its", "but", "all", "each", "every", "daily", "weekly", "did", "does", "only", "also",
    ];
    SMALL.contains(&word)
}
