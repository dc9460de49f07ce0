//! What the units along paths are called: one statement, however many places there are.

use std::collections::{BTreeSet, HashMap};

use identity::{UnitKind, region};
use kernel::id::UnitId;
use kernel::{Path, Result};
use store::{Filter, Reader, Value, row};

row! {
    /// A unit as places name it.
    #[derive(Clone, Debug)]
    pub struct Named {
        /// Its id.
        pub id: UnitId,
        /// What it is.
        pub kind: UnitKind,
        /// Short name.
        pub short_name: String,
        /// Code of a union node.
        pub code: String,
        /// Its path.
        pub path: Path,
    }
}

const UNITS: &str = "SELECT u.id, u.kind, u.short_name, u.code, u.path FROM unit u WHERE";

/// Units by their path.
#[derive(Clone, Debug, Default)]
pub struct Regions(HashMap<String, Named>);

impl Regions {
    /// The units at and above these places.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn of<'p>(reader: &Reader<'_>, paths: impl IntoIterator<Item = &'p Path>) -> Result<Regions> {
        let all: BTreeSet<String> =
            paths.into_iter().flat_map(Path::ancestors).map(|path| path.as_str().to_owned()).collect();
        let mut filter = Filter::new();
        filter.and_in("u.path", all.into_iter().map(Value::Owned));
        let found: Vec<Named> = reader.list(UNITS, &filter)?;
        Ok(Regions(found.into_iter().map(|unit| (unit.path.as_str().to_owned(), unit)).collect()))
    }

    /// The nearest unit of this kind at or above a place.
    pub fn at(&self, path: &Path, kind: UnitKind) -> Option<&Named> {
        path.ancestors().filter_map(|path| self.0.get(path.as_str())).filter(|unit| unit.kind == kind).last()
    }

    /// The city of a place; of what a province runs itself, the province.
    pub fn city(&self, path: &Path) -> String {
        let city = self.at(path, UnitKind::City).or_else(|| self.at(path, UnitKind::Province));
        city.map(|unit| region(&unit.short_name)).unwrap_or_default()
    }

    /// The enterprise of a place.
    pub fn enterprise(&self, path: &Path) -> String {
        self.at(path, UnitKind::Enterprise).map(|unit| unit.short_name.clone()).unwrap_or_default()
    }

    /// The unit itself: its enterprise, and which part of it.
    pub fn unit(&self, path: &Path) -> String {
        let enterprise = self.enterprise(path);
        match self.0.get(path.as_str()).filter(|unit| unit.kind.is_part()) {
            Some(part) => format!("{enterprise} · {}", part.short_name),
            None => enterprise,
        }
    }
}
