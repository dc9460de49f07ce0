//! 导出: everything a person may see, to take along as a spreadsheet, as CSV or as JSON lines. See `README.md`.

mod lines;
mod pages;
mod stream;
mod workbook;

use ui::Locale;
use ui::nav::{Menu, NavItem};
use web::{Module, NavFor};

pub use lines::Format;
pub use stream::{Source, to_writer};

const MESSAGES: &[(Locale, &str)] =
    &[(Locale::Zh, include_str!("../locales/zh-CN.ftl")), (Locale::En, include_str!("../locales/en.ftl"))];

/// The manifest: everything the house must know.
pub fn module() -> Module {
    Module { routes: pages::routes, messages: MESSAGES, nav, openapi: pages::openapi, ..Module::named("exports") }
}

/// Whoever has a desk finds it there; everybody else among what is theirs.
fn nav(who: &NavFor<'_>) -> Vec<NavItem> {
    let desk = !who.actor.grants.is_empty();
    if desk {
        vec![NavItem { href: "/exports", label: "exports-title", icon: "table", menu: Menu::Plan }]
    } else {
        Vec::new()
    }
}
