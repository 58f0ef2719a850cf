//! What stands about an account in the tables that seal nothing: `audit` and `payments`. For its export: each row with all
//! its attributes, so that a field that is stored tomorrow is in the export tomorrow.

use aws_sdk_dynamodb::types::AttributeValue;
use practice::id::AccountId;
use serde_json::{Map, Value, json};

use super::accounts::pk;
use super::{Item, Table, TableError};
use crate::Platform;

/// Sort keys of the trail are times: they begin with this until the year 3000.
const TIMES: &str = "2";

/// Both tables.
#[derive(Debug, Clone)]
pub struct Holdings {
    audit: Table,
    payments: Table,
}

impl Holdings {
    /// Opens the tables.
    pub fn open(platform: &Platform) -> Self {
        let (client, names) = (&platform.aws.dynamodb, &platform.config.tables);
        Self {
            audit: Table::new(client, &names.audit, "audit"),
            payments: Table::new(client, &names.payments, "payments"),
        }
    }

    /// The account's trail, oldest first.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer.
    pub async fn trail(&self, account: AccountId) -> Result<Vec<Value>, TableError> {
        Ok(self.audit.all(&pk(account), TIMES).await?.into_iter().map(view).collect())
    }

    /// The account's invoices and subscriptions.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer.
    pub async fn payments(&self, account: AccountId) -> Result<Vec<Value>, TableError> {
        let pk = pk(account);
        let mut rows = self.payments.all(&pk, "INVOICE#").await?;
        rows.extend(self.payments.all(&pk, "SUBSCRIPTION#").await?);
        Ok(rows.into_iter().map(view).collect())
    }
}

/// A row as JSON, without the key of its partition, which is the account.
fn view(item: Item) -> Value {
    let attributes = item.into_attributes().into_iter().filter(|(name, _)| name != "pk");
    let fields: Map<String, Value> =
        attributes.filter_map(|(name, value)| Some((name, plain(&value)?))).collect();
    Value::Object(fields)
}

/// The kinds of value that these tables hold.
fn plain(value: &AttributeValue) -> Option<Value> {
    if let Ok(text) = value.as_s() {
        return Some(json!(text));
    }
    if let Ok(flag) = value.as_bool() {
        return Some(json!(flag));
    }
    value.as_n().ok().and_then(|digits| serde_json::from_str(digits).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::value;

    #[test]
    fn a_row_is_told_with_all_its_fields() {
        let row = Item::new("ACCOUNT#1", "INVOICE#in_1")
            .with("amount_paid", value::number(4_900))
            .with("ends", value::flag(false));
        assert_eq!(view(row), json!({"sk": "INVOICE#in_1", "amount_paid": 4900, "ends": false}));
    }
}
