//! Who I am, the counts of a node, and the log's signed word.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use identity::{Unit, tree};
use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word;
use kernel::{Error, Faults, Reason, Result, Role, Scope};
use serde::Serialize;
use serde_json::{Map, Value, json};
use web::{Ctx, Fields, Reply};

use crate::counts::{self, Counts, Period, Table};
use web::api::{Api, For, Query};
use web::api::{Shape, Stamp};
use web::shape;

shape! {
    /// A unit.
    UnitRef: Serialize {
        /// Its id.
        id: UnitId,
        /// Its name.
        name: String,
    }
}
shape! {
    /// A role held at a unit and below it.
    RoleHeld: Serialize {
        /// The role.
        role: Role,
        /// Where.
        unit: UnitId,
    }
}
shape! {
    /// Whose token this is.
    Me: Serialize {
        /// The person.
        person: PersonId,
        /// Their name.
        name: String,
        /// Their unit.
        unit: UnitRef,
        /// Their enterprise; none for people of a union.
        enterprise: Option<UnitId>,
        /// What they are trusted with now.
        roles: Vec<RoleHeld>,
        /// What the token allows.
        scopes: Vec<Scope>,
    }
}
shape! {
    /// The figures of one month.
    MonthCounts: Serialize {
        /// The month: `2026-03`.
        month: String,
        /// Its figures.
        counts: Counts,
    }
}
shape! {
    /// The figures of one child.
    ChildCounts: Serialize {
        /// The child; none for what lies at the node itself.
        unit: Option<UnitRef>,
        /// Its figures.
        counts: Counts,
    }
}
shape! {
    /// The figures of a node, of suggestions registered in the period.
    NodeCounts: Serialize {
        /// The node.
        unit: UnitRef,
        /// Start of the period.
        from: Stamp,
        /// Its end, exclusive.
        until: Stamp,
        /// When it was counted.
        at: Stamp,
        /// Everything together.
        total: Counts,
        /// By month of registration.
        months: Vec<MonthCounts>,
        /// By child of the node.
        children: Vec<ChildCounts>,
    }
}

impl Shape for Counts {
    fn schema() -> Value {
        json!({ "$ref": "#/components/schemas/Counts" })
    }
    fn name_into(named: &mut Map<String, Value>) {
        let figures = [
            ("received", "Registered in the period."),
            ("answered", "Of those, decided or closed with an answer."),
            ("on_time", "Of those, answered by the promised date."),
            ("adopted", "Adopted, whatever came after."),
            ("implemented", "In use."),
            ("open", "Not answered yet, or being reconsidered."),
            ("overdue", "Of the open ones, past a deadline of the unit."),
        ];
        let property =
            |(name, what): (&str, &str)| (name.to_owned(), json!({ "type": "integer", "description": what }));
        let required: Vec<&str> = figures.iter().map(|(name, _)| *name).collect();
        let properties: Map<String, Value> = figures.into_iter().map(property).collect();
        named.insert("Counts".into(), json!({ "type": "object", "required": required, "properties": properties }));
    }
}

impl Shape for Period {
    fn schema() -> Value {
        json!({ "type": "string", "enum": Period::ALL, "default": "twelve" })
    }
}

/// Mounts them.
pub fn routes(api: Api) -> Api {
    let period = Query::new::<Period>("period", "The last twelve months, this year, or this month.");
    api.get::<Me, _, _>("/api/v1/me", "Whose token this is, and what it may do.", &[], me)
        .get::<NodeCounts, _, _>(
            "/api/v1/nodes/{unit}/counts",
            "The figures of a node of a union tree, by child and by month.",
            &[period],
            node_counts,
        )
        .text(
            "/api/v1/log/checkpoint",
            "The newest signed statement about the ledger (C2SP tlog-checkpoint).",
            For::All,
            checkpoint,
        )
}

async fn me(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    let unit = actor.place.unit;
    let unit = ctx.read(move |reader| tree::unit(reader, unit)).await?;
    let me = Me {
        person: actor.person,
        name: actor.name,
        unit: UnitRef::from(&unit),
        enterprise: actor.place.enterprise,
        roles: actor.grants.iter().map(|grant| RoleHeld { role: grant.role, unit: grant.unit }).collect(),
        scopes: actor.scopes,
    };
    Ok(Json(me).into_response())
}

async fn node_counts(ctx: Ctx, Path(unit): Path<String>) -> Reply {
    let fields = Fields::from_query(&ctx.visit.query);
    let period = word::<Period>(&fields, "period")?.unwrap_or(Period::Twelve);
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    let window = period.window(now);
    let asked = window.clone();
    let (unit, children, table) = ctx
        .read(move |reader| {
            let unit = counts::counted(reader, &actor, &unit)?;
            let table = counts::count(reader, &unit, &asked, now)?;
            Ok((counts::children(reader, &unit, &table)?, table, unit))
        })
        .await
        .map(|(children, table, unit)| (unit, children, table))?;
    let months = window.months.iter().enumerate();
    let counted = NodeCounts {
        unit: UnitRef::from(&unit),
        from: Stamp(window.from()),
        until: Stamp(window.until()),
        at: Stamp(now),
        total: table.total(),
        months: months
            .map(|(at, month)| MonthCounts { month: month.strftime("%Y-%m").to_string(), counts: table.month(at) })
            .collect(),
        children: by_child(&unit, &children, &table),
    };
    Ok(Json(counted).into_response())
}

fn by_child(unit: &Unit, children: &[Unit], table: &Table) -> Vec<ChildCounts> {
    let children = children.iter().map(|child| ChildCounts {
        unit: Some(UnitRef::from(child)),
        counts: table.child(&counts::path_of(unit, child)),
    });
    let here = ChildCounts { unit: None, counts: table.child(&unit.path) };
    children.chain((here.counts != Counts::default()).then_some(here)).collect()
}

async fn checkpoint(ctx: Ctx) -> Reply {
    let note = ctx.read(ledger::proofs::newest_checkpoint).await?;
    Ok(note.ok_or(Error::NotFound)?.into_response())
}

impl From<&Unit> for UnitRef {
    fn from(unit: &Unit) -> UnitRef {
        UnitRef { id: unit.id, name: unit.name.clone() }
    }
}

/// A word in the query; invalid when it is none of those that are meant.
///
/// # Errors
/// Invalid, under the name of the parameter.
pub fn word<W: Word>(fields: &Fields, name: &'static str) -> Result<Option<W>> {
    match fields.get(name) {
        "" => Ok(None),
        typed => W::from_word(typed).map(Some).ok_or_else(|| unreadable(name)),
    }
}

/// A parameter that cannot be read.
pub fn unreadable(name: &'static str) -> Error {
    Error::Invalid(Faults::one(name, Reason::new("api-unreadable-query").with("name", name)))
}
