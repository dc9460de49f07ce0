//! Counting as one would by hand: every record at every node, without anything the fold keeps or uses.

use std::collections::{BTreeMap, BTreeSet};

use identity::store::units::UNITS_WHERE;
use identity::{Unit, UnitKind};
use kernel::{Path, Result};
use stats::{Amount, Kind, Measure, Node, Part, Period, Source, What, Which};
use store::{Filter, Reader};
use testkit::TestHouse;

/// Compares every measure of every unit over every month and year with a count by hand, and lets the house
/// compare for itself.
pub async fn agree(house: &TestHouse) {
    let (sources, now) = (house.app.sources(), house.clock.now());
    let compared = house.app.db.read(move |reader| {
        let measures: Vec<Measure> = sources.iter().flat_map(|source| source.measures).copied().collect();
        let parts = everything(reader, &sources)?;
        let mut periods: BTreeSet<Period> = BTreeSet::new();
        for amount in parts.iter().flat_map(|part| &part.amounts) {
            let month = amount.day.month();
            periods.extend([Period::month(month), Period::year(month / 12)]);
        }
        periods.insert(Period::months(stats::month(now) - 11, stats::month(now) + 1));
        let periods: Vec<Period> = periods.into_iter().collect();
        let mut found = 0;
        for unit in reader.list::<Unit>(UNITS_WHERE, &Filter::new())? {
            let (node, mine) = (Node::from(&unit), at(&unit, &parts));
            let reading = stats::reading(reader, &node, &measures, &periods)?;
            for period in &periods {
                let kept = reading.resolve(*period, &measures);
                for measure in measures.iter().filter(|measure| measure.kind != Kind::Owed) {
                    let counted = by_hand(measure, *period, &mine);
                    let what = format!("{} of {} in {period:?}", measure.code, unit.name);
                    match measure.kind {
                        Kind::Days => {
                            assert_eq!(kept.totals.histogram(measure).collect::<BTreeMap<_, _>>(), counted, "{what}")
                        }
                        Kind::Distinct if period.row().is_none() => assert_eq!(kept.sum(measure), None, "{what}"),
                        _ => assert_eq!(kept.sum(measure), Some(counted.get(&0).copied().unwrap_or(0)), "{what}"),
                    }
                    found += counted.len();
                }
            }
            for measure in measures.iter().filter(|measure| measure.kind == Kind::Owed) {
                let ever = Period::months(0, i32::MAX);
                let kept: i64 = stats::overdue(reader, &node, measure, ever, now)?.iter().map(|it| it.2).sum();
                let due = |amount: &&Amount| matches!(amount.what, What::Owed(due) if due < now);
                let counted = mine.iter().flat_map(|part| &part.amounts).filter(due).count();
                assert_eq!(kept, counted as i64, "{} of {}", measure.code, unit.name);
            }
        }
        let checked = stats::check(reader, &sources, |_| {})?;
        assert_eq!((checked.faults, checked.waiting), (Vec::new(), 0), "the house finds nothing wrong");
        Ok(found)
    });
    assert!(compared.await.unwrap() > 1000, "there is something to compare");
}

/// What all records count for.
fn everything(reader: &Reader<'_>, sources: &[Source]) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    for source in sources {
        let mut after = None;
        loop {
            // In small pages, so that paging is tried as well.
            let standings = (source.standings)(reader, &Which::After(after, 7))?;
            let Some(last) = standings.last() else { break };
            after = Some(last.subject);
            parts.extend(standings.into_iter().flat_map(|standing| standing.parts));
        }
    }
    Ok(parts)
}

/// What lies at or below a unit: for an industrial union in either tree.
fn at<'a>(unit: &Unit, parts: &'a [Part]) -> Vec<&'a Part> {
    let below = |path: &Path| unit.path.covers(path);
    let industrial =
        |part: &Part| unit.kind == UnitKind::IndustryUnion && part.industry_path.as_ref().is_some_and(below);
    parts.iter().filter(|part| below(&part.path) || industrial(part)).collect()
}

/// A measure: under 0, or by days where it is a histogram.
fn by_hand(measure: &Measure, period: Period, parts: &[&Part]) -> BTreeMap<u32, i64> {
    let mut sums: BTreeMap<u32, i64> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for amount in parts.iter().flat_map(|part| &part.amounts).filter(|amount| amount.measure == measure.id) {
        let month = amount.day.month();
        if !(period.holds(month) || measure.kind == Kind::Stock && month < period.until) {
            continue;
        }
        match amount.what {
            What::Add(number) | What::Come(number) => *sums.entry(0).or_default() += number,
            What::Took(days) => *sums.entry(days).or_default() += 1,
            What::Once(thing) => *sums.entry(0).or_default() += i64::from(seen.insert(thing)),
            What::Owed(_) => {}
        }
    }
    sums.retain(|_, sum| *sum != 0);
    sums
}
