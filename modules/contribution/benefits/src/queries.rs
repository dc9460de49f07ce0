//! Lists of statements: what waits for finance, what came back, what was signed, and what nobody stated yet.

use kernel::id::PersonId;
use kernel::lifecycle::Word as _;
use kernel::{Actor, Fen, Result, Role, Time};
use store::{Filter, Newest, Reader, Reasons, Value, row};
use works::Kind;
use works::uses::UseId;

use crate::lifecycle::State;
use crate::model::{BenefitId, Worth};

/// Most lines of a list.
pub const MOST: usize = 50;

row! {
    /// A line of a list.
    #[derive(Clone, Debug)]
    pub struct Listed {
        /// The statement.
        pub id: BenefitId,
        /// The use, by which the statement is opened.
        pub work_use: UseId,
        /// What is in use.
        pub kind: Kind,
        /// Its number.
        pub serial: String,
        /// In a line.
        pub title: String,
        /// The unit that uses it.
        pub unit: String,
        /// Since when.
        pub since: Time,
        /// Where the statement stands.
        pub state: State,
        /// Claimed money.
        pub claimed_fen: Option<Fen>,
        /// Claimed points.
        pub claimed_points: Option<i64>,
        /// Signed money.
        pub audited_fen: Option<Fen>,
        /// Signed points.
        pub audited_points: Option<i64>,
        /// When it was signed.
        pub audited_at: Option<Time>,
        /// By when finance is to act.
        pub due_at: Option<Time>,
        /// When the figure is to be looked at again.
        pub recheck_at: Option<Time>,
    }
}

impl Listed {
    /// What was claimed.
    pub fn claimed(&self) -> Option<Worth> {
        Worth::of(self.claimed_fen, self.claimed_points)
    }

    /// What was signed.
    pub fn audited(&self) -> Option<Worth> {
        Worth::of(self.audited_fen, self.audited_points)
    }
}

row! {
    /// A use of which nobody stated the benefit.
    #[derive(Clone, Debug)]
    pub struct Unstated {
        /// The use.
        pub work_use: UseId,
        /// The work's number.
        pub serial: String,
        /// In a line.
        pub title: String,
        /// The unit that uses it.
        pub unit: String,
        /// Since when.
        pub since: Time,
    }
}

const LISTED: &str = "SELECT b.id, b.work_use, w.kind, w.serial, w.title, u.short_name, b.since, b.state, b.claimed_fen, \
    b.claimed_points, b.audited_fen, b.audited_points, b.audited_at, b.due_at, b.recheck_at \
    FROM benefit b JOIN work w ON w.id = b.work JOIN unit u ON u.id = b.unit WHERE";

const UNSTATED: &str = "SELECT b.id, w.serial, w.title, u.short_name, b.since FROM work_use b JOIN work w ON w.id = b.work \
    JOIN unit u ON u.id = b.unit WHERE b.ended_at IS NULL \
    AND NOT EXISTS (SELECT 1 FROM benefit x WHERE x.work_use = b.id) AND";

/// What finance is to audit, the most pressing first.
///
/// # Errors
/// Broken, when the database fails.
pub fn waiting(reader: &Reader<'_>, actor: &Actor) -> Result<Vec<Listed>> {
    let mut filter = Filter::new();
    filter.and("b.state = 'handed_in'", []);
    within(&mut filter, actor, &[Role::FinanceAuditor]);
    not_own(&mut filter, actor.person);
    filter.tail("ORDER BY b.due_at, b.id LIMIT ?", [Value::Int(MOST as i64)]);
    reader.list(LISTED, &filter)
}

/// What finance is to look at again.
///
/// # Errors
/// Broken, when the database fails.
pub fn rechecks(reader: &Reader<'_>, actor: &Actor, now: Time) -> Result<Vec<Listed>> {
    let mut filter = Filter::new();
    filter.and("b.state = 'audited' AND b.recheck_at <= ?", [Value::Int(now.millis())]);
    within(&mut filter, actor, &[Role::FinanceAuditor]);
    not_own(&mut filter, actor.person);
    filter.tail("ORDER BY b.recheck_at, b.id LIMIT ?", [Value::Int(MOST as i64)]);
    reader.list(LISTED, &filter)
}

/// What came back to those who stated it or share in the work.
///
/// # Errors
/// Broken, when the database fails.
pub fn sent_back(reader: &Reader<'_>, actor: &Actor) -> Result<Vec<Listed>> {
    let me = || Value::Id(actor.person.uuid());
    let mut filter = Filter::new();
    filter.and(
        "b.state = 'sent_back' AND b.id IN (SELECT v.benefit FROM benefit_version v JOIN benefit x ON x.id = v.benefit \
            WHERE v.person = ? AND x.claimed_by = ? \
         UNION ALL SELECT x.id FROM work_author t JOIN benefit x ON x.work = t.work WHERE t.person = ? AND x.first = 1)",
        [me(), me(), me()],
    );
    filter.tail("ORDER BY b.id LIMIT ?", [Value::Int(MOST as i64)]);
    reader.list(LISTED, &filter)
}

