//! The form of the rules: numbers in their bounds, and a score sheet whose points sum to a hundred.

use std::collections::HashMap;

use kernel::id::PersonId;
use kernel::{Faults, Reason, Result, text};
use store::{Filter, Reader, Value};
use ui::T;
use web::Fields;

use crate::rules::{Criterion, Rubric, Rules};

/// Most working days of a deadline: about a year.
const MOST_DAYS: u32 = 250;
/// Most criteria of a score sheet.
const MOST_CRITERIA: usize = 10;
/// Empty rows offered below those that are filled.
const SPARE: usize = 2;
/// Longest name of a criterion, in characters.
const NAME: usize = 20;
/// Longest English name, which runs longer.
const NAME_EN: usize = 40;

/// One row of the score sheet.
pub struct Row {
    /// Its place, from 0.
    pub at: usize,
    /// What its fields are called to a screen reader.
    pub labels: [String; 3],
    /// Its stored word; empty for a new one.
    pub word: String,
    /// Its name in Chinese, as typed.
    pub zh: String,
    /// Its name in English, as typed.
    pub en: String,
    /// Its points, as typed.
    pub weight: String,
}

/// The rules as fields to start from.
pub fn fields(rules: &Rules) -> Fields {
    let mut fields = Fields::from_pairs([
        ("check_days", rules.check_days.to_string()),
        ("decide_days", rules.decide_days.to_string()),
        ("remind_days", rules.remind_days.to_string()),
    ]);
    if rules.line_may_not_review {
        fields.set("line_may_not_review", "yes");
    }
    for (at, criterion) in rules.rubric.criteria.iter().enumerate() {
        fields.set(&format!("word-{at}"), criterion.word.as_str());
        fields.set(&format!("zh-{at}"), criterion.zh.as_str());
        fields.set(&format!("en-{at}"), criterion.en.as_str());
        fields.set(&format!("weight-{at}"), criterion.weight.to_string());
    }
    fields
}

/// The rows to show: what was typed, and a few empty ones.
pub fn rows(t: T, fields: &Fields) -> Vec<Row> {
    let filled = (0..MOST_CRITERIA).rfind(|at| !row(fields, *at).is_empty()).map_or(0, |last| last + 1);
    (0..(filled + SPARE).min(MOST_CRITERIA))
        .map(|at| {
            let label = |key| t.with1(key, "n", at + 1).into_owned();
            let Typed { word, zh, en, weight } = row(fields, at);
            Row {
                at,
                labels: [label("rules-criterion-zh"), label("rules-criterion-en"), label("rules-criterion-weight")],
                word: word.to_owned(),
                zh: zh.to_owned(),
                en: en.to_owned(),
                weight: weight.to_owned(),
            }
        })
        .collect()
}

/// A row as typed.
struct Typed<'a> {
    word: &'a str,
    zh: &'a str,
    en: &'a str,
    weight: &'a str,
}

impl Typed<'_> {
    fn is_empty(&self) -> bool {
        [self.zh, self.en, self.weight].iter().all(|typed| typed.trim().is_empty())
    }
}

fn row(fields: &Fields, at: usize) -> Typed<'_> {
    let get = |name: &str| fields.get(&format!("{name}-{at}"));
    Typed { word: get("word"), zh: get("zh"), en: get("en"), weight: get("weight") }
}

/// The rules that were typed. The score sheet gets a new version when it changes, so that scores given
/// under the old one keep their meaning.
///
/// # Errors
/// Every fault, by field; what is wrong with the score sheet as a whole stands under `criteria`.
pub fn read(fields: &Fields, before: &Rubric) -> Result<Rules, Faults> {
    let mut faults = Faults::none();
    let check_days = faults.take("check_days", days(fields.get("check_days"), 1));
    let decide_days = faults.take("decide_days", days(fields.get("decide_days"), 1));
    let remind_days = faults.take("remind_days", days(fields.get("remind_days"), 0));
    if faults.is_empty() && decide_days < check_days {
        faults.add("decide_days", Reason::new("rules-decide-before-check"));
    }
    if faults.is_empty() && remind_days >= check_days {
        faults.add("remind_days", Reason::new("rules-remind-too-early"));
    }
    let criteria = criteria(fields, &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    let version = if criteria == before.criteria { before.version } else { before.version + 1 };
    Ok(Rules {
        check_days,
        decide_days,
        remind_days,
        line_may_not_review: fields.has("line_may_not_review", "yes"),
        rubric: Rubric { version, criteria },
    })
}

fn days(typed: &str, least: u32) -> Result<u32, Reason> {
    number(typed, least, MOST_DAYS)
}

fn number(typed: &str, least: u32, most: u32) -> Result<u32, Reason> {
    let number = typed.trim().parse().ok().filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| Reason::new("rules-number").with("least", least).with("most", most))
}

