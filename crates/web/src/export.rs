//! What a person may take with them: the records of a kind as a table, whatever it is written as. A module says what
//! its columns are, as data, and by which predicate its lists show records; the module `exports` writes them.

use std::collections::HashMap;

use jiff::civil::Date;
use kernel::id::AnyId;
use kernel::{Actor, Error, Fen, Result, Time};
use stats::Indicator;
use store::{Filter, Type, Value};

use crate::module::Asking;
use crate::shares;

/// Rows that are read at once. A table of any length needs no more memory than this.
pub const PAGE: usize = 500;

/// A kind of record as a table.
#[derive(Clone, Copy)]
pub struct Export {
    /// Its code, part of the file's name: `suggestions`.
    pub code: &'static str,
    /// The message that names it.
    pub name: &'static str,
    /// Its tables, the record's first.
    pub from: &'static str,
    /// The record's id, in whose order rows come.
    pub id: &'static str,
    /// Keeps what an actor may see, as the module's lists do.
    pub visible: for<'a> fn(&mut Filter<'a>, &'a Actor),
    /// What is read beside the records where SQL does not say it: of each record a value for each such column, in their
    /// order.
    pub beside: Option<Read>,
    /// Its columns.
    pub columns: &'static [Column],
}

/// The dictionary of figures.
pub type Dictionary = [&'static Indicator];

/// Reads for some records what SQL does not say, with the dictionary at hand.
pub type Read = fn(&Asking<'_, '_>, &Dictionary, &[AnyId]) -> Result<HashMap<AnyId, Vec<Cell>>>;

/// A column of such a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name for machines; its message is `export-` and this with dashes for underscores.
    pub code: &'static str,
    /// What it is in SQL; nothing for what is read beside.
    sql: &'static str,
    /// What it holds.
    pub holds: Holds,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A line: numbers of records, names.
    Word,
    /// Text of any length.
    Text,
    /// A stored word, told by the message of this prefix and the word.
    Said(&'static str),
    /// A whole number.
    Int,
    /// Money; machines read fen.
    Money,
    /// A day.
    Date,
    /// The day of a moment.
    Day,
    /// A moment.
    Moment,
    /// The people of the record and their shares.
    People,
    /// What is read beside the records.
    Beside(Beside),
}

/// What a column holds that is read beside the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// A line of text.
    Word,
    /// A whole number.
    Int,
    /// A number with two decimals; machines read hundredths.
    Hundredths,
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
    /// A number in hundredths.
    Hundredths(i64),
    /// A day.
    Date(Date),
    /// A moment.
    Moment(Time),
}

macro_rules! columns {
    ($($(#[doc = $about:literal])+ $name:ident: $holds:ident;)+) => {
        impl Column {
            $($(#[doc = $about])+
            pub const fn $name(code: &'static str, sql: &'static str) -> Column {
                Column { code, sql, holds: Holds::$holds }
            })+
        }
    };
}

columns! {
    /// A line of text.
    word: Word;
    /// Text of any length.
    text: Text;
    /// A whole number.
    int: Int;
    /// Money.
    money: Money;
    /// A civil date.
    date: Date;
    /// The day of a moment.
    day: Day;
    /// A moment.
    moment: Moment;
}

impl Column {
    /// A stored word, told by the message of this prefix and the word.
    pub const fn said(code: &'static str, sql: &'static str, prefix: &'static str) -> Column {
        Column { code, sql, holds: Holds::Said(prefix) }
    }

    /// The people of the record and their shares.
    pub const PEOPLE: Column = Column { code: "people", sql: "", holds: Holds::People };

    /// What is read beside the records.
    pub const fn beside(code: &'static str, holds: Beside) -> Column {
        Column { code, sql: "", holds: Holds::Beside(holds) }
    }

    /// The message that names it.
    pub fn key(&self) -> String {
        format!("export-{}", self.code.replace('_', "-"))
    }

    /// How it is stored; nothing for what is read beside.
    fn stored(&self) -> Option<(&'static str, Type)> {
        match self.holds {
            Holds::People | Holds::Beside(_) => None,
            Holds::Word | Holds::Text | Holds::Said(_) | Holds::Date => Some((self.sql, Type::Text)),
            Holds::Int | Holds::Money | Holds::Day | Holds::Moment => Some((self.sql, Type::Int)),
        }
    }
}

impl Export {
    /// The next rows whoever asks may see, in the order of their ids: as many as there are, up to [`PAGE`]. Two
    /// statements, and what is read beside.
    ///
    /// # Errors
    /// Broken, when the database fails or holds something else than the columns say.
    pub fn rows(&self, asking: &Asking<'_, '_>, dictionary: &Dictionary, after: Option<AnyId>) -> Result<Vec<Line>> {
        let mut filter = Filter::new();
        (self.visible)(&mut filter, asking.actor);
        filter.page(self.id, after.map(|id| Value::Id(id.uuid())), PAGE);
        let stored: Vec<_> =
            [(self.id, Type::Id)].into_iter().chain(self.columns.iter().filter_map(Column::stored)).collect();
        let found = asking.reader.table(&stored, self.from, &filter)?;
        let ids = found.iter().map(|row| match row.first() {
            Some(Value::Id(id)) => Ok(AnyId::from_uuid(*id)),
            other => Err(Error::broken(format!("{}: no id but {other:?}", self.code))),
        });
        let ids: Vec<AnyId> = ids.collect::<Result<_>>()?;
        let people = if self.columns.iter().any(|column| column.holds == Holds::People) {
            works::authors::of_many(asking.reader, &ids)?
        } else {
            Default::default()
        };
        let mut beside = self.beside.map(|read| read(asking, dictionary, &ids)).transpose()?.unwrap_or_default();
        let line = |(id, row): (AnyId, Vec<Value<'static>>)| {
            let mut values = row.into_iter().skip(1);
            let mut more = beside.remove(&id).unwrap_or_default().into_iter();
            let cell = |column: &Column| match column.holds {
                Holds::Beside(_) => Ok(more.next().unwrap_or(Cell::Empty)),
                Holds::People => Ok(people.get(&id).map_or(Cell::Empty, |all| Cell::Text(shares::told(all)))),
                holds => told(asking.t, holds, values.next()),
            };
            Ok(Line { id, cells: self.columns.iter().map(cell).collect::<Result<_>>()? })
        };
        ids.into_iter().zip(found).map(line).collect()
    }
}

/// What a stored value says.
fn told(t: ui::T, holds: Holds, value: Option<Value<'static>>) -> Result<Cell> {
    Ok(match (holds, value) {
        (_, Some(Value::Null(_))) => Cell::Empty,
        (Holds::Word | Holds::Text, Some(Value::Owned(text))) => Cell::Text(text),
        (Holds::Said(prefix), Some(Value::Owned(word))) => Cell::Text(t.get(&format!("{prefix}{word}")).to_owned()),
        (Holds::Date, Some(Value::Owned(day))) => Cell::Date(day.parse().map_err(Error::broken)?),
        (Holds::Int, Some(Value::Int(number))) => Cell::Int(number),
        (Holds::Money, Some(Value::Int(fen))) => Cell::Money(Fen(fen)),
        (Holds::Day, Some(Value::Int(millis))) => Cell::Date(Time::from_millis(millis).date()),
        (Holds::Moment, Some(Value::Int(millis))) => Cell::Moment(Time::from_millis(millis)),
        (holds, value) => return Err(Error::broken(format!("{holds:?} is stored as {value:?}"))),
    })
}
