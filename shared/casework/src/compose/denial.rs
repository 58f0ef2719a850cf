//! The denial, quoted word for word and answered point by point.

use super::criteria::statement;
use super::{Piece, Said, clinical, facts_of, history, phrase, topic};
use crate::brief::Brief;
use crate::case::Denial;
use crate::evidence::EvidenceId;
use crate::fact::{Fact, FactId, FactKind, Origin, Outcome};
use crate::kind::Part;

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

/// Words by which a denial asks for other treatments first.
const STEPS: &[&str] = &[
    "step",
    "tried",
    "trial",
    "failed",
    "failure",
    "first-line",
    "alternative",
    "conservative",
    "formulary",
    "preferred",
    "prior therapy",
    "inadequate response",
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
    /// Images.
    Imaging,
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
        Said::on(phrase::quoting(&lead, words(brief, fact)), [fact.id])
    });
    clinical::paragraph(said.collect())
}

/// The stated reason alone, word for word.
pub(super) fn quoted_in_short(brief: &Brief) -> Vec<Said> {
    let points = points(brief).into_iter().take(1);
    points.map(|fact| Said::on(phrase::quoting("Denial:", words(brief, fact)), [fact.id])).collect()
}

/// Whether a point rests on the contract rather than on the clinical picture.
pub(super) fn is_contract(brief: &Brief, point: &Fact) -> bool {
    ground(words(brief, point)) == Ground::Benefit
}

/// Each point with the facts that answer it; a point that no fact answers is said to be so. A fact answers once; a later
/// point refers back to it.
pub(super) fn rebuttal(brief: &Brief) -> Vec<Piece> {
    let mut used: Vec<FactId> = Vec::new();
    let mut pieces = Vec::new();
    for point in points(brief) {
        let facts = answers(brief, words(brief, point));
        let fresh: Vec<&Fact> =
            facts.iter().filter(|fact| !used.contains(&fact.id)).copied().collect();
        let mut said = vec![opening(brief, point, &facts, &fresh)];
        said.extend(fresh.iter().flat_map(|fact| answer(brief, fact)));
        used.extend(fresh.iter().map(|fact| fact.id));
        pieces.push(Piece::Paragraph(said));
    }
    pieces
}

/// A fact as part of an answer; a treatment with its detail.
fn answer(brief: &Brief, fact: &Fact) -> Vec<Said> {
    if let Origin::History(place) = fact.origin
        && let Some(row) = brief.context().history().get(place)
    {
        return history::told(brief, place, row);
    }
    vec![Said::on(statement(brief, fact), [fact.id])]
}

/// Whether the answer to the denial tells of every treatment.
pub(super) fn tells_history(brief: &Brief) -> bool {
    let history: Vec<FactId> = facts_of(brief, FactKind::History).map(|fact| fact.id).collect();
    let points = if brief.kind.spec().section(Part::Rebuttal).is_some() {
        points(brief)
    } else {
        Vec::new()
    };
    let told: Vec<FactId> = points
        .iter()
        .flat_map(|point| answers(brief, words(brief, point)))
        .map(|fact| fact.id)
        .collect();
    !history.is_empty() && history.iter().all(|id| told.contains(id))
}

/// What the payer wrote, without the words that make a fact of it.
fn words<'a>(brief: &'a Brief, fact: &'a Fact) -> &'a str {
    match fact.origin {
        Origin::DenialReason => {
            brief.context().denial().and_then(Denial::reason).unwrap_or(&fact.text)
        }
        Origin::Age
        | Origin::State
        | Origin::Payer
        | Origin::Diagnosis(_)
        | Origin::Request
        | Origin::History(_)
        | Origin::Medication(_)
        | Origin::Clinical(_)
        | Origin::DenialLevel
        | Origin::DenialText(_)
        | Origin::Earlier(_) => &fact.text,
    }
}

/// The sentences of the denial that give a reason; the reason field first, and what only repeats it left out.
pub(super) fn points(brief: &Brief) -> Vec<&Fact> {
    let mut points: Vec<&Fact> = facts_of(brief, FactKind::Denial)
        .filter(|fact| fact.origin == Origin::DenialReason)
        .collect();
    for fact in facts_of(brief, FactKind::Denial)
        .filter(|fact| matches!(fact.origin, Origin::DenialText(_)))
    {
        let told = points.iter().any(|stated| repeats(&fact.text, words(brief, stated)));
        if gives_reason(&fact.text) && !told {
            points.push(fact);
        }
    }
    points.truncate(POINTS);
    points
}

fn gives_reason(text: &str) -> bool {
    let lower = text.to_lowercase();
    REASONS.iter().any(|word| lower.contains(word))
        && !BOILERPLATE.iter().any(|word| lower.contains(word))
}

