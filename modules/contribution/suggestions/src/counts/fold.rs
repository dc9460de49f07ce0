//! The totals, folded from the ledger. A sealed entry says which suggestion has changed; what it counts
//! for now is compared with what it was counted for, and the difference is added to every node above.
//! So the fold needs to know no step, and an entry that comes twice changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use identity::{Unit, UnitKind};
use jobs::Fold;
use kernel::{Path, Result, Time};
use ledger::SealedRow;
use store::{Filter, Tx, Value, row, statements};

use super::Tally;
use crate::model::{KIND, SuggestionId};

/// The name of the fold. Another number counts everything anew, once the tables are empty.
const NAME: &str = "suggestions/counts/1";

/// What lies below the node in the regional tree.
const REGIONAL: i64 = 0;
/// What lies below an industrial union in the industrial tree alone.
const INDUSTRIAL: i64 = 1;

statements! {
    /// The cells of a node's children in some months, in the trees up to one.
    TALLIES: (Path, i64, i64, i64) => Tally =
        "SELECT child, month - $2 AS month, CAST(SUM(received) AS BIGINT) AS received, CAST(SUM(answered) AS BIGINT) AS answered, \
            CAST(SUM(on_time) AS BIGINT) AS on_time, CAST(SUM(adopted) AS BIGINT) AS adopted, \
            CAST(SUM(implemented) AS BIGINT) AS implemented, CAST(SUM(open) AS BIGINT) AS open, CAST(0 AS BIGINT) AS overdue \
         FROM suggestion_tally WHERE node = $1 AND month >= $2 AND month < $3 AND tree <= $4 \
         GROUP BY child, month ORDER BY child, month";
    /// What is overdue at a moment in the same cells.
    OVERDUE: (Path, i64, i64, i64, Time) => (Path, i64, i64) =
        "SELECT child, month - $2, CAST(SUM(count) AS BIGINT) FROM suggestion_owed \
         WHERE node = $1 AND due_at < $5 AND month >= $2 AND month < $3 AND tree <= $4 GROUP BY child, month";
    ADD: (Path, i64, Path, i64, i64, i64, i64, i64, i64, i64) => () =
        "INSERT INTO suggestion_tally (node, tree, child, month, received, answered, on_time, adopted, implemented, open) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (node, month, child, tree) DO UPDATE SET \
            received = suggestion_tally.received + excluded.received, answered = suggestion_tally.answered + excluded.answered, \
            on_time = suggestion_tally.on_time + excluded.on_time, adopted = suggestion_tally.adopted + excluded.adopted, \
            implemented = suggestion_tally.implemented + excluded.implemented, open = suggestion_tally.open + excluded.open";
    ADD_OWED: (Path, i64, Path, i64, Time, i64) => () =
        "INSERT INTO suggestion_owed (node, tree, child, month, due_at, count) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (node, due_at, month, child, tree) DO UPDATE SET count = suggestion_owed.count + excluded.count";
    SWEEP_OWED: (Path, i64, Path, i64, Time) => () =
        "DELETE FROM suggestion_owed WHERE node = $1 AND tree = $2 AND child = $3 AND month = $4 AND due_at = $5 AND count = 0";
    PUT_COUNTED: (SuggestionId, i64, Option<Time>) => () =
        "INSERT INTO suggestion_counted (suggestion, figures, owed) VALUES ($1, $2, $3) \
         ON CONFLICT (suggestion) DO UPDATE SET figures = excluded.figures, owed = excluded.owed";
}

/// A bit that is set where the condition of a figure holds.
macro_rules! bit {
    ($bit:literal, $condition:expr) => {
        concat!(" + CASE WHEN ", $condition, " THEN ", $bit, " ELSE 0 END")
    };
}

row! {
    /// A suggestion as it counts now, and as it was counted.
    #[derive(Clone, Debug)]
    pub struct Standing {
        /// Which.
        pub id: SuggestionId,
        /// Where it was registered in the regional tree.
        pub path: Path,
        /// And in the industrial one.
        pub industry_path: Option<Path>,
        /// When it was registered.
        pub submitted_at: Time,
        /// A bit for each figure that counts it: received, answered, on time, adopted, implemented, open.
        pub figures: i64,
        /// The deadline of what is owed to it.
        pub owed: Option<Time>,
        /// The figures that count it already.
        pub counted: Option<i64>,
        /// The deadline by which it is counted.
        pub counted_owed: Option<Time>,
    }
}

const STANDING: &str = concat!(
    "SELECT s.id, s.path, s.industry_path, s.submitted_at, CAST(1",
    bit!("2", when!(answered)),
    bit!("4", when!(on_time)),
    bit!("8", when!(adopted)),
    bit!("16", when!(implemented)),
    bit!("32", when!(open)),
    " AS BIGINT) AS figures, CASE WHEN ",
    when!(owed),
    " THEN s.due_at END AS owed, c.figures AS counted, c.owed AS counted_owed \
     FROM suggestion s LEFT JOIN suggestion_counted c ON c.suggestion = s.id WHERE"
);

/// The fold that keeps the totals.
pub fn fold() -> Fold {
    Fold::of_batches(NAME, take)
}

