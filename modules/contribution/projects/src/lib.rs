//! 技术创新项目: proposed with a charter, approved, carried out by milestones within a budget, accepted by
//! a panel. `README.md` shows its life.

pub mod actions;
mod api;
mod counting;
mod export;
mod forms;
pub mod lifecycle;
pub mod model;
mod pages;
pub mod policy;
pub mod queries;
pub mod store;
mod telling;
mod waits;

use kernel::Result;
use kernel::id::PersonId;
use ui::Locale;
use ui::nav::{Menu, NavItem};
use ui::parts::{Panel, PanelLine};
use web::{Asking, Module, NavFor};

const MESSAGES: &[(Locale, &str)] =
    &[(Locale::Zh, include_str!("../locales/zh-CN.ftl")), (Locale::En, include_str!("../locales/en.ftl"))];

/// Most projects on a person's page; the newest.
const MOST: i64 = 100;

/// The manifest: everything the house must know.
pub fn module() -> Module {
    Module {
        routes: || pages::routes().merge(api::routes()),
        migrations: store::MIGRATIONS,
        statements: || [store::statements(), waits::statements()].concat(),
        messages: MESSAGES,
        nav,
        tellers: telling::TELLERS,
        measures: &[counting::SOURCE],
        exports: &[export::EXPORT],
        indicators: counting::INDICATORS,
        of_work,
        of_person,
        waits: waits::waits,
        openapi: api::openapi,
        ..Module::named("projects")
    }
}

/// For whoever works at a desk; workers find theirs under their account.
fn nav(who: &NavFor<'_>) -> Vec<NavItem> {
    let desk = !who.actor.grants.is_empty() && who.actor.place.enterprise.is_some();
    if desk {
        vec![NavItem { href: "/projects", label: "nav-projects", icon: "wrench", menu: Menu::Results }]
    } else {
        Vec::new()
    }
}

/// A work of one's own enterprise may grow into a project.
fn of_work(asking: &Asking<'_, '_>, card: &works::Card) -> Result<Vec<Panel>> {
    let home = asking.actor.place.enterprise == Some(card.enterprise);
    if !home || card.kind != works::Kind::Suggestion {
        return Ok(Vec::new());
    }
    let act = Some(("project-grow", format!("/projects/new?from={}", card.id)));
    Ok(vec![Panel { title: "project-panel", lines: Vec::new(), act }])
}

/// The projects somebody has a share in, as far as the reader may see them.
fn of_person(asking: &Asking<'_, '_>, person: PersonId) -> Result<Vec<Panel>> {
    let rows = queries::of_person(asking.reader, asking.actor, person, MOST)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let t = asking.t;
    let line = |it: &model::Project| PanelLine {
        words: it.title.clone(),
        note: format!("{} · {}", it.serial, t.date(it.proposed_at.millis())),
        href: format!("/projects/{}", it.id),
        chip: Some((t.get(&format!("word-{}", it.state)).to_owned(), it.state.look())),
    };
    Ok(vec![Panel { title: "project-person", lines: rows.iter().map(line).collect(), act: None }])
}
