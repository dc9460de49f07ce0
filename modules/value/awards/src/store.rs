//! SQL of awards and what hangs on them. Lists are in `queries.rs`.

use jiff::civil::Date;
use kernel::id::PersonId;
use kernel::{Fen, Result, Time};
use store::{Json, Migration, Reader, Tx, statements};
use works::WorkId;
use works::uses::UseId;

use crate::engine::{Basis, Decision, Entitlement};
use crate::lifecycle::State;
use crate::model::{Award, AwardId, Flow, Norm, NormId, Part};

/// The module's tables.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "awards/0001", sql: include_str!("../migrations/0001_awards.sql") },
    Migration { name: "awards/0002-uses", sql: include_str!("../migrations/0002_uses.sql") },
    Migration { name: "awards/0003-rewards", sql: include_str!("../migrations/0003_rewards.sql") },
    Migration { name: "awards/0004-objections", sql: include_str!("../migrations/0004_objections.sql") },
    Migration { name: "awards/0005-lists", sql: include_str!("../migrations/0005_lists.sql") },
];

/// The columns of [`Award`], in order, for the statements that read it from `award a`.
#[macro_export]
macro_rules! award_columns {
    () => {
        "a.id, a.work, a.work_use, a.promised, a.round, a.state, a.version, a.open, a.unit, a.enterprise, a.path, a.industry_path, \
         a.scheme, a.basis, \
         a.borrowed, a.choice, a.others, a.before, a.decision, a.amount, a.head, a.filed, a.proposed_by, a.proposed_at, \
         a.approved_by, a.approved_at, a.public_until, a.paid_at, a.closed_at"
    };
}

statements! {
    /// Another open round for the use, or the same round again, touches nothing.
    INSERT: Award => () =
        "INSERT INTO award (id, work, work_use, promised, round, state, version, open, unit, enterprise, path, industry_path, scheme, \
            basis, borrowed, choice, others, before, decision, amount, head, filed, proposed_by, proposed_at, approved_by, \
            approved_at, public_until, paid_at, closed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, \
            $25, $26, $27, $28, $29) ON CONFLICT DO NOTHING";
    FIND: (AwardId,) => Award = concat!("SELECT ", award_columns!(), " FROM award a WHERE a.id = $1");
    OF_WORK: (WorkId,) => Award = concat!("SELECT ", award_columns!(), " FROM award a WHERE a.work = $1 ORDER BY a.proposed_at, a.id");
    OF_USE: (UseId,) => Award = concat!("SELECT ", award_columns!(), " FROM award a WHERE a.work_use = $1 ORDER BY a.round");
    /// Where it stands, by compare-and-set.
    MOVE: (AwardId, i64, State, Option<bool>, Option<PersonId>, Option<Time>, Option<Time>, Option<Time>, Option<Time>) => () =
        "UPDATE award SET version = version + 1, state = $3, open = $4, approved_by = $5, approved_at = $6, public_until = $7, \
            paid_at = $8, closed_at = $9 WHERE id = $1 AND version = $2";
    /// What was proposed, in place of what there was.
    CONTENT: (AwardId, i64, Json<Basis>, bool, Option<Fen>, Json<Vec<Entitlement>>, Json<Decision>, Fen, bool, bool, PersonId) => () =
        "UPDATE award SET scheme = $2, basis = $3, borrowed = $4, choice = $5, others = $6, decision = $7, amount = $8, head = $9, \
            filed = $10, proposed_by = $11 WHERE id = $1";
    /// The rounds of a use, and what was paid for it; what was taken back does not come back by a regrading.
    ROUNDS: (UseId,) => (i64, Fen) =
        "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN state IN ('paid', 'clawed_back') THEN amount ELSE 0 END), 0) AS BIGINT) \
         FROM award WHERE work_use = $1";
    PUT_PART: (AwardId, PersonId, bool, u32, Fen, i64, Option<Time>) => () =
        "INSERT INTO award_part (award, person, origin, part, amount, position, agreed_at, contest) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, '')";
    DROP_PARTS: (AwardId,) => () = "DELETE FROM award_part WHERE award = $1";
    PARTS: (AwardId,) => Part =
        "SELECT t.person, p.name, t.origin, t.part, t.amount, t.agreed_at, t.contest FROM award_part t JOIN person p ON p.id = t.person \
         WHERE t.award = $1 ORDER BY t.position";
    SAY: (AwardId, PersonId, Option<Time>, String) => () =
        "UPDATE award_part SET agreed_at = $3, contest = $4 WHERE award = $1 AND person = $2";
    PUT_PAYMENT: (AwardId, PersonId, Flow, Fen, Time) => () =
        "INSERT INTO award_payment (award, person, kind, amount, at) VALUES ($1, $2, $3, $4, $5)";
    PAYMENTS: (AwardId,) => (PersonId, Flow, Fen, Time) =
        "SELECT person, kind, amount, at FROM award_payment WHERE award = $1 ORDER BY at, person";
    PUT_NORM: Norm => () =
        "INSERT INTO award_norm (id, award, work, unit, norm, since, until, by_person, reminded) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    NORMS: (WorkId,) => Norm =
        "SELECT id, award, work, unit, norm, since, until, by_person, reminded FROM award_norm WHERE work = $1 ORDER BY until, id";
    /// Norms whose protection ends before a day and of which nobody was reminded.
    NORMS_ENDING: (Date, i64) => Norm =
        "SELECT id, award, work, unit, norm, since, until, by_person, reminded FROM award_norm \
         WHERE reminded = 0 AND until < $1 ORDER BY until, id LIMIT $2";
    NORM_REMINDED: (NormId,) => () = "UPDATE award_norm SET reminded = 1 WHERE id = $1 AND reminded = 0";
    /// Awards whose publicity is over.
    OVER: (Time, i64) => (AwardId,) =
        "SELECT id FROM award WHERE state = 'publicised' AND public_until < $1 ORDER BY public_until, id LIMIT $2";
}

/// An award, whoever may see it. Actions and pages use `policy::find`.
///
/// # Errors
/// Not found.
pub fn load(reader: &Reader<'_>, id: AwardId) -> Result<Award> {
    reader.one(&FIND, (id,))
}

/// The people of an award, in their order.
///
/// # Errors
/// Broken, when the database fails.
pub fn parts(reader: &Reader<'_>, id: AwardId) -> Result<Vec<Part>> {
    reader.all(&PARTS, (id,))
}

/// Writes where an award stands now, if nobody was faster, and counts the version up.
///
/// # Errors
/// Overtaken.
pub fn save(tx: &mut Tx<'_>, was: i64, it: &Award) -> Result<()> {
    let open = it.state.is_open().then_some(true);
    let args = (it.id, was, it.state, open, it.approved_by, it.approved_at, it.public_until, it.paid_at, it.closed_at);
    tx.settle(&MOVE, args)
}
