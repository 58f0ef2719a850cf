//! The Lambda API's one operation: `Invoke`.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};
use bytes::Bytes;

use super::ServiceError;
use crate::iam::Call;
use crate::lambda::{Answer, Failure, Function};
use crate::machine::Machine;
use crate::template::{ACCOUNT, REGION};

pub(super) fn calls(machine: &Machine, path: &str) -> Result<Vec<Call>, ServiceError> {
    let name = &function(machine, path)?.spec.name;
    let arn = format!("arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}");
    Ok(vec![Call::new("lambda:InvokeFunction", arn)])
}

pub(super) async fn invoke(
    machine: &Arc<Machine>,
    path: &str,
    headers: &HeaderMap,
    event: Bytes,
) -> Result<Response<Body>, ServiceError> {
    let function = Arc::clone(function(machine, path)?);
    let kind = headers.get("x-amz-invocation-type").and_then(|kind| kind.to_str().ok());
    match kind.unwrap_or("RequestResponse") {
        "DryRun" => Ok(response(StatusCode::NO_CONTENT, Bytes::new())),
        "Event" => {
            // Its outcome is in the function's log, as in the cloud.
            tokio::spawn(async move { drop(function.invoke(event).await) });
            Ok(response(StatusCode::ACCEPTED, Bytes::new()))
        }
        _ => outcome(function.invoke(event).await).await,
    }
}

async fn outcome(answer: Result<Answer, Failure>) -> Result<Response<Body>, ServiceError> {
    let failed = |payload: Bytes| {
        let mut answer = response(StatusCode::OK, payload);
        let unhandled = HeaderValue::from_static("Unhandled");
        answer.headers_mut().insert("x-amz-function-error", unhandled);
        Ok(answer)
    };
    match answer {
        Ok(Answer::Buffered(payload)) => Ok(response(StatusCode::OK, payload)),
        Ok(Answer::Streamed { mut body, .. }) => {
            let mut whole = Vec::new();
            while let Some(chunk) = body.recv().await {
                whole.extend_from_slice(&chunk.map_err(|_| ServiceError::internal())?);
            }
            Ok(response(StatusCode::OK, Bytes::from(whole)))
        }
        Err(Failure::Function(payload)) => failed(payload),
        Err(Failure::TooLarge) => {
            let mut error = ServiceError::new("RequestTooLargeException", "the event is too large");
            error.status = StatusCode::PAYLOAD_TOO_LARGE;
            Err(error)
        }
        Err(failure @ (Failure::Crashed | Failure::NotStarted | Failure::TimedOut)) => {
            let payload = serde_json::json!({"errorMessage": failure.to_string()});
            failed(Bytes::from(payload.to_string()))
        }
    }
}

/// `2015-03-31/functions/NAME/invocations`
fn function<'a>(machine: &'a Machine, path: &str) -> Result<&'a Arc<Function>, ServiceError> {
    let name = path.strip_prefix("2015-03-31/functions/");
    let name = name.and_then(|rest| rest.strip_suffix("/invocations")).map(|name| {
        let name = name.replace("%3A", ":").replace("%3a", ":");
        name.rsplit(':').next().unwrap_or_default().to_owned()
    });
    name.and_then(|name| machine.functions.find(&name)).ok_or_else(|| {
        let mut error = ServiceError::new("ResourceNotFoundException", "no such function");
        error.status = StatusCode::NOT_FOUND;
        error
    })
}

fn response(status: StatusCode, payload: Bytes) -> Response<Body> {
    let mut response = Response::new(Body::from(payload));
    *response.status_mut() = status;
    response
}
