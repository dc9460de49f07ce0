//! A node's own layouts.

use identity::tree;
use kernel::id::UnitId;
use kernel::{By, Error, Place, Result, Time};
use ledger::{Fact, Recorded};
use store::{Json, Reader, Tx};

use crate::model::{LAYOUT as KIND, Layout, LayoutId, OwnLayout};
use crate::policy;
use crate::store::{CHANGE_LAYOUT, INSERT_LAYOUT, LAYOUT};

/// A layout with its node, for who makes reports there.
///
/// # Errors
/// Not found, whether it is missing, put away or not theirs.
pub fn find(reader: &Reader<'_>, by: &By, id: LayoutId) -> Result<OwnLayout> {
    let own = reader.one(&LAYOUT, (id,))?;
    let unit = tree::unit(reader, own.unit)?;
    let theirs = own.retired_at.is_none() && policy::may_make(&by.actor, &unit).allowed();
    if theirs { Ok(own) } else { Err(Error::NotFound) }
}

/// Makes a layout; one that is there already is yielded.
///
/// # Errors
/// Denied to who makes no reports there.
pub fn make(tx: &mut Tx<'_>, by: &By, id: LayoutId, unit: UnitId, layout: &Layout) -> Result<Recorded<OwnLayout>> {
    let unit = tree::unit(tx, unit)?;
    policy::may_make(&by.actor, &unit).check()?;
    let own = OwnLayout {
        id,
        unit: unit.id,
        layout: Json(layout.clone()),
        version: 1,
        made_by: by.actor.person,
        made_at: by.now,
        retired_at: None,
    };
    if tx.execute(&INSERT_LAYOUT, &own)? == 0 {
        return Ok(ledger::unchanged(find(tx, by, id)?));
    }
    Ok(record(tx, by, &own, &unit.place(), "report_layout_make")?.with(own))
}

/// Changes a layout for reports to come.
///
/// # Errors
/// Not found; overtaken.
pub fn change(tx: &mut Tx<'_>, by: &By, id: LayoutId, layout: &Layout) -> Result<Recorded<OwnLayout>> {
    let own = find(tx, by, id)?;
    by.has_seen(own.version)?;
    // How long its reports' time is stays: it tells its reports apart from others.
    let layout = Json(Layout { grain: own.layout.0.grain, ..layout.clone() });
    put(tx, by, OwnLayout { layout, ..own }, None, "report_layout_change")
}

/// Puts a layout away; its reports stay.
///
/// # Errors
/// Not found; overtaken.
pub fn retire(tx: &mut Tx<'_>, by: &By, id: LayoutId) -> Result<Recorded<OwnLayout>> {
    let own = find(tx, by, id)?;
    put(tx, by, own, Some(by.now), "report_layout_retire")
}

fn put(
    tx: &mut Tx<'_>,
    by: &By,
    own: OwnLayout,
    retired_at: Option<Time>,
    step: &'static str,
) -> Result<Recorded<OwnLayout>> {
    tx.settle(&CHANGE_LAYOUT, (own.id, own.version, Json(own.layout.0.clone()), retired_at))?;
    let place = tree::place(tx, own.unit)?;
    let own = OwnLayout { version: own.version + 1, retired_at, ..own };
    Ok(record(tx, by, &own, &place, step)?.with(own))
}

fn record(tx: &mut Tx<'_>, by: &By, own: &OwnLayout, place: &Place, step: &'static str) -> Result<Recorded> {
    let fact = Fact::new(KIND, own.id.any(), step, by.now).counted_at(place);
    ledger::append(tx, fact.by(&by.actor).with(1, &own.layout.0))
}
