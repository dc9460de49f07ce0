//! Lists: what one may see, what waits for whom.

use kernel::id::PersonId;
use kernel::lifecycle::Word;
use kernel::{Actor, Result, Role, Time, words};
use store::{Filter, Newest, Reader, Reasons, Type, Value, row};
use works::sight::READERS;

use crate::lifecycle::State;
use crate::model::{Level, MethodId, Standing};

row! {
    /// What a list shows of a method.
    #[derive(Clone, Debug)]
    pub struct ListRow {
        /// Its id.
        pub id: MethodId,
        /// Its number.
        pub serial: String,
        /// What it is called.
        pub name: String,
        /// The trade.
        pub trade: String,
        /// Where it stands.
        pub state: State,
        /// The highest level it was named at.
        pub level: Option<Level>,
        /// How a try to be named stands that waits for a decision.
        pub open: Option<Standing>,
        /// Its newest accepted version.
        pub edition: i64,
        /// After whom it is named.
        pub person: String,
        /// Where they work.
        pub enterprise: String,
        /// When it last changed.
        pub changed_at: Time,
    }
}

const ROWS: &str = "SELECT m.id, m.serial, m.name, m.trade, m.state, m.level, \
    (SELECT n.standing FROM method_naming n WHERE n.method = m.id AND n.standing IN ('nominated', 'publicity') LIMIT 1), \
    m.edition, p.name, u.short_name, m.changed_at \
    FROM method m JOIN person p ON p.id = m.person JOIN unit u ON u.id = m.enterprise WHERE";

/// Why the actor may see methods `m`: `policy::may_see` as SQL. A test holds the two against each other.
fn reasons(actor: &Actor) -> Reasons<'_> {
    let me = || Value::Id(actor.person.uuid());
    let mut reasons = Reasons::new();
    reasons
        .or(MINE, [me(), me(), me()])
        .or("m.visibility = 'public' AND m.state IN ('in_review', 'named', 'ended')", [])
        .or(
            "m.unit = ? AND m.visibility = 'team' AND m.state IN ('in_review', 'named', 'ended')",
            [Value::Id(actor.place.unit.uuid())],
        );
    if let Some(home) = actor.place.enterprise {
        let condition =
            "m.enterprise = ? AND m.visibility = 'enterprise' AND m.state IN ('in_review', 'named', 'ended')";
        reasons.or(condition, [Value::Id(home.uuid())]);
    }
    let roles: Vec<Role> = READERS.iter().copied().chain([Role::Reviewer]).collect();
    let condition = concat!(store::within!("m"), " AND m.state NOT IN ('draft', 'withdrawn')");
    reasons.or_within(condition, actor, &roles, &[]);
    for grant in actor.grants.iter().filter(|grant| grant.role == Role::UnionOfficer) {
        let condition = "m.id IN (SELECT n.method FROM method_naming n WHERE n.unit = ? AND n.level <> 'unit')";
        reasons.or(condition, [Value::Id(grant.unit.uuid())]);
    }
    reasons
}

/// Named after somebody, written down by them, or shared by them.
const MINE: &str = "m.id IN (SELECT x.id FROM method x WHERE x.person = ? UNION ALL SELECT x.id FROM method x WHERE x.writer = ? \
    UNION ALL SELECT t.work FROM work_author t WHERE t.person = ?)";

/// Keeps the methods `m` that the actor may see.
pub fn visible<'a>(filter: &mut Filter<'a>, actor: &'a Actor) {
    reasons(actor).any(filter);
}

words! {
    /// Which methods a list shows.
    pub enum Scope {
        /// 我的: named after me, shared by me or written down by me.
        Mine = "mine",
        /// 本单位.
        Enterprise = "enterprise",
        /// 已命名的: whatever I may see that was named.
        Named = "named",
    }
}

/// What somebody looks for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Which.
    pub scope: Scope,
    /// A part of the name, the trade or the number; empty for all.
    pub text: String,
    /// Named at least once at this level.
    pub level: Option<Level>,
    /// How far to skip.
    pub offset: i64,
    /// How many to show.
    pub limit: i64,
}

