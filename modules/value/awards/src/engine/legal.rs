//! What other regulations promise for the same thing. Of several the higher is paid, and only once
//! [L1, Art. 11].

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use kernel::Fen;
use serde::{Deserialize, Serialize};

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

/// What kind of patent was granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patent {
    /// 发明.
    Invention,
    /// 实用新型.
    UtilityModel,
    /// 外观设计.
    Design,
}

/// The legal minimum for a granted patent where nothing else was agreed, due within three months of the
/// announcement of the grant [L2, Arts. 92–94].
pub fn patent(kind: Patent, announced: Date) -> Entitlement {
    let (word, yuan) = match kind {
        Patent::Invention => ("patent-invention", 4_000),
        Patent::UtilityModel => ("patent-utility", 1_500),
        Patent::Design => ("patent-design", 1_500),
    };
    let clock: Span = 3.months();
    Entitlement {
        regulation: word.to_owned(),
        amount: Fen::yuan(yuan),
        source: "L2, Arts. 92-94".to_owned(),
        due: announced.checked_add(clock).ok(),
    }
}
