//! The cells of a row as what they mean.

use jiff::civil::Date;
use kernel::{Fen, Reason, text};

use super::Fault;
use crate::amount;
use crate::mapping::{Mapping, Meaning};
use crate::model::{Content, Stage};
use crate::when::When;

/// Longest name, number and list of authors, in characters.
const LINE: usize = 200;
/// Longest text.
const TEXT: usize = 5000;

/// The cells of a row by meaning, and what is wrong with them.
pub struct Cells<'a> {
    mapping: &'a Mapping,
    cells: &'a [String],
    today: Date,
    pub faults: Vec<Fault>,
}

impl<'a> Cells<'a> {
    pub fn new(mapping: &'a Mapping, cells: &'a [String], today: Date) -> Cells<'a> {
        Cells { mapping, cells, today, faults: Vec::new() }
    }

    /// What stands in the column of this meaning; nothing where there is none.
    pub fn of(&self, meaning: Meaning) -> &'a str {
        let at = self.mapping.iter().position(|found| *found == Some(meaning));
        at.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }

    pub fn fault(&mut self, meaning: Meaning, why: Reason) {
        self.faults.push(Fault { meaning, cell: self.of(meaning).to_owned(), why });
    }

    fn take<T: Default>(&mut self, meaning: Meaning, read: impl FnOnce(&str) -> Result<T, Reason>) -> T {
        read(self.of(meaning)).unwrap_or_else(|why| {
            self.fault(meaning, why);
            T::default()
        })
    }

    pub fn content(&mut self) -> Content {
        let numbers = self.take(Meaning::EmployeeNo, |cell| text::optional_line(cell, LINE));
        Content {
            number: self.take(Meaning::Number, |cell| text::optional_line(cell, LINE)),
            title: self.take(Meaning::Title, |cell| text::line(cell, LINE)),
            text: self.take(Meaning::Text, |cell| text::optional_text(cell, TEXT)),
            authors: self.take(Meaning::Authors, |cell| text::optional_line(cell, LINE)),
            people: Vec::new(),
            strangers: parted(&numbers),
            category: self.take(Meaning::Category, |cell| text::optional_line(cell, LINE)),
            submitted: self.date(Meaning::Submitted),
            adopted: self.date(Meaning::Adopted),
            done: self.date(Meaning::Done),
            state: self.take(Meaning::State, |cell| text::optional_line(cell, LINE)),
            benefit: self.amount(Meaning::Benefit, Meaning::BenefitWan),
            award: self.amount(Meaning::Award, Meaning::AwardWan),
        }
    }

    fn date(&mut self, meaning: Meaning) -> Option<When> {
        let today = self.today;
        self.take(meaning, |cell| match cell {
            "" | "-" | "—" | "/" | "无" => Ok(None),
            cell => When::typed(cell, today).map(Some),
        })
    }

    fn amount(&mut self, yuan: Meaning, ten_thousands: Meaning) -> Option<Fen> {
        let wan = self.mapping.contains(&Some(ten_thousands));
        self.take(if wan { ten_thousands } else { yuan }, |cell| amount::typed(cell, wan))
    }

    /// The day of a row that has none: a fault where nothing is wrong with its dates, so that it is told once.
    pub fn no_day(&mut self, mapping: &Mapping) -> Date {
        if !self.faults.iter().any(|fault| fault.meaning.is_date()) {
            let column = mapping.iter().flatten().find(|meaning| meaning.is_date()).copied();
            self.fault(column.unwrap_or(Meaning::Submitted), Reason::new("history-day-needed"));
        }
        self.today
    }
}

/// Several employee numbers in one cell.
fn parted(numbers: &str) -> Vec<String> {
    let parts = numbers.split(['、', ',', '，', ';', '；', '/', ' ']).map(str::trim);
    let mut found: Vec<String> = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        if !found.iter().any(|known| known == part) {
            found.push(part.to_owned());
        }
    }
    found
}

/// How far a row had come by its words, or by its dates where the words are none that we know; whether they were not.
pub fn stage(content: &Content) -> (Stage, bool) {
    let dates = match (content.done, content.adopted) {
        (Some(_), _) => Stage::Done,
        (None, Some(_)) => Stage::Adopted,
        (None, None) => Stage::Submitted,
    };
    let words = content.state.as_str();
    if words.is_empty() {
        return (dates, false);
    }
    let has = |all: &[&str]| all.iter().any(|word| words.contains(word));
    if matches!(words, "否" | "不")
        || has(&["未采纳", "不采纳", "未采用", "不采用", "未立项", "不予", "驳回", "未通过", "declined"])
    {
        return (Stage::Declined, false);
    }
    if has(&["未实施", "未完成", "待实施", "实施中", "在研", "进行中"]) {
        return (Stage::Adopted, false);
    }
    if has(&["实施", "完成", "已用", "应用", "推广", "结题", "验收", "办结", "办成", "done"]) {
        return (Stage::Done, false);
    }
    if matches!(words, "是") || has(&["采纳", "采用", "立项", "授权", "批准", "命名", "通过", "adopted"])
    {
        return (Stage::Adopted, false);
    }
    if has(&["提出", "登记", "受理", "待", "submitted"]) {
        return (Stage::Submitted, false);
    }
    (dates, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_understood_and_dates_decide_where_they_are_not() {
        let told = |state: &str| stage(&Content { state: state.to_owned(), ..Content::default() });
        for (words, expected) in [
            ("已采纳", Stage::Adopted),
            ("未采纳", Stage::Declined),
            ("不予采纳", Stage::Declined),
            ("是", Stage::Adopted),
            ("否", Stage::Declined),
            ("采纳并实施", Stage::Done),
            ("采纳未实施", Stage::Adopted),
            ("实施中", Stage::Adopted),
            ("已提出", Stage::Submitted),
        ] {
            assert_eq!(told(words), (expected, false), "{words}");
        }
        assert_eq!(told("A"), (Stage::Submitted, true));
        let today = Date::constant(2026, 6, 10);
        let done = Content { done: When::typed("2021", today).ok(), state: "A".into(), ..Content::default() };
        assert_eq!(stage(&done), (Stage::Done, true));
    }

    #[test]
    fn employee_numbers_are_parted_and_none_stands_twice() {
        assert_eq!(parted("A1023、A1024，A1023 / B7"), ["A1023", "A1024", "B7"]);
    }
}
