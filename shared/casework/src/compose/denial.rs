//! The denial, quoted word for word and answered point by point.

use super::criteria::statement;
use super::{Piece, Said, facts_of, phrase};
use crate::brief::Brief;
use crate::evidence::EvidenceId;
use crate::fact::{Fact, FactKind, Origin, Outcome};

/// Most points that are answered; a denial rarely has more than two.
const POINTS: usize = 6;

/// Words by which a sentence of a denial gives a reason.
const REASONS: &[&str] = &[
    "not medically necessary",
    "medical necessity",
    "not meet",
    "does not",
    "do not",
    "did not",
    "not met",
    "criteria",
    "because",
    "require",
    "must",
    "experimental",
    "investigational",
    "unproven",
    "not covered",
    "excluded",
    "exclusion",
    "insufficient",
    "not received",
    "not been",
    "no evidence",
    "no documentation",
    "lack",
    "missing",
    "step therapy",
    "formulary",
    "exceed",
    "quantity",
    "limit",
    "unable to approve",
    "not approved",
    "denied",
];
/// Words of the parts of a denial that every denial has: rights, addresses, greetings.
const BOILERPLATE: &[&str] = &[
    "right to appeal",
    "you may",
    "you can",
    "if you have questions",
    "external review",
    "grievance",
    "language",
    "free of charge",
    "write to",
    "sincerely",
    "dear ",
    "contact us",
    "customer service",
    "copy of",
];

/// What a point of a denial turns on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ground {
    /// Other treatments first.
    Steps,
    /// The amount or schedule asked for.
    Quantity,
    /// The condition itself: diagnosis, severity, necessity.
    Condition,
    /// Missing papers.
    Documentation,
    /// The state of the evidence.
    Evidence,
    /// The contract.
    Benefit,
}

/// The stated reason, word for word.
pub(super) fn quoted(brief: &Brief) -> Vec<Piece> {
    let payer = brief.context().payer().name();
    let points = points(brief);
    let said = points.iter().enumerate().map(|(place, fact)| {
        let lead = match place {
            0 => format!("{payer} gave this reason for its denial:"),
            _ => "The denial further states:".to_owned(),
        };
        Said::on(format!("{lead} {}", phrase::quote(&fact.text)), [fact.id])
    });
    let said: Vec<Said> = said.collect();
    if said.is_empty() { Vec::new() } else { vec![Piece::Paragraph(said)] }
}

/// Each point with the facts that answer it; a point that no fact answers is said to be so.
pub(super) fn rebuttal(brief: &Brief) -> Vec<Piece> {
    points(brief)
        .into_iter()
        .map(|point| {
            let facts = answers(brief, &point.text);
            let mut said = vec![opening(point, &facts)];
            said.extend(facts.iter().map(|fact| Said::on(statement(brief, fact), [fact.id])));
            Piece::Paragraph(said)
        })
        .collect()
}

/// The sentences of the denial that give a reason; the reason field first.
fn points(brief: &Brief) -> Vec<&Fact> {
    let reason: Vec<&Fact> = facts_of(brief, FactKind::Denial)
        .filter(|fact| fact.origin == Origin::DenialReason)
        .collect();
    let text = facts_of(brief, FactKind::Denial)
        .filter(|fact| matches!(fact.origin, Origin::DenialText(_)));
    let told = text.filter(|fact| {
        gives_reason(&fact.text) && !reason.iter().any(|stated| same(&stated.text, &fact.text))
    });
    reason.iter().copied().chain(told).take(POINTS).collect()
}

fn gives_reason(text: &str) -> bool {
    let lower = text.to_lowercase();
    REASONS.iter().any(|word| lower.contains(word))
        && !BOILERPLATE.iter().any(|word| lower.contains(word))
}

fn same(a: &str, b: &str) -> bool {
    let plain = |text: &str| phrase::clause(text).to_lowercase();
    plain(b).contains(&plain(a)) || plain(a).contains(&plain(b))
}

