//! YAML with CloudFormation's short tags, turned into JSON with the long forms.

use serde_json::{Map, Value};
use serde_norway::Value as Yaml;

use super::TemplateError;

/// `!Ref X` becomes `{"Ref": "X"}`, `!GetAtt A.B` becomes `{"Fn::GetAtt": ["A", "B"]}`, and so on.
pub(super) fn to_json(yaml: Yaml) -> Result<Value, TemplateError> {
    Ok(match yaml {
        Yaml::Null => Value::Null,
        Yaml::Bool(flag) => Value::Bool(flag),
        Yaml::Number(number) => serde_json::to_value(number)
            .map_err(|_| TemplateError::at("template", "holds a number beyond JSON"))?,
        Yaml::String(text) => Value::String(text),
        Yaml::Sequence(items) => {
            Value::Array(items.into_iter().map(to_json).collect::<Result<_, _>>()?)
        }
        Yaml::Mapping(entries) => {
            let mut object = Map::new();
            for (key, value) in entries {
                let Yaml::String(key) = key else {
                    return Err(TemplateError::at("template", "holds a key that is not text"));
                };
                object.insert(key, to_json(value)?);
            }
            Value::Object(object)
        }
        Yaml::Tagged(tagged) => tag(&tagged.tag.to_string(), to_json(tagged.value)?),
    })
}

fn tag(tag: &str, value: Value) -> Value {
    let name = tag.trim_start_matches('!');
    let (name, value) = match (name, value) {
        ("Ref" | "Condition", value) => (name.to_owned(), value),
        ("GetAtt", Value::String(path)) => {
            let (id, attribute) = path.split_once('.').unwrap_or((&path, ""));
            ("Fn::GetAtt".to_owned(), Value::from(vec![id, attribute]))
        }
        (name, value) => (format!("Fn::{name}"), value),
    };
    Value::Object(Map::from_iter([(name, value)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn short_tags_become_long_forms() {
        let yaml = serde_norway::from_str(
            "a: !Ref X\nb: !GetAtt T.Arn\nc: !Sub '${X}-1'\nd: !GetAtt P.Meta.Arn",
        );
        assert_eq!(
            to_json(yaml.unwrap()).unwrap(),
            json!({"a": {"Ref": "X"}, "b": {"Fn::GetAtt": ["T", "Arn"]},
                   "c": {"Fn::Sub": "${X}-1"}, "d": {"Fn::GetAtt": ["P", "Meta.Arn"]}})
        );
    }
}
