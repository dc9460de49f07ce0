//! The nouns of an invention.

use jiff::civil::Date;
use kernel::id::{PersonId, UnitId};
use kernel::{Fen, Id, Path, Place, Shares, Time};
use store::row;
use works::rights::Kind;
use works::{Visibility, WorkId};

use crate::lifecycle::State;
use crate::rights::{Holding, Standing};

/// Tag of an invention's id.
pub enum InventionTag {}
/// The id of an invention.
pub type InventionId = Id<InventionTag>;
/// The id of a right.
pub type RightId = works::rights::RightId;
/// Tag of a fee's id.
pub enum FeeTag {}
/// The id of a fee.
pub type FeeId = Id<FeeTag>;

/// What the ledger calls an invention.
pub const KIND: &str = "invention";

/// Longest title, in characters.
pub const TITLE: usize = 60;
/// Longest text of a field, in characters.
pub const TEXT: usize = 4000;
/// Longest line, in characters.
pub const LINE: usize = 80;
/// Most rights of one invention.
pub const MOST_RIGHTS: usize = 30;
/// The last year for which a fee of a right that is no patent may be noted.
pub const MOST_YEARS: i64 = 50;
/// The largest fee.
pub const MOST_FEE: Fen = Fen::yuan(1_000_000);

row! {
    /// An invention.
    #[derive(Clone, Debug)]
    pub struct Invention {
        /// Its id.
        pub id: InventionId,
        /// Its number: `FM-330206-2026-000012`.
        pub serial: String,
        /// In a line.
        pub title: String,
        /// Which problem it solves.
        pub problem: String,
        /// What there is already.
        pub prior: String,
        /// Where and how that was looked for.
        pub search: String,
        /// How it is solved.
        pub solution: String,
        /// What is new.
        pub novelty: String,
        /// Who may find it, as wished; public holds from publication on.
        pub visibility: Visibility,
        /// Where it stands.
        pub state: State,
        /// Counts up with every change.
        pub version: i64,
        /// Who speaks for its inventors.
        pub author: PersonId,
        /// The unit where it counts.
        pub unit: UnitId,
        /// The enterprise where it counts.
        pub enterprise: UnitId,
        /// The unit's place in the regional tree when it was begun.
        pub path: Path,
        /// And in the industrial one.
        pub industry_path: Option<Path>,
        /// When it was begun.
        pub begun_at: Time,
        /// When it was handed in first.
        pub handed_in_at: Option<Time>,
        /// Who decided what becomes of it.
        pub decided_by: Option<PersonId>,
        /// Since when everybody may read it at the patent office.
        pub published_on: Option<Date>,
        /// Since when it is in use.
        pub in_use_since: Option<Time>,
        /// When it came to rest.
        pub closed_at: Option<Time>,
    }
}

impl Invention {
    /// Where it counts.
    pub fn place(&self) -> Place {
        Place {
            unit: self.unit,
            enterprise: Some(self.enterprise),
            path: self.path.clone(),
            industry_path: self.industry_path.clone(),
        }
    }

    /// Who may find it now: nothing leaves the enterprise before it is published.
    pub fn seen_by(&self) -> Visibility {
        match (self.visibility, self.published_on) {
            (Visibility::Public, None) => Visibility::Enterprise,
            (wished, _) => wished,
        }
    }

    /// The first part of the disclosure that says nothing yet.
    pub fn wanting(&self) -> Option<Part> {
        let empty = |texts: &[&String]| texts.iter().any(|text| text.is_empty());
        [
            (Part::Problem, empty(&[&self.title, &self.problem])),
            (Part::Prior, empty(&[&self.prior, &self.search])),
            (Part::Solution, empty(&[&self.solution, &self.novelty])),
        ]
        .into_iter()
        .find_map(|(part, wants)| wants.then_some(part))
    }
}

