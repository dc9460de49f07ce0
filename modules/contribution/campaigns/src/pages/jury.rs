//! The jury's pages, for a phone: what is to be judged, and one entry without names.

use askama::Template;
use axum::extract::Path;
use axum::response::{Html, IntoResponse};
use kernel::{By, Error, Faults, Result};
use ledger::Recorded;
use serde_json::{Value, json};
use store::{Reader, Tx};
use ui::page::Tone;
use ui::{Page, T};
use web::{Ctx, Fields, Form, Reply, Routes, say};

use super::{edition_id, entry_id, told};
use crate::blind::{self, Blind};
use crate::judging::{Judged, Judging};
use crate::lifecycle::{EditionState, State};
use crate::model::{Edition, EditionId, Entry, EntryId, Ground};
use crate::policy;
use crate::{actions, forms};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/campaigns/{edition}/jury", page)
        .get("/campaigns/{edition}/jury/{entry}", one)
        .post("/campaigns/{edition}/jury/{entry}/score", |ctx, ids, form| take(ctx, ids, form, "score"))
        .post("/campaigns/{edition}/jury/{entry}/recusal", |ctx, ids, form| take(ctx, ids, form, "recusal"))
}

/// An entry as a juror meets it.
pub struct Sheet {
    /// The entry, of which a page shows only what stands in the other fields.
    id: EntryId,
    number: i64,
    category: String,
    blind: Blind,
    kind: works::Kind,
    since: Option<jiff::civil::Date>,
    fen: Option<kernel::Fen>,
    points: Option<i64>,
    people: usize,
    /// What the juror gave.
    marks: Option<Vec<i64>>,
    comment: String,
    /// Why they do not judge it.
    away: Option<Ground>,
    /// Whether everybody has judged.
    complete: bool,
}

/// What a juror reads of an edition.
pub struct Bench {
    it: Edition,
    sheets: Vec<Sheet>,
}

/// What the actor, a juror, reads: nobody's name, no unit, no number of a record. Of entries they do not judge
/// nothing but the reason. Who holds the edition reads the same, to see what the jury sees.
///
/// # Errors
/// Not found for everybody else.
pub fn bench(reader: &Reader<'_>, actor: &kernel::Actor, id: EditionId) -> Result<Bench> {
    let seen = policy::find(reader, actor, id)?;
    let organises = policy::organises(actor, &seen.it);
    let judges = seen.juror && seen.it.state == EditionState::InReview;
    if !organises && !judges {
        return Err(Error::NotFound);
    }
    let it = seen.it;
    let mut sheets = Vec::new();
    for judged in Judging::read(reader, &it)?.entries {
        if judged.entry.state == State::Qualified || organises {
            sheets.push(sheet(reader, actor, &it, &judged)?);
        }
    }
    Ok(Bench { it, sheets })
}

fn sheet(reader: &Reader<'_>, actor: &kernel::Actor, it: &Edition, judged: &Judged) -> Result<Sheet> {
    let entry = &judged.entry;
    let mine = judged.scores.iter().find(|score| score.juror == actor.person);
    let away = judged.recusals.iter().find(|recusal| recusal.juror == actor.person).map(|recusal| recusal.ground);
    let blind = match away {
        Some(_) => Blind { title: String::new(), gist: String::new(), statement: String::new() },
        None => blind::of(reader, entry)?,
    };
    Ok(Sheet { complete: judged.is_complete(), away, ..empty(it, entry, blind, mine) })
}

fn empty(it: &Edition, entry: &Entry, blind: Blind, mine: Option<&crate::model::Score>) -> Sheet {
    let content = entry.content();
    Sheet {
        id: entry.id,
        number: entry.number.unwrap_or_default(),
        category: it.plan().category(&entry.category).map(|one| one.name.clone()).unwrap_or_default(),
        blind,
        kind: content.kind,
        since: content.since,
        fen: content.fen,
        points: content.points,
        people: content.team.len(),
        marks: mine.map(|score| score.marks.0.clone()),
        comment: mine.map(|score| score.comment.clone()).unwrap_or_default(),
        away: None,
        complete: false,
    }
}

