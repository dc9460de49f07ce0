//! The steps of a suggestion's life, each a noun that is posted. Every one finds what the caller may
//! see, asks the policy and the lifecycle, and is recorded, as on the pages.

use axum::extract::Path;
use axum::response::IntoResponse;
use kernel::{Error, Result};
use ledger::Recorded;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::Tx;
use web::api::Body;
use web::{Ctx, Reply};

use super::asks::{
    Acceptance, Answer, Application, Assignment, Comment, Completion, Decision, Joint, Note, Plain, Plan,
    Reconsideration, Reshare, Review, Reviewers, Show, Versioned, Why, Word, comment, maybe, shares, words,
};
use crate::actions::{self, By, Checked, Judgement};
use crate::lifecycle::State;
use crate::model::{CommentId, Suggestion, SuggestionId};
use web::api::Api;
use web::api::{Shape, Stamp};
use web::shape;

shape! {
    /// Where a suggestion stands after a step.
    Standing: Serialize {
        /// Its id.
        id: SuggestionId,
        /// Its number, as people say it.
        serial: String,
        /// Where it stands.
        state: State,
        /// Counts up with every change; send it back with the next step.
        version: i64,
        /// The deadline of the present state.
        due_at: Option<Stamp>,
        /// When the author was promised an answer.
        promised_at: Stamp,
    }
}

impl From<Suggestion> for Standing {
    fn from(it: Suggestion) -> Standing {
        Standing {
            id: it.id,
            serial: it.serial,
            state: it.state,
            version: it.version,
            due_at: it.due_at.map(Stamp),
            promised_at: Stamp(it.promised_at),
        }
    }
}

shape! {
    /// A comment that was written.
    Written: Serialize {
        /// Its id.
        id: CommentId,
    }
}

impl From<CommentId> for Written {
    fn from(id: CommentId) -> Written {
        Written { id }
    }
}

/// Mounts the steps.
#[rustfmt::skip] // one step, one paragraph
pub fn routes(api: Api) -> Api {
    let api = step::<Completion, _, Standing>(api, "/api/v1/suggestions/{id}/completion",
        "The author completes what was sent back.",
        |tx, by, id, ask| actions::complete(tx, by, id, &ask.proposal(by.actor.person)?));
    let api = step::<Plain, _, Standing>(api, "/api/v1/suggestions/{id}/withdrawal",
        "The author withdraws before a decision.",
        |tx, by, id, _| actions::withdraw(tx, by, id));
    let api = step::<Acceptance, _, Standing>(api, "/api/v1/suggestions/{id}/acceptance",
        "The officer accepts it for review.",
        |tx, by, id, ask| actions::accept(tx, by, id, ask.category, ask.reviewers.as_deref().unwrap_or_default()));
    let api = step::<Answer, _, Standing>(api, "/api/v1/suggestions/{id}/return",
        "The officer sends it back and says what is missing.",
        |tx, by, id, ask| actions::check(tx, by, id, &Checked::Return(words("answer", &ask.answer)?)));
    let api = step::<Answer, _, Standing>(api, "/api/v1/suggestions/{id}/remark",
        "The officer closes it as a general remark, with an answer.",
        |tx, by, id, ask| actions::check(tx, by, id, &Checked::Remark(words("answer", &ask.answer)?)));
    let api = step::<Joint, _, Standing>(api, "/api/v1/suggestions/{id}/joint",
        "The officer joins it to an earlier one on the same matter; every author keeps their date.",
        |tx, by, id, ask| actions::join(tx, by, id, ask.lead));
    let api = step::<Plain, _, Standing>(api, "/api/v1/suggestions/{id}/parting",
        "The officer parts it again from the one it was joined to.",
        |tx, by, id, _| actions::part(tx, by, id));
    let api = step::<Assignment, _, Standing>(api, "/api/v1/suggestions/{id}/assignment",
        "The officer gives it to another officer.",
        |tx, by, id, ask| actions::assign(tx, by, id, ask.officer));
    let api = step::<Reviewers, _, Standing>(api, "/api/v1/suggestions/{id}/reviewers",
        "The officer chooses the reviewers.",
        |tx, by, id, ask| actions::invite(tx, by, id, &ask.reviewers));
    let api = step::<Review, _, Standing>(api, "/api/v1/suggestions/{id}/review",
        "A reviewer hands in the written conclusion, once.",
        |tx, by, id, ask| actions::review(tx, by, id, &judgement(ask)?));
    let api = step::<Decision, _, Standing>(api, "/api/v1/suggestions/{id}/decision",
        "The officer prepares a decision; nobody outside the officers sees it before it is announced.",
        |tx, by, id, ask| actions::decide(tx, by, id, ask.verdict, &words("answer", &ask.answer)?));
    let api = step::<Plain, _, Standing>(api, "/api/v1/suggestions/{id}/announcement",
        "The officer announces the prepared decision.",
        |tx, by, id, _| actions::announce(tx, by, id));
    let api = step::<Why, _, Standing>(api, "/api/v1/suggestions/{id}/appeal",
        "The author asks, once, for reconsideration.",
        |tx, by, id, ask| actions::appeal(tx, by, id, &words("reason", &ask.reason)?));
    let api = step::<Reconsideration, _, Standing>(api, "/api/v1/suggestions/{id}/reconsideration",
        "Somebody else than the first decision's maker upholds or overturns it.",
        |tx, by, id, ask| actions::reconsider(tx, by, id, ask.overturn, &words("answer", &ask.answer)?));
    let api = step::<Answer, _, Standing>(api, "/api/v1/suggestions/{id}/take-up",
        "The officer takes up a technical reserve.",
        |tx, by, id, ask| actions::take_up(tx, by, id, &words("answer", &ask.answer)?));
    let api = step::<Plan, _, Standing>(api, "/api/v1/suggestions/{id}/plan",
        "Owner, plan and dates are set or changed.",
        |tx, by, id, ask| actions::plan(tx, by, id, &planned(ask)?));
    let api = step::<Note, _, Standing>(api, "/api/v1/suggestions/{id}/progress",
        "Progress of the trial or the roll-out is noted.",
        |tx, by, id, ask| actions::progress(tx, by, id, &words("note", &ask.note)?));
    let api = step::<Application, _, Standing>(api, "/api/v1/suggestions/{id}/application",
        "It is in use since a day.",
        |tx, by, id, ask| actions::apply(tx, by, id, ask.since, &maybe("note", ask.note.as_deref())?));
    let api = step::<Word, _, Standing>(api, "/api/v1/suggestions/{id}/confirmation",
        "The author confirms that it was done.",
        |tx, by, id, ask| actions::confirm(tx, by, id, &maybe("note", ask.note.as_deref())?));
    let api = step::<Why, _, Standing>(api, "/api/v1/suggestions/{id}/dispute",
        "The author says that it was not done, or not so.",
        |tx, by, id, ask| actions::dispute(tx, by, id, &words("reason", &ask.reason)?));
    let api = step::<Plain, _, Standing>(api, "/api/v1/suggestions/{id}/second",
        "Somebody seconds it.",
        |tx, by, id, _| actions::second(tx, by, id));
    let api = step::<Comment, _, Written>(api, "/api/v1/suggestions/{id}/comments",
        "A comment, with mentions.",
        |tx, by, id, ask| actions::comment(tx, by, id, &comment(&ask.text)?, ask.mentions.as_deref().unwrap_or_default()));
    let api = step::<Plain, _, Standing>(api, "/api/v1/suggestions/{id}/agreement",
        "A co-author agrees to their share.",
        |tx, by, id, _| actions::agree(tx, by, id));
    let api = step::<Reshare, _, Standing>(api, "/api/v1/suggestions/{id}/shares",
        "The shares are changed; everybody else is asked again.",
        |tx, by, id, ask| actions::reshare(tx, by, id, &shares(&ask.shares)?));
    let api = step::<Show, _, Standing>(api, "/api/v1/suggestions/{id}/visibility",
        "Who may find it is changed.",
        |tx, by, id, ask| actions::show(tx, by, id, ask.visibility));
    api.delete::<Standing, _, _>("/api/v1/suggestions/{id}/second", "The second is taken back.", unsecond)
}

