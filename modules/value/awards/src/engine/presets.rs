//! Schemes to start from. Both are defaults of one time or one enterprise: a tenant makes its own.

use kernel::Fen;

use super::scheme::{Grade, Pay, Percentage, Rule, Scheme, Switch, Threshold};

/// A scheme one may begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// The table of the regulation of 1986, in the money of its time.
    Table1986,
    /// A fifth of the value, as one enterprise pays it.
    Percentage,
}

impl Preset {
    /// Every one.
    pub const ALL: [Preset; 2] = [Preset::Table1986, Preset::Percentage];

    /// Its word in addresses and message keys.
    pub fn word(self) -> &'static str {
        match self {
            Preset::Table1986 => "table1986",
            Preset::Percentage => "percentage",
        }
    }

    /// The scheme.
    pub fn scheme(self) -> Scheme {
        match self {
            Preset::Table1986 => table_1986(),
            Preset::Percentage => percentage(),
        }
    }
}

/// The grades of 1986 [L1, Art. 6] with the values of the table [S7][S8]: 以上 includes the number, 以下
/// does not, so the fifth grade ends a fen below 300 yuan.
pub fn table_1986() -> Scheme {
    let grade = |from: i64, least: i64, most: Fen, (zh, en): (&str, &str), filed| Grade {
        from: Fen::yuan(from),
        least: Fen::yuan(least),
        most,
        honour_zh: zh.to_owned(),
        honour_en: en.to_owned(),
        filed,
    };
    let certificate = ("奖状", "Certificate of honour");
    let praise = ("表扬", "Commendation");
    Scheme {
        name: "1986 年奖励条例".to_owned(),
        grades: vec![
            grade(1_000_000, 2_500, Fen::yuan(4_000), certificate, true),
            grade(500_000, 1_500, Fen::yuan(2_500), certificate, true),
            grade(100_000, 500, Fen::yuan(1_500), certificate, false),
            grade(10_000, 300, Fen::yuan(500), praise, false),
            grade(0, 0, Fen(29_999), praise, false),
        ],
        pay: Pay::Ranges,
        // The law says "by analogy" and gives no points [L1, Art. 7]; these are the house's.
        matrix: [(90, 1), (75, 2), (60, 3), (40, 4), (0, 5)].map(|(from, grade)| Threshold { from, grade }).to_vec(),
        rules: Rule::SWITCHED.map(|rule| Switch { rule, on: true, source: String::new() }).to_vec(),
        publicity_days: 5,
        norm_months: 6,
    }
}

/// A fifth of a clear benefit, as one enterprise pays it [S10]; cap and floor are the house's.
pub fn percentage() -> Scheme {
    let share = Percentage { rate: 2_000, floor: Fen::yuan(200), cap: Fen::yuan(100_000) };
    Scheme { name: "按效益比例计奖".to_owned(), pay: Pay::Percentage(share), ..table_1986() }
}
