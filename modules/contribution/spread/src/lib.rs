//! 推广: what others may take over, asked for, tried, adopted; how a work spread, as a tree and over the
//! province. `README.md` shows the life of an adoption.

pub mod actions;
mod api;
pub mod catalogue;
mod counting;
pub mod counts;
mod deadlines;
mod export;
pub mod fits;
mod forms;
pub mod lifecycle;
pub mod model;
mod pages;
mod panels;
mod picture;
pub mod policy;
pub mod queries;
mod regions;
pub mod rules;
pub mod store;
mod telling;
pub mod tree;
mod waits;

use kernel::Role;
use ui::Locale;
use ui::nav::{Menu, NavItem};
use web::{Module, NavFor};

const MESSAGES: &[(Locale, &str)] =
    &[(Locale::Zh, include_str!("../locales/zh-CN.ftl")), (Locale::En, include_str!("../locales/en.ftl"))];

/// Whose main navigation leads to the catalogue.
const NAV: [Role; 3] = [Role::InnovationOfficer, Role::Implementer, Role::UnionOfficer];

fn nav(who: &NavFor<'_>) -> Vec<NavItem> {
    if NAV.iter().any(|role| who.actor.has_somewhere(*role)) {
        vec![NavItem { href: "/spread", label: "spread-nav", icon: "spread", menu: Menu::Results }]
    } else {
        Vec::new()
    }
}

/// The manifest: everything the house must know.
pub fn module() -> Module {
    Module {
        routes: || pages::routes().merge(api::routes()),
        migrations: store::MIGRATIONS,
        statements,
        messages: MESSAGES,
        nav,
        tellers: telling::TELLERS,
        measures: &[counting::SOURCE],
        exports: &[export::EXPORT],
        indicators: counting::INDICATORS,
        schedules: deadlines::SCHEDULES,
        handlers: deadlines::handlers,
        of_work: panels::of_work,
        of_person: panels::of_person,
        waits: waits::waits,
        openapi: api::openapi,
        ..Module::named("spread")
    }
}

/// Every statement of the module, for the catalogue.
fn statements() -> Vec<::store::AnyStatement> {
    [store::statements(), counts::statements(), fits::statements(), panels::statements(), queries::statements()]
        .concat()
}