kernel::words! {
    /// A part of the disclosure, as the form asks for it step by step.
    pub enum Part {
        /// 什么问题.
        Problem = "problem",
        /// 现有的办法.
        Prior = "prior",
        /// 你的办法.
        Solution = "solution",
        /// 谁想出来的.
        Inventors = "inventors",
    }
}

/// What is disclosed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosure {
    /// In a line.
    pub title: String,
    /// Which problem it solves.
    pub problem: String,
    /// What there is already.
    pub prior: String,
    /// Where and how that was looked for.
    pub search: String,
    /// How it is solved.
    pub solution: String,
    /// What is new.
    pub novelty: String,
    /// Who may find it.
    pub visibility: Visibility,
    /// The inventors, who speaks for them first.
    pub shares: Shares,
    /// The work it grew from; only when it is begun.
    pub grew_from: Option<WorkId>,
}

row! {
    /// A right that is applied for.
    #[derive(Clone, Debug)]
    pub struct Right {
        /// Its id.
        pub id: RightId,
        /// Of which invention.
        pub invention: InventionId,
        /// Of which enterprise.
        pub enterprise: UnitId,
        /// What kind.
        pub kind: Kind,
        /// What it is called in the application.
        pub title: String,
        /// Where it stands.
        pub standing: Standing,
        /// Who looks after it.
        pub keeper: PersonId,
        /// Who holds it.
        pub holding: Holding,
        /// The holders as the certificate names them.
        pub holders: String,
        /// The application number.
        pub number: Option<String>,
        /// When it was applied for.
        pub applied_on: Option<Date>,
        /// The number of the publication.
        pub publication: String,
        /// When it was published.
        pub published_on: Option<Date>,
        /// The number of the grant, where it is another.
        pub registration: String,
        /// When the grant was announced.
        pub granted_on: Option<Date>,
        /// When it ended.
        pub ended_on: Option<Date>,
        /// What else there is to say.
        pub note: String,
        /// When it was put into the register.
        pub at: Time,
    }
}

impl Right {
    /// The number as people write it; empty while there is none.
    pub fn shown(&self) -> String {
        crate::numbers::written(self.kind, self.number.as_deref(), &self.registration, self.granted_on.is_some())
    }
}

row! {
    /// A fee that keeps a right.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Fee {
        /// Its id.
        pub id: FeeId,
        /// For which right.
        pub owed_for: RightId,
        /// For which year of the right, 1 the first.
        pub year: i64,
        /// How much.
        pub amount: Fen,
        /// Until when it is paid.
        pub due: Date,
        /// When it was paid.
        pub paid_on: Option<Date>,
        /// 0 nobody was reminded, 1 reminded before, 2 told that it is overdue.
        pub reminded: i64,
    }
}

impl Fee {
    /// How it stands on a day.
    pub fn standing(&self, today: Date) -> FeeStanding {
        FeeStanding::of(self.due, self.paid_on, today)
    }
}

kernel::words! {
    /// How a fee stands.
    pub enum FeeStanding {
        /// 已缴.
        Paid = "fee_paid",
        /// 还早.
        Ahead = "fee_ahead",
        /// 快到期.
        Soon = "fee_soon",
        /// 过期未缴.
        Overdue = "fee_overdue",
    }
}

impl FeeStanding {
    /// How a fee stands on a day.
    pub fn of(due: Date, paid_on: Option<Date>, today: Date) -> FeeStanding {
        match paid_on {
            Some(_) => FeeStanding::Paid,
            None if due < today => FeeStanding::Overdue,
            None if due <= crate::deadlines::until(today) => FeeStanding::Soon,
            None => FeeStanding::Ahead,
        }
    }

    /// How the chip with its name looks.
    pub fn look(self) -> &'static str {
        match self {
            FeeStanding::Paid => "ok",
            FeeStanding::Ahead => "",
            FeeStanding::Soon => "soon",
            FeeStanding::Overdue => "late",
        }
    }
}
