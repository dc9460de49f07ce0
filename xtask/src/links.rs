//! What a document points at is there.

use crate::Outcome;
use crate::rules::Rules;
use crate::sources::{Source, root};

/// Where a path in code marks begins when it means a file of this repository.
const FOLDERS: &[&str] = &["crates/", "modules/", "world/", "docs/", "bin/", "xtask/", "e2e/", ".ci/"];

/// Names every link and every path in a document that leads nowhere.
pub fn check(sources: &[Source], _: &Rules) -> Outcome<Vec<String>> {
    let root = root();
    Ok(faults(sources, |path| root.join(path).exists()))
}

fn faults(sources: &[Source], is_there: impl Fn(&str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    for source in sources.iter().filter(|source| source.is(&[".md"])) {
        let folder = source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let text = without_blocks(&source.text);
        for link in links(&text).filter(|link| !is_there(&joined(folder, link))) {
            faults.push(format!("{}: the link {link} leads nowhere", source.path));
        }
        for path in paths(&text).filter(|path| !is_there(path)) {
            faults.push(format!("{}: there is no {path}", source.path));
        }
    }
    faults
}

/// The text without its fenced blocks, which show what somebody types.
fn without_blocks(text: &str) -> String {
    text.split("```").step_by(2).collect()
}

/// Targets of links inside the repository, without their anchors.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.match_indices("](").filter_map(|(at, _)| text[at + 2..].split(')').next());
    targets
        .filter(|target| !target.contains("://"))
        .filter_map(|target| target.split('#').next())
        .filter(|path| !path.is_empty())
}

/// Paths in code marks, up to what is no longer a path: `crates/web/src/api.rs`.
fn paths(text: &str) -> impl Iterator<Item = &str> {
    let marked = text.split('`').skip(1).step_by(2);
    marked
        .filter(|path| FOLDERS.iter().any(|folder| path.starts_with(folder)) && !path.contains([' ', '*', '{', '<']))
        .filter(|path| !path.chars().any(char::is_uppercase) || path.ends_with(".md"))
}

/// A link as seen from the root.
fn joined(folder: &str, link: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in link.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::source;

    #[test]
    fn links_and_paths_that_lead_nowhere_are_found() {
        let text = "[a](../README.md#top) [b](gone.md) [c](https://a.example/x) `crates/web/src/api.rs` `crates/web/src/gone.rs`\n\
            `modules/LINK/NAME` `bin/test --quick`\n```sh\nsee crates/x `bin/nothing`\n```\n![d](adr/0001.md)";
        let there = |path: &str| ["README.md", "crates/web/src/api.rs", "docs/adr/0001.md"].contains(&path);
        assert_eq!(
            faults(&[source("docs/a.md", text)], there),
            vec!["docs/a.md: the link gone.md leads nowhere", "docs/a.md: there is no crates/web/src/gone.rs"]
        );
    }
}
