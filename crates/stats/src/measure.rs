//! What is added up. A measure is a quantity of which the totals hold sums; indicators are made of them.

/// A quantity that can be added up over nodes and periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Its number in what is stored: never used again for another. `README.md` says who has which.
    pub id: u16,
    /// Its name: `suggestion.submitted`.
    pub code: &'static str,
    /// How it is added up.
    pub kind: Kind,
}

/// How a measure is added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// How many, or how much money in fen, in the period.
    Sum,
    /// What comes and goes and of which the period's end says how much there is: everything up to then.
    Stock,
    /// How many for each number of days: for medians. Not kept by day.
    Days,
    /// Different people or works. Each counts once for a node and period, however often and wherever below it
    /// there was a reason. Kept by month and year.
    Distinct,
    /// What is owed by a deadline: how much of it is overdue depends on the moment it is asked.
    Owed,
}

impl Measure {
    /// One that is summed.
    pub const fn sum(id: u16, code: &'static str) -> Measure {
        Measure { id, code, kind: Kind::Sum }
    }

    /// One of which the end of a period says how much there is.
    pub const fn stock(id: u16, code: &'static str) -> Measure {
        Measure { id, code, kind: Kind::Stock }
    }

    /// One that counts days.
    pub const fn days(id: u16, code: &'static str) -> Measure {
        Measure { id, code, kind: Kind::Days }
    }

    /// One that counts each person or work once.
    pub const fn distinct(id: u16, code: &'static str) -> Measure {
        Measure { id, code, kind: Kind::Distinct }
    }

    /// One that is owed.
    pub const fn owed(id: u16, code: &'static str) -> Measure {
        Measure { id, code, kind: Kind::Owed }
    }
}