/// What somebody may see of what they ask for, what changed last first.
///
/// # Errors
/// Broken, when the database fails.
pub fn find(reader: &Reader<'_>, actor: &Actor, asked: &Asked) -> Result<Vec<ListRow>> {
    let me = Value::Id(actor.person.uuid());
    let mut mine = Reasons::new();
    mine.or(MINE, [me.clone(), me.clone(), me]);
    let how = NEWEST.to(asked.offset + asked.limit);
    let found = match asked.scope {
        Scope::Mine => mine.newest(reader, how, |filter| asked.keep(filter))?,
        Scope::Enterprise => {
            let home = actor.place.enterprise.map_or(Value::Null(Type::Id), |unit| Value::Id(unit.uuid()));
            reasons(actor).newest(reader, how, |filter| asked.keep(filter.and("m.enterprise = ?", [home.clone()])))?
        }
        Scope::Named => reasons(actor).newest(reader, how, |filter| asked.keep(filter.and("m.state = 'named'", [])))?,
    };
    let mut filter = Filter::new();
    let ids = found.into_iter().skip(usize::try_from(asked.offset).unwrap_or(0));
    filter.and_in("m.id", ids.map(|(id, _): (MethodId, _)| Value::Id(id.uuid())));
    filter.tail("ORDER BY m.changed_at DESC, m.id DESC", []);
    reader.list(ROWS, &filter)
}

/// How those that changed last are found.
const NEWEST: Newest =
    Newest::of("SELECT m.id, m.changed_at FROM method m WHERE", "ORDER BY m.changed_at DESC, m.id DESC LIMIT ?");

impl Asked {
    fn keep(&self, filter: &mut Filter<'_>) {
        if !self.text.is_empty() {
            let like = Value::Owned(format!("%{}%", self.text.replace(['%', '_', '\\'], " ")));
            filter.and("(m.name LIKE ? OR m.trade LIKE ? OR m.serial LIKE ?)", [like.clone(), like.clone(), like]);
        }
        if let Some(level) = self.level {
            filter.and(
                "EXISTS (SELECT 1 FROM method_naming n WHERE n.method = m.id AND n.level = ? AND n.standing = 'named')",
                [Value::Text(level.word())],
            );
        }
    }
}

/// What waits for this actor: for officers what was handed in, published or changed; for reviewers what they have not reviewed; for heads
/// and union officers what was made public or nominated to them.
///
/// # Errors
/// Broken, when the database fails.
pub fn waiting(reader: &Reader<'_>, actor: &Actor) -> Result<Vec<ListRow>> {
    let mut reasons = Reasons::new();
    let duties = [
        (
            Role::InnovationOfficer,
            concat!(
                store::within!("m"),
                " AND (m.state = 'submitted' OR m.pending IS NOT NULL OR EXISTS (SELECT 1 FROM method_naming n \
                 WHERE n.method = m.id AND n.level = 'unit' AND n.standing = 'nominated' \
                 AND EXISTS (SELECT 1 FROM method_review r WHERE r.method = m.id)))"
            ),
        ),
        (
            Role::Reviewer,
            concat!(
                store::within!("m"),
                " AND m.state = 'in_review' AND EXISTS (SELECT 1 FROM method_naming n \
                 WHERE n.method = m.id AND n.standing = 'nominated') \
                 AND NOT EXISTS (SELECT 1 FROM method_review r WHERE r.method = m.id)"
            ),
        ),
        (
            Role::Approver,
            concat!(
                store::within!("m"),
                " AND m.state = 'in_review' AND EXISTS (SELECT 1 FROM method_naming n \
                 WHERE n.method = m.id AND n.standing = 'publicity')"
            ),
        ),
    ];
    for (role, condition) in duties {
        reasons.or_within(condition, actor, &[role], &[]);
    }
    for grant in actor.grants.iter().filter(|grant| grant.role == Role::UnionOfficer) {
        let condition = "m.id IN (SELECT n.method FROM method_naming n WHERE n.unit = ? \
            AND n.standing IN ('nominated', 'publicity') AND n.level <> 'unit')";
        reasons.or(condition, [Value::Id(grant.unit.uuid())]);
    }
    let mut filter = Filter::new();
    reasons.any(&mut filter);
    filter.and("m.person <> ?", [Value::Id(actor.person.uuid())]);
    filter.tail("ORDER BY m.changed_at, m.id LIMIT 200", []);
    reader.list(ROWS, &filter)
}

/// The methods named after somebody or shared by them that the actor may see, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_person(reader: &Reader<'_>, actor: &Actor, person: PersonId) -> Result<Vec<ListRow>> {
    let mut filter = Filter::new();
    visible(&mut filter, actor);
    filter.and("m.id IN (SELECT t.work FROM work_author t WHERE t.person = ?)", [Value::Id(person.uuid())]);
    filter.tail("ORDER BY m.changed_at DESC, m.id DESC LIMIT 50", []);
    reader.list(ROWS, &filter)
}

/// The methods that grew from a work and that the actor may see.
///
/// # Errors
/// Broken, when the database fails.
pub fn grown_from(reader: &Reader<'_>, actor: &Actor, work: works::WorkId) -> Result<Vec<ListRow>> {
    let mut filter = Filter::new();
    visible(&mut filter, actor);
    filter.and("m.grew_from = ?", [Value::Id(work.uuid())]);
    filter.tail("ORDER BY m.begun_at, m.id", []);
    reader.list(ROWS, &filter)
}
