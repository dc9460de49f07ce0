//! 历史台账: past years' ledgers from spreadsheets, marked as imported and counted apart from what was recorded. See
//! `README.md`.

pub mod actions;
mod amount;
mod api;
mod counting;
pub mod lifecycle;
pub mod mapping;
pub mod model;
mod of_person;
mod pages;
mod plan;
pub mod policy;
pub mod queries;
pub mod running;
mod shown;
pub mod store;
pub mod upload;
mod when;

use kernel::Role;
use ui::Locale;
use ui::nav::{Menu, NavItem};
use web::{Module, NavFor};

pub use plan::{Fault, Outcome, Planned};

const MESSAGES: &[(Locale, &str)] =
    &[(Locale::Zh, include_str!("../locales/zh-CN.ftl")), (Locale::En, include_str!("../locales/en.ftl"))];

/// The manifest: everything the house must know.
pub fn module() -> Module {
    Module {
        routes: || pages::routes().merge(api::routes()),
        migrations: store::MIGRATIONS,
        statements: store::statements,
        messages: MESSAGES,
        nav,
        measures: &[counting::SOURCE],
        indicators: counting::INDICATORS,
        handlers: |app| vec![running::kind().handler(app.clock.clone())],
        of_person: of_person::panels,
        openapi: api::openapi,
        ..Module::named("history")
    }
}

/// For whoever has an old ledger, and whoever reads figures.
fn nav(who: &NavFor<'_>) -> Vec<NavItem> {
    let item = NavItem { href: "/history", label: "nav-history", icon: "file", menu: Menu::Plan };
    let roles = [Role::UnionOfficer, Role::InnovationOfficer, Role::Auditor];
    if roles.iter().any(|role| who.actor.has_somewhere(*role)) { vec![item] } else { Vec::new() }
}
