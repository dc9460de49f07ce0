//! Where the code says a message: as a literal, or put together in `format!`.

use std::collections::BTreeSet;

use crate::sources::Source;

/// Calls whose first argument is a key.
const FIRST: &[&str] = &[
    "t.get(",
    "t().get(",
    "t.with(",
    "t().with(",
    "t.with1(",
    "t().with1(",
    "t.with2(",
    "t().with2(",
    "Reason::new(",
    "Verdict::deny(",
];

/// Calls whose last argument is a key.
const LAST: &[&str] = &["Verdict::when(", "Error::refused(", "Error::invalid("];

/// What the program may say.
pub struct Uses {
    /// Every literal that could be a key.
    literals: BTreeSet<String>,
    /// Every literal with gaps that could make keys: `word-{}`, as the parts around the gaps.
    patterns: BTreeSet<Vec<String>>,
    /// Whether two values are joined by a hyphen somewhere: `{group}-{word}`.
    joins: bool,
    /// The file in which a call names a key, and the key.
    said: BTreeSet<(String, String)>,
}

impl Uses {
    /// Reads the code and the templates, without their tests.
    pub fn of(sources: &[Source]) -> Uses {
        let mut uses =
            Uses { literals: BTreeSet::new(), patterns: BTreeSet::new(), joins: false, said: BTreeSet::new() };
        let program = |source: &&Source| {
            source.is(&[".rs", ".html"]) && !source.is_for_tests() && !source.path.starts_with("xtask/")
        };
        for source in sources.iter().filter(program) {
            let code = without_comments(source);
            for literal in literals(&code) {
                if is_key(literal) {
                    uses.literals.insert(literal.to_owned());
                } else if is_join(literal) {
                    uses.joins = true;
                } else if let Some(parts) = pattern(literal) {
                    uses.patterns.insert(parts);
                }
            }
            for key in calls(&code) {
                uses.said.insert((source.path.clone(), key));
            }
            // A sentence shown after a redirect: its key travels as a value.
            for key in literals(&code).filter(|literal| literal.starts_with("flash-") && is_key(literal)) {
                uses.said.insert((source.path.clone(), key.to_owned()));
            }
        }
        uses
    }

    /// Whether the code names the key, or can put it together.
    pub fn name(&self, key: &str) -> bool {
        self.literals.contains(key) || self.patterns.iter().any(|parts| self.makes(parts, key)) || self.joined(key)
    }

    /// Every key that a call names, with its file.
    pub fn said(&self) -> impl Iterator<Item = &(String, String)> {
        self.said.iter()
    }

    /// `browse-order-newest`, where the code names `browse-order`. One word alone groups nothing.
    fn joined(&self, key: &str) -> bool {
        let groups = key.match_indices('-').map(|(at, _)| &key[..at]).filter(|group| group.contains('-'));
        self.joins && groups.into_iter().any(|group| self.literals.contains(group))
    }

    /// A gap at the beginning is filled by another key (`{key}-more`), one elsewhere by anything.
    fn makes(&self, parts: &[String], key: &str) -> bool {
        let [first, middle @ .., last] = parts else { return false };
        let Some(rest) = key.strip_prefix(first.as_str()) else { return false };
        let Some(mut rest) = rest.strip_suffix(last.as_str()) else { return false };
        for part in middle {
            let Some((_, after)) = rest.split_once(part.as_str()) else { return false };
            rest = after;
        }
        !first.is_empty() || self.literals.contains(rest)
    }
}

/// The file without its tests and its line comments, which quote as people do.
fn without_comments(source: &Source) -> String {
    let code = source.code().lines().filter(|line| !line.trim_start().starts_with("//"));
    code.fold(String::new(), |text, line| text + line + "\n")
}

/// What stands between quotation marks without spaces or other marks. In a template the quotes of
/// attributes and of expressions nest, so every pair of neighbouring quotes is taken.
fn literals(text: &str) -> impl Iterator<Item = &str> {
    let marks: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    let pairs: Vec<&str> = marks.windows(2).map(|pair| &text[pair[0] + 1..pair[1]]).collect();
    pairs.into_iter().filter(|part| !part.is_empty() && part.len() < 80 && !part.contains(char::is_whitespace))
}

fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase()) && !text.ends_with('-') && text.chars().all(is_key_part)
}

fn is_key_part(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_'
}

/// `{group}-{word}`: two gaps with a hyphen between.
fn is_join(literal: &str) -> bool {
    literal.starts_with('{') && literal.ends_with('}') && literal.contains("}-{") && literal.matches('{').count() == 2
}

