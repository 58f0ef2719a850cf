//! What changed from one version of a document to another: sentence by sentence, and word by word within a sentence.

use std::fmt;

use serde::Serialize;
use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use super::{Block, Document};

/// Two sentences of one id are one that was changed if at least so much of their words is shared; a new id needs more.
const SAME_ID: f64 = 0.2;
const OTHER_ID: f64 = 0.5;
/// Pairs of sentences that are compared by their words; beyond it only ids and whole texts count.
const MOST_PAIRS: usize = 10_000;

/// Two versions side by side, in the order of the later one.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The earlier version.
    pub from: u64,
    /// The later version.
    pub to: u64,
    /// How much changed.
    pub counts: ChangeCounts,
    /// Every heading, sentence, row and line of both.
    pub parts: Vec<Part>,
}

/// How much changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ChangeCounts {
    /// Only in the later version.
    pub added: usize,
    /// Only in the earlier version.
    pub removed: usize,
    /// In both, with other words.
    pub changed: usize,
    /// In both, at another place, word by word the same.
    pub moved: usize,
}

/// One heading, sentence, row or line.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// The sentence's id, in the later version if it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What became of it.
    #[serde(flatten)]
    pub change: Change,
}

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// A section's heading.
    Heading,
    /// A sentence of a paragraph or list.
    Sentence,
    /// What a table shows, or a row of it.
    Row,
    /// A line of the signature.
    Line,
}

/// What became of a part.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// Nothing.
    Same {
        /// Its words.
        text: String,
    },
    /// It is new.
    Added {
        /// Its words.
        text: String,
    },
    /// It is gone.
    Removed {
        /// Its words.
        text: String,
    },
    /// It stands elsewhere.
    Moved {
        /// Its words.
        text: String,
    },
    /// It has other words.
    Changed {
        /// As it was.
        before: String,
        /// As it is.
        after: String,
        /// Whether it stands elsewhere, too.
        moved: bool,
        /// Both at once, word by word.
        words: Vec<Words>,
    },
}

/// A run of words that share their fate.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Words {
    /// What became of them.
    pub fate: Fate,
    /// The words with the blanks between them.
    pub text: String,
}

/// What became of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// In both versions.
    Same,
    /// Only in the later one.
    Added,
    /// Only in the earlier one.
    Removed,
}

/// A part of one version; two are equal if they say the same.
#[derive(Clone)]
struct Unit<'a> {
    kind: PartKind,
    id: Option<&'a str>,
    text: String,
}

/// An earlier and a later part that are one; `here` if they stand at the same place.
struct Pair {
    before: usize,
    after: usize,
    here: bool,
}

impl Document {
    /// What changed from an earlier version to this one.
    pub fn since(&self, earlier: &Self) -> Difference {
        let (before, after) = (units(earlier), units(self));
        let keys = |units: &[Unit<'_>]| -> Vec<(PartKind, String)> {
            units.iter().map(|unit| (unit.kind, unit.text.clone())).collect()
        };
        let ops = capture_diff_slices(Algorithm::Patience, &keys(&before), &keys(&after));
        let pairs = pairs(&ops, &before, &after);
        let parts = parts(&ops, &pairs, &before, &after);
        let mut counts = ChangeCounts::default();
        for part in &parts {
            match part.change {
                Change::Same { .. } => {}
                Change::Added { .. } => counts.added += 1,
                Change::Removed { .. } => counts.removed += 1,
                Change::Moved { .. } => counts.moved += 1,
                Change::Changed { .. } => counts.changed += 1,
            }
        }
        Difference { from: earlier.version, to: self.version, counts, parts }
    }
}

fn units(document: &Document) -> Vec<Unit<'_>> {
    let plain = |kind, text: String| Unit { kind, id: None, text };
    let mut units = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading { text, .. } => units.push(plain(PartKind::Heading, text.clone())),
            Block::Paragraph { .. } | Block::List { .. } => {
                units.extend(block.sentences().map(|sentence| Unit {
                    kind: PartKind::Sentence,
                    id: Some(&sentence.id),
                    text: sentence.text.clone(),
                }));
            }
            Block::Table { caption, header, rows } => {
                units.extend(caption.iter().map(|text| plain(PartKind::Row, text.clone())));
                let rows = std::iter::once(header).chain(rows.iter().map(|row| &row.cells));
                units.extend(rows.map(|cells| plain(PartKind::Row, cells.join(" | "))));
            }
            Block::Signature { lines } => {
                units.extend(lines.iter().map(|line| plain(PartKind::Line, line.clone())));
            }
        }
    }
    units
}

/// The parts that the order of both versions leaves over, with the number of the run in which each stands.
fn left_over(ops: &[DiffOp], wanted: DiffTag) -> Vec<(usize, usize)> {
    let of = |(run, op): (usize, &DiffOp)| {
        let range = if wanted == DiffTag::Delete { op.old_range() } else { op.new_range() };
        let counts = op.tag() != DiffTag::Equal;
        range.filter(move |_| counts).map(move |place| (place, run)).collect::<Vec<_>>()
    };
    ops.iter().enumerate().flat_map(of).collect()
}

