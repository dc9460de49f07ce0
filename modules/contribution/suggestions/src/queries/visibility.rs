//! `policy::may_see` as SQL for lists, and as the search index understands it. A test holds the two
//! against each other.

use kernel::{Actor, Grant, Path, Role};
use store::{Filter, Type, Value};

/// Roles that read everything of the part of the enterprise they are given.
pub(super) const READERS: [Role; 3] = [Role::InnovationOfficer, Role::TeamLeader, Role::Auditor];

/// Its people, and as far as the author opened it. The bracket stays open for the roles.
const TIES_OR_OPEN: &str = "(? IN (s.author, s.owner, s.officer, s.entered_by) \
    OR EXISTS (SELECT 1 FROM work_author t WHERE t.work = s.id AND t.person = ?) \
    OR EXISTS (SELECT 1 FROM suggestion_review t WHERE t.suggestion = s.id AND t.reviewer = ?) \
    OR EXISTS (SELECT 1 FROM suggestion_mention t WHERE t.suggestion = s.id AND t.person = ?) \
    OR s.visibility = 'public' \
    OR (s.visibility = 'enterprise' AND s.enterprise = ?) \
    OR (s.visibility = 'team' AND s.unit = ?)";

/// At or below a node of either tree.
macro_rules! under {
    () => {
        "((s.path >= ? AND s.path < ?) OR (s.industry_path >= ? AND s.industry_path < ?))"
    };
}

/// Keeps what the actor may see.
pub fn visible<'a>(filter: &mut Filter<'a>, actor: &'a Actor) {
    let me = Value::Id(actor.person.uuid());
    let enterprise = actor.place.enterprise.map_or(Value::Null(Type::Id), |unit| Value::Id(unit.uuid()));
    let unit = Value::Id(actor.place.unit.uuid());
    filter.and(TIES_OR_OPEN, [me.clone(), me.clone(), me.clone(), me, enterprise, unit]);
    for grant in &actor.grants {
        if let (true, Some(values)) = (READERS.contains(&grant.role), inside(grant)) {
            filter.tail(concat!("OR (s.enterprise = ? AND ", under!(), ")"), values);
        }
        if grant.role == Role::UnionOfficer {
            let fragment = concat!("OR ((s.appealed = 1 OR s.state = 'passed_up') AND ", under!(), ")");
            filter.tail(fragment, range(&grant.path));
        }
    }
    filter.tail(")", []);
}

/// Keeps what lies where the actor holds one of these roles inside an enterprise, as
/// [`Actor::has_within`] says: an officer's queue. Nothing stands beside the grants in the condition,
/// so that an index serves it.
pub fn within<'a>(filter: &mut Filter<'a>, actor: &'a Actor, roles: &[Role]) {
    let mut grants = actor.grants.iter().filter(|grant| roles.contains(&grant.role)).filter_map(inside);
    let Some(first) = grants.next() else {
        filter.and("1 = 0", []);
        return;
    };
    filter.and(concat!("((s.enterprise = ? AND ", under!(), ")"), first);
    for more in grants {
        filter.tail(concat!("OR (s.enterprise = ? AND ", under!(), ")"), more);
    }
    filter.tail(")", []);
}

/// One reason to see something: a condition that an index serves.
pub(super) struct Reason<'a> {
    condition: &'static str,
    values: Vec<Value<'a>>,
}

impl<'a> Reason<'a> {
    /// Keeps what is seen for this reason.
    pub(super) fn narrow(self, filter: &mut Filter<'a>) {
        filter.and(self.condition, self.values);
    }
}

/// All reasons for which this actor may see something: [`visible`], taken apart.
pub(super) fn reasons(actor: &Actor) -> Vec<Reason<'_>> {
    let me = || Value::Id(actor.person.uuid());
    let mut reasons = vec![
        Reason { condition: "s.visibility = 'public'", values: Vec::new() },
        Reason { condition: "s.unit = ? AND s.visibility = 'team'", values: vec![Value::Id(actor.place.unit.uuid())] },
        Reason { condition: "s.owner = ?", values: vec![me()] },
        Reason { condition: "s.officer = ?", values: vec![me()] },
        Reason { condition: "s.entered_by = ?", values: vec![me()] },
        Reason {
            condition: "s.id IN (SELECT t.work FROM work_author t WHERE t.person = ? \
                UNION ALL SELECT t.suggestion FROM suggestion_review t WHERE t.reviewer = ? \
                UNION ALL SELECT t.suggestion FROM suggestion_mention t WHERE t.person = ? \
                UNION ALL SELECT t.id FROM suggestion t WHERE t.author = ?)",
            values: vec![me(), me(), me(), me()],
        },
    ];
    if let Some(enterprise) = actor.place.enterprise {
        let values = vec![Value::Id(enterprise.uuid())];
        reasons.push(Reason { condition: "s.enterprise = ? AND s.visibility = 'enterprise'", values });
    }
    for grant in &actor.grants {
        if let (true, Some(values)) = (READERS.contains(&grant.role), inside(grant)) {
            reasons.push(Reason { condition: concat!("s.enterprise = ? AND ", under!()), values });
        }
        if grant.role == Role::UnionOfficer {
            // Two reasons, as each tree has an index of its own.
            let [from, until, ..] = range(&grant.path);
            let upward = "(s.appealed = 1 OR s.state = 'passed_up') AND s.path >= ? AND s.path < ?";
            reasons.push(Reason { condition: upward, values: vec![from.clone(), until.clone()] });
            let upward = "(s.appealed = 1 OR s.state = 'passed_up') AND s.industry_path >= ? AND s.industry_path < ?";
            reasons.push(Reason { condition: upward, values: vec![from, until] });
        }
    }
    reasons
}

/// Keeps what was registered at or below a node of either tree.
pub fn under<'a>(filter: &mut Filter<'a>, node: &'a Path) {
    filter.and(under!(), range(node));
}

fn inside(grant: &Grant) -> Option<Vec<Value<'_>>> {
    let enterprise = grant.enterprise?;
    Some([Value::Id(enterprise.uuid())].into_iter().chain(range(&grant.path)).collect())
}

fn range(node: &Path) -> [Value<'_>; 4] {
    let (from, until) = (node.as_str(), node.end());
    [Value::Text(from), Value::Owned(until.clone()), Value::Text(from), Value::Owned(until)]
}

/// The actor as the search index knows viewers. A role over a part of an enterprise is left out: the
/// index cannot cut an enterprise in parts, and a hit too many would be told in a count.
pub fn viewer(actor: &Actor) -> search::Viewer {
    let whole = |grant: &&Grant| READERS.contains(&grant.role) && grant.enterprise == Some(grant.unit);
    web::viewer(actor, actor.grants.iter().filter(whole).map(|grant| grant.unit))
}
