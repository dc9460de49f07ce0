//! The JSON twins of the pages, on the same actions.

use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::response::IntoResponse;
use jobs::long::LongId;
use kernel::id::UnitId;
use kernel::lifecycle::Word;
use kernel::{By, Error, Faults, Result, text};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use web::api::{Api, Body, Query, Slice, Stamp};
use web::{Ctx, Fields, Reply, Routes, shape};
use works::Kind;

use crate::lifecycle::State;
use crate::mapping::Meaning;
use crate::model::{Entry, Import, ImportId, RowId, Stage, Upload, UploadId};
use crate::pages::{asked, parse, typed};
use crate::plan::Outcome;
use crate::queries::{self, PAGE};
use crate::{actions, policy, upload};

web::word_shapes!(State, Stage, Meaning);

shape! {
    /// A year: what was recorded and what was imported are two figures and never one.
    HistoryYear: Serialize {
        /// The code of the figure of what was recorded.
        recorded_code: &'static str,
        /// The code of the figure of what was imported.
        imported_code: &'static str,
        /// Which year.
        year: i64,
        /// What was recorded; money is in fen.
        recorded: i64,
        /// What was imported.
        imported: i64,
    }
}
shape! {
    /// A cell that cannot be taken.
    HistoryFault: Serialize {
        /// Its line in the file.
        line: u32,
        /// What its column means.
        meaning: Meaning,
        /// What stands in it.
        cell: String,
        /// A stable key of the reason.
        reason: String,
    }
}
shape! {
    /// What an import of an upload would do.
    HistoryPreview: Serialize {
        /// The upload.
        upload: UploadId,
        /// What its rows are: suggestion, project, invention or method.
        kind: String,
        /// The titles of its columns.
        titles: Vec<String>,
        /// What each column means, in their order; null for those that are not imported.
        mapping: Vec<Option<Meaning>>,
        /// What keeps the columns from being understood; nothing below is told then.
        missing: Vec<String>,
        /// How many rows are new.
        new: i64,
        /// How many say something else than what stands.
        changed: i64,
        /// How many stand already.
        same: i64,
        /// How many are faulty; nothing is imported unless there are none.
        faulty: i64,
        /// The faulty cells, the first of them.
        faults: Vec<HistoryFault>,
        /// What tells this preview from others; send it with the import.
        chain: String,
    }
}
shape! {
    /// What columns mean.
    HistoryMapping: Deserialize {
        /// What the rows are, when it is something else than was said: suggestion, project, invention or method.
        kind: Option<String>,
        /// One for each column, in their order; an empty text for those that are not imported.
        meanings: Vec<String>,
    }
}
shape! {
    /// An import that is asked for.
    HistoryAsk: Deserialize {
        /// The `chain` of the preview.
        chain: String,
    }
}
shape! {
    /// An import that was begun.
    HistoryBegun: Serialize {
        /// The import.
        import: ImportId,
        /// The long work that does it, at `/api/v1/background/{long}`; none where it is done.
        long: Option<LongId>,
    }
}
shape! {
    /// An import.
    HistoryImport: Serialize {
        /// Its id.
        id: ImportId,
        /// The node that imports.
        unit: UnitId,
        /// What its rows are.
        kind: String,
        /// The file.
        file: String,
        /// Where it stands.
        state: State,
        /// Counts up with every change; send it back with the withdrawal.
        version: i64,
        /// When it began.
        at: Stamp,
        /// Rows that were not there.
        added: i64,
        /// Rows that say something else than before.
        changed: i64,
        /// Rows that were there already.
        same: i64,
        /// Why it was taken back.
        reason: Option<String>,
    }
}
shape! {
    /// Why an import is taken back.
    HistoryWithdrawal: Deserialize {
        /// Why.
        reason: String,
        /// The version that was read; another one is refused.
        version: Option<i64>,
    }
}
shape! {
    /// A row of an old ledger.
    HistoryRow: Serialize {
        /// Its id.
        id: RowId,
        /// The import that brought it.
        import: ImportId,
        /// Its line in the file.
        line: u32,
        /// What it is.
        kind: String,
        /// Whose it is.
        unit: UnitId,
        /// Its number in the old ledger; empty where there was none.
        number: String,
        /// What it is called.
        title: String,
        /// What it says.
        text: String,
        /// Its authors, as the old ledger names them.
        authors: String,
        /// Its category, in the old ledger's words.
        category: String,
        /// When it was put forward: a day, a month or a year.
        submitted: Option<String>,
        /// When it was adopted.
        adopted: Option<String>,
        /// When it was done.
        done: Option<String>,
        /// How far it had come.
        stage: Stage,
        /// The benefit the ledger states, in fen.
        benefit: Option<i64>,
        /// The award it states, in fen.
        award: Option<i64>,
        /// Whether it counts.
        stands: bool,
    }
}

impl From<Import> for HistoryImport {
    fn from(it: Import) -> HistoryImport {
        HistoryImport {
            id: it.id,
            unit: it.unit,
            kind: it.kind.word().to_owned(),
            file: it.file,
            state: it.state,
            version: it.version,
            at: Stamp(it.at),
            added: it.added,
            changed: it.changed,
            same: it.same,
            reason: it.reason,
        }
    }
}

