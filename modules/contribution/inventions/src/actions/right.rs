//! The rights of an invention, from the preparation of the application to their end.

use jiff::civil::Date;
use kernel::id::PersonId;
use kernel::{By, Error, Faults, Reason, Result};
use ledger::Recorded;
use serde_json::{Value, json};
use store::Tx;
use works::rights::{Granted, Kind};

use crate::actions::{begin, between, settle};
use crate::lifecycle::Step;
use crate::model::{Invention, InventionId, MOST_RIGHTS, Right, RightId};
use crate::numbers;
use crate::rights::{Holding, Move, RIGHTS as TABLE, Standing};
use crate::store::{PUT_RIGHT, RIGHTS, SAME_NUMBER, right as load};

/// Which right is to be applied for.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What kind.
    pub kind: Kind,
    /// What it is called in the application; empty for the title of the invention.
    pub title: String,
    /// Who looks after it.
    pub keeper: PersonId,
    /// What else there is to say.
    pub note: String,
}

/// An application that was handed in.
#[derive(Clone, Debug)]
pub struct Application {
    /// Its number, read by [`numbers`]; none where none is given on that day.
    pub number: Option<String>,
    /// The day of application.
    pub on: Date,
    /// Who will hold the right.
    pub holding: Holding,
    /// The holders by name.
    pub holders: String,
}

/// A right that was granted.
#[derive(Clone, Debug)]
pub struct Grant {
    /// The day of the announcement.
    pub on: Date,
    /// Number of the announcement.
    pub publication: String,
    /// Number of the registration, where there is no application number.
    pub registration: String,
    /// Whether the inventors were rewarded before it stood here, as was agreed: then the law's clock does not run.
    pub rewarded: bool,
}

/// One more right is prepared.
///
/// # Errors
/// As every step; invalid at `keeper` for somebody of another enterprise, at `kind` when there are too many.
pub fn prepare(tx: &mut Tx<'_>, by: &By, id: InventionId, plan: &Plan) -> Result<Recorded<Invention>> {
    let (seen, _) = begin(tx, by, id, Step::Prepare)?;
    let what = planned(tx, by, &seen.it, plan)?;
    settle(tx, by, &seen.it, seen.it.clone(), Step::Prepare, &what)
}

/// Puts a right into the register; yields what the ledger keeps of it.
pub(super) fn planned(tx: &mut Tx<'_>, by: &By, it: &Invention, plan: &Plan) -> Result<Value> {
    at_home(tx, by, it, plan.keeper)?;
    if tx.all(&RIGHTS, (it.id,))?.len() >= MOST_RIGHTS {
        let reason = Reason::new("invention-too-many-rights").with("most", MOST_RIGHTS);
        return Err(Error::Invalid(Faults::one("kind", reason)));
    }
    let right = Right {
        id: RightId::new(by.now),
        invention: it.id,
        enterprise: it.enterprise,
        kind: plan.kind,
        title: if plan.title.is_empty() { it.title.clone() } else { plan.title.clone() },
        standing: TABLE.start,
        keeper: plan.keeper,
        holding: Holding::Enterprise,
        holders: identity::tree::unit(tx, it.enterprise)?.name,
        number: None,
        applied_on: None,
        publication: String::new(),
        published_on: None,
        registration: String::new(),
        granted_on: None,
        ended_on: None,
        note: plan.note.clone(),
        at: by.now,
    };
    tx.execute(&PUT_RIGHT, &right)?;
    Ok(
        json!({ "right": right.id, "kind": right.kind, "title": right.title, "keeper": right.keeper, "note": right.note }),
    )
}

/// Who looks after a right works at its enterprise.
fn at_home(tx: &Tx<'_>, by: &By, it: &Invention, keeper: PersonId) -> Result<()> {
    let place = identity::actors::actor(tx, keeper, by.now, &[])?.place;
    if place.enterprise == Some(it.enterprise) {
        Ok(())
    } else {
        Err(Error::invalid("keeper", "invention-keeper-elsewhere"))
    }
}

