//! Sign-in, accounts, rosters, roles, the inbox, and the rules a tenant sets.

mod account;
mod frame;
mod inbox;
mod sign_in;

use ui::Locale;
use web::{Module, Routes};

const MESSAGES: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../locales/zh-CN/account.ftl")),
    (Locale::En, include_str!("../locales/en/account.ftl")),
];

fn routes() -> Routes {
    Routes::new().merge(sign_in::routes()).merge(account::routes()).merge(inbox::routes()).merge(frame::routes())
}

/// The manifest: everything the house must know.
pub fn module() -> Module {
    Module {
        name: "members",
        routes,
        migrations: &[],
        statements: Vec::new,
        messages: MESSAGES,
        nav: |_| Vec::new(),
        tellers: &[],
        folds: Vec::new,
        schedules: &[],
        handlers: |_| Vec::new(),
        indexer: None,
        openapi: || serde_json::json!({ "paths": {}, "components": { "schemas": {} } }),
    }
}
