//! Proposing: what a work's people would get, and the award that says so.

use kernel::{Error, Faults, Fen, Reason, Result, Role, Shares, Time};
use ledger::Recorded;
use serde_json::{Value, json};
use store::{Json, Reader, Tx};
use works::{Card, Stage, WorkId, authors, figures, sight};

use super::{By, begin, fact, settle};
use crate::engine::{Basis, Case, Decision, Entitlement, Refusal, Rule, Scheme, decide, split};
use crate::lifecycle::{LIFECYCLE, Step};
use crate::model::{Award, AwardId};
use crate::policy;
use crate::rewards;
use crate::schemes;
use crate::store::{CONTENT, DROP_PARTS, INSERT, OF_WORK, PUT_PART, ROUNDS};

/// What an officer proposes.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    /// Whether the result builds on one that was in use elsewhere [L1, Art. 6].
    pub borrowed: bool,
    /// What the committee chose inside the grade.
    pub choice: Option<Fen>,
    /// Other parts than those of the work.
    pub shares: Option<Shares>,
}

/// What an award for a work would come to now.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// The work.
    pub card: Card,
    /// The scheme, and its version.
    pub scheme: (i64, Scheme),
    /// What it would rest on.
    pub basis: Option<Basis>,
    /// What other regulations promise, as the register of rights has it: nobody types it.
    pub others: Vec<Entitlement>,
    /// How many rounds there were.
    pub rounds: i64,
    /// What was paid in them.
    pub before: Fen,
    /// The round that is under way.
    pub open: Option<AwardId>,
}

impl Outlook {
    /// What the scheme makes of a proposal.
    ///
    /// # Errors
    /// Why it pays nothing.
    pub fn decide(&self, proposal: &Proposal) -> std::result::Result<Decision, Refusal> {
        let case = Case {
            basis: self.basis,
            borrowed: proposal.borrowed,
            others: &self.others,
            before: self.before,
            choice: proposal.choice,
        };
        decide(&self.scheme.1, &case)
    }
}

/// What an award for this work would rest on and what came before.
///
/// # Errors
/// Broken, when the database fails.
pub fn outlook(reader: &Reader<'_>, card: Card, now: Time) -> Result<Outlook> {
    let figure = match card.stage {
        Stage::InUse => figures::of_use(reader, card.id.cast())?,
        _ => None,
    };
    let others: Vec<Entitlement> = rewards::of(reader, card.id)?.into_iter().map(|reward| reward.entitlement).collect();
    let basis = match (card.stage, figure) {
        (Stage::Shelved, _) => Some(Basis::Reserve),
        (_, Some(figure)) => figure.fen.map(Basis::Value).or(figure.points.map(Basis::Points)),
        _ => None,
    };
    let basis = basis.or((!others.is_empty()).then_some(Basis::Law));
    let (rounds, before) = reader.one(&ROUNDS, (card.id,))?;
    let open = reader.all(&OF_WORK, (card.id,))?.into_iter().find(|award| award.state.is_open()).map(|award| award.id);
    Ok(Outlook { scheme: schemes::of(reader, card.enterprise, now)?, basis, others, rounds, before, open, card })
}

/// Proposes an award.
///
/// # Errors
/// Not found; denied; refused, when one is under way, nothing was audited or nothing is due; invalid, when
/// the choice lies outside the grade or somebody is of another enterprise.
pub fn propose(tx: &mut Tx<'_>, by: &By, work: WorkId, proposal: &Proposal) -> Result<Recorded<Award>> {
    let card = sight::find(tx, &by.actor, work)?;
    let author = authors::includes(tx, work, by.actor.person)?;
    policy::may_propose(&by.actor, &card, author).check()?;
    let outlook = outlook(tx, card, by.now)?;
    if outlook.open.is_some() {
        return Err(Error::refused("awards-open-already"));
    }
    let decision = decided(&outlook, proposal)?;
    let shares = shares(tx, &outlook.card, proposal, by)?;
    let card = &outlook.card;
    let award = Award {
        id: AwardId::new(by.now),
        work,
        round: outlook.rounds + 1,
        state: LIFECYCLE.start,
        version: 1,
        open: Some(true),
        unit: card.unit,
        enterprise: card.enterprise,
        path: card.path.clone(),
        industry_path: card.industry_path.clone(),
        scheme: outlook.scheme.0,
        basis: Json(outlook.basis.unwrap_or(Basis::Value(Fen(0)))),
        borrowed: proposal.borrowed,
        choice: proposal.choice,
        others: Json(outlook.others.clone()),
        before: outlook.before,
        amount: decision.pays,
        head: heads(tx, &outlook, &shares, by.now)?,
        filed: decision.filed,
        decision: Json(decision),
        proposed_by: by.actor.person,
        proposed_at: by.now,
        approved_by: None,
        approved_at: None,
        public_until: None,
        paid_at: None,
        closed_at: None,
    };
    tx.settle(&INSERT, &award)?;
    write_parts(tx, &award, &shares)?;
    let payload = told(&award, &shares);
    Ok(ledger::append(tx, fact(&award, Step::Propose, by.now).by(&by.actor).with(1, &payload))?.with(award))
}

