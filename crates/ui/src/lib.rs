//! The interface: words, formats, icons, assets and the frames every page is laid in.
//!
//! Nothing here knows a suggestion from a reward. A module brings its own templates and
//! messages and borrows from this crate the layouts, the components and the handle [`T`].

// Templates name this crate as `ui::…`, from other crates and from this one.
extern crate self as ui;

pub mod assets;
pub mod error;
pub mod format;
pub mod i18n;
pub mod icons;
pub mod nav;
pub mod page;
pub mod parts;

pub use assets::url;
pub use i18n::{Catalogue, CatalogueError, Locale, T};
pub use icons::{icon, mark};
pub use page::Page;

/// The messages of this crate, one source for each locale. They go into
/// [`Catalogue::build`] together with the messages of the modules.
pub const MESSAGES: &[(Locale, &str)] =
    &[(Locale::Zh, include_str!("../locales/zh-CN.ftl")), (Locale::En, include_str!("../locales/en.ftl"))];
