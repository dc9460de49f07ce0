//! The counts once more from the records themselves: slower with every record, and what the totals
//! must come to.

use std::collections::BTreeMap;

use identity::Unit;
use kernel::lifecycle::Word as _;
use kernel::{Path, Result, Time};
use store::{Filter, Reader};

use super::{Figure, Table, Tally, Window, behind, child_of, only};

const RECORDS: &str = "SELECT s.path, s.industry_path, s.submitted_at FROM suggestion s WHERE";

/// Counts what was registered at and below `node` in the window, record by record.
///
/// # Errors
/// Broken, when the database fails.
pub fn recount(reader: &Reader<'_>, node: &Unit, window: &Window, now: Time) -> Result<Table> {
    let mut cells: BTreeMap<(Path, i64), Tally> = BTreeMap::new();
    for figure in Figure::ALL {
        let mut filter = Filter::new();
        behind(&mut filter, node, &node.path, false, window);
        only(&mut filter, *figure, now);
        let records: Vec<(Path, Option<Path>, Time)> = reader.list(RECORDS, &filter)?;
        for (path, industry_path, at) in records {
            let child = child_of(node, &path, industry_path.as_ref());
            let month = at.month() - window.from().month();
            let cell = cells.entry((child.clone(), month)).or_insert_with(|| Tally::empty(child, month));
            *cell.figure(*figure) += 1;
        }
    }
    Ok(Table(cells.into_values().collect()))
}

impl Tally {
    fn empty(child: Path, month: i64) -> Tally {
        Tally { child, month, received: 0, answered: 0, on_time: 0, adopted: 0, implemented: 0, open: 0, overdue: 0 }
    }

    fn figure(&mut self, figure: Figure) -> &mut i64 {
        match figure {
            Figure::Received => &mut self.received,
            Figure::Answered => &mut self.answered,
            Figure::OnTime => &mut self.on_time,
            Figure::Adopted => &mut self.adopted,
            Figure::Implemented => &mut self.implemented,
            Figure::Open => &mut self.open,
            Figure::Overdue => &mut self.overdue,
        }
    }
}
