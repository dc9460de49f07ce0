//! One's own account: who the house takes one for, how pages look, the password, the devices.

use askama::Template;
use identity::grants::Held;
use identity::sessions::{self, MySession};
use identity::sign_in::{Account, set_password};
use identity::{Unit, passwords};
use kernel::id::PersonId;
use kernel::{Error, Faults, Reason, Result};
use ui::Page;
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply, Routes, role_key, say};

use crate::sign_in::check;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/me", me)
        .get("/me/password", password_form)
        .post("/me/password", change_password)
        .get("/me/sessions", my_sessions)
        .post("/me/sessions", end_session)
}

#[derive(Template)]
#[template(path = "me.html")]
struct Me<'a> {
    page: Page<'a>,
    person: PersonId,
    name: String,
    /// The units above, the enterprise or the union first.
    places: Vec<String>,
    employee_no: String,
    phone: String,
    roles: Vec<RoleLine>,
}

/// A role and where it is held.
struct RoleLine {
    role: String,
    unit: String,
}

async fn me(ctx: Ctx) -> Reply {
    let (actor, now, t) = (ctx.actor()?.clone(), ctx.now, ctx.t());
    let (person, held, above): (identity::Person, Vec<Held>, Vec<Unit>) = ctx
        .read(move |reader| {
            let person = identity::people::person(reader, actor.person)?;
            let held = identity::grants::active(reader, person.id, now)?;
            let unit = identity::tree::unit(reader, person.unit)?;
            let above = identity::tree::ancestors(reader, &unit)?;
            Ok((person, held, above))
        })
        .await?;
    let inside = above.iter().filter(|unit| unit.enterprise.is_some() || unit.id == person.unit);
    ctx.show(&Me {
        page: ctx.page(t.get("me-title")),
        person: person.id,
        places: inside.map(|unit| unit.short_name.clone()).collect(),
        employee_no: person.employee_no,
        phone: person.phone.unwrap_or_default(),
        name: person.name,
        roles: held
            .into_iter()
            .map(|held| RoleLine { role: t.get(role_key(held.role)).to_owned(), unit: held.unit_name })
            .collect(),
    })
}

#[derive(Template)]
#[template(path = "me-password.html")]
struct Password<'a> {
    page: Page<'a>,
    must: bool,
    old: String,
    new: String,
    again: String,
}

fn show_password(ctx: &Ctx, faults: &Faults) -> Reply {
    let t = ctx.t();
    let error = |field: &str| faults.of(field).map(|reason| say(t, reason)).unwrap_or_default();
    let must = ctx.session.as_ref().is_some_and(|session| session.must_change);
    let page = ctx.page(t.get("password-title"));
    let shown = Password { page, must, old: error("password"), new: error("new"), again: error("again") };
    if faults.is_empty() { ctx.show(&shown) } else { ctx.show_again(&shown) }
}

async fn password_form(ctx: Ctx) -> Reply {
    ctx.actor()?;
    show_password(&ctx, &Faults::none())
}

async fn change_password(ctx: Ctx, Form(fields): Form) -> Reply {
    match replace_password(&ctx, &fields).await {
        Ok(()) => Ok(ctx.lead_to("/me", Some((Tone::Good, "flash-password-changed")))),
        Err(Error::Invalid(faults)) => show_password(&ctx, &faults),
        Err(Error::TooMany(seconds)) => {
            let reason = Reason::new("too-many").with("minutes", seconds.div_ceil(60));
            show_password(&ctx, &Faults::one("password", reason))
        }
        Err(error) => Err(error.into()),
    }
}

async fn replace_password(ctx: &Ctx, fields: &Fields) -> Result<()> {
    let person = ctx.actor()?.person;
    let known = ctx.read(move |reader| identity::people::person(reader, person)).await?;
    let (old, new) = (fields.get("password").to_owned(), fields.get("new").to_owned());
    let mut faults = Faults::none();
    faults.take("new", passwords::check_rules(&known, &new));
    if new != fields.get("again") {
        faults.add("again", Reason::new("password-not-twice"));
    }
    if new == old {
        faults.add("new", Reason::new("password-same"));
    }
    faults.check()?;
    check(ctx, Account::Person(person), old).await?;
    let hashed = tokio::task::spawn_blocking(move || passwords::hash(&new)).await.map_err(Error::broken)??;
    let (present, now) = (ctx.session.as_ref().map(|session| session.id), ctx.now);
    ctx.change(move |tx| set_password(tx, person, present, &hashed, now)).await
}

#[derive(Template)]
#[template(path = "me-sessions.html")]
struct Sessions<'a> {
    page: Page<'a>,
    sessions: Vec<Device>,
}

/// One device with a session.
struct Device {
    id: String,
    name: String,
    address: String,
    since: String,
    seen: String,
    present: bool,
}

async fn my_sessions(ctx: Ctx) -> Reply {
    let (person, now) = (ctx.actor()?.person, ctx.now);
    let found = ctx.read(move |reader| sessions::of(reader, person, now)).await?;
    let present = ctx.session.as_ref().map(|session| session.id);
    let t = ctx.t();
    let device = |session: MySession| Device {
        present: present == Some(session.id),
        id: session.id.to_string(),
        name: if session.agent.is_empty() { t.get("sessions-unknown").to_owned() } else { device_name(&session.agent) },
        address: session.address,
        since: t.stamp(session.created_at.millis()),
        seen: t.stamp(session.last_seen_at.millis()),
    };
    ctx.show(&Sessions { page: ctx.page(t.get("sessions-title")), sessions: found.into_iter().map(device).collect() })
}

/// The device and browser as far as a person would name them: `Android · Chrome`.
fn device_name(agent: &str) -> String {
    let of = |names: &[(&'static str, &'static str)]| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    let device = of(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("HarmonyOS", "HarmonyOS"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Macintosh", "Mac"),
        ("Linux", "Linux"),
    ]);
    let browser = of(&[
        ("MicroMessenger", "WeChat"),
        ("DingTalk", "DingTalk"),
        ("Edg/", "Edge"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    match (device, browser) {
        (Some(device), Some(browser)) => format!("{device} · {browser}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => agent.chars().take(40).collect(),
    }
}

async fn end_session(ctx: Ctx, Form(fields): Form) -> Reply {
    let person = ctx.actor()?.person;
    let id: sessions::SessionId = fields.get("session").parse().map_err(|_| Error::NotFound)?;
    ctx.keep(move |tx| sessions::end(tx, person, id)).await?;
    Ok(ctx.lead_to("/me/sessions", Some((Tone::Plain, "flash-session-ended"))))
}
