//! Numbers, money, dates and deadlines in both languages.

use std::sync::LazyLock;

use proptest::prelude::*;
use ui::format::WORKING_DAY;
use ui::{Catalogue, Locale, MESSAGES, T};

static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::build(MESSAGES).unwrap_or_else(|error| panic!("{error}")));

fn t(locale: Locale) -> T {
    LazyLock::force(&CATALOGUE).t(locale)
}

/// 2025-06-12 09:42:37 in Shanghai.
const MORNING: i64 = 1_749_692_557_000;
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

#[test]
fn times_are_told_in_shanghai() {
    let zh = t(Locale::Zh);
    assert_eq!(zh.stamp(MORNING), "2025-06-12 09:42");
    assert_eq!(zh.stamp_exact(MORNING), "2025-06-12 09:42:37");
    assert_eq!(zh.machine_time(MORNING), "2025-06-12T09:42:37+08:00");
    assert_eq!(zh.date(MORNING), "2025-06-12");
    assert_eq!(zh.clock(MORNING), "09:42");
    // 20:00 UTC is already the next day there.
    assert_eq!(zh.date(MORNING + 19 * HOUR), "2025-06-13");
}

#[test]
fn dates_stand_in_sentences() {
    assert_eq!(t(Locale::Zh).day(MORNING), "6月12日");
    assert_eq!(t(Locale::En).day(MORNING), "12 June");
    assert_eq!(t(Locale::Zh).day_time(MORNING), "6月12日 09:42");
    assert_eq!(t(Locale::En).day_time(MORNING), "12 June, 09:42");
}

#[test]
fn a_due_time_knows_today_and_tomorrow() {
    let (zh, en) = (t(Locale::Zh), t(Locale::En));
    assert_eq!(zh.due(MORNING + 7 * HOUR, MORNING), "今天 16:42 前");
    assert_eq!(zh.due(MORNING + DAY, MORNING), "明天 09:42 前");
    assert_eq!(zh.due(MORNING + 4 * DAY, MORNING), "6月16日 09:42 前");
    assert_eq!(en.due(MORNING + 7 * HOUR, MORNING), "today by 16:42");
    assert_eq!(en.due(MORNING + 4 * DAY, MORNING), "by 16 June, 09:42");
}

#[test]
fn counts_are_short_and_honest() {
    let (zh, en) = (t(Locale::Zh), t(Locale::En));
    let cases = [
        (0, "0", "0"),
        (9_999, "9,999", "9,999"),
        (10_000, "1 万", "10k"),
        (12_345, "1.2 万", "12.3k"),
        (404_000, "40.4 万", "404k"),
        (1_284_067, "128.4 万", "1.3M"),
        (999_960, "100 万", "1M"),
        (99_999_999, "1 亿", "100M"),
        (128_400_000, "1.3 亿", "128.4M"),
        (-12_345, "-1.2 万", "-12.3k"),
    ];
    for (n, chinese, english) in cases {
        assert_eq!(zh.count(n), chinese, "{n}");
        assert_eq!(en.count(n), english, "{n}");
    }
    assert_eq!(zh.number(1_284_067), "1,284,067");
}

#[test]
fn money_is_written_out_below_a_million() {
    let (zh, en) = (t(Locale::Zh), t(Locale::En));
    let cases = [
        (15_148_000, "151,480 元", "¥151,480"),
        (15_148_050, "151,481 元", "¥151,481"),
        (99_999_949, "999,999 元", "¥999,999"),
        (99_999_950, "100 万元", "¥1 million"),
        (258_500_000, "258.5 万元", "¥2.6 million"),
        (69_000_000_000_i64, "6.9 亿元", "¥690 million"),
        (-860_000, "-8,600 元", "¥-8,600"),
    ];
    for (fen, chinese, english) in cases {
        assert_eq!(zh.money(fen), chinese, "{fen}");
        assert_eq!(en.money(fen), english, "{fen}");
    }
    assert_eq!(zh.money_exact(757_405), "7,574.05 元");
    assert_eq!(zh.money_exact(-5), "-0.05 元");
}

