//! CloudFormation's intrinsic functions, as far as a stack for this machine needs them.

use serde_json::{Map, Value};

use super::{ACCOUNT, REGION, Template, TemplateError};

impl Template {
    /// Resolves every intrinsic function below `value`; what is `AWS::NoValue` vanishes.
    pub(super) fn resolve(&self, value: &Value) -> Result<Value, TemplateError> {
        match value {
            Value::Object(object) => {
                if let Some((name, argument)) = sole_entry(object)
                    && (name == "Ref" || name.starts_with("Fn::"))
                {
                    return self.call(name, argument);
                }
                let mut resolved = Map::new();
                for (key, entry) in object {
                    let entry = self.resolve(entry)?;
                    if !entry.is_null() {
                        resolved.insert(key.clone(), entry);
                    }
                }
                Ok(Value::Object(resolved))
            }
            Value::Array(items) => {
                let items = items.iter().map(|item| self.resolve(item));
                let items: Vec<Value> = items.collect::<Result<_, _>>()?;
                Ok(Value::Array(items.into_iter().filter(|item| !item.is_null()).collect()))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(value.clone()),
        }
    }

    /// Whether a named condition of the template holds.
    pub(super) fn condition(&self, name: &str) -> Result<bool, TemplateError> {
        let conditions = self.document.get("Conditions");
        let condition = conditions.and_then(|all| all.get(name));
        let condition = condition.ok_or_else(|| TemplateError::at(name, "no such condition"))?;
        self.holds(condition)
    }

    fn call(&self, name: &str, argument: &Value) -> Result<Value, TemplateError> {
        match name {
            "Ref" => self.reference(argument.as_str().unwrap_or_default()),
            "Fn::GetAtt" => {
                let parts = strings(argument);
                let [id, attribute] = parts.as_slice() else {
                    return Err(TemplateError::at(name, "takes a resource and an attribute"));
                };
                self.attribute(id, attribute).map(Value::String)
            }
            "Fn::Sub" => self.substitute(argument),
            "Fn::Join" => self.join(argument),
            "Fn::Split" => self.split(argument),
            "Fn::Select" => self.select(argument),
            "Fn::If" => self.either(argument),
            "Fn::FindInMap" => self.find_in_map(argument),
            other => Err(TemplateError::at(other, "is not played on this machine")),
        }
    }

    fn reference(&self, id: &str) -> Result<Value, TemplateError> {
        let pseudo = match id {
            "AWS::Region" => Some(REGION),
            "AWS::AccountId" => Some(ACCOUNT),
            "AWS::Partition" => Some("aws"),
            "AWS::URLSuffix" => Some("amazonaws.com"),
            "AWS::StackName" => Some("local"),
            "AWS::NoValue" => return Ok(Value::Null),
            _ => None,
        };
        if let Some(value) = pseudo.or_else(|| self.parameters.get(id).map(String::as_str)) {
            return Ok(Value::from(value));
        }
        match self.resource_type(id) {
            Some("AWS::SecretsManager::Secret") => self.attribute(id, "Arn").map(Value::String),
            Some(_) => Ok(Value::String(self.name(id))),
            None => Err(TemplateError::at(id, "is neither a parameter nor a resource")),
        }
    }

    /// The name a resource was given, else its logical id: there is one stack on this machine.
    fn name(&self, id: &str) -> String {
        let properties = self.document.get("Resources").and_then(|all| all.get(id));
        let properties = properties.and_then(|resource| resource.get("Properties"));
        ["TableName", "FunctionName", "Name"]
            .iter()
            .find_map(|key| properties?.get(key)?.as_str())
            .unwrap_or(id)
            .to_owned()
    }

    pub(super) fn attribute(&self, id: &str, attribute: &str) -> Result<String, TemplateError> {
        if let Some(function) = id.strip_suffix("Url")
            && self.resource_type(function) == Some("AWS::Serverless::Function")
        {
            return Ok(format!("https://{function}.lambda-url.{REGION}.on.aws/"));
        }
        let Some(kind) = self.resource_type(id) else {
            return Err(TemplateError::at(id, "is not a resource"));
        };
        let name = self.name(id);
        let resource = match (kind, attribute) {
            ("AWS::DynamoDB::Table", "Arn") => format!("dynamodb:{REGION}:{ACCOUNT}:table/{name}"),
            ("AWS::KMS::Key", "Arn") => format!("kms:{REGION}:{ACCOUNT}:key/{name}"),
            ("AWS::SecretsManager::Secret", "Arn" | "Id") => {
                format!("secretsmanager:{REGION}:{ACCOUNT}:secret:{name}-000000")
            }
            ("AWS::Serverless::Function", "Arn") => {
                format!("lambda:{REGION}:{ACCOUNT}:function:{name}")
            }
            ("AWS::Logs::LogGroup", "Arn") => format!("logs:{REGION}:{ACCOUNT}:log-group:{name}"),
            ("AWS::S3::Bucket", "Arn") => format!("s3:::{}", name.to_lowercase()),
            // Attributes of what is not played (certificates, access controls) only need to differ.
            _ => return Ok(format!("{id}.{attribute}")),
        };
        Ok(format!("arn:aws:{resource}"))
    }

    fn substitute(&self, argument: &Value) -> Result<Value, TemplateError> {
        let (text, locals) = match argument.as_array() {
            Some(parts) => (parts.first(), parts.get(1)),
            None => (Some(argument), None),
        };
        let mut rest = text.and_then(Value::as_str).unwrap_or_default();
        let mut out = String::new();
        while let Some((before, after)) = rest.split_once("${") {
            out.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                return Err(TemplateError::at("Fn::Sub", "has an unclosed placeholder"));
            };
            if let Some(literal) = name.strip_prefix('!') {
                out.extend(["${", literal, "}"]);
            } else if let Some(local) = locals.and_then(|locals| locals.get(name)) {
                out.push_str(&self::text(&self.resolve(local)?));
            } else if let Some((id, attribute)) = name.split_once('.') {
                out.push_str(&self.attribute(id, attribute)?);
            } else {
                out.push_str(&self::text(&self.reference(name)?));
            }
            rest = after;
        }
        out.push_str(rest);
        Ok(Value::String(out))
    }

