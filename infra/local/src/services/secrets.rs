//! Secrets Manager: values are made at first start and kept in an owner-only file.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{PoisonError, RwLock};

use bytes::Bytes;
use serde_json::{Value, json};

use super::{ServiceError, parsed, text};
use crate::iam::Call;
use crate::template::{SecretSource, SecretSpec};
use crate::{files, ids};

/// Starts a reference to a secret inside a property of the template.
const REFERENCE: &str = "{{resolve:secretsmanager:";

/// All secrets of the template.
pub(crate) struct Secrets {
    specs: Vec<SecretSpec>,
    values: RwLock<BTreeMap<String, String>>,
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.specs.iter().map(|spec| &spec.name)).finish()
    }
}

impl Secrets {
    /// Reads the file and makes what it lacks. A value `given` by name or logical id holds for
    /// this run and is not written down.
    pub(crate) fn open(
        file: &Path,
        specs: Vec<SecretSpec>,
        given: &BTreeMap<String, String>,
    ) -> std::io::Result<Self> {
        let mut stored: BTreeMap<String, String> = files::read_json(file)?.unwrap_or_default();
        let known = stored.len();
        let mut values = BTreeMap::new();
        for spec in &specs {
            let value = match (given.get(&spec.name).or_else(|| given.get(&spec.id)), &spec.source)
            {
                (Some(value), _) | (None, SecretSource::Declared(value)) => value.clone(),
                (None, SecretSource::Generated { .. }) => {
                    let kept = stored.get(&spec.id).cloned();
                    let value = kept.map_or_else(|| generate(&spec.source), Ok)?;
                    stored.insert(spec.id.clone(), value.clone());
                    value
                }
            };
            values.insert(spec.id.clone(), value);
        }
        if stored.len() > known {
            files::write_json(file, &stored)?;
        }
        Ok(Self { specs, values: RwLock::new(values) })
    }

    /// Replaces `{{resolve:secretsmanager:ARN:SecretString[:KEY]}}` by the secret's value.
    pub(crate) fn resolve(&self, property: &str) -> Option<String> {
        let Some((before, rest)) = property.split_once(REFERENCE) else {
            return Some(property.to_owned());
        };
        let (reference, after) = rest.split_once("}}")?;
        let (id, selector) = reference.split_once(":SecretString")?;
        let value = self.value(self.find(id)?);
        let value = match selector.strip_prefix(':').filter(|key| !key.is_empty()) {
            Some(key) => serde_json::from_str::<Value>(&value).ok()?.get(key)?.as_str()?.to_owned(),
            None => value,
        };
        Some(format!("{before}{value}{after}"))
    }

    pub(super) fn calls(&self, operation: &str, body: &Bytes) -> Result<Vec<Call>, ServiceError> {
        let body = parsed(body)?;
        let spec = self.named(&body)?;
        Ok(vec![Call::new(format!("secretsmanager:{operation}"), spec.arn.clone())])
    }

    pub(super) fn answer(&self, operation: &str, body: &Bytes) -> Result<Value, ServiceError> {
        let body = parsed(body)?;
        let spec = self.named(&body)?;
        let named = json!({"ARN": spec.arn, "Name": spec.name, "VersionId": "1",
                           "VersionStages": ["AWSCURRENT"]});
        match operation {
            "GetSecretValue" => {
                let mut answer = named;
                if let Some(answer) = answer.as_object_mut() {
                    answer.insert("SecretString".to_owned(), Value::String(self.value(spec)));
                }
                Ok(answer)
            }
            // For this run only, as given values: it lets a test rotate a secret.
            "PutSecretValue" => {
                let value = text(&body, "SecretString").ok_or_else(|| {
                    ServiceError::new("InvalidParameterException", "no SecretString")
                })?;
                let mut values = self.values.write().unwrap_or_else(PoisonError::into_inner);
                values.insert(spec.id.clone(), value.to_owned());
                Ok(named)
            }
            _ => Err(ServiceError::new("UnknownOperationException", operation)),
        }
    }

    fn named(&self, body: &Value) -> Result<&SecretSpec, ServiceError> {
        text(body, "SecretId").and_then(|id| self.find(id)).ok_or_else(|| {
            let message = "Secrets Manager can't find the specified secret.";
            ServiceError::new("ResourceNotFoundException", message)
        })
    }

    fn find(&self, id: &str) -> Option<&SecretSpec> {
        self.specs.iter().find(|spec| [&spec.arn, &spec.name].iter().any(|own| *own == id))
    }

    fn value(&self, spec: &SecretSpec) -> String {
        let values = self.values.read().unwrap_or_else(PoisonError::into_inner);
        values.get(&spec.id).cloned().unwrap_or_default()
    }
}

fn generate(source: &SecretSource) -> std::io::Result<String> {
    match source {
        SecretSource::Declared(value) => Ok(value.clone()),
        SecretSource::Generated { length, alphabet, frame } => {
            let random = ids::random_text(*length, alphabet)?;
            let Some((frame, key)) = frame else { return Ok(random) };
            let mut value = frame.clone();
            let object = value.as_object_mut();
            let object = object.ok_or_else(|| std::io::Error::other("a template not an object"))?;
            object.insert(key.clone(), Value::String(random));
            Ok(value.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets(given: &BTreeMap<String, String>, file: &Path) -> Secrets {
        let spec = |id: &str, source| SecretSpec {
            id: id.to_owned(),
            name: id.to_owned(),
            arn: format!("arn:{id}"),
            source,
        };
        let random = SecretSource::Generated {
            length: 8,
            alphabet: vec!['a', 'b'],
            frame: Some((json!({"fixed": 1}), "random".to_owned())),
        };
        let specs = vec![spec("A", random), spec("B", SecretSource::Declared("plain".to_owned()))];
        Secrets::open(file, specs, given).unwrap()
    }

    #[test]
    fn a_generated_secret_is_kept_and_a_given_one_is_not_written_down() {
        let directory = std::env::temp_dir().join(ids::request_id());
        files::private_directory(&directory).unwrap();
        let file = directory.join("secrets.json");
        let first = secrets(&BTreeMap::new(), &file)
            .resolve("x{{resolve:secretsmanager:arn:A:SecretString:random}}");
        let given = BTreeMap::from([("A".to_owned(), "given".to_owned())]);
        let override_ = secrets(&given, &file);
        assert_eq!(
            override_.resolve("{{resolve:secretsmanager:arn:A:SecretString}}").unwrap(),
            "given"
        );
        let again = secrets(&BTreeMap::new(), &file)
            .resolve("x{{resolve:secretsmanager:arn:A:SecretString:random}}");
        assert_eq!(first.as_ref().map(String::len), Some(9));
        assert_eq!(first, again);
        assert!(!std::fs::read_to_string(&file).unwrap().contains("given"));
        std::fs::remove_dir_all(directory).unwrap();
    }
}
