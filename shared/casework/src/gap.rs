//! The gap check: what stands between a case and its payer's criteria, and which questions would close it, the weightiest
//! first. The draft's checklist is the same object: what is shown before drafting is what the letter is written from.

use serde::Serialize;

use crate::case::CaseContext;
use crate::criterion::{
    self, Checklist, Combinator, Counts, Criterion, CriterionId, NoCriteria, Role, SetAside,
    Status, TreeForm,
};
use crate::fact::facts;

/// What a gap check says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gaps {
    /// How many criteria stand how.
    pub counts: Counts,
    /// What would close the gaps, the weightiest first. Empty if nothing decisive is open.
    pub questions: Vec<Question>,
    /// Every criterion with its standing, in reading order.
    pub criteria: Vec<Criterion>,
    /// What someone marked as not applicable.
    pub set_aside: Vec<SetAside>,
    /// The tree as it can be edited and sent back in `criteria.edited`.
    pub tree: TreeForm,
    /// Why there are no criteria, if there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub none: Option<NoCriteria>,
}

/// A question to the clinician.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The criterion that it would close.
    pub criterion: CriterionId,
    /// The payer's words.
    pub text: String,
    /// How the criterion stands.
    pub status: Status,
    /// What is asked.
    pub question: String,
    /// What the answer must say to count.
    pub answer: String,
    /// The field of the case that the answer belongs into (a JSON pointer, RFC 6901).
    pub pointer: &'static str,
    /// How much hangs on it.
    pub weight: Weight,
    /// The group of which one branch is enough, for a branch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branch_of: Option<CriterionId>,
}

/// How much hangs on a question, the most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// An exclusion that applies: nothing else helps while it stands.
    Exclusion,
    /// It has to be met whatever else is.
    Mandatory,
    /// One of several branches; another one may do.
    Branch,
    /// A limit of quantity or time.
    Limit,
}

impl std::fmt::Debug for Question {
    /// Shows number and weight, never the words.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Question")
            .field("criterion", &self.criterion)
            .field("weight", &self.weight)
            .finish_non_exhaustive()
    }
}

/// The gap check of a case: its own criteria, edited ones before pasted ones, held against its facts.
pub fn gaps(case: &CaseContext) -> Gaps {
    let criteria = criterion::of(case);
    let checklist = criterion::assess(&criteria, &facts(case), case);
    Gaps {
        counts: checklist.counts(),
        questions: questions(&checklist),
        tree: TreeForm::from(&criteria),
        none: criteria.none,
        criteria: checklist.criteria,
        set_aside: checklist.set_aside,
    }
}

/// The questions that would close the gaps of a checklist, the weightiest first; among equals the cheaper answer, then the
/// payer's order.
pub fn questions(checklist: &Checklist) -> Vec<Question> {
    let mut asked: Vec<(Rank, Question)> = checklist
        .criteria
        .iter()
        .filter(|criterion| criterion.status != Status::Met && criterion.decisive)
        .filter_map(|criterion| ranked(checklist, criterion))
        .collect();
    asked.sort_by_key(|(rank, _)| *rank);
    asked.into_iter().map(|(_, question)| question).collect()
}

/// What a question is ordered by.
type Rank = (Weight, u8, criterion::Effort, CriterionId);

fn ranked(checklist: &Checklist, criterion: &Criterion) -> Option<(Rank, Question)> {
    let (answer, question) = criterion.answer.clone().zip(criterion.question.clone())?;
    let branch_of = open_choice(checklist, criterion);
    let of_roots = matches!(checklist.combinator, Combinator::AtLeast(_));
    let applies = matches!(criterion.status, Status::NotMet | Status::Partly);
    let weight = match criterion.role {
        Role::QuantityLimit | Role::ApprovalDuration => Weight::Limit,
        Role::Exclusion if applies => Weight::Exclusion,
        Role::Required | Role::Renewal | Role::Indication | Role::Exclusion => {
            if branch_of.is_some() || of_roots { Weight::Branch } else { Weight::Mandatory }
        }
    };
    // Of what must be met the contradicted comes first; of branches the one that lacks least.
    let standing = match (weight, criterion.status) {
        (Weight::Branch, Status::NotMet) => 2,
        (Weight::Branch, Status::Partly) | (_, Status::NotMet) => 0,
        _ => 1,
    };
    let question = Question {
        criterion: criterion.id,
        text: criterion.text.clone(),
        status: criterion.status,
        question,
        answer,
        pointer: criterion.pointer,
        weight,
        branch_of,
    };
    Some(((weight, standing, criterion.effort, criterion.id), question))
}

/// The innermost group above a criterion of which not every branch is needed.
fn open_choice(checklist: &Checklist, criterion: &Criterion) -> Option<CriterionId> {
    let mut above = criterion.parent;
    while let Some(group) = above.and_then(|id| checklist.get(id)) {
        if matches!(group.combinator, Some(Combinator::AtLeast(_))) {
            return Some(group.id);
        }
        above = group.parent;
    }
    None
}
