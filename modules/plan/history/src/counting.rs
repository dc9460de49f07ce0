//! What imports count for. They have measures of their own, so no figure of what was recorded ever holds any of it. An
//! import is the record that counts: all its rows begin and end to count with one entry of the ledger.

use std::collections::BTreeMap;

use jiff::civil::date;
use kernel::id::UnitId;
use kernel::{Path, Result, Time};
use stats::{Basis, Formula, Indicator, Measure, Nature, Period, Scope, Source, Standing, Unit, Which};
use store::{Filter, Reader, Value};
use works::Kind;

use crate::model::{IMPORT, ImportId};
use crate::store::{COUNTS, IMPORTS_BY_ID};

const SUGGESTIONS: Measure = Measure::sum(710, "history.suggestions");
const PROJECTS: Measure = Measure::sum(711, "history.projects");
const INVENTIONS: Measure = Measure::sum(712, "history.inventions");
const METHODS: Measure = Measure::sum(713, "history.methods");
const BENEFIT: Measure = Measure::sum(714, "history.benefit");

/// Imports as records that count.
pub const SOURCE: Source = Source {
    name: IMPORT,
    kinds: &[IMPORT],
    measures: &[SUGGESTIONS, PROJECTS, INVENTIONS, METHODS, BENEFIT],
    standings,
};

/// The figures.
pub const INDICATORS: &[Indicator] = &[
    figure("history.suggestions", Unit::Count, &[SUGGESTIONS], |unit, time| page(unit, "suggestions", time)),
    figure("history.projects", Unit::Count, &[PROJECTS], |unit, time| page(unit, "projects", time)),
    figure("history.inventions", Unit::Count, &[INVENTIONS], |unit, time| page(unit, "inventions", time)),
    figure("history.methods", Unit::Count, &[METHODS], |unit, time| page(unit, "methods", time)),
    figure("history.benefit", Unit::Fen, &[BENEFIT], |unit, time| page(unit, "benefit", time)),
];

/// Where the records behind a figure are: rows are to be read at some nodes only, so the page of the node leads on.
type Records = fn(UnitId, Period) -> Option<String>;

const fn figure(code: &'static str, unit: Unit, of: &'static [Measure], records: Records) -> Indicator {
    Indicator {
        code,
        version: 1,
        valid_from: date(1980, 1, 1),
        valid_until: None,
        unit,
        nature: Nature::Flow,
        scope: Scope::Origin,
        basis: Basis::Registered,
        formula: Formula::just(of),
        feeds: &[IMPORT],
        public: false,
        records,
    }
}

fn page(unit: UnitId, of: &str, time: Period) -> Option<String> {
    Some(format!("/history/{unit}?of=history.{of}&from={}&until={}", time.from, time.until))
}

/// How many rows of an import, at which place, of which kind, on which day, and their benefit.
type Row = (ImportId, Path, Option<Path>, Kind, Time, i64, i64);

/// The rows of an import by their place in both trees.
type ByPlace = BTreeMap<(Path, Option<Path>), Vec<Row>>;

fn standings(reader: &Reader<'_>, which: &Which<'_>) -> Result<Vec<Standing>> {
    let mut filter = Filter::new();
    which.narrow(&mut filter, "i.id");
    let imports: Vec<(ImportId,)> = reader.list(IMPORTS_BY_ID, &filter)?;
    let mut filter = Filter::new();
    filter.and_in("r.import", imports.iter().map(|(id,)| Value::Id(id.uuid())));
    filter.tail("GROUP BY r.import, r.path, r.industry_path, r.kind, r.day", []);
    let mut rows: BTreeMap<ImportId, ByPlace> = BTreeMap::new();
    for row in reader.list::<Row>(COUNTS, &filter)? {
        rows.entry(row.0).or_default().entry((row.1.clone(), row.2.clone())).or_default().push(row);
    }
    let standing = |(id,): (ImportId,)| {
        let mut whole = Standing { subject: id.any(), parts: Vec::new() };
        for ((path, industry_path), rows) in rows.remove(&id).unwrap_or_default() {
            let mut part = Standing::at(id.any(), path, industry_path);
            for (.., kind, day, count, benefit) in rows {
                part.add(measure(kind), day, count);
                part.add(&BENEFIT, day, benefit);
            }
            whole.parts.append(&mut part.parts);
        }
        whole
    };
    Ok(imports.into_iter().map(standing).collect())
}

fn measure(kind: Kind) -> &'static Measure {
    match kind {
        Kind::Suggestion => &SUGGESTIONS,
        Kind::Project => &PROJECTS,
        Kind::Invention => &INVENTIONS,
        Kind::Method => &METHODS,
    }
}
