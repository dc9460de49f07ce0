//! Inventions as a table that one takes along: their names and dates. What they are about stays in their records,
//! which ask who reads them more closely.

use web::export::{Column, Export};

use crate::queries::visible;

/// The table.
pub const EXPORT: Export = Export {
    code: "inventions",
    name: "export-inventions",
    from: "invention i JOIN unit u ON u.id = i.unit JOIN unit e ON e.id = i.enterprise",
    id: "i.id",
    visible,
    beside: None,
    columns: &[
        Column::word("serial", "i.serial"),
        Column::word("title", "i.title"),
        Column::said("state", "i.state", "word-"),
        Column::word("unit", "u.name"),
        Column::word("enterprise", "e.name"),
        Column::PEOPLE,
        Column::moment("begun_at", "i.begun_at"),
        Column::moment("handed_in_at", "i.handed_in_at"),
        Column::date("published_on", "i.published_on"),
        Column::day("in_use_since", "i.in_use_since"),
        Column::moment("closed_at", "i.closed_at"),
    ],
};
