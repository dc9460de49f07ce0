//! Signing in and out. One field for the telephone or the employee number; an employee number needs
//! its enterprise, which the browser remembers.

use askama::Template;
use axum::http::header;
use axum::response::Response;
use identity::sign_in::{self, Account};
use identity::{Unit, sessions};
use kernel::id::{PersonId, UnitId};
use kernel::{Error, Faults, Reason, Result};
use store::Reader;
use ui::Page;
use web::visit::SESSION;
use web::{Ctx, DemoLogin, Fields, Form, Reply, Routes, say};

use crate::frame;

/// How long the cookie lives; the session itself ends earlier when it is not used.
const COOKIE_SECONDS: i64 = 30 * 86_400;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/sign-in", form)
        .post("/sign-in", enter)
        .get("/sign-in/enterprises", enterprises)
        .post("/sign-out", leave)
        .post("/sign-out/everywhere", leave_everywhere)
}

#[derive(Template)]
#[template(path = "sign-in.html")]
struct SignIn<'a> {
    page: Page<'a>,
    fields: Fields,
    errors: Errors,
    /// Enterprises that fit what was typed, when it was not clear which is meant.
    choices: Vec<Unit>,
    demo: &'a [DemoLogin],
}

/// What is wrong, in words, by field.
#[derive(Default)]
struct Errors {
    who: String,
    enterprise: String,
    password: String,
}

#[derive(Template)]
#[template(path = "sign-in-enterprises.html")]
struct Enterprises {
    found: Vec<Unit>,
}

async fn form(ctx: Ctx) -> Reply {
    let fields = Fields::from_query(&ctx.visit.query);
    if ctx.actor.is_some() {
        return Ok(ctx.lead_to(local(fields.get("next")), None));
    }
    show(&ctx, fields, Faults::none(), Vec::new(), false)
}

fn show(ctx: &Ctx, fields: Fields, faults: Faults, choices: Vec<Unit>, again: bool) -> Reply {
    let t = ctx.t();
    let error = |field: &str| faults.of(field).map(|reason| say(t, reason)).unwrap_or_default();
    let errors = Errors { who: error("who"), enterprise: error("enterprise"), password: error("password") };
    let page = ctx.page(t.get("sign-in"));
    let shown = SignIn { page, fields, errors, choices, demo: &ctx.app.config.demo_accounts };
    if again { ctx.show_again(&shown) } else { ctx.show(&shown) }
}

/// Enterprises by a part of their name, for the picker.
async fn enterprises(ctx: Ctx) -> Reply {
    let typed = Fields::from_query(&ctx.visit.query).get("enterprise").to_owned();
    let found = ctx.read(move |reader| identity::tree::search_enterprises(reader, &typed)).await?;
    ctx.show(&Enterprises { found: found.into_iter().take(8).collect() })
}

