//! `policy::may_see` as SQL for lists, and as the search index understands it. A test holds the two
//! against each other.

use kernel::{Actor, Grant, Path, Role};
use store::{Filter, Reasons, Value};

/// Roles that read everything of the part of the enterprise they are given.
pub(super) const READERS: [Role; 3] = [Role::InnovationOfficer, Role::TeamLeader, Role::Auditor];

/// The depth of a city in the regional tree.
const CITY: usize = 1;

/// At or below a node of either tree.
macro_rules! under {
    () => {
        "((s.path >= ? AND s.path < ?) OR (s.industry_path >= ? AND s.industry_path < ?))"
    };
}

/// Keeps what the actor may see.
pub fn visible<'a>(filter: &mut Filter<'a>, actor: &'a Actor) {
    reasons(actor).any(filter);
}

/// Keeps what lies where the actor holds one of these roles inside an enterprise, as
/// [`Actor::has_within`] says: an officer's queue. Nothing stands beside the grants in the condition,
/// so that an index serves it.
pub fn within<'a>(filter: &mut Filter<'a>, actor: &'a Actor, roles: &[Role]) {
    let mut reasons = Reasons::new();
    reasons.or_within(store::within!("s"), actor, roles, &[]);
    reasons.any(filter);
}

/// Why this actor may see suggestions `s`: its people, as far as the author opened it, and for their roles.
pub fn reasons(actor: &Actor) -> Reasons<'_> {
    let me = || Value::Id(actor.person.uuid());
    let mut reasons = Reasons::new();
    reasons
        .or("s.visibility = 'public'", [])
        .or("s.unit = ? AND s.visibility = 'team'", [Value::Id(actor.place.unit.uuid())])
        .or("s.owner = ?", [me()])
        .or("s.officer = ?", [me()])
        .or("s.entered_by = ?", [me()])
        .or(
            "s.id IN (SELECT t.work FROM work_author t WHERE t.person = ? \
                UNION ALL SELECT t.suggestion FROM suggestion_review t WHERE t.reviewer = ? \
                UNION ALL SELECT t.suggestion FROM suggestion_mention t WHERE t.person = ? \
                UNION ALL SELECT t.id FROM suggestion t WHERE t.author = ?)",
            [me(), me(), me(), me()],
        );
    if let Some(home) = actor.place.enterprise {
        reasons.or("s.enterprise = ? AND s.visibility = 'enterprise'", [Value::Id(home.uuid())]);
    }
    reasons.or_within(store::within!("s"), actor, &READERS, &[]);
    for grant in actor.grants.iter().filter(|grant| grant.role == Role::UnionOfficer) {
        // Two reasons, as each tree has an index of its own; for a province and a city `||` keeps that of the place away.
        let [from, until, ..] = range(&grant.path);
        let upward = if grant.path.depth() <= CITY {
            "(s.appealed = 1 OR s.state = 'passed_up') AND s.path || '' >= ? AND s.path || '' < ?"
        } else {
            "(s.appealed = 1 OR s.state = 'passed_up') AND s.path >= ? AND s.path < ?"
        };
        reasons.or(upward, [from.clone(), until.clone()]);
        let upward = "(s.appealed = 1 OR s.state = 'passed_up') AND s.industry_path >= ? AND s.industry_path < ?";
        reasons.or(upward, [from, until]);
    }
    reasons
}

/// Keeps what was registered at or below a node of either tree.
pub fn under<'a>(filter: &mut Filter<'a>, node: &'a Path) {
    filter.and(under!(), range(node));
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
