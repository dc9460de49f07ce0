//! Suggestions as a table that one takes along.

use web::export::{Column, Export};

use crate::queries::visible;

/// The table.
pub const EXPORT: Export = Export {
    code: "suggestions",
    name: "export-suggestions",
    from: "suggestion s JOIN unit u ON u.id = s.unit JOIN unit e ON e.id = s.enterprise",
    id: "s.id",
    visible,
    beside: None,
    columns: &[
        Column::word("serial", "s.serial"),
        Column::word("title", "s.title"),
        Column::text("problem", "s.now_text"),
        Column::text("solution", "s.how_text"),
        Column::said("category", "s.category", "word-cat-"),
        Column::said("state", "s.state", "word-"),
        Column::word("unit", "u.name"),
        Column::word("enterprise", "e.name"),
        Column::PEOPLE,
        Column::said("visibility", "s.visibility", "word-vis-"),
        Column::moment("submitted_at", "s.submitted_at"),
        Column::day("promised_on", "s.promised_at"),
        Column::moment("answered_at", "s.decided_at"),
        Column::moment("applied_at", "s.applied_at"),
        Column::moment("closed_at", "s.closed_at"),
        Column::int("seconded", "s.seconds"),
    ],
};
