//! A JSON tree into a form, keeping track of where it is, so that a refusal names the field by pointer and never
//! quotes what stood there.

use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _, Expected,
    IntoDeserializer, MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde_json::{Map, Value, map};

use super::{Fault, Flaw, pointer, shown};

/// Reads a form from the tree.
pub(super) fn read<T: DeserializeOwned>(tree: &Value) -> Result<T, Fault> {
    T::deserialize(At { value: tree, path: &Path::Root }).map_err(|refused| refused.0)
}

/// Where in the tree: a linked list on the stack, so that nothing is allocated unless something is refused.
enum Path<'a> {
    Root,
    Key(&'a Path<'a>, &'a str),
    Item(&'a Path<'a>, usize),
}

impl Path<'_> {
    fn steps(&self, steps: &mut Vec<String>) {
        match self {
            Self::Root => {}
            Self::Key(parent, key) => {
                parent.steps(steps);
                steps.push((*key).to_owned());
            }
            Self::Item(parent, index) => {
                parent.steps(steps);
                steps.push(index.to_string());
            }
        }
    }
}

/// A fault on its way up: the innermost place that sees it fills in the pointer.
#[derive(Debug)]
struct Refused(Fault);

impl Refused {
    fn of(flaw: Flaw) -> Self {
        Self(Fault { pointer: None, flaw })
    }

    fn at(mut self, path: &Path<'_>) -> Self {
        if self.0.pointer.is_none() {
            let mut steps = Vec::new();
            path.steps(&mut steps);
            self.0.pointer = Some(pointer(&steps));
        }
        self
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the input does not have the form's shape")
    }
}

impl std::error::Error for Refused {}

// The arguments quote the input; only the kind of the complaint is kept.
impl serde::de::Error for Refused {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::of(Flaw::WrongType)
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self::of(Flaw::WrongType)
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self::of(Flaw::UnknownValue)
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self::of(Flaw::UnknownValue)
    }

    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        Self::of(Flaw::UnknownField(shown(field)))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::of(Flaw::Missing(field))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::of(Flaw::Duplicate(Some(field.to_owned())))
    }
}

#[derive(Clone, Copy)]
struct At<'a> {
    value: &'a Value,
    path: &'a Path<'a>,
}

impl<'a> At<'a> {
    fn object(self) -> Result<&'a Map<String, Value>, Refused> {
        self.value.as_object().ok_or_else(|| Refused::of(Flaw::WrongType).at(self.path))
    }
}

/// Everything that the plain value already does right, with the pointer added.
macro_rules! plainly {
    ($($method:ident),* $(,)?) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
            self.deserialize_any(visitor)
        })*
    };
}

impl<'de> Deserializer<'de> for At<'_> {
    type Error = Refused;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let read = match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(value), ..) => visitor.visit_u64(value),
                (None, Some(value), _) => visitor.visit_i64(value),
                (None, None, Some(value)) => visitor.visit_f64(value),
                (None, None, None) => Err(Refused::of(Flaw::WrongType)),
            },
            Value::String(text) => visitor.visit_str(text),
            Value::Array(list) => {
                visitor.visit_seq(Items { path: self.path, next: 0, rest: list.iter() })
            }
            Value::Object(object) => {
                visitor.visit_map(Entries { path: self.path, rest: object.iter(), value: None })
            }
        };
        read.map_err(|refused| refused.at(self.path))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        if self.value.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        visitor.visit_newtype_struct(self).map_err(|refused| refused.at(self.path))
    }

    // serde would take an array for a struct, field by field in order.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        self.object()?;
        self.deserialize_any(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.object()?;
        self.deserialize_any(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        let read = match self.value {
            Value::String(name) => {
                visitor.visit_enum(IntoDeserializer::<Refused>::into_deserializer(name.as_str()))
            }
            Value::Object(object) => {
                let mut entries = object.iter();
                match (entries.next(), entries.next()) {
                    (Some((name, value)), None) => {
                        visitor.visit_enum(Variant { name, value, path: self.path })
                    }
                    _ => Err(Refused::of(Flaw::WrongType)),
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {
                Err(Refused::of(Flaw::WrongType))
            }
        };
        read.map_err(|refused| refused.at(self.path))
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        self.deserialize_any(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Refused> {
        self.deserialize_any(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        self.deserialize_any(visitor)
    }

    plainly! {
        deserialize_bool, deserialize_i8, deserialize_i16, deserialize_i32, deserialize_i64, deserialize_i128, deserialize_u8,
        deserialize_u16, deserialize_u32, deserialize_u64, deserialize_u128, deserialize_f32, deserialize_f64, deserialize_char,
        deserialize_str, deserialize_string, deserialize_bytes, deserialize_byte_buf, deserialize_unit, deserialize_seq,
        deserialize_identifier, deserialize_ignored_any,
    }
}

struct Items<'a> {
    path: &'a Path<'a>,
    next: usize,
    rest: std::slice::Iter<'a, Value>,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Refused;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Refused> {
        let Some(value) = self.rest.next() else { return Ok(None) };
        let path = Path::Item(self.path, self.next);
        self.next += 1;
        seed.deserialize(At { value, path: &path }).map(Some).map_err(|refused| refused.at(&path))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

struct Entries<'a> {
    path: &'a Path<'a>,
    rest: map::Iter<'a>,
    value: Option<(&'a str, &'a Value)>,
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Refused;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Refused> {
        let Some((key, value)) = self.rest.next() else { return Ok(None) };
        self.value = Some((key, value));
        seed.deserialize(StrDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Refused> {
        let (key, value) = self.value.take().ok_or_else(|| Refused::custom("value before key"))?;
        let path = Path::Key(self.path, key);
        seed.deserialize(At { value, path: &path }).map_err(|refused| refused.at(&path))
    }
}

struct Variant<'a> {
    name: &'a str,
    value: &'a Value,
    path: &'a Path<'a>,
}

impl<'a, 'de> EnumAccess<'de> for Variant<'a> {
    type Error = Refused;
    type Variant = Content<'a>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Content<'a>), Refused> {
        let variant = seed.deserialize(StrDeserializer::<Refused>::new(self.name))?;
        Ok((variant, Content { name: self.name, value: self.value, path: self.path }))
    }
}

struct Content<'a> {
    name: &'a str,
    value: &'a Value,
    path: &'a Path<'a>,
}

impl<'de> VariantAccess<'de> for Content<'_> {
    type Error = Refused;

    fn unit_variant(self) -> Result<(), Refused> {
        if self.value.is_null() { Ok(()) } else { Err(Refused::of(Flaw::WrongType)) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Refused> {
        let path = Path::Key(self.path, self.name);
        seed.deserialize(At { value: self.value, path: &path }).map_err(|refused| refused.at(&path))
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        let path = Path::Key(self.path, self.name);
        At { value: self.value, path: &path }.deserialize_tuple(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        let path = Path::Key(self.path, self.name);
        At { value: self.value, path: &path }.deserialize_struct("", fields, visitor)
    }
}
