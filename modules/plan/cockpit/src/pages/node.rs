//! The cockpit of one node.

use askama::Template;
use axum::extract::Path;
use identity::Unit;
use kernel::Actor;
use stats::sight::may_count;
use stats::{Figure, Indicator, Period};
use ui::{Page, T};
use web::{Ctx, Fields, Reply};

use super::grouped;
use crate::charts::{self, Line, Months, Tile};
use crate::figures::{Meaning, change, meaning, thousandth, told, weight};
use crate::found::{COLUMNS, Child, Dictionary, Found, HEADLINES, MONTHLY, Row, find};
use crate::span::Span;

/// Parts shown at once.
const PARTS: usize = 60;
/// Most parts that fit on a map of tiles.
const TILES: usize = 40;
/// The way from a suggestion to a result in use: what is counted, and how it is coloured.
const WAY: [(&str, &str, &str); 6] = [
    ("cockpit-way-submitted", "suggestion.submitted", "--heat-1"),
    ("cockpit-way-answered", "suggestion.answered", "--heat-1"),
    ("cockpit-way-adopted", "suggestion.adopted", "--heat-2"),
    ("cockpit-way-implemented", "suggestion.implemented", "--heat-3"),
    ("cockpit-way-audited", "benefit.statements", "--jade-graphic"),
    ("cockpit-way-spread", "adoption.taken_over", "--jade-graphic"),
];
/// How long steps take.
const DAYS: [&str; 4] = [
    "suggestion.days_to_answer_median",
    "suggestion.days_to_answer_p90",
    "suggestion.days_to_done_median",
    "suggestion.days_to_done_p90",
];

/// A link with words.
struct Link {
    words: String,
    href: String,
    here: bool,
}

/// A large figure with its years.
struct Headline {
    meaning: Meaning,
    value: String,
    href: String,
    change: String,
    slope: Option<Line>,
}

/// A row of the table of all figures.
struct Cell {
    meaning: Meaning,
    now: String,
    href: String,
    before: String,
    change: String,
}

/// A part of the node in the table.
struct Part {
    name: String,
    href: String,
    gone: bool,
    cells: Vec<String>,
    /// The bar of the first column, in per cent of the greatest.
    bar: i64,
}

/// A step of the way.
struct Step {
    name: &'static str,
    value: String,
    href: String,
    share: String,
    width: i64,
    colour: &'static str,
}

/// How many days something took, now and a year before, on a scale of 320.
struct Days {
    name: String,
    now: Option<(i64, String)>,
    before: Option<(i64, String)>,
    y: i64,
}

#[derive(Template)]
#[template(path = "cockpit/node.html")]
struct NodePage<'a> {
    page: Page<'a>,
    crumbs: Vec<Link>,
    name: &'a str,
    submitted: (String, String),
    adopted: (String, String),
    about: String,
    spans: Vec<Link>,
    nodes: Vec<Link>,
    headlines: Vec<Headline>,
    standing: Vec<(String, String, String)>,
    by_bearing: bool,
    tiles: Vec<Tile>,
    heads: Vec<Link>,
    parts: Vec<Part>,
    others: usize,
    previous: String,
    next: String,
    months: Option<Months>,
    year: i32,
    way: Vec<Step>,
    days: Vec<Days>,
    axis: Vec<(i64, String)>,
    groups: Vec<(String, Vec<Cell>)>,
    compared: String,
    unions: Vec<Link>,
    details: String,
}

