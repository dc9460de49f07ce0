//! Deadlines: a reminder before, an escalation after.

use jobs::{Handler, Schedule};
use web::App;

/// When deadlines are looked at.
pub const SCHEDULES: &[Schedule] = &[];

/// Who looks.
pub fn handlers(_: &App) -> Vec<Handler> {
    Vec::new()
}
