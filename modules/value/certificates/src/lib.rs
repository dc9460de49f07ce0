//! 证书, the certificate: what a naming, an award or a campaign gives people to hold in their hands, and the
//! page that proves it. `README.md` shows its life.

pub mod actions;
mod api;
mod code;
pub mod lifecycle;
pub mod model;
mod pages;
mod panels;
pub mod policy;
pub mod store;
mod telling;

pub use actions::{Graded, Issue, issue, issue_graded, revoke_for};
pub use model::{Certificate, CertificateId, Holder, Kind, Rank};
pub use panels::rank;

use ui::Locale;
use web::Module;

const MESSAGES: &[(Locale, &str)] =
    &[(Locale::Zh, include_str!("../locales/zh-CN.ftl")), (Locale::En, include_str!("../locales/en.ftl"))];

/// The manifest: everything the house must know.
pub fn module() -> Module {
    Module {
        routes: || pages::routes().merge(api::routes()),
        migrations: store::MIGRATIONS,
        statements: store::statements,
        messages: MESSAGES,
        tellers: telling::TELLERS,
        of_work: panels::of_work,
        of_person: panels::of_person,
        openapi: api::openapi,
        ..Module::named("certificates")
    }
}
