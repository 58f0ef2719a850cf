//! Replaces what identifies by neutral words, with the same engine that finds it.

use crate::{Action, Finding, Refused, scan};

/// Rounds after which a text that keeps yielding identifiers is refused. One suffices for ordinary text; a second is
/// needed where taking an identifier out changes how its neighbours read.
const ROUNDS: usize = 6;

/// The text with every finding, warnings included, replaced by its category's placeholder (`[date removed]`).
/// The result has no blocking finding.
///
/// # Errors
/// `TooLong` as [`scan`]; `Unsearchable` if identifiers were left after the last round.
pub fn redact(text: &str) -> Result<String, Refused> {
    let mut clean = text.to_owned();
    for _ in 0..ROUNDS {
        let findings = scan(&clean)?;
        if findings.is_empty() {
            return Ok(clean);
        }
        clean = replace(&clean, &findings)?;
    }
    if scan(&clean)?.iter().any(|f| f.action == Action::Block) {
        Err(Refused::Unsearchable)
    } else {
        Ok(clean)
    }
}

/// Findings come sorted and apart from each other.
fn replace(text: &str, findings: &[Finding]) -> Result<String, Refused> {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for finding in findings {
        out.push_str(text.get(from..finding.start).ok_or(Refused::Unsearchable)?);
        out.push_str(finding.category.placeholder());
        from = finding.end;
    }
    out.push_str(text.get(from..).ok_or(Refused::Unsearchable)?);
    Ok(out)
}
