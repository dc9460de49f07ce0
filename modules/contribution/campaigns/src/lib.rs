//! 竞赛活动, the campaign: editions with their own dictionary, rubric and rules; works that are entered by choosing
//! them, nominated level by level, judged blindly, made public and honoured. `README.md` shows both lives.

pub mod actions;
mod api;
pub mod blind;
pub mod deadlines;
pub mod eligible;
mod forms;
pub mod judging;
pub mod ladder;
pub mod lifecycle;
pub mod model;
mod pages;
mod panels;
pub mod plan;
pub mod policy;
pub mod presets;
pub mod queries;
pub mod score;
pub mod store;
mod telling;
mod waits;

use kernel::Role;
use ui::Locale;
use ui::nav::{Menu, NavItem};
use web::{Module, NavFor};

const MESSAGES: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../locales/zh-CN/campaigns.ftl")),
    (Locale::En, include_str!("../locales/en/campaigns.ftl")),
    (Locale::Zh, include_str!("../locales/zh-CN/words.ftl")),
    (Locale::En, include_str!("../locales/en/words.ftl")),
];

/// Whoever deals with campaigns finds them in the navigation; workers find theirs on their own page.
fn nav(who: &NavFor<'_>) -> Vec<NavItem> {
    let deals = [Role::InnovationOfficer, Role::UnionOfficer, Role::Reviewer];
    if deals.iter().any(|role| who.actor.has_somewhere(*role)) {
        vec![NavItem { href: "/campaigns", label: "campaign-nav", icon: "star", menu: Menu::Results }]
    } else {
        Vec::new()
    }
}

/// The manifest: everything the house must know.
pub fn module() -> Module {
    Module {
        routes: || pages::routes().merge(api::routes()),
        migrations: store::MIGRATIONS,
        statements: || [store::statements(), deadlines::statements()].concat(),
        messages: MESSAGES,
        nav,
        tellers: telling::TELLERS,
        schedules: deadlines::SCHEDULES,
        handlers: deadlines::handlers,
        of_work: panels::of_work,
        of_person: panels::of_person,
        waits: waits::waits,
        openapi: api::openapi,
        ..Module::named("campaigns")
    }
}
