//! The only reader of the environment: names of tables, keys and secrets, and the limits. Values come from
//! `template.yaml`; no secret is ever an environment variable, only the name it has in Secrets Manager.

use std::time::Duration;

/// Everything a function is told about the cloud it runs in.
#[derive(Debug, Clone)]
pub struct Config {
    /// Names of the tables, by retention class.
    pub tables: TableNames,
    /// The KMS key that wraps data keys.
    pub data_key: String,
    /// The KMS HMAC key behind the blind index of e-mail addresses.
    pub lookup_key: String,
    /// Names of the secrets.
    pub secrets: SecretNames,
    /// Sender of every mail, as `Name <address>`.
    pub mail_from: String,
    /// Where inquiries go: the mailbox that people read.
    pub support_address: String,
    /// The origin that browsers see, without a slash at the end.
    pub site_origin: String,
    /// How often something may happen.
    pub limits: Limits,
    /// Which function this is, for the log.
    pub function: String,
}

/// Names of the tables.
#[derive(Debug, Clone)]
pub struct TableNames {
    /// People and practice.
    pub accounts: String,
    /// Wrapped data keys.
    pub keys: String,
    /// Clinical context and documents.
    pub cases: String,
    /// What was paid.
    pub payments: String,
    /// Sessions, tokens, counters.
    pub ephemeral: String,
    /// Who did what to which id.
    pub audit: String,
}

/// Names of the secrets in Secrets Manager.
#[derive(Debug, Clone)]
pub struct SecretNames {
    /// JSON `{"current": SEED, "next"?: SEED, "previous"?: SEED}`: Ed25519 seeds of 32 bytes in hexadecimal.
    pub session_keys: String,
    /// Stripe's API key and webhook secrets.
    pub stripe: String,
    /// The drafting provider, its key and its attestations.
    pub ai: String,
    /// Plain text: what CloudFront sends along to prove that a request came through it.
    pub edge: String,
}

/// So many within a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// How often.
    pub count: u32,
    /// Within how long.
    pub window: Duration,
}

/// The limits of the template's parameters.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Failed sign-ins per account and viewer address.
    pub sign_in: Limit,
    /// Failed sign-ins per account from anywhere.
    pub sign_in_account: Limit,
    /// Sign-ins per viewer address.
    pub sign_in_address: Limit,
    /// Sign-ups per viewer address.
    pub sign_up: Limit,
    /// Mails of one kind per recipient.
    pub mail: Limit,
    /// Drafts per account.
    pub draft: Limit,
    /// Inquiries per viewer address.
    pub inquiry: Limit,
    /// Inquiries per account.
    pub inquiry_account: Limit,
}

/// Why a function cannot start with its environment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigRefused {
    /// The variable is not set.
    #[error("environment variable {0} is missing")]
    Missing(&'static str),
    /// The variable does not have the form `COUNT/SECONDS`, both at least 1.
    #[error("environment variable {0} is not COUNT/SECONDS")]
    NoLimit(&'static str),
}

impl Config {
    /// Reads the process's environment.
    ///
    /// # Errors
    /// [`ConfigRefused`] names the variable that is missing or malformed.
    #[expect(
        clippy::disallowed_methods,
        reason = "this module is the one reader of the environment"
    )]
    pub fn load() -> Result<Self, ConfigRefused> {
        Self::read(|name| std::env::var(name).ok())
    }

    fn read(environment: impl Fn(&'static str) -> Option<String>) -> Result<Self, ConfigRefused> {
        let text = |name| {
            environment(name).filter(|value| !value.is_empty()).ok_or(ConfigRefused::Missing(name))
        };
        let limit = |name| Limit::parse(&text(name)?).ok_or(ConfigRefused::NoLimit(name));
        Ok(Self {
            tables: TableNames {
                accounts: text("ACCOUNTS_TABLE")?,
                keys: text("KEYS_TABLE")?,
                cases: text("CASES_TABLE")?,
                payments: text("PAYMENTS_TABLE")?,
                ephemeral: text("EPHEMERAL_TABLE")?,
                audit: text("AUDIT_TABLE")?,
            },
            data_key: text("DATA_KEY_ID")?,
            lookup_key: text("LOOKUP_KEY_ID")?,
            secrets: SecretNames {
                session_keys: text("SESSION_KEYS_SECRET")?,
                stripe: text("STRIPE_SECRET")?,
                ai: text("AI_SECRET")?,
                edge: text("EDGE_SECRET")?,
            },
            mail_from: text("MAIL_FROM")?,
            support_address: text("SUPPORT_ADDRESS")?,
            site_origin: text("SITE_ORIGIN")?.trim_end_matches('/').to_owned(),
            limits: Limits {
                sign_in: limit("LIMIT_SIGN_IN")?,
                sign_in_account: limit("LIMIT_SIGN_IN_ACCOUNT")?,
                sign_in_address: limit("LIMIT_SIGN_IN_ADDRESS")?,
                sign_up: limit("LIMIT_SIGN_UP")?,
                mail: limit("LIMIT_MAIL")?,
                draft: limit("LIMIT_DRAFT")?,
                inquiry: limit("LIMIT_INQUIRY")?,
                inquiry_account: limit("LIMIT_INQUIRY_ACCOUNT")?,
            },
            function: text("AWS_LAMBDA_FUNCTION_NAME")?,
        })
    }
}

impl Limit {
    /// Reads `COUNT/SECONDS`.
    fn parse(text: &str) -> Option<Self> {
        let (count, seconds) = text.split_once('/')?;
        let (count, seconds) = (count.parse().ok()?, seconds.parse().ok()?);
        (count > 0 && seconds > 0).then_some(Self { count, window: Duration::from_secs(seconds) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::unnecessary_wraps, reason = "stands in for a look-up that may find nothing")]
    fn environment(name: &'static str) -> Option<String> {
        Some(match name {
            "SITE_ORIGIN" => "http://localhost:8080/".to_owned(),
            name if name.starts_with("LIMIT_") => "5/900".to_owned(),
            name => name.to_lowercase(),
        })
    }

    #[test]
    fn a_complete_environment_is_read() {
        let config = Config::read(environment).unwrap();
        assert_eq!(config.tables.cases, "cases_table");
        assert_eq!(config.site_origin, "http://localhost:8080");
        assert_eq!(config.limits.sign_in, Limit { count: 5, window: Duration::from_mins(15) });
    }

    #[test]
    fn a_missing_or_empty_variable_is_named() {
        let without = |name| if name == "EDGE_SECRET" { None } else { environment(name) };
        assert_eq!(Config::read(without).unwrap_err(), ConfigRefused::Missing("EDGE_SECRET"));
        let empty =
            |name| if name == "KEYS_TABLE" { Some(String::new()) } else { environment(name) };
        assert_eq!(Config::read(empty).unwrap_err(), ConfigRefused::Missing("KEYS_TABLE"));
    }

    #[test]
    fn a_limit_that_would_never_or_always_refuse_is_no_limit() {
        for text in ["", "5", "0/60", "5/0", "-1/60", "5/60/1", "5 / 60"] {
            let broken =
                |name| if name == "LIMIT_MAIL" { Some(text.to_owned()) } else { environment(name) };
            assert!(Config::read(broken).is_err(), "{text:?}");
        }
    }
}
