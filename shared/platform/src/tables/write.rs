//! Writes with their conditions: one alone, or several that happen together or not at all.

use std::collections::HashMap;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{
    AttributeValue, CancellationReason, ConditionCheck, Delete, Put, TransactWriteItem, Update,
};

use super::{Item, Table, TableError};

/// One write, with its condition and what it means if that does not hold. Made by the tables, run by [`transact`].
#[derive(Debug, Clone)]
pub struct Write {
    client: Client,
    table: String,
    kind: Kind,
    conditions: Vec<String>,
    updates: Updates,
    names: HashMap<String, String>,
    values: HashMap<String, AttributeValue>,
    otherwise: TableError,
}

#[derive(Debug, Clone)]
enum Kind {
    Put(Item),
    Update(Item),
    Delete(Item),
    Check(Item),
}

#[derive(Debug, Clone, Default)]
struct Updates {
    set: Vec<String>,
    add: Vec<String>,
    remove: Vec<String>,
}

impl Table {
    /// Puts a row that must not be there yet; else [`TableError::Conflict`].
    pub(crate) fn insert(&self, item: Item) -> Write {
        let mut write = self.write(Kind::Put(item), TableError::Conflict);
        write.conditions.push("attribute_not_exists(pk)".to_owned());
        write
    }

    /// Puts a row whatever is there: for rows that carry nothing that could be lost.
    pub(crate) fn put(&self, item: Item) -> Write {
        self.write(Kind::Put(item), TableError::Conflict)
    }

    /// Changes attributes of a row that must be there; else [`TableError::Absent`].
    pub(crate) fn update(&self, pk: impl Into<String>, sk: impl Into<String>) -> Write {
        self.write(Kind::Update(Item::new(pk, sk)), TableError::Absent).when_present()
    }

    /// Changes attributes of a row, and makes it if it is not there.
    pub(crate) fn upsert(&self, pk: impl Into<String>, sk: impl Into<String>) -> Write {
        self.write(Kind::Update(Item::new(pk, sk)), TableError::Conflict)
    }

    /// Deletes a row; one that is already gone counts as deleted.
    pub(crate) fn delete(&self, pk: impl Into<String>, sk: impl Into<String>) -> Write {
        self.write(Kind::Delete(Item::new(pk, sk)), TableError::Conflict)
    }

    /// Only checks a row, as part of a transaction.
    pub(crate) fn check(&self, pk: impl Into<String>, sk: impl Into<String>) -> Write {
        self.write(Kind::Check(Item::new(pk, sk)), TableError::Conflict).when_present()
    }

    fn write(&self, kind: Kind, otherwise: TableError) -> Write {
        Write {
            client: self.client.clone(),
            table: self.name.clone(),
            kind,
            conditions: Vec::new(),
            updates: Updates::default(),
            names: HashMap::new(),
            values: HashMap::new(),
            otherwise,
        }
    }
}

impl Write {
    /// Only if the row is there.
    #[must_use]
    pub(crate) fn when_present(mut self) -> Self {
        self.conditions.push("attribute_exists(pk)".to_owned());
        self
    }

    /// Only if the attribute has this value.
    #[must_use]
    pub(crate) fn when(self, name: &str, value: AttributeValue) -> Self {
        self.compare(name, "=", value)
    }

    /// Only if the attribute is below this value. An attribute that is missing is not below anything.
    #[must_use]
    pub(crate) fn when_below(self, name: &str, value: AttributeValue) -> Self {
        self.compare(name, "<", value)
    }

    /// Only if the attribute is above this value. An attribute that is missing is not above anything.
    #[must_use]
    pub(crate) fn when_above(self, name: &str, value: AttributeValue) -> Self {
        self.compare(name, ">", value)
    }

    /// Only if the attribute is below this value or missing.
    #[must_use]
    pub(crate) fn when_missing_or_below(mut self, name: &str, value: AttributeValue) -> Self {
        let (name, value) = (self.name(name), self.value(value));
        self.conditions.push(format!("(attribute_not_exists({name}) OR {name} < {value})"));
        self
    }

    /// Only if the attribute is missing.
    #[must_use]
    pub(crate) fn when_missing(mut self, name: &str) -> Self {
        let name = self.name(name);
        self.conditions.push(format!("attribute_not_exists({name})"));
        self
    }

    /// Only if the row's content has this version; else [`TableError::Stale`].
    #[must_use]
    pub(crate) fn when_version(self, version: u64) -> Self {
        self.when("version", super::value::number(version)).otherwise(TableError::Stale)
    }

    /// What it means if a condition does not hold.
    #[must_use]
    pub(crate) fn otherwise(mut self, error: TableError) -> Self {
        self.otherwise = error;
        self
    }

    /// Sets an attribute.
    #[must_use]
    pub(crate) fn set(mut self, name: &str, value: AttributeValue) -> Self {
        let (name, value) = (self.name(name), self.value(value));
        self.updates.set.push(format!("{name} = {value}"));
        self
    }

