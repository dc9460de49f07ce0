//! What the columns of an old ledger mean: guessed from their titles, remembered for a node, set by whoever imports.

use kernel::lifecycle::Word;
use kernel::{Faults, Reason, Result, text};

/// Messages for meanings are `history-means-<word>`.
pub const WORDS: &str = "history-means";

kernel::words! {
    /// What a column means.
    pub enum Meaning {
        /// 编号: its number in the old ledger.
        Number = "number",
        /// 名称.
        Title = "title",
        /// 内容.
        Text = "text",
        /// 提出人、完成人, by name.
        Authors = "authors",
        /// 工号.
        EmployeeNo = "employee_no",
        /// 单位, by name or short name; for nodes with enterprises below them.
        Unit = "unit",
        /// 类别.
        Category = "category",
        /// 提出日期.
        Submitted = "submitted",
        /// 采纳、立项、授权日期.
        Adopted = "adopted",
        /// 完成日期.
        Done = "done",
        /// 状态.
        State = "state",
        /// 效益, in yuan.
        Benefit = "benefit",
        /// 效益, in ten thousand yuan.
        BenefitWan = "benefit_wan",
        /// 奖金, in yuan.
        Award = "award",
        /// 奖金, in ten thousand yuan.
        AwardWan = "award_wan",
    }
}

impl Meaning {
    /// Benefits and awards are one each, in whatever unit.
    fn slot(self) -> Meaning {
        match self {
            Meaning::BenefitWan => Meaning::Benefit,
            Meaning::AwardWan => Meaning::Award,
            other => other,
        }
    }

    /// Whether its column holds dates.
    pub fn is_date(self) -> bool {
        matches!(self, Meaning::Submitted | Meaning::Adopted | Meaning::Done)
    }
}

/// What each column means, in their order; nothing for those that are not imported.
pub type Mapping = Vec<Option<Meaning>>;

/// What titles meant the last time.
pub type Remembered = Vec<(String, Option<Meaning>)>;

/// What titles say. The first that fits counts, so the narrower ones stand first.
const TELL: [(Meaning, &[&str]); 13] = [
    (Meaning::EmployeeNo, &["工号", "职工号", "员工号", "employee"]),
    (
        Meaning::Adopted,
        &[
            "采纳日期",
            "采纳时间",
            "立项日期",
            "立项时间",
            "批准日期",
            "批准时间",
            "授权日期",
            "授权时间",
            "命名日期",
            "命名时间",
        ],
    ),
    (
        Meaning::Done,
        &["完成日期", "完成时间", "实施日期", "实施时间", "结题日期", "结题时间", "验收日期", "验收时间", "应用日期"],
    ),
    (Meaning::Submitted, &["日期", "时间", "年度", "年份", "date"]),
    (Meaning::Benefit, &["效益", "创效", "节约", "产值", "benefit"]),
    (Meaning::Award, &["奖金", "奖励", "award"]),
    (Meaning::Number, &["编号", "文号", "专利号", "申请号", "number"]),
    (Meaning::State, &["状态", "是否采纳", "采纳情况", "实施情况", "完成情况", "进度", "结果", "state"]),
    (Meaning::Category, &["类别", "类型", "分类", "专业", "category"]),
    (Meaning::Title, &["名称", "题目", "标题", "主题", "课题", "title"]),
    (
        Meaning::Authors,
        &[
            "建议人",
            "提出人",
            "提案人",
            "完成人",
            "发明人",
            "设计人",
            "负责人",
            "申报人",
            "参与人",
            "作者",
            "姓名",
            "主创",
            "authors",
        ],
    ),
    (Meaning::Text, &["内容", "简介", "说明", "摘要", "概述", "text"]),
    (Meaning::Unit, &["单位", "企业", "公司", "unit"]),
];

/// A guess at what titles mean: as the node said the last time, else by their words. Each meaning is taken once;
/// without `units` no column names them.
pub fn guess(titles: &[String], remembered: &Remembered, units: bool) -> Mapping {
    let mut taken: Vec<Meaning> = if units { Vec::new() } else { vec![Meaning::Unit] };
    let mut free = |meaning: Meaning| {
        let first = !taken.contains(&meaning.slot());
        taken.push(meaning.slot());
        first
    };
    let mut mapping: Mapping = Vec::with_capacity(titles.len());
    for title in titles {
        let known = remembered.iter().find(|(known, _)| known == title).map(|(_, meaning)| *meaning);
        mapping.push(known.unwrap_or(None).filter(|meaning| free(*meaning)));
    }
    for (at, title) in titles.iter().enumerate() {
        let known = remembered.iter().any(|(known, _)| known == title);
        if let (None, false, Some(meaning)) = (mapping[at], known, by_words(title)) {
            mapping[at] = Some(meaning).filter(|meaning| free(*meaning));
        }
    }
    mapping
}

