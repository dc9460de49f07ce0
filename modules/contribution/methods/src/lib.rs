//! 先进操作法, the operating method: what a worker found out at the machine, written down, checked, named after its worker level by
//! level, and kept in versions that can be compared. `README.md` shows its life.

pub mod actions;
mod api;
mod card;
pub mod compare;
pub mod content;
mod counting;
pub mod deed;
mod export;
mod forms;
pub mod lifecycle;
pub mod model;
mod pages;
mod panels;
pub mod policy;
pub mod queries;
pub mod rules;
pub mod store;
mod telling;
mod waits;

use kernel::Role;
use ui::Locale;
use ui::nav::{Menu, NavItem};
use web::{Module, NavFor};

const MESSAGES: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../locales/zh-CN/methods.ftl")),
    (Locale::En, include_str!("../locales/en/methods.ftl")),
    (Locale::Zh, include_str!("../locales/zh-CN/common.ftl")),
    (Locale::En, include_str!("../locales/en/common.ftl")),
];

/// Whoever deals with methods finds them in the navigation.
fn nav(who: &NavFor<'_>) -> Vec<NavItem> {
    let deals = [Role::InnovationOfficer, Role::Reviewer, Role::Approver, Role::UnionOfficer];
    if deals.iter().any(|role| who.actor.has_somewhere(*role)) {
        vec![NavItem { href: "/methods", label: "method-nav", icon: "wrench", menu: Menu::Results }]
    } else {
        Vec::new()
    }
}

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
        of_work: panels::of_work,
        of_person: panels::of_person,
        waits: waits::waits,
        openapi: api::openapi,
        ..Module::named("methods")
    }
}
