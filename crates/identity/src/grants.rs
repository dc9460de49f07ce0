//! Roles held at nodes of the trees, for a time.

use kernel::id::{PersonId, UnitId};
use kernel::{Actor, Error, Grant, Id, Path, Place, Result, Role, Time, Verdict};
use ledger::{Fact, Recorded, append};
use serde_json::json;
use store::{Bind, Filter, Reader, Tx, Value, row};

use crate::by::{By, administers};
use crate::model::Unit;
use crate::store::people::{
    ACTIVE_GRANTS, END_GRANT, GRANT, GRANTS_AT, GRANTS_OF, GRANTS_WHERE, GRANTS_WITHIN, INSERT_GRANT,
    OTHER_ADMINISTRATORS,
};
use crate::{people, tree};

/// Tag of a grant's id.
pub enum GrantTag {}
/// The id of a grant.
pub type GrantId = Id<GrantTag>;

/// The number of the lock under which administrators are ended, so that of the last two only one can be.
const LOCK: i64 = 0xAD41;

row! {
    /// A grant as lists show it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Held {
        /// Its id.
        pub id: GrantId,
        /// Who holds it.
        pub person: PersonId,
        /// Their name.
        pub name: String,
        /// The role.
        pub role: Role,
        /// The node.
        pub unit: UnitId,
        /// The node's short name.
        pub unit_name: String,
        /// The node's path.
        pub path: Path,
        /// And in the industrial tree.
        pub industry_path: Option<Path>,
        /// The enterprise the node is or lies in.
        pub enterprise: Option<UnitId>,
        /// From when.
        pub starts_at: Time,
        /// Until when; without an end until somebody ends it.
        pub ends_at: Option<Time>,
    }
}

impl Held {
    /// The node's place.
    pub fn place(&self) -> Place {
        Place {
            unit: self.unit,
            enterprise: self.enterprise,
            path: self.path.clone(),
            industry_path: self.industry_path.clone(),
        }
    }

    /// As an actor holds it.
    pub fn grant(self) -> Grant {
        Grant { role: self.role, unit: self.unit, path: self.path, enterprise: self.enterprise }
    }
}

/// A role to be given.
#[derive(Clone, Copy, Debug)]
pub struct NewGrant {
    /// To whom.
    pub person: PersonId,
    /// Which.
    pub role: Role,
    /// At which node.
    pub unit: UnitId,
    /// From when.
    pub starts_at: Time,
    /// Until when.
    pub ends_at: Option<Time>,
}

/// May this role be given or ended at this node? Only by an administrator at or above it, so nobody
/// grants above their own reach.
pub fn may_grant(actor: &Actor, place: &Place) -> Verdict {
    administers(actor, place)
}

/// Whether the role has a meaning at the unit: those who work on suggestions belong into enterprises,
/// union officers above them.
pub fn fits(role: Role, unit: &Unit) -> Verdict {
    let sound = match role {
        Role::UnionOfficer => unit.kind.is_union(),
        Role::TeamLeader => unit.kind.is_part() || unit.enterprise == Some(unit.id),
        Role::InnovationOfficer | Role::Reviewer | Role::FinanceAuditor | Role::Implementer => {
            unit.enterprise.is_some()
        }
        Role::Approver | Role::Payroll => unit.enterprise == Some(unit.id),
        Role::Auditor | Role::Administrator => true,
    };
    Verdict::when(sound, "grant-does-not-fit")
}

/// Gives a role.
///
/// # Errors
/// Denied to who does not administer the node; refused for a person who left (`person-ended`), at an
/// ended unit (`unit-ended`), where the role has no meaning (`grant-does-not-fit`), for a time that
/// is over or runs backwards (`grant-time`), or when they hold it there already (`grant-held`).
pub fn give(tx: &mut Tx<'_>, by: By<'_>, new: &NewGrant, now: Time) -> Result<Recorded<GrantId>> {
    let unit = tree::unit(tx, new.unit)?;
    by.check(|actor| may_grant(actor, &unit.place()))?;
    if unit.ended_at.is_some() {
        return Err(Error::refused("unit-ended"));
    }
    if let Verdict::Deny(reason) = fits(new.role, &unit) {
        return Err(Error::Refused(reason));
    }
    people::living(tx, new.person)?;
    if new.ends_at.is_some_and(|end| end <= new.starts_at || end <= now) {
        return Err(Error::refused("grant-time"));
    }
    let overlaps = |held: &Held| {
        held.role == new.role
            && held.unit == new.unit
            && held.ends_at.is_none_or(|end| end > new.starts_at)
            && new.ends_at.is_none_or(|end| held.starts_at < end)
    };
    if tx.all(&GRANTS_OF, (new.person, now))?.iter().any(overlaps) {
        return Err(Error::refused("grant-held"));
    }
    let id = GrantId::new(now);
    tx.execute(&INSERT_GRANT, (id, new.person, new.role, new.unit, new.starts_at, new.ends_at, by.person()))?;
    let fact = Fact::new("grant", id.any(), "given", now).counted_at(&unit.place()).with(
        1,
        &json!({ "person": new.person, "role": new.role, "starts_at": new.starts_at, "ends_at": new.ends_at }),
    );
    Ok(append(tx, by.sign(fact))?.with(id))
}