/// Shows it.
pub async fn page(ctx: Ctx, Path(unit): Path<String>) -> Reply {
    let fields = Fields::from_query(&ctx.visit.query);
    let span = Span::read(&fields, ctx.now);
    let (actor, app, now) = (ctx.actor()?.clone(), ctx.app.clone(), ctx.now);
    let found = ctx
        .read(move |reader| {
            let dictionary = Dictionary::of(app.indicators());
            find(reader, &actor, &unit, span, &dictionary, &app.sources(), now)
        })
        .await?;
    let view = View { t: ctx.t(), span, found: &found, actor: ctx.actor()? };
    let sorted = Sorted::read(&fields, found.columns.len());
    let order = view.order(&sorted);
    let at = fields.get("at").parse::<usize>().unwrap_or(0).min(order.len().saturating_sub(1)) / PARTS * PARTS;
    let link = |at: usize| format!("{}&sort={}&at={at}#h-parts", view.at(&found.unit), sorted.word());
    let (days, axis) = view.days();
    ctx.show(&NodePage {
        page: ctx.desk(found.unit.name.as_str()),
        crumbs: view.crumbs(),
        name: &found.unit.name,
        submitted: view.figure("suggestion.submitted"),
        adopted: view.figure("suggestion.adopted"),
        about: view.span.words(view.t),
        spans: view.spans(),
        nodes: found.held.iter().map(|unit| view.link(unit)).collect(),
        headlines: found.headlines().map(|row| view.headline(row)).collect(),
        standing: view.standing(),
        by_bearing: view.by_bearing(),
        tiles: view.tiles(),
        heads: view.heads(&sorted),
        parts: order.iter().skip(at).take(PARTS).map(|child| view.part(child, order.first().copied())).collect(),
        others: order.len(),
        previous: if at > 0 { link(at - PARTS) } else { String::new() },
        next: if at + PARTS < order.len() { link(at + PARTS) } else { String::new() },
        months: view.months(),
        year: span.year,
        way: view.way(),
        days,
        axis,
        groups: view.groups(),
        compared: view.compared(),
        unions: found.unions.iter().map(|unit| view.link(unit)).collect(),
        details: format!(
            "/nodes/{}?{}",
            found.unit.id,
            if span.month.is_some() { "period=month".to_owned() } else { span.query() }
        ),
    })
}

impl Found {
    fn headlines(&self) -> impl Iterator<Item = &Row> {
        HEADLINES.iter().filter_map(|code| self.row(code))
    }
}

/// By which column the parts stand, and whether from the smallest. By their name without one.
struct Sorted {
    column: Option<usize>,
    ascending: bool,
}

impl Sorted {
    fn read(fields: &Fields, columns: usize) -> Sorted {
        let word = fields.get("sort");
        let column = word.trim_start_matches('-').parse().ok().filter(|at| *at < columns);
        let column = if word.is_empty() { Some(0) } else { column };
        Sorted { column, ascending: word.starts_with('-') }
    }

    fn word(&self) -> String {
        match self.column {
            Some(at) => format!("{}{at}", if self.ascending { "-" } else { "" }),
            None => "name".to_owned(),
        }
    }
}

/// A page in the making.
struct View<'a> {
    t: T,
    span: Span,
    found: &'a Found,
    actor: &'a Actor,
}