fn opening(point: &Fact, facts: &[&Fact]) -> Said {
    let on = grounds(&point.text);
    let about = match on.first() {
        Some(Ground::Steps) => "As to earlier treatment",
        Some(Ground::Quantity) => "As to the amount requested",
        Some(Ground::Documentation) => "As to the documentation",
        Some(Ground::Evidence) => "As to the evidence for this use",
        Some(Ground::Benefit) => "As to the terms of coverage",
        Some(Ground::Condition) | None => "As to medical necessity",
    };
    let text = if facts.is_empty() {
        format!(
            "{about}, the information available does not answer this point; I ask to discuss it with the reviewer."
        )
    } else {
        format!("{about}, I ask the reviewer to consider the following.")
    };
    let evidence: Vec<EvidenceId> =
        std::iter::once(point.id).chain(facts.iter().map(|fact| fact.id)).map(Into::into).collect();
    Said::on(text, evidence)
}

/// What a point turns on, the most telling first.
fn grounds(text: &str) -> Vec<Ground> {
    let lower = text.to_lowercase();
    let names = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let mut grounds = Vec::new();
    let rules: [(&[&str], Ground); 6] = [
        (
            &[
                "step",
                "tried",
                "trial",
                "failed",
                "failure",
                "first",
                "alternative",
                "conservative",
                "formulary",
                "preferred",
                "prior therapy",
                "inadequate response",
            ],
            Ground::Steps,
        ),
        (
            &[
                "experimental",
                "investigational",
                "unproven",
                "off-label",
                "evidence-based",
                "clinical evidence",
            ],
            Ground::Evidence,
        ),
        (&["quantity", "dose", "exceed", "frequency", "number of"], Ground::Quantity),
        (
            &[
                "documentation",
                "records",
                "not received",
                "insufficient",
                "information",
                "chart notes",
            ],
            Ground::Documentation,
        ),
        (&["excluded", "exclusion", "not a covered", "benefit"], Ground::Benefit),
        (
            &[
                "medically necessary",
                "medical necessity",
                "severity",
                "diagnosis",
                "indication",
                "criteria",
            ],
            Ground::Condition,
        ),
    ];
    for (words, ground) in rules {
        if names(words) {
            grounds.push(ground);
        }
    }
    if grounds.is_empty() {
        grounds.push(Ground::Condition);
    }
    grounds
}

/// The facts that answer a point. Literature and contract are answered by no fact of a case.
fn answers<'a>(brief: &'a Brief, point: &str) -> Vec<&'a Fact> {
    let grounds = grounds(point);
    let has = |ground| grounds.contains(&ground);
    let tried = |fact: &Fact| {
        fact.kind == FactKind::History
            && !matches!(fact.reading.outcome, Some(Outcome::Completed | Outcome::Responding))
    };
    let wanted = |fact: &&Fact| match fact.kind {
        FactKind::History => {
            has(Ground::Steps) && (tried(fact) || named(point, fact))
                || has(Ground::Documentation)
                || has(Ground::Condition)
        }
        FactKind::Diagnosis => has(Ground::Condition) || has(Ground::Documentation),
        FactKind::Diagnostic => {
            has(Ground::Condition) || has(Ground::Documentation) || named(point, fact)
        }
        FactKind::Request => has(Ground::Quantity),
        FactKind::Clinical => named(point, fact),
        FactKind::Patient | FactKind::Payer | FactKind::Medication | FactKind::Denial => false,
    };
    brief.facts().iter().filter(wanted).collect()
}

/// Whether the point names a drug that the fact speaks of.
fn named(point: &str, fact: &Fact) -> bool {
    let lower = point.to_lowercase();
    fact.reading.drugs.iter().any(|drug| lower.contains(drug.generic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_denial_turns_on_is_read_from_its_words() {
        assert_eq!(grounds("Step therapy requirements were not met."), [Ground::Steps]);
        assert_eq!(grounds("This use is investigational.").first(), Some(&Ground::Evidence));
        assert_eq!(grounds("Not medically necessary."), [Ground::Condition]);
        assert_eq!(grounds("See policy."), [Ground::Condition]);
    }

    #[test]
    fn the_parts_that_every_denial_has_give_no_reason() {
        assert!(gives_reason("The request does not meet our criteria."));
        assert!(!gives_reason("You have the right to appeal because this is the law."));
        assert!(!gives_reason("Thank you for your request."));
    }
}
