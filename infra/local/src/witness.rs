//! Which calls each function made, so that a right nobody uses can be found and taken away.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

use crate::iam::Call;

/// All different calls since the machine started.
#[derive(Debug, Default)]
pub(crate) struct Witness {
    seen: Mutex<BTreeMap<String, BTreeSet<(String, String)>>>,
}

impl Witness {
    pub(crate) fn note(&self, function: &str, calls: &[Call]) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let own = seen.entry(function.to_owned()).or_default();
        own.extend(calls.iter().map(|call| (call.action.clone(), call.resource.clone())));
    }

    /// `{"FunctionId": [{"action", "resource"}]}`
    pub(crate) fn read(&self) -> Value {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let of = |calls: &BTreeSet<(String, String)>| -> Value {
            let calls = calls.iter();
            calls
                .map(|(action, resource)| json!({"action": action, "resource": resource}))
                .collect()
        };
        seen.iter().map(|(function, calls)| (function.clone(), of(calls))).collect()
    }
}
