//! Each criterion against the letter: is it answered, is the answer a number where a number is asked for, does the letter
//! itself leave it open.

use super::letter::{Letter, Line};
use super::{Asked, Remark, RemarkKind};
use crate::criterion::amount::{Given, amounts};
use crate::criterion::{Combinator, shared_words};
use crate::fact::Reading;

/// A sentence that shares so many of a criterion's words, in percent, answers it though it does not name it.
const ANSWERS: usize = 60;

/// Words by which a letter says that a criterion is open.
const OPEN: &[&str] = &[
    "not documented",
    "not met",
    "what remains",
    "in part",
    "does not answer",
    "no documentation",
    "not available",
];

/// What a reviewer would say to the criteria.
pub(super) fn remarks(criteria: &[Asked], letter: &Letter) -> Vec<Remark> {
    let below = |parent: &Asked| criteria.iter().any(|asked| asked.parent == Some(parent.id));
    let mut remarks = Vec::new();
    for asked in criteria.iter().filter(|asked| !below(asked)) {
        let standing = standing(asked, letter);
        if standing == Standing::Answered {
            remarks.extend(numbers(asked, letter));
        } else if !spared(asked, criteria, letter) {
            remarks.push(unanswered(asked, standing, letter));
        }
    }
    remarks
}

/// How a letter stands to a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Silent,
    Open,
    Answered,
}

fn standing(asked: &Asked, letter: &Letter) -> Standing {
    let mut answers = answers(asked, letter).peekable();
    if answers.peek().is_none() {
        Standing::Silent
    } else if answers.any(|line| line.says(OPEN)) {
        Standing::Open
    } else {
        Standing::Answered
    }
}

/// The writer's own sentences that speak of a criterion, by its number or else by its words.
fn answers<'a>(asked: &'a Asked, letter: &'a Letter) -> impl Iterator<Item = &'a Line> {
    letter.said().filter(|line| {
        line.criteria.contains(&asked.id) || shared_words(&asked.text, &line.text) >= ANSWERS
    })
}

/// Whether enough other branches of a group above are answered.
fn spared(asked: &Asked, criteria: &[Asked], letter: &Letter) -> bool {
    let Some(group) = criteria.iter().find(|group| asked.parent == Some(group.id)) else {
        return false;
    };
    let enough = match group.combinator {
        Some(Combinator::AtLeast(needed)) => {
            let branches = criteria.iter().filter(|branch| branch.parent == Some(group.id));
            let answered = branches.filter(|branch| answered(branch, criteria, letter)).count();
            usize::try_from(needed).is_ok_and(|needed| needed <= answered)
        }
        Some(Combinator::All | Combinator::None) | None => false,
    };
    enough || spared(group, criteria, letter)
}

/// Whether a branch is answered, by what stands below it if anything does.
fn answered(branch: &Asked, criteria: &[Asked], letter: &Letter) -> bool {
    let mut below = criteria.iter().filter(|asked| asked.parent == Some(branch.id)).peekable();
    if below.peek().is_none() {
        return standing(branch, letter) == Standing::Answered;
    }
    match branch.combinator {
        Some(Combinator::AtLeast(_)) => below.any(|asked| answered(asked, criteria, letter)),
        Some(Combinator::All | Combinator::None) | None => {
            below.all(|asked| answered(asked, criteria, letter))
        }
    }
}

fn unanswered(asked: &Asked, standing: Standing, letter: &Letter) -> Remark {
    let words = asked.text.trim_end_matches(['.', ':', ';']);
    let open = answers(asked, letter).find(|line| line.says(OPEN));
    let (kind, text) = if standing == Standing::Open {
        let text = format!(
            "The letter leaves {} open: \u{201C}{words}\u{201D} What in the record answers it?",
            asked.id
        );
        (RemarkKind::CriterionLeftOpen, text)
    } else {
        let text = format!("Nothing in the letter answers {}: \u{201C}{words}\u{201D}", asked.id);
        (RemarkKind::CriterionNotAddressed, text)
    };
    let sentence = open.and_then(|line| line.id.clone());
    Remark { kind, criterion: Some(asked.id), sentence, text }
}

/// The numbers that a criterion asks for and its answer does not give.
fn numbers(asked: &Asked, letter: &Letter) -> Vec<Remark> {
    let lines: Vec<&Line> = answers(asked, letter).collect();
    let readings: Vec<Reading> = lines.iter().map(|line| line.reading.clone()).collect();
    let sentence = lines.iter().find_map(|line| line.id.clone());
    let remark =
        |kind, text| Remark { kind, criterion: Some(asked.id), sentence: sentence.clone(), text };
    amounts(&asked.text)
        .iter()
        .filter_map(|amount| match amount.given_by(&readings) {
            Given::Within => None,
            Given::Nothing => Some(remark(
                RemarkKind::NumberMissing,
                format!(
                    "{} asks for {}; the answer gives no such number.",
                    asked.id,
                    amount.asked()
                ),
            )),
            Given::Outside => Some(remark(
                RemarkKind::NumberOutside,
                format!(
                    "{} asks for {}; the answer gives another number.",
                    asked.id,
                    amount.asked()
                ),
            )),
        })
        .collect()
}
