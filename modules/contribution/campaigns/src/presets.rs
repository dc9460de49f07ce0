//! Values to start from. A preset is copied into the edition and edited there; nothing refers back to it.
//! For 四技 no authoritative meaning was found, only groupings of four; for 两比 none at all, so its words are the
//! tenant's to bring. 五小 has three live variants.

use identity::UnitKind;
use kernel::Fen;
use works::Kind;

use crate::plan::{Aggregate, Allowance, Category, Check, Criterion, Exclusion, Grade, Plan};

/// A dictionary to start from.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// How it is asked for.
    pub key: &'static str,
    /// What an edition made from it is called at first, in the words of the field.
    pub name: &'static str,
    /// Its categories.
    pub categories: &'static [&'static str],
    /// Where the words come from.
    pub source: &'static str,
}

/// Every preset.
pub const PRESETS: &[Preset] = &[
    Preset {
        key: "wuxiao-national",
        name: "五小（小发明、小创造、小革新、小设计、小建议）",
        categories: &["小发明", "小创造", "小革新", "小设计", "小建议"],
        source: "[S18][S20]",
    },
    Preset {
        key: "wuxiao-hangzhou",
        name: "五小（小发明、小创造、小革新、小攻关、小建议）",
        categories: &["小发明", "小创造", "小革新", "小攻关", "小建议"],
        source: "[S21]",
    },
    Preset {
        key: "wuxiao-conversion",
        name: "五小（小革新、小发明、小改造、小设计、小建议）",
        categories: &["小革新", "小发明", "小改造", "小设计", "小建议"],
        source: "[S22][S23]",
    },
    Preset {
        key: "siji-invention",
        name: "四技（技术革新、技术攻关、技术发明、技术协作）",
        categories: &["技术革新", "技术攻关", "技术发明", "技术协作"],
        source: "[S25]",
    },
    Preset {
        key: "siji-conversion",
        name: "四技（技术攻关、技术改造、技术协作、技术发明）",
        categories: &["技术攻关", "技术改造", "技术协作", "技术发明"],
        source: "[S26]",
    },
    Preset {
        key: "siji-exchange",
        name: "四技（技术攻关、技术推广、技术交流、技术协作）",
        categories: &["技术攻关", "技术推广", "技术交流", "技术协作"],
        source: "[S27]",
    },
    Preset {
        key: "liubi",
        name: "六比六赛（速度、质量、管理、安全、创新、廉洁）",
        categories: &["比速度", "比质量", "比管理", "比安全", "比创新", "比廉洁"],
        source: "[S29]",
    },
    Preset {
        key: "liubi-keqiao",
        name: "六比六赛（质量、安全、进度、效益、创新、廉洁）",
        categories: &["比质量", "比安全", "比进度", "比效益", "比创新", "比廉洁"],
        source: "[S30]",
    },
    Preset { key: "liangbi", name: "两比", categories: &[], source: "" },
];

/// The preset asked for; the first when there is none of that name.
pub fn find(key: &str) -> &'static Preset {
    PRESETS.iter().find(|preset| preset.key == key).unwrap_or(&PRESETS[0])
}

/// The rules that exclude in the contest of one province [S31][S32], and in naming practice [S37].
const RULES: [(&str, &str, Check, &str); 6] = [
    ("WX-1", "已列入政府科技计划", Check::Declared, "[S31]"),
    ("WX-2", "已获政府科技奖励", Check::Declared, "[S31]"),
    ("WX-3", "涉及技术秘密或国家秘密", Check::Declared, "[S31]"),
    ("WX-4", "可能存在知识产权争议", Check::Declared, "[S31]"),
    ("WX-5", "以往届次已经获奖", Check::Earlier, "[S31]"),
    ("WX-6", "企业负责人参与", Check::Heads, "[S37]"),
];

/// The rubric of an enterprise's form [S9], which shows practice and binds nobody.
const RUBRIC: [(&str, i64); 4] = [("技术水平", 30), ("经济效益", 30), ("应用范围", 20), ("实用性", 20)];

/// Grades, their quotas and the money of each, after one county's practice [S13], with a first grade above it.
const GRADES: [(&str, i64, i64); 3] = [("一等奖", 5, 2_000), ("二等奖", 10, 1_000), ("三等奖", 20, 600)];

/// How many each node of a level nominates.
const ALLOWANCES: [(UnitKind, i64); 3] = [(UnitKind::Enterprise, 5), (UnitKind::County, 20), (UnitKind::City, 60)];

/// A plan made from a preset.
pub fn plan(preset: &Preset) -> Plan {
    let category = |(at, name): (usize, &&str)| Category {
        id: format!("c{}", at + 1),
        name: (*name).to_owned(),
        source: preset.source.to_owned(),
    };
    let rule = |(id, text, check, source): (&str, &str, Check, &str)| Exclusion {
        id: id.to_owned(),
        text: text.to_owned(),
        check,
        source: source.to_owned(),
    };
    Plan {
        intro: String::new(),
        categories: preset.categories.iter().enumerate().map(category).collect(),
        kinds: vec![Kind::Suggestion, Kind::Project, Kind::Invention, Kind::Method],
        used_from: None,
        used_until: None,
        least: None,
        publicity_days: 5,
        rubric: RUBRIC.map(|(name, weight)| Criterion { name: name.to_owned(), weight }).to_vec(),
        scale: 10,
        aggregate: Aggregate::Trimmed,
        least_jurors: 3,
        rules: RULES.map(rule).to_vec(),
        grades: GRADES
            .map(|(name, quota, yuan)| Grade { name: name.to_owned(), quota, money: Fen::yuan(yuan) })
            .to_vec(),
        allowances: ALLOWANCES.map(|(level, most)| Allowance { level, most }).to_vec(),
    }
}
