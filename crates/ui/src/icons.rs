//! Icons from one sprite outside the page, and the mark inside it.

use std::fmt;

use askama::filters::HtmlSafe;
use askama::{FastWritable, Values};

use crate::assets::url;

const SPRITE: &str = include_str!("../assets/icons/icons.svg");

/// An icon beside words. It is hidden from screen readers: the words, or an `aria-label` on
/// the button, carry the meaning.
#[derive(Clone, Copy, Debug)]
pub struct Icon<'a>(&'a str);

/// The icon of a name, `icon("clock")`; the names are the ids in `assets/icons/icons.svg`
/// without their `i-`.
///
/// An unknown name stops a debug build and draws nothing in a release build.
#[must_use]
pub fn icon(name: &str) -> Icon<'_> {
    debug_assert!(SPRITE.contains(&format!("id=\"i-{name}\"")), "no icon `{name}`");
    Icon(name)
}

impl fmt::Display for Icon<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Names come from our own code, never from people, and need no escaping.
        write!(f, r##"<svg class="icon" aria-hidden="true"><use href="{}#i-{}"/></svg>"##, url("icons.svg"), self.0)
    }
}

impl FastWritable for Icon<'_> {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        write!(dest, "{self}")?;
        Ok(())
    }
}

impl HtmlSafe for Icon<'_> {}

/// The mark of the product.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    flat: bool,
}

/// The mark: in its gradient, or `flat` in the colour of the text around it. Its shape and
/// gradient stand once in the page (`layout/base.html`), since a gradient does not reach
/// into a picture from another file.
#[must_use]
pub fn mark(flat: bool) -> Mark {
    Mark { flat }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let class = if self.flat { "mark flat" } else { "mark" };
        write!(f, r##"<svg class="{class}" viewBox="0 0 32 32" aria-hidden="true"><use href="#flame-mark"/></svg>"##)
    }
}

impl FastWritable for Mark {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        write!(dest, "{self}")?;
        Ok(())
    }
}

impl HtmlSafe for Mark {}
