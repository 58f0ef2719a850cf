//! Faults on request: what can go wrong in the cloud, made to go wrong here.

use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

/// When something goes wrong, and what.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    /// `dynamodb`, `kms`, `secretsmanager`, `ses` or `lambda`; any if absent.
    #[serde(default)]
    pub(crate) service: Option<String>,
    /// Operation such as `PutItem`, or `write` for every writing call; any if absent.
    #[serde(default)]
    pub(crate) operation: Option<String>,
    /// Logical id of the calling function; any if absent.
    #[serde(default)]
    pub(crate) function: Option<String>,
    /// Text that the ARN of a touched resource must contain.
    #[serde(default)]
    pub(crate) resource: Option<String>,
    /// Matching calls that pass before the first is hit.
    #[serde(default)]
    pub(crate) after: u32,
    /// Calls that are hit; without end if absent.
    #[serde(default)]
    pub(crate) times: Option<u32>,
    /// What happens to a call that is hit.
    pub(crate) strike: Strike,
    /// Matching calls so far.
    #[serde(default, skip_deserializing)]
    pub(crate) matched: u32,
}

/// What happens to a call that is hit.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Strike {
    /// It is answered with an error of this code, for example `ThrottlingException`.
    Error {
        /// The error's code.
        code: String,
        /// HTTP status, 400 unless given.
        #[serde(default = "bad_request")]
        status: u16,
    },
    /// It is carried out after so many milliseconds.
    DelayMs(u64),
    /// Its answer breaks off; it is not carried out.
    Cut,
    /// The calling process is killed before it is carried out.
    KillBefore,
    /// The calling process is killed after it was carried out.
    KillAfter,
}

fn bad_request() -> u16 {
    400
}

/// A call, as rules see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target<'a> {
    pub(crate) service: &'a str,
    pub(crate) operation: &'a str,
    pub(crate) function: Option<&'a str>,
    pub(crate) resources: &'a [&'a str],
}

/// Operations that change what is stored.
const WRITES: [&str; 5] =
    ["PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "BatchWriteItem"];

/// The rules in force.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    rules: Mutex<Vec<Rule>>,
}

impl Faults {
    pub(crate) fn add(&self, rule: Rule) {
        self.rules().push(rule);
    }

    pub(crate) fn clear(&self) {
        self.rules().clear();
    }

    pub(crate) fn list(&self) -> Vec<Rule> {
        self.rules().clone()
    }

    /// What befalls this call: the first rule that hits it.
    pub(crate) fn strike(&self, target: Target<'_>) -> Option<Strike> {
        let mut struck = None;
        for rule in self.rules().iter_mut().filter(|rule| rule.matches(target)) {
            rule.matched += 1;
            let hit = rule.matched.checked_sub(rule.after).filter(|hit| *hit > 0);
            let within = hit.is_some_and(|hit| rule.times.is_none_or(|times| hit <= times));
            if within && struck.is_none() {
                struck = Some(rule.strike.clone());
            }
        }
        struck
    }

    fn rules(&self) -> std::sync::MutexGuard<'_, Vec<Rule>> {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Rule {
    fn matches(&self, target: Target<'_>) -> bool {
        let is = |wanted: &Option<String>, found: &str| {
            wanted.as_deref().is_none_or(|wanted| wanted == found)
        };
        let operation = match self.operation.as_deref() {
            Some("write") => WRITES.contains(&target.operation),
            other => other.is_none_or(|wanted| wanted == target.operation),
        };
        let resource = self
            .resource
            .as_deref()
            .is_none_or(|part| target.resources.iter().any(|resource| resource.contains(part)));
        let function = self.function.is_none() || self.function.as_deref() == target.function;
        operation && resource && function && is(&self.service, target.service)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_calls_from_the_nth_on_are_hit() {
        let faults = Faults::default();
        let rule = r#"{"service": "dynamodb", "operation": "write", "after": 1, "times": 1, "strike": "kill_after"}"#;
        faults.add(serde_json::from_str(rule).unwrap());
        let call = |operation| {
            let target =
                Target { service: "dynamodb", operation, function: Some("A"), resources: &[] };
            faults.strike(target).is_some()
        };
        let hits = [call("PutItem"), call("GetItem"), call("UpdateItem"), call("PutItem")];
        assert_eq!(hits, [false, false, true, false]);
        assert_eq!(faults.list()[0].matched, 3);
    }
}
