//! Making an edition: from a preset or from an earlier one, and writing its plan before it is announced.

use askama::Template;
use axum::extract::Path;
use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::lifecycle::Word;
use kernel::{Error, Faults, Result};
use ui::page::Tone;
use ui::parts::Choice;
use ui::{Page, T};
use web::{Ctx, Fields, Form, Reply, Routes, say};
use works::Kind;

use super::edition_id;
use crate::actions::{self, Draft};
use crate::forms::plan::{LEVELS, Table, fields, read, tables};
use crate::lifecycle::EditionStep;
use crate::model::{Edition, EditionId};
use crate::plan::Aggregate;
use crate::policy::{self, holds};
use crate::presets::{self, PRESETS};
use crate::queries::unit_names;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/campaigns/new", begin)
        .post("/campaigns", make)
        .get("/campaigns/{edition}/plan", edit)
        .post("/campaigns/{edition}/plan", change)
}

#[derive(Template)]
#[template(path = "campaigns/make.html")]
struct MakePage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    action: String,
    fields: &'a Fields,
    errors: Vec<(String, String)>,
    tables: Vec<Table>,
    nodes: Vec<Choice<'static>>,
    kinds: Vec<Choice<'static>>,
    aggregates: Vec<Choice<'static>>,
    levels: Vec<(String, String, String)>,
    /// Presets to start from; none when an edition is changed.
    presets: Vec<(String, &'static str)>,
    submit: &'static str,
}

impl MakePage<'_> {
    /// What is wrong with a field; empty when nothing is.
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| name == field).map_or("", |(_, words)| words)
    }
}

/// Days to start from: a month for entries, another for the review.
fn dates(today: Date) -> (Date, Date, Date) {
    let after = |days: i64| today.checked_add(days.days()).unwrap_or(today);
    (today, after(30), after(60))
}

/// An earlier edition for the next year: everything of its plan, its days a year later.
pub fn next_year(it: &Edition) -> Draft {
    let later = |day: Date| day.checked_add(1.year()).unwrap_or(day);
    let year = it.year.to_string();
    let mut plan = it.plan().clone();
    plan.used_from = plan.used_from.map(later);
    plan.used_until = plan.used_until.map(later);
    Draft {
        name: it.name.replace(&year, &(it.year + 1).to_string()),
        year: it.year + 1,
        opens: later(it.opens),
        closes: later(it.closes),
        review_ends: later(it.review_ends),
        plan,
    }
}

/// A new edition from a preset; its name is in the words of the field, as those of the preset are.
pub fn start(preset: &str, today: Date) -> Draft {
    let preset = presets::find(preset);
    let (opens, closes, review_ends) = dates(today);
    let year = i64::from(today.year());
    let name = preset.name.split('（').next().unwrap_or_default();
    Draft { name: format!("{year}年{name}活动"), year, opens, closes, review_ends, plan: presets::plan(preset) }
}

async fn begin(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    kernel::Verdict::when(holds(&actor).next().is_some(), "campaign-organiser-only").check()?;
    let asked = Fields::from_query(&ctx.visit.query);
    let from: Option<EditionId> = asked.get("from").parse().ok();
    let earlier = match from {
        Some(id) => Some(ctx.read(move |reader| Ok(policy::find(reader, &actor, id)?.it)).await?),
        None => None,
    };
    let draft = match &earlier {
        Some(it) => next_year(it),
        None => start(asked.get("preset"), ctx.now.date()),
    };
    let mut fields = fields(&draft);
    fields.set("id", EditionId::new(ctx.now).to_string());
    draw(&ctx, None, &fields, &Faults::none()).await
}

async fn make(ctx: Ctx, Form(fields): Form) -> Reply {
    let by = ctx.by(fields.version())?;
    let usual = holds(&by.actor).next();
    let usual = usual.ok_or_else(|| Error::Denied(kernel::Reason::new("campaign-organiser-only")))?;
    let node = fields.get("node").parse().unwrap_or(usual);
    let id: EditionId = fields.get("id").parse().map_err(|_| Error::invalid("form", "form-unreadable"))?;
    let draft = match read(&fields) {
        Ok(draft) => draft,
        Err(faults) => return draw(&ctx, None, &fields, &faults).await,
    };
    match ctx.change(move |tx| Ok(actions::make(tx, &by, id, node, &draft)?.with(()))).await {
        Ok(()) => Ok(ctx.lead_to(&format!("/campaigns/{id}"), Some((Tone::Good, "flash-campaign-made")))),
        Err(Error::Invalid(faults)) => draw(&ctx, None, &fields, &faults).await,
        Err(error) => Err(error.into()),
    }
}

