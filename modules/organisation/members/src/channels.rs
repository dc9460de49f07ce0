//! Where one wants to be told outside the house: an e-mail address, group robots.

use askama::Template;
use axum::extract::Path;
use kernel::lifecycle::Word;
use kernel::{Error, Faults, Reason, Result, Verdict};
use notices::store::ChannelRow;
use notices::{Channel, Vendors, channel, code};
use ui::page::Tone;
use ui::{Page, T};
use web::{Ctx, Fields, Form, Reply, Routes};

use crate::forms::Errors;

/// The routes of this file.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/me/notices", list).post("/me/notices/{name}", change)
}

/// One channel: in use, switched off, or only offered.
struct Line {
    word: &'static str,
    name: String,
    /// The address, shortened where it is as good as a password; empty when the channel is not set up.
    address: String,
    enabled: bool,
    robot: bool,
    signed: bool,
    hint: String,
    typed: String,
    errors: Errors,
    /// A code was asked for and can be typed.
    asked: bool,
}

#[derive(Template)]
#[template(path = "channels.html")]
struct Shown<'a> {
    page: Page<'a>,
    lines: Vec<Line>,
    mail_offered: bool,
}

/// What came of a form for one channel that is not done yet.
struct Tried {
    channel: Channel,
    fields: Fields,
    faults: Faults,
    asked: bool,
}

/// What a pressed button came to.
enum Done {
    /// A sentence for the next page.
    Told((Tone, &'static str)),
    /// The code is on its way.
    Asked,
}

async fn show(ctx: &Ctx, tried: Option<Tried>) -> Reply {
    let person = ctx.actor()?.person;
    let rows = ctx.read(move |reader| channel::channels(reader, person)).await?;
    let t = ctx.t();
    let mail_offered = ctx.app.config.mail_offered;
    let row = |one: Channel| rows.iter().find(|row| row.channel == one);
    let offered = |one: &Channel| *one != Channel::Email || mail_offered || row(*one).is_some();
    let here = |one: Channel| tried.as_ref().filter(|tried| tried.channel == one);
    let lines = Channel::ALL.iter().copied().filter(offered).map(|one| line(t, one, row(one), here(one))).collect();
    let shown = Shown { page: ctx.page(t.get("channels-title")), lines, mail_offered };
    let faulty = tried.as_ref().is_some_and(|tried| !tried.faults.is_empty());
    if faulty { ctx.show_again(&shown) } else { ctx.show(&shown) }
}

fn line(t: T, one: Channel, row: Option<&ChannelRow>, tried: Option<&Tried>) -> Line {
    Line {
        word: one.word(),
        name: t.with1("notices-channel", "channel", one.word()).into_owned(),
        address: row.map(|row| shortened(one, &row.address)).unwrap_or_default(),
        enabled: row.is_some_and(|row| row.enabled),
        robot: one != Channel::Email,
        signed: matches!(one, Channel::Dingtalk | Channel::Feishu),
        hint: hint(t, one),
        typed: tried.map(|tried| tried.fields.get("address").to_owned()).unwrap_or_default(),
        errors: tried.map(|tried| Errors::new(t, &tried.faults)).unwrap_or_default(),
        asked: tried.is_some_and(|tried| tried.asked),
    }
}

fn hint(t: T, channel: Channel) -> String {
    let key = match channel {
        Channel::Email => "channels-hint-email",
        Channel::Dingtalk => "channels-hint-dingtalk",
        Channel::Wecom => "channels-hint-wecom",
        Channel::Feishu => "channels-hint-feishu",
    };
    t.get(key).to_owned()
}

/// Whoever knows a webhook may write to its group: only its end is shown.
fn shortened(channel: Channel, address: &str) -> String {
    if channel == Channel::Email {
        return address.to_owned();
    }
    let kept = address.char_indices().rev().nth(3).map_or("", |(at, _)| &address[at..]);
    format!("…{kept}")
}

async fn list(ctx: Ctx) -> Reply {
    show(&ctx, None).await
}

async fn change(ctx: Ctx, Path(name): Path<String>, Form(fields): Form) -> Reply {
    let channel = Channel::from_word(&name).ok_or(Error::NotFound)?;
    let confirms = fields.get("do") == "confirm";
    let (faults, asked) = match act(&ctx, channel, &fields).await {
        Ok(Done::Told(flash)) => return Ok(ctx.lead_to("/me/notices", Some(flash))),
        Ok(Done::Asked) => (Faults::none(), true),
        Err(Error::Invalid(faults)) => (faults, confirms),
        // A code was sent a moment ago: it can still be typed.
        Err(Error::TooMany(seconds)) => {
            let reason = Reason::new("too-many").with("minutes", seconds.div_ceil(60));
            (Faults::one("address", reason), true)
        }
        Err(error) => return Err(error.into()),
    };
    show(&ctx, Some(Tried { channel, fields, faults, asked })).await
}

/// Does what the pressed button says.
async fn act(ctx: &Ctx, one: Channel, fields: &Fields) -> Result<Done> {
    let (person, now, typed) = (ctx.actor()?.person, ctx.now, fields.clone());
    let mail = one == Channel::Email;
    match fields.get("do") {
        "on" => {
            ctx.keep(move |tx| channel::switch(tx, person, one, true)).await?;
            Ok(Done::Told((Tone::Plain, "flash-channel-on")))
        }
        "off" => {
            ctx.keep(move |tx| channel::switch(tx, person, one, false)).await?;
            Ok(Done::Told((Tone::Plain, "flash-channel-off")))
        }
        "remove" => {
            ctx.keep(move |tx| channel::remove(tx, person, one)).await?;
            Ok(Done::Told((Tone::Plain, "flash-channel-removed")))
        }
        "ask" if mail && ctx.app.config.mail_offered => {
            ctx.keep(move |tx| code::ask(tx, person, typed.get("address"), now)).await?;
            Ok(Done::Asked)
        }
        "confirm" if mail => match ctx.keep(move |tx| code::confirm(tx, person, typed.get("code"), now)).await? {
            Verdict::Allow => Ok(Done::Told((Tone::Good, "flash-channel-put"))),
            Verdict::Deny(reason) => Err(Error::Invalid(Faults::one("code", reason))),
        },
        "put" if !mail => {
            let vendors = Vendors::default();
            let put = move |tx: &mut store::Tx<'_>| {
                channel::put_robot(tx, &vendors, person, one, typed.get("address"), typed.get("secret"), now)
            };
            ctx.keep(put).await?;
            Ok(Done::Told((Tone::Good, "flash-channel-put")))
        }
        _ => Err(Error::NotFound),
    }
}
