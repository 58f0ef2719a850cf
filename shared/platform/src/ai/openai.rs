//! Chat completions as a stream, as `OpenAI` defined them and Azure, vLLM, llama.cpp and Ollama speak them. Asks for
//! `store: false` and sends no user id.

use serde::Deserialize;
use serde_json::{Value, json};

use super::settings::LimitField;
use super::sse::Event;
use super::{ANSWER_MAX_TOKENS, AiError, Failure, Question, Step};

/// The request's body.
pub(super) fn body(model: &str, limit_field: LimitField, question: &Question) -> Value {
    let limit = match limit_field {
        LimitField::MaxCompletionTokens => "max_completion_tokens",
        LimitField::MaxTokens => "max_tokens",
    };
    json!({
        "model": model,
        "messages": [
            {"role": "system", "content": question.system},
            {"role": "user", "content": question.user},
        ],
        limit: ANSWER_MAX_TOKENS,
        "store": false,
        "stream": true,
    })
}

/// One chunk: a usage chunk has no choices, and servers write that as `[]`, as `null`, or not at all.
#[derive(Deserialize)]
struct Chunk {
    choices: Option<Vec<Choice>>,
    error: Option<Fault>,
}

#[derive(Deserialize)]
struct Choice {
    delta: Option<Delta>,
    finish_reason: Option<String>,
}

#[derive(Deserialize)]
struct Delta {
    content: Option<String>,
    refusal: Option<String>,
}

#[derive(Deserialize)]
struct Fault {
    #[serde(rename = "type")]
    kind: Option<String>,
}

/// What has been read of one answer.
#[derive(Default)]
pub(super) struct Reader {
    finished: bool,
}

impl Reader {
    /// Reads one event.
    pub(super) fn read(&mut self, event: &Event) -> Result<Step, Failure> {
        if event.data == "[DONE]" {
            return Ok(Step::End);
        }
        let chunk: Chunk =
            serde_json::from_str(&event.data).map_err(|_| Failure::final_(AiError::Garbled))?;
        if let Some(error) = chunk.error {
            return Err(fault(error.kind.as_deref()));
        }
        let Some(choice) = chunk.choices.and_then(|choices| choices.into_iter().next()) else {
            return Ok(Step::Nothing);
        };
        match choice.finish_reason.as_deref() {
            None => {}
            Some("stop") => self.finished = true,
            Some("length") => return Err(Failure::final_(AiError::Unfinished)),
            Some("content_filter") => return Err(Failure::final_(AiError::Declined)),
            Some(_) => return Err(Failure::final_(AiError::Garbled)),
        }
        let Some(delta) = choice.delta else { return Ok(Step::Nothing) };
        if delta.refusal.is_some_and(|refusal| !refusal.is_empty()) {
            return Err(Failure::final_(AiError::Declined));
        }
        Ok(delta.content.map_or(Step::Nothing, Step::Text))
    }

    /// Whether the answer was complete when the server hung up: some end without `[DONE]`.
    pub(super) fn finished(&self) -> bool {
        self.finished
    }
}

fn fault(kind: Option<&str>) -> Failure {
    match kind {
        Some("server_error" | "rate_limit_error" | "overloaded_error" | "timeout") => {
            Failure::passing(AiError::Interrupted)
        }
        _ => Failure::final_(AiError::Interrupted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(data: &Value) -> Result<Step, AiError> {
        let event = Event { name: String::new(), data: data.to_string() };
        Reader::default().read(&event).map_err(|failure| failure.error)
    }

    #[test]
    fn the_request_is_not_to_be_stored() {
        let question = Question { system: "rules".to_owned(), user: "facts".to_owned() };
        let new = body("m", LimitField::MaxCompletionTokens, &question);
        assert_eq!(new["store"], false);
        assert_eq!(new["max_completion_tokens"], ANSWER_MAX_TOKENS);
        let old = body("m", LimitField::MaxTokens, &question);
        assert_eq!(
            (&old["max_tokens"], old.get("max_completion_tokens")),
            (&json!(ANSWER_MAX_TOKENS), None)
        );
    }

    #[test]
    fn a_usage_chunk_is_skipped_in_each_of_its_forms() {
        for chunk in [
            json!({"choices": [], "usage": {}}),
            json!({"choices": null, "usage": null}),
            json!({"usage": {}}),
        ] {
            assert_eq!(read(&chunk), Ok(Step::Nothing));
        }
    }

    #[test]
    fn each_finish_reason_has_its_outcome() {
        let finish = |reason: &str| {
            read(&json!({"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]}))
        };
        assert_eq!(finish("stop"), Ok(Step::Nothing));
        assert_eq!(finish("length"), Err(AiError::Unfinished));
        assert_eq!(finish("content_filter"), Err(AiError::Declined));
        assert_eq!(finish("tool_calls"), Err(AiError::Garbled));
        assert_eq!(
            read(&json!({"choices": [{"delta": {"refusal": "no"}}]})),
            Err(AiError::Declined)
        );
    }
}
