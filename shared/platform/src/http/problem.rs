//! The one table of refusals and failures: code, status, title (RFC 9457). Inner layers know no HTTP; their errors
//! become problems in `causes`.

mod causes;

use std::borrow::Cow;

use clinical::refusal::Refusal;
use lambda_http::http::StatusCode;
use serde::Serialize;

macro_rules! catalogue {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $status:literal, $title:literal, $detail:literal;)*) => {
        /// What can go wrong, as clients see it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Code {
            $($(#[$doc])* $name,)*
        }

        impl Code {
            /// Every code, for the description of the API.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The last part of the problem's `type`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            const fn number(self) -> u16 {
                match self { $(Self::$name => $status,)* }
            }

            const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }

            const fn detail(self) -> &'static str {
                match self { $(Self::$name => $detail,)* }
            }
        }
    };
}

catalogue! {
    /// No JSON, invalid UTF-8, too deep.
    MalformedJson = "malformed-json", 400, "The body is not readable JSON", "Send one JSON value in UTF-8, at most 32 levels deep.";
    /// A header or a query that cannot be read.
    MalformedRequest = "malformed-request", 400, "The request is malformed", "A header or query parameter does not have the documented form.";
    /// No session, or none that stands.
    Unauthenticated = "unauthenticated", 401, "Please sign in", "There is no session, or it has ended.";
    /// The role does not allow it, or the request did not come the right way.
    Forbidden = "forbidden", 403, "Not allowed", "Your role does not allow this, or the request did not come from Luma's own pages.";
    /// The account's deletion was requested.
    AccountClosing = "account-closing", 403, "The account is closing", "Until it is deleted, a closing account can be exported or kept after all; nothing else.";
    /// Not there, or not yours.
    NotFound = "not-found", 404, "Not found", "There is nothing here, or nothing of yours.";
    /// The route knows other methods.
    MethodNotAllowed = "method-not-allowed", 405, "Method not allowed", "This address does not take that method.";
    /// The state of things does not allow it, or the key was used for something else.
    Conflict = "conflict", 409, "Conflict", "The request does not fit the present state.";
    /// Somebody changed it in between.
    VersionConflict = "version-conflict", 412, "Changed in the meantime", "Read the present version and repeat your change on it.";
    /// Over 256 KiB.
    PayloadTooLarge = "payload-too-large", 413, "Too large", "A body has at most 256 KiB.";
    /// Not `application/json`.
    UnsupportedMediaType = "unsupported-media-type", 415, "Unsupported media type", "Send application/json.";
    /// A field that the form does not have.
    UnknownField = "unknown-field", 422, "Unknown field", "The body has a field that is not part of the form.";
    /// A field of the wrong JSON type.
    WrongType = "wrong-type", 422, "Wrong type", "A field has the wrong JSON type.";
    /// A field that breaks a rule.
    InvalidField = "invalid-field", 422, "Invalid field", "A field breaks one of its rules.";
    /// The firewall found identifiers.
    IdentifiersFound = "identifiers-found", 422, "Identifiers found", "A text holds what may identify a patient. Nothing was stored.";
    /// `If-Match` is needed.
    PreconditionRequired = "precondition-required", 428, "Precondition required", "Send If-Match with the version that you changed.";
    /// Too often.
    TooManyRequests = "too-many-requests", 429, "Too many requests", "Please wait before trying again.";
    /// The period's letters are used up.
    QuotaUsedUp = "quota-used-up", 429, "No letters left", "The letters of this period are used up.";
    /// Our fault.
    Internal = "internal", 500, "Something went wrong", "The failure was recorded. Please try again.";
    /// Something that we need does not answer.
    Unavailable = "unavailable", 503, "Not available for the moment", "Please try again in a moment. Nothing was lost.";
}

/// One refused field of a problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// RFC 6901 pointer to the field.
    pub pointer: String,
    /// Which rule was broken, in kebab-case.
    pub code: &'static str,
    /// Field and rule in words; never the value.
    pub detail: String,
    /// First code point of the part that is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    /// First code point after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
    /// The identifier category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<&'static str>,
    /// How to say it instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// What was probably meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suggestions: Vec<SuggestionView>,
}

/// A value that would have been accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SuggestionView {
    /// The value to send.
    pub code: String,
    /// What it means.
    pub description: String,
}

impl FieldError {
    /// A refusal of the field at `pointer`; `detail` names field and rule, never the value.
    pub fn new(pointer: impl Into<String>, code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            pointer: pointer.into(),
            code,
            detail: detail.into(),
            start: None,
            end: None,
            category: None,
            hint: None,
            suggestions: Vec::new(),
        }
    }
}

