//! What an invention counts for in the totals of the nodes, and the figures made of it. Secrets count like all others:
//! numbers travel up, texts do not.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use kernel::{Path, Result, Time};
use stats::{Basis, Formula, Indicator, Measure, Nature, Scope, Source, Standing, Unit, Which};
use store::{Filter, Reader, Value};

use crate::model::{InventionId, KIND};

const DISCLOSED: Measure = Measure::sum(200, "invention.disclosed");
const ACCEPTED: Measure = Measure::sum(201, "invention.filed");
const GRANTED: Measure = Measure::sum(202, "invention.granted");
const PATENTS: Measure = Measure::sum(203, "invention.patents");

/// Inventions as records that count.
pub const SOURCE: Source =
    Source { name: KIND, kinds: &[KIND], measures: &[DISCLOSED, ACCEPTED, GRANTED, PATENTS], standings };

/// The figures; the seed's third is the inventions that were filed or kept as a secret [S0].
pub const INDICATORS: &[Indicator] = &[
    figure("invention.disclosed", &[DISCLOSED]),
    Indicator { public: true, ..figure("invention.filed", &[ACCEPTED]) },
    Indicator { public: true, ..figure("invention.granted", &[GRANTED]) },
    Indicator { public: true, ..figure("invention.patents", &[PATENTS]) },
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
        public: false,
        records: |_, _| None,
    }
}

const INVENTIONS: &str = "SELECT i.id, i.path, i.industry_path, i.handed_in_at, i.state FROM invention i WHERE";
/// When it was decided to file them or to keep them secret stands in the ledger.
const DECISIONS: &str = "SELECT subject, at FROM ledger_entry WHERE kind = 'invention' \
    AND step IN ('invention_file', 'invention_keep_secret') AND";
const GRANTS: &str =
    "SELECT r.invention, r.granted_on, r.kind FROM invention_right r WHERE r.granted_on IS NOT NULL AND";

/// An invention with its place, when it was handed in, and where it stands.
type Row = (InventionId, Path, Option<Path>, Option<Time>, String);

fn standings(reader: &Reader<'_>, which: &Which<'_>) -> Result<Vec<Standing>> {
    let mut filter = Filter::new();
    which.narrow(&mut filter, "i.id");
    let found: Vec<Row> = reader.list(INVENTIONS, &filter)?;
    let these = |column| {
        let mut filter = Filter::new();
        filter.and_in(column, found.iter().map(|row| Value::Id(row.0.uuid())));
        filter
    };
    let mut decided: BTreeMap<InventionId, Time> = BTreeMap::new();
    for (id, at) in reader.list::<(InventionId, Time)>(DECISIONS, &these("subject"))? {
        let first = decided.entry(id).or_insert(at);
        *first = (*first).min(at);
    }
    let mut grants: BTreeMap<InventionId, Vec<(Date, String)>> = BTreeMap::new();
    for (id, on, kind) in reader.list::<(InventionId, Date, String)>(GRANTS, &these("r.invention"))? {
        grants.entry(id).or_default().push((on, kind));
    }
    let standing = |(id, path, industry_path, handed_in, state): Row| {
        let mut standing = Standing::at(id.any(), path, industry_path);
        if state != "invention_withdrawn" {
            handed_in.into_iter().for_each(|at| standing.add(&DISCLOSED, at, 1));
        }
        decided.remove(&id).into_iter().for_each(|at| standing.add(&ACCEPTED, at, 1));
        for (on, kind) in grants.remove(&id).unwrap_or_default() {
            let at = Time::start_of(on);
            standing.add(&GRANTED, at, 1);
            if matches!(kind.as_str(), "invention" | "utility" | "design") {
                standing.add(&PATENTS, at, 1);
            }
        }
        standing
    };
    Ok(found.into_iter().map(standing).collect())
}

#[cfg(test)]
mod tests {
    use kernel::lifecycle::Word as _;
    use works::rights::Kind;

    use super::*;
    use crate::lifecycle::{State, Step};

    #[test]
    fn what_is_written_out_names_the_words_of_the_lifecycle() {
        for step in [Step::File, Step::KeepSecret] {
            assert!(DECISIONS.contains(&format!("'{}'", step.word())));
        }
        assert_eq!(State::Withdrawn.word(), "invention_withdrawn");
        let patents = [Kind::Invention, Kind::Utility, Kind::Design].map(|kind| kind.word());
        assert_eq!(patents, ["invention", "utility", "design"]);
    }
}
