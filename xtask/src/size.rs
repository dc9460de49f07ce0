//! A file has one subject and is read in one sitting.

use crate::Outcome;
use crate::rules::Rules;
use crate::sources::Source;

/// Most lines of a source file; aim for 300.
const MOST: usize = 500;

/// What people write and read. Data files (`.csv`, `.txt`, snapshots, locks) are as long as they are.
const KINDS: &[&str] = &[".rs", ".html", ".css", ".js", ".mjs", ".ts", ".sql", ".ftl", ".sh", ".py", ".typ"];

/// Not ours: kept as it was published.
const VENDORED: &str = "crates/ui/assets/vendor/";

/// Names every file that is too long.
pub fn check(sources: &[Source], _: &Rules) -> Outcome<Vec<String>> {
    let long = |source: &&Source| source.is(KINDS) && !source.path.starts_with(VENDORED);
    Ok(sources
        .iter()
        .filter(long)
        .map(|source| (source, source.text.lines().count()))
        .filter(|(_, lines)| *lines > MOST)
        .map(|(source, lines)| {
            format!("{}: {lines} lines, at most {MOST}: give its second subject a file", source.path)
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::source;

    #[test]
    fn one_line_too_many_is_found_and_data_may_be_long() {
        let (fits, long) = ("x\n".repeat(MOST), "x\n".repeat(MOST + 1));
        let sources = [
            source("a.rs", &fits),
            source("b.rs", &long),
            source("c.ftl", &long),
            source("world/data/ideas.txt", &long),
            source("crates/ui/assets/vendor/htmx.min.js", &long),
        ];
        let faults = check(&sources, &Rules::default()).unwrap();
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert!(faults[0].starts_with("b.rs: 501 lines") && faults[1].starts_with("c.ftl"));
    }
}
