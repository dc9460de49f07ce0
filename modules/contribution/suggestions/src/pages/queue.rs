//! The officer's queue: views, filters, rows, preview; and views saved under a name.

mod checks;
mod look;

use axum::extract::Path;
use kernel::lifecycle::Word;
use kernel::{Error, Role, text};
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply, Routes};

use crate::model::{Category, SuggestionId};
use crate::policy;
use crate::queue::asked::{Asked, Holder, Order};
use crate::queue::view::{self, View};
use crate::queue::{self, preview, rows, saved};
use look::{Chip, Line, PreviewView, QueuePage, SavedView, ViewLink};

pub(super) use look::{categories, chosen, paragraphs, safe_back};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/desk", desk)
        .get("/desk/preview/{id}", side)
        .get("/desk/preview/{id}/alike", alike)
        .post("/desk/views", save)
        .post("/desk/views/{id}/removal", forget)
        .merge(checks::routes())
}

async fn desk(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    queue::enter(&actor)?;
    let asked = Asked::from(&Fields::from_query(&ctx.visit.query));
    let (index, now, wanted) = (ctx.app.clone(), ctx.now, asked.clone());
    let (counts, page, units, kept, shown) = ctx
        .read(move |reader| {
            let counts = view::counts(reader, &actor, now)?;
            let page = match rows::page(reader, &index.index, &actor, &wanted, now) {
                // A unit that never was, in an old address: everything but that is still asked.
                Err(Error::NotFound) => {
                    rows::page(reader, &index.index, &actor, &Asked { unit: None, ..wanted.clone() }, now)?
                }
                other => other?,
            };
            let shown = match wanted.selected.or(page.rows.first().map(|row| row.id)) {
                Some(id) => match preview::preview(reader, &actor, id) {
                    Err(Error::NotFound) => None,
                    other => Some(other?),
                },
                None => None,
            };
            let units = rows::units(reader, &actor)?;
            let kept = saved::mine(reader, actor.person)?;
            Ok((counts, page, units, kept, shown))
        })
        .await?;

    let t = ctx.t();
    let current = shown.as_ref().map(|preview| preview.seen.it.id);
    let heading = t.get(&format!("desk-view-{}", asked.view)).to_owned();
    let here = asked.address();
    let link = |view: View| ViewLink {
        href: Asked { view, ..Asked::default() }.address(),
        label: t.get(&format!("desk-view-{view}")).to_owned(),
        icon: view.icon(),
        count: counts.of(view),
        current: view == asked.view && !asked.is_narrowed(),
    };
    let back = here.as_str();
    ctx.show(&QueuePage {
        waiting: view::MINE.map(link).into(),
        under_way: view::UNDER_WAY.map(link).into(),
        saved: kept
            .into_iter()
            .map(|one| SavedView {
                current: Asked::from(&Fields::from_query(&one.query))
                    == Asked { after: None, selected: None, ..asked.clone() },
                href: format!("/desk?{}", one.query),
                removal: format!("/desk/views/{}/removal", one.id),
                name: one.name,
            })
            .collect(),
        total: (!asked.is_narrowed()).then(|| counts.of(asked.view)),
        chips: chips(&ctx, &asked, &units),
        units: units
            .iter()
            .map(|(unit, depth)| {
                let label = format!("{}{}", "　".repeat(*depth), unit.name);
                chosen(unit.unit.to_string(), label, asked.unit == Some(unit.unit))
            })
            .collect(),
        categories: Category::ALL
            .iter()
            .map(|category| {
                let label = t.get(&format!("word-cat-{category}")).to_owned();
                chosen(category.to_string(), label, asked.category == Some(*category))
            })
            .collect(),
        holders: Holder::ALL
            .iter()
            .map(|holder| {
                let label = t.get(&format!("desk-holder-{holder}")).to_owned();
                chosen(holder.to_string(), label, asked.holder == Some(*holder))
            })
            .collect(),
        by_due: asked.order == Order::Due,
        sort_due: asked.but(|other| other.order = Order::Due),
        sort_newest: asked.but(|other| other.order = Order::Newest),
        lines: page.rows.iter().map(|row| Line::of(t, row, &asked, ctx.now, current)).collect(),
        next: page.next.map_or_else(String::new, |cursor| asked.but(|other| other.after = Some(cursor))),
        may_act: ctx.actor()?.has_somewhere(Role::InnovationOfficer),
        preview: match &shown {
            Some(shown) => Some(PreviewView::of(&ctx, shown, back)?),
            None => None,
        },
        narrowed: asked.is_narrowed(),
        plain: Asked { view: asked.view, ..Asked::default() }.address(),
        query: Asked { after: None, selected: None, ..asked.clone() }.fields().to_query(),
        page: ctx.desk(heading),
        asked: &asked,
        back,
    })
}

