//! Shapes: what JSON goes in and comes out, as types that also describe themselves (JSON Schema
//! 2020-12, the dialect of OpenAPI 3.1). A description cannot drift from the type it is made of.

use jiff::civil::Date;
use kernel::{Id, Time};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::Slice;

/// A type that describes the JSON it is written as.
pub trait Shape {
    /// Whether the field may be left out.
    const OPTIONAL: bool = false;
    /// The schema, or a reference to a named one.
    fn schema() -> Value;
    /// Puts the named schemas this one refers to, itself included, into `named`.
    fn name_into(_named: &mut Map<String, Value>) {}
}

/// Declares a shape: a struct whose fields are the properties of an object.
#[macro_export]
macro_rules! shape {
    ($(#[doc = $about:literal])+ $name:ident: $derive:ident {
        $($(#[doc = $what:literal])+ $field:ident: $type:ty),* $(,)?
    }) => {
        $(#[doc = $about])+
        #[derive(Debug, $derive)]
        pub struct $name { $($(#[doc = $what])+ pub $field: $type),* }

        impl $crate::api::Shape for $name {
            fn schema() -> $crate::api::Value {
                $crate::api::json!({ "$ref": concat!("#/components/schemas/", stringify!($name)) })
            }
            fn name_into(named: &mut $crate::api::Map<String, $crate::api::Value>) {
                if named.contains_key(stringify!($name)) {
                    return;
                }
                #[allow(unused_mut, reason = "a shape may have no fields")]
                let mut object = $crate::api::Object::new(concat!($($about),+));
                $(object.property::<$type>(stringify!($field), concat!($($what),+));)*
                named.insert(stringify!($name).to_owned(), object.into_schema());
                $(<$type as $crate::api::Shape>::name_into(named);)*
            }
        }
    };
}

/// The schema of an object while its properties are collected.
pub struct Object {
    about: &'static str,
    properties: Map<String, Value>,
    required: Vec<&'static str>,
}

impl Object {
    /// Without properties yet.
    pub fn new(about: &'static str) -> Object {
        Object { about: about.trim(), properties: Map::new(), required: Vec::new() }
    }

    /// One more property.
    pub fn property<T: Shape>(&mut self, name: &'static str, what: &'static str) {
        let mut schema = T::schema();
        schema["description"] = json!(what.trim());
        self.properties.insert(name.to_owned(), schema);
        if !T::OPTIONAL {
            self.required.push(name);
        }
    }

    /// The finished schema.
    pub fn into_schema(self) -> Value {
        let mut schema = json!({ "type": "object", "description": self.about, "properties": self.properties });
        if !self.required.is_empty() {
            schema["required"] = json!(self.required);
        }
        schema
    }
}

/// A moment as RFC 3339 in China's time: `2026-03-05T09:42:37.120+08:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp(pub Time);

impl Serialize for Stamp {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0.china().strftime("%Y-%m-%dT%H:%M:%S%.3f%:z"))
    }
}

impl From<Time> for Stamp {
    fn from(time: Time) -> Stamp {
        Stamp(time)
    }
}

macro_rules! plain {
    ($($type:ty => $schema:tt;)+) => {$(
        impl Shape for $type {
            fn schema() -> Value {
                json!($schema)
            }
        }
    )+};
}

plain! {
    String => { "type": "string" };
    &'static str => { "type": "string" };
    bool => { "type": "boolean" };
    i64 => { "type": "integer", "format": "int64" };
    u32 => { "type": "integer", "format": "int32", "minimum": 0 };
    Date => { "type": "string", "format": "date", "examples": ["2026-03-05"] };
    Stamp => { "type": "string", "format": "date-time", "examples": ["2026-03-05T09:42:37.120+08:00"] };
}

impl<K> Shape for Id<K> {
    fn schema() -> Value {
        json!({ "type": "string", "format": "uuid", "examples": ["0199f3b2-7c1e-7b4a-9d25-3f6a1c0e8b57"] })
    }
}

impl<T: Shape> Shape for Option<T> {
    const OPTIONAL: bool = true;
    fn schema() -> Value {
        let schema = T::schema();
        match schema.get("type").cloned() {
            Some(kind) if schema.get("enum").is_none() => {
                let mut schema = schema;
                schema["type"] = json!([kind, "null"]);
                schema
            }
            _ => json!({ "anyOf": [schema, { "type": "null" }] }),
        }
    }
    fn name_into(named: &mut Map<String, Value>) {
        T::name_into(named);
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn schema() -> Value {
        json!({ "type": "array", "items": T::schema() })
    }
    fn name_into(named: &mut Map<String, Value>) {
        T::name_into(named);
    }
}

impl<T: Shape> Shape for Slice<T> {
    fn schema() -> Value {
        let next =
            json!({ "type": "string", "description": "Pass it as `cursor` for what follows; absent at the end." });
        json!({
            "type": "object",
            "required": ["items"],
            "properties": { "items": { "type": "array", "items": T::schema() }, "next": next },
        })
    }
    fn name_into(named: &mut Map<String, Value>) {
        T::name_into(named);
    }
}

/// Makes shapes of words: what goes in and out is one of them.
#[macro_export]
macro_rules! word_shapes {
    ($($word:ty),+ $(,)?) => {$(
        impl $crate::api::Shape for $word {
            fn schema() -> $crate::api::Value {
                let words: Vec<&str> = <$word as ::kernel::lifecycle::Word>::ALL.iter().map(|word| ::kernel::lifecycle::Word::word(*word)).collect();
                $crate::api::json!({ "type": "string", "enum": words })
            }
        }
    )+};
}

word_shapes!(kernel::Role, kernel::Scope, identity::UnitKind, jobs::long::LongState, works::Kind, works::Visibility);
