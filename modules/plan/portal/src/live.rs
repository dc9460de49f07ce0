//! What the flame is made of: how many suggestions came in, part by part, today, this month or this year.

use kernel::lifecycle::Word as _;
use kernel::{Result, Time, words};
use sha2::{Digest as _, Sha256};
use stats::{Day, Figure, Indicator, Measure, Period};
use store::Reader;

use crate::ground::{Ground, Part};

/// What is drawn: an ember dot.
const SUGGESTIONS: &str = "suggestion.submitted";
/// What is drawn in jade: benefits that finance has signed.
const VERIFIED: &str = "benefit.statements";
/// Fewer suggestions than this make no flame worth looking at: then a longer time is shown.
const ENOUGH: i64 = 300;
/// Most dots of one flame, and of all together.
const DOTS: (i64, i64) = (130, 1000);

words! {
    /// Over which time the flame counts.
    pub enum Span {
        /// 今天.
        Today = "today",
        /// 本月.
        Month = "month",
        /// 今年.
        Year = "year",
    }
}

impl Span {
    /// The time that a query asks for.
    pub fn asked(word: &str) -> Option<Span> {
        Span::from_word(word)
    }

    /// The months it takes, as far as it is made of months.
    fn period(self, now: Time) -> Period {
        let month = stats::month(now);
        if self == Span::Year { Period::year(month.div_euclid(12)) } else { Period::month(month) }
    }
}

/// What was counted somewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Suggestions that were registered.
    pub suggestions: i64,
    /// Benefits that were signed for the first time.
    pub verified: i64,
}

impl Count {
    fn of(numbers: &[i64]) -> Count {
        Count { suggestions: numbers.first().copied().unwrap_or(0), verified: numbers.get(1).copied().unwrap_or(0) }
    }
}

/// The counts of a time.
pub struct Live {
    /// Which time.
    pub span: Span,
    /// Of the whole.
    pub total: Count,
    /// Of each part, in the order of the ground.
    pub parts: Vec<Count>,
}

impl Live {
    /// Counts the time that was asked for; without one the shortest with enough in it. Eight statements at most.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn read(
        reader: &Reader<'_>,
        ground: &Ground,
        dictionary: &[&'static Indicator],
        asked: Option<Span>,
        now: Time,
    ) -> Result<Live> {
        let counted: Vec<&Indicator> = [SUGGESTIONS, VERIFIED]
            .iter()
            .filter_map(|code| dictionary.iter().find(|it| it.code == *code))
            .copied()
            .collect();
        let node = ground.node();
        if asked.is_none_or(|span| span == Span::Today) {
            let measures: Vec<Measure> =
                counted.iter().filter_map(|it| it.formula.measures().first().copied()).collect();
            let day = stats::on_day(reader, &node, &measures, Day::of(now))?;
            let total = Count::of(&day.own);
            if asked.is_some() || total.suggestions >= ENOUGH {
                let part = |part: &Part| day.below.get(&part.path).map(|sums| Count::of(sums)).unwrap_or_default();
                return Ok(Live { span: Span::Today, total, parts: ground.parts.iter().map(part).collect() });
            }
        }
        let spans = [Span::Month, Span::Year];
        let figures = stats::figures(reader, &node, &counted, &spans.map(|span| span.period(now)))?;
        let total = |at: usize| Count::of(&figures.iter().map(|one| number(one[at])).collect::<Vec<_>>());
        let at = match asked {
            Some(Span::Month) => 0,
            Some(_) => 1,
            None => usize::from(total(0).suggestions < ENOUGH),
        };
        let below = stats::children(reader, &node, &counted, spans[at].period(now))?;
        let part = |part: &Part| {
            let figures = below.get(&part.path).map(Vec::as_slice).unwrap_or_default();
            Count::of(&figures.iter().copied().map(number).collect::<Vec<_>>())
        };
        Ok(Live { span: spans[at], total: total(at), parts: ground.parts.iter().map(part).collect() })
    }

    /// What is counted and lies in none of the parts that are drawn.
    pub fn elsewhere(&self) -> Count {
        let sum = |of: fn(&Count) -> i64| self.parts.iter().map(of).sum::<i64>();
        Count {
            suggestions: self.total.suggestions - sum(|count| count.suggestions),
            verified: self.total.verified - sum(|count| count.verified),
        }
    }

    /// How many one dot stands for: a round number with which every flame can be taken in.
    pub fn per_dot(&self) -> i64 {
        let dots =
            |count: &Count, each: i64| (count.suggestions + each - 1) / each + (count.verified + each - 1) / each;
        let most = |each| self.parts.iter().map(|count| dots(count, each)).max().unwrap_or(0);
        let all = |each| self.parts.iter().map(|count| dots(count, each)).sum::<i64>();
        let mut tens = 1;
        loop {
            for each in [tens, 2 * tens, 5 * tens] {
                if (most(each) <= DOTS.0 && all(each) <= DOTS.1) || tens >= 1_000_000 {
                    return each;
                }
            }
            tens *= 10;
        }
    }

    /// A mark of the counts: another one when any of them changed.
    pub fn state(&self) -> String {
        let mut digest = Sha256::new().chain_update(self.span.word());
        for count in self.parts.iter().chain([&self.total]) {
            digest = digest.chain_update(count.suggestions.to_be_bytes()).chain_update(count.verified.to_be_bytes());
        }
        hex::encode(&digest.finalize()[..8])
    }
}

fn number(figure: Figure) -> i64 {
    if let Figure::Number(n) = figure { n } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn live(parts: &[i64]) -> Live {
        let count = |n: &i64| Count { suggestions: *n, verified: 0 };
        let total = Count { suggestions: parts.iter().sum(), verified: 0 };
        Live { span: Span::Today, total, parts: parts.iter().map(count).collect() }
    }

    #[test]
    fn a_dot_stands_for_a_round_number_so_that_a_flame_can_be_taken_in() {
        assert_eq!(live(&[]).per_dot(), 1);
        assert_eq!(live(&[12, 0, 120]).per_dot(), 1);
        assert_eq!(live(&[48, 104, 41, 92, 219, 121, 168, 137, 118, 231, 37]).per_dot(), 2);
        assert_eq!(live(&[404_000]).per_dot(), 5000);
    }

    #[test]
    fn the_mark_changes_with_every_count() {
        let before = live(&[3, 4]).state();
        assert_eq!(live(&[3, 4]).state(), before);
        assert_ne!(live(&[4, 3]).state(), before);
    }
}
