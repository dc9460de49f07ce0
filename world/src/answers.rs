//! What people write along the way: answers, refusals, reviews, notes and comments.
//!
//! `data/answers.txt` holds `[section]` heads, each followed by one sentence a line, with the slots of
//! [`crate::template`].

use crate::random::Random;
use crate::template::{Bindings, bind, fill};
use std::sync::LazyLock;

static ANSWERS: LazyLock<Vec<(&'static str, Vec<&'static str>)>> = LazyLock::new(|| {
    let mut sections: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in include_str!("../data/answers.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            sections.push((name, Vec::new()));
        } else if let Some((_, sentences)) = sections.last_mut() {
            sentences.push(line);
        }
    }
    sections
});

/// Every sentence of a section, as templates.
pub fn section(name: &str) -> &'static [&'static str] {
    ANSWERS.iter().find(|(known, _)| *known == name).map_or(&[], |(_, sentences)| sentences)
}

/// One sentence of the section, written out. `bindings` name the things of this record.
pub fn say(name: &str, bindings: &Bindings, random: &mut Random) -> String {
    write(random.pick(section(name)).copied().unwrap_or_default(), bindings, random)
}

/// A sentence at hand, written out the same way.
pub fn write(template: &str, bindings: &Bindings, random: &mut Random) -> String {
    let mut bindings = bindings.clone();
    bind(&[template], &mut bindings, random);
    fill(template, &bindings, random)
}
