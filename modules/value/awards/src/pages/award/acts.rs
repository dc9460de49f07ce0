//! What the reader may do with an award: each open step with its small form, and why others are closed.

use kernel::{Actor, Role, Verdict};
use ui::T;
use ui::parts::Choice;
use web::say;
use works::objections::Objection;

use super::{Record, Typed};
use crate::engine::Rule;
use crate::lifecycle::{LIFECYCLE, Step};
use crate::pages::words::source;
use crate::policy;

/// One thing to do.
pub struct Act {
    /// Where it is posted, or leads.
    pub href: String,
    /// Its own word, for ids.
    pub noun: String,
    /// The verb.
    pub label: String,
    /// `primary`, `danger`, or nothing.
    pub look: &'static str,
    /// Whether it leads to a page of its own.
    pub link: bool,
    /// What to know before; may be empty.
    pub hint: String,
    /// A hidden field; empty for none.
    pub hidden: (String, String),
    /// What is to be filled in.
    pub fields: Vec<Field>,
    /// Whether its form stands open.
    pub open: bool,
    /// Why it is closed; empty when it is not.
    pub barred: String,
}

/// A field with what was typed and what is wrong with it.
pub struct Field {
    /// `text`, `line`, `number` or `radio`.
    pub kind: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its label.
    pub label: String,
    /// What was typed.
    pub value: String,
    /// What is wrong; may be empty.
    pub error: String,
    /// What there is to choose from.
    pub choices: Vec<Choice<'static>>,
}

struct Maker<'a> {
    t: T,
    record: &'a Record,
    actor: &'a Actor,
    typed: &'a Typed,
}

/// What the reader may do, what matters most first.
pub fn acts(t: T, record: &Record, actor: &Actor, typed: &Typed) -> Vec<Act> {
    let desk = Maker { t, record, actor, typed };
    let mut acts = Vec::new();
    let unsaid = record.seen.part(actor.person).is_some_and(|part| part.agreed_at.is_none());
    if desk.open(Step::AgreeSplit) && unsaid {
        acts.push(desk.press(Step::AgreeSplit, "agreement", ""));
    }
    if desk.open(Step::Contest) {
        acts.push(desk.reason(Step::Contest, "contest", "awards-contest-hint"));
    }
    acts.extend(desk.decision());
    if desk.open(Step::Pay) {
        acts.push(desk.press(Step::Pay, "payment", "awards-pay-hint"));
    }
    if desk.open(Step::Amend) {
        // Waits for the officer only while somebody contests the split.
        let look = if record.seen.parts.iter().any(|part| !part.contest.is_empty()) { "" } else { "quiet" };
        acts.push(Act { link: true, look, ..desk.press(Step::Amend, "amendment", "") });
    }
    if desk.open(Step::Object) {
        acts.push(Act { look: "quiet", ..desk.reason(Step::Object, "objections", "awards-object-hint") });
    }
    if desk.open(Step::Question) {
        acts.push(Act { look: "quiet", ..desk.reason(Step::Question, "questions", "awards-question-hint") });
    }
    acts.extend(desk.protection());
    if desk.open(Step::Drop) {
        acts.push(Act { look: "quiet", ..desk.reason(Step::Drop, "withdrawal", "awards-drop-hint") });
    }
    if desk.open(Step::ClawBack) {
        acts.push(Act { look: "danger", ..desk.reason(Step::ClawBack, "clawback", "awards-claw_back-hint") });
    }
    if let Some(first) = acts.iter_mut().find(|act| act.look.is_empty() && act.barred.is_empty()) {
        first.look = "primary";
    }
    acts
}

