//! What the dictionary says of a node in the years of a plan: read, never typed.

use std::collections::{BTreeMap, HashMap};

use kernel::{Result, Time};
use stats::{Figure, Indicator, Node, Period, Reading};
use store::Reader;

use crate::amount::Amount;
use crate::model::{Gathering, Goal, Plan};

/// The indicators that some goals are measured by, and the times they are needed for.
#[derive(Clone)]
pub struct Wanted {
    /// By code; of several versions of one the last.
    pub indicators: BTreeMap<&'static str, &'static Indicator>,
    from: i32,
    years: Vec<i32>,
}

/// Figures of a node, by indicator, year, and whether from the start of the plan.
#[derive(Clone, Debug, Default)]
pub struct Figures(HashMap<(&'static str, i32, bool), Figure>);

impl Wanted {
    /// What the goals of some plans need, of the years of `plan` that have begun.
    pub fn by<'g>(
        dictionary: &[&'static Indicator],
        plan: &Plan,
        goals: impl IntoIterator<Item = &'g Goal>,
        now: Time,
    ) -> Wanted {
        let mut indicators = BTreeMap::new();
        for goal in goals.into_iter().filter(|goal| !goal.indicator.is_empty()) {
            let found = dictionary.iter().rev().find(|it| it.code == goal.indicator);
            indicators.extend(found.map(|it| (it.code, *it)));
        }
        let present = stats::month(now).div_euclid(12);
        let years = plan.years();
        Wanted { indicators, from: *years.start(), years: years.filter(|year| *year <= present).collect() }
    }

    /// Each of them once.
    pub fn all(&self) -> Vec<&'static Indicator> {
        self.indicators.values().copied().collect()
    }

    /// The time over which a goal gathers in a year.
    pub fn period(&self, gathering: Gathering, year: i32) -> Period {
        match gathering {
            Gathering::Whole => Period::months(self.from * 12, year * 12 + 12),
            Gathering::Year | Gathering::Level => Period::year(year),
        }
    }

    /// Every time that is needed.
    pub fn periods(&self) -> Vec<Period> {
        let both = |year: &i32| [self.period(Gathering::Year, *year), self.period(Gathering::Whole, *year)];
        self.years.iter().flat_map(both).collect()
    }

    /// Reads them of a node. Three statements.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn read(&self, reader: &Reader<'_>, node: &Node) -> Result<Figures> {
        if self.indicators.is_empty() || self.years.is_empty() {
            return Ok(Figures::default());
        }
        let measures = stats::measures(&self.all());
        Ok(self.figures(&stats::reading(reader, node, &measures, &self.periods())?))
    }

    /// Reads them of every node below one, by its path. Three statements.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn read_below(&self, reader: &Reader<'_>, node: &Node) -> Result<BTreeMap<kernel::Path, Figures>> {
        if self.indicators.is_empty() || self.years.is_empty() {
            return Ok(BTreeMap::new());
        }
        let measures = stats::measures(&self.all());
        let found = stats::readings_below(reader, node, &measures, &self.periods())?;
        Ok(found.into_iter().map(|(path, reading)| (path, self.figures(&reading))).collect())
    }

    /// The figures where there are no rows: nothing was counted, which is a number.
    pub fn nothing(&self) -> Figures {
        self.figures(&Reading::default())
    }

    fn figures(&self, reading: &Reading) -> Figures {
        let all = self.all();
        let measures = stats::measures(&all);
        let mut figures = HashMap::new();
        for year in &self.years {
            for whole in [false, true] {
                let gathering = if whole { Gathering::Whole } else { Gathering::Year };
                let resolved = reading.resolve(self.period(gathering, *year), &measures);
                figures.extend(all.iter().map(|it| ((it.code, *year, whole), it.formula.of(&resolved))));
            }
        }
        Figures(figures)
    }

    /// What an indicator says of a goal in a year.
    pub fn amount(&self, figures: &Figures, goal: &Goal, year: i32) -> Option<Amount> {
        let indicator = self.indicators.get(goal.indicator.as_str())?;
        let figure = figures.0.get(&(indicator.code, year, goal.gathering == Gathering::Whole))?;
        Amount::of(indicator, *figure)
    }
}
