//! Bytes into a JSON tree, strictly: UTF-8 without a byte order mark, bounded depth, no key twice, one value and no more.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::{Fault, Flaw, pointer};

/// Deepest nesting of arrays and objects.
const DEEPEST: usize = 32;

/// Parses a whole body.
pub(super) fn parse(bytes: &[u8]) -> Result<Value, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|_| Fault::malformed())?;
    let notes = Notes::default();
    let mut reader = serde_json::Deserializer::from_str(text);
    let parsed = Strict { notes: &notes, depth: 0 }
        .deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value));
    // serde's own message quotes the input and is dropped here.
    parsed.map_err(|_| notes.fault.take().unwrap_or_else(Fault::malformed))
}

/// What the visitor knows and the parser's error type cannot carry.
#[derive(Default)]
struct Notes {
    path: RefCell<Vec<String>>,
    fault: RefCell<Option<Fault>>,
}

impl Notes {
    fn refuse<E: serde::de::Error>(&self, flaw: Flaw) -> E {
        self.fault.replace(Some(Fault { pointer: Some(pointer(&self.path.borrow())), flaw }));
        E::custom("refused")
    }
}

#[derive(Clone, Copy)]
struct Strict<'a> {
    notes: &'a Notes,
    depth: usize,
}

impl Strict<'_> {
    /// For what stands in this array or object, if it may be opened at all.
    fn below<E: serde::de::Error>(&self) -> Result<Strict<'_>, E> {
        if self.depth < DEEPEST {
            Ok(Strict { notes: self.notes, depth: self.depth + 1 })
        } else {
            Err(self.notes.refuse(Flaw::Malformed))
        }
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| self.notes.refuse(Flaw::Malformed))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let below = self.below()?;
        let mut list = Vec::new();
        loop {
            self.notes.path.borrow_mut().push(list.len().to_string());
            let item = items.next_element_seed(below)?;
            self.notes.path.borrow_mut().pop();
            match item {
                Some(item) => list.push(item),
                None => return Ok(Value::Array(list)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let below = self.below()?;
        let mut object = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if object.contains_key(&key) {
                return Err(self.notes.refuse(Flaw::Duplicate(super::shown(&key))));
            }
            self.notes.path.borrow_mut().push(key.clone());
            let value = entries.next_value_seed(below)?;
            self.notes.path.borrow_mut().pop();
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}
