//! The report designer: a node's own layouts. Indicators are picked from the dictionary and put in order; it works
//! without script: each small button sends the form and shows it again.

use askama::Template;
use axum::extract::Path;
use identity::{Unit, tree};
use kernel::id::UnitId;
use kernel::lifecycle::Word;
use kernel::{Error, Faults, Result};
use ui::page::Tone;
use ui::parts::Choice;
use ui::{Page, T};
use web::{Ctx, Fields, Form, Reply, Routes, say};

use crate::actions;
use crate::layout::{Preset, checked, chosen};
use crate::model::{Layout, LayoutId};
use crate::policy::{self, MAKERS};
use crate::store::LAYOUTS;
use crate::{forms, shown};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/report-layouts", list)
        .get("/report-layouts/new", begin)
        .post("/report-layouts", make)
        .get("/report-layouts/{layout}", open)
        .post("/report-layouts/{layout}", change)
        .post("/report-layouts/{layout}/removal", retire)
}

#[derive(Template)]
#[template(path = "reports/layouts.html")]
struct LayoutsPage<'a> {
    page: Page<'a>,
    nodes: Vec<Node>,
    presets: Vec<Line>,
}

/// A node with its layouts.
struct Node {
    unit: Unit,
    layouts: Vec<Line>,
}

/// A layout in a list.
struct Line {
    href: String,
    name: String,
    grain: String,
    indicators: String,
    /// Where a copy of it begins.
    copy: String,
}

#[derive(Template)]
#[template(path = "reports/designer.html")]
struct DesignerPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    action: String,
    /// The layout that is changed; empty for a new one.
    own: String,
    unit: Unit,
    fields: &'a Fields,
    errors: Vec<(String, String)>,
    grains: Vec<Choice<'static>>,
    rows: Vec<Choice<'static>>,
    picked: Vec<Entry>,
    groups: Vec<(String, Vec<Entry>)>,
}

/// An indicator of the dictionary.
struct Entry {
    code: String,
    name: String,
    unit: String,
    definition: String,
}

impl DesignerPage<'_> {
    /// What is wrong with a field; empty when nothing is.
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| name == field).map_or("", |(_, words)| words)
    }
}

async fn list(ctx: Ctx) -> Reply {
    let (actor, t, book) = (ctx.actor()?.clone(), ctx.t(), ctx.app.book());
    let nodes = ctx
        .read(move |reader| {
            let mut nodes = Vec::new();
            for id in policy::nodes(&actor, &MAKERS) {
                let unit = tree::unit(reader, id)?;
                if policy::may_make(&actor, &unit).allowed() {
                    let layouts = reader.all(&LAYOUTS, (id,))?;
                    nodes.push((unit, layouts));
                }
            }
            Ok(nodes)
        })
        .await?;
    if nodes.is_empty() {
        return Err(Error::Denied(kernel::Reason::new("report-makers-only")).into());
    }
    let line = |layout: &Layout, href: String, copy: String| Line {
        href,
        copy,
        name: shown::layout(t, layout),
        grain: t.get(&format!("report-grain-{}", layout.grain)).to_owned(),
        indicators: shown::names(t, chosen(&book.indicators, &layout.indicators).iter()),
    };
    let first = nodes.first().map(|(unit, _)| unit.id.to_string()).unwrap_or_default();
    let presets = Preset::ALL
        .iter()
        .map(|preset| line(&preset.layout(), String::new(), format!("/report-layouts/new?unit={first}&from={preset}")));
    let presets = presets.collect();
    let nodes = nodes.into_iter().map(|(unit, layouts)| {
        let layouts =
            layouts.iter().map(|own| line(&own.layout.0, format!("/report-layouts/{}", own.id), String::new()));
        Node { layouts: layouts.collect(), unit }
    });
    ctx.show(&LayoutsPage { page: ctx.desk(t.get("report-layouts")), nodes: nodes.collect(), presets })
}

