//! Lists: what may be proposed, what waits, what is payable, what somebody got.

use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word as _;
use kernel::{Actor, Fen, Result, Role, Time};
use store::{Filter, Newest, Reader, Reasons, Value, row, statements};
use works::uses::UseId;
use works::{Card, WorkId};

use crate::actions::{Outlook, Proposal, outlook};
use crate::engine::Decision;
use crate::ground::{self, Ground};
use crate::lifecycle::State;
use crate::model::{AwardId, Flow};
use crate::policy::READERS;

/// Most awards on a page of the list.
pub const PAGE: usize = 50;
/// Most works looked at for what may be proposed.
const CANDIDATES: i64 = 200;

row! {
    /// An award as lists show it.
    #[derive(Clone, Debug)]
    pub struct ListRow {
        /// Its id.
        pub id: AwardId,
        /// Where it stands.
        pub state: State,
        /// The how-manieth round.
        pub round: i64,
        /// What is paid.
        pub amount: Fen,
        /// When it was proposed.
        pub proposed_at: Time,
        /// Until when it is public.
        pub public_until: Option<Time>,
        /// The work.
        pub work: WorkId,
        /// The work's title.
        pub title: String,
        /// The work's number.
        pub serial: String,
        /// The enterprise's short name.
        pub enterprise: String,
        /// The use it rests on.
        pub work_use: UseId,
    }
}

const LIST: &str = "SELECT a.id, a.state, a.round, a.amount, a.proposed_at, a.public_until, a.work, w.title, w.serial, \
     u.short_name AS enterprise, a.work_use FROM award a JOIN work w ON w.id = a.work JOIN unit u ON u.id = a.enterprise WHERE";

statements! {
    /// Works with an audited figure that no award under way or settled rests on, reserves nobody was awarded
    /// for, works with a granted patent whose authors were not rewarded since, and works that won a prize here since.
    WORKS: (UnitId, i64) => Card =
        concat!("SELECT ", works::card_columns!(), " FROM work w LEFT JOIN work_figure f ON f.work_use = w.id \
         WHERE w.enterprise = $1 AND NOT EXISTS (SELECT 1 FROM award a WHERE a.work_use = w.id AND a.open = 1) \
         AND ((((w.stage = 'in_use' AND f.statement IS NOT NULL) OR w.stage = 'shelved') \
            AND NOT EXISTS (SELECT 1 FROM award a WHERE a.work_use = w.id AND a.state IN ('paid', 'clawed_back') \
               AND (w.stage = 'shelved' OR a.proposed_at >= f.audited_at))) \
            OR EXISTS (SELECT 1 FROM work_right r WHERE r.work = w.id AND r.kind IN ('invention', 'utility', 'design') \
               AND NOT EXISTS (SELECT 1 FROM award a WHERE a.work_use = w.id AND a.state IN ('paid', 'clawed_back') \
                  AND a.proposed_at >= r.at)) \
            OR EXISTS (SELECT 1 FROM work_prize z WHERE z.work = w.id \
               AND NOT EXISTS (SELECT 1 FROM award a WHERE a.work_use = w.id AND a.state IN ('paid', 'clawed_back') \
                  AND a.proposed_at >= z.at))) \
         ORDER BY COALESCE(f.audited_at, w.at) DESC, w.id LIMIT $2");
    /// What an enterprise took over and uses, with an audited figure that no award under way or settled rests on.
    TAKEN: (UnitId, i64) => (UseId,) =
        "SELECT s.id FROM work_use s JOIN work_figure f ON f.work_use = s.id \
         WHERE s.enterprise = $1 AND s.source IS NOT NULL AND s.ended_at IS NULL \
         AND NOT EXISTS (SELECT 1 FROM award a WHERE a.work_use = s.id AND a.open = 1) \
         AND NOT EXISTS (SELECT 1 FROM award a WHERE a.work_use = s.id AND a.state IN ('paid', 'clawed_back') \
            AND a.proposed_at >= f.audited_at) \
         ORDER BY f.audited_at DESC, s.id LIMIT $2";
    /// What is to be paid in an enterprise: award with its version, work, person with where they work, and their part.
    PAYABLE: (UnitId,) => (AwardId, i64, String, PersonId, String, String, String, Fen) =
        "SELECT a.id, a.version, w.title, p.id, p.name, p.employee_no, u.short_name, t.amount \
         FROM award a JOIN work w ON w.id = a.work \
         JOIN award_part t ON t.award = a.id JOIN person p ON p.id = t.person JOIN unit u ON u.id = p.enterprise \
         WHERE a.enterprise = $1 AND a.state = 'payable' ORDER BY a.proposed_at, a.id, t.position";
    /// What somebody was paid and what was taken back.
    FLOWS: (PersonId,) => (AwardId, Flow, Fen, Time) =
        "SELECT award, kind, amount, at FROM award_payment WHERE person = $1 ORDER BY at, award";
}

/// What a list is narrowed to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Narrow {
    /// One state.
    pub state: Option<State>,
    /// One person's.
    pub person: Option<PersonId>,
    /// One work's.
    pub work: Option<WorkId>,
    /// How many to leave out.
    pub skip: usize,
}

