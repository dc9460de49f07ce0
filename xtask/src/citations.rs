//! A rule of the field names its source, and the source can be looked up.

use std::collections::BTreeSet;

use crate::Outcome;
use crate::rules::Rules;
use crate::sources::Source;

/// Where the keys are explained.
const FILE: &str = "docs/sources.md";

/// What cites.
const KINDS: &[&str] = &[".rs", ".md", ".sql", ".ftl", ".html", ".toml"];

/// Names every key that is cited and not explained, and every one that is explained and not cited.
pub fn check(sources: &[Source], _: &Rules) -> Outcome<Vec<String>> {
    let listed = sources.iter().find(|source| source.path == FILE).ok_or(format!("{FILE} is missing"))?;
    let explained: BTreeSet<&str> =
        listed.text.lines().filter_map(|line| line.strip_prefix("| [")?.split(']').next()).collect();
    let mut faults = Vec::new();
    let mut cited: BTreeSet<&str> = BTreeSet::new();
    for source in
        sources.iter().filter(|source| source.is(KINDS) && source.path != FILE && !source.path.starts_with("xtask/"))
    {
        for key in keys(&source.text) {
            cited.insert(key);
            if !explained.contains(key) {
                faults.push(format!("{}: [{key}] is not in {FILE}", source.path));
            }
        }
    }
    faults.extend(explained.difference(&cited).map(|key| format!("{FILE}: nobody cites [{key}]")));
    Ok(faults)
}

/// The keys in a text: `[L1]`, `[S9, p. 2]`.
fn keys(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('[').filter_map(|(at, _)| {
        let rest = &text[at + 1..];
        let key = &rest[..rest.find([']', ','])?];
        let number = key.strip_prefix(['L', 'S'])?;
        (!number.is_empty() && number.chars().all(|c| c.is_ascii_digit())).then_some(key)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::source;

    #[test]
    fn a_key_that_is_not_explained_or_not_cited_is_found() {
        let sources = [
            source(FILE, "| key |\n| [L1] | A | law |\n| [S9] | D | form |\n"),
            source("a.rs", "/// The five kinds [L1, Art. 2]; see [S3]. [`Sealer`] [S] [L2x] [0]\n"),
        ];
        let found = check(&sources, &Rules::default()).unwrap();
        assert_eq!(found, vec!["a.rs: [S3] is not in docs/sources.md", "docs/sources.md: nobody cites [S9]"]);
    }
}
