//! What a tenant decides for itself: how long finance has, whether figures are looked at again, and the
//! matrix for what cannot be computed. Law sets none of these numbers [L1, Arts. 7, 9].

use ::store::{Reader, Tx};
use identity::settings;
use identity::{Unit, tree};
use kernel::calendar::WorkCalendar;
use kernel::id::UnitId;
use kernel::{Actor, Error, Result, Role, Time, Verdict};
use ledger::{Fact, Recorded};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::store::{NEXT_RECHECK, SIGNED_OF};

/// The key of these rules among an enterprise's settings.
pub const SETTING: &str = "benefits";
/// What the ledger calls a change of these rules, beside the setting itself: who made it.
const KIND: &str = "benefit_rules";
/// The months after adoption at which a figure may be looked at again.
pub const MONTHS: [u32; 2] = [3, 12];
/// The matrix of the first version.
const FIRST: i64 = 1;

/// The rules of one enterprise, at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// Working days finance has for an audit or a re-check.
    pub audit_days: u32,
    /// Working days before a deadline at which finance is reminded.
    pub remind_days: u32,
    /// Months after adoption at which a signed figure is looked at again; none of them unless asked for.
    pub rechecks: Vec<u32>,
    /// The matrix for what cannot be computed.
    pub grid: Grid,
}

/// Effect, difficulty and reach, each in levels that give points [L1, Art. 7].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    /// Its version, kept with every statement made under it.
    pub version: i64,
    /// The criteria, in order.
    pub criteria: Vec<Criterion>,
}

/// One criterion with its levels, the strongest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// A word for the forms: `effect`.
    pub word: String,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// The levels.
    pub levels: Vec<Level>,
}

/// One level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// A word for the forms: `a`.
    pub word: String,
    /// What it means, in Chinese.
    pub zh: String,
    /// And in English.
    pub en: String,
    /// Its points.
    pub points: u32,
}

impl Default for Rules {
    fn default() -> Rules {
        Rules { audit_days: 10, remind_days: 2, rechecks: Vec::new(), grid: Grid::default() }
    }
}

impl Default for Grid {
    fn default() -> Grid {
        let criterion = |word: &str, zh: &str, en: &str, levels: [(&str, &str, u32); 4]| Criterion {
            word: word.into(),
            zh: zh.into(),
            en: en.into(),
            levels: ["a", "b", "c", "d"]
                .into_iter()
                .zip(levels)
                .map(|(word, (zh, en, points))| Level { word: word.into(), zh: zh.into(), en: en.into(), points })
                .collect(),
        };
        Grid {
            version: FIRST,
            criteria: vec![
                criterion(
                    "effect",
                    "作用大小",
                    "Effect",
                    [
                        ("消除重大隐患，或解决长期难题", "Removes a grave hazard or an old problem", 40),
                        ("明显改善安全、质量或劳动条件", "Clearly betters safety, quality or working conditions", 30),
                        ("有改善，看得见", "Some improvement one can see", 20),
                        ("小改善", "A small improvement", 10),
                    ],
                ),
                criterion(
                    "difficulty",
                    "技术难度",
                    "Difficulty",
                    [
                        ("要自行研制，跨专业", "Needs development across trades", 30),
                        ("要设计和试验", "Needs design and trials", 22),
                        ("按现成办法改造", "A known way, adapted", 14),
                        ("简单易做", "Simple to do", 6),
                    ],
                ),
                criterion(
                    "reach",
                    "推广范围",
                    "Reach",
                    [
                        ("行业内可用", "Of use in the whole trade", 30),
                        ("全单位可用", "Of use in the whole enterprise", 22),
                        ("本车间可用", "Of use in the workshop", 14),
                        ("只用于一处", "Of use in one place", 6),
                    ],
                ),
            ],
        }
    }
}

impl Grid {
    /// The sum of the points, when there is a level of this matrix for each criterion.
    pub fn points(&self, levels: &[String]) -> Option<i64> {
        if levels.len() != self.criteria.len() {
            return None;
        }
        let points =
            |(criterion, word): (&Criterion, &String)| criterion.level(word).map(|level| i64::from(level.points));
        self.criteria.iter().zip(levels).map(points).sum()
    }
}

impl Criterion {
    /// The level of this word.
    pub fn level(&self, word: &str) -> Option<&Level> {
        self.levels.iter().find(|level| level.word == word)
    }
}