/// One step: `act` does it, in one transaction, once for each idempotency key.
fn step<B, R, A>(
    api: Api,
    path: &'static str,
    what: &'static str,
    act: fn(&mut Tx<'_>, &By, SuggestionId, &B) -> Result<Recorded<R>>,
) -> Api
where
    B: Shape + Versioned + DeserializeOwned + Send + 'static,
    R: Send + 'static,
    A: Shape + Serialize + From<R>,
{
    let handler = move |ctx: Ctx, Path(id): Path<String>, body: Body<B>| async move {
        let id = parsed(&id)?;
        let actor = ctx.actor()?.clone();
        let work = |ask: B| async {
            let by = By { actor, now: ctx.now, version: ask.version() };
            let done = ctx.change(move |tx| act(tx, &by, id, &ask)).await?;
            serde_json::to_value(A::from(done)).map_err(Error::broken)
        };
        body.once(&ctx, work).await
    };
    api.post::<B, A, _, _>(path, what, handler)
}

async fn unsecond(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let id = parsed(&id)?;
    let by = ctx.by(None)?;
    let it = ctx.change(move |tx| actions::unsecond(tx, &by, id)).await?;
    Ok(axum::Json(Standing::from(it)).into_response())
}

/// The id in a path; what cannot be one names nothing.
///
/// # Errors
/// Not found.
pub fn parsed(id: &str) -> Result<SuggestionId> {
    id.parse().map_err(|_| Error::NotFound)
}

fn judgement(ask: &Review) -> Result<Judgement> {
    Ok(Judgement {
        scores: ask.scores.iter().map(|score| (score.criterion.clone(), score.points)).collect(),
        conclusion: words("conclusion", &ask.conclusion)?,
        advice: ask.advice,
    })
}

fn planned(ask: &Plan) -> Result<actions::Plan> {
    Ok(actions::Plan {
        owner: ask.owner,
        plan: words("plan", &ask.plan)?,
        trial: ask.trial.unwrap_or(false),
        starts: ask.starts,
        ends: ask.ends,
    })
}
