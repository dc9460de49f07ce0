//! Where a person wants to be told outside the house: one channel of each kind at most.

use kernel::id::PersonId;
use kernel::verdict::Reason;
use kernel::{Error, Faults, Result, Time, text};
use store::{Reader, Tx};

use crate::robot::Vendors;
use crate::store::{CHANNELS, Channel, ChannelRow, PUT_CHANNEL, REMOVE_CHANNEL, START_FRESH, SWITCH};

/// Longest signing secret a vendor gives, with room, in characters.
const SECRET_LENGTH: usize = 200;

/// The person's channels.
///
/// # Errors
/// Broken, when the database fails.
pub fn channels(reader: &Reader<'_>, person: PersonId) -> Result<Vec<ChannelRow>> {
    reader.all(&CHANNELS, (person,))
}

/// Those of the person's channels that are in use.
pub(crate) fn in_use(reader: &Reader<'_>, person: PersonId) -> Result<Vec<ChannelRow>> {
    let mut channels = channels(reader, person)?;
    channels.retain(|row| row.enabled);
    Ok(channels)
}

/// Uses the group robot with the webhook `address`, signed with `secret` where the vendor signs.
/// Whoever holds a webhook may write to its group, so nothing further is asked.
///
/// # Errors
/// Invalid, field by field (`address`, `secret`), when this is no webhook of that vendor.
pub fn put_robot(
    tx: &mut Tx<'_>,
    vendors: &Vendors,
    person: PersonId,
    channel: Channel,
    address: &str,
    secret: &str,
    now: Time,
) -> Result<()> {
    let mut faults = Faults::none();
    let address = text::clean(address).trim().to_owned();
    if !vendors.accept(channel, &address) {
        faults.add("address", Reason::new("notices-webhook-bad").with("channel", channel));
    }
    let secret = faults.take("secret", text::optional_line(secret, SECRET_LENGTH));
    if !secret.is_empty() && channel == Channel::Wecom {
        faults.add("secret", Reason::new("notices-secret-unused"));
    }
    faults.check()?;
    put(tx, person, channel, address, Some(secret).filter(|secret| !secret.is_empty()), now)
}

/// Uses a channel that was proved to be theirs.
pub(crate) fn put(
    tx: &mut Tx<'_>,
    person: PersonId,
    channel: Channel,
    address: String,
    secret: Option<String>,
    now: Time,
) -> Result<()> {
    start_fresh(tx, person)?;
    let row = ChannelRow { person, channel, address, secret, enabled: true, verified_at: now, digest: Time::default() };
    tx.execute(&PUT_CHANNEL, &row).map(drop)
}

/// Uses a channel again, or no longer.
///
/// # Errors
/// Not found, when the person has no such channel.
pub fn switch(tx: &mut Tx<'_>, person: PersonId, channel: Channel, enabled: bool) -> Result<()> {
    if !channels(tx, person)?.iter().any(|row| row.channel == channel) {
        return Err(Error::NotFound);
    }
    if enabled {
        start_fresh(tx, person)?;
    }
    tx.execute(&SWITCH, (enabled, person, channel)).map(drop)
}

/// Forgets a channel.
///
/// # Errors
/// Broken, when the database fails.
pub fn remove(tx: &mut Tx<'_>, person: PersonId, channel: Channel) -> Result<()> {
    tx.execute(&REMOVE_CHANNEL, (person, channel)).map(drop)
}

/// Before a first channel is used: what has piled up in the inbox is not poured through it. What is
/// urgent and unread still goes into the next digest.
fn start_fresh(tx: &mut Tx<'_>, person: PersonId) -> Result<()> {
    if in_use(tx, person)?.is_empty() {
        tx.execute(&START_FRESH, (person,))?;
    }
    Ok(())
}
