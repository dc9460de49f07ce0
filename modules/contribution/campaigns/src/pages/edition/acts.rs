//! What who holds an edition may do with it.

use kernel::Actor;
use ui::T;
use web::acts::{Act, Kind, Maker, Typed, Way, lead};

use super::Found;
use crate::lifecycle::EditionStep;
use crate::policy;

/// Open steps, what matters most now first.
pub fn acts(t: T, found: &Found, actor: &Actor, typed: &Typed) -> Vec<Act> {
    let it = &found.seen.it;
    let make = Maker { t, base: it.href(), typed };
    let open = |step| policy::may(actor, &found.seen, step).allowed();
    let word = |step: EditionStep| t.get(&format!("word-{step}")).to_owned();
    let mut acts = Vec::new();
    if open(EditionStep::Announce) {
        acts.push(
            make.ask("announcement", &word(EditionStep::Announce), Vec::new()).hinted(t.get("campaign-announce-hint")),
        );
    }
    if open(EditionStep::Change) {
        acts.push(Act { look: "quiet", ..make.link("plan", &word(EditionStep::Change)) });
    }
    if open(EditionStep::Review) {
        acts.push(make.ask("review", &word(EditionStep::Review), Vec::new()).hinted(t.get("campaign-review-hint")));
    }
    if open(EditionStep::List) {
        acts.push(make.link("list", &word(EditionStep::List)));
    }
    if open(EditionStep::Publish) {
        let hint = t.with1("campaign-publish-hint", "days", it.plan().publicity_days);
        acts.insert(0, make.ask("publication", &word(EditionStep::Publish), Vec::new()).hinted(&hint));
    }
    if open(EditionStep::Finish) {
        let document = make.line("finish", "document", "campaign-document").optional();
        acts.push(make.ask("finish", &word(EditionStep::Finish), vec![document]).hinted(t.get("campaign-finish-hint")));
    }
    if open(EditionStep::Convene) {
        let free = found.reviewers.iter().filter(|one| !found.jurors.contains(&one.person));
        let options = free.map(|one| (one.person.to_string(), format!("{} · {}", one.name, one.enterprise)));
        let people = make.choice("jurors", Kind::Check, "people", "campaign-jurors", options, &[]);
        if !people.choices.is_empty() {
            let hint = t.with1("campaign-convene-hint", "least", it.plan().least_jurors);
            acts.push(Act {
                look: "quiet",
                ..make.ask("jurors", &word(EditionStep::Convene), vec![people]).hinted(&hint)
            });
        }
    }
    if open(EditionStep::Extend) {
        let fields = vec![
            make.date("extension", "closes", "campaign-closes", it.closes),
            make.date("extension", "review_ends", "campaign-review-ends", it.review_ends),
        ];
        acts.push(Act { look: "quiet", ..make.ask("extension", &word(EditionStep::Extend), fields) });
    }
    let clone = Way::Link(format!("/campaigns/new?from={}", it.id));
    acts.push(Act { noun: "clone", label: t.get("campaign-clone").to_owned(), look: "quiet", way: clone });
    if open(EditionStep::Cancel) {
        let reason = make.text("cancellation", "reason", "campaign-reason", "");
        acts.push(Act { look: "danger", ..make.ask("cancellation", &word(EditionStep::Cancel), vec![reason]) });
    }
    lead(&mut acts);
    acts
}
