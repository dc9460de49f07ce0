//! What is typed about rights and fees.

use jiff::civil::Date;
use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word;
use kernel::{Faults, Fen, Reason, Result, text};
use store::Reader;
use web::Fields;
use works::rights::Kind;

use super::date;
use crate::actions::{Application, Grant, Plan};
use crate::model::{LINE, MOST_FEE, Right, TEXT, TITLE};
use crate::numbers;
use crate::rights::Holding;

/// Which right is to be applied for; without a name whoever acts looks after it.
///
/// # Errors
/// Invalid, field by field.
pub fn plan(reader: &Reader<'_>, enterprise: UnitId, me: PersonId, fields: &Fields) -> Result<Plan> {
    let mut faults = Faults::none();
    let kind = Kind::from_word(fields.get("kind")).unwrap_or_else(|| {
        faults.add("kind", Reason::new("invention-choose"));
        Kind::Invention
    });
    let title = faults.take("title", text::optional_line(fields.get("title"), TITLE));
    let note = faults.take("note", text::optional_text(fields.get("note"), TEXT));
    let keeper = keeper(reader, enterprise, me, fields, &mut faults)?;
    faults.check()?;
    Ok(Plan { kind, title, keeper, note })
}

/// Who looks after a right from now on.
///
/// # Errors
/// Invalid, at `keeper`.
pub fn entrusted(reader: &Reader<'_>, enterprise: UnitId, me: PersonId, fields: &Fields) -> Result<PersonId> {
    let mut faults = Faults::none();
    let keeper = keeper(reader, enterprise, me, fields, &mut faults)?;
    faults.check()?;
    Ok(keeper)
}

fn keeper(
    reader: &Reader<'_>,
    enterprise: UnitId,
    me: PersonId,
    fields: &Fields,
    faults: &mut Faults,
) -> Result<PersonId> {
    let typed = text::clean(fields.get("keeper")).trim().to_owned();
    if typed.is_empty() {
        return Ok(me);
    }
    Ok(match identity::named::by_name(reader, enterprise, &[typed])?.into_iter().next() {
        Some(Ok(person)) => person,
        Some(Err(reason)) => {
            faults.add("keeper", reason);
            me
        }
        None => me,
    })
}

/// An application that was handed in.
///
/// # Errors
/// Invalid, field by field; at `number` what is wrong with it.
pub fn application(right: &Right, fields: &Fields) -> Result<Application> {
    let mut faults = Faults::none();
    let typed = fields.get("number").trim();
    let number = match (right.kind.is_patent(), typed.is_empty()) {
        (true, true) => {
            faults.add("number", Reason::new("invention-number-needed"));
            None
        }
        (true, false) => Some(faults.take("number", numbers::application(right.kind, typed))),
        (false, true) => None,
        (false, false) => Some(faults.take("number", text::line(typed, LINE))),
    };
    let on = faults.take("on", date(fields.get("on")));
    let holding = Holding::from_word(fields.get("holding")).unwrap_or(Holding::Enterprise);
    let holders = faults.take("holders", text::optional_line(fields.get("holders"), LINE));
    let holders = if holders.is_empty() { right.holders.clone() } else { holders };
    faults.check()?;
    Ok(Application { number, on, holding, holders })
}

/// The day and the number of a publication.
///
/// # Errors
/// Invalid, field by field.
pub fn publication(fields: &Fields) -> Result<(Date, String)> {
    let mut faults = Faults::none();
    let on = faults.take("on", date(fields.get("on")));
    let number = faults.take("publication", numbers::publication(fields.get("publication")));
    faults.check()?;
    Ok((on, number))
}

/// A grant: for a patent the number of the announcement, which may be left out; for other rights that of the
/// registration.
///
/// # Errors
/// Invalid, field by field.
pub fn grant(right: &Right, fields: &Fields) -> Result<Grant> {
    let mut faults = Faults::none();
    let on = faults.take("on", date(fields.get("on")));
    let (mut publication, mut registration) = (String::new(), String::new());
    match right.kind {
        Kind::Invention | Kind::Utility | Kind::Design => {
            publication = faults.take("publication", numbers::publication(fields.get("publication")));
        }
        Kind::Software => registration = faults.take("registration", numbers::software(fields.get("registration"))),
        Kind::Other => registration = faults.take("registration", text::line(fields.get("registration"), LINE)),
    }
    faults.check()?;
    Ok(Grant { on, publication, registration, rewarded: fields.has("rewarded", "yes") })
}

/// The day of an end, and why.
///
/// # Errors
/// Invalid, field by field.
pub fn end(fields: &Fields) -> Result<(Date, String)> {
    let mut faults = Faults::none();
    let on = faults.take("on", date(fields.get("on")));
    let reason = faults.take("reason", text::text(fields.get("reason"), TEXT));
    faults.check()?;
    Ok((on, reason))
}

/// The day of a transfer, and to whom.
///
/// # Errors
/// Invalid, field by field.
pub fn transfer(fields: &Fields) -> Result<(Date, String)> {
    let mut faults = Faults::none();
    let on = faults.take("on", date(fields.get("on")));
    let to = faults.take("to", text::line(fields.get("to"), LINE));
    faults.check()?;
    Ok((on, to))
}

/// A fee: the year, the amount, the day.
///
/// # Errors
/// Invalid, field by field.
pub fn fee(fields: &Fields) -> Result<(i64, Fen, Date)> {
    let mut faults = Faults::none();
    let year = fields.get("year").trim().parse().map_err(|_| Reason::new("invention-year-unreadable"));
    let year = faults.take("year", year);
    let amount = faults.take("amount", money(fields.get("amount")));
    let due = faults.take("due", date(fields.get("due")));
    faults.check()?;
    Ok((year, amount, due))
}

/// The day a fee was paid.
///
/// # Errors
/// Invalid, at `on`.
pub fn paid(fields: &Fields) -> Result<Date> {
    super::at("on", date(fields.get("on")))
}

/// Yuan with at most two decimals, as people write them: `1,200`. More than nothing.
fn money(typed: &str) -> Result<Fen, Reason> {
    let fen = Fen::typed(typed).filter(|fen| *fen > Fen(0));
    let fen = fen.ok_or_else(|| Reason::new("invention-money-unreadable"))?;
    if fen > MOST_FEE {
        return Err(Reason::new("invention-money-too-much").with("most", MOST_FEE));
    }
    Ok(fen)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_fee_is_read_to_the_fen_and_is_more_than_nothing() {
        assert_eq!(money("1,200.5元"), Ok(Fen(120_050)));
        for wrong in ["", "0", "-3", "1.234", "1e3", "三千", ".5", "99999999999"] {
            assert!(money(wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(fen in 1_i64..100_000_000) {
            prop_assert_eq!(money(&Fen(fen).to_string()), Ok(Fen(fen)));
        }
    }
}
