//! The steps, each a noun that is posted, through the forms and actions of the pages.

use axum::extract::Path;
use kernel::Error;
use web::api::{Api, Body};
use web::{Ctx, Reply};

use super::asks::{
    Asked, InventionDisclosure, InventionPlain, InventionReason, InventionUse, InventionVisibility, RightApplication,
    RightEnd, RightFee, RightGrant, RightKeeper, RightPayment, RightPlan, RightPublication, RightTransfer,
};
use super::show::InventionShown;
use crate::model::{InventionId, RightId};
use crate::{actions, forms, pages, policy};

/// Mounts the steps.
#[rustfmt::skip] // one step, one paragraph
pub fn routes(api: Api) -> Api {
    let api = api.post::<InventionDisclosure, InventionShown, _, _>("/api/v1/inventions",
        "Discloses an invention, as a draft that is handed in by a step of its own.", disclose);
    let api = api.post::<InventionDisclosure, InventionShown, _, _>("/api/v1/inventions/{invention}/disclosure",
        "The inventors write on the disclosure.", write);
    let api = step::<InventionPlain>(api, "/api/v1/inventions/{invention}/handover", "handover",
        "The inventors hand it in for the officer's check.");
    let api = step::<InventionReason>(api, "/api/v1/inventions/{invention}/return", "return",
        "The officer sends it back and says what is missing.");
    let api = step::<RightPlan>(api, "/api/v1/inventions/{invention}/filing", "filing",
        "The officer decides to file for a right; the first is prepared.");
    let api = step::<InventionReason>(api, "/api/v1/inventions/{invention}/secrecy", "secrecy",
        "The officer decides to keep it as a trade secret, and says why.");
    let api = step::<InventionReason>(api, "/api/v1/inventions/{invention}/refusal", "refusal",
        "The officer decides to do neither, and says why.");
    let api = step::<InventionPlain>(api, "/api/v1/inventions/{invention}/withdrawal", "withdrawal",
        "The inventors withdraw it before a decision.");
    let api = step::<InventionPlain>(api, "/api/v1/inventions/{invention}/agreement", "agreement",
        "An inventor agrees to their share.");
    let api = step::<InventionVisibility>(api, "/api/v1/inventions/{invention}/visibility", "visibility",
        "Who may find it is changed.");
    let api = step::<InventionUse>(api, "/api/v1/inventions/{invention}/use", "use",
        "It is in use since a day.");
    let api = step::<InventionReason>(api, "/api/v1/inventions/{invention}/end-of-use", "end-of-use",
        "It is no longer in use.");
    let api = step::<RightPlan>(api, "/api/v1/inventions/{invention}/rights", "rights",
        "One more right is prepared.");
    let api = right::<RightApplication>(api, "/api/v1/inventions/{invention}/rights/{right}/application", "application",
        "The application was handed in.");
    let api = right::<RightPublication>(api, "/api/v1/inventions/{invention}/rights/{right}/publication", "publication",
        "The application for an invention patent was published.");
    let api = right::<RightGrant>(api, "/api/v1/inventions/{invention}/rights/{right}/grant", "grant",
        "The right was granted and announced.");
    let api = right::<RightEnd>(api, "/api/v1/inventions/{invention}/rights/{right}/rejection", "rejection",
        "It was refused, taken back or never filed.");
    let api = right::<RightEnd>(api, "/api/v1/inventions/{invention}/rights/{right}/lapse", "lapse",
        "It is over.");
    let api = right::<RightTransfer>(api, "/api/v1/inventions/{invention}/rights/{right}/transfer", "transfer",
        "Somebody else holds it now.");
    let api = right::<RightKeeper>(api, "/api/v1/inventions/{invention}/rights/{right}/keeper", "keeper",
        "Somebody else looks after it.");
    let api = right::<RightFee>(api, "/api/v1/inventions/{invention}/rights/{right}/fees", "fees",
        "A fee is noted: for which year, how much, until when.");
    right::<RightPayment>(api, "/api/v1/inventions/{invention}/rights/{right}/payment", "payment",
        "A fee was paid.")
}

async fn disclose(ctx: Ctx, body: Body<InventionDisclosure>) -> Reply {
    body.once(&ctx, async |asked| {
        let fields = asked.fields();
        let by = ctx.by(None)?;
        let id = asked.id.unwrap_or_else(|| InventionId::new(by.now));
        let it = ctx
            .change(move |tx| {
                let home = by.actor.place.enterprise;
                let home = home.ok_or_else(|| Error::invalid("title", "invention-no-enterprise"))?;
                let blank = forms::blank(tx, &by.actor, None, by.now)?;
                let mut told = forms::disclosure(tx, (home, by.actor.person), &fields, None, blank)?;
                told.grew_from = asked.from;
                actions::disclose(tx, &by, id, &told)
            })
            .await?;
        serde_json::to_value(InventionShown::from(it)).map_err(Error::broken)
    })
    .await
}

async fn write(ctx: Ctx, Path(id): Path<String>, body: Body<InventionDisclosure>) -> Reply {
    let id: InventionId = id.parse().map_err(|_| Error::NotFound)?;
    body.once(&ctx, async |asked| {
        let fields = asked.fields();
        let by = ctx.by(fields.version())?;
        let it = ctx
            .change(move |tx| {
                let seen = policy::find(tx, &by.actor, id)?;
                policy::check(&by.actor, &seen, crate::lifecycle::Step::Write)?;
                let blank = forms::blank(tx, &by.actor, None, by.now)?;
                let told = forms::disclosure(tx, (seen.it.enterprise, seen.it.author), &fields, None, blank)?;
                actions::write(tx, &by, id, &told)
            })
            .await?;
        serde_json::to_value(InventionShown::from(it)).map_err(Error::broken)
    })
    .await
}

fn step<B: Asked>(api: Api, path: &'static str, noun: &'static str, what: &'static str) -> Api {
    let handler = move |ctx: Ctx, Path(id): Path<String>, body: Body<B>| async move {
        let id: InventionId = id.parse().map_err(|_| Error::NotFound)?;
        body.once(&ctx, async |asked| {
            let fields = asked.fields();
            let by = ctx.by(fields.version())?;
            let it = ctx.change(move |tx| pages::step(tx, &by, id, noun, &fields)).await?;
            serde_json::to_value(InventionShown::from(it)).map_err(Error::broken)
        })
        .await
    };
    api.post::<B, InventionShown, _, _>(path, what, handler)
}

fn right<B: Asked>(api: Api, path: &'static str, noun: &'static str, what: &'static str) -> Api {
    let handler = move |ctx: Ctx, Path((id, right)): Path<(String, String)>, body: Body<B>| async move {
        let id: InventionId = id.parse().map_err(|_| Error::NotFound)?;
        let right: RightId = right.parse().map_err(|_| Error::NotFound)?;
        body.once(&ctx, async |asked| {
            let fields = asked.fields();
            let by = ctx.by(fields.version())?;
            let it = ctx.change(move |tx| pages::right_step(tx, &by, (id, right), noun, &fields)).await?;
            serde_json::to_value(InventionShown::from(it)).map_err(Error::broken)
        })
        .await
    };
    api.post::<B, InventionShown, _, _>(path, what, handler)
}
