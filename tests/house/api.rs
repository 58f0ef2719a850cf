//! openapi.yaml and template.yaml describe the same routes.

use std::collections::BTreeSet;

use serde_norway::Value;

use crate::tree;

fn routes_of_template() -> BTreeSet<String> {
    let template: Value = serde_norway::from_str(&tree::text("template.yaml")).expect("YAML");
    let mut routes = BTreeSet::new();
    for (_, resource) in template["Resources"].as_mapping().expect("resources") {
        let Some(events) =
            resource.get("Properties").and_then(|p| p.get("Events")).and_then(Value::as_mapping)
        else {
            continue;
        };
        for (_, event) in events {
            if event["Type"].as_str() == Some("HttpApi") {
                let text = |key: &str| event["Properties"][key].as_str().expect("text").to_owned();
                routes.insert(format!("{} {}", text("Method").to_uppercase(), text("Path")));
            }
        }
    }
    // Function URLs have no routes of their own; CloudFront sends everything below /stream/ to them.
    for route in [
        "POST /stream/draft",
        "GET /stream/export/account",
        "GET /stream/export/case/{id}",
        "GET /stream/export/document/{id}/{file}",
    ] {
        routes.insert(route.to_owned());
    }
    routes
}

fn routes_of_description() -> BTreeSet<String> {
    let description: Value = serde_norway::from_str(&tree::text("openapi.yaml")).expect("YAML");
    let mut routes = BTreeSet::new();
    for (path, verbs) in description["paths"].as_mapping().expect("paths") {
        for (verb, _) in verbs.as_mapping().expect("verbs") {
            let verb = verb.as_str().expect("a verb");
            if verb != "parameters" {
                routes.insert(format!(
                    "{} {}",
                    verb.to_uppercase(),
                    path.as_str().expect("a path")
                ));
            }
        }
    }
    routes
}

#[test]
fn the_description_of_the_api_names_exactly_the_routes_that_exist() {
    assert_eq!(routes_of_description(), routes_of_template());
}
