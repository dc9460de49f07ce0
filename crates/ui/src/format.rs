//! Numbers, money, dates and deadlines as people read them.
//!
//! Digits are put together here; every word and sign around them comes from the messages.
//! Instants are milliseconds since 1970 UTC and are shown in Asia/Shanghai.

mod number;
mod time;
mod words;

use crate::i18n::{Locale, T};
use number::{decimal, grouped, round_div};

pub use number::Whole;

/// Working minutes in one working day, by which the deadline chip counts days.
pub const WORKING_DAY: i64 = 8 * 60;

/// The chip that says how long there is left: its words, its CSS class and its icon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Exact words: 剩 3 时 12 分.
    pub text: String,
    /// `""`, `"soon"` or `"late"`.
    pub class: &'static str,
    /// The icon's name.
    pub icon: &'static str,
}

/// One way of writing a large number in one language.
struct Scale {
    /// Used from this size on.
    from: i64,
    /// What one of it is.
    unit: i64,
    /// What the next smaller way of writing rounds to: a number that rounds up to `from`
    /// there is written here, so that 99,999,999 is 1 亿 and not 10,000 万.
    below: i64,
    key: &'static str,
}

const fn scale(from: i64, unit: i64, below: i64, key: &'static str) -> Scale {
    Scale { from, unit, below, key }
}

const COUNT_ZH: [Scale; 2] =
    [scale(100_000_000, 100_000_000, 1_000, "fmt-count-huge"), scale(10_000, 10_000, 1, "fmt-count-large")];
const COUNT_EN: [Scale; 2] =
    [scale(1_000_000, 1_000_000, 100, "fmt-count-huge"), scale(10_000, 1_000, 1, "fmt-count-large")];
const YUAN_ZH: [Scale; 2] =
    [scale(100_000_000, 100_000_000, 1_000, "fmt-money-huge"), scale(1_000_000, 10_000, 1, "fmt-money-large")];
const YUAN_EN: [Scale; 2] =
    [scale(1_000_000_000, 1_000_000_000, 100_000, "fmt-money-huge"), scale(1_000_000, 1_000_000, 1, "fmt-money-large")];

impl T {
    /// A count in full: `1,284,067`.
    #[must_use]
    pub fn number(self, n: impl Whole) -> String {
        grouped(n.whole())
    }

    /// A count to be taken in at a glance: `9,999`, `1.2 万`, `40.4 万`, `3 亿`; in English
    /// `9,999`, `12.3k`, `1.2M`.
    #[must_use]
    pub fn count(self, n: impl Whole) -> String {
        let scales = match self.locale() {
            Locale::Zh => &COUNT_ZH,
            Locale::En => &COUNT_EN,
        };
        let n = n.whole();
        self.scaled(n, scales).unwrap_or_else(|| grouped(n))
    }

    /// Money from fen, to the yuan below a million yuan and then with one decimal:
    /// `151,480 元`, `258.5 万元`, `6.9 亿元`; in English `¥151,480`, `¥2.6 million`.
    #[must_use]
    pub fn money(self, fen: impl Whole) -> String {
        let scales = match self.locale() {
            Locale::Zh => &YUAN_ZH,
            Locale::En => &YUAN_EN,
        };
        let yuan = round_div(fen.whole(), 100);
        self.scaled(yuan, scales).unwrap_or_else(|| self.with1("fmt-money", "n", grouped(yuan)).into_owned())
    }

    /// Money from fen to the fen, for payments and certificates: `7,574.05 元`, `7,574.00 元`.
    #[must_use]
    pub fn money_exact(self, fen: impl Whole) -> String {
        let fen = fen.whole();
        let sign = if fen < 0 { "-" } else { "" };
        let (yuan, rest) = (fen.unsigned_abs() / 100, fen.unsigned_abs() % 100);
        let yuan = grouped(i64::try_from(yuan).unwrap_or(i64::MAX));
        self.with1("fmt-money", "n", format!("{sign}{yuan}.{rest:02}")).into_owned()
    }

