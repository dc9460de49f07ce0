//! The request path, written once: who asks ([`Ctx`]), what was typed ([`Form`], [`Upload`]), what
//! went wrong ([`Fail`]), and how a module presents itself to the house ([`Module`], [`Routes`]).
//!
//! A handler is short: extract, act, show. It cannot forget the CSRF check (the form extractor does
//! it), the visibility (actions find first) or the record (a change commits only with its proof).

pub mod acts;
pub mod api;
mod app;
mod around;
pub mod attachments;
mod best;
mod ctx;
pub mod export;
mod fail;
mod form;
pub mod later;
mod limits;
mod module;
pub mod objections;
mod routes;
pub mod shares;
mod viewer;
pub mod visit;

pub use app::{App, Config, DemoLogin, KeyPlace, Parts, indicators, key_from_hex, sources};
pub use around::{YEAR, around, notice_text, say};
pub use best::best_works;
pub use ctx::{Ctx, role_key};
pub use fail::{Fail, Reply};
pub use form::{Fields, Form, Part, Upload};
pub use limits::RateLimit;
pub use module::{Asking, Indexer, Module, NavFor};
pub use routes::{RouteEntry, Routes};
pub use viewer::{unit_no, viewer};
pub use visit::Visit;

/// The messages of the request path.
pub const MESSAGES: &[(ui::Locale, &str)] =
    &[(ui::Locale::Zh, include_str!("../locales/zh-CN.ftl")), (ui::Locale::En, include_str!("../locales/en.ftl"))];

/// The tables of the request path.
pub const MIGRATIONS: &[store::Migration] = &[
    store::Migration { name: "web/0001", sql: include_str!("../migrations/0001_web.sql") },
    store::Migration { name: "web/0002-attachments", sql: include_str!("../migrations/0002_attachments.sql") },
];

/// Every statement of the request path, for the catalogue.
pub fn statements() -> Vec<store::AnyStatement> {
    [api::statements(), attachments::statements()].concat()
}