/// Somebody else looks after it from now on.
///
/// # Errors
/// As every step; invalid at `keeper` for somebody of another enterprise.
pub fn entrust(
    tx: &mut Tx<'_>,
    by: &By,
    id: InventionId,
    right: RightId,
    keeper: PersonId,
) -> Result<Recorded<Invention>> {
    let (seen, _) = begin(tx, by, id, Step::Entrust)?;
    at_home(tx, by, &seen.it, keeper)?;
    let it = Right { keeper, ..load(tx, id, right)? };
    tx.execute(&PUT_RIGHT, &it)?;
    let what = json!({ "right": right, "keeper": keeper });
    settle(tx, by, &seen.it, seen.it.clone(), Step::Entrust, &what)
}

/// The application was handed in.
///
/// # Errors
/// As every step; invalid at `number` when it is missing, does not fit the day, or stands in the register already;
/// at `on` for a day to come.
pub fn apply(
    tx: &mut Tx<'_>,
    by: &By,
    id: InventionId,
    right: RightId,
    told: &Application,
) -> Result<Recorded<Invention>> {
    let (change, mut it) = Moving::begin(tx, by, id, right, Move::Apply)?;
    between("on", told.on, None, by)?;
    match &told.number {
        None if it.kind.is_patent() => return Err(Error::invalid("number", "invention-number-needed")),
        None => {}
        Some(number) => {
            if it.kind.is_patent() && !fits(number, told.on) {
                return Err(Error::invalid("number", "invention-number-year"));
            }
            if tx.find(&SAME_NUMBER, (it.enterprise, number.as_str(), right))?.is_some() {
                return Err(Error::invalid("number", "invention-number-known"));
            }
        }
    }
    (it.number, it.applied_on) = (told.number.clone(), Some(told.on));
    (it.holding, it.holders) = (told.holding, told.holders.clone());
    let what = json!({ "number": it.number, "on": told.on.to_string(), "holding": it.holding, "holders": it.holders });
    change.done(tx, by, it, what)
}

/// The number of an application begins with the year it was taken in: that of its day, or the next where it came
/// by post at the year's end; any later one where it came as an international application.
fn fits(number: &str, on: Date) -> bool {
    let Some(year) = numbers::year(number) else { return false };
    year == on.year() || year == on.year() + 1 || (numbers::international(number) && year > on.year())
}

/// The application was published: from now on everybody may read it.
///
/// # Errors
/// As every step; invalid at `on` for a day to come or before the application; refused for what is no invention
/// patent: the others are published with their grant.
pub fn publish(
    tx: &mut Tx<'_>,
    by: &By,
    id: InventionId,
    right: RightId,
    on: Date,
    publication: &str,
) -> Result<Recorded<Invention>> {
    let (mut change, mut it) = Moving::begin(tx, by, id, right, Move::Publish)?;
    if it.kind != Kind::Invention {
        return Err(Error::refused("invention-published-with-grant"));
    }
    between("on", on, it.applied_on, by)?;
    (it.published_on, it.publication) = (Some(on), publication.to_owned());
    change.published(on);
    let what = json!({ "on": on.to_string(), "publication": publication });
    change.done(tx, by, it, what)
}

