//! An award scheme as data: grades, how much each pays, which rules apply. A scheme that is
//! [sound](Scheme::faults) cannot make the engine pay less for more.

use kernel::{Fen, words};
use serde::{Deserialize, Serialize};

/// Most grades of a scheme.
pub const MOST_GRADES: usize = 9;
/// A hundred per cent, in hundredths of a per cent.
const WHOLE: u32 = 10_000;
/// For how long work norms are protected after a gain [L1, Art. 18].
pub const NORM_MONTHS: std::ops::RangeInclusive<u32> = 6..=12;

words! {
    /// A rule that an explanation names.
    pub enum Rule {
        /// 按年创造价值定级.
        Grade = "grade",
        /// 不能计算效益的，按作用大小、技术难易、推广范围定级.
        Matrix = "matrix",
        /// 借鉴他人成果，降低一个等级.
        Borrowed = "borrowed",
        /// 技术储备，在最低等级内先奖.
        Reserve = "reserve",
        /// 等级内按价值所处位置取数.
        Position = "position",
        /// 最高等没有上限，取最低数.
        Least = "least",
        /// 没有核定数的，取中间数.
        Middle = "middle",
        /// 由评审委员会在等级内确定.
        Choice = "choice",
        /// 按价值的百分比计奖.
        Percentage = "percentage",
        /// 几项规定同时适用，取高的.
        Higher = "higher",
        /// 已付的扣除，只补差额.
        Difference = "difference",
        /// 其中按约定归首创人.
        Promise = "promise",
        /// 高等级报上级备案.
        Filing = "filing",
        /// 单位负责人的奖励由上级审批.
        Head = "head",
        /// 定额保留期.
        Norms = "norms",
    }
}

impl Rule {
    /// The rules a tenant may switch off. The others are how the engine works.
    pub const SWITCHED: [Rule; 6] =
        [Rule::Matrix, Rule::Borrowed, Rule::Reserve, Rule::Filing, Rule::Head, Rule::Norms];

    /// Where it comes from, unless the scheme says otherwise.
    pub fn source(self) -> &'static str {
        match self {
            Rule::Grade | Rule::Borrowed => "L1, Art. 6",
            Rule::Matrix => "L1, Art. 7",
            Rule::Reserve => "L1, Art. 8",
            Rule::Head => "L1, Art. 10",
            Rule::Higher | Rule::Difference => "L1, Art. 11",
            Rule::Choice => "L1, Art. 13",
            Rule::Filing => "L1, Art. 15",
            Rule::Norms => "L1, Art. 18",
            Rule::Percentage => "S10",
            Rule::Position | Rule::Least | Rule::Middle | Rule::Promise => "",
        }
    }
}

/// One grade: from which value on, and what it is worth. It ends where the next better one begins, so
/// that no value belongs to two: 1 000 000 yuan is first grade, 999 999.99 second.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grade {
    /// The least value of it, inclusive.
    pub from: Fen,
    /// The least award.
    pub least: Fen,
    /// The most.
    pub most: Fen,
    /// The honour that goes with it, in Chinese.
    pub honour_zh: String,
    /// And in English.
    pub honour_en: String,
    /// Whether it is filed with the superior body.
    pub filed: bool,
}

/// From how many points on what cannot be computed belongs to a grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Threshold {
    /// Points, inclusive.
    pub from: i64,
    /// The grade, 1 the best.
    pub grade: usize,
}

/// A share of the value, with a cap and a floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Percentage {
    /// In hundredths of a per cent: 2000 is 20 %.
    pub rate: u32,
    /// Never less.
    pub floor: Fen,
    /// Never more.
    pub cap: Fen,
}

/// How an amount comes about where the value is known. What cannot be computed, and a reserve, are paid
/// by the ranges of the grades under either.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pay {
    /// By the range of the grade.
    Ranges,
    /// As a share of the value.
    Percentage(Percentage),
}

/// A rule switched on or off, with the source this enterprise gives for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Switch {
    /// Which.
    pub rule: Rule,
    /// Whether it applies.
    pub on: bool,
    /// Its source; empty for the rule's own.
    pub source: String,
}