async fn enter(ctx: Ctx, Form(fields): Form) -> Reply {
    let typed = fields.clone();
    let account = match ctx.read(move |reader| account(reader, &typed)).await? {
        Said::Account(account) => account,
        Said::Unclear(faults, choices) => return show(&ctx, fields, faults, choices, true),
    };
    let person = match check(&ctx, account, fields.get("password").to_owned()).await {
        Ok(person) => person,
        Err(Error::Invalid(faults)) => return show(&ctx, fields, faults, Vec::new(), true),
        Err(Error::TooMany(seconds)) => {
            let reason = Reason::new("too-many").with("minutes", seconds.div_ceil(60));
            return show(&ctx, fields, Faults::one("password", reason), Vec::new(), true);
        }
        Err(error) => return Err(error.into()),
    };
    let (agent, address, now) = (ctx.visit.agent.clone(), ctx.visit.address.clone(), ctx.now);
    let device = ctx.visit.looks();
    let (_, token) = ctx
        .keep(move |tx| {
            frame::adopt(tx, person, &device)?;
            sessions::begin(tx, person, &agent, &address, now)
        })
        .await?;
    let mut response = ctx.lead_to(local(fields.get("next")), None);
    let cookie = ctx.cookie(SESSION, token.reveal(), Some(COOKIE_SECONDS));
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// Whom somebody says they are, or what is still to be asked.
enum Said {
    Account(Account),
    Unclear(Faults, Vec<Unit>),
}

/// Eleven digits are a telephone; anything else is an employee number and needs its enterprise.
fn account(reader: &Reader<'_>, fields: &Fields) -> Result<Said> {
    let who: String = fields.get("who").chars().filter(|c| !c.is_whitespace()).collect();
    if who.is_empty() {
        return Ok(Said::Unclear(Faults::one("who", Reason::new("text-empty")), Vec::new()));
    }
    if who.len() == 11 && who.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(Said::Account(Account::Phone(who)));
    }
    let chosen: Option<UnitId> = fields.get("unit").parse().ok();
    if let Some(enterprise) = chosen {
        return Ok(Said::Account(Account::Employee { enterprise, number: who }));
    }
    let typed = fields.get("enterprise").trim();
    let found = if typed.is_empty() { Vec::new() } else { identity::tree::search_enterprises(reader, typed)? };
    let exact = found.iter().find(|unit| unit.name == typed || unit.short_name == typed);
    match (exact, found.as_slice()) {
        (Some(unit), _) | (None, [unit]) => Ok(Said::Account(Account::Employee { enterprise: unit.id, number: who })),
        (None, []) => {
            let key = if typed.is_empty() { "sign-in-enterprise-needed" } else { "sign-in-enterprise-unknown" };
            Ok(Said::Unclear(Faults::one("enterprise", Reason::new(key)), Vec::new()))
        }
        (None, _) => Ok(Said::Unclear(Faults::one("enterprise", Reason::new("sign-in-enterprise-which")), found)),
    }
}

/// The three steps of identity: find, compute where it may take its time, record.
pub async fn check(ctx: &Ctx, account: Account, password: String) -> Result<PersonId> {
    let (address, now) = (ctx.visit.address.clone(), ctx.now);
    let attempt = ctx.read(move |reader| sign_in::find_credential(reader, &account, &address, now)).await?;
    let checked = tokio::task::spawn_blocking(move || sign_in::check_password(attempt, &password));
    let checked = checked.await.map_err(Error::broken)?;
    let outcome = ctx.keep(move |tx| sign_in::record_outcome(tx, &checked, now)).await?;
    Ok(outcome.signed_in()?.person)
}

/// Only a path of this house may be led to.
pub fn local(next: &str) -> &str {
    // Browsers drop tabs and breaks before they read an address, so none may hide in it.
    let odd = |c: char| c.is_control() || c == '\\';
    let fine = next.starts_with('/') && !next.starts_with("//") && !next.contains(odd);
    if fine && !next.starts_with("/sign-in") { next } else { "/" }
}

async fn leave(ctx: Ctx, Form(_): Form) -> Reply {
    if let Some(session) = &ctx.session {
        let (person, id) = (session.person, session.id);
        ctx.keep(move |tx| sessions::end(tx, person, id)).await?;
    }
    Ok(left(&ctx))
}

async fn leave_everywhere(ctx: Ctx, Form(_): Form) -> Reply {
    let person = ctx.actor()?.person;
    ctx.keep(move |tx| sessions::end_all(tx, person, None)).await?;
    Ok(left(&ctx))
}

fn left(ctx: &Ctx) -> Response {
    let mut response = ctx.lead_to("/sign-in", None);
    response.headers_mut().append(header::SET_COOKIE, ctx.cookie(SESSION, "", Some(0)));
    response
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn only_paths_of_this_house_are_led_to() {
        assert_eq!(local("/suggestions/1?x=2"), "/suggestions/1?x=2");
        for bad in [
            "",
            "https://evil.example",
            "//evil.example",
            "/\t/evil.example",
            "/\\evil.example",
            "/sign-in?next=/",
            "javascript:1",
        ] {
            assert_eq!(local(bad), "/", "{bad}");
        }
    }
}
