//! Where standings come from: the modules say it.

use kernel::Result;
use kernel::id::AnyId;
use store::{Filter, Reader, Value};

use crate::indicator::Indicator;
use crate::measure::Measure;
use crate::standing::Standing;

/// Records that count for something.
#[derive(Clone, Copy)]
pub struct Source {
    /// Its name, by which a rebuild remembers how far it is.
    pub name: &'static str,
    /// What the ledger calls the records whose entries change what it says.
    pub kinds: &'static [&'static str],
    /// The measures it feeds.
    pub measures: &'static [Measure],
    /// What records count for now. A record that counts for nothing may be left out.
    pub standings: fn(&Reader<'_>, &Which<'_>) -> Result<Vec<Standing>>,
}

/// Which records are asked for.
#[derive(Clone, Copy, Debug)]
pub enum Which<'a> {
    /// Those that these entries of the ledger are about.
    These(&'a [AnyId]),
    /// Up to so many that come after one, in the order of their ids; fewer only when there are no more.
    After(Option<AnyId>, usize),
}

impl Which<'_> {
    /// Keeps those in a list: the last of its conditions. `column` holds the id.
    pub fn narrow(&self, filter: &mut Filter<'_>, column: &'static str) {
        match self {
            Which::These(ids) => drop(filter.and_in(column, ids.iter().map(|id| Value::Id(id.uuid())))),
            Which::After(after, most) => {
                filter.page(column, after.map(|id| Value::Id(id.uuid())), *most);
            }
        }
    }
}

/// What is counted in a house and what its figures mean.
#[derive(Clone)]
pub struct Book {
    /// What is counted.
    pub sources: Vec<Source>,
    /// The dictionary.
    pub indicators: Vec<&'static Indicator>,
}
