//! On whose word something is changed.

use kernel::{Actor, Result, Role, Verdict};
use ledger::Fact;

/// Somebody who is asked whether they may, or the house itself, which need not ask: setting up an
/// installation, growing the demo world, a command of the operator's.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    /// This person; policies apply.
    Person(&'a Actor),
    /// This person, who was asked about the whole already: the steps inside an import are not asked about again.
    Allowed(&'a Actor),
    /// The house; policies do not apply, rules do.
    House,
}

impl By<'_> {
    /// Asks the policy.
    pub(crate) fn check(self, policy: impl FnOnce(&Actor) -> Verdict) -> Result<()> {
        match self {
            By::Person(actor) => policy(actor).check(),
            By::Allowed(_) | By::House => Ok(()),
        }
    }

    /// The fact with its actor.
    pub(crate) fn sign(self, fact: Fact) -> Fact {
        match self {
            By::Person(actor) | By::Allowed(actor) => fact.by(actor),
            By::House => fact,
        }
    }

    /// The person, if it is one.
    pub(crate) fn person(self) -> Option<kernel::id::PersonId> {
        match self {
            By::Person(actor) | By::Allowed(actor) => Some(actor.person),
            By::House => None,
        }
    }
}

/// Whether `actor` administers this place: an administrator at or above it, in either tree.
pub fn administers(actor: &Actor, place: &kernel::Place) -> Verdict {
    Verdict::when(actor.has_somewhere(Role::Administrator), "identity-not-administrator")
        .and(|| Verdict::when(actor.has(Role::Administrator, place), "identity-beyond-reach"))
}

/// Whether `actor` keeps the roster of this enterprise: its administrators, and its innovation officer for the
/// whole enterprise, who knows who came and who left.
pub fn keeps_roster(actor: &Actor, enterprise: &kernel::Place) -> Verdict {
    let officer = actor.nodes(Role::InnovationOfficer).any(|grant| grant.unit == enterprise.unit);
    if officer { Verdict::Allow } else { administers(actor, enterprise) }
}
