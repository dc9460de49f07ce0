//! What authors, reviewers and those who carry it out may do, and what everybody may beside.

use kernel::lifecycle::Word;

use web::acts::{Act, Kind, Way};

use super::Maker;
use crate::lifecycle::{State, Step};
use crate::model::Visibility;

pub(super) fn acts(desk: &Maker<'_>) -> Vec<Act> {
    let mut acts = Vec::new();
    acts.extend(of_author(desk));
    acts.extend(of_reviewer(desk));
    acts.extend(of_owner(desk));
    acts
}

fn of_author(desk: &Maker<'_>) -> Vec<Act> {
    let (seen, mut acts) = (&desk.record.seen, Vec::new());
    if desk.open(Step::Claim) {
        acts.push(desk.press("claim", Step::Claim));
    }
    if desk.open(Step::Complete) {
        acts.push(desk.link("completion", Step::Complete));
    }
    let owes = |author: &&works::authors::Author| author.person == desk.actor.person && author.agreed_at.is_none();
    if desk.open(Step::Agree) && desk.record.authors.iter().any(|author| owes(&author)) {
        acts.push(desk.press("agreement", Step::Agree));
    }
    if desk.open(Step::Confirm) {
        let note = desk.text("confirmation", "note", "record-confirm-note", "").optional();
        acts.push(desk.ask("confirmation", Step::Confirm, vec![note]));
    }
    if desk.open(Step::Dispute) {
        let reason = desk.text("dispute", "reason", "record-dispute-reason", "");
        acts.push(desk.ask("dispute", Step::Dispute, vec![reason]));
    }
    if desk.open(Step::Appeal) {
        let reason = desk.text("appeal", "reason", "record-appeal-reason", "");
        let reason = reason.hinted(desk.t.get("record-appeal-hint"));
        acts.push(Act { look: "quiet", ..desk.ask("appeal", Step::Appeal, vec![reason]) });
    } else if seen.it.state == State::Declined && seen.it.author == desk.actor.person {
        acts.extend(desk.barred("appeal", Step::Appeal, &desk.may(Step::Appeal)));
    }
    if desk.open(Step::Reshare) && seen.it.state != State::Done {
        acts.push(Act { look: "quiet", ..desk.link("shares", Step::Reshare) });
    }
    if desk.open(Step::Withdraw) {
        let mut act = desk.ask("withdrawal", Step::Withdraw, Vec::new());
        if let Way::Ask(form) = &mut act.way {
            desk.t.get("record-withdraw-hint").clone_into(&mut form.hint);
        }
        acts.push(Act { look: "danger", ..act });
    } else if seen.it.author == desk.actor.person && !matches!(seen.it.state, State::Withdrawn | State::Done) {
        acts.extend(desk.barred("withdrawal", Step::Withdraw, &desk.may(Step::Withdraw)));
    }
    acts
}

fn of_reviewer(desk: &Maker<'_>) -> Option<Act> {
    let mine = desk.record.invited.iter().find(|review| review.reviewer == desk.actor.person)?;
    (mine.submitted_at.is_none() && desk.open(Step::Review)).then(|| desk.link("review", Step::Review))
}

fn of_owner(desk: &Maker<'_>) -> Vec<Act> {
    let mut acts = Vec::new();
    if desk.open(Step::Apply) {
        let today = desk.record.seen.it.submitted_at.date().max(desk.record.today);
        let fields = vec![
            desk.date("application", "since", "record-apply-since", today),
            desk.text("application", "note", "record-apply-note", ""),
            desk.photos("application", "photo", "record-apply-photo"),
        ];
        let mut act = desk.ask("application", Step::Apply, fields);
        if let Way::Ask(form) = &mut act.way {
            desk.t.get("record-apply-hint").clone_into(&mut form.hint);
        }
        acts.push(act);
    }
    if desk.open(Step::Progress) {
        let note = desk.text("progress", "note", "record-progress-note", "");
        acts.push(desk.ask("progress", Step::Progress, vec![note]));
    }
    if desk.open(Step::Plan) {
        acts.push(desk.link("plan", Step::Plan));
    }
    acts
}

/// What moves nothing on and stands after everything else.
pub(super) fn beside(desk: &Maker<'_>) -> Vec<Act> {
    let seen = &desk.record.seen;
    let mut acts = Vec::new();
    if seen.ties.seconded && !seen.ties.author {
        let label = desk.t.get("record-unsecond").to_owned();
        acts.push(Act { noun: "second", label, look: "quiet", way: Way::Press(desk.path("second/removal")) });
    } else if desk.open(Step::Second) {
        acts.push(desk.press("second", Step::Second));
    }
    if desk.open(Step::Show) {
        let options = Visibility::ALL.iter().map(|to| (to.to_string(), desk.word_of("word-vis", *to)));
        let start = [seen.it.visibility.to_string()];
        let to = desk.choice("visibility", Kind::Radio, "visibility", "record-visibility", options, &start);
        acts.push(Act { look: "quiet", ..desk.ask("visibility", Step::Show, vec![to]) });
    }
    acts
}
