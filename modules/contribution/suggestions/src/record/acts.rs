//! What the reader may do with a record: each open step as its form or link, and why others are closed.

mod author;
mod form;
mod officer;

use kernel::Actor;
use kernel::lifecycle::Word;
use kernel::{Faults, Verdict};
use ui::T;
use web::{Fields, say};

use crate::lifecycle::{LIFECYCLE, State, Step};
use crate::model::Purpose;
use crate::policy;
use crate::record::Record;

pub use form::{Field, Form, Kind};

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

/// Everything the panel shows: what matters most now first.
pub struct Acts {
    /// Open steps, and closed ones that concern the reader, with the reason.
    pub mine: Vec<Act>,
    /// Steps that are legal now and others take: the step, and who does.
    pub others: Vec<(String, String)>,
}

/// What the reader may do.
pub fn acts(t: T, record: &Record, actor: &Actor, typed: &Typed) -> Acts {
    let desk = Maker { t, record, actor, typed };
    let mut mine = author::acts(&desk);
    mine.extend(officer::acts(&desk));
    mine.extend(author::beside(&desk));
    // The first plain act is what the record waits for; it stands out and stands open.
    if let Some(first) = mine.iter_mut().find(|act| act.look.is_empty() && !matches!(act.way, Way::Barred(_))) {
        first.look = "primary";
        if let Way::Ask(form) = &mut first.way {
            form.open = true;
        }
    }
    Acts { mine, others: others(&desk) }
}

/// What the small forms are made with.
struct Maker<'a> {
    t: T,
    record: &'a Record,
    actor: &'a Actor,
    typed: &'a Typed,
}

impl Maker<'_> {
    fn may(&self, step: Step) -> Verdict {
        policy::may(self.actor, &self.record.seen, step)
    }

    fn open(&self, step: Step) -> bool {
        self.may(step).allowed()
    }

    fn path(&self, noun: &str) -> String {
        format!("/suggestions/{}/{noun}", self.record.seen.it.id)
    }

    fn link(&self, noun: &'static str, step: Step) -> Act {
        Act { noun, label: self.word(step), look: "", way: Way::Link(self.path(noun)) }
    }

    fn press(&self, noun: &'static str, step: Step) -> Act {
        Act { noun, label: self.word(step), look: "", way: Way::Press(self.path(noun)) }
    }

    /// A closed step that concerns this reader, with its reason.
    fn barred(&self, noun: &'static str, step: Step, verdict: &Verdict) -> Option<Act> {
        let why = say(self.t, verdict.reason()?);
        Some(Act { noun, label: self.word(step), look: "", way: Way::Barred(why) })
    }

    fn ask(&self, noun: &'static str, step: Step, fields: Vec<Field>) -> Act {
        let label = self.word(step);
        let form = Form {
            action: self.path(noun),
            submit: label.clone(),
            upload: fields.iter().any(|field| field.kind == Kind::Photos),
            open: self.typed.noun == noun,
            fields,
            hint: String::new(),
        };
        Act { noun, label, look: "", way: Way::Ask(form) }
    }

    fn word(&self, word: impl Word) -> String {
        self.word_of("word", word)
    }

    fn word_of(&self, family: &str, word: impl Word) -> String {
        self.t.get(&format!("{family}-{}", word.word())).to_owned()
    }
}

/// Steps on which the record may wait for somebody.
const AWAITED: [Step; 10] = [
    Step::Accept,
    Step::Complete,
    Step::Review,
    Step::Prepare,
    Step::Appeal,
    Step::Uphold,
    Step::TakeUp,
    Step::Plan,
    Step::Apply,
    Step::Confirm,
];

fn others(desk: &Maker<'_>) -> Vec<(String, String)> {
    let state: State = desk.record.seen.it.state;
    let legal = AWAITED.into_iter().filter(|step| LIFECYCLE.permits(state, *step));
    legal
        .filter_map(|step| {
            let verdict = policy::role(desk.actor, &desk.record.seen, step);
            Some((desk.word(step), say(desk.t, verdict.reason()?)))
        })
        .collect()
}

/// The form that attaches a file, for those who may.
pub fn attach(t: T, record: &Record, actor: &Actor, typed: &Typed) -> Option<Form> {
    let desk = Maker { t, record, actor, typed };
    if !desk.open(Step::Attach) {
        return None;
    }
    let purposes = [Purpose::Before, Purpose::After, Purpose::Other];
    let options = purposes.map(|one| (one.to_string(), desk.word_of("word-purpose", one)));
    let noun = "attachments";
    let mut file = desk.photos(noun, "file", "record-attach-file").hinted(t.get("record-attach-hint"));
    file.kind = Kind::File;
    let fields = vec![
        file,
        desk.choice(noun, Kind::Radio, "purpose", "record-attach-purpose", options, &["other".to_owned()]),
        desk.line(noun, "caption", "record-attach-caption").optional(),
    ];
    let submit = desk.word(Step::Attach);
    let open = typed.noun == noun;
    Some(Form { action: desk.path(noun), submit, hint: String::new(), upload: true, open, fields })
}

/// The field of a comment.
pub fn comment(t: T, record: &Record, actor: &Actor, typed: &Typed) -> Field {
    let desk = Maker { t, record, actor, typed };
    desk.text("comments", "text", "record-comment", "").hinted(t.get("record-comment-hint"))
}
