//! Why an input was refused: one entry per field and rule, never with the value.

/// One refused field of an input. A list of these is what every `parse` at the edge answers with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Where the field stands in the input: an RFC 6901 JSON pointer, such as `/patient/age`.
    pub pointer: String,
    /// Which rule was broken, in kebab-case; see the constants in [`code`].
    pub code: &'static str,
    /// One sentence that names the field and the rule. INVARIANT: it never holds the refused value.
    pub detail: String,
    /// The part of the field's text that is meant, as half-open Unicode code point offsets.
    pub span: Option<(usize, usize)>,
    /// The identifier category, if the firewall refused (`SSN`, `DATE`, …).
    pub category: Option<&'static str>,
    /// How to say it instead.
    pub hint: Option<String>,
    /// What was probably meant, best first.
    pub suggestions: Vec<Suggestion>,
}

/// A value that would have been accepted, from a public list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The value to send.
    pub code: String,
    /// What it means in words.
    pub description: String,
}

/// The rules that refuse, as they appear in [`Refusal::code`].
pub mod code {
    /// The field is needed and missing or blank.
    pub const REQUIRED: &str = "required";
    /// The text has more characters than the field takes.
    pub const TOO_LONG: &str = "too-long";
    /// The list has more entries than the field takes.
    pub const TOO_MANY: &str = "too-many";
    /// The number lies outside the allowed range.
    pub const OUT_OF_RANGE: &str = "out-of-range";
    /// The text does not have the field's form.
    pub const MALFORMED: &str = "malformed";
    /// The value is none of the listed ones.
    pub const UNKNOWN_VALUE: &str = "unknown-value";
    /// The diagnosis code does not exist in the current fiscal year.
    pub const UNKNOWN_CODE: &str = "unknown-code";
    /// The diagnosis code exists but is a heading: a longer code must be given.
    pub const NOT_BILLABLE: &str = "not-billable";
    /// The same value stands in the list twice.
    pub const REPEATED: &str = "repeated";
    /// The text holds control characters.
    pub const CONTROL_CHARACTERS: &str = "control-characters";
    /// The field is not part of the form.
    pub const UNKNOWN_FIELD: &str = "unknown-field";
    /// The value has another JSON type than the field.
    pub const WRONG_TYPE: &str = "wrong-type";
    /// The firewall found an identifier; the text must not pass.
    pub const IDENTIFIERS_FOUND: &str = "identifiers-found";
    /// The firewall found what may be an identifier; `acknowledge_warnings` lets it pass.
    pub const IDENTIFIERS_SUSPECTED: &str = "identifiers-suspected";
}

impl Refusal {
    /// A refusal without span, hint or suggestions.
    pub fn new(pointer: impl Into<String>, code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            pointer: pointer.into(),
            code,
            detail: detail.into(),
            span: None,
            category: None,
            hint: None,
            suggestions: Vec::new(),
        }
    }

    /// The same refusal with a hint how to say it instead.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same refusal with what was probably meant.
    #[must_use]
    pub fn with_suggestions(mut self, suggestions: Vec<Suggestion>) -> Self {
        self.suggestions = suggestions;
        self
    }

    /// The same refusal, for the part of the text between two code point offsets.
    #[must_use]
    pub fn at(mut self, start: usize, end: usize) -> Self {
        self.span = Some((start, end));
        self
    }

    /// The same refusal below another pointer: `/code` under `/diagnoses/0` becomes `/diagnoses/0/code`.
    #[must_use]
    pub fn below(mut self, pointer: &str) -> Self {
        self.pointer = format!("{pointer}{}", self.pointer);
        self
    }
}

impl Suggestion {
    /// A suggestion of a value and what it means.
    pub fn new(code: impl Into<String>, description: impl Into<String>) -> Self {
        Self { code: code.into(), description: description.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_moves_below_its_list() {
        let refusal =
            Refusal::new("/name", code::REQUIRED, "name is required").below("/medications/3");
        assert_eq!(refusal.pointer, "/medications/3/name");
    }
}
