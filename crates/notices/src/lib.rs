//! Telling people what happened: an inbox in the house, and e-mail and group robots outside it.
//!
//! * [`teller`] – the fold: what each ledger entry tells whom, exactly once
//! * [`inbox`] – reading it
//! * [`channel`], [`code`] – where a person wants to be told outside, and proving an e-mail address
//! * [`digest`] – one message a working day instead of a flood
//! * [`letter`], [`robot`], [`mail`] – what is sent, and sending it
//! * [`deliver`] – the jobs that do it
//!
//! Nothing here writes an address, a name or a text into a log.

pub mod channel;
pub mod code;
pub mod deliver;
pub mod digest;
pub mod inbox;
pub mod letter;
pub mod mail;
pub mod robot;
pub mod store;
pub mod teller;

pub use self::store::{Channel, MIGRATIONS, NoticeId, NoticeRow, statements};
pub use deliver::{Language, Outside, Render, handlers};
pub use digest::schedules;
pub use mail::Mailer;
pub use robot::Vendors;
pub use teller::{NewNotice, Teller, fold};

/// Arguments of a message.
pub type Args = serde_json::Map<String, serde_json::Value>;

/// The messages of this crate, by language.
pub const LOCALES: [(&str, &str); 2] =
    [("zh-CN", include_str!("../locales/zh-CN.ftl")), ("en", include_str!("../locales/en.ftl"))];
