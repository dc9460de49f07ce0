//! The public list: while it is public before it counts, and the results. By grade, inside a grade by number: the
//! list is no ranking.

use askama::Template;
use axum::extract::Path;
use kernel::{Actor, Error, Result};
use store::Reader;
use ui::{Page, T};
use web::{Ctx, Reply, Routes};

use super::edition_id;
use crate::lifecycle::{EditionState, State};
use crate::model::{Edition, EditionId, Entry};
use crate::policy;
use crate::store::ENTRIES_OF;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/campaigns/{edition}/publicity", |ctx, id| page(ctx, id, EditionState::Publicity))
        .get("/campaigns/{edition}/results", |ctx, id| page(ctx, id, EditionState::Finished))
}

/// A grade with its entries.
pub struct Group {
    /// What it is called.
    pub name: String,
    /// The money of each; may be empty.
    pub money: String,
    /// Its entries.
    pub entries: Vec<Line>,
}

/// An entry of the list.
pub struct Line {
    /// Its page.
    pub href: String,
    /// Its number.
    pub serial: String,
    /// In a line.
    pub title: String,
    /// Its category.
    pub category: String,
    /// Where its people work.
    pub enterprise: String,
    /// Its people.
    pub people: String,
    /// What finance signed; may be empty.
    pub figure: String,
    /// Its certificate; may be empty.
    pub certificate: String,
}

#[derive(Template)]
#[template(path = "campaigns/results.html")]
struct ResultsPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    it: &'a Edition,
    node: String,
    title: String,
    /// Until when one may object, or when it was announced and under which number.
    when: String,
    publicity: bool,
    groups: Vec<Group>,
    many: usize,
}

/// The edition with the entries of its public list, in the order of their numbers.
///
/// # Errors
/// Not found, when the actor sees the edition not, or it has no public list.
pub fn read(reader: &Reader<'_>, actor: &Actor, id: EditionId) -> Result<(Edition, Vec<Entry>)> {
    let it = policy::find(reader, actor, id)?.it;
    if !it.state.is_public() {
        return Err(Error::NotFound);
    }
    let stands = if it.state == EditionState::Publicity { State::Listed } else { State::Honoured };
    let entries = reader.all(&ENTRIES_OF, (id,))?.into_iter().filter(|entry| entry.state == stands).collect();
    Ok((it, entries))
}

/// The entries by grade.
pub fn groups(t: T, it: &Edition, entries: &[Entry]) -> Vec<Group> {
    let line = |entry: &Entry| {
        let content = entry.content();
        Line {
            href: entry.href(),
            serial: entry.serial.clone(),
            title: content.title.clone(),
            category: it.plan().category(&entry.category).map(|one| one.name.clone()).unwrap_or_default(),
            enterprise: content.enterprise.clone(),
            people: content
                .team
                .iter()
                .map(|member| member.name.as_str())
                .collect::<Vec<_>>()
                .join(t.get("campaign-and")),
            figure: super::enter::figure(t, content),
            certificate: entry.certificate.as_ref().map(|code| format!("/certificates/{code}")).unwrap_or_default(),
        }
    };
    let group = |(at, grade): (usize, &crate::plan::Grade)| Group {
        name: grade.name.clone(),
        money: if grade.money.0 > 0 { t.money(grade.money.0) } else { String::new() },
        entries: entries.iter().filter(|entry| entry.grade == Some(at as i64)).map(line).collect(),
    };
    let groups = it.plan().grades.iter().enumerate().map(group);
    groups.filter(|group| !group.entries.is_empty()).collect()
}

async fn page(ctx: Ctx, Path(id): Path<String>, wanted: EditionState) -> Reply {
    let (id, actor, t) = (edition_id(&id)?, ctx.actor()?.clone(), ctx.t());
    let (it, entries, node) = ctx
        .read(move |reader| {
            let (it, entries) = read(reader, &actor, id)?;
            let node = identity::tree::unit(reader, it.node)?.name;
            Ok((it, entries, node))
        })
        .await?;
    if it.state != wanted {
        let other = if it.state == EditionState::Publicity { "publicity" } else { "results" };
        return Ok(ctx.lead_to(&format!("{}/{other}", it.href()), None));
    }
    let publicity = wanted == EditionState::Publicity;
    let when = if publicity {
        let until = it.public_until.map(|until| t.stamp_exact(until.millis())).unwrap_or_default();
        t.with1("campaign-object-until", "until", until).into_owned()
    } else {
        let on = it.finished_at.map(|at| at.date().to_string()).unwrap_or_default();
        if it.document.is_empty() { on } else { format!("{on} · {}", it.document) }
    };
    let title = t.get(if publicity { "campaign-publicity-title" } else { "campaign-results-title" });
    ctx.show(&ResultsPage {
        page: ctx.page(title),
        back: it.href(),
        bar: t.get("campaign-title").to_owned(),
        title: title.to_owned(),
        node,
        when,
        publicity,
        groups: groups(t, &it, &entries),
        many: entries.len(),
        it: &it,
    })
}
