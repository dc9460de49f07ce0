//! One result as everybody may read it: what it does, where it comes from, what finance signed, where it is in use.
//! People are named only as a valid certificate names them, which has a public page already.

use certificates::Certificate;
use kernel::Result;
use store::Reader;
use works::{Card, WorkId, links};

use crate::ground::Ground;
use crate::map::{self, Uses};
use crate::public::{self, is_open, nobody};
use crate::results::{Line, lines};

/// A result.
pub struct Shown {
    /// The work with what is told beside it.
    pub line: Line,
    /// Where it is in use.
    pub uses: Uses,
    /// The certificates that hold, the oldest first.
    pub certificates: Vec<Certificate>,
    /// What it grew from and what grew from it, as far as that is for everybody.
    pub thread: Vec<Card>,
}

/// Reads it. Eight statements, and a few for its thread.
///
/// # Errors
/// Not found, whether it is missing or not for everybody.
pub fn read(reader: &Reader<'_>, ground: &Ground, work: WorkId) -> Result<Shown> {
    let card = public::find(reader, work)?;
    let uses = map::uses(reader, ground, &[work])?.remove(&work).unwrap_or_default();
    let mut certificates = certificates::store::of_subject(reader, work.any())?;
    certificates.retain(|it| it.revoked.is_none());
    let mut thread = links::thread(reader, nobody(), work)?;
    thread.retain(|other| other.id != work && is_open(other));
    let line = lines(reader, ground, vec![card])?.into_iter().next().ok_or(kernel::Error::NotFound)?;
    Ok(Shown { line, uses, certificates, thread })
}

impl Shown {
    /// The people that certificates name, each once.
    pub fn people(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for holder in self.certificates.iter().flat_map(|it| &it.holders) {
            if !names.contains(&holder.name.as_str()) {
                names.push(&holder.name);
            }
        }
        names
    }
}
