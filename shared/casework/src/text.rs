//! Free text that has passed the firewall. Holding a [`Screened`] is the proof: there is no other way to make one.

use std::fmt;

use clinical::refusal::{Refusal, code};
use serde::{Serialize, Serializer};

/// A text in which the firewall found no identifier, cleaned of carriage returns and blanks at its ends.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Screened(String);

/// What happens with findings that may be identifiers but need not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Warnings {
    /// They refuse the text, until the writer says that they are none.
    #[default]
    Refuse,
    /// The writer has seen and accepted them.
    Accept,
}

/// How much text a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The field's name as the message says it.
    pub name: &'static str,
    /// The most characters (Unicode code points).
    pub characters: usize,
}

impl Screened {
    /// Runs the firewall over the text of one field.
    ///
    /// # Errors
    /// One refusal for each broken rule: blank, too long, control characters, and every identifier with its place.
    pub fn screen(
        pointer: &str,
        text: &str,
        limit: Limit,
        warnings: Warnings,
    ) -> Result<Self, Vec<Refusal>> {
        let mut refusals = shape(pointer, text, limit);
        if refusals.is_empty() {
            refusals = findings(pointer, text, warnings);
        }
        if refusals.is_empty() { Ok(Self(cleaned(text))) } else { Err(refusals) }
    }

    /// Takes a text that needs no firewall because it is a value of one of our own lists, letter by letter.
    pub(crate) fn listed(value: &'static str) -> Self {
        Self(value.to_owned())
    }

    /// Takes back a text that passed the firewall before it was stored under a key of its own.
    ///
    /// # Errors
    /// One refusal for each broken rule of form; what was stored by this program breaks none.
    pub(crate) fn stored(pointer: &str, text: &str, limit: Limit) -> Result<Self, Vec<Refusal>> {
        let refusals = shape(pointer, text, limit);
        if refusals.is_empty() { Ok(Self(cleaned(text))) } else { Err(refusals) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Screened {
    /// Clinical text never shows; its length does.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Screened({} bytes)", self.0.len())
    }
}

impl Serialize for Screened {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// What the form of the text breaks: blank, too long, control characters.
fn shape(pointer: &str, text: &str, limit: Limit) -> Vec<Refusal> {
    let Limit { name, characters } = limit;
    let mut refusals = Vec::new();
    if text.trim().is_empty() {
        refusals.push(Refusal::new(pointer, code::REQUIRED, format!("{name} is needed")));
    }
    if text.chars().count() > characters {
        let detail = format!("{name} takes at most {characters} characters");
        refusals.push(Refusal::new(pointer, code::TOO_LONG, detail));
    }
    let control = text
        .chars()
        .position(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'));
    if let Some(place) = control {
        let detail = format!("{name} holds a control character");
        refusals.push(Refusal::new(pointer, code::CONTROL_CHARACTERS, detail).at(place, place + 1));
    }
    refusals
}

/// What the firewall says of a text; a text that it cannot search is refused.
pub(crate) fn findings(pointer: &str, text: &str, warnings: Warnings) -> Vec<Refusal> {
    let searched = phi::scan(text).and_then(|found| {
        let places = phi::offsets::code_points(text, &found)?;
        Ok(found.into_iter().zip(places).collect::<Vec<_>>())
    });
    let Ok(found) = searched else {
        return vec![Refusal::new(
            pointer,
            code::TOO_LONG,
            "the text could not be searched for identifiers",
        )];
    };
    let found = found.iter().filter(|(finding, _)| counts(finding.action, warnings));
    found.map(|(finding, place)| refusal(pointer, finding, *place)).collect()
}

/// Whether a finding refuses the text.
pub(crate) fn counts(action: phi::Action, warnings: Warnings) -> bool {
    action == phi::Action::Block || warnings == Warnings::Refuse
}

/// A finding as a refusal, its place in code points of the field's text.
pub(crate) fn refusal(
    pointer: &str,
    finding: &phi::Finding,
    (start, end): (usize, usize),
) -> Refusal {
    let (rule, detail) = match finding.action {
        phi::Action::Block => (code::IDENTIFIERS_FOUND, "the text holds what identifies a person"),
        phi::Action::Warn => (
            code::IDENTIFIERS_SUSPECTED,
            "the text holds what may identify a person; acknowledge_warnings lets it pass",
        ),
    };
    let mut refusal =
        Refusal::new(pointer, rule, detail).with_hint(finding.category.hint()).at(start, end);
    refusal.category = Some(finding.category.code());
    refusal
}

/// The text as it is kept: line ends as one `\n`, no blanks at its ends.
fn cleaned(text: &str) -> String {
    text.trim().replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: Limit = Limit { name: "the note", characters: 60 };

    #[test]
    fn a_text_without_identifiers_passes_cleaned() {
        let text = Screened::screen(
            "/clinical",
            " DAS28 of 5.4.\r\nNo erosions. ",
            LIMIT,
            Warnings::Refuse,
        )
        .unwrap();
        assert_eq!(text.as_str(), "DAS28 of 5.4.\nNo erosions.");
    }

    #[test]
    fn an_identifier_is_refused_with_its_place_and_never_its_value() {
        let refusals = Screened::screen(
            "/clinical",
            "Schmerz – SSN 219-09-9999 noted",
            LIMIT,
            Warnings::Accept,
        )
        .unwrap_err();
        let refusal = &refusals[0];
        assert_eq!(
            (refusal.code, refusal.pointer.as_str()),
            (code::IDENTIFIERS_FOUND, "/clinical")
        );
        assert_eq!(refusal.category, Some("SSN"));
        let (start, end) = refusal.span.unwrap();
        let marked: String =
            "Schmerz – SSN 219-09-9999 noted".chars().skip(start).take(end - start).collect();
        assert!(marked.contains("219-09-9999"));
        assert!(!format!("{refusals:?}").contains("9999"));
    }

    #[test]
    fn form_is_checked_before_the_firewall() {
        let blank = Screened::screen("/clinical", " \n ", LIMIT, Warnings::Refuse).unwrap_err();
        assert_eq!(blank[0].code, code::REQUIRED);
        let long =
            Screened::screen("/clinical", &"é".repeat(61), LIMIT, Warnings::Refuse).unwrap_err();
        assert_eq!(long[0].code, code::TOO_LONG);
        let control =
            Screened::screen("/clinical", "a\u{0}b", LIMIT, Warnings::Refuse).unwrap_err();
        assert_eq!((control[0].code, control[0].span), (code::CONTROL_CHARACTERS, Some((1, 2))));
    }

    #[test]
    fn a_screened_text_does_not_show_in_debug() {
        let text =
            Screened::screen("/clinical", "severe plaque psoriasis", LIMIT, Warnings::Refuse)
                .unwrap();
        assert!(!format!("{text:?}").contains("psoriasis"));
    }
}
