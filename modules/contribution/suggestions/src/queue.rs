//! The officer's queue as data: its views with their counts, what was asked of it, its rows, the
//! preview beside them, and what the desk does to a suggestion.

pub mod asked;
pub mod deed;
pub mod preview;
pub mod rows;
pub mod saved;
pub mod view;

use kernel::calendar::WorkCalendar;
use kernel::{Actor, Result, Role, Time, Verdict};

/// Whose desk shows which part of an enterprise: officers work there, foremen and auditors look on.
pub const READERS: [Role; 3] = [Role::InnovationOfficer, Role::TeamLeader, Role::Auditor];

/// Whether somebody has a desk at all.
pub fn has_desk(actor: &Actor) -> bool {
    actor.grants.iter().any(|grant| READERS.contains(&grant.role) && grant.enterprise.is_some())
}

/// Lets those in who have a desk.
///
/// # Errors
/// Denied to everybody else.
pub fn enter(actor: &Actor) -> Result<()> {
    Verdict::when(has_desk(actor), "desk-officers-only").check()
}

/// Working minutes until a deadline as the chip counts them, in days of eight hours; negative once
/// it has passed. The calendar's own days have nine hours, so a span is put together again here.
pub fn minutes_left(now: Time, due: Time) -> i64 {
    let left = WorkCalendar::china().working_hours_left(now.timestamp(), due.timestamp());
    let rest = i64::from(left.hours) * 60 + i64::from(left.minutes);
    let minutes = match left.days {
        0 => rest,
        days => i64::from(days) * ui::format::WORKING_DAY + rest.min(ui::format::WORKING_DAY - 1),
    };
    // Something that is overdue by less than a minute, or since closing time, is overdue all the same.
    if left.overdue { -minutes.max(1) } else { minutes }
}
