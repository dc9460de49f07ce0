//! The JSON twins of the pages, on the same actions. Each route is declared once, with its words and the shapes it
//! takes and gives.

mod asks;
mod shows;

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use kernel::{By, Error, Result};
use ledger::Recorded;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use store::Tx;
use web::api::{Api, Body, Query, Shape, Slice};
use web::{Ctx, Fields, Reply, Routes};
use works::WorkId;

use crate::actions;
use crate::forms::plan::fields as plan_fields;
use crate::lifecycle::{EditionState, EditionStep, State, Step};
use crate::model::{Edition, EditionId, Entry, EntryId, Ground};
use crate::pages::{edition_id, edition_step, entry_id, entry_step, jury, make, results};
use crate::policy::{self, holds};
use crate::queries::{self, Narrow};
use asks::{
    Answer, Ask, Day, Document, Edition as EditionAsk, Enter, Exclusion, Grades, Jurors, Marks, Plain, Reason, Several,
};
use shows::{EditionShown, EntryShown, Sheets};

web::word_shapes!(EditionState, EditionStep, State, Step, Ground);

/// The routes under `/api/v1`.
pub fn routes() -> Routes {
    api().into_routes()
}

/// The part of the OpenAPI document that this module answers for.
pub fn openapi() -> Value {
    api().into_document()
}

#[rustfmt::skip] // one route, one paragraph
fn api() -> Api {
    let api = Api::of("campaigns")
        .get::<Slice<EditionShown>, _, _>("/api/v1/campaigns",
            "The editions the caller may see, those under way first.", &[], editions)
        .post::<EditionAsk, EditionShown, _, _>("/api/v1/campaigns",
            "Makes an edition, as a draft, from an earlier one or from a preset; what is given stands in place of what they say.", make_edition)
        .get::<EditionShown, _, _>("/api/v1/campaigns/{edition}", "One edition, whole.", &[], one)
        .get::<Slice<EntryShown>, _, _>("/api/v1/campaigns/{edition}/entries",
            "Its entries, as far as the caller may see them.", &[Query::new::<State>("state", "Only in this state.")], entries)
        .post::<Enter, EntryShown, _, _>("/api/v1/campaigns/{edition}/entries",
            "Enters a work that is there already, as a draft, and hands it in where that is asked.", enter)
        .post::<Several, Slice<EntryShown>, _, _>("/api/v1/campaigns/{edition}/nominations",
            "Confirms or passes on several entries at once, all or none, within the caller's places.", pass_all)
        .get::<Sheets, _, _>("/api/v1/campaigns/{edition}/jury",
            "What a juror judges, without the names of people and units.", &[], bench)
        .get::<Slice<EntryShown>, _, _>("/api/v1/campaigns/{edition}/results",
            "The public list, by number: during publicity what is proposed, then what is honoured.", &[], listed)
        .get::<EntryShown, _, _>("/api/v1/entries/{entry}", "One entry.", &[], entry);
    let api = edition::<Plain>(api, "/api/v1/campaigns/{edition}/announcement", "Announces it; its plan stays from now on.", "announcement");
    let api = edition::<Day>(api, "/api/v1/campaigns/{edition}/extension", "Entries close later, the review ends later.", "extension");
    let api = edition::<Jurors>(api, "/api/v1/campaigns/{edition}/jurors", "Calls reviewers to the jury.", "jurors");
    let api = edition::<Plain>(api, "/api/v1/campaigns/{edition}/review", "The review begins; who may not judge what is kept away from it.", "review");
    let api = edition::<Grades>(api, "/api/v1/campaigns/{edition}/list", "Makes the list, within the quotas.", "list");
    let api = edition::<Plain>(api, "/api/v1/campaigns/{edition}/publication", "The list is public for the edition's working days.", "publication");
    let api = edition::<Document>(api, "/api/v1/campaigns/{edition}/finish", "The results are announced and the certificates issued.", "finish");
    let api = edition::<Reason>(api, "/api/v1/campaigns/{edition}/cancellation", "Cancels it, while nothing is handed in.", "cancellation");
    let api = sheet::<Marks>(api, "/api/v1/campaigns/{edition}/jury/{entry}/score", "A juror judges: a mark for each criterion.", "score");
    let api = sheet::<Reason>(api, "/api/v1/campaigns/{edition}/jury/{entry}/recusal", "A juror declares that they should not judge it.", "recusal");
    let api = step::<Reason>(api, "/api/v1/entries/{entry}/return", "The unit sends it back and says what is missing.", "return");
    let api = step::<Plain>(api, "/api/v1/entries/{entry}/confirmation", "The unit stands behind it.", "confirmation");
    let api = step::<Plain>(api, "/api/v1/entries/{entry}/nomination", "A level passes it on.", "nomination");
    let api = step::<Reason>(api, "/api/v1/entries/{entry}/ending", "A level does not pass it on.", "ending");
    let api = step::<Plain>(api, "/api/v1/entries/{entry}/qualification", "It may take part.", "qualification");
    let api = step::<Exclusion>(api, "/api/v1/entries/{entry}/exclusion", "It may not, under a rule.", "exclusion");
    let api = step::<Reason>(api, "/api/v1/entries/{entry}/objection", "Somebody of the scope objects.", "objection");
    let api = step::<Answer>(api, "/api/v1/entries/{entry}/answer", "An objection is answered; upheld, the entry leaves the list.", "answer");
    let api = step::<Reason>(api, "/api/v1/entries/{entry}/revocation", "The honour is taken back, and its certificate.", "revocation");
    step::<Plain>(api, "/api/v1/entries/{entry}/withdrawal", "Its people withdraw it.", "withdrawal")
}

