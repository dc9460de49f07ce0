//! What a tenant decides for itself: deadlines, the rubric, who may review. Defaults are the
//! house's; law sets no numeric deadline [L1, Art. 14].

use kernel::calendar::WorkCalendar;
use kernel::id::UnitId;
use kernel::{Result, Time};
use serde::{Deserialize, Serialize};
use store::Reader;

/// The key of these rules among an enterprise's settings.
pub const SETTING: &str = "suggestions";

/// The rules of one enterprise, at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// Working days for the formal check.
    pub check_days: u32,
    /// Working days from registration to the decision: the date the author is promised.
    pub decide_days: u32,
    /// Working days before a deadline at which its officer is reminded.
    pub remind_days: u32,
    /// Whether a reviewer from the author's own team is refused.
    pub line_may_not_review: bool,
    /// How specialists score.
    pub rubric: Rubric,
}

/// What specialists score, with weights that sum to 100. The default is the scheme of one published
/// practice: level 30, economy 30, reach 20, use 20 [S9].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rubric {
    /// Version, kept with every score given under it.
    pub version: i64,
    /// The criteria, in order.
    pub criteria: Vec<Criterion>,
}

/// One criterion: scored from 0 to its weight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// A word for the forms: `level`.
    pub word: String,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// Most points; all weights sum to 100.
    pub weight: u32,
}

impl Default for Rules {
    fn default() -> Rules {
        let one = |word: &str, zh: &str, en: &str, weight| Criterion {
            word: word.into(),
            zh: zh.into(),
            en: en.into(),
            weight,
        };
        Rules {
            check_days: 5,
            decide_days: 20,
            remind_days: 1,
            line_may_not_review: false,
            rubric: Rubric {
                version: 1,
                criteria: vec![
                    one("level", "技术水平", "Technical level", 30),
                    one("economy", "经济效益", "Economic benefit", 30),
                    one("reach", "应用范围", "Reach", 20),
                    one("use", "实用性", "Practical use", 20),
                ],
            },
        }
    }
}

impl Rubric {
    /// The sum of the points, when each criterion has some and none more than its weight.
    pub fn total(&self, scores: &[(String, u32)]) -> Option<u32> {
        let fits = scores.len() == self.criteria.len()
            && self
                .criteria
                .iter()
                .zip(scores)
                .all(|(criterion, (word, points))| criterion.word == *word && *points <= criterion.weight);
        fits.then(|| scores.iter().map(|(_, points)| points).sum())
    }

    /// Whether the weights sum to 100 and no word comes twice.
    pub fn is_sound(&self) -> bool {
        let mut words: Vec<_> = self.criteria.iter().map(|criterion| &criterion.word).collect();
        words.sort_unstable();
        words.dedup();
        words.len() == self.criteria.len()
            && self.criteria.iter().map(|criterion| u64::from(criterion.weight)).sum::<u64>() == 100
    }
}

impl Rules {
    /// The rules of an enterprise now.
    ///
    /// # Errors
    /// Broken, when the database fails or the stored rules cannot be read.
    pub fn of(reader: &Reader<'_>, enterprise: UnitId, now: Time) -> Result<Rules> {
        let set = identity::settings::current::<Rules>(reader, enterprise, SETTING, now)?;
        Ok(set.map_or_else(Rules::default, |setting| setting.value))
    }

    /// Until when the formal check is due for something that came in at `at`.
    pub fn check_due(&self, at: Time) -> Time {
        due(at, self.check_days)
    }

    /// Until when the decision is due for something that came in at `at`.
    pub fn decide_due(&self, at: Time) -> Time {
        due(at, self.decide_days)
    }
}

/// The close of the `days`-th working day after `at`.
pub fn due(at: Time, days: u32) -> Time {
    WorkCalendar::china().deadline(at.timestamp(), days).into()
}
