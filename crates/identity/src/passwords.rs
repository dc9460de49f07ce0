//! Passwords: what makes a good one, hashing and checking them. Pure computing; hashing takes some
//! tens of milliseconds and belongs on a thread of its own, never on the database's.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use kernel::{Error, Reason, Result, text};
use rand::RngExt;

use crate::model::Person;
use crate::secret::Secret;

/// Memory of one hash in KiB: what OWASP recommends for argon2id with two passes.
pub const MEMORY_KIB: u32 = 19 * 1024;
/// Passes over that memory.
pub const PASSES: u32 = 2;
/// Threads of one hash.
pub const LANES: u32 = 1;

/// Shortest password in characters.
pub const SHORTEST: usize = 10;
/// Shortest password of at least two kinds of characters.
pub const SHORTEST_MIXED: usize = 8;
/// Longest password in characters.
pub const LONGEST: usize = 128;

/// Checked against when there is nobody, so that it takes as long as for somebody. It is the hash of random bytes
/// that were thrown away.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$WzMK3AhFj5+Xj4ItMzEY8A$M+Mqaqa4r1SMK/nSz/u26mimTCyFcRvUvO2jlI449oM";

/// Passwords that are tried first by whoever guesses, of those the other rules would let pass.
const COMMON: &[&str] = &[
    "password",
    "password1",
    "password12",
    "password123",
    "passw0rd",
    "p@ssw0rd",
    "p@ssword",
    "pass1234",
    "qwerty123",
    "qwertyuiop",
    "1q2w3e4r",
    "1q2w3e4r5t",
    "1qaz2wsx",
    "1qaz2wsx3edc",
    "qazwsxedc",
    "zxcvbnm123",
    "asdfghjkl",
    "asdf1234",
    "abc12345",
    "abcd1234",
    "abc123456",
    "abc123456789",
    "a1234567",
    "a12345678",
    "a123456789",
    "a1b2c3d4",
    "aa123456",
    "aa12345678",
    "aa123123",
    "qq123456",
    "qq123456789",
    "wang1234",
    "zhang123",
    "li123456",
    "woaini1314",
    "woaini520",
    "woaini123",
    "5201314a",
    "iloveyou",
    "iloveyou1",
    "admin123",
    "admin1234",
    "admin888",
    "administrator",
    "root1234",
    "test1234",
    "user1234",
    "welcome1",
    "welcome123",
    "changeme",
    "changeme123",
    "letmein123",
    "huawei123",
    "huawei@123",
    "admin@123",
    "abc@1234",
    "abcd@1234",
    "qwer1234",
    "qwer@1234",
    "q1w2e3r4",
    "zaq12wsx",
    "liaoyuan",
    "liaoyuan123",
    "liaoyuan@123",
    "gonghui123",
    "zhejiang123",
    "13800138000",
    "1234567890",
    "0123456789",
    "0987654321",
    "1357924680",
    "1472583690",
    "147258369",
    "741852963",
    "7758521520",
    "1314520520",
    "5201314520",
    "1122334455",
    "1231231234",
    "123456789a",
    "12345678a",
    "1234567a",
    "123456abc",
    "123456aa",
    "123qweasd",
    "123qwe123",
    "123123123a",
];

/// The slow hash of a password.
#[derive(Clone, PartialEq, Eq)]
pub struct Hashed(String);

impl Hashed {
    /// As it is stored.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Hashed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hashed(…)")
    }
}

/// Whether somebody may take this password.
///
/// # Errors
/// `password-too-short`, `password-too-long`, `password-too-common`, `password-tells-who` when it
/// contains the person's number, phone or name.
pub fn check_rules(person: &Person, typed: &str) -> Result<(), Reason> {
    let typed = text::clean(typed).to_lowercase();
    let length = typed.chars().count();
    if length > LONGEST {
        return Err(Reason::new("password-too-long").with("most", LONGEST));
    }
    if length < SHORTEST_MIXED || (length < SHORTEST && kinds(&typed) < 2) {
        return Err(Reason::new("password-too-short").with("least", SHORTEST).with("least_mixed", SHORTEST_MIXED));
    }
    if COMMON.contains(&typed.as_str()) || is_monotonous(&typed) {
        return Err(Reason::new("password-too-common"));
    }
    let tells = |what: &str, least: usize| what.chars().count() >= least && typed.contains(&what.to_lowercase());
    // A number of one or two characters is in many good passwords by chance.
    let tells_who = tells(&person.employee_no, 3)
        || tells(&person.name, 2)
        || person.phone.as_deref().is_some_and(|phone| tells(phone, 1));
    if tells_who { Err(Reason::new("password-tells-who")) } else { Ok(()) }
}

/// Hashes a password with a random salt.
///
/// # Errors
/// Broken, when the machine gives no random bytes or no memory.
pub fn hash(typed: &str) -> Result<Hashed> {
    let hash =
        argon2()?.hash_password(text::clean(typed).as_bytes()).map_err(|error| Error::broken(error.to_string()))?;
    Ok(Hashed(hash.to_string()))
}

/// Whether `typed` is the password behind `stored`. Without one it takes as long and says no.
pub(crate) fn is_right(stored: Option<&str>, typed: &str) -> bool {
    let (Ok(argon2), Ok(hash)) = (argon2(), PasswordHash::new(stored.unwrap_or(NOBODY))) else { return false };
    let right = argon2.verify_password(text::clean(typed).as_bytes(), &hash).is_ok();
    right && stored.is_some()
}

/// A password to hand out: twelve letters and digits that cannot be mistaken for each other, in groups.
/// 59 random bits.
pub fn generate() -> Secret {
    const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
    let mut rng = rand::rng();
    let mut group = || (0..4).map(|_| char::from(LETTERS[rng.random_range(0..LETTERS.len())])).collect::<String>();
    Secret::from_text(format!("{}-{}-{}", group(), group(), group()))
}

fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|error| Error::broken(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn kinds(text: &str) -> usize {
    let is_other = |c: char| !c.is_alphabetic() && !c.is_numeric();
    [text.contains(char::is_alphabetic), text.contains(char::is_numeric), text.contains(is_other)]
        .into_iter()
        .filter(|there| *there)
        .count()
}

/// The same few characters again and again, or a run like 98765432.
fn is_monotonous(text: &str) -> bool {
    let chars: Vec<u32> = text.chars().map(u32::from).collect();
    let mut distinct = chars.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let runs = |step: i64| chars.windows(2).all(|pair| i64::from(pair[1]) - i64::from(pair[0]) == step);
    distinct.len() < 4 || runs(1) || runs(-1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checking_nobody_costs_what_checking_somebody_costs() {
        let cost = |hash: &str| hash.rsplitn(3, '$').last().map(str::to_owned);
        assert_eq!(cost(NOBODY), cost(hash("一线工人有办法").unwrap().as_str()));
        assert_eq!(cost(NOBODY).unwrap(), format!("$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}"));
    }

    #[test]
    fn only_the_right_password_is_right_however_it_was_composed() {
        let stored = hash("caf\u{e9} \u{52DB}章").unwrap();
        assert!(is_right(Some(stored.as_str()), "cafe\u{301} \u{52DB}章"));
        assert!(!is_right(Some(stored.as_str()), "cafe 勋章"));
        assert!(!is_right(None, ""));
        assert_ne!(hash("a").unwrap(), hash("a").unwrap());
    }
}
