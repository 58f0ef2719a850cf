//! Writes with their conditions: one alone, or several that happen together or not at all.

mod run;
mod transaction;

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;

pub use transaction::transact;

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
        self.set("due_month", super::value::text(super::value::due_month(due)))
            .set("due_at", super::value::time(due))
    }

    /// Takes the row out of the `due` index.
    #[must_use]
    pub(crate) fn unset_due(self) -> Self {
        self.unset("due_month").unset("due_at")
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
}
