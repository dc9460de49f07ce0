//! Every stored word of the field has its line in the glossary.

use crate::Outcome;
use crate::rules::Rules;
use crate::sources::Source;

/// Where people look a word up.
const FILE: &str = "docs/glossary.md";

/// Whose words a person meets: states, steps, kinds, roles.
const WORDS: &[&str] = &["/src/model.rs", "/src/lifecycle.rs", "/src/counts.rs", "kernel/src/actor.rs"];

/// Names every word that is stored and not explained.
pub fn check(sources: &[Source], _: &Rules) -> Outcome<Vec<String>> {
    let glossary = &sources.iter().find(|source| source.path == FILE).ok_or(format!("{FILE} is missing"))?.text;
    let stored = sources.iter().filter(|source| source.is(WORDS));
    Ok(stored
        .flat_map(|source| words(source.code()).map(move |word| (source, word)))
        .filter(|(_, word)| !glossary.contains(&format!("`{word}`")))
        .map(|(source, word)| format!("{}: `{word}` is not in {FILE}", source.path))
        .collect())
}

/// The words of `words!`: `    Submitted = "submitted",`.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let (variant, word) = line.trim().split_once(" = \"")?;
        let word = word.strip_suffix("\",")?;
        (variant.starts_with(|c: char| c.is_uppercase()) && variant.chars().all(char::is_alphanumeric)).then_some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::source;

    #[test]
    fn a_word_without_its_line_is_found() {
        let code = "words! {\n    pub enum State {\n        /// a\n        Open = \"open\",\n        Shut = \"shut\",\n    }\n}\n\
            const KIND: &str = \"kind\";\n";
        let sources = [source(FILE, "| 开 | open | `Open` | `open` |\n"), source("modules/a/b/src/lifecycle.rs", code)];
        assert_eq!(
            check(&sources, &Rules::default()).unwrap(),
            vec!["modules/a/b/src/lifecycle.rs: `shut` is not in docs/glossary.md"]
        );
    }
}
