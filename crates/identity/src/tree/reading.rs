//! Reading the trees.

use kernel::id::UnitId;
use kernel::{Path, Place, Result, text};
use store::{Filter, Reader, Value};

use super::NAME;
use crate::model::{Unit, UnitKind};
use crate::store::units::{
    CHILDREN, CHILDREN_AFTER, CHILDREN_LIKE, ENTERPRISES_LIKE, INDUSTRY_CHILDREN, INDUSTRY_CHILDREN_AFTER,
    INDUSTRY_CHILDREN_LIKE, INDUSTRY_NUMBERS_UNTIL, KINDS, MANY_CHILDREN, MANY_INDUSTRY_CHILDREN, NUMBERS_UNTIL, ROOTS,
    SUBTREE, UNIT, UNIT_BY_CODE, UNITS_WHERE,
};

/// A unit, ended or not.
///
/// # Errors
/// Not found.
pub fn unit(reader: &Reader<'_>, id: UnitId) -> Result<Unit> {
    reader.one(&UNIT, (id,))
}

/// The place of a unit in both trees.
///
/// # Errors
/// Not found.
pub fn place(reader: &Reader<'_>, id: UnitId) -> Result<Place> {
    Ok(unit(reader, id)?.place())
}

/// The union node with this code.
///
/// # Errors
/// Broken, when the database fails.
pub fn by_code(reader: &Reader<'_>, code: &str) -> Result<Option<Unit>> {
    reader.find(&UNIT_BY_CODE, (code,))
}

/// The roots.
///
/// # Errors
/// Broken, when the database fails.
pub fn roots(reader: &Reader<'_>) -> Result<Vec<Unit>> {
    reader.all(&ROOTS, ())
}

/// The units directly below: of an industrial union also the enterprises that hang there.
///
/// # Errors
/// Broken, when the database fails.
pub fn children(reader: &Reader<'_>, unit: &Unit) -> Result<Vec<Unit>> {
    let found = reader.all(&CHILDREN, (unit.id,))?;
    joined(unit, found, usize::MAX, || reader.all(&INDUSTRY_CHILDREN, (unit.id,)))
}

/// Children with those that hang on an industrial union from another region, by their number: the first `most`.
fn joined(
    unit: &Unit,
    mut found: Vec<Unit>,
    most: usize,
    more: impl FnOnce() -> Result<Vec<Unit>>,
) -> Result<Vec<Unit>> {
    if unit.kind == UnitKind::IndustryUnion {
        found.extend(more()?);
        found.sort_unstable_by_key(|unit| unit.number);
        found.dedup_by_key(|unit| unit.id);
        found.truncate(most);
    }
    Ok(found)
}

/// How many [`children`] there are, from an index alone. An enterprise of the union's own region that hangs on the
/// union as well is counted twice.
///
/// # Errors
/// Broken, when the database fails.
pub fn many_children(reader: &Reader<'_>, unit: &Unit) -> Result<i64> {
    let (mut many,) = reader.one(&MANY_CHILDREN, (unit.id,))?;
    if unit.kind == UnitKind::IndustryUnion {
        many += reader.one(&MANY_INDUSTRY_CHILDREN, (unit.id,))?.0;
    }
    Ok(many)
}

/// Some of the [`children`], by their number: the first `most` after one. Reads no more than these.
///
/// # Errors
/// Broken, when the database fails.
pub fn children_after(reader: &Reader<'_>, unit: &Unit, after: i64, most: usize) -> Result<Vec<Unit>> {
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let found = reader.all(&CHILDREN_AFTER, (unit.id, after, limit))?;
    joined(unit, found, most, || reader.all(&INDUSTRY_CHILDREN_AFTER, (unit.id, after, limit)))
}

/// Up to `most` of the [`children`] whose names contain what was typed.
///
/// # Errors
/// Broken, when the database fails.
pub fn children_like(reader: &Reader<'_>, unit: &Unit, typed: &str, most: usize) -> Result<Vec<Unit>> {
    let Ok(typed) = text::line(typed, NAME) else { return Ok(Vec::new()) };
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let found = reader.all(&CHILDREN_LIKE, (unit.id, typed.as_str(), limit))?;
    joined(unit, found, most, || reader.all(&INDUSTRY_CHILDREN_LIKE, (unit.id, typed.as_str(), limit)))
}

/// After which number the `most` children begin that end with the number `until`: zero for the first of all.
///
/// # Errors
/// Broken, when the database fails.
pub fn children_before(reader: &Reader<'_>, unit: &Unit, until: i64, most: usize) -> Result<i64> {
    let limit = i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1);
    let mut numbers = reader.all(&NUMBERS_UNTIL, (unit.id, until, limit))?;
    if unit.kind == UnitKind::IndustryUnion {
        numbers.extend(reader.all(&INDUSTRY_NUMBERS_UNTIL, (unit.id, until, limit))?);
        numbers.sort_unstable_by(|one, other| other.cmp(one));
        numbers.dedup();
    }
    Ok(numbers.get(most).map_or(0, |(number,)| *number))
}

/// The unit and all above it in the regional tree, the root first: the breadcrumb.
///
/// # Errors
/// Broken, when the database fails.
pub fn ancestors(reader: &Reader<'_>, unit: &Unit) -> Result<Vec<Unit>> {
    along(reader, &unit.path)
}

/// The units along a path, the root first. The path may be one of the past that another table kept;
/// units that have moved since are then left out.
///
/// # Errors
/// Broken, when the database fails.
pub fn along(reader: &Reader<'_>, path: &Path) -> Result<Vec<Unit>> {
    let mut filter = Filter::new();
    filter.and_in("u.path", path.ancestors().map(|path| Value::Owned(path.as_str().to_owned())));
    filter.tail("ORDER BY u.path", []);
    reader.list(UNITS_WHERE, &filter)
}

/// A unit and all below it, parents before children.
///
/// # Errors
/// Broken, when the database fails.
pub fn subtree(reader: &Reader<'_>, unit: &Unit) -> Result<Vec<Unit>> {
    reader.all(&SUBTREE, (&unit.path, unit.path.end()))
}

/// How many units of each kind there are at and below a node of the regional tree.
///
/// # Errors
/// Broken, when the database fails.
pub fn census(reader: &Reader<'_>, node: &Path) -> Result<Vec<(UnitKind, i64)>> {
    reader.all(&KINDS, (node, node.end()))
}

/// Up to twenty enterprises whose name contains what was typed or whose code begins with it.
///
/// # Errors
/// Broken, when the database fails.
pub fn search_enterprises(reader: &Reader<'_>, typed: &str) -> Result<Vec<Unit>> {
    match text::line(typed, NAME) {
        Ok(typed) => reader.all(&ENTERPRISES_LIKE, (typed,)),
        Err(_) => Ok(Vec::new()),
    }
}
