//! DynamoDB: an embedded engine behind the check of rights.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, Response, Uri, header};
use bytes::Bytes;
use dynoxide::{Database, DynoxideError};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::ServiceError;
use crate::iam::Call;
use crate::template::{ACCOUNT, REGION, TableSpec};

/// Seconds between expiry and removal of an item. AWS takes up to two days; the delay makes sure
/// that a reader that forgets to check the expiry is found out.
const TTL_DELAY_SECONDS: i64 = 3_600;

/// The engine, its tables, and the way to reach it.
pub(crate) struct Tables {
    database: Database,
    specs: Vec<TableSpec>,
    engine: Uri,
    client: Client<HttpConnector, Body>,
}

impl std::fmt::Debug for Tables {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tables").field("engine", &self.engine).finish_non_exhaustive()
    }
}

/// Why the tables cannot be opened.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TablesError {
    #[error("the database refused: {0}")]
    Engine(#[from] DynoxideError),
    #[error("table {0} was made by a template with other keys; start with another data directory")]
    OtherKeys(String),
    #[error("the template's table is not one that the database takes")]
    Spec(#[from] serde_json::Error),
    #[error("no loopback port to be had")]
    Io(#[from] std::io::Error),
    #[error("no address for the database")]
    Address(#[from] axum::http::uri::InvalidUri),
}

impl Tables {
    /// Opens the database file, makes the tables it lacks, and serves it on a free loopback port.
    pub(crate) async fn open(file: &Path, specs: Vec<TableSpec>) -> Result<Self, TablesError> {
        let database = Database::new(&file.to_string_lossy())?;
        let existing: BTreeSet<String> = database
            .list_tables(serde_json::from_value(json!({}))?)?
            .table_names
            .into_iter()
            .collect();
        for spec in &specs {
            if existing.contains(&spec.name) {
                compare(&database, spec)?;
            } else {
                create(&database, spec)?;
            }
        }
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let engine = format!("http://{}/", listener.local_addr()?).parse()?;
        tokio::spawn(dynoxide::server::serve_on(listener, database.clone()));
        let client = Client::builder(TokioExecutor::new()).build(HttpConnector::new());
        Ok(Self { database, specs, engine, client })
    }

    /// Passes a request on as it came.
    pub(super) async fn forward(
        &self,
        headers: &HeaderMap,
        body: Bytes,
    ) -> Result<Response<Body>, ServiceError> {
        let mut request = Request::new(Body::from(body));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.engine.clone();
        for name in ["content-type", "x-amz-target", "authorization", "x-amz-date"] {
            if let Some(value) = headers.get(name) {
                request.headers_mut().insert(name, value.clone());
            }
        }
        let answer = self.client.request(request).await.map_err(|_| ServiceError::internal())?;
        let (mut parts, body) = answer.into_parts();
        parts.headers.remove(header::TRANSFER_ENCODING);
        Ok(Response::from_parts(parts, Body::new(body)))
    }

    /// Removes what expired before `now`, as the service does in its own time.
    pub(crate) fn sweep(&self, now: jiff::Timestamp) -> Result<usize, DynoxideError> {
        let mut removed = 0;
        for spec in &self.specs {
            if let Some(attribute) = &spec.ttl_attribute {
                removed += self.sweep_table(spec, attribute, now)?;
            }
        }
        Ok(removed)
    }

    fn sweep_table(
        &self,
        spec: &TableSpec,
        attribute: &str,
        now: jiff::Timestamp,
    ) -> Result<usize, DynoxideError> {
        let before = now.as_second().saturating_sub(TTL_DELAY_SECONDS).to_string();
        let mut scan = json!({
            "TableName": spec.name,
            "FilterExpression": "#t < :before",
            "ExpressionAttributeNames": {"#t": attribute},
            "ExpressionAttributeValues": {":before": {"N": before}},
        });
        let mut removed = 0;
        loop {
            let page = serde_json::to_value(self.database.scan(typed(scan.clone())?)?)
                .map_err(unreadable)?;
            for item in page.get("Items").and_then(Value::as_array).into_iter().flatten() {
                let delete = json!({"TableName": spec.name, "Key": spec.key_of(item)});
                self.database.delete_item(typed(delete)?)?;
                removed += 1;
            }
            match (page.get("LastEvaluatedKey"), scan.as_object_mut()) {
                (Some(last), Some(scan)) if last.is_object() => {
                    scan.insert("ExclusiveStartKey".to_owned(), last.clone());
                }
                _ => return Ok(removed),
            }
        }
    }
}

fn create(database: &Database, spec: &TableSpec) -> Result<(), TablesError> {
    database.create_table(serde_json::from_value(spec.creation.clone())?)?;
    if let Some(attribute) = &spec.ttl_attribute {
        let ttl = json!({"TableName": spec.name,
            "TimeToLiveSpecification": {"AttributeName": attribute, "Enabled": true}});
        database.update_time_to_live(serde_json::from_value(ttl)?)?;
    }
    Ok(())
}

/// A table keeps its keys for life, so one from an older template would fail later and in the dark.
fn compare(database: &Database, spec: &TableSpec) -> Result<(), TablesError> {
    let name = serde_json::from_value(json!({"TableName": spec.name}))?;
    let described = serde_json::to_value(database.describe_table(name)?)?;
    let table = described.get("Table").unwrap_or(&Value::Null);
    if keys(table) == keys(&spec.creation) {
        Ok(())
    } else {
        Err(TablesError::OtherKeys(spec.name.clone()))
    }
}

/// Key schemas of a table (under no name) and of its indexes.
fn keys(table: &Value) -> BTreeMap<Option<&str>, Option<&Value>> {
    let indexes = table.get("GlobalSecondaryIndexes").and_then(Value::as_array);
    let indexes = indexes.into_iter().flatten();
    indexes
        .map(|index| (index.get("IndexName").and_then(Value::as_str), index.get("KeySchema")))
        .chain([(None, table.get("KeySchema"))])
        .collect()
}

fn typed<T: serde::de::DeserializeOwned>(request: Value) -> Result<T, DynoxideError> {
    serde_json::from_value(request).map_err(unreadable)
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that `map_err` takes")]
fn unreadable(fault: serde_json::Error) -> DynoxideError {
    DynoxideError::InternalServerError(fault.to_string())
}

/// What an operation touches: the table, an index of it, or several tables.
pub(super) fn calls(operation: &str, body: &Bytes) -> Vec<Call> {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    let call = |action: &str, table: &Value, index: Option<&str>| {
        let table = table.as_str().unwrap_or("*");
        // A request may name a table by its ARN.
        let table = table.rsplit_once("table/").map_or(table, |(_, name)| name);
        let index = index.map(|index| format!("/index/{index}")).unwrap_or_default();
        Call::new(
            format!("dynamodb:{action}"),
            format!("arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{table}{index}"),
        )
    };
    match operation {
        "BatchGetItem" | "BatchWriteItem" => {
            let tables = body.get("RequestItems").and_then(Value::as_object);
            let tables = tables.into_iter().flatten();
            tables.map(|(table, _)| call(operation, &Value::from(table.as_str()), None)).collect()
        }
        "TransactWriteItems" | "TransactGetItems" => {
            let items = body.get("TransactItems").and_then(Value::as_array).into_iter().flatten();
            let parts = items.filter_map(Value::as_object).flatten();
            parts
                .map(|(kind, part)| {
                    let action = match kind.as_str() {
                        "ConditionCheck" => "ConditionCheckItem".to_owned(),
                        kind => format!("{kind}Item"),
                    };
                    call(&action, part.get("TableName").unwrap_or(&Value::Null), None)
                })
                .collect()
        }
        _ => {
            let index = body.get("IndexName").and_then(Value::as_str);
            vec![call(operation, body.get("TableName").unwrap_or(&Value::Null), index)]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transaction_needs_the_right_to_each_of_its_parts() {
        let body = json!({"TransactItems": [
            {"Put": {"TableName": "A"}}, {"ConditionCheck": {"TableName": "B"}}]});
        let calls = calls("TransactWriteItems", &Bytes::from(body.to_string()));
        let named: Vec<_> = calls
            .iter()
            .map(|c| format!("{} {}", c.action, c.resource.rsplit('/').next().unwrap()))
            .collect();
        assert_eq!(named, ["dynamodb:PutItem A", "dynamodb:ConditionCheckItem B"]);
    }

    #[test]
    fn a_query_of_an_index_needs_the_right_to_the_index() {
        let body = json!({"TableName": "A", "IndexName": "due"});
        let calls = calls("Query", &Bytes::from(body.to_string()));
        assert!(calls[0].resource.ends_with("table/A/index/due"));
    }
}
