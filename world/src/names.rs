//! Invented names of people and enterprises.
//!
//! Surnames come as often as in the east of China, given names as fashionable in the decade of
//! birth. Trade names of enterprises are two characters drawn from places nobody trades under.

use crate::random::Random;

const SURNAMES: &[(&str, u64)] = &[
    ("陈", 90),
    ("王", 72),
    ("张", 62),
    ("徐", 44),
    ("李", 42),
    ("周", 40),
    ("朱", 34),
    ("吴", 33),
    ("沈", 32),
    ("林", 30),
    ("胡", 26),
    ("叶", 25),
    ("杨", 24),
    ("金", 23),
    ("黄", 22),
    ("章", 18),
    ("俞", 17),
    ("郑", 17),
    ("潘", 16),
    ("方", 15),
    ("何", 15),
    ("蒋", 14),
    ("赵", 14),
    ("钱", 13),
    ("孙", 13),
    ("许", 13),
    ("施", 12),
    ("邵", 11),
    ("傅", 11),
    ("楼", 10),
    ("应", 10),
    ("陆", 10),
    ("董", 9),
    ("钟", 9),
    ("余", 9),
    ("毛", 9),
    ("夏", 9),
    ("包", 8),
    ("汪", 8),
    ("倪", 8),
    ("葛", 8),
    ("戴", 8),
    ("屠", 7),
    ("虞", 7),
    ("丁", 7),
    ("骆", 6),
    ("裘", 6),
    ("斯", 4),
    ("励", 4),
    ("乐", 3),
    ("刘", 24),
    ("罗", 12),
    ("覃", 7),
    ("冉", 5),
    ("黎", 6),
    ("龙", 5),
    ("向", 5),
    ("田", 6),
    ("欧阳", 2),
    ("马", 7),
];

/// Given names by sex and generation; the first lists are people born before 1978.
const GIVEN: [[&[&str]; 3]; 2] = [
    [
        &[
            "国栋", "建军", "志强", "永康", "建平", "立新", "卫东", "学礼", "光明", "海根", "水根", "大勇", "金法",
            "春生", "阿根", "宝林", "长兴", "永良", "祖德", "伟民", "国强", "建华", "德明", "文忠", "仁才", "利民",
            "新华", "忠伟", "炳炎", "关富",
        ],
        &[
            "志远", "晓峰", "海波", "伟", "军", "俊杰", "斌", "建锋", "晓东", "鹏飞", "立波", "军辉", "永刚", "旭东",
            "明亮", "国平", "剑锋", "高峰", "勇", "超", "海涛", "武", "凯", "江涛", "学军", "志刚", "云龙", "旭",
            "晨光", "卫国",
        ],
        &[
            "浩然", "宇航", "子豪", "梓轩", "嘉伟", "泽宇", "俊凯", "天乐", "家豪", "逸飞", "宏图", "思远", "一鸣",
            "文博", "佳俊", "启明", "睿", "晨", "子涵", "承志", "博", "立诚", "致远", "向阳", "亦凡", "书豪", "锦程",
            "洋", "鑫磊", "昊",
        ],
    ],
    [
        &[
            "玉兰", "秀英", "桂芳", "素芬", "春梅", "爱珍", "彩凤", "月娥", "美娟", "文英", "亚芬", "雪芬", "杏花",
            "惠芳", "小娥", "菊仙", "银娣", "水英", "志芳", "建英", "春香", "凤仙", "金花", "素琴", "海燕", "玲娣",
            "荷花", "翠英", "丽华", "腊梅",
        ],
        &[
            "丽萍", "文静", "海燕", "晓燕", "静", "丽娜", "燕飞", "琴", "小红", "雅琴", "敏", "慧", "玲玲", "艳",
            "亚萍", "洁", "丽君", "芳", "晓芳", "婷", "秋月", "冬梅", "华", "建飞", "群英", "青", "莉", "霞", "旭红",
            "艳艳",
        ],
        &[
            "雨婷", "思琪", "佳怡", "欣怡", "梦洁", "诗涵", "静怡", "嘉敏", "晓雯", "可欣", "雨欣", "佳颖", "若琳",
            "雅婷", "梦瑶", "心怡", "颖", "倩", "紫萱", "晨曦", "小满", "青砚", "秋实", "念", "语彤", "琳", "丹宁",
            "忆南", "乐怡", "一诺",
        ],
    ],
];

const TRADE_FIRST: &[&str] = &[
    "澜", "岫", "曜", "沚", "栎", "翊", "砚", "汀", "霁", "峤", "棠", "晷", "荻", "珩", "洄", "桉", "朔", "溯", "檀",
    "崤", "漪", "榉", "旻", "磬", "蔚", "岚", "渚", "笃", "骊", "钰",
];
const TRADE_SECOND: &[&str] = &[
    "渚", "屿", "川", "岑", "舸", "衡", "楫", "汐", "野", "桥", "原", "壑", "津", "庭", "沅", "序", "杭", "陌", "梧",
    "樾", "浦", "辰", "舟", "湾", "亭", "峰",
];

/// The name of someone born in `birth_year`, as people of that age are called.
pub fn person(random: &mut Random, birth_year: i64) -> String {
    let weights: Vec<u64> = SURNAMES.iter().map(|(_, weight)| *weight).collect();
    let surname = SURNAMES[random.weighted(&weights)].0;
    let sex = usize::from(random.chance(42));
    let generation = match birth_year {
        ..1978 => 0,
        1978..1993 => 1,
        _ => 2,
    };
    let given = random.pick(GIVEN[sex][generation]).copied().unwrap_or("明");
    format!("{surname}{given}")
}

/// An enterprise's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnterpriseName {
    /// `宁波东屿泵阀有限公司`.
    pub full: String,
    /// `东屿泵阀`.
    pub short: String,
}

/// Builds both names from a place (`宁波`), a two-character trade name and the word of the branch.
pub fn enterprise(place: &str, trade_name: &str, branch: &str) -> EnterpriseName {
    EnterpriseName { full: format!("{place}{trade_name}{branch}有限公司"), short: format!("{trade_name}{branch}") }
}

/// An invented trade name; the 700-odd combinations are walked without repeating before any returns.
pub fn trade_name(seed: u64, nth: u64) -> String {
    let (firsts, seconds) = (TRADE_FIRST.len() as u64, TRADE_SECOND.len() as u64);
    // 7 shares no factor with 30 × 26, so stepping by it visits every combination once.
    let at = (Random::of(seed, "trade name", 0).below(firsts * seconds) + nth * 7) % (firsts * seconds);
    format!("{}{}", TRADE_FIRST[(at % firsts) as usize], TRADE_SECOND[(at / firsts) as usize])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn names_have_two_to_four_characters() {
        let mut random = Random::new(5);
        for year in [1966, 1985, 2001] {
            assert!((0..500).all(|_| (2..=4).contains(&person(&mut random, year).chars().count())));
        }
    }

    #[test]
    fn trade_names_do_not_repeat_soon() {
        let names: HashSet<_> = (0..300).map(|nth| trade_name(11, nth)).collect();
        assert!(names.len() > 280, "{}", names.len());
        assert_eq!(enterprise("宁波", "东屿", "泵阀").full, "宁波东屿泵阀有限公司");
    }
}
