//! What an adoption counts for in the totals of the nodes, and the figures made of it. The seed's fourth
//! figure is methods that others took over, not methods that were made [S0].

use jiff::civil::date;
use kernel::{Path, Result, Time};
use stats::{Basis, Formula, Indicator, Measure, Nature, Scope, Source, Standing, Unit, Which};
use store::{Filter, Reader};
use works::{Kind, WorkId};

use crate::model::{AdoptionId, KIND};

const TAKEN_OVER: Measure = Measure::sum(400, "adoption.taken_over");
const OUTSIDE: Measure = Measure::sum(401, "adoption.outside");
const METHODS: Measure = Measure::sum(402, "adoption.methods");
const PROMOTED: Measure = Measure::distinct(403, "method.promoted");

/// Adoptions as records that count.
pub const SOURCE: Source =
    Source { name: KIND, kinds: &[KIND], measures: &[TAKEN_OVER, OUTSIDE, METHODS, PROMOTED], standings };

/// The figures. They count where the works were taken over.
pub const INDICATORS: &[Indicator] = &[
    figure("adoption.taken_over", &[TAKEN_OVER]),
    figure("adoption.outside", &[OUTSIDE]),
    figure("adoption.methods", &[METHODS]),
    figure("method.promoted", &[PROMOTED]),
];

const fn figure(code: &'static str, of: &'static [Measure]) -> Indicator {
    Indicator {
        code,
        version: 1,
        valid_from: date(2021, 1, 1),
        valid_until: None,
        unit: Unit::Count,
        nature: Nature::Flow,
        scope: Scope::Taker,
        basis: Basis::Happened,
        formula: Formula::just(of),
        feeds: &[KIND],
        public: true,
        records: |_, _| None,
    }
}

/// Ended adoptions count: they did spread.
const ADOPTIONS: &str = "SELECT a.id, a.path, a.industry_path, a.work, w.kind, a.inside, a.since \
    FROM adoption a JOIN work w ON w.id = a.work WHERE";

/// An adoption with its place, what was taken over, whether inside the enterprise, since when.
type Row = (AdoptionId, Path, Option<Path>, WorkId, Kind, bool, Option<Time>);

fn standings(reader: &Reader<'_>, which: &Which<'_>) -> Result<Vec<Standing>> {
    let mut filter = Filter::new();
    which.narrow(&mut filter, "a.id");
    let standing = |(id, path, industry_path, work, kind, inside, since): Row| {
        let mut standing = Standing::at(id.any(), path, industry_path);
        if let Some(since) = since {
            standing.add(&TAKEN_OVER, since, 1);
            standing.add(&OUTSIDE, since, i64::from(!inside));
            if kind == Kind::Method {
                standing.add(&METHODS, since, 1);
                standing.once(&PROMOTED, since, work);
            }
        }
        standing
    };
    Ok(reader.list::<Row>(ADOPTIONS, &filter)?.into_iter().map(standing).collect())
}
