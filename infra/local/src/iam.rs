//! Least privilege: whether a function's statements allow a call.

use std::collections::BTreeMap;

use serde_json::Value;

/// The statements attached to one function.
#[derive(Debug, Clone, Default)]
pub(crate) struct Policy {
    statements: Vec<Statement>,
}

#[derive(Debug, Clone)]
struct Statement {
    allows: bool,
    actions: Vec<String>,
    resources: Vec<String>,
    conditions: Vec<Condition>,
}

#[derive(Debug, Clone)]
struct Condition {
    operator: Operator,
    key: String,
    values: Vec<String>,
}

#[derive(Debug, Clone, Copy)]
enum Operator {
    /// `StringEquals`
    Equals,
    /// `StringLike` and `ArnLike`
    Like,
    /// `Null`: whether the key is absent
    Null,
    /// `ForAllValues:StringEquals` and `ForAllValues:StringLike`
    AllLike,
}

/// One AWS call, as IAM sees it.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    /// For example `dynamodb:PutItem`.
    pub(crate) action: String,
    /// ARN of what it touches.
    pub(crate) resource: String,
    /// Condition keys, lower case, with their values.
    pub(crate) context: BTreeMap<String, Vec<String>>,
}

impl Call {
    pub(crate) fn new(action: impl Into<String>, resource: impl Into<String>) -> Self {
        Self { action: action.into(), resource: resource.into(), context: BTreeMap::new() }
    }
}

impl Policy {
    /// Reads the `Policies` of a function: policy documents written in the template.
    ///
    /// # Errors
    /// A managed policy, a SAM policy template or an operator that is not understood is an error:
    /// a rule that is not checked must not look as if it were.
    pub(crate) fn parse(documents: &[Value]) -> Result<Self, String> {
        let mut statements = Vec::new();
        for document in documents {
            let Some(listed) = document.get("Statement").and_then(Value::as_array) else {
                return Err("has a policy that is not a list of statements".to_owned());
            };
            for statement in listed {
                statements.push(Statement::parse(statement)?);
            }
        }
        Ok(Self { statements })
    }

    /// As IAM decides: an explicit denial wins, and what nothing allows is refused.
    pub(crate) fn allows(&self, call: &Call) -> bool {
        let matching = || self.statements.iter().filter(|statement| statement.matches(call));
        matching().any(|statement| statement.allows) && matching().all(|statement| statement.allows)
    }
}

impl Statement {
    fn parse(statement: &Value) -> Result<Self, String> {
        let texts = |key: &str| match statement.get(key) {
            Some(Value::String(single)) => Ok(vec![single.clone()]),
            Some(Value::Array(items)) => {
                Ok(items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect())
            }
            _ => Err(format!("has a statement without {key}")),
        };
        let mut conditions = Vec::new();
        let declared = statement.get("Condition").and_then(Value::as_object);
        for (operator, keys) in declared.into_iter().flatten() {
            for (key, values) in keys.as_object().into_iter().flatten() {
                conditions.push(Condition::parse(operator, key, values)?);
            }
        }
        Ok(Self {
            allows: statement.get("Effect").and_then(Value::as_str) == Some("Allow"),
            actions: texts("Action")?.iter().map(|action| action.to_lowercase()).collect(),
            resources: texts("Resource")?,
            conditions,
        })
    }

    fn matches(&self, call: &Call) -> bool {
        let action = call.action.to_lowercase();
        self.actions.iter().any(|pattern| glob(pattern, &action))
            && self.resources.iter().any(|pattern| glob(pattern, &call.resource))
            && self.conditions.iter().all(|condition| condition.holds(call))
    }
}

