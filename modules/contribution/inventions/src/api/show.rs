//! What is read: inventions, rights with their fees, and counts.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use jiff::civil::Date;
use kernel::Error;
use kernel::id::PersonId;
use serde::Serialize;
use web::api::{Api, Query, Slice, Stamp, skipped};
use web::{Ctx, Fields, Reply, shape};
use works::Visibility;

use super::RightKind;
use crate::lifecycle::State;
use crate::model::{Fee, FeeId, Invention, InventionId, Right, RightId};
use crate::queries::{self, Record};
use crate::register::{self, Fees, Line};
use crate::rights::{Holding, Standing};

/// Items of a slice.
const PAGE: i64 = 50;

shape! {
    /// An invention.
    InventionShown: Serialize {
        /// Its id.
        id: InventionId,
        /// Its number, as people say it.
        serial: String,
        /// In a line.
        title: String,
        /// Where it stands.
        state: State,
        /// Who may find it now.
        visibility: Visibility,
        /// Counts up with every change; send it back with the next step.
        version: i64,
        /// Who speaks for its inventors.
        author: PersonId,
        /// When it was begun.
        begun_at: Stamp,
        /// When it was handed in.
        handed_in_at: Option<Stamp>,
        /// Since when everybody may read it at the patent office.
        published_on: Option<Date>,
        /// Since when it is in use.
        in_use_since: Option<Date>,
    }
}

impl From<Invention> for InventionShown {
    fn from(it: Invention) -> InventionShown {
        InventionShown {
            visibility: it.seen_by(),
            id: it.id,
            serial: it.serial,
            title: it.title,
            state: it.state,
            version: it.version,
            author: it.author,
            begun_at: Stamp(it.begun_at),
            handed_in_at: it.handed_in_at.map(Stamp),
            published_on: it.published_on,
            in_use_since: it.in_use_since.map(|since| since.date()),
        }
    }
}

shape! {
    /// One inventor.
    Inventor: Serialize {
        /// The person.
        person: PersonId,
        /// Their name.
        name: String,
        /// Their share in per cent.
        part: u32,
        /// Whether they agreed to it.
        agreed: bool,
    }
}
shape! {
    /// A fee that keeps a right.
    FeeShown: Serialize {
        /// Its id.
        id: FeeId,
        /// For which year of the right.
        year: i64,
        /// How much, in fen.
        amount_fen: i64,
        /// Until when it is paid.
        due: Date,
        /// When it was paid.
        paid_on: Option<Date>,
    }
}
shape! {
    /// A right with its fees.
    RightShown: Serialize {
        /// Its id.
        id: RightId,
        /// What kind.
        kind: RightKind,
        /// What it is called.
        title: String,
        /// Where it stands.
        standing: Standing,
        /// Who looks after it.
        keeper: PersonId,
        /// Who holds it.
        holding: Holding,
        /// The holders by name.
        holders: String,
        /// Its number as people write it; empty while there is none.
        number: String,
        /// When it was applied for.
        applied_on: Option<Date>,
        /// When it was published.
        published_on: Option<Date>,
        /// When it was granted.
        granted_on: Option<Date>,
        /// When it ended.
        ended_on: Option<Date>,
        /// Its fees, by year.
        fees: Vec<FeeShown>,
    }
}
shape! {
    /// An invention, whole.
    InventionWhole: Serialize {
        /// What lists show.
        invention: InventionShown,
        /// Which problem it solves.
        problem: String,
        /// What there is already.
        prior: String,
        /// Where and how that was looked for.
        search: String,
        /// How it is solved.
        solution: String,
        /// What is new.
        novelty: String,
        /// Its inventors.
        inventors: Vec<Inventor>,
        /// Its rights, the earliest first.
        rights: Vec<RightShown>,
    }
}
shape! {
    /// A right in the register.
    RightLine: Serialize {
        /// Its id.
        id: RightId,
        /// Of which invention.
        invention: InventionId,
        /// The invention's number.
        serial: String,
        /// What it is called.
        title: String,
        /// What kind.
        kind: RightKind,
        /// Where it stands.
        standing: Standing,
        /// Its number as people write it; empty while there is none.
        number: String,
        /// The holders by name.
        holders: String,
        /// Who looks after it.
        keeper: PersonId,
        /// When it was applied for.
        applied_on: Option<Date>,
        /// When it was granted.
        granted_on: Option<Date>,
        /// The next fee that is not paid: for which year.
        fee_year: Option<i64>,
        /// How much, in fen.
        fee_fen: Option<i64>,
        /// Until when.
        fee_due: Option<Date>,
    }
}
shape! {
    /// Counts of a node.
    InventionCounts: Serialize {
        /// Short name of the node.
        node: String,
        /// Disclosures that were handed in.
        disclosed: i64,
        /// Rights that were applied for.
        applied: i64,
        /// Rights that were granted.
        granted: i64,
        /// Kept as trade secrets.
        secret: i64,
        /// In use.
        in_use: i64,
    }
}