/// The form that answers an objection, for who may.
pub fn answers(t: T, record: &Record, actor: &Actor, typed: &Typed, one: &Objection) -> Option<Act> {
    let desk = Maker { t, record, actor, typed };
    if one.answered_at.is_some() || one.person == actor.person || !desk.open(Step::Answer) {
        return None;
    }
    // Of several forms of one kind the one that was typed into comes back.
    let id = one.id.to_string();
    let mine = typed.fields.get("objection") == id;
    let empty = Typed::default();
    let desk = Maker { typed: if mine { typed } else { &empty }, ..desk };
    let outcomes = ["dismissed", "upheld"].map(|word| Choice {
        value: word.into(),
        label: t.get(&format!("awards-outcome-{word}")).to_owned().into(),
        chosen: desk.typed.fields.has("outcome", word),
    });
    let outcome = desk.field("answers", "radio", "outcome", "awards-outcome");
    let fields = vec![
        Field { choices: outcomes.into_iter().collect(), ..outcome },
        desk.field("answers", "text", "reason", "awards-answer"),
    ];
    let act = desk.ask(Step::Answer, "answers", "", fields);
    Some(Act { noun: format!("answers-{id}"), hidden: ("objection".to_owned(), id), look: "primary", ..act })
}

impl Maker<'_> {
    fn may(&self, step: Step) -> Verdict {
        policy::may(self.actor, &self.record.seen, step)
    }

    fn open(&self, step: Step) -> bool {
        self.may(step).allowed()
    }

    /// Approval and refusal, or why whoever decides elsewhere may not here.
    fn decision(&self) -> Vec<Act> {
        let seen = &self.record.seen;
        let concerned = self.actor.has_somewhere(Role::Approver) || self.actor.has_somewhere(Role::UnionOfficer);
        if !concerned || !LIFECYCLE.permits(seen.it.state, Step::Approve) {
            return Vec::new();
        }
        let verdict = self.may(Step::Approve).and(|| policy::all_agreed(&seen.parts));
        let hint = if seen.it.filed { "awards-approve-hint-filed" } else { "awards-approve-hint" };
        let approve = self.press(Step::Approve, "approval", hint);
        let mut acts = vec![match verdict.reason() {
            None => approve,
            Some(why) => Act { barred: say(self.t, why), ..approve },
        }];
        if self.open(Step::Refuse) {
            acts.push(Act { look: "quiet", ..self.reason(Step::Refuse, "refusal", "") });
        }
        acts
    }

    fn protection(&self) -> Option<Act> {
        if !self.open(Step::Protect) {
            return None;
        }
        let fields = vec![
            self.field("norms", "line", "norm", "awards-norm"),
            self.field("norms", "number", "months", "awards-norm-months-label"),
        ];
        let source = source(self.t, Rule::Norms.source());
        let act = self.ask(Step::Protect, "norms", "", fields);
        Some(Act { look: "quiet", hint: self.t.with1("awards-norm-hint", "source", source).into_owned(), ..act })
    }

    fn press(&self, step: Step, noun: &str, hint: &str) -> Act {
        Act {
            href: format!("/awards/{}/{noun}", self.record.seen.it.id),
            noun: noun.to_owned(),
            label: self.t.get(&format!("word-award-step-{step}")).to_owned(),
            look: "",
            link: false,
            hint: if hint.is_empty() { String::new() } else { self.t.get(hint).to_owned() },
            hidden: Default::default(),
            fields: Vec::new(),
            open: self.typed.noun == noun,
            barred: String::new(),
        }
    }

    fn ask(&self, step: Step, noun: &str, hint: &str, fields: Vec<Field>) -> Act {
        Act { fields, ..self.press(step, noun, hint) }
    }

    fn reason(&self, step: Step, noun: &str, hint: &str) -> Act {
        self.ask(step, noun, hint, vec![self.field(noun, "text", "reason", "awards-reason")])
    }

    fn field(&self, noun: &str, kind: &'static str, name: &'static str, label: &str) -> Field {
        let back = self.typed.noun == noun;
        let error = self.typed.faults.of(name).filter(|_| back).map(|reason| say(self.t, reason));
        Field {
            kind,
            name,
            label: self.t.get(label).to_owned(),
            value: if back { self.typed.fields.get(name).to_owned() } else { String::new() },
            error: error.unwrap_or_default(),
            choices: Vec::new(),
        }
    }
}
