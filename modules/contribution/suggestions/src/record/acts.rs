//! What the reader may do with a record: each open step as its form or link, and why others are closed.

mod author;
mod officer;

use std::ops::Deref;

use kernel::Actor;
use kernel::Verdict;
use kernel::lifecycle::Word;
use ui::T;
use web::acts::{Act, Field, Form, Kind, Typed, lead};
use web::{acts, say};

use crate::lifecycle::{LIFECYCLE, State, Step};
use crate::model::Purpose;
use crate::policy;
use crate::record::Record;

/// Everything the panel shows: what matters most now first.
pub struct Acts {
    /// Open steps, and closed ones that concern the reader, with the reason.
    pub mine: Vec<Act>,
    /// Steps that are legal now and others take: the step, and who does.
    pub others: Vec<(String, String)>,
}

/// What the reader may do.
pub fn acts(t: T, record: &Record, actor: &Actor, typed: &Typed) -> Acts {
    let desk = Maker::new(t, record, actor, typed);
    let mut mine = author::acts(&desk);
    mine.extend(officer::acts(&desk));
    mine.extend(author::beside(&desk));
    lead(&mut mine);
    Acts { mine, others: others(&desk) }
}

/// What the acts are made with: the maker of every record, and this one.
struct Maker<'a> {
    make: acts::Maker<'a>,
    record: &'a Record,
    actor: &'a Actor,
}

impl<'a> Deref for Maker<'a> {
    type Target = acts::Maker<'a>;
    fn deref(&self) -> &acts::Maker<'a> {
        &self.make
    }
}

impl<'a> Maker<'a> {
    fn new(t: T, record: &'a Record, actor: &'a Actor, typed: &'a Typed) -> Maker<'a> {
        let base = format!("/suggestions/{}", record.seen.it.id);
        Maker { make: acts::Maker { t, base, typed }, record, actor }
    }

    fn may(&self, step: Step) -> Verdict {
        policy::may(self.actor, &self.record.seen, step)
    }

    fn open(&self, step: Step) -> bool {
        self.may(step).allowed()
    }

    fn link(&self, noun: &'static str, step: Step) -> Act {
        self.make.link(noun, &self.word(step))
    }

    fn press(&self, noun: &'static str, step: Step) -> Act {
        self.make.press(noun, &self.word(step))
    }

    fn barred(&self, noun: &'static str, step: Step, verdict: &Verdict) -> Option<Act> {
        self.make.barred(noun, &self.word(step), verdict)
    }

    fn ask(&self, noun: &'static str, step: Step, fields: Vec<Field>) -> Act {
        self.make.ask(noun, &self.word(step), fields)
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
    let desk = Maker::new(t, record, actor, typed);
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
    let desk = Maker::new(t, record, actor, typed);
    desk.text("comments", "text", "record-comment", "").hinted(t.get("record-comment-hint"))
}