/// Ends a grant now; one that has not begun never will.
///
/// # Errors
/// Denied to who does not administer the node; refused for the last administrator at that height
/// (`grant-last-administrator`) and for what has ended already (`grant-ended`).
pub fn end(tx: &mut Tx<'_>, by: By<'_>, id: GrantId, now: Time) -> Result<Recorded> {
    let held = tx.one(&GRANT, (id,))?;
    by.check(|actor| may_grant(actor, &held.place()))?;
    if held.ends_at.is_some_and(|end| end <= now) {
        return Err(Error::refused("grant-ended"));
    }
    close(tx, by, &held, now)
}

/// Ends a grant without asking the policy: the caller has asked its own.
pub(crate) fn close(tx: &mut Tx<'_>, by: By<'_>, held: &Held, now: Time) -> Result<Recorded> {
    if held.role == Role::Administrator {
        tx.lock(LOCK)?;
        let (others,) = tx.one(&OTHER_ADMINISTRATORS, (held.id, &held.path, now))?;
        if others == 0 {
            return Err(Error::refused("grant-last-administrator"));
        }
    }
    tx.settle(&END_GRANT, (now, held.id))?;
    let fact = Fact::new("grant", held.id.any(), "ended", now)
        .counted_at(&held.place())
        .with(1, &json!({ "person": held.person, "role": held.role }));
    append(tx, by.sign(fact))
}

/// One grant.
///
/// # Errors
/// Not found.
pub fn find(reader: &Reader<'_>, id: GrantId) -> Result<Held> {
    reader.one(&GRANT, (id,))
}

/// What is held at a node, now or later.
///
/// # Errors
/// Broken, when the database fails.
pub fn at(reader: &Reader<'_>, unit: UnitId, now: Time) -> Result<Vec<Held>> {
    reader.all(&GRANTS_AT, (unit, now))
}

/// What is held at an enterprise and inside it, now or later.
///
/// # Errors
/// Broken, when the database fails.
pub fn within(reader: &Reader<'_>, enterprise: UnitId, now: Time) -> Result<Vec<Held>> {
    reader.all(&GRANTS_WITHIN, (enterprise, now))
}

/// What somebody holds, now or later.
///
/// # Errors
/// Broken, when the database fails.
pub fn of(reader: &Reader<'_>, person: PersonId, now: Time) -> Result<Vec<Held>> {
    reader.all(&GRANTS_OF, (person, now))
}

/// What somebody holds at this moment.
///
/// # Errors
/// Broken, when the database fails.
pub fn active(reader: &Reader<'_>, person: PersonId, now: Time) -> Result<Vec<Held>> {
    reader.all(&ACTIVE_GRANTS, (person, now))
}

/// Who holds a role at or above a place at this moment, in either tree, the nearest first: for notices
/// and for choosing somebody. People who left hold nothing.
///
/// # Errors
/// Broken, when the database fails.
pub fn over(reader: &Reader<'_>, role: Role, place: &Place, now: Time) -> Result<Vec<Held>> {
    let paths = place.path.ancestors().chain(place.industry_path.iter().flat_map(Path::ancestors));
    let mut filter = Filter::new();
    filter.and("g.role = ?", [role.bind()]);
    filter.and("g.starts_at <= ?", [now.bind()]);
    filter.and("(g.ends_at IS NULL OR g.ends_at > ?)", [now.bind()]);
    filter.and_in("u.path", paths.map(|path| Value::Owned(path.as_str().to_owned())));
    filter.tail("ORDER BY LENGTH(u.path) DESC, p.name, g.id", []);
    reader.list(GRANTS_WHERE, &filter)
}
