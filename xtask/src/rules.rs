//! What `docs/modules.toml` allows.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::Outcome;

/// The file, relative to the root.
pub const FILE: &str = "docs/modules.toml";

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Crate → the crates of its own floor that it may use.
    #[serde(default)]
    pub edges: BTreeMap<String, Vec<String>>,
    /// What the code cannot show about messages.
    #[serde(default)]
    pub messages: Messages,
}

/// Messages that no literal in the code names.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Messages {
    /// Beginning of the keys → why they are used all the same.
    #[serde(default)]
    pub made_from_data: BTreeMap<String, String>,
}

impl Rules {
    /// Reads the file.
    pub fn read(root: &Path) -> Outcome<Rules> {
        let text = std::fs::read_to_string(root.join(FILE)).map_err(|error| format!("{FILE}: {error}"))?;
        Ok(toml::from_str(&text).map_err(|error| format!("{FILE}: {error}"))?)
    }

    /// Whether `from` may use `to` on its own floor.
    pub fn allow(&self, from: &str, to: &str) -> bool {
        self.edges.get(from).is_some_and(|uses| uses.iter().any(|name| name == to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_this_repository_can_be_read() {
        assert!(!Rules::read(&crate::sources::root()).unwrap().edges.is_empty());
    }

    #[test]
    fn only_listed_edges_are_allowed_and_unknown_words_are_refused() {
        let rules: Rules = toml::from_str("[edges]\njobs = [\"ledger\"]\n").unwrap();
        assert!(rules.allow("jobs", "ledger"));
        assert!(!rules.allow("ledger", "jobs"));
        assert!(toml::from_str::<Rules>("[edgse]\n").is_err());
    }
}
