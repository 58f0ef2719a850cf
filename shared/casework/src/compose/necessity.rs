//! Why this request: what came before it, and what the clinician wrote of it.

use super::{Piece, Said, clinical, history, phrase, request, topic};
use crate::brief::Brief;
use crate::case::RequestKind;
use crate::evidence::Source;
use crate::fact::{Fact, Origin, Outcome};
use crate::kind::Part;

/// The step from the history to the request, then the clinician's reasons.
pub(super) fn section(brief: &Brief) -> Vec<Piece> {
    let mut lead: Vec<Said> = Vec::new();
    lead.extend(after_history(brief));
    let facts: Vec<&Fact> = topic::about(brief, Part::Necessity).collect();
    lead.push(judgment(brief));
    lead.extend(clinical::told(brief, &facts));
    clinical::paragraph(lead)
}

/// `I am requesting adalimumab after methotrexate failed and leflunomide was not tolerated.`
pub(super) fn after_history(brief: &Brief) -> Option<Said> {
    if matches!(brief.context().request().kind(), RequestKind::GeneticTest | RequestKind::Admission)
    {
        return None;
    }
    let ended = [Outcome::Failed, Outcome::Partial, Outcome::Intolerant];
    let (clauses, origins) = history::by_outcome(brief, &ended);
    let text =
        format!("I am requesting {} after {}.", request::name(brief), phrase::join(&clauses));
    let origins: Vec<Origin> = std::iter::once(Origin::Request).chain(origins).collect();
    (!clauses.is_empty()).then(|| Said::on(text, request::ids(brief, &origins)))
}

/// The clinician's judgment, which is what the letter is for. It names request and patient, nothing more.
pub(super) fn judgment(brief: &Brief) -> Said {
    let wanted = request::name(brief);
    let name = brief.first_name();
    let is = phrase::is(brief.context().request().name());
    let text = format!("In my clinical judgment, {wanted} {is} medically necessary for {name}.");
    Said::on(text, request::ids(brief, &[Origin::Request]))
}

/// Passages of retrieved sources, word for word.
pub(super) fn references(brief: &Brief) -> Vec<Piece> {
    clinical::paragraph(brief.sources().iter().map(quoted).collect())
}

/// A passage, word for word, with its title and publisher.
pub(super) fn quoted(source: &Source) -> Said {
    let quote = phrase::quote(&source.quote);
    Said::on(format!("{} ({}) states: {quote}", source.title, source.publisher), [source.id])
}
