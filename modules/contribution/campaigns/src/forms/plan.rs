//! The plan of an edition as a form: a few fields, and tables of rows for what it has several of.

use identity::UnitKind;
use jiff::civil::Date;
use kernel::lifecycle::Word;
use kernel::{Faults, Fen, Reason, text};
use ui::T;
use ui::parts::Choice;
use web::{Fields, say};
use works::Kind;

use crate::actions::Draft;
use crate::plan::{Aggregate, Allowance, Category, Check, Criterion, Exclusion, Grade, MOST, Plan};

/// Longest name, in characters.
const NAME: usize = 60;
/// Longest rule, in characters.
const RULE: usize = 120;
/// Longest introduction, in characters.
const INTRO: usize = 1000;
/// Most money of a grade, in fen.
const MOST_MONEY: i64 = 10_000_000_000;
/// Empty rows offered below those that are filled.
const SPARE: usize = 2;

/// Levels that nominate, from below.
pub const LEVELS: [UnitKind; 4] = [UnitKind::Enterprise, UnitKind::Township, UnitKind::County, UnitKind::City];

/// The tables of the form and their columns. The first column of a row says whether the row is there.
pub const TABLES: [(&str, &[&str]); 4] = [
    ("categories", &["name", "source"]),
    ("rubric", &["name", "weight"]),
    ("rules", &["text", "id", "check", "source"]),
    ("grades", &["name", "quota", "money"]),
];

/// A table of the form.
pub struct Table {
    /// Which.
    pub key: &'static str,
    /// What it is called.
    pub title: String,
    /// What to know.
    pub hint: String,
    /// The heads of its columns.
    pub heads: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// What is wrong with it; may be empty.
    pub error: String,
}

/// A field of a row.
pub struct Cell {
    /// Its name.
    pub name: String,
    /// What it is called to a screen reader.
    pub label: String,
    /// What is typed in it.
    pub value: String,
    /// What there is to choose from; empty for a line.
    pub choices: Vec<Choice<'static>>,
    /// Whether it is wide.
    pub wide: bool,
}

fn field(table: &str, column: &str, at: usize) -> String {
    format!("{table}-{column}-{at}")
}

/// An edition's plan as fields to start from.
pub fn fields(draft: &Draft) -> Fields {
    let plan = &draft.plan;
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let mut fields = Fields::from_pairs([
        ("name", draft.name.clone()),
        ("year", draft.year.to_string()),
        ("opens", draft.opens.to_string()),
        ("closes", draft.closes.to_string()),
        ("review_ends", draft.review_ends.to_string()),
        ("intro", plan.intro.clone()),
        ("used_from", day(plan.used_from)),
        ("used_until", day(plan.used_until)),
        ("least", plan.least.map(|fen| fen.to_string()).unwrap_or_default()),
        ("publicity_days", plan.publicity_days.to_string()),
        ("scale", plan.scale.to_string()),
        ("aggregate", plan.aggregate.to_string()),
        ("least_jurors", plan.least_jurors.to_string()),
    ]);
    let mut pairs: Vec<(String, String)> =
        fields.pairs().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    pairs.extend(plan.kinds.iter().map(|kind| ("kinds".to_owned(), kind.to_string())));
    fields = Fields::from_pairs(pairs);
    let mut row = |table: &str, at: usize, cells: &[(&str, String)]| {
        for (column, value) in cells {
            fields.set(&field(table, column, at), value.as_str());
        }
    };
    for (at, one) in plan.categories.iter().enumerate() {
        row("categories", at, &[("name", one.name.clone()), ("source", one.source.clone())]);
    }
    for (at, one) in plan.rubric.iter().enumerate() {
        row("rubric", at, &[("name", one.name.clone()), ("weight", one.weight.to_string())]);
    }
    for (at, one) in plan.rules.iter().enumerate() {
        let cells = [
            ("text", one.text.clone()),
            ("id", one.id.clone()),
            ("check", one.check.to_string()),
            ("source", one.source.clone()),
        ];
        row("rules", at, &cells);
    }
    for (at, one) in plan.grades.iter().enumerate() {
        row(
            "grades",
            at,
            &[("name", one.name.clone()), ("quota", one.quota.to_string()), ("money", one.money.to_string())],
        );
    }
    for level in LEVELS {
        let most = plan.allowance(level).map(|most| most.to_string()).unwrap_or_default();
        fields.set(&format!("allowance-{level}"), most);
    }
    fields
}

