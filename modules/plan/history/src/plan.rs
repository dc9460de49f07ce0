//! What an import would do with each row: read its cells, find whose it is, and compare it with what stands.

mod read;

use std::collections::HashMap;

use identity::Unit;
use jiff::civil::Date;
use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word;
use kernel::{Faults, Place, Reason, Result};
use sha2::{Digest, Sha256};
use store::{Filter, Json, Reader, Value};
use works::Kind;

use crate::mapping::{Mapping, Meaning};
use crate::model::{Content, RowId, Stage};
use crate::store::{ENTERPRISES, Lines, PEOPLE_BY_NUMBER, STANDING, Standing};
use read::Cells;

/// What happens with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was not there.
    New,
    /// One with its number stands and says something else: which, and where they differ.
    Changed(RowId, Vec<Meaning>),
    /// It stands already.
    Same,
    /// These cells cannot be taken.
    Faulty(Vec<Fault>),
}

/// A cell that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What its column means.
    pub meaning: Meaning,
    /// What stands in it.
    pub cell: String,
    /// Why.
    pub why: Reason,
}

/// A row as it would be kept.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Its line in the file.
    pub line: u32,
    /// Whose it is.
    pub place: Place,
    /// What makes two rows the same.
    pub key: String,
    /// What it says.
    pub content: Content,
    /// How far it had come.
    pub stage: Stage,
    /// Whether its state was not understood, and dates decided.
    pub guessed: bool,
    /// On which day it counts.
    pub day: Date,
    /// What happens with it.
    pub outcome: Outcome,
}

/// Plans the rows of one file, some at a time.
pub struct Planner<'a> {
    kind: Kind,
    mapping: &'a Mapping,
    today: Date,
    home: Place,
    /// The enterprises below, by what they may be called; none twice.
    units: Option<HashMap<String, Option<Place>>>,
    /// The line on which each identity stood first.
    met: HashMap<(UnitId, String), u32>,
}

impl<'a> Planner<'a> {
    /// A planner for a node's file.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn new(reader: &Reader<'_>, unit: &Unit, kind: Kind, mapping: &'a Mapping, today: Date) -> Result<Planner<'a>> {
        let named = mapping.contains(&Some(Meaning::Unit)) && unit.kind.is_union();
        let units = if named { Some(below(reader, unit)?) } else { None };
        Ok(Planner { kind, mapping, today, home: unit.place(), units, met: HashMap::new() })
    }

    /// Plans some rows, the next of the file.
    ///
    /// # Errors
    /// Broken, when the database fails. What is wrong with a row is its outcome.
    pub fn plan(&mut self, reader: &Reader<'_>, lines: &Lines) -> Result<Vec<Planned>> {
        let mut planned: Vec<Planned> = lines.iter().map(|(line, cells)| self.read(*line, cells)).collect();
        people(reader, &mut planned, self.mapping)?;
        for row in &mut planned {
            self.identify(row);
        }
        self.compare(reader, &mut planned)?;
        Ok(planned)
    }

    /// A row as its cells say.
    fn read(&self, line: u32, cells: &[String]) -> Planned {
        let mut cells = Cells::new(self.mapping, cells, self.today);
        let content = cells.content();
        let (stage, guessed) = read::stage(&content);
        let place = self.place(&mut cells);
        let day = content.day().unwrap_or_else(|| cells.no_day(self.mapping));
        let outcome = if cells.faults.is_empty() { Outcome::New } else { Outcome::Faulty(cells.faults) };
        Planned { line, place, key: String::new(), content, stage, guessed, day, outcome }
    }

    /// Whose row it is.
    fn place(&self, cells: &mut Cells<'_>) -> Place {
        let Some(units) = &self.units else { return self.home.clone() };
        let named = cells.of(Meaning::Unit);
        let why = match units.get(&squeezed(named)) {
            Some(Some(place)) => return place.clone(),
            _ if named.is_empty() => Reason::new("history-unit-needed"),
            Some(None) => Reason::new("history-unit-ambiguous"),
            None => Reason::new("history-unit-unknown"),
        };
        cells.fault(Meaning::Unit, why);
        self.home.clone()
    }

    /// What tells the row from others; that none of its file is the same.
    fn identify(&mut self, row: &mut Planned) {
        row.key = key(&row.content);
        if matches!(row.outcome, Outcome::Faulty(_)) {
            return;
        }
        let first = *self.met.entry((row.place.unit, row.key.clone())).or_insert(row.line);
        if first != row.line {
            let (meaning, cell, why) = match row.content.number.as_str() {
                "" => (Meaning::Title, &row.content.title, "history-row-twice"),
                number => (Meaning::Number, &number.to_owned(), "history-number-twice"),
            };
            let fault = Fault { meaning, cell: cell.clone(), why: Reason::new(why).with("line", first) };
            row.outcome = Outcome::Faulty(vec![fault]);
        }
    }

    /// Compares rows with those that stand. One statement.
    fn compare(&self, reader: &Reader<'_>, planned: &mut [Planned]) -> Result<()> {
        let sound: Vec<&Planned> = planned.iter().filter(|row| row.outcome == Outcome::New).collect();
        let mut units: Vec<UnitId> = sound.iter().map(|row| row.place.unit).collect();
        units.sort_unstable();
        units.dedup();
        let mut filter = Filter::new();
        filter.and("r.kind = ?", [Value::Text(self.kind.word())]);
        filter.and_in("r.unit", units.iter().map(|unit| Value::Id(unit.uuid())));
        filter.and_in("r.key", sound.iter().map(|row| Value::Owned(row.key.clone())));
        let stand: HashMap<(UnitId, String), (RowId, Content)> = reader
            .list::<Standing>(STANDING, &filter)?
            .into_iter()
            .map(|(id, unit, key, Json(content))| ((unit, key), (id, content)))
            .collect();
        for row in planned.iter_mut().filter(|row| row.outcome == Outcome::New) {
            let Some((id, before)) = stand.get(&(row.place.unit, row.key.clone())) else { continue };
            let differ = differ(before, &row.content);
            row.outcome = if differ.is_empty() { Outcome::Same } else { Outcome::Changed(*id, differ) };
        }
        Ok(())
    }
}

