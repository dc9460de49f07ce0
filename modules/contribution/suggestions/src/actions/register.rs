//! Registering: from a draft to a numbered record with its date of priority, and what the author
//! may still do alone.

use kernel::id::PersonId;
use kernel::lifecycle::Word;
use kernel::{Error, Place, Result, Shares, Time};
use ledger::{EntryId, Fact, Recorded};
use serde_json::json;
use store::{Json, Tx};

use crate::actions::{By, begin, record, settle};
use crate::drafts;
use crate::lifecycle::{LIFECYCLE, Step};
use crate::model::{Channel, KIND, Proposal, Suggestion, SuggestionId};
use crate::parts::{FILE_DIGESTS, LINK};
use crate::rules::Rules;
use crate::store::{FIND, INSERT, NEXT_SERIAL, SET_CLAIMED, SuggestionRow, UPDATE_TEXT};

/// Something to be registered: the proposal, whose it is and how it came in.
#[derive(Clone, Debug)]
pub struct Registration {
    /// The draft's id, which the record keeps: registering it twice is one act.
    pub id: SuggestionId,
    /// What is put forward.
    pub proposal: Proposal,
    /// Whose it is.
    pub author: PersonId,
    /// Where it counts: the author's unit, or the one on the poster.
    pub place: Place,
    /// How it came in.
    pub channel: Channel,
    /// Who entered it, when not the author.
    pub entered_by: Option<PersonId>,
    /// When.
    pub now: Time,
}

/// What the author is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// The record.
    pub id: SuggestionId,
    /// Its number.
    pub serial: String,
    /// Until when an answer is promised.
    pub promised_at: Time,
    /// The ledger entry, by which the receipt is made; `None` when it was registered before.
    pub entry: Option<EntryId>,
}

/// Registers a proposal. With an id that is registered already it does nothing and tells the same
/// number: a double tap or a repeated request is harmless.
///
/// # Errors
/// Not found when the id belongs to somebody else's record; invalid without an enterprise.
pub fn register(tx: &mut Tx<'_>, new: &Registration) -> Result<Recorded<Registered>> {
    let enterprise = new.place.enterprise.ok_or_else(|| Error::invalid("unit", "suggestion-no-enterprise"))?;
    if let Some(before) = tx.find(&FIND, (new.id,))? {
        return registered_before(before, new);
    }
    let rules = Rules::of(tx, enterprise, new.now)?;
    let serial = next_serial(tx, enterprise, new.now)?;
    let row = row(new, enterprise, serial, &rules);
    if tx.execute(&INSERT, &row)? == 0 {
        return Err(Error::Overtaken); // the same draft was registered a moment ago
    }
    works::authors::write(tx, new.id, &new.proposal.shares, new.author, new.now)?;
    if let Some(earlier) = new.proposal.builds_on {
        tx.execute(&LINK, (new.id, earlier, "builds_on", new.author, new.now))?;
    }
    let files: Vec<String> =
        tx.all(&FILE_DIGESTS, (new.id,))?.into_iter().map(|(digest,)| hex::encode(digest)).collect();
    drafts::end(tx, new.id.cast())?;

    let mut fact = Fact::new(KIND, new.id.any(), Step::Submit.word(), new.now)
        .counted_at(&new.place)
        .by_person(new.entered_by.unwrap_or(new.author))
        .with(1, &payload(&row, &new.proposal.shares, &files));
    if new.entered_by.is_some() {
        fact = fact.on_behalf_of(new.author);
    }
    let recorded = ledger::append(tx, fact)?;
    let entry = recorded.entry();
    Ok(recorded.with(Registered { id: row.id, serial: row.serial, promised_at: row.promised_at, entry }))
}

fn registered_before(before: SuggestionRow, new: &Registration) -> Result<Recorded<Registered>> {
    if before.author != new.author {
        return Err(Error::NotFound);
    }
    let told = Registered { id: before.id, serial: before.serial, promised_at: before.promised_at, entry: None };
    Ok(ledger::unchanged(told))
}

/// `JY-330206-2024-004127`: 建议, the division, the year in China, a running number.
fn next_serial(tx: &mut Tx<'_>, enterprise: kernel::id::UnitId, now: Time) -> Result<String> {
    let unit = identity::tree::unit(tx, enterprise)?;
    let series = format!("JY-{}-{}", unit.code, now.date().year());
    let (number,) = tx.one(&NEXT_SERIAL, (series.as_str(),))?;
    Ok(format!("{series}-{number:06}"))
}

