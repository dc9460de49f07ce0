//! 效益, what the use of a work brought in its twelve months: stated line by line, audited and signed by
//! finance of the unit that uses it, looked at again when the enterprise asks. `README.md` shows its life.

pub mod actions;
mod api;
mod counting;
mod deadlines;
pub mod decimal;
mod export;
mod forms;
pub mod lifecycle;
pub mod model;
mod pages;
mod panel;
pub mod policy;
pub mod queries;
pub mod rules;
pub mod store;
mod telling;
mod view;
mod waits;

use ui::Locale;
use ui::nav::{Menu, NavItem};
use web::{Module, NavFor};

pub use pages::Files as Evidence;

const MESSAGES: &[(Locale, &str)] =
    &[(Locale::Zh, include_str!("../locales/zh-CN.ftl")), (Locale::En, include_str!("../locales/en.ftl"))];

fn nav(who: &NavFor<'_>) -> Vec<NavItem> {
    if !pages::concerns(who.actor) {
        return Vec::new();
    }
    vec![NavItem { href: "/benefits", label: "nav-benefits", icon: "seal", menu: Menu::Value }]
}

/// The manifest: everything the house must know.
pub fn module() -> Module {
    Module {
        routes: || pages::routes().merge(api::routes()),
        migrations: store::MIGRATIONS,
        statements: || {
            [store::statements(), panel::statements(), deadlines::statements(), waits::statements()].concat()
        },
        messages: MESSAGES,
        nav,
        tellers: telling::TELLERS,
        measures: &[counting::SOURCE],
        exports: &[export::EXPORT],
        indicators: counting::INDICATORS,
        schedules: deadlines::SCHEDULES,
        handlers: deadlines::handlers,
        of_work: panel::of_work_page,
        of_person: panel::of_person,
        waits: waits::waits,
        openapi: api::openapi,
        ..Module::named("benefits")
    }
}
