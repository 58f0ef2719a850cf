//! The reviewer's eye: a second reading by someone who has only the payer's criteria and the letter, never the case, and
//! says what would still be asked. Rules, no model: the same letter always gets the same remarks.

mod criterion;
mod denial;
mod letter;
mod paperwork;

use serde::Serialize;
use std::fmt;

use crate::criterion::{Combinator, CriterionId};
use crate::document::{Block, Document};
use letter::Letter;

/// A criterion as the payer has it: words and place in the tree, nothing of the case.
#[derive(Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its number.
    pub id: CriterionId,
    /// Its words.
    pub text: String,
    /// The group it belongs to.
    pub parent: Option<CriterionId>,
    /// For a group: how the criteria below it combine.
    pub combinator: Option<Combinator>,
}

/// Something that a payer's reviewer would still ask.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// What is wrong.
    pub kind: RemarkKind,
    /// The criterion that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criterion: Option<CriterionId>,
    /// The sentence in which it stands, such as `s12`; `None` if it is nowhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<String>,
    /// What the reviewer would say.
    pub text: String,
}

/// What a remark is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RemarkKind {
    /// The stated reason of the denial is answered nowhere.
    DenialNotAnswered,
    /// No sentence answers the criterion.
    CriterionNotAddressed,
    /// The letter itself says that the criterion is open or not met.
    CriterionLeftOpen,
    /// The criterion asks for a number and the sentence that answers it has none.
    NumberMissing,
    /// The number that answers the criterion is not the one asked for.
    NumberOutside,
    /// A treatment is told without its dose.
    DoseMissing,
    /// A treatment is told without its duration.
    DurationMissing,
    /// The request lacks its code.
    RequestWithoutCode,
    /// The request does not say how much, or how often.
    RequestWithoutQuantity,
    /// The request does not say for how long.
    RequestWithoutDuration,
    /// Nothing is asked for.
    RequestMissing,
}

impl fmt::Debug for Asked {
    /// Shows the number, never the words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Asked").field("id", &self.id).finish_non_exhaustive()
    }
}

impl fmt::Debug for Remark {
    /// Shows kind and place, never the words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Remark")
            .field("kind", &self.kind)
            .field("criterion", &self.criterion)
            .field("sentence", &self.sentence)
            .finish_non_exhaustive()
    }
}

impl Document {
    /// What a payer's reviewer would still ask, who sees its criteria and its body and nothing of the case.
    pub fn as_reviewer(&self) -> Vec<Remark> {
        let asked = self.criteria.iter().filter_map(|criterion| {
            Some(Asked {
                id: CriterionId::parse(&criterion.id)?,
                text: criterion.text.clone(),
                parent: criterion.parent,
                combinator: criterion.combinator,
            })
        });
        review(&asked.collect::<Vec<_>>(), &self.blocks)
    }
}

/// What a payer's reviewer would still ask, the weightiest first, then in the order of criteria and letter.
pub fn review(criteria: &[Asked], blocks: &[Block]) -> Vec<Remark> {
    let letter = Letter::of(criteria, blocks);
    let mut remarks = denial::remarks(&letter);
    remarks.extend(criterion::remarks(criteria, &letter));
    remarks.extend(paperwork::treatments(&letter));
    remarks.extend(paperwork::request(&letter));
    remarks.sort_by_key(|remark| remark.kind);
    remarks
}
