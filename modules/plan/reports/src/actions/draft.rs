//! Drafting: a report comes from a layout and a period, and from nothing that anybody types.

use identity::{Unit, tree};
use kernel::id::UnitId;
use kernel::lifecycle::Word;
use kernel::{By, Error, Result};
use ledger::Recorded;
use serde_json::json;
use stats::Period;
use store::{Json, Tx};

use super::{begin, record, settle};
use crate::layout::Preset;
use crate::lifecycle::{LIFECYCLE, Step};
use crate::model::{Grain, Layout, LayoutId, Report, ReportId};
use crate::policy;
use crate::store::{INSERT, LAYOUT, SLOT};

/// A report to be drafted.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its id.
    pub id: ReportId,
    /// Of which node.
    pub unit: UnitId,
    /// In which layout: the word of a preset, or the id of one of the node's own.
    pub layout: String,
    /// Of which time.
    pub time: (Grain, Period),
}

/// Drafts a report. One that is there already for the layout and period is yielded as it is.
///
/// # Errors
/// Denied to who makes no reports there; invalid at `layout` and `period`.
pub fn draft(tx: &mut Tx<'_>, by: &By, new: &Draft) -> Result<Recorded<Report>> {
    let unit = tree::unit(tx, new.unit)?;
    policy::may_make(&by.actor, &unit).check()?;
    let (grain, period) = new.time;
    let layout = layout(tx, &unit, &new.layout)?;
    if layout.grain != grain {
        return Err(Error::invalid("period", "report-period-other-length"));
    }
    if period.from > stats::month(by.now) {
        return Err(Error::invalid("period", "report-period-to-come"));
    }
    let it = fresh(by, &unit, new.id, layout, (grain, period), Some(new.layout.clone()));
    if tx.execute(&INSERT, &it)? == 0 {
        let key = (unit.id, it.from_month, it.until_month, new.layout.as_str());
        let (there,) = tx.find(&SLOT, key)?.ok_or(Error::Overtaken)?;
        return Ok(ledger::unchanged(policy::find(tx, &by.actor, there)?));
    }
    let what = json!({ "layout": new.layout, "from": it.from_month, "until": it.until_month });
    Ok(record(tx, by, &it, Step::Draft, &what)?.with(it))
}

/// Drafts a supplement to a report whose figures are frozen: the same table as it is now, and why.
///
/// # Errors
/// As drafting; refused, when the report is not signed.
pub fn supplement(tx: &mut Tx<'_>, by: &By, of: ReportId, id: ReportId, why: &str) -> Result<Recorded<Report>> {
    let first = policy::find(tx, &by.actor, of)?;
    let unit = tree::unit(tx, first.unit)?;
    policy::may_make(&by.actor, &unit).check()?;
    if !first.state.is_frozen() {
        return Err(Error::refused("report-supplement-unsigned"));
    }
    let time = (first.grain, first.period());
    let it = fresh(by, &unit, id, first.layout.0.clone(), time, None);
    // A supplement to a supplement adds to the first report as well.
    let it = Report { supplements: Some(first.supplements.unwrap_or(first.id)), words: why.to_owned(), ..it };
    if tx.execute(&INSERT, &it)? == 0 {
        return Ok(ledger::unchanged(policy::find(tx, &by.actor, id)?));
    }
    let what = json!({ "supplements": it.supplements, "from": it.from_month, "until": it.until_month, "reason": why });
    Ok(record(tx, by, &it, Step::Draft, &what)?.with(it))
}

/// Words beside the figures.
///
/// # Errors
/// As every step.
pub fn write(tx: &mut Tx<'_>, by: &By, id: ReportId, words: &str) -> Result<Recorded<Report>> {
    let (it, _) = begin(tx, by, id, Step::Write)?;
    settle(tx, by, Report { words: words.to_owned(), ..it }, Step::Write, &json!({ "text": words }))
}

fn layout(tx: &Tx<'_>, unit: &Unit, named: &str) -> Result<Layout> {
    if let Some(preset) = Preset::from_word(named) {
        return Ok(preset.layout());
    }
    let unknown = || Error::invalid("layout", "report-layout-unknown");
    let id: LayoutId = named.parse().map_err(|_| unknown())?;
    let own = tx.find(&LAYOUT, (id,))?.filter(|own| own.unit == unit.id && own.retired_at.is_none());
    Ok(own.ok_or_else(unknown)?.layout.0)
}

fn fresh(
    by: &By,
    unit: &Unit,
    id: ReportId,
    layout: Layout,
    (grain, period): (Grain, Period),
    slot: Option<String>,
) -> Report {
    Report {
        id,
        unit: unit.id,
        enterprise: unit.enterprise,
        path: unit.path.clone(),
        industry_path: unit.industry_path.clone(),
        name: unit.name.clone(),
        layout: Json(layout),
        slot,
        grain,
        from_month: i64::from(period.from),
        until_month: i64::from(period.until),
        state: LIFECYCLE.start,
        version: 1,
        serial: String::new(),
        supplements: None,
        words: String::new(),
        drafted_by: by.actor.person,
        drafted_at: by.now,
        reviewed_by: None,
        reviewed_at: None,
        signed_by: None,
        signed_at: None,
        frozen: None,
        sent_to: None,
        sent_at: None,
        received_by: None,
        received_at: None,
    }
}
