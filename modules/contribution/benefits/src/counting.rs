//! What an audited benefit counts for in the totals of the nodes, and the figures made of it. It counts on
//! the day finance first signed it, with the figure that stands now: one that is looked at again or revoked
//! changes the period it was signed in.

use jiff::civil::date;
use kernel::{Fen, Path, Result, Time};
use stats::{Basis, Formula, Indicator, Measure, Nature, Scope, Source, Standing, Unit, Which};
use store::{Filter, Json, Reader};
use works::Kind;
use works::uses::UseId;

use crate::model::{Basis as Stated, KIND};

const STATEMENTS: Measure = Measure::sum(500, "benefit.statements");
const AUDITED: Measure = Measure::sum(501, "benefit.audited");
const GROSS_OF_SUGGESTIONS: Measure = Measure::sum(502, "benefit.gross_of_suggestions");
const NET_OF_SUGGESTIONS: Measure = Measure::sum(503, "benefit.net_of_suggestions");
/// Handed in and not yet looked at by finance, on the day it was handed in.
const WAITING: Measure = Measure::sum(504, "benefit.waiting");

/// Benefit statements as records that count.
pub const SOURCE: Source = Source {
    name: KIND,
    kinds: &[KIND],
    measures: &[STATEMENTS, AUDITED, GROSS_OF_SUGGESTIONS, NET_OF_SUGGESTIONS, WAITING],
    standings,
};

/// The figures, and two of the inputs of the German benchmark of suggestion schemes.
pub const INDICATORS: &[Indicator] = &[
    Indicator { public: true, ..figure("benefit.audited", Unit::Fen, &[AUDITED]) },
    figure("benefit.statements", Unit::Count, &[STATEMENTS]),
    figure("benefit.waiting", Unit::Count, &[WAITING]),
    figure("benchmark.gross_benefit", Unit::Fen, &[GROSS_OF_SUGGESTIONS]),
    figure("benchmark.net_benefit", Unit::Fen, &[NET_OF_SUGGESTIONS]),
];

const fn figure(code: &'static str, unit: Unit, of: &'static [Measure]) -> Indicator {
    Indicator {
        code,
        version: 1,
        valid_from: date(2021, 1, 1),
        valid_until: None,
        unit,
        nature: Nature::Flow,
        scope: Scope::User,
        basis: Basis::Happened,
        formula: Formula::just(of),
        feeds: &[KIND],
        public: false,
        records: |_, _| None,
    }
}

const BENEFITS: &str = "SELECT b.id, b.path, b.industry_path, w.kind, b.audited_fen, b.audit, \
    (SELECT MIN(v.at) FROM benefit_version v WHERE v.benefit = b.id AND v.step = 'audit'), \
    CAST(CASE WHEN b.state = 'audited' THEN 1 ELSE 0 END AS BIGINT), \
    CASE WHEN b.state = 'handed_in' THEN b.claimed_at END \
    FROM benefit b JOIN work w ON w.id = b.work WHERE";

/// A statement with its place, of which kind of work, what was signed and how it came about, when first,
/// whether it stands, and since when it waits for finance.
type Row = (UseId, Path, Option<Path>, Kind, Option<Fen>, Option<Json<Stated>>, Option<Time>, bool, Option<Time>);

fn standings(reader: &Reader<'_>, which: &Which<'_>) -> Result<Vec<Standing>> {
    let mut filter = Filter::new();
    which.narrow(&mut filter, "b.id");
    let standing = |(id, path, industry_path, kind, fen, audit, signed_at, stands, waiting): Row| {
        let mut standing = Standing::at(id.any(), path, industry_path);
        if let Some(at) = waiting {
            standing.add(&WAITING, at, 1);
        }
        if let Some(at) = signed_at.filter(|_| stands) {
            standing.add(&STATEMENTS, at, 1);
            let net = fen.map_or(0, |fen| fen.0);
            standing.add(&AUDITED, at, net);
            if kind == Kind::Suggestion {
                standing.add(&GROSS_OF_SUGGESTIONS, at, audit.map_or(0, |Json(audit)| gross(&audit)));
                standing.add(&NET_OF_SUGGESTIONS, at, net);
            }
        }
        standing
    };
    Ok(reader.list::<Row>(BENEFITS, &filter)?.into_iter().map(standing).collect())
}

/// The gains alone, before the costs of implementing are taken off.
fn gross(stated: &Stated) -> i64 {
    let Stated::Computed { lines } = stated else { return 0 };
    lines.iter().filter_map(|line| line.fen()).map(|fen| fen.0.max(0)).sum()
}