/// The tables as they are drawn.
pub fn tables(t: T, fields: &Fields, faults: &Faults) -> Vec<Table> {
    let table = |(key, columns): (&'static str, &'static [&'static str])| {
        let filled = (0..MOST).rfind(|at| !fields.get(&field(key, columns[0], *at)).trim().is_empty());
        let many = (filled.map_or(0, |last| last + 1) + SPARE).min(MOST);
        let head = |column: &str| t.get(&format!("campaign-{key}-{column}")).to_owned();
        let cell = |at: usize, column: &'static str| {
            let name = field(key, column, at);
            let value = fields.get(&name).to_owned();
            let checks = Check::ALL.iter().map(|check| Choice {
                value: check.word().into(),
                label: t.get(&format!("campaign-check-{check}")).to_owned().into(),
                chosen: check.word() == value,
            });
            let choices = if column == "check" { checks.collect() } else { Vec::new() };
            let label = t.with2("campaign-cell", ("n", at + 1), ("column", head(column).as_str())).into_owned();
            Cell { name, label, value, choices, wide: matches!(column, "name" | "text") }
        };
        Table {
            key,
            title: t.get(&format!("campaign-table-{key}")).to_owned(),
            hint: t.get(&format!("campaign-table-{key}-hint")).to_owned(),
            heads: columns.iter().map(|column| head(column)).collect(),
            rows: (0..many).map(|at| columns.iter().map(|column| cell(at, column)).collect()).collect(),
            error: faults.of(key).map(|reason| say(t, reason)).unwrap_or_default(),
        }
    };
    TABLES.map(table).into_iter().collect()
}

/// The edition that was typed.
///
/// # Errors
/// Every fault, by field; what is wrong with a table stands under its name.
pub fn read(fields: &Fields) -> Result<Draft, Faults> {
    let mut faults = Faults::none();
    let name = faults.take("name", text::line(fields.get("name"), NAME));
    let year = faults.take("year", number(fields.get("year"), 2000, 2100));
    let mut day = |field: &str| faults.take(field, needed_day(fields.get(field)));
    let (opens, closes, review_ends) = (day("opens"), day("closes"), day("review_ends"));
    if faults.of("closes").is_none() && closes < opens {
        faults.add("closes", Reason::new("campaign-days-backwards"));
    }
    if faults.of("review_ends").is_none() && review_ends < closes {
        faults.add("review_ends", Reason::new("campaign-days-backwards"));
    }
    let used_from = faults.take("used_from", maybe_day(fields.get("used_from")));
    let used_until = faults.take("used_until", maybe_day(fields.get("used_until")));
    let least = match fields.get("least").trim() {
        "" => None,
        typed => Some(faults.take("least", money(typed))),
    };
    let days = faults.take("publicity_days", number(fields.get("publicity_days"), 1, 60));
    let plan = Plan {
        intro: faults.take("intro", text::optional_text(fields.get("intro"), INTRO)),
        categories: categories(fields, &mut faults),
        kinds: fields.all("kinds").filter_map(Kind::from_word).collect(),
        used_from,
        used_until,
        least,
        publicity_days: u32::try_from(days).unwrap_or(1),
        rubric: rubric(fields, &mut faults),
        scale: faults.take("scale", number(fields.get("scale"), 2, 100)),
        aggregate: Aggregate::from_word(fields.get("aggregate")).unwrap_or(Aggregate::Mean),
        least_jurors: faults.take("least_jurors", number(fields.get("least_jurors"), 1, 30)),
        rules: rules(fields, &mut faults),
        grades: grades(fields, &mut faults),
        allowances: allowances(fields, &mut faults),
    };
    for (field, key) in plan.faults() {
        if faults.of(field).is_none() {
            faults.add(field, Reason::new(key));
        }
    }
    if faults.is_empty() { Ok(Draft { name, year, opens, closes, review_ends, plan }) } else { Err(faults) }
}

/// The rows of a table that are there.
fn rows<'f>(fields: &'f Fields, table: &'static str, first: &'static str) -> impl Iterator<Item = usize> + 'f {
    (0..MOST).filter(move |at| !fields.get(&field(table, first, *at)).trim().is_empty())
}

fn categories(fields: &Fields, faults: &mut Faults) -> Vec<Category> {
    let mut line =
        |column, at| faults.take("categories", text::optional_line(fields.get(&field("categories", column, at)), NAME));
    // The id stays with the row, so that an entry finds its category again.
    rows(fields, "categories", "name")
        .map(|at| Category { id: format!("c{}", at + 1), name: line("name", at), source: line("source", at) })
        .collect()
}

fn rubric(fields: &Fields, faults: &mut Faults) -> Vec<Criterion> {
    let mut found = Vec::new();
    for at in rows(fields, "rubric", "name") {
        let name = faults.take("rubric", text::line(fields.get(&field("rubric", "name", at)), NAME));
        let weight = faults.take("rubric", number(fields.get(&field("rubric", "weight", at)), 1, 100));
        found.push(Criterion { name, weight });
    }
    found
}