/// The parts of a literal around its gaps, when it can make keys: it begins with a whole word and a
/// hyphen, or it ends with one.
fn pattern(literal: &str) -> Option<Vec<String>> {
    let mut parts = vec![String::new()];
    let mut rest = literal;
    while let Some((before, after)) = rest.split_once('{') {
        let (_, behind) = after.split_once('}')?;
        parts.last_mut()?.push_str(before);
        parts.push(String::new());
        rest = behind;
    }
    parts.last_mut()?.push_str(rest);
    let begins = parts.first().is_some_and(|part| part.len() > 2 && part.ends_with('-'));
    let ends = parts.first().is_some_and(String::is_empty)
        && parts.last().is_some_and(|part| part.len() > 2 && part.starts_with('-'));
    (parts.len() > 1 && (begins || ends) && parts.iter().all(|part| part.chars().all(is_key_part))).then_some(parts)
}

/// The keys that calls name.
fn calls(text: &str) -> Vec<String> {
    let mut keys = Vec::new();
    for (names, last) in [(FIRST, false), (LAST, true)] {
        for name in names {
            for (at, _) in text.match_indices(name) {
                let part = |c: char| c.is_alphanumeric() || c == '_';
                if text[..at].chars().next_back().is_some_and(part) {
                    continue;
                }
                let arguments = arguments(&text[at + name.len()..]);
                let argument = if last { arguments.last() } else { arguments.first() };
                if let Some(key) = argument.and_then(|text| text.trim().strip_prefix('"')?.strip_suffix('"')) {
                    keys.push(key.to_owned());
                }
            }
        }
    }
    keys
}

/// The arguments of a call, from behind its opening bracket.
fn arguments(text: &str) -> Vec<&str> {
    let (mut found, mut depth, mut start, mut quoted, mut escaped) = (Vec::new(), 0_u32, 0, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth > 0 => depth -= 1,
            ')' | ']' | '}' => {
                found.push(&text[start..at]);
                break;
            }
            ',' if depth == 0 => {
                found.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.retain(|argument| !argument.trim().is_empty()); // a comma may stand behind the last
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::source;

    fn said(text: &str) -> Vec<String> {
        Uses::of(&[source("a/src/a.rs", text)]).said.into_iter().map(|(_, key)| key).collect()
    }

    #[test]
    fn keys_are_found_in_calls() {
        for (text, key) in [
            ("page.t.get(\"a-title\")", "a-title"),
            ("ctx.t().with1(\"a-count\", \"n\", 3)", "a-count"),
            ("Reason::new(\"a-why\").with(\"name\", x)", "a-why"),
            ("Verdict::when(it.has(\"x\", y), \"a-denied\")", "a-denied"),
            ("Error::invalid(\"field\", \"a-wrong\",\n)", "a-wrong"),
            ("lead_to(\"/\", Some((Tone::Good, \"flash-done\")))", "flash-done"),
        ] {
            assert_eq!(said(text), vec![key], "{text}");
        }
    }

    #[test]
    fn other_calls_comments_and_tests_name_none() {
        for text in [
            "form.get(\"title\")",
            "headers.get(\"hx-request\")",
            "// t.get(\"a-title\")",
            "fn a() {}\n#[cfg(test)]\nmod tests { fn b() { t.get(\"a-title\") } }",
            "Reason::new(key)",
        ] {
            assert_eq!(said(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn keys_put_together_are_known_by_their_fixed_parts() {
        let text =
            "format!(\"word-{value}\"); t.try_get(&format!(\"{key}-more\")); \"flash-done\"; format!(\"{a}-{b}\")";
        let uses = Uses::of(&[source("a/src/a.rs", text)]);
        assert!(uses.name("word-submitted") && uses.name("flash-done") && uses.name("flash-done-more"));
        assert!(!uses.name("other-more") && !uses.name("wordy") && !uses.name("a-b"));
    }

    #[test]
    fn a_group_that_is_joined_with_words_names_its_keys() {
        let joining = "fn named(group: &str) { format!(\"{group}-{}\", word) } named(\"browse-order\"); \"suggestion\"";
        let uses = Uses::of(&[source("a/src/a.rs", joining)]);
        assert!(uses.name("browse-order-newest"));
        assert!(!uses.name("suggestion-own") && !uses.name("browse-scope-me"));
        let apart = Uses::of(&[source("a/src/a.rs", "named(\"browse-order\")")]);
        assert!(!apart.name("browse-order-newest"), "nothing joins");
    }

    #[test]
    fn literals_inside_attributes_of_a_template_count() {
        let html = source("a/templates/a.html", "<a title=\"{{ t.get(\"a-title\") }}\" class=\"b\">");
        assert!(Uses::of(&[html]).name("a-title"));
    }
}
