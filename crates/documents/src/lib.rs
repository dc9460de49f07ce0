//! Paper and spreadsheets: the one room where Typst, calamine and `rust_xlsxwriter` live.
//!
//! Bytes in, values out, and back. Nothing here knows the database, the network or the clock:
//! what a document says, the caller has already decided.

mod certificate;
mod code;
mod pdf;
mod poster;
mod report;
mod table_in;
mod table_out;

pub use certificate::{Certificate, certificate};
pub use pdf::{PdfError, render};
pub use poster::{Lang, Paper, Poster, poster};
pub use report::{ReportPaper, ReportTable, report};
pub use table_in::{MAX_BYTES, MAX_CELL_CHARS, MAX_COLUMNS, MAX_ROWS, Row, Table, TableError, read_table};
pub use table_out::{BookWriter, Cell, Column, CsvWriter, Kind, Sheet, TableOutError, write_xlsx};
