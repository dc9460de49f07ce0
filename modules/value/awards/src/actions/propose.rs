//! Proposing: what a work's people would get, and the award that says so.

use kernel::{Error, Faults, Fen, Reason, Result, Shares, Time};
use ledger::Recorded;
use serde_json::{Value, json};
use store::{Json, Reader, Tx};
use works::uses::UseId;
use works::{Stage, authors, figures};

use super::people::{People, heads, people, write};
use super::{By, begin, fact, settle};
use crate::engine::{Basis, Case, Decision, Entitlement, Refusal, Rule, Scheme, decide};
use crate::ground::{self, Ground};
use crate::lifecycle::{LIFECYCLE, Step};
use crate::model::{Award, AwardId, Part};
use crate::policy;
use crate::rewards;
use crate::schemes;
use crate::store::{CONTENT, DROP_PARTS, INSERT, OF_USE, ROUNDS};

/// What an officer proposes.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    /// Whether the result builds on one that was in use elsewhere [L1, Art. 6]. What was taken over does.
    pub borrowed: bool,
    /// What the committee chose inside the grade.
    pub choice: Option<Fen>,
    /// Other parts than those of the work; of what was taken over the parts of those who took it over.
    pub shares: Option<Shares>,
}

/// What an award for a use would come to now.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// The work where it is in use.
    pub ground: Ground,
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
            borrowed: self.borrows(proposal),
            others: &self.others,
            before: self.before,
            choice: proposal.choice,
            promised: self.ground.promised,
        };
        decide(&self.scheme.1, &case)
    }

    /// Whether it counts as borrowed: what was taken over always does.
    fn borrows(&self, proposal: &Proposal) -> bool {
        proposal.borrowed || self.ground.taken_over
    }
}

/// What an award for this use would rest on and what came before.
///
/// # Errors
/// Broken, when the database fails.
pub fn outlook(reader: &Reader<'_>, ground: Ground, now: Time) -> Result<Outlook> {
    let figure = if ground.in_use { figures::of_use(reader, ground.id)? } else { None };
    let shelved = !ground.taken_over && ground.card.stage == Stage::Shelved;
    let basis = match figure {
        _ if shelved => Some(Basis::Reserve),
        Some(figure) => figure.fen.map(Basis::Value).or(figure.points.map(Basis::Points)),
        None => None,
    };
    // The law rewards the inventors where they work, and so does their enterprise's campaign; not those who took
    // over what they brought about.
    let others: Vec<Entitlement> = match ground.taken_over {
        true => Vec::new(),
        false => rewards::promised(reader, ground.card.id)?,
    };
    let basis = basis.or((!others.is_empty()).then_some(Basis::Law));
    let (rounds, before) = reader.one(&ROUNDS, (ground.id,))?;
    let open = reader.all(&OF_USE, (ground.id,))?.into_iter().find(|award| award.state.is_open()).map(|award| award.id);
    Ok(Outlook { scheme: schemes::of(reader, ground.enterprise, now)?, basis, others, rounds, before, open, ground })
}

/// Proposes an award for a use: of the work's own enterprise by the id of the work.
///
/// # Errors
/// Not found; denied; refused, when one is under way, nothing was audited or nothing is due; invalid, when
/// the choice lies outside the grade or somebody is of another enterprise.
pub fn propose(tx: &mut Tx<'_>, by: &By, id: UseId, proposal: &Proposal) -> Result<Recorded<Award>> {
    let ground = ground::find(tx, &by.actor, id)?;
    let author = authors::includes(tx, ground.card.id, by.actor.person)?;
    policy::may_propose(&by.actor, &ground.place, author).check()?;
    let outlook = outlook(tx, ground, by.now)?;
    if outlook.open.is_some() {
        return Err(Error::refused("awards-open-already"));
    }
    let decision = decided(&outlook, proposal)?;
    let people = people(tx, &outlook.ground, proposal.shares.as_ref(), by)?;
    let ground = &outlook.ground;
    let award = Award {
        id: AwardId::new(by.now),
        work: ground.card.id,
        work_use: ground.id,
        promised: ground.promised,
        round: outlook.rounds + 1,
        state: LIFECYCLE.start,
        version: 1,
        open: Some(true),
        unit: ground.place.unit,
        enterprise: ground.enterprise,
        path: ground.place.path.clone(),
        industry_path: ground.place.industry_path.clone(),
        scheme: outlook.scheme.0,
        basis: Json(outlook.basis.unwrap_or(Basis::Value(Fen(0)))),
        borrowed: outlook.borrows(proposal),
        choice: proposal.choice,
        others: Json(outlook.others.clone()),
        before: outlook.before,
        amount: decision.pays,
        head: outlook.scheme.1.applies(Rule::Head) && heads(tx, ground, &people, by.now)?,
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
    write(tx, &award, &people, &[])?;
    let payload = told(&award, &people);
    Ok(ledger::append(tx, fact(&award, Step::Propose, by.now).by(&by.actor).with(1, &payload))?.with(award))
}

/// Changes what was proposed: on the figure and the scheme of now. Whoever's part changed is asked again, and
/// whoever objected.
///
/// # Errors
/// As [`propose`].
pub fn amend(tx: &mut Tx<'_>, by: &By, id: AwardId, proposal: &Proposal) -> Result<Recorded<Award>> {
    let (seen, next) = begin(tx, by, id, Step::Amend)?;
    let mut it = seen.it;
    let outlook = outlook(tx, ground::load(tx, it.work_use)?, by.now)?;
    let decision = decided(&outlook, proposal)?;
    // Without other parts the takers' people stay who they were: the work knows its authors, not them.
    let stated = proposal.shares.clone().or_else(|| stated(&it, &seen.parts));
    let people = people(tx, &outlook.ground, stated.as_ref(), by)?;
    it.scheme = outlook.scheme.0;
    it.basis = Json(outlook.basis.unwrap_or(it.basis.0));
    (it.borrowed, it.choice) = (outlook.borrows(proposal), proposal.choice);
    it.others = Json(outlook.others.clone());
    (it.amount, it.filed) = (decision.pays, decision.filed);
    it.head = outlook.scheme.1.applies(Rule::Head) && heads(tx, &outlook.ground, &people, by.now)?;
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
    write(tx, &it, &people, &seen.parts)?;
    let payload = told(&it, &people);
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

/// The parts of the takers' people as they were stated; none where the work's own shares hold.
fn stated(it: &Award, parts: &[Part]) -> Option<Shares> {
    let own = parts.iter().filter(|part| !part.origin).map(|part| (part.person, part.part)).collect();
    if it.is_taken_over() { Shares::new(own).ok() } else { None }
}

/// What the ledger keeps of a proposal.
fn told(it: &Award, people: &People) -> Value {
    let amounts: Vec<Fen> = people.split(it).into_iter().map(|one| one.amount).collect();
    json!({
        "work": it.work, "use": it.work_use, "promised": it.promised, "round": it.round, "scheme": it.scheme,
        "basis": it.basis.0, "borrowed": it.borrowed, "choice": it.choice, "others": it.others.0, "before": it.before,
        "decision": it.decision.0, "amount": it.amount, "head": it.head, "originators": people.originators,
        "shares": people.own, "amounts": amounts,
    })
}
