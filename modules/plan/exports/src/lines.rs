//! Rows as text: CSV for people, JSON lines for machines.

use documents::CsvWriter;
use kernel::{Error, Result, words};
use serde_json::{Map, Value};
use ui::T;
use web::api::Stamp;
use web::export::{Cell, Export, Line};

words! {
    /// As what a table is written.
    pub enum Format {
        /// A workbook.
        Xlsx = "xlsx",
        /// Comma-separated, as Excel opens it.
        Csv = "csv",
        /// One JSON object a line, with the codes of the columns.
        JsonLines = "jsonl",
    }
}

/// A row as the writers of tables know it.
pub fn cells(line: Line) -> Vec<documents::Cell> {
    line.cells.into_iter().map(cell).collect()
}

fn cell(cell: Cell) -> documents::Cell {
    match cell {
        Cell::Empty => documents::Cell::Empty,
        Cell::Text(text) => documents::Cell::Text(text),
        Cell::Int(number) => documents::Cell::Int(number),
        Cell::Money(fen) => documents::Cell::Money(fen.0),
        Cell::Hundredths(number) => documents::Cell::Decimal(number),
        Cell::Date(day) => documents::Cell::Date(day),
        Cell::Moment(time) => documents::Cell::DateTime(time.china().datetime()),
    }
}

/// The titles of the columns.
pub fn titles(t: T, export: &Export) -> Vec<String> {
    export.columns.iter().map(|column| t.get(&column.key()).to_owned()).collect()
}

/// A table as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// Comma-separated.
    Csv,
    /// One JSON object a line.
    Json,
}

impl Format {
    /// As which text, if it is one.
    pub fn lines(self) -> Option<Lines> {
        match self {
            Format::Xlsx => None,
            Format::Csv => Some(Lines::Csv),
            Format::JsonLines => Some(Lines::Json),
        }
    }
}

impl Lines {
    /// What it is called on the network.
    pub fn mime(self) -> &'static str {
        match self {
            Lines::Csv => "text/csv; charset=utf-8",
            Lines::Json => "application/jsonl; charset=utf-8",
        }
    }

    /// What stands before the first row.
    ///
    /// # Errors
    /// Broken, when memory cannot be written.
    pub fn head(self, t: T, export: &Export) -> Result<Vec<u8>> {
        match self {
            Lines::Csv => {
                CsvWriter::new(Vec::new(), &titles(t, export)).and_then(CsvWriter::finish).map_err(Error::broken)
            }
            Lines::Json => Ok(Vec::new()),
        }
    }

    /// Some rows.
    ///
    /// # Errors
    /// Broken, when memory cannot be written.
    pub fn body(self, export: &Export, lines: Vec<Line>) -> Result<Vec<u8>> {
        match self {
            Lines::Csv => {
                let mut out = CsvWriter::going_on(Vec::new());
                for line in lines {
                    out.row(&cells(line)).map_err(Error::broken)?;
                }
                out.finish().map_err(Error::broken)
            }
            Lines::Json => {
                let mut out = Vec::new();
                for line in lines {
                    serde_json::to_writer(&mut out, &object(export, line)).map_err(Error::broken)?;
                    out.push(b'\n');
                }
                Ok(out)
            }
        }
    }
}

/// A row as JSON: money in fen, amounts in hundredths, days and moments as in the API, and the record's id.
fn object(export: &Export, line: Line) -> Value {
    let mut object = Map::new();
    object.insert("id".to_owned(), Value::String(line.id.to_string()));
    for (column, cell) in export.columns.iter().zip(line.cells) {
        let value = match cell {
            Cell::Empty => Value::Null,
            Cell::Text(text) => Value::String(text),
            Cell::Int(number) => number.into(),
            Cell::Money(fen) => fen.0.into(),
            Cell::Hundredths(number) => number.into(),
            Cell::Date(day) => Value::String(day.to_string()),
            Cell::Moment(time) => serde_json::to_value(Stamp(time)).unwrap_or_default(),
        };
        object.insert(column.code.to_owned(), value);
    }
    Value::Object(object)
}

#[cfg(test)]
mod tests {
    use kernel::Fen;
    use web::export::Column;

    use super::*;

    const TABLE: Export = Export {
        code: "things",
        name: "exports-title",
        from: "thing x",
        id: "x.id",
        visible: |_, _| (),
        beside: None,
        columns: &[Column::word("title", "x.title"), Column::money("amount", "x.amount")],
    };

    fn line(title: &str, fen: i64) -> Line {
        let id = "0199f3b2-7c1e-7b4a-9d25-3f6a1c0e8b57".parse().unwrap();
        Line { id, cells: vec![Cell::Text(title.to_owned()), Cell::Money(Fen(fen))] }
    }

    #[test]
    fn csv_shows_yuan_and_runs_no_formula() {
        let text = String::from_utf8(Lines::Csv.body(&TABLE, vec![line("=1+1", 123_456)]).unwrap()).unwrap();
        assert_eq!(text, "'=1+1,1234.56\r\n");
    }

    #[test]
    fn json_lines_carry_fen_and_the_id() {
        let lines = vec![line("a\nb", 5), line("c", -1)];
        let text = String::from_utf8(Lines::Json.body(&TABLE, lines).unwrap()).unwrap();
        let all: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!((all.len(), &all[0]["title"], &all[1]["amount"]), (2, &"a\nb".into(), &(-1).into()));
        assert_eq!(all[0]["id"], "0199f3b2-7c1e-7b4a-9d25-3f6a1c0e8b57");
    }
}
