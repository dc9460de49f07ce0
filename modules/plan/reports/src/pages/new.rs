//! Drafting: which node, which layout, which time. Nothing else is asked.

use askama::Template;
use identity::{Unit, tree};
use kernel::lifecycle::Word;
use kernel::{Error, Faults, Result};
use ui::page::Tone;
use ui::parts::Choice;
use ui::{Page, T};
use web::{Ctx, Fields, Form, Reply, Routes, say};

use crate::layout::Preset;
use crate::model::{Grain, OwnLayout, Report, ReportId};
use crate::policy::{self, MAKERS};
use crate::store::LAYOUTS;
use crate::{actions, forms, period};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/reports/new", page).post("/reports", draft)
}

#[derive(Template)]
#[template(path = "reports/new.html")]
struct NewPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    id: String,
    units: Vec<Choice<'static>>,
    layouts: Vec<Choice<'static>>,
    periods: Vec<Choice<'static>>,
    errors: Vec<(String, String)>,
}

impl NewPage<'_> {
    /// What is wrong with a field; empty when nothing is.
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| name == field).map_or("", |(_, words)| words)
    }
}

async fn page(ctx: Ctx) -> Reply {
    let mut fields = Fields::from_query(&ctx.visit.query);
    fields.set("id", ReportId::new(ctx.now).to_string());
    let page = read(&ctx, &fields, &Faults::none()).await?;
    ctx.show(&page)
}

async fn draft(ctx: Ctx, Form(fields): Form) -> Reply {
    let by = ctx.by(None)?;
    let id = fields.get("id").parse().unwrap_or_else(|_| ReportId::new(ctx.now));
    let drafted = match forms::draft(&fields, id) {
        Ok(new) => ctx.change(move |tx| actions::draft(tx, &by, &new)).await,
        Err(error) => Err(error),
    };
    match drafted {
        Ok(it) => Ok(ctx.lead_to(&Report::path_of(it.id), Some((Tone::Good, "flash-report-drafted")))),
        Err(Error::Invalid(faults)) => {
            let page = read(&ctx, &fields, &faults).await?;
            ctx.show_again(&page)
        }
        Err(error) => Err(error.into()),
    }
}

async fn read<'a>(ctx: &'a Ctx, fields: &Fields, faults: &Faults) -> Result<NewPage<'a>> {
    let (actor, t, now) = (ctx.actor()?.clone(), ctx.t(), ctx.now);
    let (units, layouts) = ctx
        .read(move |reader| {
            let units = policy::nodes(&actor, &MAKERS).into_iter().map(|id| tree::unit(reader, id));
            let mut units = units.collect::<Result<Vec<Unit>>>()?;
            units.retain(|unit| policy::may_make(&actor, unit).allowed());
            let mut layouts = Vec::new();
            for unit in &units {
                layouts.extend(reader.all(&LAYOUTS, (unit.id,))?);
            }
            Ok((units, layouts))
        })
        .await?;
    if units.is_empty() {
        return Err(Error::Denied(kernel::Reason::new("report-makers-only")));
    }
    Ok(NewPage {
        page: ctx.page(t.get("report-new")),
        back: "/reports".to_owned(),
        bar: t.get("report-new").to_owned(),
        id: fields.get("id").to_owned(),
        units: units
            .iter()
            .enumerate()
            .map(|(nth, unit)| {
                let chosen = fields.get("unit") == unit.id.to_string() || (nth == 0 && fields.get("unit").is_empty());
                choice(unit.id.to_string(), unit.name.clone(), chosen)
            })
            .collect(),
        layouts: layout_choices(t, fields, &units, &layouts),
        periods: period_choices(t, fields, now),
        errors: faults.iter().map(|(field, reason)| (field.to_owned(), say(t, reason))).collect(),
    })
}

fn choice(value: String, label: String, chosen: bool) -> Choice<'static> {
    Choice { value: value.into(), label: label.into(), chosen }
}

/// The presets, and the nodes' own. A reminder names only the period: its preset is the one of that length.
fn layout_choices(t: T, fields: &Fields, units: &[Unit], own: &[OwnLayout]) -> Vec<Choice<'static>> {
    let grain = period::parse(fields.get("period")).map_or(Grain::Month, |(grain, _)| grain);
    let mut choices = Vec::new();
    for preset in Preset::ALL.iter().copied() {
        let name = t.get(&format!("report-preset-{preset}")).to_owned();
        let chosen = match fields.get("layout") {
            "" => preset.layout().grain == grain,
            asked => asked == preset.word(),
        };
        choices.push(choice(preset.word().to_owned(), name, chosen));
    }
    for one in own {
        let length = t.get(&format!("report-grain-{}", one.layout.0.grain)).to_owned();
        let node = units.iter().find(|unit| unit.id == one.unit).filter(|_| units.len() > 1);
        let node = node.map(|unit| format!(" · {}", unit.short_name)).unwrap_or_default();
        let chosen = fields.get("layout") == one.id.to_string();
        choices.push(choice(one.id.to_string(), format!("{} · {length}{node}", one.layout.0.name), chosen));
    }
    choices
}

/// Months, quarters and years of late, the last one that is over chosen.
fn period_choices(t: T, fields: &Fields, now: kernel::Time) -> Vec<Choice<'static>> {
    let asked = match fields.get("period") {
        "" => {
            let preset = Preset::from_word(fields.get("layout")).unwrap_or(Preset::Monthly);
            let grain = preset.layout().grain;
            period::code(grain, period::last(grain, now))
        }
        asked => asked.to_owned(),
    };
    let mut choices = Vec::new();
    for (grain, many) in [(Grain::Month, 14), (Grain::Quarter, 6), (Grain::Year, 4)] {
        for time in period::lately(grain, now, many) {
            let code = period::code(grain, time);
            let name = period::name(t, grain, time);
            let label = if period::is_over(time, now) {
                name
            } else {
                t.with1("report-period-running", "period", name).into_owned()
            };
            choices.push(choice(code.clone(), label, code == asked));
        }
    }
    if !choices.iter().any(|one| one.chosen)
        && let Some((grain, time)) = period::parse(&asked)
    {
        choices.push(choice(asked, period::name(t, grain, time), true));
    }
    choices
}