impl From<Entry> for HistoryRow {
    fn from(it: Entry) -> HistoryRow {
        let content = it.content.0;
        let told = |when: Option<crate::when::When>| when.map(|when| when.to_string());
        HistoryRow {
            id: it.id,
            import: it.import,
            line: it.line,
            kind: it.kind.word().to_owned(),
            unit: it.unit,
            number: content.number,
            title: content.title,
            text: content.text,
            authors: content.authors,
            category: content.category,
            submitted: told(content.submitted),
            adopted: told(content.adopted),
            done: told(content.done),
            stage: it.stage,
            benefit: content.benefit.map(|fen| fen.0),
            award: content.award.map(|fen| fen.0),
            stands: it.stands,
        }
    }
}

const UPLOAD: [Query; 2] = [
    Query::required::<String>("kind", "What the rows are: suggestion, project, invention or method."),
    Query::new::<String>("file", "What the file is called."),
];
const ROWS: [Query; 4] = [
    Query::new::<String>("kind", "Only these."),
    Query::new::<i64>("year", "Only those of this year."),
    Query::new::<String>("import", "All that an import brought, standing or not."),
    Query::new::<i64>("page", "Which page, from 0; `next` of the slice before."),
];

fn api() -> Api {
    Api::of("history")
        .get::<Vec<HistoryYear>, _, _>("/api/v1/history/{unit}", "What was recorded and imported, by year.", &[], years)
        .get::<Slice<HistoryRow>, _, _>("/api/v1/history/{unit}/rows", "Imported rows, the latest first.", &ROWS, rows)
        .bytes::<HistoryPreview, _, _>(
            "/api/v1/history/{unit}/uploads",
            "Takes a spreadsheet (.xlsx, .csv) and says what its import would do. Nothing is imported yet.",
            &UPLOAD,
            take,
        )
        .get::<HistoryPreview, _, _>(
            "/api/v1/history/uploads/{upload}",
            "What the import of an upload would do.",
            &[],
            preview,
        )
        .post::<HistoryMapping, HistoryPreview, _, _>(
            "/api/v1/history/uploads/{upload}/mapping",
            "Says what the columns mean.",
            map,
        )
        .post::<HistoryAsk, HistoryBegun, _, _>(
            "/api/v1/history/uploads/{upload}/import",
            "Imports what the preview showed, all of it or nothing.",
            begin,
        )
        .get::<HistoryImport, _, _>("/api/v1/history/imports/{import}", "One import.", &[], import)
        .post::<HistoryWithdrawal, HistoryImport, _, _>(
            "/api/v1/history/imports/{import}/withdrawal",
            "Takes an import back.",
            withdraw,
        )
        .get::<HistoryRow, _, _>("/api/v1/history/rows/{old}", "One imported row.", &[], row)
}

/// The routes under `/api/v1`.
pub fn routes() -> Routes {
    api().into_routes()
}

/// What the routes say of themselves.
pub fn openapi() -> Value {
    api().into_document()
}

async fn years(ctx: Ctx, Path(unit): Path<String>) -> Reply {
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    let dictionary: Vec<_> = ctx.app.indicators().collect();
    let groups = ctx
        .read(move |reader| {
            let (unit, ..) = queries::node(reader, &actor, &unit)?;
            queries::figures(reader, &unit, &dictionary, now)
        })
        .await?;
    let told = groups.iter().flat_map(|group| {
        group.years.iter().map(|year| HistoryYear {
            recorded_code: group.recorded.code,
            imported_code: group.imported.code,
            year: i64::from(year.year),
            recorded: year.recorded,
            imported: year.imported,
        })
    });
    Ok(Json(told.collect::<Vec<_>>()).into_response())
}

async fn rows(ctx: Ctx, Path(unit): Path<String>) -> Reply {
    let (actor, asked) = (ctx.actor()?.clone(), asked(&Fields::from_query(&ctx.visit.query)));
    let mut rows = ctx
        .read(move |reader| {
            let (unit, _, reads) = queries::node(reader, &actor, &unit)?;
            if !reads {
                return Err(Error::Denied(kernel::Reason::new("history-readers-only")));
            }
            queries::rows(reader, &unit, &asked)
        })
        .await?;
    let next = (rows.len() as i64 > PAGE).then(|| (asked.at + 1).to_string());
    rows.truncate(PAGE as usize);
    Ok(Json(Slice { items: rows.into_iter().map(HistoryRow::from).collect(), next }).into_response())
}

