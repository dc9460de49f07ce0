//! What the use of an idea brought, as people work it out: lines of numbers with units and evidence, and
//! what finance made of them.

use crate::ideas::Benefit;
use crate::random::Random;
use crate::template::{Bindings, bind, fill};

/// What somebody stated about a use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BenefitPlan {
    /// The arithmetic; empty when it cannot be computed.
    pub lines: Vec<BenefitLine>,
    /// The levels of effect, difficulty and reach, `a` the strongest, when it cannot.
    pub levels: Option<[&'static str; 3]>,
    /// Why these levels; empty for an arithmetic.
    pub words: String,
    /// What finance did.
    pub outcome: Outcome,
}

/// A product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BenefitLine {
    /// What it is for.
    pub what: String,
    /// Whether it is taken off.
    pub cost: bool,
    /// Names, numbers as they are written, units.
    pub factors: Vec<(String, String, String)>,
    /// Where the numbers come from.
    pub evidence: String,
    /// The numbers as finance found them.
    pub audited: Vec<String>,
}

/// What finance did with a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing yet.
    Waiting,
    /// Sent back, with the reason.
    Returned(String),
    /// Signed, with the note.
    Audited(String),
}

/// `what | name number unit; name number unit … | evidence`, with slots.
const TIME: &[&str] = &[
    "节省工时|每次省下 {a:6-34} 分钟;次数 {b:2-7} 次/天;生产天数 250 天;人工费率 0.75 元/分钟|三月和四月的工时记录，一共记了 {c:40-160} 次。",
    "缩短停机|每次少停 {a:8-25} 分钟;次数 {b:120-680/10} 次;机台费率 {c:1.2|1.5|1.9} 元/分钟|设备台账里的停机记录，前后各取三个月。",
];
const EFFORT: &[&str] = &[
    "省下辅助用工|每班省下 {1|1.5|2} 小时;班数 {250|480|500} 班;工时费率 {32|36|42} 元/小时|班组派工单，改前两个人，改后一个人。",
];
const QUALITY: &[&str] = &[
    "减少报废|少报废 {a:40-320} 件/年;单件成本 {b:18-96} 元/件|质检日报，改前改后各统计三个月，按月均折成一年。",
    "减少返工|少返工 {a:90-560/10} 件/年;每件返工 {b:0.3|0.4|0.6} 小时;工时费率 38 元/小时|返工单 {c:40-120} 张，车间统计员核过。",
];
const MATERIAL: &[&str] = &[
    "节约材料|每月少用 {a:60-640/10} 千克;月数 12 月;单价 {b:6.5|8.2|11.4|14.8} 元/千克|仓库领料单，改前改后各三个月。",
];
const ENERGY: &[&str] =
    &["节电|少用功率 {a:2-11} 千瓦;每天 {b:8|16|20} 小时/天;天数 300 天;电价 0.68 元/千瓦时|分表读数，连抄两周。"];
const ENVIRONMENT: &[&str] =
    &["少处置危废|少产生 {a:2-9} 吨/年;处置价 {b:2800|3200|3600} 元/吨|危废转移联单和处置合同。"];
const COST: &[&str] = &[
    "材料和外协|一次投入 {a:300-8600/100} 元|采购发票和外协结算单。",
    "制作用工|制作 {a:6-40} 小时;工时费率 38 元/小时|机修班派工单。",
];
const WORDS: &[&str] = &[
    "隐患消除后没有再发生险情，班组都用上了，材料是现成的。",
    "不好折成钱，但弯腰搬举少了，夜班的人都说好用。",
    "做法简单，别的工段照着做了两处，安全员来看过。",
];
const AS_STATED: &[&str] =
    &["与台账核对一致，照报。", "单据齐全，单价按上季度平均，照报。", "抽查了两个月的记录，数对得上，照报。"];
const CUT: &[&str] = &[
    "{what}按实际单据核，自报偏高，其余照报。",
    "数量按排产表和领料单核减，单价无异议。",
    "前三个月的记录撑不起自报的次数，按实际发生数核定。",
];
const RETURNED: &[&str] = &[
    "单价没有依据，请附最近一次的采购单或结算单再交。",
    "次数是估的，请按派工单重新统计三个月，写明统计的起止日期。",
    "漏了实施投入，材料和用工也要列进来。",
];
/// What finance does within an enterprise, from the newest use back; nothing for a use nobody stated yet.
const TURNS: [Option<&str>; 8] =
    [Some("wait"), Some("audit"), Some("return"), Some("audit"), None, Some("audit"), Some("audit"), Some("wait")];

