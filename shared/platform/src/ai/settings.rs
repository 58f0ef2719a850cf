//! Which provider drafts, as the operator declared it in the AI secret.

use std::fmt;

use reqwest::Url;
use serde::Deserialize;
use zeroize::Zeroizing;

/// The Messages API version that requests are written for; newer ones may be configured after a test.
const ANTHROPIC_VERSION: &str = "2026-10-21";
/// Where each provider is reached when the secret names no `base_url`.
const ANTHROPIC_BASE: &str = "https://api.anthropic.com";
const OPENAI_BASE: &str = "https://api.openai.com/v1";

/// Why the AI secret cannot be used. Names the field, never its value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AiRefused {
    /// The secret is not JSON of the documented shape.
    #[error("the ai secret is not of the documented shape")]
    Malformed,
    /// A provider was declared without a promise that drafting depends on.
    #[error("the ai provider is declared without attestations.{0}")]
    NotAttested(&'static str),
    /// A field is present and unusable.
    #[error("the ai secret's {0} is not usable")]
    Unusable(&'static str),
    /// The HTTP client could not be built, for instance for want of root certificates.
    #[error("the ai client could not be built")]
    NoClient,
}

/// The secret as typed.
#[derive(Deserialize)]
#[serde(tag = "provider", rename_all = "snake_case", deny_unknown_fields)]
enum AiForm {
    Composer {},
    Anthropic {
        model: String,
        api_key: String,
        base_url: Option<String>,
        version: Option<String>,
        attestations: Option<Attestations>,
    },
    Openai {
        model: String,
        api_key: String,
        base_url: Option<String>,
        #[serde(default)]
        key_header: KeyHeader,
        #[serde(default)]
        limit_field: LimitField,
        attestations: Option<Attestations>,
    },
}

/// The agreements that must stand behind a provider: their ids in the operator's books.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Attestations {
    #[serde(default)]
    zero_retention: String,
    #[serde(default)]
    soc2: String,
    #[serde(default)]
    baa: String,
}

/// How an OpenAI-compatible server takes its key.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum KeyHeader {
    /// `Authorization: Bearer …`, the common form.
    #[default]
    Authorization,
    /// `api-key: …`, the form of Azure.
    ApiKey,
}

/// How an OpenAI-compatible server calls the limit of the answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum LimitField {
    /// The current name.
    #[default]
    MaxCompletionTokens,
    /// The name older servers know.
    MaxTokens,
}

/// What differs between the two wire formats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Anthropic's Messages API.
    Anthropic {
        /// The value of `anthropic-version`.
        version: String,
    },
    /// Chat completions as `OpenAI` defined them.
    Openai {
        /// Where the key goes.
        key_header: KeyHeader,
        /// How the limit is called.
        limit_field: LimitField,
    },
}

/// A provider that was declared with everything it needs.
pub(super) struct Settings {
    pub(super) dialect: Dialect,
    pub(super) model: String,
    pub(super) api_key: Zeroizing<String>,
    pub(super) endpoint: Url,
}

impl fmt::Debug for Settings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Settings")
            .field("dialect", &self.dialect)
            .field("model", &self.model)
            .finish_non_exhaustive()
    }
}

impl Settings {
    /// Reads the secret; `None` means that no provider is configured and the composer drafts.
    ///
    /// # Errors
    /// [`AiRefused`] when the shape is wrong, an attestation is missing, or a field is unusable.
    pub(super) fn parse(secret: &str) -> Result<Option<Self>, AiRefused> {
        // serde's messages quote their input, which here is a secret.
        let form: AiForm = serde_json::from_str(secret).map_err(|_| AiRefused::Malformed)?;
        match form {
            AiForm::Composer {} => Ok(None),
            AiForm::Anthropic { model, api_key, base_url, version, attestations } => {
                attested(attestations)?;
                let version =
                    header_value("version", version.as_deref().unwrap_or(ANTHROPIC_VERSION))?;
                let dialect = Dialect::Anthropic { version };
                let base = base_url.as_deref().unwrap_or(ANTHROPIC_BASE);
                Self::new(dialect, &model, api_key, endpoint(base, "v1/messages")?).map(Some)
            }
            AiForm::Openai { model, api_key, base_url, key_header, limit_field, attestations } => {
                attested(attestations)?;
                let dialect = Dialect::Openai { key_header, limit_field };
                let base = base_url.as_deref().unwrap_or(OPENAI_BASE);
                Self::new(dialect, &model, api_key, endpoint(base, "chat/completions")?).map(Some)
            }
        }
    }

    fn new(
        dialect: Dialect,
        model: &str,
        api_key: String,
        endpoint: Url,
    ) -> Result<Self, AiRefused> {
        let api_key = Zeroizing::new(api_key);
        header_value("api_key", &api_key)?;
        let model = header_value("model", model)?;
        Ok(Self { dialect, model, api_key, endpoint })
    }

