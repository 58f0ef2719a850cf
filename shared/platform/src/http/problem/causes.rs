//! What the errors of inner layers are to a client.

use clinical::refusal::Refusal;

use super::{Code, FieldError, Problem};
use crate::ai::AiError;
use crate::ids::NoRandomness;
use crate::mail::MailFailed;
use crate::password::NotHashed;
use crate::secrets::SecretUnusable;
use crate::tables::ephemeral::limits::Limited;
use crate::tables::quota::QuotaError;
use crate::tables::{ListError, TableError};
use crate::vault::{SealBroken, VaultError};

/// Refused fields: the firewall's findings have a code of their own.
impl From<Vec<Refusal>> for Problem {
    fn from(refusals: Vec<Refusal>) -> Self {
        use clinical::refusal::code::{
            IDENTIFIERS_FOUND, IDENTIFIERS_SUSPECTED, UNKNOWN_FIELD, WRONG_TYPE,
        };
        let any = |wanted: &[&str]| refusals.iter().any(|refusal| wanted.contains(&refusal.code));
        let code = if any(&[IDENTIFIERS_FOUND, IDENTIFIERS_SUSPECTED]) {
            Code::IdentifiersFound
        } else if any(&[UNKNOWN_FIELD]) {
            Code::UnknownField
        } else if any(&[WRONG_TYPE]) {
            Code::WrongType
        } else {
            Code::InvalidField
        };
        Self::with(code, refusals.into_iter().map(FieldError::from).collect())
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::from(vec![refusal])
    }
}

/// A malformed id answers like a stranger's.
impl From<practice::id::MalformedId> for Problem {
    fn from(_: practice::id::MalformedId) -> Self {
        Self::not_found()
    }
}

impl From<TableError> for Problem {
    fn from(error: TableError) -> Self {
        match error {
            TableError::Conflict => Self::new(Code::Conflict),
            TableError::Stale => Self::new(Code::VersionConflict),
            TableError::Absent => Self::not_found(),
            TableError::Busy(_) => Self::unavailable(error.to_string()),
            TableError::Refused { .. } | TableError::Malformed(_) => {
                Self::internal(error.to_string())
            }
            TableError::Vault(error) => Self::from(error),
        }
    }
}

impl From<ListError> for Problem {
    fn from(error: ListError) -> Self {
        match error {
            ListError::ForeignCursor => Self::new(Code::MalformedRequest),
            ListError::Table(error) => Self::from(error),
        }
    }
}

impl From<QuotaError> for Problem {
    fn from(error: QuotaError) -> Self {
        match error {
            QuotaError::UsedUp => Self::new(Code::QuotaUsedUp),
            QuotaError::Table(error) => Self::from(error),
        }
    }
}

/// Whatever a provider does wrong, the clinician can only try again.
impl From<AiError> for Problem {
    fn from(error: AiError) -> Self {
        Self::unavailable(error.to_string())
    }
}

impl From<casework::case::MalformedId> for Problem {
    fn from(_: casework::case::MalformedId) -> Self {
        Self::not_found()
    }
}

/// The prompt is made of screened texts: what the firewall finds in it is named by kind, and where it stood is not known.
impl From<casework::prompt::IdentifiersFound> for Problem {
    fn from(found: casework::prompt::IdentifiersFound) -> Self {
        let error = |category: phi::Category| FieldError {
            category: Some(category.code()),
            hint: Some(category.hint().to_owned()),
            ..FieldError::new(
                "",
                "identifiers-found",
                "the prompt would hold what identifies a person",
            )
        };
        Self::with(Code::IdentifiersFound, found.categories.into_iter().map(error).collect())
    }
}

impl From<casework::document::NotAllowed> for Problem {
    fn from(error: casework::document::NotAllowed) -> Self {
        use casework::document::NotAllowed;
        let name = |sentences: Vec<String>, code, detail: &str| {
            let error = |sentence| FieldError::new(format!("/sentences/{sentence}"), code, detail);
            Self::with(Code::Conflict, sentences.into_iter().map(error).collect())
        };
        match error {
            NotAllowed::OpenFlags(open) => {
                name(open, "open-flags", "the sentence holds a doubt that nobody has answered")
            }
            NotAllowed::NotAttestable(ids) => {
                name(ids, "not-attestable", "the sentence cannot be attested")
            }
            NotAllowed::NotReviewed => Self::with(
                Code::Conflict,
                vec![FieldError::new("", "not-reviewed", "sign-off comes after review")],
            ),
            NotAllowed::SignedOff => Self::with(
                Code::Conflict,
                vec![FieldError::new("", "signed-off", "the document is signed off")],
            ),
        }
    }
}

impl From<VaultError> for Problem {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::NoKey => Self::not_found(),
            VaultError::Busy(_) => Self::unavailable(error.to_string()),
            VaultError::Refused(_) | VaultError::Malformed | VaultError::Seal(_) => {
                Self::internal(error.to_string())
            }
        }
    }
}

impl From<Limited> for Problem {
    fn from(limited: Limited) -> Self {
        match limited {
            Limited::Reached { retry_after_seconds } => Self::too_many(retry_after_seconds),
            Limited::Table(error) => Self::unavailable(error.to_string()),
            Limited::Secret(error) => Self::from(error),
        }
    }
}

impl From<SealBroken> for Problem {
    fn from(error: SealBroken) -> Self {
        Self::internal(error.to_string())
    }
}

impl From<NoRandomness> for Problem {
    fn from(error: NoRandomness) -> Self {
        Self::internal(error.to_string())
    }
}

impl From<SecretUnusable> for Problem {
    fn from(error: SecretUnusable) -> Self {
        Self::unavailable(error.to_string())
    }
}

impl From<NotHashed> for Problem {
    fn from(error: NotHashed) -> Self {
        Self::internal(error.to_string())
    }
}

impl From<MailFailed> for Problem {
    fn from(error: MailFailed) -> Self {
        Self::unavailable(error.to_string())
    }
}
