//! Benefit statements as a table that one takes along.

use web::export::{Column, Export};

use crate::queries::visible;

/// The table.
pub const EXPORT: Export = Export {
    code: "benefits",
    name: "export-benefits",
    from: "benefit b JOIN work w ON w.id = b.work JOIN unit u ON u.id = b.unit JOIN unit e ON e.id = b.enterprise",
    id: "b.id",
    visible,
    beside: None,
    columns: &[
        Column::word("serial", "w.serial"),
        Column::word("title", "w.title"),
        Column::said("kind", "w.kind", "word-kind-"),
        Column::said("state", "b.state", "word-"),
        Column::word("unit", "u.name"),
        Column::word("enterprise", "e.name"),
        Column::day("in_use_since", "b.since"),
        Column::money("claimed", "b.claimed_fen"),
        Column::money("audited", "b.audited_fen"),
        Column::int("audited_points", "b.audited_points"),
        Column::moment("claimed_at", "b.claimed_at"),
        Column::moment("audited_at", "b.audited_at"),
    ],
};
