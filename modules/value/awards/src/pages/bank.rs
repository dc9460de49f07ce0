//! One's own bank details: entered with a consent of their own, shown masked, erased when one wants.

use askama::Template;
use kernel::id::UnitId;
use kernel::{Error, Faults, Result};
use store::Reader;
use ui::Page;
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply, Routes, say};

use crate::bank::{self, Account, Key};
use crate::consents;

const HERE: &str = "/me/bank";

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/me/bank", page)
        .post("/me/bank", keep)
        .post("/me/bank/removal", erase)
        .post("/me/bank/consents", give)
        .post("/me/bank/consents/removal", take_back)
}

/// What is kept, masked.
struct Kept {
    bank: String,
    number: String,
    since: String,
}

/// An enterprise whose payroll may read the account, or would have to.
struct Payer {
    enterprise: UnitId,
    name: String,
    /// Since when it may; empty while it may not.
    since: String,
}

#[derive(Template)]
#[template(path = "awards/bank.html")]
struct Bank<'a> {
    page: Page<'a>,
    kept: Option<Kept>,
    payers: Vec<Payer>,
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
    let (person, enterprise) = (ctx.actor()?.person, ctx.actor()?.place.enterprise);
    let account = match Account::read(&fields) {
        Ok(account) => account,
        Err(Error::Invalid(faults)) => return draw(&ctx, &fields, &faults).await,
        Err(error) => return Err(error.into()),
    };
    let (key, now) = (Key::of(&ctx.app.config.bank_key)?, ctx.now);
    ctx.keep(move |tx| bank::put(tx, &key, (person, enterprise), &account, now)).await?;
    Ok(ctx.lead_to(HERE, Some((Tone::Good, "flash-bank-kept"))))
}

async fn erase(ctx: Ctx, Form(_): Form) -> Reply {
    let person = ctx.actor()?.person;
    ctx.keep(move |tx| bank::erase(tx, person)).await?;
    Ok(ctx.lead_to(HERE, Some((Tone::Plain, "flash-bank-erased"))))
}

/// Lets the payroll of one more enterprise read the account: one that has to pay this person.
async fn give(ctx: Ctx, Form(fields): Form) -> Reply {
    let (person, enterprise, now) = (ctx.actor()?.person, parse(&fields)?, ctx.now);
    ctx.keep(move |tx| consents::give_to_payer(tx, person, enterprise, now)).await?;
    Ok(ctx.lead_to(HERE, Some((Tone::Good, "flash-bank-consent"))))
}

async fn take_back(ctx: Ctx, Form(fields): Form) -> Reply {
    let (person, enterprise) = (ctx.actor()?.person, parse(&fields)?);
    ctx.keep(move |tx| consents::take_back(tx, person, enterprise)).await?;
    Ok(ctx.lead_to(HERE, Some((Tone::Plain, "flash-bank-consent-removed"))))
}

fn parse(fields: &Fields) -> Result<UnitId> {
    fields.get("enterprise").parse().map_err(|_| Error::NotFound)
}

async fn draw(ctx: &Ctx, fields: &Fields, faults: &Faults) -> Reply {
    let (person, place) = (ctx.actor()?.person, ctx.app.config.bank_key.clone());
    let read = move |reader: &Reader<'_>| {
        Ok((bank::of(reader, &Key::of(&place)?, person)?, consents::payers(reader, person)?))
    };
    let (kept, payers) = ctx.read(read).await?;
    let t = ctx.t();
    // Who has nothing to read yet is not asked for: at first there is only the account to enter.
    let own = ctx.actor()?.place.enterprise;
    let shown = payers.into_iter().filter(|payer| kept.is_some() || Some(payer.enterprise) != own);
    let payers = shown.map(|payer| Payer {
        enterprise: payer.enterprise,
        name: payer.name,
        since: payer.since.map(|at| t.date(at.millis())).unwrap_or_default(),
    });
    let payers = payers.collect();
    let kept = kept.map(|(account, since)| Kept {
        number: account.masked(),
        bank: account.bank,
        since: t.date(since.millis()),
    });
    let errors: Vec<_> = faults.iter().map(|(field, reason)| (field.to_owned(), say(t, reason))).collect();
    let again = !errors.is_empty();
    let shown = Bank { page: ctx.page(t.get("bank-title")), kept, payers, fields, errors };
    if again { ctx.show_again(&shown) } else { ctx.show(&shown) }
}