impl Condition {
    fn parse(operator: &str, key: &str, values: &Value) -> Result<Self, String> {
        let operator = match operator {
            "StringEquals" => Operator::Equals,
            "StringLike" | "ArnLike" => Operator::Like,
            "Null" => Operator::Null,
            "ForAllValues:StringEquals" | "ForAllValues:StringLike" => Operator::AllLike,
            other => return Err(format!("has a condition operator not checked here: {other}")),
        };
        let values = match values {
            Value::Array(items) => items.iter().map(condition_text).collect(),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Object(_) => {
                vec![condition_text(values)]
            }
        };
        Ok(Self { operator, key: key.to_lowercase(), values })
    }

    fn holds(&self, call: &Call) -> bool {
        let present = call.context.get(&self.key).filter(|values| !values.is_empty());
        let any = |value: &String| self.values.iter().any(|pattern| glob(pattern, value));
        match (self.operator, present) {
            (Operator::Null, present) => {
                self.values.iter().any(|value| (value == "true") == present.is_none())
            }
            (Operator::AllLike, present) => present.is_none_or(|values| values.iter().all(any)),
            (Operator::Equals, Some(values)) => values.iter().any(|v| self.values.contains(v)),
            (Operator::Like, Some(values)) => values.iter().any(any),
            (Operator::Equals | Operator::Like, None) => false,
        }
    }
}

fn condition_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Whether `text` matches a pattern with `*` (any run) and `?` (one character).
///
/// Linear in space and at worst quadratic in time: on a mismatch only the last star is widened.
pub(crate) fn glob(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) =
        (pattern.chars().collect(), text.chars().collect());
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match (pattern.get(p), text.get(t)) {
            (Some('*'), _) => {
                star = Some((p, t));
                p += 1;
            }
            (Some(expected), Some(found)) if *expected == '?' || expected == found => {
                p += 1;
                t += 1;
            }
            _ => match star {
                Some((at, consumed)) => {
                    star = Some((at, consumed + 1));
                    p = at + 1;
                    t = consumed + 1;
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(p).all(|rest| *rest == '*')
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn policy(statements: &Value) -> Policy {
        Policy::parse(&[json!({ "Statement": statements })]).unwrap()
    }

    #[test]
    fn globs_match_as_iam_does() {
        for (pattern, text, expected) in [
            ("*", "", true),
            ("dynamodb:*", "dynamodb:PutItem", true),
            ("arn:*:table/A", "arn:aws:dynamodb:x:y:table/A", true),
            ("arn:*:table/A", "arn:aws:dynamodb:x:y:table/A/index/i", false),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("*a*b", "xxaxxb", true),
            ("*a*b", "xxaxxbc", false),
        ] {
            assert_eq!(glob(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn what_nothing_allows_is_refused_and_a_denial_wins() {
        let policy = policy(&json!([
            {"Effect": "Allow", "Action": "dynamodb:*", "Resource": "table/A"},
            {"Effect": "Deny", "Action": "dynamodb:DeleteItem", "Resource": "*"},
        ]));
        assert!(policy.allows(&Call::new("dynamodb:PutItem", "table/A")));
        assert!(!policy.allows(&Call::new("dynamodb:PutItem", "table/B")));
        assert!(!policy.allows(&Call::new("dynamodb:DeleteItem", "table/A")));
    }

    #[test]
    fn a_null_condition_demands_the_key_of_the_context() {
        let policy = policy(&json!([{"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*",
            "Condition": {"Null": {"kms:EncryptionContext:purpose": "false"}}}]));
        let mut call = Call::new("kms:Decrypt", "key");
        assert!(!policy.allows(&call));
        call.context.insert("kms:encryptioncontext:purpose".to_owned(), vec!["content".to_owned()]);
        assert!(policy.allows(&call));
    }

    #[test]
    fn a_rule_that_cannot_be_checked_is_an_error() {
        let unknown = json!([{"Effect": "Allow", "Action": "a", "Resource": "*",
            "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}}]);
        assert!(Policy::parse(&[json!({ "Statement": unknown })]).is_err());
        assert!(Policy::parse(&[json!("AmazonDynamoDBFullAccess")]).is_err());
    }
}
