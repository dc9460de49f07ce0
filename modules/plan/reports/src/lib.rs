//! 报表: what a node reports for a month, a quarter or a year. A report is generated from the records, looked
//! through, signed by somebody who answers for it, frozen and sent up. `README.md` shows its life.

pub mod actions;
mod api;
mod due;
mod forms;
pub mod layout;
pub mod lifecycle;
pub mod model;
mod pages;
mod paper;
pub mod period;
pub mod policy;
pub mod queries;
pub mod sheet;
mod shown;
pub mod store;
mod table;
mod telling;
mod waits;

use kernel::Role;
use ui::Locale;
use ui::nav::{Menu, NavItem};
use web::{Module, NavFor};

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
        tellers: telling::TELLERS,
        schedules: due::SCHEDULES,
        handlers: due::handlers,
        waits: waits::waits,
        openapi: api::openapi,
        ..Module::named("reports")
    }
}

/// For whoever makes, signs or reads reports of a node.
fn nav(who: &NavFor<'_>) -> Vec<NavItem> {
    if policy::HOME.iter().any(|role| who.actor.has_somewhere(*role)) {
        return vec![NavItem { href: "/reports", label: "nav-reports", icon: "table", menu: Menu::Plan }];
    }
    let sets = who.actor.has_somewhere(Role::Administrator);
    if sets {
        vec![NavItem { href: "/report-deadlines", label: "report-deadlines", icon: "clock", menu: Menu::Plan }]
    } else {
        Vec::new()
    }
}
