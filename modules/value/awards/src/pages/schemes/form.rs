//! The form of a scheme: one row for each grade, from the best down; rules to tick, each with its source.

use jiff::civil::Date;
use kernel::lifecycle::Word;
use kernel::{Faults, Reason, text};
use ui::T;
use web::{Fields, say};

use crate::engine::scheme::MOST_GRADES;
use crate::engine::{Fault, Grade, Pay, Percentage, Rule, Scheme, Switch, Threshold};
use crate::forms::money;
use crate::pages::words::source;

/// Empty rows offered below those that are filled.
const SPARE: usize = 1;
/// Longest name of a scheme or an honour, in characters.
const NAME: usize = 40;
/// Most working days of publicity.
const MOST_DAYS: u32 = 60;

/// One row of the form.
pub struct Row {
    /// Its number, from 1.
    pub number: usize,
    /// What it holds, in the order of [`COLUMNS`].
    pub cells: Vec<Cell>,
    /// Whether the grade is filed.
    pub filed: bool,
    /// What is wrong with it.
    pub error: String,
}

/// One field of a row.
pub struct Cell {
    /// Its name.
    pub name: String,
    /// What is typed in it.
    pub value: String,
    /// What it is called to a screen reader.
    pub label: String,
}

/// The fields of a row and their labels.
pub const COLUMNS: [&str; 6] = ["from", "least", "most", "points", "honour_zh", "honour_en"];

/// A rule to tick.
pub struct Switched {
    /// Its word.
    pub word: &'static str,
    /// What it says.
    pub label: String,
    /// Where it stands unless the tenant says otherwise.
    pub usual: String,
    /// The source as typed.
    pub source: String,
    /// Whether it applies.
    pub on: bool,
}

/// A scheme as fields to start from.
pub fn fields(scheme: &Scheme) -> Fields {
    let mut fields = Fields::from_pairs([
        ("name", scheme.name.clone()),
        ("publicity_days", scheme.publicity_days.to_string()),
        ("norm_months", scheme.norm_months.to_string()),
    ]);
    match scheme.pay {
        Pay::Ranges => fields.set("pay", "ranges"),
        Pay::Percentage(share) => {
            fields.set("pay", "percentage");
            fields.set("rate", format!("{}.{:02}", share.rate / 100, share.rate % 100));
            fields.set("floor", share.floor.to_string());
            fields.set("cap", share.cap.to_string());
        }
    }
    for (at, grade) in scheme.grades.iter().enumerate() {
        let points = scheme.matrix.iter().find(|threshold| threshold.grade == at + 1);
        let points = points.map(|threshold| threshold.from.to_string()).unwrap_or_default();
        let cells = [
            grade.from.to_string(),
            grade.least.to_string(),
            grade.most.to_string(),
            points,
            grade.honour_zh.clone(),
            grade.honour_en.clone(),
        ];
        for (column, value) in COLUMNS.iter().zip(cells) {
            fields.set(&format!("{column}-{at}"), value);
        }
        if grade.filed {
            fields.set(&format!("filed-{at}"), "yes");
        }
    }
    for rule in Rule::SWITCHED {
        if scheme.applies(rule) {
            fields.set(&format!("rule-{rule}"), "yes");
        }
        let own = scheme.rules.iter().find(|one| one.rule == rule).map(|one| one.source.clone());
        fields.set(&format!("source-{rule}"), own.unwrap_or_default());
    }
    fields
}

fn cell<'f>(fields: &'f Fields, column: &str, at: usize) -> &'f str {
    fields.get(&format!("{column}-{at}"))
}

fn is_empty(fields: &Fields, at: usize) -> bool {
    COLUMNS.iter().all(|column| cell(fields, column, at).trim().is_empty())
}

/// The rows to show: what was typed, and an empty one.
pub fn rows(t: T, fields: &Fields, faults: &Faults) -> Vec<Row> {
    let filled = (0..MOST_GRADES).rfind(|at| !is_empty(fields, *at)).map_or(0, |last| last + 1);
    let row = |at: usize| Row {
        number: at + 1,
        cells: COLUMNS
            .iter()
            .map(|column| Cell {
                name: format!("{column}-{at}"),
                value: cell(fields, column, at).to_owned(),
                label: t.with1(&format!("awards-scheme-{column}"), "n", at + 1).into_owned(),
            })
            .collect(),
        filed: fields.has(&format!("filed-{at}"), "yes"),
        error: faults.of(&format!("grade-{at}")).map(|reason| say(t, reason)).unwrap_or_default(),
    };
    (0..(filled + SPARE).min(MOST_GRADES)).map(row).collect()
}

/// The rules to tick.
pub fn switches(t: T, fields: &Fields) -> Vec<Switched> {
    let one = |rule: Rule| Switched {
        word: rule.word(),
        label: t.get(&format!("awards-rule-{rule}")).to_owned(),
        usual: source(t, rule.source()),
        source: fields.get(&format!("source-{rule}")).to_owned(),
        on: fields.has(&format!("rule-{rule}"), "yes"),
    };
    Rule::SWITCHED.map(one).into_iter().collect()
}

