//! What a column can hold, the same four types on both engines.

use uuid::Uuid;

/// The four storage types. Booleans, times, money and words are stored as one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// 64-bit integer: `INTEGER`, `BIGINT`.
    Int,
    /// Text: `TEXT`, in byte order on both engines.
    Text,
    /// Bytes: `BLOB`, `BYTEA`.
    Blob,
    /// A UUID: `BLOB` of 16 bytes, `UUID`.
    Id,
}

/// A value on its way into the database. A null keeps its type: PostgreSQL wants to know.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// No value of this type.
    Null(Type),
    /// An integer.
    Int(i64),
    /// A borrowed text.
    Text(&'a str),
    /// A text made for binding.
    Owned(String),
    /// Borrowed bytes.
    Blob(&'a [u8]),
    /// Bytes made for binding.
    OwnedBlob(Vec<u8>),
    /// A UUID.
    Id(Uuid),
}

impl Value<'_> {
    /// The type it has or would have.
    pub fn kind(&self) -> Type {
        match self {
            Value::Null(kind) => *kind,
            Value::Int(_) => Type::Int,
            Value::Text(_) | Value::Owned(_) => Type::Text,
            Value::Blob(_) | Value::OwnedBlob(_) => Type::Blob,
            Value::Id(_) => Type::Id,
        }
    }
}

/// A value on its way out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// No value.
    Null,
    /// An integer.
    Int(i64),
    /// A text.
    Text(&'a str),
    /// Bytes.
    Blob(&'a [u8]),
    /// A UUID.
    Id(Uuid),
}

impl Cell<'_> {
    /// The same as a value that outlives the row, of a kind where it is nothing.
    pub fn keep(self, kind: Type) -> Value<'static> {
        match self {
            Cell::Null => Value::Null(kind),
            Cell::Int(number) => Value::Int(number),
            Cell::Text(text) => Value::Owned(text.to_owned()),
            Cell::Blob(bytes) => Value::OwnedBlob(bytes.to_vec()),
            Cell::Id(id) => Value::Id(id),
        }
    }
}

/// What goes wrong below the domain. It reaches a person only as "broken" with a reference.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite says.
    #[error("sqlite: {0}")]
    Lite(#[from] rusqlite::Error),
    /// PostgreSQL says.
    #[error("postgresql: {}", pg_text(.0))]
    Pg(#[from] postgres::Error),
    /// A column holds something else than the code reads.
    #[error("column {index} holds {found}, wanted {wanted}")]
    Mismatch {
        /// Position of the column in the row.
        index: usize,
        /// What was wanted.
        wanted: &'static str,
        /// What was found.
        found: String,
    },
    /// A migration that was applied has been edited since.
    #[error("migration {0} was changed after it had been applied")]
    MigrationChanged(String),
    /// Anything else that should not happen.
    #[error("{0}")]
    Other(String),
}

fn pg_text(error: &postgres::Error) -> String {
    error.as_db_error().map_or_else(|| error.to_string(), |db| format!("{} ({})", db.message(), db.code().code()))
}

impl From<StoreError> for kernel::Error {
    fn from(error: StoreError) -> Self {
        kernel::Error::broken(error)
    }
}
