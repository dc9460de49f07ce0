//! The counts once more from the records themselves: slower with every record, and what the totals
//! must come to.

use std::collections::BTreeMap;

use identity::Unit;
use kernel::lifecycle::Word as _;
use kernel::{Path, Result, Time};
use store::{Filter, Reader};

use super::{Counts, Figure, Table, Window, behind, child_of, only};

const RECORDS: &str = "SELECT s.path, s.industry_path, s.submitted_at FROM suggestion s WHERE";

/// Counts what was registered at and below `node` in the window, record by record.
///
/// # Errors
/// Broken, when the database fails.
pub fn recount(reader: &Reader<'_>, node: &Unit, window: &Window, now: Time) -> Result<Table> {
    let mut months = vec![Counts::default(); window.months.len()];
    let mut children: BTreeMap<Path, Counts> = BTreeMap::new();
    for figure in Figure::ALL {
        let mut filter = Filter::new();
        behind(&mut filter, node, &node.path, false, window);
        only(&mut filter, *figure, now);
        let records: Vec<(Path, Option<Path>, Time)> = reader.list(RECORDS, &filter)?;
        for (path, industry_path, at) in records {
            let child = child_of(node, &path, industry_path.as_ref());
            let month = usize::try_from(at.month() - window.from().month()).unwrap_or_default();
            *months[month].figure(*figure) += 1;
            *children.entry(child).or_default().figure(*figure) += 1;
        }
    }
    Ok(Table { months, children })
}

impl Counts {
    fn figure(&mut self, figure: Figure) -> &mut i64 {
        match figure {
            Figure::Received => &mut self.received,
            Figure::Answered => &mut self.answered,
            Figure::OnTime => &mut self.on_time,
            Figure::Adopted => &mut self.adopted,
            Figure::Implemented => &mut self.implemented,
            Figure::Open => &mut self.open,
            Figure::Unassigned => &mut self.unassigned,
            Figure::Overdue => &mut self.overdue,
        }
    }
}
