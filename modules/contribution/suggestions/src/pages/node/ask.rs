//! What was asked of a node's page, in its query, and the links that ask it.

use identity::Unit;
use kernel::lifecycle::Word;
use ui::T;
use web::{Ctx, Fields};

use super::{Choice, period_key};
use crate::counts::{Figure, Period, Window};

/// Years that can be asked for.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

/// The switch between periods, for a page at `href` without its query.
pub(super) fn periods(t: T, href: &str, here: Option<Period>) -> Vec<Choice> {
    let path = href.split('?').next().unwrap_or(href);
    let choice = |period: &Period| Choice {
        label: t.get(period_key(*period)).to_owned(),
        href: format!("{path}?period={period}"),
        here: Some(*period) == here,
    };
    Period::ALL.iter().map(choice).collect()
}

/// The query of a node's page.
pub struct Asked {
    /// Over which time, unless a year was asked for.
    pub period: Period,
    /// A calendar year instead.
    pub year: Option<i16>,
    /// Its months.
    pub window: Window,
    /// By which column the children are sorted; by name without one.
    pub sort: Option<Figure>,
    /// Whether from the smallest.
    pub ascending: bool,
    /// Everything else that was asked.
    pub fields: Fields,
}

impl Asked {
    /// Reads the query. What is not understood is as if it were not there.
    pub fn read(ctx: &Ctx) -> Asked {
        let fields = Fields::from_query(&ctx.visit.query);
        let period = Period::from_word(fields.get("period")).unwrap_or(Period::Twelve);
        let year = fields.get("year").parse().ok().filter(|year| YEARS.contains(year));
        let sort = fields.get("sort");
        Asked {
            period,
            year,
            window: year.map_or_else(|| period.window(ctx.now), Window::of_year),
            sort: Figure::from_word(sort.trim_start_matches('-')),
            ascending: !sort.starts_with('-'),
            fields,
        }
    }

    /// The page of a node over the same time.
    pub fn at(&self, unit: &Unit) -> String {
        format!("/nodes/{}?{}", unit.id, self.time())
    }

    /// The records behind a figure.
    pub fn records(&self, unit: &Unit, figure: Figure) -> String {
        format!("/nodes/{}/records?figure={figure}&{}", unit.id, self.time())
    }

    /// The order of the children, as a part of a query.
    pub fn sorting(&self) -> String {
        let sign = if self.ascending { "-" } else { "" };
        self.sort.map_or_else(String::new, |sort| format!("sort={sign}{sort}&"))
    }

    /// The time that is looked at, as a query.
    fn time(&self) -> String {
        self.year.map_or_else(|| format!("period={}", self.period), |year| format!("year={year}"))
    }

    /// The time that is looked at, in words.
    pub fn words(&self, t: T) -> String {
        match self.year {
            Some(year) => t.with1("node-year", "year", i64::from(year).to_string()).into_owned(),
            None => t.get(period_key(self.period)).to_owned(),
        }
    }
}
