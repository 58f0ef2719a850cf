//! Ids of cases and documents: ULIDs, 26 letters of Crockford's base 32.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use ulid::Ulid;

/// The text is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct MalformedId;

macro_rules! id {
    ($(#[$meaning:meta])* $name:ident) => {
        $(#[$meaning])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Ulid);

        impl $name {
            /// The id of a random number; the caller has the randomness.
            pub const fn from_number(number: u128) -> Self {
                Self(Ulid(number))
            }

            /// Reads the 26 upper-case letters that [`Display`](fmt::Display) writes, and nothing else.
            ///
            /// # Errors
            /// [`MalformedId`] for any other text.
            pub fn parse(text: &str) -> Result<Self, MalformedId> {
                let id = Ulid::from_string(text).map_err(|_| MalformedId)?;
                if id.to_string() == text { Ok(Self(id)) } else { Err(MalformedId) }
            }
        }

        impl From<Ulid> for $name {
            fn from(id: Ulid) -> Self {
                Self(id)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::parse(&text).map_err(de::Error::custom)
            }
        }
    };
}

id!(
    /// The id of a case.
    CaseId
);
id!(
    /// The id of a document of a case.
    DocumentId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_as_it_is_written() {
        let id = CaseId::from_number(0x0123_4567_89AB_CDEF_0123_4567_89AB_CDEF);
        assert_eq!(CaseId::parse(&id.to_string()), Ok(id));
        assert_eq!(id.to_string().len(), 26);
    }

    #[test]
    fn other_spellings_are_no_ids() {
        let id = DocumentId::from_number(u128::MAX).to_string();
        for text in [
            id.to_lowercase(),
            format!("{id}0"),
            id.chars().skip(1).collect(),
            String::new(),
            "I".repeat(26),
        ] {
            assert_eq!(DocumentId::parse(&text), Err(MalformedId), "{text}");
        }
    }
}
