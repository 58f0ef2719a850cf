//! One thing that a sentence can stand on, read once.

use super::abbreviation;
use super::claim::{self, Stretch};
use super::concept;
use super::read;
use super::scope::{self, Scope};
use super::words::{self, Token, TokenKind};
use super::{longhand, outcome};
use crate::concept::{self as wording, Said};
use crate::criterion::Status;
use crate::document::FactView;
use crate::evidence::{EvidenceId, Source};
use crate::fact::{Fact, FactKind, Outcome, Reading};
use crate::meaning::{self, Reach};

/// One thing that a sentence can stand on.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) id: EvidenceId,
    pub(super) kind: EntryKind,
    pub(super) text: String,
    /// Its text in full words, which its reading and its tokens are of.
    pub(super) long: String,
    pub(super) reading: Reading,
    pub(super) tokens: Vec<Token>,
    /// Whether each token is affirmed, denied or in doubt.
    pub(super) scopes: Vec<Scope>,
    /// Its stretches of one scope each.
    pub(super) stretches: Vec<Stretch>,
    /// What the words stand for beside themselves: the words of abbreviations, and abbreviations of the words.
    pub(super) implied: Vec<String>,
    /// What the words say in other or broader words, by the tables of meanings and diagnoses.
    meant: Vec<String>,
    /// The concepts that it says in any wording, each with its scope.
    pub(super) sayings: Vec<(Said, Scope)>,
    /// What it says treatments came to.
    pub(super) outcomes: Vec<Outcome>,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EntryKind {
    /// Patient, payer, diagnosis, request: what every sentence may speak of.
    Base,
    /// A treatment tried.
    History,
    /// A current medication.
    Medication,
    /// A sentence of the clinician.
    Clinical,
    /// What the payer wrote in its denial.
    Denial,
    /// What the payer asks for, and how the case stands to it.
    Criterion(Status),
    /// A retrieved passage.
    Source,
}

impl Entry {
    fn new(id: EvidenceId, kind: EntryKind, text: &str, outcome: Option<Outcome>) -> Self {
        let long = longhand::written_out(text);
        let tokens = words::tokens(&long);
        let reading = read::read(&long);
        let mut outcomes: Vec<Outcome> = outcome::mentions(&long, &tokens, &reading)
            .iter()
            .flat_map(|mention| mention.means.iter().copied())
            .collect();
        if let Some(outcome) = outcome {
            // The row's own field is the clinician's word; what prose around it seems to say yields to it.
            outcomes = vec![outcome];
        }
        let scopes = scope::scopes(&tokens);
        Self {
            id,
            kind,
            text: text.to_owned(),
            stretches: claim::stretches(&tokens, &scopes),
            implied: implied(&tokens, &words::tokens(text), &reading),
            meant: meant(&tokens, &scopes, &reading),
            sayings: concepts(&tokens, &scopes).collect(),
            scopes,
            reading,
            tokens,
            long,
            outcomes,
        }
    }

    pub(super) fn of_fact(fact: &Fact) -> Self {
        let outcome = (fact.kind == FactKind::History).then_some(fact.reading.outcome).flatten();
        Self::new(fact.id.into(), kind_of(fact.kind), &fact.text, outcome)
    }

    pub(super) fn of_view(fact: &FactView) -> Option<Self> {
        Some(Self::new(
            EvidenceId::parse(&fact.id).ok()?,
            kind_of(fact.kind),
            &fact.text,
            fact.outcome,
        ))
    }

    pub(super) fn of_criterion(id: EvidenceId, text: &str, status: Status) -> Self {
        Self::new(id, EntryKind::Criterion(status), text, None)
    }

    /// Whether it says what is asked for.
    pub(super) fn is_request(&self) -> bool {
        self.kind == EntryKind::Base && self.text.starts_with("The request is for")
    }

    pub(super) fn of_source(source: &Source) -> Self {
        let text = format!("{} ({}): {}", source.title, source.publisher, source.quote);
        Self::new(source.id, EntryKind::Source, &text, None)
    }

    /// Whether a word of this stem stands in it, or one of the same family.
    pub(super) fn has(&self, stem: &str) -> bool {
        self.tokens.iter().any(|token| words::akin(&token.stem, stem))
            || self.implied.binary_search_by(|word| word.as_str().cmp(stem)).is_ok()
    }

