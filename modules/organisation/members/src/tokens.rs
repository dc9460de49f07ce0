//! Personal tokens for the API: made, shown once, revoked.

use askama::Template;
use axum::extract::Path;
use identity::tokens::{self, ApiToken, LONGEST, TokenId};
use kernel::clock::DAY;
use kernel::lifecycle::Word;
use kernel::{Error, Faults, Result, Scope};
use ui::page::Tone;
use ui::parts::Choice;
use ui::{Page, T};
use web::{Ctx, Fields, Form, Reply, Routes};

use crate::forms::{Errors, refusal_at};

/// How long tokens live, as offered, in days.
const DAYS: [i64; 3] = [30, 90, 365];

/// The routes of this file.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/me/tokens", list).post("/me/tokens", create).post("/me/tokens/{id}/end", revoke)
}

/// One token in the list.
struct Line {
    id: TokenId,
    name: String,
    scopes: String,
    expired: bool,
    until: String,
    used: String,
}

#[derive(Template)]
#[template(path = "tokens.html")]
struct Shown<'a> {
    page: Page<'a>,
    lines: Vec<Line>,
    fields: Fields,
    scopes: Vec<Choice<'static>>,
    days: Vec<Choice<'static>>,
    errors: Errors,
    /// A token that was just made; empty otherwise.
    secret: String,
    base_url: &'a str,
}

async fn page<'a>(ctx: &'a Ctx, fields: Fields, faults: &Faults, secret: &str) -> Result<Shown<'a>> {
    let person = ctx.actor()?.person;
    let found = ctx.read(move |reader| tokens::of(reader, person)).await?;
    let t = ctx.t();
    let scope = |scope: &Scope| Choice {
        value: scope.word().into(),
        label: scope_name(t, *scope).into(),
        chosen: fields.has("scopes", scope.word()),
    };
    let days = |days: i64| Choice {
        value: days.to_string().into(),
        label: t.with1("tokens-days-count", "count", days).into_owned().into(),
        chosen: fields.get("days") == days.to_string(),
    };
    Ok(Shown {
        page: ctx.page(t.get("tokens-title")),
        lines: found.into_iter().map(|token| line(ctx, t, token)).collect(),
        scopes: Scope::ALL.iter().map(scope).collect(),
        days: DAYS.map(days).into(),
        errors: Errors::new(t, faults),
        secret: secret.to_owned(),
        base_url: &ctx.app.config.base_url,
        fields,
    })
}

fn scope_name(t: T, scope: Scope) -> &'static str {
    let key = match scope {
        Scope::Read => "tokens-scope-read",
        Scope::Write => "tokens-scope-write",
    };
    t.try_get(key).unwrap_or_default()
}

fn line(ctx: &Ctx, t: T, token: ApiToken) -> Line {
    let scopes: Vec<&str> = token.scopes.0.iter().map(|scope| scope_name(t, *scope)).collect();
    Line {
        id: token.id,
        name: token.name,
        scopes: scopes.join(t.get("list-between")),
        expired: token.expires_at <= ctx.now,
        until: t.date(token.expires_at.millis()),
        used: token.last_used_at.map(|at| t.stamp(at.millis())).unwrap_or_default(),
    }
}

/// What the form begins with: reading, for a month.
fn blank() -> Fields {
    Fields::from_pairs([("scopes", Scope::Read.word().to_owned()), ("days", DAYS[0].to_string())])
}

async fn list(ctx: Ctx) -> Reply {
    ctx.show(&page(&ctx, blank(), &Faults::none(), "").await?)
}

async fn create(ctx: Ctx, Form(fields): Form) -> Reply {
    let (person, now) = (ctx.actor()?.person, ctx.now);
    let scopes: Vec<Scope> = fields.all("scopes").filter_map(Scope::from_word).collect();
    let days: i64 = fields.get("days").parse().unwrap_or(0);
    let expires = now.plus_millis(days.clamp(0, LONGEST / DAY) * DAY);
    let name = fields.get("name").to_owned();
    match ctx.keep(move |tx| tokens::create(tx, person, &name, &scopes, expires, now)).await {
        Ok((_, secret)) => ctx.show(&page(&ctx, blank(), &Faults::none(), secret.reveal()).await?),
        Err(error) => {
            let faults = refusal_at("token", error)?;
            ctx.show_again(&page(&ctx, fields, &faults, "").await?)
        }
    }
}

async fn revoke(ctx: Ctx, Path(id): Path<String>, Form(_): Form) -> Reply {
    let id: TokenId = id.parse().map_err(|_| Error::NotFound)?;
    let (person, now) = (ctx.actor()?.person, ctx.now);
    ctx.keep(move |tx| tokens::revoke(tx, person, id, now)).await?;
    Ok(ctx.lead_to("/me/tokens", Some((Tone::Plain, "flash-token-revoked"))))
}
