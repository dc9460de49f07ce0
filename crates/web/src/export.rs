//! What a person may take with them: the records of a kind as a table, whatever it is written as. A module says
//! what its columns are and gives its rows by the same predicate as its lists; the module `exports` writes them.

use jiff::civil::Date;
use kernel::id::AnyId;
use kernel::{Fen, Result, Time};

use crate::module::Asking;

/// Rows that are read at once. A table of any length needs no more memory than this.
pub const PAGE: usize = 500;

/// A kind of record as a table.
#[derive(Clone, Copy)]
pub struct Export {
    /// Its code, part of the file's name: `suggestions`.
    pub code: &'static str,
    /// The message that names it.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// The next rows the actor may see, in the order of their ids: as many as there are, up to [`PAGE`].
    pub rows: fn(&Asking<'_, '_>, after: Option<AnyId>) -> Result<Vec<Line>>,
}

/// A column of such a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name for machines; its message is `export-` and this with dashes for underscores.
    pub code: &'static str,
    /// What it holds.
    pub kind: Kind,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A line: numbers of records, names, states.
    Word,
    /// Text of any length.
    Text,
    /// A whole number.
    Int,
    /// Money; machines read fen.
    Money,
    /// A day.
    Date,
    /// A moment.
    Moment,
}

/// A row: one record.
#[derive(Clone, Debug)]
pub struct Line {
    /// The record.
    pub id: AnyId,
    /// Its values, in the order of the columns.
    pub cells: Vec<Cell>,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// A whole number.
    Int(i64),
    /// Money.
    Money(Fen),
    /// A day.
    Date(Date),
    /// A moment.
    Moment(Time),
}

impl Column {
    /// A line of text.
    pub const fn word(code: &'static str) -> Column {
        Column { code, kind: Kind::Word }
    }

    /// Text of any length.
    pub const fn text(code: &'static str) -> Column {
        Column { code, kind: Kind::Text }
    }

    /// A whole number.
    pub const fn int(code: &'static str) -> Column {
        Column { code, kind: Kind::Int }
    }

    /// Money.
    pub const fn money(code: &'static str) -> Column {
        Column { code, kind: Kind::Money }
    }

    /// A day.
    pub const fn date(code: &'static str) -> Column {
        Column { code, kind: Kind::Date }
    }

    /// A moment.
    pub const fn moment(code: &'static str) -> Column {
        Column { code, kind: Kind::Moment }
    }

    /// The message that names it.
    pub fn key(&self) -> String {
        format!("export-{}", self.code.replace('_', "-"))
    }
}

macro_rules! cells {
    ($($type:ty => $make:expr;)+) => {$(
        impl From<$type> for Cell {
            fn from(value: $type) -> Cell {
                $make(value)
            }
        }
    )+};
}

cells! {
    String => Cell::Text;
    &str => |text: &str| Cell::Text(text.to_owned());
    i64 => Cell::Int;
    Fen => Cell::Money;
    Date => Cell::Date;
    Time => Cell::Moment;
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Empty, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_an_empty_cell_and_no_text() {
        assert_eq!(Cell::from(None::<String>), Cell::Empty);
        assert_eq!(Cell::from(Some("a")), Cell::Text("a".to_owned()));
    }
}
