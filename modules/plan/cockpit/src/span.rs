//! Which time a page is about, and with what it is compared.

use kernel::Time;
use stats::Period;
use ui::T;
use web::Fields;

/// A calendar year, or one of its months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The year.
    pub year: i32,
    /// Its month, counted from the year 0.
    pub month: Option<i32>,
    /// The present month.
    pub now: i32,
}

/// Years that can be asked for.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

impl Span {
    /// What the query asks for: `year=2025`, `month=2025-03`, or else the present year.
    pub fn read(fields: &Fields, now: Time) -> Span {
        let present = stats::month(now);
        let month = fields.get("month").split_once('-').and_then(|(year, month)| {
            let (year, month): (i32, i32) = (year.parse().ok()?, month.parse().ok()?);
            (YEARS.contains(&year) && (1..=12).contains(&month)).then_some(year * 12 + month - 1)
        });
        let year = fields.get("year").parse().ok().filter(|year| YEARS.contains(year));
        let year = month.map(|month| month.div_euclid(12)).or(year).unwrap_or(present.div_euclid(12));
        Span { year, month, now: present }
    }

    /// The months.
    pub fn period(self) -> Period {
        self.month.map_or_else(|| Period::year(self.year), Period::month)
    }

    /// What is fairly compared: the months that are over, now and a year before. None while none is over.
    pub fn compared(self) -> Option<(Period, Period)> {
        let whole = self.period();
        let until = whole.until.min(self.now);
        (until > whole.from).then(|| (Period::months(whole.from, until), Period::months(whole.from - 12, until - 12)))
    }

    /// Whether only a part of it is over.
    pub fn is_running(self) -> bool {
        self.period().holds(self.now)
    }

    /// The year and the two before it.
    pub fn years(self) -> [i32; 3] {
        [self.year - 2, self.year - 1, self.year]
    }

    /// The months of a year that have begun.
    pub fn months_of(self, year: i32) -> Vec<Period> {
        (year * 12..year * 12 + 12).filter(|month| *month <= self.now).map(Period::month).collect()
    }

    /// One month instead.
    pub fn at_month(self, month: i32) -> Span {
        Span { year: month.div_euclid(12), month: Some(month), now: self.now }
    }

    /// The query that asks for it.
    pub fn query(self) -> String {
        match self.month {
            Some(month) => format!("month={:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1),
            None => format!("year={}", self.year),
        }
    }

    /// In words: 2026 年, 2026 年 3月.
    pub fn words(self, t: T) -> String {
        let year = self.year.to_string();
        match self.month {
            Some(month) => {
                let month = t.get(&format!("fmt-month-{}", month.rem_euclid(12) + 1)).to_owned();
                t.with2("cockpit-month", ("year", year), ("month", month)).into_owned()
            }
            None => t.with1("cockpit-year", "year", year).into_owned(),
        }
    }

    /// What can be chosen instead: the three years up to now, this month and the last.
    pub fn choices(self) -> Vec<Span> {
        let present = self.now.div_euclid(12);
        let year = |year| Span { year, month: None, now: self.now };
        let mut all = vec![
            self.at_month(self.now),
            self.at_month(self.now - 1),
            year(present),
            year(present - 1),
            year(present - 2),
        ];
        if !all.contains(&self) {
            all.push(self);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn asked(query: &str, now: jiff::civil::Date) -> Span {
        Span::read(&Fields::from_query(query), Time::start_of(now))
    }

    #[test]
    fn a_running_year_is_compared_over_the_months_that_are_over() {
        let span = asked("", date(2026, 11, 25));
        assert_eq!((span.year, span.month), (2026, None));
        let (now, before) = span.compared().unwrap();
        assert_eq!(
            (now, before),
            (Period::months(2026 * 12, 2026 * 12 + 10), Period::months(2025 * 12, 2025 * 12 + 10),)
        );
        assert!(asked("", date(2026, 1, 3)).compared().is_none(), "nothing is over yet");
        let whole = asked("year=2025", date(2026, 11, 25));
        assert_eq!(whole.compared().unwrap().0, Period::year(2025));
        assert!(!whole.is_running());
    }

    #[test]
    fn what_is_not_understood_is_not_asked() {
        let now = date(2026, 11, 25);
        assert_eq!(asked("month=2025-03", now).period(), Period::month(2025 * 12 + 2));
        for odd in ["month=2025-13", "year=99999", "month=x", "year=-1"] {
            assert_eq!(asked(odd, now).period(), Period::year(2026), "{odd}");
        }
    }
}
