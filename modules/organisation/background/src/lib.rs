//! 后台任务: long work as people see it, and counting all figures anew. See `README.md`.

mod api;
mod pages;
mod policy;
mod rebuild;
mod shown;

use ui::Locale;
use ui::nav::{Menu, NavItem};
use web::{Module, NavFor};

const MESSAGES: &[(Locale, &str)] =
    &[(Locale::Zh, include_str!("../locales/zh-CN.ftl")), (Locale::En, include_str!("../locales/en.ftl"))];

/// The manifest: everything the house must know.
pub fn module() -> Module {
    Module {
        routes: || pages::routes().merge(api::routes()),
        messages: MESSAGES,
        nav,
        handlers: |app| vec![rebuild::kind(app.sources()).handler(app.clock.clone())],
        openapi: api::openapi,
        ..Module::named("background")
    }
}

/// For those who keep the whole installation; others are led to their work from where they asked for it.
fn nav(who: &NavFor<'_>) -> Vec<NavItem> {
    let item = NavItem { href: "/background", label: "nav-background", icon: "clock", menu: Menu::House };
    if policy::may_rebuild(who.actor).allowed() { vec![item] } else { Vec::new() }
}