/// Mounts it.
pub fn routes(api: Api) -> Api {
    let cursor = Query::new::<String>("cursor", "The `next` of the slice before.");
    let listed = [
        Query::new::<String>("which", "`mine` for what the caller has a share in, `waiting` for what waits for them."),
        Query::new::<State>("state", "Only in this state."),
        Query::new::<String>("use", "`yes` for what is in use."),
        Query::new::<String>("q", "Words of the title or the number."),
        cursor,
    ];
    let rights = [
        Query::new::<RightKind>("kind", "Only of this kind."),
        Query::new::<Standing>("standing", "Only in this standing."),
        Query::new::<Fees>("fees", "Only with a fee that is due soon, or overdue."),
        Query::new::<String>("mine", "`yes` for what the caller looks after."),
        cursor,
    ];
    api.get::<Slice<InventionShown>, _, _>(
        "/api/v1/inventions",
        "Inventions the caller may see, the newest first.",
        &listed,
        list,
    )
    .get::<InventionWhole, _, _>(
        "/api/v1/inventions/{invention}",
        "One invention with its inventors and rights.",
        &[],
        show,
    )
    .get::<Slice<RightLine>, _, _>(
        "/api/v1/rights",
        "The register of rights the caller may see: what has a fee to pay first, by its day.",
        &rights,
        lines,
    )
    .get::<InventionCounts, _, _>(
        "/api/v1/invention-counts",
        "Counts of the node the caller works for; above the enterprise only these.",
        &[],
        counts,
    )
}

async fn list(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    let asked = Fields::from_query(&ctx.visit.query);
    let (narrow, offset) = (crate::pages::narrow(&asked), skipped(&asked)?);
    let rows = ctx.read(move |reader| queries::list(reader, &actor, &narrow, PAGE, offset)).await?;
    Ok(Json(Slice::of(rows, PAGE, offset, InventionShown::from)).into_response())
}

async fn show(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (actor, id) = (ctx.actor()?.clone(), id.parse().map_err(|_| Error::NotFound)?);
    let record = ctx.read(move |reader| Record::read(reader, &actor, id)).await?;
    Ok(Json(whole(record)).into_response())
}

fn whole(record: Record) -> InventionWhole {
    let it = record.seen.it;
    let rights = record.rights.into_iter().map(|right| {
        let fees = record.fees.iter().filter(|fee| fee.owed_for == right.id).map(fee).collect();
        one(right, fees)
    });
    InventionWhole {
        problem: it.problem.clone(),
        prior: it.prior.clone(),
        search: it.search.clone(),
        solution: it.solution.clone(),
        novelty: it.novelty.clone(),
        inventors: record
            .authors
            .into_iter()
            .map(|one| Inventor { person: one.person, name: one.name, part: one.part, agreed: one.agreed_at.is_some() })
            .collect(),
        rights: rights.collect(),
        invention: it.into(),
    }
}

fn fee(fee: &Fee) -> FeeShown {
    FeeShown { id: fee.id, year: fee.year, amount_fen: fee.amount.0, due: fee.due, paid_on: fee.paid_on }
}

fn one(right: Right, fees: Vec<FeeShown>) -> RightShown {
    RightShown {
        number: right.shown(),
        id: right.id,
        kind: RightKind(right.kind),
        title: right.title,
        standing: right.standing,
        keeper: right.keeper,
        holding: right.holding,
        holders: right.holders,
        applied_on: right.applied_on,
        published_on: right.published_on,
        granted_on: right.granted_on,
        ended_on: right.ended_on,
        fees,
    }
}

async fn lines(ctx: Ctx) -> Reply {
    let (actor, today) = (ctx.actor()?.clone(), ctx.now.date());
    let asked = Fields::from_query(&ctx.visit.query);
    let (narrow, offset) = (crate::pages::narrow_rights(&asked), skipped(&asked)?);
    let rows = ctx.read(move |reader| register::lines(reader, &actor, narrow, today, register::PAGE, offset)).await?;
    Ok(Json(Slice::of(rows, register::PAGE, offset, line)).into_response())
}

fn line(line: Line) -> RightLine {
    RightLine {
        number: line.shown(),
        id: line.id,
        invention: line.invention,
        serial: line.serial,
        title: line.title,
        kind: RightKind(line.kind),
        standing: line.standing,
        holders: line.holders,
        keeper: line.keeper,
        applied_on: line.applied_on,
        granted_on: line.granted_on,
        fee_year: line.fee_year,
        fee_fen: line.fee_amount.map(|amount| amount.0),
        fee_due: line.fee_due,
    }
}

async fn counts(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    let counts = ctx.read(move |reader| register::counts(reader, &actor)).await?.ok_or(Error::NotFound)?;
    let shown = InventionCounts {
        node: counts.node,
        disclosed: counts.disclosed,
        applied: counts.applied,
        granted: counts.granted,
        secret: counts.secret,
        in_use: counts.in_use,
    };
    Ok(Json(shown).into_response())
}
