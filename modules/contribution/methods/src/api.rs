//! The JSON twins of the pages, on the same forms and actions.

mod document;

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use jiff::civil::Date;
use kernel::lifecycle::Word;
use kernel::{Error, Result};
use serde::Deserialize;
use serde_json::{Value, json};
use store::Reader;
use web::api::{Body, Slice};
use web::{Ctx, Fields, Reply, Routes};
use works::WorkId;
use works::objections::ObjectionId;

use crate::actions::{self};
use crate::content::{Regulation, Restriction, regulation_field, result_field};
use crate::deed::{NOUNS, perform, read};
use crate::forms;
use crate::lifecycle::{State, Step};
use crate::model::{Level, Method, MethodId, Visibility};
use crate::policy::{self, Seen};
use crate::queries::{Asked, Scope, find};
use crate::rules::Rule;
use crate::store::{REVIEWS, VERSIONS};

pub use document::openapi;

/// Most rows of a page of a list.
const PAGE: i64 = 50;

/// The routes under `/api/v1`.
pub fn routes() -> Routes {
    let routes = Routes::new()
        .get("/api/v1/methods", list)
        .post("/api/v1/methods", begin)
        .get("/api/v1/methods/{method}", one)
        .get("/api/v1/methods/{method}/versions", versions)
        .post("/api/v1/methods/{method}/text", text);
    NOUNS.iter().fold(routes, |routes, (noun, step)| {
        let step = *step;
        let post = move |ctx: Ctx, Path(id): Path<String>, body: Body<Ask>| take(ctx, id, body, step);
        routes.post(address(noun), post)
    })
}

/// Where a noun is posted.
fn address(noun: &str) -> &'static str {
    match noun {
        "handing-in" => "/api/v1/methods/{method}/handing-in",
        "acceptance" => "/api/v1/methods/{method}/acceptance",
        "return" => "/api/v1/methods/{method}/return",
        "exclusion" => "/api/v1/methods/{method}/exclusion",
        "review" => "/api/v1/methods/{method}/review",
        "publicity" => "/api/v1/methods/{method}/publicity",
        "objection" => "/api/v1/methods/{method}/objection",
        "answer" => "/api/v1/methods/{method}/answer",
        "naming" => "/api/v1/methods/{method}/naming",
        "refusal" => "/api/v1/methods/{method}/refusal",
        "turning-down" => "/api/v1/methods/{method}/turning-down",
        "revision" => "/api/v1/methods/{method}/revision",
        "dismissal" => "/api/v1/methods/{method}/dismissal",
        "nomination" => "/api/v1/methods/{method}/nomination",
        "agreement" => "/api/v1/methods/{method}/agreement",
        "visibility" => "/api/v1/methods/{method}/visibility",
        "withdrawal" => "/api/v1/methods/{method}/withdrawal",
        _ => "/api/v1/methods/{method}/ending",
    }
}

fn parse(id: &str) -> Result<MethodId> {
    id.parse().map_err(|_| Error::NotFound)
}

async fn list(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    let fields = Fields::from_query(&ctx.visit.query);
    let at = fields.get("cursor").parse::<i64>().unwrap_or(0).clamp(0, 100_000);
    let asked = Asked {
        scope: Scope::from_word(fields.get("scope")).unwrap_or(Scope::Named),
        text: kernel::text::clean(fields.get("q")).trim().chars().take(60).collect(),
        level: Level::from_word(fields.get("level")),
        offset: at,
        limit: PAGE + 1,
    };
    let mut rows = ctx.read(move |reader| find(reader, &actor, &asked)).await?;
    let next = (rows.len() as i64 > PAGE).then(|| (at + PAGE).to_string());
    rows.truncate(PAGE as usize);
    let items = rows.iter().map(|row| {
        json!({
            "id": row.id, "serial": row.serial, "name": row.name, "trade": row.trade, "state": row.state, "level": row.level,
            "edition": row.edition, "person": row.person, "enterprise": row.enterprise,
        })
    });
    Ok(Json(Slice { items: items.collect(), next }).into_response())
}

