//! Who acts, from where, and with which roles. Built by `identity`, read by every policy.

use crate::clock::Time;
use crate::error::{Error, Result};
use crate::id::{PersonId, UnitId};
use crate::path::Path;

crate::words! {
    /// What somebody is trusted with at a node of a union tree and below it. Everybody with an
    /// account is a worker; that needs no grant.
    pub enum Role {
        /// 班组长: the foreman of a team or workshop; may enter paper slips for its people.
        TeamLeader = "team_leader",
        /// 创新专员: runs the suggestions of an enterprise or of a part of it.
        InnovationOfficer = "innovation_officer",
        /// 评审专家: gives the written conclusion of the specialist department.
        Reviewer = "reviewer",
        /// 财务审核: audits benefits.
        FinanceAuditor = "finance_auditor",
        /// 实施负责人: carries out what was adopted.
        Implementer = "implementer",
        /// 审批负责人: the head of an enterprise, who approves its awards [L1, Art. 15].
        Approver = "approver",
        /// 薪酬专员: pays out what was approved; nobody else sees bank details.
        Payroll = "payroll",
        /// 工会干部: the officer of a township, county, city, province or industrial union.
        UnionOfficer = "union_officer",
        /// 审计（只读）: reads everything at the node, changes nothing.
        Auditor = "auditor",
        /// 管理员: grants roles, imports rosters, sets the rules of the tenant.
        Administrator = "administrator",
    }
}

/// A role held at a node, now. Grants that have not begun or have ended are never in an [`Actor`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// The node it is held at.
    pub unit: UnitId,
    /// The node's path in its own tree.
    pub path: Path,
    /// The enterprise the node is or lies in; `None` for a union node above enterprises.
    pub enterprise: Option<UnitId>,
}

/// A unit with its place in both union trees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The unit.
    pub unit: UnitId,
    /// The enterprise it is or lies in.
    pub enterprise: Option<UnitId>,
    /// In the regional tree.
    pub path: Path,
    /// In the industrial tree, if its enterprise hangs there too.
    pub industry_path: Option<Path>,
}

impl Place {
    /// Whether the node with this path lies at or above this place, in either tree.
    pub fn is_under(&self, node: &Path) -> bool {
        node.covers(&self.path) || self.industry_path.as_ref().is_some_and(|path| node.covers(path))
    }
}

crate::words! {
    /// What a personal token of the API may be used for.
    pub enum Scope {
        /// Reading what the person may see.
        Read = "read",
        /// Doing what the person may do.
        Write = "write",
    }
}

/// Somebody who acts: a person with their unit and roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The person.
    pub person: PersonId,
    /// Their name, for pages and answers.
    pub name: String,
    /// Their primary unit.
    pub place: Place,
    /// What they are trusted with at this moment.
    pub grants: Vec<Grant>,
    /// What the credential allows: both for a session, what was chosen for a token.
    pub scopes: Vec<Scope>,
}

/// Who does something, when, and which version of the record they had before their eyes.
#[derive(Clone, Debug)]
pub struct By {
    /// Who.
    pub actor: Actor,
    /// When.
    pub now: Time,
    /// The version on the page they acted from; `None` where it does not matter.
    pub version: Option<i64>,
}

impl By {
    /// Checks that the record is still as they saw it.
    ///
    /// # Errors
    /// Overtaken, when somebody was faster.
    pub fn has_seen(&self, version: i64) -> Result<()> {
        if self.version.is_some_and(|seen| seen != version) { Err(Error::Overtaken) } else { Ok(()) }
    }
}

impl Actor {
    /// Whether they hold `role` at a node at or above `place`, in either tree.
    pub fn has(&self, role: Role, place: &Place) -> bool {
        self.grants.iter().any(|grant| grant.role == role && place.is_under(&grant.path))
    }

    /// Whether they hold `role` inside the enterprise of `place`, at or above `place`. A union
    /// officer above the enterprise does not: numbers flow up, texts do not.
    pub fn has_within(&self, role: Role, place: &Place) -> bool {
        self.grants.iter().any(|grant| {
            grant.role == role
                && grant.enterprise.is_some()
                && grant.enterprise == place.enterprise
                && place.is_under(&grant.path)
        })
    }

    /// Whether they hold `role` anywhere.
    pub fn has_somewhere(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// The nodes at which they hold `role`.
    pub fn nodes(&self, role: Role) -> impl Iterator<Item = &Grant> {
        self.grants.iter().filter(move |grant| grant.role == role)
    }
}
