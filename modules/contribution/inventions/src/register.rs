//! The register of rights: every right one may see, with its next fee; and the counts, which go further up.

use jiff::civil::Date;
use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word;
use kernel::{Actor, Fen, Result, Role};
use store::{Filter, Reader, Value, row, statements};
use works::rights::Kind;

use crate::model::{FeeStanding, InventionId, RightId};
use crate::queries;
use crate::rights::Standing;

/// Rights on a page of the register.
pub const PAGE: i64 = 100;
/// Rights in a spreadsheet.
pub const MOST: i64 = 5000;

row! {
    /// A right as the register shows it.
    #[derive(Clone, Debug)]
    pub struct Line {
        /// Its id.
        pub id: RightId,
        /// Of which invention.
        pub invention: InventionId,
        /// The invention's number.
        pub serial: String,
        /// What it is called.
        pub title: String,
        /// What kind.
        pub kind: Kind,
        /// Where it stands.
        pub standing: Standing,
        /// Who looks after it.
        pub keeper: PersonId,
        /// Their name.
        pub keeper_name: String,
        /// The holders.
        pub holders: String,
        /// The application number.
        pub number: Option<String>,
        /// When it was applied for.
        pub applied_on: Option<Date>,
        /// The number of the grant, where it is another.
        pub registration: String,
        /// When it was granted.
        pub granted_on: Option<Date>,
        /// The next fee that is not paid: its year,
        pub fee_year: Option<i64>,
        /// its amount,
        pub fee_amount: Option<Fen>,
        /// and its day.
        pub fee_due: Option<Date>,
    }
}

impl Line {
    /// The number as people write it.
    pub fn shown(&self) -> String {
        crate::numbers::written(self.kind, self.number.as_deref(), &self.registration, self.granted_on.is_some())
    }

    /// How the next fee stands, if one is noted.
    pub fn fee(&self, today: Date) -> Option<FeeStanding> {
        self.fee_due.map(|due| FeeStanding::of(due, None, today))
    }
}

const LINES: &str = "SELECT r.id, r.invention, i.serial, r.title, r.kind, r.standing, r.keeper, p.name AS keeper_name, r.holders, \
     r.number, r.applied_on, r.registration, r.granted_on, f.year AS fee_year, f.amount AS fee_amount, f.due AS fee_due \
     FROM invention_right r JOIN invention i ON i.id = r.invention JOIN person p ON p.id = r.keeper \
     LEFT JOIN invention_fee f ON f.owed_for = r.id AND f.paid_on IS NULL \
        AND r.standing IN ('right_applied', 'right_published', 'right_granted') \
        AND NOT EXISTS (SELECT 1 FROM invention_fee g WHERE g.owed_for = r.id AND g.paid_on IS NULL \
            AND (g.due < f.due OR (g.due = f.due AND g.year < f.year))) WHERE";

kernel::words! {
    /// Which fees a list is narrowed to.
    pub enum Fees {
        /// To be paid soon.
        Soon = "soon",
        /// Missed.
        Overdue = "overdue",
    }
}

/// What the register is narrowed to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Narrow {
    /// One kind.
    pub kind: Option<Kind>,
    /// One standing.
    pub standing: Option<Standing>,
    /// Only with a fee that is due soon, or overdue.
    pub fees: Option<Fees>,
    /// Only what one looks after oneself.
    pub mine: bool,
}

/// Rights the actor may see, those of their own enterprise: what has a fee first, by its day; then the newest. One more than `most` says that
/// there are more.
///
/// # Errors
/// Broken, when the database fails.
pub fn lines(
    reader: &Reader<'_>,
    actor: &Actor,
    narrow: Narrow,
    today: Date,
    most: i64,
    offset: i64,
) -> Result<Vec<Line>> {
    let mut filter = Filter::new();
    queries::visible(&mut filter, actor);
    queries::inside(&mut filter, actor);
    if let Some(kind) = narrow.kind {
        filter.and("r.kind = ?", [Value::Text(kind.word())]);
    }
    if let Some(standing) = narrow.standing {
        filter.and("r.standing = ?", [Value::Text(standing.word())]);
    }
    if narrow.mine {
        filter.and("r.keeper = ?", [Value::Id(actor.person.uuid())]);
    }
    match narrow.fees {
        None => {}
        Some(Fees::Overdue) => {
            filter.and("f.due < ?", [Value::Owned(today.to_string())]);
        }
        Some(Fees::Soon) => {
            let until = crate::deadlines::until(today);
            filter.and("f.due >= ? AND f.due <= ?", [Value::Owned(today.to_string()), Value::Owned(until.to_string())]);
        }
    }
    filter.tail(
        "ORDER BY CASE WHEN f.due IS NULL THEN 1 ELSE 0 END, f.due, r.at DESC, r.id LIMIT ? OFFSET ?",
        [Value::Int(most + 1), Value::Int(offset)],
    );
    reader.list(LINES, &filter)
}

/// Numbers that flow up where texts do not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Short name of the node.
    pub node: String,
    /// Whether it lies inside an enterprise, where the records behind the numbers may be read.
    pub inside: bool,
    /// Disclosures that were handed in.
    pub disclosed: i64,
    /// Rights that were applied for.
    pub applied: i64,
    /// Rights that were granted.
    pub granted: i64,
    /// Kept as a trade secret.
    pub secret: i64,
    /// In use.
    pub in_use: i64,
}

statements! {
    DISCLOSED: (String, String) => (i64, i64, i64) =
        "SELECT COUNT(*), COALESCE(SUM(CASE WHEN state = 'invention_secret' THEN 1 ELSE 0 END), 0), \
            COALESCE(SUM(CASE WHEN in_use_since IS NOT NULL THEN 1 ELSE 0 END), 0) \
         FROM invention WHERE handed_in_at IS NOT NULL AND ((path >= $1 AND path < $2) OR (industry_path >= $1 AND industry_path < $2))";
    ASKED: (String, String) => (i64, i64) =
        "SELECT COALESCE(SUM(CASE WHEN r.applied_on IS NOT NULL THEN 1 ELSE 0 END), 0), \
            COALESCE(SUM(CASE WHEN r.granted_on IS NOT NULL THEN 1 ELSE 0 END), 0) \
         FROM invention_right r JOIN invention i ON i.id = r.invention \
         WHERE (i.path >= $1 AND i.path < $2) OR (i.industry_path >= $1 AND i.industry_path < $2)";
    NODE: (UnitId,) => (String,) = "SELECT short_name FROM unit WHERE id = $1";
}

/// Who is shown the counts of their node.
const COUNTERS: [Role; 4] = [Role::UnionOfficer, Role::InnovationOfficer, Role::Approver, Role::Auditor];

/// The counts of the node the actor works for; none for who works for none.
///
/// # Errors
/// Broken, when the database fails.
pub fn counts(reader: &Reader<'_>, actor: &Actor) -> Result<Option<Counts>> {
    let Some(grant) = actor.grants.iter().find(|grant| COUNTERS.contains(&grant.role)) else { return Ok(None) };
    let (from, until) = (grant.path.as_str(), grant.path.end());
    let (disclosed, secret, in_use) = reader.one(&DISCLOSED, (from, until.as_str()))?;
    let (applied, granted) = reader.one(&ASKED, (from, until.as_str()))?;
    let node = reader.find(&NODE, (grant.unit,))?.map(|(name,)| name).unwrap_or_default();
    Ok(Some(Counts { node, inside: grant.enterprise.is_some(), disclosed, applied, granted, secret, in_use }))
}
