//! Everything the house holds about somebody, to take along: one JSON file.

use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use identity::{people, sessions, tokens, tree};
use kernel::id::{AnyId, PersonId};
use kernel::{Error, Result, Time};
use ledger::EntryId;
use notices::{channel, inbox};
use serde_json::{Value, json};
use store::{Reader, statements};
use web::{Ctx, Reply, Routes};

/// Most notices in the file, the newest ones.
const NOTICES: u32 = 10_000;

statements! {
    /// Every step somebody took or that was taken for them, with what was said; erased texts are gone.
    STEPS_OF: (PersonId,) => (EntryId, String, AnyId, String, Time, Option<String>) =
        "SELECT e.id, e.kind, e.subject, e.step, e.at, o.payload FROM ledger_entry e \
         LEFT JOIN ledger_opening o ON o.entry = e.id WHERE e.actor = $1 OR e.on_behalf = $1 ORDER BY e.id";
    /// Every role somebody has ever held, those that ended too.
    ROLES_OF: (PersonId,) => (String, String, Time, Option<Time>) =
        "SELECT g.role, u.name, g.starts_at, g.ends_at FROM role_grant g JOIN unit u ON u.id = g.unit \
         WHERE g.person = $1 ORDER BY g.starts_at, g.id";
}

/// The routes of this file.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/me/data", download)
}

async fn download(ctx: Ctx) -> Reply {
    let (me, now) = (ctx.actor()?.person, ctx.now);
    let held = ctx.read(move |reader| everything(reader, me, now)).await?;
    let text = serde_json::to_string_pretty(&held).map_err(Error::broken)?;
    let mut response = ([(header::CONTENT_TYPE, "application/json; charset=utf-8")], text).into_response();
    let disposition = HeaderValue::from_static("attachment; filename=\"liaoyuan-my-data.json\"");
    response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    Ok(response)
}

fn everything(reader: &Reader<'_>, me: PersonId, now: Time) -> Result<Value> {
    let person = people::person(reader, me)?;
    let unit = tree::unit(reader, person.unit)?;
    let units: Vec<String> = tree::ancestors(reader, &unit)?.into_iter().map(|unit| unit.name).collect();
    Ok(json!({
        "made": stamp(now),
        "person": {
            "id": me, "name": person.name, "employee_no": person.employee_no, "phone": person.phone,
            "units": units, "since": stamp(person.joined_at), "language": person.locale,
            "text_size": person.text_size, "theme": person.theme,
        },
        "roles": roles(reader, me)?,
        "sessions": devices(reader, me, now)?,
        "tokens": keys(reader, me)?,
        "channels": channels(reader, me)?,
        "notices": told(reader, me)?,
        "steps": steps(reader, me)?,
    }))
}

fn roles(reader: &Reader<'_>, me: PersonId) -> Result<Vec<Value>> {
    let value = |(role, unit, from, until): (String, String, Time, Option<Time>)| json!({ "role": role, "unit": unit, "from": stamp(from), "until": until.map(stamp) });
    Ok(reader.all(&ROLES_OF, (me,))?.into_iter().map(value).collect())
}

fn devices(reader: &Reader<'_>, me: PersonId, now: Time) -> Result<Vec<Value>> {
    let value = |one: sessions::MySession| {
        let (since, seen) = (stamp(one.created_at), stamp(one.last_seen_at));
        json!({ "device": one.agent, "address": one.address, "since": since, "last_seen": seen })
    };
    Ok(sessions::of(reader, me, now)?.into_iter().map(value).collect())
}

fn keys(reader: &Reader<'_>, me: PersonId) -> Result<Vec<Value>> {
    let value = |one: tokens::ApiToken| {
        let (since, until) = (stamp(one.created_at), stamp(one.expires_at));
        let used = one.last_used_at.map(stamp);
        json!({ "name": one.name, "scopes": one.scopes.0, "since": since, "until": until, "last_used": used })
    };
    Ok(tokens::of(reader, me)?.into_iter().map(value).collect())
}

fn channels(reader: &Reader<'_>, me: PersonId) -> Result<Vec<Value>> {
    let all = channel::channels(reader, me)?.into_iter();
    Ok(all.map(|one| json!({ "channel": one.channel, "address": one.address, "used": one.enabled })).collect())
}

fn told(reader: &Reader<'_>, me: PersonId) -> Result<Vec<Value>> {
    let value = |one: notices::NoticeRow| {
        let (at, read) = (stamp(one.at), one.read_at.map(stamp));
        json!({ "message": one.key, "with": one.args.0, "where": one.href, "at": at, "read": read })
    };
    Ok(inbox::inbox(reader, me, None, NOTICES)?.into_iter().map(value).collect())
}

fn steps(reader: &Reader<'_>, me: PersonId) -> Result<Vec<Value>> {
    let value = |(entry, kind, subject, step, at, said): (EntryId, String, AnyId, String, Time, Option<String>)| {
        let said: Option<Value> = said.and_then(|said| serde_json::from_str(&said).ok());
        json!({ "entry": entry, "about": kind, "id": subject, "step": step, "at": stamp(at), "said": said })
    };
    Ok(reader.all(&STEPS_OF, (me,))?.into_iter().map(value).collect())
}

/// A moment as machines read it, in the time of China.
fn stamp(at: Time) -> String {
    at.china().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
