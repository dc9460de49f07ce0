//! 奖励: what people get for what came of their ideas. The engine decides and explains itself; an award
//! then goes from a proposal to payment, or is taken back. `README.md` shows its life.

pub mod actions;
mod api;
pub mod bank;
pub mod consents;
mod counting;
mod deadlines;
pub mod engine;
mod export;
mod forms;
pub mod ground;
pub mod lifecycle;
pub mod model;
mod pages;
mod panels;
pub mod policy;
pub mod queries;
pub mod rewards;
pub mod schemes;
pub mod store;
mod telling;
mod waits;

use kernel::Role;
use ui::Locale;
use ui::nav::{Menu, NavItem};
use web::{Module, NavFor};

const MESSAGES: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../locales/zh-CN.ftl")),
    (Locale::En, include_str!("../locales/en.ftl")),
    (Locale::Zh, include_str!("../locales/zh-CN/scheme.ftl")),
    (Locale::En, include_str!("../locales/en/scheme.ftl")),
];

/// Whoever has to do with awards at a desk; everybody else finds them on their works and by notices.
const DESK: [Role; 6] =
    [Role::InnovationOfficer, Role::Approver, Role::Payroll, Role::FinanceAuditor, Role::UnionOfficer, Role::Auditor];

fn nav(who: &NavFor<'_>) -> Vec<NavItem> {
    let desk = DESK.iter().any(|role| who.actor.has_somewhere(*role));
    if desk {
        vec![NavItem { href: "/awards", label: "awards-title", icon: "star", menu: Menu::Value }]
    } else {
        Vec::new()
    }
}

/// The manifest: everything the house must know.
pub fn module() -> Module {
    Module {
        routes: || pages::routes().merge(api::routes()),
        migrations: store::MIGRATIONS,
        statements: || {
            [
                store::statements(),
                schemes::statements(),
                queries::statements(),
                bank::statements(),
                rewards::statements(),
                consents::statements(),
                telling::statements(),
                waits::statements(),
            ]
            .concat()
        },
        messages: MESSAGES,
        nav,
        tellers: telling::TELLERS,
        measures: &[counting::SOURCE],
        exports: &[export::EXPORT],
        indicators: counting::INDICATORS,
        schedules: deadlines::SCHEDULES,
        handlers: deadlines::handlers,
        of_work: panels::of_work,
        of_person: panels::of_person,
        waits: waits::waits,
        openapi: api::openapi,
        ..Module::named("awards")
    }
}
