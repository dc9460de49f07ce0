//! What other regulations promise for the same thing. Of several regulations the higher is paid, and only once
//! [L1, Art. 11]; what one of them promises for each of several patents is due for each.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use kernel::Fen;
use serde::{Deserialize, Serialize};
use works::prizes::Prize;
use works::rights::Kind;

/// What a regulation promises the authors for this result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entitlement {
    /// The regulation: a word with a message, `patent-invention`.
    pub regulation: String,
    /// How much at least.
    pub amount: Fen,
    /// Where it stands.
    pub source: String,
    /// Until when it must be paid.
    pub due: Option<Date>,
}

/// The money of a campaign of the enterprise itself.
pub const PRIZE: &str = "campaign-prize";

/// What a prize of one's own enterprise promises: each campaign is a regulation of its own, so of several the highest
/// is paid.
pub fn prize(prize: &Prize) -> Entitlement {
    Entitlement { regulation: PRIZE.to_owned(), amount: prize.amount, source: prize.campaign.clone(), due: None }
}

/// The legal minimum for a granted patent where nothing else was agreed, due within three months of the
/// announcement of the grant [L2, Arts. 92–94]; none for other rights.
pub fn patent(kind: Kind, announced: Date) -> Option<Entitlement> {
    let (word, yuan) = match kind {
        Kind::Invention => ("patent-invention", 4_000),
        Kind::Utility => ("patent-utility", 1_500),
        Kind::Design => ("patent-design", 1_500),
        Kind::Software | Kind::Other => return None,
    };
    let clock: Span = 3.months();
    Some(Entitlement {
        regulation: word.to_owned(),
        amount: Fen::yuan(yuan),
        source: "L2, Arts. 92-94".to_owned(),
        due: announced.checked_add(clock).ok(),
    })
}
