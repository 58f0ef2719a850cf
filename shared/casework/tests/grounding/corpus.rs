//! The grounding corpus: invented cases with faithful sentences (by hand, by template, copied) and unfaithful ones (by
//! hand, by mutation). The same files always give the same sentences.

mod invention;
mod mutation;
mod naming;
mod template;

use casework::brief::Brief;
use casework::case::{CaseContext, CaseForm};
use casework::evidence::{EvidenceId, Source};
use casework::grounding::Ground;
use casework::kind::Kind;
use jiff::Timestamp;
use serde::Deserialize;
use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;

/// The files, in the order in which they were written: the first was tuned on from the beginning, each later one was
/// held against the rules blind before it was looked at; round 7 was written for design.
const FILES: &[(&str, &str)] = &[
    ("first", include_str!("corpus.jsonl")),
    ("design", include_str!("design.jsonl")),
    ("round 1", include_str!("round1.jsonl")),
    ("round 2", include_str!("round2.jsonl")),
    ("round 3", include_str!("round3.jsonl")),
    ("round 4", include_str!("round4.jsonl")),
    ("round 5", include_str!("round5.jsonl")),
    ("round 6", include_str!("round6.jsonl")),
    ("round 7", include_str!("round7.jsonl")),
    ("round 8", include_str!("round8.jsonl")),
    ("round 9", include_str!("round9.jsonl")),
    ("round 10", include_str!("round10.jsonl")),
    ("round 11", include_str!("round11.jsonl")),
    ("round 13", include_str!("round13.jsonl")),
    ("round 14", include_str!("round14.jsonl")),
];

/// One case with all its sentences.
pub(crate) struct Group {
    /// The case's name.
    pub(crate) id: String,
    /// Which file it comes from.
    pub(crate) part: &'static str,
    /// What its sentences are held against.
    pub(crate) ground: Ground,
    /// Its sentences.
    pub(crate) sentences: Vec<Sentence>,
}

/// One sentence and what is known of it.
pub(crate) struct Sentence {
    /// As a letter would have it.
    pub(crate) text: String,
    /// Where it comes from: `hand`, `template` or `copied`; of an unfaithful one its family.
    pub(crate) origin: String,
    /// Whether it was written by hand.
    pub(crate) by_hand: bool,
    /// Whether it follows from the case.
    pub(crate) is_faithful: bool,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    case: Option<CaseForm>,
    /// The case of a labelled policy in `tests/criteria`.
    file: Option<String>,
    #[serde(default)]
    sources: Vec<Passage>,
    faithful: Vec<String>,
    unfaithful: Vec<Unfaithful>,
}

#[derive(Deserialize)]
struct Unfaithful {
    what: String,
    text: String,
}

#[derive(Deserialize)]
struct Passage {
    title: String,
    publisher: String,
    url: String,
    quote: String,
}

#[derive(Deserialize)]
struct Labelled {
    case: CaseForm,
}

/// Every case of the corpus; of its sentences every so-manieth is mutated.
pub(crate) fn groups(every: usize) -> Vec<Group> {
    let of = move |(part, text): &(&'static str, &str)| {
        text.lines()
            .map(|line| group(part, serde_json::from_str(line).unwrap(), every))
            .collect::<Vec<_>>()
    };
    FILES.iter().flat_map(of).collect()
}

fn group(part: &'static str, line: Line, every: usize) -> Group {
    let mut form = line.case.or_else(|| line.file.as_deref().map(labelled)).unwrap();
    form.acknowledge_warnings = true;
    let context = CaseContext::try_from(form).unwrap();
    let sources =
        (1..).zip(line.sources).map(|(number, passage)| source(number, passage)).collect();
    let brief = Brief::new(Kind::LetterOfMedicalNecessity, &context, sources);
    let mut sentences: Vec<Sentence> =
        line.faithful.iter().map(|text| faithful(text, "hand")).collect();
    sentences
        .extend(template::sentences(&context).iter().map(|(text, origin)| faithful(text, origin)));
    let world = mutation::World::new(&brief, &context);
    let seed = line.id.bytes().map(usize::from).sum::<usize>();
    let mut false_ones: Vec<Sentence> = line
        .unfaithful
        .into_iter()
        .map(|sentence| unfaithful(sentence.text, &sentence.what, true))
        .collect();
    for (number, sentence) in sentences.iter().enumerate().step_by(every) {
        let mutants = mutation::mutants(&sentence.text, &world, seed + number);
        false_ones.extend(mutants.into_iter().map(|(what, text)| unfaithful(text, what, false)));
    }
    false_ones.extend(
        invention::sentences(&world, seed)
            .into_iter()
            .map(|(what, text)| unfaithful(text, what, false)),
    );
    sentences.extend(false_ones);
    let mut texts = HashSet::new();
    sentences.retain(|sentence| texts.insert(sentence.text.clone()));
    Group { id: line.id, part, ground: brief.ground().clone(), sentences }
}

fn labelled(name: &str) -> CaseForm {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/criteria");
    let text = fs::read_to_string(folder.join(name).with_extension("json")).unwrap();
    serde_json::from_str::<Labelled>(&text).unwrap().case
}

fn source(number: u32, passage: Passage) -> Source {
    Source {
        id: EvidenceId::Source(number),
        title: passage.title,
        publisher: passage.publisher,
        url: passage.url,
        retrieved_at: Timestamp::UNIX_EPOCH,
        quote: passage.quote,
    }
}

fn faithful(text: &str, origin: &str) -> Sentence {
    Sentence {
        text: text.to_owned(),
        origin: origin.to_owned(),
        by_hand: origin == "hand",
        is_faithful: true,
    }
}

fn unfaithful(text: String, what: &str, by_hand: bool) -> Sentence {
    Sentence { text, origin: what.to_owned(), by_hand, is_faithful: false }
}

/// One sentence as grounding judged it.
pub(crate) struct Judged {
    /// The case's name.
    pub(crate) id: String,
    /// Which file it comes from.
    pub(crate) part: &'static str,
    /// What was judged.
    pub(crate) sentence: Sentence,
    /// The words that were flagged.
    pub(crate) flagged: Vec<String>,
}

impl Judged {
    /// Whether a faithful sentence was flagged or an unfaithful one was not.
    pub(crate) fn is_wrong(&self) -> bool {
        self.sentence.is_faithful != self.flagged.is_empty()
    }
}

/// Every sentence of the corpus held against its whole case.
pub(crate) fn judged(groups: Vec<Group>) -> Vec<Judged> {
    let of = |group: Group| {
        let ground = group.ground;
        let judge = move |sentence: Sentence| {
            let flags = ground.flags(&sentence.text, None);
            let said = |flag: &casework::document::Flag| {
                let letters = sentence.text.chars().skip(flag.start);
                letters.take(flag.end - flag.start).collect::<String>()
            };
            let flagged = flags.iter().map(said).collect();
            Judged { id: group.id.clone(), part: group.part, sentence, flagged }
        };
        group.sentences.into_iter().map(judge).collect::<Vec<_>>()
    };
    groups.into_iter().flat_map(of).collect()
}
