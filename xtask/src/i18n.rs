//! Messages: the same keys in both languages, none that nobody says, none said that does not exist.

mod uses;

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Resource};
use fluent_syntax::parser;

use crate::Outcome;
use crate::rules::Rules;
use crate::sources::Source;
use uses::Uses;

/// The languages; the first is the one people write in.
const LANGUAGES: [&str; 2] = ["zh-CN", "en"];

/// Language → keys, of one folder of messages or one pair of files in it.
type Room<'s> = BTreeMap<&'static str, BTreeSet<&'s str>>;

/// Names every message that is missing, doubled, unsaid or unknown.
pub fn check(sources: &[Source], rules: &Rules) -> Outcome<Vec<String>> {
    let messages: Vec<_> = sources.iter().filter(|source| source.is(&[".ftl"]) && !source.is_for_tests()).collect();
    let mut faults = Vec::new();
    let mut rooms: BTreeMap<String, Room<'_>> = BTreeMap::new();
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    for source in &messages {
        let Some(language) = LANGUAGES.into_iter().find(|language| source.path.contains(&format!("/{language}")))
        else {
            faults.push(format!("{}: neither of {LANGUAGES:?}", source.path));
            continue;
        };
        let (keys, broken) = keys(&source.text);
        faults.extend(broken.into_iter().map(|fault| format!("{}: {fault}", source.path)));
        for key in &keys {
            if language == LANGUAGES[0]
                && let Some(other) = known.insert(key, &source.path)
            {
                faults.push(format!("{}: {key} is doubled, see {other}", source.path));
            }
        }
        let room = rooms.entry(source.path.replacen(&format!("/{language}"), "/*", 1)).or_default();
        room.entry(language).or_default().extend(keys);
    }
    faults.extend(rooms.iter().flat_map(|(name, room)| unequal(name, room)));

    let uses = Uses::of(sources);
    for (key, path) in &known {
        let made = rules.messages.made_from_data.keys().any(|beginning| key.starts_with(beginning.as_str()));
        if !made && !uses.name(key) && !messages.iter().any(|source| refers(&source.text, key)) {
            faults.push(format!("{path}: nobody says {key}"));
        }
    }
    for (place, key) in uses.said() {
        if !known.contains_key(key.as_str()) {
            faults.push(format!("{place}: no message {key}"));
        }
    }
    for beginning in rules.messages.made_from_data.keys() {
        if !known.keys().any(|key| key.starts_with(beginning.as_str())) {
            faults.push(format!("{}: no message begins with {beginning}", crate::rules::FILE));
        }
    }
    Ok(faults)
}

/// The keys of a file, and what is wrong with its syntax.
fn keys(text: &str) -> (Vec<&str>, Vec<String>) {
    let (resource, broken): (Resource<&str>, Vec<String>) = match parser::parse(text) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors.iter().map(ToString::to_string).collect()),
    };
    let keys = resource.body.into_iter().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message.id.name),
        _ => None,
    });
    (keys.collect(), broken)
}

fn unequal(name: &str, room: &Room<'_>) -> Vec<String> {
    let nothing = BTreeSet::new();
    let of = |language: &str| room.get(language).unwrap_or(&nothing);
    let mut faults = Vec::new();
    for (here, there) in [(LANGUAGES[0], LANGUAGES[1]), (LANGUAGES[1], LANGUAGES[0])] {
        faults
            .extend(of(here).difference(of(there)).map(|key| format!("{name}: {key} is in {here} and not in {there}")));
    }
    faults
}

/// Whether a message stands inside another.
fn refers(text: &str, key: &str) -> bool {
    text.contains(&format!("{{ {key} }}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::source;

    fn faults(sources: &[(&str, &str)]) -> Vec<String> {
        let sources: Vec<_> = sources.iter().map(|(path, text)| source(path, text)).collect();
        check(&sources, &Rules::default()).unwrap()
    }

    const ZH: &str = "m/locales/zh-CN.ftl";
    const EN: &str = "m/locales/en.ftl";

    #[test]
    fn what_is_said_in_both_languages_holds() {
        let page = ("m/templates/a.html", "{{ page.t.get(\"greeting\") }}");
        assert_eq!(faults(&[(ZH, "greeting = 你好\n"), (EN, "greeting = Hello\n"), page]), Vec::<String>::new());
    }

    #[test]
    fn a_key_of_one_language_only_is_found_in_split_files_too() {
        let page = ("m/src/a.rs", "t.get(\"greeting\"); t.get(\"farewell\");");
        let (zh, en) = ("m/locales/zh-CN/a.ftl", "m/locales/en/a.ftl");
        let found = faults(&[(zh, "greeting = 你好\nfarewell = 再见\n"), (en, "greeting = Hello\n"), page]);
        assert_eq!(found, vec!["m/locales/*/a.ftl: farewell is in zh-CN and not in en"]);
    }

    #[test]
    fn unsaid_unknown_doubled_and_broken_messages_are_found() {
        let found = faults(&[
            (ZH, "greeting = 你好\nidle = 闲\n"),
            (EN, "greeting = Hello\nidle = Idle\n"),
            ("n/locales/zh-CN.ftl", "greeting = 您好\n"),
            ("n/locales/en.ftl", "greeting = Good day\nbroken\n"),
            ("m/src/a.rs", "t.get(\"greeting\"); Reason::new(\"unheard-of\")"),
        ]);
        for part in
            ["greeting is doubled", "nobody says idle", "m/src/a.rs: no message unheard-of", "n/locales/en.ftl: "]
        {
            assert!(found.iter().any(|fault| fault.contains(part)), "{part}: {found:?}");
        }
        assert_eq!(found.len(), 4, "{found:?}");
    }

    #[test]
    fn keys_made_from_data_are_listed_and_the_list_is_kept_short() {
        let rules = toml::from_str("[messages.made_from_data]\n\"x-\" = \"why\"\n\"gone-\" = \"why\"\n").unwrap();
        let sources = [source(ZH, "x-a = 甲\ny-a = 甲\n"), source(EN, "x-a = A\ny-a = A\n")];
        let found = check(&sources, &rules).unwrap();
        assert_eq!(
            found,
            vec!["m/locales/zh-CN.ftl: nobody says y-a", "docs/modules.toml: no message begins with gone-"]
        );
    }
}