/// The scheme that was typed, and from which day on.
///
/// # Errors
/// Every fault, by field; what is wrong with a grade stands under `grade-<row>`, with the table as a
/// whole under `grades`.
pub fn read(fields: &Fields) -> Result<(Scheme, Date), Faults> {
    let mut faults = Faults::none();
    let name = faults.take("name", text::line(fields.get("name"), NAME));
    let publicity_days = faults.take("publicity_days", number(fields.get("publicity_days"), MOST_DAYS));
    let norm_months = faults.take("norm_months", number(fields.get("norm_months"), 99));
    let valid_from = fields.get("valid_from").trim().parse::<Date>();
    let valid_from = valid_from.unwrap_or_else(|_| {
        faults.add("valid_from", Reason::new("awards-date-unreadable"));
        Date::default()
    });
    let pay = match fields.get("pay") {
        "percentage" => Pay::Percentage(Percentage {
            rate: faults.take("rate", rate(fields.get("rate"))),
            floor: faults.take("floor", money(fields.get("floor"))),
            cap: faults.take("cap", money(fields.get("cap"))),
        }),
        _ => Pay::Ranges,
    };
    let (mut grades, mut matrix, mut places) = (Vec::new(), Vec::new(), Vec::new());
    for at in (0..MOST_GRADES).filter(|at| !is_empty(fields, *at)) {
        let field = format!("grade-{at}");
        let mut amount = |column| faults.take(&field, money(cell(fields, column, at)));
        let (from, least, most) = (amount("from"), amount("least"), amount("most"));
        let mut honour = |column| faults.take(&field, text::optional_line(cell(fields, column, at), NAME));
        let (honour_zh, honour_en) = (honour("honour_zh"), honour("honour_en"));
        let filed = fields.has(&format!("filed-{at}"), "yes");
        grades.push(Grade { from, least, most, honour_zh, honour_en, filed });
        places.push(at);
        match cell(fields, "points", at).trim() {
            "" => {}
            typed => match typed.parse() {
                Ok(from) => matrix.push(Threshold { from, grade: grades.len() }),
                Err(_) => faults.add(field, Reason::new("awards-number-unreadable")),
            },
        }
    }
    let rules = Rule::SWITCHED.map(|rule| Switch {
        rule,
        on: fields.has(&format!("rule-{rule}"), "yes"),
        source: faults.take("rules", text::optional_line(fields.get(&format!("source-{rule}")), NAME)),
    });
    let scheme = Scheme { name, grades, pay, matrix, rules: rules.to_vec(), publicity_days, norm_months };
    if faults.is_empty() {
        for fault in scheme.faults() {
            tell(&mut faults, fault, &scheme, &places);
        }
    }
    if faults.is_empty() { Ok((scheme, valid_from)) } else { Err(faults) }
}

/// What makes a scheme unsound, at the row it concerns.
fn tell(faults: &mut Faults, fault: Fault, scheme: &Scheme, places: &[usize]) {
    let row = |grade: usize| places.get(grade - 1).map_or("grades".to_owned(), |at| format!("grade-{at}"));
    let (field, key) = match fault {
        Fault::Grades => ("grades".to_owned(), "awards-fault-grades"),
        Fault::Order(grade) => (row(grade), "awards-fault-order"),
        Fault::Range(grade) => (row(grade), "awards-fault-range"),
        Fault::Overlap(grade) => (row(grade), "awards-fault-overlap"),
        Fault::Last => (row(scheme.grades.len()), "awards-fault-last"),
        Fault::Threshold(place) => (row(scheme.matrix[place - 1].grade), "awards-fault-points"),
        Fault::Percentage => ("rate".to_owned(), "awards-fault-percentage"),
        Fault::Norms => ("norm_months".to_owned(), "awards-fault-norms"),
    };
    faults.add(field, Reason::new(key));
}

fn number(typed: &str, most: u32) -> Result<u32, Reason> {
    let number = typed.trim().parse().ok().filter(|number| *number <= most);
    number.ok_or_else(|| Reason::new("awards-number-most").with("most", most))
}

/// A percentage with up to two decimals, in hundredths of a per cent.
fn rate(typed: &str) -> Result<u32, Reason> {
    let fen = money(typed.trim().trim_end_matches(['%', '％']))?;
    u32::try_from(fen.0).map_err(|_| Reason::new("awards-number-unreadable"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::presets::Preset;

    fn typed(scheme: &Scheme, changes: &[(&str, &str)]) -> Fields {
        let mut fields = fields(scheme);
        fields.set("valid_from", "2026-07-01");
        for (field, value) in changes {
            fields.set(field, *value);
        }
        fields
    }

    #[test]
    fn what_is_shown_reads_back_as_it_was() {
        for preset in Preset::ALL {
            assert_eq!(read(&typed(&preset.scheme(), &[])).unwrap().0, preset.scheme());
        }
    }

    #[test]
    fn faults_stand_at_their_rows() {
        let cases = [
            ("least-2", "5000", "grade-2"),
            ("from-1", "1000000", "grade-1"),
            ("most-3", "600", "grade-3"),
            ("from-4", "1", "grade-4"),
            ("points-2", "99", "grade-2"),
            ("from-0", "一百万", "grade-0"),
            ("norm_months", "3", "norm_months"),
            ("publicity_days", "61", "publicity_days"),
            ("valid_from", "soon", "valid_from"),
            ("name", "", "name"),
        ];
        for (field, value, at) in cases {
            let faults = read(&typed(&Preset::Table1986.scheme(), &[(field, value)])).unwrap_err();
            assert!(faults.of(at).is_some(), "{field}={value}: {faults:?}");
        }
        let faults = read(&typed(&Preset::Percentage.scheme(), &[("rate", "0")])).unwrap_err();
        assert!(faults.of("rate").is_some());
    }

    #[test]
    fn a_rule_without_its_tick_is_off() {
        let mut fields = typed(&Preset::Table1986.scheme(), &[]);
        fields.set("rule-borrowed", "");
        assert!(!read(&fields).unwrap().0.applies(Rule::Borrowed));
    }
}