    fn join(&self, argument: &Value) -> Result<Value, TemplateError> {
        let separator = argument.get(0).map(text).unwrap_or_default();
        let parts = self.resolve(argument.get(1).unwrap_or(&Value::Null))?;
        Ok(Value::String(strings(&parts).join(&separator)))
    }

    fn split(&self, argument: &Value) -> Result<Value, TemplateError> {
        let separator = argument.get(0).map(text).unwrap_or_default();
        let whole = text(&self.resolve(argument.get(1).unwrap_or(&Value::Null))?);
        Ok(whole.split(&separator).collect::<Vec<_>>().into())
    }

    fn select(&self, argument: &Value) -> Result<Value, TemplateError> {
        let index = argument.get(0).map(text).and_then(|index| index.parse::<usize>().ok());
        let list = self.resolve(argument.get(1).unwrap_or(&Value::Null))?;
        let chosen = index.and_then(|index| list.get(index)).cloned();
        chosen.ok_or_else(|| TemplateError::at("Fn::Select", "selects beyond its list"))
    }

    fn either(&self, argument: &Value) -> Result<Value, TemplateError> {
        let condition = argument.get(0).and_then(Value::as_str).unwrap_or_default();
        let branch = if self.condition(condition)? { 1 } else { 2 };
        self.resolve(argument.get(branch).unwrap_or(&Value::Null))
    }

    fn find_in_map(&self, argument: &Value) -> Result<Value, TemplateError> {
        let keys = strings(&self.resolve(argument)?);
        let mut found = self.document.get("Mappings");
        for key in &keys {
            found = found.and_then(|map| map.get(key));
        }
        found.cloned().ok_or_else(|| TemplateError::at("Fn::FindInMap", "finds nothing"))
    }

    fn holds(&self, condition: &Value) -> Result<bool, TemplateError> {
        let Some((name, argument)) = condition.as_object().and_then(sole_entry) else {
            return Err(TemplateError::at("condition", "is not a condition function"));
        };
        let all = || argument.as_array().into_iter().flatten().map(|part| self.holds(part));
        match name {
            "Condition" => self.condition(argument.as_str().unwrap_or_default()),
            "Fn::Equals" => {
                let sides = self.resolve(argument)?;
                Ok(sides.get(0).map(text) == sides.get(1).map(text))
            }
            "Fn::Not" => all().next().unwrap_or(Ok(false)).map(|truth| !truth),
            "Fn::And" => Ok(all().collect::<Result<Vec<_>, _>>()?.into_iter().all(|truth| truth)),
            "Fn::Or" => Ok(all().collect::<Result<Vec<_>, _>>()?.into_iter().any(|truth| truth)),
            other => Err(TemplateError::at(other, "is not a condition function")),
        }
    }
}

/// A scalar as the text that CloudFormation would make of it.
pub(super) fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// One text or a list of texts, as a list.
pub(super) fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().map(text).collect(),
        Value::Null => Vec::new(),
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            vec![text(value)]
        }
    }
}

fn sole_entry(object: &Map<String, Value>) -> Option<(&str, &Value)> {
    let mut entries = object.iter();
    let (key, value) = entries.next()?;
    entries.next().is_none().then_some((key.as_str(), value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn resolved(expression: &str) -> Value {
        let text = format!(
            "
Parameters: {{Stage: {{Type: String, Default: prod}}}}
Conditions: {{Live: !Equals [!Ref Stage, prod]}}
Mappings: {{Sizes: {{prod: {{memory: 512}}}}}}
Resources:
  Table: {{Type: 'AWS::DynamoDB::Table'}}
  Work: {{Type: 'AWS::Serverless::Function'}}
  Probe: {{Type: Probe, Properties: {{value: {expression}}}}}
"
        );
        let template = Template::parse(&text, &BTreeMap::new()).unwrap();
        template.resources("Probe").unwrap()[0].properties["value"].clone()
    }

    #[test]
    fn substitution_knows_parameters_attributes_and_literals() {
        assert_eq!(resolved("!Sub '${Stage}-${!x}-${Table}'"), "prod-${x}-Table");
        assert_eq!(
            resolved("!Sub '${Table.Arn}/index/due'"),
            "arn:aws:dynamodb:us-east-1:000000000000:table/Table/index/due"
        );
    }

    #[test]
    fn lists_are_split_joined_and_selected() {
        assert_eq!(
            resolved("!Select [2, !Split ['/', !GetAtt WorkUrl.FunctionUrl]]"),
            "Work.lambda-url.us-east-1.on.aws"
        );
        assert_eq!(resolved("!Join ['-', [a, !Ref Stage]]"), "a-prod");
    }

    #[test]
    fn conditions_and_maps_choose() {
        assert_eq!(resolved("!If [Live, 1, 2]"), 1);
        assert_eq!(resolved("!FindInMap [Sizes, !Ref Stage, memory]"), 512);
        assert_eq!(resolved("[!If [Live, !Ref 'AWS::NoValue', 2], 3]"), serde_json::json!([3]));
    }
}