/// Changes what was proposed: on the figure and the scheme of now. Whoever's part changed is asked again.
///
/// # Errors
/// As [`propose`].
pub fn amend(tx: &mut Tx<'_>, by: &By, id: AwardId, proposal: &Proposal) -> Result<Recorded<Award>> {
    let (seen, next) = begin(tx, by, id, Step::Amend)?;
    let mut it = seen.it;
    let outlook = outlook(tx, works::cards::load(tx, it.work)?, by.now)?;
    let decision = decided(&outlook, proposal)?;
    let shares = shares(tx, &outlook.card, proposal, by)?;
    it.scheme = outlook.scheme.0;
    it.basis = Json(outlook.basis.unwrap_or(it.basis.0));
    (it.borrowed, it.choice) = (proposal.borrowed, proposal.choice);
    it.others = Json(outlook.others.clone());
    (it.amount, it.filed) = (decision.pays, decision.filed);
    it.head = heads(tx, &outlook, &shares, by.now)?;
    it.decision = Json(decision);
    (it.state, it.proposed_by) = (next, by.actor.person);
    tx.execute(
        &CONTENT,
        (
            it.id,
            it.scheme,
            it.basis.clone(),
            it.borrowed,
            it.choice,
            it.others.clone(),
            it.decision.clone(),
            it.amount,
            it.head,
            it.filed,
            it.proposed_by,
        ),
    )?;
    tx.execute(&DROP_PARTS, (it.id,))?;
    write_parts(tx, &it, &shares)?;
    let payload = told(&it, &shares);
    settle(tx, by, it, Step::Amend, &payload)
}

/// What the scheme makes of it, or why nothing.
fn decided(outlook: &Outlook, proposal: &Proposal) -> Result<Decision> {
    let decision = outlook.decide(proposal).map_err(refused)?;
    if decision.pays <= Fen(0) {
        return Err(Error::refused("awards-nothing-due"));
    }
    Ok(decision)
}

/// A refusal of the engine as an error of the form.
fn refused(refusal: Refusal) -> Error {
    match refusal {
        Refusal::NoFigure => Error::refused("awards-no-figure"),
        Refusal::NoGain => Error::refused("awards-no-gain"),
        Refusal::NoPoints => Error::refused("awards-no-points"),
        Refusal::NoReserve => Error::refused("awards-no-reserve"),
        Refusal::NoChoice => Error::invalid("choice", "awards-no-choice"),
        Refusal::Outside(least, most) => {
            let reason = Reason::new("awards-choice-outside").with("least", least).with("most", most);
            Error::Invalid(Faults::one("choice", reason))
        }
    }
}

/// The parts proposed, or those of the work; all of the enterprise.
fn shares(reader: &Reader<'_>, card: &Card, proposal: &Proposal, by: &By) -> Result<Shares> {
    let Some(shares) = &proposal.shares else { return authors::shares(reader, card.id) };
    for (person, _) in shares.parts() {
        let place = identity::actors::actor(reader, *person, by.now, &[])?.place;
        if place.enterprise != Some(card.enterprise) {
            return Err(Error::invalid("shares", "shares-elsewhere"));
        }
    }
    if shares.includes(by.actor.person) {
        return Err(Error::invalid("shares", "awards-own"));
    }
    Ok(shares.clone())
}

/// Whether somebody who shares in it heads the enterprise.
fn heads(reader: &Reader<'_>, outlook: &Outlook, shares: &Shares, now: Time) -> Result<bool> {
    if !outlook.scheme.1.applies(Rule::Head) {
        return Ok(false);
    }
    let held = identity::grants::over(reader, Role::Approver, &outlook.card.place(), now)?;
    Ok(held.iter().any(|held| held.enterprise == Some(outlook.card.enterprise) && shares.includes(held.person)))
}

/// Writes who gets what. Whoever agreed to the same part of the work has agreed.
fn write_parts(tx: &mut Tx<'_>, it: &Award, shares: &Shares) -> Result<()> {
    let agreed = authors::of(tx, it.work)?;
    let amounts = split(it.amount, shares);
    for (position, ((person, part), amount)) in (0_i64..).zip(shares.parts().iter().zip(amounts)) {
        let before = agreed.iter().find(|author| author.person == *person && author.part == *part);
        let agreed_at = before.and_then(|author| author.agreed_at);
        tx.execute(&PUT_PART, (it.id, *person, *part, amount, position, agreed_at))?;
    }
    Ok(())
}

/// What the ledger keeps of a proposal.
fn told(it: &Award, shares: &Shares) -> Value {
    let amounts: Vec<Fen> = split(it.amount, shares);
    json!({
        "work": it.work, "round": it.round, "scheme": it.scheme, "basis": it.basis.0, "borrowed": it.borrowed,
        "choice": it.choice, "others": it.others.0, "before": it.before, "decision": it.decision.0,
        "amount": it.amount, "head": it.head, "shares": shares, "amounts": amounts,
    })
}
