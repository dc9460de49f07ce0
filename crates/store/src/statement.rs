//! Statements with the types of what they bind and read. The types are checked by the compiler where
//! a statement is used and against both databases by the catalogue test.

use std::marker::PhantomData;

use crate::column::{Bind, Read};
use crate::value::{StoreError, Type, Value};
use crate::{lite, pg};

/// One SQL text, valid on both engines, that binds a `P` and reads rows of `R`.
pub struct Statement<P, R = ()> {
    /// The SQL.
    pub sql: &'static str,
    kind: PhantomData<fn(P) -> R>,
}

impl<P, R> Clone for Statement<P, R> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<P, R> Copy for Statement<P, R> {}

impl<P, R> Statement<P, R> {
    /// A statement. It belongs into a module's `store.rs`, in `statements!`.
    pub const fn new(sql: &'static str) -> Self {
        Statement { sql, kind: PhantomData }
    }
}

/// A statement with its types as data, for the catalogue.
#[derive(Clone, Debug)]
pub struct AnyStatement {
    /// Its name: crate and constant.
    pub name: String,
    /// The SQL.
    pub sql: &'static str,
    /// Types of the parameters, `$1` first.
    pub params: Vec<Type>,
    /// Types of the columns, and their names where the row is a struct.
    pub columns: Vec<(Option<&'static str>, Type)>,
}

impl AnyStatement {
    /// The statement as data.
    pub fn of<P: Params, R: FromRow>(name: String, statement: Statement<P, R>) -> Self {
        let mut columns = Vec::new();
        R::columns(&mut columns);
        AnyStatement { name, sql: statement.sql, params: P::types(), columns }
    }
}

/// Declares the statements of a module and `statements()`, which lists them for the catalogue.
#[macro_export]
macro_rules! statements {
    ($($(#[$meta:meta])* $name:ident: $params:ty => $row:ty = $sql:expr;)+) => {
        $($(#[$meta])* #[doc = concat!("`", $sql, "`")] pub const $name: $crate::Statement<$params, $row> = $crate::Statement::new($sql);)+

        /// Every statement here, for the catalogue test.
        pub fn statements() -> Vec<$crate::AnyStatement> {
            vec![$($crate::AnyStatement::of(concat!(module_path!(), "::", stringify!($name)).to_owned(), $name)),+]
        }
    };
}

/// Declares a row: a struct whose fields are columns, in order. It can be read and inserted whole.
#[macro_export]
macro_rules! row {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$fmeta:meta])* pub $field:ident: $type:ty),+ $(,)? }) => {
        $(#[$meta])*
        pub struct $name { $($(#[$fmeta])* pub $field: $type),+ }

        impl $crate::FromRow for $name {
            fn columns(out: &mut Vec<(Option<&'static str>, $crate::Type)>) {
                $(out.push((Some(stringify!($field)), <$type as $crate::Read>::TYPE));)+
            }
            fn from_row(row: &mut $crate::RowRef<'_>) -> Result<Self, $crate::StoreError> {
                Ok($name { $($field: row.take()?),+ })
            }
        }
        impl $crate::Params for $name {
            fn types() -> Vec<$crate::Type> {
                vec![$(<$type as $crate::Bind>::TYPE),+]
            }
        }
        impl $crate::Args<$name> for &$name {
            fn values(&self) -> Vec<$crate::Value<'_>> {
                vec![$($crate::Bind::bind(&self.$field)),+]
            }
        }
    };
}

/// What a statement binds, as a type.
pub trait Params {
    /// The parameters' types, `$1` first.
    fn types() -> Vec<Type>;
}

/// What a statement reads, as a type.
pub trait FromRow: Sized {
    /// The columns' types, with names where they are fields of a struct.
    fn columns(out: &mut Vec<(Option<&'static str>, Type)>);
    /// Reads the columns from the next one on.
    ///
    /// # Errors
    /// [`StoreError::Mismatch`] when a column holds something else.
    fn from_row(row: &mut RowRef<'_>) -> Result<Self, StoreError>;
}

/// Reads a row column by column.
pub struct RowRef<'r> {
    pub(crate) row: AnyRow<'r>,
    pub(crate) at: usize,
}

/// A row of either engine.
pub(crate) enum AnyRow<'r> {
    Lite(&'r rusqlite::Row<'r>),
    Pg(&'r postgres::Row),
}

impl RowRef<'_> {
    /// The next column as a `T`.
    ///
    /// # Errors
    /// [`StoreError::Mismatch`] when it holds something else.
    pub fn take<T: Read>(&mut self) -> Result<T, StoreError> {
        let index = self.at;
        self.at += 1;
        let cell = match &self.row {
            AnyRow::Lite(row) => lite::cell(row, index, T::TYPE)?,
            AnyRow::Pg(row) => pg::cell(row, index, T::TYPE)?,
        };
        T::read(cell).ok_or_else(|| StoreError::Mismatch {
            index,
            wanted: std::any::type_name::<T>(),
            found: format!("{cell:?}"),
        })
    }

    /// The next column as it is stored.
    ///
    /// # Errors
    /// [`StoreError::Mismatch`] when it holds something else.
    pub fn value(&mut self, kind: Type) -> Result<Value<'static>, StoreError> {
        let index = self.at;
        self.at += 1;
        let cell = match &self.row {
            AnyRow::Lite(row) => lite::cell(row, index, kind)?,
            AnyRow::Pg(row) => pg::cell(row, index, kind)?,
        };
        Ok(cell.keep(kind))
    }
}

/// Something that can be bound where a `T` is meant: a `T`, a reference to one, a `&str` for a text.
pub trait As<T> {
    /// The value to bind.
    fn value(&self) -> Value<'_>;
}
impl<T: Bind> As<T> for T {
    fn value(&self) -> Value<'_> {
        self.bind()
    }
}
impl<T: Bind> As<T> for &T {
    fn value(&self) -> Value<'_> {
        (*self).bind()
    }
}
impl As<String> for &str {
    fn value(&self) -> Value<'_> {
        Value::Text(self)
    }
}
impl As<Option<String>> for Option<&str> {
    fn value(&self) -> Value<'_> {
        self.map_or(Value::Null(Type::Text), Value::Text)
    }
}
impl As<Vec<u8>> for &[u8] {
    fn value(&self) -> Value<'_> {
        Value::Blob(self)
    }
}