/// A step with an edition: the fields of the page's form from what was sent, and then the same.
fn edition<B: Ask + Shape + DeserializeOwned + Send + 'static>(
    api: Api,
    path: &'static str,
    what: &'static str,
    noun: &'static str,
) -> Api {
    let handler = move |ctx: Ctx, Path(id): Path<String>, body: Body<B>| async move {
        let id = edition_id(&id)?;
        done(&ctx, body, move |tx, by, fields| edition_step(tx, by, id, noun, fields), EditionShown::from).await
    };
    api.post::<B, EditionShown, _, _>(path, what, handler)
}

/// A step of an entry.
fn step<B: Ask + Shape + DeserializeOwned + Send + 'static>(
    api: Api,
    path: &'static str,
    what: &'static str,
    noun: &'static str,
) -> Api {
    let handler = move |ctx: Ctx, Path(id): Path<String>, body: Body<B>| async move {
        let id = entry_id(&id)?;
        done(&ctx, body, move |tx, by, fields| entry_step(tx, by, id, noun, fields), EntryShown::from).await
    };
    api.post::<B, EntryShown, _, _>(path, what, handler)
}

/// What a juror does with an entry; the answer is the bench, without names.
fn sheet<B: Ask + Shape + DeserializeOwned + Send + 'static>(
    api: Api,
    path: &'static str,
    what: &'static str,
    noun: &'static str,
) -> Api {
    let handler = move |ctx: Ctx, Path((id, entry)): Path<(String, String)>, body: Body<B>| async move {
        let ids = (edition_id(&id)?, entry_id(&entry)?);
        let act = move |tx: &mut Tx<'_>, by: &By, fields: &Fields| {
            let done = jury::judge(tx, by, ids, noun, fields)?;
            let bench = jury::bench(tx, &by.actor, ids.0)?.json();
            Ok(done.with(bench))
        };
        done(&ctx, body, act, |bench| bench).await
    };
    api.post::<B, Sheets, _, _>(path, what, handler)
}

