//! What the law promises the authors for granted patents, read from the register of rights (`works::rights`): it fills
//! proposals in by itself, and the unit is reminded before its three months are over [L2, Arts. 92-94].

use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::id::PersonId;
use kernel::{Result, Role, Time};
use notices::NewNotice;
use store::{Reader, Tx, statements};
use works::WorkId;
use works::rights::{self, Granted, RightId};

use crate::engine::Entitlement;
use crate::engine::legal::{patent, prize};
use crate::telling::inside;

/// How many are dealt with in one transaction.
const BATCH: i64 = 100;

const BEFORE_DUE: i64 = 1;
const MISSED: i64 = 2;

/// A granted patent and what the law promises for it.
#[derive(Clone, Debug)]
pub struct Reward {
    /// The patent.
    pub right: Granted,
    /// What is promised; its day only while it is not paid.
    pub entitlement: Entitlement,
    /// Whether an award was paid since it was granted.
    pub rewarded: bool,
}

statements! {
    REWARDED: (WorkId, Time) => (i64,) =
        "SELECT COUNT(*) FROM award WHERE work_use = $1 AND state IN ('paid', 'clawed_back') AND proposed_at >= $2";
    /// Patents granted up to a day whose authors were not rewarded, and nobody was told so as far as this stage.
    OPEN: (Date, i64, i64) => Granted =
        "SELECT r.id, r.work, r.kind, r.number, r.granted_on, r.at FROM work_right r \
         LEFT JOIN award_reminder m ON m.granted = r.id \
         WHERE r.granted_on <= $1 AND r.kind IN ('invention', 'utility', 'design') AND COALESCE(m.stage, 0) < $2 \
         AND NOT EXISTS (SELECT 1 FROM award a WHERE a.work_use = r.work AND a.state IN ('paid', 'clawed_back') \
            AND a.proposed_at >= r.at) ORDER BY r.granted_on, r.id LIMIT $3";
    MARK: (RightId, i64) => () =
        "INSERT INTO award_reminder (granted, stage) VALUES ($1, $2) ON CONFLICT (granted) DO UPDATE SET stage = excluded.stage \
         WHERE award_reminder.stage < excluded.stage";
}

/// What the law promises for the patents of a work, the earliest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn of(reader: &Reader<'_>, work: WorkId) -> Result<Vec<Reward>> {
    let mut found = Vec::new();
    for right in rights::of(reader, work)? {
        let Some(mut entitlement) = patent(right.kind, right.granted_on) else { continue };
        let rewarded = reader.one(&REWARDED, (work, right.at))?.0 > 0;
        if rewarded {
            entitlement.due = None;
        }
        found.push(Reward { right, entitlement, rewarded });
    }
    Ok(found)
}

/// Everything that other regulations promise for a work at its own enterprise: the law for its patents, and the
/// enterprise for what it won in its campaigns.
///
/// # Errors
/// Broken, when the database fails.
pub fn promised(reader: &Reader<'_>, work: WorkId) -> Result<Vec<Entitlement>> {
    let law = of(reader, work)?.into_iter().map(|reward| reward.entitlement);
    let prizes = works::prizes::of(reader, work)?;
    Ok(law.chain(prizes.iter().map(prize)).collect())
}

/// One batch of reminders: after two of the three months the officers, after all three the head of the enterprise
/// as well. Yields how many there were; fewer than asked for are the last.
///
/// # Errors
/// Broken, when the database fails.
pub fn remind(tx: &mut Tx<'_>, now: Time) -> Result<bool> {
    let today = now.date();
    // Months end on different days: what is a day or two over is told a day or two later.
    let missed = today.saturating_sub(3.months()).saturating_sub(1.days());
    let coming = today.saturating_sub(2.months());
    let mut more = false;
    for (until, stage, key) in
        [(missed, MISSED, "notice-award-reward-late"), (coming, BEFORE_DUE, "notice-award-reward-due")]
    {
        let open = tx.all(&OPEN, (until, stage, BATCH))?;
        more |= open.len() == BATCH as usize;
        for right in &open {
            if tx.execute(&MARK, (right.id, stage))? == 0 {
                continue;
            }
            for notice in told(tx, right, stage, key, now)? {
                notices::inbox::put(tx, notice, now)?;
            }
        }
    }
    Ok(more)
}

fn told(reader: &Reader<'_>, right: &Granted, stage: i64, key: &'static str, now: Time) -> Result<Vec<NewNotice>> {
    let card = works::cards::load(reader, right.work)?;
    let due = patent(right.kind, right.granted_on).and_then(|one| one.due).map(|day| day.to_string());
    let mut people: Vec<PersonId> = inside(reader, Role::InnovationOfficer, &card.place(), now)?;
    if stage == MISSED {
        people.extend(inside(reader, Role::Approver, &card.place(), now)?);
    }
    people.sort_unstable();
    people.dedup();
    let one = |person| {
        let notice = NewNotice::new(person, key, card.href()).with("title", card.title.as_str());
        notice.with("due", due.clone().unwrap_or_default()).urgent()
    };
    Ok(people.into_iter().map(one).collect())
}
