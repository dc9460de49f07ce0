//! Bank details: apart from everything else, sealed at rest, entered by the person with a consent of their
//! own and erased when they say so [L16]. They are whole only in payroll's list; the ledger, logs, search
//! and the API never hold them.

use std::io::Write as _;
use std::path::Path;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use kernel::id::{PersonId, UnitId};
use kernel::{Error, Faults, Reason, Result, Time, text};
use rand::RngExt;
use serde::{Deserialize, Serialize};
use store::{Filter, Reader, Tx, Value, statements};
use web::{Fields, KeyPlace};

use crate::consents;

/// The form in which details are sealed, first byte of what is stored.
const FORM: u8 = 1;
/// Bytes of a nonce, random each time.
const NONCE: usize = 24;
/// Longest name of a bank or holder, in characters.
const NAME: usize = 40;

statements! {
    PUT: (PersonId, Vec<u8>, Time) => () =
        "INSERT INTO bank_account (person, sealed, consented_at) VALUES ($1, $2, $3) \
         ON CONFLICT (person) DO UPDATE SET sealed = excluded.sealed, consented_at = excluded.consented_at";
    FIND: (PersonId,) => (Vec<u8>, Time) = "SELECT sealed, consented_at FROM bank_account WHERE person = $1";
    ERASE: (PersonId,) => () = "DELETE FROM bank_account WHERE person = $1";
}

const SEALED: &str = "SELECT b.person, b.sealed FROM bank_account b JOIN bank_consent c ON c.person = b.person WHERE";

/// Somebody's account.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The account holder.
    pub holder: String,
    /// The bank and its branch.
    pub bank: String,
    /// The number, digits only.
    pub number: String,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Account(…)")
    }
}

impl Account {
    /// What was typed, with the consent that makes it lawful to keep it.
    ///
    /// # Errors
    /// Invalid, field by field.
    pub fn read(fields: &Fields) -> Result<Account> {
        let mut faults = Faults::none();
        let holder = faults.take("holder", text::line(fields.get("holder"), NAME));
        let bank = faults.take("bank", text::line(fields.get("bank"), NAME));
        let number: String = text::clean(fields.get("number")).chars().filter(|c| !" -\t".contains(*c)).collect();
        if !(8..=30).contains(&number.len()) || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            faults.add("number", Reason::new("bank-number"));
        }
        if !fields.has("consent", "yes") {
            faults.add("consent", Reason::new("bank-consent-needed"));
        }
        faults.check()?;
        Ok(Account { holder, bank, number })
    }

    /// The number with all but its last four digits hidden.
    pub fn masked(&self) -> String {
        format!("**** {}", &self.number[self.number.len().saturating_sub(4)..])
    }
}

/// The key under which details are sealed.
pub struct Key(XChaCha20Poly1305);

impl Key {
    /// The configured key, or the one in the data folder, which is made when it is first needed and
    /// readable by its owner alone.
    ///
    /// # Errors
    /// Broken, when there is no place for a key, or the file cannot be read or made.
    pub fn of(place: &KeyPlace) -> Result<Key> {
        let bytes = match place {
            KeyPlace::Nowhere => return Err(Error::broken("no place for the key of bank details")),
            KeyPlace::Given(key) => *key,
            KeyPlace::File(path) => from_file(path)?,
        };
        Ok(Key(XChaCha20Poly1305::new(&bytes.into())))
    }

    /// Seals an account so that it opens only for this person.
    ///
    /// # Errors
    /// Broken, when it cannot be sealed.
    pub fn seal(&self, person: PersonId, account: &Account) -> Result<Vec<u8>> {
        let nonce: [u8; NONCE] = rand::rng().random();
        let plain = serde_json::to_vec(account).map_err(Error::broken)?;
        let payload = Payload { msg: &plain, aad: &bound(person) };
        let sealed = self.0.encrypt(XNonce::from_slice(&nonce), payload).map_err(|_| Error::broken("not sealed"))?;
        Ok([&[FORM], nonce.as_slice(), &sealed].concat())
    }

    /// Opens what was sealed for this person.
    ///
    /// # Errors
    /// Broken, when it was sealed under another key, for somebody else, or was changed.
    pub fn open(&self, person: PersonId, sealed: &[u8]) -> Result<Account> {
        let unreadable = || Error::broken("bank details do not open: another key, or they were changed");
        let rest = sealed.strip_prefix(&[FORM]).ok_or_else(unreadable)?;
        let (nonce, sealed) = rest.split_at_checked(NONCE).ok_or_else(unreadable)?;
        let payload = Payload { msg: sealed, aad: &bound(person) };
        let plain = self.0.decrypt(XNonce::from_slice(nonce), payload).map_err(|_| unreadable())?;
        serde_json::from_slice(&plain).map_err(Error::broken)
    }
}

/// What a sealed account is bound to, so that rows cannot be exchanged.
fn bound(person: PersonId) -> Vec<u8> {
    [b"liaoyuan/bank/1/".as_slice(), person.uuid().as_bytes()].concat()
}

