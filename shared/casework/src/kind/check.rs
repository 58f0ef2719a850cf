//! What a finished document must show. A writer may forget it; what is missing is found here, whoever wrote.

use crate::brief::Brief;
use crate::case::{Denial, ServiceCode};
use crate::document::Block;
use crate::evidence::EvidenceId;
use serde::Serialize;
use std::fmt;

/// What a finished document must show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// The denial reason stands in it word for word.
    QuotesDenial,
    /// The request's name, codes, dose, frequency and duration stand in it.
    AsksExactly,
    /// Each criterion is addressed.
    AnswersCriteria,
    /// Each treatment of the history is named.
    NamesHistory,
    /// It keeps to the character limit.
    Fits,
}

/// A check that a document does not pass.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Shortfall {
    /// The check.
    pub check: Check,
    /// What is missing, for the clinician.
    pub detail: String,
}

/// Hides clinical text from debug output.
impl fmt::Debug for Shortfall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shortfall").field("check", &self.check).finish_non_exhaustive()
    }
}

/// What the document lacks of what its kind must show.
pub fn shortfalls(brief: &Brief, blocks: &[Block]) -> Vec<Shortfall> {
    let written = Written::of(blocks);
    let checks = brief.kind.spec().checks.iter();
    checks
        .flat_map(|check| check.missing(brief, &written).into_iter().map(|detail| (*check, detail)))
        .map(|(check, detail)| Shortfall { check, detail })
        .collect()
}

/// A document's words and what they stand on.
struct Written {
    /// All words in lower case, white space as one blank, quotation marks alike.
    words: String,
    evidence: Vec<EvidenceId>,
    /// Characters of the text as it is pasted.
    characters: usize,
}

impl Written {
    fn of(blocks: &[Block]) -> Self {
        let mut words = String::new();
        let mut evidence = Vec::new();
        for block in blocks {
            for sentence in block.sentences() {
                words.push_str(&sentence.text);
                words.push(' ');
                evidence.extend(sentence.evidence.iter().copied());
            }
            if let Block::Table { rows, .. } = block {
                for row in rows {
                    words.push_str(&row.cells.join(" "));
                    words.push(' ');
                    evidence.extend(row.evidence.iter().copied());
                }
            }
        }
        Self { words: plain(&words), evidence, characters: super::limit::characters(blocks) }
    }

    fn says(&self, text: &str) -> bool {
        self.words.contains(&plain(text))
    }

    /// Whether every word of a name stands in it; a letter may turn their order.
    fn names(&self, name: &str) -> bool {
        plain(name).split(|c: char| !c.is_alphanumeric()).all(|word| self.words.contains(word))
    }
}

/// Words in a form in which two spellings of the same text are equal.
fn plain(text: &str) -> String {
    let text = text.replace(['“', '”', '"', '’'], "'").to_lowercase();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.trim_end_matches(['.', ',', ';', ':']).to_owned()
}

impl Check {
    fn missing(self, brief: &Brief, written: &Written) -> Vec<String> {
        match self {
            Self::QuotesDenial => denial(brief, written),
            Self::AsksExactly => request(brief, written),
            Self::AnswersCriteria => criteria(brief, written),
            Self::NamesHistory => history(brief, written),
            Self::Fits => limit(brief, written),
        }
    }
}

fn denial(brief: &Brief, written: &Written) -> Vec<String> {
    let reason = brief.context().denial().and_then(Denial::reason);
    let missing = reason.is_some_and(|reason| !written.says(reason));
    missing
        .then(|| "The payer's reason is not quoted word for word.".to_owned())
        .into_iter()
        .collect()
}

fn request(brief: &Brief, written: &Written) -> Vec<String> {
    let request = brief.context().request();
    let codes = request.codes().iter().map(ServiceCode::as_str);
    let parts = [request.dose(), request.frequency(), request.duration()];
    let named = std::iter::once(request.name()).chain(codes).chain(parts.into_iter().flatten());
    named
        .filter(|part| !written.names(part))
        .map(|part| format!("The request is not stated in full: {part} is missing."))
        .collect()
}

fn criteria(brief: &Brief, written: &Written) -> Vec<String> {
    let criteria = brief.checklist().criteria.iter();
    criteria
        .filter(|criterion| !written.evidence.contains(&criterion.id.into()))
        .map(|criterion| format!("Criterion {} is not answered.", criterion.id))
        .collect()
}

fn history(brief: &Brief, written: &Written) -> Vec<String> {
    let rows = brief.context().history().iter();
    rows.filter(|row| !written.names(row.treatment()))
        .map(|row| format!("The treatment {} is not named.", row.treatment()))
        .collect()
}

fn limit(brief: &Brief, written: &Written) -> Vec<String> {
    let Some(limit) = brief.character_limit() else { return Vec::new() };
    let over = written.characters.saturating_sub(limit.characters());
    (over > 0).then(|| format!("The text is {over} characters too long.")).into_iter().collect()
}