    /// The provider's name as documents and logs carry it.
    pub(super) fn provider(&self) -> &'static str {
        match self.dialect {
            Dialect::Anthropic { .. } => "anthropic",
            Dialect::Openai { .. } => "openai",
        }
    }
}

fn attested(attestations: Option<Attestations>) -> Result<(), AiRefused> {
    let Some(Attestations { zero_retention, soc2, baa }) = attestations else {
        return Err(AiRefused::NotAttested("zero_retention"));
    };
    for (field, value) in [("zero_retention", zero_retention), ("soc2", soc2), ("baa", baa)] {
        if value.trim().is_empty() {
            return Err(AiRefused::NotAttested(field));
        }
    }
    Ok(())
}

/// Keys, versions and model names travel in headers or paths: visible ASCII, at most 512 characters.
fn header_value(field: &'static str, value: &str) -> Result<String, AiRefused> {
    let usable = !value.is_empty()
        && value.len() <= 512
        && value.bytes().all(|byte| byte.is_ascii_graphic());
    usable.then(|| value.to_owned()).ok_or(AiRefused::Unusable(field))
}

/// Joins base and path. Plain HTTP is for a server on the same machine only: a prompt never crosses a network in clear.
fn endpoint(base: &str, path: &str) -> Result<Url, AiRefused> {
    let refused = AiRefused::Unusable("base_url");
    let url = Url::parse(&format!("{}/{path}", base.trim_end_matches('/')))
        .map_err(|_| refused.clone())?;
    let loopback = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    let secure = url.scheme() == "https" || (url.scheme() == "http" && loopback);
    let plain = url.username().is_empty() && url.password().is_none() && url.query().is_none();
    (secure && plain && url.fragment().is_none()).then_some(url).ok_or(refused)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn anthropic() -> Value {
        json!({"provider": "anthropic", "model": "claude-test", "api_key": "sk-CANARY",
            "attestations": {"zero_retention": "zdr-1", "soc2": "s-1", "baa": "b-1"}})
    }

    fn refused(secret: &Value) -> AiRefused {
        Settings::parse(&secret.to_string()).unwrap_err()
    }

    #[test]
    fn the_composer_needs_no_provider() {
        assert!(Settings::parse(r#"{"provider":"composer"}"#).unwrap().is_none());
    }

    #[test]
    fn a_provider_with_every_attestation_is_taken() {
        let settings = Settings::parse(&anthropic().to_string()).unwrap().unwrap();
        assert_eq!(settings.endpoint.as_str(), "https://api.anthropic.com/v1/messages");
        assert_eq!(settings.dialect, Dialect::Anthropic { version: "2026-10-21".to_owned() });
    }

    #[test]
    fn a_provider_without_one_of_its_attestations_is_refused_by_name() {
        for field in ["zero_retention", "soc2", "baa"] {
            let mut blank = anthropic();
            blank["attestations"][field] = json!("  ");
            assert_eq!(refused(&blank), AiRefused::NotAttested(field));
            let mut missing = anthropic();
            missing["attestations"].as_object_mut().unwrap().remove(field);
            assert_eq!(refused(&missing), AiRefused::NotAttested(field));
        }
        let mut none = anthropic();
        none.as_object_mut().unwrap().remove("attestations");
        assert_eq!(refused(&none), AiRefused::NotAttested("zero_retention"));
    }

    #[test]
    fn an_unknown_field_or_provider_is_refused() {
        let mut extra = anthropic();
        extra["temperature"] = json!(0);
        assert_eq!(refused(&extra), AiRefused::Malformed);
        assert_eq!(refused(&json!({"provider": "other"})), AiRefused::Malformed);
        assert_eq!(refused(&json!({"provider": "composer", "model": "x"})), AiRefused::Malformed);
    }

    #[test]
    fn plain_http_is_for_this_machine_only() {
        let mut secret = anthropic();
        for base in [
            "http://models.example.com",
            "http://10.0.0.8:8000",
            "ftp://localhost",
            "https://u:p@host",
        ] {
            secret["base_url"] = json!(base);
            assert_eq!(refused(&secret), AiRefused::Unusable("base_url"), "{base}");
        }
        secret["base_url"] = json!("http://127.0.0.1:8600/");
        assert_eq!(
            Settings::parse(&secret.to_string()).unwrap().unwrap().endpoint.as_str(),
            "http://127.0.0.1:8600/v1/messages"
        );
    }

    #[test]
    fn a_key_that_would_break_a_header_is_refused() {
        for key in ["", "two words", "line\nbreak"] {
            let mut secret = anthropic();
            secret["api_key"] = json!(key);
            assert_eq!(refused(&secret), AiRefused::Unusable("api_key"));
        }
    }

    #[test]
    fn debug_shows_no_key() {
        let settings = Settings::parse(&anthropic().to_string()).unwrap().unwrap();
        assert!(!format!("{settings:?}").contains("CANARY"));
    }
}
