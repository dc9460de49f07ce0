//! Search and similarity over the records of one installation: an index that is a disposable fold.
//!
//! Each process owns one index directory and feeds it documents in ledger order; the position it has
//! read to travels inside the commit, so a crash loses nothing and repeats nothing visible. The
//! directory may be deleted at any time. This crate knows no database and no web: it answers with
//! identifiers, and the caller fetches the rows **and checks visibility there once more**, because an
//! index a second behind must not show what has just become private.
//!
//! All calls take `&self` and block the calling thread for some milliseconds: call them from a
//! blocking pool, not from an asynchronous worker.

mod document;
mod frequencies;
mod highlight;
mod index;
mod place;
mod query;
mod same_text;
mod schema;
mod sieve;
mod similar;
pub mod tokens;

pub use document::{Change, Doc, Viewer, Visibility};
pub use highlight::{Segment, Snippet, highlight, snippet};
pub use index::{Error, Index, Opened};
pub use query::{Filters, Hit, Hits, MAX_LIMIT, MAX_WINDOW, Order, Query, TOTAL_CAP, Total};
pub use same_text::same_text_key;
pub use similar::{
    COMMON_THRESHOLD, Common, RELATED_CANDIDATES, RELATED_RAREST, RELATED_THRESHOLD, SIMILAR_CANDIDATES,
    SIMILAR_RAREST, SIMILAR_THRESHOLD, Similar,
};
