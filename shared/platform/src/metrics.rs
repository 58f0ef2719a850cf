//! Metrics ride on the request's log line (CloudWatch embedded metric format): no call, no agent, no value of anyone.

use serde_json::{Map, Value, json};

use crate::log::Answered;

/// The namespace of everything counted.
const NAMESPACE: &str = "Luma";

/// Duration, and whether the answer was a refusal or a failure, by function.
pub(crate) fn answered(answered: &Answered<'_>) -> Map<String, Value> {
    let directive = json!({
        "Timestamp": answered.now.as_millisecond(),
        "CloudWatchMetrics": [{
            "Namespace": NAMESPACE,
            "Dimensions": [["function"]],
            "Metrics": [
                {"Name": "duration", "Unit": "Milliseconds"},
                {"Name": "refusals", "Unit": "Count"},
                {"Name": "failures", "Unit": "Count"},
            ],
        }],
    });
    let refused = (400..500).contains(&answered.status);
    Map::from_iter([
        ("_aws".to_owned(), directive),
        ("duration".to_owned(), json!(answered.took.as_secs_f64() * 1_000.0)),
        ("refusals".to_owned(), json!(u8::from(refused))),
        ("failures".to_owned(), json!(u8::from(answered.status >= 500))),
    ])
}
