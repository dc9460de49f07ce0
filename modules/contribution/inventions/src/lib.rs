//! 发明创造: disclosed with its inventors, checked, filed for a right or kept as a secret; and the register of the
//! rights, their fees and who looks after them. `README.md` shows both lives.

pub mod actions;
mod api;
mod card;
mod counting;
pub mod deadlines;
mod export;
mod forms;
pub mod lifecycle;
pub mod model;
pub mod numbers;
mod pages;
mod panels;
pub mod policy;
pub mod queries;
pub mod register;
pub mod rights;
pub mod store;
mod telling;
pub mod terms;
mod waits;

use ::store::AnyStatement;
use ui::Locale;
use ui::nav::{Menu, NavItem};
use web::{Module, NavFor};

const MESSAGES: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../locales/zh-CN/inventions.ftl")),
    (Locale::Zh, include_str!("../locales/zh-CN/rights.ftl")),
    (Locale::En, include_str!("../locales/en/inventions.ftl")),
    (Locale::En, include_str!("../locales/en/rights.ftl")),
];

/// The manifest: everything the house must know.
pub fn module() -> Module {
    Module {
        routes: || pages::routes().merge(api::routes()),
        migrations: store::MIGRATIONS,
        statements,
        messages: MESSAGES,
        nav,
        tellers: telling::TELLERS,
        schedules: deadlines::SCHEDULES,
        handlers: deadlines::handlers,
        of_work: panels::of_work,
        of_person: panels::of_person,
        waits: waits::waits,
        exports: &[export::EXPORT],
        indicators: counting::INDICATORS,
        measures: &[counting::SOURCE],
        openapi: api::openapi,
        ..Module::named("inventions")
    }
}

fn statements() -> Vec<AnyStatement> {
    [store::statements(), register::statements(), waits::statements()].concat()
}

/// For whoever works at a desk; workers find theirs under their account.
fn nav(who: &NavFor<'_>) -> Vec<NavItem> {
    let desk = !who.actor.grants.is_empty();
    if desk {
        vec![NavItem { href: "/inventions", label: "nav-inventions", icon: "star", menu: Menu::Results }]
    } else {
        Vec::new()
    }
}