    /// Money in words, for what is confirmed once and cannot be taken back: 人民币柒仟伍佰柒拾肆元零伍分; in
    /// English `seven thousand five hundred seventy-four yuan and five fen`.
    #[must_use]
    pub fn money_in_words(self, fen: impl Whole) -> String {
        let fen = fen.whole().unsigned_abs();
        let (yuan, cents) = (fen / 100, fen % 100);
        let (whole, rest) = match self.locale() {
            Locale::Zh => (words::capitals(yuan), words::capital_cents(cents, yuan > 0)),
            Locale::En => (words::english(yuan), words::english(cents)),
        };
        match (yuan, cents) {
            (_, 0) => self.with1("fmt-words-even", "yuan", whole),
            (0, _) => self.with1("fmt-words-cents", "cents", rest),
            _ => self.with2("fmt-words", ("yuan", whole), ("cents", rest)),
        }
        .into_owned()
    }

    /// A rate with at most one decimal: `98.6%`. Of nothing there is no rate: `—`.
    #[must_use]
    pub fn percent(self, part: impl Whole, whole: impl Whole) -> String {
        let whole = whole.whole();
        if whole == 0 {
            return self.get("fmt-none").to_owned();
        }
        let tenths = i128::from(part.whole()) * 1000;
        let tenths = number::round_div_wide(tenths, i128::from(whole));
        self.with1("fmt-percent", "n", decimal(tenths, 1)).into_owned()
    }

    /// A share from basis points, exact: `60%`, `12.5%`, `33.33%`.
    #[must_use]
    pub fn share(self, basis_points: impl Whole) -> String {
        self.with1("fmt-percent", "n", decimal(basis_points.whole(), 2)).into_owned()
    }

    /// A size in bytes: `86 KB`, `1.2 MB`.
    #[must_use]
    pub fn size(self, bytes: impl Whole) -> String {
        let bytes = bytes.whole().max(0);
        if bytes < 1_000_000 {
            let kilobytes = round_div(bytes, 1000).max(1);
            return self.with1("fmt-size-kb", "n", kilobytes).into_owned();
        }
        let tenths = round_div(bytes, 100_000);
        self.with1("fmt-size-mb", "n", decimal(tenths, 1)).into_owned()
    }

    /// How long something took, from milliseconds: `52 秒`, `12 分钟`, `3 小时 5 分`, `2 天`.
    #[must_use]
    pub fn duration(self, ms: impl Whole) -> String {
        let seconds = ms.whole().max(0) / 1000;
        let (minutes, hours) = (seconds / 60, seconds / 3600);
        match seconds {
            0..60 => self.with1("fmt-seconds", "n", seconds),
            60..3600 => self.with1("fmt-minutes", "n", minutes),
            3600..86_400 if minutes % 60 == 0 => self.with1("fmt-hours", "n", hours),
            3600..86_400 => self.with2("fmt-hours-minutes", ("hours", hours), ("minutes", minutes % 60)),
            _ => self.with1("fmt-days", "n", seconds / 86_400),
        }
        .into_owned()
    }

    /// The deadline chip for so many working minutes left, negative once overdue. Ochre within
    /// one working day, crimson after it; `剩 2 天`, `剩 3 时 12 分`, `剩 40 分`, `逾期 4 时`.
    #[must_use]
    pub fn deadline(self, working_minutes_left: impl Whole) -> Deadline {
        let left = working_minutes_left.whole();
        let overdue = left < 0;
        let minutes = left.saturating_abs();
        let (days, hours) = (minutes / WORKING_DAY, minutes / 60);
        let text = match (overdue, minutes) {
            (false, WORKING_DAY..) => self.with1("fmt-left-days", "n", days),
            (false, 60..) => {
                self.with2("fmt-left-hours", ("hours", hours), ("minutes", format!("{:02}", minutes % 60)))
            }
            (false, _) => self.with1("fmt-left-minutes", "n", minutes),
            (true, WORKING_DAY..) => self.with1("fmt-late-days", "n", days),
            (true, 60..) => self.with1("fmt-late-hours", "n", hours),
            (true, _) => self.with1("fmt-late-minutes", "n", minutes),
        };
        let (class, icon) = match left {
            ..0 => ("late", "alert"),
            0..WORKING_DAY => ("soon", "clock"),
            _ => ("", "clock"),
        };
        Deadline { text: text.into_owned(), class, icon }
    }

    /// `n` on the largest scale it reaches, with at most one decimal.
    fn scaled(self, n: i64, scales: &[Scale]) -> Option<String> {
        let scale = scales.iter().find(|scale| {
            let rounded = round_div(n, scale.below).saturating_mul(scale.below);
            rounded.saturating_abs() >= scale.from
        })?;
        let tenths = round_div(n, scale.unit / 10);
        Some(self.with1(scale.key, "n", decimal(tenths, 1)).into_owned())
    }
}
