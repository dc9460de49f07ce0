//! Money that a work was honoured with in a campaign of its own enterprise. The campaign writes it when its results are
//! announced; awards reads it as what another regulation promises, so that the higher is paid and only once
//! [L1, Art. 11]. What a union's campaign gives, the union pays: it never is here.

use kernel::{Fen, Id, Result, Time};
use store::{Reader, Tx, row, statements};

use crate::model::WorkId;

/// Tag of a prize's id.
pub enum PrizeTag {}
/// The id of a prize: that of the entry that won it.
pub type PrizeId = Id<PrizeTag>;

row! {
    /// A prize.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Prize {
        /// Its id.
        pub id: PrizeId,
        /// For which work.
        pub work: WorkId,
        /// The edition and the grade, as they are read.
        pub campaign: String,
        /// How much.
        pub amount: Fen,
        /// When the results were announced.
        pub at: Time,
    }
}

statements! {
    PUT: Prize => () =
        "INSERT INTO work_prize (id, work, campaign, amount, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING";
    DROP: (PrizeId,) => () = "DELETE FROM work_prize WHERE id = $1";
    OF: (WorkId,) => Prize = "SELECT id, work, campaign, amount, at FROM work_prize WHERE work = $1 ORDER BY at, id";
}

/// Says that a work won a prize; said twice it is one.
///
/// # Errors
/// Broken, when the database fails or there is no card of the work.
pub fn put(tx: &mut Tx<'_>, prize: &Prize) -> Result<()> {
    tx.execute(&PUT, prize).map(drop)
}

/// Takes a prize back with the honour. What was paid already is clawed back where it was paid.
///
/// # Errors
/// Broken, when the database fails.
pub fn withdraw(tx: &mut Tx<'_>, id: PrizeId) -> Result<()> {
    tx.execute(&DROP, (id,)).map(drop)
}

/// The prizes of a work, the earliest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn of(reader: &Reader<'_>, work: WorkId) -> Result<Vec<Prize>> {
    reader.all(&OF, (work,))
}
