//! Reading a body: bounded, strict, and with refusals that name a field and never quote what stood there.

mod tree;
mod typed;

use lambda_http::http::header::CONTENT_TYPE;
use lambda_http::{Body, Request};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::problem::{Code, FieldError, Problem};

/// Largest body in bytes.
pub(super) const LARGEST: usize = 256 * 1024;

/// Reads the body as a form: `application/json`, at most 256 KiB, UTF-8, at most 32 levels deep, no key twice, an object
/// where a struct is asked for. Unknown fields are refused where the form says `deny_unknown_fields`.
///
/// # Errors
/// `unsupported-media-type`, `payload-too-large`, `malformed-json`, or `unknown-field`, `wrong-type` and `invalid-field`
/// with the field's pointer.
pub fn json<T: DeserializeOwned>(request: &Request) -> Result<T, Problem> {
    if !is_json(request) {
        return Err(Problem::new(Code::UnsupportedMediaType));
    }
    read(bytes(request.body())).map_err(Problem::from)
}

/// The body's bytes.
pub(super) fn bytes(body: &Body) -> &[u8] {
    body.as_ref()
}

/// Whether the request says that its body is JSON, once and without contradiction.
pub(super) fn is_json(request: &Request) -> bool {
    let mut types = request.headers().get_all(CONTENT_TYPE).iter();
    let (Some(only), None) = (types.next(), types.next()) else { return false };
    let Ok(text) = only.to_str() else { return false };
    let mut parts = text.split(';').map(str::trim);
    let json = parts.next().is_some_and(|essence| essence.eq_ignore_ascii_case("application/json"));
    json && parts
        .all(|parameter| parameter.is_empty() || parameter.eq_ignore_ascii_case("charset=utf-8"))
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Fault> {
    if bytes.len() > LARGEST {
        return Err(Fault { pointer: None, flaw: Flaw::TooLarge });
    }
    let tree: Value = tree::parse(bytes)?;
    typed::read(&tree)
}

/// What is wrong and where.
#[derive(Debug, PartialEq, Eq)]
struct Fault {
    pointer: Option<String>,
    flaw: Flaw,
}

#[derive(Debug, PartialEq, Eq)]
enum Flaw {
    /// No JSON, or too deep.
    Malformed,
    TooLarge,
    /// The name, if it may be shown.
    Duplicate(Option<String>),
    /// The name, if it may be shown.
    UnknownField(Option<String>),
    Missing(&'static str),
    UnknownValue,
    WrongType,
}

impl Fault {
    fn malformed() -> Self {
        Self { pointer: None, flaw: Flaw::Malformed }
    }
}

/// A field name that may be repeated in an answer: one that could be the name of a field and of nothing else.
fn shown(name: &str) -> Option<String> {
    let plain = !name.is_empty()
        && name.len() <= 40
        && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    plain.then(|| name.to_owned())
}

/// The RFC 6901 pointer of a path. It ends above the first step that may not be shown.
fn pointer(steps: &[String]) -> String {
    let index = |step: &str| step.len() <= 6 && step.bytes().all(|b| b.is_ascii_digit());
    let mut pointer = String::new();
    for step in steps.iter().take_while(|step| shown(step).is_some() || index(step)) {
        pointer.push('/');
        pointer.push_str(step);
    }
    pointer
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        let at = fault.pointer.unwrap_or_default();
        let below =
            |name: Option<&str>| name.map_or_else(|| at.clone(), |name| format!("{at}/{name}"));
        let field = |code, pointer, rule, detail: &str| {
            Self::with(code, vec![FieldError::new(pointer, rule, detail)])
        };
        match fault.flaw {
            Flaw::Malformed => Self::new(Code::MalformedJson),
            Flaw::TooLarge => Self::new(Code::PayloadTooLarge),
            Flaw::Duplicate(name) => field(
                Code::InvalidField,
                below(name.as_deref()),
                "duplicate-field",
                "the field is given more than once",
            ),
            Flaw::UnknownField(name) => field(
                Code::UnknownField,
                below(name.as_deref()),
                "unknown-field",
                "the form has no such field",
            ),
            Flaw::Missing(name) => {
                field(Code::InvalidField, below(Some(name)), "required", "the field is required")
            }
            Flaw::UnknownValue => field(
                Code::InvalidField,
                at,
                "unknown-value",
                "the value is none of the allowed ones",
            ),
            Flaw::WrongType => {
                field(Code::WrongType, at, "wrong-type", "the value has the wrong type")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Form {
        name: String,
        #[serde(default)]
        age: Option<u8>,
        #[serde(default)]
        rows: Vec<Row>,
        #[serde(default)]
        shape: Option<Shape>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Row {
        kind: Kind,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Drug,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "snake_case")]
    enum Shape {
        Years(u8),
    }

    fn refused(body: &str) -> (u16, &'static str, String) {
        let problem = Problem::from(read::<Form>(body.as_bytes()).unwrap_err());
        let pointer = problem.errors().first().map(|e| e.pointer.clone()).unwrap_or_default();
        (problem.status().as_u16(), problem.code().as_str(), pointer)
    }

    #[test]
    fn a_well_formed_body_is_read() {
        let form: Form =
            read(br#"{"name":"x","age":9,"rows":[{"kind":"drug"}],"shape":{"years":3}}"#).unwrap();
        assert_eq!(
            form,
            Form {
                name: "x".into(),
                age: Some(9),
                rows: vec![Row { kind: Kind::Drug }],
                shape: Some(Shape::Years(3))
            }
        );
        assert_eq!(
            read::<Value>(br#" {"a":[1,-2,2.5,null,true]} "#).unwrap(),
            serde_json::json!({"a":[1,-2,2.5,null,true]})
        );
    }

    /// Body, status, code, pointer.
    const BAD: [(&str, u16, &str, &str); 27] = [
        ("", 400, "malformed-json", ""),
        ("{", 400, "malformed-json", ""),
        ("{}{}", 400, "malformed-json", ""),
        ("{\"name\":\"x\"} trailing", 400, "malformed-json", ""),
        ("\u{feff}{\"name\":\"x\"}", 400, "malformed-json", ""),
        ("{\"name\":\"\\ud800\"}", 400, "malformed-json", ""),
        ("{\"name\":NaN}", 400, "malformed-json", ""),
        ("{\"name\":\"x\",\"age\":1e400}", 400, "malformed-json", ""),
        ("{'name':'x'}", 400, "malformed-json", ""),
        ("[\"x\"]", 422, "wrong-type", ""),
        ("null", 422, "wrong-type", ""),
        ("\"x\"", 422, "wrong-type", ""),
        ("{}", 422, "invalid-field", "/name"),
        ("{\"name\":7}", 422, "wrong-type", "/name"),
        ("{\"name\":null}", 422, "wrong-type", "/name"),
        ("{\"name\":\"x\",\"age\":\"9\"}", 422, "wrong-type", "/age"),
        ("{\"name\":\"x\",\"age\":1.0}", 422, "wrong-type", "/age"),
        ("{\"name\":\"x\",\"age\":300}", 422, "invalid-field", "/age"),
        ("{\"name\":\"x\",\"age\":18446744073709551616}", 422, "wrong-type", "/age"),
        ("{\"name\":\"x\",\"rows\":{}}", 422, "wrong-type", "/rows"),
        (
            "{\"name\":\"x\",\"rows\":[{\"kind\":\"drug\"},{\"kind\":\"ssn 219-09-9999\"}]}",
            422,
            "invalid-field",
            "/rows/1/kind",
        ),
        (
            "{\"name\":\"x\",\"rows\":[{\"kind\":\"drug\",\"role\":\"owner\"}]}",
            422,
            "unknown-field",
            "/rows/0/role",
        ),
        ("{\"name\":\"x\",\"rows\":[[\"drug\"]]}", 422, "wrong-type", "/rows/0"),
        ("{\"name\":\"x\",\"shape\":{\"years\":\"3\"}}", 422, "wrong-type", "/shape/years"),
        ("{\"name\":\"x\",\"Jane Doe 1962\":1}", 422, "unknown-field", ""),
        ("{\"name\":\"x\",\"name\":\"y\"}", 422, "invalid-field", "/name"),
        (
            "{\"n\\u0061me\":\"x\",\"rows\":[{\"kind\":\"drug\",\"kind\":\"drug\"}]}",
            422,
            "invalid-field",
            "/rows/0/kind",
        ),
    ];

    #[test]
    fn every_kind_of_bad_body_has_its_own_answer() {
        let deep = format!("{}1{}", "[".repeat(33), "]".repeat(33));
        let abyss = "[".repeat(10_000);
        for (body, status, code, pointer) in BAD.into_iter().chain([
            (deep.as_str(), 400, "malformed-json", ""),
            (abyss.as_str(), 400, "malformed-json", ""),
        ]) {
            assert_eq!(refused(body), (status, code, pointer.to_owned()), "{body:.60}");
        }
    }

    #[test]
    fn a_key_given_twice_is_refused_where_no_struct_would_notice() {
        let fault = read::<Value>(br#"{"a":{"b":1,"b":2}}"#).unwrap_err();
        assert_eq!(
            fault,
            Fault { pointer: Some("/a".into()), flaw: Flaw::Duplicate(Some("b".into())) }
        );
    }

    #[test]
    fn bytes_that_are_no_text_and_bodies_that_are_too_large_are_refused() {
        assert_eq!(read::<Form>(b"{\"name\":\"\xff\"}").unwrap_err().flaw, Flaw::Malformed);
        let large = format!("{{\"name\":\"{}\"}}", "x".repeat(LARGEST));
        assert_eq!(read::<Form>(large.as_bytes()).unwrap_err().flaw, Flaw::TooLarge);
    }

    #[test]
    fn thirty_two_levels_are_read() {
        let body = format!("{}1{}", "[".repeat(32), "]".repeat(32));
        assert!(read::<Value>(body.as_bytes()).is_ok());
    }

    #[test]
    fn only_one_plain_json_type_counts() {
        let with = |values: &[&str]| {
            let mut request = Request::new(Body::Empty);
            for value in values {
                request.headers_mut().append("content-type", value.parse().unwrap());
            }
            is_json(&request)
        };
        assert!(with(&["application/json"]));
        assert!(with(&["Application/JSON; charset=UTF-8"]));
        for wrong in [
            &[][..],
            &["text/plain"],
            &["application/json", "text/plain"],
            &["application/json; charset=utf-16"],
            &["application/jsonp"],
        ] {
            assert!(!with(wrong), "{wrong:?}");
        }
    }

    proptest! {
        #[test]
        fn no_input_is_ever_repeated_in_an_answer(secret in "[0-9]{3}-[0-9]{2}-[0-9]{4}", slot in 0_usize..5) {
            let body = match slot {
                0 => format!("{{\"name\":\"x\",\"{secret}\":1}}"),
                1 => format!("{{\"name\":\"x\",\"age\":\"{secret}\"}}"),
                2 => format!("{{\"name\":\"x\",\"rows\":[{{\"kind\":\"{secret}\"}}]}}"),
                3 => format!("{{\"name\":\"x\",\"{secret}\":1,\"{secret}\":2}}"),
                _ => format!("{{\"name\":{secret}"),
            };
            let problem = Problem::from(read::<Form>(body.as_bytes()).unwrap_err());
            let shown = format!("{problem:?}");
            prop_assert!(!shown.contains(&secret));
        }

        #[test]
        fn no_bytes_at_all_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read::<Form>(&bytes);
        }
    }
}
