//! What the reader may do with a report.

use kernel::Actor;
use ui::T;
use web::acts::{Act, Maker, Typed, lead};

use crate::lifecycle::{State, Step};
use crate::model::Report;
use crate::policy;
use crate::queries::Record;

/// Open steps, what matters most now first. Signing has a form of its own on the page.
pub fn acts(t: T, record: &Record, actor: &Actor, typed: &Typed) -> Vec<Act> {
    let it = &record.it;
    let make = Maker { t, base: Report::path_of(it.id), typed };
    let may = |step| policy::may(actor, it, step);
    let open = |step| may(step).allowed();
    let word = |step: Step| t.get(&format!("word-{step}")).to_owned();
    let text = |noun, step, name, label: &str, start: &str| {
        make.ask(noun, &word(step), vec![make.text(noun, name, label, start)])
    };
    let note = |noun, step| make.ask(noun, &word(step), vec![make.text(noun, "note", "report-note", "").optional()]);
    let mut acts = Vec::new();
    if open(Step::AskReview) {
        acts.push(make.press("review-request", &word(Step::AskReview)));
    }
    if open(Step::Pass) {
        acts.push(note("review", Step::Pass));
    } else if it.state == State::InReview && policy::at(actor, &policy::MAKERS, it.unit) {
        acts.extend(make.barred("review", &word(Step::Pass), &may(Step::Pass)));
    }
    if it.state == State::Reviewed && !open(Step::Sign) && policy::at(actor, &policy::HOME, it.unit) {
        acts.extend(make.barred("signature", &word(Step::Sign), &may(Step::Sign)));
    }
    // The root has nobody to send to.
    if open(Step::Send) && it.path.depth() > 1 {
        acts.push(make.press("sending", &word(Step::Send)));
    }
    if open(Step::Answer) {
        acts.push(text("answer", Step::Answer, "text", "report-answer-text", ""));
    }
    if open(Step::Receive) {
        acts.push(note("receipt", Step::Receive));
        acts.push(Act { look: "quiet", ..text("question", Step::Question, "reason", "report-question-reason", "") });
    }
    if open(Step::Return) {
        acts.push(Act { look: "quiet", ..text("return", Step::Return, "reason", "report-return-reason", "") });
    }
    if open(Step::Write) {
        let words = make.text("words", "text", "report-words", &it.words).optional().hinted(t.get("report-words-hint"));
        acts.push(Act { look: "quiet", ..make.ask("words", &word(Step::Write), vec![words]) });
    }
    if it.state.is_frozen() && policy::at(actor, &policy::MAKERS, it.unit) {
        let why = make.text("supplement", "reason", "report-supplement-reason", "");
        let act = make.ask("supplement", t.get("report-supplement"), vec![why]);
        acts.push(Act { look: "quiet", ..act.hinted(t.get("report-supplement-hint")) });
    }
    if open(Step::Drop) {
        acts.push(Act { look: "danger", ..make.ask("removal", &word(Step::Drop), Vec::new()) });
    }
    if !open(Step::Sign) {
        lead(&mut acts);
    }
    acts
}
