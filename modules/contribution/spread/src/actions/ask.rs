//! A unit asks for a work. What is offered to everybody, and what its own enterprise uses, it may begin
//! with at once.

use kernel::id::UnitId;
use kernel::{Error, Place, Reason, Result, Verdict};
use ledger::{Recorded, unchanged};
use serde_json::json;
use store::Tx;
use works::uses::{Use, UseId};
use works::{Card, WorkId};

use super::{By, is_free, lasting, lock, record, settle};
use crate::lifecycle::{LIFECYCLE, Step};
use crate::model::{Adoption, AdoptionId, MOST_SHARE};
use crate::policy;
use crate::rules::Rules;
use crate::store::{INSERT, of, offer};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The id of the adoption it may become.
    pub id: AdoptionId,
    /// The work.
    pub work: WorkId,
    /// The unit that would take it over.
    pub unit: UnitId,
    /// The use it was seen at; the nearest one unless said otherwise.
    pub source: Option<UseId>,
    /// What for.
    pub purpose: String,
    /// The originators' part of the award, in per cent; as the taker's rules say unless said otherwise.
    pub share: Option<i64>,
    /// Whether everybody may read who takes it over.
    pub named: bool,
}

/// Asks. Asked twice for the same unit by the same person it is one request.
///
/// # Errors
/// Not found, when the work is hidden; denied to who takes nothing over for the unit; refused when the
/// work is not on offer, in use there already, or asked for by somebody else there; invalid by field.
pub fn ask(tx: &mut Tx<'_>, by: &By, ask: &Ask) -> Result<Recorded<Adoption>> {
    let card = works::sight::find(tx, &by.actor, ask.work)?;
    let place = identity::tree::place(tx, ask.unit)?;
    let enterprise = place.enterprise.ok_or_else(|| Error::invalid("unit", "spread-unit-unfit"))?;
    policy::takes(&by.actor, &place).check()?;
    refuse(policy::is_on_offer(&card, enterprise))?;
    lock(tx, card.id)?;
    let open: Vec<Adoption> = of(tx, card.id)?.into_iter().filter(|one| one.state.is_open()).collect();
    if let Some(same) = open.iter().find(|one| one.unit == ask.unit && one.asked_by == by.actor.person) {
        return Ok(unchanged(same.clone()));
    }
    let uses = works::uses::of(tx, card.id)?;
    refuse(is_free(&place, &uses))?;
    let asked = open.iter().any(|one| one.path.covers(&place.path) || place.path.covers(&one.path));
    refuse(Verdict::when(!asked, "spread-asked-already"))?;
    let source = source(&card, &uses, enterprise, ask.source)?;
    let share = share(tx, by, enterprise, ask.share)?;

    let inside = source.enterprise == enterprise;
    let it = request(tx, by, ask, (&card, place, source.id, inside), share)?;
    tx.execute(&INSERT, &it)?;
    let payload = json!({
        "work": it.work, "source": it.source, "inside": it.inside, "unit": it.unit, "purpose": it.purpose,
        "share": it.share, "named": it.named,
    });
    let asked = record(tx, by, &it, Step::Want, &payload)?;
    let terms = match offer(tx, card.id)? {
        _ if inside => String::new(),
        Some(offer) => offer.terms,
        None => return Ok(asked.with(it)),
    };
    let mut it = it;
    it.state = LIFECYCLE.next(it.state, Step::TakeOffer)?;
    (it.due_at, it.answer, it.answered_at) = (None, terms, Some(by.now));
    let payload = json!({ "terms": it.answer, "inside": inside });
    Ok(asked.and(settle(tx, by, it, Step::TakeOffer, &payload)?))
}

fn refuse(verdict: Verdict) -> Result<()> {
    match verdict {
        Verdict::Allow => Ok(()),
        Verdict::Deny(reason) => Err(Error::Refused(reason)),
    }
}

/// The use it is taken over from. An enterprise that has the work learns from itself: it never takes its
/// own over as if from outside.
fn source<'u>(card: &Card, uses: &'u [Use], enterprise: UnitId, named: Option<UseId>) -> Result<&'u Use> {
    let own = lasting(uses).any(|one| one.enterprise == enterprise);
    let mut fit = lasting(uses).filter(|one| !own || one.enterprise == enterprise);
    let found = match named {
        Some(id) => fit.find(|one| one.id == id),
        None => {
            let fit: Vec<&Use> = fit.collect();
            fit.iter().find(|one| one.id == card.id.cast()).or(fit.first()).copied()
        }
    };
    found.ok_or_else(|| Error::invalid("source", if own { "spread-source-own" } else { "spread-source-none" }))
}

fn share(tx: &Tx<'_>, by: &By, enterprise: UnitId, typed: Option<i64>) -> Result<i64> {
    let share = match typed {
        Some(share) => share,
        None => i64::from(Rules::of(tx, enterprise, by.now)?.origin_share).min(MOST_SHARE),
    };
    if (0..=MOST_SHARE).contains(&share) {
        Ok(share)
    } else {
        let reason = Reason::new("spread-share-range").with("most", MOST_SHARE);
        Err(Error::Invalid(kernel::Faults::one("share", reason)))
    }
}

fn request(
    tx: &Tx<'_>,
    by: &By,
    ask: &Ask,
    (card, place, source, inside): (&Card, Place, UseId, bool),
    share: i64,
) -> Result<Adoption> {
    let enterprise = place.enterprise.ok_or(Error::NotFound)?;
    let rules = Rules::of(tx, card.enterprise, by.now)?;
    Ok(Adoption {
        id: ask.id,
        work: card.id,
        source,
        inside,
        unit: place.unit,
        enterprise,
        path: place.path,
        industry_path: place.industry_path,
        state: LIFECYCLE.start,
        version: 1,
        purpose: ask.purpose.clone(),
        // Inside an enterprise the authors are in its own award already.
        share: if inside { 0 } else { share },
        named: ask.named,
        asked_by: by.actor.person,
        asked_at: by.now,
        due_at: Some(rules.answer_due(by.now)),
        answer: String::new(),
        answered_by: None,
        answered_at: None,
        starts: None,
        ends: None,
        spot: String::new(),
        seen: String::new(),
        since: None,
        closed_at: None,
        reason: String::new(),
        reminded: false,
    })
}
