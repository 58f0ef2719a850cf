//! Identifiers of accounts and members: opaque ULIDs that say nothing about anyone.

use std::fmt;

use ulid::Ulid;

/// The text is not a ULID of 26 Crockford characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id is 26 characters of Crockford base 32")]
pub struct MalformedId;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Ulid);

        impl $name {
            /// Wraps a freshly drawn ULID.
            pub const fn new(ulid: Ulid) -> Self {
                Self(ulid)
            }

            /// Reads the canonical upper-case text form; every other spelling is refused, so that one id has one key.
            ///
            /// # Errors
            /// [`MalformedId`] when the text is not that form.
            pub fn parse(text: &str) -> Result<Self, MalformedId> {
                let ulid = Ulid::from_string(text).map_err(|_| MalformedId)?;
                if text.len() == ulid::ULID_LEN && !text.bytes().any(|b| b.is_ascii_lowercase()) {
                    Ok(Self(ulid))
                } else {
                    Err(MalformedId)
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&self.0)
            }
        }
    };
}

id! {
    /// One practice: the tenant that owns cases, members and payments.
    AccountId
}
id! {
    /// One person of a practice.
    MemberId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_from_its_own_text() {
        let id = AccountId::new(Ulid::from_parts(1_700_000_000_000, 42));
        assert_eq!(AccountId::parse(&id.to_string()), Ok(id));
    }

    #[test]
    fn another_spelling_of_the_same_id_is_refused() {
        let id = AccountId::new(Ulid::from_parts(1_700_000_000_000, 42)).to_string();
        for wrong in [
            id.to_lowercase(),
            format!("{id}0"),
            id.chars().skip(1).collect(),
            String::new(),
            "../accounts".to_owned(),
        ] {
            assert_eq!(AccountId::parse(&wrong), Err(MalformedId));
        }
    }
}
