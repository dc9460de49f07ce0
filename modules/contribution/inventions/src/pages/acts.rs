//! What the reader may do with an invention and with one of its rights.

use jiff::civil::Date;
use kernel::lifecycle::Word;
use kernel::{Actor, Verdict};
use ui::T;
use web::acts::{Act, Field, Kind, Maker, Typed, lead};
use web::attachments;
use works::rights::Kind as RightKind;

use crate::lifecycle::Step;
use crate::model::{Fee, Right};
use crate::pages::{path, right};
use crate::policy;
use crate::queries::Record;
use crate::rights::{Holding, Move, RIGHTS};
use crate::terms;

/// Open steps of an invention, what matters most now first.
pub fn acts(t: T, record: &Record, actor: &Actor, typed: &Typed, today: Date) -> Vec<Act> {
    let it = &record.seen.it;
    let make = Maker { t, base: path(it.id), typed };
    let open = |step| policy::may(actor, &record.seen, step).allowed();
    let word = |step: Step| t.get(&format!("word-{step}")).to_owned();
    let text = |noun, step, name, label: &str| make.ask(noun, &word(step), vec![make.text(noun, name, label, "")]);
    let quiet = |act: Act| Act { look: "quiet", ..act };
    let mut acts = Vec::new();
    if open(Step::Agree) {
        acts.push(make.press("agreement", &word(Step::Agree)));
    }
    if open(Step::HandIn) {
        match it.wanting() {
            None => acts.push(make.press("handover", &word(Step::HandIn))),
            Some(part) => {
                let label = t.get("invention-go-on").to_owned();
                let way = web::acts::Way::Link(format!("{}/disclosure/{part}", path(it.id)));
                acts.push(Act { noun: "disclosure", label, look: "", way });
            }
        }
        let way = web::acts::Way::Link(format!("{}/disclosure/problem", path(it.id)));
        acts.push(Act { noun: "rewriting", label: word(Step::Write), look: "quiet", way });
    }
    let agreed = record.authors.iter().all(|author| author.agreed_at.is_some());
    let agreed = Verdict::when(agreed, "invention-not-all-agreed");
    if open(Step::File) {
        match make.barred("filing", &word(Step::File), &agreed) {
            Some(barred) => acts.push(barred),
            None => acts.push(make.ask("filing", &word(Step::File), plan(&make, "filing"))),
        }
    }
    if open(Step::KeepSecret) {
        match make.barred("secrecy", &word(Step::KeepSecret), &agreed) {
            Some(barred) => acts.push(barred),
            None => acts.push(quiet(text("secrecy", Step::KeepSecret, "reason", "invention-secret-reason"))),
        }
    }
    if open(Step::Return) {
        acts.push(quiet(text("return", Step::Return, "reason", "invention-return-reason")));
    }
    if open(Step::Decline) {
        acts.push(quiet(text("refusal", Step::Decline, "reason", "invention-decline-reason")));
    }
    if open(Step::PutToUse) {
        if it.in_use_since.is_none() {
            let fields = vec![
                make.date("use", "since", "invention-use-since", today),
                make.text("use", "note", "invention-use-note", "").optional(),
            ];
            acts.push(make.ask("use", &word(Step::PutToUse), fields).hinted(t.get("invention-use-hint")));
        } else {
            acts.push(quiet(text("end-of-use", Step::EndUse, "reason", "invention-end-use-reason")));
        }
    }
    if open(Step::Prepare) {
        acts.push(quiet(make.ask("rights", &word(Step::Prepare), plan(&make, "rights"))));
    }
    if open(Step::Attach) {
        acts.push(attachments::act(&make, &word(Step::Attach), "attach-hint", Vec::new()));
    }
    if open(Step::Show) {
        let options =
            works::Visibility::ALL.iter().map(|one| (one.to_string(), t.get(&format!("word-vis-{one}")).to_owned()));
        let start = [it.visibility.to_string()];
        let choice = make.choice("visibility", Kind::Radio, "visibility", "invention-visibility", options, &start);
        let act = make.ask("visibility", &word(Step::Show), vec![choice.hinted(t.get("invention-visibility-hint"))]);
        acts.push(quiet(act));
    }
    if open(Step::Withdraw) {
        acts.push(Act { look: "danger", ..make.ask("withdrawal", &word(Step::Withdraw), Vec::new()) });
    }
    lead(&mut acts);
    acts
}

/// The fields of a right that is to be applied for.
fn plan(make: &Maker<'_>, noun: &str) -> Vec<Field> {
    let t = make.t;
    let kinds = RightKind::ALL.iter().map(|kind| (kind.to_string(), t.get(&format!("word-right-{kind}")).to_owned()));
    vec![
        make.choice(noun, Kind::Radio, "kind", "invention-right-kind", kinds, &[]),
        make.line(noun, "title", "invention-right-title").optional().hinted(t.get("invention-right-title-hint")),
        make.line(noun, "keeper", "invention-keeper").optional().hinted(t.get("invention-keeper-hint")),
        make.text(noun, "note", "invention-file-note", "").optional(),
    ]
}

