//! One sentence with what it is held against.

use super::entry::{Entry, EntryKind};
use super::negation::{self, Scope};
use super::outcome::{self, Mention};
use super::subject::{self, Segment, Subject};
use super::words::{self, Token, TokenKind};
use super::{Doubt, Ground};
use crate::document::FlagKind;
use crate::evidence::EvidenceId;
use crate::fact::{Place, Reading};

/// Words by which a sentence speaks of what the payer asks for.
const POLICY: &[&str] = &[
    "criteria",
    "criterion",
    "policy",
    "policies",
    "requires",
    "require",
    "required",
    "requirement",
    "requirements",
    "coverage",
    "plan",
    "step",
    "met",
    "meets",
    "satisfies",
    "fulfills",
    "fulfils",
];
/// Words by which a sentence speaks of the denial.
const DENIAL: &[&str] = &[
    "denial",
    "denied",
    "deny",
    "denies",
    "reviewer",
    "decision",
    "determination",
    "stated",
    "rationale",
    "reason",
    "appeal",
    "overturn",
    "claimed",
    "asserted",
    "cited",
];

/// One sentence with what it is held against.
pub(super) struct Held<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token>,
    pub(super) scopes: Vec<Scope>,
    pub(super) reading: Reading,
    /// What numbers, drugs, outcomes must follow from.
    pub(super) pool: Vec<&'a Entry>,
    /// What names and words may follow from: the pool and what every sentence may speak of.
    pub(super) wide: Vec<&'a Entry>,
    /// The treatments that the pool knows.
    pub(super) subjects: Vec<Subject<'a>>,
    /// The sentence in parts that speak of one treatment each.
    pub(super) segments: Vec<Segment>,
    pub(super) name: &'a str,
    mentions: Vec<Mention>,
    cited: usize,
    quoted: Vec<Place>,
}

impl<'a> Held<'a> {
    pub(super) fn new(ground: &'a Ground, text: &'a str, evidence: &[EvidenceId]) -> Self {
        let tokens = words::tokens(text);
        let cited: Vec<&Entry> =
            ground.entries.iter().filter(|entry| evidence.contains(&entry.id)).collect();
        let count = cited.len();
        let pool = if cited.is_empty() { all(ground, &tokens) } else { cited };
        let base = ground.entries.iter().filter(|entry| entry.kind == EntryKind::Base);
        let mut wide = pool.clone();
        wide.extend(base.filter(|entry| !pool.iter().any(|other| other.id == entry.id)));
        let subjects = subject::subjects(&wide);
        let reading = Reading::of(text);
        let segments = subject::segments(&tokens, &reading, &subjects);
        let mentions = outcome::mentions(text, &tokens, &reading);
        Self {
            text,
            scopes: negation::scopes(&tokens),
            quoted: quotations(text, ground),
            tokens,
            reading,
            pool,
            wide,
            subjects,
            segments,
            mentions,
            name: &ground.name,
            cited: count,
        }
    }

    /// The outcomes that the sentence names.
    pub(super) fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// Whether none of the named markers is known.
    pub(super) fn cites_nothing(&self) -> bool {
        self.cited == 0
    }

    /// Whether the sentence names what it stands on.
    pub(super) fn cites(&self) -> bool {
        self.cited > 0
    }

    /// The place of the whole sentence.
    pub(super) fn whole(&self) -> Place {
        Place { start: 0, end: self.text.len() }
    }

    /// Whether the sentence is what an entry says, letter by letter.
    pub(super) fn is_verbatim(&self) -> bool {
        let plain = plain(self.text);
        self.pool.iter().any(|entry| self::plain(&entry.text) == plain)
    }

    /// Whether the place lies in words quoted from an entry.
    pub(super) fn is_quoted(&self, place: Place) -> bool {
        self.quoted.iter().any(|quote| quote.start <= place.start && place.end <= quote.end)
    }

    /// Whether a word of this stem stands in what words may follow from.
    pub(super) fn knows(&self, stem: &str) -> bool {
        self.wide.iter().any(|entry| entry.has(stem))
    }

    /// Whether a word stands in our name for the class of a known drug: `inhibitor`.
    pub(super) fn is_class_word(&self, lower: &str) -> bool {
        let drugs = self.wide.iter().flat_map(|entry| &entry.reading.drugs);
        drugs
            .into_iter()
            .any(|drug| drug.class.to_lowercase().split([' ', ',']).any(|word| word == lower))
    }

