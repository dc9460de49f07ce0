//! From what was typed to what is meant, field by field.

use jiff::civil::Date;
use kernel::id::UnitId;
use kernel::{Error, Faults, Reason, Result, Time, text};
use web::Fields;
use works::WorkId;

use crate::actions::{Ask, Trial};
use crate::model::{AdoptionId, MOST_SHARE, SPOT, WORDS};

/// Words that must be there.
///
/// # Errors
/// Invalid, at `field`.
pub fn words(fields: &Fields, field: &'static str) -> Result<String> {
    text::text(fields.get(field), WORDS).map_err(|reason| Error::Invalid(Faults::one(field, reason)))
}

/// A request. A new form makes a new id; whoever asks twice for one unit asks once.
///
/// # Errors
/// Invalid, field by field.
pub fn ask(fields: &Fields, work: WorkId, now: Time) -> Result<Ask> {
    let mut faults = Faults::none();
    let unit = fields.get("unit").parse::<UnitId>();
    if unit.is_err() {
        faults.add("unit", Reason::new("spread-choose"));
    }
    let purpose = faults.take("purpose", text::text(fields.get("purpose"), WORDS));
    let source = match fields.get("source") {
        "" => None,
        typed => typed.parse().map_err(|_| faults.add("source", Reason::new("spread-choose"))).ok(),
    };
    let share = match fields.get("share").trim() {
        "" => None,
        typed => {
            let share = typed.parse::<i64>().ok().filter(|share| (0..=MOST_SHARE).contains(share));
            if share.is_none() {
                faults.add("share", Reason::new("spread-share-range").with("most", MOST_SHARE));
            }
            share
        }
    };
    faults.check()?;
    let unit = unit.map_err(|_| Error::invalid("unit", "spread-choose"))?;
    Ok(Ask { id: AdoptionId::new(now), work, unit, source, purpose, share, named: fields.has("named", "yes") })
}

/// A trial.
///
/// # Errors
/// Invalid, field by field.
pub fn trial(fields: &Fields) -> Result<Trial> {
    let mut faults = Faults::none();
    let starts = faults.take("starts", date(fields.get("starts")));
    let ends = faults.take("ends", date(fields.get("ends")));
    let spot = faults.take("spot", text::line(fields.get("spot"), SPOT));
    faults.check()?;
    if ends < starts {
        return Err(Error::invalid("ends", "spread-ends-before-start"));
    }
    Ok(Trial { starts, ends, spot })
}

/// In use since a day, and what was seen.
///
/// # Errors
/// Invalid, field by field.
pub fn taken_over(fields: &Fields) -> Result<(Date, String)> {
    let mut faults = Faults::none();
    let since = faults.take("since", date(fields.get("since")));
    let seen = faults.take("result", text::optional_text(fields.get("result"), WORDS));
    faults.check()?;
    Ok((since, seen))
}

/// A date as date fields send it.
fn date(typed: &str) -> std::result::Result<Date, Reason> {
    text::clean(typed).trim().parse().map_err(|_| Reason::new("spread-date-unreadable"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults<T: std::fmt::Debug>(result: Result<T>) -> Vec<(String, &'static str)> {
        match result.unwrap_err() {
            Error::Invalid(faults) => faults.iter().map(|(field, reason)| (field.to_owned(), reason.key)).collect(),
            other => panic!("{other}"),
        }
    }

    #[test]
    fn everything_that_is_wrong_with_a_request_is_said_at_once() {
        let typed = Fields::from_pairs([("unit", "x"), ("purpose", "\u{200B}"), ("share", "51"), ("source", "?")]);
        let work = WorkId::new(Time::default());
        let found = faults(ask(&typed, work, Time::default()));
        let fields: Vec<&str> = found.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["unit", "purpose", "source", "share"]);
    }

    #[test]
    fn a_trial_ends_after_it_began() {
        let typed = Fields::from_pairs([("starts", "2026-06-10"), ("ends", "2026-06-09"), ("spot", "2号线")]);
        assert_eq!(faults(trial(&typed)), [("ends".to_owned(), "spread-ends-before-start")]);
    }
}
