//! Projects as a table that one takes along.

use web::export::{Column, Export};

use crate::queries::visible;

/// The table.
pub const EXPORT: Export = Export {
    code: "projects",
    name: "export-projects",
    from: "project p JOIN unit u ON u.id = p.unit JOIN unit e ON e.id = p.enterprise",
    id: "p.id",
    visible,
    beside: None,
    columns: &[
        Column::word("serial", "p.serial"),
        Column::word("title", "p.title"),
        Column::text("problem", "p.problem"),
        Column::text("aim", "p.aim"),
        Column::said("state", "p.state", "word-"),
        Column::word("unit", "u.name"),
        Column::word("enterprise", "e.name"),
        Column::PEOPLE,
        Column::date("starts_on", "p.starts"),
        Column::date("ends_on", "p.ends"),
        Column::money("budget", "p.budget"),
        Column::money(
            "spent",
            "(SELECT CAST(COALESCE(SUM(x.fen), 0) AS BIGINT) FROM project_spending x WHERE x.project = p.id)",
        ),
        Column::moment("proposed_at", "p.proposed_at"),
        Column::day("in_use_since", "p.in_use_since"),
        Column::moment("closed_at", "p.closed_at"),
    ],
};