async fn one(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (id, actor) = (parse(&id)?, ctx.actor()?.clone());
    let shown = ctx
        .read(move |reader| {
            let seen = policy::find(reader, &actor, id)?;
            shown(reader, &seen)
        })
        .await?;
    Ok(Json(shown).into_response())
}

/// A method as its page shows it.
fn shown(reader: &Reader<'_>, seen: &Seen) -> Result<Value> {
    let mut value = standing(&seen.it);
    let authors = works::authors::of(reader, seen.it.id)?;
    value["content"] = json!(seen.it.content);
    value["pending"] =
        json!(seen.it.pending.as_ref().map(|pending| json!({ "content": pending.content, "note": pending.note })));
    value["authors"] = authors
        .iter()
        .map(|author| json!({ "person": author.person, "name": author.name, "part": author.part, "agreed": author.agreed_at.is_some() }))
        .collect();
    value["reviews"] = reader
        .all(&REVIEWS, (seen.it.id,))?
        .iter()
        .map(|review| json!({ "name": review.name, "favours": review.favours, "conclusion": review.conclusion }))
        .collect();
    value["namings"] = seen
        .namings
        .iter()
        .map(|naming| {
            json!({
                "level": naming.level, "unit": naming.unit, "standing": naming.standing, "edition": naming.edition,
                "publicity_until": naming.publicity_until, "document": naming.document, "reason": naming.reason,
                "certificate": naming.certificate,
            })
        })
        .collect();
    value["objections"] = seen
        .objections
        .iter()
        .map(|one| json!({ "id": one.id, "reason": one.reason, "upheld": one.upheld, "answer": one.answer }))
        .collect();
    Ok(value)
}

/// Where a method stands.
fn standing(it: &Method) -> Value {
    json!({
        "id": it.id, "serial": it.serial, "name": it.content.name, "state": it.state, "level": it.level, "edition": it.edition,
        "version": it.version, "visibility": it.visibility, "person": it.person, "grew_from": it.grew_from,
    })
}

async fn versions(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (id, actor) = (parse(&id)?, ctx.actor()?.clone());
    let rows = ctx
        .read(move |reader| {
            policy::find(reader, &actor, id)?;
            reader.all(&VERSIONS, (id,))
        })
        .await?;
    let items = rows.iter().map(|row| json!({ "edition": row.edition, "note": row.note, "content": row.content.0 }));
    Ok(Json(Slice { items: items.collect(), next: None }).into_response())
}

/// What a method says, as JSON.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Text {
    id: Option<MethodId>,
    from: Option<WorkId>,
    person: Option<String>,
    name: String,
    trade: String,
    scope: String,
    former: String,
    problem: String,
    steps: Vec<String>,
    keys: Vec<String>,
    original: Vec<String>,
    regulations: Vec<String>,
    results: Vec<Leading>,
    since: Option<Date>,
    restrictions: Vec<Restriction>,
    mates: Vec<Mate>,
    visibility: Option<Visibility>,
    note: String,
    version: Option<i64>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Leading {
    indicator: String,
    before: String,
    after: String,
    from: Option<Date>,
    until: Option<Date>,
    source: String,
}

/// Somebody who shares in it, by number or name.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mate {
    person: String,
    part: u32,
}

impl Text {
    /// The same as the form's fields.
    fn fields(&self) -> Fields {
        let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        let mut pairs: Vec<(String, String)> = vec![
            ("from".into(), self.from.map(|from| from.to_string()).unwrap_or_default()),
            ("person".into(), self.person.clone().unwrap_or_default()),
            ("name".into(), self.name.clone()),
            ("trade".into(), self.trade.clone()),
            ("scope".into(), self.scope.clone()),
            ("former".into(), self.former.clone()),
            ("problem".into(), self.problem.clone()),
            ("steps".into(), self.steps.join("\n")),
            ("keys".into(), self.keys.join("\n")),
            ("original".into(), self.original.join("\n")),
            ("since".into(), date(self.since)),
            ("visibility".into(), self.visibility.unwrap_or(Visibility::Enterprise).to_string()),
            ("note".into(), self.note.clone()),
        ];
        pairs.extend(
            Regulation::ALL
                .iter()
                .zip(&self.regulations)
                .map(|(which, words)| (regulation_field(*which), words.clone())),
        );
        for (at, one) in self.results.iter().enumerate() {
            let parts = [
                ("indicator", one.indicator.clone()),
                ("before", one.before.clone()),
                ("after", one.after.clone()),
                ("from", date(one.from)),
                ("until", date(one.until)),
                ("source", one.source.clone()),
            ];
            pairs.extend(parts.map(|(part, value)| (result_field(at, part), value)));
        }
        pairs.extend(self.restrictions.iter().map(|one| ("restriction".into(), one.to_string())));
        for (at, mate) in self.mates.iter().enumerate() {
            pairs.push((format!("mate-{at}"), mate.person.clone()));
            pairs.push((format!("part-{at}"), mate.part.to_string()));
        }
        Fields::from_pairs(pairs)
    }
}

