//! Anthropic's Messages API as a stream. Never sends sampling parameters (a 400 since version 2026-10-21), metadata or
//! tools: nothing but the rules and the prompt.

use serde::Deserialize;
use serde_json::{Value, json};

use super::sse::Event;
use super::{ANSWER_MAX_TOKENS, AiError, Failure, Question, Step};

/// The request's body.
pub(super) fn body(model: &str, question: &Question) -> Value {
    json!({
        "model": model,
        "max_tokens": ANSWER_MAX_TOKENS,
        "system": [{"type": "text", "text": question.system}],
        "messages": [{"role": "user", "content": question.user}],
        "stream": true,
    })
}

/// What a stream's data may say. Types that are not named here are skipped, as the API asks of its clients.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Said {
    ContentBlockDelta {
        delta: Delta,
    },
    MessageDelta {
        delta: Stop,
    },
    MessageStop,
    Error {
        error: Fault,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Delta {
    TextDelta {
        text: String,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Stop {
    stop_reason: Option<String>,
}

#[derive(Deserialize)]
struct Fault {
    #[serde(rename = "type", default)]
    kind: String,
}

/// What has been read of one answer.
#[derive(Default)]
pub(super) struct Reader {
    stop_reason: Option<String>,
}

impl Reader {
    /// Reads one event.
    pub(super) fn read(&mut self, event: &Event) -> Result<Step, Failure> {
        let said: Said =
            serde_json::from_str(&event.data).map_err(|_| Failure::final_(AiError::Garbled))?;
        match said {
            Said::ContentBlockDelta { delta: Delta::TextDelta { text } } => Ok(Step::Text(text)),
            Said::ContentBlockDelta { delta: Delta::Other } | Said::Other => Ok(Step::Nothing),
            Said::MessageDelta { delta } => {
                self.stop_reason = delta.stop_reason.or(self.stop_reason.take());
                Ok(Step::Nothing)
            }
            Said::MessageStop => self.stopped(),
            Said::Error { error } => Err(fault(&error.kind)),
        }
    }

    fn stopped(&mut self) -> Result<Step, Failure> {
        match self.stop_reason.as_deref() {
            Some("end_turn" | "stop_sequence") => Ok(Step::End),
            Some("max_tokens" | "model_context_window_exceeded") => {
                Err(Failure::final_(AiError::Unfinished))
            }
            Some("refusal") => Err(Failure::final_(AiError::Declined)),
            // No tool was offered and no turn can be paused: anything else is not the answer that was asked for.
            _ => Err(Failure::final_(AiError::Garbled)),
        }
    }
}

/// An error event; those that pass by themselves may be tried again while no text has been seen.
fn fault(kind: &str) -> Failure {
    match kind {
        "overloaded_error" | "api_error" | "rate_limit_error" | "timeout_error" => {
            Failure::passing(AiError::Interrupted)
        }
        _ => Failure::final_(AiError::Interrupted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(data: &Value) -> Result<Step, Failure> {
        Reader::default().read(&Event { name: String::new(), data: data.to_string() })
    }

    #[test]
    fn the_request_holds_the_prompt_and_no_sampling_parameter() {
        let question = Question { system: "rules".to_owned(), user: "facts".to_owned() };
        let body = body("claude-test", &question);
        let mut keys: Vec<&str> = body.as_object().unwrap().keys().map(String::as_str).collect();
        keys.sort_unstable();
        assert_eq!(keys, ["max_tokens", "messages", "model", "stream", "system"]);
        assert_eq!(body["messages"][0]["content"], "facts");
    }

    #[test]
    fn events_and_deltas_of_kinds_yet_unknown_are_skipped() {
        let thought = json!({"type": "content_block_delta", "index": 0,
            "delta": {"type": "thinking_delta", "thinking": "hm"}});
        for data in
            [json!({"type": "ping"}), json!({"type": "message_start", "message": {}}), thought]
        {
            assert_eq!(read(&data).unwrap(), Step::Nothing);
        }
    }

    #[test]
    fn each_way_to_stop_has_its_outcome() {
        let outcome = |reason: &str| {
            let mut reader = Reader::default();
            let delta =
                json!({"type": "message_delta", "delta": {"stop_reason": reason}, "usage": {}});
            let stop = json!({"type": "message_stop"});
            reader.read(&Event { name: String::new(), data: delta.to_string() }).unwrap();
            reader
                .read(&Event { name: String::new(), data: stop.to_string() })
                .map_err(|failure| failure.error)
        };
        assert_eq!(outcome("end_turn"), Ok(Step::End));
        assert_eq!(outcome("max_tokens"), Err(AiError::Unfinished));
        assert_eq!(outcome("refusal"), Err(AiError::Declined));
        assert_eq!(outcome("tool_use"), Err(AiError::Garbled));
    }
}
