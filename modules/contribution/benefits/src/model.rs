//! The nouns: a benefit statement and what its figure rests on.

use kernel::id::{PersonId, UnitId};
use kernel::{Fen, Id, Path, Place, Reason, Time, words};
use serde::{Deserialize, Serialize};
use works::WorkId;
use works::uses::UseId;

use crate::decimal::Decimal;
use crate::lifecycle::State;
use crate::rules::Grid;

/// What the ledger calls it.
pub const KIND: &str = "benefit";

/// Tag of a statement's id.
pub enum BenefitTag {}
/// The id of a benefit statement.
pub type BenefitId = Id<BenefitTag>;

/// Most lines of an arithmetic.
pub const MOST_LINES: usize = 12;
/// Most factors of a line.
pub const MOST_FACTORS: usize = 4;

words! {
    /// How the benefit is told: in yuan where it can be computed, else by its effect, difficulty and
    /// reach [L1, Arts. 7, 9].
    pub enum Method {
        /// 可计算.
        Computed = "computed",
        /// 难以计算.
        Graded = "graded",
    }
}

words! {
    /// What a line does to the sum.
    pub enum Sign {
        /// 节约或增收.
        Gain = "gain",
        /// 减：实施的投入.
        Cost = "cost",
    }
}

/// A number with its name and its unit: 换型次数 6 次/天.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Factor {
    /// What it counts.
    pub name: String,
    /// How many.
    pub value: Decimal,
    /// Of what.
    pub unit: String,
}

/// A line of the arithmetic: a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it is for.
    pub what: String,
    /// Whether it adds or is taken off.
    pub sign: Sign,
    /// What is multiplied.
    pub factors: Vec<Factor>,
    /// Where the numbers come from.
    pub evidence: String,
}

impl Line {
    /// What it comes to, with its sign; nothing when it is beyond all reason.
    pub fn fen(&self) -> Option<Fen> {
        let values: Vec<Decimal> = self.factors.iter().map(|factor| factor.value).collect();
        let fen = Decimal::product(&values)?;
        Some(match self.sign {
            Sign::Gain => fen,
            Sign::Cost => Fen(-fen.0),
        })
    }
}

/// What a figure rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "snake_case")]
pub enum Basis {
    /// Lines that sum to yuan.
    Computed {
        /// The lines, in order.
        lines: Vec<Line>,
    },
    /// Levels that sum to points.
    Graded {
        /// The matrix they were chosen from, as it was then.
        grid: Grid,
        /// The word of the level chosen for each criterion.
        levels: Vec<String>,
        /// Why these.
        words: String,
    },
}

/// What it comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// Money.
    Fen(Fen),
    /// Points.
    Points(i64),
}

impl Worth {
    /// As the two columns that hold it.
    pub fn columns(self) -> (Option<Fen>, Option<i64>) {
        match self {
            Worth::Fen(fen) => (Some(fen), None),
            Worth::Points(points) => (None, Some(points)),
        }
    }

    /// From the two columns.
    pub fn of(fen: Option<Fen>, points: Option<i64>) -> Option<Worth> {
        fen.map(Worth::Fen).or(points.map(Worth::Points))
    }
}

/// What finance puts in place of what was claimed: the numbers of each line, or the levels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Corrected {
    /// A value for each factor of each line.
    Values(Vec<Vec<Decimal>>),
    /// A level for each criterion.
    Levels(Vec<String>),
}

impl Basis {
    /// How it is told.
    pub fn method(&self) -> Method {
        match self {
            Basis::Computed { .. } => Method::Computed,
            Basis::Graded { .. } => Method::Graded,
        }
    }

    /// What it comes to. Every line is rounded to the fen and the sum is that of what is shown, so the
    /// order of the lines does not matter.
    ///
    /// # Errors
    /// The place of the first line that is beyond all reason, or 0 when the whole is; of a level that the
    /// matrix does not have.
    pub fn worth(&self) -> Result<Worth, usize> {
        match self {
            Basis::Computed { lines } => {
                let mut sum: i64 = 0;
                for (at, line) in lines.iter().enumerate() {
                    sum = line.fen().and_then(|fen| sum.checked_add(fen.0)).ok_or(at)?;
                }
                Ok(Worth::Fen(Fen(sum)))
            }
            Basis::Graded { grid, levels, .. } => grid.points(levels).map(Worth::Points).ok_or(0),
        }
    }

