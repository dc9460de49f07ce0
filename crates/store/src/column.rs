//! How the domain's types are stored.

use jiff::civil::Date;
use kernel::{Fen, Id, Path, Time};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::value::{Cell, Type, Value};

/// A type that can be bound to a parameter.
pub trait Bind {
    /// How it is stored.
    const TYPE: Type;
    /// The value to bind.
    fn bind(&self) -> Value<'_>;
}

/// A type that can be read from a column.
pub trait Read: Sized {
    /// How it is stored.
    const TYPE: Type;
    /// Reads it; `None` when the column holds something else.
    fn read(cell: Cell<'_>) -> Option<Self>;
}

macro_rules! column {
    ($type:ty, $kind:ident, |$this:ident| $bind:expr, |$cell:pat_param| $read:expr) => {
        impl Bind for $type {
            const TYPE: Type = Type::$kind;
            fn bind(&self) -> Value<'_> {
                let $this = self;
                $bind
            }
        }
        impl Read for $type {
            const TYPE: Type = Type::$kind;
            fn read(cell: Cell<'_>) -> Option<Self> {
                match cell {
                    $cell => $read,
                    _ => None,
                }
            }
        }
    };
}

column!(i64, Int, |v| Value::Int(*v), |Cell::Int(v)| Some(v));
column!(u32, Int, |v| Value::Int(i64::from(*v)), |Cell::Int(v)| u32::try_from(v).ok());
column!(bool, Int, |v| Value::Int(i64::from(*v)), |Cell::Int(v)| Some(v != 0));
column!(Time, Int, |v| Value::Int(v.millis()), |Cell::Int(v)| Some(Time::from_millis(v)));
column!(Fen, Int, |v| Value::Int(v.0), |Cell::Int(v)| Some(Fen(v)));
column!(String, Text, |v| Value::Text(v), |Cell::Text(v)| Some(v.to_owned()));
column!(Path, Text, |v| Value::Text(v.as_str()), |Cell::Text(v)| Some(Path::from_text(v)));
column!(Date, Text, |v| Value::Owned(v.to_string()), |Cell::Text(v)| v.parse().ok());
column!(Vec<u8>, Blob, |v| Value::Blob(v), |Cell::Blob(v)| Some(v.to_vec()));
column!([u8; 32], Blob, |v| Value::Blob(v), |Cell::Blob(v)| v.try_into().ok());
column!([u8; 16], Blob, |v| Value::Blob(v), |Cell::Blob(v)| v.try_into().ok());

impl<K> Bind for Id<K> {
    const TYPE: Type = Type::Id;
    fn bind(&self) -> Value<'_> {
        Value::Id(self.uuid())
    }
}

impl<K> Read for Id<K> {
    const TYPE: Type = Type::Id;
    fn read(cell: Cell<'_>) -> Option<Self> {
        match cell {
            Cell::Id(uuid) => Some(Id::from_uuid(uuid)),
            _ => None,
        }
    }
}

impl<T: Bind> Bind for Option<T> {
    const TYPE: Type = T::TYPE;
    fn bind(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null(T::TYPE), Bind::bind)
    }
}

impl<T: Read> Read for Option<T> {
    const TYPE: Type = T::TYPE;
    fn read(cell: Cell<'_>) -> Option<Self> {
        match cell {
            Cell::Null => Some(None),
            other => T::read(other).map(Some),
        }
    }
}

/// A value stored as JSON text. For facts that are read whole and never searched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Json<T>(pub T);

impl<T: Serialize> Bind for Json<T> {
    const TYPE: Type = Type::Text;
    fn bind(&self) -> Value<'_> {
        // Our own plain data: no maps with odd keys, no failing serialisers.
        Value::Owned(serde_json::to_string(&self.0).unwrap_or_else(|_| "null".to_owned()))
    }
}

impl<T: DeserializeOwned> Read for Json<T> {
    const TYPE: Type = Type::Text;
    fn read(cell: Cell<'_>) -> Option<Self> {
        match cell {
            Cell::Text(text) => serde_json::from_str(text).ok().map(Json),
            _ => None,
        }
    }
}

/// Stores enums made by `kernel::words!` as their words.
#[macro_export]
macro_rules! word_columns {
    ($($word:ty),+ $(,)?) => {$(
        impl $crate::Bind for $word {
            const TYPE: $crate::Type = $crate::Type::Text;
            fn bind(&self) -> $crate::Value<'_> {
                $crate::Value::Text(::kernel::lifecycle::Word::word(*self))
            }
        }
        impl $crate::Read for $word {
            const TYPE: $crate::Type = $crate::Type::Text;
            fn read(cell: $crate::Cell<'_>) -> Option<Self> {
                match cell {
                    $crate::Cell::Text(word) => ::kernel::lifecycle::Word::from_word(word),
                    _ => None,
                }
            }
        }
    )+};
}

word_columns!(kernel::Role, kernel::Scope);
