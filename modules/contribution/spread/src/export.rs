//! What units took over from each other, as a table that one takes along.

use web::export::{Column, Export};

use crate::policy::visible;

/// The table.
pub const EXPORT: Export = Export {
    code: "adoptions",
    name: "export-adoptions",
    from: "adoption a JOIN work w ON w.id = a.work JOIN unit u ON u.id = a.unit JOIN unit e ON e.id = a.enterprise",
    id: "a.id",
    visible,
    beside: None,
    columns: &[
        Column::word("serial", "w.serial"),
        Column::word("title", "w.title"),
        Column::said("kind", "w.kind", "word-kind-"),
        Column::said("state", "a.state", "word-"),
        Column::word("taker", "u.name"),
        Column::word("enterprise", "e.name"),
        Column::text("purpose", "a.purpose"),
        Column::moment("asked_at", "a.asked_at"),
        Column::moment("answered_at", "a.answered_at"),
        Column::date("starts_on", "a.starts"),
        Column::date("ends_on", "a.ends"),
        Column::day("in_use_since", "a.since"),
        Column::moment("closed_at", "a.closed_at"),
    ],
};
