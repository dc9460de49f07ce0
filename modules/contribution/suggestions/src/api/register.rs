//! Registering through the API.

use kernel::{Actor, Error, Result};
use serde::Serialize;
use store::Reader;
use web::api::Body;
use web::{Ctx, Reply};

use super::asks::Put;
use crate::actions::{self, Registration};
use crate::model::{Channel, Proposal, SuggestionId};
use crate::policy;
use web::api::Api;
use web::api::Stamp;
use web::shape;

shape! {
    /// What the author is told.
    Registered: Serialize {
        /// The record.
        id: SuggestionId,
        /// Its number, as people say it.
        serial: String,
        /// Until when an answer is promised.
        promised_at: Stamp,
    }
}

/// Mounts it.
pub fn routes(api: Api) -> Api {
    api.post::<Put, Registered, _, _>(
        "/api/v1/suggestions",
        "Registers a suggestion of the caller's own. From now on it has its date of priority.",
        register,
    )
}

async fn register(ctx: Ctx, body: Body<Put>) -> Reply {
    let ctx = &ctx;
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    let work = |put: Put| async move {
        let proposal = put.proposal(actor.person)?;
        let id = put.id.unwrap_or_else(|| SuggestionId::new(now));
        let done = ctx
            .change(move |tx| {
                fits(tx, &actor, &proposal, now)?;
                let new = Registration {
                    id,
                    proposal: proposal.clone(),
                    author: actor.person,
                    place: actor.place.clone(),
                    channel: Channel::Api,
                    entered_by: None,
                    now,
                };
                actions::register(tx, &new)
            })
            .await?;
        let told = Registered { id: done.id, serial: done.serial, promised_at: Stamp(done.promised_at) };
        serde_json::to_value(told).map_err(Error::broken)
    };
    body.once(ctx, work).await
}

/// Co-authors are of the same enterprise, and one builds only on what one may see.
fn fits(reader: &Reader<'_>, actor: &Actor, proposal: &Proposal, now: kernel::Time) -> Result<()> {
    for (person, _) in proposal.shares.parts().iter().filter(|(person, _)| *person != actor.person) {
        let other = identity::actors::actor(reader, *person, now, &[]);
        if !other.is_ok_and(|other| other.place.enterprise == actor.place.enterprise) {
            return Err(Error::invalid("shares", "shares-elsewhere"));
        }
    }
    match proposal.builds_on {
        Some(earlier) => policy::find(reader, actor, earlier).map(drop),
        None => Ok(()),
    }
}