impl Rules {
    /// The rules of an enterprise now.
    ///
    /// # Errors
    /// Broken, when the database fails or the stored rules cannot be read.
    pub fn of(reader: &Reader<'_>, enterprise: UnitId, now: Time) -> Result<Rules> {
        let set = settings::current::<Rules>(reader, enterprise, SETTING, now)?;
        Ok(set.map_or_else(Rules::default, |setting| setting.value))
    }

    /// Until when finance is to act on something that came to it at `at`.
    pub fn due(&self, at: Time) -> Time {
        WorkCalendar::china().deadline(at.timestamp(), self.audit_days).into()
    }

    /// When a figure signed at `signed`, of a use that began at `since`, is to be looked at next.
    pub fn next_recheck(&self, since: Time, signed: Time) -> Option<Time> {
        self.rechecks.iter().map(|months| after(since, *months)).filter(|at| *at > signed).min()
    }
}

/// Whether somebody sets these rules: the administrators of an enterprise, and its finance and
/// innovation officers at the level of the enterprise.
pub fn may_set(actor: &Actor, enterprise: &Unit) -> Verdict {
    let place = enterprise.place();
    let leads = [Role::FinanceAuditor, Role::InnovationOfficer].iter().any(|role| actor.has_within(*role, &place));
    Verdict::when(leads || actor.has(Role::Administrator, &place), "benefit-rules-only")
}

/// Puts a new version in force, and sets the days of the re-checks that are still to come by it.
///
/// # Errors
/// Denied with the reason; overtaken when the rules changed since the form was made.
pub fn put(
    tx: &mut Tx<'_>,
    actor: &Actor,
    enterprise: UnitId,
    before: i64,
    rules: &Rules,
    now: Time,
) -> Result<Recorded<()>> {
    let unit = tree::unit(tx, enterprise)?;
    may_set(actor, &unit).check()?;
    let standing = settings::current::<Rules>(tx, enterprise, SETTING, now)?;
    if standing.map_or(0, |setting| setting.version) != before {
        return Err(Error::Overtaken);
    }
    let set = settings::put(tx, identity::By::House, enterprise, SETTING, now, rules, now)?;
    if set.entry().is_none() {
        return Ok(set.with(()));
    }
    for row in tx.all(&SIGNED_OF, (enterprise,))? {
        let next = rules.next_recheck(row.since, row.audited_at.unwrap_or(now));
        if next != row.recheck_at {
            tx.execute(&NEXT_RECHECK, (row.id, next))?;
        }
    }
    let what = json!({ "version": *set.value() });
    let fact = Fact::new(KIND, enterprise.any(), "set", now).counted_at(&unit.place()).by(actor).with(1, &what);
    Ok(set.and(ledger::append(tx, fact)?).with(()))
}

/// The same day so many months later, at midnight in China; the last of the month where there is no such day.
pub fn after(since: Time, months: u32) -> Time {
    let span = jiff::Span::new().try_months(months).unwrap_or_default();
    since.date().checked_add(span).map_or(since, Time::start_of)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_figure_is_looked_at_again_after_three_and_after_twelve_months() {
        let rules = Rules { rechecks: MONTHS.to_vec(), ..Rules::default() };
        let day = |year, month, day| Time::start_of(date(year, month, day));
        let since = day(2026, 1, 31);
        assert_eq!(rules.next_recheck(since, day(2026, 2, 10)), Some(day(2026, 4, 30)));
        assert_eq!(rules.next_recheck(since, day(2026, 4, 30)), Some(day(2027, 1, 31)));
        assert_eq!(rules.next_recheck(since, day(2027, 2, 1)), None);
        assert_eq!(Rules::default().next_recheck(since, since), None, "nobody asked for it");
    }

    #[test]
    fn the_default_matrix_gives_a_hundred_points_at_most_and_knows_its_levels() {
        let grid = Grid::default();
        let pick = |words: [&str; 3]| grid.points(&words.map(str::to_owned));
        assert_eq!(pick(["a", "a", "a"]), Some(100));
        assert_eq!(pick(["d", "d", "d"]), Some(22));
        assert_eq!(pick(["a", "e", "a"]), None);
        assert_eq!(grid.points(&["a".to_owned()]), None);
    }
}
