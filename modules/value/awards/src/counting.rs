//! What a paid award counts for in the totals of the nodes, and the figures made of it. What was taken back
//! counts against the period it was taken back in.

use std::collections::BTreeMap;

use jiff::civil::date;
use kernel::id::PersonId;
use kernel::{Fen, Path, Result, Time};
use stats::{Basis, Formula, Indicator, Measure, Nature, Scope, Source, Standing, Unit, Which};
use store::{Filter, Reader, Value};
use works::Kind;

use crate::model::{AwardId, Flow, KIND};

const CASH: Measure = Measure::sum(600, "award.cash");
/// Nothing is awarded but money so far.
const NON_CASH: Measure = Measure::sum(601, "award.non_cash");
const CASH_FOR_SUGGESTIONS: Measure = Measure::sum(602, "award.cash_for_suggestions");
/// Nobody objects any more, and it is not paid yet; on the day it was approved.
const WAITING: Measure = Measure::sum(604, "award.waiting");
const PEOPLE: Measure = Measure::distinct(603, "award.people");

/// Awards as records that count.
pub const SOURCE: Source = Source {
    name: KIND,
    kinds: &[KIND],
    measures: &[CASH, NON_CASH, CASH_FOR_SUGGESTIONS, PEOPLE, WAITING],
    standings,
};

/// The figures, and two of the inputs of the German benchmark of suggestion schemes.
pub const INDICATORS: &[Indicator] = &[
    Indicator { public: true, ..figure("award.cash", Unit::Fen, &[CASH]) },
    figure("award.people", Unit::Persons, &[PEOPLE]),
    figure("award.waiting", Unit::Count, &[WAITING]),
    figure("benchmark.cash_rewards", Unit::Fen, &[CASH_FOR_SUGGESTIONS]),
    figure("benchmark.non_cash_rewards", Unit::Fen, &[NON_CASH]),
];

const fn figure(code: &'static str, unit: Unit, of: &'static [Measure]) -> Indicator {
    Indicator {
        code,
        version: 1,
        valid_from: date(2021, 1, 1),
        valid_until: None,
        unit,
        nature: Nature::Flow,
        scope: Scope::Origin,
        basis: Basis::Happened,
        formula: Formula::just(of),
        feeds: &[KIND],
        public: false,
        records: |_, _| None,
    }
}

const AWARDS: &str = "SELECT a.id, a.path, a.industry_path, w.kind, \
    CASE WHEN a.state = 'payable' THEN COALESCE(a.approved_at, a.proposed_at) END \
    FROM award a JOIN work w ON w.id = a.work WHERE";
const PAYMENTS: &str = "SELECT award, person, kind, amount, at FROM award_payment WHERE";

/// An award with its place, for which kind of work, and since when it waits to be paid.
type Row = (AwardId, Path, Option<Path>, Kind, Option<Time>);
/// Money that went out, or came back and is negative.
type Payment = (AwardId, PersonId, Flow, Fen, Time);

fn standings(reader: &Reader<'_>, which: &Which<'_>) -> Result<Vec<Standing>> {
    let mut filter = Filter::new();
    which.narrow(&mut filter, "a.id");
    let awards: Vec<Row> = reader.list(AWARDS, &filter)?;
    let mut filter = Filter::new();
    filter.and_in("award", awards.iter().map(|award| Value::Id(award.0.uuid())));
    let mut payments: BTreeMap<AwardId, Vec<Payment>> = BTreeMap::new();
    for payment in reader.list::<Payment>(PAYMENTS, &filter)? {
        payments.entry(payment.0).or_default().push(payment);
    }
    let standing = |(id, path, industry_path, kind, waiting): Row| {
        let mut standing = Standing::at(id.any(), path, industry_path);
        if let Some(at) = waiting {
            standing.add(&WAITING, at, 1);
        }
        for (_, person, flow, Fen(fen), at) in payments.remove(&id).unwrap_or_default() {
            standing.add(&CASH, at, fen);
            if kind == Kind::Suggestion {
                standing.add(&CASH_FOR_SUGGESTIONS, at, fen);
            }
            if flow == Flow::Pay {
                standing.once(&PEOPLE, at, person);
            }
        }
        standing
    };
    Ok(awards.into_iter().map(standing).collect())
}
