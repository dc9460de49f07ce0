//! 门户: what an installation shows to everybody, and nothing else. See `README.md`.

mod answer;
mod api;
mod corridor;
mod feed;
mod figures;
mod flame;
mod frame;
mod ground;
mod live;
mod map;
mod pages;
mod picture;
mod public;
mod results;
mod work;

pub use answer::KEPT;

use kernel::Role;
use store::AnyStatement;
use ui::Locale;
use ui::nav::{Menu, NavItem};
use web::{Module, NavFor};

const MESSAGES: &[(Locale, &str)] =
    &[(Locale::Zh, include_str!("../locales/zh-CN.ftl")), (Locale::En, include_str!("../locales/en.ftl"))];

/// The manifest: everything the house must know.
pub fn module() -> Module {
    Module {
        routes: || pages::routes().merge(api::routes()).merge(feed::routes()),
        statements,
        messages: MESSAGES,
        nav,
        openapi: api::openapi,
        ..Module::named("portal")
    }
}

/// Whose bar leads to the public face: those who answer for what it shows.
const NAV: [Role; 3] = [Role::UnionOfficer, Role::InnovationOfficer, Role::Administrator];

fn nav(who: &NavFor<'_>) -> Vec<NavItem> {
    let item = NavItem { href: "/portal", label: "portal-nav", icon: "globe", menu: Menu::Plan };
    if NAV.iter().any(|role| who.actor.has_somewhere(*role)) { vec![item] } else { Vec::new() }
}

fn statements() -> Vec<AnyStatement> {
    [feed::statements(), results::statements()].concat()
}
