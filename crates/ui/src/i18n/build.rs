//! Reading the Fluent files and refusing what does not fit together.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::resolver::errors::{ReferenceKind, ResolverError};
use fluent_bundle::{FluentError, FluentResource};
use fluent_syntax::ast;

use super::{Catalogue, Locale, Words};

/// Everything wrong with the messages, one line for each fault.
#[derive(Debug, PartialEq, Eq)]
pub struct CatalogueError {
    /// The faults in the order they were found.
    pub faults: Vec<String>,
}

impl fmt::Display for CatalogueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the messages do not fit together:")?;
        for fault in &self.faults {
            write!(f, "\n  {fault}")?;
        }
        Ok(())
    }
}

impl std::error::Error for CatalogueError {}

/// The keys of one language with the arguments each takes.
type Keys = BTreeMap<String, BTreeSet<String>>;

pub(super) fn build(sources: &[(Locale, &'static str)]) -> Result<Catalogue, CatalogueError> {
    let mut faults = Vec::new();
    let read = Locale::ALL.map(|locale| {
        let own = sources.iter().filter(|(of, _)| *of == locale);
        read(locale, own.map(|(_, source)| *source), &mut faults)
    });
    for (one, other) in [(Locale::Zh, Locale::En), (Locale::En, Locale::Zh)] {
        compare((one, &read[one.index()].1), (other, &read[other.index()].1), &mut faults);
    }
    let words = read.map(|(words, _)| words);
    if faults.is_empty() { Ok(Catalogue { words }) } else { Err(CatalogueError { faults }) }
}

fn read(locale: Locale, sources: impl Iterator<Item = &'static str>, faults: &mut Vec<String>) -> (Words, Keys) {
    // Our own tags are well formed; the default only spares an impossible error.
    let language = locale.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // The isolation marks are for mixed writing directions; here they would only spoil searches.
    bundle.set_use_isolating(false);
    let mut keys = Keys::new();
    let tag = locale.tag();
    for source in sources {
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(part, errors)| {
            faults.extend(errors.iter().map(|error| {
                let line = source.get(..error.pos.start).unwrap_or(source).matches('\n').count() + 1;
                format!("{tag}: line {line}: {error}")
            }));
            part
        });
        for entry in resource.entries() {
            if let ast::Entry::Message(message) = entry {
                let key = message.id.name;
                if !message.attributes.is_empty() {
                    faults.push(format!("{tag}: `{key}` has attributes, which nothing reads"));
                }
                let mut names = BTreeSet::new();
                if let Some(pattern) = &message.value {
                    arguments(pattern, &mut names);
                }
                keys.entry(key.to_owned()).or_default().extend(names);
            }
        }
        if let Err(errors) = bundle.add_resource(resource) {
            faults.extend(errors.iter().map(|error| match error {
                FluentError::Overriding { id, .. } => format!("{tag}: `{id}` is there twice"),
                other => format!("{tag}: {other}"),
            }));
        }
    }
    let ready = render(&bundle, &keys, tag, faults);
    (Words { ready, bundle }, keys)
}

/// Renders what needs no argument. A message that misses only arguments is left for later.
fn render(
    bundle: &FluentBundle<FluentResource>,
    keys: &Keys,
    tag: &str,
    faults: &mut Vec<String>,
) -> HashMap<Box<str>, Box<str>> {
    let mut ready = HashMap::new();
    for key in keys.keys() {
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            faults.push(format!("{tag}: `{key}` has no text"));
            continue;
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, None, &mut errors);
        if errors.is_empty() {
            ready.insert(key.as_str().into(), text.as_ref().into());
        }
        let wrong = errors.iter().find(|error| !lacks_argument(error));
        if let Some(error) = wrong {
            faults.push(format!("{tag}: `{key}`: {error}"));
        }
    }
    ready
}

fn lacks_argument(error: &FluentError) -> bool {
    matches!(error, FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable { .. })))
}

fn compare((one, has): (Locale, &Keys), (other, against): (Locale, &Keys), faults: &mut Vec<String>) {
    for (key, names) in has {
        match against.get(key) {
            None => faults.push(format!("{}: `{key}` is missing, {} has it", other.tag(), one.tag())),
            // Said once, from the first language's side.
            Some(theirs) if theirs != names && one == Locale::ALL[0] => {
                faults.push(format!("`{key}` takes {names:?} in {} and {theirs:?} in {}", one.tag(), other.tag()))
            }
            Some(_) => {}
        }
    }
}

/// Collects the names of the arguments a pattern mentions, in selectors and variants too.
fn arguments(pattern: &ast::Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            in_expression(expression, names);
        }
    }
}

fn in_expression(expression: &ast::Expression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        ast::Expression::Inline(inline) => in_inline(inline, names),
        ast::Expression::Select { selector, variants } => {
            in_inline(selector, names);
            for variant in variants {
                arguments(&variant.value, names);
            }
        }
    }
}

fn in_inline(inline: &ast::InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        ast::InlineExpression::Placeable { expression } => in_expression(expression, names),
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            for positional in &arguments.positional {
                in_inline(positional, names);
            }
        }
        _ => {}
    }
}
