//! The small forms of the panel, as plain data.

use jiff::civil::Date;
use ui::parts::Choice;
use web::say;

use super::Maker;

/// A small form on the record page.
pub struct Form {
    /// Where it is posted.
    pub action: String,
    /// Words of its button.
    pub submit: String,
    /// What to know before; may be empty.
    pub hint: String,
    /// Whether it carries files.
    pub upload: bool,
    /// Whether it stands open.
    pub open: bool,
    /// Its fields, in order.
    pub fields: Vec<Field>,
}

/// What a field looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A line.
    Line,
    /// Running text.
    Text,
    /// A date.
    Date,
    /// One of several, as buttons.
    Radio,
    /// Any of several.
    Check,
    /// One of many.
    Select,
    /// Photos.
    Photos,
    /// Files of any kind that is kept.
    File,
}

/// A field with what was typed and what is wrong with it.
pub struct Field {
    /// What it looks like.
    pub kind: Kind,
    /// Its name in the form.
    pub name: &'static str,
    /// Its label.
    pub label: String,
    /// What was typed, or what it starts with.
    pub value: String,
    /// What to know; may be empty.
    pub hint: String,
    /// What is wrong; may be empty.
    pub error: String,
    /// Whether it must be filled in.
    pub required: bool,
    /// What there is to choose from.
    pub choices: Vec<Choice<'static>>,
}

impl Field {
    /// It may be left empty.
    #[must_use]
    pub fn optional(mut self) -> Field {
        self.required = false;
        self
    }

    /// With a sentence below the label.
    #[must_use]
    pub fn hinted(mut self, words: &str) -> Field {
        words.clone_into(&mut self.hint);
        self
    }
}

impl Maker<'_> {
    /// A field of the form `noun`; `start` is what it holds unless the form came back.
    fn field(&self, noun: &str, kind: Kind, name: &'static str, label: &str, start: &str) -> Field {
        let back = self.typed.noun == noun;
        let value = if back { self.typed.fields.get(name) } else { start };
        let error = if back { self.typed.faults.of(name).map(|reason| say(self.t, reason)) } else { None };
        Field {
            kind,
            name,
            label: self.t.get(label).to_owned(),
            value: value.to_owned(),
            hint: String::new(),
            error: error.unwrap_or_default(),
            required: true,
            choices: Vec::new(),
        }
    }

    pub(super) fn line(&self, noun: &str, name: &'static str, label: &str) -> Field {
        self.field(noun, Kind::Line, name, label, "")
    }

    pub(super) fn text(&self, noun: &str, name: &'static str, label: &str, start: &str) -> Field {
        self.field(noun, Kind::Text, name, label, start)
    }

    pub(super) fn date(&self, noun: &str, name: &'static str, label: &str, start: Date) -> Field {
        self.field(noun, Kind::Date, name, label, &start.to_string())
    }

    pub(super) fn photos(&self, noun: &str, name: &'static str, label: &str) -> Field {
        self.field(noun, Kind::Photos, name, label, "").optional()
    }

    /// A choice; `start` are the values chosen unless the form came back.
    pub(super) fn choice(
        &self,
        noun: &str,
        kind: Kind,
        name: &'static str,
        label: &str,
        options: impl IntoIterator<Item = (String, String)>,
        start: &[String],
    ) -> Field {
        let back = self.typed.noun == noun;
        let chosen = |value: &str| match back {
            true => self.typed.fields.has(name, value),
            false => start.iter().any(|one| one == value),
        };
        let choices = options
            .into_iter()
            .map(|(value, label)| Choice { chosen: chosen(&value), value: value.into(), label: label.into() })
            .collect();
        Field { choices, ..self.field(noun, kind, name, label, "") }
    }
}