#[test]
fn rates_and_shares() {
    let zh = t(Locale::Zh);
    assert_eq!(zh.percent(986, 1000), "98.6%");
    assert_eq!(zh.percent(1, 3), "33.3%");
    assert_eq!(zh.percent(2, 2), "100%");
    assert_eq!(zh.percent(0, 0), "—");
    assert_eq!(zh.share(6_000), "60%");
    assert_eq!(zh.share(3_333), "33.33%");
    assert_eq!(zh.share(1_250), "12.5%");
}

#[test]
fn sizes_and_durations() {
    let (zh, en) = (t(Locale::Zh), t(Locale::En));
    assert_eq!(zh.size(86_120), "86 KB");
    assert_eq!(zh.size(12), "1 KB");
    assert_eq!(zh.size(1_240_000), "1.2 MB");
    assert_eq!(zh.duration(52_000), "52 秒");
    assert_eq!(zh.duration(12 * 60_000), "12 分钟");
    assert_eq!(zh.duration(3 * HOUR + 5 * 60_000), "3 小时 5 分");
    assert_eq!(zh.duration(11 * HOUR), "11 小时");
    assert_eq!(zh.duration(2 * DAY + HOUR), "2 天");
    assert_eq!(en.duration(DAY), "1 day");
}

#[test]
fn the_deadline_chip_is_exact() {
    let zh = t(Locale::Zh);
    let cases = [
        (2 * WORKING_DAY + 30, "剩 2 天", "", "clock"),
        (WORKING_DAY, "剩 1 天", "", "clock"),
        (WORKING_DAY - 1, "剩 7 时 59 分", "soon", "clock"),
        (3 * 60 + 12, "剩 3 时 12 分", "soon", "clock"),
        (6 * 60 + 5, "剩 6 时 05 分", "soon", "clock"),
        (0, "剩 0 分", "soon", "clock"),
        (-20, "逾期 20 分", "late", "alert"),
        (-4 * 60 - 10, "逾期 4 时", "late", "alert"),
        (-3 * WORKING_DAY, "逾期 3 天", "late", "alert"),
    ];
    for (left, text, class, icon) in cases {
        let chip = zh.deadline(left);
        assert_eq!((chip.text.as_str(), chip.class, chip.icon), (text, class, icon), "{left}");
    }
    assert_eq!(t(Locale::En).deadline(192).text, "3 h 12 min left");
    assert_eq!(t(Locale::En).deadline(WORKING_DAY).text, "1 day left");
}

proptest! {
    #[test]
    fn a_full_number_can_be_read_back(n: i64) {
        prop_assert_eq!(t(Locale::Zh).number(n).replace(',', "").parse(), Ok(n));
    }

    #[test]
    fn a_short_count_is_within_its_rounding(n in -2_000_000_000_i64..2_000_000_000) {
        let text = t(Locale::Zh).count(n).replace(',', "");
        let (digits, unit) = match text.split_once(' ') {
            None => (text.as_str(), 1.0),
            Some((digits, "万")) => (digits, 1e4),
            Some((digits, "亿")) => (digits, 1e8),
            Some((_, unit)) => return Err(TestCaseError::fail(format!("unit {unit}"))),
        };
        let read: f64 = digits.parse().expect("a number");
        prop_assert!((read * unit - n as f64).abs() <= unit / 20.0 + 1e-6, "{} for {}", text, n);
        prop_assert!(unit == 1.0 || read.abs() < 1e4, "{} is not on the largest scale", text);
    }

    #[test]
    fn no_instant_is_too_strange(ms: i64) {
        let zh = t(Locale::Zh);
        prop_assert!(!zh.stamp(ms).is_empty());
        prop_assert!(!zh.due(ms, MORNING).is_empty());
        prop_assert!(!zh.deadline(ms).text.is_empty());
        prop_assert!(!zh.money_exact(ms).is_empty());
    }
}
