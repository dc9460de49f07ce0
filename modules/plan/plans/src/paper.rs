//! An assessment as an official document: what stands where is the template's, what it says is said here.

use documents::{ReportPaper, ReportTable};
use kernel::Time;
use ui::T;

use crate::model::Goal;
use crate::pages::{Found, line_light, line_value, verdict};
use crate::shown::{self, NOTHING};

/// The document.
pub fn of(t: T, found: &Found, now: Time) -> ReportPaper {
    let (it, one) = (&found.whole.it, &found.one);
    let day = |at: Time| {
        let date = at.date();
        let parts =
            [("year", date.year().to_string()), ("month", date.month().to_string()), ("day", date.day().to_string())];
        t.with("plan-paper-date", parts.map(|(name, value)| (name, value.into()))).into_owned()
    };
    let name = |person| found.whole.name(person).to_owned();
    let kind = t.get(&format!("plan-assessment-{}", one.kind)).to_owned();
    ReportPaper {
        node: it.node.clone(),
        title: t.with1("plan-paper-title", "kind", kind).into_owned(),
        number: it.name.clone(),
        facts: vec![
            (t.get("plan-paper-years").to_owned(), shown::years(it)),
            (t.get("plan-paper-verdict").to_owned(), or_nothing(verdict(t, one))),
            (t.get("plan-paper-as-of").to_owned(), day(one.signed_at.unwrap_or(now))),
        ],
        draft: if one.signed_at.is_some() { String::new() } else { t.get("plan-paper-draft").to_owned() },
        totals: totals(t, found),
        tables: Vec::new(),
        words: (t.get("plan-paper-words").to_owned(), words(t, found)),
        signatures: vec![
            (t.get("plan-paper-drafted").to_owned(), name(one.drafted_by), day(one.drafted_at)),
            (
                t.get("plan-paper-signed").to_owned(),
                one.signed_by.map(name).unwrap_or_default(),
                one.signed_at.map(day).unwrap_or_default(),
            ),
        ],
        notes: notes(t, found),
        notes_title: t.get("plan-paper-notes").to_owned(),
        page: t.get("plan-paper-page").to_owned(),
    }
}

fn or_nothing(words: String) -> String {
    if words.is_empty() { NOTHING.to_owned() } else { words }
}

/// Every goal with its target, what there is, and its light.
fn totals(t: T, found: &Found) -> ReportTable {
    let heads = ["plan-col-goal", "plan-col-target", "plan-col-value", "plan-col-light"];
    let line = |goal: &Goal| match line_value(t, found, goal) {
        Some((target, value, line)) => {
            vec![goal.name.clone(), target, or_nothing(value), line_light(t, found, goal, line.light)]
        }
        None => vec![goal.name.clone(), NOTHING.to_owned(), NOTHING.to_owned(), NOTHING.to_owned()],
    };
    ReportTable {
        caption: String::new(),
        heads: heads.into_iter().map(|head| (t.get(head).to_owned(), String::new())).collect(),
        words: 1,
        rows: found.whole.aims().map(line).collect(),
        total: false,
    }
}

/// What is said of the whole, then of each goal.
fn words(t: T, found: &Found) -> String {
    let notes = found.whole.aims().map(|goal| (goal, found.one.note(goal.id))).filter(|(_, note)| !note.is_empty());
    let lines =
        notes.map(|(goal, note)| t.with2("plan-paper-note", ("name", goal.name.as_str()), ("note", note)).into_owned());
    let all: Vec<String> = std::iter::once(found.one.words.clone()).chain(lines).collect();
    all.join("\n")
}

/// The rule of the lights, and what each figure means.
fn notes(t: T, found: &Found) -> Vec<String> {
    let rule: Vec<String> = shown::rule(t, found.whole.it.rule()).into_iter().map(|(_, words)| words).collect();
    let signed = &found.sheet.indicators;
    let definition = |it: &&'static stats::Indicator| {
        let version = signed.iter().find(|(code, _)| it.code == code).map_or(it.version, |(_, version)| *version);
        let (name, meaning) = (t.get(&it.name_key()).to_owned(), t.get(&it.definition_key()).to_owned());
        let args = [("name", name.into()), ("definition", meaning.into()), ("version", i64::from(version).into())];
        t.with("plan-paper-definition", args).into_owned()
    };
    std::iter::once(rule.join("")).chain(found.whole.indicators().iter().map(definition)).collect()
}
