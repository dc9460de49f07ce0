//! The steps on a record, from what was typed to what is meant.

use jiff::civil::Date;
use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word;
use kernel::{Error, Faults, Reason, Result, Shares, text};
use store::Reader;
use web::Fields;

use crate::actions::Plan;
use crate::model::{COMMENT, Category, Gain, PLACE, Proposal, Purpose, Suggestion, TEXT, TITLE, Visibility};

/// Longest plan, answer or note, in characters.
const WORDS: usize = TEXT;
/// Longest caption of a file, in characters.
const CAPTION: usize = 60;

/// Words that must be there.
///
/// # Errors
/// Invalid, at `field`.
pub fn words(fields: &Fields, field: &'static str) -> Result<String> {
    read(field, text::text(fields.get(field), WORDS))
}

/// Words that may be left out.
///
/// # Errors
/// Invalid, at `field`, when they are too many.
pub fn optional_words(fields: &Fields, field: &'static str) -> Result<String> {
    read(field, text::optional_text(fields.get(field), WORDS))
}

/// A comment.
///
/// # Errors
/// Invalid, at `text`.
pub fn comment(fields: &Fields) -> Result<String> {
    read("text", text::text(fields.get("text"), COMMENT))
}

/// Who may find it.
///
/// # Errors
/// Invalid, at `visibility`.
pub fn visibility(fields: &Fields) -> Result<Visibility> {
    read("visibility", chosen(fields.get("visibility")))
}

/// What comes of a reconsideration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconsidered {
    /// Whether the refusal is overturned.
    pub overturn: bool,
    /// The answer.
    pub answer: String,
}

/// Upheld or overturned, with the answer.
///
/// # Errors
/// Invalid, field by field.
pub fn reconsideration(fields: &Fields) -> Result<Reconsidered> {
    let mut faults = Faults::none();
    let overturn = match fields.get("verdict") {
        "overturn" => true,
        "uphold" => false,
        _ => {
            faults.add("verdict", Reason::new("suggestion-choose"));
            false
        }
    };
    let answer = faults.take("answer", text::text(fields.get("answer"), WORDS));
    faults.check()?;
    Ok(Reconsidered { overturn, answer })
}

/// In use since a day, with a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The adoption date.
    pub since: Date,
    /// How it went.
    pub note: String,
}

/// In use since when, and how it went.
///
/// # Errors
/// Invalid, field by field.
pub fn application(fields: &Fields) -> Result<Applied> {
    let mut faults = Faults::none();
    let since = faults.take("since", date(fields.get("since")));
    let note = faults.take("note", text::text(fields.get("note"), WORDS));
    faults.check()?;
    Ok(Applied { since, note })
}

/// What an attached file shows, and its caption.
///
/// # Errors
/// Invalid, field by field.
pub fn attachment(fields: &Fields) -> Result<(Purpose, String)> {
    let mut faults = Faults::none();
    let purpose = chosen(fields.get("purpose"));
    let purpose = purpose.unwrap_or_else(|reason| {
        faults.add("purpose", reason);
        Purpose::Other
    });
    let caption = faults.take("caption", text::optional_line(fields.get("caption"), CAPTION));
    faults.check()?;
    Ok((purpose, caption))
}

/// Owner, plan and dates; the owner by name or number.
///
/// # Errors
/// Invalid, field by field.
pub fn plan(reader: &Reader<'_>, enterprise: UnitId, fields: &Fields) -> Result<Plan> {
    let mut faults = Faults::none();
    let owner = owner(reader, enterprise, fields.get("owner"), &mut faults)?;
    let plan = faults.take("plan", text::text(fields.get("plan"), WORDS));
    let trial = match fields.get("scale") {
        "trial" => true,
        "full" => false,
        _ => {
            faults.add("scale", Reason::new("suggestion-choose"));
            false
        }
    };
    let starts = faults.take("starts", date(fields.get("starts")));
    let ends = faults.take("ends", date(fields.get("ends")));
    faults.check()?;
    let owner = owner.ok_or_else(|| Error::invalid("owner", "text-empty"))?;
    Ok(Plan { owner, plan, trial, starts, ends })
}