    /// The same with corrected numbers; names, units, signs and evidence stay.
    ///
    /// # Errors
    /// A reason, when the numbers do not fit what was claimed.
    pub fn corrected(&self, by: &Corrected) -> Result<Basis, Reason> {
        let unfit = || Reason::new("benefit-correction-unfit");
        match (self, by) {
            (Basis::Computed { lines }, Corrected::Values(values)) if lines.len() == values.len() => {
                let lines = lines.iter().zip(values).map(|(line, values)| {
                    let fits = line.factors.len() == values.len();
                    let factors = line.factors.iter().zip(values);
                    let factors = factors.map(|(factor, value)| Factor { value: *value, ..factor.clone() });
                    fits.then(|| Line { factors: factors.collect(), ..line.clone() })
                });
                Ok(Basis::Computed { lines: lines.collect::<Option<_>>().ok_or_else(unfit)? })
            }
            (Basis::Graded { grid, words, .. }, Corrected::Levels(levels)) => {
                grid.points(levels).ok_or_else(unfit)?;
                Ok(Basis::Graded { grid: grid.clone(), levels: levels.clone(), words: words.clone() })
            }
            _ => Err(unfit()),
        }
    }
}

/// A benefit statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Benefit {
    /// Its id.
    pub id: BenefitId,
    /// The use it tells of.
    pub work_use: UseId,
    /// The work that is in use.
    pub work: WorkId,
    /// Whether it is the use of the work's own enterprise.
    pub first: bool,
    /// Where it is in use.
    pub place: Place,
    /// The adoption date it was stated for: the twelve months begin [L1, Art. 9].
    pub since: Time,
    /// Where it stands.
    pub state: State,
    /// Counts up with every change.
    pub version: i64,
    /// As it was handed in.
    pub claim: Basis,
    /// As finance last signed it.
    pub audit: Option<Basis>,
    /// What was claimed.
    pub claimed: Option<Worth>,
    /// What was signed; nothing once it was revoked.
    pub audited: Option<Worth>,
    /// Who handed it in last.
    pub claimed_by: PersonId,
    /// When.
    pub claimed_at: Time,
    /// Who signed last.
    pub audited_by: Option<PersonId>,
    /// When.
    pub audited_at: Option<Time>,
    /// By when finance is to act.
    pub due_at: Option<Time>,
    /// When the figure is to be looked at again.
    pub recheck_at: Option<Time>,
}

impl Benefit {
    /// The basis that counts now.
    pub fn basis(&self) -> &Basis {
        self.audit.as_ref().unwrap_or(&self.claim)
    }

    /// The enterprise of the use.
    pub fn enterprise(&self) -> Option<UnitId> {
        self.place.enterprise
    }

    /// Whether it is to be re-checked by now.
    pub fn recheck_due(&self, now: Time) -> bool {
        self.state == State::Audited && self.recheck_at.is_some_and(|at| at <= now)
    }
}

/// How a person stands to a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ties {
    /// They share in the work.
    pub author: bool,
    /// They handed the statement in, now or once.
    pub stated: bool,
}

/// The path of a place, for rows.
pub(crate) fn paths(place: &Place) -> (Path, Option<Path>) {
    (place.path.clone(), place.industry_path.clone())
}

store::word_columns!(Method, Sign);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line() -> impl Strategy<Value = Line> {
        (any::<bool>(), prop::collection::vec(0_u32..3000, 1..MOST_FACTORS)).prop_map(|(gain, values)| Line {
            what: "省时".to_owned(),
            sign: if gain { Sign::Gain } else { Sign::Cost },
            factors: values
                .into_iter()
                .map(|value| Factor { name: String::new(), value: Decimal::whole(value), unit: String::new() })
                .collect(),
            evidence: String::new(),
        })
    }

    proptest! {
        #[test]
        fn the_order_of_lines_does_not_matter_and_the_sum_is_that_of_the_lines(
            (one, other) in prop::collection::vec(line(), 0..MOST_LINES)
                .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        ) {
            let sum: i64 = one.iter().map(|line| line.fen().unwrap().0).sum();
            prop_assert_eq!(Basis::Computed { lines: one }.worth(), Ok(Worth::Fen(Fen(sum))));
            prop_assert_eq!(Basis::Computed { lines: other }.worth(), Ok(Worth::Fen(Fen(sum))));
        }

        #[test]
        fn correcting_with_the_same_numbers_changes_nothing(lines in prop::collection::vec(line(), 1..5)) {
            let same = lines.iter().map(|line| line.factors.iter().map(|factor| factor.value).collect()).collect();
            let basis = Basis::Computed { lines };
            prop_assert_eq!(basis.corrected(&Corrected::Values(same)).unwrap(), basis);
        }
    }
}
