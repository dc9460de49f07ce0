//! Entering a work: choose it, then the category, a short statement and the declarations. The rest the records say.

use askama::Template;
use axum::extract::Path;
use kernel::{By, Error, Faults, Result};
use ledger::Recorded;
use store::Tx;
use ui::page::Tone;
use ui::parts::Choice;
use ui::{Page, T};
use web::{Ctx, Fields, Form, Reply, Routes, say};
use works::WorkId;

use super::{edition_id, entry_id};
use crate::eligible::{Candidate, Finding};
use crate::lifecycle::Step;
use crate::model::{Content, Edition, EditionId, Entry, EntryId, STATEMENT};
use crate::{actions, forms, policy, queries};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/campaigns/{edition}/enter", begin)
        .post("/campaigns/{edition}/entries", enter)
        .get("/entries/{entry}/draft", again)
        .post("/entries/{entry}/draft", write)
}

#[derive(Template)]
#[template(path = "campaigns/choose.html")]
struct ChoosePage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    it: &'a Edition,
    works: Vec<Line>,
}

/// A work that may be chosen, or why not.
struct Line {
    href: String,
    title: String,
    note: String,
    figure: String,
    why: String,
}

#[derive(Template)]
#[template(path = "campaigns/enter.html")]
struct EnterPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    action: String,
    it: &'a Edition,
    fields: &'a Fields,
    errors: Vec<(String, String)>,
    /// What speaks against it, above the form; may be empty.
    why: String,
    content: &'a Content,
    kind: String,
    figure: String,
    categories: Vec<Choice<'static>>,
    rules: Vec<(String, String, bool)>,
    most: u32,
}

impl EnterPage<'_> {
    /// What is wrong with a field; empty when nothing is.
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| name == field).map_or("", |(_, words)| words)
    }
}

/// The audited figure of a work in words; empty without one.
pub fn figure(t: T, content: &Content) -> String {
    match (content.fen, content.points) {
        (Some(fen), _) => t.with1("campaign-figure-year", "money", t.money(fen.0)).into_owned(),
        (None, Some(points)) => t.with1("campaign-figure-points", "n", points).into_owned(),
        (None, None) => String::new(),
    }
}

async fn begin(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (id, actor, now, t) = (edition_id(&id)?, ctx.actor()?.clone(), ctx.now, ctx.t());
    let wanted: Option<WorkId> = Fields::from_query(&ctx.visit.query).get("work").parse().ok();
    if let Some(work) = wanted {
        let (edition, candidate, content, findings) = ctx
            .read(move |reader| {
                let it = policy::find(reader, &actor, id)?.it;
                let candidate = Candidate::read(reader, works::sight::find(reader, &actor, work)?)?;
                let (content, findings) = (candidate.content(reader)?, candidate.findings(reader, &it, now)?);
                Ok((it, candidate, content, findings))
            })
            .await?;
        let mut fields = Fields::from_pairs([
            ("id", EntryId::new(now).to_string()),
            ("work", candidate.card.id.to_string()),
            ("statement", candidate.card.gist.chars().take(STATEMENT).collect()),
        ]);
        if let [only] = &edition.plan().categories[..] {
            fields.set("category", only.id.as_str());
        }
        let action = format!("{}/entries", edition.href());
        let mut page = draw(&ctx, &edition, &content, action, &fields, &Faults::none());
        page.why = first(t, &findings);
        return ctx.show(&page);
    }
    let (it, found) = ctx
        .read(move |reader| {
            let it = policy::find(reader, &actor, id)?.it;
            let mut works = Vec::new();
            for (candidate, findings) in queries::candidates(reader, &actor, &it, now)? {
                works.push((candidate.content(reader)?, candidate.card.id, findings));
            }
            Ok((it, works))
        })
        .await?;
    let line = |(content, work, findings): &(Content, WorkId, Vec<Finding>)| Line {
        href: format!("{}/enter?work={work}", it.href()),
        title: content.title.clone(),
        note: format!("{} · {}", t.get(&format!("word-kind-{}", content.kind)), content.serial),
        figure: figure(t, content),
        why: first(t, findings),
    };
    ctx.show(&ChoosePage {
        page: ctx.page(t.get("campaign-choose-work")),
        back: it.href(),
        bar: t.get("campaign-choose-work").to_owned(),
        works: found.iter().map(line).collect(),
        it: &it,
    })
}

/// The first thing that speaks against it; empty when nothing does.
fn first(t: T, findings: &[Finding]) -> String {
    findings.first().map(|finding| say(t, &finding.reason)).unwrap_or_default()
}