/// The right was granted and announced. What the enterprise holds entitles the inventors to their reward
/// [L2, Art. 93], which awards read from `works::rights`.
///
/// # Errors
/// As every step; invalid at `on` for a day to come or before the application, at `registration` where the number
/// is missing.
pub fn grant(tx: &mut Tx<'_>, by: &By, id: InventionId, right: RightId, told: &Grant) -> Result<Recorded<Invention>> {
    let (mut change, mut it) = Moving::begin(tx, by, id, right, Move::Grant)?;
    between("on", told.on, it.published_on.or(it.applied_on), by)?;
    if !it.kind.is_patent() && told.registration.is_empty() {
        return Err(Error::invalid("registration", "invention-registration-needed"));
    }
    it.granted_on = Some(told.on);
    it.registration = told.registration.clone();
    if !told.publication.is_empty() {
        it.publication = told.publication.clone();
    }
    if it.kind.is_patent() {
        change.published(told.on);
    }
    let entitles = it.holding != Holding::Inventors && !told.rewarded;
    let granted =
        Granted { id: it.id, work: id.cast(), kind: it.kind, number: it.shown(), granted_on: told.on, at: by.now };
    let what = json!({ "on": told.on.to_string(), "number": granted.number, "publication": told.publication, "kind": it.kind, "rewarded": told.rewarded });
    let done = change.done(tx, by, it, what)?;
    if entitles {
        works::rights::put(tx, &granted)?;
    }
    Ok(done)
}

/// It was refused, taken back, or never filed.
///
/// # Errors
/// As every step; invalid at `on` for a day to come.
pub fn refuse(
    tx: &mut Tx<'_>,
    by: &By,
    id: InventionId,
    right: RightId,
    on: Date,
    reason: &str,
) -> Result<Recorded<Invention>> {
    end(tx, by, (id, right), Move::Refuse, on, json!({ "reason": reason }))
}

/// It is over: its term, a fee that was not paid, or declared void.
///
/// # Errors
/// As every step; invalid at `on` for a day to come or before the grant.
pub fn lapse(
    tx: &mut Tx<'_>,
    by: &By,
    id: InventionId,
    right: RightId,
    on: Date,
    reason: &str,
) -> Result<Recorded<Invention>> {
    end(tx, by, (id, right), Move::Lapse, on, json!({ "reason": reason }))
}

/// Somebody else holds it now.
///
/// # Errors
/// As every step; invalid at `on` for a day to come or before the application.
pub fn transfer(
    tx: &mut Tx<'_>,
    by: &By,
    id: InventionId,
    right: RightId,
    on: Date,
    to: &str,
) -> Result<Recorded<Invention>> {
    end(tx, by, (id, right), Move::Transfer, on, json!({ "to": to }))
}

fn end(
    tx: &mut Tx<'_>,
    by: &By,
    (id, right): (InventionId, RightId),
    moved: Move,
    on: Date,
    mut what: Value,
) -> Result<Recorded<Invention>> {
    let (change, mut it) = Moving::begin(tx, by, id, right, moved)?;
    between("on", on, it.granted_on.or(it.published_on).or(it.applied_on), by)?;
    it.ended_on = Some(on);
    if let Some(to) = what["to"].as_str() {
        it.holders = to.to_owned();
    }
    what["on"] = json!(on.to_string());
    change.done(tx, by, it, what)
}

/// A right that moves on, with its invention.
struct Moving {
    moved: Move,
    was: Invention,
    it: Invention,
    to: Standing,
}

impl Moving {
    fn begin(tx: &Tx<'_>, by: &By, id: InventionId, right: RightId, moved: Move) -> Result<(Moving, Right)> {
        let (seen, next) = begin(tx, by, id, moved.step())?;
        let right = load(tx, id, right)?;
        let to = TABLE.next(right.standing, moved)?;
        let it = Invention { state: next, ..seen.it.clone() };
        Ok((Moving { moved, was: seen.it, it, to }, right))
    }

    /// Everybody may read it since this day.
    fn published(&mut self, on: Date) {
        self.it.published_on = Some(self.it.published_on.map_or(on, |before| before.min(on)));
    }

    fn done(self, tx: &mut Tx<'_>, by: &By, right: Right, mut what: Value) -> Result<Recorded<Invention>> {
        let right = Right { standing: self.to, ..right };
        tx.execute(&PUT_RIGHT, &right)?;
        what["right"] = json!(right.id);
        settle(tx, by, &self.was, self.it, self.moved.step(), &what)
    }
}
