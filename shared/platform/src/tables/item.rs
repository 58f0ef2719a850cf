//! A row as stored: typed readers and writers, and a `Debug` that shows names only.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;

use super::TableError;

/// Attributes of one row.
#[derive(Clone, PartialEq, Default)]
pub(crate) struct Item(HashMap<String, AttributeValue>);

/// Values as DynamoDB keeps them.
pub(crate) mod value {
    use super::{AttributeValue, Blob, Timestamp};

    /// A text.
    pub(crate) fn text(value: impl Into<String>) -> AttributeValue {
        AttributeValue::S(value.into())
    }

    /// A whole number.
    pub(crate) fn number(value: impl Into<i128>) -> AttributeValue {
        AttributeValue::N(value.into().to_string())
    }

    /// Bytes.
    pub(crate) fn bytes(value: Vec<u8>) -> AttributeValue {
        AttributeValue::B(Blob::new(value))
    }

    /// Yes or no.
    pub(crate) fn flag(value: bool) -> AttributeValue {
        AttributeValue::Bool(value)
    }

    /// A moment, as RFC 3339 with milliseconds: sorts like time.
    pub(crate) fn time(value: Timestamp) -> AttributeValue {
        AttributeValue::S(stamp(value))
    }

    /// The text of a moment, always of the same length, so that it sorts.
    pub(crate) fn stamp(value: Timestamp) -> String {
        format!("{value:.3}")
    }

    /// The partition of the `due` index for a moment's month.
    pub(crate) fn due_month(value: Timestamp) -> String {
        format!("DUE#{}", stamp(value).chars().take("2026-11".len()).collect::<String>())
    }
}

impl Item {
    /// A row with its key.
    pub(crate) fn new(pk: impl Into<String>, sk: impl Into<String>) -> Self {
        Self::default().with("pk", value::text(pk)).with("sk", value::text(sk))
    }

    /// The row with one attribute more.
    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: AttributeValue) -> Self {
        self.0.insert(name.to_owned(), value);
        self
    }

    /// The row with an attribute more, if there is a value.
    #[must_use]
    pub(crate) fn with_some(self, name: &str, value: Option<AttributeValue>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// The row entered in the `due` index: the sweep looks at it from `due` on.
    #[must_use]
    pub(crate) fn with_due(self, due: Timestamp) -> Self {
        self.with("due_month", value::text(value::due_month(due))).with("due_at", value::time(due))
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    pub(crate) fn text(&self, name: &'static str) -> Result<&str, TableError> {
        match self.0.get(name) {
            Some(AttributeValue::S(text)) => Ok(text),
            _ => Err(TableError::Malformed(name)),
        }
    }

    pub(crate) fn number<N: FromStr>(&self, name: &'static str) -> Result<N, TableError> {
        match self.0.get(name) {
            Some(AttributeValue::N(digits)) => {
                digits.parse().map_err(|_| TableError::Malformed(name))
            }
            _ => Err(TableError::Malformed(name)),
        }
    }

    pub(crate) fn bytes(&self, name: &'static str) -> Result<&[u8], TableError> {
        match self.0.get(name) {
            Some(AttributeValue::B(bytes)) => Ok(bytes.as_ref()),
            _ => Err(TableError::Malformed(name)),
        }
    }

    pub(crate) fn flag(&self, name: &'static str) -> Result<bool, TableError> {
        match self.0.get(name) {
            Some(AttributeValue::Bool(flag)) => Ok(*flag),
            _ => Err(TableError::Malformed(name)),
        }
    }

    pub(crate) fn time(&self, name: &'static str) -> Result<Timestamp, TableError> {
        self.text(name)?.parse().map_err(|_| TableError::Malformed(name))
    }

    /// Reads with `parse`, which knows the form.
    pub(crate) fn parsed<T>(
        &self,
        name: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, TableError> {
        parse(self.text(name)?).ok_or(TableError::Malformed(name))
    }

    /// Reads what may be missing.
    pub(crate) fn optional<'a, T>(
        &'a self,
        name: &'static str,
        read: impl FnOnce(&'a Self, &'static str) -> Result<T, TableError>,
    ) -> Result<Option<T>, TableError> {
        if self.has(name) { read(self, name).map(Some) } else { Ok(None) }
    }

    /// The attributes, for the SDK.
    pub(crate) fn into_attributes(self) -> HashMap<String, AttributeValue> {
        self.0
    }
}

impl From<HashMap<String, AttributeValue>> for Item {
    fn from(attributes: HashMap<String, AttributeValue>) -> Self {
        Self(attributes)
    }
}

impl fmt::Debug for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_back_by_its_kind() {
        let at: Timestamp = "2026-11-25T10:00:00.5Z".parse().unwrap();
        let item = Item::new("P", "S")
            .with("count", value::number(7_u32))
            .with("sealed", value::bytes(vec![1, 2]))
            .with("marketing", value::flag(true))
            .with("created_at", value::time(at))
            .with_some("absent", None);
        assert_eq!(item.text("pk").unwrap(), "P");
        assert_eq!(item.number::<u64>("count").unwrap(), 7);
        assert_eq!(item.bytes("sealed").unwrap(), [1, 2]);
        assert!(item.flag("marketing").unwrap());
        assert_eq!(item.time("created_at").unwrap(), at);
        assert_eq!(item.optional("absent", Item::time).unwrap(), None);
        assert_eq!(item.text("count").unwrap_err(), TableError::Malformed("count"));
        assert_eq!(item.number::<u64>("sk").unwrap_err(), TableError::Malformed("sk"));
    }

    #[test]
    fn times_sort_as_text_whatever_their_fraction() {
        let stamp = |text: &str| value::stamp(text.parse().unwrap());
        assert_eq!(stamp("2026-11-25T10:00:00Z"), "2026-11-25T10:00:00.000Z");
        assert!(stamp("2026-11-25T10:00:00Z") < stamp("2026-11-25T10:00:00.001Z"));
        assert_eq!(value::due_month("2026-11-25T23:59:59.999Z".parse().unwrap()), "DUE#2026-11");
    }

    #[test]
    fn a_row_shows_the_names_of_its_attributes_only() {
        let shown =
            format!("{:?}", Item::new("ACCOUNT#1", "ACCOUNT").with("note", value::text("secret")));
        assert!(shown.contains("note") && !shown.contains("secret"));
    }
}