/// Arguments for a statement that binds a `P`.
pub trait Args<P> {
    /// The values, `$1` first.
    fn values(&self) -> Vec<Value<'_>>;
}

impl Params for () {
    fn types() -> Vec<Type> {
        Vec::new()
    }
}
impl Args<()> for () {
    fn values(&self) -> Vec<Value<'_>> {
        Vec::new()
    }
}
impl FromRow for () {
    fn columns(_: &mut Vec<(Option<&'static str>, Type)>) {}
    fn from_row(_: &mut RowRef<'_>) -> Result<Self, StoreError> {
        Ok(())
    }
}

macro_rules! tuples {
    ($(($($p:ident $a:ident $n:tt),+))+) => {$(
        impl<$($p: Bind),+> Params for ($($p,)+) {
            fn types() -> Vec<Type> {
                vec![$($p::TYPE),+]
            }
        }
        impl<$($p: Bind,)+ $($a: As<$p>),+> Args<($($p,)+)> for ($($a,)+) {
            fn values(&self) -> Vec<Value<'_>> {
                vec![$(self.$n.value()),+]
            }
        }
        impl<$($p: Read),+> FromRow for ($($p,)+) {
            fn columns(out: &mut Vec<(Option<&'static str>, Type)>) {
                $(out.push((None, $p::TYPE));)+
            }
            fn from_row(row: &mut RowRef<'_>) -> Result<Self, StoreError> {
                Ok(($(row.take::<$p>()?,)+))
            }
        }
    )+};
}
tuples! {
    (A AA 0) (A AA 0, B BB 1) (A AA 0, B BB 1, C CC 2) (A AA 0, B BB 1, C CC 2, D DD 3)
    (A AA 0, B BB 1, C CC 2, D DD 3, E EE 4) (A AA 0, B BB 1, C CC 2, D DD 3, E EE 4, F FF 5)
    (A AA 0, B BB 1, C CC 2, D DD 3, E EE 4, F FF 5, G GG 6)
    (A AA 0, B BB 1, C CC 2, D DD 3, E EE 4, F FF 5, G GG 6, H HH 7)
    (A AA 0, B BB 1, C CC 2, D DD 3, E EE 4, F FF 5, G GG 6, H HH 7, I II 8)
    (A AA 0, B BB 1, C CC 2, D DD 3, E EE 4, F FF 5, G GG 6, H HH 7, I II 8, J JJ 9)
    (A AA 0, B BB 1, C CC 2, D DD 3, E EE 4, F FF 5, G GG 6, H HH 7, I II 8, J JJ 9, K KK 10)
    (A AA 0, B BB 1, C CC 2, D DD 3, E EE 4, F FF 5, G GG 6, H HH 7, I II 8, J JJ 9, K KK 10, L LL 11)
}

/// A list whose conditions depend on what a person chose: fixed fragments joined by `AND`, values
/// always bound. In a fragment each `?` stands for the next value.
#[derive(Default)]
pub struct Filter<'a> {
    pub(crate) clauses: String,
    pub(crate) values: Vec<Value<'a>>,
}

impl<'a> Filter<'a> {
    /// No condition yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a condition.
    pub fn and(&mut self, fragment: &'static str, values: impl IntoIterator<Item = Value<'a>>) -> &mut Self {
        self.clauses.push_str(if self.clauses.is_empty() { "" } else { " AND " });
        self.push(fragment);
        self.values.extend(values);
        self
    }