impl View<'_> {
    fn at(&self, unit: &Unit) -> String {
        format!("/cockpit/{}?{}", unit.id, self.span.query())
    }

    /// A node, with a way there for who may look at it.
    fn link(&self, unit: &Unit) -> Link {
        let href = if may_count(self.actor, &unit.place()).allowed() { self.at(unit) } else { String::new() };
        Link { words: unit.name.clone(), href, here: unit.id == self.found.unit.id }
    }

    fn crumbs(&self) -> Vec<Link> {
        self.found.above.iter().map(|unit| self.link(unit)).collect()
    }

    fn spans(&self) -> Vec<Link> {
        let choice = |span: Span| Link {
            words: span.words(self.t),
            href: format!("/cockpit/{}?{}", self.found.unit.id, span.query()),
            here: span == self.span,
        };
        self.span.choices().into_iter().map(choice).collect()
    }

    fn records(&self, it: &Indicator, period: Period) -> String {
        (it.records)(self.found.unit.id, period).unwrap_or_default()
    }

    /// A figure and its records, by its code.
    fn figure(&self, code: &str) -> (String, String) {
        let Some(row) = self.found.row(code) else { return (self.t.get("fmt-none").to_owned(), String::new()) };
        (told(self.t, row.it.unit, row.now), self.records(row.it, self.span.period()))
    }

    fn headline(&self, row: &Row) -> Headline {
        let unit = row.it.unit;
        Headline {
            meaning: meaning(self.t, row.it),
            value: told(self.t, unit, row.now),
            href: self.records(row.it, self.span.period()),
            change: change(self.t, unit, row.compared.0, row.compared.1).unwrap_or_default(),
            slope: charts::slope(self.span.years(), row.years, |figure| told(self.t, unit, figure)),
        }
    }

    /// Where things lie, whenever they came: name, how many, and their records.
    fn standing(&self) -> Vec<(String, String, String)> {
        let t = self.t;
        let this_year = Period::year(self.span.year);
        let line =
            |(it, n): &(&Indicator, i64)| (t.get(&it.name_key()).to_owned(), t.number(*n), self.records(it, this_year));
        let mut lines: Vec<_> = self.found.standing.iter().map(line).collect();
        let overdue = format!("/nodes/{}/records?figure=overdue&year={}", self.found.unit.id, self.span.year);
        lines.push((t.get("cockpit-overdue").to_owned(), t.number(self.found.overdue), overdue));
        lines
    }

    /// The parts in the order that was asked for. Parts without the figure come last.
    fn order(&self, sorted: &Sorted) -> Vec<&Child> {
        let mut order: Vec<&Child> = self.found.children.iter().collect();
        if let Some(at) = sorted.column {
            let value = |child: &&Child| child.figures.get(at).copied().and_then(weight);
            order.sort_by_key(|child| {
                let value = value(child);
                let by = if sorted.ascending { value } else { value.map(|value| -value) };
                (value.is_none(), by)
            });
        }
        order
    }

    fn heads(&self, sorted: &Sorted) -> Vec<Link> {
        let t = self.t;
        let column = |(at, it): (usize, &&Indicator)| {
            let here = sorted.column == Some(at);
            let sign = if here && !sorted.ascending { "-" } else { "" };
            let href = format!("{}&sort={sign}{at}#h-parts", self.at(&self.found.unit));
            Link { words: t.get(&it.name_key()).to_owned(), href, here }
        };
        self.found.columns.iter().enumerate().map(column).collect()
    }

    fn part(&self, child: &Child, first: Option<&Child>) -> Part {
        let t = self.t;
        let link = child.unit.as_ref().map(|unit| self.link(unit));
        let told = |(it, figure): (&&Indicator, &Figure)| told(t, it.unit, *figure);
        let value = |child: &Child| child.figures.first().copied().and_then(weight).unwrap_or(0);
        let most = self.found.children.iter().map(value).max().unwrap_or(0).max(first.map_or(0, value)).max(1);
        Part {
            name: match &child.unit {
                Some(unit) => unit.short_name.clone(),
                None => t.get("cockpit-unknown").to_owned(),
            },
            href: link.map(|link| link.href).unwrap_or_default(),
            gone: child.gone,
            cells: self.found.columns.iter().zip(&child.figures).map(told).collect(),
            bar: value(child).max(0) * 100 / most,
        }
    }

    /// Whether the parts stand where they lie: the cities of the province.
    fn by_bearing(&self) -> bool {
        let mut units = self.found.children.iter().filter_map(|child| child.unit.as_ref());
        !self.found.children.is_empty()
            && units.all(|unit| charts::bearing(&unit.code).is_some() && unit.code.ends_with("00"))
    }

    fn tiles(&self) -> Vec<Tile> {
        let parts: Vec<&Child> = self.found.children.iter().filter(|child| !child.gone).collect();
        if !(2..=TILES).contains(&parts.len()) {
            return Vec::new();
        }
        let (t, by_bearing) = (self.t, self.by_bearing());
        let column = |code: &str| self.found.columns.iter().position(|it| it.code == code);
        let (Some(rate), Some(count)) = (column(COLUMNS[0]), column(COLUMNS[1])) else { return Vec::new() };
        let value = |child: &Child| child.figures.get(rate).copied().and_then(weight);
        let most = parts.iter().filter_map(|child| value(child)).max().unwrap_or(0);
        let tile = |child: &&Child| {
            let unit = child.unit.as_ref()?;
            let at = charts::bearing(&unit.code).filter(|_| by_bearing);
            Some(Tile {
                at: at.map_or_else(|| "auto".to_owned(), |(row, column)| format!("{row} / {column}")),
                step: charts::step(value(child), most),
                name: short(&unit.short_name),
                rate: match child.figures.get(rate) {
                    Some(Figure::Ratio { part, whole }) => t.count(thousandth(*part, *whole)),
                    _ => t.get("fmt-none").to_owned(),
                },
                count: child
                    .figures
                    .get(count)
                    .map(|figure| told(t, self.found.columns[count].unit, *figure))
                    .unwrap_or_default(),
                href: self.link(unit).href,
            })
        };
        parts.iter().filter_map(tile).collect()
    }

    fn months(&self) -> Option<Months> {
        let row = self.found.row(MONTHLY)?;
        let periods = self.span.months_of(self.span.year);
        charts::months(self.t, &row.months.0, &row.months.1, |at| {
            periods.get(at).map(|period| self.records(row.it, *period)).unwrap_or_default()
        })
    }

    fn way(&self) -> Vec<Step> {
        let number = |code: &str| self.found.row(code).and_then(|row| weight(row.now));
        let whole = number(WAY[0].1).unwrap_or(0);
        let step = |(name, code, colour): (&'static str, &str, &'static str)| {
            let value = number(code)?;
            let (words, href) = self.figure(code);
            Some(Step {
                name,
                value: words,
                href,
                share: self.t.percent(value, whole),
                width: if whole > 0 { (value * 74 / whole).clamp(0, 74) } else { 0 },
                colour,
            })
        };
        if whole == 0 { Vec::new() } else { WAY.into_iter().filter_map(step).collect() }
    }

    /// The days, and the scale they are drawn on.
    fn days(&self) -> (Vec<Days>, Vec<(i64, String)>) {
        let t = self.t;
        let rows: Vec<&Row> = DAYS.iter().filter_map(|code| self.found.row(code)).collect();
        let number = |figure: Figure| match figure {
            Figure::Number(days) => Some(days),
            _ => None,
        };
        let all = rows.iter().flat_map(|row| [row.compared.0, row.compared.1, row.now]);
        let most = all.filter_map(number).max().unwrap_or(0).max(1);
        let x = |days: i64| 120 + days * 320 / most;
        let point = |figure| number(figure).map(|days| (x(days), t.number(days)));
        let days = |(at, row): (i64, &&Row)| Days {
            name: t.get(&row.it.name_key()).to_owned(),
            now: point(row.now),
            before: point(row.compared.1),
            y: 34 + at * 34,
        };
        let lines: Vec<Days> = (0_i64..).zip(&rows).map(days).filter(|line| line.now.is_some()).collect();
        let axis = [0, most / 2, most].map(|days| (x(days), t.number(days)));
        (lines, axis.into())
    }

    fn groups(&self) -> Vec<(String, Vec<Cell>)> {
        let t = self.t;
        let cell = |row: &Row| Cell {
            meaning: meaning(t, row.it),
            now: told(t, row.it.unit, row.now),
            href: self.records(row.it, self.span.period()),
            before: told(t, row.it.unit, row.compared.1),
            change: change(t, row.it.unit, row.compared.0, row.compared.1).unwrap_or_default(),
        };
        grouped(self.found.rows.iter(), |row| row.it.code)
            .into_iter()
            .map(|(group, rows)| {
                (t.get(&format!("cockpit-group-{group}")).to_owned(), rows.into_iter().map(cell).collect())
            })
            .collect()
    }

    /// Over which months it is compared, in words.
    fn compared(&self) -> String {
        let t = self.t;
        match self.span.compared() {
            Some((now, _)) if self.span.is_running() => {
                t.with1("cockpit-compared-months", "n", now.until - now.from).into_owned()
            }
            Some(_) => t.get("cockpit-compared").to_owned(),
            None => t.get("cockpit-compared-none").to_owned(),
        }
    }
}

/// A name that fits on a tile: 宁波市总 is 宁波.
fn short(name: &str) -> String {
    let bare = name.trim_end_matches('总').trim_end_matches(['市', '区', '县']);
    if bare.chars().count() < 2 { name.to_owned() } else { bare.to_owned() }
}
