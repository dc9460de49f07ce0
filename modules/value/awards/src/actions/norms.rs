//! 定额保留期: a gain does not tighten its own people's norms at once [L1, Art. 18].

use jiff::{Span, ToSpan};
use kernel::{Error, Faults, Reason, Result};
use ledger::Recorded;
use serde_json::json;
use store::Tx;

use super::{By, begin, record};
use crate::engine::scheme::NORM_MONTHS;
use crate::lifecycle::Step;
use crate::model::{AwardId, Norm, NormId};
use crate::store::PUT_NORM;

/// What is protected, and for how long.
#[derive(Clone, Debug)]
pub struct Protection {
    /// Which norm, in words: 换型工时 38 分钟.
    pub norm: String,
    /// For how many months from today.
    pub months: u32,
}

/// Protects a norm of the unit where the work is in use.
///
/// # Errors
/// As every step; invalid for less than six or more than twelve months.
pub fn protect(tx: &mut Tx<'_>, by: &By, id: AwardId, it: &Protection) -> Result<Recorded<Norm>> {
    let (seen, _) = begin(tx, by, id, Step::Protect)?;
    if !NORM_MONTHS.contains(&it.months) {
        let reason =
            Reason::new("awards-norm-months").with("least", NORM_MONTHS.start()).with("most", NORM_MONTHS.end());
        return Err(Error::Invalid(Faults::one("months", reason)));
    }
    let (since, months): (_, Span) = (by.now.date(), i64::from(it.months).months());
    let norm = Norm {
        id: NormId::new(by.now),
        award: id,
        work: seen.it.work,
        unit: seen.it.unit,
        norm: it.norm.clone(),
        since,
        until: since.saturating_add(months),
        by_person: by.actor.person,
        reminded: false,
    };
    tx.execute(&PUT_NORM, &norm)?;
    let payload =
        json!({ "norm": norm.norm, "unit": norm.unit, "since": since.to_string(), "until": norm.until.to_string() });
    Ok(record(tx, by, &seen.it, Step::Protect, &payload)?.with(norm))
}