/// The node of a new layout: the one asked for, or the first whose reports one makes.
async fn node(ctx: &Ctx, asked: &str) -> Result<Unit> {
    let actor = ctx.actor()?.clone();
    let asked: Option<UnitId> = asked.parse().ok();
    ctx.read(move |reader| {
        let mut units = asked.map_or_else(|| policy::nodes(&actor, &MAKERS), |one| vec![one]);
        let unit = units.drain(..).next().ok_or_else(|| Error::Denied(kernel::Reason::new("report-makers-only")))?;
        let unit = tree::unit(reader, unit)?;
        policy::may_make(&actor, &unit).check()?;
        Ok(unit)
    })
    .await
}

async fn begin(ctx: Ctx) -> Reply {
    let asked = Fields::from_query(&ctx.visit.query);
    let unit = node(&ctx, asked.get("unit")).await?;
    let start = Preset::from_word(asked.get("from")).map(Preset::layout);
    let start = start.unwrap_or(Layout { indicators: Vec::new(), ..Preset::Monthly.layout() });
    let mut fields = filled(&start);
    fields.set("id", LayoutId::new(ctx.now).to_string());
    fields.set("unit", unit.id.to_string());
    ctx.show(&draw(&ctx, unit, "", &fields, &Faults::none()))
}

async fn open(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let id: LayoutId = id.parse().map_err(|_| Error::NotFound)?;
    let by = ctx.by(None)?;
    let (own, unit) = ctx
        .read(move |reader| {
            let own = actions::find_layout(reader, &by, id)?;
            let unit = tree::unit(reader, own.unit)?;
            Ok((own, unit))
        })
        .await?;
    let mut fields = filled(&own.layout.0);
    fields.set("version", own.version.to_string());
    fields.set("unit", unit.id.to_string());
    ctx.show(&draw(&ctx, unit, &id.to_string(), &fields, &Faults::none()))
}

fn filled(layout: &Layout) -> Fields {
    let picks = layout.indicators.iter().map(|code| ("pick".to_owned(), code.clone()));
    let mut fields = Fields::from_pairs(picks);
    fields.set("name", layout.name.as_str());
    fields.set("grain", layout.grain.word());
    fields.set("rows", layout.rows.word());
    if layout.compare {
        fields.set("compare", "yes");
    }
    fields
}

/// The form after one of its small buttons: an indicator more, one less, or one place up or down. None, when it
/// was the button that saves.
fn rearranged(fields: &Fields) -> Option<Fields> {
    let mut picks: Vec<String> = fields.all("pick").map(str::to_owned).collect();
    let at = |code: &str| picks.iter().position(|one| one == code);
    let (add, out, up, down) = (fields.get("add"), fields.get("out"), fields.get("up"), fields.get("down"));
    if !add.is_empty() {
        if at(add).is_none() {
            picks.push(add.to_owned());
        }
    } else if !out.is_empty() {
        picks.retain(|one| one != out);
    } else if !up.is_empty() {
        if let Some(at) = at(up).filter(|at| *at > 0) {
            picks.swap(at, at - 1);
        }
    } else if !down.is_empty() {
        if let Some(at) = at(down).filter(|at| at + 1 < picks.len()) {
            picks.swap(at, at + 1);
        }
    } else {
        return None;
    }
    const BUTTONS: [&str; 5] = ["pick", "add", "out", "up", "down"];
    let others = fields.pairs().filter(|(name, _)| !BUTTONS.contains(name));
    let others = others.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Some(Fields::from_pairs(others.chain(picks.into_iter().map(|code| ("pick".to_owned(), code))).collect::<Vec<_>>()))
}

async fn make(ctx: Ctx, Form(fields): Form) -> Reply {
    let unit = node(&ctx, fields.get("unit")).await?;
    let by = ctx.by(None)?;
    if let Some(fields) = rearranged(&fields) {
        return ctx.show(&draw(&ctx, unit, "", &fields, &Faults::none()));
    }
    let id = fields.get("id").parse().unwrap_or_else(|_| LayoutId::new(ctx.now));
    let node = unit.id;
    let made = match checked(&ctx.app.book().indicators, forms::layout(&fields)) {
        Ok(layout) => ctx.change(move |tx| actions::make(tx, &by, id, node, &layout)).await,
        Err(error) => Err(error),
    };
    match made {
        Ok(own) => Ok(ctx.lead_to(
            &format!("/reports/new?unit={}&layout={}", own.unit, own.id),
            Some((Tone::Good, "flash-report-layout")),
        )),
        Err(Error::Invalid(faults)) => ctx.show_again(&draw(&ctx, unit, "", &fields, &faults)),
        Err(error) => Err(error.into()),
    }
}

