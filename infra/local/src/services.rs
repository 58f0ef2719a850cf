//! The AWS services on loopback: who calls, may they, does a fault strike, then the answer.

mod dynamodb;
mod kms;
mod lambda_api;
mod mime;
mod secrets;
mod ses;

pub(crate) use dynamodb::Tables;
pub(crate) use kms::Keys;
pub(crate) use secrets::Secrets;
pub(crate) use ses::{Mail, Mailbox, escape};

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Request, Response, StatusCode, header};
use bytes::Bytes;

use crate::faults::{Strike, Target};
use crate::iam::Call;
use crate::identity::Caller;
use crate::machine::Machine;

/// Largest request to any service, in bytes (DynamoDB's limit).
const LARGEST_REQUEST: usize = 16 * 1024 * 1024;

/// A refusal in the terms of AWS.
#[derive(Debug)]
pub(crate) struct ServiceError {
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) status: StatusCode,
}

impl ServiceError {
    pub(crate) fn new(code: &str, message: impl Into<String>) -> Self {
        let status = StatusCode::BAD_REQUEST;
        Self { code: code.to_owned(), message: message.into(), status }
    }

    pub(crate) fn internal() -> Self {
        let mut error = Self::new("InternalServerError", "the service failed");
        error.status = StatusCode::INTERNAL_SERVER_ERROR;
        error
    }
}

/// A service, with the way it writes errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Service {
    DynamoDb,
    Kms,
    Secrets,
    Ses,
    Lambda,
}

impl Service {
    const ALL: [Self; 5] = [Self::DynamoDb, Self::Kms, Self::Secrets, Self::Ses, Self::Lambda];

    /// Its name: in paths, faults and IAM actions.
    fn name(self) -> &'static str {
        match self {
            Self::DynamoDb => "dynamodb",
            Self::Kms => "kms",
            Self::Secrets => "secretsmanager",
            Self::Ses => "ses",
            Self::Lambda => "lambda",
        }
    }

    /// Suffix of the SDKs' `AWS_ENDPOINT_URL_…` variable.
    fn variable(self) -> &'static str {
        match self {
            Self::DynamoDb => "DYNAMODB",
            Self::Kms => "KMS",
            Self::Secrets => "SECRETS_MANAGER",
            Self::Ses => "SES",
            Self::Lambda => "LAMBDA",
        }
    }

    fn of(path: &str) -> Option<(Self, &str)> {
        let path = path.strip_prefix('/')?;
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        Self::ALL.into_iter().find(|service| service.name() == first).map(|found| (found, rest))
    }
}

/// The variables through which every SDK finds the services at `origin`.
pub(crate) fn endpoints(origin: &str) -> BTreeMap<String, String> {
    let endpoint = |service: Service| {
        let variable = format!("AWS_ENDPOINT_URL_{}", service.variable());
        (variable, format!("{origin}/{}", service.name()))
    };
    Service::ALL.into_iter().map(endpoint).collect()
}

/// One request, read and attributed.
struct Asked {
    service: Service,
    operation: String,
    caller: Caller,
    headers: HeaderMap,
    /// Path below the service's prefix.
    path: String,
    body: Bytes,
}

/// Answers any request to any service.
pub(crate) async fn serve(
    State(machine): State<Arc<Machine>>,
    request: Request<Body>,
) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let Some((service, path)) = Service::of(parts.uri.path()) else {
        let mut lost = Response::new(Body::empty());
        *lost.status_mut() = StatusCode::NOT_FOUND;
        return lost;
    };
    let Some(caller) = machine.identities.caller(&parts.headers) else {
        let message = "The security token included in the request is invalid.";
        return failed(service, &ServiceError::new("UnrecognizedClientException", message));
    };
    let Ok(body) = to_bytes(body, LARGEST_REQUEST).await else {
        return failed(service, &ServiceError::new("RequestEntityTooLarge", "too large"));
    };
    let operation = operation(service, &parts.headers, &body);
    let (path, headers) = (path.to_owned(), parts.headers);
    let asked = Asked { service, operation, caller, headers, path, body };
    match answer(&machine, &asked).await {
        Ok(response) => response,
        Err(error) => failed(service, &error),
    }
}

/// The operation's name, from where each protocol carries it.
fn operation(service: Service, headers: &HeaderMap, body: &Bytes) -> String {
    match service {
        Service::Ses => ses::action(body),
        Service::Lambda => "InvokeFunction".to_owned(),
        Service::DynamoDb | Service::Kms | Service::Secrets => {
            let target = headers.get("x-amz-target").and_then(|target| target.to_str().ok());
            let (_, operation) = target.unwrap_or_default().split_once('.').unwrap_or_default();
            operation.to_owned()
        }
    }
}

