//! One's own bank details: entered with a consent of their own, shown masked, erased when one wants.

use askama::Template;
use kernel::{Error, Faults};
use ui::Page;
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply, Routes, say};

use crate::bank::{self, Account, Key};

const HERE: &str = "/me/bank";

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/me/bank", page).post("/me/bank", keep).post("/me/bank/removal", erase)
}

/// What is kept, masked.
struct Kept {
    bank: String,
    number: String,
    since: String,
}

#[derive(Template)]
#[template(path = "awards/bank.html")]
struct Bank<'a> {
    page: Page<'a>,
    kept: Option<Kept>,
    fields: &'a Fields,
    errors: Vec<(String, String)>,
}

impl Bank<'_> {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| name == field).map_or("", |(_, words)| words)
    }
}

async fn page(ctx: Ctx) -> Reply {
    draw(&ctx, &Fields::default(), &Faults::none()).await
}

async fn keep(ctx: Ctx, Form(fields): Form) -> Reply {
    let person = ctx.actor()?.person;
    let account = match Account::read(&fields) {
        Ok(account) => account,
        Err(Error::Invalid(faults)) => return draw(&ctx, &fields, &faults).await,
        Err(error) => return Err(error.into()),
    };
    let (key, now) = (Key::of(&ctx.app.config.bank_key)?, ctx.now);
    ctx.keep(move |tx| bank::put(tx, &key, person, &account, now)).await?;
    Ok(ctx.lead_to(HERE, Some((Tone::Good, "flash-bank-kept"))))
}

async fn erase(ctx: Ctx, Form(_): Form) -> Reply {
    let person = ctx.actor()?.person;
    ctx.keep(move |tx| bank::erase(tx, person)).await?;
    Ok(ctx.lead_to(HERE, Some((Tone::Plain, "flash-bank-erased"))))
}

async fn draw(ctx: &Ctx, fields: &Fields, faults: &Faults) -> Reply {
    let (person, place) = (ctx.actor()?.person, ctx.app.config.bank_key.clone());
    let kept = ctx.read(move |reader| bank::of(reader, &Key::of(&place)?, person)).await?;
    let t = ctx.t();
    let kept = kept.map(|(account, since)| Kept {
        number: account.masked(),
        bank: account.bank,
        since: t.date(since.millis()),
    });
    let errors: Vec<_> = faults.iter().map(|(field, reason)| (field.to_owned(), say(t, reason))).collect();
    let again = !errors.is_empty();
    let shown = Bank { page: ctx.page(t.get("bank-title")), kept, fields, errors };
    if again { ctx.show_again(&shown) } else { ctx.show(&shown) }
}
