//! What was typed, as values.

use std::collections::BTreeMap;

use identity::UnitKind;
use jiff::civil::Date;
use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word;
use kernel::{Error, Faults, Reason, Result, text};
use stats::Indicator;
use store::Reader;
use web::Fields;

use crate::actions::{Aims, Allotment, Draft, From, GoalDraft, Head, Recording, Shape, TaskDraft, Written, sound};
use crate::amount::Amount;
use crate::assessment::Verdict;
use crate::levels::Levels;
use crate::light::Rule;
use crate::model::{Direction, EvidenceId, Gathering, GoalKind, Measuring, NAME, PlanId, UNIT, WORDS, YEARS};
use crate::preset::Preset;

/// Years a plan can have.
const EVER: std::ops::RangeInclusive<i32> = 2000..=2100;

/// Running text that must be there.
///
/// # Errors
/// Invalid at its field.
pub fn words(fields: &Fields, name: &'static str) -> Result<String> {
    text::text(fields.get(name), WORDS).map_err(|reason| Error::Invalid(Faults::one(name, reason)))
}

/// Running text that may be left out.
///
/// # Errors
/// Invalid at its field.
pub fn optional_words(fields: &Fields, name: &'static str) -> Result<String> {
    text::optional_text(fields.get(name), WORDS).map_err(|reason| Error::Invalid(Faults::one(name, reason)))
}

/// A plan to be drafted.
///
/// # Errors
/// Invalid, field by field.
pub fn draft(fields: &Fields, id: PlanId) -> Result<Draft> {
    let mut faults = Faults::none();
    let unit: std::result::Result<UnitId, _> = fields.get("unit").parse();
    if unit.is_err() {
        faults.add("unit", Reason::new("plan-choose-node"));
    }
    let from = match fields.get("from").split_once(':') {
        Some(("preset", preset)) => Preset::from_word(preset).map(From::Preset),
        Some(("above", above)) => above.parse().ok().map(From::Above),
        _ => (fields.get("from") == "blank").then_some(From::Blank),
    };
    let Some(from) = from else {
        faults.add("from", Reason::new("plan-choose-from"));
        return Err(Error::Invalid(faults));
    };
    let head = match from {
        From::Blank => Some(head_into(&mut faults, fields)),
        _ => None,
    };
    faults.check()?;
    let unit = unit.map_err(|_| Error::invalid("unit", "plan-choose-node"))?;
    Ok(Draft { id, unit, from, head })
}

/// The name, years and rule of a plan.
///
/// # Errors
/// Invalid, field by field.
pub fn head(fields: &Fields) -> Result<Head> {
    let mut faults = Faults::none();
    let head = head_into(&mut faults, fields);
    faults.check()?;
    Ok(head)
}

fn head_into(faults: &mut Faults, fields: &Fields) -> Head {
    let name = faults.take("name", text::line(fields.get("name"), NAME));
    let mut year = |field: &str| {
        let number = fields.get(field).trim().parse::<i32>().ok().filter(|year| EVER.contains(year));
        faults.take(field, number.ok_or(Reason::new("plan-year-odd")))
    };
    let years = (year("from_year"), year("until_year"));
    if faults.is_empty() && !(years.0..years.0 + YEARS).contains(&years.1) {
        faults.add("until_year", Reason::new("plan-years-odd").with("most", YEARS));
    }
    let percent = |field: &str, usual: i64| match fields.get(field).trim() {
        "" => usual,
        typed => typed.parse().unwrap_or(0),
    };
    let usual = Rule::default();
    let rule = sound(Rule { green: percent("green", usual.green), amber: percent("amber", usual.amber) });
    let rule = rule.unwrap_or_else(|reason| {
        faults.add("green", reason);
        usual
    });
    Head { name, years, rule }
}

/// Somebody of the node, by name or number; nobody when it is left empty.
fn owner(reader: &Reader<'_>, employer: UnitId, fields: &Fields, faults: &mut Faults) -> Result<Option<PersonId>> {
    let typed = text::clean(fields.get("owner")).trim().to_owned();
    if typed.is_empty() {
        return Ok(None);
    }
    let found = identity::named::by_name(reader, employer, &[typed])?.into_iter().next();
    match found {
        Some(Ok(person)) => Ok(Some(person)),
        Some(Err(reason)) => {
            faults.add("owner", reason);
            Ok(None)
        }
        None => Ok(None),
    }
}

/// A date that may be left out.
fn optional_date(fields: &Fields, name: &str, faults: &mut Faults) -> Option<Date> {
    match fields.get(name).trim() {
        "" => None,
        typed => {
            let date = typed.parse::<Date>().ok().filter(|date| EVER.contains(&i32::from(date.year())));
            if date.is_none() {
                faults.add(name, Reason::new("plan-date-odd"));
            }
            date
        }
    }
}

