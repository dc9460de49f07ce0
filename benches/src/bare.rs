//! The bare limit: axum, the main query on the same database threads, the same bytes. No session, no
//! policy, no template, no ledger.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use anyhow::Context as _;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bytes::Bytes;
use kernel::{Clock, Result, Time};
use search::Index;
use store::Db;
use suggestions::counts::{self, Period};
use suggestions::model::SuggestionId;
use suggestions::queue::asked::Asked as QueueAsked;
use suggestions::queue::rows;
use suggestions::store::{FIND, INSERT, SuggestionRow};
use suggestions::{policy, queries};

use crate::Cli;
use crate::cases::{MAINS, Main, WORDS};
use crate::cast::{Cast, Member};
use crate::stage::{Stage, open};

struct Bare {
    db: Db,
    index: Arc<Index>,
    clock: Clock,
    cast: Cast,
    pattern: SuggestionRow,
    mains: HashMap<&'static str, Main>,
    answers: HashMap<String, Bytes>,
}

/// Serves until it is ended.
pub async fn serve(cli: &Cli) -> anyhow::Result<()> {
    let stage = Stage::standing(cli)?;
    let clock = Clock::system();
    let house = open(&stage.bare_settings(), clock.clone()).await?;
    house.settle().await?; // a kept index of another version would be empty, and no match for ours
    let (db, index) = (house.app.db.clone(), Arc::clone(&house.app.index));
    let cast = Cast::choose(&db, &stage, clock.now()).await?;
    let first = *cast.records.first().context("no records")?;
    let pattern = db.read(move |reader| reader.one(&FIND, (first,))).await?;
    let mut answers = HashMap::new();
    for entry in std::fs::read_dir(stage.answers())? {
        let entry = entry?;
        answers.insert(entry.file_name().to_string_lossy().into_owned(), Bytes::from(std::fs::read(entry.path())?));
    }
    let bare = Arc::new(Bare { db, index, clock, cast, pattern, mains: MAINS.into_iter().collect(), answers });
    let router = Router::new().route("/{case}/{nth}", get(answer).post(answer)).with_state(bare);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    say(&format!("http://{}", listener.local_addr()?));
    axum::serve(listener, router).await?;
    Ok(())
}

async fn answer(State(bare): State<Arc<Bare>>, Path((case, nth)): Path<(String, usize)>, body: Bytes) -> Response {
    let known = bare.mains.get(case.as_str()).zip(bare.answers.get(&format!("{case}.{nth}")));
    let Some((main, bytes)) = known else { return StatusCode::NOT_FOUND.into_response() };
    match bare.run(*main, &case, nth, &body).await {
        Ok(()) if *main == Main::Insert => (StatusCode::CREATED, bytes.clone()).into_response(),
        Ok(()) => bytes.clone().into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

type Done<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

impl Bare {
    fn run<'a>(&'a self, main: Main, case: &'a str, nth: usize, body: &'a [u8]) -> Done<'a> {
        let now = self.clock.now();
        let worker = &self.cast.workers[nth % self.cast.workers.len()];
        match main {
            Main::Mine => self.read(worker, |reader, actor| queries::mine(reader, actor.person, 4, 0)),
            Main::Find => {
                let id = self.cast.records[nth % self.cast.records.len()];
                self.read(worker, move |reader, actor| policy::find(reader, actor, id))
            }
            Main::Browse | Main::Search => {
                let text = if main == Main::Search { WORDS[nth % WORDS.len()] } else { "" };
                let newest = text.is_empty();
                let asked = queries::Asked { text: text.to_owned(), newest, limit: 20, ..Default::default() };
                Box::pin(async move { queries::find(&self.db, &self.index, &worker.actor, asked, now).await.map(drop) })
            }
            Main::Queue => {
                let index = Arc::clone(&self.index);
                self.read(&self.cast.officer, move |reader, actor| {
                    rows::page(reader, &index, actor, &QueueAsked::default(), now)
                })
            }
            Main::Count => {
                let place = ["node-province", "node-city", "node-county"].iter().position(|one| *one == case);
                let union = &self.cast.unions[place.unwrap_or_default()];
                let unit = union.node();
                self.read(union, move |reader, _| {
                    let unit = identity::tree::unit(reader, unit.ok_or(kernel::Error::NotFound)?)?;
                    counts::count(reader, &unit, &Period::Twelve.window(now), now)
                })
            }
            Main::List => self.read(worker, |reader, actor| {
                queries::newest(reader, actor, &queries::Newest { most: 51, ..Default::default() })
            }),
            Main::Insert => {
                let row = self.row(body, now);
                Box::pin(async move {
                    let row = row.ok_or_else(|| kernel::Error::invalid("body", "api-body-unreadable"))?;
                    self.db.write(move |tx| tx.execute(&INSERT, &row)).await.map(drop)
                })
            }
        }
    }

    fn read<T: Send + 'static>(
        &self,
        who: &Member,
        ask: impl FnOnce(&store::Reader<'_>, &kernel::Actor) -> Result<T> + Send + 'static,
    ) -> Done<'_> {
        let actor = who.actor.clone();
        Box::pin(async move { self.db.read(move |reader| ask(reader, &actor).map(drop)).await })
    }

    fn row(&self, body: &[u8], now: Time) -> Option<SuggestionRow> {
        let sent: serde_json::Value = serde_json::from_slice(body).ok()?;
        let text = |name: &str| sent.get(name).and_then(serde_json::Value::as_str).map(str::to_owned);
        let id = SuggestionId::new(now);
        Some(SuggestionRow {
            id,
            serial: format!("BARE-{id}"),
            title: text("title")?,
            now_text: text("now")?,
            how_text: text("how")?,
            submitted_at: now,
            ..self.pattern.clone()
        })
    }
}

#[allow(clippy::print_stdout, reason = "it says where it serves, as the house does")]
fn say(line: &str) {
    println!("{line}");
}