/// Awards the actor may see, the newest first; one more than a page holds, if there are more.
///
/// # Errors
/// Broken, when the database fails.
pub fn list(reader: &Reader<'_>, actor: &Actor, narrow: Narrow) -> Result<Vec<ListRow>> {
    let how = NEWEST.to(narrow.skip + PAGE + 1);
    let found: Vec<(AwardId, Time)> = reasons(actor).newest(reader, how, |filter| {
        if let Some(state) = narrow.state {
            filter.and("a.state = ?", [Value::Text(state.word())]);
        }
        if let Some(person) = narrow.person {
            let theirs = "a.id IN (SELECT t.award FROM award_part t WHERE t.person = ?)";
            filter.and(theirs, [Value::Id(person.uuid())]);
        }
        if let Some(work) = narrow.work {
            filter.and("a.work = ?", [Value::Id(work.uuid())]);
        }
    })?;
    let mut filter = Filter::new();
    filter.and_in("a.id", found.iter().skip(narrow.skip).map(|(id, _)| Value::Id(id.uuid())));
    filter.tail("ORDER BY a.proposed_at DESC, a.id DESC", []);
    reader.list(LIST, &filter)
}

/// How the newest are found.
const NEWEST: Newest =
    Newest::of("SELECT a.id, a.proposed_at FROM award a WHERE", "ORDER BY a.proposed_at DESC, a.id DESC LIMIT ?");

/// How many awards the actor may see stand where.
///
/// # Errors
/// Broken, when the database fails.
pub fn counts(reader: &Reader<'_>, actor: &Actor) -> Result<Vec<(State, i64)>> {
    let mut filter = Filter::new();
    visible(&mut filter, actor);
    filter.tail("GROUP BY a.state", []);
    reader.list("SELECT a.state, COUNT(*) FROM award a WHERE", &filter)
}

/// Why the actor may see awards `a`: `policy::may_see` as SQL.
fn reasons(actor: &Actor) -> Reasons<'_> {
    let mut reasons = Reasons::new();
    let mine = "a.id IN (SELECT t.award FROM award_part t WHERE t.person = ?)";
    reasons.or(mine, [Value::Id(actor.person.uuid())]);
    if let Some(home) = actor.place.enterprise {
        reasons.or("a.enterprise = ? AND a.public_until IS NOT NULL", [Value::Id(home.uuid())]);
    }
    reasons.or_within(store::within!("a"), actor, &READERS, &[]);
    for grant in actor.grants.iter().filter(|grant| grant.role == Role::UnionOfficer) {
        let range = [Value::Text(grant.path.as_str()), Value::Owned(grant.path.end())];
        // As the indexes of either tree have it.
        let upward = "(a.head = 1 OR a.filed = 1) AND (a.head = 1 OR a.public_until IS NOT NULL) \
            AND a.path >= ? AND a.path < ?";
        reasons.or(upward, range.clone());
        let upward = "(a.head = 1 OR a.filed = 1) AND (a.head = 1 OR a.public_until IS NOT NULL) \
            AND a.industry_path >= ? AND a.industry_path < ?";
        reasons.or(upward, range);
    }
    reasons
}

/// Keeps the awards that the actor may see.
pub fn visible<'a>(filter: &mut Filter<'a>, actor: &'a Actor) {
    reasons(actor).any(filter);
}

impl ListRow {
    /// Whether it rewards the use of what another unit brought about.
    pub fn is_taken_over(&self) -> bool {
        self.work_use != self.work.cast()
    }
}

/// A use for which an award may be proposed now, and what it would come to.
pub struct Candidate {
    /// What it rests on.
    pub outlook: Outlook,
    /// What the scheme makes of it.
    pub decision: Decision,
}

/// 可以申报奖励的: works of the enterprise, and what it took over, with an audited figure and nothing settled for it, where
/// something is due and none of the authors is who asks.
///
/// # Errors
/// Broken, when the database fails.
pub fn candidates(reader: &Reader<'_>, actor: &Actor, now: Time) -> Result<Vec<Candidate>> {
    let officer = actor.nodes(Role::InnovationOfficer).find_map(|grant| grant.enterprise);
    let Some(enterprise) = officer else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    let mut grounds: Vec<Ground> =
        reader.all(&WORKS, (enterprise, CANDIDATES))?.into_iter().map(Ground::first).collect();
    for (id,) in reader.all(&TAKEN, (enterprise, CANDIDATES))? {
        grounds.push(ground::load(reader, id)?);
    }
    for ground in grounds {
        found.extend(candidate(reader, actor, ground, now)?);
    }
    Ok(found)
}

/// The award that this use is due now and that the actor may propose, if any.
///
/// # Errors
/// Broken, when the database fails.
pub fn candidate(reader: &Reader<'_>, actor: &Actor, ground: Ground, now: Time) -> Result<Option<Candidate>> {
    let author = works::authors::includes(reader, ground.card.id, actor.person)?;
    if !crate::policy::may_propose(actor, &ground.place, author).allowed() {
        return Ok(None);
    }
    let outlook = outlook(reader, ground, now)?;
    let decision = outlook.decide(&Proposal::default()).ok().filter(|decision| decision.pays > Fen(0));
    Ok(decision.filter(|_| outlook.open.is_none()).map(|decision| Candidate { outlook, decision }))
}

/// A person and what they are paid for an award.
#[derive(Clone, Debug)]
pub struct Payable {
    /// The award.
    pub award: AwardId,
    /// As it stands.
    pub version: i64,
    /// For what.
    pub title: String,
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// 工号.
    pub employee_no: String,
    /// Where they work: an originator elsewhere.
    pub enterprise: String,
    /// What they get.
    pub amount: Fen,
}

/// Everything that is to be paid in an enterprise.
///
/// # Errors
/// Broken, when the database fails.
pub fn payable(reader: &Reader<'_>, enterprise: UnitId) -> Result<Vec<Payable>> {
    let made = |(award, version, title, person, name, employee_no, enterprise, amount)| Payable {
        award,
        version,
        title,
        person,
        name,
        employee_no,
        enterprise,
        amount,
    };
    Ok(reader.all(&PAYABLE, (enterprise,))?.into_iter().map(made).collect())
}
