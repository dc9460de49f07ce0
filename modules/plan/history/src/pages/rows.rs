//! The rows themselves: a list, and one.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Path;
use identity::named::{self, Somebody};
use kernel::id::PersonId;
use kernel::lifecycle::Word;
use kernel::{Error, Reason, Result};
use ledger::SealedRow;
use ui::{Page, T};
use web::{Ctx, Fields, Reply, Routes};
use works::Kind;

use super::parse;
use crate::model::{Entry, Import};
use crate::queries::{self, Asked, PAGE};
use crate::shown::{Line, amount, kind};
use crate::store::REPLACED_BY;
use crate::{lifecycle::State, policy};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/history/{unit}/rows", list).get("/history/rows/{old}", page)
}

/// What a query asks for.
pub fn asked(fields: &Fields) -> Asked {
    Asked {
        kind: Kind::from_word(fields.get("kind")),
        year: fields.get("year").parse().ok(),
        import: fields.get("import").parse().ok(),
        at: fields.get("page").parse().unwrap_or(0).clamp(0, 100_000),
    }
}

#[derive(Template)]
#[template(path = "history/rows.html")]
struct ListPage<'a> {
    page: Page<'a>,
    unit: String,
    home: String,
    about: String,
    rows: Vec<Line>,
    /// Whether rows are of several units.
    several: bool,
    of_import: bool,
    previous: String,
    next: String,
}

async fn list(ctx: Ctx, Path(unit): Path<String>) -> Reply {
    let fields = Fields::from_query(&ctx.visit.query);
    let (actor, asked) = (ctx.actor()?.clone(), asked(&fields));
    let (unit, mut rows, names) = ctx
        .read(move |reader| {
            let (unit, _, reads) = queries::node(reader, &actor, &unit)?;
            if !reads {
                return Err(Error::Denied(Reason::new("history-readers-only")));
            }
            let rows = queries::rows(reader, &unit, &asked)?;
            let names = queries::names(reader, rows.iter().map(|row| row.unit))?;
            Ok((unit, rows, names))
        })
        .await?;
    let more = rows.len() as i64 > PAGE;
    rows.truncate(PAGE as usize);
    let t = ctx.t();
    let to = |at: i64| {
        let mut fields = fields.clone();
        fields.set("page", at.to_string());
        format!("/history/{}/rows?{}", unit.id, fields.to_query())
    };
    let about = [asked.year.map(|year| year.to_string()), asked.kind.map(|one| kind(t, one))];
    ctx.show(&ListPage {
        page: ctx.desk(t.get("history-rows")),
        home: format!("/history/{}", unit.id),
        about: about.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        several: names.len() > 1 || unit.kind.is_union(),
        of_import: asked.import.is_some(),
        previous: if asked.at > 0 { to(asked.at - 1) } else { String::new() },
        next: if more { to(asked.at + 1) } else { String::new() },
        rows: rows.iter().map(|row| Line::of(t, row, &names)).collect(),
        unit: unit.name,
    })
}

#[derive(Template)]
#[template(path = "history/row.html")]
struct RowPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    it: &'a Entry,
    kind: String,
    unit: &'a str,
    stage: String,
    /// Why it does not count, in a word; empty where it does.
    ended: String,
    said: Vec<(&'static str, String)>,
    people: Vec<(String, String)>,
    strangers: String,
    from: Vec<(&'static str, String)>,
    import: String,
    reads: bool,
    before: String,
    after: String,
    events: Vec<(String, String, String)>,
}

/// A row with everything its page shows.
struct Found {
    it: Entry,
    import: Import,
    unit: String,
    after: Option<crate::model::RowId>,
    people: HashMap<PersonId, Somebody>,
    history: Vec<SealedRow>,
    /// Whether whoever looks may see the import, too.
    reads: bool,
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (actor, id) = (ctx.actor()?.clone(), parse(&id)?);
    let found = ctx
        .read(move |reader| {
            let (it, import) = policy::find_row(reader, &actor, id)?;
            let mut history = ledger::folds::history(reader, import.id.any())?;
            history.extend(ledger::folds::history(reader, id.any())?);
            history.sort_by_key(|entry| entry.id);
            let actors = history.iter().filter_map(|entry| entry.actor).chain(import.person);
            let people: Vec<PersonId> = actors.chain(it.content.0.people.iter().copied()).collect();
            let after = reader.find(&REPLACED_BY, (id,))?.map(|(after,)| after);
            let unit = identity::tree::unit(reader, it.unit)?.name;
            let reads = policy::may_read(&actor, import.unit);
            Ok(Found { people: named::by_id(reader, people)?, it, import, unit, after, history, reads })
        })
        .await?;
    ctx.show(&draw(&ctx, &found)?)
}

fn draw<'a>(ctx: &'a Ctx, found: &'a Found) -> Result<RowPage<'a>> {
    let (t, it, import) = (ctx.t(), &found.it, &found.import);
    let content = &it.content.0;
    let name = |person: Option<PersonId>| {
        let known = person.and_then(|id| found.people.get(&id));
        known.map_or_else(|| t.get("history-operator").to_owned(), |one| one.name.clone())
    };
    let event = |entry: &SealedRow| {
        (t.get(&format!("word-{}", entry.step)).to_owned(), name(entry.actor), t.stamp(entry.at.millis()))
    };
    let to = |id: Option<_>| id.map(Entry::path_of).unwrap_or_default();
    let people = content.people.iter().filter_map(|id| found.people.get(id));
    Ok(RowPage {
        page: ctx.page(it.title.clone()),
        back: format!("/history/{}/rows?kind={}&year={}", it.unit, it.kind, it.year),
        bar: t.get("history-imported").to_owned(),
        kind: kind(t, it.kind),
        unit: &found.unit,
        stage: t.get(&format!("word-{}", it.stage)).to_owned(),
        ended: ended(t, found),
        said: said(t, it),
        people: people.map(|one| (one.name.clone(), one.employee_no.clone())).collect(),
        strangers: content.strangers.join(t.get("list-between")),
        from: vec![
            ("history-file", import.file.clone()),
            ("history-line", t.number(it.line)),
            ("history-by", name(import.person)),
            ("history-at", t.stamp(import.ended_at.unwrap_or(import.at).millis())),
        ],
        import: Import::path_of(import.id),
        reads: found.reads,
        before: to(it.replaces),
        after: to(found.after.filter(|_| !it.stands)),
        events: found.history.iter().map(event).collect(),
        it,
    })
}

/// Why a row does not count.
fn ended(t: T, found: &Found) -> String {
    match (found.it.stands, found.import.state) {
        (true, _) => String::new(),
        (false, State::Withdrawn) => t.get("history-row-withdrawn").to_owned(),
        (false, _) => t.get("history-row-replaced").to_owned(),
    }
}

/// What the old ledger says, as far as it says something.
fn said(t: T, it: &Entry) -> Vec<(&'static str, String)> {
    let content = &it.content.0;
    let day = |when: Option<crate::when::When>| when.map(|when| when.to_string()).unwrap_or_default();
    let all = [
        ("history-means-number", content.number.clone()),
        ("history-means-authors", content.authors.clone()),
        ("history-means-category", content.category.clone()),
        ("history-means-submitted", day(content.submitted)),
        ("history-means-adopted", day(content.adopted)),
        ("history-means-done", day(content.done)),
        ("history-means-state", content.state.clone()),
        ("history-stated-benefit", amount(t, content.benefit)),
        ("history-stated-award", amount(t, content.award)),
    ];
    all.into_iter().filter(|(_, words)| !words.is_empty()).collect()
}
