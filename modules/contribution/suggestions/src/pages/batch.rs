//! Many at once: each in a change of its own, and in the end a plain account of what went through
//! and what did not, with the reasons.

use askama::Template;
use kernel::id::PersonId;
use kernel::{Error, Faults, Role};
use store::{Filter, Value};
use ui::page::{Page, Tone};
use ui::parts::Choice;
use web::{Ctx, Fields, Form, Reply, Routes, say};

use super::queue::{chosen, safe_back};
use crate::forms::desk::{Batch, deed};
use crate::model::SuggestionId;
use crate::queries;
use crate::queue::deed::{Deed, perform};
use crate::queue::{READERS, enter};

/// Most suggestions in a batch.
const MOST: usize = 200;

/// Number and title, for the account.
const NAMES: &str = "SELECT s.id, s.serial, s.title FROM suggestion s WHERE";

/// Officers and reviewers of the actor's parts.
const PEOPLE: &str = "SELECT DISTINCT p.id, p.name, s.short_name FROM role_grant g JOIN person p ON p.id = g.person \
     JOIN unit s ON s.id = g.unit WHERE";

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().post("/desk/batch", batch)
}

/// A suggestion of the batch, and what became of it.
struct Item {
    id: SuggestionId,
    serial: String,
    title: String,
    why: String,
}

/// Asks whom the batch goes to.
#[derive(Template)]
#[template(path = "desk-batch-ask.html")]
struct AskPage<'a> {
    page: Page<'a>,
    word: &'static str,
    items: Vec<Item>,
    people: Vec<Choice<'a>>,
    several: bool,
    error: String,
    others: String,
    others_error: String,
    back: String,
}

/// The account of a batch.
#[derive(Template)]
#[template(path = "desk-batch.html")]
struct DonePage<'a> {
    page: Page<'a>,
    word: &'static str,
    account: String,
    refused: Vec<Item>,
    back: String,
}

async fn batch(ctx: Ctx, Form(fields): Form) -> Reply {
    enter(ctx.actor()?)?;
    let what = Batch::from_word(fields.get("do")).ok_or(Error::NotFound)?;
    let back = safe_back(fields.get("back"));
    let items = items(&ctx, &fields).await?;
    if items.is_empty() {
        return Ok(ctx.lead_to(&back, Some((Tone::Wait, "flash-desk-nothing-chosen"))));
    }
    if what.needs_people() && !fields.sent("chosen") {
        return ask(&ctx, what, items, &fields, &Faults::none(), back).await;
    }
    let deed = match deed(what.act(), &fields) {
        Ok(deed) => deed,
        Err(faults) => return ask(&ctx, what, items, &fields, &faults, back).await,
    };
    let mut refused = Vec::new();
    let total = items.len();
    for item in items {
        if let Some(why) = one(&ctx, item.id, deed.clone()).await? {
            refused.push(Item { why, ..item });
        }
    }
    if refused.is_empty() {
        return Ok(ctx.lead_to(&back, Some((Tone::Good, "flash-desk-batch"))));
    }
    let t = ctx.t();
    let title = t.get(&format!("desk-batch-{}", what.word())).to_owned();
    let (done, left) = (total - refused.len(), refused.len());
    let account = t.with2("desk-batch-account", ("done", done), ("refused", left)).into_owned();
    ctx.show(&DonePage { page: ctx.desk(title), word: what.word(), account, refused, back })
}

/// Does it to one; why not, if it was refused. Only a fault of ours ends the whole batch.
async fn one(ctx: &Ctx, id: SuggestionId, deed: Deed) -> Reply<Option<String>> {
    let t = ctx.t();
    let by = ctx.by(None)?;
    match ctx.change(move |tx| perform(tx, &by, id, &deed)).await {
        Ok(_) => Ok(None),
        Err(Error::Denied(reason) | Error::Refused(reason)) => Ok(Some(say(t, &reason))),
        Err(Error::Invalid(faults)) => {
            Ok(Some(faults.iter().map(|(_, reason)| say(t, reason)).collect::<Vec<_>>().join(" ")))
        }
        Err(Error::Overtaken) => Ok(Some(t.get("desk-batch-overtaken").to_owned())),
        Err(other) => Err(other.into()),
    }
}

/// What was chosen, as far as it lies in the actor's parts, in one statement.
async fn items(ctx: &Ctx, fields: &Fields) -> Reply<Vec<Item>> {
    let actor = ctx.actor()?.clone();
    let ids: Vec<SuggestionId> = fields.all("id").filter_map(|id| id.parse().ok()).take(MOST).collect();
    let rows = ctx
        .read(move |reader| {
            let mut filter = Filter::new();
            queries::within(&mut filter, &actor, &READERS);
            filter.and_in("s.id", ids.iter().map(|id| Value::Id(id.uuid())));
            filter.tail("ORDER BY s.submitted_at, s.id", []);
            reader.list::<(SuggestionId, String, String)>(NAMES, &filter)
        })
        .await?;
    Ok(rows.into_iter().map(|(id, serial, title)| Item { id, serial, title, why: String::new() }).collect())
}

async fn ask(ctx: &Ctx, what: Batch, items: Vec<Item>, fields: &Fields, faults: &Faults, back: String) -> Reply {
    let t = ctx.t();
    let role = if what == Batch::Assign { Role::InnovationOfficer } else { Role::Reviewer };
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    let people = ctx
        .read(move |reader| {
            let mut filter = Filter::new();
            filter.and("g.role = ?", [Value::Owned(role.to_string())]);
            filter.and("g.starts_at <= ?", [Value::Int(now.millis())]);
            filter.and("(g.ends_at IS NULL OR g.ends_at > ?)", [Value::Int(now.millis())]);
            let enterprises = actor.grants.iter().filter(|grant| READERS.contains(&grant.role));
            let enterprises = enterprises.filter_map(|grant| grant.enterprise);
            filter.and_in("s.enterprise", enterprises.map(|enterprise| Value::Id(enterprise.uuid())));
            filter.tail("ORDER BY p.name, p.id", []);
            reader.list::<(PersonId, String, String)>(PEOPLE, &filter)
        })
        .await?;
    let field = if what == Batch::Assign { "officer" } else { "reviewer" };
    let error = |name: &str| faults.of(name).map(|reason| say(t, reason)).unwrap_or_default();
    let shown = AskPage {
        page: ctx.desk(t.get(&format!("desk-batch-{}", what.word())).to_owned()),
        word: what.word(),
        items,
        people: people
            .into_iter()
            .map(|(person, name, unit)| {
                let id = person.to_string();
                let on = fields.has(field, &id);
                chosen(id, format!("{name} · {unit}"), on)
            })
            .collect(),
        several: what == Batch::Review,
        error: error(field),
        others: fields.get("others").to_owned(),
        others_error: error("others"),
        back,
    };
    if faults.is_empty() { ctx.show(&shown) } else { ctx.show_again(&shown) }
}