/// The statement about the `nth` use of an enterprise, the newest being 0, of an idea that is good for this; nothing when
/// nobody stated it yet. `index` makes the draws its own.
pub fn plan(seed: u64, index: u32, nth: usize, good_for: &[Benefit]) -> Option<BenefitPlan> {
    let turn = TURNS[nth % TURNS.len()]?;
    let mut random = Random::of(seed, "benefit", u64::from(index));
    let mut lines: Vec<BenefitLine> = Vec::new();
    for kind in good_for {
        let templates = match kind {
            Benefit::Time => TIME,
            Benefit::Effort => EFFORT,
            Benefit::Quality => QUALITY,
            Benefit::Material => MATERIAL,
            Benefit::Energy => ENERGY,
            Benefit::Environment => ENVIRONMENT,
            Benefit::Safety => &[],
        };
        lines.extend(random.pick(templates).map(|template| line(template, false, &mut random)));
    }
    let mut plan = BenefitPlan { lines, levels: None, words: String::new(), outcome: Outcome::Waiting };
    if plan.lines.is_empty() {
        let mut level = || random.pick(&["b", "c", "c", "d"]).copied().unwrap_or("c");
        plan.levels = Some([level(), level(), level()]);
        plan.words = one(WORDS, &mut random);
    } else if random.chance(70) {
        let cost = random.pick(COST).copied().unwrap_or_default();
        plan.lines.push(line(cost, true, &mut random));
    }
    plan.outcome = match turn {
        "audit" => Outcome::Audited(audited(&mut plan.lines, &mut random)),
        "return" => Outcome::Returned(one(RETURNED, &mut random)),
        _ => Outcome::Waiting,
    };
    Some(plan)
}

/// Finance finds fewer than were stated in every other statement; yields what it writes.
fn audited(lines: &mut [BenefitLine], random: &mut Random) -> String {
    let cuts = random.chance(55);
    let Some(line) = lines.first_mut().filter(|_| cuts) else { return one(AS_STATED, random) };
    let Some(number) = line.audited.iter_mut().find(|number| number.parse::<i64>().is_ok_and(|number| number > 5))
    else {
        return one(AS_STATED, random);
    };
    let stated: i64 = number.parse().unwrap_or_default();
    *number = (stated - (stated * random.between(8, 30) / 100).max(1)).to_string();
    let bindings = Bindings::default().with("what", &line.what);
    fill(random.pick(CUT).copied().unwrap_or_default(), &bindings, random)
}

fn one(texts: &[&str], random: &mut Random) -> String {
    random.pick(texts).copied().unwrap_or_default().to_owned()
}

fn line(template: &str, cost: bool, random: &mut Random) -> BenefitLine {
    let mut bindings = Bindings::default();
    bind(&[template], &mut bindings, random);
    // Numbers are joined to their units by spaces, so that none is read as a count of things.
    let text = fill(template, &bindings, random);
    let mut parts = text.split('|');
    let what = parts.next().unwrap_or_default().to_owned();
    let factors: Vec<(String, String, String)> = parts
        .next()
        .unwrap_or_default()
        .split(';')
        .map(|factor| {
            let mut words = factor.splitn(3, ' ').map(str::to_owned);
            let mut next = || words.next().unwrap_or_default();
            (next(), next(), next())
        })
        .collect();
    let audited = factors.iter().map(|(_, number, _)| number.clone()).collect();
    BenefitLine { what, cost, factors, evidence: parts.next().unwrap_or_default().to_owned(), audited }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_numbers_with_names_and_evidence() {
        let all = [TIME, EFFORT, QUALITY, MATERIAL, ENERGY, ENVIRONMENT, COST].concat();
        for template in all {
            for draw in 0..20 {
                let line = line(template, false, &mut Random::new(draw));
                assert!(!line.factors.is_empty() && line.factors.len() <= 4 && !line.evidence.is_empty(), "{template}");
                for (name, number, unit) in &line.factors {
                    assert!(!name.is_empty() && !unit.is_empty() && number.parse::<f64>().is_ok(), "{line:?}");
                }
            }
        }
    }

    #[test]
    fn equal_seeds_tell_equal_statements_and_every_turn_comes() {
        let good = [Benefit::Time, Benefit::Material];
        assert_eq!(plan(1, 7, 0, &good), plan(1, 7, 0, &good));
        let outcomes: Vec<_> = (0..8).map(|nth| plan(1, nth, nth as usize, &good).map(|plan| plan.outcome)).collect();
        assert!(outcomes.contains(&None) && outcomes.contains(&Some(Outcome::Waiting)));
        assert!(outcomes.iter().flatten().any(|outcome| matches!(outcome, Outcome::Returned(_))));
        assert!(plan(1, 1, 0, &[Benefit::Safety]).unwrap().levels.is_some());
    }
}
