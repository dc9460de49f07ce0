//! Every file that git knows or would take in, with its text.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Outcome;

/// One text file.
#[derive(Clone, Debug)]
pub struct Source {
    /// From the root, with `/`.
    pub path: String,
    /// What is in it.
    pub text: String,
}

impl Source {
    /// Whether the name ends in one of these: `.rs`.
    pub fn is(&self, ends: &[&str]) -> bool {
        ends.iter().any(|end| self.path.ends_with(end))
    }

    /// Whether it is only there for tests or examples.
    pub fn is_for_tests(&self) -> bool {
        ["tests/", "examples/", "benches/"]
            .iter()
            .any(|folder| self.path.starts_with(folder) || self.path.contains(&format!("/{folder}")))
            || self.path.ends_with("tests.rs")
            || self.path.starts_with("crates/testkit/")
    }

    /// The part before the unit tests, which stand at the end of a file.
    pub fn code(&self) -> &str {
        self.text.split_once("\n#[cfg(test)]\nmod ").map_or(&self.text, |(code, _)| code)
    }
}

/// The folder of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// Reads every text file that is tracked, or would be with `git add .`.
pub fn read(root: &Path) -> Outcome<Vec<Source>> {
    let listed = Command::new("git")
        // In a container the checkout often belongs to somebody else; reading its list harms nobody.
        .args(["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .map_err(|error| format!("git is needed to list the files: {error}"))?;
    if !listed.status.success() {
        return Err(String::from_utf8_lossy(&listed.stderr).into_owned().into());
    }
    let mut sources = Vec::new();
    for path in String::from_utf8(listed.stdout)?.split('\0').filter(|path| !path.is_empty()) {
        // Deleted and not yet committed, or not text: nothing to look at.
        let Ok(bytes) = std::fs::read(root.join(path)) else { continue };
        if let Ok(text) = String::from_utf8(bytes) {
            sources.push(Source { path: path.to_owned(), text });
        }
    }
    Ok(sources)
}

#[cfg(test)]
pub fn source(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), text: text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_file_is_found_and_its_tests_are_told_apart() {
        let sources = read(&root()).unwrap();
        let own = sources.iter().find(|source| source.path == "xtask/src/sources.rs").unwrap();
        assert!(own.code().contains("pub fn read"));
        assert!(!own.code().contains("this_file_is_found"));
        assert!(sources.iter().all(|source| !source.path.starts_with("target/")));
    }

    #[test]
    fn tests_and_examples_are_known_by_their_place() {
        for path in ["crates/ui/tests/a.rs", "crates/ui/examples/kit/main.rs", "crates/ui/src/tests.rs", "benches/a.rs"]
        {
            assert!(source(path, "").is_for_tests(), "{path}");
        }
        assert!(!source("crates/web/src/api.rs", "").is_for_tests());
    }
}
