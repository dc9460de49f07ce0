//! The figures meant for everybody, of the top node and its parts, year by year.

use kernel::{Result, Time};
use stats::{FIRST_YEAR, Figure, Indicator, Period, Resolved};
use store::Reader;

use crate::ground::Ground;

/// Years beside each other.
pub const YEARS: usize = 3;

/// The figures of a part, or of the whole.
pub struct Row {
    /// Place of the part among those of the ground; none for the whole.
    pub part: Option<usize>,
    /// For each indicator its figures, in the order of the years.
    pub figures: Vec<Vec<Figure>>,
}

/// What was read.
pub struct Figures {
    /// The indicators.
    pub indicators: Vec<&'static Indicator>,
    /// The years, the latest last.
    pub years: [i32; YEARS],
    /// The whole.
    pub whole: Row,
    /// The parts.
    pub parts: Vec<Row>,
}

/// The indicators meant for everybody.
pub fn public(all: impl Iterator<Item = &'static Indicator>) -> Vec<&'static Indicator> {
    all.filter(|it| it.public).collect()
}

/// The year a query asks for; nonsense, and what has not come yet, is the present one.
pub fn year(asked: &str, now: Time) -> i32 {
    let present = stats::month(now).div_euclid(12);
    asked.parse().ok().filter(|year| (FIRST_YEAR..=present).contains(year)).unwrap_or(present)
}

impl Figures {
    /// Reads the figures up to a year. Twelve statements at most.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn read(
        reader: &Reader<'_>,
        ground: &Ground,
        indicators: Vec<&'static Indicator>,
        year: i32,
    ) -> Result<Figures> {
        let years = [year - 2, year - 1, year];
        let node = ground.node();
        let whole = stats::figures(reader, &node, &indicators, &years.map(Period::year))?;
        // Where nothing was counted there is nought of what is summed, and nothing of what is divided.
        let nought = Resolved { distinct: true, ..Resolved::default() };
        let nought: Vec<_> = indicators.iter().map(|it| vec![it.formula.of(&nought); YEARS]).collect();
        let mut parts: Vec<Row> =
            (0..ground.parts.len()).map(|part| Row { part: Some(part), figures: nought.clone() }).collect();
        for (at, year) in years.iter().enumerate() {
            let mut below = stats::children(reader, &node, &indicators, Period::year(*year))?;
            for (row, part) in parts.iter_mut().zip(&ground.parts) {
                for (known, found) in row.figures.iter_mut().zip(below.remove(&part.path).unwrap_or_default()) {
                    known[at] = found;
                }
            }
        }
        Ok(Figures { indicators, years, whole: Row { part: None, figures: whole }, parts })
    }

    /// Every row, the whole first.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        std::iter::once(&self.whole).chain(&self.parts)
    }
}