fn draw<'a>(
    ctx: &'a Ctx,
    it: &'a Edition,
    content: &'a Content,
    action: String,
    fields: &'a Fields,
    faults: &Faults,
) -> EnterPage<'a> {
    let t = ctx.t();
    let plan = it.plan();
    EnterPage {
        page: ctx.page(t.get("campaign-enter")),
        back: it.href(),
        bar: t.get("campaign-enter").to_owned(),
        action,
        fields,
        errors: faults.iter().map(|(field, reason)| (field.to_owned(), say(t, reason))).collect(),
        why: String::new(),
        kind: t.get(&format!("word-kind-{}", content.kind)).to_owned(),
        figure: figure(t, content),
        content,
        categories: plan
            .categories
            .iter()
            .map(|one| Choice {
                value: one.id.clone().into(),
                label: one.name.clone().into(),
                chosen: fields.get("category") == one.id,
            })
            .collect(),
        rules: plan
            .declared()
            .map(|rule| (rule.id.clone(), rule.text.clone(), fields.has("clear", &rule.id)))
            .collect(),
        most: STATEMENT as u32,
        it,
    }
}

/// Enters a work, and hands it in when that button was pressed: the page's form and the API come here alike.
///
/// # Errors
/// As each of the two steps.
pub fn entered(
    tx: &mut Tx<'_>,
    by: &By,
    campaign: EditionId,
    (id, work): (EntryId, WorkId),
    fields: &Fields,
) -> Result<Recorded<Entry>> {
    let wish = forms::wish(fields)?;
    let made = actions::enter(tx, by, campaign, id, work, &wish)?;
    if fields.get("act") != "submit" || made.value().state != crate::lifecycle::State::Draft {
        return Ok(made);
    }
    let by = By { version: None, ..by.clone() };
    Ok(made.with(()).and(actions::submit(tx, &by, id, &wish)?))
}

async fn enter(ctx: Ctx, Path(campaign): Path<String>, Form(fields): Form) -> Reply {
    let (campaign, by) = (edition_id(&campaign)?, ctx.by(fields.version())?);
    let unreadable = |_| Error::invalid("form", "form-unreadable");
    let id: EntryId = fields.get("id").parse().map_err(unreadable)?;
    let work: WorkId = fields.get("work").parse().map_err(|_| Error::NotFound)?;
    let (typed, actor) = (fields.clone(), by.actor.clone());
    match ctx.change(move |tx| Ok(entered(tx, &by, campaign, (id, work), &typed)?.with(()))).await {
        Ok(()) => Ok(ctx.lead_to(&format!("/entries/{id}"), Some((Tone::Good, flash(&fields))))),
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            let (it, content) = ctx
                .read(move |reader| {
                    let it = policy::find(reader, &actor, campaign)?.it;
                    let candidate = Candidate::read(reader, works::sight::find(reader, &actor, work)?)?;
                    Ok((it, candidate.content(reader)?))
                })
                .await?;
            let action = format!("{}/entries", it.href());
            answer(&ctx, &it, &content, action, &fields, error)
        }
        Err(error) => Err(error.into()),
    }
}

fn flash(fields: &Fields) -> &'static str {
    if fields.get("act") == "submit" { "flash-entry-submitted" } else { "flash-entry-saved" }
}

/// Shows the form again with what is wrong with it.
fn answer(ctx: &Ctx, it: &Edition, content: &Content, action: String, fields: &Fields, error: Error) -> Reply {
    let (faults, why, status) = super::told(error)?;
    let mut page = draw(ctx, it, content, action, fields, &faults);
    page.why = why.map(|reason| say(ctx.t(), &reason)).unwrap_or_default();
    let html = axum::response::Html(page.render()?);
    Ok(axum::response::IntoResponse::into_response((status, html)))
}

async fn draft(ctx: &Ctx, id: EntryId) -> Result<policy::SeenEntry> {
    let actor = ctx.actor()?.clone();
    ctx.read(move |reader| {
        let seen = policy::find_entry(reader, &actor, id)?;
        policy::check_entry(&actor, &seen, Step::Write)?;
        Ok(seen)
    })
    .await
}

async fn again(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let seen = draft(&ctx, entry_id(&id)?).await?;
    let it = &seen.it;
    let fields = Fields::from_pairs([
        ("version", it.version.to_string()),
        ("category", it.category.clone()),
        ("statement", it.statement.clone()),
    ]);
    let action = format!("{}/draft", it.href());
    ctx.show(&draw(&ctx, &seen.edition, it.content(), action, &fields, &Faults::none()))
}

async fn write(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let (id, by) = (entry_id(&id)?, ctx.by(fields.version())?);
    let typed = fields.clone();
    let done = ctx
        .change(move |tx| {
            let wish = forms::wish(&typed)?;
            match typed.get("act") {
                "submit" => Ok(actions::submit(tx, &by, id, &wish)?.with(())),
                _ => Ok(actions::write(tx, &by, id, &wish)?.with(())),
            }
        })
        .await;
    match done {
        Ok(()) => Ok(ctx.lead_to(&format!("/entries/{id}"), Some((Tone::Good, flash(&fields))))),
        Err(error @ (Error::Invalid(_) | Error::Refused(_) | Error::Overtaken)) => {
            let seen = draft(&ctx, id).await?;
            let action = format!("{}/draft", seen.it.href());
            answer(&ctx, &seen.edition, seen.it.content(), action, &fields, error)
        }
        Err(error) => Err(error.into()),
    }
}