fn row(new: &Registration, enterprise: kernel::id::UnitId, serial: String, rules: &Rules) -> SuggestionRow {
    let proposal = &new.proposal;
    SuggestionRow {
        id: new.id,
        serial,
        title: proposal.title.clone(),
        now_text: proposal.now_text.clone(),
        how_text: proposal.how_text.clone(),
        category: proposal.category,
        gains: Json(proposal.gains.clone()),
        spot: proposal.spot.clone(),
        visibility: proposal.visibility,
        state: LIFECYCLE.start,
        version: 1,
        channel: new.channel,
        author: new.author,
        entered_by: new.entered_by,
        unclaimed: new.channel == Channel::Poster,
        unit: new.place.unit,
        enterprise,
        path: new.place.path.clone(),
        industry_path: new.place.industry_path.clone(),
        submitted_at: new.now,
        promised_at: rules.decide_due(new.now),
        due_at: Some(rules.check_due(new.now)),
        officer: None,
        decided_at: None,
        decided_by: None,
        appealed: false,
        prepared: None,
        owner: None,
        applied_at: None,
        closed_at: None,
        lead: None,
        seconds: 0,
        text_key: text_key(proposal),
        reminded: 0,
    }
}

fn text_key(proposal: &Proposal) -> Vec<u8> {
    let body = format!("{}\n{}", proposal.now_text, proposal.how_text);
    search::same_text_key(&proposal.title, &body).to_vec()
}

/// What is proved by the receipt: every word, every photo, every share.
fn payload(row: &SuggestionRow, shares: &Shares, files: &[String]) -> serde_json::Value {
    json!({
        "serial": row.serial,
        "title": row.title,
        "now": row.now_text,
        "how": row.how_text,
        "category": row.category,
        "gains": row.gains.0,
        "spot": row.spot,
        "visibility": row.visibility,
        "channel": row.channel,
        "shares": shares,
        "files": files,
        "promised_at": row.promised_at,
    })
}

/// The author completes what was sent back: the text is replaced, the date of priority stays, and
/// the check is due anew.
///
/// # Errors
/// As every step: not found, denied, refused, overtaken.
pub fn complete(tx: &mut Tx<'_>, by: &By, id: SuggestionId, proposal: &Proposal) -> Result<Recorded<Suggestion>> {
    let (seen, next) = begin(tx, by, id, Step::Complete)?;
    let mut it = seen.it.clone();
    let rules = Rules::of(tx, it.place.enterprise.ok_or(Error::NotFound)?, by.now)?;
    it.state = next;
    it.due_at = Some(rules.check_due(by.now));
    let gains = Json(proposal.gains.clone());
    tx.execute(
        &UPDATE_TEXT,
        (
            id,
            &proposal.title,
            &proposal.now_text,
            &proposal.how_text,
            proposal.category,
            gains,
            &proposal.spot,
            text_key(proposal),
        ),
    )?;
    let payload = json!({
        "title": proposal.title, "now": proposal.now_text, "how": proposal.how_text,
        "category": proposal.category, "gains": proposal.gains, "spot": proposal.spot,
    });
    settle(tx, by, &seen.it, it, Step::Complete, &payload)
}

/// The author withdraws before a decision.
///
/// # Errors
/// As every step.
pub fn withdraw(tx: &mut Tx<'_>, by: &By, id: SuggestionId) -> Result<Recorded<Suggestion>> {
    let (seen, next) = begin(tx, by, id, Step::Withdraw)?;
    let mut it = seen.it.clone();
    (it.state, it.due_at, it.prepared) = (next, None, None);
    settle(tx, by, &seen.it, it, Step::Withdraw, &json!({}))
}

/// The author, now signed in, claims what they registered by the poster.
///
/// # Errors
/// As every step.
pub fn claim(tx: &mut Tx<'_>, by: &By, id: SuggestionId) -> Result<Recorded<Suggestion>> {
    let (seen, _) = begin(tx, by, id, Step::Claim)?;
    tx.execute(&SET_CLAIMED, (id,))?;
    Ok(record(tx, by, &seen.it, Step::Claim, &json!({}))?.with(seen.it))
}
