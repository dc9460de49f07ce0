//! Whom a certificate concerns: its holders.

use kernel::Result;
use kernel::lifecycle::Word;
use ledger::SealedRow;
use notices::{NewNotice, Teller};
use store::Reader;

use crate::lifecycle::Step;
use crate::model::{Certificate, Holder, KIND};
use crate::store::BY_ID;

/// The tellers of this module.
pub const TELLERS: &[Teller] = &[tell];

fn tell(reader: &Reader<'_>, entry: &SealedRow) -> Result<Vec<NewNotice>> {
    let Some(step) = Step::from_word(&entry.step).filter(|_| entry.kind == KIND) else { return Ok(Vec::new()) };
    let it: Certificate = reader.one(&BY_ID, (entry.subject.cast(),))?.into();
    let key = match step {
        Step::Issue => "notice-certificate-issue",
        Step::Revoke => "notice-certificate-revoke",
    };
    let notice = |holder: &Holder| {
        NewNotice::new(holder.person, key, it.path())
            .with("title", it.honour.as_str())
            .with("issuer", it.issuer_name.as_str())
    };
    Ok(it.holders.iter().map(notice).collect())
}
