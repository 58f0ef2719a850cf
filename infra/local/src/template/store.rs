//! Tables, keys and secrets of the template.

use serde_json::{Value, json};

use super::{Resource, Template, TemplateError};

/// One `AWS::DynamoDB::Table`.
#[derive(Debug, Clone)]
pub(crate) struct TableSpec {
    pub(crate) name: String,
    /// Body of the `CreateTable` call.
    pub(crate) creation: Value,
    /// Attribute that holds the second of expiry, if the table has one.
    pub(crate) ttl_attribute: Option<String>,
}

/// What a key may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyUse {
    /// `ENCRYPT_DECRYPT` with AES-256.
    Encrypt,
    /// `GENERATE_VERIFY_MAC` with HMAC-SHA-256.
    Mac,
}

/// One `AWS::KMS::Key`.
#[derive(Debug, Clone)]
pub(crate) struct KeySpec {
    pub(crate) id: String,
    pub(crate) arn: String,
    pub(crate) purpose: KeyUse,
    /// Names of the form `alias/…` that point at it.
    pub(crate) aliases: Vec<String>,
}

/// One `AWS::SecretsManager::Secret`.
#[derive(Debug, Clone)]
pub(crate) struct SecretSpec {
    /// Logical id.
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) arn: String,
    pub(crate) source: SecretSource,
}

/// Where a secret's first value comes from.
#[derive(Debug, Clone)]
pub(crate) enum SecretSource {
    /// `SecretString`.
    Declared(String),
    /// `GenerateSecretString`.
    Generated {
        /// Length of the random part, in characters.
        length: usize,
        /// Characters it is drawn from.
        alphabet: Vec<char>,
        /// JSON object, and the key in it that receives the random part.
        frame: Option<(Value, String)>,
    },
}

impl TableSpec {
    /// All tables of the template.
    pub(crate) fn all(template: &Template) -> Result<Vec<Self>, TemplateError> {
        Ok(template.resources("AWS::DynamoDB::Table")?.iter().map(Self::of).collect())
    }

    /// The key attributes of an item.
    pub(crate) fn key_of(&self, item: &Value) -> Value {
        let schema = self.creation.get("KeySchema").and_then(Value::as_array);
        let names =
            schema.into_iter().flatten().filter_map(|part| part.get("AttributeName")?.as_str());
        names.filter_map(|name| Some((name.to_owned(), item.get(name)?.clone()))).collect()
    }

    /// Point-in-time recovery and policies have no local counterpart and are left out.
    fn of(table: &Resource) -> Self {
        let name = table.text("/TableName").unwrap_or(&table.id).to_owned();
        let mut creation = json!({ "TableName": name });
        let kept = [
            "AttributeDefinitions",
            "KeySchema",
            "BillingMode",
            "GlobalSecondaryIndexes",
            "LocalSecondaryIndexes",
            "DeletionProtectionEnabled",
            "ProvisionedThroughput",
        ];
        if let Some(body) = creation.as_object_mut() {
            for property in kept {
                if let Some(value) = table.properties.get(property) {
                    body.insert(property.to_owned(), value.clone());
                }
            }
        }
        let ttl = table.text("/TimeToLiveSpecification/AttributeName").map(str::to_owned);
        Self { name, creation, ttl_attribute: ttl }
    }
}

impl KeySpec {
    /// All keys of the template, with the aliases that point at them.
    pub(crate) fn all(template: &Template) -> Result<Vec<Self>, TemplateError> {
        let aliases = template.resources("AWS::KMS::Alias")?;
        let mut keys = Vec::new();
        for key in template.resources("AWS::KMS::Key")? {
            let purpose = match key.text("/KeySpec").unwrap_or("SYMMETRIC_DEFAULT") {
                "SYMMETRIC_DEFAULT" => KeyUse::Encrypt,
                "HMAC_256" => KeyUse::Mac,
                _ => return Err(TemplateError::at(&key.id, "has a KeySpec not played here")),
            };
            let arn = template.attribute(&key.id, "Arn")?;
            let own = |alias: &&Resource| {
                alias.text("/TargetKeyId").is_some_and(|target| target == key.id || target == arn)
            };
            let aliases = aliases.iter().filter(own);
            let aliases = aliases.filter_map(|alias| alias.text("/AliasName").map(str::to_owned));
            keys.push(Self { aliases: aliases.collect(), id: key.id.clone(), arn, purpose });
        }
        Ok(keys)
    }
}

impl SecretSpec {
    /// All secrets of the template.
    pub(crate) fn all(template: &Template) -> Result<Vec<Self>, TemplateError> {
        let mut secrets = Vec::new();
        for secret in template.resources("AWS::SecretsManager::Secret")? {
            secrets.push(Self {
                name: secret.text("/Name").unwrap_or(&secret.id).to_owned(),
                arn: template.attribute(&secret.id, "Arn")?,
                source: source(&secret)?,
                id: secret.id,
            });
        }
        Ok(secrets)
    }
}

fn source(secret: &Resource) -> Result<SecretSource, TemplateError> {
    if let Some(value) = secret.text("/SecretString") {
        return Ok(SecretSource::Declared(value.to_owned()));
    }
    let Some(rule) = secret.properties.get("GenerateSecretString") else {
        return Err(TemplateError::at(&secret.id, "declares no value and no way to make one"));
    };
    let frame = match (rule.get("SecretStringTemplate"), rule.get("GenerateStringKey")) {
        (Some(Value::String(template)), Some(Value::String(key))) => {
            let template: Value = serde_json::from_str(template).map_err(|_| {
                TemplateError::at(&secret.id, "has a SecretStringTemplate that is not JSON")
            })?;
            Some((template, key.clone()))
        }
        _ => None,
    };
    let length = rule.get("PasswordLength").and_then(Value::as_u64).unwrap_or(32);
    let length = usize::try_from(length)
        .map_err(|_| TemplateError::at(&secret.id, "has an impossible PasswordLength"))?;
    Ok(SecretSource::Generated { length, alphabet: alphabet(rule), frame })
}

/// The characters that Secrets Manager would draw from.
fn alphabet(rule: &Value) -> Vec<char> {
    let without = |name: &str| rule.get(name).and_then(Value::as_bool).unwrap_or(false);
    let excluded = rule.get("ExcludeCharacters").and_then(Value::as_str).unwrap_or_default();
    ('!'..='~')
        .filter(|c| {
            let class = match c {
                'a'..='z' => "ExcludeLowercase",
                'A'..='Z' => "ExcludeUppercase",
                '0'..='9' => "ExcludeNumbers",
                _ => "ExcludePunctuation",
            };
            !without(class) && !excluded.contains(*c)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn a_table_is_created_without_what_this_machine_cannot_do() {
        let text = "
Resources:
  Things:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}
      KeySchema: [{AttributeName: pk, KeyType: HASH}]
      TimeToLiveSpecification: {AttributeName: expires_at, Enabled: true}
";
        let template = Template::parse(text, &BTreeMap::new()).unwrap();
        let table = &TableSpec::all(&template).unwrap()[0];
        assert_eq!(table.creation["TableName"], "Things");
        assert!(table.creation.get("PointInTimeRecoverySpecification").is_none());
        assert_eq!(table.ttl_attribute.as_deref(), Some("expires_at"));
    }

    #[test]
    fn exclusions_can_leave_only_hexadecimal_digits() {
        let rule = json!({"ExcludeUppercase": true, "ExcludePunctuation": true,
                          "ExcludeCharacters": "ghijklmnopqrstuvwxyz"});
        assert_eq!(alphabet(&rule).into_iter().collect::<String>(), "0123456789abcdef");
    }
}