    /// Adds to a number, beginning at nought.
    #[must_use]
    pub(crate) fn add(mut self, name: &str, by: i64) -> Self {
        let (name, value) = (self.name(name), self.value(super::value::number(by)));
        self.updates.add.push(format!("{name} {value}"));
        self
    }

    /// Removes an attribute.
    #[must_use]
    pub(crate) fn unset(mut self, name: &str) -> Self {
        let name = self.name(name);
        self.updates.remove.push(name);
        self
    }

    /// Enters the row in the `due` index.
    #[must_use]
    pub(crate) fn set_due(self, due: jiff::Timestamp) -> Self {
        self.set("due_day", super::value::text(super::value::due_day(due)))
            .set("due_at", super::value::time(due))
    }

    /// Takes the row out of the `due` index.
    #[must_use]
    pub(crate) fn unset_due(self) -> Self {
        self.unset("due_day").unset("due_at")
    }

    fn compare(mut self, name: &str, sign: &str, value: AttributeValue) -> Self {
        let (name, value) = (self.name(name), self.value(value));
        self.conditions.push(format!("{name} {sign} {value}"));
        self
    }

    fn name(&mut self, name: &str) -> String {
        let placeholder = format!("#{name}");
        self.names.insert(placeholder.clone(), name.to_owned());
        placeholder
    }

    fn value(&mut self, value: AttributeValue) -> String {
        let placeholder = format!(":v{}", self.values.len());
        self.values.insert(placeholder.clone(), value);
        placeholder
    }

    fn condition(&self) -> Option<String> {
        (!self.conditions.is_empty()).then(|| self.conditions.join(" AND "))
    }

    fn update_expression(&self) -> String {
        let clauses = [
            ("SET", &self.updates.set),
            ("ADD", &self.updates.add),
            ("REMOVE", &self.updates.remove),
        ];
        let clause = |(verb, list): (&str, &Vec<String>)| {
            (!list.is_empty()).then(|| format!("{verb} {}", list.join(", ")))
        };
        clauses.into_iter().filter_map(clause).collect::<Vec<_>>().join(" ")
    }

    fn names(&self) -> Option<HashMap<String, String>> {
        (!self.names.is_empty()).then(|| self.names.clone())
    }

    fn values(&self) -> Option<HashMap<String, AttributeValue>> {
        (!self.values.is_empty()).then(|| self.values.clone())
    }

    /// Runs this write alone and tells what the row holds afterwards (after an update) or held before (a deletion).
    ///
    /// # Errors
    /// What its condition says, or that the table does not answer.
    pub(crate) async fn run(self) -> Result<Option<Item>, TableError> {
        use aws_sdk_dynamodb::types::ReturnValue;
        let attributes = match self.kind.clone() {
            Kind::Put(item) => {
                let call = self
                    .client
                    .put_item()
                    .table_name(&self.table)
                    .set_item(Some(item.into_attributes()));
                let call = call
                    .set_condition_expression(self.condition())
                    .set_expression_attribute_names(self.names());
                let sent = call.set_expression_attribute_values(self.values()).send().await;
                sent.map_err(|error| self.failed("put", &error))?.attributes
            }
            Kind::Update(key) => {
                let call = self
                    .client
                    .update_item()
                    .table_name(&self.table)
                    .set_key(Some(key.into_attributes()));
                let call = call
                    .set_condition_expression(self.condition())
                    .set_expression_attribute_names(self.names());
                let call = call
                    .update_expression(self.update_expression())
                    .return_values(ReturnValue::AllNew);
                let sent = call.set_expression_attribute_values(self.values()).send().await;
                sent.map_err(|error| self.failed("update", &error))?.attributes
            }
            Kind::Delete(key) => {
                let call = self
                    .client
                    .delete_item()
                    .table_name(&self.table)
                    .set_key(Some(key.into_attributes()));
                let call = call
                    .set_condition_expression(self.condition())
                    .set_expression_attribute_names(self.names());
                let call = call.return_values(ReturnValue::AllOld);
                let sent = call.set_expression_attribute_values(self.values()).send().await;
                sent.map_err(|error| self.failed("delete", &error))?.attributes
            }
            Kind::Check(_) => {
                transact(vec![self]).await?;
                None
            }
        };
        Ok(attributes.map(Item::from))
    }

    fn failed<E, R>(
        &self,
        operation: &'static str,
        error: &aws_sdk_dynamodb::error::SdkError<E, R>,
    ) -> TableError
    where
        E: aws_sdk_dynamodb::error::ProvideErrorMetadata,
    {
        match TableError::from_sdk(operation, error) {
            TableError::Refused { code, .. } if code == "ConditionalCheckFailedException" => {
                self.otherwise.clone()
            }
            other => other,
        }
    }

