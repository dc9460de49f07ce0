//! 看板: what happens at and below a node, from figures nobody filled in. See `README.md`.

mod api;
pub mod charts;
pub mod figures;
mod found;
mod pages;
mod parts;
mod span;
mod traced;

use kernel::Actor;
use stats::sight::READERS;
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
        openapi: api::openapi,
        ..Module::named("cockpit")
    }
}

fn nav(who: &NavFor<'_>) -> Vec<NavItem> {
    let item = NavItem { href: "/cockpit", label: "nav-cockpit", icon: "table", menu: Menu::Plan };
    if concerns(who.actor) { vec![item] } else { Vec::new() }
}

/// Whether figures of a node are for this person at all.
fn concerns(actor: &Actor) -> bool {
    READERS.iter().any(|role| actor.has_somewhere(*role))
}