fn from_file(path: &Path) -> Result<[u8; 32]> {
    match std::fs::read_to_string(path) {
        Ok(text) => {
            web::key_from_hex(text.trim()).ok_or_else(|| Error::broken("the key of bank details is unreadable"))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => make(path),
        Err(error) => Err(Error::broken(error)),
    }
}

/// Makes the file; of two that try at once the first one's key holds.
fn make(path: &Path) -> Result<[u8; 32]> {
    let key: [u8; 32] = rand::rng().random();
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(mut file) => {
            file.write_all(hex::encode(key).as_bytes()).and_then(|()| file.sync_all()).map_err(Error::broken)?;
            Ok(key)
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => from_file(path),
        Err(error) => Err(Error::broken(error)),
    }
}

/// Keeps the account of somebody who works at `enterprise`, with the moment of their consent. What other
/// enterprises were allowed stays as it was.
///
/// # Errors
/// Broken, when the database fails.
pub fn put(
    tx: &mut Tx<'_>,
    key: &Key,
    (person, enterprise): (PersonId, Option<UnitId>),
    account: &Account,
    now: Time,
) -> Result<()> {
    let sealed = key.seal(person, account)?;
    tx.execute(&PUT, (person, sealed, now))?;
    enterprise.map_or(Ok(()), |enterprise| consents::give(tx, person, enterprise, now))
}

/// Somebody's own account and when they consented.
///
/// # Errors
/// Broken, when it does not open.
pub fn of(reader: &Reader<'_>, key: &Key, person: PersonId) -> Result<Option<(Account, Time)>> {
    let found = reader.find(&FIND, (person,))?;
    found.map(|(sealed, at)| Ok((key.open(person, &sealed)?, at))).transpose()
}

/// Erases somebody's account for good, and every consent with it.
///
/// # Errors
/// Broken, when the database fails.
pub fn erase(tx: &mut Tx<'_>, person: PersonId) -> Result<()> {
    consents::take_all_back(tx, person)?;
    tx.execute(&ERASE, (person,)).map(drop)
}

/// The accounts of these people, for the list of one enterprise's payroll alone; of those who gave none, or did
/// not allow this enterprise, there is none.
///
/// # Errors
/// Broken, when one does not open.
pub fn of_all(
    reader: &Reader<'_>,
    key: &Key,
    enterprise: UnitId,
    people: &[PersonId],
) -> Result<Vec<(PersonId, Account)>> {
    let mut filter = Filter::new();
    filter.and("c.enterprise = ?", [Value::Id(enterprise.uuid())]);
    filter.and_in("b.person", people.iter().map(|person| Value::Id(person.uuid())));
    let sealed: Vec<(PersonId, Vec<u8>)> = reader.list(SEALED, &filter)?;
    sealed.into_iter().map(|(person, sealed)| Ok((person, key.open(person, &sealed)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account() -> Account {
        Account {
            holder: "陈立秋".into(), bank: "工商银行杭州分行".into(), number: "6222021202000000001".into()
        }
    }

    fn person(n: i64) -> PersonId {
        PersonId::new(Time::from_millis(n))
    }

    #[test]
    fn details_open_for_their_person_under_their_key_and_not_otherwise() {
        let (key, other) = (Key::of(&KeyPlace::Given([7; 32])).unwrap(), Key::of(&KeyPlace::Given([8; 32])).unwrap());
        let (me, somebody) = (person(1), person(2));
        let sealed = key.seal(me, &account()).unwrap();
        assert_eq!(key.open(me, &sealed).unwrap(), account());
        assert!(key.open(somebody, &sealed).is_err(), "moved to another row");
        assert!(other.open(me, &sealed).is_err(), "another key");
        let mut changed = sealed.clone();
        *changed.last_mut().unwrap() ^= 1;
        assert!(key.open(me, &changed).is_err(), "changed");
        assert_ne!(sealed, key.seal(me, &account()).unwrap(), "the same details never look the same");
        let plain = account().number.into_bytes();
        assert!(!sealed.windows(plain.len()).any(|window| window == plain));
        assert!(key.open(me, &[]).is_err() && key.open(me, &[FORM, 0]).is_err());
    }

    #[test]
    fn a_key_is_made_once_and_for_its_owner_alone() {
        let folder = std::env::temp_dir().join(format!("liaoyuan-bank-{}", person(0)));
        std::fs::create_dir(&folder).unwrap();
        let place = KeyPlace::File(folder.join("bank.key"));
        let me = person(1);
        let sealed = Key::of(&place).unwrap().seal(me, &account()).unwrap();
        assert_eq!(Key::of(&place).unwrap().open(me, &sealed).unwrap(), account());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(folder.join("bank.key")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_number_is_digits_and_nothing_is_kept_without_consent() {
        let typed = |number: &str, consent: &str| {
            let pairs = [("holder", "陈立秋"), ("bank", "工商银行"), ("number", number), ("consent", consent)];
            Account::read(&Fields::from_pairs(pairs))
        };
        assert_eq!(typed("6222 0212 0200 0000 001", "yes").unwrap().masked(), "**** 0001");
        for (number, consent) in [("6222", "yes"), ("62220212020000000x1", "yes"), ("6222021202000000001", "")] {
            assert!(matches!(typed(number, consent), Err(Error::Invalid(_))), "{number} {consent}");
        }
    }
}
