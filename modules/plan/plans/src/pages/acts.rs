//! What the reader may do with a plan as a whole.

use kernel::Actor;
use kernel::lifecycle::Word;
use ui::T;
use web::acts::{Act, Field, Kind, Maker, Typed, Way, lead};

use crate::assessment::Assessing;
use crate::lifecycle::{State, Step};
use crate::model::Plan;
use crate::policy;
use crate::whole::Whole;

/// Open steps, what matters most now first.
pub fn acts(t: T, whole: &Whole, actor: &Actor, typed: &Typed) -> Vec<Act> {
    let it = &whole.it;
    let make = Maker { t, base: Plan::path_of(it.id), typed };
    let may = |step| policy::may(actor, it, step);
    let open = |step| may(step).allowed();
    let word = |step: Step| t.get(&format!("word-{step}")).to_owned();
    let mut acts = Vec::new();
    if open(Step::Follow) && !whole.missing.is_empty() {
        acts.push(make.press("following", &word(Step::Follow)));
    }
    if open(Step::Enforce) {
        let act = make.ask("enforcement", &word(Step::Enforce), Vec::new());
        acts.push(act.hinted(t.get("plan-enforce-hint")));
    } else if it.state == State::Drafted && policy::at(actor, &policy::HOME, it.unit) {
        acts.extend(make.barred("enforcement", &word(Step::Enforce), &may(Step::Enforce)));
    }
    if open(Step::Close) {
        acts.push(make.press("closing", &word(Step::Close)));
    }
    if open(Step::AddGoal) {
        let way = Way::Link(make.path("goals/new"));
        acts.push(Act { noun: "goal", label: word(Step::AddGoal), look: "quiet", way });
    }
    if open(Step::Assess) {
        acts.extend(assess(t, whole, &make));
    }
    if open(Step::Write) {
        acts.push(Act { look: "quiet", ..make.ask("head", &word(Step::Write), head(&make, it)) });
    }
    if open(Step::Drop) {
        acts.push(Act { look: "danger", ..make.ask("removal", &word(Step::Drop), Vec::new()) });
    }
    lead(&mut acts);
    acts
}

/// Which assessments can be begun.
fn assess(t: T, whole: &Whole, make: &Maker<'_>) -> Option<Act> {
    let begun = |kind| whole.assessments.iter().any(|one| one.kind == kind);
    let open = |kind: &Assessing| !begun(*kind) && (*kind == Assessing::Final || whole.it.state == State::InForce);
    let kinds: Vec<Assessing> = Assessing::ALL.iter().copied().filter(open).collect();
    if kinds.is_empty() {
        return None;
    }
    let options =
        kinds.iter().map(|kind| (kind.word().to_owned(), t.get(&format!("plan-assessment-{kind}")).to_owned()));
    let first = [kinds[0].word().to_owned()];
    let which = make.choice("assessments", Kind::Radio, "kind", "plan-which-assessment", options, &first);
    let act = make.ask("assessments", t.get("word-plan_assess"), vec![which]);
    Some(Act { look: "quiet", ..act })
}

/// Name, years and rule; those of what was taken over are given.
fn head(make: &Maker<'_>, it: &Plan) -> Vec<Field> {
    let line = |name, label, start: String| make.field("head", Kind::Line, name, label, &start);
    let mut fields = vec![line("name", "plan-name", it.name.clone())];
    if it.above.is_none() {
        fields.push(line("from_year", "plan-from-year", it.from_year.to_string()));
        fields.push(line("until_year", "plan-until-year", it.until_year.to_string()));
        let hint = make.t.get("plan-green-hint");
        fields.push(line("green", "plan-green", it.green.to_string()).hinted(hint));
        fields.push(line("amber", "plan-amber", it.amber.to_string()));
    }
    fields
}
