//! 行动方案: what a node means to reach in some years, who does what by when, and how far it has come. Figures feed it
//! where there are any; nodes below take it over, add and raise, and lower nothing. `README.md` shows its life.

pub mod actions;
pub mod amount;
mod api;
pub mod assessment;
mod below;
mod due;
mod export;
pub mod figures;
mod forms;
pub mod ladder;
pub mod later;
pub mod levels;
pub mod lifecycle;
pub mod light;
pub mod model;
mod pages;
mod paper;
pub mod policy;
pub mod preset;
pub mod queries;
mod shown;
pub mod standing;
pub mod store;
mod telling;
mod waits;
pub mod whole;

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
        exports: &[export::EXPORT],
        ..Module::named("plans")
    }
}

/// For whoever makes, signs or reads plans of a node.
fn nav(who: &NavFor<'_>) -> Vec<NavItem> {
    let item = NavItem { href: "/plans", label: "nav-plans", icon: "star", menu: Menu::Plan };
    if policy::HOME.iter().any(|role| who.actor.has_somewhere(*role)) { vec![item] } else { Vec::new() }
}