    /// Adds `column IN (…)`; an empty list matches nothing.
    pub fn and_in(&mut self, column: &'static str, values: impl IntoIterator<Item = Value<'a>>) -> &mut Self {
        self.clauses.push_str(if self.clauses.is_empty() { "" } else { " AND " });
        let before = self.values.len();
        self.values.extend(values);
        if self.values.len() == before {
            self.clauses.push_str("1 = 0");
            return self;
        }
        self.clauses.push_str(column);
        for number in before + 1..=self.values.len() {
            self.clauses.push_str(if number == before + 1 { " IN ($" } else { ", $" });
            self.clauses.push_str(&number.to_string());
        }
        self.clauses.push(')');
        self
    }

    /// Appends a tail (`ORDER BY …`, `LIMIT ?`) after the conditions.
    pub fn tail(&mut self, fragment: &'static str, values: impl IntoIterator<Item = Value<'a>>) -> &mut Self {
        if self.clauses.is_empty() {
            self.clauses.push_str("1 = 1");
        }
        self.clauses.push(' ');
        self.push(fragment);
        self.values.extend(values);
        self
    }

    /// Ends a list that is read through page by page: what comes after a value of `column`, in its order.
    pub fn page(&mut self, column: &'static str, after: Option<Value<'a>>, most: usize) -> &mut Self {
        if let Some(after) = after {
            self.clauses.push_str(if self.clauses.is_empty() { "" } else { " AND " });
            self.clauses.push_str(column);
            self.push(" > ?");
            self.values.push(after);
        }
        self.tail("ORDER BY", []);
        self.clauses.push(' ');
        self.clauses.push_str(column);
        self.tail("LIMIT ?", [Value::Int(i64::try_from(most).unwrap_or(i64::MAX))])
    }

    /// The SQL: `head` ends with `WHERE`.
    pub fn sql(&self, head: &str) -> String {
        format!("{head} {}", if self.clauses.is_empty() { "1 = 1" } else { &self.clauses })
    }

    fn push(&mut self, fragment: &str) {
        let mut number = self.values.len();
        for piece in fragment.split_inclusive('?') {
            match piece.strip_suffix('?') {
                Some(text) => {
                    number += 1;
                    self.clauses.push_str(text);
                    self.clauses.push('$');
                    self.clauses.push_str(&number.to_string());
                }
                None => self.clauses.push_str(piece),
            }
        }
    }
}