async fn done<B, R, A>(
    ctx: &Ctx,
    body: Body<B>,
    act: impl Fn(&mut Tx<'_>, &By, &Fields) -> Result<Recorded<R>> + Send + 'static,
    shown: fn(R) -> A,
) -> Reply
where
    B: Ask + Send + 'static,
    R: Send + 'static,
    A: Serialize,
{
    let actor = ctx.actor()?.clone();
    let work = |ask: B| async move {
        let by = By { actor, now: ctx.now, version: ask.version() };
        let fields = Fields::from_pairs(ask.pairs());
        let done = ctx.change(move |tx| act(tx, &by, &fields)).await?;
        serde_json::to_value(shown(done)).map_err(Error::broken)
    };
    body.once(ctx, work).await
}

async fn editions(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    let found: Vec<Edition> = ctx.read(move |reader| queries::editions(reader, &actor)).await?;
    Ok(Json(Slice { items: found.into_iter().map(EditionShown::from).collect(), next: None }).into_response())
}

async fn one(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (id, actor) = (edition_id(&id)?, ctx.actor()?.clone());
    let it = ctx.read(move |reader| Ok(policy::find(reader, &actor, id)?.it)).await?;
    Ok(Json(EditionShown::from(it)).into_response())
}

async fn entries(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (id, actor) = (edition_id(&id)?, ctx.actor()?.clone());
    let fields = Fields::from_query(&ctx.visit.query);
    let state: Option<State> = kernel::lifecycle::Word::from_word(fields.get("state"));
    if state.is_none() && !fields.get("state").is_empty() {
        return Err(Error::invalid("state", "campaign-choose").into());
    }
    let found = ctx
        .read(move |reader| {
            policy::find(reader, &actor, id)?;
            queries::entries(reader, &actor, Narrow { campaign: Some(id), state, ..Narrow::default() })
        })
        .await?;
    Ok(Json(slice(found)).into_response())
}

fn slice(entries: Vec<Entry>) -> Slice<EntryShown> {
    Slice { items: entries.into_iter().map(EntryShown::from).collect(), next: None }
}

async fn entry(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (id, actor) = (entry_id(&id)?, ctx.actor()?.clone());
    let it = ctx.read(move |reader| Ok(policy::find_entry(reader, &actor, id)?.it)).await?;
    Ok(Json(EntryShown::from(it)).into_response())
}

async fn bench(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (id, actor) = (edition_id(&id)?, ctx.actor()?.clone());
    let bench = ctx.read(move |reader| Ok(jury::bench(reader, &actor, id)?.json())).await?;
    Ok(Json(bench).into_response())
}

async fn listed(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (id, actor) = (edition_id(&id)?, ctx.actor()?.clone());
    let (_, found) = ctx.read(move |reader| results::read(reader, &actor, id)).await?;
    // The list is public, and with it the grade that is proposed.
    let items = found.into_iter().map(|entry| EntryShown { grade: entry.grade, ..EntryShown::from(entry) });
    Ok(Json(Slice { items: items.collect(), next: None }).into_response())
}

async fn make_edition(ctx: Ctx, body: Body<EditionAsk>) -> Reply {
    let actor = ctx.actor()?.clone();
    let work = |ask: EditionAsk| async {
        let by = By { actor, now: ctx.now, version: None };
        let node = ask.node.or_else(|| holds(&by.actor).next());
        let node = node.ok_or_else(|| Error::Denied(kernel::Reason::new("campaign-organiser-only")))?;
        let id = ask.id.unwrap_or_else(|| EditionId::new(ctx.now));
        let made = ctx.change(move |tx| {
            let mut start = match ask.from {
                Some(from) => make::next_year(&policy::find(tx, &by.actor, from)?.it),
                None => make::start(ask.preset.as_deref().unwrap_or_default(), by.now.date()),
            };
            ask.put_into(&mut start);
            let draft = make::typed(&plan_fields(&start))?;
            actions::make(tx, &by, id, node, &draft)
        });
        serde_json::to_value(EditionShown::from(made.await?)).map_err(Error::broken)
    };
    body.once(&ctx, work).await
}

async fn enter(ctx: Ctx, Path(id): Path<String>, body: Body<Enter>) -> Reply {
    let (campaign, actor) = (edition_id(&id)?, ctx.actor()?.clone());
    let change = &ctx;
    let work = |ask: Enter| async move {
        let by = By { actor, now: change.now, version: None };
        let id = ask.id.unwrap_or_else(|| EntryId::new(change.now));
        let (work, fields): (WorkId, Fields) = (ask.work, Fields::from_pairs(ask.pairs()));
        let act = move |tx: &mut Tx<'_>| crate::pages::enter::entered(tx, &by, campaign, (id, work), &fields);
        serde_json::to_value(EntryShown::from(change.change(act).await?)).map_err(Error::broken)
    };
    body.once(&ctx, work).await
}

async fn pass_all(ctx: Ctx, Path(id): Path<String>, body: Body<Several>) -> Reply {
    let (campaign, actor) = (edition_id(&id)?, ctx.actor()?.clone());
    let work = |ask: Several| async {
        let by = By { actor, now: ctx.now, version: None };
        let passed = ctx.change(move |tx| {
            policy::find(tx, &by.actor, campaign)?;
            let done = actions::pass_all(tx, &by, &ask.entries)?;
            let entries: Vec<Entry> =
                ask.entries.iter().map(|id| crate::store::entry(tx, *id)).collect::<Result<_>>()?;
            Ok(done.with(entries))
        });
        serde_json::to_value(slice(passed.await?)).map_err(Error::broken)
    };
    body.once(&ctx, work).await
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn what_is_mounted_is_what_is_described_and_every_reference_leads_somewhere() {
        let document = openapi();
        let paths = document["paths"].as_object().unwrap();
        let described: BTreeSet<(String, String)> = paths
            .iter()
            .flat_map(|(path, methods)| {
                methods.as_object().unwrap().keys().map(|method| (method.to_uppercase(), path.clone()))
            })
            .collect();
        let mounted: BTreeSet<(String, String)> =
            routes().table().iter().map(|route| (route.method.to_owned(), route.path.to_owned())).collect();
        assert_eq!(mounted, described);
        let text = document.to_string();
        for reference in text.split("\"$ref\":\"#").skip(1) {
            let pointer = reference.split('"').next().unwrap();
            assert!(document.pointer(pointer).is_some(), "{pointer}");
        }
    }
}
