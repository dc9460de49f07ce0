//! What the reader may do with an entry.

use kernel::Actor;
use ui::T;
use web::acts::{Act, Kind, Maker, Typed, Way, lead};

use super::Found;
use crate::eligible::CONDITIONS;
use crate::lifecycle::Step;
use crate::policy;

/// Open steps, what matters most now first.
pub fn acts(t: T, found: &Found, actor: &Actor, typed: &Typed) -> Vec<Act> {
    let (it, edition) = (&found.seen.it, &found.seen.edition);
    let make = Maker { t, base: it.href(), typed };
    let open = |step| policy::may_entry(actor, &found.seen, step).allowed();
    let word = |step: Step| t.get(&format!("word-{step}")).to_owned();
    let told = |noun, step| make.ask(noun, &word(step), vec![make.text(noun, "reason", "campaign-reason", "")]);
    let mut acts = Vec::new();
    if open(Step::Write) {
        acts.push(make.link("draft", t.get("campaign-entry-continue")));
    }
    if open(Step::Confirm) {
        acts.push(make.press("confirmation", &word(Step::Confirm)));
        acts.push(Act { look: "quiet", ..told("return", Step::Return) });
    }
    if open(Step::Qualify) {
        if found.findings.is_empty() {
            acts.push(make.press("qualification", &word(Step::Qualify)));
        }
        let blind = Way::Link(format!("{}/jury/{}", edition.href(), it.id));
        acts.push(Act { noun: "blind", label: t.get("campaign-blind-copy").to_owned(), look: "quiet", way: blind });
        acts.push(Act { look: "quiet", ..exclude(t, found, &make) });
    }
    if open(Step::PassOn) {
        acts.push(make.press("nomination", &word(Step::PassOn)));
    }
    if open(Step::Stop) {
        acts.push(Act { look: "quiet", ..told("ending", Step::Stop) });
    }
    if open(Step::Object) && edition.public_until.is_some_and(|until| found.now <= until) {
        acts.push(Act { look: "quiet", ..told("objection", Step::Object).hinted(t.get("campaign-object-hint")) });
    }
    if open(Step::Revoke) {
        acts.push(Act { look: "danger", ..told("revocation", Step::Revoke).hinted(t.get("campaign-revoke-hint")) });
    }
    if open(Step::Withdraw) {
        acts.push(Act { look: "danger", ..make.ask("withdrawal", &word(Step::Withdraw), Vec::new()) });
    }
    lead(&mut acts);
    acts
}

/// Excluded under a rule of the edition, or under one of the conditions of entry.
fn exclude(t: T, found: &Found, make: &Maker<'_>) -> Act {
    let rules =
        found.seen.edition.plan().rules.iter().map(|rule| (rule.id.clone(), format!("{} {}", rule.id, rule.text)));
    let conditions =
        CONDITIONS.iter().map(|id| ((*id).to_owned(), format!("{id} {}", t.get(&format!("campaign-condition-{id}")))));
    let start: Vec<String> = found.findings.first().map(|finding| finding.id.clone()).into_iter().collect();
    let fields = vec![
        make.choice("exclusion", Kind::Select, "rule", "campaign-rule", rules.chain(conditions), &start),
        make.text("exclusion", "reason", "campaign-reason", ""),
    ];
    make.ask("exclusion", t.get("word-entry_exclude"), fields)
}
