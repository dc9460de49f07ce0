//! How many employees there are: the whole by which taking part is measured. An enterprise counts as one
//! record, at the place of each of its units.

use std::collections::BTreeMap;

use jiff::civil::date;
use kernel::id::{AnyId, UnitId};
use kernel::{Path, Result, Time};
use store::{Filter, Reader, Value};

use crate::day::Day;
use crate::indicator::{Basis, Formula, Indicator, Nature, Scope, Unit};
use crate::measure::Measure;
use crate::read::{FIRST_YEAR, LAST_YEAR};
use crate::source::{Source, Which};
use crate::standing::{Amount, Part, Standing, What};

/// Employees with an entry in the roster of their enterprise.
pub const HEADCOUNT: Measure = Measure::stock(700, "people.headcount");

/// Employees as records that count.
pub const SOURCE: Source = Source { name: "people", kinds: &["person", "unit"], measures: &[HEADCOUNT], standings };

/// The figures that employees answer for.
pub const INDICATORS: &[Indicator] = &[
    headcount("people.headcount"),
    // The first of the inputs of the German benchmark of suggestion schemes.
    headcount("benchmark.possible_submitters"),
];

const fn headcount(code: &'static str) -> Indicator {
    Indicator {
        code,
        version: 1,
        valid_from: date(2021, 1, 1),
        valid_until: None,
        unit: Unit::Persons,
        nature: Nature::Stock,
        scope: Scope::Employer,
        basis: Basis::Happened,
        formula: Formula::just(&[HEADCOUNT]),
        feeds: &["person", "unit"],
        public: false,
        records: |_, _| None,
    }
}

const OF_PEOPLE: &str = "SELECT enterprise FROM person WHERE";
const OF_UNITS: &str = "SELECT enterprise FROM unit WHERE enterprise IS NOT NULL AND";
const ENTERPRISES: &str = "SELECT id, number, path, industry_path FROM unit WHERE kind = 'enterprise' AND";
const UNITS: &str = "SELECT id, enterprise, path FROM unit WHERE";
const PEOPLE: &str = "SELECT unit, joined_at, ended_at FROM person WHERE";
const MOVES: &str = "SELECT subject, at, path, industry_path FROM ledger_entry \
    WHERE kind = 'unit' AND step IN ('founded', 'moved') AND";

/// An enterprise as it is now: its number and its place in both trees.
type Enterprise = (UnitId, i64, Path, Option<Path>);
/// Since when an enterprise has been at a place.
type Stay = (Time, Path, Option<Path>);

fn standings(reader: &Reader<'_>, which: &Which<'_>) -> Result<Vec<Standing>> {
    let mut filter = Filter::new();
    match which {
        Which::These(ids) => {
            let mut employers = employers(reader, OF_PEOPLE, ids)?;
            employers.extend(self::employers(reader, OF_UNITS, ids)?);
            filter.and_in("id", employers.into_iter().map(|id| Value::Id(id.uuid())));
        }
        Which::After(..) => which.narrow(&mut filter, "id"),
    }
    let enterprises: Vec<Enterprise> = reader.list(ENTERPRISES, &filter)?;
    let ids: Vec<UnitId> = enterprises.iter().map(|enterprise| enterprise.0).collect();
    let these = |column| {
        let mut filter = Filter::new();
        filter.and_in(column, ids.iter().map(|id| Value::Id(id.uuid())));
        filter
    };
    let mut moves = these("subject");
    moves.tail("ORDER BY id", []);
    let mut stays: BTreeMap<UnitId, Vec<Stay>> = BTreeMap::new();
    for (id, at, path, industry_path) in reader.list::<(UnitId, Time, Option<Path>, Option<Path>)>(MOVES, &moves)? {
        if let Some(path) = path {
            stays.entry(id).or_default().push((at, path, industry_path));
        }
    }
    let mut comings: BTreeMap<UnitId, BTreeMap<Day, i64>> = BTreeMap::new();
    for (unit, joined, ended) in reader.list::<(UnitId, Time, Option<Time>)>(PEOPLE, &these("enterprise"))? {
        let days = comings.entry(unit).or_default();
        *days.entry(day_of(joined)).or_default() += 1;
        if let Some(ended) = ended {
            *days.entry(day_of(ended)).or_default() -= 1;
        }
    }
    let mut units: BTreeMap<UnitId, Vec<(UnitId, Path)>> = BTreeMap::new();
    for (unit, enterprise, path) in reader.list::<(UnitId, UnitId, Path)>(UNITS, &these("enterprise"))? {
        units.entry(enterprise).or_default().push((unit, path));
    }
    let standing = |(id, _, path, industry_path): Enterprise| {
        let now = (Time::from_millis(i64::MIN), path, industry_path);
        let stays = stays.remove(&id).unwrap_or_else(|| vec![now.clone()]);
        let units = units.remove(&id).unwrap_or_default();
        let parts = units.iter().flat_map(|(unit, path)| {
            let inside = path.as_str().get(now.1.as_str().len()..).unwrap_or_default();
            comings.get(unit).map(|days| at_places(&stays, inside, days)).unwrap_or_default()
        });
        Standing { subject: id.any(), parts: parts.collect() }
    };
    Ok(enterprises.into_iter().map(standing).collect())
}