/// By what two parts that are left over are taken for one, in this order.
#[derive(Clone, Copy)]
enum Sign {
    /// They say the same, at two places.
    SameWords,
    /// They have one id, and words in common.
    SameId,
    /// They have most of their words in common.
    Alike,
}

impl Sign {
    /// How alike two parts are by this sign, if they are one by it. Words are compared only if `pairs` are few.
    fn likeness(self, old: &Unit<'_>, new: &Unit<'_>, pairs: usize) -> Option<f64> {
        if old.kind != new.kind {
            return None;
        }
        let alike = |least: f64| {
            let likeness = if pairs <= MOST_PAIRS { shared(&old.text, &new.text) } else { 0.0 };
            Some(likeness).filter(|likeness| *likeness >= least)
        };
        match self {
            Self::SameWords => (old.text == new.text).then_some(1.0),
            Self::SameId if old.id.is_some() && old.id == new.id => alike(SAME_ID),
            Self::SameId => None,
            Self::Alike => alike(OTHER_ID),
        }
    }
}

/// Which of what is left over belongs together.
fn pairs(ops: &[DiffOp], before: &[Unit<'_>], after: &[Unit<'_>]) -> Vec<Pair> {
    let mut gone = left_over(ops, DiffTag::Delete);
    let mut come = left_over(ops, DiffTag::Insert);
    let count = gone.len().saturating_mul(come.len());
    let mut pairs = Vec::new();
    for sign in [Sign::SameWords, Sign::SameId, Sign::Alike] {
        come.retain(|(new, run)| {
            let Some(unit) = after.get(*new) else { return true };
            let likeness = |old: usize| sign.likeness(before.get(old)?, unit, count);
            let best = gone
                .iter()
                .enumerate()
                .filter_map(|(at, (old, _))| Some((at, likeness(*old)?)))
                .max_by(|left, right| left.1.total_cmp(&right.1));
            let Some((at, _)) = best else { return true };
            let (old, place) = gone.remove(at);
            pairs.push(Pair { before: old, after: *new, here: place == *run });
            false
        });
    }
    pairs
}

fn parts(ops: &[DiffOp], pairs: &[Pair], before: &[Unit<'_>], after: &[Unit<'_>]) -> Vec<Part> {
    let mut parts = Vec::new();
    for op in ops {
        for old in op.old_range().filter(|_| op.tag() != DiffTag::Equal) {
            let stays = pairs.iter().any(|pair| pair.before == old);
            if let Some(unit) = before.get(old).filter(|_| !stays) {
                parts.push(unit.part(Change::Removed { text: unit.text.clone() }));
            }
        }
        for new in op.new_range() {
            let Some(unit) = after.get(new) else { continue };
            let text = unit.text.clone();
            let pair = pairs.iter().find(|pair| pair.after == new);
            let old = pair.and_then(|pair| Some((pair, before.get(pair.before)?)));
            let change = match old {
                _ if op.tag() == DiffTag::Equal => Change::Same { text },
                None => Change::Added { text },
                Some((_, old)) if old.text == text => Change::Moved { text },
                Some((pair, old)) => Change::Changed {
                    before: old.text.clone(),
                    words: words(&old.text, &text),
                    after: text,
                    moved: !pair.here,
                },
            };
            parts.push(unit.part(change));
        }
    }
    parts
}

impl Unit<'_> {
    fn part(&self, change: Change) -> Part {
        Part { kind: self.kind, id: self.id.map(str::to_owned), change }
    }
}

/// How much of the words of two texts is shared, from 0 to 1; blanks and marks do not count.
fn shared(before: &str, after: &str) -> f64 {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.unicode_words().collect(), after.unicode_words().collect());
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let same: usize =
        ops.iter().filter(|op| op.tag() == DiffTag::Equal).map(|op| op.new_range().len()).sum();
    let count = |words: usize| f64::from(u32::try_from(words).unwrap_or(u32::MAX));
    let all = count(old.len() + new.len());
    if all == 0.0 { 0.0 } else { 2.0 * count(same) / all }
}

/// Two texts at once, word by word.
fn words(before: &str, after: &str) -> Vec<Words> {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.split_word_bounds().collect(), after.split_word_bounds().collect());
    let mut found: Vec<Words> = Vec::new();
    let mut say = |fate: Fate, words: Option<&[&str]>| {
        let text = words.unwrap_or_default().concat();
        match found.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.fate == fate => last.text.push_str(&text),
            _ => found.push(Words { fate, text }),
        }
    };
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        if op.tag() == DiffTag::Equal {
            say(Fate::Same, new.get(op.new_range()));
        } else {
            say(Fate::Removed, old.get(op.old_range()));
            say(Fate::Added, new.get(op.new_range()));
        }
    }
    found
}

/// Hides clinical text from debug output.
macro_rules! redact {
    ($($name:ident),+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    )+};
}
redact!(Difference, Part, Change, Words);
