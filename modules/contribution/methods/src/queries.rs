//! Lists: what one may see, what waits for whom.

use kernel::id::PersonId;
use kernel::lifecycle::Word;
use kernel::{Actor, Grant, Result, Role, Time, words};
use store::{Filter, Reader, Type, Value, row};
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

/// The bracket stays open for the roles.
const TIES_OR_OPEN: &str = "(m.person = ? OR m.writer = ? \
    OR EXISTS (SELECT 1 FROM work_author t WHERE t.work = m.id AND t.person = ?) \
    OR (m.state IN ('in_review', 'named', 'ended') AND (m.visibility = 'public' \
        OR (m.visibility = 'enterprise' AND m.enterprise = ?) OR (m.visibility = 'team' AND m.unit = ?)))";

/// Keeps the methods `m` that the actor may see: `policy::may_see` as SQL. A test holds the two against each other.
pub fn visible<'a>(filter: &mut Filter<'a>, actor: &'a Actor) {
    let me = Value::Id(actor.person.uuid());
    let enterprise = actor.place.enterprise.map_or(Value::Null(Type::Id), |unit| Value::Id(unit.uuid()));
    let unit = Value::Id(actor.place.unit.uuid());
    filter.and(TIES_OR_OPEN, [me.clone(), me.clone(), me, enterprise, unit]);
    for grant in &actor.grants {
        if READERS.contains(&grant.role) || grant.role == Role::Reviewer {
            inside(
                filter,
                grant,
                "OR (m.state NOT IN ('draft', 'withdrawn') AND m.enterprise = ? AND ((m.path >= ? AND m.path < ?) \
                OR (m.industry_path >= ? AND m.industry_path < ?)))",
            );
        }
        if grant.role == Role::UnionOfficer {
            filter.tail(
                "OR EXISTS (SELECT 1 FROM method_naming n WHERE n.method = m.id AND n.unit = ? AND n.level <> 'unit')",
                [Value::Id(grant.unit.uuid())],
            );
        }
    }
    filter.tail(")", []);
}

/// Adds what lies where a role is held inside an enterprise, as `Actor::has_within` says.
fn inside<'a>(filter: &mut Filter<'a>, grant: &'a Grant, fragment: &'static str) {
    let Some(enterprise) = grant.enterprise else { return };
    let (from, until) = (grant.path.as_str(), grant.path.end());
    filter.tail(
        fragment,
        [
            Value::Id(enterprise.uuid()),
            Value::Text(from),
            Value::Owned(until.clone()),
            Value::Text(from),
            Value::Owned(until),
        ],
    );
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
    let mut filter = Filter::new();
    visible(&mut filter, actor);
    let me = Value::Id(actor.person.uuid());
    match asked.scope {
        Scope::Mine => filter.and(
            "(m.person = ? OR m.writer = ? OR EXISTS (SELECT 1 FROM work_author t WHERE t.work = m.id AND t.person = ?))",
            [me.clone(), me.clone(), me],
        ),
        Scope::Enterprise => {
            let enterprise = actor.place.enterprise.map_or(Value::Null(Type::Id), |unit| Value::Id(unit.uuid()));
            filter.and("m.enterprise = ?", [enterprise])
        }
        Scope::Named => filter.and("m.state = 'named'", []),
    };
    if !asked.text.is_empty() {
        let like = format!("%{}%", asked.text.replace(['%', '_', '\\'], " "));
        let like = Value::Owned(like);
        filter.and("(m.name LIKE ? OR m.trade LIKE ? OR m.serial LIKE ?)", [like.clone(), like.clone(), like]);
    }
    if let Some(level) = asked.level {
        filter.and(
            "EXISTS (SELECT 1 FROM method_naming n WHERE n.method = m.id AND n.level = ? AND n.standing = 'named')",
            [Value::Text(level.word())],
        );
    }
    filter.tail(
        "ORDER BY m.changed_at DESC, m.id DESC LIMIT ? OFFSET ?",
        [Value::Int(asked.limit), Value::Int(asked.offset)],
    );
    reader.list(ROWS, &filter)
}

/// What waits for this actor: for officers what was handed in, published or changed; for reviewers what they have not reviewed; for heads
/// and union officers what was made public or nominated to them.
///
/// # Errors
/// Broken, when the database fails.
pub fn waiting(reader: &Reader<'_>, actor: &Actor) -> Result<Vec<ListRow>> {
    let mut filter = Filter::new();
    filter.and("(1 = 0", []);
    for grant in &actor.grants {
        match grant.role {
            Role::InnovationOfficer => inside(
                &mut filter,
                grant,
                "OR ((m.state = 'submitted' OR m.pending IS NOT NULL OR EXISTS (SELECT 1 FROM method_naming n WHERE n.method = m.id \
                    AND n.level = 'unit' AND n.standing = 'nominated' AND EXISTS (SELECT 1 FROM method_review r WHERE r.method = m.id))) \
                    AND m.enterprise = ? AND ((m.path >= ? AND m.path < ?) OR (m.industry_path >= ? AND m.industry_path < ?)))",
            ),
            Role::Reviewer => inside(
                &mut filter,
                grant,
                "OR (m.state = 'in_review' AND EXISTS (SELECT 1 FROM method_naming n WHERE n.method = m.id AND n.standing = 'nominated') \
                    AND NOT EXISTS (SELECT 1 FROM method_review r WHERE r.method = m.id) \
                    AND m.enterprise = ? AND ((m.path >= ? AND m.path < ?) OR (m.industry_path >= ? AND m.industry_path < ?)))",
            ),
            Role::Approver => inside(
                &mut filter,
                grant,
                "OR (m.state = 'in_review' AND EXISTS (SELECT 1 FROM method_naming n WHERE n.method = m.id AND n.standing = 'publicity') \
                    AND m.enterprise = ? AND ((m.path >= ? AND m.path < ?) OR (m.industry_path >= ? AND m.industry_path < ?)))",
            ),
            Role::UnionOfficer => {
                filter.tail(
                    "OR EXISTS (SELECT 1 FROM method_naming n WHERE n.method = m.id AND n.unit = ? AND n.level <> 'unit' \
                        AND n.standing IN ('nominated', 'publicity'))",
                    [Value::Id(grant.unit.uuid())],
                );
            }
            _ => {}
        }
    }
    filter.tail(")", []);
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
    filter.and("EXISTS (SELECT 1 FROM work_author t WHERE t.work = m.id AND t.person = ?)", [Value::Id(person.uuid())]);
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
