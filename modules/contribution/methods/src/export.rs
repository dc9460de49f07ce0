//! Operating methods as a table that one takes along.

use web::export::{Column, Export};

use crate::queries::visible;

/// The table.
pub const EXPORT: Export = Export {
    code: "methods",
    name: "export-methods",
    from: "method m JOIN person p ON p.id = m.person JOIN unit u ON u.id = m.unit JOIN unit e ON e.id = m.enterprise",
    id: "m.id",
    visible,
    beside: None,
    columns: &[
        Column::word("serial", "m.serial"),
        Column::word("title", "m.name"),
        Column::word("trade", "m.trade"),
        Column::said("state", "m.state", "method-state-"),
        Column::said("level", "m.level", "method-level-"),
        Column::int("edition", "m.edition"),
        Column::word("person", "p.name"),
        Column::word("unit", "u.name"),
        Column::word("enterprise", "e.name"),
        Column::moment("begun_at", "m.begun_at"),
        Column::moment("changed_at", "m.changed_at"),
    ],
};