/// Whether most telling words of one text stand in the other.
fn repeats(text: &str, other: &str) -> bool {
    let telling = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        words
            .filter(|word| {
                word.len() > 3 || word.chars().all(|c| c.is_ascii_digit()) && !word.is_empty()
            })
            .collect()
    };
    let (words, others) = (telling(text), telling(other));
    let shared = words.iter().filter(|word| others.contains(word)).count();
    let fewer = words.len().min(others.len());
    fewer > 0 && shared * 3 >= fewer * 2
}

fn opening(brief: &Brief, point: &Fact, facts: &[&Fact], fresh: &[&Fact]) -> Said {
    let about = match ground(words(brief, point)) {
        Ground::Steps => "As to earlier treatment",
        Ground::Quantity => "As to the amount requested",
        Ground::Imaging => "As to the imaging",
        Ground::Documentation => "As to the documentation",
        Ground::Evidence => "As to the evidence for this use",
        Ground::Benefit => "As to the terms of coverage",
        Ground::Condition => "As to medical necessity",
    };
    let text = match (facts.is_empty(), fresh.is_empty()) {
        (true, _) => format!(
            "{about}, the information available does not answer this point; I ask to discuss it with the reviewer."
        ),
        (false, true) => format!("{about}, I refer the reviewer to the facts set out above."),
        (false, false) => format!("{about}, I ask the reviewer to consider the following."),
    };
    let answered = facts.iter().map(|fact| EvidenceId::from(fact.id));
    Said::on(text, std::iter::once(point.id.into()).chain(answered))
}

/// What a point turns on: the most telling of its words decides.
fn ground(text: &str) -> Ground {
    let lower = text.to_lowercase();
    let rules: [(&[&str], Ground); 6] = [
        (STEPS, Ground::Steps),
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
        (&["imaging", "mri", "x-ray", "radiograph", "scan"], Ground::Imaging),
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
    ];
    let found = rules.iter().find(|(words, _)| words.iter().any(|word| lower.contains(word)));
    found.map_or(Ground::Condition, |(_, ground)| *ground)
}

/// The facts that answer a point. Literature and contract are answered by no fact of a case.
fn answers<'a>(brief: &'a Brief, point: &str) -> Vec<&'a Fact> {
    let ground = ground(point);
    let tried = |fact: &Fact| {
        !matches!(fact.reading.outcome, Some(Outcome::Completed | Outcome::Responding))
    };
    let wanted = |fact: &&Fact| match fact.kind {
        FactKind::History => match ground {
            Ground::Steps => tried(fact) || named(point, fact),
            Ground::Documentation | Ground::Condition => true,
            Ground::Quantity | Ground::Imaging | Ground::Evidence | Ground::Benefit => false,
        },
        FactKind::Diagnosis => matches!(ground, Ground::Condition | Ground::Documentation),
        FactKind::Diagnostic => {
            matches!(ground, Ground::Condition | Ground::Documentation | Ground::Imaging)
        }
        FactKind::Request => ground == Ground::Quantity,
        FactKind::Clinical => {
            named(point, fact)
                || ground == Ground::Imaging && is_imaging(fact) && !topic::is_plan(&fact.text)
        }
        FactKind::Patient
        | FactKind::Payer
        | FactKind::Medication
        | FactKind::Denial
        | FactKind::Earlier => false,
    };
    let imaging = |fact: &&Fact| ground != Ground::Imaging || is_imaging(fact);
    brief.facts().iter().filter(wanted).filter(imaging).collect()
}

fn is_imaging(fact: &Fact) -> bool {
    let lower = fact.text.to_lowercase();
    [
        "mri",
        "x-ray",
        "radiograph",
        "ct ",
        "scan",
        "ultrasound",
        "imaging",
        "tomograph",
        "angiogra",
        "echocardiogra",
    ]
    .iter()
    .any(|word| lower.contains(word))
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
        assert_eq!(ground("Step therapy requirements were not met."), Ground::Steps);
        assert_eq!(ground("This use is investigational."), Ground::Evidence);
        assert_eq!(ground("Imaging reports were not received."), Ground::Imaging);
        assert_eq!(ground("Not medically necessary."), Ground::Condition);
    }

    #[test]
    fn a_sentence_that_repeats_the_reason_is_no_second_point() {
        let reason = "documentation of 3 months of conservative treatment was not provided";
        assert!(repeats(
            "It is denied because documentation of 3 months of conservative treatment was not provided",
            reason
        ));
        assert!(!repeats("Imaging reports were not received", reason));
    }

    #[test]
    fn the_parts_that_every_denial_has_give_no_reason() {
        assert!(gives_reason("The request does not meet our criteria."));
        assert!(!gives_reason("You have the right to appeal because this is the law."));
        assert!(!gives_reason("Thank you for your request."));
    }
}