async fn change(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let layout: LayoutId = id.parse().map_err(|_| Error::NotFound)?;
    let by = ctx.by(fields.version())?;
    let asker = by.clone();
    let unit = ctx
        .read(move |reader| {
            let own = actions::find_layout(reader, &asker, layout)?;
            tree::unit(reader, own.unit)
        })
        .await?;
    if let Some(fields) = rearranged(&fields) {
        return ctx.show(&draw(&ctx, unit, &id, &fields, &Faults::none()));
    }
    let changed = match checked(&ctx.app.book().indicators, forms::layout(&fields)) {
        Ok(new) => ctx.change(move |tx| actions::change(tx, &by, layout, &new)).await,
        Err(error) => Err(error),
    };
    match changed {
        Ok(_) => Ok(ctx.lead_to("/report-layouts", Some((Tone::Good, "flash-report-layout")))),
        Err(Error::Invalid(faults)) => ctx.show_again(&draw(&ctx, unit, &id, &fields, &faults)),
        Err(error) => Err(error.into()),
    }
}

async fn retire(ctx: Ctx, Path(id): Path<String>, Form(_): Form) -> Reply {
    let id: LayoutId = id.parse().map_err(|_| Error::NotFound)?;
    let by = ctx.by(None)?;
    ctx.change(move |tx| actions::retire(tx, &by, id)).await?;
    Ok(ctx.lead_to("/report-layouts", Some((Tone::Plain, "flash-report-layout-retired"))))
}

fn draw<'a>(ctx: &'a Ctx, unit: Unit, own: &str, fields: &'a Fields, faults: &Faults) -> DesignerPage<'a> {
    let (t, book) = (ctx.t(), ctx.app.book());
    let layout = forms::layout(fields);
    let entry = |it: &&'static stats::Indicator| Entry {
        code: it.code.to_owned(),
        name: t.get(&it.name_key()).to_owned(),
        unit: shown::unit(t, it),
        definition: t.get(&it.definition_key()).to_owned(),
    };
    let mut groups: Vec<(String, Vec<Entry>)> = Vec::new();
    for indicator in &book.indicators {
        if layout.indicators.iter().any(|code| code == indicator.code) {
            continue;
        }
        let name = group(t, indicator.code);
        match groups.iter_mut().find(|(one, _)| *one == name) {
            Some((_, entries)) => entries.push(entry(indicator)),
            None => groups.push((name, vec![entry(indicator)])),
        }
    }
    let title = if own.is_empty() { "report-layout-new" } else { "report-layout-change" };
    DesignerPage {
        page: ctx.page(t.get(title)),
        back: "/report-layouts".to_owned(),
        bar: t.get(title).to_owned(),
        action: if own.is_empty() { "/report-layouts".to_owned() } else { format!("/report-layouts/{own}") },
        own: own.to_owned(),
        unit,
        fields,
        errors: faults.iter().map(|(field, reason)| (field.to_owned(), say(t, reason))).collect(),
        grains: choices(t, "report-grain", layout.grain),
        rows: choices(t, "report-rows", layout.rows),
        picked: chosen(&book.indicators, &layout.indicators).iter().map(entry).collect(),
        groups,
    }
}

/// The heading under which an indicator is offered.
fn group(t: T, code: &str) -> String {
    let kind = code.split('.').next().unwrap_or_default();
    t.try_get(&format!("report-group-{kind}")).unwrap_or_else(|| t.get("report-group-other")).to_owned()
}

fn choices<W: Word + std::fmt::Display>(t: T, key: &str, chosen: W) -> Vec<Choice<'static>> {
    let one = |word: &W| Choice {
        value: word.word().into(),
        label: t.get(&format!("{key}-{word}")).to_owned().into(),
        chosen: *word == chosen,
    };
    W::ALL.iter().map(one).collect()
}