/// Open steps of a right.
pub fn right_acts(
    t: T,
    record: &Record,
    of: &Right,
    fees: &[&Fee],
    actor: &Actor,
    typed: &Typed,
    today: Date,
) -> Vec<Act> {
    let make = Maker { t, base: right::path(record.seen.it.id, of.id), typed };
    let open = |step| policy::may(actor, &record.seen, step).allowed();
    let moves = |moved: Move| open(moved.step()) && RIGHTS.permits(of.standing, moved);
    let word = |step: Step| t.get(&format!("word-{step}")).to_owned();
    let on = |noun: &str, label: &str| make.date(noun, "on", label, today);
    let quiet = |act: Act| Act { look: "quiet", ..act };
    let patent = of.kind.is_patent();
    let mut acts = Vec::new();
    if moves(Move::Apply) {
        let holdings =
            Holding::ALL.iter().map(|one| (one.to_string(), t.get(&format!("word-holding-{one}")).to_owned()));
        let number = make.line("application", "number", "invention-number");
        let fields = vec![
            if patent { number.hinted(t.get("invention-number-hint")) } else { number.optional() },
            on("application", "invention-applied-on"),
            make.choice(
                "application",
                Kind::Radio,
                "holding",
                "invention-holding",
                holdings,
                &[of.holding.to_string()],
            )
            .hinted(t.get("invention-holding-hint")),
            make.field("application", Kind::Line, "holders", "invention-holders", &of.holders),
        ];
        acts.push(make.ask("application", &word(Step::Apply), fields));
    }
    if moves(Move::Publish) && of.kind == RightKind::Invention {
        let fields = vec![
            on("publication", "invention-published-on"),
            make.line("publication", "publication", "invention-publication")
                .optional()
                .hinted(t.get("invention-publication-hint")),
        ];
        acts.push(make.ask("publication", &word(Step::Publish), fields));
    }
    if moves(Move::Grant) {
        let number = if patent {
            make.line("grant", "publication", "invention-grant-number")
                .optional()
                .hinted(t.get("invention-grant-number-hint"))
        } else {
            make.line("grant", "registration", "invention-registration")
        };
        let mut fields = vec![on("grant", "invention-granted-on"), number];
        if patent && of.holding != Holding::Inventors {
            let options = [("yes".to_owned(), t.get("invention-rewarded-yes").to_owned())];
            fields.push(make.choice("grant", Kind::Check, "rewarded", "invention-rewarded", options, &[]).optional());
        }
        let act = make.ask("grant", &word(Step::Grant), fields);
        acts.push(if patent { act.hinted(t.get("invention-grant-hint")) } else { act });
    }
    if open(Step::OweFee) && of.standing.is_live() && of.applied_on.is_some() {
        acts.push(quiet(make.ask("fees", &word(Step::OweFee), next_fee(&make, of, fees, today))));
    }
    let reason = |noun, step, label: &str| {
        let fields = vec![on(noun, "invention-ended-on"), make.text(noun, "reason", label, "")];
        quiet(make.ask(noun, &word(step), fields))
    };
    if moves(Move::Refuse) {
        acts.push(reason("rejection", Step::Refuse, "invention-refuse-reason"));
    }
    if moves(Move::Lapse) {
        acts.push(reason("lapse", Step::Lapse, "invention-lapse-reason"));
    }
    if moves(Move::Transfer) {
        let fields = vec![on("transfer", "invention-ended-on"), make.line("transfer", "to", "invention-transfer-to")];
        acts.push(quiet(make.ask("transfer", &word(Step::Transfer), fields)));
    }
    if open(Step::Entrust) && of.standing.is_live() {
        let fields = vec![make.line("keeper", "keeper", "invention-keeper").hinted(t.get("invention-keeper-who"))];
        acts.push(quiet(make.ask("keeper", &word(Step::Entrust), fields)));
    }
    lead(&mut acts);
    acts
}

/// The next fee, as far as it can be known: the year after the last, its day, the amount of the last.
fn next_fee(make: &Maker<'_>, of: &Right, fees: &[&Fee], today: Date) -> Vec<Field> {
    let applied = of.applied_on.unwrap_or(today);
    let year = match fees.iter().map(|fee| fee.year).max() {
        Some(last) => (last + 1).min(terms::years(of.kind)),
        None => terms::year_of(applied, of.granted_on.unwrap_or(today)),
    };
    let amount = fees.last().map(|fee| fee.amount.to_string()).unwrap_or_default();
    let year_field = make.field("fees", Kind::Line, "year", "invention-fee-year", &year.to_string());
    vec![
        year_field,
        make.field("fees", Kind::Line, "amount", "invention-fee-amount", &amount),
        make.date("fees", "due", "invention-fee-due", terms::due(applied, year))
            .hinted(make.t.get("invention-fee-due-hint")),
    ]
}
