//! One sentence with what it is held against.

use super::entry::{self, Entry, EntryKind};
use super::outcome::{self, Mention};
use super::scope::{self, Scope};
use super::subject::{self, Segment, Subject};
use super::words::{self, Token, TokenKind};
use super::{Doubt, Ground};
use super::{quote, read};
use crate::concept::Said;
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
    "threshold",
    "limit",
    "asks",
    "calls",
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
    "states",
    "letter",
    "record",
    "records",
    "chart",
    "claims",
    "argues",
    "notice",
    "refused",
    "refuses",
    "refusal",
    "rejected",
    "rejection",
    "declined",
    "insists",
    "demands",
];
/// Words by which a sentence speaks of what is written down.
const WRITTEN: &[&str] =
    &["record", "records", "chart", "documentation", "notes", "letter", "file", "information"];
/// What was not done to it in writing, right behind `not`.
const UNWRITTEN: &[&str] =
    &["stated", "documented", "described", "recorded", "mentioned", "specified", "addressed"];
/// What a record may fail to do.
const WRITES: &[&str] = &[
    "state",
    "stated",
    "show",
    "describe",
    "described",
    "document",
    "documented",
    "mention",
    "mentioned",
    "include",
    "included",
    "contain",
    "specify",
    "specified",
    "address",
    "addressed",
    "indicate",
    "report",
    "reported",
    "say",
    "record",
    "recorded",
    "provided",
    "mentions",
    "available",
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
    /// The concepts that the sentence says in any wording, each with its scope.
    sayings: Vec<(Said, Scope)>,
    cited: usize,
    quoted: Vec<Place>,
    /// Descriptions of diagnoses and what is asked for, as the case has them.
    named: Vec<Place>,
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
        let reading = read::read(text);
        let request = wide.iter().copied().find(|entry| entry.is_request());
        let segments = subject::segments(&tokens, &reading, &subjects, request);
        let mentions = outcome::mentions(text, &tokens, &reading);
        let scopes = scope::scopes(&tokens);
        Self {
            text,
            sayings: entry::concepts(&tokens, &scopes).collect(),
            scopes,
            quoted: quote::places(text, &ground.entries),
            named: quote::named(text, &ground.entries),
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

    /// Whether the sentence says that something is not written down, and so claims nothing about the patient.
    pub(super) fn is_gap(&self) -> bool {
        let written = self.tokens.iter().any(|token| token.is_any(WRITTEN));
        let near = |at: usize, reach: usize, words: &[&str]| {
            (at + 1..=at + reach).filter_map(|ahead| self.at(ahead)).any(|next| next.is_any(words))
        };
        self.tokens.iter().enumerate().any(|(at, token)| {
            let not = token.is_any(&["not", "doesn't", "isn't", "don't"]);
            not && (written && near(at, 3, WRITES) || near(at, 2, UNWRITTEN))
                || token.is("no")
                    && near(at, 1, &["record", "documentation", "mention", "information"])
        })
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
        let plain = quote::plain(self.text);
        self.pool.iter().any(|entry| quote::plain(&entry.text) == plain)
    }

    /// Whether the words of a doubt are quoted from an entry, or a name of the case that says no more than the name: `intolerance`
    /// and `left` in a diagnosis are no outcome and no side of something else.
    pub(super) fn is_quoted(&self, doubt: &Doubt) -> bool {
        let lies = |quote: &Place| quote.start <= doubt.place.start && doubt.place.end <= quote.end;
        let of_name =
            matches!(doubt.kind, FlagKind::Outcome | FlagKind::Laterality | FlagKind::Drug);
        self.quoted.iter().any(lies) || of_name && self.named.iter().any(lies)
    }

    /// Whether a word of this stem stands in what words may follow from.
    pub(super) fn knows(&self, stem: &str) -> bool {
        self.wide.iter().any(|entry| entry.has(stem))
    }

    /// Whether a word of this stem is said, if only in other or broader words.
    pub(super) fn means(&self, stem: &str) -> bool {
        self.wide.iter().any(|entry| entry.means(stem))
    }

    /// The concepts that the sentence says in any wording, each with its scope.
    pub(super) fn sayings(&self) -> &[(Said, Scope)] {
        &self.sayings
    }

    /// Whether a word stands in our name for the class of a known drug: `inhibitor`.
    pub(super) fn is_class_word(&self, lower: &str) -> bool {
        let drugs = self.wide.iter().flat_map(|entry| &entry.reading.drugs);
        drugs
            .into_iter()
            .any(|drug| drug.class.to_lowercase().split([' ', ',', '/']).any(|word| word == lower))
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
    // A sentence that names the payer may speak of what the payer wrote.
    let denial = speaks(DENIAL) || names_payer(ground, tokens);
    let policy = speaks(POLICY) || denial;
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

/// Whether the text names the payer by the first word of its name.
fn names_payer(ground: &Ground, tokens: &[Token]) -> bool {
    let payer = ground.entries.iter().find(|entry| entry.text.starts_with("The payer is "));
    let name = payer.and_then(|entry| entry.tokens.get(3));
    name.is_some_and(|name| {
        tokens.iter().any(|token| token.text == name.text && token.is_capital())
    })
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