/// What is narrowed, each with the address without it.
fn chips(ctx: &Ctx, asked: &Asked, units: &[(crate::model::UnitName, usize)]) -> Vec<Chip> {
    let t = ctx.t();
    let mut chips = Vec::new();
    if let Some((unit, _)) = units.iter().find(|(unit, _)| Some(unit.unit) == asked.unit) {
        chips.push(Chip { label: unit.name.clone(), without: asked.but(|other| other.unit = None) });
    }
    if let Some(category) = asked.category {
        let label = t.get(&format!("word-cat-{category}")).to_owned();
        chips.push(Chip { label, without: asked.but(|other| other.category = None) });
    }
    if let Some(days) = asked.days {
        let label = t.with1("desk-chip-days", "days", days).into_owned();
        chips.push(Chip { label, without: asked.but(|other| other.days = None) });
    }
    if asked.photo {
        let label = t.get("desk-filter-photo").to_owned();
        chips.push(Chip { label, without: asked.but(|other| other.photo = false) });
    }
    if let Some(holder) = asked.holder {
        let label = t.get(&format!("desk-holder-{holder}")).to_owned();
        chips.push(Chip { label, without: asked.but(|other| other.holder = None) });
    }
    if !asked.text.is_empty() {
        let label = t.with1("desk-chip-text", "text", asked.text.as_str()).into_owned();
        chips.push(Chip { label, without: asked.but(|other| other.text = String::new()) });
    }
    chips
}

/// The preview alone, for the side of the list.
async fn side(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let id: SuggestionId = id.parse().map_err(|_| Error::NotFound)?;
    let actor = ctx.actor()?.clone();
    queue::enter(&actor)?;
    let shown = ctx.read(move |reader| preview::preview(reader, &actor, id)).await?;
    let back = safe_back(Fields::from_query(&ctx.visit.query).get("back"));
    ctx.show(&look::Side { page: ctx.desk(shown.seen.it.title.clone()), shown: PreviewView::of(&ctx, &shown, &back)? })
}

/// Those that probably say the same, which the preview asks for once it is there.
async fn alike(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let id: SuggestionId = id.parse().map_err(|_| Error::NotFound)?;
    let actor = ctx.actor()?.clone();
    queue::enter(&actor)?;
    let app = ctx.app.clone();
    let found = ctx
        .read(move |reader| preview::similar(reader, &app.index, &actor, &policy::find(reader, &actor, id)?))
        .await?;
    let t = ctx.t();
    ctx.show(&look::AlikeView { t, alike: found.iter().map(|row| look::Alike::of(t, row)).collect() })
}

async fn save(ctx: Ctx, Form(fields): Form) -> Reply {
    let person = ctx.actor()?.person;
    queue::enter(ctx.actor()?)?;
    let asked = Asked { after: None, selected: None, ..Asked::from(&Fields::from_query(fields.get("query"))) };
    let name = text::line(fields.get("name"), saved::NAME)
        .map_err(|reason| Error::Invalid(kernel::Faults::one("name", reason)))?;
    let (query, now) = (asked.fields().to_query(), ctx.now);
    ctx.keep(move |tx| saved::save(tx, person, &name, &query, now)).await?;
    Ok(ctx.lead_to(&asked.address(), Some((Tone::Good, "flash-desk-view-saved"))))
}

async fn forget(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let person = ctx.actor()?.person;
    let id = id.parse().map_err(|_| Error::NotFound)?;
    ctx.keep(move |tx| saved::forget(tx, id, person)).await?;
    Ok(ctx.lead_to(&safe_back(fields.get("back")), Some((Tone::Plain, "flash-desk-view-gone"))))
}