    /// Whether it says a word of this stem, if only in other or broader words.
    pub(super) fn means(&self, stem: &str) -> bool {
        self.has(stem) || self.implied.iter().chain(&self.meant).any(|word| words::akin(word, stem))
    }

    /// Where a word of this stem stands in it.
    pub(super) fn places<'a>(&'a self, stem: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.tokens
            .iter()
            .enumerate()
            .filter(move |(_, token)| words::akin(&token.stem, stem))
            .map(|(at, _)| at)
    }
}

/// The concepts of a text, with the scope that each stands in: a wording that denies by itself affirms its concept.
pub(super) fn concepts<'a>(
    tokens: &[Token],
    scopes: &'a [Scope],
) -> impl Iterator<Item = (Said, Scope)> + use<'a> {
    let words: Vec<&str> = tokens.iter().map(|token| token.lower.as_str()).collect();
    wording::said_by(&words).into_iter().map(|said| {
        let last = said.to.checked_sub(1).and_then(|last| scopes.get(last)).copied();
        let scope = last.filter(|scope| !said.denies || *scope != Scope::Denied);
        (said, scope.unwrap_or(Scope::Affirmed))
    })
}

fn kind_of(kind: FactKind) -> EntryKind {
    match kind {
        FactKind::Patient | FactKind::Payer | FactKind::Diagnosis | FactKind::Request => {
            EntryKind::Base
        }
        FactKind::History => EntryKind::History,
        FactKind::Medication => EntryKind::Medication,
        FactKind::Diagnostic | FactKind::Clinical => EntryKind::Clinical,
        FactKind::Denial | FactKind::Earlier => EntryKind::Denial,
    }
}

/// Endings of operations, which may be called surgery.
const OPERATIONS: &[&str] = &[
    "plasty",
    "ectomy",
    "otomy",
    "ostomy",
    "desis",
    "repair",
    "resection",
    "dissection",
    "excision",
    "fusion",
    "transplantation",
    "implantation",
    "reconstruction",
];

/// Other and broader words; a denial of the narrow says nothing of the broad.
fn meant(tokens: &[Token], scopes: &[Scope], reading: &Reading) -> Vec<String> {
    let parts = tokens.iter().zip(scopes);
    let (words, scopes): (Vec<&str>, Vec<Scope>) = parts
        .flat_map(|(token, scope)| token.lower.split('-').map(move |part| (part, *scope)))
        .filter(|(part, _)| !part.is_empty())
        .unzip();
    let reach = |at: usize| match scopes.get(at) {
        Some(Scope::Denied) => Reach::Same,
        _ => Reach::Broader,
    };
    let by_code = reading.codes.iter().flat_map(|code| meaning::said_by_code(&code.code));
    let all = meaning::said_by(&words, reach).into_iter().chain(by_code);
    let mut meant: Vec<String> = all.map(words::canonical).collect();
    meant.sort_unstable();
    meant.dedup();
    meant
}

/// What the tokens say besides themselves, the words as they were written among it.
fn implied(tokens: &[Token], written: &[Token], reading: &Reading) -> Vec<String> {
    let mut implied: Vec<String> = concept::implied(tokens, reading);
    implied.extend(written.iter().map(|token| token.stem.clone()));
    let words = tokens.iter().filter(|token| token.kind == TokenKind::Word);
    for token in words {
        for (word, means) in abbreviation::IMPLIED {
            if token.lower.ends_with(word) {
                implied.extend(means.iter().map(|word| words::canonical(word)));
            }
        }
        for long in abbreviation::expansions(&token.lower) {
            implied.extend(long.split(' ').map(words::canonical));
        }
        if token.is_any(&["lb", "lbs", "pounds", "kg", "bmi"]) {
            implied.push(words::canonical("weight"));
        }
        // `relapsing-remitting` is also its parts.
        if token.lower.contains('-') {
            implied
                .extend(token.lower.split('-').filter(|part| part.len() > 2).map(words::canonical));
        }
    }
    if tokens.iter().any(|token| OPERATIONS.iter().any(|ending| token.lower.ends_with(ending))) {
        implied.extend(["surgery", "procedure"].map(words::canonical));
    }
    let has = |word: &str| {
        let stem = words::canonical(word);
        tokens.iter().any(|token| words::akin(&token.stem, &stem))
    };
    for (short, long) in abbreviation::abbreviations() {
        if long.split(' ').all(has) {
            implied.push(words::canonical(short));
        }
    }
    implied.sort_unstable();
    implied.dedup();
    implied
}
