//! A public repository names no one's machine, and its locks name the public registries.

use crate::Outcome;
use crate::rules::Rules;
use crate::sources::Source;

/// Paths of the places where people and their tools work. Written in pieces, so that this file is
/// no match for itself.
const PLACES: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/fa", "rm/"),
    concat!("/bash", "_jobs"),
    concat!("farm-", "studio"),
    concat!("farm-", "bench"),
    concat!("/tmp", "/t/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
];

/// What a package may come from, by lock file.
const LOCKS: &[(&str, &str, &str)] = &[
    ("Cargo.lock", "source = \"", "registry+https://github.com/rust-lang/crates.io-index\""),
    ("package-lock.json", "\"resolved\": \"", "https://registry.npmjs.org/"),
];

/// Names every line that leads to somebody's machine.
pub fn check(sources: &[Source], _: &Rules) -> Outcome<Vec<String>> {
    let mut faults = Vec::new();
    for source in sources {
        let lock = LOCKS.iter().find(|(name, ..)| source.path.rsplit('/').next() == Some(*name));
        for (number, line) in (1..).zip(source.text.lines()) {
            for place in PLACES.iter().filter(|place| names(line, place)) {
                faults.push(format!("{}:{number}: names {place}, a place on somebody's machine", source.path));
            }
            if let Some((_, mark, public)) = lock
                && let Some((_, from)) = line.split_once(mark)
                && !from.starts_with(public)
            {
                faults.push(format!("{}:{number}: a package from {from}", source.path));
            }
        }
    }
    Ok(faults)
}

/// Whether a path stands in the line, not a longer path or address that only holds its letters.
fn names(line: &str, place: &str) -> bool {
    line.match_indices(place).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !place.starts_with('/')
            || place.contains('_')
            || !before.is_some_and(|c| c.is_alphanumeric() || "._-/}$)*".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::source;

    fn faults(path: &str, text: &str) -> Vec<String> {
        check(&[source(path, text)], &Rules::default()).unwrap()
    }

    #[test]
    fn a_place_on_a_machine_is_found_with_its_line() {
        for place in PLACES {
            let found = faults("docs/a.md", &format!("one\nsee {place}main\n"));
            assert_eq!(found.len(), 1, "{place}");
            assert!(found[0].starts_with("docs/a.md:2: "), "{found:?}");
        }
    }

    #[test]
    fn routes_and_addresses_with_the_same_letters_are_none() {
        let text = concat!("https://a.example/wo", "rk/1 net", "wo", "rk/ {id}/ro", "ot/ crates/x/ro", "ot/");
        assert_eq!(faults("docs/a.md", text), Vec::<String>::new());
    }

    #[test]
    fn locks_name_public_registries_only() {
        let public = "source = \"registry+https://github.com/rust-lang/crates.io-index\"\n";
        assert!(faults("Cargo.lock", public).is_empty());
        assert_eq!(faults("Cargo.lock", "source = \"registry+https://mirror.example/index\"\n").len(), 1);
        assert_eq!(faults("e2e/package-lock.json", "\"resolved\": \"http://127.0.0.1:4873/a.tgz\",\n").len(), 1);
        assert!(faults("e2e/package-lock.json", "\"resolved\": \"https://registry.npmjs.org/a.tgz\",\n").is_empty());
    }

    #[test]
    fn this_file_is_no_match_for_itself() {
        assert!(faults("xtask/src/traces.rs", include_str!("traces.rs")).is_empty());
    }
}
