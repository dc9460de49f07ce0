//! The end of the three steps: is everything there, was it said before, and the registration. A
//! likely double is asked about and never stands in the way.

use askama::Template;
use axum::extract::Path;
use kernel::id::PersonId;
use kernel::{Error, Faults, Reason, Result};
use ui::{Page, T};
use web::{Ctx, Form, Reply};

use crate::actions::{Registration, register};
use crate::forms::propose::{Part, proposal};
use crate::model::{Channel, Proposal};
use crate::pages::browse::card::Card;
use crate::pages::propose::draft::{self, Draft};
use crate::pages::propose::friends::names;
use crate::pages::propose::related::Like;
use crate::pages::propose::steps::{second_one, show_who};
use crate::pages::propose::{receipt, sign_in_again};
use crate::policy;
use crate::queries::alike;

/// Registers the draft, or leads to what is still missing or asked. `different`: the author has said
/// that it is not the same as what was found.
pub(super) async fn submit(ctx: &Ctx, draft: Draft, different: bool) -> Reply {
    let actor = ctx.actor()?.clone();
    let mut made = match proposal(&draft.fields, actor.person) {
        Ok(made) => made,
        Err(faults) => return wanting(ctx, &draft, &faults).await,
    };
    if made.only_names_a_problem() && !draft.is_spoken() && !draft.fields.has("remark", "yes") {
        return Ok(ctx.lead_to(&format!("{}?ask=remark", draft.step(Part::How)), None));
    }
    if !all_present(ctx, &made).await? {
        return show_who(ctx, &draft, &Faults::one("shares", Reason::new("shares-elsewhere"))).await;
    }
    if !different && !alike(&ctx.app.db, &ctx.app.index, &actor, draft.record(), &made).await?.is_empty() {
        return Ok(ctx.lead_to(&format!("/suggestions/drafts/{}/same", draft.id), None));
    }
    let (id, now) = (draft.record(), ctx.now);
    let done = ctx
        .change(move |tx| {
            // What it builds on may have been hidden since; then it is not named.
            if let Some(earlier) = made.builds_on
                && policy::find(tx, &actor, earlier).is_err()
            {
                made.builds_on = None;
            }
            let registration = Registration {
                id,
                proposal: made.clone(),
                author: actor.person,
                place: actor.place.clone(),
                channel: Channel::Own,
                entered_by: None,
                now,
            };
            register(tx, &registration)
        })
        .await;
    match done {
        // A double tap: the first one registered it.
        Ok(_) | Err(Error::Overtaken) => Ok(receipt(ctx, &id.to_string())),
        Err(error) => Err(error.into()),
    }
}

/// Back to the first step that is not complete.
async fn wanting(ctx: &Ctx, draft: &Draft, faults: &Faults) -> Reply {
    let step = |part: Part| faults.iter().any(|(field, _)| part.owns(field));
    match [Part::What, Part::How].into_iter().find(|part| step(*part)) {
        Some(part) => Ok(ctx.lead_to(&format!("{}?check=1", draft.step(part)), None)),
        None => show_who(ctx, draft, faults).await,
    }
}

/// Whether everybody named still belongs to the enterprise.
async fn all_present(ctx: &Ctx, made: &Proposal) -> Result<bool> {
    let actor = ctx.actor()?.clone();
    let people: Vec<PersonId> = made.shares.parts().iter().map(|(person, _)| *person).collect();
    let count = people.len();
    Ok(ctx.read(move |reader| names(reader, &actor, &people)).await?.len() == count)
}

#[derive(Template)]
#[template(path = "propose-same.html")]
struct Same<'a> {
    page: Page<'a>,
    t: T,
    back: String,
    id: String,
    title: String,
    found: Vec<(Card, Like)>,
}

/// «Is it the same?»
pub(super) async fn same(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let Some(draft) = Draft::open(&ctx, &id).await? else { return Ok(receipt(&ctx, &id)) };
    let actor = ctx.actor()?.clone();
    let made = match proposal(&draft.fields, actor.person) {
        Ok(made) => made,
        Err(faults) => return wanting(&ctx, &draft, &faults).await,
    };
    let rows = alike(&ctx.app.db, &ctx.app.index, &actor, draft.record(), &made).await?;
    if rows.is_empty() {
        return Ok(draft.lead(&ctx, Part::Who)); // what was found is gone meanwhile
    }
    let t = ctx.t();
    let found =
        rows.iter().map(|row| (Card::new(t, row, &made.title, None, ctx.now), Like::new(t, row, &made.title, &actor)));
    ctx.show(&Same {
        page: ctx.page(t.get("propose-same-title")),
        t,
        back: draft.step(Part::Who),
        id: draft.id.to_string(),
        title: made.title.clone(),
        found: found.collect(),
    })
}

/// «Second it instead», or «mine is different».
pub(super) async fn same_answered(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    if ctx.actor.is_none() {
        return Ok(sign_in_again(&ctx));
    }
    let Some(draft) = Draft::open(&ctx, &id).await? else { return Ok(receipt(&ctx, &id)) };
    if !fields.sent("second") {
        return submit(&ctx, draft, true).await;
    }
    let told = second_one(&ctx, fields.get("second")).await?;
    let (own, me) = (draft.id, ctx.actor()?.person);
    ctx.keep(move |tx| draft::end(tx, own, me)).await?;
    Ok(ctx.lead_to(&format!("/suggestions/{}", fields.get("second")), Some(told)))
}