/// What was signed, the newest first, before a moment.
///
/// # Errors
/// Broken, when the database fails.
pub fn signed(reader: &Reader<'_>, actor: &Actor, before: Option<Time>) -> Result<Vec<Listed>> {
    let mut filter = Filter::new();
    filter.and_in("b.state", ["audited", "revoked"].map(Value::Text));
    visible(&mut filter, actor);
    if let Some(before) = before {
        filter.and("b.audited_at < ?", [Value::Int(before.millis())]);
    }
    filter.tail("ORDER BY b.audited_at DESC, b.id LIMIT ?", [Value::Int(MOST as i64)]);
    reader.list(LISTED, &filter)
}

/// Statements that the actor may open, the newest first, before one of them: for the API.
///
/// # Errors
/// Broken, when the database fails.
pub fn all(
    reader: &Reader<'_>,
    actor: &Actor,
    state: Option<State>,
    before: Option<BenefitId>,
    most: usize,
) -> Result<Vec<Listed>> {
    let how = NEWEST.to(most);
    let found: Vec<(BenefitId, Time)> = reasons(actor).newest(reader, how, |filter| {
        if let Some(state) = state {
            filter.and("b.state = ?", [Value::Text(state.word())]);
        }
        if let Some(before) = before {
            filter.and("b.id < ?", [Value::Id(before.uuid())]);
        }
    })?;
    let mut filter = Filter::new();
    filter.and_in("b.id", found.iter().map(|(id, _)| Value::Id(id.uuid())));
    filter.tail("ORDER BY b.id DESC", []);
    reader.list(LISTED, &filter)
}

/// How the newest are found: by their ids, which are in the order of time.
const NEWEST: Newest = Newest::of(
    "SELECT b.id, CAST(0 AS BIGINT) FROM benefit b JOIN work w ON w.id = b.work WHERE",
    "ORDER BY b.id DESC LIMIT ?",
);

/// What is in use and has no statement, for those who may make one. The longest in use first.
///
/// # Errors
/// Broken, when the database fails.
pub fn unstated(reader: &Reader<'_>, actor: &Actor) -> Result<Vec<Unstated>> {
    let mut reasons = Reasons::new();
    let own = "b.source IS NULL AND b.work IN (SELECT t.work FROM work_author t WHERE t.person = ?)";
    reasons.or(own, [Value::Id(actor.person.uuid())]);
    reasons.or_within(store::within!("b"), actor, &[Role::InnovationOfficer], &[]);
    let mut filter = Filter::new();
    reasons.any(&mut filter);
    filter.tail("ORDER BY b.since, b.id LIMIT ?", [Value::Int(MOST as i64)]);
    reader.list(UNSTATED, &filter)
}

/// Why the actor may open statements `b` of a work `w`: `policy::may_open` as SQL; a test holds the two against each
/// other.
fn reasons(actor: &Actor) -> Reasons<'_> {
    let me = || Value::Id(actor.person.uuid());
    let mut reasons = Reasons::new();
    reasons
        .or(
            "b.id IN (SELECT v.benefit FROM benefit_version v WHERE v.person = ? AND v.step IN ('hand_in', 'restate'))",
            [me()],
        )
        .or("b.first = 1 AND b.work IN (SELECT t.work FROM work_author t WHERE t.person = ?)", [me()]);
    if let Some(home) = actor.place.enterprise {
        let condition = "b.enterprise = ? AND (b.first = 0 OR w.visibility <> 'team' OR w.unit = ?)";
        reasons.or(condition, [Value::Id(home.uuid()), Value::Id(actor.place.unit.uuid())]);
    }
    reasons.or_within(store::within!("b"), actor, &works::sight::READERS, &[]);
    reasons
}

/// Keeps what the actor may open.
pub fn visible<'a>(filter: &mut Filter<'a>, actor: &'a Actor) {
    reasons(actor).any(filter);
}

/// Keeps what lies where the actor holds one of these roles inside an enterprise.
fn within<'a>(filter: &mut Filter<'a>, actor: &'a Actor, roles: &[Role]) {
    let mut reasons = Reasons::new();
    reasons.or_within(store::within!("b"), actor, roles, &[]);
    reasons.any(filter);
}

/// Leaves out what somebody may not audit: their own works and what they stated themselves.
fn not_own(filter: &mut Filter<'_>, person: PersonId) {
    filter.and(
        "NOT EXISTS (SELECT 1 FROM work_author t WHERE t.work = b.work AND t.person = ?) \
         AND NOT EXISTS (SELECT 1 FROM benefit_version v WHERE v.benefit = b.id AND v.person = ? AND v.step IN ('hand_in', 'restate'))",
        [Value::Id(person.uuid()), Value::Id(person.uuid())],
    );
}
