//! Awards as a table that one takes along. Bank details are in no table.

use web::export::{Column, Export};

use crate::queries::visible;

/// The table.
pub const EXPORT: Export = Export {
    code: "awards",
    name: "export-awards",
    from: "award a JOIN work w ON w.id = a.work JOIN unit u ON u.id = a.unit JOIN unit e ON e.id = a.enterprise",
    id: "a.id",
    visible,
    beside: None,
    columns: &[
        Column::word("serial", "w.serial"),
        Column::word("title", "w.title"),
        Column::said("kind", "w.kind", "word-kind-"),
        Column::said("state", "a.state", "word-award-"),
        Column::int("round", "a.round"),
        Column::word("unit", "u.name"),
        Column::word("enterprise", "e.name"),
        Column::money("amount", "a.amount"),
        Column::moment("proposed_at", "a.proposed_at"),
        Column::moment("approved_at", "a.approved_at"),
        Column::day("public_until", "a.public_until"),
        Column::moment("paid_at", "a.paid_at"),
    ],
};
