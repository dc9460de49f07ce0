//! Writes a report to look at: `cargo run -p liaoyuan-documents --example report > report.pdf`.

use std::io::Write as _;

use documents::{ReportPaper, ReportTable, report};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words = |many: &[&str]| many.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
    let head = |name: &str, unit: &str| (name.to_owned(), unit.to_owned());
    let places = ["海曙区", "江北区", "北仑区", "镇海区", "鄞州区", "奉化区", "余姚市", "慈溪市", "宁海县", "象山县"];
    let mut rows: Vec<Vec<String>> =
        places.iter().map(|place| words(&[place, "1,208", "22", "11", "98.6%", "52.10%"])).collect();
    rows.push(words(&["合计", "12,080", "220", "110", "98.6%", "52.1%"]));
    let paper = ReportPaper {
        node: "宁波市总工会".to_owned(),
        title: "2026年5月职工创新工作月报".to_owned(),
        number: "宁波〔2026〕3号".to_owned(),
        facts: vec![head("填报单位", "宁波市总工会"), head("报告期", "2026年5月"), head("数据截至", "2026年6月3日")],
        draft: std::env::args().nth(1).unwrap_or_default(),
        totals: ReportTable {
            heads: ["指标", "单位", "本期", "上年同期", "同比"].map(|name| head(name, "")).to_vec(),
            words: 2,
            rows: vec![
                words(&["合理化建议", "件", "12,080", "9,877", "+22.3%"]),
                words(&["按时答复率", "%", "98.6%", "96.0%", "+2.6 个百分点"]),
            ],
            ..ReportTable::default()
        },
        tables: vec![ReportTable {
            caption: "分下级".to_owned(),
            heads: vec![
                head("单位", ""),
                head("合理化建议", "件"),
                head("技术创新项目", "项"),
                head("推广先进操作法", "项"),
                head("按时答复率", "%"),
                head("采纳率（占提出）", "%"),
            ],
            words: 1,
            rows,
            total: true,
        }],
        words: ("情况说明".to_owned(), "五月起两家企业并入统计。\n答复用时因节假日略长。".to_owned()),
        signatures: vec![
            ("填报".to_owned(), "励敏".to_owned(), "2026年6月2日".to_owned()),
            ("审核".to_owned(), "俞立群".to_owned(), "2026年6月2日".to_owned()),
            ("签发".to_owned(), String::new(), String::new()),
        ],
        notes_title: "指标口径".to_owned(),
        notes: words(&[
            "合理化建议（第 1 版）：本期登记的建议件数，按登记日计。",
            "按时答复率（第 1 版）：本期办结的建议中，在承诺日期前答复的 ÷ 本期办结的全部建议；按答复日计。",
        ]),
        page: "第 {n} 页，共 {all} 页".to_owned(),
    };
    Ok(std::io::stdout().write_all(&report(&paper)?)?)
}