/// What the words of a title say. `成果名称（必填）` is a name, `节约金额(万元)` a benefit in ten thousands; a running number
/// within the sheet (序号) is no number of a record.
fn by_words(title: &str) -> Option<Meaning> {
    let title: String = text::clean(title).to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    if title.contains("序号") || title.is_empty() {
        return None;
    }
    let (meaning, _) = TELL.iter().find(|(_, words)| words.iter().any(|word| title.contains(word)))?;
    let wan = title.contains('万');
    Some(match meaning {
        Meaning::Benefit if wan => Meaning::BenefitWan,
        Meaning::Award if wan => Meaning::AwardWan,
        other => *other,
    })
}

/// Checks a mapping that somebody set: each meaning once, a name, and a day on which rows count. The faults are those of
/// the fields `c0`, `c1` …, and `mapping` for what concerns none.
///
/// # Errors
/// Invalid, field by field.
pub fn check(mapping: &Mapping, units: bool) -> Result<()> {
    let mut faults = Faults::none();
    for (at, meaning) in mapping.iter().enumerate() {
        let Some(meaning) = meaning else { continue };
        let slot = Some(meaning.slot());
        if let Some(first) = mapping[..at].iter().position(|other| other.map(Meaning::slot) == slot) {
            faults.add(format!("c{at}"), Reason::new("history-means-twice").with("column", first + 1));
        }
        if *meaning == Meaning::Unit && !units {
            faults.add(format!("c{at}"), Reason::new("history-means-no-units"));
        }
    }
    if !mapping.contains(&Some(Meaning::Title)) {
        faults.add("mapping", Reason::new("history-title-needed"));
    }
    if !mapping.iter().flatten().any(|meaning| meaning.is_date()) {
        faults.add("mapping", Reason::new("history-date-needed"));
    }
    faults.check()
}

/// Reads `column=meaning` as somebody types it at the terminal; the column by its title.
///
/// # Errors
/// Which part is unknown.
pub fn typed(titles: &[String], word: &str) -> Result<(usize, Option<Meaning>), Reason> {
    let unread = || Reason::new("history-map-unread").with("part", word);
    let (title, meaning) = word.split_once('=').ok_or_else(unread)?;
    let at = titles.iter().position(|known| known == title.trim()).ok_or_else(unread)?;
    match meaning.trim() {
        "" | "-" => Ok((at, None)),
        word => Meaning::from_word(word).map(|meaning| (at, Some(meaning))).ok_or_else(unread),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(titles: &[&str]) -> Vec<&'static str> {
        let titles: Vec<String> = titles.iter().map(|title| (*title).to_owned()).collect();
        guess(&titles, &Vec::new(), true).into_iter().map(|meaning| meaning.map_or("", Meaning::word)).collect()
    }

    #[test]
    fn titles_of_old_ledgers_are_understood() {
        let titles = [
            "序号",
            "建议编号",
            "建议名称",
            "主要内容",
            "提出人",
            "工号",
            "所在单位",
            "类别",
            "提出日期",
            "采纳日期",
            "完成时间",
            "采纳情况",
            "年经济效益（万元）",
            "奖金(元)",
        ];
        let meanings = [
            "",
            "number",
            "title",
            "text",
            "authors",
            "employee_no",
            "unit",
            "category",
            "submitted",
            "adopted",
            "done",
            "state",
            "benefit_wan",
            "award",
        ];
        assert_eq!(guessed(&titles), meanings);
        assert_eq!(
            guessed(&["年度", "项目名称", "项目负责人", "节约金额"]),
            ["submitted", "title", "authors", "benefit"]
        );
        assert_eq!(guessed(&["名称", "项目名称"]), ["title", ""], "each meaning once");
    }

    #[test]
    fn what_was_set_before_goes_before_a_guess() {
        let titles = ["名称".to_owned(), "效果".to_owned(), "简称".to_owned()];
        let remembered = vec![
            ("效果".to_owned(), Some(Meaning::Text)),
            ("名称".to_owned(), None),
            ("简称".to_owned(), Some(Meaning::Title)),
        ];
        assert_eq!(guess(&titles, &remembered, false), [None, Some(Meaning::Text), Some(Meaning::Title)]);
    }

    #[test]
    fn a_mapping_needs_a_name_and_a_day_and_each_meaning_once() {
        let fault = |mapping: &[Option<Meaning>], units| match check(&mapping.to_vec(), units) {
            Err(kernel::Error::Invalid(faults)) => {
                faults.iter().map(|(field, why)| format!("{field} {}", why.key)).collect()
            }
            _ => Vec::new(),
        };
        let (title, day) = (Some(Meaning::Title), Some(Meaning::Submitted));
        assert_eq!(fault(&[title, None, day], false), Vec::<String>::new());
        assert_eq!(fault(&[None], false), ["mapping history-title-needed", "mapping history-date-needed"]);
        let twice = [title, day, Some(Meaning::Benefit), Some(Meaning::BenefitWan), Some(Meaning::Unit)];
        assert_eq!(fault(&twice, false), ["c3 history-means-twice", "c4 history-means-no-units"]);
        assert_eq!(fault(&twice[..3], true), Vec::<String>::new());
    }
}
