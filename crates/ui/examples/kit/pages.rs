//! The sample pages: every component, and one page in each layout. The tests render them too.

use askama::Template;
use ui::T;
use ui::error::{ErrorPage, Fault};
use ui::nav::{Menu, NavItem};
use ui::page::{Density, Flash, Page, Person, TextSize, Theme, Tone};
use ui::parts::{Choice, Column, Heat, Receipt, ReceiptLine, ReceiptState, Share, Sort, Step, StepState};

/// 2025-06-12 09:42:37 in Shanghai.
const NOW: i64 = 1_749_692_557_000;
const HOUR: i64 = 3_600_000;

/// How the pages are to look.
#[derive(Clone, Copy)]
pub struct Look {
    pub t: T,
    pub theme: Theme,
    pub text: TextSize,
}

#[derive(Template)]
#[template(path = "kit.html")]
struct Kit<'a> {
    page: Page<'a>,
    heats: [(Heat, &'static str); 7],
    steps: Vec<Step<'a>>,
    shares: Vec<Share<'a>>,
    receipts: [Receipt<'a>; 2],
    gains: Vec<Choice<'a>>,
    kinds: Vec<Choice<'a>>,
    columns: Vec<Column<'a>>,
    deadlines: [i64; 4],
}

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    page: Page<'a>,
    today: i64,
    now: i64,
}

#[derive(Template)]
#[template(path = "suggest.html")]
struct Suggest<'a> {
    page: Page<'a>,
    shares: Vec<Share<'a>>,
    gains: Vec<Choice<'a>>,
}

#[derive(Template)]
#[template(path = "queue.html")]
struct Queue<'a> {
    page: Page<'a>,
    rows: Vec<Row>,
}

struct Row {
    title: &'static str,
    found: &'static str,
    person: &'static str,
    left: i64,
}

/// Every sample page by name.
pub fn render_all(look: Look) -> askama::Result<Vec<(&'static str, String)>> {
    Ok(vec![
        ("kit", kit(look).render()?),
        ("home", home(look).render()?),
        ("suggest", suggest(look).render()?),
        ("queue", queue(look).render()?),
        ("error", error(look, Fault::Broken).render()?),
    ])
}

fn frame<'a>(look: Look, path: &'a str, title: &'a str) -> Page<'a> {
    Page { theme: look.theme, text: look.text, unread: 2, ..Page::new(look.t, path, "token", title) }
}

fn officer() -> Person<'static> {
    Person { name: "沈砚青".into(), unit: "东屿泵阀".into(), role: "创新专员".into() }
}

fn kit(look: Look) -> Kit<'static> {
    Kit {
        page: frame(look, "/kit", "组件"),
        heats: [
            (Heat::Reached(1), "已提出"),
            (Heat::Reached(2), "已受理"),
            (Heat::Reached(3), "评审中"),
            (Heat::Reached(4), "试行第 12 天"),
            (Heat::Reached(5), "核算中"),
            (Heat::Settled, "推广中"),
            (Heat::Refused(2), "未采纳"),
        ],
        steps: steps(),
        shares: shares(),
        receipts: [
            receipt(ReceiptState::Matches, ""),
            receipt(ReceiptState::Differs, "内容与登记时不同：标题改过。原文见当日公告。"),
        ],
        gains: gains(),
        kinds: vec![choice("small", "小革新", true), choice("safe", "安全", false)],
        columns: columns(),
        deadlines: [3 * 480, 192, 40, -240],
    }
}

fn home(look: Look) -> Home<'static> {
    Home { page: frame(look, "/", "首页"), today: NOW + 7 * HOUR, now: NOW }
}

fn suggest(look: Look) -> Suggest<'static> {
    Suggest {
        page: frame(look, "/suggest", "提建议"),
        shares: vec![share("share-1", "陈立秋", 70), share("share-2", "周建平", 30)],
        gains: gains(),
    }
}

