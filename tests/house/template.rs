//! What template.yaml must say.

use std::collections::BTreeSet;

use serde_norway::Value;

use crate::tree;

fn resources() -> Vec<(String, Value)> {
    let template: Value = serde_norway::from_str(&tree::text("template.yaml")).expect("YAML");
    let resources = template.get("Resources").and_then(Value::as_mapping).expect("resources");
    resources
        .iter()
        .map(|(name, resource)| (name.as_str().expect("a name").to_owned(), resource.clone()))
        .collect()
}

fn of_type(wanted: &str) -> Vec<(String, Value)> {
    let mut all = resources();
    all.retain(|(_, resource)| resource.get("Type").and_then(Value::as_str) == Some(wanted));
    all
}

fn property<'a>(resource: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(resource.get("Properties")?, |value, key| value.get(key))
}

#[test]
fn every_folder_of_functions_is_a_function_and_the_other_way_round() {
    let folders: BTreeSet<String> =
        luma::workspace::functions().expect("functions").into_iter().collect();
    let functions = of_type("AWS::Serverless::Function");
    let binaries: BTreeSet<String> = functions
        .iter()
        .map(|(_, function)| {
            function
                .get("Metadata")
                .and_then(|m| m.get("BuildProperties"))
                .and_then(|b| b.get("Binary"))
                .and_then(Value::as_str)
        })
        .map(|binary| binary.expect("a binary").to_owned())
        .collect();
    assert_eq!(folders, binaries);
}

#[test]
fn every_table_is_encrypted_with_our_key_and_protected_from_deletion() {
    let tables = of_type("AWS::DynamoDB::Table");
    assert_eq!(tables.len(), 7);
    for (name, table) in tables {
        assert_eq!(
            property(&table, &["SSESpecification", "SSEType"]).and_then(Value::as_str),
            Some("KMS"),
            "{name}"
        );
        assert!(property(&table, &["SSESpecification", "KMSMasterKeyId"]).is_some(), "{name}");
        assert_eq!(
            property(&table, &["DeletionProtectionEnabled"]).and_then(Value::as_bool),
            Some(true),
            "{name}"
        );
        assert_eq!(
            property(&table, &["BillingMode"]).and_then(Value::as_str),
            Some("PAY_PER_REQUEST"),
            "{name}"
        );
    }
}

#[test]
fn a_deleted_key_is_beyond_recovery_after_one_day() {
    let tables = of_type("AWS::DynamoDB::Table");
    let (_, keys) = tables.iter().find(|(name, _)| name == "KeysTable").expect("the table of keys");
    let recovery = property(keys, &["PointInTimeRecoverySpecification", "RecoveryPeriodInDays"])
        .and_then(Value::as_u64);
    assert_eq!(recovery, Some(1));
}

#[test]
fn every_function_has_logs_that_end() {
    let functions = of_type("AWS::Serverless::Function").len();
    let groups = of_type("AWS::Logs::LogGroup");
    assert!(groups.len() >= functions);
    for (name, group) in groups {
        let days =
            property(&group, &["RetentionInDays"]).and_then(Value::as_u64).unwrap_or(u64::MAX);
        assert!(days <= 30, "{name} keeps its lines for {days} days");
    }
}

#[test]
fn no_function_may_do_everything_to_anything() {
    for (name, function) in of_type("AWS::Serverless::Function") {
        let policies =
            serde_norway::to_string(property(&function, &["Policies"]).expect("policies"))
                .expect("YAML");
        for wide in
            ["dynamodb:*", "kms:*", "secretsmanager:*", "ses:*", "Action: '*'", "Resource: '*'"]
        {
            assert!(!policies.contains(wide), "{name} has {wide}");
        }
        if !["SignupFunction", "SessionFunction", "AccountFunction", "SupportFunction"]
            .contains(&name.as_str())
        {
            continue;
        }
        assert!(!policies.contains("CasesTable"), "{name} has no business with cases");
    }
}

#[test]
fn the_edge_speaks_tls_1_3_at_least() {
    assert!(tree::text("template.yaml").contains("MinimumProtocolVersion: TLSv1.3"));
}
