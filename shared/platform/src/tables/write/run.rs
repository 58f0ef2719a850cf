//! One write alone.

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};

use super::{Kind, Write, transact};
use crate::tables::{Item, TableError};

impl Write {
    /// Runs this write alone.
    ///
    /// # Errors
    /// What its condition says, or that the table does not answer.
    pub(crate) async fn run(self) -> Result<(), TableError> {
        match self.kind.clone() {
            Kind::Put(item) => self.put(item).await,
            Kind::Update(key) => self.update(key).await,
            Kind::Delete(key) => self.delete(key).await,
            Kind::Check(_) => transact(vec![self]).await,
        }
    }

    async fn put(&self, item: Item) -> Result<(), TableError> {
        let call =
            self.client.put_item().table_name(&self.table).set_item(Some(item.into_attributes()));
        let call = call
            .set_condition_expression(self.condition())
            .set_expression_attribute_names(self.names());
        let sent = call.set_expression_attribute_values(self.values()).send().await;
        sent.map(drop).map_err(|error| self.failed("put", &error))
    }

    async fn update(&self, key: Item) -> Result<(), TableError> {
        let call =
            self.client.update_item().table_name(&self.table).set_key(Some(key.into_attributes()));
        let call = call
            .set_condition_expression(self.condition())
            .set_expression_attribute_names(self.names());
        let call = call.update_expression(self.update_expression());
        let sent = call.set_expression_attribute_values(self.values()).send().await;
        sent.map(drop).map_err(|error| self.failed("update", &error))
    }

    async fn delete(&self, key: Item) -> Result<(), TableError> {
        let call =
            self.client.delete_item().table_name(&self.table).set_key(Some(key.into_attributes()));
        let call = call
            .set_condition_expression(self.condition())
            .set_expression_attribute_names(self.names());
        let sent = call.set_expression_attribute_values(self.values()).send().await;
        sent.map(drop).map_err(|error| self.failed("delete", &error))
    }

    fn failed<E: ProvideErrorMetadata, R>(
        &self,
        operation: &'static str,
        error: &SdkError<E, R>,
    ) -> TableError {
        let broken = error.as_service_error().and_then(ProvideErrorMetadata::code)
            == Some("ConditionalCheckFailedException");
        if broken { self.otherwise.clone() } else { TableError::from_sdk(operation, error) }
    }
}
