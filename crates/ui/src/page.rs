//! What every page's frame needs to know.

use std::borrow::Cow;

use crate::i18n::T;
use crate::nav::{NavItem, Place};

/// The frame of one page. Each page template has it as its field `page`, and the layouts read
/// it from there.
#[derive(Clone)]
pub struct Page<'a> {
    /// The words.
    pub t: T,
    /// Light, dark or as the device says; from the `theme` cookie.
    pub theme: Theme,
    /// The size of everything; from the `text` cookie.
    pub text: TextSize,
    /// Generous for workers, dense for officers.
    pub density: Density,
    /// The token every form carries back.
    pub csrf: &'a str,
    /// The path asked for, for the marker of the current tab and for coming back.
    pub path: &'a str,
    /// The page's title, without the product's name.
    pub title: Cow<'a, str>,
    /// Who is signed in.
    pub person: Option<Person<'a>>,
    /// Messages not yet read.
    pub unread: u32,
    /// The main navigation of a desk page, in its order.
    pub nav: Vec<NavItem>,
    /// One sentence about what has just happened.
    pub flash: Option<Flash<'a>>,
}

impl<'a> Page<'a> {
    /// A page for a visitor: device theme, standard text, nothing to navigate.
    #[must_use]
    pub fn new(t: T, path: &'a str, csrf: &'a str, title: impl Into<Cow<'a, str>>) -> Self {
        Self {
            t,
            theme: Theme::default(),
            text: TextSize::default(),
            density: Density::default(),
            csrf,
            path,
            title: title.into(),
            person: None,
            unread: 0,
            nav: Vec::new(),
            flash: None,
        }
    }

    /// The main navigation as the bar shows it.
    #[must_use]
    pub fn bar(&self) -> Vec<Place> {
        crate::nav::bar(&self.nav)
    }

    /// Whether the page lies at one of these entries or below it.
    #[must_use]
    pub fn is_in(&self, items: &[NavItem]) -> bool {
        items.iter().any(|item| self.is_at(item.href))
    }

    /// Whether the page lies at `href` or below it; everything lies below `/`, so that counts
    /// only for itself.
    #[must_use]
    pub fn is_at(&self, href: &str) -> bool {
        self.path.strip_prefix(href).is_some_and(|rest| rest.is_empty() || (href != "/" && rest.starts_with('/')))
    }
}

/// The colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device says.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// The cookie's value; `""` for the device's choice.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads a cookie or form value; anything unknown is the device's choice.
    #[must_use]
    pub fn parse(value: &str) -> Self {
        match value {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Auto,
        }
    }

    /// What one press of the button leads to without script: dark, light, and the device again.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Auto => Self::Dark,
            Self::Dark => Self::Light,
            Self::Light => Self::Auto,
        }
    }
}

/// The size of text and of everything measured by it (适老化).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextSize {
    /// 标准, 100 %.
    #[default]
    Normal,
    /// 大, 125 %.
    Large,
    /// 特大, 150 %.
    Larger,
}

impl TextSize {
    /// The cookie's value; `""` for the standard size.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Normal => "",
            Self::Large => "large",
            Self::Larger => "larger",
        }
    }

    /// Reads a cookie or form value; anything unknown is the standard size.
    #[must_use]
    pub fn parse(value: &str) -> Self {
        match value {
            "large" => Self::Large,
            "larger" => Self::Larger,
            _ => Self::Normal,
        }
    }

    /// What one press of Aa leads to.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Normal => Self::Large,
            Self::Large => Self::Larger,
            Self::Larger => Self::Normal,
        }
    }
}

/// How close together things stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    /// For reading and for thumbs.
    #[default]
    Roomy,
    /// For work at a desk.
    Dense,
}

/// Who is signed in, as the frame shows it.
#[derive(Clone, Debug)]
pub struct Person<'a> {
    /// The name.
    pub name: Cow<'a, str>,
    /// The unit's name.
    pub unit: Cow<'a, str>,
    /// What they are there, in words: 创新专员.
    pub role: Cow<'a, str>,
}

impl Person<'_> {
    /// The first character of the name, for the round face.
    #[must_use]
    pub fn initial(&self) -> &str {
        initial(&self.name)
    }
}

/// The first character of a name, for a round face.
#[must_use]
pub fn initial(name: &str) -> &str {
    name.chars().next().map_or("", |first| &name[..first.len_utf8()])
}

/// One sentence about what has just happened, shown once.
#[derive(Clone, Debug)]
pub struct Flash<'a> {
    /// Its weight.
    pub tone: Tone,
    /// What happened.
    pub text: Cow<'a, str>,
    /// What to do or what comes next; may be empty.
    pub more: Cow<'a, str>,
}

/// The weight of a note.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// To know.
    #[default]
    Plain,
    /// Ochre: something is still to come.
    Wait,
    /// Jade: registered, verified or settled.
    Good,
    /// Crimson: it did not work.
    Bad,
}

impl Tone {
    /// The CSS class.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Wait => "wait",
            Self::Good => "good",
            Self::Bad => "bad",
        }
    }

    /// The icon's name.
    #[must_use]
    pub fn icon(self) -> &'static str {
        match self {
            Self::Plain => "comment",
            Self::Wait => "clock",
            Self::Good => "seal",
            Self::Bad => "alert",
        }
    }

    /// The role by which a screen reader hears of it: errors interrupt, the rest waits.
    #[must_use]
    pub fn role(self) -> &'static str {
        if self == Self::Bad { "alert" } else { "status" }
    }
}
