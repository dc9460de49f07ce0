//! The page in words: from what was found to what the template shows.

use identity::Unit;
use kernel::Actor;
use stats::sight::may_count;
use stats::{Figure, Indicator};
use ui::T;

use super::super::grouped;
use super::{Cell, Days, Headline, Link, Standing, Step, fig_href};
use crate::charts::{self, Months};
use crate::figures::{change, meaning, told, weight};
use crate::found::{Found, MONTHLY, Row};
use crate::span::Span;
use crate::traced::{OVERDUE, When};

/// The way from a suggestion to a result in use: what is counted, and how it is coloured.
const WAY: [(&str, &str, &str); 6] = [
    ("cockpit-way-submitted", "suggestion.submitted", "--heat-1"),
    ("cockpit-way-answered", "suggestion.answered", "--heat-1"),
    ("cockpit-way-adopted", "suggestion.adopted", "--heat-2"),
    ("cockpit-way-implemented", "suggestion.implemented", "--heat-3"),
    ("cockpit-way-audited", "benefit.statements", "--jade-graphic"),
    ("cockpit-way-spread", "adoption.taken_over", "--jade-graphic"),
];
/// How long steps take.
const DAYS: [&str; 4] = [
    "suggestion.days_to_answer_median",
    "suggestion.days_to_answer_p90",
    "suggestion.days_to_done_median",
    "suggestion.days_to_done_p90",
];

/// A page in the making.
pub(super) struct View<'a> {
    pub t: T,
    pub span: Span,
    pub found: &'a Found,
    pub actor: &'a Actor,
}

impl View<'_> {
    pub(super) fn at(&self, unit: &Unit) -> String {
        format!("/cockpit/{}?{}", unit.id, self.span.query())
    }

    /// A node, with a way there for who may look at it.
    pub(super) fn link(&self, unit: &Unit) -> Link {
        let href = if may_count(self.actor, &unit.place()).allowed() { self.at(unit) } else { String::new() };
        Link { words: unit.name.clone(), href, here: unit.id == self.found.unit.id }
    }

    pub(super) fn crumbs(&self) -> Vec<Link> {
        self.found.above.iter().filter(|unit| unit.id != self.found.unit.id).map(|unit| self.link(unit)).collect()
    }

    pub(super) fn spans(&self) -> Vec<Link> {
        let choice = |span: Span| Link {
            words: span.words(self.t),
            href: format!("/cockpit/{}?{}", self.found.unit.id, span.query()),
            here: span == self.span,
        };
        self.span.choices().into_iter().map(choice).collect()
    }

    /// Where a figure of this node is traced to what it comes from.
    fn trace(&self, code: &str, when: When) -> String {
        fig_href(self.found.unit.id, code, when)
    }

    /// The same in the time of this page.
    fn here(&self, it: &Indicator) -> String {
        self.trace(it.code, When::Span(self.span))
    }

    /// A figure and its records, by its code.
    pub(super) fn figure(&self, code: &str) -> (String, String) {
        let Some(row) = self.found.row(code) else { return (self.t.get("fmt-none").to_owned(), String::new()) };
        (told(self.t, row.it.unit, row.now), self.here(row.it))
    }

    pub(super) fn headline(&self, row: &Row) -> Headline {
        let unit = row.it.unit;
        Headline {
            meaning: meaning(self.t, row.it),
            value: told(self.t, unit, row.now),
            href: self.here(row.it),
            change: change(self.t, unit, row.compared.0, row.compared.1).unwrap_or_default(),
            slope: charts::slope(self.span.years(), row.years, |figure| told(self.t, unit, figure)),
        }
    }

    /// Where things lie, whenever they came.
    pub(super) fn standing(&self) -> Vec<Standing> {
        let t = self.t;
        let ever = When::Ever(self.span.now);
        let line = |(it, n): &(&Indicator, i64)| Standing {
            name: t.get(&it.name_key()).to_owned(),
            value: t.number(*n),
            href: self.trace(it.code, ever),
        };
        let mut lines: Vec<_> = self.found.standing.iter().map(line).collect();
        lines.push(Standing {
            name: t.get("cockpit-overdue").to_owned(),
            value: t.number(self.found.overdue),
            href: self.trace(OVERDUE, ever),
        });
        lines
    }

    pub(super) fn months(&self) -> Option<Months> {
        let row = self.found.row(MONTHLY)?;
        let periods = self.span.months_of(self.span.year);
        let told = |figure| told(self.t, row.it.unit, figure);
        charts::months(self.t, &row.months.0, &row.months.1, told, |at| {
            let month = periods.get(at).map(|period| When::Span(self.span.at_month(period.from)));
            month.map(|when| self.trace(row.it.code, when)).unwrap_or_default()
        })
    }

    pub(super) fn way(&self) -> Vec<Step> {
        let number = |code: &str| self.found.row(code).and_then(|row| weight(row.now));
        let whole = number(WAY[0].1).unwrap_or(0);
        let step = |(name, code, colour): (&'static str, &str, &'static str)| {
            let value = number(code)?;
            let (words, href) = self.figure(code);
            Some(Step {
                name,
                value: words,
                href,
                share: self.t.percent(value, whole),
                width: if whole > 0 { (value * 74 / whole).clamp(0, 74) } else { 0 },
                colour,
            })
        };
        if whole == 0 { Vec::new() } else { WAY.into_iter().filter_map(step).collect() }
    }

    /// The days, and the scale they are drawn on.
    pub(super) fn days(&self) -> (Vec<Days>, Vec<(i64, String)>) {
        let t = self.t;
        let rows: Vec<&Row> = DAYS.iter().filter_map(|code| self.found.row(code)).collect();
        let number = |figure: Figure| match figure {
            Figure::Number(days) => Some(days),
            _ => None,
        };
        let all = rows.iter().flat_map(|row| [row.compared.0, row.compared.1, row.now]);
        let most = all.filter_map(number).max().unwrap_or(0).max(1);
        let x = |days: i64| 120 + days * 320 / most;
        let point = |figure| number(figure).map(|days| (x(days), t.number(days)));
        let days = |(at, row): (i64, &&Row)| Days {
            name: t.get(&row.it.name_key()).to_owned(),
            now: point(row.now),
            before: point(row.compared.1),
            y: 34 + at * 34,
        };
        let lines: Vec<Days> = (0_i64..).zip(&rows).map(days).filter(|line| line.now.is_some()).collect();
        let axis = [0, most / 2, most].map(|days| (x(days), t.number(days)));
        (lines, axis.into())
    }

    pub(super) fn groups(&self) -> Vec<(String, Vec<Cell>)> {
        let t = self.t;
        let cell = |row: &Row| Cell {
            meaning: meaning(t, row.it),
            now: told(t, row.it.unit, row.now),
            href: self.here(row.it),
            before: told(t, row.it.unit, row.compared.1),
            change: change(t, row.it.unit, row.compared.0, row.compared.1).unwrap_or_default(),
        };
        grouped(self.found.rows.iter(), |row| row.it.code)
            .into_iter()
            .map(|(group, rows)| {
                (t.get(&format!("cockpit-group-{group}")).to_owned(), rows.into_iter().map(cell).collect())
            })
            .collect()
    }

    /// Over which months it is compared, in words.
    pub(super) fn compared(&self) -> String {
        let t = self.t;
        match self.span.compared() {
            Some((now, _)) if self.span.is_running() => {
                t.with1("cockpit-compared-months", "n", now.until - now.from).into_owned()
            }
            Some(_) => t.get("cockpit-compared").to_owned(),
            None => t.get("cockpit-compared-none").to_owned(),
        }
    }
}
