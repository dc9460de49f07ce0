//! Words in two languages, from Fluent files.
//!
//! A [`Catalogue`] is built once at start from every module's files and refuses to exist
//! while a key is doubled, absent in one language or takes other arguments there. Messages
//! without arguments are rendered at that moment, so that reading one is a hash lookup.

mod build;
mod locale;
mod value;

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

pub use build::CatalogueError;
pub use locale::Locale;
pub use value::{IntoValue, Value};

/// Every message of the program in every language.
pub struct Catalogue {
    words: [Words; Locale::ALL.len()],
}

/// One language: what is already rendered, and what still needs arguments.
struct Words {
    ready: HashMap<Box<str>, Box<str>>,
    bundle: FluentBundle<FluentResource>,
}

impl Catalogue {
    /// Reads all sources and checks them against each other.
    ///
    /// # Errors
    /// One [`CatalogueError`] that lists every fault: syntax, doubled keys, keys absent in one
    /// language, arguments that differ between languages, references that lead nowhere.
    pub fn build(sources: &[(Locale, &'static str)]) -> Result<Self, CatalogueError> {
        build::build(sources)
    }

    /// Keeps the catalogue for the life of the program, as [`T`] needs. Called once, at start.
    #[must_use]
    pub fn leak(self) -> &'static Self {
        Box::leak(Box::new(self))
    }

    /// The handle for one language.
    #[must_use]
    pub fn t(&'static self, locale: Locale) -> T {
        T { locale, catalogue: self }
    }

    fn words(&self, locale: Locale) -> &Words {
        &self.words[locale.index()]
    }
}

/// The words of one language: two machine words, passed by value into every template.
#[derive(Clone, Copy)]
pub struct T {
    locale: Locale,
    catalogue: &'static Catalogue,
}

impl T {
    /// The language spoken.
    #[must_use]
    pub fn locale(self) -> Locale {
        self.locale
    }

    /// The same catalogue in another language, for a foreign phrase or the language switch.
    #[must_use]
    pub fn in_locale(self, locale: Locale) -> Self {
        Self { locale, ..self }
    }

    /// A message without arguments. An unknown key is a fault of the program: it stops a debug
    /// build, and in a release build it is logged and shown as it is.
    #[must_use]
    pub fn get(self, key: &str) -> &str {
        self.try_get(key).unwrap_or_else(|| {
            self.report(key);
            key
        })
    }

    /// A message without arguments if there is one, for keys put together from data.
    #[must_use]
    pub fn try_get(self, key: &str) -> Option<&'static str> {
        self.catalogue.words(self.locale).ready.get(key).map(|text| &**text)
    }

    /// Whether there is such a message, with arguments or without.
    #[must_use]
    pub fn knows(self, key: &str) -> bool {
        let words = self.catalogue.words(self.locale);
        words.ready.contains_key(key) || words.bundle.has_message(key)
    }

    /// A message with arguments. Absent keys are treated as in [`T::get`].
    #[must_use]
    pub fn with<'k>(self, key: &'k str, args: impl AsRef<[(&'k str, Value<'k>)]>) -> Cow<'k, str> {
        let args = args.as_ref();
        let filled: FluentArgs<'_> = args.iter().cloned().collect();
        self.fill(key, &filled).unwrap_or_else(|| {
            self.report(key);
            Cow::Borrowed(key)
        })
    }

    /// A message with one argument, in the form templates can write without conversions.
    #[must_use]
    pub fn with1<'k>(self, key: &'k str, name: &'k str, value: impl IntoValue) -> Cow<'k, str> {
        let mut args = FluentArgs::with_capacity(1);
        args.set(name, value.value());
        self.fill(key, &args).unwrap_or_else(|| {
            self.report(key);
            Cow::Borrowed(key)
        })
    }

    /// A message with two arguments.
    #[must_use]
    pub fn with2<'k>(
        self,
        key: &'k str,
        first: (&'k str, impl IntoValue),
        second: (&'k str, impl IntoValue),
    ) -> Cow<'k, str> {
        let mut args = FluentArgs::with_capacity(2);
        args.set(first.0, first.1.value());
        args.set(second.0, second.1.value());
        self.fill(key, &args).unwrap_or_else(|| {
            self.report(key);
            Cow::Borrowed(key)
        })
    }

    fn fill(self, key: &str, args: &FluentArgs<'_>) -> Option<Cow<'static, str>> {
        let words = self.catalogue.words(self.locale);
        if let Some(text) = words.ready.get(key) {
            return Some(Cow::Borrowed(text));
        }
        let pattern = words.bundle.get_message(key)?.value()?;
        let mut faults = Vec::new();
        let text = words.bundle.format_pattern(pattern, Some(args), &mut faults);
        if !faults.is_empty() {
            tracing::error!(key, locale = self.locale.tag(), ?faults, "message not filled");
        }
        Some(Cow::Owned(text.into_owned()))
    }

    fn report(self, key: &str) {
        tracing::error!(key, locale = self.locale.tag(), "no such message");
        debug_assert!(false, "no message `{key}` without arguments in {}", self.locale.tag());
    }
}
