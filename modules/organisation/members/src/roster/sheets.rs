//! The workbooks: an empty roster to fill in, and slips with passwords.

use documents::{Cell, Column, Kind, Sheet, write_xlsx};
use identity::sign_in::Slip;
use kernel::{Error, Result, Time};
use ui::T;

/// Who gets a slip, and where they are.
pub(crate) struct Receiver {
    pub(crate) name: String,
    pub(crate) number: String,
    pub(crate) unit: String,
}

/// A roster with its columns explained and nobody in it.
///
/// # Errors
/// Broken, when the workbook cannot be written.
pub(crate) fn template(t: T, now: Time) -> Result<Vec<u8>> {
    let column = |title: &str, note: &str, width| Column::new(t.get(title), width, Kind::Text).note(t.get(note));
    let roles = [
        "roster-choice-leader",
        "roster-choice-officer",
        "roster-choice-reviewer",
        "roster-choice-finance",
        "roster-choice-implementer",
    ];
    let columns = vec![
        column("roster-name", "roster-note-name", 14.0),
        column("roster-number", "roster-note-number", 14.0),
        column("roster-phone", "roster-note-phone", 16.0),
        column("roster-workshop", "roster-note-workshop", 20.0),
        column("roster-team", "roster-note-team", 16.0),
        column("roster-roles", "roster-note-roles", 22.0).choices(roles.map(|key| t.get(key))),
    ];
    write(Sheet { name: t.get("roster-sheet").to_owned(), columns, rows: Vec::new() }, now)
}

/// Slips to print and to cut: who signs in where with what.
///
/// # Errors
/// Broken, when the workbook cannot be written.
pub(crate) fn slips(t: T, people: &[Receiver], slips: &[Slip], address: &str, now: Time) -> Result<Vec<u8>> {
    let column = |title: &str, width| Column::new(t.get(title), width, Kind::Text);
    let columns = vec![
        column("roster-name", 14.0),
        column("roster-number", 14.0),
        column("roster-unit", 28.0),
        column("slips-password", 22.0),
        column("slips-address", 34.0),
    ];
    let row = |(person, slip): (&Receiver, &Slip)| -> Vec<Cell> {
        [person.name.as_str(), &person.number, &person.unit, slip.password.reveal(), address].map(Cell::from).into()
    };
    let rows = people.iter().zip(slips).map(row).collect();
    write(Sheet { name: t.get("slips-sheet").to_owned(), columns, rows }, now)
}

fn write(sheet: Sheet, now: Time) -> Result<Vec<u8>> {
    write_xlsx(&[sheet], now.china().datetime()).map_err(Error::broken)
}
