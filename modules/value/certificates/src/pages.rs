//! The pages: what I hold and have issued, the page that proves a certificate, its paper, its revocation.

use ::store::Reader;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use documents::Lang;
use files::Kind as FileKind;
use kernel::{Error, Faults, Result, Role, text};
use ledger::leaf::leaf_record;
use ledger::tree::leaf_hash;
use ui::page::Tone;
use ui::{Locale, Page, T};
use web::{Ctx, Fields, Form, Reply, Routes, say};

use crate::actions;
use crate::code;
use crate::lifecycle::{LIFECYCLE, Step};
use crate::model::{Certificate, Kind, REASON};
use crate::panels::{honour, prize, rank};
use crate::{policy, store};

/// Every page of the module.
pub fn routes() -> Routes {
    Routes::new()
        .get("/certificates", index)
        .get("/certificates/{certificate}", page)
        .get("/certificates/{certificate}/paper", paper)
        .post("/certificates/{certificate}/revocation", revoke)
}

#[derive(Template)]
#[template(path = "certificates.html")]
struct Index<'a> {
    page: Page<'a>,
    mine: Vec<Shown>,
    issued: Vec<Shown>,
    issues: bool,
}

/// A line of a list.
struct Shown {
    href: String,
    honour: String,
    rank: String,
    names: String,
    note: String,
    revoked: bool,
}

async fn index(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    let t = ctx.t();
    let nodes: Vec<_> =
        actor.nodes(Role::UnionOfficer).chain(actor.nodes(Role::Approver)).map(|grant| grant.unit).collect();
    let issues = !nodes.is_empty();
    let (mine, issued) = ctx
        .read(move |reader| {
            let mut issued = Vec::new();
            for node in nodes {
                issued.extend(store::of_issuer(reader, node)?);
            }
            Ok((store::of_person(reader, actor.person)?, issued))
        })
        .await?;
    let shown = |it: &Certificate| Shown {
        href: it.path(),
        honour: honour(t, it),
        rank: rank(t, it),
        names: it.names(t.get("certificate-between")),
        note: format!("{} · {}", it.issuer_name, it.issued_on),
        revoked: it.revoked.is_some(),
    };
    ctx.show(&Index {
        page: ctx.page(t.get("certificate-title")),
        mine: mine.iter().map(shown).collect(),
        issued: issued.iter().map(shown).collect(),
        issues,
    })
}

/// What the page reads: the certificate, and where it stands in the ledger.
struct Seen {
    it: Certificate,
    /// The number of its entry, once it is sealed, and the hash of its leaf.
    entry: Option<(i64, String)>,
}

fn seen(reader: &Reader<'_>, code: &str) -> Result<Seen> {
    let it = store::find(reader, code)?;
    let history = ledger::folds::history(reader, it.id.any())?;
    let issued = history.into_iter().find(|entry| entry.step == "issue" && entry.position >= 0);
    let entry = issued
        .map(|entry| {
            let digest: &[u8; 32] = entry.digest.as_slice().try_into().map_err(Error::broken)?;
            let leaf = leaf_hash(&leaf_record(entry.id.uuid(), entry.at.millis(), digest));
            Ok::<_, Error>((entry.position + 1, spaced(&hex::encode(leaf))))
        })
        .transpose()?;
    Ok(Seen { it, entry })
}

