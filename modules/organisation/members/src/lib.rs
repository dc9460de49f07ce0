//! Sign-in, accounts, rosters, roles, the inbox, and the rules a tenant sets.

use ui::Locale;
use web::{Module, Routes};

const MESSAGES: &[(Locale, &str)] =
    &[(Locale::Zh, include_str!("../locales/zh-CN.ftl")), (Locale::En, include_str!("../locales/en.ftl"))];

/// The manifest: everything the house must know.
pub fn module() -> Module {
    Module {
        name: "members",
        routes: Routes::new,
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