/// The number in the old ledger if there is one, else a digest of everything the row says.
fn key(content: &Content) -> String {
    match content.number.as_str() {
        "" => {
            // People come and go in the roster; what the ledger says stays.
            let said = Content { people: Vec::new(), strangers: Vec::new(), ..content.clone() };
            let said = serde_json::to_vec(&said).unwrap_or_default();
            format!("d:{}", hex::encode(&Sha256::digest(said)[..16]))
        }
        number => format!("n:{number}"),
    }
}

/// Where two contents differ. Whom the roster knows is no part of what a ledger says.
fn differ(one: &Content, other: &Content) -> Vec<Meaning> {
    let all = [
        (Meaning::Title, one.title != other.title),
        (Meaning::Text, one.text != other.text),
        (Meaning::Authors, one.authors != other.authors),
        (Meaning::Category, one.category != other.category),
        (Meaning::Submitted, one.submitted != other.submitted),
        (Meaning::Adopted, one.adopted != other.adopted),
        (Meaning::Done, one.done != other.done),
        (Meaning::State, one.state != other.state),
        (Meaning::Benefit, one.benefit != other.benefit),
        (Meaning::Award, one.award != other.award),
    ];
    all.into_iter().filter(|(_, differs)| *differs).map(|(meaning, _)| meaning).collect()
}

/// The enterprises below a node by name and short name, without blanks; nothing for a name that several bear.
fn below(reader: &Reader<'_>, unit: &Unit) -> Result<HashMap<String, Option<Place>>> {
    let mut units: HashMap<String, Option<Place>> = HashMap::new();
    for (id, path, industry_path, name, short) in reader.all(&ENTERPRISES, (&unit.path, unit.path.end()))? {
        let place = Place { unit: id, enterprise: Some(id), path, industry_path };
        let mut names = vec![squeezed(&name), squeezed(&short)];
        names.dedup();
        for name in names {
            units.entry(name).and_modify(|known| *known = None).or_insert_with(|| Some(place.clone()));
        }
    }
    Ok(units)
}

/// A name without the blanks that people put between its parts.
fn squeezed(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Finds the people whom rows name by employee number. A number that fits nobody stays a number; one of somebody whom the
/// row's own words do not name is a fault, because numbers are given out again.
fn people(reader: &Reader<'_>, planned: &mut [Planned], mapping: &Mapping) -> Result<()> {
    let numbers: Vec<String> = planned.iter().flat_map(|row| row.content.strangers.iter().cloned()).collect();
    if numbers.is_empty() {
        return Ok(());
    }
    let mut units: Vec<UnitId> = planned.iter().map(|row| row.place.unit).collect();
    units.sort_unstable();
    units.dedup();
    let mut filter = Filter::new();
    filter.and_in("enterprise", units.iter().map(|unit| Value::Id(unit.uuid())));
    filter.and_in("employee_no", numbers.iter().map(|number| Value::Text(number)));
    let known: HashMap<(UnitId, String), (PersonId, String)> = reader
        .list::<(PersonId, UnitId, String, String)>(PEOPLE_BY_NUMBER, &filter)?
        .into_iter()
        .map(|(id, unit, number, name)| ((unit, number), (id, name)))
        .collect();
    let named = mapping.contains(&Some(Meaning::Authors));
    for row in planned {
        let (unit, mut faults) = (row.place.unit, Faults::none());
        let content = &mut row.content;
        let authors = content.authors.clone();
        let mut found = Vec::new();
        content.strangers.retain(|number| {
            let Some((id, name)) = known.get(&(unit, number.clone())) else { return true };
            if named && !authors.contains(name.as_str()) {
                faults.add(number.clone(), Reason::new("history-number-of-another").with("name", name));
            }
            found.push(*id);
            false
        });
        found.dedup();
        content.people = found;
        let wrong = faults.iter().map(|(cell, why)| Fault {
            meaning: Meaning::EmployeeNo,
            cell: cell.to_owned(),
            why: why.clone(),
        });
        let wrong: Vec<Fault> = wrong.collect();
        match &mut row.outcome {
            Outcome::Faulty(all) => all.extend(wrong),
            outcome if !wrong.is_empty() => *outcome = Outcome::Faulty(wrong),
            _ => {}
        }
    }
    Ok(())
}

/// Adds what would be done with some rows to a digest of what would be done with those before.
pub fn chained(chain: &str, planned: &[Planned]) -> String {
    let mut digest = Sha256::new().chain_update(chain);
    for row in planned {
        let what = match &row.outcome {
            Outcome::New => "new".to_owned(),
            Outcome::Changed(id, _) => id.to_string(),
            Outcome::Same => "same".to_owned(),
            Outcome::Faulty(_) => "faulty".to_owned(),
        };
        let content = serde_json::to_string(&row.content).unwrap_or_default();
        digest.update(format!("{} {} {} {what} {content}\n", row.line, row.place.unit, row.key));
    }
    hex::encode(digest.finalize())
}
