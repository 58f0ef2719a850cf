//! The SAM template, read once: what the machine plays is what the stack declares.

mod edge;
mod function;
mod intrinsics;
mod store;
mod yaml;

pub(crate) use edge::{Behaviour, EdgeSpec, Origin, PageRule};
pub(crate) use function::{FunctionSpec, Route, ScheduleSpec};
pub(crate) use store::{KeySpec, KeyUse, SecretSource, SecretSpec, TableSpec};

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Map, Value};

/// Region of everything on this machine, as ARNs name it.
pub(crate) const REGION: &str = "us-east-1";
/// Account of everything on this machine, as ARNs name it.
pub(crate) const ACCOUNT: &str = "000000000000";

/// Why a template cannot be played. Messages name the place in the template.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// The file cannot be read.
    #[error("cannot read the template")]
    Unreadable(#[from] std::io::Error),
    /// The file is not YAML of the expected shape.
    #[error("the template is not valid YAML")]
    NotYaml(#[from] serde_norway::Error),
    /// A value was given for a parameter that the template does not declare.
    #[error("the template declares no parameter {0}")]
    UnknownParameter(String),
    /// An intrinsic function, a reference or a property that cannot be played.
    #[error("{place}: {reason}")]
    Unplayable {
        /// Logical id, or intrinsic function, that is at fault.
        place: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl TemplateError {
    pub(crate) fn at(place: &str, reason: impl Into<String>) -> Self {
        Self::Unplayable { place: place.to_owned(), reason: reason.into() }
    }
}

/// A resource with its intrinsic functions resolved.
#[derive(Debug)]
pub(crate) struct Resource {
    pub(crate) id: String,
    pub(crate) properties: Value,
    pub(crate) metadata: Value,
}

impl Resource {
    /// The text at a JSON pointer of the properties.
    pub(crate) fn text(&self, pointer: &str) -> Option<&str> {
        self.properties.pointer(pointer).and_then(Value::as_str)
    }

    /// The list at a JSON pointer of the properties; empty if absent.
    pub(crate) fn list(&self, pointer: &str) -> &[Value] {
        self.properties.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }
}

/// The whole document with the values of its parameters.
#[derive(Debug)]
pub(crate) struct Template {
    document: Map<String, Value>,
    parameters: BTreeMap<String, String>,
}

impl Template {
    /// Reads a template; `given` overrides the defaults of its parameters.
    ///
    /// A parameter with neither value nor default (a certificate, say) stands for its own name:
    /// nothing that the machine plays depends on one.
    pub(crate) fn read(
        path: &Path,
        given: &BTreeMap<String, String>,
    ) -> Result<Self, TemplateError> {
        Self::parse(&std::fs::read_to_string(path)?, given)
    }

    pub(crate) fn parse(
        text: &str,
        given: &BTreeMap<String, String>,
    ) -> Result<Self, TemplateError> {
        let document = yaml::to_json(serde_norway::from_str(text)?)?;
        let Value::Object(document) = document else {
            return Err(TemplateError::at("template", "is not a mapping"));
        };
        let mut parameters = BTreeMap::new();
        if let Some(Value::Object(declared)) = document.get("Parameters") {
            for (name, spec) in declared {
                let default = spec.get("Default").map(intrinsics::text);
                let value = given.get(name).cloned().or(default);
                parameters.insert(name.clone(), value.unwrap_or_else(|| name.clone()));
            }
        }
        match given.keys().find(|name| !parameters.contains_key(*name)) {
            Some(unknown) => Err(TemplateError::UnknownParameter(unknown.clone())),
            None => Ok(Self { document, parameters }),
        }
    }

    /// All resources of one type whose condition holds, in order of their logical ids.
    pub(crate) fn resources(&self, kind: &str) -> Result<Vec<Resource>, TemplateError> {
        let mut found = Vec::new();
        for (id, resource) in self.declared() {
            if resource.get("Type").and_then(Value::as_str) != Some(kind) {
                continue;
            }
            if let Some(condition) = resource.get("Condition").and_then(Value::as_str)
                && !self.condition(condition)?
            {
                continue;
            }
            let resolve = |part: &str| {
                self.resolve(resource.get(part).unwrap_or(&Value::Null))
                    .map_err(|fault| TemplateError::at(id, fault.to_string()))
            };
            let (properties, metadata) = (resolve("Properties")?, resolve("Metadata")?);
            found.push(Resource { id: id.clone(), properties, metadata });
        }
        Ok(found)
    }

    /// The properties that SAM's `Globals` give to every function.
    pub(crate) fn function_globals(&self) -> Result<Value, TemplateError> {
        let globals = self.document.get("Globals").and_then(|globals| globals.get("Function"));
        self.resolve(globals.unwrap_or(&Value::Null))
    }

    fn declared(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.document.get("Resources").and_then(Value::as_object).into_iter().flatten()
    }

    fn resource_type(&self, id: &str) -> Option<&str> {
        self.document.get("Resources")?.get(id)?.get("Type")?.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_for_an_undeclared_parameter_is_refused() {
        let given = BTreeMap::from([("Colour".to_owned(), "red".to_owned())]);
        let fault = Template::parse("Parameters: {Size: {Type: String}}", &given).unwrap_err();
        assert!(matches!(fault, TemplateError::UnknownParameter(name) if name == "Colour"));
    }

    #[test]
    fn a_resource_whose_condition_fails_is_absent() {
        let text = "
Parameters: {Zone: {Type: String, Default: ''}}
Conditions: {HasZone: !Not [!Equals [!Ref Zone, '']]}
Resources:
  A: {Type: T, Properties: {zone: !Ref Zone}}
  B: {Type: T, Condition: HasZone}
";
        let without = Template::parse(text, &BTreeMap::new()).unwrap();
        assert_eq!(without.resources("T").unwrap().len(), 1);
        let given = BTreeMap::from([("Zone".to_owned(), "z".to_owned())]);
        let with = Template::parse(text, &given).unwrap().resources("T").unwrap();
        assert_eq!(with.len(), 2);
        assert_eq!(with[0].text("/zone"), Some("z"));
    }
}
