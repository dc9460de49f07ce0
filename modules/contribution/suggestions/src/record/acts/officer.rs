//! What the innovation officer may do. The forms of the check and the decision are posted to the
//! queue's side, which lives in `pages/queue.rs`; these belong to the record.

use kernel::lifecycle::Word;

use web::acts::{Act, Field, Kind, Way};

use super::Maker;
use crate::lifecycle::{LIFECYCLE, Step};
use crate::model::{Category, Verdict};
use crate::record::reviews::reads_prepared;

pub(super) fn acts(desk: &Maker<'_>) -> Vec<Act> {
    if desk.record.desk.is_none() && !desk.open(Step::Uphold) {
        return Vec::new();
    }
    let mut acts = Vec::new();
    acts.extend(own(desk));
    acts.extend(check(desk));
    acts.extend(decision(desk));
    acts.extend(afterwards(desk));
    acts
}

/// An officer who has a share in it sees why the desk is closed, once.
fn own(desk: &Maker<'_>) -> Option<Act> {
    let state = desk.record.seen.it.state;
    let legal = |step: &Step| LIFECYCLE.permits(state, *step);
    let step = [Step::Accept, Step::Prepare, Step::Uphold].into_iter().find(legal)?;
    let verdict = desk.may(step);
    desk.barred("own", step, &verdict)
}

fn check(desk: &Maker<'_>) -> Vec<Act> {
    let mut acts = Vec::new();
    if desk.open(Step::Accept) {
        let categories = Category::ALL.iter().map(|one| (one.to_string(), desk.word_of("word-cat", *one)));
        let start: Vec<String> = desk.record.seen.it.category.iter().map(ToString::to_string).collect();
        let mut fields =
            vec![desk.choice("acceptance", Kind::Select, "category", "record-category", categories, &start)];
        fields.extend(reviewers(desk, "acceptance").map(Field::optional));
        acts.push(desk.ask("acceptance", Step::Accept, fields));
    }
    if desk.open(Step::Return) {
        let answer = desk.text("return", "answer", "record-return-answer", "");
        acts.push(desk.ask("return", Step::Return, vec![answer]));
    }
    if desk.open(Step::Remark) {
        let answer = desk.text("remark", "answer", "record-remark-answer", "");
        acts.push(desk.ask("remark", Step::Remark, vec![answer]));
    }
    if desk.open(Step::Join) {
        let lead = desk.line("joint", "lead", "record-join-lead").hinted(desk.t.get("record-join-hint"));
        acts.push(Act { look: "quiet", ..desk.ask("joint", Step::Join, vec![lead]) });
    }
    if desk.open(Step::Part) {
        acts.push(desk.press("parting", Step::Part));
    }
    acts
}

fn decision(desk: &Maker<'_>) -> Vec<Act> {
    let mut acts = Vec::new();
    let it = &desk.record.seen.it;
    let prepared = it.prepared.as_ref().filter(|_| reads_prepared(desk.actor, &desk.record.seen));
    if let Some(prepared) = prepared.filter(|_| desk.open(Step::Adopt)) {
        let label = desk.t.with1("record-announce", "verdict", desk.word(prepared.verdict)).into_owned();
        acts.push(Act { noun: "announcement", label, look: "", way: Way::Press(desk.path("announcement")) });
    }
    if desk.open(Step::Prepare) {
        let verdicts = Verdict::ALL.iter().map(|one| (one.to_string(), desk.word(*one)));
        let start: Vec<String> = it.prepared.iter().map(|prepared| prepared.verdict.to_string()).collect();
        let words = it.prepared.as_ref().map_or("", |prepared| &prepared.answer);
        let fields = vec![
            desk.choice("decision", Kind::Radio, "verdict", "record-verdict", verdicts, &start),
            desk.text("decision", "answer", "record-decision-answer", words).hinted(desk.t.get("record-decision-hint")),
        ];
        acts.push(desk.ask("decision", Step::Prepare, fields));
    }
    if desk.open(Step::Invite) {
        let fields: Vec<Field> = reviewers(desk, "reviewers").into_iter().collect();
        if !fields.is_empty() {
            acts.push(desk.ask("reviewers", Step::Invite, fields));
        }
    }
    if let Some(office) = desk.record.desk.as_ref().filter(|_| desk.open(Step::Assign)) {
        let officers = office.officers.iter().map(|person| (person.to_string(), named(desk, *person)));
        let start: Vec<String> = it.officer.iter().map(ToString::to_string).collect();
        let field = desk.choice("assignment", Kind::Select, "officer", "record-officer", officers, &start);
        acts.push(Act { look: "quiet", ..desk.ask("assignment", Step::Assign, vec![field]) });
    }
    acts
}

fn afterwards(desk: &Maker<'_>) -> Vec<Act> {
    let mut acts = Vec::new();
    if desk.open(Step::Uphold) {
        let options = [Step::Overturn, Step::Uphold].map(|step| (step.to_string(), desk.word(step)));
        let fields = vec![
            desk.choice("reconsideration", Kind::Radio, "verdict", "record-verdict", options, &[]),
            desk.text("reconsideration", "answer", "record-decision-answer", ""),
        ];
        let mut act = desk.ask("reconsideration", Step::Uphold, fields);
        desk.t.get("record-reconsider").clone_into(&mut act.label);
        if let Way::Ask(form) = &mut act.way {
            desk.t.get("record-reconsider-submit").clone_into(&mut form.submit);
        }
        acts.push(act);
    }
    if desk.open(Step::TakeUp) {
        let answer = desk.text("take-up", "answer", "record-take-up-answer", "");
        acts.push(desk.ask("take-up", Step::TakeUp, vec![answer]));
    }
    acts
}

/// The reviewers to choose from; none when the enterprise has none.
fn reviewers(desk: &Maker<'_>, noun: &str) -> Option<Field> {
    let office = desk.record.desk.as_ref()?;
    let invited: Vec<String> = desk.record.invited.iter().map(|review| review.reviewer.to_string()).collect();
    let options = office.reviewers.iter().map(|person| (person.to_string(), named(desk, *person)));
    let field = desk.choice(noun, Kind::Check, "reviewer", "record-reviewers", options, &invited);
    (!field.choices.is_empty()).then_some(field)
}

fn named(desk: &Maker<'_>, person: kernel::id::PersonId) -> String {
    format!("{} {}", desk.record.name(Some(person)), desk.record.unit_of(Some(person)))
}