/// The employers of the people, or the enterprises of the units, among some ids.
fn employers(reader: &Reader<'_>, head: &'static str, ids: &[AnyId]) -> Result<Vec<UnitId>> {
    let mut filter = Filter::new();
    filter.and_in("id", ids.iter().map(|id| Value::Id(id.uuid())));
    Ok(reader.list::<(UnitId,)>(head, &filter)?.into_iter().map(|(id,)| id).collect())
}

/// What happened before the totals begin counts on their first day, and what comes after they end on the last.
fn day_of(at: Time) -> Day {
    Day::of(at).clamp(Day::first_of(FIRST_YEAR * 12), Day(Day::first_of(LAST_YEAR * 12 + 12).0 - 1))
}

/// The people of a unit at each place its enterprise has had: they come where it is then, and when it moves,
/// all of them leave the one place and come to the other. Inside the enterprise its units count where they
/// are now.
fn at_places(stays: &[Stay], inside: &str, days: &BTreeMap<Day, i64>) -> Vec<Part> {
    let mut parts = Vec::new();
    for (at, (since, path, industry_path)) in stays.iter().enumerate() {
        let from = if at == 0 { Day(i32::MIN) } else { day_of(*since) };
        let until = stays.get(at + 1).map_or(Day(i32::MAX), |next| day_of(next.0));
        if until <= from {
            continue; // it moved on the same day
        }
        let amount = |day, number| Amount { measure: HEADCOUNT.id, day, what: What::Come(number) };
        let sum = |before| days.range(..before).map(|(_, number)| number).sum::<i64>();
        let mut amounts: Vec<Amount> = days.range(from..until).map(|(day, number)| amount(*day, *number)).collect();
        amounts.extend((at > 0).then(|| amount(from, sum(from))));
        amounts.extend((until < Day(i32::MAX)).then(|| amount(until, -sum(until))));
        amounts.retain(|amount| amount.what != What::Come(0));
        parts.push(Part {
            path: Path::from_text(format!("{path}{inside}")),
            industry_path: industry_path.as_ref().map(|path| Path::from_text(format!("{path}{inside}"))),
            amounts,
        });
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_leave_the_old_place_when_their_enterprise_moves() {
        let (old, new) = (Path::root(1).child(2), Path::root(1).child(3));
        let at = |text: &str| Time::start_of(text.parse().unwrap());
        let day = |text: &str| Day::of(at(text));
        let stays = [(at("2023-01-01"), old.clone(), None), (at("2024-06-01"), new.clone(), None)];
        let days = BTreeMap::from([(day("2022-03-01"), 40), (day("2024-02-01"), -5), (day("2024-07-01"), 2)]);
        let parts = at_places(&stays, ".0000a", &days);
        let told: Vec<_> = parts
            .iter()
            .flat_map(|part| part.amounts.iter().map(|amount| (part.path.as_str(), amount.day, amount.what)))
            .collect();
        assert_eq!(
            told,
            [
                ("00001.00002.0000a", day("2022-03-01"), What::Come(40)),
                ("00001.00002.0000a", day("2024-02-01"), What::Come(-5)),
                ("00001.00002.0000a", day("2024-06-01"), What::Come(-35)),
                ("00001.00003.0000a", day("2024-07-01"), What::Come(2)),
                ("00001.00003.0000a", day("2024-06-01"), What::Come(35)),
            ]
        );
    }
}