async fn answer(machine: &Arc<Machine>, asked: &Asked) -> Result<Response<Body>, ServiceError> {
    let calls = calls(machine, asked)?;
    if let Some(refused) = asked.caller.refused(&calls) {
        return Err(refusal(machine, &asked.caller, refused, asked.service));
    }
    if let Some(function) = asked.caller.function() {
        machine.witness.note(function, &calls);
    }
    let struck = machine.faults.as_ref().and_then(|faults| {
        let resources: Vec<&str> = calls.iter().map(|call| call.resource.as_str()).collect();
        faults.strike(Target {
            service: asked.service.name(),
            operation: &asked.operation,
            function: asked.caller.function(),
            resources: &resources,
        })
    });
    match struck {
        None => carry_out(machine, asked).await,
        Some(Strike::DelayMs(ms)) => {
            tokio::time::sleep(Duration::from_millis(ms)).await;
            carry_out(machine, asked).await
        }
        Some(Strike::Error { code, status }) => {
            let mut error = ServiceError::new(&code, "a fault was asked for");
            error.status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
            Err(error)
        }
        Some(Strike::Cut) => Ok(broken_off()),
        Some(Strike::KillBefore) => Ok(killed(&asked.caller)),
        Some(Strike::KillAfter) => {
            drop(carry_out(machine, asked).await);
            Ok(killed(&asked.caller))
        }
    }
}

/// What the request does, in terms of IAM.
fn calls(machine: &Machine, asked: &Asked) -> Result<Vec<Call>, ServiceError> {
    match asked.service {
        Service::DynamoDb => Ok(dynamodb::calls(&asked.operation, &asked.body)),
        Service::Kms => machine.keys.calls(&asked.operation, &asked.body),
        Service::Secrets => machine.secrets.calls(&asked.operation, &asked.body),
        Service::Ses => Ok(ses::calls(&asked.operation, &asked.body)),
        Service::Lambda => lambda_api::calls(machine, &asked.path),
    }
}

async fn carry_out(machine: &Arc<Machine>, asked: &Asked) -> Result<Response<Body>, ServiceError> {
    match asked.service {
        Service::DynamoDb => machine.tables.forward(&asked.headers, asked.body.clone()).await,
        Service::Kms => machine.keys.answer(&asked.operation, &asked.body).map(|body| json(&body)),
        Service::Secrets => {
            machine.secrets.answer(&asked.operation, &asked.body).map(|body| json(&body))
        }
        Service::Ses => machine.mailbox.answer(&asked.operation, &asked.body, machine.clock.now()),
        Service::Lambda => {
            lambda_api::invoke(machine, &asked.path, &asked.headers, asked.body.clone()).await
        }
    }
}

fn refusal(machine: &Machine, caller: &Caller, refused: &Call, service: Service) -> ServiceError {
    let Call { action, resource, .. } = refused;
    let message = format!(
        "User: {} is not authorized to perform: {action} on resource: {resource}",
        caller.arn()
    );
    if let Some(function) = caller.function() {
        machine.logs.push(machine.clock.now(), function, format!("Refused by IAM: {message}"));
    }
    let query = service == Service::Ses;
    ServiceError::new(if query { "AccessDenied" } else { "AccessDeniedException" }, message)
}

fn json(body: &serde_json::Value) -> Response<Body> {
    let mut response = Response::new(Body::from(body.to_string()));
    let kind = HeaderValue::from_static("application/x-amz-json-1.1");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

fn failed(service: Service, error: &ServiceError) -> Response<Body> {
    let (kind, body) = if service == Service::Ses {
        ("text/xml", ses::error_body(error))
    } else {
        let body = serde_json::json!({"__type": error.code, "message": error.message});
        ("application/x-amz-json-1.0", body.to_string())
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = error.status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if service == Service::Lambda
        && let Ok(code) = HeaderValue::from_str(&error.code)
    {
        response.headers_mut().insert("x-amzn-errortype", code);
    }
    response
}

/// An answer whose body ends in an error, so that the connection closes in its middle.
fn broken_off() -> Response<Body> {
    let broken = futures_util::stream::once(async {
        Err::<Bytes, _>(std::io::Error::other("a fault was asked for"))
    });
    Response::new(Body::from_stream(broken))
}

fn killed(caller: &Caller) -> Response<Body> {
    if let Caller::Process { kill, .. } = caller {
        kill.notify_one();
    }
    broken_off()
}

/// A member of a JSON body as text.
fn text<'a>(body: &'a serde_json::Value, key: &str) -> Option<&'a str> {
    body.get(key).and_then(serde_json::Value::as_str)
}

fn parsed(body: &Bytes) -> Result<serde_json::Value, ServiceError> {
    serde_json::from_slice(body)
        .map_err(|_| ServiceError::new("SerializationException", "the body is not JSON"))
}
