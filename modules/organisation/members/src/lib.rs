//! Sign-in, accounts, rosters, roles, the inbox, and the rules a tenant sets.

mod account;
mod channels;
mod forms;
mod frame;
mod grants;
mod inbox;
mod mydata;
mod reach;
mod roster;
mod sign_in;
mod tidy;
mod tokens;
mod units;

use ui::Locale;
use web::{Module, Routes};

const MIGRATIONS: &[store::Migration] =
    &[store::Migration { name: "members/0001", sql: include_str!("../migrations/0001_members.sql") }];

const MESSAGES: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../locales/zh-CN/account.ftl")),
    (Locale::En, include_str!("../locales/en/account.ftl")),
    (Locale::Zh, include_str!("../locales/zh-CN/admin.ftl")),
    (Locale::En, include_str!("../locales/en/admin.ftl")),
];

fn routes() -> Routes {
    Routes::new()
        .merge(sign_in::routes())
        .merge(account::routes())
        .merge(inbox::routes())
        .merge(frame::routes())
        .merge(roster::routes())
        .merge(grants::routes())
        .merge(units::routes())
        .merge(tokens::routes())
        .merge(channels::routes())
        .merge(mydata::routes())
}

/// The manifest: everything the house must know.
pub fn module() -> Module {
    Module {
        routes,
        migrations: MIGRATIONS,
        statements: || [roster::statements(), mydata::statements()].concat(),
        messages: MESSAGES,
        nav: reach::nav,
        schedules: tidy::SCHEDULES,
        handlers: |_| tidy::handlers(),
        ..Module::named("members")
    }
}