/// A date that must be there.
///
/// # Errors
/// Invalid at its field.
pub fn date(fields: &Fields, name: &'static str) -> Result<Date> {
    let mut faults = Faults::none();
    let date = optional_date(fields, name, &mut faults);
    faults.check()?;
    date.ok_or_else(|| Error::invalid(name, "plan-date-odd"))
}

/// A goal; `open` says whether what it is can be changed.
///
/// # Errors
/// Invalid, field by field; broken, when the database fails.
pub fn goal(
    reader: &Reader<'_>,
    employer: UnitId,
    dictionary: &[&'static Indicator],
    fields: &Fields,
    open: bool,
) -> Result<GoalDraft> {
    let mut faults = Faults::none();
    let shape = open.then(|| shape(dictionary, fields, &mut faults));
    let baseline = match fields.get("baseline").trim() {
        "" => None,
        typed => Some(faults.take("baseline", Amount::typed(typed))),
    };
    let draft = GoalDraft {
        shape,
        baseline,
        owner: owner(reader, employer, fields, &mut faults)?,
        owner_words: faults.take("owner_words", text::optional_line(fields.get("owner_words"), NAME)),
        due: optional_date(fields, "due", &mut faults),
    };
    faults.check()?;
    Ok(draft)
}

fn shape(dictionary: &[&'static Indicator], fields: &Fields, faults: &mut Faults) -> Shape {
    let kind = GoalKind::from_word(fields.get("kind")).unwrap_or(GoalKind::Goal);
    let measuring = match kind {
        GoalKind::Goal => Measuring::from_word(fields.get("measuring")),
        GoalKind::System | GoalKind::Project => Some(Measuring::Tasks),
    };
    let name = faults.take("name", text::line(fields.get("name"), NAME));
    let words = faults.take("words", text::optional_text(fields.get("words"), WORDS));
    let levels = Levels::of(fields.all("levels").filter_map(UnitKind::from_word));
    if kind == GoalKind::Goal && levels.is_empty() {
        faults.add("levels", Reason::new("plan-choose-levels"));
    }
    let Some(measuring) = measuring else {
        faults.add("measuring", Reason::new("plan-choose-measuring"));
        return Shape::heading(kind, name, words);
    };
    let mut shape = Shape { levels, measuring, ..Shape::heading(kind, name, words) };
    match fields.get("parent") {
        "" => {}
        typed => match typed.parse() {
            Ok(parent) => shape.parent = Some(parent),
            Err(_) => faults.add("parent", Reason::new("plan-parent-odd")),
        },
    }
    match measuring {
        Measuring::Indicator => {
            let code = fields.get("indicator");
            match dictionary.iter().find(|it| it.code == code) {
                Some(it) => it.code.clone_into(&mut shape.indicator),
                None => faults.add("indicator", Reason::new("plan-choose-indicator")),
            }
        }
        Measuring::Evidence => {
            shape.measure = faults.take("measure", text::line(fields.get("measure"), NAME));
            shape.measure_unit = faults.take("measure_unit", text::line(fields.get("measure_unit"), UNIT));
        }
        Measuring::Tasks => return shape,
    }
    shape.direction = Direction::from_word(fields.get("direction")).unwrap_or(Direction::Least);
    match Gathering::from_word(fields.get("gathering")) {
        Some(gathering) => shape.gathering = gathering,
        None => faults.add("gathering", Reason::new("plan-choose-gathering")),
    }
    shape
}

impl Shape {
    /// A heading, or a goal of which nothing is counted.
    fn heading(kind: GoalKind, name: String, words: String) -> Shape {
        Shape {
            kind,
            parent: None,
            name,
            words,
            levels: Levels::default(),
            measuring: Measuring::Tasks,
            indicator: String::new(),
            measure: String::new(),
            measure_unit: String::new(),
            direction: Direction::Least,
            gathering: Gathering::Year,
        }
    }
}

/// A task.
///
/// # Errors
/// Invalid, field by field; broken, when the database fails.
pub fn task(reader: &Reader<'_>, employer: UnitId, fields: &Fields) -> Result<TaskDraft> {
    let mut faults = Faults::none();
    let name = faults.take("name", text::line(fields.get("name"), NAME));
    let owner = owner(reader, employer, fields, &mut faults)?;
    let owner_words = faults.take("owner_words", text::optional_line(fields.get("owner_words"), NAME));
    let starts = optional_date(fields, "starts", &mut faults);
    let due = optional_date(fields, "due", &mut faults);
    if due.is_none() && faults.of("due").is_none() {
        faults.add("due", Reason::new("plan-date-odd"));
    }
    if starts.zip(due).is_some_and(|(starts, due)| starts > due) {
        faults.add("starts", Reason::new("plan-starts-after"));
    }
    faults.check()?;
    let due = due.ok_or_else(|| Error::invalid("due", "plan-date-odd"))?;
    Ok(TaskDraft { name, owner, owner_words, starts, due })
}

/// What was measured on a day, without its files.
///
/// # Errors
/// Invalid, field by field.
pub fn evidence(fields: &Fields, id: EvidenceId) -> Result<Recording> {
    let mut faults = Faults::none();
    let amount = faults.take("amount", Amount::typed(fields.get("amount")));
    let day = optional_date(fields, "day", &mut faults);
    if day.is_none() && faults.of("day").is_none() {
        faults.add("day", Reason::new("plan-date-odd"));
    }
    let words = faults.take("words", text::text(fields.get("words"), WORDS));
    faults.check()?;
    let day = day.ok_or_else(|| Error::invalid("day", "plan-date-odd"))?;
    Ok(Recording { id, day, amount, words, files: Vec::new() })
}

/// Numbers of a grid: the fields that were sent and begin with `prefix-`, the rest of whose name `key` understands.
fn grid<K: Ord>(
    fields: &Fields,
    prefix: &str,
    key: impl Fn(&str) -> Option<K>,
) -> Result<BTreeMap<(K, i32), Option<Amount>>> {
    let (mut numbers, mut faults) = (BTreeMap::new(), Faults::none());
    for (name, typed) in fields.pairs() {
        let Some((of, year)) = name.strip_prefix(prefix).and_then(|rest| rest.rsplit_once('-')) else { continue };
        let (Some(of), Ok(year)) = (key(of), year.parse::<i32>()) else { continue };
        let amount = match typed.trim() {
            "" => None,
            typed => Some(faults.take(name, Amount::typed(typed))),
        };
        numbers.insert((of, year), amount);
    }
    faults.check()?;
    Ok(numbers)
}

/// Targets by level and year: `target-city-2026`.
///
/// # Errors
/// Invalid, field by field.
pub fn aims(fields: &Fields) -> Result<Aims> {
    grid(fields, "target-", UnitKind::from_word)
}

/// What nodes below are to contribute: `share-<unit>-2026`.
///
/// # Errors
/// Invalid, field by field.
pub fn allotment(fields: &Fields) -> Result<Allotment> {
    grid(fields, "share-", |unit| unit.parse().ok())
}

/// What is said in an assessment: `words`, `verdict`, `note-<goal>`.
///
/// # Errors
/// Invalid, field by field.
pub fn written(fields: &Fields) -> Result<Written> {
    let mut faults = Faults::none();
    let mut said = Written {
        words: faults.take("words", text::optional_text(fields.get("words"), WORDS)),
        verdict: Verdict::from_word(fields.get("verdict")),
        notes: BTreeMap::new(),
    };
    for (name, typed) in fields.pairs() {
        let Some(goal) = name.strip_prefix("note-") else { continue };
        let note = faults.take(name, text::optional_text(typed, WORDS));
        if !note.is_empty() {
            said.notes.insert(goal.to_owned(), note);
        }
    }
    faults.check()?;
    Ok(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(query: &str) -> Fields {
        Fields::from_query(query)
    }

    #[test]
    fn a_plan_from_nothing_needs_a_name_and_its_years() {
        let now = kernel::Time::from_millis(0);
        let (unit, id) = (UnitId::new(now), PlanId::new(now));
        let faults = |query: &str| match draft(&fields(query), id) {
            Err(Error::Invalid(faults)) => faults.iter().map(|(field, _)| field.to_owned()).collect::<Vec<_>>(),
            _ => Vec::new(),
        };
        assert_eq!(faults(""), ["unit", "from"]);
        assert_eq!(faults(&format!("unit={unit}&from=blank")), ["name", "from_year", "until_year"]);
        let odd = format!("unit={unit}&from=blank&name=a&from_year=2026&until_year=2024");
        assert_eq!(faults(&odd), ["until_year"]);
        let odd = format!("unit={unit}&from=blank&name=a&from_year=2026&until_year=2026&green=80&amber=85");
        assert_eq!(faults(&odd), ["green"]);
        assert_eq!(faults(&format!("unit={unit}&from=blank&name=a&from_year=2024&until_year=2026")), [""; 0]);
        assert_eq!(faults(&format!("unit={unit}&from=preset:zhejiang-2024-2026")), [""; 0]);
    }

    #[test]
    fn a_grid_keeps_apart_what_is_left_open_and_what_is_nought() {
        let aims = aims(&fields("target-city-2026=1&target-county-2026=&target-city-2025=0&other=3")).unwrap();
        assert_eq!(aims.get(&(UnitKind::City, 2026)), Some(&Some(Amount::whole(1))));
        assert_eq!(aims.get(&(UnitKind::County, 2026)), Some(&None));
        assert_eq!(aims.get(&(UnitKind::City, 2025)), Some(&Some(Amount(0))));
        assert_eq!(aims.len(), 3);
    }
}