async fn take(ctx: Ctx, Path(unit): Path<String>, bytes: Bytes) -> Reply {
    let (actor, now, unit) = (ctx.actor()?.clone(), ctx.now, parse(&unit)?);
    let (may, person) = (actor.clone(), actor.person);
    let unit = ctx
        .read(move |reader| {
            let unit = identity::tree::unit(reader, unit)?;
            policy::may_import(&may, &unit).check()?;
            Ok(unit)
        })
        .await?;
    let asked = Fields::from_query(&ctx.visit.query);
    let kind = Kind::from_word(asked.get("kind")).ok_or_else(|| Error::invalid("kind", "history-kind-needed"))?;
    let table = tokio::task::spawn_blocking(move || upload::read(&bytes)).await.map_err(Error::broken)??;
    let file = asked.get("file").to_owned();
    let kept = ctx.keep(move |tx| upload::put(tx, (&unit, Some(person)), (kind, &file), &table, now)).await?;
    Ok((axum::http::StatusCode::CREATED, Json(told(&ctx, kept.id).await?)).into_response())
}

async fn preview(ctx: Ctx, Path(id): Path<String>) -> Reply {
    Ok(Json(told(&ctx, parse(&id)?).await?).into_response())
}

/// What the import of an upload would do, for who made it.
async fn told(ctx: &Ctx, id: UploadId) -> Result<HistoryPreview> {
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    let (upload, preview) = ctx
        .read(move |reader| {
            let (upload, unit) = policy::find_upload(reader, &actor, id)?;
            let preview = upload::preview(reader, &unit, &upload, now.date());
            Ok((upload, preview))
        })
        .await?;
    let (preview, missing) = match preview {
        Ok(preview) => (preview, Faults::none()),
        Err(Error::Invalid(faults)) => (upload::Preview::default(), faults),
        Err(error) => return Err(error),
    };
    let Upload { kind, header, mapping, .. } = upload;
    let faults = preview.faults.iter().flat_map(|row| match &row.outcome {
        Outcome::Faulty(faults) => faults
            .iter()
            .map(|fault| HistoryFault {
                line: row.line,
                meaning: fault.meaning,
                cell: fault.cell.clone(),
                reason: fault.why.key.to_owned(),
            })
            .collect(),
        _ => Vec::new(),
    });
    Ok(HistoryPreview {
        upload: id,
        kind: kind.word().to_owned(),
        titles: header.0,
        mapping: mapping.0,
        missing: missing.iter().map(|(field, why)| format!("{field}: {}", why.key)).collect(),
        new: preview.counts[0],
        changed: preview.counts[1],
        same: preview.counts[2],
        faulty: preview.faulty,
        faults: faults.collect(),
        chain: preview.chain,
    })
}

async fn map(ctx: Ctx, Path(id): Path<String>, body: Body<HistoryMapping>) -> Reply {
    let (actor, id) = (ctx.actor()?.clone(), parse(&id)?);
    body.once(&ctx, async |asked| {
        let said = asked.meanings.iter().enumerate().map(|(at, meaning)| (format!("c{at}"), meaning.clone()));
        let fields = Fields::from_pairs(said);
        let kind = asked.kind.clone();
        ctx.keep(move |tx| {
            let (upload, unit) = policy::find_upload(tx, &actor, id)?;
            let kind = match &kind {
                None => upload.kind,
                Some(word) => Kind::from_word(word).ok_or_else(|| Error::invalid("kind", "history-kind-needed"))?,
            };
            let mapping = typed(&fields, upload.header.0.len())?;
            upload::map(tx, &unit, &upload, kind, mapping)
        })
        .await?;
        serde_json::to_value(told(&ctx, id).await?).map_err(Error::broken)
    })
    .await
}

async fn begin(ctx: Ctx, Path(id): Path<String>, body: Body<HistoryAsk>) -> Reply {
    let (actor, id, now) = (ctx.actor()?.clone(), parse(&id)?, ctx.now);
    body.once(&ctx, async |asked| {
        let begun = ctx
            .change(move |tx| {
                let (upload, unit) = policy::find_upload(tx, &actor, id)?;
                actions::begin(tx, (&unit, Some(actor.person)), &upload, &asked.chain, now)
            })
            .await?;
        serde_json::to_value(HistoryBegun { import: begun.id, long: begun.long }).map_err(Error::broken)
    })
    .await
}

async fn import(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (actor, id) = (ctx.actor()?.clone(), parse(&id)?);
    let found = ctx.read(move |reader| policy::find_import(reader, &actor, id)).await?;
    Ok(Json(HistoryImport::from(found)).into_response())
}

async fn withdraw(ctx: Ctx, Path(id): Path<String>, body: Body<HistoryWithdrawal>) -> Reply {
    let (actor, id) = (ctx.actor()?.clone(), parse(&id)?);
    body.once(&ctx, async |asked| {
        let by = By { actor, now: ctx.now, version: asked.version };
        let reason = text::text(&asked.reason, actions::REASON);
        let it = ctx
            .change(move |tx| {
                policy::find_import(tx, &by.actor, id)?;
                let reason = reason.clone().map_err(|why| Error::Invalid(Faults::one("reason", why)))?;
                actions::withdraw(tx, &by, id, &reason)
            })
            .await?;
        serde_json::to_value(HistoryImport::from(it)).map_err(Error::broken)
    })
    .await
}

async fn row(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (actor, id) = (ctx.actor()?.clone(), parse(&id)?);
    let (entry, _) = ctx.read(move |reader| policy::find_row(reader, &actor, id)).await?;
    Ok(Json(HistoryRow::from(entry)).into_response())
}