impl Bench {
    /// The same as JSON.
    pub fn json(&self) -> Value {
        let plan = self.it.plan();
        let sheet = |sheet: &Sheet| match sheet.away {
            Some(ground) => json!({ "entry": sheet.id, "number": sheet.number, "away": ground }),
            None => json!({
                "entry": sheet.id, "number": sheet.number, "category": sheet.category, "title": sheet.blind.title,
                "gist": sheet.blind.gist, "statement": sheet.blind.statement, "kind": sheet.kind, "since": sheet.since,
                "benefit_fen": sheet.fen, "benefit_points": sheet.points, "people": sheet.people, "marks": sheet.marks,
            }),
        };
        json!({
            "campaign": self.it.id, "review_ends": self.it.review_ends, "scale": plan.scale, "rubric": plan.rubric,
            "items": self.sheets.iter().map(sheet).collect::<Vec<_>>(),
        })
    }
}

/// A line of the list.
struct Line {
    href: String,
    number: i64,
    title: String,
    note: String,
    chip: (String, &'static str),
}

#[derive(Template)]
#[template(path = "campaigns/jury.html")]
struct JuryPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    until: String,
    left: usize,
    lines: Vec<Line>,
}

async fn find(ctx: &Ctx, id: EditionId) -> Result<Bench> {
    let actor = ctx.actor()?.clone();
    ctx.read(move |reader| bench(reader, &actor, id)).await
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let bench = find(&ctx, edition_id(&id)?).await?;
    let t = ctx.t();
    let line = |sheet: &Sheet| Line {
        href: if sheet.away.is_some() { String::new() } else { format!("{}/jury/{}", bench.it.href(), sheet.id) },
        number: sheet.number,
        title: match sheet.away {
            Some(ground) => t.get(&format!("word-{ground}")).to_owned(),
            None => sheet.blind.title.clone(),
        },
        note: sheet.category.clone(),
        chip: match (sheet.away, &sheet.marks) {
            (Some(_), _) => (t.get("campaign-away").to_owned(), ""),
            (None, Some(_)) => (t.get("campaign-judged").to_owned(), "ok"),
            (None, None) => (t.get("campaign-to-judge").to_owned(), "live"),
        },
    };
    ctx.show(&JuryPage {
        page: ctx.page(t.get("campaign-jury")),
        back: "/campaigns".to_owned(),
        bar: t.get("campaign-jury").to_owned(),
        until: t.with1("campaign-days-review", "until", bench.it.review_ends.to_string()).into_owned(),
        left: bench.sheets.iter().filter(|sheet| sheet.away.is_none() && sheet.marks.is_none()).count(),
        lines: bench.sheets.iter().map(line).collect(),
    })
}

/// A criterion with the mark given.
struct Mark {
    field: String,
    name: String,
    weight: i64,
    value: String,
    error: String,
}

#[derive(Template)]
#[template(path = "campaigns/sheet.html")]
struct SheetPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    here: String,
    why: String,
    sheet: &'a Sheet,
    kind: String,
    figure: String,
    since: String,
    scale: i64,
    marks: Vec<Mark>,
    comment: String,
    comment_error: String,
    reason: String,
    reason_error: String,
    /// Whether the reader judges it: a juror, not who holds the edition.
    judges: bool,
    next: String,
}

fn figure(t: T, sheet: &Sheet) -> String {
    match (sheet.fen, sheet.points) {
        (Some(fen), _) => t.with1("campaign-figure-year", "money", t.money(fen.0)).into_owned(),
        (None, Some(points)) => t.with1("campaign-figure-points", "n", points).into_owned(),
        (None, None) => String::new(),
    }
}

fn draw<'a>(
    ctx: &'a Ctx,
    bench: &'a Bench,
    sheet: &'a Sheet,
    judges: bool,
    (noun, typed, faults): (&str, &Fields, &Faults),
) -> SheetPage<'a> {
    let t = ctx.t();
    let error = |field: &str| faults.of(field).map(|reason| say(t, reason)).unwrap_or_default();
    let mark = |(at, criterion): (usize, &crate::plan::Criterion)| {
        let field = format!("mark-{at}");
        let given = sheet.marks.as_ref().and_then(|marks| marks.get(at)).map(ToString::to_string);
        Mark {
            value: if noun == "score" { typed.get(&field).to_owned() } else { given.unwrap_or_default() },
            error: error(&field),
            name: criterion.name.clone(),
            weight: criterion.weight,
            field,
        }
    };
    let next = bench.sheets.iter().find(|one| one.away.is_none() && one.marks.is_none() && one.id != sheet.id);
    SheetPage {
        page: ctx.page(t.with1("campaign-number", "n", sheet.number).into_owned()),
        back: format!("{}/jury", bench.it.href()),
        bar: t.with1("campaign-number", "n", sheet.number).into_owned(),
        here: format!("{}/jury/{}", bench.it.href(), sheet.id),
        why: String::new(),
        kind: t.get(&format!("word-kind-{}", sheet.kind)).to_owned(),
        figure: figure(t, sheet),
        since: sheet.since.map(|since| since.to_string()).unwrap_or_default(),
        scale: bench.it.plan().scale,
        marks: bench.it.plan().rubric.iter().enumerate().map(mark).collect(),
        comment: if noun == "score" { typed.get("comment").to_owned() } else { sheet.comment.clone() },
        comment_error: if noun == "score" { error("comment") } else { String::new() },
        reason: if noun == "recusal" { typed.get("reason").to_owned() } else { String::new() },
        reason_error: if noun == "recusal" { error("reason") } else { String::new() },
        judges,
        next: next.map(|next| format!("{}/jury/{}", bench.it.href(), next.id)).unwrap_or_default(),
        sheet,
    }
}