fn criteria(fields: &Fields, faults: &mut Faults) -> Vec<Criterion> {
    let mut criteria: Vec<Criterion> = Vec::new();
    let before = faults.iter().count();
    for at in 0..MOST_CRITERIA {
        let typed = row(fields, at);
        if typed.is_empty() {
            continue;
        }
        if [typed.zh, typed.en, typed.weight].iter().any(|typed| typed.trim().is_empty()) {
            faults.add(format!("criterion-{at}"), Reason::new("rules-criterion-half"));
            continue;
        }
        let field = format!("criterion-{at}");
        let zh = faults.take(&field, text::line(typed.zh, NAME));
        let en = faults.take(&field, text::line(typed.en, NAME_EN));
        let weight = faults.take(&field, number(typed.weight, 1, 100));
        if criteria.iter().any(|one| one.zh == zh || one.en == en) {
            faults.add(field, Reason::new("rules-criterion-twice"));
            continue;
        }
        let word = word(typed.word, &criteria, fields);
        criteria.push(Criterion { word, zh, en, weight });
    }
    let sum: u32 = criteria.iter().map(|criterion| criterion.weight).sum();
    if criteria.is_empty() {
        faults.add("criteria", Reason::new("rules-no-criteria"));
    } else if faults.iter().count() == before && sum != 100 {
        faults.add("criteria", Reason::new("rules-weights").with("sum", sum));
    }
    criteria
}

/// The stored word of a criterion: its own, or for a new one `c1`, `c2` … whichever nobody has.
fn word(own: &str, taken: &[Criterion], fields: &Fields) -> String {
    let free = |word: &str| taken.iter().all(|one| one.word != word);
    let sound =
        |word: &str| (1..=20).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if sound(own) && free(own) {
        return own.to_owned();
    }
    let stands = |word: &str| (0..MOST_CRITERIA).any(|at| row(fields, at).word == word);
    let mut new = (1..).map(|n| format!("c{n}")).filter(|word| free(word) && !stands(word));
    new.next().unwrap_or_default()
}

/// Names of people: one statement.
///
/// # Errors
/// Broken, when the database fails.
pub fn names(
    reader: &Reader<'_>,
    people: impl Iterator<Item = PersonId>,
) -> Result<HashMap<PersonId, String>, kernel::Error> {
    let mut filter = Filter::new();
    filter.and_in("p.id", people.map(|person| Value::Id(person.uuid())));
    let named: Vec<(PersonId, String)> = reader.list("SELECT p.id, p.name FROM person p WHERE", &filter)?;
    Ok(named.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(field: &str, value: &str) -> Fields {
        let mut fields = fields(&Rules::default());
        fields.set(field, value);
        fields
    }

    #[test]
    fn what_is_shown_reads_back_as_it_was() {
        let rules = Rules { line_may_not_review: true, ..Rules::default() };
        assert_eq!(read(&fields(&rules), &rules.rubric).unwrap(), rules);
    }

    #[test]
    fn faults_stand_at_their_fields() {
        let cases = [
            ("check_days", "0", "check_days"),
            ("check_days", "五", "check_days"),
            ("decide_days", "3", "decide_days"),
            ("remind_days", "5", "remind_days"),
            ("weight-0", "31", "criteria"),
            ("weight-0", "", "criterion-0"),
            ("zh-1", "技术水平", "criterion-1"),
        ];
        for (field, value, at) in cases {
            let faults = read(&changed(field, value), &Rules::default().rubric).unwrap_err();
            assert!(faults.of(at).is_some(), "{field}={value}: {faults:?}");
        }
    }

    #[test]
    fn a_changed_sheet_is_a_new_version_with_words_of_its_own() {
        let rules = Rules::default();
        let mut fields = fields(&rules);
        for (field, value) in [("weight-0", "20"), ("zh-4", "安全"), ("en-4", "Safety"), ("weight-4", "10")] {
            fields.set(field, value);
        }
        let read = read(&fields, &rules.rubric).unwrap();
        assert_eq!(read.rubric.version, rules.rubric.version + 1);
        assert!(read.rubric.is_sound());
        assert_eq!(read.rubric.criteria[4].word, "c1");
        assert_eq!(read.rubric.criteria[0].word, "level", "what stays keeps its word");
    }

    #[test]
    fn an_emptied_row_is_dropped() {
        let rules = Rules::default();
        let mut fields = fields(&rules);
        for (field, value) in [("zh-3", ""), ("en-3", ""), ("weight-3", ""), ("weight-0", "50")] {
            fields.set(field, value);
        }
        assert_eq!(read(&fields, &rules.rubric).unwrap().rubric.criteria.len(), 3);
    }
}
