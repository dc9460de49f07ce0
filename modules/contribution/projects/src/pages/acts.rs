//! What the reader may do with a project.

use jiff::civil::Date;
use kernel::Actor;
use kernel::lifecycle::Word;
use ui::T;
use web::acts::{Act, Kind, Maker, Typed, lead};
use web::attachments;

use crate::lifecycle::Step;
use crate::model::Phase;
use crate::pages::record::{Callable, path};
use crate::policy;
use crate::queries::Record;

/// Open steps, what matters most now first.
pub fn acts(t: T, record: &Record, actor: &Actor, callable: &Callable, typed: &Typed, today: Date) -> Vec<Act> {
    let make = Maker { t, base: path(record.seen.it.id), typed };
    let open = |step| policy::may(actor, &record.seen, step).allowed();
    let word = |step: Step| t.get(&format!("word-{step}")).to_owned();
    let text = |noun, step, name, label: &str| make.ask(noun, &word(step), vec![make.text(noun, name, label, "")]);
    let mut acts = Vec::new();
    if open(Step::Agree) {
        acts.push(make.press("agreement", &word(Step::Agree)));
    }
    if open(Step::Complete) {
        acts.push(make.link("completion", &word(Step::Complete)));
    }
    if open(Step::Approve) {
        let note = make.text("approval", "note", "project-approve-note", "").optional();
        acts.push(make.ask("approval", &word(Step::Approve), vec![note]));
        acts.push(Act { look: "quiet", ..text("return", Step::Return, "reason", "project-return-reason") });
        acts.push(Act { look: "quiet", ..text("refusal", Step::Refuse, "reason", "project-refuse-reason") });
    }
    if open(Step::Judge) && record.panel.iter().any(|judge| judge.person == actor.person && judge.judged_at.is_none()) {
        let options = [("accept", "project-judge-accepts"), ("reject", "project-judge-rejects")];
        let options = options.map(|(value, label)| (value.to_owned(), t.get(label).to_owned()));
        let fields = vec![
            make.choice("judgement", Kind::Radio, "verdict", "project-judge-verdict", options, &[]),
            make.text("judgement", "conclusion", "project-judge-conclusion", ""),
        ];
        acts.push(make.ask("judgement", &word(Step::Judge), fields));
    }
    if open(Step::Convene) {
        let called: Vec<String> = record.panel.iter().map(|judge| judge.person.to_string()).collect();
        let options = callable.iter().filter(|(person, _)| !called.contains(person)).cloned();
        let people = make.choice("panel", Kind::Check, "people", "project-panel-people", options, &[]);
        if !people.choices.is_empty() {
            // Once somebody is called, the project waits for them and not for more.
            let look = if called.is_empty() { "" } else { "quiet" };
            acts.push(Act { look, ..make.ask("panel", &word(Step::Convene), vec![people]) });
        }
        if crate::model::panel_accepts(&record.panel) == Some(true) {
            let fields = vec![
                make.date("acceptance", "since", "project-accept-since", today),
                make.text("acceptance", "note", "project-accept-note", "").optional(),
            ];
            acts.insert(0, make.ask("acceptance", &word(Step::Accept), fields).hinted(t.get("project-accept-hint")));
        }
        acts.push(Act { look: "quiet", ..text("sending-back", Step::SendBack, "reason", "project-send-back-reason") });
    }
    if open(Step::Try) {
        acts.push(text("trials", Step::Try, "text", "project-try-text"));
    }
    if open(Step::SetMilestone) {
        let fields = vec![
            make.line("milestones", "title", "project-milestone-title"),
            make.date("milestones", "due", "project-milestone-due", record.seen.it.ends),
        ];
        acts.push(Act { look: "quiet", ..make.ask("milestones", &word(Step::SetMilestone), fields) });
    }
    if open(Step::Spend) {
        let fields = vec![
            make.line("spendings", "what", "project-spend-what"),
            make.line("spendings", "fen", "project-spend-fen").hinted(t.get("project-money-hint")),
            make.date("spendings", "on", "project-spend-on", today),
        ];
        acts.push(Act { look: "quiet", ..make.ask("spendings", &word(Step::Spend), fields) });
    }
    if open(Step::HandIn) {
        let act = text("handover", Step::HandIn, "result", "project-hand-in-result");
        acts.push(Act { look: "quiet", ..act });
    }
    if open(Step::Attach) {
        let phases = Phase::ALL.iter().map(|phase| (phase.to_string(), t.get(&format!("word-{phase}")).to_owned()));
        acts.push(attachments::act(&make, &word(Step::Attach), "attach-hint", phases.collect()));
    }
    if open(Step::Stop) {
        acts.push(Act { look: "danger", ..text("stop", Step::Stop, "reason", "project-stop-reason") });
    }
    if open(Step::Withdraw) {
        acts.push(Act { look: "danger", ..make.ask("withdrawal", &word(Step::Withdraw), Vec::new()) });
    }
    lead(&mut acts);
    acts
}