/// The first 16 digits in groups of four: enough to compare by eye.
fn spaced(digits: &str) -> String {
    let digits: Vec<char> = digits.chars().take(16).collect();
    digits.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[derive(Template)]
#[template(path = "certificate.html")]
struct Proof<'a> {
    page: Page<'a>,
    it: &'a Certificate,
    rank: String,
    grade: String,
    /// The certificate it adds to: its address and its number.
    supplements: Option<(String, String)>,
    names: String,
    number: String,
    entry: Option<(String, &'a str)>,
    /// When it was revoked and why.
    revoked: Option<(String, &'a str)>,
    flame: bool,
    prints: bool,
    /// Leads to the record, for its people.
    record: bool,
    revokes: bool,
    typed: String,
    error: String,
    overtaken: String,
}

impl<'a> Proof<'a> {
    fn new(ctx: &'a Ctx, seen: &'a Seen) -> Proof<'a> {
        let (t, it) = (ctx.t(), &seen.it);
        let may = |ask: fn(&kernel::Actor, &Certificate) -> kernel::Verdict| {
            ctx.actor.as_ref().is_some_and(|actor| ask(actor, it).allowed())
        };
        let prints = may(policy::may_print);
        Proof {
            page: ctx.page(t.get("certificate-proof")),
            it,
            rank: rank(t, it),
            grade: it.grade.map(|grade| prize(t, grade)).unwrap_or_default(),
            supplements: it.supplements.as_ref().map(|code| (format!("/certificates/{code}"), code::grouped(code))),
            names: it.names(t.get("certificate-between")),
            number: it.number(),
            entry: seen.entry.as_ref().map(|(number, leaf)| (t.number(*number), leaf.as_str())),
            revoked: it.revoked.as_ref().map(|(at, reason)| (t.date(at.millis()), reason.as_str())),
            flame: it.kind == Kind::Naming,
            prints: prints && it.revoked.is_none(),
            record: prints,
            revokes: LIFECYCLE.permits(it.state(), Step::Revoke) && may(policy::may_revoke),
            typed: String::new(),
            error: String::new(),
            overtaken: String::new(),
        }
    }
}

async fn page(ctx: Ctx, Path(code): Path<String>) -> Reply {
    let seen = ctx.read(move |reader| seen(reader, &code)).await?;
    ctx.show(&Proof::new(&ctx, &seen))
}

/// The sheet as a PDF. Typesetting takes its time, so it happens where blocking is allowed.
async fn paper(ctx: Ctx, Path(code): Path<String>) -> Reply {
    let actor = ctx.actor()?.clone();
    let it = ctx.read(move |reader| store::find(reader, &code)).await?;
    policy::may_print(&actor, &it).check()?;
    if it.revoked.is_some() {
        return Err(Error::refused("certificate-revoked").into());
    }
    // A certificate is a Chinese document, whatever language its reader's pages are in.
    let sheet = sheet(ctx.app.t(Locale::Zh), &ctx.app.config.base_url, &it);
    let pdf = tokio::task::spawn_blocking(move || documents::certificate(&sheet)).await.map_err(Error::broken)?;
    let name = format!("{}.pdf", it.honour);
    Ok((files::serve::headers(FileKind::Pdf, &name), pdf.map_err(Error::broken)?).into_response())
}

fn sheet(t: T, base_url: &str, it: &Certificate) -> documents::Certificate {
    let kind = it.kind;
    let title = format!("certificate-sheet-title-{kind}");
    let lead = format!("certificate-sheet-lead-{kind}");
    let rank = format!("certificate-rank-{}", it.rank);
    let date = it.issued_on;
    let supplements = it
        .supplements
        .as_ref()
        .map(|code| t.with1("certificate-sheet-supplements", "number", code::grouped(code)).into_owned());
    let day = [("year", date.year().to_string()), ("month", date.month().to_string()), ("day", date.day().to_string())];
    documents::Certificate {
        title: t.get(&title).to_owned(),
        holders: it.holders.iter().map(|holder| holder.name.clone()).collect(),
        unit: it.holder_unit.clone(),
        lead: t.with1(&lead, "rank", t.get(&rank)).into_owned(),
        honour: it.honour.clone(),
        prize: it.grade.map(|grade| prize(t, grade)).unwrap_or_default(),
        note: supplements.unwrap_or_default(),
        close: t.get("certificate-sheet-close").to_owned(),
        flame: kind == Kind::Naming,
        issuer: it.issuer_name.clone(),
        date: t.with("certificate-sheet-date", day.map(|(name, value)| (name, value.into()))).into_owned(),
        document: it.document.clone(),
        number: (t.get("certificate-number").to_owned(), it.number()),
        code_label: t.get("certificate-sheet-code").to_owned(),
        url: format!("{base_url}{}", it.path()),
        lang: Lang::Zh,
    }
}

async fn revoke(ctx: Ctx, Path(code): Path<String>, Form(fields): Form) -> Reply {
    match revoked(&ctx, &code, &fields).await {
        Ok(it) => Ok(ctx.lead_to(&it.path(), Some((Tone::Plain, "flash-certificate-revoked")))),
        Err(error) => again(&ctx, code, &fields, error).await,
    }
}

async fn revoked(ctx: &Ctx, code: &str, fields: &Fields) -> Result<Certificate> {
    let by = ctx.by(fields.version())?;
    let reason = text::text(fields.get("reason"), REASON);
    let code = code.to_owned();
    // Whether they may at all comes before what they typed.
    let (asked, asker) = (code.clone(), by.actor.clone());
    ctx.read(move |reader| policy::may_revoke(&asker, &store::find(reader, &asked)?).check()).await?;
    let reason = reason.map_err(|reason| Error::Invalid(Faults::one("reason", reason)))?;
    ctx.change(move |tx| actions::revoke(tx, &by, &code, &reason)).await
}

/// The page again, with what was typed and what is wrong.
async fn again(ctx: &Ctx, code: String, fields: &Fields, error: Error) -> Reply {
    let t = ctx.t();
    let (status, wrong, overtaken) = match &error {
        Error::Invalid(faults) => {
            let wrong = faults.of("reason").map(|reason| say(t, reason)).unwrap_or_default();
            (StatusCode::UNPROCESSABLE_ENTITY, wrong, String::new())
        }
        Error::Overtaken => (StatusCode::CONFLICT, String::new(), t.get("record-overtaken").to_owned()),
        Error::Refused(reason) => (StatusCode::CONFLICT, String::new(), say(t, reason)),
        _ => return Err(error.into()),
    };
    let seen = ctx.read(move |reader| seen(reader, &code)).await?;
    let mut page = Proof::new(ctx, &seen);
    (page.typed, page.error, page.overtaken) = (fields.get("reason").to_owned(), wrong, overtaken);
    Ok((status, Html(page.render()?)).into_response())
}