async fn begin(ctx: Ctx, body: Body<Text>) -> Reply {
    let by = ctx.by(None)?;
    let change = &ctx;
    body.once(&ctx, |ask| async move {
        let id = ask.id.unwrap_or_else(|| MethodId::new(change.now));
        let (fields, actor) = (ask.fields(), by.actor.clone());
        let draft = change.read(move |reader| forms::draft(reader, &actor, &fields, None)).await?;
        change.change(move |tx| actions::begin(tx, &by, id, &draft)).await.map(|it| standing(&it))
    })
    .await
}

async fn text(ctx: Ctx, Path(id): Path<String>, body: Body<Text>) -> Reply {
    let id = parse(&id)?;
    let by = ctx.by(body.value.version)?;
    let change = &ctx;
    body.once(&ctx, |ask| async move {
        let (fields, actor) = (ask.fields(), by.actor.clone());
        let it = change.read(move |reader| Ok(policy::find(reader, &actor, id)?.it)).await?;
        if it.state == State::Named {
            let (content, note) = forms::change(&fields, &it)?;
            return change
                .change(move |tx| actions::propose(tx, &by, id, &content, &note))
                .await
                .map(|it| standing(&it));
        }
        let actor = by.actor.clone();
        let draft = change.read(move |reader| forms::draft(reader, &actor, &fields, Some(&it))).await?;
        let write =
            move |tx: &mut store::Tx<'_>| actions::write(tx, &by, id, &draft.content, &draft.shares, draft.visibility);
        change.change(write).await.map(|it| standing(&it))
    })
    .await
}

/// What a step asks for; each takes what it needs.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Ask {
    text: String,
    rules: Vec<Rule>,
    favours: Option<bool>,
    objection: Option<ObjectionId>,
    upheld: Option<bool>,
    answer: String,
    document: String,
    visibility: Option<Visibility>,
    version: Option<i64>,
}

impl Ask {
    fn fields(&self) -> Fields {
        let said = |said: Option<bool>| match said {
            Some(true) => "yes".to_owned(),
            Some(false) => "no".to_owned(),
            None => String::new(),
        };
        let mut pairs = vec![
            ("text", self.text.clone()),
            ("favours", said(self.favours)),
            ("objection", self.objection.map(|id| id.to_string()).unwrap_or_default()),
            ("upheld", said(self.upheld)),
            ("answer", self.answer.clone()),
            ("document", self.document.clone()),
            ("visibility", self.visibility.map(|to| to.to_string()).unwrap_or_default()),
        ];
        pairs.extend(self.rules.iter().map(|rule| ("rule", rule.to_string())));
        Fields::from_pairs(pairs)
    }
}

async fn take(ctx: Ctx, id: String, body: Body<Ask>, step: Step) -> Reply {
    let id = parse(&id)?;
    let by = ctx.by(body.value.version)?;
    let change = &ctx;
    body.once(&ctx, |ask| async move {
        let actor = by.actor.clone();
        change.read(move |reader| policy::role(&actor, &policy::find(reader, &actor, id)?, step).check()).await?;
        let deed = read(step, &ask.fields())?;
        change.change(move |tx| perform(tx, &by, id, &deed)).await.map(|it| standing(&it))
    })
    .await
}
