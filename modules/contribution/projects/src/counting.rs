//! What a project counts for in the totals of the nodes, and the figures made of it.

use std::collections::BTreeMap;

use jiff::civil::date;
use kernel::{Path, Result, Time};
use stats::{Basis, Formula, Indicator, Measure, Nature, Scope, Source, Standing, Unit, Which};
use store::{Filter, Reader, Value};

use crate::model::{KIND, ProjectId};

const PROPOSED: Measure = Measure::sum(100, "project.proposed");
const APPROVED: Measure = Measure::sum(101, "project.approved");
const ACCEPTED: Measure = Measure::sum(102, "project.accepted");

/// Projects as records that count.
pub const SOURCE: Source = Source { name: KIND, kinds: &[KIND], measures: &[PROPOSED, APPROVED, ACCEPTED], standings };

/// The figures; the seed's second is the projects that were approved [S0].
pub const INDICATORS: &[Indicator] = &[
    figure("project.proposed", &[PROPOSED]),
    Indicator { public: true, ..figure("project.approved", &[APPROVED]) },
    Indicator { public: true, ..figure("project.accepted", &[ACCEPTED]) },
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

const PROJECTS: &str = "SELECT p.id, p.path, p.industry_path, p.proposed_at, \
    CASE WHEN p.state = 'project_accepted' THEN p.closed_at END FROM project p WHERE";
/// When they were approved stands in the ledger.
const APPROVALS: &str = "SELECT subject, at FROM ledger_entry WHERE kind = 'project' AND step = 'project_approve' AND";

/// A project with its place, when it was proposed, when accepted.
type Row = (ProjectId, Path, Option<Path>, Time, Option<Time>);

fn standings(reader: &Reader<'_>, which: &Which<'_>) -> Result<Vec<Standing>> {
    let mut filter = Filter::new();
    which.narrow(&mut filter, "p.id");
    let found: Vec<Row> = reader.list(PROJECTS, &filter)?;
    let mut filter = Filter::new();
    filter.and_in("subject", found.iter().map(|row| Value::Id(row.0.uuid())));
    let approved: BTreeMap<ProjectId, Time> =
        reader.list::<(ProjectId, Time)>(APPROVALS, &filter)?.into_iter().collect();
    let standing = |(id, path, industry_path, proposed_at, accepted_at): Row| {
        let mut standing = Standing::at(id.any(), path, industry_path);
        let days = [(&PROPOSED, Some(proposed_at)), (&APPROVED, approved.get(&id).copied()), (&ACCEPTED, accepted_at)];
        for (measure, at) in days {
            at.into_iter().for_each(|at| standing.add(measure, at, 1));
        }
        standing
    };
    Ok(found.into_iter().map(standing).collect())
}

#[cfg(test)]
mod tests {
    use kernel::lifecycle::Word as _;

    use super::*;
    use crate::lifecycle::{State, Step};

    #[test]
    fn the_statements_name_the_words_of_the_lifecycle() {
        assert!(PROJECTS.contains(&format!("'{}'", State::Accepted.word())));
        assert!(APPROVALS.contains(&format!("'{}'", Step::Approve.word())));
        assert!(APPROVALS.contains(&format!("'{KIND}'")));
    }
}
