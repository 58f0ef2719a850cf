//! Several writes that happen together or not at all.

use std::time::Duration;

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{
    CancellationReason, ConditionCheck, Delete, Put, TransactWriteItem, Update,
};

use super::{Kind, Write};
use crate::tables::TableError;

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
        if !matches!(meaning, TableError::Busy(_)) || attempt == ATTEMPTS {
            return Err(meaning);
        }
        tokio::time::sleep(Duration::from_millis(20) * attempt).await;
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

impl Write {
    fn transact_item(&self) -> Result<TransactWriteItem, TableError> {
        let refused = |_: BuildError| TableError::Refused {
            operation: "transact",
            code: "incomplete".to_owned(),
        };
        let item = TransactWriteItem::builder();
        let item = match self.kind.clone() {
            Kind::Put(row) => {
                let put =
                    Put::builder().table_name(&self.table).set_item(Some(row.into_attributes()));
                let put = put
                    .set_condition_expression(self.condition())
                    .set_expression_attribute_names(self.names());
                item.put(
                    put.set_expression_attribute_values(self.values()).build().map_err(refused)?,
                )
            }
            Kind::Update(key) => {
                let update =
                    Update::builder().table_name(&self.table).set_key(Some(key.into_attributes()));
                let update = update
                    .set_condition_expression(self.condition())
                    .set_expression_attribute_names(self.names());
                let update = update.update_expression(self.update_expression());
                item.update(
                    update
                        .set_expression_attribute_values(self.values())
                        .build()
                        .map_err(refused)?,
                )
            }
            Kind::Delete(key) => {
                let delete =
                    Delete::builder().table_name(&self.table).set_key(Some(key.into_attributes()));
                let delete = delete
                    .set_condition_expression(self.condition())
                    .set_expression_attribute_names(self.names());
                item.delete(
                    delete
                        .set_expression_attribute_values(self.values())
                        .build()
                        .map_err(refused)?,
                )
            }
            Kind::Check(key) => {
                let check = ConditionCheck::builder()
                    .table_name(&self.table)
                    .set_key(Some(key.into_attributes()));
                let check = check
                    .set_condition_expression(self.condition())
                    .set_expression_attribute_names(self.names());
                item.condition_check(
                    check
                        .set_expression_attribute_values(self.values())
                        .build()
                        .map_err(refused)?,
                )
            }
        };
        Ok(item.build())
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::Client;

    use super::*;
    use crate::tables::{Item, Table, value};

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
            .unset("due_month");
        assert_eq!(write.condition().unwrap(), "attribute_exists(pk) AND #state = :v0");
        assert_eq!(write.update_expression(), "SET #state = :v1 ADD #count :v2 REMOVE #due_month");
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
