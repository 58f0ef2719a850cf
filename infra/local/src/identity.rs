//! Who calls a service: each process of a function has its own access key.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::{HeaderMap, header};
use tokio::sync::Notify;

use crate::iam::Call;
use crate::template::{ACCOUNT, FunctionSpec};

/// The holder of an access key.
#[derive(Debug, Clone)]
pub(crate) enum Caller {
    /// Whoever runs the machine: may do everything.
    Operator,
    /// One process of a function: may do what its statements say.
    Process {
        /// Its function.
        function: Arc<FunctionSpec>,
        /// Notified to kill that process.
        kill: Arc<Notify>,
    },
}

impl Caller {
    /// The first of the calls that the caller may not make.
    pub(crate) fn refused<'a>(&self, calls: &'a [Call]) -> Option<&'a Call> {
        match self {
            Self::Operator => None,
            Self::Process { function, .. } => {
                calls.iter().find(|call| !function.policy.allows(call))
            }
        }
    }

    /// Logical id of the function; none for the operator.
    pub(crate) fn function(&self) -> Option<&str> {
        match self {
            Self::Operator => None,
            Self::Process { function, .. } => Some(&function.id),
        }
    }

    /// ARN as AWS names the caller in a refusal.
    pub(crate) fn arn(&self) -> String {
        match self {
            Self::Operator => format!("arn:aws:iam::{ACCOUNT}:user/operator"),
            Self::Process { function, .. } => {
                format!("arn:aws:sts::{ACCOUNT}:assumed-role/{}/local", function.id)
            }
        }
    }
}

/// All access keys that are valid now.
#[derive(Debug, Default)]
pub(crate) struct Identities {
    keys: Mutex<HashMap<String, Caller>>,
}

impl Identities {
    pub(crate) fn admit(&self, access_key: &str, caller: Caller) {
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        keys.insert(access_key.to_owned(), caller);
    }

    pub(crate) fn revoke(&self, access_key: &str) {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner).remove(access_key);
    }

    /// The caller whose access key signed the request. Signatures are not verified: this is one
    /// machine, and the keys live only as long as the process that holds them.
    pub(crate) fn caller(&self, headers: &HeaderMap) -> Option<Caller> {
        let authorization = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
        let (_, credential) = authorization.split_once("Credential=")?;
        let access_key = credential.split('/').next()?;
        self.keys.lock().unwrap_or_else(PoisonError::into_inner).get(access_key).cloned()
    }
}
