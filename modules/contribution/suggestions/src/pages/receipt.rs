//! The receipt: what was promised, the proof to keep, and how to check it without trusting us.

mod log;

use std::time::Duration;

use askama::Template;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use kernel::lifecycle::Word;
use kernel::{Actor, Error, Result};
use ledger::SealedRow;
use store::Reader;
use ui::{Page, T};
use web::{Ctx, Fields, Reply, Routes};

use crate::forms::propose::Part;
use crate::lifecycle::Step;
use crate::model::{Suggestion, SuggestionId};
use crate::pages::propose::draft_key;
use crate::policy;

/// How long a receipt's file waits for the sealer, which works every second.
const PATIENCE: Duration = Duration::from_secs(5);
/// Longest time from the first word to the registration that is told: beyond it the draft had rested.
const WORTH_TELLING: i64 = 30 * 60_000;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/suggestions/{id}/receipt", receipt)
        .get("/suggestions/{id}/receipt.txt", file)
        .get("/log", log::explained)
        .get("/log/key", log::key)
        .get("/log/checkpoint", log::checkpoint)
        .get("/log/tile/{*path}", log::tile)
}

#[derive(Template)]
#[template(path = "receipt.html")]
struct Receipt<'a> {
    page: Page<'a>,
    t: T,
    it: Suggestion,
    /// Whether it was registered a moment ago, by the one who looks.
    new: bool,
    /// How long it took from the first word; empty where that tells nothing.
    took: String,
    people: String,
    fingerprint: String,
    /// The first characters of the entry before, of this one and of the signed root; dashes while the
    /// sealer is at work.
    links: [String; 3],
    key: String,
    done: [String; 3],
}

/// What the page reads.
struct Seen {
    it: Suggestion,
    people: Vec<(String, u32)>,
    proof: log::Proof,
}

async fn receipt(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let id: SuggestionId = id.parse().map_err(|_| Error::NotFound)?;
    let actor = ctx.actor()?.clone();
    let me = actor.person;
    let seen = ctx.read(move |reader| seen(reader, &actor, id)).await?;
    let t = ctx.t();
    let part = |(name, part): &(String, u32)| {
        t.with2("receipt-person", ("name", name.as_str()), ("part", i64::from(*part))).into_owned()
    };
    let between = t.get("receipt-between");
    let id = id.to_string();
    ctx.show(&Receipt {
        page: ctx.page(t.get("receipt-title")),
        t,
        new: Fields::from_query(&ctx.visit.query).sent("new") && seen.it.author == me,
        took: took(t, &seen.it),
        people: seen.people.iter().map(part).collect::<Vec<_>>().join(between),
        fingerprint: spaced(&seen.proof.leaf),
        links: seen.proof.links(t.get("receipt-soon")),
        key: ctx.app.log_key.to_string(),
        done: [Part::What, Part::How, Part::Who].map(|part| draft_key(&id, part)),
        it: seen.it,
    })
}

fn seen(reader: &Reader<'_>, actor: &Actor, id: SuggestionId) -> Result<Seen> {
    let it = policy::find(reader, actor, id)?.it;
    let people = works::authors::of(reader, id)?.into_iter().map(|author| (author.name, author.part)).collect();
    let proof = log::proof(reader, &submitted(reader, id)?)?;
    Ok(Seen { it, people, proof })
}

/// The entry of the registration: the only one whose opening is given out here.
fn submitted(reader: &Reader<'_>, id: SuggestionId) -> Result<SealedRow> {
    let history = ledger::folds::history(reader, id.any())?;
    history.into_iter().find(|entry| entry.step == Step::Submit.word()).ok_or(Error::NotFound)
}

/// The draft's id tells when the first word was typed, for who registered on their own.
fn took(t: T, it: &Suggestion) -> String {
    let Some(begun) = it.id.uuid().get_timestamp() else { return String::new() };
    let (seconds, nanos) = begun.to_unix();
    let begun = i64::try_from(seconds).unwrap_or(0) * 1000 + i64::from(nanos) / 1_000_000;
    let took = it.submitted_at.millis() - begun;
    if (1000..WORTH_TELLING).contains(&took) { t.duration(took) } else { String::new() }
}

/// The first 16 digits in groups of four: enough to compare by eye.
fn spaced(hash: &[u8]) -> String {
    let digits = hex::encode(hash);
    digits
        .as_bytes()
        .chunks(4)
        .take(4)
        .filter_map(|group| std::str::from_utf8(group).ok())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The receipt as a file. A registration of this very second waits for the sealer; if that takes too
/// long the visitor is told to come back in a moment.
async fn file(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let id: SuggestionId = id.parse().map_err(|_| Error::NotFound)?;
    let actor = ctx.actor()?.clone();
    let (entry, serial) = ctx
        .read(move |reader| {
            let it = policy::find(reader, &actor, id)?.it;
            Ok((submitted(reader, id)?.id, it.serial))
        })
        .await?;
    let mut sealed = ctx.app.sealed.clone();
    let proved = async {
        loop {
            sealed.borrow_and_update();
            if let Some(receipt) = ctx.read(move |reader| ledger::proofs::receipt(reader, entry)).await? {
                return Ok(receipt);
            }
            if sealed.changed().await.is_err() {
                return Err(Error::Busy); // the house is closing
            }
        }
    };
    let receipt = match tokio::time::timeout(PATIENCE, proved).await {
        Ok(receipt) => receipt?,
        Err(_) => return Err(Error::refused("receipt-not-yet").into()),
    };
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{serial}.receipt.txt\"")),
    ];
    Ok((headers, receipt.to_text()).into_response())
}