async fn edit(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (id, actor) = (edition_id(&id)?, ctx.actor()?.clone());
    let it = ctx
        .read(move |reader| {
            let seen = policy::find(reader, &actor, id)?;
            policy::check(&actor, &seen, EditionStep::Change)?;
            Ok(seen.it)
        })
        .await?;
    let mut fields = fields(&as_draft(&it));
    fields.set("version", it.version.to_string());
    draw(&ctx, Some(id), &fields, &Faults::none()).await
}

/// An edition as what it was made of.
pub fn as_draft(it: &Edition) -> Draft {
    Draft {
        name: it.name.clone(),
        year: it.year,
        opens: it.opens,
        closes: it.closes,
        review_ends: it.review_ends,
        plan: it.plan().clone(),
    }
}

async fn change(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let (id, by) = (edition_id(&id)?, ctx.by(fields.version())?);
    let actor = by.actor.clone();
    ctx.read(move |reader| policy::role(&actor, &policy::find(reader, &actor, id)?).check()).await?;
    let draft = match read(&fields) {
        Ok(draft) => draft,
        Err(faults) => return draw(&ctx, Some(id), &fields, &faults).await,
    };
    match ctx.change(move |tx| Ok(actions::change(tx, &by, id, &draft)?.with(()))).await {
        Ok(()) => Ok(ctx.lead_to(&format!("/campaigns/{id}"), Some((Tone::Good, "flash-campaign-saved")))),
        Err(Error::Invalid(faults)) => draw(&ctx, Some(id), &fields, &faults).await,
        Err(error) => Err(error.into()),
    }
}

/// Shows the form: as it starts, or with what was typed and what is wrong.
async fn draw(ctx: &Ctx, id: Option<EditionId>, fields: &Fields, faults: &Faults) -> Reply {
    let (t, actor) = (ctx.t(), ctx.actor()?.clone());
    let nodes: Vec<_> = holds(&actor).collect();
    let names = ctx.read(move |reader| unit_names(reader, nodes)).await?;
    let title = t.get(if id.is_some() { "campaign-change" } else { "campaign-new" });
    let page = MakePage {
        page: ctx.desk(title),
        back: id.map_or_else(|| "/campaigns".to_owned(), |id| format!("/campaigns/{id}")),
        bar: title.to_owned(),
        action: id.map_or_else(|| "/campaigns".to_owned(), |id| format!("/campaigns/{id}/plan")),
        fields,
        errors: faults.iter().map(|(field, reason)| (field.to_owned(), say(t, reason))).collect(),
        tables: tables(t, fields, faults),
        nodes: if id.is_none() && names.len() > 1 {
            let choice = |(node, (name, _)): (&kernel::id::UnitId, &(String, String))| Choice {
                chosen: fields.get("node") == node.to_string(),
                value: node.to_string().into(),
                label: name.clone().into(),
            };
            names.iter().map(choice).collect()
        } else {
            Vec::new()
        },
        kinds: kinds(t, fields),
        aggregates: Aggregate::ALL
            .iter()
            .map(|one| Choice {
                value: one.word().into(),
                label: t.get(&format!("campaign-aggregate-{one}")).to_owned().into(),
                chosen: fields.get("aggregate") == one.word(),
            })
            .collect(),
        levels: LEVELS
            .iter()
            .map(|level| {
                let name = format!("allowance-{level}");
                let value = fields.get(&name).to_owned();
                (name, t.get(&format!("campaign-level-{level}")).to_owned(), value)
            })
            .collect(),
        presets: if id.is_none() && fields.get("version").is_empty() {
            PRESETS.iter().map(|preset| (format!("/campaigns/new?preset={}", preset.key), preset.name)).collect()
        } else {
            Vec::new()
        },
        submit: if id.is_some() { "campaign-save" } else { "campaign-make" },
    };
    if faults.is_empty() { ctx.show(&page) } else { ctx.show_again(&page) }
}

fn kinds(t: T, fields: &Fields) -> Vec<Choice<'static>> {
    let choice = |kind: &Kind| Choice {
        value: kind.word().into(),
        label: t.get(&format!("word-kind-{kind}")).to_owned().into(),
        chosen: fields.has("kinds", kind.word()),
    };
    Kind::ALL.iter().map(choice).collect()
}

/// The plan that was typed, for the API.
///
/// # Errors
/// Invalid by field.
pub fn typed(fields: &Fields) -> Result<Draft> {
    read(fields).map_err(Error::Invalid)
}
