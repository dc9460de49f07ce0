//! Proving that an e-mail address is one's own: a code of six digits, sent there and typed here.
//!
//! The code is made when it is sent, so it never lies in the database, only its digest. It counts
//! for half an hour and for five tries; a new one may be asked for each minute, ten times a day, so
//! that nobody's mailbox is flooded with our help.

use kernel::clock::DAY;
use kernel::id::PersonId;
use kernel::{Error, Result, Time, Verdict};
use lettre::Address;
use rand::RngExt;
use serde_json::json;
use sha2::{Digest, Sha256};
use store::Tx;
use subtle::ConstantTimeEq;

use crate::channel;
use crate::deliver::CODE_KIND;
use crate::store::{CODE, Channel, CodeRow, FORGET_CODE, PUT_CODE};

/// How long a code counts, in milliseconds.
pub const LIFETIME: i64 = 30 * 60_000;
/// Wrong codes after which it no longer counts.
pub const MOST_WRONG: u32 = 5;
/// Codes sent for one person in a day.
pub const MOST_ASKED: u32 = 10;
/// Milliseconds between two codes.
const PAUSE: i64 = 60_000;

/// Asks for a code to be sent to `typed`, which becomes the person's e-mail address once they know it.
///
/// # Errors
/// Invalid (`address`), or too many, with the seconds to wait.
pub fn ask(tx: &mut Tx<'_>, person: PersonId, typed: &str, now: Time) -> Result<()> {
    let address: Address =
        kernel::text::clean(typed).trim().parse().map_err(|_| Error::invalid("address", "notices-address-bad"))?;
    let last = tx.find(&CODE, (person,))?;
    let asked = match last {
        Some(last) if now < last.asked_at.plus_millis(PAUSE) => {
            return Err(wait(last.asked_at.plus_millis(PAUSE), now));
        }
        Some(last) if last.asked_at.date() == now.date() => last.asked,
        _ => 0,
    };
    if asked >= MOST_ASKED {
        return Err(wait(Time::start_of(now.date()).plus_millis(DAY), now));
    }
    let row = CodeRow {
        person,
        address: address.to_string(),
        digest: None,
        expires: now,
        wrong: 0,
        asked_at: now,
        asked: asked + 1,
    };
    tx.execute(&PUT_CODE, &row)?;
    let job =
        jobs::Job { kind: CODE_KIND, payload: json!({ "person": person }), run_at: now, key: Some(person.to_string()) };
    jobs::enqueue(tx, job)
}

fn wait(until: Time, now: Time) -> Error {
    let millis = until.millis().saturating_sub(now.millis());
    Error::TooMany(u64::try_from(millis).unwrap_or(0).div_ceil(1000))
}

/// Makes the code for the address that waits, with that address; none when none waits.
///
/// # Errors
/// Broken, when the database fails.
pub(crate) fn make(tx: &mut Tx<'_>, person: PersonId, now: Time) -> Result<Option<(String, String)>> {
    let Some(row) = tx.find(&CODE, (person,))? else { return Ok(None) };
    let code = format!("{:06}", rand::rng().random_range(0..1_000_000_u32));
    let address = row.address.clone();
    let digest = Some(digest(person, &address, &code).to_vec());
    tx.execute(&PUT_CODE, &CodeRow { digest, expires: now.plus_millis(LIFETIME), wrong: 0, ..row })?;
    Ok(Some((address, code)))
}

/// Whether the code is right; then the address is the person's e-mail channel. A wrong code counts,
/// so the transaction is to be committed either way.
///
/// # Errors
/// Broken, when the database fails.
pub fn confirm(tx: &mut Tx<'_>, person: PersonId, typed: &str, now: Time) -> Result<Verdict> {
    let Some(row) = tx.find(&CODE, (person,))? else { return Ok(Verdict::deny("notices-code-expired")) };
    let Some(wanted) = row.digest.as_ref().filter(|_| now < row.expires && row.wrong < MOST_WRONG) else {
        return Ok(Verdict::deny("notices-code-expired"));
    };
    let typed: String = typed.chars().filter(char::is_ascii_digit).collect();
    if !bool::from(digest(person, &row.address, &typed).ct_eq(wanted.as_slice())) {
        let wrong = row.wrong + 1;
        tx.execute(&PUT_CODE, &CodeRow { wrong, ..row })?;
        return Ok(Verdict::deny("notices-code-wrong"));
    }
    tx.execute(&FORGET_CODE, (person,))?;
    channel::put(tx, person, Channel::Email, row.address, None, now)?;
    Ok(Verdict::Allow)
}

/// Bound to person and address, so that a code proves nothing else.
fn digest(person: PersonId, address: &str, code: &str) -> [u8; 32] {
    let hash = Sha256::new_with_prefix(person.uuid().as_bytes());
    hash.chain_update(address).chain_update([0]).chain_update(code).finalize().into()
}
