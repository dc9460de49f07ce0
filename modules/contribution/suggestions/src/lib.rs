//! 合理化建议, the suggestion: registered with a proof of who came first, checked, judged, answered
//! within its deadline, implemented and confirmed. `README.md` shows its life.

pub mod actions;
mod api;
mod card;
pub mod counts;
mod deadlines;
pub mod drafts;
mod export;
mod forms;
mod indexing;
pub mod lifecycle;
pub mod model;
mod pages;
pub mod parts;
mod person;
pub mod policy;
mod posters;
pub mod queries;
pub mod queue;
mod record;
pub mod rules;
pub mod store;
mod telling;
mod waits;

use ui::Locale;
use ui::nav::{Menu, NavItem};
use web::{Module, NavFor};

const MESSAGES: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../locales/zh-CN/worker.ftl")),
    (Locale::En, include_str!("../locales/en/worker.ftl")),
    (Locale::Zh, include_str!("../locales/zh-CN/record.ftl")),
    (Locale::En, include_str!("../locales/en/record.ftl")),
    (Locale::Zh, include_str!("../locales/zh-CN/desk.ftl")),
    (Locale::En, include_str!("../locales/en/desk.ftl")),
    (Locale::Zh, include_str!("../locales/zh-CN/visitor.ftl")),
    (Locale::En, include_str!("../locales/en/visitor.ftl")),
    (Locale::Zh, include_str!("../locales/zh-CN/node.ftl")),
    (Locale::En, include_str!("../locales/en/node.ftl")),
    (Locale::Zh, include_str!("../locales/zh-CN/figures.ftl")),
    (Locale::En, include_str!("../locales/en/figures.ftl")),
    (Locale::Zh, include_str!("../locales/zh-CN/common.ftl")),
    (Locale::En, include_str!("../locales/en/common.ftl")),
];

/// What stands in the main navigation, by what somebody is trusted with.
fn nav(who: &NavFor<'_>) -> Vec<NavItem> {
    let mut items = Vec::new();
    if queue::has_desk(who.actor) {
        items.push(NavItem { href: "/desk", label: "desk-nav", icon: "inbox", menu: Menu::Bar });
    }
    if pages::rules::concerns(who.actor) {
        items.push(NavItem { href: "/rules", label: "nav-rules", icon: "text", menu: Menu::House });
    }
    items
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
        measures: &[counts::source::SOURCE],
        exports: &[export::EXPORT],
        indicators: counts::INDICATORS,
        schedules: deadlines::SCHEDULES,
        handlers: deadlines::handlers,
        indexer: Some(indexing::changes),
        of_person: person::panel,
        waits: waits::waits,
        openapi: api::openapi,
        ..Module::named("suggestions")
    }
}

/// Every statement of the module, for the catalogue.
fn statements() -> Vec<::store::AnyStatement> {
    [
        store::statements(),
        parts::statements(),
        drafts::statements(),
        queries::all_statements(),
        queue::saved::statements(),
        queue::preview::statements(),
        posters::statements(),
        record::statements(),
        record::judging::statements(),
        telling::statements(),
        deadlines::statements(),
    ]
    .concat()
}
