//! Attachments and their limits: what may be uploaded, in what shape it is kept, where it lies and how
//! it is handed out again. No SQL and no HTTP; see the README for the way of a file through this crate.

pub mod blobs;
pub mod check;
pub mod kind;
pub mod limits;
pub mod name;
pub mod refusal;
pub mod serve;

mod office;
mod photo;
mod sniff;
mod voice;

pub use blobs::{BlobError, Blobs};
pub use check::{Checked, check, check_with_video};
pub use kind::{Family, Kind};
pub use refusal::FileRefusal;

/// What is said about refused files, by language.
pub const LOCALES: [(&str, &str); 2] =
    [("zh-CN", include_str!("../locales/zh-CN.ftl")), ("en", include_str!("../locales/en.ftl"))];