    /// Whether a word is made of the first letters of words that follow each other in an entry.
    pub(super) fn is_acronym(&self, token: &Token) -> bool {
        let letters: Vec<char> = token.lower.chars().collect();
        let shape = (2..=6).contains(&letters.len()) && token.text.chars().all(char::is_uppercase);
        let starts = |token: &Token, letter: &char| token.lower.starts_with(*letter);
        shape
            && self.wide.iter().any(|entry| {
                entry
                    .tokens
                    .windows(letters.len())
                    .any(|run| run.iter().zip(&letters).all(|(t, letter)| starts(t, letter)))
            })
    }

    /// Whether the sentence and an entry share a technical word that is no unit and no drug.
    pub(super) fn shares_term(&self, entry: &Entry) -> bool {
        const UNITS: &[&str] = &[
            "mcg",
            "mg",
            "kg",
            "mmhg",
            "kcal",
            "bid",
            "tid",
            "qid",
            "mm",
            "iu",
            "subcutaneou",
            "intravenou",
        ];
        self.words().any(|(_, token)| {
            let unit = UNITS.iter().any(|unit| words::akin(unit, &token.stem));
            !unit && !super::lexicon::is_plain(&token.stem) && entry.has(&token.stem)
        })
    }

    /// The tokens that are words, with their places among the tokens.
    pub(super) fn words(&self) -> impl Iterator<Item = (usize, &Token)> {
        self.tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word)
    }

    /// The token so many places further.
    pub(super) fn at(&self, place: usize) -> Option<&Token> {
        self.tokens.get(place)
    }

    /// A doubt about the tokens from one to another (exclusive).
    pub(super) fn doubt(&self, kind: FlagKind, from: usize, to: usize, text: String) -> Doubt {
        let start = self.at(from).map_or(0, |token| token.start);
        let end = to.checked_sub(1).and_then(|last| self.at(last)).map_or(start, |token| token.end);
        Doubt { kind, place: Place { start, end: end.max(start) }, text }
    }

    /// The entry that shares most words with the sentence, for the explanation.
    pub(super) fn nearest(&self, among: impl Fn(&Entry) -> bool) -> String {
        let shared = |entry: &Entry| {
            let stems = self.words().filter(|(_, token)| token.stem.len() > 3);
            stems
                .filter(|(_, token)| entry.tokens.iter().any(|other| other.stem == token.stem))
                .count()
        };
        let best = self.wide.iter().filter(|entry| among(entry)).max_by_key(|entry| shared(entry));
        best.map_or_else(
            || " No fact speaks of it.".to_owned(),
            |entry| format!(" The nearest is {}: {}.", entry.id, clipped(&entry.text)),
        )
    }

    /// The words at a place.
    pub(super) fn said(&self, place: Place) -> &str {
        self.text.get(place.start..place.end).unwrap_or_default()
    }
}

/// All facts; the payer's words only where the sentence speaks of them.
fn all<'a>(ground: &'a Ground, tokens: &[Token]) -> Vec<&'a Entry> {
    let speaks = |words: &[&str]| tokens.iter().any(|token| token.is_any(words));
    let (policy, denial) = (speaks(POLICY), speaks(DENIAL));
    let counts = |entry: &&Entry| match entry.kind {
        EntryKind::Base
        | EntryKind::History
        | EntryKind::Medication
        | EntryKind::Clinical
        | EntryKind::Source => true,
        EntryKind::Denial => denial || policy,
        EntryKind::Criterion(_) => policy,
    };
    ground.entries.iter().filter(counts).collect()
}

/// Words in quotation marks that stand so in an entry.
fn quotations(text: &str, ground: &Ground) -> Vec<Place> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|rest| rest.find('“')).map(|at| at + from) {
        let Some(close) = text.get(open..).and_then(|rest| rest.find('”')).map(|at| at + open)
        else {
            break;
        };
        let inner = plain(text.get(open..close).unwrap_or_default());
        if !inner.is_empty()
            && ground.entries.iter().any(|entry| plain(&entry.text).contains(&inner))
        {
            found.push(Place { start: open, end: close + '”'.len_utf8() });
        }
        from = close + '”'.len_utf8();
    }
    found
}

/// Letters and digits alone, so that quotation marks and blanks do not part what is the same.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The beginning of a text, for an explanation.
fn clipped(text: &str) -> String {
    const MOST: usize = 120;
    if text.chars().count() <= MOST {
        return text.trim_end_matches('.').to_owned();
    }
    let start: String = text.chars().take(MOST).collect();
    format!("{start}…")
}