fn owner(reader: &Reader<'_>, enterprise: UnitId, typed: &str, faults: &mut Faults) -> Result<Option<PersonId>> {
    let name = match text::line(typed, PLACE) {
        Ok(name) => name,
        Err(reason) => {
            faults.add("owner", reason);
            return Ok(None);
        }
    };
    let found = identity::named::by_name(reader, enterprise, &[name])?.pop();
    Ok(found.and_then(|found| found.map_err(|reason| faults.add("owner", reason)).ok()))
}

/// The text that completes a suggestion. Shares and audience stay as they are.
///
/// # Errors
/// Invalid, field by field.
pub fn completion(fields: &Fields, it: &Suggestion) -> Result<Proposal> {
    let mut faults = Faults::none();
    let title = faults.take("title", text::line(fields.get("title"), TITLE));
    let now_text = faults.take("now", text::text(fields.get("now"), TEXT));
    let how_text = faults.take("how", text::optional_text(fields.get("how"), TEXT));
    let spot = faults.take("spot", text::optional_line(fields.get("spot"), PLACE));
    let category = match fields.get("category") {
        "" => None,
        word => chosen::<Category>(word).map_err(|reason| faults.add("category", reason)).ok(),
    };
    faults.check()?;
    Ok(Proposal {
        title,
        now_text,
        how_text,
        category,
        gains: fields.all("gain").filter_map(Gain::from_word).collect(),
        spot,
        visibility: it.visibility,
        shares: Shares::sole(it.author),
        builds_on: None,
    })
}

fn read<T>(field: &'static str, value: std::result::Result<T, Reason>) -> Result<T> {
    value.map_err(|reason| Error::Invalid(Faults::one(field, reason)))
}

fn chosen<W: Word>(word: &str) -> std::result::Result<W, Reason> {
    W::from_word(word).ok_or_else(|| Reason::new("suggestion-choose"))
}

/// A date as date fields send it.
fn date(typed: &str) -> std::result::Result<Date, Reason> {
    text::clean(typed).trim().parse().map_err(|_| Reason::new("suggestion-date-unreadable"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields::from_pairs(pairs.iter().copied())
    }

    fn faults<T: std::fmt::Debug>(result: Result<T>) -> Vec<(String, &'static str)> {
        match result.unwrap_err() {
            Error::Invalid(faults) => faults.iter().map(|(field, reason)| (field.to_owned(), reason.key)).collect(),
            other => panic!("{other}"),
        }
    }

    #[test]
    fn a_reconsideration_needs_a_choice_and_an_answer_and_says_both_at_once() {
        let typed = fields(&[("verdict", "maybe"), ("answer", " ")]);
        let expected = [("verdict".to_owned(), "suggestion-choose"), ("answer".to_owned(), "text-empty")];
        assert_eq!(faults(reconsideration(&typed)), expected);
        let typed = fields(&[("verdict", "uphold"), ("answer", "维持")]);
        assert_eq!(reconsideration(&typed).unwrap(), Reconsidered { overturn: false, answer: "维持".into() });
    }

    #[test]
    fn dates_are_read_as_browsers_and_people_write_them() {
        assert_eq!(date(" 2026-11-24 ").unwrap().to_string(), "2026-11-24");
        for wrong in ["", "24.11.2026", "2026-02-30", "2026-13-01", "明天"] {
            assert_eq!(date(wrong).unwrap_err().key, "suggestion-date-unreadable", "{wrong}");
        }
    }

    #[test]
    fn hidden_characters_do_not_make_words() {
        let typed = fields(&[("reason", "\u{200B}\u{202E}")]);
        assert_eq!(faults(words(&typed, "reason")), [("reason".to_owned(), "text-empty")]);
    }
}