/// One sheet. Before the review who holds the edition sees what the jury will.
async fn open(ctx: &Ctx, id: EditionId, entry: EntryId) -> Result<(Bench, bool)> {
    let actor = ctx.actor()?.clone();
    ctx.read(move |reader| {
        let mut bench = bench(reader, &actor, id)?;
        let juror = policy::find(reader, &actor, id)?.juror && bench.it.state == EditionState::InReview;
        if !bench.sheets.iter().any(|sheet| sheet.id == entry) {
            let seen = policy::find_entry(reader, &actor, entry)?;
            if seen.it.campaign != id || !policy::organises(&actor, &bench.it) {
                return Err(Error::NotFound);
            }
            let blind = blind::of(reader, &seen.it)?;
            let sheet = empty(&bench.it, &seen.it, blind, None);
            bench.sheets.push(sheet);
        }
        Ok((bench, juror))
    })
    .await
}

async fn one(ctx: Ctx, Path((id, entry)): Path<(String, String)>) -> Reply {
    let (id, entry) = (edition_id(&id)?, entry_id(&entry)?);
    let (bench, juror) = open(&ctx, id, entry).await?;
    let sheet = bench.sheets.iter().find(|sheet| sheet.id == entry && sheet.away.is_none()).ok_or(Error::NotFound)?;
    ctx.show(&draw(&ctx, &bench, sheet, juror, ("", &Fields::default(), &Faults::none())))
}

/// What a juror does with a sheet: the page's forms and the API's fields come here alike.
///
/// # Errors
/// Invalid by field; and as every step.
pub fn judge(
    tx: &mut Tx<'_>,
    by: &By,
    (id, entry): (EditionId, EntryId),
    noun: &str,
    fields: &Fields,
) -> Result<Recorded<Entry>> {
    let seen = policy::find(tx, &by.actor, id)?;
    if !seen.juror || crate::store::entry(tx, entry)?.campaign != id {
        return Err(Error::NotFound);
    }
    match noun {
        "score" => {
            let (marks, comment) = forms::marks(fields, seen.it.plan().rubric.len())?;
            actions::score(tx, by, entry, &marks, &comment)
        }
        _ => actions::recuse(tx, by, entry, &forms::words(fields, "reason")?),
    }
}

async fn take(ctx: Ctx, Path((id, entry)): Path<(String, String)>, Form(fields): Form, noun: &'static str) -> Reply {
    let (id, entry, by) = (edition_id(&id)?, entry_id(&entry)?, ctx.by(fields.version())?);
    let typed = fields.clone();
    match ctx.change(move |tx| Ok(judge(tx, &by, (id, entry), noun, &typed)?.with(()))).await {
        Ok(()) => {
            let next =
                find(&ctx, id).await?.sheets.into_iter().find(|sheet| sheet.away.is_none() && sheet.marks.is_none());
            let to = next
                .map_or_else(|| format!("/campaigns/{id}/jury"), |next| format!("/campaigns/{id}/jury/{}", next.id));
            Ok(ctx.lead_to(&to, Some((Tone::Good, "flash-campaign-judged"))))
        }
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            let (faults, why, status) = told(error)?;
            let (bench, juror) = open(&ctx, id, entry).await?;
            let sheet = bench.sheets.iter().find(|sheet| sheet.id == entry && sheet.away.is_none());
            let sheet = sheet.ok_or(Error::NotFound)?;
            let mut page = draw(&ctx, &bench, sheet, juror, (noun, &fields, &faults));
            page.why = why.map(|reason| say(ctx.t(), &reason)).unwrap_or_default();
            Ok((status, Html(page.render()?)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}