    fn transact_item(&self) -> Result<TransactWriteItem, TableError> {
        let (condition, names, values) = (self.condition(), self.names(), self.values());
        let item = TransactWriteItem::builder();
        let built = match self.kind.clone() {
            Kind::Put(row) => Put::builder()
                .table_name(&self.table)
                .set_item(Some(row.into_attributes()))
                .set_condition_expression(condition)
                .set_expression_attribute_names(names)
                .set_expression_attribute_values(values)
                .build()
                .map(|put| item.put(put)),
            Kind::Update(key) => Update::builder()
                .table_name(&self.table)
                .set_key(Some(key.into_attributes()))
                .update_expression(self.update_expression())
                .set_condition_expression(condition)
                .set_expression_attribute_names(names)
                .set_expression_attribute_values(values)
                .build()
                .map(|update| item.update(update)),
            Kind::Delete(key) => Delete::builder()
                .table_name(&self.table)
                .set_key(Some(key.into_attributes()))
                .set_condition_expression(condition)
                .set_expression_attribute_names(names)
                .set_expression_attribute_values(values)
                .build()
                .map(|delete| item.delete(delete)),
            Kind::Check(key) => ConditionCheck::builder()
                .table_name(&self.table)
                .set_key(Some(key.into_attributes()))
                .set_condition_expression(condition)
                .set_expression_attribute_names(names)
                .set_expression_attribute_values(values)
                .build()
                .map(|check| item.condition_check(check)),
        };
        let refused =
            |_| TableError::Refused { operation: "transact", code: "incomplete".to_owned() };
        built.map(|item| item.build()).map_err(refused)
    }
}

/// How often a transaction that met another one is tried again.
const ATTEMPTS: u32 = 5;

/// Runs all the writes or none. Conflicts with other transactions are retried; a condition that does not hold answers
/// what the first such write says.
///
/// # Errors
/// As the writes say, or that the table does not answer.
pub async fn transact(writes: Vec<Write>) -> Result<(), TableError> {
    let Some(client) = writes.first().map(|write| write.client.clone()) else { return Ok(()) };
    let items = writes.iter().map(Write::transact_item).collect::<Result<Vec<_>, _>>()?;
    let mut attempt = 0;
    loop {
        attempt += 1;
        let sent =
            client.transact_write_items().set_transact_items(Some(items.clone())).send().await;
        let Err(error) = sent else { return Ok(()) };
        let meaning = match error.as_service_error() {
            Some(TransactWriteItemsError::TransactionCanceledException(canceled)) => {
                meaning(&writes, canceled.cancellation_reasons())
            }
            _ => TableError::from_sdk("transact", &error),
        };
        match meaning {
            TableError::Busy(_) if attempt < ATTEMPTS => {
                tokio::time::sleep(Duration::from_millis(20) * attempt).await
            }
            meaning => return Err(meaning),
        }
    }
}

/// A broken condition outranks a conflict: retrying would not mend it.
fn meaning(writes: &[Write], reasons: &[CancellationReason]) -> TableError {
    let codes = || reasons.iter().map(|reason| reason.code().unwrap_or("None"));
    let broken = writes.iter().zip(codes()).find(|(_, code)| *code == "ConditionalCheckFailed");
    if let Some((write, _)) = broken {
        return write.otherwise.clone();
    }
    let busy = |code: &str| {
        matches!(code, "TransactionConflict" | "ThrottlingError" | "ProvisionedThroughputExceeded")
    };
    match codes().find(|code| *code != "None") {
        Some(code) if busy(code) => TableError::Busy("transact"),
        Some(code) => TableError::Refused { operation: "transact", code: code.to_owned() },
        None => TableError::Busy("transact"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::value;
    use super::*;

    fn table() -> Table {
        let config = aws_sdk_dynamodb::Config::builder().behavior_version_latest().build();
        Table::new(&Client::from_conf(config), "accounts", "accounts")
    }

    fn reason(code: &str) -> CancellationReason {
        CancellationReason::builder().code(code).build()
    }

    #[test]
    fn names_and_values_stand_in_expressions_as_placeholders_only() {
        let write = table()
            .update("P", "S")
            .when("state", value::text("active"))
            .set("state", value::text("closing"))
            .add("count", 1)
            .unset("due_day");
        assert_eq!(write.condition().unwrap(), "attribute_exists(pk) AND #state = :v0");
        assert_eq!(write.update_expression(), "SET #state = :v1 ADD #count :v2 REMOVE #due_day");
        assert_eq!(write.names().unwrap()["#state"], "state");
        assert!(write.transact_item().is_ok());
    }

    #[test]
    fn a_broken_condition_answers_for_its_own_write_even_beside_a_conflict() {
        let writes =
            [table().insert(Item::new("P", "1")), table().update("P", "2").when_version(3)];
        let first = [reason("TransactionConflict"), reason("ConditionalCheckFailed")];
        assert_eq!(meaning(&writes, &first), TableError::Stale);
        let second = [reason("ConditionalCheckFailed"), reason("None")];
        assert_eq!(meaning(&writes, &second), TableError::Conflict);
    }

    #[test]
    fn a_conflict_may_be_retried_and_an_oversized_item_may_not() {
        let writes = [table().insert(Item::new("P", "1"))];
        assert_eq!(
            meaning(&writes, &[reason("TransactionConflict")]),
            TableError::Busy("transact")
        );
        assert!(matches!(
            meaning(&writes, &[reason("ValidationError")]),
            TableError::Refused { .. }
        ));
    }
}
