//! A letter as a reviewer reads it: lines one after the other, what only quotes the payer told from what answers.

use super::Asked;
use crate::criterion::CriterionId;
use crate::document::Block;
use crate::evidence::EvidenceId;
use crate::fact::Reading;

/// A sentence that speaks of more criteria than this introduces or sums up; it answers none of them.
const MOST_CRITERIA: usize = 3;

/// A letter.
pub(super) struct Letter {
    pub(super) lines: Vec<Line>,
}

/// One sentence, or one row of a table.
pub(super) struct Line {
    /// The sentence's number; `None` for a row.
    pub(super) id: Option<String>,
    pub(super) text: String,
    pub(super) reading: Reading,
    /// The criteria that it speaks of.
    pub(super) criteria: Vec<CriterionId>,
    /// Whether it is nothing but the payer's own words.
    pub(super) quotes: bool,
}

impl Letter {
    /// Reads a letter; what repeats one of these criteria is a quotation.
    pub(super) fn of(criteria: &[Asked], blocks: &[Block]) -> Self {
        let line = |id: Option<String>, text: String, evidence: &[EvidenceId]| Line {
            id,
            reading: Reading::of(&text),
            criteria: spoken_of(evidence),
            quotes: criteria.iter().any(|asked| same(&asked.text, &text)),
            text,
        };
        let mut lines = Vec::new();
        for block in blocks {
            for sentence in block.sentences() {
                let id = Some(sentence.id.clone());
                lines.push(line(id, sentence.text.clone(), &sentence.evidence));
            }
            if let Block::Table { rows, .. } = block {
                lines
                    .extend(rows.iter().map(|row| line(None, row.cells.join(": "), &row.evidence)));
            }
        }
        Self { lines }
    }

    /// The lines that are the writer's own.
    pub(super) fn said(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| !line.quotes)
    }
}

impl Line {
    /// Whether one of these phrases stands in it, in lower case.
    pub(super) fn says(&self, phrases: &[&str]) -> bool {
        let lower = self.text.to_lowercase();
        phrases.iter().any(|phrase| lower.contains(phrase))
    }
}

fn spoken_of(evidence: &[EvidenceId]) -> Vec<CriterionId> {
    let criteria: Vec<CriterionId> = evidence
        .iter()
        .filter_map(|id| match id {
            EvidenceId::Criterion(number) => Some(CriterionId(*number)),
            EvidenceId::Fact(_) | EvidenceId::Source(_) => None,
        })
        .collect();
    if criteria.len() > MOST_CRITERIA { Vec::new() } else { criteria }
}

/// Whether two texts are the same but for their last stop and quotation marks.
fn same(left: &str, right: &str) -> bool {
    let bare = |text: &str| {
        let signs = |letter: char| !letter.is_alphanumeric() && letter != '%';
        text.trim_matches(signs).to_lowercase()
    };
    bare(left) == bare(right)
}
