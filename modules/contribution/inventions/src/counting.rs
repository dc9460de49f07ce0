//! What an invention counts for in the totals of the nodes, and the figures made of it. The seed's third
//! figure is inventions [S0].

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use kernel::{Path, Result, Time};
use stats::{Basis, Formula, Indicator, Measure, Nature, Scope, Source, Standing, Unit, Which};
use store::{Filter, Reader, Value};
use works::rights::Kind;

use crate::model::{InventionId, KIND};

const DISCLOSED: Measure = Measure::sum(200, "invention.disclosed");
const APPLIED: Measure = Measure::sum(201, "invention.patents_applied");
const GRANTED: Measure = Measure::sum(202, "invention.patents_granted");
const OTHERS: Measure = Measure::sum(203, "invention.other_rights_granted");

/// Inventions as records that count.
pub const SOURCE: Source =
    Source { name: KIND, kinds: &[KIND], measures: &[DISCLOSED, APPLIED, GRANTED, OTHERS], standings };

/// The figures.
pub const INDICATORS: &[Indicator] = &[
    figure("invention.disclosed", &[DISCLOSED]),
    figure("invention.patents_applied", &[APPLIED]),
    figure("invention.patents_granted", &[GRANTED]),
    figure("invention.rights_granted", &[GRANTED, OTHERS]),
];

const fn figure(code: &'static str, of: &'static [Measure]) -> Indicator {
    Indicator {
        code,
        version: 1,
        valid_from: date(2021, 1, 1),
        valid_until: None,
        unit: Unit::Count,
        nature: Nature::Flow,
        scope: Scope::Origin,
        basis: Basis::Happened,
        formula: Formula::just(of),
        feeds: &[KIND],
        public: true,
        records: |_, _| None,
    }
}

/// What was withdrawn was not disclosed to anybody.
const INVENTIONS: &str = "SELECT i.id, i.path, i.industry_path, \
    CASE WHEN i.state NOT IN ('invention_draft', 'invention_withdrawn') THEN i.handed_in_at END FROM invention i WHERE";
const RIGHTS: &str = "SELECT r.invention, r.kind, r.applied_on, r.granted_on FROM invention_right r WHERE";

/// An invention with its place and when it was handed in.
type Row = (InventionId, Path, Option<Path>, Option<Time>);
/// A right: of which invention, which kind, applied for and granted when.
type Right = (InventionId, Kind, Option<Date>, Option<Date>);

fn standings(reader: &Reader<'_>, which: &Which<'_>) -> Result<Vec<Standing>> {
    let mut filter = Filter::new();
    which.narrow(&mut filter, "i.id");
    let inventions: Vec<Row> = reader.list(INVENTIONS, &filter)?;
    let mut filter = Filter::new();
    filter.and_in("r.invention", inventions.iter().map(|row| Value::Id(row.0.uuid())));
    let mut rights: BTreeMap<InventionId, Vec<Right>> = BTreeMap::new();
    for right in reader.list::<Right>(RIGHTS, &filter)? {
        rights.entry(right.0).or_default().push(right);
    }
    let standing = |(id, path, industry_path, handed_in_at): Row| {
        let mut standing = Standing::at(id.any(), path, industry_path);
        handed_in_at.into_iter().for_each(|at| standing.add(&DISCLOSED, at, 1));
        for (_, kind, applied_on, granted_on) in rights.remove(&id).unwrap_or_default() {
            let patent = kind.is_patent();
            if let Some(on) = applied_on.filter(|_| patent) {
                standing.add(&APPLIED, Time::start_of(on), 1);
            }
            if let Some(on) = granted_on {
                standing.add(if patent { &GRANTED } else { &OTHERS }, Time::start_of(on), 1);
            }
        }
        standing
    };
    Ok(inventions.into_iter().map(standing).collect())
}

#[cfg(test)]
mod tests {
    use kernel::lifecycle::Word as _;

    use super::*;
    use crate::lifecycle::State;

    #[test]
    fn the_statement_names_the_words_of_the_lifecycle() {
        for state in [State::Draft, State::Withdrawn] {
            assert!(INVENTIONS.contains(&format!("'{}'", state.word())));
        }
    }
}
