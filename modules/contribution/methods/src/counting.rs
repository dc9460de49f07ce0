//! What an operating method counts for in the totals of the nodes, and the figures made of it.

use jiff::civil::date;
use kernel::{Path, Result, Time};
use stats::{Basis, Formula, Indicator, Measure, Nature, Scope, Source, Standing, Unit, Which};
use store::{Filter, Reader};

use crate::model::{KIND, MethodId};

const CREATED: Measure = Measure::sum(300, "method.created");
const NAMED: Measure = Measure::sum(301, "method.named");

/// Methods as records that count.
pub const SOURCE: Source = Source { name: KIND, kinds: &[KIND], measures: &[CREATED, NAMED], standings };

/// The figures. How many were promoted is said by those who took them over.
pub const INDICATORS: &[Indicator] = &[figure("method.created", &[CREATED]), figure("method.named", &[NAMED])];

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

/// Created when its first version was accepted, named when the first level named it.
const METHODS: &str = "SELECT m.id, m.path, m.industry_path, \
    (SELECT MIN(v.at) FROM method_version v WHERE v.method = m.id), \
    (SELECT MIN(n.decided_at) FROM method_naming n WHERE n.method = m.id AND n.standing = 'named') \
    FROM method m WHERE";

/// A method with its place, when it was created, when named.
type Row = (MethodId, Path, Option<Path>, Option<Time>, Option<Time>);

fn standings(reader: &Reader<'_>, which: &Which<'_>) -> Result<Vec<Standing>> {
    let mut filter = Filter::new();
    which.narrow(&mut filter, "m.id");
    let standing = |(id, path, industry_path, created_at, named_at): Row| {
        let mut standing = Standing::at(id.any(), path, industry_path);
        for (measure, at) in [(&CREATED, created_at), (&NAMED, named_at)] {
            at.into_iter().for_each(|at| standing.add(measure, at, 1));
        }
        standing
    };
    Ok(reader.list::<Row>(METHODS, &filter)?.into_iter().map(standing).collect())
}
