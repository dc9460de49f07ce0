//! Who may print a certificate and who may take it back. Seeing it needs nothing but its code.

use kernel::{Actor, Role, Verdict};

use crate::model::Certificate;

/// Whether the actor speaks for whoever issued it.
pub fn speaks_for_issuer(actor: &Actor, it: &Certificate) -> bool {
    let speaks = |role: Role| actor.nodes(role).any(|grant| grant.unit == it.issuer);
    speaks(Role::UnionOfficer) || speaks(Role::Approver)
}

/// The issuer takes it back; nobody their own.
pub fn may_revoke(actor: &Actor, it: &Certificate) -> Verdict {
    Verdict::when(speaks_for_issuer(actor, it), "certificate-issuer-only")
        .and(|| Verdict::when(!it.is_held_by(actor.person), "certificate-own"))
}

/// Its holders, its issuer, and the officers of the holders' enterprise print it.
pub fn may_print(actor: &Actor, it: &Certificate) -> Verdict {
    let officer = actor.has_within(Role::InnovationOfficer, &it.place);
    let prints = it.is_held_by(actor.person) || speaks_for_issuer(actor, it) || officer;
    Verdict::when(prints, "certificate-not-its-people")
}