impl From<Refusal> for FieldError {
    fn from(refusal: Refusal) -> Self {
        let suggestion = |s: clinical::refusal::Suggestion| SuggestionView {
            code: s.code,
            description: s.description,
        };
        Self {
            pointer: refusal.pointer,
            code: refusal.code,
            detail: refusal.detail,
            start: refusal.span.map(|(start, _)| start),
            end: refusal.span.map(|(_, end)| end),
            category: refusal.category,
            hint: refusal.hint,
            suggestions: refusal.suggestions.into_iter().map(suggestion).collect(),
        }
    }
}

/// A refusal or failure on its way to the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    code: Code,
    errors: Vec<FieldError>,
    retry_after_seconds: Option<u64>,
    cause: Option<Cow<'static, str>>,
}

impl Problem {
    /// A problem that its code says all about.
    pub fn new(code: Code) -> Self {
        let retry_after_seconds = matches!(code, Code::Unavailable).then_some(2);
        Self { code, errors: Vec::new(), retry_after_seconds, cause: None }
    }

    /// A problem with fields.
    pub fn with(code: Code, errors: Vec<FieldError>) -> Self {
        Self { errors, ..Self::new(code) }
    }

    /// One field that breaks a rule.
    pub fn field(
        pointer: impl Into<String>,
        code: &'static str,
        detail: impl Into<String>,
    ) -> Self {
        Self::with(Code::InvalidField, vec![FieldError::new(pointer, code, detail)])
    }

    /// Not there, or not yours: the same answer for both.
    pub fn not_found() -> Self {
        Self::new(Code::NotFound)
    }

    /// A one-time link that was used, has run out, or never was.
    pub fn dead_link() -> Self {
        Self::field(
            "/token",
            "link-used-or-expired",
            "the link was used already, has run out, or was replaced by a later one",
        )
    }

    /// Too often; tells after how many seconds the window ends.
    pub fn too_many(retry_after_seconds: u64) -> Self {
        Self {
            retry_after_seconds: Some(retry_after_seconds.max(1)),
            ..Self::new(Code::TooManyRequests)
        }
    }

    /// A failure of ours. The cause goes to the log and must hold no value of anyone.
    pub fn internal(cause: impl Into<Cow<'static, str>>) -> Self {
        Self { cause: Some(cause.into()), ..Self::new(Code::Internal) }
    }

    /// Something that we need does not answer. The cause goes to the log and must hold no value of anyone.
    pub fn unavailable(cause: impl Into<Cow<'static, str>>) -> Self {
        Self { cause: Some(cause.into()), ..Self::new(Code::Unavailable) }
    }

    /// Which problem it is.
    pub fn code(&self) -> Code {
        self.code
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.code.number()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The refused fields.
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// After how many seconds a retry makes sense.
    pub fn retry_after_seconds(&self) -> Option<u64> {
        self.retry_after_seconds
    }

    /// What the log says besides the code.
    pub fn cause(&self) -> Option<&str> {
        self.cause.as_deref()
    }

    /// The body that the client gets (RFC 9457), also the data of a stream's `error` event.
    pub fn view(&self, request_id: &str) -> serde_json::Value {
        let mut body = serde_json::json!({
            "type": format!("/problems/{}", self.code.as_str()),
            "title": self.code.title(),
            "status": self.code.number(),
            "detail": self.code.detail(),
            "request_id": request_id,
        });
        if let (false, Some(object)) = (self.errors.is_empty(), body.as_object_mut()) {
            object.insert("errors".to_owned(), serde_json::json!(self.errors));
        }
        body
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_code_is_unique_and_has_a_client_or_server_status() {
        let codes: HashSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(codes.len(), Code::ALL.len());
        for code in Code::ALL {
            assert!((400..600).contains(&code.number()), "{code:?}");
        }
    }

    #[test]
    fn the_body_has_the_fields_of_the_contract_and_never_the_cause() {
        let problem = Problem::internal("table accounts: throttled");
        let body = problem.view("req-1");
        assert_eq!(body["type"], "/problems/internal");
        assert_eq!(body["status"], 500);
        assert_eq!(body["request_id"], "req-1");
        assert!(!body.to_string().contains("throttled"));
    }

    #[test]
    fn findings_of_the_firewall_outrank_other_refusals() {
        let problem = Problem::from(vec![
            Refusal::new(
                "/patient/age",
                clinical::refusal::code::OUT_OF_RANGE,
                "age is out of range",
            ),
            Refusal::new(
                "/clinical",
                clinical::refusal::code::IDENTIFIERS_FOUND,
                "a number of a person",
            )
            .at(3, 14),
        ]);
        assert_eq!(problem.code(), Code::IdentifiersFound);
        let body = problem.view("r");
        assert_eq!(body["errors"][1]["start"], 3);
        assert_eq!(body["errors"][0].get("start"), None);
    }
}
