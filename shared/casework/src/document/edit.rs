//! Changes to a document's sentences: screened and grounded like the first draft.

use super::judge::Judge;
use super::resolve::How;
use super::{Block, Document, Sentence, State};
use crate::evidence::EvidenceId;
use crate::text::{Limit, Screened, Warnings};
use clinical::refusal::{Refusal, code};
use jiff::Timestamp;
use serde::Deserialize;
use std::fmt;

/// Longest sentence. A portal's paragraph fits; a pasted record does not.
const SENTENCE: Limit = Limit { name: "the sentence", characters: 2_000 };
/// Most edits in one revision.
const EDITS: usize = 200;

/// One change to a document.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case", deny_unknown_fields)]
pub enum Edit {
    /// Gives a sentence other words, and other evidence if any is named.
    Replace {
        /// The sentence.
        sentence: String,
        /// Its new words.
        text: String,
        /// What it stands on now; absent to keep what it stood on.
        #[serde(default)]
        evidence: Option<Vec<EvidenceId>>,
    },
    /// Takes a sentence out.
    Remove {
        /// The sentence.
        sentence: String,
    },
    /// Adds a sentence behind another.
    Insert {
        /// The sentence before it.
        after: String,
        /// Its words.
        text: String,
        /// What it stands on.
        #[serde(default)]
        evidence: Vec<EvidenceId>,
    },
}

/// Hides clinical text from debug output.
impl fmt::Debug for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Replace { .. } => "Edit::Replace(..)",
            Self::Remove { .. } => "Edit::Remove(..)",
            Self::Insert { .. } => "Edit::Insert(..)",
        })
    }
}

impl Document {
    /// The next version, with these changes made in order. All of them or none: it is a draft again, and every
    /// changed sentence has been screened and held against the facts. Whose doubts that answered is kept with who and when.
    ///
    /// # Errors
    /// One refusal for each edit that names an unknown sentence, is blank or too long, or holds an identifier;
    /// pointers begin at `/edits`.
    pub fn revise(&self, edits: &[Edit], by: &str, at: Timestamp) -> Result<Self, Vec<Refusal>> {
        if edits.is_empty() {
            return Err(vec![Refusal::new(
                "/edits",
                code::REQUIRED,
                "edits needs at least one entry",
            )]);
        }
        if edits.len() > EDITS {
            let detail = format!("edits takes at most {EDITS} entries");
            return Err(vec![Refusal::new("/edits", code::TOO_MANY, detail)]);
        }
        let judge = Judge::of(self);
        let mut next = self.clone();
        let mut refusals = Vec::new();
        for (index, edit) in edits.iter().enumerate() {
            if let Err(refused) = next.apply(edit, &judge) {
                let pointer = format!("/edits/{index}");
                refusals.extend(refused.into_iter().map(|refusal| refusal.below(&pointer)));
            }
        }
        if !refusals.is_empty() {
            return Err(refusals);
        }
        next.drop_empty();
        next.record(&self.doubts(), by, at, &How::Edited);
        next.reopen();
        Ok(next)
    }

    /// The next version, with the body of an earlier one, its sentences held against the facts of today. It is a draft
    /// again. `None` if that is a version of another document.
    #[must_use]
    pub fn restore(&self, earlier: &Self) -> Option<Self> {
        if (self.id, self.case_id) != (earlier.id, earlier.case_id) {
            return None;
        }
        let judge = Judge::of(self);
        let mut next = self.clone();
        next.blocks.clone_from(&earlier.blocks);
        for sentence in next.blocks.iter_mut().flat_map(Block::runs_mut).flatten() {
            *sentence = judge.restored(sentence);
        }
        next.reopen();
        Some(next)
    }

    pub(super) fn reopen(&mut self) {
        self.version += 1;
        self.state = State::Draft;
        self.reviewed = None;
        self.signed_off = None;
        self.placeholders = super::open::placeholders(self);
        self.left_out = super::open::left_out(self);
    }

    fn apply(&mut self, edit: &Edit, judge: &Judge) -> Result<(), Vec<Refusal>> {
        match edit {
            Edit::Remove { sentence } => {
                let (run, place) = find(&mut self.blocks, sentence, "/sentence")?;
                run.remove(place);
            }
            Edit::Replace { sentence, text, evidence } => {
                let text = screened(text)?;
                let (run, place) = find(&mut self.blocks, sentence, "/sentence")?;
                if let Some(old) = run.get_mut(place) {
                    let evidence = evidence.clone().unwrap_or_else(|| old.evidence.clone());
                    *old = judge.sentence(old.id.clone(), text, evidence);
                }
            }
            Edit::Insert { after, text, evidence } => {
                let text = screened(text)?;
                let id = self.next_sentence_id();
                let (run, place) = find(&mut self.blocks, after, "/after")?;
                run.insert(place + 1, judge.sentence(id, text, evidence.clone()));
            }
        }
        Ok(())
    }

    /// An id that no sentence of this version has. Ids of removed sentences may come back in a later version.
    fn next_sentence_id(&self) -> String {
        let last = self
            .blocks
            .iter()
            .flat_map(Block::sentences)
            .filter_map(|sentence| sentence.id.strip_prefix('s')?.parse::<u64>().ok())
            .max();
        format!("s{}", last.unwrap_or(0) + 1)
    }

    /// Removes what an edit has left without a sentence.
    fn drop_empty(&mut self) {
        for block in &mut self.blocks {
            if let Block::List { items, .. } = block {
                items.retain(|item| !item.sentences.is_empty());
            }
        }
        self.blocks.retain(|block| match block {
            Block::Paragraph { sentences } => !sentences.is_empty(),
            Block::List { items, .. } => !items.is_empty(),
            Block::Heading { .. } | Block::Table { .. } | Block::Signature { .. } => true,
        });
    }
}

/// The run of sentences in which one stands, and its place there.
pub(super) fn find<'a>(
    blocks: &'a mut [Block],
    id: &str,
    pointer: &str,
) -> Result<(&'a mut Vec<Sentence>, usize), Vec<Refusal>> {
    blocks
        .iter_mut()
        .flat_map(Block::runs_mut)
        .find_map(|run| run.iter().position(|sentence| sentence.id == id).map(|at| (run, at)))
        .ok_or_else(|| {
            let detail = "the document has no sentence of this id";
            vec![Refusal::new(pointer, code::UNKNOWN_VALUE, detail)]
        })
}

fn screened(text: &str) -> Result<String, Vec<Refusal>> {
    let text = Screened::screen("/text", text, SENTENCE, Warnings::Accept)?;
    Ok(text.as_str().split_whitespace().collect::<Vec<_>>().join(" "))
}