/// An award scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scheme {
    /// What it is called.
    pub name: String,
    /// The grades, the best first; at least one.
    pub grades: Vec<Grade>,
    /// How amounts come about.
    pub pay: Pay,
    /// Points to grades, the most first.
    pub matrix: Vec<Threshold>,
    /// What applies; a rule not named here applies.
    pub rules: Vec<Switch>,
    /// Working days for which an award is public before it is paid.
    pub publicity_days: u32,
    /// For how many months work norms are protected.
    pub norm_months: u32,
}

/// What is wrong with a scheme, and with which grade or threshold (from 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No grade at all, or too many.
    Grades,
    /// A grade does not begin below the better one.
    Order(usize),
    /// A range runs backwards, or is negative.
    Range(usize),
    /// A grade may pay more than the least of the better one.
    Overlap(usize),
    /// The last grade does not begin at nought.
    Last,
    /// A threshold names no grade, or does not fall with the points.
    Threshold(usize),
    /// The percentage is none, or its floor lies above its cap.
    Percentage,
    /// Too long or no protection.
    Norms,
}

impl Scheme {
    /// Whether a rule applies.
    pub fn applies(&self, rule: Rule) -> bool {
        self.rules.iter().find(|one| one.rule == rule).is_none_or(|one| one.on)
    }

    /// The source of a rule as an explanation names it.
    pub fn source(&self, rule: Rule) -> String {
        let own = self.rules.iter().find(|one| one.rule == rule).map(|one| one.source.as_str());
        own.filter(|source| !source.is_empty()).unwrap_or(rule.source()).to_owned()
    }

    /// The grade of a value, from 0; none for no gain.
    pub fn grade_of(&self, value: Fen) -> Option<usize> {
        (value > Fen(0)).then(|| self.grades.iter().position(|grade| value >= grade.from)).flatten()
    }

    /// The threshold that points reach, from 0.
    pub fn threshold_of(&self, points: i64) -> Option<usize> {
        self.matrix.iter().position(|threshold| points >= threshold.from)
    }

    /// Everything that is wrong; nothing for a sound scheme.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.grades.is_empty() || self.grades.len() > MOST_GRADES {
            faults.push(Fault::Grades);
        }
        for (number, grade) in (1..).zip(&self.grades) {
            if grade.least < Fen(0) || grade.most < grade.least {
                faults.push(Fault::Range(number));
            }
        }
        for (number, pair) in (2..).zip(self.grades.windows(2)) {
            if pair[1].from >= pair[0].from {
                faults.push(Fault::Order(number));
            }
            if pair[1].most > pair[0].least {
                faults.push(Fault::Overlap(number));
            }
        }
        if self.grades.last().is_some_and(|last| last.from != Fen(0)) {
            faults.push(Fault::Last);
        }
        for (number, threshold) in (1..).zip(&self.matrix) {
            if !(1..=self.grades.len()).contains(&threshold.grade) {
                faults.push(Fault::Threshold(number));
            }
        }
        for (number, pair) in (2..).zip(self.matrix.windows(2)) {
            if pair[1].from >= pair[0].from || pair[1].grade <= pair[0].grade {
                faults.push(Fault::Threshold(number));
            }
        }
        if let Pay::Percentage(share) = self.pay
            && (share.rate == 0 || share.rate > WHOLE || share.floor < Fen(0) || share.cap < share.floor)
        {
            faults.push(Fault::Percentage);
        }
        if self.applies(Rule::Norms) && !NORM_MONTHS.contains(&self.norm_months) {
            faults.push(Fault::Norms);
        }
        faults
    }
}

impl Percentage {
    /// The share of a value, rounded down to the fen.
    pub fn of(self, value: Fen) -> Fen {
        let share = i128::from(value.0) * i128::from(self.rate) / i128::from(WHOLE);
        Fen(i64::try_from(share).unwrap_or(i64::MAX)).clamp(self.floor, self.cap)
    }
}
