//! Text in, commands out, errors by field.

use jiff::civil::Date;
use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word;
use kernel::{Faults, Fen, Reason, Result, Shares, text};
use store::Reader;
use web::{Fields, shares};
use works::{Visibility, WorkId};

use crate::model::{Charter, LINE, MOST_MONEY, TEXT, TITLE};

/// The charter as typed. The team is read from rows of names; without any the leader has all of it.
///
/// # Errors
/// Invalid, field by field.
pub fn charter(reader: &Reader<'_>, enterprise: UnitId, leader: PersonId, fields: &Fields) -> Result<Charter> {
    let mut faults = Faults::none();
    let title = faults.take("title", text::line(fields.get("title"), TITLE));
    let problem = faults.take("problem", text::text(fields.get("problem"), TEXT));
    let aim = faults.take("aim", text::text(fields.get("aim"), TEXT));
    let route = faults.take("route", text::optional_text(fields.get("route"), TEXT));
    let starts = faults.take("starts", date(fields.get("starts")));
    let ends = faults.take("ends", date(fields.get("ends")));
    if faults.is_empty() && ends < starts {
        faults.add("ends", Reason::new("project-ends-before-start"));
    }
    let budget = faults.take("budget", money(fields.get("budget"), false));
    let visibility = Visibility::from_word(fields.get("visibility")).unwrap_or(Visibility::Enterprise);
    let nobody = fields.all("name").all(|name| name.trim().is_empty());
    let team = if nobody { Ok(Shares::sole(leader)) } else { shares::read(reader, enterprise, leader, fields) };
    let team = match team {
        Ok(team) if !team.includes(leader) => {
            faults.add("shares", Reason::new("project-team-without-leader"));
            Shares::sole(leader)
        }
        Ok(team) => team,
        Err(kernel::Error::Invalid(wrong)) => {
            wrong.iter().for_each(|(field, reason)| faults.add(field, reason.clone()));
            Shares::sole(leader)
        }
        Err(error) => return Err(error),
    };
    faults.check()?;
    let grew_from: Option<WorkId> = fields.get("from").parse().ok();
    Ok(Charter { title, problem, aim, route, starts, ends, budget, visibility, shares: team, grew_from })
}

/// Words that must be there.
///
/// # Errors
/// Invalid, at `field`.
pub fn words(fields: &Fields, field: &'static str) -> Result<String> {
    at(field, text::text(fields.get(field), TEXT))
}

/// Words that may be left out.
///
/// # Errors
/// Invalid, at `field`, when they are too many.
pub fn optional_words(fields: &Fields, field: &'static str) -> Result<String> {
    at(field, text::optional_text(fields.get(field), TEXT))
}

/// A line and a day, as milestones have them.
///
/// # Errors
/// Invalid, field by field.
pub fn milestone(fields: &Fields) -> Result<(String, Date)> {
    let mut faults = Faults::none();
    let title = faults.take("title", text::line(fields.get("title"), LINE));
    let due = faults.take("due", date(fields.get("due")));
    faults.check()?;
    Ok((title, due))
}

/// A day and a note.
///
/// # Errors
/// Invalid, field by field.
pub fn day(fields: &Fields, field: &'static str) -> Result<(Date, String)> {
    let mut faults = Faults::none();
    let day = faults.take(field, date(fields.get(field)));
    let note = faults.take("note", text::optional_text(fields.get("note"), TEXT));
    faults.check()?;
    Ok((day, note))
}

/// What was spent, how much, and when.
///
/// # Errors
/// Invalid, field by field.
pub fn spending(fields: &Fields) -> Result<(String, Fen, Date)> {
    let mut faults = Faults::none();
    let what = faults.take("what", text::line(fields.get("what"), LINE));
    let fen = faults.take("fen", money(fields.get("fen"), true));
    if fen == Fen(0) && faults.of("fen").is_none() {
        faults.add("fen", Reason::new("project-money-nothing"));
    }
    let on = faults.take("on", date(fields.get("on")));
    faults.check()?;
    Ok((what, fen, on))
}

/// What a member of the panel says.
///
/// # Errors
/// Invalid, field by field.
pub fn judgement(fields: &Fields) -> Result<(bool, String)> {
    let mut faults = Faults::none();
    let accepts = match fields.get("verdict") {
        "accept" => true,
        "reject" => false,
        _ => {
            faults.add("verdict", Reason::new("project-choose"));
            false
        }
    };
    let conclusion = faults.take("conclusion", text::text(fields.get("conclusion"), TEXT));
    faults.check()?;
    Ok((accepts, conclusion))
}

fn at<T>(field: &'static str, value: Result<T, Reason>) -> Result<T> {
    value.map_err(|reason| kernel::Error::Invalid(Faults::one(field, reason)))
}

fn date(typed: &str) -> Result<Date, Reason> {
    typed.trim().parse().map_err(|_| Reason::new("project-date-unreadable"))
}

/// Yuan with at most two decimals, as people write them: `12,000.50`. Empty is nothing.
fn money(typed: &str, signed: bool) -> Result<Fen, Reason> {
    if typed.trim().is_empty() {
        return Ok(Fen(0));
    }
    let (sign, bare) = match typed.trim().strip_prefix('-') {
        Some(rest) if signed => (-1, rest),
        _ => (1, typed),
    };
    let Fen(fen) = Fen::typed(bare).ok_or_else(|| Reason::new("project-money-unreadable"))?;
    if fen > MOST_MONEY.0 {
        return Err(Reason::new("project-money-too-much").with("most", MOST_MONEY));
    }
    Ok(Fen(sign * fen))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn money_is_read_to_the_fen_and_nothing_else_is_money() {
        assert_eq!(money("12,000.5", false), Ok(Fen(1_200_050)));
        assert_eq!(money("", false), Ok(Fen(0)));
        assert_eq!(money("-3元", true), Ok(Fen(-300)));
        for wrong in ["-3", "1.234", "1e3", "三千", ".5", "99999999999"] {
            assert!(money(wrong, false).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(fen in -100_000_000_i64..100_000_000) {
            prop_assert_eq!(money(&Fen(fen).to_string(), true), Ok(Fen(fen)));
        }
    }
}
