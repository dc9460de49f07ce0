//! 脉络: what grew from what, and everything one person took part in. Keeps nothing of its own: see
//! `README.md`.

mod finding;
mod pages;
mod person;

use kernel::Result;
use ui::Locale;
use ui::parts::{Panel, PanelLine};
use web::{Asking, Module};
use works::{Card, Stage};

const MESSAGES: &[(Locale, &str)] =
    &[(Locale::Zh, include_str!("../locales/zh-CN.ftl")), (Locale::En, include_str!("../locales/en.ftl"))];

/// The manifest: everything the house must know.
pub fn module() -> Module {
    Module {
        routes: pages::routes,
        messages: MESSAGES,
        statements: person::statements,
        indexer: Some(finding::changes),
        of_work: thread,
        ..Module::named("threads")
    }
}

/// What a work grew from and what grew from it, itself included, in the order they came about; nothing
/// for a work that stands alone.
fn thread(asking: &Asking<'_, '_>, card: &Card) -> Result<Vec<Panel>> {
    let cards = works::links::thread(asking.reader, asking.actor, card.id)?;
    if cards.len() < 2 {
        return Ok(Vec::new());
    }
    let t = asking.t;
    let line = |one: &Card| PanelLine {
        words: one.title.clone(),
        note: format!("{} · {}", t.get(&format!("word-kind-{}", one.kind)), t.date(one.at.millis())),
        href: if one.id == card.id { String::new() } else { one.href() },
        chip: Some((t.get(&format!("word-stage-{}", one.stage)).to_owned(), look(one.stage))),
    };
    Ok(vec![Panel { title: "threads-panel", lines: cards.iter().map(line).collect(), act: None }])
}

/// How a stage's chip looks.
fn look(stage: Stage) -> &'static str {
    match stage {
        Stage::InUse => "live",
        Stage::Open | Stage::Shelved | Stage::Ended => "",
    }
}