fn rules(fields: &Fields, faults: &mut Faults) -> Vec<Exclusion> {
    let mut found = Vec::new();
    for at in rows(fields, "rules", "text") {
        let mut cell =
            |column, most| faults.take("rules", text::optional_line(fields.get(&field("rules", column, at)), most));
        let (words, source, id) = (cell("text", RULE), cell("source", NAME), cell("id", 12));
        let check = Check::from_word(fields.get(&field("rules", "check", at))).unwrap_or(Check::Declared);
        let id = if id.is_empty() { format!("WX-{}", at + 1) } else { id };
        found.push(Exclusion { id, text: words, check, source });
    }
    found
}

fn grades(fields: &Fields, faults: &mut Faults) -> Vec<Grade> {
    let mut found = Vec::new();
    for at in rows(fields, "grades", "name") {
        let name = faults.take("grades", text::line(fields.get(&field("grades", "name", at)), NAME));
        let quota = faults.take("grades", number(fields.get(&field("grades", "quota", at)), 1, 10_000));
        let money = match fields.get(&field("grades", "money", at)).trim() {
            "" => Fen(0),
            typed => faults.take("grades", money(typed)),
        };
        found.push(Grade { name, quota, money });
    }
    found
}

fn allowances(fields: &Fields, faults: &mut Faults) -> Vec<Allowance> {
    let mut found = Vec::new();
    for level in LEVELS {
        let name = format!("allowance-{level}");
        match fields.get(&name).trim() {
            "" => {}
            typed => found.push(Allowance { level, most: faults.take(&name, number(typed, 1, 10_000)) }),
        }
    }
    found
}

fn number(typed: &str, least: i64, most: i64) -> Result<i64, Reason> {
    let number = typed.trim().parse().ok().filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| Reason::new("campaign-number-outside").with("least", least).with("most", most))
}

fn needed_day(typed: &str) -> Result<Date, Reason> {
    typed.trim().parse().map_err(|_| Reason::new("campaign-day-unreadable"))
}

fn maybe_day(typed: &str) -> Result<Option<Date>, Reason> {
    if typed.trim().is_empty() { Ok(None) } else { needed_day(typed).map(Some) }
}

/// Yuan with at most two decimals, as people write them: `12,000.50`.
fn money(typed: &str) -> Result<Fen, Reason> {
    let fen = Fen::typed(typed).filter(|fen| fen.0 <= MOST_MONEY);
    fen.ok_or_else(|| Reason::new("campaign-money-unreadable"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::presets::{PRESETS, plan};

    fn draft(preset: usize) -> Draft {
        let plan = plan(&PRESETS[preset]);
        Draft {
            name: "五小活动".into(),
            year: 2026,
            opens: date(2026, 3, 1),
            closes: date(2026, 5, 1),
            review_ends: date(2026, 6, 1),
            plan,
        }
    }

    #[test]
    fn what_is_shown_is_read_again() {
        for (at, preset) in PRESETS.iter().enumerate() {
            let draft = draft(at);
            match read(&fields(&draft)) {
                Ok(read) => assert_eq!(read, draft, "{}", preset.key),
                Err(faults) => {
                    assert!(preset.categories.is_empty(), "{}: {faults:?}", preset.key);
                    assert!(faults.of("categories").is_some(), "the tenant brings the words");
                }
            }
        }
    }

    #[test]
    fn what_is_wrong_is_told_where_it_stands() {
        let told = |field: &str, value: &str| {
            let mut fields = fields(&draft(0));
            fields.set(field, value);
            read(&fields).unwrap_err().iter().map(|(field, _)| field.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(told("rubric-weight-0", "31"), ["rubric"]);
        assert_eq!(told("rubric-weight-0", "viel"), ["rubric"]);
        assert_eq!(told("closes", "2026-02-01"), ["closes"]);
        assert_eq!(told("review_ends", ""), ["review_ends"]);
        assert_eq!(told("grades-money-1", "-3"), ["grades"]);
        assert_eq!(told("allowance-enterprise", ""), ["allowance-enterprise"]);
        assert_eq!(told("kinds", "stone"), ["kinds"]);
        assert_eq!(told("publicity_days", "0"), ["publicity_days"]);
    }

    #[test]
    fn money_is_read_to_the_fen() {
        assert_eq!(money("12,000.5"), Ok(Fen(1_200_050)));
        for wrong in ["-3", "1.234", "三千", ".5", ""] {
            assert!(money(wrong).is_err(), "{wrong}");
        }
    }
}