fn queue(look: Look) -> Queue<'static> {
    Queue {
        page: Page {
            density: Density::Dense,
            person: Some(officer()),
            nav: vec![nav("/todo", "tab-inbox"), nav("/records", "tab-discover"), nav("/me", "tab-me")],
            ..frame(look, "/todo/accept", "待受理")
        },
        rows: vec![
            row("泵壳试压工装加快换接头，少拧 12 颗螺栓", "每件试压省 6 分钟", "方志远", -250),
            row("夜班领刀具改成扫码自助柜", "领把刀要等 20 分钟", "陈立秋", 192),
            row("行车遥控器挂绳改弹力扣，防坠", "上月摔坏一只", "黎国栋", 365),
            row("轴承加热器用完自动断电", "下班忘关过两次", "倪志强", 980),
        ],
    }
}

/// The error page of one fault.
pub fn error(look: Look, fault: Fault) -> ErrorPage<'static> {
    ErrorPage {
        page: Page {
            flash: Some(Flash { tone: Tone::Wait, text: "草稿还在".into(), more: "".into() }),
            ..frame(look, "/suggestions/1", look.t.get(fault.title()))
        },
        fault,
        reason: "",
        reference: if fault == Fault::Broken { "8f2c-71" } else { "" },
    }
}

fn nav(href: &'static str, label: &'static str) -> NavItem {
    NavItem { href, label, icon: "inbox", menu: Menu::Bar }
}

fn row(title: &'static str, found: &'static str, person: &'static str, left: i64) -> Row {
    Row { title, found, person, left }
}

fn choice(value: &'static str, label: &'static str, chosen: bool) -> Choice<'static> {
    Choice { value: value.into(), label: label.into(), chosen }
}

fn gains() -> Vec<Choice<'static>> {
    vec![
        choice("time", "省时间", true),
        choice("cost", "省料省钱", false),
        choice("safe", "更安全", false),
        choice("quality", "质量更好", false),
        choice("easy", "更省力", true),
    ]
}

fn share(field: &'static str, name: &'static str, percent: u8) -> Share<'static> {
    Share { field: field.into(), name: name.into(), percent }
}

fn shares() -> Vec<Share<'static>> {
    vec![share("share-1", "陈立秋", 60), share("share-2", "周建平", 30), share("share-3", "许小满", 10)]
}

fn steps() -> Vec<Step<'static>> {
    let step = |state, title: &'static str, at: &'static str, who: &'static str, took: &'static str| Step {
        state,
        title: title.into(),
        at: at.into(),
        who: who.into(),
        took: took.into(),
    };
    vec![
        step(StepState::Done, "提出", "2024-03-04 09:43", "陈立秋 等 3 人", "手机提出，48 秒"),
        step(StepState::Done, "受理", "2024-03-05 10:12", "创新专员 沈砚青", "1 天，时限 3 个工作日"),
        step(StepState::Now, "评审", "2024-03-11 起", "高级工程师 何一鸣", "时限 10 个工作日"),
        step(StepState::Todo, "试行", "", "", ""),
        step(StepState::Todo, "核定", "", "", ""),
    ]
}

fn receipt(state: ReceiptState, hint: &'static str) -> Receipt<'static> {
    let line =
        |label: &'static str, value: &'static str, mono| ReceiptLine { label: label.into(), value: value.into(), mono };
    Receipt {
        title: "优先权登记回执".into(),
        state,
        lines: vec![
            line("登记时间", "2024-03-04 09:43:18", false),
            line("登记序号", "第 1,284,067 条", false),
            line("本条指纹", "3da9 71c2 e05b 46f8", true),
        ],
        links: ["90ae…".into(), "3da9…".into(), "c417…".into()],
        hint: hint.into(),
    }
}

fn columns() -> Vec<Column<'static>> {
    let column = |label: &'static str, href: &'static str, sort, number| Column {
        label: label.into(),
        href: href.into(),
        sort,
        number,
    };
    vec![
        column("建议", "?sort=title", Sort::None, false),
        column("提出人", "", Sort::None, false),
        column("受理期限", "?sort=-due", Sort::Ascending, false),
        column("相近", "?sort=like", Sort::None, true),
    ]
}
