//! What a reader may do with a record, as a panel shows it: each open step as its button, link or small
//! form, and why others are closed. `components/acts.html` draws it.

use jiff::civil::Date;
use kernel::{Faults, Verdict};
use ui::T;
use ui::parts::Choice;

use crate::around::say;
use crate::form::Fields;

/// A form that came back: which one, what was typed, what is wrong.
#[derive(Default)]
pub struct Typed {
    /// The noun the form was posted to.
    pub noun: String,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub faults: Faults,
}

/// One thing to do.
pub struct Act {
    /// The noun: end of the path and of the anchor.
    pub noun: &'static str,
    /// The verb.
    pub label: String,
    /// `primary`, `danger`, or nothing.
    pub look: &'static str,
    /// How it is done.
    pub way: Way,
}

/// How something is done.
pub enum Way {
    /// On a page of its own.
    Link(String),
    /// By pressing a button.
    Press(String),
    /// By filling in a small form.
    Ask(Form),
    /// Not now, or not by this reader: why.
    Barred(String),
}

impl Act {
    /// Where it is found on the page, or the page of its own.
    pub fn anchor(&self) -> String {
        match &self.way {
            Way::Link(href) => href.clone(),
            _ => format!("#act-{}", self.noun),
        }
    }

    /// With a sentence before the form.
    #[must_use]
    pub fn hinted(mut self, words: &str) -> Act {
        if let Way::Ask(form) = &mut self.way {
            words.clone_into(&mut form.hint);
        }
        self
    }
}

/// The first plain act is what the record waits for; it stands out and stands open.
pub fn lead(acts: &mut [Act]) {
    if let Some(first) = acts.iter_mut().find(|act| act.look.is_empty() && !matches!(act.way, Way::Barred(_))) {
        first.look = "primary";
        if let Way::Ask(form) = &mut first.way {
            form.open = true;
        }
    }
}

/// A small form on the page of a record.
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

/// What acts and their forms are made with.
pub struct Maker<'a> {
    /// The words.
    pub t: T,
    /// The address of the record; nouns follow it.
    pub base: String,
    /// The form that came back, if one did.
    pub typed: &'a Typed,
}

impl Maker<'_> {
    /// The address a noun is posted to.
    pub fn path(&self, noun: &str) -> String {
        format!("{}/{noun}", self.base)
    }

    /// A page of its own.
    pub fn link(&self, noun: &'static str, label: &str) -> Act {
        Act { noun, label: label.to_owned(), look: "", way: Way::Link(self.path(noun)) }
    }

    /// A button.
    pub fn press(&self, noun: &'static str, label: &str) -> Act {
        Act { noun, label: label.to_owned(), look: "", way: Way::Press(self.path(noun)) }
    }

    /// A closed step that concerns this reader, with its reason.
    pub fn barred(&self, noun: &'static str, label: &str, verdict: &Verdict) -> Option<Act> {
        let why = say(self.t, verdict.reason()?);
        Some(Act { noun, label: label.to_owned(), look: "", way: Way::Barred(why) })
    }

    /// A small form.
    pub fn ask(&self, noun: &'static str, label: &str, fields: Vec<Field>) -> Act {
        let form = Form {
            action: self.path(noun),
            submit: label.to_owned(),
            upload: fields.iter().any(|field| matches!(field.kind, Kind::Photos | Kind::File)),
            open: self.typed.noun == noun,
            fields,
            hint: String::new(),
        };
        Act { noun, label: label.to_owned(), look: "", way: Way::Ask(form) }
    }

    /// A field of the form `noun`; `start` is what it holds unless the form came back.
    pub fn field(&self, noun: &str, kind: Kind, name: &'static str, label: &str, start: &str) -> Field {
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

    /// A line.
    pub fn line(&self, noun: &str, name: &'static str, label: &str) -> Field {
        self.field(noun, Kind::Line, name, label, "")
    }

    /// Running text.
    pub fn text(&self, noun: &str, name: &'static str, label: &str, start: &str) -> Field {
        self.field(noun, Kind::Text, name, label, start)
    }

    /// A date.
    pub fn date(&self, noun: &str, name: &'static str, label: &str, start: Date) -> Field {
        self.field(noun, Kind::Date, name, label, &start.to_string())
    }

    /// Photos, which may be left out.
    pub fn photos(&self, noun: &str, name: &'static str, label: &str) -> Field {
        self.field(noun, Kind::Photos, name, label, "").optional()
    }

    /// A choice; `start` are the values chosen unless the form came back.
    pub fn choice(
        &self,
        noun: &str,
        kind: Kind,
        name: &'static str,
        label: &str,
        options: impl IntoIterator<Item = (String, impl Into<String>)>,
        start: &[String],
    ) -> Field {
        let back = self.typed.noun == noun;
        let chosen = |value: &str| match back {
            true => self.typed.fields.has(name, value),
            false => start.iter().any(|one| one == value),
        };
        let choices = options
            .into_iter()
            .map(|(value, label)| Choice { chosen: chosen(&value), value: value.into(), label: label.into().into() })
            .collect();
        Field { choices, ..self.field(noun, kind, name, label, "") }
    }
}