/// In which trees the page of a node counts.
pub(super) fn tree_of(node: &Unit) -> i64 {
    if node.kind == UnitKind::IndustryUnion { INDUSTRIAL } else { REGIONAL }
}

fn take(tx: &mut Tx<'_>, entries: &[SealedRow]) -> Result<()> {
    let ours = entries.iter().filter(|entry| entry.kind == KIND);
    let changed: BTreeSet<SuggestionId> = ours.map(|entry| entry.subject.cast()).collect();
    if changed.is_empty() {
        return Ok(());
    }
    let mut filter = Filter::new();
    filter.and_in("s.id", changed.iter().map(|id| Value::Id(id.uuid())));
    let mut sums = Sums::default();
    for standing in tx.list::<Standing>(STANDING, &filter)? {
        if (standing.counted, standing.counted_owed) != (Some(standing.figures), standing.owed) {
            tx.execute(&PUT_COUNTED, (standing.id, standing.figures, standing.owed))?;
            sums.add(&standing);
        }
    }
    sums.write(tx)
}

/// A column of the table that pages show: a node, in which tree, its child, the month.
type Place = (Path, i64, Path, i64);

/// What is to be added, each cell once however many suggestions change it.
#[derive(Default)]
struct Sums {
    tallies: BTreeMap<Place, [i64; 6]>,
    owed: BTreeMap<(Place, Time), i64>,
}

impl Sums {
    fn add(&mut self, it: &Standing) {
        let bits = |figures: i64| std::array::from_fn::<i64, 6, _>(|at| (figures >> at) & 1);
        let (before, after) = (bits(it.counted.unwrap_or(0)), bits(it.figures));
        let month = it.submitted_at.month();
        for (node, tree, child) in places(&it.path, it.industry_path.as_ref()) {
            let place = (node, tree, child, month);
            for (due, by) in [(it.counted_owed, -1), (it.owed, 1)] {
                if let Some(due) = due {
                    *self.owed.entry((place.clone(), due)).or_default() += by;
                }
            }
            let cell = self.tallies.entry(place).or_default();
            for ((cell, before), after) in cell.iter_mut().zip(before).zip(after) {
                *cell += after - before;
            }
        }
    }

    fn write(self, tx: &mut Tx<'_>) -> Result<()> {
        for ((node, tree, child, month), by) in self.tallies.iter().filter(|(_, by)| by.iter().any(|by| *by != 0)) {
            let [received, answered, on_time, adopted, implemented, open] = *by;
            tx.execute(&ADD, (node, *tree, child, *month, received, answered, on_time, adopted, implemented, open))?;
        }
        for (((node, tree, child, month), due), by) in self.owed.iter().filter(|(_, by)| **by != 0) {
            tx.execute(&ADD_OWED, (node, *tree, child, *month, *due, *by))?;
            if *by < 0 {
                tx.execute(&SWEEP_OWED, (node, *tree, child, *month, *due))?;
            }
        }
        Ok(())
    }
}

/// Every node that counts what lies at a place, with the child under which it does: the node itself,
/// everything above it, and the industrial unions that do not lie above it already.
fn places(path: &Path, industry_path: Option<&Path>) -> Vec<(Path, i64, Path)> {
    let mut places = Vec::new();
    let own: Vec<Path> = path.ancestors().collect();
    for (at, node) in own.iter().enumerate() {
        places.push((node.clone(), REGIONAL, own.get(at + 1).unwrap_or(node).clone()));
    }
    let Some(industry_path) = industry_path else { return places };
    let labels = |path: &Path| path.as_str().split('.').rev().map(str::to_owned).collect::<Vec<_>>();
    // The enterprise and what lies in it bear the same numbers in both trees and have no page of
    // their own in the second.
    let inside = labels(path).iter().zip(&labels(industry_path)).take_while(|(one, other)| one == other).count();
    let other: Vec<Path> = industry_path.ancestors().collect();
    for pair in other.windows(2).take(other.len().saturating_sub(inside)) {
        if let [node, child] = pair
            && !node.covers(path)
        {
            places.push((node.clone(), INDUSTRIAL, child.clone()));
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_team_counts_at_every_node_above_it_and_once_at_its_industrial_union() {
        let province = Path::root(1);
        let union = province.child(9);
        let (county, industry) = (province.child(2).child(3), union.child(7));
        let team = |enterprise: &Path| enterprise.child(11).child(12);
        let all = places(&team(&county.child(7)), Some(&team(&industry)));
        let nodes: Vec<_> = all.iter().map(|(node, tree, child)| (node.depth(), *tree, child.depth())).collect();
        assert_eq!(nodes, [(0, 0, 1), (1, 0, 2), (2, 0, 3), (3, 0, 4), (4, 0, 5), (5, 0, 5), (1, 1, 2)]);
        assert_eq!(all.last(), Some(&(union, INDUSTRIAL, industry.clone())));
        // One that hangs on the union alone is not counted there twice.
        assert!(places(&team(&industry), Some(&team(&industry))).iter().all(|(_, tree, _)| *tree == REGIONAL));
    }
}
