//! The cloud's doors: one client per service, opened once per cold start, and what their failures mean to us.

use std::fmt;
use std::time::Duration;

use aws_config::BehaviorVersion;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};

/// The clients. Where they point is decided by the standard `AWS_*` variables, on a laptop as in the cloud.
#[derive(Clone)]
pub struct Aws {
    pub(crate) dynamodb: aws_sdk_dynamodb::Client,
    pub(crate) kms: aws_sdk_kms::Client,
    pub(crate) secrets: aws_sdk_secretsmanager::Client,
    pub(crate) ses: aws_sdk_ses::Client,
}

impl Aws {
    /// Opens the clients. A call takes at most eight seconds, all its attempts included.
    pub async fn connect() -> Self {
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(Duration::from_secs(1))
            .operation_attempt_timeout(Duration::from_secs(3))
            .operation_timeout(Duration::from_secs(8))
            .build();
        let config = aws_config::defaults(BehaviorVersion::latest())
            .timeout_config(timeouts)
            .retry_config(
                RetryConfig::standard()
                    .with_max_attempts(4)
                    .with_initial_backoff(Duration::from_millis(50)),
            )
            .load()
            .await;
        Self {
            dynamodb: aws_sdk_dynamodb::Client::new(&config),
            kms: aws_sdk_kms::Client::new(&config),
            secrets: aws_sdk_secretsmanager::Client::new(&config),
            ses: aws_sdk_ses::Client::new(&config),
        }
    }
}

impl fmt::Debug for Aws {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Aws")
    }
}

/// What a failed call means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// Throttled, timed out, unreachable: another attempt may succeed.
    Busy,
    /// Refused with this error code of the service, such as `AccessDeniedException`.
    Refused(String),
}

/// Reads a failed call. Only the service's error code is kept: its message may repeat what was sent.
pub(crate) fn failure<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> Failure {
    let Some(service) = error.as_service_error() else { return Failure::Busy };
    let code = service.code().unwrap_or("unknown");
    let busy = code.contains("Throttl")
        || code.contains("Timeout")
        || matches!(
            code,
            "ProvisionedThroughputExceededException"
                | "RequestLimitExceeded"
                | "InternalServerError"
                | "InternalFailure"
                | "InternalServiceError"
                | "ServiceUnavailable"
                | "ServiceUnavailableException"
                | "KMSInternalException"
                | "DependencyTimeoutException"
                | "KeyUnavailableException"
                | "TransactionConflictException"
                | "TransactionInProgressException"
                | "unknown"
        );
    if busy { Failure::Busy } else { Failure::Refused(code.to_owned()) }
}
